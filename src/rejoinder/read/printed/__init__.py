"""Printed mail: the messages that a PDF or a word-processor file holds, each a document of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rejoinder.model import INSIDE, Blob, Document, Problem
from rejoinder.read.printed.boundaries import SURE, Boundary, message_boundaries, sights
from rejoinder.read.printed.drawn import Shapes
from rejoinder.read.printed.furniture import furniture
from rejoinder.read.printed.heads import heads
from rejoinder.read.printed.lines import Line, lines_of, pages_of
from rejoinder.read.printed.pieces import Text
from rejoinder.read.printed.running import Told, running
from rejoinder.zones.sheet import sheet

__all__ = ["beside", "divided"]


def divided(document: Document, shapes: Sequence[Shapes] = ()) -> Iterator[Document | Problem]:
    """Give a document as it is; or, where mail was printed into it, what is left of it and each message.

    `shapes` are what is drawn on each of its pages.
    """
    if ":" not in document.text:
        yield document
        return
    sides = lines_of(document, shapes)
    found = furniture(sides, pages_of(document))
    told = running(sides, pages_of(document), found, shapes)
    page = sheet("\n".join(one.text for one in told), 0)
    every = message_boundaries(told, list(heads(page, told)), sights(told, document.pages), found, document.pages)
    boundaries = [boundary for boundary in every if boundary.confidence >= SURE]
    if not boundaries:
        yield document
        return
    yield _rest(document, sides, told[boundaries[0].line :])
    paths = _paths(document, boundaries)
    ends = [*(boundary.line for boundary in boundaries[1:]), len(told)]
    for boundary, end, path in zip(boundaries, ends, paths, strict=True):
        doubtful = [one for one in every if boundary.line < one.line < end]
        yield _message(document, told, boundary, end, path, doubtful)
        if boundary is not boundaries[0]:
            yield _told(boundary, path)
        yield from (_doubted(one, path) for one in doubtful)
    yield _said(document, boundaries)


def beside(given: set[str], file: Blob | Problem) -> Blob | Problem:
    """Give a file inside under a path that no piece has, nor a file before it."""
    while isinstance(file, Blob) and file.name in given:
        file = replace(file, name=f"{file.name}_")
    given.add(file.name if isinstance(file, Blob) else "")
    return file


def _paths(document: Document, boundaries: Sequence[Boundary]) -> Iterator[str]:
    """Give each piece's path: the page it begins on, and a number where it is not the first to begin there."""
    given: dict[int, int] = {}
    for boundary in boundaries:
        times = given[boundary.page] = given.get(boundary.page, 0) + 1
        name = f"page {boundary.page}" if document.pages else "message"
        yield f"{document.path}{INSIDE}{name}{f' ({times})' if times > 1 else ''}"


def _message(
    document: Document, told: Sequence[Told], boundary: Boundary, end: int, path: str, doubtful: Sequence[Boundary]
) -> Document:
    """Give one printed message: its headers as they stand, an empty line, its body."""
    text = Text(document.pages)
    message, after = None, boundary.line
    if boundary.head:
        message, after = boundary.head.message, boundary.head.end
        text.add(one for one in told[boundary.line : after] if one.text.strip())
        text.end_paragraph()
    start = text.length
    text.add(told[after:end])
    written, pages = text.whole()
    if message and doubtful:
        message = replace(message, doubtful=tuple(text.lines[told[one.line].first.start] for one in doubtful))
    return Document(
        path=path,
        kind="page-message",
        text=written,
        body_start=min(start, len(written)),
        pages=pages,
        message=message,
        parent=document.path,
    )


def _rest(document: Document, sides: Sequence[Sequence[Line]], given: Sequence[Told]) -> Document:
    """Give what is no message's: what stands before the first one, and the furniture of every page."""
    used = {line.start for one in given for line in one.parts}
    left = (line for lines in sides for line in lines if line.start not in used)
    text = Text(document.pages, every=True)
    text.add(Told([line], line.text) for line in left)
    written, pages = text.whole()
    return replace(document, text=written, pages=pages)


def _told(boundary: Boundary, path: str) -> Problem:
    """Give the note that says why a message begins where it does."""
    sure = round(100 * boundary.confidence)
    what = f"It was taken for a message of its own: {'; '.join(boundary.reasons)} ({min(sure, 99)} % sure)."
    return Problem(path, what, "", "boundary", "flag")


def _doubted(boundary: Boundary, path: str) -> Problem:
    """Give the note that a message of its own may begin where nothing was parted."""
    sure = round(100 * boundary.confidence)
    what = f"On page {boundary.page} a message of its own may begin ({sure} % sure); it was not parted there."
    return Problem(path, what, "Look at that page.", "boundary", "flag")


def _said(document: Document, boundaries: Sequence[Boundary]) -> Problem:
    """Give the note that says what was printed into a file."""
    many = f"{len(boundaries)} printed messages" if len(boundaries) > 1 else "a printed message"
    what = f"It holds {many}; each is a document by itself, and what stands on the pages beside is left here."
    return Problem(document.path, what, "", "printed_mail", "flag")
