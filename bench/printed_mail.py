"""Prints invented messages, several to a PDF, and counts boundaries and headers that are read as they were printed.

Use: python -m bench.printed_mail [--seed N] [--threads N] [--styles NAME] [--explain] [--keep DIR]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC
from functools import reduce
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from bench.clients import FURTHER_BLOCKS, FURTHER_MARKING, Letter
from bench.fresh_printers import FRESH, NEWEST, SEALED
from bench.frozen_printers import FROZEN
from bench.further_printers import FURTHER
from bench.invented import CLIENTS, letters
from bench.last_printers import LAST
from bench.paper import Leaf, pdf_of
from bench.printers import STYLES, Person, Print, Style, laid_out
from bench.program_prints import PROGRAMS
from bench.rows import Row, of, printed, share
from bench.second_programs import SECOND_PROGRAMS
from bench.unseen_printers import UNSEEN
from rejoinder.model import Blob, Document
from rejoinder.read import read

SEED = 31
THREADS = 60
FURTHER_THREADS = 200
LAST_THREADS = 120
UNSEEN_THREADS = 60
FRESH_THREADS = 120
SEALED_THREADS = 80
NEWEST_THREADS = 60
FROZEN_THREADS = 240
PROGRAMS_THREADS = 240
SECOND_PROGRAMS_THREADS = 200
FILES = ("minutes of May.docx", "Plan B.pdf", "accounts-2019.xlsx", "photo_0113.jpg", "Rules (draft 3).doc")


class Set(NamedTuple):
    """Styles that are measured together, and the clients with which their letters are written."""

    name: str
    styles: tuple[Style, ...]
    threads: int
    chances: str
    """What tells its chances from another set's of the same seed."""
    shift: int
    """By how much its letters' seed differs from the seed."""
    clients: tuple[str, ...] = CLIENTS


SETS = {
    "built": Set("printed mail", tuple(style for style in STYLES if not style.held_out), THREADS, "False", 0),
    "held-out": Set(
        "printed mail, styles held out", tuple(style for style in STYLES if style.held_out), THREADS, "True", 1
    ),
    "further": Set("printed mail, further styles", FURTHER, FURTHER_THREADS, "further", 2,
                   (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS)),
    "last": Set("printed mail, last styles", LAST, LAST_THREADS, "last", 3,
                (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS)),
    "unseen": Set("printed mail, unseen styles", UNSEEN, UNSEEN_THREADS, "unseen", 4,
                  (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS)),
    "fresh": Set("printed mail, fresh styles", FRESH, FRESH_THREADS, "fresh", 5,
                 (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS)),
    "sealed": Set("printed mail, sealed styles", SEALED, SEALED_THREADS, "sealed", 6,
                  (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS)),
    "newest": Set("printed mail, newest styles", NEWEST, NEWEST_THREADS, "newest", 7,
                  (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS)),
    "frozen": Set("printed mail, frozen styles", FROZEN, FROZEN_THREADS, "frozen", 8,
                  (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS)),
    "programs": Set("printed mail, programs' prints", PROGRAMS, PROGRAMS_THREADS, "programs", 9,
                    (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS)),
    "programs-2": Set("printed mail, further programs' prints", SECOND_PROGRAMS, SECOND_PROGRAMS_THREADS, "programs-2",
                      10, (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS)),
}  # fmt: skip


class Bundle(NamedTuple):
    """One PDF: its bytes, how it was printed, and its messages in order, each with the page it begins on."""

    name: str
    pdf: bytes
    style: Style
    mails: tuple[tuple[int, Print], ...]


def print_of(letter: Letter, everyone: Sequence[Person], chance: random.Random) -> Print:
    """Give an invented letter as it is printed."""
    first = Person(letter.recipient.name, letter.recipient.address)
    others = [one for one in everyone if one.address not in (letter.author.address, first.address)]
    return Print(
        author=Person(letter.author.name, letter.author.address),
        to=(first, *chance.sample(others, chance.choice((0, 0, 1, 3)))),
        cc=tuple(chance.sample(others, chance.choice((0, 0, 0, 1, 4)))),
        date=letter.date.astimezone(UTC).replace(second=0, microsecond=0),
        subject=letter.subject,
        body="\n".join(said.line for said in letter.body),
        attachments=tuple(chance.sample(FILES, chance.choice((0, 0, 0, 1, 2)))),
    )  # fmt: skip


def bundles(seed: int, threads: int, set_: Set) -> Iterator[Bundle]:
    """Give PDFs of one message to eight, in every style, of one conversation or of several."""
    chance = random.Random(f"{seed} printed {set_.chances}")
    written = letters(seed + set_.shift, threads, set_.clients)
    everyone = [Person(*pair) for pair in sorted({(one.author.name, one.author.address) for one in written})]
    prints = [print_of(letter, everyone, chance) for letter in written]
    at = 0
    while at < len(prints):
        count = chance.choice((1, 1, 2, 3, 4, 6, 8))
        some = prints[at : at + count]
        at += count
        yield bundle_of(f"{at:05}", some, chance.choice(set_.styles), chance)


def bundle_of(name: str, mails: Sequence[Print], style: Style, chance: random.Random) -> Bundle:
    """Give a PDF of some messages: in one print, in several put together, newest first or last."""
    mails = list(mails)
    manner = chance.choice(("one print", "one print", "put together"))
    if style.above:
        base = mails[0].subject
        mails = [mail._replace(subject=base) for mail in mails] if manner == "one print" else mails
    if (style.any_order or manner != "one print") and chance.random() < 0.3:
        mails.reverse()
    leaves: list[Leaf] = []
    truth: list[tuple[int, Print]] = []
    for group in [mails] if manner == "one print" else [[mail] for mail in mails]:
        apart = not style.runs_on or chance.random() < 1 - style.runs_on
        made = laid_out(style, group, apart=apart)
        truth += _places(made, group, len(leaves))
        leaves += made
    if chance.random() < 0.3:
        stamp(leaves, chance)
    return Bundle(name, pdf_of(leaves), style, tuple(truth))


def _places(made: Sequence[Leaf], group: Sequence[Print], before: int) -> list[tuple[int, Print]]:
    """Give the page on which each message's author is first set after the message before it."""
    return [(before + page, mail) for page, mail in zip(starts_of(made), group, strict=True)]


def starts_of(made: Sequence[Leaf]) -> list[int]:
    """Give the page of each beginning that the layout noted."""
    return [number for number, leaf in enumerate(made, 1) for _ in range(leaf.begun)]


def stamp(leaves: Sequence[Leaf], chance: random.Random) -> None:
    """Put a running stamp on every page, as a controller does."""
    first, name = chance.randint(1, 9000), chance.choice(("RUF", "PTA", "GSP01_"))
    for number, leaf in enumerate(leaves, first):
        leaf.stamp(f"{name}{number:07}")


class Count(NamedTuple):
    """What was counted over some bundles."""

    planted: int = 0
    found: int = 0
    right: int = 0
    fields: tuple[tuple[str, int], ...] = ()
    exact: int = 0

    def plus(self, other: Count) -> Count:
        """Give both together."""
        fields = Counter(dict(self.fields))
        fields.update(dict(other.fields))
        return Count(
            self.planted + other.planted, self.found + other.found, self.right + other.right,
            tuple(sorted(fields.items())), self.exact + other.exact,
        )  # fmt: skip

    @property
    def f1(self) -> float | str:
        """Give the harmonic mean of precision and recall of boundaries."""
        return share(2 * self.right, self.planted + self.found)


def counted(bundle: Bundle, explain: bool = False) -> Count:
    """Give what is right of one bundle."""
    pieces = [one for reading in read(Blob("bundle.pdf", bundle.pdf), "batch") for one in reading.documents]
    messages = [one for one in pieces if one.kind == "page-message"]
    pairs = _paired(bundle.mails, messages)
    fields: Counter[str] = Counter()
    exact = 0
    for (page, mail), message in pairs:
        if message is None:
            if explain:
                print(f"{bundle.name} {bundle.style.name}: not found: {page} {mail.author} {mail.subject}")
            continue
        wrong = list(_wrong(message, mail))
        fields.update(name for name, *_ in wrong)
        exact += not wrong
        for name, told, printed_ in wrong if explain else ():
            print(f"{bundle.name} {bundle.style.name} {page} {name}: {told!r} for {printed_!r}")
    paired = [id(message) for _, message in pairs]
    for one in messages if explain else ():
        if id(one) not in paired:
            print(f"{bundle.name} {bundle.style.name}: not planted: {one.path} {one.text[:200]!r}")
    right = sum(message is not None for _, message in pairs)
    return Count(len(pairs), len(messages), right, tuple(sorted(fields.items())), exact)


def _paired(
    mails: Sequence[tuple[int, Print]], messages: Sequence[Document]
) -> list[tuple[tuple[int, Print], Document | None]]:
    """Give each message with the one found on its page in its place; where fewer were found, with the one most like it.

    The order stays: what was found first on a page was printed before what was found second.
    """
    pairs: list[tuple[tuple[int, Print], Document | None]] = []
    for page in sorted({page for page, _ in mails}):
        printed_ = [mail for number, mail in mails if number == page]
        found = [one for one in messages if one.pages[0].number == page]
        count = min(len(printed_), len(found))
        choices = product(combinations(range(len(printed_)), count), combinations(found, count))
        places, some = min(choices, key=lambda choice: _unlike([printed_[place] for place in choice[0]], choice[1]))
        told = dict(zip(places, some, strict=True))
        pairs += [((page, mail), told.get(place)) for place, mail in enumerate(printed_)]
    return pairs


def _unlike(mails: Sequence[Print], messages: Sequence[Document]) -> int:
    """Give how many headers of messages are not those of the mails beside them."""
    return sum(len(list(_wrong(message, mail))) for mail, message in zip(mails, messages, strict=True))


def _wrong(document: Document, mail: Print) -> Iterator[tuple[str, object, object]]:
    said = document.message
    assert said is not None
    date = f"{mail.date:%Y-%m-%dT%H:%M}"
    for name, told, printed_ in (
        ("author", tuple(said.author), tuple(mail.author)),
        ("to", [tuple(one) for one in said.to], [tuple(one) for one in mail.to]),
        ("cc", [tuple(one) for one in said.cc], [tuple(one) for one in mail.cc]),
        ("date", said.date[:16], date),
        ("subject", said.subject, " ".join(mail.subject.split())),
    ):
        if told != printed_:
            yield name, told, printed_


def tally(seed: int, threads: int, set_: Set, *, explain: bool = False) -> dict[str, Count]:
    """Give the counts of each style."""
    found: dict[str, Count] = {}
    for bundle in bundles(seed, threads, set_):
        found[bundle.style.name] = found.get(bundle.style.name, Count()).plus(counted(bundle, explain))
    return found


def rows(*, seed: int = SEED) -> list[Row]:
    """Give boundaries and headers of every set of styles."""
    return [row for set_ in SETS.values() for row in rows_of(set_.name, whole(tally(seed, set_.threads, set_)))]


def whole(counts: dict[str, Count]) -> Count:
    """Give the counts of all styles together."""
    return reduce(Count.plus, counts.values(), Count())


def rows_of(name: str, count: Count) -> list[Row]:
    """Give the rows of one count."""
    told = f"{count.right:,} of {count.planted:,} planted, {count.found:,} found"
    wrong = ", ".join(f"{number} {field}" for field, number in count.fields)
    return [
        Row(f"{name}: boundaries, F1", count.f1, ">= 0.99", told),
        Row(f"{name}: headers exact", share(count.exact, count.right), ">= 0.97",
            f"{of(count.exact, count.right)}{'; wrong: ' + wrong if wrong else ''}"),
    ]  # fmt: skip


def main() -> int:
    """Measure as the command line asks and print the rows, style by style."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--styles", choices=SETS, default="built")
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--keep", type=Path, help="write the PDFs into this folder")
    arguments = parser.parse_args()
    set_ = SETS[arguments.styles]
    threads = arguments.threads or set_.threads
    if arguments.keep:
        arguments.keep.mkdir(exist_ok=True)
        for bundle in bundles(arguments.seed, threads, set_):
            (arguments.keep / f"{bundle.name} {bundle.style.name}.pdf").write_bytes(bundle.pdf)
    found = tally(arguments.seed, threads, set_, explain=arguments.explain)
    made = [row for name, count in sorted(found.items()) for row in rows_of(name, count)]
    for line in printed([*made, *rows_of(set_.name, whole(found))]):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
