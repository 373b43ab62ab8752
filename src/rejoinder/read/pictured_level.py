"""A scanned page set level: its columns are moved up and down until its lines of writing run level."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rejoinder.read.ocr.engine import Pixels

_STRIP = 16
"""Columns that are moved together."""
_STEEPEST = 0.036
"""How far lines rise at most for each pixel across (two degrees)."""
_COARSE, _FINE = 0.004, 0.001
"""By how much slopes differ that are tried first, and then around the best of those."""
_BETTER = 1.05
"""Times as sharp the lines of a page must be for it to be taken as askew."""


class Level(NamedTuple):
    """A picture whose lines run level, and by how many rows each strip of columns was moved up."""

    pixels: Pixels
    moved: tuple[int, ...]

    def height_at(self, across: float) -> int:
        """Give how many rows further down a column stands on the page than here."""
        return self.moved[min(max(int(across) // _STRIP, 0), len(self.moved) - 1)]


def levelled(pixels: Pixels) -> Level:
    """Give a picture with its lines level, by the slope at which rows of ink stand out most (Postl, 1986)."""
    starts = np.arange(0, pixels.shape[1], _STRIP)
    ink = np.add.reduceat(255.0 - pixels.astype(np.float32), starts, axis=1)
    across = starts + _STRIP / 2 - pixels.shape[1] / 2

    def sharp(slope: float) -> float:
        return _sharpness(ink, _moves(slope, across))

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + _FINE, _COARSE).tolist(), key=sharp)
    best = max((coarse + step * _FINE for step in range(-3, 4)), key=sharp)
    if sharp(best) < _BETTER * sharp(0.0):
        return Level(pixels, (0,) * len(starts))
    moves = _moves(best, across)
    turned = [_moved(pixels[:, start : start + _STRIP], by) for start, by in zip(starts, moves, strict=True)]
    return Level(np.concatenate(turned, axis=1), moves)


def _moves(slope: float, across: npt.NDArray[np.floating[Any]]) -> tuple[int, ...]:
    return tuple(np.rint(slope * across).astype(int).tolist())


def _sharpness(ink: npt.NDArray[np.float32], moves: tuple[int, ...]) -> float:
    """Give how much the ink of neighbouring rows differs once strips are moved."""
    rows = np.zeros(len(ink), dtype=np.float32)
    for strip, by in enumerate(moves):
        rows += np.roll(ink[:, strip], -by)
    return float((np.diff(rows) ** 2).sum())


def _moved(strip: Pixels, by: int) -> Pixels:
    """Give a strip moved up by so many rows; what comes in is its last row again."""
    rows = np.clip(np.arange(len(strip)) + by, 0, len(strip) - 1)
    return strip[rows]
