"""What a page is made on: its picture, what of it comes over, and the runs of words on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from rejoinder.model import Word
from rejoinder.publish.decided import Area
from rejoinder.publish.type import REGULAR, SANS, Family, Type

Pixels = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

PAPER, INK = 255, 24
DARK = 170
"""Grey below which a pixel is ink."""
APART = 1.6
"""Heights of a line between two words from which they are not of one run: cells of a table, columns."""
USUAL = 10.5
"""Points of type where nothing tells how large it is."""
LETTER = 0.82
"""Sizes of a line's type in which its labels are set."""


@dataclass(slots=True)
class Canvas:
    """A page's picture and the one that is made of it, in the same pixels."""

    source: Pixels
    scale: float
    out: Pixels
    kept: Mask
    """What of the source comes over, or was looked at as words."""
    boxes: list[Area] = field(default_factory=list)
    family: Family | None = None
    """The family of ours that looks most like the page's words, once that was asked."""
    size: float = USUAL

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice]:
        """Give points as rows and columns."""
        high, wide = self.source.shape
        edges = (round(one * self.scale) for one in (top, bottom, left, right))
        first, last, begin, end = edges
        rows = slice(min(high, max(0, first)), min(high, max(0, last)))
        return rows, slice(min(wide, max(0, begin)), min(wide, max(0, end)))


class Line(NamedTuple):
    """Words that stand on one line without a wide gap."""

    words: tuple[Word, ...]

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Give left, top, right and bottom."""
        left, top, right, bottom = zip(*(word[2:] for word in self.words), strict=True)
        return min(left), min(top), max(right), max(bottom)

    @property
    def turned(self) -> int:
        """Give by how many degrees it is turned: one whose words of several letters are all high and narrow."""
        long = [word for word in self.words if word.end - word.start > 2]
        if not long or any(word.bottom - word.top < 1.2 * (word.right - word.left) for word in long):
            return 0
        return 90 if self.words[0].top < self.words[-1].top else -90


def runs_of(words: Iterable[Word]) -> list[Line]:
    """Give words in runs: on one line, from left to right, without a gap as between cells."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _goes_on(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Line(tuple(run)) for run in runs]


def _goes_on(one: Word, other: Word) -> bool:
    high = max(one.bottom - one.top, other.bottom - other.top, 1.0)
    upright = one.right - one.left < 0.8 * (one.bottom - one.top) and one.end - one.start > 2
    if upright:
        return min(one.right, other.right) - max(one.left, other.left) > 0.4 * min(one.right - one.left, high)
    level = min(one.bottom, other.bottom) - max(one.top, other.top) > 0.4 * min(
        one.bottom - one.top, other.bottom - other.top
    )
    return level and -0.5 * high < other.left - one.right < APART * high


def lies_on(word: Word, area: Area) -> bool:
    """Say whether a word touches a part of the page."""
    return word.left < area.right and word.right > area.left and word.top < area.bottom and word.bottom > area.top


def box(canvas: Canvas, area: Area, label: str, turned: int = 0) -> None:
    """Draw a black box with a label in white, turned as its line is."""
    rows, columns = canvas.box(*area[1:])
    canvas.boxes.append(area)
    size = (rows.stop - rows.start, columns.stop - columns.start)
    high, wide = size if not turned else size[::-1]
    made = np.full((high, wide), INK, np.uint8)
    if label and wide >= 4 and high >= 4:
        _write(made, label, canvas.scale)
    canvas.out[rows, columns] = np.rot90(made, {0: 0, 90: -1, -90: 1}[turned])


def _write(made: Pixels, label: str, scale: float) -> None:
    """Write a label in the middle of a box, narrower where the box would not hold it."""
    high, wide = made.shape
    pixels, above = Type(SANS, REGULAR, LETTER * high / scale).drawn(label, scale, PAPER, INK)
    inside = max(1, wide - int(0.4 * high))
    if pixels.shape[1] > inside:
        pixels = np.asarray(Image.fromarray(pixels).resize((inside, pixels.shape[0]), Image.Resampling.BILINEAR))
    middle = above - round(0.35 * LETTER * high)
    pixels = pixels[max(0, middle - high // 2) :][:high]
    start = (wide - pixels.shape[1]) // 2
    made[: pixels.shape[0], start : start + pixels.shape[1]] = pixels


def outline(canvas: Canvas, area: Area) -> None:
    """Draw a thin frame where something of the page was left out."""
    rows, columns = canvas.box(*area[1:])
    thick = max(1, round(0.6 * canvas.scale))
    for line in (
        (slice(rows.start, rows.start + thick), columns),
        (slice(max(0, rows.stop - thick), rows.stop), columns),
        (rows, slice(columns.start, columns.start + thick)),
        (rows, slice(max(0, columns.stop - thick), columns.stop)),
    ):
        canvas.out[line] = np.minimum(canvas.out[line], 190)
