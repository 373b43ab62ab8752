"""How mail programs print a message: headers, body, quotations, what stands at the edges of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from bench.clients import MONTHS
from bench.paper import A4, LETTER, Drawn, Foot, Layout, Leaf, centred, furnished, plain, right, width_of

_MARKS = re.compile(r"((?:> ?)+)")
SANS, BOLD, SERIF, MONO = "Helvetica", "Helvetica-Bold", "Times-Roman", "Courier"


class Person(NamedTuple):
    """A name and an address."""

    name: str
    address: str

    def __str__(self) -> str:
        """Give them as headers do."""
        return f"{self.name} <{self.address}>" if self.name and self.address else self.name or self.address


class Print(NamedTuple):
    """A message on its way to the printer."""

    author: Person
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    date: datetime
    subject: str
    body: str
    attachments: tuple[str, ...] = ()


class Style(NamedTuple):
    """A mail program as it prints: how one message is set, and the furniture of one print."""

    name: str
    set_: Callable[[Layout, Print], None]
    foot: Callable[[Sequence[Print]], Foot | None]
    size: tuple[float, float] = A4
    margins: tuple[float, float, float, float] = (56, 56, 60, 60)
    above: Callable[[Layout, Sequence[Print]], None] | None = None
    """What stands above a conversation, where it prints the messages of one below each other."""
    held_out: bool = False
    """Whether nothing was tuned on it."""
    runs_on: float = 0.0
    """How often it begins a message below another on the same page."""
    any_order: bool = False
    """Whether one print of it may begin with the newest message."""


def months(date: datetime) -> str:
    """Give a date as 12 May 2024."""
    return f"{date.day} {date:%B} {date.year}"


def table(layout: Layout, rows: Sequence[tuple[str, str]], column: float, size: float, label: str, value: str) -> None:
    """Set names in one column and their values in another."""
    for name, words in rows:
        if not words:
            continue
        layout.room(size * 1.3)
        layout.put(layout.left, layout.at + size * 0.95, name, label, size)
        layout.paragraph(layout.left + column, words, value, size)
        layout.gap(1.5)


def named(layout: Layout, rows: Sequence[tuple[str, str]], size: float, label: str, value: str) -> None:
    """Set `Name: value` with the value directly behind the name, wrapped below the name."""
    for name, words in rows:
        if not words:
            continue
        ahead = width_of(name + " ", label, size)
        first = True
        for line in _flow(words, value, size, layout.edge - layout.left, ahead):
            layout.room(size * 1.3)
            if first:
                layout.put(layout.left, layout.at + size * 0.95, name, label, size)
            layout.line(layout.left + (ahead if first else 0), line, value, size)
            first = False


def _flow(words: str, font: str, size: float, width: float, ahead: float) -> list[str]:
    lines, line, room = [], "", width - ahead
    for word in words.split():
        tried = f"{line} {word}".strip()
        if line and width_of(tried, font, size) > room:
            lines.append(line)
            line, room = word, width
        else:
            line = tried
    return [*lines, line]


def marks(layout: Layout, body: str, font: str, size: float) -> None:
    """Set a body with its quote marks as letters."""
    for line in body.rstrip().split("\n"):
        layout.paragraph(layout.left, line, font, size)


def bars(layout: Layout, body: str, font: str, size: float) -> None:
    """Set a body with its quotations as indented text beside bars."""
    for line in body.rstrip().split("\n"):
        found = _MARKS.match(line)
        depth = min(found.group(1).count(">"), 6) if found else 0
        words = line[found.end() :] if found else line
        layout.paragraph(layout.left + 12 * depth, words, font, size, bars=depth)


def people(some: Sequence[Person]) -> str:
    """Give people as a header lists them."""
    return ", ".join(map(str, some))


def outlook(layout: Layout, mail: Print) -> None:
    """Set a message as Outlook's memo style does."""
    layout.line(layout.left, "Pennyroyal, Osric", BOLD, 12)
    layout.rule(2)
    layout.gap(4)
    rows = (
        ("From:", str(mail.author)), ("Sent:", f"{months(mail.date)} {mail.date:%H:%M}"),
        ("To:", "; ".join(map(str, mail.to))), ("Cc:", "; ".join(map(str, mail.cc))), ("Subject:", mail.subject),
        ("Attachments:", "; ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 100, 10, BOLD, SANS)
    layout.gap(14)
    marks(layout, mail.body, SANS, 10)


def number_below(_mails: Sequence[Print]) -> Foot:
    """Give Outlook's page number."""
    return lambda leaf, number, _of: centred(leaf, leaf.height - 28, str(number), SANS, 9)


def gmail(layout: Layout, mail: Print) -> None:
    """Set one message of a conversation as Gmail does."""
    layout.room(60)
    layout.rule()
    at = layout.at + 10
    layout.put(layout.left, at, mail.author.name, BOLD, 9.5)
    ahead = width_of(mail.author.name + " ", BOLD, 9.5)
    layout.put(layout.left + ahead, at, f"<{mail.author.address}>", SANS, 9.5)
    when = f"{mail.date:%a}, {mail.date.day} {mail.date:%b} {mail.date.year} at {mail.date:%H:%M}"
    right(layout.leaf, layout.edge, at, when, SANS, 9.5)
    layout.gap(13)
    named(layout, (("To:", people(mail.to)), ("Cc:", people(mail.cc))), 9.5, SANS, SANS)
    layout.gap(10)
    marks(layout, mail.body, SANS, 9.5)
    if mail.attachments:
        layout.gap(8)
        layout.line(layout.left, f"{len(mail.attachments)} attachments", BOLD, 9)
        for name in mail.attachments:
            layout.line(layout.left + 20, name, BOLD, 9)
            layout.line(layout.left + 20, "34K", SANS, 9)
    layout.gap(6)


def gmail_above(layout: Layout, mails: Sequence[Print]) -> None:
    """Set what Gmail puts above a conversation."""
    right(layout.leaf, layout.edge, layout.at + 14, "Osric Pennyroyal <osric@rufford.example>", SANS, 9)
    layout.put(layout.left, layout.at + 16, "Gmail", BOLD, 16)
    layout.gap(24)
    layout.rule()
    layout.paragraph(layout.left, mails[0].subject, BOLD, 12)
    layout.line(layout.left, f"{len(mails)} message{'s' if len(mails) > 1 else ''}", SANS, 9)


def browser(mails: Sequence[Print]) -> Foot:
    """Give what a browser prints about a page."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        low, size = leaf.height - 18, 7.5
        right(leaf, leaf.width - 24, 24, f"Gmail - {mails[0].subject}"[:70], SANS, size)
        leaf.drawn.append(Drawn(24, 24, "24/11/2026, 10:40", SANS, size))
        address = "https://mail.rufford.example/mail/u/0/?ik=04ab9c&view=pt&search=all"
        leaf.drawn.append(Drawn(24, low, address, SANS, size))
        right(leaf, leaf.width - 24, low, f"{number}/{of}", SANS, size)

    return foot


def apple(layout: Layout, mail: Print) -> None:
    """Set a message as Apple Mail does."""
    rows = (
        ("From:", str(mail.author)), ("Subject:", mail.subject),
        ("Date:", f"{months(mail.date)} at {mail.date:%H:%M:%S} GMT"), ("To:", people(mail.to)),
        ("Cc:", people(mail.cc)),
    )  # fmt: skip
    for name, words in rows:
        if words:
            width = width_of(name, BOLD, 11)
            layout.room(15)
            layout.put(layout.left + 60 - width, layout.at + 10.5, name, BOLD, 11)
            layout.paragraph(layout.left + 64, words, SANS, 11)
    layout.gap(16)
    bars(layout, mail.body, SANS, 11)
    for name in mail.attachments:
        layout.line(layout.left, name, SANS, 10)


def page_of(_mails: Sequence[Print]) -> Foot:
    """Give `Page 1 of 3`."""
    return lambda leaf, number, of: centred(leaf, leaf.height - 26, f"Page {number} of {of}", SANS, 9)


def thunderbird(layout: Layout, mail: Print) -> None:
    """Set a message as Thunderbird does."""
    rows = (
        ("Subject:", mail.subject), ("From:", str(mail.author)), ("Date:", f"{mail.date:%d/%m/%Y, %H:%M}"),
        ("To:", people(mail.to)), ("CC:", people(mail.cc)),
    )  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.gap(12)
    bars(layout, mail.body, MONO, 9)
    if mail.attachments:
        layout.gap(8)
        layout.line(layout.left, "Attachments:", BOLD, 10)
        for name in mail.attachments:
            layout.line(layout.left, f"{name}  34.2 KB", SANS, 10)


def title_and_count(mails: Sequence[Print]) -> Foot:
    """Give Thunderbird's head and foot."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(30, 26, plain(mails[0].subject[:60]), SANS, 8))
        right(leaf, leaf.width - 30, 26, "imap://osric@rufford.example:993/fetch"[:40], SANS, 8)
        leaf.drawn.append(Drawn(30, leaf.height - 20, f"{number} of {of}", SANS, 8))
        right(leaf, leaf.width - 30, leaf.height - 20, "24/11/2026, 10:40", SANS, 8)

    return foot


def outlook_web(layout: Layout, mail: Print) -> None:
    """Set a message as Outlook on the web does."""
    layout.paragraph(layout.left, mail.subject, BOLD, 13)
    layout.gap(8)
    layout.paragraph(layout.left, str(mail.author), BOLD, 10)
    layout.line(layout.left, f"{mail.date:%a %d/%m/%Y %H:%M}", SANS, 9)
    rows = (("To:", "; ".join(map(str, mail.to))), ("Cc:", "; ".join(map(str, mail.cc))))
    named(layout, rows, 9, SANS, SANS)
    if mail.attachments:
        layout.gap(4)
        layout.line(layout.left, f"{len(mail.attachments)} attachments (34 KB)", SANS, 9)
        layout.line(layout.left, "; ".join(mail.attachments) + ";", SANS, 9)
    layout.gap(12)
    marks(layout, mail.body, SANS, 10.5)


def about_blank(_mails: Sequence[Print]) -> Foot:
    """Give what a browser prints about a page without a title."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(24, 22, "11/24/26, 10:40 AM", SANS, 8))
        centred(leaf, 22, "Mail - Osric Pennyroyal - Outlook", SANS, 8)
        leaf.drawn.append(Drawn(24, leaf.height - 16, "about:blank", SANS, 8))
        right(leaf, leaf.width - 24, leaf.height - 16, f"{number}/{of}", SANS, 8)

    return foot


def german(layout: Layout, mail: Print) -> None:
    """Set a message as a German Outlook does."""
    layout.line(layout.left, "Osric Pennyroyal", BOLD, 11)
    layout.rule(2)
    when = f"{mail.date.day}. {MONTHS['de'][mail.date.month - 1]} {mail.date.year} {mail.date:%H:%M}"
    rows = (
        ("Von:", str(mail.author)), ("Gesendet:", when), ("An:", "; ".join(map(str, mail.to))),
        ("Cc:", "; ".join(map(str, mail.cc))), ("Betreff:", mail.subject), ("Anlagen:", "; ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 90, 10, BOLD, SERIF)
    layout.gap(14)
    marks(layout, mail.body, SERIF, 11)


def french(layout: Layout, mail: Print) -> None:
    """Set a message as a French program does."""
    when = f"{mail.date.day} {MONTHS['fr'][mail.date.month - 1]} {mail.date.year} à {mail.date:%H:%M}"
    rows = (
        ("Sujet :", ""), ("De :", str(mail.author)), ("Date :", when), ("À :", people(mail.to)),
        ("Copie à :", people(mail.cc)), ("Objet :", mail.subject),
    )  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.gap(14)
    bars(layout, mail.body, SERIF, 10.5)


def of_pages(_mails: Sequence[Print]) -> Foot:
    """Give a stamp at the top and a page's number at the foot."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        centred(leaf, 30, "OFFICIAL - SENSITIVE", BOLD, 9)
        right(leaf, leaf.width - 50, leaf.height - 30, f"{number} / {of}", SERIF, 9)

    return foot


def dumped(layout: Layout, mail: Print) -> None:
    """Set a message as text, as terminal programs print it."""
    lines = [
        f"Date: {mail.date:%a, %d %b %Y %H:%M:%S +0000}", f"From: {mail.author}", f"To: {people(mail.to)}",
        *([f"Cc: {people(mail.cc)}"] if mail.cc else []), f"Subject: {mail.subject}", "",
    ]  # fmt: skip
    for line in lines:
        layout.paragraph(layout.left, line, MONO, 9)
    marks(layout, mail.body, MONO, 9)


def notes(layout: Layout, mail: Print) -> None:
    """Set a message as Lotus Notes does."""
    layout.paragraph(layout.left, str(mail.author), BOLD, 10)
    layout.line(layout.left, f"{mail.date.day} {mail.date:%b} {mail.date.year} {mail.date:%H:%M}", SANS, 9)
    rows = (("To:", people(mail.to)), ("cc:", people(mail.cc)), ("Subject:", mail.subject))
    table(layout, rows, 60, 9, SANS, SANS)
    layout.gap(12)
    marks(layout, mail.body, SANS, 10)


def nothing(_mails: Sequence[Print]) -> Foot | None:
    """Give no furniture."""
    return None


STYLES = (
    Style("Outlook", outlook, number_below, runs_on=0.25),
    Style("Gmail", gmail, browser, margins=(36, 36, 44, 44), above=gmail_above),
    Style("Apple Mail", apple, page_of, margins=(50, 50, 50, 56)),
    Style("Thunderbird", thunderbird, title_and_count, margins=(40, 40, 50, 50)),
    Style("Outlook on the web", outlook_web, about_blank, LETTER, (40, 40, 48, 48), held_out=True),
    Style("German Outlook", german, number_below, held_out=True),
    Style("French", french, of_pages, margins=(56, 56, 64, 64), held_out=True),
    Style("Text", dumped, nothing, LETTER, (54, 54, 54, 54), held_out=True, runs_on=0.25),
    Style("Notes", notes, page_of, held_out=True),
)


def laid_out(style: Style, mails: Sequence[Print], *, apart: bool) -> list[Leaf]:
    """Give the pages of one print of several messages, each on a new page where they are `apart`."""
    layout = Layout(style.size, style.margins)
    if style.above:
        style.above(layout, mails)
    for number, mail in enumerate(mails):
        if number and not style.above:
            if apart:
                layout.turn()
            else:
                layout.gap(24)
                layout.room(120)
        layout.room(90)
        layout.leaf.begun += 1
        style.set_(layout, mail)
    foot = style.foot(mails)
    return furnished(layout.leaves, foot)
