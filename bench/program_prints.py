"""Fourteen programs and services as they print mail, each as its source or its pages have it; written blind.

Where a program's source is public (Evolution, KMail, Horde, SquirrelMail, App Suite, two converters) the names of
fields, their order and the form of the date are as it sets them; the others are as their pages are commonly seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bench.clients import MONTHS
from bench.paper import A4, LETTER, Drawn, Foot, Layout, Leaf, Ruled, centred, plain, right, width_of
from bench.printers import (
    BOLD,
    MONO,
    SANS,
    SERIF,
    Person,
    Print,
    Style,
    bars,
    marks,
    months,
    named,
    nothing,
    number_below,
    people,
)
from bench.printers import table as columns

_SERIF_BOLD, _MONO_BOLD = "Times-Bold", "Courier-Bold"
_DAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS_NL = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS_NL = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def semicolons(some: Sequence[Person]) -> str:
    """Give people with semicolons between them."""
    return "; ".join(map(str, some))


def in_quotes(some: Sequence[Person], between: str) -> str:
    """Give people with their names in quotation marks."""
    return between.join(f'"{one.name}" <{one.address}>' for one in some)


def twelve(date: datetime, *, seconds: bool = False) -> str:
    """Give the time with AM or PM."""
    return f"{date.hour % 12 or 12}:{date:%M:%S %p}" if seconds else f"{date.hour % 12 or 12}:{date:%M %p}"


def day_in_american(date: datetime, month: str) -> str:
    """Give a day as May 12, 2024."""
    return f"{date:{month}} {date.day}, {date.year}"


def new_outlook(layout: Layout, mail: Print) -> None:
    """Set a message as the new Outlook does: the program's name, the subject, fields without colons."""
    layout.line(layout.left, "Outlook", BOLD, 13)
    layout.rule()
    layout.gap(4)
    layout.paragraph(layout.left, mail.subject, BOLD, 13)
    layout.gap(6)
    rows = (("From", str(mail.author)), ("Date", f"{mail.date:%a %d/%m/%Y %H:%M}"), ("To", semicolons(mail.to)),
            ("Cc", semicolons(mail.cc)))  # fmt: skip
    columns(layout, rows, 34, 9.5, BOLD, SANS)
    if mail.attachments:
        count = len(mail.attachments)
        layout.gap(6)
        layout.line(layout.left, f"{count} attachment{'s' if count > 1 else ''} ({34 * count} KB)", SANS, 9.5)
        layout.paragraph(layout.left, "; ".join(mail.attachments) + ";", SANS, 9.5)
    layout.gap(14)
    marks(layout, mail.body, SANS, 10)


def acrobat(layout: Layout, mail: Print) -> None:
    """Set a message as Acrobat makes pages of Outlook's: the subject after the people, the date after the subject."""
    when = f"{mail.date:%A}, {day_in_american(mail.date, '%B')} {twelve(mail.date, seconds=True)}"
    rows = (
        ("From:", str(mail.author)), ("To:", semicolons(mail.to)), ("Cc:", semicolons(mail.cc)),
        ("Subject:", mail.subject), ("Date:", when), ("Attachments:", "\n".join(mail.attachments)),
    )  # fmt: skip
    for name, words in rows:
        for number, line in enumerate(words.split("\n") if words else ()):
            columns(layout, ((name if not number else "", line),), 70, 9, BOLD, SANS)
    layout.rule()
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def outlook_express(layout: Layout, mail: Print) -> None:
    """Set a message as Outlook Express does: the identity over a line, names in quotation marks, the subject last."""
    layout.line(layout.left, "Main Identity", BOLD, 12)
    layout.rule(2)
    layout.gap(2)
    rows = (
        ("From:", in_quotes((mail.author,), "")), ("To:", in_quotes(mail.to, "; ")),
        ("Cc:", in_quotes(mail.cc, "; ")), ("Sent:", f"{mail.date:%d %B %Y %H:%M}"),
        ("Attach:", "; ".join(mail.attachments)), ("Subject:", mail.subject),
    )  # fmt: skip
    columns(layout, rows, 60, 10, BOLD, SANS)
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def evolution(layout: Layout, mail: Print) -> None:
    """Set a message as Evolution does: the subject as a heading, then fields, the date as it was sent, a count."""
    layout.paragraph(layout.left, mail.subject, BOLD, 17)
    layout.gap(8)
    count = len(mail.attachments)
    rows = (
        ("From:", str(mail.author)), ("To:", people(mail.to)), ("Cc:", people(mail.cc)),
        ("Date:", f"{mail.date:%a, %d %b %Y %H:%M:%S +0000}"), ("Attachments:", str(count) if count else ""),
    )  # fmt: skip
    columns(layout, rows, 74, 10, BOLD, SANS)
    layout.gap(12)
    marks(layout, mail.body, MONO, 9)


def kmail(layout: Layout, mail: Print) -> None:
    """Set a message as KMail does: the subject above a picture, beside which fields stand with values in bold."""
    layout.paragraph(layout.left, mail.subject, SANS, 16)
    layout.gap(6)
    top = layout.at
    boxed(layout, layout.left, top, layout.left + 42, top + 42)
    layout.left += 56
    rows = (("From:", str(mail.author)), ("To:", people(mail.to)), ("CC:", people(mail.cc)),
            ("Date:", f"{mail.date:%d/%m/%Y %H:%M}"))  # fmt: skip
    columns(layout, rows, 44, 9.5, SANS, BOLD)
    layout.left -= 56
    layout.at = max(layout.at, top + 46)
    layout.rule()
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)
    for name in mail.attachments:
        layout.gap(4)
        layout.line(layout.left, name, SANS, 9)


def horde(layout: Layout, mail: Print) -> None:
    """Set a message as Horde does: the date first, its time in square brackets, the subject last."""
    rows = (
        ("Date:", f"{mail.date:%d/%m/%y [%H:%M:%S GMT]}"), ("From:", str(mail.author)), ("To:", people(mail.to)),
        ("Cc:", people(mail.cc)), ("Subject:", mail.subject),
    )  # fmt: skip
    named(layout, rows, 9.5, _MONO_BOLD, MONO)
    layout.gap(14)
    marks(layout, mail.body, SERIF, 11)


def squirrelmail(layout: Layout, mail: Print) -> None:
    """Set a message as SquirrelMail's page for printers does: no colons, the subject second, a line below."""
    when = f"{mail.date:%a}, {day_in_american(mail.date, '%B')} {twelve(mail.date).lower()}"
    rows = (
        ("From", in_quotes((mail.author,), "")), ("Subject", mail.subject), ("Date", when),
        ("To", in_quotes(mail.to, ", ")), ("CC", in_quotes(mail.cc, ", ")),
    )  # fmt: skip
    columns(layout, rows, 48, 11, SERIF, SERIF)
    layout.rule()
    layout.gap(12)
    marks(layout, mail.body, MONO, 9.5)
    layout.rule()


def aol(layout: Layout, mail: Print) -> None:
    """Set a message as AOL does: names of fields in bold, the values behind them, the date last."""
    when = f"{mail.date:%a}, {day_in_american(mail.date, '%b')} {twelve(mail.date).lower()}"
    files = ", ".join(f"{name} (34K)" for name in mail.attachments)
    rows = (
        ("From:", str(mail.author)), ("To:", people(mail.to)), ("Cc:", people(mail.cc)), ("Subject:", mail.subject),
        ("Date:", when), ("Attachments:", files),
    )  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.rule()
    layout.gap(10)
    marks(layout, mail.body, SANS, 10)


def message_reader(layout: Layout, mail: Print) -> None:
    """Set a message as a converter of Outlook's files does: `Sent on`, in letters with serifs."""
    rows = (
        ("From:", str(mail.author)), ("Sent on:", f"{mail.date:%A} {months(mail.date)} {mail.date:%H:%M:%S}"),
        ("To:", semicolons(mail.to)), ("CC:", semicolons(mail.cc)), ("Subject:", mail.subject),
        ("Attachments:", ", ".join(mail.attachments)),
    )  # fmt: skip
    columns(layout, rows, 76, 11, _SERIF_BOLD, SERIF)
    layout.gap(22)
    marks(layout, mail.body, SERIF, 11)


def converter(layout: Layout, mail: Print) -> None:
    """Set a message as a converter of saved mail does: a box, names of fields set against their values, no colons."""
    top = layout.at
    layout.gap(8)
    value = layout.left + 64
    when = f"{day_in_american(mail.date, '%B')} at {twelve(mail.date, seconds=True)} UTC"
    rows = (("From", str(mail.author), SANS), ("Subject", mail.subject, BOLD), ("To", people(mail.to), SANS),
            ("Cc", people(mail.cc), SANS), ("Date", when, SANS))  # fmt: skip
    for name, words, font in rows:
        if words:
            layout.put(value - 6 - width_of(name, SANS, 10), layout.at + 9.5, name, SANS, 10)
            layout.paragraph(value, words, font, 10, until=layout.edge - 8)
            layout.gap(2)
    layout.gap(6)
    boxed(layout, layout.left, top, layout.edge, layout.at)
    layout.gap(14)
    marks(layout, mail.body, SERIF, 11)
    if mail.attachments:
        layout.rule()
        layout.line(layout.left, "Attachments:", SERIF, 11)
        for name in mail.attachments:
            layout.line(layout.left + 24, f"\u2022 {name}", SERIF, 11)


def boxed(layout: Layout, left: float, top: float, right_: float, bottom: float) -> None:
    """Draw a box of four lines."""
    layout.leaf.ruled += [
        Ruled(left, top, right_, top), Ruled(left, bottom, right_, bottom),
        Ruled(left, top, left, bottom), Ruled(right_, top, right_, bottom),
    ]  # fmt: skip


def german_thunderbird(layout: Layout, mail: Print) -> None:
    """Set a message as a German Thunderbird does."""
    rows = (
        ("Betreff:", mail.subject), ("Von:", str(mail.author)), ("Datum:", f"{mail.date:%d.%m.%Y, %H:%M}"),
        ("An:", people(mail.to)), ("Kopie (CC):", people(mail.cc)),
    )  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.gap(12)
    bars(layout, mail.body, SANS, 10)
    if mail.attachments:
        layout.gap(8)
        layout.line(layout.left, "Anhänge:", BOLD, 10)
        for name in mail.attachments:
            layout.line(layout.left, name, SANS, 10)
            right(layout.leaf, layout.edge, layout.at - 2.5, "34,2 KB", SANS, 10)


def german_app_suite(layout: Layout, mail: Print) -> None:
    """Set a message as App Suite does in German: author and date above the subject, points between who received it."""
    layout.line(layout.left, str(mail.author), BOLD, 10)
    when = f"{mail.date.day}.{mail.date.month}.{mail.date.year} {mail.date:%H:%M}"
    right(layout.leaf, layout.edge, layout.at - 2.5, when, SANS, 10)
    layout.gap(4)
    layout.paragraph(layout.left, mail.subject, BOLD, 15)
    layout.gap(4)
    for name, some in (("An: ", mail.to), ("Kopie: ", mail.cc)):
        line = name
        for number, one in enumerate(some):
            piece = f"{one} \u2022 " if number < len(some) - 1 else str(one)
            if number and width_of(line + piece, SANS, 10) > layout.edge - layout.left:
                layout.line(layout.left, line, SANS, 10)
                line = ""
            line += piece
        if some:
            layout.line(layout.left, line, SANS, 10)
    layout.rule()
    layout.gap(10)
    bars(layout, mail.body, SANS, 10)
    for name in mail.attachments:
        layout.gap(4)
        layout.line(layout.left, f"{name} (34 KB)", SANS, 9)


def french_outlook(layout: Layout, mail: Print) -> None:
    """Set a message as a French Outlook's memorandum does."""
    date = mail.date
    when = f"{_DAYS_FR[date.weekday()]} {date.day} {MONTHS['fr'][date.month - 1]} {date.year} {date:%H:%M}"
    rows = (
        ("De :", str(mail.author)), ("Envoyé :", when), ("À :", semicolons(mail.to)), ("Cc :", semicolons(mail.cc)),
        ("Objet :", mail.subject), ("Pièces jointes :", "; ".join(mail.attachments)),
    )  # fmt: skip
    memorandum(layout, rows, mail.body)


def dutch_outlook(layout: Layout, mail: Print) -> None:
    """Set a message as a Dutch Outlook's memorandum does."""
    date = mail.date
    when = f"{_DAYS_NL[date.weekday()]} {date.day} {_MONTHS_NL[date.month - 1]} {date.year} {date:%H:%M}"
    rows = (
        ("Van:", str(mail.author)), ("Verzonden:", when), ("Aan:", semicolons(mail.to)),
        ("CC:", semicolons(mail.cc)), ("Onderwerp:", mail.subject), ("Bijlagen:", "; ".join(mail.attachments)),
    )  # fmt: skip
    memorandum(layout, rows, mail.body)


def memorandum(layout: Layout, rows: Sequence[tuple[str, str]], body: str) -> None:
    """Set a message as Outlook's memorandum: whose print it is, a line, fields in a column."""
    layout.line(layout.left, "Osric Pennyroyal", BOLD, 12)
    layout.rule(2)
    layout.gap(4)
    columns(layout, rows, 104, 10, BOLD, SANS)
    layout.gap(14)
    marks(layout, body, SANS, 10.5)


def browsed(title: Callable[[Print], str], address: str, printed: str) -> Callable[[Sequence[Print]], Foot]:
    """Give what a browser prints about a page: when, its title, its address, the page's number."""

    def furniture(mails: Sequence[Print]) -> Foot:
        def foot(leaf: Leaf, number: int, of: int) -> None:
            leaf.drawn.append(Drawn(24, 20, printed, SANS, 8))
            centred(leaf, 20, plain(title(mails[0]))[:76], SANS, 8)
            leaf.drawn.append(Drawn(24, leaf.height - 24, address, SANS, 8))
            right(leaf, leaf.width - 24, leaf.height - 24, f"{number}/{of}", SANS, 8)

        return foot

    return furniture


def _page_above(_mails: Sequence[Print]) -> Foot:
    def foot(leaf: Leaf, number: int, of: int) -> None:
        right(leaf, leaf.width - 54, 30, f"Page {number} of {of}", SANS, 9)
        right(leaf, leaf.width - 54, leaf.height - 26, "24/11/2026", SANS, 9)

    return foot


def _page_below(_mails: Sequence[Print]) -> Foot:
    return lambda leaf, number, of: centred(leaf, leaf.height - 26, f"Page {number} of {of}", SANS, 9)


def _german_count(mails: Sequence[Print]) -> Foot:
    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(30, 26, plain(mails[0].subject[:60]), SANS, 8))
        leaf.drawn.append(Drawn(30, leaf.height - 20, f"{number} von {of}", SANS, 8))
        right(leaf, leaf.width - 30, leaf.height - 20, "24.11.2026, 10:40", SANS, 8)

    return foot


PROGRAMS = (
    Style("New Outlook", new_outlook,
          browsed(lambda _: "Mail - Osric Pennyroyal - Outlook", "about:blank", "24/11/2026, 10:40"),
          A4, (40, 40, 44, 44), held_out=True),
    Style("Acrobat from Outlook", acrobat, nothing, LETTER, (48, 48, 50, 54), held_out=True, any_order=True),
    Style("Outlook Express", outlook_express, _page_above, margins=(54, 54, 56, 56), held_out=True),
    Style("Evolution", evolution, _page_below, held_out=True),
    Style("KMail", kmail, nothing, margins=(48, 48, 48, 48), held_out=True),
    Style("Horde", horde, browsed(lambda mail: mail.subject, "https://webmail.rufford.example/imp/view.php?"
                                   "actionID=print_attach&buid=4127", "24/11/2026, 10:40"),
          A4, (40, 40, 44, 44), held_out=True),
    Style("SquirrelMail", squirrelmail,
          browsed(lambda _: "SquirrelMail - Printer Friendly",
                   "https://webmail.rufford.example/src/printer_friendly_bottom.php?passed_id=412", "11/24/2026"),
          A4, (40, 40, 44, 44), held_out=True),
    Style("AOL", aol,
          browsed(lambda mail: mail.subject, "https://mail.aol.example/webmail-std/en-us/PrintMessage",
                   "11/24/26, 10:40 AM"),
          LETTER, (40, 40, 44, 44), held_out=True),
    Style("Converter of Outlook's files", message_reader, nothing, held_out=True, any_order=True),
    Style("Converter of saved mail", converter, nothing, A4, (44, 44, 40, 48), held_out=True, any_order=True),
    Style("German Thunderbird", german_thunderbird, _german_count, margins=(40, 40, 50, 50), held_out=True),
    Style("German App Suite", german_app_suite,
          browsed(lambda mail: mail.subject, "https://mail.rufford.example/appsuite/print.html",
                   "24.11.26, 10:40"),
          A4, (40, 40, 44, 44), held_out=True, runs_on=0.3, any_order=True),
    Style("French Outlook", french_outlook, number_below, held_out=True, runs_on=0.3, any_order=True),
    Style("Dutch Outlook", dutch_outlook, number_below, held_out=True, runs_on=0.3, any_order=True),
)  # fmt: skip
"""Measured once when they were written."""
