"""Prints papers that look like mail and are none, and counts those of which a message is made.

Use: python -m bench.printed_decoys [--seed N] [--each N] [--explain] [--keep DIR]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from bench.decoy_desk import Desk
from bench.further_decoys import FURTHER_DECOYS
from bench.paper import Layout, pdf_of
from bench.printers import BOLD, MONO, SANS, months, named, table
from bench.rows import Row, of, printed
from rejoinder.model import Blob
from rejoinder.read import read

SEED = 61
EACH = 12


def memorandum(desk: Desk, layout: Layout) -> None:
    """Set memoranda, each on its page: to, from, date, re."""
    for number in range(desk.chance.randint(1, 3)):
        if number:
            layout.turn()
        layout.line(layout.left, "MEMORANDUM", BOLD, 14)
        layout.gap(10)
        rows = (("TO:", desk.name()), ("FROM:", desk.name()), ("CC:", desk.name()), ("DATE:", months(desk.moment())),
                ("RE:", desk.what()))  # fmt: skip
        desk.chance.choice((named, lambda *one: table(one[0], one[1], 70, *one[2:])))(layout, rows, 11, BOLD, SANS)
        layout.rule()
        desk.prose(layout, desk.chance.randint(2, 6))


def telephone(desk: Desk, layout: Layout) -> None:
    """Set notes of telephone calls, some to a page, as the pad has them."""
    for _ in range(desk.chance.randint(2, 4)):
        layout.line(layout.left, "TELEPHONE MESSAGE", BOLD, 12)
        when = desk.moment()
        rows = (("To", desk.name()), ("From", desk.name()), ("Date", f"{when:%d/%m/%Y}"), ("Time", f"{when:%H:%M}"),
                ("Subject", desk.what()), ("Phone", "01632 960127"))  # fmt: skip
        table(layout, rows, 60, 10, BOLD, SANS)
        desk.prose(layout, 1)
        layout.rule()
        layout.gap(12)


def register(desk: Desk, layout: Layout) -> None:
    """Set a table of mails, a line each: when, from whom, to whom, what."""
    layout.line(layout.left, "Register of correspondence", BOLD, 14)
    columns = (layout.left, layout.left + 90, layout.left + 210, layout.left + 330)
    rows = [("Date", "From", "To", "Subject")]
    rows += [
        (f"{desk.moment():%d/%m/%Y %H:%M}", desk.person().split("<")[1][:-1], desk.person().split("<")[1][:-1],
         desk.what()[:30])
        for _ in range(desk.chance.randint(8, 40))
    ]  # fmt: skip
    for row in rows:
        layout.room(14)
        for left, words in zip(columns, row, strict=True):
            layout.put(left, layout.at + 9, words, SANS, 8)
        layout.gap(13)


def inbox(desk: Desk, layout: Layout) -> None:
    """Set a list of mails as a program shows a folder: author and when in one line, subject and first words below."""
    layout.line(layout.left, "Inbox", BOLD, 14)
    for _ in range(desk.chance.randint(6, 16)):
        layout.line(layout.left, desk.person(), BOLD, 10)
        when = f"{desk.moment():%d %b %Y %H:%M}"
        layout.put(layout.edge - 100, layout.at - 2.5, when, SANS, 9)
        layout.line(layout.left, desk.what(), SANS, 10)
        layout.line(layout.left, f"{desk.words.sentence()[:70]}...", SANS, 9)
        layout.rule()


def withheld(desk: Desk, layout: Layout) -> None:
    """Set a list of mails that are withheld, an entry of fields each, with nothing of what they say."""
    layout.line(layout.left, "Documents withheld", BOLD, 14)
    for number in range(1, desk.chance.randint(4, 14)):
        layout.gap(8)
        layout.room(70)
        layout.line(layout.left, f"{number}.", BOLD, 10)
        rows = (("From:", desk.person()), ("To:", desk.person()), ("Date:", f"{desk.moment():%d/%m/%Y %H:%M}"),
                ("Subject:", desk.what()), ("Reason:", "Privilege"))  # fmt: skip
        named(layout, rows, 9, BOLD, SANS)


def log(desk: Desk, layout: Layout) -> None:
    """Set what a mail server writes down."""
    for _ in range(desk.chance.randint(20, 60)):
        who, whom = desk.person().split("<")[1], desk.person().split("<")[1]
        line = f"{desk.moment():%Y-%m-%d %H:%M:%S} smtp[{desk.chance.randint(100, 9999)}]: from=<{who} to=<{whom}"
        layout.line(layout.left, f"{line} status=sent", MONO, 7)


def appointment(desk: Desk, layout: Layout) -> None:
    """Set appointments of a calendar as Outlook prints them."""
    for number in range(desk.chance.randint(1, 3)):
        if number:
            layout.turn()
        begins = desk.moment()
        layout.line(layout.left, desk.name(), BOLD, 12)
        layout.rule()
        rows = (
            ("Subject:", desk.what()), ("Location:", "The shed"), ("Start:", f"{begins:%a %d/%m/%Y %H:%M}"),
            ("End:", f"{begins + timedelta(hours=1):%a %d/%m/%Y %H:%M}"), ("Recurrence:", "(none)"),
            ("Meeting Status:", "Accepted"), ("Organizer:", desk.person()),
            ("Required Attendees:", "; ".join(desk.person() for _ in range(3))),
        )  # fmt: skip
        table(layout, rows, 110, 10, BOLD, SANS)
        desk.prose(layout, 2)


def ticket(desk: Desk, layout: Layout) -> None:
    """Set tickets: from and to are places, and the date has its time."""
    for _ in range(desk.chance.randint(1, 4)):
        layout.line(layout.left, "TICKET", BOLD, 13)
        when = f"{desk.moment():%a %d %b %Y %H:%M}"
        rows = (("From:", "Upper Wibbling"), ("To:", "Lower Wibbling"), ("Date:", when), ("Seat:", "14A"))
        desk.chance.choice((named, lambda *one: table(one[0], one[1], 70, *one[2:])))(layout, rows, 11, BOLD, SANS)
        layout.line(layout.left, "Contact: rail@wibbling.example", SANS, 9)
        layout.gap(14)


def leave(desk: Desk, layout: Layout) -> None:
    """Set a form that asks for leave from one day to another."""
    first = desk.moment()
    layout.line(layout.left, "Request for leave", BOLD, 14)
    rows = (("Name", desk.name()), ("From", f"{first:%d/%m/%Y}"), ("To", f"{first + timedelta(days=5):%d/%m/%Y}"),
            ("Subject", "Annual leave"), ("Date", f"{first:%d/%m/%Y}"), ("Signature", ""))  # fmt: skip
    table(layout, rows, 80, 11, BOLD, SANS)
    desk.prose(layout, 1)


def agenda(desk: Desk, layout: Layout) -> None:
    """Set an agenda with who takes part and what is heard when."""
    layout.line(layout.left, "AGENDA", BOLD, 16)
    when = f"{months(desk.moment())}, {desk.now:%H:%M}"
    rows = (("Date:", when), ("To:", "; ".join(desk.name() for _ in range(4))), ("Place:", "The hut"))
    table(layout, rows, 60, 11, BOLD, SANS)
    for number in range(1, 8):
        layout.line(layout.left, f"{desk.moment():%H:%M}  {number}. {desk.what()} ({desk.name()})", SANS, 11)


def minutes(desk: Desk, layout: Layout) -> None:
    """Set minutes that list people's addresses and tell of mails."""
    layout.line(layout.left, f"Minutes of {months(desk.moment())}, {desk.now:%H:%M}", BOLD, 14)
    rows = (("Present:", ", ".join(desk.person() for _ in range(4))), ("Copy to:", desk.person()))
    table(layout, rows, 60, 10, BOLD, SANS)
    for _ in range(6):
        layout.line(layout.left, f"From {desk.person()} of {desk.moment():%d %B %Y %H:%M}:", SANS, 10)
        desk.prose(layout, 1)


def letter_about_mail(desk: Desk, layout: Layout) -> None:
    """Set a letter that cites mails with their headers, stood in from the margin or not, also at the top of a page."""
    layout.line(layout.left, months(desk.moment()), SANS, 10)
    layout.line(layout.left, f"Dear {desk.name()},", SANS, 10)
    layout.gap(8)
    for _ in range(desk.chance.randint(1, 3)):
        desk.prose(layout, desk.chance.randint(4, 9))
        layout.line(layout.left, "On that day this was written to you:", SANS, 10)
        layout.gap(8)
        left = layout.left
        layout.left += desk.chance.choice((0, 0, 24))
        rows = (("From:", desk.person()), ("Sent:", f"{months(desk.moment())} {desk.now:%H:%M}"),
                ("To:", desk.person()), ("Subject:", desk.what()))  # fmt: skip
        named(layout, rows, 10, BOLD, SANS)
        layout.gap(8)
        desk.prose(layout, 1)
        layout.left = left
    desk.prose(layout, 3)
    layout.line(layout.left, "Yours sincerely", SANS, 10)


def contacts(desk: Desk, layout: Layout) -> None:
    """Set a list of people with their addresses and when they were last seen."""
    layout.line(layout.left, "Members", BOLD, 16)
    for _ in range(desk.chance.randint(8, 24)):
        name = desk.name()
        layout.line(layout.left, name, BOLD, 10)
        layout.put(layout.edge - 110, layout.at - 2.5, f"{desk.moment():%d %b %Y, %H:%M}", SANS, 9)
        layout.line(layout.left, f"{name.split()[0].lower()}@hut.example", SANS, 9)
        layout.gap(6)


DECOYS: tuple[Callable[[Desk, Layout], None], ...] = (
    memorandum, telephone, register, inbox, withheld, log, appointment, ticket, leave, agenda, minutes,
    letter_about_mail, contacts, *FURTHER_DECOYS,
)  # fmt: skip


def decoys(seed: int, each: int) -> Sequence[tuple[str, bytes]]:
    """Give papers of each kind, as PDFs."""
    made: list[tuple[str, bytes]] = []
    for decoy in DECOYS:
        for number in range(each):
            layout = Layout()
            decoy(Desk(random.Random(f"{seed} {decoy.__name__} {number}")), layout)
            made.append((f"{decoy.__name__} {number}", pdf_of(layout.leaves)))
    return made


def messages_of(pdf: bytes) -> list[str]:
    """Give where messages were seen to begin in a PDF, each with its first words."""
    readings = list(read(Blob("paper.pdf", pdf), "batch"))
    every = (one for reading in readings for one in reading.documents)
    return [f"{one.path} {one.text[:80]!r}" for one in every if one.kind == "page-message"]


def rows(*, seed: int = SEED, each: int = EACH, explain: bool = False) -> list[Row]:
    """Give how many papers were taken for mail, kind by kind where any was."""
    wrong: dict[str, int] = {}
    every = decoys(seed, each)
    for name, pdf in every:
        found = messages_of(pdf)
        if found:
            wrong[name.split()[0]] = wrong.get(name.split()[0], 0) + 1
        for one in found if explain else ():
            print(f"{name}: {one}")
    said = ", ".join(f"{count} {kind}" for kind, count in sorted(wrong.items()))
    total = sum(wrong.values())
    return [Row("printed decoys: papers taken for mail", total, "= 0", f"{of(total, len(every))}; {said}".rstrip("; "))]


def main() -> int:
    """Measure as the command line asks and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--keep", type=Path, help="write the PDFs into this folder")
    arguments = parser.parse_args()
    if arguments.keep:
        arguments.keep.mkdir(exist_ok=True)
        for name, pdf in decoys(arguments.seed, arguments.each):
            (arguments.keep / f"{name}.pdf").write_bytes(pdf)
    for line in printed(rows(seed=arguments.seed, each=arguments.each, explain=arguments.explain)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
