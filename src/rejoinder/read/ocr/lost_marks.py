"""Quote marks that an engine did not read: a column of them is taken for words that run upwards, or for specks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np
import numpy.typing as npt

from rejoinder.read.ocr.engine import Line, Pixels, Seen

MARK = ">"
SURE = 0.6
"""How sure we are of a mark that we see and the engine does not."""
WITHIN = 5.0
"""Heights of a line to the left of its words within which its marks stand."""
GUESS = 0.5
"""How sure an engine is at most of what it took a mark for."""
_HIGH = (0.3, 1.0)
"""Of a line's height, how high a mark is."""
_WIDE = (0.7, 1.6)
"""Times that a mark is as wide as high."""
_POINTED = 0.4
"""Of a mark's width, how much further right its middle is than its ends, at both of its sides."""
_SPECK = 0.1
"""Of a line's height, what is smaller than this in both directions is no ink."""
_DARK = 90
"""Grey levels by which ink is darker than paper."""
_Ink = npt.NDArray[np.bool_]


def with_marks(pixels: Pixels, lines: Sequence[Line]) -> list[Line]:
    """Give lines with the quote marks that stand before them on a picture and are none of their words."""
    paper = float(np.median(pixels[::8, ::8]))
    told = [word for line in lines for word in line if word.sure >= GUESS]
    found = [tuple(_before(pixels, line, told, paper)) for line in lines]
    marks = [mark for some in found for mark in some]
    made = (
        (*some, *(word for word in line if word.sure >= GUESS or not any(_meet(word, mark) for mark in marks)))
        for some, line in zip(found, lines, strict=True)
    )
    return [line for line in made if line]


def _before(pixels: Pixels, line: Line, told: Sequence[Seen], paper: float) -> Iterator[Seen]:
    """Give the marks before a line; none where anything else stands there."""
    if line[0].sure < GUESS:
        return
    top, bottom = median(word.top for word in line), median(word.bottom for word in line)
    high, right = bottom - top, line[0].left - 2
    left = max(0.0, line[0].left - WITHIN * high)
    beside = (word.right + 2 for word in told if word.right <= right and word.top < bottom and top < word.bottom)
    left = max(left, *beside, 0.0) if told else left
    ink = pixels[max(0, round(top)) : round(bottom), round(left) : max(0, round(right))] < paper - _DARK
    blobs = [blob for blob in _blobs(ink) if max(blob[1] - blob[0], _height(ink, blob)) >= _SPECK * high]
    if not blobs or not all(_is_mark(ink[:, first:last], high) for first, last in blobs):
        return
    for first, last in blobs:
        yield Seen(MARK, left + first, top, left + last, bottom, SURE)


def _blobs(ink: _Ink) -> list[tuple[int, int]]:
    """Give the runs of columns with ink."""
    edges = np.flatnonzero(np.diff(ink.any(axis=0).astype(np.int8), prepend=0, append=0))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]


def _height(ink: _Ink, blob: tuple[int, int]) -> int:
    rows = np.flatnonzero(ink[:, blob[0] : blob[1]].any(axis=1))
    return int(rows[-1] - rows[0]) + 1


def _is_mark(ink: _Ink, high: float) -> bool:
    """Say whether ink is two strokes that meet at the right."""
    rows = np.flatnonzero(ink.any(axis=1))
    tall, wide = int(rows[-1] - rows[0]) + 1, ink.shape[1]
    if len(rows) < tall or tall < 5 or not _HIGH[0] * high <= tall <= _HIGH[1] * high:
        return False
    if not _WIDE[0] * tall <= wide <= _WIDE[1] * tall:
        return False
    part = ink[rows]
    lefts, rights = part.argmax(axis=1), wide - part[:, ::-1].argmax(axis=1)
    end = max(1, tall // 6)
    middle = slice(tall // 2 - end // 2 - 1, tall // 2 + end // 2 + 1)
    return all(
        float(edge[middle].mean() - some.mean()) >= _POINTED * wide
        for edge in (lefts, rights)
        for some in (edge[:end], edge[-end:])
    )


def _meet(word: Seen, mark: Seen) -> bool:
    return word.left < mark.right and mark.left < word.right and word.top < mark.bottom and mark.top < word.bottom
