"""Two columns that a file draws line by line across both, read one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import mean, median

import numpy as np

from rejoinder.model import Word
from rejoinder.read.pdf_lines import Placed

_GAP = 1.2
"""Times a line's height from which on the space between two words may part two columns."""
_STRIP = 6.0
"""Points that the space between two columns has at least."""
_MIDDLE = (0.25, 0.75)
"""Where on the page, between the edges of its text, that space may lie."""
_WIDEST = 20_000
"""Points of a page across that are looked at."""
_ROWS = 4
"""Lines on either side below which they are not taken for columns."""
_FULL = 0.75
"""Part of a column's width that half of its lines fill when it is prose and not cells."""
_WORDS = 3.5
"""Words that a line of prose has at least, in the mean."""
_RUN = 1.3
"""Lines drawn on one side before the other's turn, in the mean, above which a file keeps the columns apart itself."""
_BREAK = 1.4
"""Times the usual distance of lines from which on a distance may part the rows of a table."""
_LEVEL = 3.0
"""Points by which two places are taken to be equally far down."""


def in_columns(lines: list[Placed]) -> list[Placed]:
    """Give the lines; where two columns of prose are drawn line by line across both, the left one stands first."""
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    ordered: list[Placed] = []
    for crossing, band in groupby(lines, lambda line: len(_split(line, gutter)) == 1 and _crosses(line, gutter)):
        own = list(band)
        ordered += own if crossing else _parted(own, gutter)
    return ordered


def _crosses(line: Placed, at: float) -> bool:
    return line.left < at < line.right


def _gaps(line: Placed) -> Iterator[tuple[int, Word, Word]]:
    """Give each pair of neighbouring words that stand far apart, with the number of the second."""
    far = _GAP * line.height
    for number, (before, after) in enumerate(pairwise(line.words), 1):
        if after.left - before.right > far:
            yield number, before, after


def _gutter(lines: list[Placed]) -> float | None:
    """Give where down the middle of a page the fewest lines cross; None where no strip of the page is so."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    leftwards = sum(line.words[0].left > line.words[-1].left for line in lines)
    if len(lines) < _ROWS or leftwards:
        return None
    width = int(min(right - left, _WIDEST))
    steps = np.zeros(width + 2, dtype=np.int32)
    for line in lines:
        edges = [line.words[0].left]
        for _, before, after in _gaps(line):
            edges += (before.right, after.left)
        edges.append(line.words[-1].right)
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            steps[min(max(int(start - left), 0), width)] += 1
            steps[min(max(int(end - left) + 1, 0), width + 1)] -= 1
    crossed = np.cumsum(steps)
    first, last = int(width * _MIDDLE[0]), int(width * _MIDDLE[1])
    if last - first < _STRIP:
        return None
    fewest = crossed[first:last].min()
    if fewest > len(lines) / 4:
        return None
    free = first + np.flatnonzero(crossed[first:last] == fewest)
    runs = np.split(free, np.flatnonzero(np.diff(free) > 1) + 1)
    longest = max(runs, key=len)
    return left + float(longest.mean()) if len(longest) >= _STRIP else None


def _split(line: Placed, gutter: float) -> list[Placed]:
    """Give the two parts of a line on either side of the gutter; the line itself when no wide space lies there."""
    for number, before, after in _gaps(line):
        if before.right <= gutter <= after.left:
            start = after.start
            moved = tuple(Word(word.start - start, word.end - start, *word[2:]) for word in line.words[number:])
            whole = line.text[: before.end]
            return [
                line._replace(text=whole, words=line.words[:number]),
                line._replace(text=line.text[start:], words=moved),
            ]
    return [line]


def _parted(lines: list[Placed], gutter: float) -> list[Placed]:
    """Give a band of lines with its columns one after the other, or as it was when it has none."""
    pieces = [piece for line in lines for piece in _split(line, gutter)]
    sides = [piece.left > gutter for piece in pieces]
    left = [piece for piece, side in zip(pieces, sides, strict=True) if not side]
    right = [piece for piece, side in zip(pieces, sides, strict=True) if side]
    runs = sum(1 for _ in groupby(sides))
    if len(pieces) > _RUN * runs or not (_is_prose(left) and _is_prose(right)):
        return lines
    return [piece for row in _rows(left, right) for piece in row]


def _is_prose(pieces: list[Placed]) -> bool:
    """Say whether lines fill their column with words, as prose does and cells seldom do."""
    if len(pieces) < _ROWS or mean(len(piece.words) for piece in pieces) < _WORDS:
        return False
    widths = [piece.right - piece.left for piece in pieces]
    return median(widths) >= _FULL * max(widths)


def _rows(left: list[Placed], right: list[Placed]) -> Iterator[list[Placed]]:
    """Give the columns; the rows of a table, both cells of each, where both sides always break at the same places."""
    here, there = _breaks(left), _breaks(right)
    if len(here) != len(there) or any(abs(one - other) > _LEVEL for one, other in zip(here, there, strict=True)):
        here = []
    edges = [float("-inf"), *(place - _LEVEL for place in here), float("inf")]
    for start, end in pairwise(edges):
        yield [piece for side in (left, right) for piece in side if start <= piece.baseline < end]


def _breaks(pieces: list[Placed]) -> list[float]:
    """Give how far down each line stands that follows the one before at more than the usual distance."""
    steps = [after.baseline - before.baseline for before, after in pairwise(pieces)]
    usual = median(steps)
    return [after.baseline for after, step in zip(pieces[1:], steps, strict=True) if step > _BREAK * usual]
