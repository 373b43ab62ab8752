"""Upright bars on a picture, such as mail programs draw beside what a message quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median

import numpy as np
import numpy.typing as npt

from rejoinder.read.ocr.engine import Line, Pixels, Seen

WIDEST = 3.6
"""Points a bar is wide at most."""
TALL = 0.9
"""Of the distance from one line to the next, how high a bar is at least: letters are hardly so high."""
MOST = 200
"""Bars above which a picture is a drawing or a table."""
_BAND = 0.75
"""Points of rows that are looked at as one, so that grain evens out."""
_DARKER = 24
"""Grey levels by which a bar is darker than the paper on both sides of it."""
_APART = 2.0
"""Points between two pieces of one bar, where it is faint or leans."""
_LETTERS = 0.5
"""Part of a bar's height beside which words stand across it from which it is a part of them."""
_OPEN = 16
"""Runs that are looked back at for one that goes on."""
_LIKE_BARS = frozenset("|Il1!")
"""What engines take a bar for."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""
_Dark = npt.NDArray[np.bool_]
_Run = tuple[int, int, int, int]


def bars_on(pixels: Pixels, lines: Sequence[Line], point: float) -> list[Box]:
    """Give the bars of an upright picture that are no part of a word; `point` is how many pixels a point has."""
    words = [word for line in lines for word in line if not _is_like_a_bar(word)]
    spaced = _spaced(lines)
    band, aside = max(1, round(_BAND * point)), max(2, round(WIDEST * point) + 1)
    rows = pixels.shape[0] // band
    if not spaced or rows < 1 or pixels.shape[1] <= 2 * aside:
        return []
    grey = pixels[: rows * band].reshape(rows, band, -1).mean(axis=1, dtype=np.float32)
    runs = _tall(_darker(grey, aside), max(2, int(TALL * spaced) // band))
    slack = max(1, round(_APART * point / band))
    found: list[Box] = [
        (left + aside, top * band, right + aside, bottom * band) for left, top, right, bottom in _joined(runs, slack)
    ]
    bars = [bar for bar in found if bar[1] > 0 and bar[3] < rows * band and not _is_in_words(bar, words)]
    return bars if len(bars) <= MOST else []


def without_bars(lines: Sequence[Line], bars: Sequence[Box]) -> list[Line]:
    """Give lines without the bars to the left of their words that an engine took for letters."""
    left = (line[sum(1 for _ in takewhile(lambda word: _is_bar(word, bars), line)) :] for line in lines)
    return [line for line in left if line]


def _spaced(lines: Sequence[Line]) -> float:
    """Give how far most lines stand below the one before; 0 where there are none."""
    high = median([word.bottom - word.top for line in lines for word in line] or [0.0])
    middles = sorted(median((word.top + word.bottom) / 2 for word in line) for line in lines)
    return median([below - above for above, below in pairwise(middles) if below - above > high / 2] or [high])


def _darker(grey: npt.NDArray[np.float32], aside: int) -> _Dark:
    """Give where it is darker than on both sides; the first and last columns are left out."""
    middle = grey[:, aside:-aside] + _DARKER
    dark = (middle < grey[:, : -2 * aside]) & (middle < grey[:, 2 * aside :])
    near = dark.copy()
    near[:, 1:] |= dark[:, :-1]
    near[:, :-1] |= dark[:, 1:]
    return near


def _tall(dark: _Dark, least: int) -> Iterator[_Run]:
    """Give the runs of so many dark rows or more, column by column."""
    if len(dark) < least:
        return
    count = np.vstack((np.zeros_like(dark[:1], dtype=np.int32), dark.cumsum(axis=0, dtype=np.int32)))
    columns = np.flatnonzero((count[least:] - count[:-least] == least).any(axis=0))
    for column in columns.tolist():
        edges = np.flatnonzero(np.diff(dark[:, column].astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
        for top, bottom in edges[edges[:, 1] - edges[:, 0] >= least].tolist():
            yield column, top, column + 1, bottom


def _joined(runs: Iterator[_Run], slack: int) -> list[_Run]:
    """Give runs of neighbouring columns as one, where they stand side by side or one goes on where another ends."""
    made: list[_Run] = []
    for run in runs:
        near = [
            one for one in made[-_OPEN:] if run[0] <= one[2] + 1 and run[1] - slack < one[3] and one[1] < run[3] + slack
        ]
        made = [one for one in made if one not in near]
        lefts, tops, rights, bottoms = zip(run, *near, strict=True)
        made.append((min(lefts), min(tops), max(rights), max(bottoms)))
    return made


def _is_like_a_bar(word: Seen) -> bool:
    return _LIKE_BARS.issuperset(word.text)


def _is_in_words(bar: Box, words: Sequence[Seen]) -> bool:
    """Say whether words stand across most of a bar, so that it is a stroke of their letters."""
    across = sum(
        max(0.0, min(word.bottom, bar[3]) - max(word.top, bar[1]))
        for word in words
        if word.left < bar[2] and bar[0] < word.right
    )
    return across >= _LETTERS * (bar[3] - bar[1])


def _is_bar(word: Seen, bars: Sequence[Box]) -> bool:
    """Say whether a word is a part of a bar: it looks like one, and one stands there."""
    middle = (word.left + word.right) / 2
    return _is_like_a_bar(word) and any(
        2 * bar[0] - bar[2] <= middle <= 2 * bar[2] - bar[0] and word.top < bar[3] and bar[1] < word.bottom
        for bar in bars
    )
