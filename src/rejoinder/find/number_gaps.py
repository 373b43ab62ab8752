"""Numbers that a series of pages skips or bears twice: running stamps (Bates numbers), and "page 3 of 7".

No number is said to be missing while pages without a readable number lie where it would be.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from rejoinder.find.checks import checked
from rejoinder.find.page_counts import Missed, Piece, missed, pieces_of
from rejoinder.find.repeats import Repeat, differ, repeats_of
from rejoinder.find.series import Counts, Gap, gaps_of, shown
from rejoinder.find.sides import BREAK, paged
from rejoinder.find.stamps import Run, runs_of
from rejoinder.model import Absent, Finding, Span, Trace, fingerprint_of

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "number-gap"
REPEAT = "number-repeat"
UNKNOWN = 1_000_000
"""Pages that a file may hold which could not be read: more than any gap is long."""


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each run of numbers that is skipped."""
    series: dict[str, list[Run]] = defaultdict(list)
    pieces: list[Piece] = []
    sides = array("q")
    cut = cut_short(shelf)
    for one in paged(shelf):
        whole = one.document not in cut
        sides.extend([0] * (one.place - len(sides)))
        sides.append(len(one.sides) if whole else UNKNOWN)
        for name, runs in runs_of(one):
            series[name] += runs
        if whole:
            pieces += (piece for piece in pieces_of(one) if piece.lacks)
    about, counts = checked(shelf), np.array(sides, dtype=np.int64)
    for name in sorted(series):
        for gap in gaps_of(series[name], counts):
            yield _stamped(shelf, gap, about)
        yield from _filled(shelf, series[name], counts, about)
        yield from _repeated(shelf, series[name], about)
    for pages in missed(pieces):
        yield _counted(shelf, pages, about)
    yield from _counted_later(shelf, pieces, about)


def _filled(shelf: Shelf, runs: Sequence[Run], sides: Counts, about: tuple[str, ...]) -> Iterator[Finding]:
    """Give a closed finding for each gap of a series that a later batch filled whole."""
    batches = shelf.batch_of_each()
    given = sorted({int(batches[run.document]) for run in runs})
    told = set[str]()
    for last in given[:-1]:
        before = [run for run in runs if batches[run.document] <= last]
        after = [run for run in runs if batches[run.document] > last]
        for gap in gaps_of(before, sides):
            filling = [run for run in after if run.first.number <= gap.last and gap.first <= run.last.number]
            numbers = {number for run in filling for number in range(run.first.number, run.last.number + 1)}
            finding = _stamped(shelf, gap, about)
            if finding.id not in told and numbers.issuperset(range(gap.first, gap.last + 1)):
                told.add(finding.id)
                yield replace(finding, closed_by=shelf.document(filling[0].document).ref)


def _counted_later(shelf: Shelf, pieces: Sequence[Piece], about: tuple[str, ...]) -> Iterator[Finding]:
    """Give a closed finding for each run of pages that a document counts and that a later batch brought whole."""
    batches = shelf.batch_of_each()
    told = set[str]()
    for last in sorted({int(batches[piece.document]) for piece in pieces})[:-1]:
        before = [piece for piece in pieces if batches[piece.document] <= last]
        after = [piece for piece in pieces if batches[piece.document] > last]
        for pages in missed(before):
            wanted = set(range(pages.first, pages.last + 1))
            same = (piece for piece in after if piece.counts[0].of == pages.of)
            bringing = [one for one in same if wanted <= {count.number for count in one.counts}]
            finding = _counted(shelf, pages, about)
            if bringing and finding.id not in told:
                told.add(finding.id)
                yield replace(finding, closed_by=shelf.document(bringing[0].document).ref)


def cut_short(shelf: Shelf) -> set[int]:
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
    return _told(KIND, "page-stamp", spans, number, (*about, *looked))


def _repeated(shelf: Shelf, runs: Sequence[Run], about: tuple[str, ...]) -> Iterator[Finding]:
    """Give the stamps that two pages bear which are no copies of each other."""
    for repeat in repeats_of(runs):
        found = [
            (number, spans)
            for number in range(repeat.first, repeat.last + 1)
            if (spans := _both(shelf, repeat, number)) is not None
        ]
        if not found:
            continue
        first, last = (found[at][1][0].exact for at in (0, -1))
        which = f"number “{first}”" if first == last else f"numbers “{first}” to “{last}”"
        looked = ("Whether the pages are copies of each other.", "Whether the pages beside each bear out its number.")
        yield _told(REPEAT, "page-stamp", found[0][1], f"{which} on two different pages", (*about, *looked))


def _both(shelf: Shelf, repeat: Repeat, number: int) -> list[Span] | None:
    """Give a number on both of its pages, where they differ and it can be read on them."""
    pages = [_page_at(shelf, run, number) for run in (repeat.one, repeat.other)]
    if not all(pages) or not differ(*(text for text, _ in pages)):
        return None
    spans = [span for _, span in pages if span]
    return spans if len(spans) == 2 else None


def _page_at(shelf: Shelf, run: Run, number: int) -> tuple[str, Span | None]:
    """Give the text of the page that bears a number of a run, and the stamp on it; nothing where it was not read."""
    place = run.first.place + number - run.first.number
    text = shelf.text(run.document)
    pages = shelf.pages(run.document)
    begin, end = (pages[place].start, pages[place].end) if place < len(pages) else (0, 0)
    if not pages:
        sides = text.split(BREAK)
        begin = sum(len(side) + 1 for side in sides[:place])
        end = begin + len(sides[place]) if place < len(sides) else begin
    written = f"{run.first.written}{number:0{run.first.width}}"
    at = text.rfind(written, begin, end)
    page = pages[place].number if place < len(pages) else place + 1
    return text[begin:end], _span(shelf, run.document, page, at, at + len(written)) if at >= 0 else None


def _counted(shelf: Shelf, pages: Missed, about: tuple[str, ...]) -> Finding:
    spans = [_span(shelf, pages.document, one.page, one.start, one.end) for one in pages.beside]
    name = shelf.document(pages.document).path.rpartition("/")[2]
    run = f"page {pages.first}" if pages.first == pages.last else f"pages {pages.first} to {pages.last}"
    looked = ("Every page of the file, and whether another file goes on where this one ends.",)
    return _told(KIND, "page-count", spans, f"{run} of {pages.of} of “{name}”", (*about, *looked))


def gap_told(trace: str, beside: list[Span], described: str, about: tuple[str, ...]) -> Finding:
    """Give a run of numbers that is skipped, with what stands beside it."""
    return _told(KIND, trace, beside, described, about)


def _told(kind: str, trace: str, spans: list[Span], described: str, about: tuple[str, ...]) -> Finding:
    traces = tuple(Trace(trace, span) for span in spans)
    return Finding(
        id=fingerprint_of(kind, described, *sorted(trace.id for trace in traces)),
        kind=kind,
        grade="inferred",
        absent=Absent(described_as=described),
        because=traces,
        checked=about,
        confidence=0.9,
    )


def span_of(shelf: Shelf, document: int, start: int, end: int) -> Span:
    """Give a citation of a document's words."""
    return Span(
        shelf.document(document).ref, start, end, shelf.text(document)[start:end], shelf.page_of(document, start)
    )


def _span(shelf: Shelf, document: int, page: int, start: int, end: int) -> Span:
    text = shelf.text(document)
    has_pages = shelf.page_of(document, start) is not None
    return Span(shelf.document(document).ref, start, end, text[start:end], page if has_pages else None)
