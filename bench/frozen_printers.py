"""Twelve prints modelled on what clients, archives and reviewers' tools print, written when the reader was frozen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bench.clients import MONTHS
from bench.paper import A4, LETTER, Drawn, Foot, Layout, Leaf, centred, plain, right
from bench.printers import BOLD, MONO, SANS, SERIF, Person, Print, Style, bars, marks, named, nothing, people, table

_MONTHS_NL = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_MONTHS_IT = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")
_DAYS_DE = ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So.")


def _semicolons(some: Sequence[Person]) -> str:
    return "; ".join(map(str, some))


def _twelve(date: datetime) -> str:
    return f"{date.hour % 12 or 12}:{date:%M %p}"


def outlook_mobile(layout: Layout, mail: Print) -> None:
    """Set a message as Outlook on a telephone shares it: subject, initials beside name and address, when below."""
    layout.paragraph(layout.left, mail.subject, BOLD, 16)
    layout.gap(8)
    initials = "".join(word[0] for word in mail.author.name.split()[:2])
    layout.put(layout.left, layout.at + 16, initials, BOLD, 13)
    layout.left += 40
    layout.line(layout.left, str(mail.author), BOLD, 11)
    named(layout, (("To:", _semicolons(mail.to)), ("Cc:", _semicolons(mail.cc))), 9, SANS, SANS)
    layout.line(layout.left, f"{mail.date:%a} {mail.date.day} {mail.date:%b} {mail.date.year}, {mail.date:%H:%M}", SANS,
                9)  # fmt: skip
    layout.left -= 40
    layout.gap(14)
    marks(layout, mail.body, SANS, 11)


def groupwise(layout: Layout, mail: Print) -> None:
    """Set a message as GroupWise does: names of fields against a column, the subject last."""
    rows = (
        ("From:", str(mail.author)), ("To:", _semicolons(mail.to)), ("CC:", _semicolons(mail.cc)),
        ("Date:", f"{mail.date.day}/{mail.date.month}/{mail.date:%Y} {mail.date:%H:%M}"), ("Subject:", mail.subject),
        ("Attachments:", "; ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 76, 10, BOLD, SANS)
    layout.rule()
    layout.gap(10)
    marks(layout, mail.body, SERIF, 11)


def german_phone(layout: Layout, mail: Print) -> None:
    """Set a message as a German telephone does: author and moment on one line, who received it below."""
    layout.paragraph(layout.left, mail.subject, BOLD, 14)
    layout.gap(6)
    date = mail.date
    layout.line(layout.left, str(mail.author), BOLD, 10)
    when = f"{_DAYS_DE[date.weekday()]} {date.day}. {MONTHS['de'][date.month - 1][:3]} {date.year} um {date:%H:%M}"
    right(layout.leaf, layout.edge, layout.at - 2.5, when, SANS, 9)
    named(layout, (("An:", people(mail.to)), ("Kopie:", people(mail.cc))), 9, SANS, SANS)
    layout.gap(12)
    bars(layout, mail.body, SANS, 10)


def dutch_archive(layout: Layout, mail: Print) -> None:
    """Set a message as a Dutch archive's export does: names of fields above their values, two beside each other."""
    date = mail.date
    when = f"{date.day} {_MONTHS_NL[date.month - 1]} {date.year} {date:%H:%M}"
    middle = layout.left + 250
    for one, other in ((("Afzender", str(mail.author)), ("Datum", when)),):
        layout.put(layout.left, layout.at + 8, one[0], SANS, 7.5)
        layout.put(middle, layout.at + 8, other[0], SANS, 7.5)
        layout.gap(9)
        layout.put(layout.left, layout.at + 10, one[1], SANS, 9)
        layout.put(middle, layout.at + 10, other[1], SANS, 9)
        layout.gap(15)
    for name, words in (("Ontvanger(s)", _semicolons(mail.to)), ("CC", _semicolons(mail.cc)),
                        ("Onderwerp", mail.subject)):  # fmt: skip
        if words:
            layout.line(layout.left, name, SANS, 7.5)
            layout.paragraph(layout.left, words, SANS, 9)
            layout.gap(3)
    layout.rule()
    layout.gap(8)
    marks(layout, mail.body, SANS, 10)


def italian_zimbra(layout: Layout, mail: Print) -> None:
    """Set a message as an Italian Zimbra does: subject, then names with spaces before their colons."""
    layout.paragraph(layout.left, mail.subject, BOLD, 12)
    layout.rule()
    date = mail.date
    when = f"{date.day} {_MONTHS_IT[date.month - 1]} {date.year} {date:%H:%M}"
    rows = (("Da :", str(mail.author)), ("Oggetto :", mail.subject), ("A :", people(mail.to)),
            ("Cc :", people(mail.cc)), ("Inviato :", when))  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def metadata_sheet(layout: Layout, mail: Print) -> None:
    """Set a message as a review tool's print with its metadata: a ruled table, keys as its database has them."""
    rows = (
        ("Doc ID", "RUF.0001.0412"), ("Author", str(mail.author)), ("Recipients", _semicolons(mail.to)),
        ("CC Recipients", _semicolons(mail.cc)), ("Date Sent (UTC)", f"{mail.date:%Y-%m-%d %H:%M:%S}"),
        ("Title", mail.subject), ("File Type", "Outlook message"), ("Attachments", "; ".join(mail.attachments)),
    )  # fmt: skip
    for name, words in rows:
        if words:
            table(layout, ((name, words),), 110, 9, BOLD, SANS)
            layout.rule()
    layout.gap(10)
    marks(layout, mail.body, MONO, 9)


def office_print(layout: Layout, mail: Print) -> None:
    """Set a message as an office that answers requests prints it: a number, then fields in capitals and tabs."""
    number = sum(leaf.begun for leaf in layout.leaves)
    layout.line(layout.left, f"Document {number}", BOLD, 12)
    layout.gap(6)
    when = f"{mail.date:%A} {mail.date.day} {mail.date:%B} {mail.date.year} {_twelve(mail.date)}"
    rows = (("FROM", str(mail.author)), ("SENT", when), ("TO", _semicolons(mail.to)), ("CC", _semicolons(mail.cc)),
            ("SUBJECT", mail.subject))  # fmt: skip
    table(layout, rows, 80, 10, BOLD, SERIF)
    layout.gap(12)
    marks(layout, mail.body, SERIF, 11)


def french_roundcube(layout: Layout, mail: Print) -> None:
    """Set a message as a French Roundcube does: subject first, no colons, moments in figures."""
    layout.paragraph(layout.left, mail.subject, BOLD, 13)
    layout.gap(4)
    rows = (("De", str(mail.author)), ("À", people(mail.to)), ("Cc", people(mail.cc)),
            ("Date", f"{mail.date:%d/%m/%Y %H:%M}"))  # fmt: skip
    table(layout, rows, 54, 9.5, SANS, SANS)
    layout.rule()
    layout.gap(10)
    bars(layout, mail.body, SANS, 10)


def spanish_outlook(layout: Layout, mail: Print) -> None:
    """Set a message as a Spanish Outlook's memorandum does."""
    layout.line(layout.left, "Osric Pennyroyal", BOLD, 12)
    layout.rule(2)
    layout.gap(3)
    rows = (
        ("De:", str(mail.author)), ("Enviado el:", f"{mail.date:%d/%m/%Y %H:%M}"), ("Para:", _semicolons(mail.to)),
        ("CC:", _semicolons(mail.cc)), ("Asunto:", mail.subject), ("Datos adjuntos:", "; ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 96, 10, BOLD, SANS)
    layout.gap(14)
    marks(layout, mail.body, SANS, 10)


def gmail_reading(layout: Layout, mail: Print) -> None:
    """Set a message as Gmail's reading pane is printed by a browser: name, address, moment and how long ago, `to`."""
    layout.paragraph(layout.left, mail.subject, BOLD, 15)
    layout.gap(8)
    layout.line(layout.left, str(mail.author), BOLD, 10)
    when = f"{mail.date:%a}, {mail.date.day} {mail.date:%b} {mail.date.year}, {mail.date:%H:%M} (3 years ago)"
    right(layout.leaf, layout.edge, layout.at - 2.5, when, SANS, 8.5)
    named(layout, (("to", people(mail.to)), ("cc", people(mail.cc))), 9, SANS, SANS)
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def case_bundle(layout: Layout, mail: Print) -> None:
    """Set a message as a case system's log entry does: moment first, then who to whom, with strokes between."""
    layout.line(layout.left, f"Date/Time: {mail.date:%d %b %Y %H:%M} | Type: Email in", SANS, 9)
    rows = (("Author:", str(mail.author)), ("Sent to:", _semicolons(mail.to)), ("Copied to:", _semicolons(mail.cc)),
            ("Regarding:", mail.subject))  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.rule()
    layout.gap(8)
    marks(layout, mail.body, SERIF, 11)


def mobile_apple(layout: Layout, mail: Print) -> None:
    """Set a message as Apple's telephone prints it: author, who received it, subject in bold letters, when below it."""
    named(layout, (("From:", str(mail.author)), ("To:", people(mail.to)), ("Cc:", people(mail.cc))), 11, SANS, SANS)
    layout.rule()
    layout.paragraph(layout.left, mail.subject, BOLD, 14)
    layout.line(layout.left, f"{mail.date.day} {mail.date:%B} {mail.date.year} at {mail.date:%H:%M}", SANS, 10)
    layout.gap(12)
    bars(layout, mail.body, SANS, 11)


def _browser(mails: Sequence[Print]) -> Foot:
    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(24, 20, "24/11/2026, 10:40", SANS, 8))
        centred(leaf, 20, plain(f"{mails[0].subject} - Rufford mail")[:80], SANS, 8)
        leaf.drawn.append(Drawn(24, leaf.height - 16, "https://mail.rufford.example/print/4127", SANS, 8))
        right(leaf, leaf.width - 24, leaf.height - 16, f"{number}/{of}", SANS, 8)

    return foot


def _numbered(_mails: Sequence[Print]) -> Foot:
    return lambda leaf, number, of: centred(leaf, leaf.height - 26, f"Page {number} of {of}", SANS, 9)


FROZEN = (
    Style("Outlook on a telephone", outlook_mobile, nothing, held_out=True, runs_on=0.2),
    Style("GroupWise", groupwise, _numbered, held_out=True, runs_on=0.2, any_order=True),
    Style("German telephone", german_phone, nothing, held_out=True, runs_on=0.2),
    Style("Dutch archive", dutch_archive, _numbered, held_out=True),
    Style("Italian Zimbra", italian_zimbra, _browser, margins=(40, 40, 44, 44), held_out=True),
    Style("Metadata sheet", metadata_sheet, _numbered, LETTER, (50, 50, 54, 54), held_out=True),
    Style("Office's print", office_print, _numbered, held_out=True, runs_on=0.3, any_order=True),
    Style("French Roundcube", french_roundcube, _browser, margins=(40, 40, 44, 44), held_out=True),
    Style("Spanish Outlook", spanish_outlook, _numbered, held_out=True, runs_on=0.3, any_order=True),
    Style("Gmail's reading pane", gmail_reading, _browser, A4, (40, 40, 44, 44), held_out=True),
    Style("Case log", case_bundle, nothing, held_out=True, runs_on=0.2),
    Style("Apple's telephone", mobile_apple, nothing, held_out=True, runs_on=0.2, any_order=True),
)
"""Measured once when they were written."""
