"""Ten further programs and services as they print mail, none of them in an earlier set; written blind.

Where a program's source or its blocks in public mail show names of fields, their order and the form of the date
(Alpine, Claws Mail, GMX) they are as it sets them; the others are as their pages are commonly seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bench.clients import MONTHS
from bench.paper import A4, LETTER, Drawn, Foot, Layout, Leaf, Ruled, plain, right, width_of, wrapped
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
    named,
    nothing,
    number_below,
    people,
    table,
)
from bench.program_prints import browsed, in_quotes, memorandum, semicolons, twelve

_DAYS_DE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_DAYS_NO = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_MONTHS_NO = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_KILOBYTES = 34
"""How many kilobytes every attachment has."""


def _sent(date: datetime) -> str:
    return f"{date:%a}, {date.day} {date:%b %Y %H:%M:%S} +0000"


def em_client(layout: Layout, mail: Print) -> None:
    """Set a message as eM Client does: names of fields in a column without colons, the subject last."""
    rows = (
        ("From", in_quotes((mail.author,), "")), ("To", in_quotes(mail.to, "; ")), ("Cc", in_quotes(mail.cc, "; ")),
        ("Date", f"{mail.date:%d/%m/%Y %H:%M:%S}"), ("Subject", mail.subject),
    )  # fmt: skip
    table(layout, rows, 74, 10, BOLD, SANS)
    if mail.attachments:
        files = ", ".join(f"{name} ({_KILOBYTES} KB)" for name in mail.attachments)
        table(layout, (("Attachments", files),), 74, 10, BOLD, SANS)
    layout.rule()
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def claws(layout: Layout, mail: Print) -> None:
    """Set a message as Claws Mail does: fields as they were sent, the subject and the date behind the people."""
    rows = (
        ("From:", str(mail.author)), ("To:", people(mail.to)), ("Cc:", people(mail.cc)), ("Subject:", mail.subject),
        ("Date:", _sent(mail.date)), ("User-Agent:", "Mozilla Thunderbird"), ("Organization:", "Rufford"),
    )  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.gap(12)
    marks(layout, mail.body, MONO, 9.5)
    for name in mail.attachments:
        layout.gap(6)
        layout.line(layout.left, f"[{name}  application/octet-stream ({_KILOBYTES}.18 KiB)]", MONO, 9.5)


def alpine(layout: Layout, mail: Print) -> None:
    """Set a message as Alpine does: the date first, the parts listed below the subject, a row of dashes."""
    rows = (
        ("Date", _sent(mail.date)), ("From", str(mail.author)), ("To", people(mail.to)), ("Cc", people(mail.cc)),
        ("Subject", mail.subject),
    )  # fmt: skip
    room = layout.edge - layout.left - width_of(" " * 4, MONO, 10)
    for name, words in rows:
        for number, line in enumerate(wrapped(plain(f"{name}: {words}"), MONO, 10, room) if words else ()):
            layout.line(layout.left, f"    {line}" if number else line, MONO, 10)
    if mail.attachments:
        layout.line(layout.left, "Parts/Attachments:", MONO, 10)
        layout.line(layout.left, f"   1 Shown   {mail.body.count(chr(10)) + 1:>4} lines  Text", MONO, 10)
        for number, name in enumerate(mail.attachments, 2):
            layout.line(layout.left, f'   {number}         {_KILOBYTES:>6} KB     Application, "{name}"', MONO, 10)
        layout.line(layout.left, "-" * 40, MONO, 10)
    layout.line(layout.left, "", MONO, 10)
    marks(layout, mail.body, MONO, 10)
    for number, name in enumerate(mail.attachments, 2):
        layout.gap(12)
        layout.line(
            layout.left, f'    [ Part {number}, "{name}"  Application/OCTET-STREAM  {_KILOBYTES} KB. ]', MONO, 10
        )
        layout.line(layout.left, "    [ Unable to print this part. ]", MONO, 10)


def eudora(layout: Layout, mail: Print) -> None:
    """Set a message as Eudora does: its own program first, then date, people, author, subject, copies."""
    rows = (
        ("X-Mailer:", "QUALCOMM Windows Eudora Version 7.1.0.9"), ("Date:", _sent(mail.date)),
        ("To:", people(mail.to)), ("From:", str(mail.author)), ("Subject:", mail.subject), ("Cc:", people(mail.cc)),
        ("X-Attachments:", "; ".join(mail.attachments)),
    )  # fmt: skip
    named(layout, rows, 10, SANS, SANS)
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def _eudora_edges(mails: Sequence[Print]) -> Foot:
    begun = [0]

    def foot(leaf: Leaf, number: int, _of: int) -> None:
        begun[0] += leaf.begun
        mail = mails[max(0, begun[0] - 1)]
        day = f"{mail.date.month}/{mail.date.day}/{mail.date.year}"
        leaf.drawn.append(
            Drawn(54, 34, plain(f"{mail.author.name}, {twelve(mail.date)} {day} , {mail.subject}")[:88], BOLD, 9.5)
        )
        leaf.ruled.append(Ruled(54, 39, leaf.width - 54, 39))
        leaf.ruled.append(Ruled(54, leaf.height - 40, leaf.width - 54, leaf.height - 40))
        told = "Printed for Osric Pennyroyal <osric@pennyroyal.example>"
        leaf.drawn.append(Drawn(54, leaf.height - 29, told, BOLD, 9.5))
        right(leaf, leaf.width - 54, leaf.height - 29, str(number), BOLD, 9.5)

    return foot


def hotmail(layout: Layout, mail: Print) -> None:
    """Set a message as Hotmail's page for printers does: the subject, then fields, addresses in round brackets."""
    layout.line(layout.left, "Outlook.com", SANS, 13)
    right(layout.leaf, layout.edge, layout.at - 3, "Print     Close", SANS, 9)
    layout.rule()
    layout.gap(4)
    layout.paragraph(layout.left, mail.subject, BOLD, 12)
    layout.gap(4)
    rows = (
        ("From:", _bracketed((mail.author,))), ("Sent:", f"{mail.date:%d %B %Y %H:%M:%S}"),
        ("To:", _bracketed(mail.to)), ("Cc:", _bracketed(mail.cc)),
    )  # fmt: skip
    table(layout, rows, 40, 10, SANS, SANS)
    if count := len(mail.attachments):
        layout.gap(6)
        layout.line(layout.left, f"{count} attachment{'s' if count > 1 else ''}", SANS, 10)
        for name in mail.attachments:
            layout.line(layout.left + 10, f"{name} ({_KILOBYTES}.0 KB)", SANS, 10)
    layout.gap(14)
    marks(layout, mail.body, SANS, 10)


def _bracketed(some: Sequence[Person]) -> str:
    return "; ".join(f"{one.name} ({one.address})" for one in some)


def windows_mail(layout: Layout, mail: Print) -> None:
    """Set a message as Mail of Windows 10 does: the subject as a heading, author, when, and who received it."""
    layout.paragraph(layout.left, mail.subject, SANS, 16)
    layout.gap(8)
    layout.paragraph(layout.left, str(mail.author), BOLD, 10.5)
    layout.line(layout.left, f"{mail.date:%a %d/%m/%Y %H:%M}", SANS, 9.5)
    layout.gap(4)
    named(layout, (("To:", semicolons(mail.to)), ("Cc:", semicolons(mail.cc))), 9.5, SANS, SANS)
    if count := len(mail.attachments):
        layout.gap(6)
        layout.line(layout.left, f"{count} attachment{'s' if count > 1 else ''} ({_KILOBYTES * count} KB)", SANS, 9.5)
        layout.paragraph(layout.left, "; ".join(mail.attachments) + ";", SANS, 9.5)
    layout.gap(16)
    bars(layout, mail.body, SANS, 10.5)


def gateway(layout: Layout, mail: Print) -> None:
    """Set a message as a gateway's archive does: a ruled table of what it knows, then the text under its own title."""
    layout.line(layout.left, "Archived message", BOLD, 14)
    layout.gap(8)
    rows = (
        ("From", str(mail.author)), ("To", semicolons(mail.to)), ("CC", semicolons(mail.cc)),
        ("Subject", mail.subject), ("Sent", f"{mail.date:%d %b %Y %H:%M:%S} (UTC)"),
        ("Received", f"{mail.date:%d %b %Y %H:%M}:04 (UTC)"), ("Route", "Inbound"),
        ("Attachments", ", ".join(mail.attachments)),
    )  # fmt: skip
    for name, words in rows:
        if not words:
            continue
        layout.room(30)
        layout.leaf.ruled.append(Ruled(layout.left, layout.at, layout.edge, layout.at))
        layout.gap(3)
        layout.put(layout.left + 6, layout.at + 9, name, BOLD, 9.5)
        layout.paragraph(layout.left + 96, words, SANS, 9.5, until=layout.edge - 6)
        layout.gap(4)
    layout.leaf.ruled.append(Ruled(layout.left, layout.at, layout.edge, layout.at))
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def _gateway_edges(_mails: Sequence[Print]) -> Foot:
    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(50, 30, "Rufford Archive Search", SANS, 8))
        right(leaf, leaf.width - 50, 30, "Exported 24 Nov 2026 10:40", SANS, 8)
        right(leaf, leaf.width - 50, leaf.height - 26, f"Page {number} of {of}", SANS, 8)

    return foot


def gmx(layout: Layout, mail: Print) -> None:
    """Set a message as GMX does: when it was sent first, names in quotation marks, the subject last."""
    date = mail.date
    day = f"{_DAYS_DE[date.weekday()]}, {date.day:02}. {MONTHS['de'][date.month - 1]} {date.year}"
    rows = (
        ("Gesendet:", f"{day} um {date:%H:%M} Uhr"), ("Von:", in_quotes((mail.author,), "")),
        ("An:", in_quotes(mail.to, ", ")), ("CC:", in_quotes(mail.cc, ", ")), ("Betreff:", mail.subject),
        ("Anhänge:", ", ".join(mail.attachments)),
    )  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.rule()
    layout.gap(10)
    bars(layout, mail.body, SANS, 10)


def orange(layout: Layout, mail: Print) -> None:
    """Set a message as Orange does: names of fields in small letters with spaces before their colons."""
    date = mail.date
    rows = (
        ("envoyé :", f"{date.day} {MONTHS['fr'][date.month - 1]} {date.year} à {date:%H:%M}"),
        ("de :", str(mail.author)), ("à :", people(mail.to)), ("cc :", people(mail.cc)), ("objet :", mail.subject),
    )  # fmt: skip
    named(layout, rows, 10, SANS, SANS)
    if count := len(mail.attachments):
        layout.gap(6)
        plural = "s" if count > 1 else ""
        layout.line(layout.left, f"{count} pièce{plural} jointe{plural}", BOLD, 9.5)
        for name in mail.attachments:
            layout.line(layout.left, f"{name} ({_KILOBYTES} Ko)", SANS, 9.5)
    layout.rule()
    layout.gap(10)
    bars(layout, mail.body, SERIF, 11)


def norwegian_outlook(layout: Layout, mail: Print) -> None:
    """Set a message as a Norwegian Outlook's memorandum does."""
    date = mail.date
    day = f"{_DAYS_NO[date.weekday()]} {date.day}. {_MONTHS_NO[date.month - 1]} {date.year}"
    rows = (
        ("Fra:", str(mail.author)), ("Sendt:", f"{day} {date:%H:%M}"), ("Til:", semicolons(mail.to)),
        ("Kopi:", semicolons(mail.cc)), ("Emne:", mail.subject), ("Vedlegg:", "; ".join(mail.attachments)),
    )  # fmt: skip
    memorandum(layout, rows, mail.body)


SECOND_PROGRAMS = (
    Style("eM Client", em_client, nothing, margins=(48, 48, 48, 48), held_out=True),
    Style("Claws Mail", claws, nothing, margins=(54, 54, 54, 54), held_out=True),
    Style("Alpine", alpine, nothing, LETTER, (54, 54, 54, 54), held_out=True, runs_on=0.2),
    Style("Eudora", eudora, _eudora_edges, LETTER, (54, 54, 50, 54), held_out=True),
    Style("Hotmail", hotmail,
          browsed(lambda _: "Outlook.com Print Message",
                  "https://mail.rufford.example/ol/mail.mvc/PrintMessages?mkt=en-gb", "24/11/2026"),
          A4, (40, 40, 44, 44), held_out=True),
    Style("Windows Mail", windows_mail, nothing, margins=(54, 54, 54, 54), held_out=True),
    Style("Gateway's archive", gateway, _gateway_edges, A4, (50, 50, 52, 54), held_out=True, any_order=True),
    Style("GMX", gmx,
          browsed(lambda mail: mail.subject, "https://3c.rufford.example/mail/client/mail/print", "24.11.2026, 10:40"),
          A4, (40, 40, 44, 44), held_out=True),
    Style("Orange", orange,
          browsed(lambda _: "Mail Orange - Impression", "https://messagerie.rufford.example/print", "24/11/2026 10:40"),
          A4, (40, 40, 44, 44), held_out=True),
    Style("Norwegian Outlook", norwegian_outlook, number_below, held_out=True, runs_on=0.3, any_order=True),
)  # fmt: skip
"""Measured once when they were written."""
