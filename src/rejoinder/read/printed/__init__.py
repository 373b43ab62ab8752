"""What was put into one file apart again: each printed message, letter or other paper a document of its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rejoinder.model import INSIDE, Blob, Document, Parting, Problem
from rejoinder.read.printed.boundaries import SURE, as_messages, message_boundaries
from rejoinder.read.printed.day_order import in_order
from rejoinder.read.printed.decided import BY_HAND, LOST, decided
from rejoinder.read.printed.drawn import Shapes
from rejoinder.read.printed.furniture import furniture
from rejoinder.read.printed.heads import heads
from rejoinder.read.printed.lines import Line, lines_of, pages_of
from rejoinder.read.printed.openings import date_of, paper_boundaries
from rejoinder.read.printed.pieces import Text
from rejoinder.read.printed.placed import Side, with_fields
from rejoinder.read.printed.running import Told, running
from rejoinder.read.printed.sights import FEW, Boundary, Printout, is_parting, sights
from rejoinder.zones.blocks import parts
from rejoinder.zones.sheet import sheet

__all__ = ["BEGINS", "LOST", "beside", "divided"]

BEGINS = "begins"
"""Code of what is said of why a document begins where it does."""
TITLE = 100
"""Characters of a paper's first line by which it is called."""


def divided(
    document: Document, shapes: Sequence[Shapes] = (), partings: Sequence[Parting] = ()
) -> Iterator[Document | Problem]:
    """Give a document as it is; or, where it holds several or printed mail, each of them and what is left.

    `shapes` are what is drawn on each of its pages; `partings` what a person decided, which goes before all else.
    """
    sides = with_fields(lines_of(document, shapes))
    printout = _printout(document, [side.lines for side in sides], shapes)
    page = sheet("\n".join(one.shown for one in printout.told), 0)
    found = in_order(list(heads(page, printout.told)), printout.told)
    every = message_boundaries(printout, found)
    sure = [boundary for boundary in every if boundary.confidence >= SURE]
    unsure = [boundary for boundary in every if boundary.confidence < SURE]
    papers, unsure = as_messages(printout, list(paper_boundaries(printout, sure)), unsure)
    sure = sorted([*sure, *papers], key=lambda boundary: boundary.line)
    told_of = [parting for parting in partings if parting.path == document.path]
    sure, unsure, lost = decided(printout, found, sure, unsure, told_of)
    yield from lost
    if not sure:
        yield document
        return
    sure = _with_first(printout, sure)
    ends = [_end(printout, before, boundary) for before, boundary in pairwise(sure)] + [len(printout.told)]
    ends = [_without_empty(printout.told, boundary.line, end) for boundary, end in zip(sure, ends, strict=True)]
    spans = list(zip(sure, ends, _paths(document, sure), strict=True))
    yield _rest(document, sides, [one for boundary, end, _ in spans for one in printout.told[boundary.line : end]])
    lines = [boundary.line for boundary in unsure]
    for number, (boundary, end, path) in enumerate(spans):
        doubtful = unsure[bisect_right(lines, boundary.line) : bisect_left(lines, end)]
        yield _piece(document, printout.told[boundary.line : end], boundary, path, doubtful)
        if number:
            yield _told(boundary, path)
        yield from (_doubted(one, path) for one in doubtful)
    yield _said(document, sure)


def _printout(document: Document, sides: Sequence[Sequence[Line]], shapes: Sequence[Shapes]) -> Printout:
    pages = pages_of(document)
    found = furniture(sides, pages)
    told = running(sides, pages, found, shapes)
    return Printout(told, document.pages, found, sights(told, document.pages))


def _with_first(printout: Printout, sure: list[Boundary]) -> list[Boundary]:
    """Give the boundaries with one more for what stands before them, where that is more than sheets of few words.

    Where a person says that a document begins, what stands before it is one too.
    """
    before = printout.told[: sure[0].line]
    sheets = printout.seen[: printout.side(sure[0].line)]
    words = sum(len(one.text.split()) for one in before)
    few = all(map(is_parting, sheets)) and words <= FEW * max(1, len(sheets))
    if not words or (few and sure[0].reasons != BY_HAND):
        return sure
    start = next(number for number, one in enumerate(before) if one.text.strip())
    return [Boundary(start, printout.page(start), ("the file begins with it",), 1.0), *sure]


def _end(printout: Printout, before: Boundary, boundary: Boundary) -> int:
    """Give the line at which what begins at one boundary and is before another ends: above sheets that only part them.

    Where such a sheet is all there is, as a person may have decided, it is a document.
    """
    if not printout.seen:
        return boundary.line
    side, end = printout.side(boundary.line), boundary.line
    while side > 1 and end == printout.seen[side].first and is_parting(printout.seen[side - 1]):
        side -= 1
        end = printout.seen[side].first if printout.seen[side].first >= 0 else end
        if printout.seen[side].first < 0:
            break
    return end if end > before.line else boundary.line


def beside(given: set[str], file: Blob | Problem) -> Blob | Problem:
    """Give a file inside under a path that no piece has, nor a file before it."""
    while isinstance(file, Blob) and file.name in given:
        file = replace(file, name=f"{file.name}_")
    given.add(file.name if isinstance(file, Blob) else "")
    return file


def _without_empty(told: Sequence[Told], start: int, end: int) -> int:
    """Give the end of lines without the empty ones there, and without a row that parts them from what follows."""
    followed = end < len(told)
    while end > start + 1 and (not (words := told[end - 1].text.strip()) or (followed and parts(words))):
        end -= 1
    return end


def _paths(document: Document, boundaries: Sequence[Boundary]) -> Iterator[str]:
    """Give each piece's path: the page it begins on, and a number where it is not the first to begin there."""
    given: dict[int, int] = {}
    for boundary in boundaries:
        times = given[boundary.page] = given.get(boundary.page, 0) + 1
        name = f"page {boundary.page}" if document.pages else "message"
        yield f"{document.path}{INSIDE}{name}{f' ({times})' if times > 1 else ''}"


def _piece(
    document: Document, told: Sequence[Told], boundary: Boundary, path: str, doubtful: Sequence[Boundary]
) -> Document:
    """Give one of the documents: of a message its headers as they stand, an empty line, its body."""
    text = Text(document.pages)
    if boundary.head is None:
        text.add(told)
        written, pages = text.whole()
        first = next((one.text.strip() for one in told if one.text.strip()), "")
        date = date_of([line for one in told[:40] for line in one.parts if line.text.strip()])
        return replace(document, path=path, text=written, pages=pages, title=first[:TITLE], date=date, author="",
                       parent=document.path)  # fmt: skip
    after = boundary.head.end - boundary.line
    text.add(one for one in told[:after] if one.text.strip())
    text.end_paragraph()
    start = text.length
    text.add(told[after:])
    written, pages = text.whole()
    places = (text.lines[told[one.line - boundary.line].first.start] for one in doubtful)
    message = replace(boundary.head.message, doubtful=tuple(places))
    return Document(
        path=path,
        kind="page-message",
        text=written,
        body_start=min(start, len(written)),
        pages=pages,
        message=message,
        parent=document.path,
    )


def _rest(document: Document, sides: Sequence[Side], given: Sequence[Told]) -> Document:
    """Give what is no message's: what stands before the first one or beside its fields, the furniture of every page."""
    used = {line.start for one in given for line in one.parts}
    every = (line for side in sides for line in sorted([*side.lines, *side.besides], key=lambda line: line.start))
    left = (line for line in every if line.start not in used and line.text.strip())
    text = Text(document.pages, every=True)
    text.add(Told([line], line.text) for line in left)
    written, pages = text.whole()
    return replace(document, text=written, pages=pages)


def _told(boundary: Boundary, path: str) -> Problem:
    """Give the note that says why a document begins where it does."""
    if boundary.reasons == BY_HAND:
        return Problem(path, "You said that a document begins here.", "", BEGINS, "flag")
    kind = "message" if boundary.head else "document"
    sure = min(round(100 * boundary.confidence), 99)
    what = f"It was taken for a {kind} of its own: {'; '.join(boundary.reasons)} ({sure} % sure)."
    return Problem(path, what, "", BEGINS, "flag")


def _doubted(boundary: Boundary, path: str) -> Problem:
    """Give the note that a message of its own may begin where nothing was parted."""
    sure = round(100 * boundary.confidence)
    what = f"On page {boundary.page} a message of its own may begin ({sure} % sure); it was not parted there."
    return Problem(path, what, "Look at that page.", "boundary", "flag")


def _said(document: Document, boundaries: Sequence[Boundary]) -> Problem:
    """Give the note that says what a file holds."""
    mail = sum(boundary.head is not None for boundary in boundaries)
    papers = len(boundaries) - mail
    counts = [f"{mail} printed message{'s' if mail > 1 else ''}"] if mail else []
    counts += (
        [f"{papers} other document{'s' if papers > 1 else ''}" if mail else f"{papers} documents"] if papers else []
    )
    what = f"It holds {' and '.join(counts)}, each shown by itself; what stands on the pages beside is left here."
    return Problem(document.path, what, "", "parted", "flag")
