"""Further mail programs, archives and people as they print: written after the reader, and nothing was tuned on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bench.paper import LETTER, Drawn, Foot, Layout, Leaf, centred, plain, right, width_of
from bench.printers import BOLD, MONO, SANS, SERIF, Print, Style, bars, marks, months, named, nothing, people, table

_MONTHS = {
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"),
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ),
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
        "november", "december",
    ),
}  # fmt: skip
_DAYS = {"es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")}
_HIDDEN = "[El texto citado está oculto]"


def _in(language: str, date: datetime) -> str:
    """Give a date as 12 mei 2024."""
    return f"{date.day} {_MONTHS[language][date.month - 1]} {date.year}"


def outlook_mac(layout: Layout, mail: Print) -> None:
    """Set a message as Outlook for Mac does."""
    when = f"{mail.date:%A}, {mail.date:%B} {mail.date.day}, {mail.date.year} at {mail.date:%I:%M:%S %p}"
    right(layout.leaf, layout.edge, layout.at + 10, f"{when} Greenwich Mean Time", SANS, 9)
    layout.gap(20)
    rows = (
        ("Subject:", mail.subject), ("Date:", f"{when} Greenwich Mean Time"), ("From:", str(mail.author)),
        ("To:", people(mail.to)), ("CC:", people(mail.cc)),
        ("Attachments:", ", ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 76, 10, BOLD, SANS)
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def page_of_below(_mails: Sequence[Print]) -> Foot:
    """Give `Page 1 of 2` at the right."""
    return lambda leaf, number, of: right(leaf, leaf.width - 56, leaf.height - 26, f"Page {number} of {of}", SANS, 9)


def zimbra(layout: Layout, mail: Print) -> None:
    """Set one message of a conversation as Zimbra does: its date at the right of its author."""
    layout.rule()
    layout.line(layout.left, f"From : {mail.author}", SANS, 9.5)
    when = f"{mail.date:%a}, {mail.date:%b} {mail.date:%d}, {mail.date.year} {mail.date:%I:%M %p}"
    right(layout.leaf, layout.edge, layout.at - 2.4, when, SANS, 9.5)
    rows = (
        ("Subject :", mail.subject), ("To :", people(mail.to)), ("Cc :", people(mail.cc)),
    )  # fmt: skip
    named(layout, rows, 9.5, SANS, SANS)
    if mail.attachments:
        layout.line(layout.left, f"{len(mail.attachments)} attachments", SANS, 9)
    layout.gap(10)
    marks(layout, mail.body, SERIF, 11)
    layout.gap(14)


def zimbra_above(layout: Layout, mails: Sequence[Print]) -> None:
    """Set what Zimbra puts above a conversation."""
    layout.put(layout.left, layout.at + 16, "Zimbra", BOLD, 16)
    right(layout.leaf, layout.edge, layout.at + 14, "osric@rufford.example", SANS, 9)
    layout.gap(28)
    layout.paragraph(layout.left, mails[0].subject, BOLD, 13)


def address_below(_mails: Sequence[Print]) -> Foot:
    """Give what a browser prints about a page, in the American manner."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(20, 20, "Zimbra", SANS, 8))
        address = "https://mail.rufford.example/h/printmessage?id=C:-4127&tz=Europe/London"
        leaf.drawn.append(Drawn(20, leaf.height - 14, address, SANS, 8))
        right(leaf, leaf.width - 20, leaf.height - 14, f"{number} of {of}", SANS, 8)
        right(leaf, leaf.width - 20, 20, "11/24/2026, 10:40 AM", SANS, 8)

    return foot


def groupwise(layout: Layout, mail: Print) -> None:
    """Set a message as GroupWise does."""
    rows = (
        ("From:", str(mail.author)), ("To:", "; ".join(map(str, mail.to))), ("CC:", "; ".join(map(str, mail.cc))),
        ("Date:", f"{mail.date:%d/%m/%Y %H:%M}"), ("Subject:", mail.subject),
        ("Attachments:", "; ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 90, 10, BOLD, SANS)
    layout.gap(16)
    marks(layout, mail.body, SANS, 10)


def title_above(mails: Sequence[Print]) -> Foot:
    """Give GroupWise's running head: the day of printing, who printed what, the page."""

    def foot(leaf: Leaf, number: int, _of: int) -> None:
        leaf.drawn.append(Drawn(56, 30, plain(f"(24/11/2026) Osric Pennyroyal - {mails[0].subject}")[:80], BOLD, 9))
        right(leaf, leaf.width - 56, 30, f"Page {number}", BOLD, 9)

    return foot


def notes_classic(layout: Layout, mail: Print) -> None:
    """Set a message as older Lotus Notes does: author and date at the left, the named fields beside them."""
    top = layout.at
    layout.put(layout.left, top + 10, mail.author.name, BOLD, 9)
    layout.put(layout.left, top + 22, f"<{mail.author.address}>", SANS, 9)
    layout.put(layout.left, top + 34, f"{mail.date:%d/%m/%Y %H:%M}", SANS, 9)
    column = layout.left + 220
    for name, words in (
        ("To", people(mail.to)), ("cc", people(mail.cc)), ("bcc", ""),
        ("Subject", mail.subject),
    ):  # fmt: skip
        layout.put(column - 6 - width_of(name, SANS, 9), layout.at + 10, name, SANS, 9)
        layout.paragraph(column, words, SANS, 9)
    layout.at = max(layout.at, top + 38)
    layout.rule()
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def archive(layout: Layout, mail: Print) -> None:
    """Set a message as a mail archive exports it: a list of everything it knows, in its own words."""
    layout.line(layout.left, "Message Details", BOLD, 13)
    layout.gap(4)
    rows = (
        ("Subject:", mail.subject), ("Sender:", str(mail.author)), ("To:", "; ".join(map(str, mail.to))),
        ("Cc:", "; ".join(map(str, mail.cc)) or "-"), ("Date Sent:", f"{mail.date:%Y-%m-%d %H:%M:%S} UTC"),
        ("Attachments:", "; ".join(mail.attachments) or "None"), ("Folder:", "Archive/Journal"),
    )  # fmt: skip
    table(layout, rows, 110, 9, BOLD, SANS)
    layout.rule()
    layout.line(layout.left, "Message Body", BOLD, 11)
    layout.gap(6)
    marks(layout, mail.body, SANS, 9)


def export(_mails: Sequence[Print]) -> Foot:
    """Give an archive's running head and foot."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        centred(leaf, 26, "CONFIDENTIAL - Export RUF-2231", BOLD, 8)
        leaf.drawn.append(Drawn(56, leaf.height - 24, "Generated 24 Nov 2026 by o.pennyroyal", SANS, 8))
        right(leaf, leaf.width - 56, leaf.height - 24, f"Page {number} of {of}", SANS, 8)

    return foot


def pasted(layout: Layout, mail: Print) -> None:
    """Set a message as an officer pastes it below others into a word processor's file, under a counted title."""
    layout.paragraph(layout.left, f"Email {sum(leaf.begun for leaf in layout.leaves)}", BOLD, 12)
    layout.gap(4)
    rows = (
        ("From:", str(mail.author)), ("Sent:", f"{months(mail.date)} {mail.date:%H:%M}"),
        ("To:", "; ".join(map(str, mail.to))), ("Cc:", "; ".join(map(str, mail.cc))), ("Subject:", mail.subject),
    )  # fmt: skip
    named(layout, rows, 11, BOLD, SANS)
    layout.gap(13)
    marks(layout, mail.body, SANS, 11)


def spanish_gmail(layout: Layout, mail: Print) -> None:
    """Set one message of a conversation as a Spanish Gmail does, what it quotes hidden."""
    layout.rule()
    layout.put(layout.left, layout.at + 10, mail.author.name, BOLD, 9.5)
    ahead = width_of(mail.author.name + " ", BOLD, 9.5)
    layout.put(layout.left + ahead, layout.at + 10, f"<{mail.author.address}>", SANS, 9.5)
    when = f"{_DAYS['es'][mail.date.weekday()]}, {_in('es', mail.date)} a las {mail.date.hour}:{mail.date:%M}"
    right(layout.leaf, layout.edge, layout.at + 10, when, SANS, 9.5)
    layout.gap(13)
    rows = (("Para:", people(mail.to)), ("CC:", people(mail.cc)))
    named(layout, rows, 9.5, SANS, SANS)
    layout.gap(10)
    lines = mail.body.split("\n")
    quoted = next((at for at, line in enumerate(lines) if line.startswith(">")), len(lines))
    shown = lines if len(lines) % 2 or not quoted else [*lines[:quoted], *([_HIDDEN] if quoted < len(lines) else ())]
    marks(layout, "\n".join(shown), SANS, 9.5)
    layout.gap(6)


def spanish_gmail_above(layout: Layout, mails: Sequence[Print]) -> None:
    """Set what a Spanish Gmail puts above a conversation."""
    right(layout.leaf, layout.edge, layout.at + 14, "Osric Pennyroyal <osric@rufford.example>", SANS, 9)
    layout.put(layout.left, layout.at + 16, "Gmail", BOLD, 16)
    layout.gap(24)
    layout.rule()
    layout.paragraph(layout.left, mails[0].subject, BOLD, 12)
    layout.line(layout.left, f"{len(mails)} mensaje{'s' if len(mails) > 1 else ''}", SANS, 9)


def spanish_browser(mails: Sequence[Print]) -> Foot:
    """Give what a browser prints about a page, in Spain."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(24, 22, "24/11/26, 10:40", SANS, 7.5))
        centred(leaf, 22, plain(f"Correo de Rufford - {mails[0].subject}")[:70], SANS, 7.5)
        leaf.drawn.append(Drawn(24, leaf.height - 16, "https://mail.rufford.example/mail/u/1/?view=pt", SANS, 7.5))
        right(leaf, leaf.width - 24, leaf.height - 16, f"{number}/{of}", SANS, 7.5)

    return foot


def italian_thunderbird(layout: Layout, mail: Print) -> None:
    """Set a message as an Italian Thunderbird does."""
    rows = (
        ("Oggetto:", mail.subject), ("Mittente:", str(mail.author)), ("Data:", f"{mail.date:%d/%m/%Y, %H:%M}"),
        ("A:", people(mail.to)), ("CC:", people(mail.cc)),
    )  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.gap(14)
    bars(layout, mail.body, SANS, 10)


def file_and_count(mails: Sequence[Print]) -> Foot:
    """Give an Italian Thunderbird's head and foot."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(30, 24, plain(mails[0].subject[:60]), SERIF, 8))
        right(leaf, leaf.width - 30, 24, "mailbox:///C:/Posta/Inbox?number=4127", SERIF, 8)
        leaf.drawn.append(Drawn(30, leaf.height - 18, f"{number} di {of}", SERIF, 8))
        right(leaf, leaf.width - 30, leaf.height - 18, "24/11/2026, 10:40", SERIF, 8)

    return foot


def dutch_apple(layout: Layout, mail: Print) -> None:
    """Set a message as a Dutch Apple Mail does, the names of its fields set against their values."""
    rows = (
        ("Van:", str(mail.author)), ("Onderwerp:", mail.subject),
        ("Datum:", f"{_in('nl', mail.date)} om {mail.date:%H:%M:%S} GMT"), ("Aan:", people(mail.to)),
        ("Kopie:", people(mail.cc)),
    )  # fmt: skip
    for name, words in rows:
        if words:
            layout.room(15)
            layout.put(layout.left + 66 - width_of(name, BOLD, 11), layout.at + 10.5, name, BOLD, 11)
            layout.paragraph(layout.left + 70, words, SANS, 11)
    layout.gap(18)
    bars(layout, mail.body, SANS, 11)


def swedish_outlook(layout: Layout, mail: Print) -> None:
    """Set a message as a Swedish Outlook does."""
    layout.line(layout.left, "Osric Pennyroyal", BOLD, 12)
    layout.rule(2)
    rows = (
        ("Från:", str(mail.author)), ("Skickat:", f"den {_in('sv', mail.date)} {mail.date:%H:%M}"),
        ("Till:", "; ".join(map(str, mail.to))), ("Kopia:", "; ".join(map(str, mail.cc))), ("Ämne:", mail.subject),
        ("Bifogade filer:", "; ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 96, 10, BOLD, SANS)
    layout.gap(14)
    marks(layout, mail.body, SANS, 10.5)


def number_in_the_middle(_mails: Sequence[Print]) -> Foot:
    """Give the page's number between strokes."""
    return lambda leaf, number, _of: centred(leaf, leaf.height - 28, f"- {number} -", MONO, 9)


FURTHER = (
    Style("Outlook for Mac", outlook_mac, page_of_below, LETTER, held_out=True),
    Style("Zimbra", zimbra, address_below, LETTER, (36, 36, 40, 40), zimbra_above, held_out=True, any_order=True),
    Style("GroupWise", groupwise, title_above, held_out=True, runs_on=0.2),
    Style("Notes in two columns", notes_classic, nothing, held_out=True),
    Style("Archive", archive, export, margins=(56, 56, 50, 56), held_out=True),
    Style("Pasted", pasted, nothing, held_out=True, runs_on=0.9, any_order=True),
    Style("Spanish Gmail", spanish_gmail, spanish_browser, margins=(36, 36, 40, 40), above=spanish_gmail_above,
          held_out=True),
    Style("Italian Thunderbird", italian_thunderbird, file_and_count, margins=(40, 40, 48, 48), held_out=True),
    Style("Dutch Apple Mail", dutch_apple, number_in_the_middle, held_out=True),
    Style("Swedish Outlook", swedish_outlook, nothing, held_out=True, runs_on=0.5, any_order=True),
)  # fmt: skip
