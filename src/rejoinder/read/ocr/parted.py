"""Pages that text recognition read, parted into the messages and papers that were scanned together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rejoinder.model import Document, Page, Parting, Problem, Recognised
from rejoinder.read import Reading
from rejoinder.read.ocr.level import as_seen, level_box, levelled
from rejoinder.read.pdf_placed import placed
from rejoinder.read.printed import divided
from rejoinder.read.printed.decided import lost
from rejoinder.read.printed.drawn import Drawn, Shapes

PARTED = "parted"
"""Code of what is said of a file that holds several documents."""


def parted(reading: Reading, read: Mapping[int, Recognised], partings: Sequence[Parting]) -> Reading:
    """Give a reading with its scanned pages parted as printed ones are; `read` are those that were, by number.

    Where the file's other pages were parted already, only the scanned ones are.
    """
    whole = next((one for one in reading.documents if one.path == reading.path), None)
    if whole is None or not read or not whole.pages:
        return reading
    here = [one for one in reading.documents if one.parent == whole.path and one.kind in ("page-message", whole.kind)]
    scans = replace(whole, pages=tuple(page for page in whole.pages if not here or page.number in read))
    decided = tuple(one for one in partings if not here or one.page in read)
    pieces = list(_divided(scans, read, decided))
    documents = [one for one in pieces if isinstance(one, Document)]
    told = [one for one in pieces if isinstance(one, Problem)]
    untold = [lost(one) for one in decided if one.path == whole.path]
    problems = [one for one in reading.problems if one not in untold]
    if len(documents) == 1 or {one.path for one in documents[1:]} & {one.path for one in reading.documents}:
        return replace(reading, problems=(*problems, *told)) if len(documents) == 1 else reading
    rest = _with_rest(whole, documents[0])
    problems = [one for problem in problems for one in _at_its_place(problem, whole, [rest, *documents[1:]])]
    made = {whole.path: rest}
    kept = tuple(made.get(one.path, one) for one in reading.documents)
    new = tuple(replace(one, batch=whole.batch, sha256=whole.sha256) for one in documents[1:])
    if any(one.code == PARTED for one in problems):
        told = [one for one in told if one.code != PARTED]
    return replace(reading, documents=(*kept, *new), problems=(*problems, *told), inside=reading.inside + len(new))


def _divided(
    scans: Document, read: Mapping[int, Recognised], partings: Sequence[Parting]
) -> Iterator[Document | Problem]:
    """Give the pieces of scanned pages, parted as they stand when they are held upright."""
    level = [levelled(page, read[page.number]) if page.number in read else page for page in scans.pages]
    shapes = [_shapes(read[page.number]) if page.number in read else Shapes() for page in scans.pages]
    both = {one.number: (one, seen) for one, seen in zip(level, scans.pages, strict=True)}
    for piece in divided(replace(scans, pages=tuple(level)), shapes, partings):
        if isinstance(piece, Document):
            piece = replace(piece, pages=tuple(as_seen(page, *both[page.number]) for page in piece.pages))
        yield piece


def _shapes(page: Recognised) -> Shapes:
    return Shapes(tuple(Drawn(*level_box(page, *bar)) for bar in page.bars))


def _at_its_place(problem: Problem, whole: Document, pieces: Sequence[Document]) -> Iterator[Problem]:
    """Give a problem of a file with its spans where their words are now, in each of its pieces."""
    if problem.where == whole.path and problem.spans:
        yield from placed(problem, whole, pieces)
    else:
        yield problem


def _with_rest(whole: Document, rest: Document) -> Document:
    """Give a file's document with what is left of its scanned pages, its other pages as they are."""
    left = {page.number: page for page in rest.pages}
    parts: list[str] = []
    pages: list[Page] = []
    at = 0
    for page in whole.pages:
        text, now = (rest.text, left[page.number]) if page.number in left else (whole.text, page)
        words = tuple(one._replace(start=one.start + at - now.start, end=one.end + at - now.start) for one in now.words)
        pages.append(replace(now, start=at, end=at + now.end - now.start, words=words))
        parts.append(text[now.start : now.end])
        at += now.end - now.start + 1
    return replace(whole, text="\n".join(parts), pages=tuple(pages))
