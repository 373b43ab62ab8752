"""What is drawn of a document: words with marks, zones set apart, boxes and lines over a page's picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rejoinder.model import Page, Word, Zone

Mark = tuple[int, int]
"""start..end of characters of the document's text that are marked."""
QUOTED = frozenset(("quotation", "attribution", "header block", "forward mark"))
SMALL = frozenset(("signature", "disclaimer", "list footer"))
DEEPEST = 4
"""Quotations deeper than this are not indented further."""


class Run(NamedTuple):
    """Words that are all marked or all not."""

    words: str
    marked: bool = False
    here: bool = False
    """The beginning of the marked words the person asked for."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text as it is set: own, quoted or small."""

    manner: str
    kind: str
    depth: int
    runs: tuple[Run, ...]


class Header(NamedTuple):
    """One header of a message."""

    name: str
    runs: tuple[Run, ...]


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    width: float
    height: float
    here: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page's words, each set over its picture."""

    baseline: float
    size: float
    words: tuple[tuple[str, float, float], ...]
    """Each word with where it begins and how wide it is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What lies over the picture of one page."""

    number: int
    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    """The page's text, for those who do not see the picture."""


def runs(text: str, start: int, end: int, marks: Iterable[Mark], here: Mark | None = None) -> tuple[Run, ...]:
    """Give text[start:end] in runs; only the run in which the mark asked for begins is `here`."""
    made: list[Run] = []
    at = start
    for first, last in sorted(set(marks)):
        first_here, last_here = max(first, at), min(last, end)
        if first_here >= last_here:
            continue
        if first_here > at:
            made.append(Run(text[at:first_here]))
        made.append(Run(text[first_here:last_here], True, here == (first, last) and first >= start))
        at = last_here
    if at < end:
        made.append(Run(text[at:end]))
    return tuple(made)


def blocks(
    text: str, zones: Sequence[Zone], start: int, end: int, marks: Sequence[Mark], here: Mark | None = None
) -> tuple[Block, ...]:
    """Give text[start:end] in the zones it has; one block where it has none."""
    made: list[Block] = []
    for zone in zones or (Zone("own words", start, end, 0),):
        first, last = _without_edges(text, max(zone.start, start), min(zone.end, end))
        if first >= last:
            continue
        near = [mark for mark in marks if mark[0] < last and mark[1] > first]
        pieces = runs(text, first, last, near, here)
        made.append(Block(manner(zone), zone.kind, min(zone.depth, DEEPEST), pieces))
    return tuple(made)


def _without_edges(text: str, start: int, end: int) -> Mark:
    """Give start..end without empty lines at either edge."""
    if start >= end:
        return start, end
    whole = text[start:end]
    kept = whole.lstrip("\r\n")
    return end - len(kept), end - (len(whole) - len(whole.rstrip()))


def manner(zone: Zone) -> str:
    """Give how a zone is set: own, quoted or small."""
    if zone.kind in SMALL:
        return "small"
    return "quoted" if zone.depth or zone.kind in QUOTED else "own"


def headers(text: str, end: int, marks: Sequence[Mark], here: Mark | None = None) -> tuple[Header, ...]:
    """Give the headers that stand before a message's body."""
    made: list[Header] = []
    at = 0
    for line in text[:end].splitlines(keepends=True):
        name, colon, _ = line.partition(":")
        first = at + len(name) + 1 if colon else at
        first, last = _without_spaces(text, first, at + len(line))
        if first < last:
            made.append(Header(name if colon else "", runs(text, first, last, marks, here)))
        at += len(line)
    return tuple(made)


def _without_spaces(text: str, start: int, end: int) -> Mark:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sheet(page: Page, text: str, marks: Sequence[Mark], here: Mark | None = None) -> Sheet:
    """Give what lies over a page's picture: a box for every marked word, and its lines."""
    near = [mark for mark in marks if mark[0] < page.end and mark[1] > page.start]
    return Sheet(
        page.number,
        round(page.width, 2),
        round(page.height, 2),
        tuple(boxes(page, near, here)),
        tuple(lines(page, text)),
        runs(text, page.start, page.end, near, here),
    )


def boxes(page: Page, marks: Sequence[Mark], here: Mark | None = None) -> Iterator[Box]:
    """Give a box for every word of a page that a mark touches."""
    for word in page.words:
        touching = [mark for mark in marks if mark[0] < word.end and mark[1] > word.start]
        if touching:
            size = (round(word.right - word.left, 2), round(word.bottom - word.top, 2))
            yield Box(round(word.left, 2), round(word.top, 2), *size, here in touching)


def lines(page: Page, text: str) -> Iterator[Line]:
    """Give a page's words by the lines of its text, so that what is copied has the text's lines."""
    line: list[Word] = []
    for word in page.words:
        if line and "\n" in text[line[-1].end : word.start]:
            yield _line(line, text)
            line = []
        line.append(word)
    if line:
        yield _line(line, text)


def _line(words: Sequence[Word], text: str) -> Line:
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    size = max(bottom - top, 1.0)
    placed = tuple(
        (text[word.start : word.end], round(word.left, 2), round(max(word.right - word.left, 0.1), 2)) for word in words
    )
    return Line(round(bottom - size * 0.2, 2), round(size, 2), placed)
