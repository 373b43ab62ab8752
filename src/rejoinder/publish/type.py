"""Words set in our own type, for lines in which something is hidden.

The picture of a word that followed a hidden one would tell by the grey of its edges where it stood, to a part of a
pixel. So such a line is set anew: what stands on it depends on the words that stay and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from statistics import median
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

Pixels = npt.NDArray[np.uint8]
Family = Literal["source-serif-4", "atkinson-hyperlegible-next"]
SERIF: Family = "source-serif-4"
SANS: Family = "atkinson-hyperlegible-next"
REGULAR, BOLD = 400, 700
DENSE = 0.30
"""Part of the places of words that is ink, from which they are bold."""
_TRIED = 100
"""Pixels of the size at which letters are measured."""
_LIKE = 10
"""Words of a page that are held against a type."""
_EXTENDED = ((0x100, 0x2B0), (0x1E00, 0x1F00))


class Type(NamedTuple):
    """How words are set: in a family, a weight, and a size in points."""

    family: Family
    weight: int
    size: float

    def width(self, words: str) -> float:
        """Give the points that words take."""
        return sum(float(self._font(part, _TRIED).getlength(part)) for part in _parts(words)) * self.size / _TRIED

    def _font(self, words: str, size: int) -> Any:
        return _font(self.family, self.weight, _script(words[0]), size)

    def drawn(self, words: str, scale: float, ink: int = 0, paper: int = 255) -> tuple[Pixels, int]:
        """Give the picture of words, and how many of its rows stand above the line they are written on."""
        size = max(1, round(self.size * scale))
        above, below = round(1.1 * size), round(0.4 * size)
        wide = max(1, round(self.width(words) * scale) + 2)
        made = Image.new("L", (wide, above + below), paper)
        pen, at = ImageDraw.Draw(made), 0.0
        for part in _parts(words):
            font = self._font(part, size)
            pen.text((at, above), part, fill=ink, font=font, anchor="ls")
            at += font.getlength(part)
        return np.asarray(made, dtype=np.uint8), above


def _parts(words: str) -> Iterator[str]:
    """Give words in parts that one font holds."""
    part = ""
    for letter in words:
        if part and _script(part[0]) != _script(letter):
            yield part
            part = ""
        part += letter
    if part:
        yield part


def _script(letter: str) -> str:
    code = ord(letter)
    if code < 0x100 or 0x2000 <= code < 0x2070 or code in (0x131, 0x152, 0x153, 0x20AC, 0x2122):
        return "latin"
    return "latin-ext" if any(first <= code < last for first, last in _EXTENDED) else "other"


@cache
def _font(family: Family, weight: int, script: str, size: int) -> Any:
    """Give a font of ours; where it lacks a letter, or cannot be opened here, the one that Pillow brings."""
    if script != "other":
        name = f"{family}-{script}-wght-normal.woff2"
        with as_file(files("rejoinder.web") / "static" / "fonts" / name) as path:
            try:
                font = ImageFont.truetype(str(path), size)
                font.set_variation_by_axes([weight])
            except OSError:
                return ImageFont.load_default(size)
            return font
    return ImageFont.load_default(size)


class Sample(NamedTuple):
    """A word that stays: what it says and its picture, cut close."""

    words: str
    pixels: Pixels
    bottom: float
    """Points from the top of the page."""


def like(samples: Sequence[Sample]) -> Family:
    """Give the family of ours that looks more like some words."""
    long = [one for one in samples if len(one.words) > 3 and min(one.pixels.shape) > 3][:_LIKE]
    off = {family: sum(_off(one, family) for one in long) for family in (SERIF, SANS)}
    return SANS if off[SANS] < off[SERIF] else SERIF


def _off(one: Sample, family: Family) -> float:
    """Give how far a word's picture is from the same word in a family, stretched to its size."""
    drawn, _ = Type(family, REGULAR, 40.0).drawn(one.words, 1.0)
    close = _cut(drawn)
    size = (one.pixels.shape[1], one.pixels.shape[0])
    ours = np.asarray(Image.fromarray(close).resize(size, Image.Resampling.BILINEAR), dtype=np.float64)
    return float(np.abs(ours - one.pixels).mean())


def _cut(pixels: Pixels) -> Pixels:
    rows, columns = np.nonzero(pixels < 200)
    return pixels[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] if len(rows) else pixels


def size_of(samples: Sequence[Sample], family: Family, scale: float) -> float:
    """Give the size in points in which words of a family are as high as some are; 0 where that cannot be told."""
    found = []
    for one in samples:
        drawn, _ = Type(family, REGULAR, float(_TRIED)).drawn(one.words, 1.0)
        high = _cut(drawn).shape[0]
        if any(map(str.isalnum, one.words)) and high:
            found.append(one.pixels.shape[0] / scale * _TRIED / high)
    return median(found) if found else 0.0


def baseline_of(samples: Sequence[Sample], type_: Type) -> float:
    """Give where the line is on which words stand, in points from the top of the page."""
    found = []
    for one in samples:
        drawn, above = Type(type_.family, type_.weight, float(_TRIED)).drawn(one.words, 1.0)
        rows = np.nonzero((drawn < 200).any(axis=1))[0]
        if len(rows):
            found.append(one.bottom - (int(rows[-1]) + 1 - above) * type_.size / _TRIED)
    return median(found) if found else 0.0


def weight_of(samples: Sequence[Sample]) -> int:
    """Give the weight of words by how much of their places is ink."""
    dense = [float((one.pixels < 128).mean()) for one in samples if len(one.words) > 2 and one.pixels.size]
    return BOLD if dense and median(dense) > DENSE else REGULAR
