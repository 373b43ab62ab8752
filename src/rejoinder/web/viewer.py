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
    unseen: bool = False
    """Words that the text has and the page does not show."""


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
    turned: int = 0
    """Degrees by which the line is turned about the page's corner: -90 is read upwards, 90 downwards."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What lies over the picture of one page."""

    number: int
    width: float
    height: float
    boxes: tuple[Box, ...]
    unseen: tuple[Box, ...]
    """A box for every word that the page does not show."""
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    """The page's text, for those who do not see the picture."""


def runs(
    text: str, start: int, end: int, marks: Iterable[Mark], here: Mark | None = None, unseen: Sequence[Mark] = ()
) -> tuple[Run, ...]:
    """Give text[start:end] in runs; only the run in which the mark asked for begins is `here`."""
    made: list[Run] = []
    at = start
    for first, last in sorted(set(marks)):
        first_here, last_here = max(first, at), min(last, end)
        if first_here >= last_here:
            continue
        made += _parted(text, Run(text[at:first_here]), at, unseen)
        found = Run(text[first_here:last_here], True, here == (first, last) and first >= start)
        made += _parted(text, found, first_here, unseen)
        at = last_here
    made += _parted(text, Run(text[at:end]), at, unseen)
    return tuple(made)


def _parted(text: str, run: Run, start: int, unseen: Sequence[Mark]) -> Iterator[Run]:
    """Give a run parted where words begin or cease to be seen; nothing for an empty one."""
    at, end, here = start, start + len(run.words), run.here
    for first, last in unseen:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            yield run._replace(words=text[at:first], here=here)
            here = False
        yield run._replace(words=text[first:last], here=here, unseen=True)
        at, here = last, False
    if at < end:
        yield run._replace(words=text[at:end], here=here)


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


def sheet(page: Page, text: str, marks: Sequence[Mark], here: Mark | None = None, unseen: Sequence[Mark] = ()) -> Sheet:
    """Give what lies over a page's picture: a box for every marked word, one for every unseen word, and its lines."""
    near = [mark for mark in marks if mark[0] < page.end and mark[1] > page.start]
    lost = sorted(mark for mark in unseen if mark[0] < page.end and mark[1] > page.start)
    return Sheet(
        page.number,
        round(page.width, 2),
        round(page.height, 2),
        tuple(boxes(page, near, here)),
        tuple(boxes(page, lost)),
        tuple(lines(page, text)),
        runs(text, page.start, page.end, near, here, lost),
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
    turned = _turned(words)
    held = [_held(word, turned) for word in words]
    top, bottom = min(edges[1] for edges in held), max(edges[3] for edges in held)
    size = max(bottom - top, 1.0)
    placed = tuple(
        (text[word.start : word.end], round(edges[0], 2), round(max(edges[2] - edges[0], 0.1), 2))
        for word, edges in zip(words, held, strict=True)
    )
    return Line(round(bottom - size * 0.2, 2), round(size, 2), placed, turned)


def _turned(words: Sequence[Word]) -> int:
    """Give by how many degrees a line is turned: one whose words of several letters are all high and narrow."""
    long = [word for word in words if word.end - word.start > 2]
    if not long or any(word.bottom - word.top < 1.2 * (word.right - word.left) for word in long):
        return 0
    return 90 if words[0].top < words[-1].top else -90


def _held(word: Word, turned: int) -> tuple[float, float, float, float]:
    """Give left, top, right and bottom of a word when its line is turned back to be read."""
    if turned == 90:
        return word.top, -word.right, word.bottom, -word.left
    if turned == -90:
        return -word.bottom, word.left, -word.top, word.right
    return word.left, word.top, word.right, word.bottom
