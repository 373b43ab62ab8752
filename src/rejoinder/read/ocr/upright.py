"""A picture turned upright: how far its lines are askew, and the way back from the turned picture to the page."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from rejoinder.read.ocr.engine import Pixels

STEEPEST = 15.0
"""Degrees askew that are looked for to either side."""
LEAST = 0.3
"""Degrees below which a picture is left as it is: engines read such lines as well."""
_LOOKED_AT = 1_000
"""Pixels of the longer side of the small picture in which lines are looked for."""
_POINTS = 60_000
_ENOUGH = 200
"""Dark points looked at, at most, and below which there are no lines."""
_CLEARER = 1.1
"""Times clearer that lines must stand out before a picture is turned by so little."""
_TURNS = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
Ink = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture turned so that its lines are level, and the way back."""

    pixels: Pixels
    turned: int
    skew: float
    size: tuple[int, int]
    """Width and height of the picture as it was."""

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """Give the box around a box of the upright picture, in pixels of the picture as it was."""
        corners = [self._back(x, y) for x in (left, right) for y in (top, bottom)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.size if self.turned in (0, 180) else self.size[::-1]
        high, wide = self.pixels.shape
        angle = math.radians(self.skew)
        from_middle = x - wide / 2, y - high / 2
        x = math.cos(angle) * from_middle[0] - math.sin(angle) * from_middle[1] + width / 2
        y = math.sin(angle) * from_middle[0] + math.cos(angle) * from_middle[1] + height / 2
        if self.turned == 90:
            return self.size[0] - y, x
        if self.turned == 180:
            return self.size[0] - x, self.size[1] - y
        if self.turned == 270:
            return y, self.size[1] - x
        return x, y


def upright(pixels: Pixels, turned: int, skew: float) -> Upright:
    """Give a picture turned back by what its words are turned and its lines are askew."""
    size = (pixels.shape[1], pixels.shape[0])
    if not turned and not skew:
        return Upright(pixels, 0, 0.0, size)
    image = Image.fromarray(pixels)
    if turned:
        image = image.transpose(_TURNS[turned])
    if skew:
        paper = int(np.median(pixels))
        image = image.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor=paper)
    return Upright(np.asarray(image, dtype=np.uint8), turned, skew, size)


def tilt(pixels: Pixels) -> tuple[bool, float]:
    """Give whether a picture's lines run up and down rather than across, and by how many degrees they are askew."""
    down, across = _ink(pixels)
    if len(down) < _ENOUGH:
        return False, 0.0
    level, askew = _steepest(down, across)
    standing, leaning = _steepest(across, -down)
    return (True, leaning) if standing > level * _CLEARER else (False, askew)


def _ink(pixels: Pixels) -> tuple[Ink, Ink]:
    """Give where a picture is dark, seen small: how far down and how far across."""
    image = Image.fromarray(pixels)
    small = np.asarray(image.reduce(max(1, round(max(image.size) / _LOOKED_AT))), dtype=np.float64)
    dark = small < min(small.mean() - small.std(), 200.0)
    down, across = np.nonzero(dark)
    step = max(1, len(down) // _POINTS)
    return down[::step].astype(np.float64), across[::step].astype(np.float64)


def _steepest(down: Ink, across: Ink) -> tuple[float, float]:
    """Give how clearly lines stand out at the angle where they do most, and that angle."""
    coarse = max(np.arange(-STEEPEST, STEEPEST + 0.5, 0.5), key=lambda angle: _clearness(down, across, angle))
    angle = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=lambda angle: _clearness(down, across, angle))
    clearness, straight = _clearness(down, across, angle), _clearness(down, across, 0.0)
    if abs(angle) < LEAST or clearness < _CLEARER * straight:
        return straight, 0.0
    return clearness, round(float(angle), 1)


def _clearness(down: Ink, across: Ink, angle: float) -> float:
    """Give how unevenly the ink lies over rows that slope at an angle: lines and the white between them."""
    rows = down - across * math.tan(math.radians(angle))
    counts = np.bincount((rows - rows.min()).astype(np.int64))
    return float(np.square(np.diff(counts)).sum()) / max(1, len(down))
