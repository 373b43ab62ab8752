"""Stamps that stand on two different pages: a number that was given twice, or a page that was put in another's place.

Copies of one page are none, and nor is a number that only one page's neighbours bear out: scans misread figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.find.stamps import Run

ALIKE = 0.15
"""Share of their runs of three words that pages have in common from which on they may be copies of one."""
LEAST = 20
"""Such runs without which a page cannot be told from another."""
NEIGHBOURS = 8
"""Runs after one with which it is compared."""


class Repeat(NamedTuple):
    """Numbers from first to last that two runs of pages bear."""

    one: Run
    other: Run
    first: int
    last: int


def repeats_of(runs: Sequence[Run]) -> Iterator[Repeat]:
    """Give the numbers that two runs of pages bear, each borne out by its neighbours."""
    sure = sorted((run for run in runs if run.read > 1), key=lambda run: (run.first.number, run.last.number))
    for at, one in enumerate(sure):
        for other in sure[at + 1 : at + 1 + NEIGHBOURS]:
            first, last = max(one.first.number, other.first.number), min(one.last.number, other.last.number)
            if first <= last and one.first.width == other.first.width:
                yield Repeat(one, other, first, last)


def differ(one: str, other: str) -> bool:
    """Say whether two pages are no copies of each other, nor too bare to tell."""
    mine, theirs = _threes(one), _threes(other)
    least = min(len(mine), len(theirs))
    return least >= LEAST and len(mine & theirs) < ALIKE * least


def _threes(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return set(zip(words, words[1:], words[2:], strict=False))
