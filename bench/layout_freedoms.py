"""What a print of mail may do in one way or another: names of fields, people, dates; what is kept for testing apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from bench.clients import MONTHS
from bench.printers import Person

Labels = dict[str, tuple[str, ...]]
"""What each role is called, in one language."""


class Words(NamedTuple):
    """A language: the names of fields, of months and of weekdays; none of those of a language nobody is to know."""

    labels: Labels
    months: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _labels(author: str, date: str, to: str, cc: str, subject: str, files: str) -> Labels:
    names = {"from": author, "date": date, "to": to, "cc": cc, "subject": subject, "attachments": files}
    return {role: tuple(words.split("; ")) for role, words in names.items()}


LANGUAGES = {
    "dev": {
        "en": Words(_labels("From; Sender; Written by", "Sent; Date; Date sent", "To; Recipient; Recipients",
                            "Cc; CC; Copied to", "Subject; Re; Title", "Attachments; Files"), _EN_MONTHS, _EN_DAYS),
        "de": Words(_labels("Von; Absender", "Gesendet; Datum; Gesendet am", "An; Empfänger", "Cc; Kopie",
                            "Betreff; Thema", "Anlagen; Anhänge"), MONTHS["de"],
                    ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")),
        "es": Words(_labels("De; Remitente", "Enviado; Fecha; Enviado el", "Para; Destinatario", "CC; Copia",
                            "Asunto; Tema", "Adjuntos; Datos adjuntos"),
                    ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
                     "octubre", "noviembre", "diciembre"),
                    ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")),
        "sv": Words(_labels("Från; Avsändare", "Skickat; Datum", "Till; Mottagare", "Kopia", "Ämne", "Bilagor"),
                    ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
                     "oktober", "november", "december"),
                    ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")),
        "eo": Words(_labels("De kiu; Sendinto", "Sendita; Kiam", "Al; Ricevonto", "Kopie al", "Temo; Pri kio",
                            "Aldonoj")),
    },
    "test": {
        "en": Words(_labels("Author; From (name); Originator; By; Message from",
                            "When; Sent on; Timestamp; Date & time",
                            "Addressee; Sent to; For; Delivered to", "Copy to; In copy; Also to",
                            "Regarding; About; Topic; Subject line; Concerning", "Enclosed; Attached files"),
                    _EN_MONTHS, _EN_DAYS),
        "fr": Words(_labels("De; Expéditeur; Émetteur", "Envoyé; Date; Envoyé le; Date d'envoi",
                            "À; Destinataire; Pour; Destinataires", "Cc; Copie à; En copie", "Objet; Sujet",
                            "Pièces jointes; Fichiers joints"), MONTHS["fr"],
                    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")),
        "it": Words(_labels("Da; Mittente", "Inviato; Data; Data invio", "A; Destinatario; Destinatari",
                            "Cc; Per conoscenza; Copia", "Oggetto", "Allegati"),
                    ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
                     "ottobre", "novembre", "dicembre"),
                    ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")),
        "nl": Words(_labels("Van; Afzender", "Verzonden; Datum; Verzonden op", "Aan; Ontvanger; Geadresseerde",
                            "CC; Kopie aan", "Onderwerp; Betreft", "Bijlagen"),
                    ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
                     "oktober", "november", "december"),
                    ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")),
        "pt": Words(_labels("De; Remetente", "Enviada em; Data; Enviado", "Para; Destinatário", "Cc; Com cópia",
                            "Assunto", "Anexos"),
                    ("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
                     "outubro", "novembro", "dezembro"),
                    ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado",
                     "domingo")),
        "is": Words(_labels("Frá; Sendandi", "Sent; Dagsetning", "Til; Viðtakandi", "Afrit", "Efni", "Viðhengi")),
        "et": Words(_labels("Saatja", "Saadetud; Kuupäev", "Saaja; Adressaat", "Koopia", "Teema", "Manused")),
        "ga": Words(_labels("Ó; Seoltóir", "Seolta; Dáta", "Chuig; Faighteoir", "Cóip", "Ábhar", "Ceangaltáin")),
    },
}  # fmt: skip
"""The last of each set are languages that the reader is not to be told of."""

EXTRAS = {
    "dev": (
        ("Importance", "High"), ("Folder", "Inbox/Old shed"), ("Size", "34 KB"), ("Account", "rufford"),
        ("Reply-To", "desk@rufford.example"), ("Custodian", "Pennyroyal, Osric"), ("Priority", "Normal"),
    ),
    "test": (
        ("Sensitivity", "Private"), ("Mailbox", "Sent Items"), ("Document ID", "RUF0004127"), ("Security", "None"),
        ("Message-ID", "<4127.31@rufford.example>"), ("Categories", "Shed; Hut"), ("Tag", "Responsive"),
        ("Pages", "3"), ("Status", "Read"), ("Matter", "2231 Pennyroyal"),
    ),
}  # fmt: skip


def _name_first(one: Person) -> str:
    return f"{one.name} <{one.address}>"


def _turned(name: str) -> str:
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}" if first else name


FORMS: dict[str, tuple[tuple[str, Callable[[Person], str], Callable[[Person], Person]], ...]] = {
    "dev": (
        ("name <address>", _name_first, lambda one: one),
        ("name <address>", _name_first, lambda one: one),
        ("address alone", lambda one: one.address, lambda one: Person("", one.address)),
        ("name (address)", lambda one: f"{one.name} ({one.address})", lambda one: one),
        ("last, first <address>", lambda one: f"{_turned(one.name)} <{one.address}>",
         lambda one: Person(_turned(one.name), one.address)),
        ('"name" <address>', lambda one: f'"{one.name}" <{one.address}>', lambda one: one),
        ("name [address]", lambda one: f"{one.name} [{one.address}]", lambda one: one),
        ("name alone", lambda one: one.name, lambda one: Person(one.name, "")),
    ),
    "test": (
        ("name <address>", _name_first, lambda one: one),
        ("name [mailto:address]", lambda one: f"{one.name} [mailto:{one.address}]", lambda one: one),
        ("address (name)", lambda one: f"{one.address} ({one.name})", lambda one: one),
        ("name address", lambda one: f"{one.name} {one.address}", lambda one: one),
        ("'name' <address>", lambda one: f"'{one.name}' <{one.address}>", lambda one: one),
        ('"last, first" <address>', lambda one: f'"{_turned(one.name)}" <{one.address}>',
         lambda one: Person(_turned(one.name), one.address)),
        ("<address>", lambda one: f"<{one.address}>", lambda one: Person("", one.address)),
        ("name alone", lambda one: one.name, lambda one: Person(one.name, "")),
    ),
}  # fmt: skip
"""How a person is written, and what that tells of them."""
JOINTS = {"dev": ("; ", ", "), "test": ("; ", ", ", " ; ", ";")}

Dating = Callable[[datetime, Words], str]


def _month(date: datetime, words: Words) -> str:
    return words.months[date.month - 1]


def _day(date: datetime, words: Words) -> str:
    return words.days[date.weekday()]


def _twelve(date: datetime) -> str:
    return f"{date.hour % 12 or 12}:{date:%M} {date:%p}"


def _ordinal(number: int) -> str:
    last = "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


NAMED: dict[str, tuple[Dating, ...]] = {
    "dev": (
        lambda at, words: f"{at.day} {_month(at, words)} {at.year} {at:%H:%M}",
        lambda at, words: f"{_day(at, words)}, {at.day} {_month(at, words)} {at.year} {at:%H:%M:%S}",
        lambda at, words: f"{_day(at, words)[:3]} {at.day} {_month(at, words)[:3]} {at.year}, {at:%H:%M}",
        lambda at, words: f"{_day(at, words)}, {_month(at, words)} {at.day}, {at.year} {_twelve(at)}",
    ),
    "test": (
        lambda at, words: f"{at:%H:%M}, {at.day} {_month(at, words)} {at.year}",
        lambda at, words: f"{_month(at, words)} {_ordinal(at.day)}, {at.year} at {_twelve(at)}",
        lambda at, words: f"{at.day}-{_month(at, words)[:3]}-{at.year} {at:%H:%M:%S}",
        lambda at, words: f"{_day(at, words)} {at.day} {_month(at, words)} {at.year} - {at:%H.%M}",
        lambda at, words: f"{at.day} {_month(at, words)} {at.year} ({_day(at, words)}) {at:%H:%M}",
    ),
}  # fmt: skip
"""Dates with the names of months; ordinal numbers are English."""
NUMBERED: dict[str, tuple[Dating, ...]] = {
    "dev": (
        lambda at, _: f"{at:%d/%m/%Y %H:%M}",
        lambda at, _: f"{at:%Y-%m-%d %H:%M}",
        lambda at, _: f"{at:%d.%m.%Y %H:%M:%S}",
        lambda at, _: f"{at:%H:%M:%S} {at:%Y-%m-%d}",
        lambda at, _: f"{at:%d/%m/%Y} at {at:%H:%M} (GMT)",
    ),
    "test": (
        lambda at, _: f"{at:%d.%m.%Y, %H:%M} (UTC)",
        lambda at, _: f"{at:%Y-%m-%dT%H:%M:%SZ}",
        lambda at, _: f"{at:%d-%m-%Y %H:%M}",
        lambda at, _: f"{at:%d/%m/%Y} - {at:%H:%M}",
        lambda at, _: f"{at:%Y/%m/%d %H:%M:%S} +0000",
        lambda at, _: f"{at:%H:%M} {at:%d/%m/%Y}",
    ),
}  # fmt: skip

SEPARATORS = {"dev": (":", ":", ":", "", " :", " –"), "test": (":", ":", "", " -", " |", " =", ".")}
ORDERS = {
    "dev": ("from date to cc subject", "from to cc date subject", "subject from date to cc", "from subject date to cc",
            "date from to cc subject", "to from date cc subject"),
    "test": ("to cc from date subject", "date subject from to cc", "from to cc subject date", "subject date from to cc",
             "to from cc subject date", "from date subject to cc", "subject to cc from date"),
}  # fmt: skip
ENDED = {"dev": ("", "", ""), "test": ("", "", "- End of message -")}


def listed(some: Sequence[Person], write: Callable[[Person], str], joint: str) -> str:
    """Give people as a field lists them."""
    return joint.join(map(write, some)).rstrip()
