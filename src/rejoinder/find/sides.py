"""Pages as a reader of their margins sees them: the lines near the upper and the lower edge, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.model import Page, Word

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MARGIN = 0.14
"""Part of a page's height at either edge in which a stamp or a page number stands."""
EDGE_LINES = 5
"""Lines at either edge that are looked at where a page tells no heights."""
LONGEST = 300
"""Characters of a line beyond which it is text."""
BREAK = "\f"
PAGED = "pdf"
"""What the name of a format holds whose files have pages."""


class Edge(NamedTuple):
    """A line near an edge of a page: where it stands in the document's text, and its words' boxes."""

    start: int
    text: str
    upper: bool
    words: tuple[Word, ...]
    width: float
    """Of the page."""

    def corner(self, start: int, end: int) -> str:
        """Give where on the page characters start..end of the line stand: upper or lower, left, middle or right."""
        across = [
            (w.left + w.right) / 2 for w in self.words if w.end > self.start + start and w.start < self.start + end
        ]
        if not across or not self.width:
            return "upper" if self.upper else "lower"
        third = min(2, max(0, int(3 * sum(across) / len(across) / self.width)))
        return f"{'upper' if self.upper else 'lower'} {('left', 'middle', 'right')[third]}"


class Side(NamedTuple):
    """A page: its number and its lines near the edges."""

    number: int
    edges: tuple[Edge, ...]


class Paged(NamedTuple):
    """A document with pages, by its number and its place in the order of batches and paths."""

    document: int
    place: int
    sides: tuple[Side, ...]


def paged(shelf: Shelf) -> Iterator[Paged]:
    """Give the pages of every document of the disclosure that has any, or that form feeds divide.

    A file that was not read and may have pages comes as document 0 without any.
    """
    for place, (document, kind, pages) in enumerate(_in_order(shelf)):
        if not document:
            yield Paged(0, place, ())
        elif pages:
            text = shelf.text(document)
            yield Paged(document, place, tuple(_side(text, page) for page in shelf.pages(document)))
        elif kind == "image":
            yield Paged(document, place, (Side(1, ()),))
        elif kind == "text":
            yield Paged(document, place, tuple(_divided(shelf.text(document))))


def _in_order(shelf: Shelf) -> Iterator[tuple[int, str, int]]:
    """Give (document, kind, pages) in the order of batches and paths; 0 for a file that was not read and may have some.

    Messages read from a page are left out, since their page is another document's.
    """
    query = (
        "SELECT d.number, d.kind, d.pages, d.batch, d.path FROM documents d JOIN batches b ON b.number = d.batch"
        " WHERE b.own = 0 AND d.kind != 'page-message' UNION ALL"
        " SELECT 0, l.format, 0, l.batch, l.path FROM blobs l JOIN batches b ON b.number = l.batch"
        " WHERE b.own = 0 AND l.outcome = 'refused' AND (instr(l.format, ?) OR l.format IN ('tiff', 'image'))"
        " ORDER BY 4, 5"
    )
    for document, kind, pages, _, _ in shelf.rows(query, PAGED):
        yield document, kind, pages


def _side(text: str, page: Page) -> Side:
    return Side(page.number, tuple(_near_edges(text, page)))


def _near_edges(text: str, page: Page) -> Iterator[Edge]:
    """Give the lines of a page whose words all stand in its upper or lower margin."""
    at, word = page.start, 0
    for line in text[page.start : page.end].split("\n"):
        end = at + len(line)
        own = []
        while word < len(page.words) and page.words[word].start < end:
            own.append(page.words[word])
            word += 1
        if own and line.strip() and len(line) <= LONGEST and page.height:
            upper = max(w.bottom for w in own) <= MARGIN * page.height
            if upper or min(w.top for w in own) >= (1 - MARGIN) * page.height:
                yield Edge(at, line, upper, tuple(own), page.width)
        at = end + 1


def _divided(text: str) -> Iterator[Side]:
    """Give the pages of a text that form feeds divide; one page where none does."""
    at = 0
    for number, whole in enumerate(text.rstrip().split(BREAK), 1):
        yield Side(number, tuple(_outermost(whole, at)))
        at += len(whole) + 1


def _outermost(whole: str, at: int) -> Iterator[Edge]:
    """Give the first and the last lines of a page that are not blank."""
    lines = whole.split("\n")
    first = list(islice(_downward(lines, at), 2 * EDGE_LINES + 1))
    if len(first) > 2 * EDGE_LINES:
        last = list(islice(_upward(lines, at + len(whole)), EDGE_LINES))
        first = first[:EDGE_LINES] + last[::-1]
    for place, (start, line) in enumerate(first):
        if len(line) <= LONGEST:
            yield Edge(start, line, 2 * place < len(first) - 1, (), 0.0)


def _downward(lines: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    """Give where each line that is not blank starts, and the line, from the first on."""
    for line in lines:
        if line.strip():
            yield start, line
        start += len(line) + 1


def _upward(lines: Sequence[str], end: int) -> Iterator[tuple[int, str]]:
    """Give the same from the last line back, which ends there."""
    for line in reversed(lines):
        if line.strip():
            yield end - len(line), line
        end -= len(line) + 1
