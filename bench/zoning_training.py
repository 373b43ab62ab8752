"""Invented threads in the styles of many mail clients and languages, each line with what it is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from textwrap import wrap
from typing import NamedTuple

from bench.invented import Words

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "cy": "Dydd Llun;Dydd Mawrth;Dydd Mercher;Dydd Iau;Dydd Gwener;Dydd Sadwrn;Dydd Sul",
}
FIELDS = {
    "en": ("From", "Sent", "To", "Cc", "Subject"), "de": ("Von", "Gesendet", "An", "Cc", "Betreff"),
    "fr": ("De", "Envoyé", "À", "Cc", "Objet"), "es": ("De", "Enviado", "Para", "CC", "Asunto"),
    "it": ("Da", "Inviato", "A", "Cc", "Oggetto"), "nl": ("Van", "Verzonden", "Aan", "CC", "Onderwerp"),
    "pt": ("De", "Enviada", "Para", "Cc", "Assunto"), "cy": ("Oddi wrth", "Anfonwyd", "At", "Cc", "Pwnc"),
}  # fmt: skip
RULES = {
    "en": "Original Message", "de": "Ursprüngliche Nachricht", "fr": "Message d'origine", "es": "Mensaje original",
    "it": "Messaggio originale", "nl": "Oorspronkelijk bericht", "pt": "Mensagem original", "cy": "Neges wreiddiol",
}  # fmt: skip
CLOSINGS = {
    "en": ("Kind regards,", "Best wishes,", "Thanks,", "Yours sincerely,"), "de": ("Mit freundlichen Grüßen",),
    "fr": ("Cordialement,",), "es": ("Un saludo,",), "it": ("Cordiali saluti,",), "nl": ("Met vriendelijke groet,",),
    "pt": ("Atenciosamente,",), "cy": ("Cofion gorau,",),
}  # fmt: skip
DEVICES = {
    "en": "Sent from my iPhone", "de": "Von meinem iPhone gesendet", "fr": "Envoyé de mon iPhone",
    "es": "Enviado desde mi iPhone", "it": "Inviato da iPhone", "nl": "Verstuurd vanaf mijn iPhone",
    "pt": "Enviado do meu iPhone", "cy": "Anfonwyd o fy iPhone",
}  # fmt: skip
NOTICES = (
    "This email and any attachments are confidential and intended only for the addressee. If you are not the intended"
    " recipient please delete it and tell the sender. {extra}",
    "DISCLAIMER: The information in this message may be privileged. Any unauthorised disclosure is prohibited. {extra}",
    "The contents of this e-mail are confidential to the intended recipient. Opinions are not necessarily those of the"
    " Society. {extra}",
)
FOOTERS = (
    ("_" * 47, "{name} mailing list", "{name}@lists.example", "https://lists.example/mailman/listinfo/{name}"),
    ("-- ", "You received this message because you are subscribed to the Google Groups \"{name}\" group.",
     "To unsubscribe from this group, send an email to {name}+unsubscribe@groups.example."),
)  # fmt: skip
FIRST = ("Hesper", "Osric", "Tamsin", "Barnaby", "Ottoline", "Siân", "Jörg", "Amélie", "Íñigo", "Loïc")
LAST = ("Quillfeather", "Thistlewood", "Marrowby", "O'Pennyroyal", "Wobbleton-Ames", "Gooseberry", "van der Tansy")
TITLES = ("Allotments Secretary", "Head of Marrows", "Treasurer", "Deputy Manager, Hedges", "Clerk to the Council")


class Somebody(NamedTuple):
    """Someone who never was."""

    name: str
    address: str


class Marked(NamedTuple):
    """One line and what it is: own, quotation, lead, signature or furniture."""

    line: str
    zone: str


class Sent(NamedTuple):
    """What is known of one quoted message."""

    author: Somebody
    to: tuple[Somebody, ...]
    date: datetime
    subject: str


class Told(NamedTuple):
    """What a style's lead says of a message: name, address, recipients, date as the lead shows it, subject."""

    name: str
    address: str
    recipients: tuple[tuple[str, str], ...]
    date: str
    subject: str


class Example(NamedTuple):
    """One invented message with its gold."""

    style: str
    lines: tuple[Marked, ...]
    told: tuple[Told, ...]
    """What each lead says, outermost first."""

    @property
    def text(self) -> str:
        """The message's text."""
        return "".join(f"{one.line}\n" for one in self.lines)


class Style(NamedTuple):
    """How one client introduces and marks what it quotes."""

    name: str
    lead: Callable[[Sent, str], tuple[list[str], Told]]
    mark: str
    """Before each quoted line; empty where the client marks none."""
    languages: tuple[str, ...] = ("en",)


def month(date: datetime, language: str, short: bool = False) -> str:
    """Give the name of a date's month."""
    name = MONTHS[language].split()[date.month - 1]
    return name[:3] if short and language == "en" else name


def day(date: datetime, language: str, short: bool = False) -> str:
    """Give the name of a date's day of the week."""
    names = DAYS[language]
    name = (names.split(";") if ";" in names else names.split())[date.weekday()]
    return name[:3] if short else name


def short(date: datetime) -> str:
    """Give a date as `Tue, 3 May 2016`."""
    return f"{day(date, 'en', True)}, {date.day} {month(date, 'en', True)} {date.year}"


def american(date: datetime) -> str:
    """Give a date as `Tuesday, May 3, 2016`."""
    return f"{day(date, 'en')}, {month(date, 'en')} {date.day}, {date.year}"


def mailbox(person: Somebody) -> str:
    """Give a person as `Name <address>`."""
    return f"{person.name} <{person.address}>"


def told(sent: Sent, date: str, *, address: bool = True, full: bool = False) -> Told:
    """Give what a lead says of a message; with recipients and subject where `full`."""
    to = tuple((one.name, one.address) for one in sent.to) if full else ()
    return Told(sent.author.name, sent.author.address if address else "", to, date, sent.subject if full else "")


def minute(date: datetime) -> str:
    """Give a date to the minute in ISO 8601."""
    return f"{date:%Y-%m-%dT%H:%M}"


def twelve(date: datetime) -> str:
    """Give the time on a twelve-hour clock."""
    return date.strftime("%I:%M %p").lstrip("0")


_LINES = {
    "en": "On {day}, {d} {month} {y} at {t}, {who} wrote:",
    "de": "Am {d}. {month} {y} um {t} schrieb {who}:",
    "fr": "Le {day} {d} {month} {y} à {t}, {who} a écrit :",
    "es": "El {day}, {d} de {month} de {y} a las {t}, {who} escribió:",
    "it": "Il giorno {day} {d} {month} {y} alle ore {t} {who} ha scritto:",
    "nl": "Op {day} {d} {month} {y} om {t} schreef {who}:",
    "pt": "Em {day}, {d} de {month} de {y} às {t}, {who} escreveu:",
    "cy": "Ar {d} {month} {y} am {t}, ysgrifennodd {who}:",
}


def _attribution(sent: Sent, language: str) -> tuple[list[str], Told]:
    line = _LINES[language].format(
        day=day(sent.date, language), d=sent.date.day, month=month(sent.date, language), y=sent.date.year,
        t=f"{sent.date:%H:%M}", who=f"{mailbox(sent.author)}",
    )  # fmt: skip
    return wrap(line, 78, break_on_hyphens=False), told(sent, minute(sent.date))


def _american(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{day(sent.date, 'en', True)}, {month(sent.date, 'en', True)} {sent.date.day}, {sent.date.year}"
    line = f"On {date} at {twelve(sent.date)} {mailbox(sent.author)} wrote:"
    return wrap(line, 76, break_on_hyphens=False), told(sent, minute(sent.date))


def _numeric(sent: Sent, _language: str) -> tuple[list[str], Told]:
    return [f"On {sent.date:%d/%m/%Y %H:%M}, {sent.author.name} wrote:"], told(sent, minute(sent.date), address=False)


def _bare(sent: Sent, _language: str) -> tuple[list[str], Told]:
    return [f"{sent.author.name} wrote:"], told(sent, "", address=False)


def _article(sent: Sent, _language: str) -> tuple[list[str], Told]:
    lines = [f"In article <{sent.date:%d%H%M}.7@{sent.author.address.partition('@')[2]}>,"]
    return [*lines, f"{mailbox(sent.author)} writes:"], told(sent, "")


def _block(sent: Sent, language: str, *, bold: bool = False, rule: Sequence[str] = ()) -> tuple[list[str], Told]:
    names = FIELDS[language]
    date = (
        f"{day(sent.date, language)}, {sent.date.day}. {month(sent.date, language)} {sent.date.year} {sent.date:%H:%M}"
    )
    if language == "en":
        date = f"{american(sent.date)} {twelve(sent.date)}"
    to = "; ".join(f"{mailbox(one)}" for one in sent.to)
    values = (f"{mailbox(sent.author)}", date, to, "", sent.subject)
    pairs = [(name, value) for name, value in zip(names, values, strict=True) if value]
    wide = [f"*{name}:* {value}" if bold else f"{name}: {value}" for name, value in pairs]
    lines = [part for line in wide for part in (wrap(line, 90, break_on_hyphens=False) if bold else [line])]
    return [*rule, *lines, ""], told(sent, minute(sent.date), full=True)


def _exchange(sent: Sent, language: str) -> tuple[list[str], Told]:
    return _block(sent, language, rule=(f"-----{RULES[language]}-----",))


def _underlined(sent: Sent, language: str) -> tuple[list[str], Told]:
    return _block(sent, language, rule=("_" * 32,))


def _bold(sent: Sent, language: str) -> tuple[list[str], Told]:
    return _block(sent, language, bold=True)


def _forwarded(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{short(sent.date)} at {sent.date:%H:%M}"
    to = ", ".join(f"{mailbox(one)}" for one in sent.to)
    lines = ["---------- Forwarded message ---------", f"From: {mailbox(sent.author)}"]
    return [*lines, f"Date: {date}", f"Subject: {sent.subject}", f"To: {to}", "", ""], told(
        sent, minute(sent.date), full=True
    )


def _apple(sent: Sent, _language: str) -> tuple[list[str], Told]:
    to = ", ".join(f"{mailbox(one)}" for one in sent.to)
    date = f"{sent.date.day} {month(sent.date, 'en')} {sent.date.year} at {sent.date:%H:%M:%S} BST"
    lines = ["Begin forwarded message:", "", f"> From: {mailbox(sent.author)}"]
    lines += [f"> Subject: {sent.subject}", f"> Date: {date}", f"> To: {to}", ">"]
    return lines, told(sent, f"{sent.date:%Y-%m-%dT%H:%M:%S}+01:00", full=True)


def _notes(sent: Sent, _language: str) -> tuple[list[str], Told]:
    to = ", ".join(f"{one.name}/LWAS/GB@LWAS" for one in sent.to)
    lines = [f"{'-' * 22} Forwarded by Ottoline Tansy/LWAS/GB on {sent.date:%m/%d/%Y %I:%M %p} {'-' * 27}", "", ""]
    lines += [
        f"{sent.author.name}",
        f"{sent.date:%m/%d/%Y %I:%M %p}",
        f"To:\t{to}",
        "cc:\t",
        f"Subject:\t{sent.subject}",
        "",
    ]
    found = told(sent, _american_date(sent.date), address=False, full=True)
    return lines, found._replace(recipients=tuple((one.name, "") for one in sent.to))


def _american_date(date: datetime) -> str:
    """Give the date as far as 05/03/2016 03:10 PM is certain: months first, or only one reading is a date."""
    return minute(date)


def _horde(sent: Sent, language: str) -> tuple[list[str], Told]:
    word = {"de": "Zitat von", "en": "Quoting"}[language]
    return [f"{word} {mailbox(sent.author)}:"], told(sent, "")


def _gnus(sent: Sent, _language: str) -> tuple[list[str], Told]:
    nick = sent.author.name.partition(" ")[0]
    return [f'>>>>> "{nick}" == {mailbox(sent.author)} writes:'], told(sent, "")


def _mutt(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{sent.date:%a, %b %d, %Y} at {sent.date:%I:%M:%S%p} +0100"
    return [f"On {date}, {sent.author.name} wrote:"], told(sent, f"{sent.date:%Y-%m-%dT%H:%M:%S}+01:00", address=False)


def _kmail(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{day(sent.date, 'en')} {sent.date.day} {month(sent.date, 'en')} {sent.date.year} {sent.date:%H:%M}"
    return [f"On {date}, {sent.author.name} wrote:"], told(sent, minute(sent.date), address=False)


def _pine(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{short(sent.date)}"
    return [f"On {date}, {sent.author.name} wrote:", ""], told(sent, f"{sent.date:%Y-%m-%d}", address=False)


def _samsung(sent: Sent, _language: str) -> tuple[list[str], Told]:
    lines = ["-------- Original message --------", f"From: {mailbox(sent.author)} "]
    lines += [f"Date: {sent.date:%d/%m/%Y %H:%M} (GMT+00:00) ", f"To: {sent.to[0].name} <{sent.to[0].address}> "]
    lines += [f"Subject: {sent.subject} ", ""]
    found = told(sent, f"{minute(sent.date)}+00:00", full=True)
    return lines, found._replace(recipients=found.recipients[:1])


def _blackberry(sent: Sent, _language: str) -> tuple[list[str], Told]:
    lines = ["-----Original Message-----", f'From: "{sent.author.name}" <{sent.author.address}>', ""]
    lines += [
        f"Date: {day(sent.date, 'en', True)}, {sent.date:%d} {month(sent.date, 'en', True)} {sent.date:%Y %H:%M:%S} "
    ]
    lines += [f"To: <{sent.to[0].address}>", f"Subject: {sent.subject}", "", ""]
    found = told(sent, f"{sent.date:%Y-%m-%dT%H:%M:%S}", full=True)
    return lines, found._replace(recipients=(("", sent.to[0].address),))


def _yahoo(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{day(sent.date, 'en')}, {sent.date.day} {month(sent.date, 'en')} {sent.date.year}, {sent.date:%H:%M}"
    lines = ["     On " + date + ", " + sent.author.name, f"<{sent.author.address}> wrote:", " "]
    return lines, told(sent, minute(sent.date))


def _proton(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{american(sent.date)} {twelve(sent.date)}"
    line = f"On {date}, {mailbox(sent.author)} wrote:"
    return ["------- Original Message -------", *wrap(line, 72, break_on_hyphens=False), ""], told(
        sent, minute(sent.date)
    )


def _roundcube(sent: Sent, _language: str) -> tuple[list[str], Told]:
    return [f"On {sent.date:%Y-%m-%d %H:%M}, {sent.author.name} wrote:"], told(sent, minute(sent.date), address=False)


def _evolution(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{day(sent.date, 'en', True)}, {sent.date:%Y-%m-%d} at {sent.date:%H:%M} +0100"
    return [f"On {date}, {sent.author.name} wrote:"], told(sent, f"{minute(sent.date)}+01:00", address=False)


def _zimbra(sent: Sent, language: str) -> tuple[list[str], Told]:
    names = {
        "en": ("From", "To", "Sent", "Subject"),
        "fr": ("De", "À", "Envoyé", "Objet"),
        "es": ("De", "Para", "Enviados", "Asunto"),
    }
    date = (
        f"{day(sent.date, language)} {sent.date.day} {month(sent.date, language)} {sent.date.year} {sent.date:%H:%M:%S}"
    )
    to = ", ".join(f'"{one.name}" <{one.address}>' for one in sent.to)
    author = f'"{sent.author.name}" <{sent.author.address}>'
    values = zip(names[language], (author, to, date, sent.subject), strict=True)
    rule = {"en": "Original Message", "fr": "Mail original", "es": "Mensaje original"}[language]
    lines = [f"----- {rule} -----", *(f"{name}: {value}" for name, value in values), ""]
    return lines, told(sent, f"{sent.date:%Y-%m-%dT%H:%M:%S}", full=True)


STYLES = (
    Style("attribution", _attribution, "> ", tuple(MONTHS)),
    Style("american", _american, "> "),
    Style("numeric", _numeric, "> "),
    Style("bare", _bare, "> "),
    Style("article", _article, "> "),
    Style("exchange", _exchange, "", tuple(MONTHS)),
    Style("underlined", _underlined, "", tuple(MONTHS)),
    Style("bold", _bold, "", tuple(MONTHS)),
    Style("forwarded", _forwarded, ""),
    Style("apple", _apple, "> "),
    Style("notes", _notes, ""),
    Style("horde", _horde, "> ", ("en", "de")),
    Style("gnus", _gnus, "> "),
    Style("mutt", _mutt, "> "),
    Style("kmail", _kmail, "> "),
    Style("pine", _pine, "> "),
    Style("samsung", _samsung, ""),
    Style("blackberry", _blackberry, ""),
    Style("yahoo", _yahoo, "> "),
    Style("proton", _proton, "> "),
    Style("roundcube", _roundcube, "> "),
    Style("evolution", _evolution, "> "),
    Style("zimbra", _zimbra, "", ("en", "fr", "es")),
)


def examples(seed: int, count: int, styles: Sequence[Style]) -> Iterator[Example]:
    """Give invented messages in these styles, as many of each."""
    chance = random.Random(f"{seed} zoning {styles[0].name}")
    words = Words(chance)
    for number in range(count):
        yield _example(chance, words, styles[number % len(styles)], styles)


def _example(chance: random.Random, words: Words, style: Style, styles: Sequence[Style]) -> Example:
    language = chance.choice(style.languages)
    first = _said(chance, words, language, "quotation", furnished=False)
    told: list[Told] = []
    body = first
    if chance.random() < 0.35:
        inner = chance.choice(styles)
        body, inner_told = _quoting(chance, words, inner, chance.choice(inner.languages), first, "quotation")
        told.append(inner_told)
    body, outer = _quoting(chance, words, style, language, body, "own")
    if chance.random() < 0.2:
        name = chance.choice(words.known)
        body = [
            *body,
            Marked("", ""),
            *(Marked(line.format(name=name), "furniture") for line in chance.choice(FOOTERS)),
        ]
    return Example(style.name, tuple(body), (outer, *told))


def _quoting(
    chance: random.Random, words: Words, style: Style, language: str, body: list[Marked], zone: str
) -> tuple[list[Marked], Told]:
    people = [_somebody(chance) for _ in range(chance.randint(2, 4))]
    date = datetime(2003, 1, 1, 8, 0, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 10_000_000))
    subject = " ".join(chance.choices(words.known, k=chance.randint(2, 6))).capitalize()
    lead, told = style.lead(Sent(people[0], tuple(people[1:]), date, subject), language)
    quoted = [Marked(_marked(one.line, style.mark), one.zone) for one in body]
    leads = [Marked(line, "lead" if line.strip(" >") else "") for line in lead]
    own = _said(chance, words, language, zone, furnished=not style.mark or chance.random() < 0.7)
    if style.mark and chance.random() < 0.3 and style.name != "apple":
        return [*leads, *quoted, Marked("", ""), *own], told
    return [*own, Marked("", ""), *leads, *quoted], told


def _marked(line: str, mark: str) -> str:
    if not mark:
        return line
    return f"{mark.rstrip()}{line}" if line.startswith(mark[0]) else f"{mark}{line}".rstrip()


def _somebody(chance: random.Random) -> Somebody:
    first, last = chance.choice(FIRST), chance.choice(LAST)
    local = "".join(
        character for character in f"{first}.{last}".lower() if character.isascii() and character not in " '"
    )
    return Somebody(f"{first} {last}", f"{local}@{chance.choice(('lwas', 'marrow', 'hedge'))}.example")


def _said(chance: random.Random, words: Words, language: str, zone: str, *, furnished: bool) -> list[Marked]:
    """Give paragraphs, and what closes them."""
    lines: list[Marked] = []
    for _ in range(chance.randint(1, 4)):
        lines += [Marked(line, zone) for line in wrap(words.paragraph(), chance.choice((66, 72, 500)))] + [
            Marked("", "")
        ]
    closing = _closing(chance, words, language) if furnished or chance.random() < 0.5 else []
    return [*lines, *closing][: None if closing else -1]


def _closing(chance: random.Random, words: Words, language: str) -> list[Marked]:
    person = _somebody(chance)
    kind = chance.choice(("dashes", "regards", "device", "card", "none", "notice"))
    if kind == "none":
        return []
    card = [person.name, chance.choice(TITLES), f"Tel: 01632 960{chance.randint(100, 999)}", person.address]
    lines = {
        "dashes": ["-- ", *card[: chance.randint(1, 4)]],
        "regards": [
            chance.choice(CLOSINGS.get(language, CLOSINGS["en"])),
            *([""] if chance.random() < 0.3 else []),
            person.name.split()[0],
        ],
        "device": [DEVICES.get(language, DEVICES["en"])],
        "card": card,
        "notice": [chance.choice(CLOSINGS.get(language, CLOSINGS["en"])), person.name],
    }[kind]
    made = [Marked(line, "signature" if line else "") for line in lines]
    if kind == "notice":
        notice = chance.choice(NOTICES).format(extra=words.sentence())
        made += [Marked("", ""), *(Marked(line, "furniture") for line in wrap(notice, 72))]
    return made
