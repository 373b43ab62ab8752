"""The rows of a page, each the cells that stand side by side in it: wide gaps and drawn strokes part them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.read.printed.kinds import are_names
from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.names import ANSWERS, role_of

APART = 1.2
"""Times a line's height from which on the space between two words of it parts cells."""
SPACE = 0.6
"""The same where the known name of a field and a colon follow."""
LONGEST = 3
"""Words of such a name, at most."""
MOST = 40
"""Cells of a row, at most: a line of more is one cell, since no headers are set so."""
LEADING = 12.0
"""Points from line to line that are taken for a text of which nobody knows where its lines stand."""
_STROKES = frozenset("|·•│¦")
_POINTS = frozenset("·•")
"""Those of them that are no table's: at the end of a line they say that a list goes on."""
_WORD = re.compile(r"\S+")


class Cell(NamedTuple):
    """A part of a line: the place of the line on its page, and the part as a line."""

    place: int
    line: Line


class Row(NamedTuple):
    """What stands at one height of a page, from left to right."""

    cells: tuple[Cell, ...]
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Give the rows of a page in the order in which they are read; of a text without places, a row to a line.

    A line of nothing but strokes, points or spaces has no cell and makes no row.
    """
    made: list[Row] = []
    for place, line in enumerate(lines):
        if line.placed:
            if cells := tuple(_cells(place, line)):
                made.append(Row(cells if len(cells) <= MOST else (Cell(place, line),), line.top, line.bottom))
        elif line.text.strip():
            top = LEADING * place
            made.append(Row((Cell(place, line),), top, top + LEADING * 0.8))
    return _together(made)


def _together(rows: Sequence[Row]) -> list[Row]:
    """Give rows of which those at one height are one."""
    made: list[Row] = []
    for row in rows:
        before = made[-1] if made else None
        if before and len(before.cells) < MOST and _level(before, row):
            cells = tuple(sorted((*before.cells, *row.cells), key=lambda cell: cell.line.left))
            made[-1] = Row(cells, min(before.top, row.top), max(before.bottom, row.bottom))
        else:
            made.append(row)
    return made


def _level(one: Row, other: Row) -> bool:
    """Say whether two rows are at one height and share none of it."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    lefts, rights = [cell.line.left for cell in other.cells], [cell.line.right for cell in one.cells]
    beside = min(lefts) > max(rights) or max(cell.line.right for cell in other.cells) < min(
        cell.line.left for cell in one.cells
    )
    return shared > 0.5 * min(one.height, other.height) and beside


def _cells(place: int, line: Line) -> Iterator[Cell]:
    """Give the parts of a line between wide gaps and strokes; not those of a list with signs between its people."""
    start = 0
    edges = [(word.start - line.start, word.end - line.start) for word in line.words]
    strokes = _parting(line, edges)
    for number in range(1, len(line.words)):
        stroke, after = number in strokes, number - 1 in strokes
        gap = line.words[number].left - line.words[number - 1].right
        wide = gap > APART * line.height or (gap > SPACE * line.height and _is_named(line, edges, number))
        if wide or stroke or after:
            yield from _cell(place, line, edges[start][0] if start else 0, edges[number - 1][1])
            start = number
    yield from _cell(place, line, edges[start][0] if start else 0, len(line.text))


def _parting(line: Line, edges: Sequence[tuple[int, int]]) -> set[int]:
    """Give which words of a line are strokes that part cells: not those between two people with their addresses.

    Nor is one where a line of such a list ends, at it or with a name whose address follows in the next, or begins.
    """
    strokes = [number for number, (first, last) in enumerate(edges) if line.text[first:last] in _STROKES]
    found: set[int] = set()
    for before, number, after in zip([-1, *strokes], strokes, [*strokes[1:], len(edges)], strict=False):
        left, right = (
            line.text[edges[first][0] : edges[last - 1][1]] if first < last else ""
            for first, last in ((before + 1, number), (number + 1, after))
        )
        point = line.text[slice(*edges[number])] in _POINTS
        ends = ("@" in left and number == len(edges) - 1 and point) or ("@" in right and number == 0)
        broken = "@" in left and after == len(edges) and are_names(right)
        listed = ends or broken or ("@" in left and "@" in right and ":" not in right)
        found.update(() if listed else (number,))
    return found


def _cell(place: int, line: Line, start: int, end: int) -> Iterator[Cell]:
    """Give a part of a line, unless it is a stroke or empty."""
    words = line.text[start:end].strip()
    if words and words not in _STROKES:
        yield Cell(place, part(line, start, end))


def _is_named(line: Line, edges: Sequence[tuple[int, int]], number: int) -> bool:
    """Say whether the known name of a field and a colon begin with a word of a line."""
    for _, end in edges[number : number + LONGEST]:
        label = line.text[edges[number][0] : end]
        if label[-1:] in ":：":
            answers = label[:-1].casefold() in ANSWERS and line.text[: edges[number][0]].rstrip().endswith(":")
            return label[:1].isalpha() and not answers and role_of(label) is not None
    return False


def part(line: Line, start: int, end: int) -> Line:
    """Give the characters of a line from one to before another, as a line."""
    if start == 0 and end >= len(line.text):
        return line
    first = bisect_left(line.words, line.start + start, key=lambda word: word.start)
    words = line.words[first : bisect_right(line.words, line.start + end, first, key=lambda word: word.end)]
    last = line.end if end >= len(line.text) else line.start + end
    made = line._replace(start=line.start + start, end=last, text=line.text[start:end], words=words)
    if not words:
        return made
    return made._replace(
        left=min(word.left for word in words), top=min(word.top for word in words),
        right=max(word.right for word in words), bottom=max(word.bottom for word in words),
    )  # fmt: skip


def spans(text: str) -> list[tuple[int, int]]:
    """Give where the words of a text begin and end."""
    return [found.span() for found in _WORD.finditer(text)]
