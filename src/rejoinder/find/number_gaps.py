"""Numbers that a series skips: running stamps on pages (Bates numbers), and pages that say which of how many they are.

No number is said to be missing while pages without a readable number lie where it would be.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from rejoinder.find.checks import checked
from rejoinder.find.page_counts import Missed, Piece, missed, pieces_of
from rejoinder.find.series import Gap, gaps_of, shown
from rejoinder.find.sides import paged
from rejoinder.find.stamps import Run, runs_of
from rejoinder.model import Absent, Finding, Span, Trace, fingerprint_of

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "number-gap"
UNKNOWN = 1_000_000
"""Pages that a file may hold which could not be read: more than any gap is long."""


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each run of numbers that is skipped."""
    series: dict[str, list[Run]] = defaultdict(list)
    pieces: list[Piece] = []
    sides = array("q")
    cut = _cut_short(shelf)
    for one in paged(shelf):
        whole = one.document not in cut
        sides.extend([0] * (one.place - len(sides)))
        sides.append(len(one.sides) if whole else UNKNOWN)
        for name, runs in runs_of(one):
            series[name] += runs
        if whole:
            pieces += (piece for piece in pieces_of(one) if piece.lacks)
    about = checked(shelf)
    for name in sorted(series):
        for gap in gaps_of(series[name], np.array(sides, dtype=np.int64)):
            yield _stamped(shelf, gap, about)
    for pages in missed(pieces):
        yield _counted(shelf, pages, about)


def _cut_short(shelf: Shelf) -> set[int]:
    """Give the documents that may have more pages than we read; 0 stands for every file that was not read at all."""
    query = (
        "SELECT d.number FROM problems p JOIN documents d ON d.batch = p.batch AND d.path = p.path"
        " WHERE p.code IN ('page_limit', 'pdf_structure')"
    )
    return {0, *(number for (number,) in shelf.rows(query))}


def _stamped(shelf: Shelf, gap: Gap, about: tuple[str, ...]) -> Finding:
    before, after = gap.before.last, gap.after.first
    spans = [
        _span(shelf, gap.before.document, before.page, before.start, before.end),
        _span(shelf, gap.after.document, after.page, after.start, after.end),
    ]
    first, last = shown(gap, gap.first), shown(gap, gap.last)
    number = f"number “{first}”" if gap.length == 1 else f"numbers “{first}” to “{last}”"
    if gap.unread:
        number = f"at least {gap.length - gap.unread} of the {number}"
    looked = (
        f"Every stamp of this series that could be read: {gap.members:,} numbers.",
        f"Pages without a readable stamp that may be among them: {gap.unread:,}.",
    )
    return _told("page-stamp", spans, number, (*about, *looked), 0.9)


def _counted(shelf: Shelf, pages: Missed, about: tuple[str, ...]) -> Finding:
    spans = [_span(shelf, pages.document, one.page, one.start, one.end) for one in pages.beside]
    name = shelf.document(pages.document).path.rpartition("/")[2]
    run = f"page {pages.first}" if pages.first == pages.last else f"pages {pages.first} to {pages.last}"
    looked = ("Every page of the file, and whether another file goes on where this one ends.",)
    return _told("page-count", spans, f"{run} of {pages.of} of “{name}”", (*about, *looked), 0.9)


def _told(kind: str, spans: list[Span], described: str, about: tuple[str, ...], confidence: float) -> Finding:
    traces = tuple(Trace(kind, span) for span in spans)
    return Finding(
        id=fingerprint_of(KIND, described, *sorted(trace.id for trace in traces)),
        kind=KIND,
        grade="inferred",
        absent=Absent(described_as=described),
        because=traces,
        checked=about,
        confidence=confidence,
    )


def _span(shelf: Shelf, document: int, page: int, start: int, end: int) -> Span:
    text = shelf.text(document)
    has_pages = shelf.page_of(document, start) is not None
    return Span(shelf.document(document).ref, start, end, text[start:end], page if has_pages else None)
