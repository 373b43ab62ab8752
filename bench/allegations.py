"""Measures how letters of reasons are split: allegations and particulars from first word to last, quotations, sources.

Use: python -m bench.allegations [--seed N] [--letters N] [--explain]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from bench.accusing_nobody import PAPERS
from bench.letters_afresh import AFRESH, AFRESH_LAYOUTS
from bench.letters_of_reasons import BUILT, BUILT_LAYOUTS, HELD_OUT, HELD_OUT_LAYOUTS, Letter, letters
from bench.rows import Row, of, printed, share
from rejoinder.allege import Proposal, proposals

SEED, LETTERS = 61, 480
SUBJECT = "Marigold Threnody"
Range = tuple[int, int]


class Score(NamedTuple):
    """What was right, what was told, what there is."""

    right: int = 0
    told: int = 0
    there: int = 0

    def plus(self, told: Sequence[Range], there: Sequence[Range], same: Callable[[Range, Range], bool]) -> Score:
        """Give the score with one more letter counted."""
        left = list(there)
        right = 0
        for one in told:
            match = next((other for other in left if same(one, other)), None)
            if match:
                left.remove(match)
                right += 1
        return Score(self.right + right, self.told + len(told), self.there + len(there))

    @property
    def f1(self) -> float | str:
        """Give the harmonic mean of precision and recall."""
        return share(2 * self.right, self.told + self.there)

    @property
    def counts(self) -> str:
        """Give the counts behind it."""
        return f"{of(self.right, self.there)} found, {self.told - self.right:,} of {self.told:,} told are not"


def exact(one: Range, other: Range) -> bool:
    """Say whether two stretches begin and end together."""
    return one == other


def overlap(one: Range, other: Range) -> bool:
    """Say whether two stretches share half of the longer one: "the statement of" may stand before a name."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def trimmed(text: str, place: Range) -> Range:
    """Give a stretch without the marks and full stops at its edges, which belong to either side."""
    start, end = place
    while start < end and text[start] in ' “"\n':
        start += 1
    while end > start and text[end - 1] in ' ”".;,\n':
        end -= 1
    return start, end


PARTS: dict[str, tuple[Callable[[Proposal], Iterable[Range]], str, Callable[[Range, Range], bool]]] = {
    "allegations": (lambda one: [(one.start, one.end)], "allegations", exact),
    "particulars": (lambda one: [(part.start, part.end) for part in one.particulars], "particulars", exact),
    "quoted words": (lambda one: one.quotations, "quotations", exact),
    "sources": (lambda one: [(source.start, source.end) for source in one.sources], "sources", overlap),
}


def measured(some: Iterable[Letter], explain: bool) -> tuple[dict[str, Score], dict[str, Score]]:
    """Give the scores of each part, and of allegations by layout."""
    whole = dict.fromkeys(PARTS, Score())
    by_layout: dict[str, Score] = {}
    for letter in some:
        found = proposals(letter.text, subject=SUBJECT, own_date=letter.written.isoformat())
        for name, (told_of, field, same) in PARTS.items():
            told = [trimmed(letter.text, place) for one in found for place in told_of(one)]
            there = [trimmed(letter.text, place) for place in getattr(letter, field)]
            whole[name] = whole[name].plus(told, there, same)
            if name == "allegations":
                by_layout[letter.layout] = by_layout.get(letter.layout, Score()).plus(told, there, same)
            if explain:
                _explain(letter, name, told, there, same)
    return whole, by_layout


def _explain(
    letter: Letter, name: str, told: list[Range], there: list[Range], same: Callable[[Range, Range], bool]
) -> None:
    for sign, some, others in (("-", there, told), ("+", told, there)):
        for one in some:
            if not any(same(one, other) for other in others):
                print(f"{sign} {letter.layout} {name}: {letter.text[slice(*one)]!r}")


def decoys() -> Iterator[int]:
    """Give how many allegations are proposed of each paper that accuses nobody."""
    for text in PAPERS:
        yield len(proposals(text, subject=SUBJECT))


def rows(seed: int = SEED, count: int = LETTERS, *, explain: bool = False) -> list[Row]:
    """Give the figures: of the layouts and words it was made with, and of those held out."""
    made: list[Row] = []
    sets = (
        ("built", BUILT_LAYOUTS, BUILT),
        ("held out", HELD_OUT_LAYOUTS, HELD_OUT),
        ("afresh", AFRESH_LAYOUTS, AFRESH),
    )
    for title, layouts, phrasings in sets:
        whole, by_layout = measured(letters(layouts, phrasings, seed, count), explain)
        bars = {"allegations": ">= 0.95"} if title == "held out" else {}
        made += [
            Row(f"letters, {title}: {name}, F1", one.f1, bars.get(name, ""), one.counts) for name, one in whole.items()
        ]
        made += [
            Row(f"letters, {title}: allegations, {name}, F1", one.f1, "", one.counts) for name, one in by_layout.items()
        ]
    proposed = Counter(decoys())
    made.append(
        Row(
            "papers that accuse nobody: allegations proposed",
            sum(k * v for k, v in proposed.items()),
            "= 0",
            f"{len(PAPERS)} papers",
        )
    )
    return made


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--explain", action="store_true", help="print what was missed (-) and what is not (+)")
    arguments = parser.parse_args()
    for line in printed(rows(arguments.seed, arguments.letters, explain=arguments.explain)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
