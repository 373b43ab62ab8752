"""Puts invented papers and printed mail into bundles, and counts the pages on which documents are seen to begin.

Use: python -m bench.bundles [--seed N] [--bundles N] [--held-out] [--explain] [--keep DIR]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.invented import Words, letters
from bench.paper import Leaf, pdf_of
from bench.papers import blank, office_of, paginated, report, separator, set_paper
from bench.printed_mail import print_of, stamp
from bench.printers import STYLES, Person, Print, laid_out
from bench.rows import Row, printed, share
from rejoinder.model import Blob
from rejoinder.read import read

SEED = 47
BUNDLES = 30
MOST = 40
ALONE = 150


class Bundle(NamedTuple):
    """One PDF, the pages on which its documents begin, and what each is."""

    name: str
    pdf: bytes
    begins: tuple[int, ...]


def bundles(seed: int, count: int, *, held_out: bool) -> Iterator[Bundle]:
    """Give bundles of two to forty documents."""
    chance = random.Random(f"{seed} bundles {held_out}")
    words = Words(chance)
    written = letters(seed + held_out, 30)
    everyone = [Person(*pair) for pair in sorted({(one.author.name, one.author.address) for one in written})]
    prints = [print_of(one, everyone, chance) for one in written]
    for number in range(count):
        yield bundle_of(f"{number:03}", chance, words, prints, held_out=held_out)


def bundle_of(name: str, chance: random.Random, words: Words, prints: list[Print], *, held_out: bool) -> Bundle:
    """Give one bundle, some with empty backs, with sheets between its documents, stamped or counted throughout."""
    leaves: list[Leaf] = []
    backs, sheets = chance.random() < 0.2, chance.random() < 0.2
    offices = [office_of(chance, words, held_out=held_out) for _ in range(chance.randint(1, 6))]
    styles = [style for style in STYLES if style.held_out == held_out and style.name != "Text"]
    for number in range(1, min(MOST, round(2 + chance.expovariate(1 / 10))) + 1):
        if chance.random() < 0.25:
            made = laid_out(chance.choice(styles), [chance.choice(prints)], apart=True)
        else:
            made = set_paper(chance.choice(offices))
        if sheets:
            leaves.append(separator((made[0].width, made[0].height), number, chance))
        leaves += made
        if backs and len(made) % 2:
            leaves.append(blank((made[0].width, made[0].height)))
    manner = chance.choice(("nothing", "nothing", "stamp", "count"))
    if manner == "stamp":
        stamp(leaves, chance)
    elif manner == "count":
        paginated(leaves)
    return Bundle(name, pdf_of(leaves), tuple(page for page, leaf in enumerate(leaves, 1) if leaf.begun))


class Count(NamedTuple):
    """Boundaries after a bundle's first document."""

    planted: int = 0
    found: int = 0
    right: int = 0

    def plus(self, other: Count) -> Count:
        """Give both together."""
        return Count(self.planted + other.planted, self.found + other.found, self.right + other.right)


def counted(bundle: Bundle, explain: bool = False) -> Count:
    """Give what is right of one bundle."""
    made = [one for reading in read(Blob("bundle.pdf", bundle.pdf), "batch") for one in reading.documents]
    pieces = [one for one in made if one.path != "bundle.pdf"]
    theirs = {(one.pages[0].number, one.path) for one in pieces if one.pages}
    pages = [page for page, _ in theirs]
    ours = set(bundle.begins[1:])
    theirs_set = set(pages) - {min(pages, default=0)}
    if explain:
        print(bundle.name, "missed", sorted(ours - theirs_set), "wrong", sorted(theirs_set - ours))
    return Count(len(ours), len(pages) - bool(pages), len(ours & theirs_set))


def tally(seed: int, count: int, *, held_out: bool, explain: bool = False) -> Count:
    """Give the counts of all bundles."""
    whole = Count()
    for bundle in bundles(seed, count, held_out=held_out):
        whole = whole.plus(counted(bundle, explain))
    return whole


def parted_alone(seed: int, count: int) -> tuple[int, int]:
    """Give how many single papers were parted, and their pages; a third are long reports without furniture."""
    chance = random.Random(f"{seed} alone")
    words = Words(chance)
    parted = pages = 0
    for number in range(count):
        office = office_of(chance, words, held_out=number % 2 == 1)
        leaves = set_paper(office)
        if number % 3 == 0:
            leaves = [leaf for _ in range(4) for leaf in report(office).leaves[1:]]
        made = [one for reading in read(Blob("paper.pdf", pdf_of(leaves)), "batch") for one in reading.documents]
        parted += len(made) > 1
        pages += len(leaves)
    return parted, pages


def rows_of(name: str, count: Count) -> list[Row]:
    """Give the row of one count."""
    told = f"{count.right:,} of {count.planted:,} planted, {count.found:,} found"
    return [Row(f"{name}: boundaries, F1", share(2 * count.right, count.planted + count.found), ">= 0.97", told)]


def rows(*, seed: int = SEED, count: int = BUNDLES) -> list[Row]:
    """Give boundaries of bundles in languages and layouts that were tuned on, and in those that were not."""
    parted, pages = parted_alone(seed, ALONE)
    return [
        Row("papers by themselves: parted", parted, "= 0", f"{parted} of {ALONE}, {pages:,} pages"),
        *rows_of("bundles", tally(seed, count, held_out=False)),
        *rows_of("bundles, languages and layouts held out", tally(seed, count, held_out=True)),
    ]


def main() -> int:
    """Measure as the command line asks and print the row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--bundles", type=int, default=BUNDLES)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--keep", type=Path, help="write the PDFs into this folder")
    arguments = parser.parse_args()
    if arguments.keep:
        arguments.keep.mkdir(exist_ok=True)
        for bundle in bundles(arguments.seed, arguments.bundles, held_out=arguments.held_out):
            (arguments.keep / f"{bundle.name}.pdf").write_bytes(bundle.pdf)
    found = tally(arguments.seed, arguments.bundles, held_out=arguments.held_out, explain=arguments.explain)
    for line in printed(rows_of("bundles", found)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
