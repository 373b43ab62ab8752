"""Runs of numbers into series, and the numbers a series skips where it is dense enough for that to mean something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rejoinder.find.stamps import Run

LEAST = 8
"""Numbers that a series must have."""
AROUND = 5
"""Numbers on either side of a gap among which it is looked whether the series is dense."""
DENSE = 3
"""How many of those must be there."""
COUNTING = 0.8
"""Share of a document's neighbouring stamps that must count its pages, for a number to be a page's."""
ASCENDING = 0.9
"""Share of the documents that must follow their forerunner in number, for the order of files to say where a gap is."""
UNBROKEN = 0.6
"""Share of a series' numbers that must be there where every document has one page."""

Counts = np.ndarray[tuple[int], np.dtype[np.int64]]


class Gap(NamedTuple):
    """Numbers that a series skips, and the stamps on both sides."""

    before: Run
    after: Run
    first: int
    last: int
    width: int
    """Figures they are written with; 0 where they are not filled up with noughts."""
    written: str
    """What stands before them."""
    members: int
    """Numbers of the series that are here."""
    unread: int = 0
    """Pages without a stamp that we could read, which may be some of the missing ones."""

    @property
    def length(self) -> int:
        """Give how many numbers are skipped."""
        return self.last - self.first + 1


class Stretch(NamedTuple):
    """Numbers from first to last that are all here, with the runs in which it begins and ends."""

    first: int
    last: int
    opening: Run
    closing: Run


def gaps_of(runs: Sequence[Run], sides: Counts) -> Iterator[Gap]:
    """Give the gaps of one series; sides holds the pages of every document and file by its place."""
    width = _width(runs)
    kept = sorted((run for run in runs if _is_of(run, width)), key=lambda run: (run.first.number, run.last.number))
    ascending = _is_ascending(kept)
    kept = [run for at, run in enumerate(kept) if run.read > 1 or not _is_out_of_place(kept, at, ascending)]
    distinct = _distinct(kept)
    members = sum(last - first + 1 for first, last, _, _ in distinct)
    if members < LEAST or not _counts_pages(kept, distinct, members):
        return
    unread = _unread(kept, sides)
    written = Counter(run.first.written for run in kept).most_common(1)[0][0]
    below = 0
    for at, ((first, last, _, before), (start, _, after, _)) in enumerate(pairwise(distinct)):
        below += last - first + 1
        gap = Gap(before, after, last + 1, start - 1, width, written, members)
        gap = gap._replace(unread=_unread_about(unread, gap, ascending))
        dense = _is_dense(distinct[max(0, at + 1 - AROUND) : at + 1], start, distinct[at + 1 : at + 1 + AROUND])
        if dense and gap.unread < gap.length <= min(below, members - below):
            yield gap


def _width(runs: Sequence[Run]) -> int:
    """Give how many figures all numbers of a series have; 0 where they grow."""
    widths = Counter(stamp.width for run in runs for stamp in (run.first, run.last))
    usual = widths.most_common(1)[0][0]
    filled = any(len(str(run.first.number)) < run.first.width for run in runs)
    return usual if filled else 0


def _is_of(run: Run, width: int) -> bool:
    if not width:
        return all(len(str(stamp.number)) == stamp.width for stamp in (run.first, run.last))
    return run.first.width == run.last.width == width


def _distinct(runs: Sequence[Run]) -> list[Stretch]:
    """Give the stretches of numbers without a gap, each with its first and its last run."""
    stretches: list[Stretch] = []
    for run in runs:
        first, last = run.first.number, run.last.number
        if stretches and first <= stretches[-1][1] + 1:
            begun, end, opening, closing = stretches[-1]
            stretches[-1] = Stretch(begun, max(end, last), opening, run if last > end else closing)
        else:
            stretches.append(Stretch(first, last, run, run))
    return stretches


def _counts_pages(runs: Sequence[Run], distinct: Sequence[Stretch], members: int) -> bool:
    """Say whether the numbers are those of pages: they count them within documents, or hardly miss any."""
    inner = sum(run.read - 1 for run in runs)
    by_document = Counter(run.document for run in runs)
    outer = sum(many - 1 for many in by_document.values())
    if inner + outer >= 3:
        return inner >= COUNTING * (inner + outer)
    return members >= UNBROKEN * (distinct[-1].last - distinct[0].first + 1)


def _is_dense(before: Sequence[Stretch], start: int, after: Sequence[Stretch]) -> bool:
    """Say whether enough of the numbers next to a gap are here, on both sides."""
    last = before[-1].last
    low = sum(max(0, min(one.last, last) - max(one.first, last - AROUND + 1) + 1) for one in before)
    high = sum(max(0, min(one.last, start + AROUND - 1) - max(one.first, start) + 1) for one in after)
    return low >= DENSE and high >= DENSE


def _is_out_of_place(runs: Sequence[Run], at: int, ascending: bool) -> bool:
    """Say whether a number read once was misread: another page bears it, or its file stands elsewhere."""
    run, beside = runs[at], [*runs[max(0, at - 1) : at], *runs[at + 1 : at + 2]]
    number = run.first.number
    if any(other.first.number <= number <= other.last.number for other in beside):
        return True
    return ascending and any((other.first.number < number) != (other.place <= run.place) for other in beside)


def _unread(runs: Sequence[Run], sides: Counts) -> Counts:
    """Give, by place, how many pages before it bear no stamp of the series that was read and is in its place."""
    left = sides.copy()
    for run in runs:
        left[run.place] -= run.last.number - run.first.number + 1
    return np.concatenate([[0], np.cumsum(np.maximum(left, 0))])


def _is_ascending(runs: Sequence[Run]) -> bool:
    places = [run.place for run in runs]
    rising = sum(one <= other for one, other in pairwise(places))
    return rising >= ASCENDING * max(1, len(places) - 1)


def _unread_about(unread: Counts, gap: Gap, ascending: bool) -> int:
    """Give how many pages without a stamp that we could read may be the missing ones."""
    if ascending and gap.before.place <= gap.after.place:
        return int(unread[gap.after.place + 1] - unread[gap.before.place])
    return int(unread[-1])


def shown(gap: Gap, number: int) -> str:
    """Give a number as the series writes it."""
    return f"{gap.written}{number:0{gap.width or 1}}"
