"""Pictures made ready for an engine: specks of a fax, grain of a bad copy, and steps of black and white taken off."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from rejoinder.read.ocr.engine import Pixels

_SPECKS = 0.02
"""Part of the ink that stands alone from which a picture is taken for a fax or a bad copy."""
_GRAIN = 1.5
"""Grey levels by which most pixels differ from their neighbours, on a picture with grain; on others it is none."""
_STEPS = 0.001
"""Part of the pixels that are neither black nor white, below which a picture has only those two."""
_LEAST = 3
"""Pixels to a side that have neighbours."""
_DARK, _LIGHT = 24, 231
"""Levels below and above which a pixel is black or white, however it was kept."""


def cleaned(pixels: Pixels) -> Pixels:
    """Give a picture without what an engine takes for letters or loses letters by; a good one as it is."""
    filters: list[ImageFilter.Filter] = []
    if _has_specks(pixels):
        filters.append(ImageFilter.MedianFilter(3))
    if _has_grain(pixels):
        filters.append(ImageFilter.GaussianBlur(1.5))
    elif _has_steps(pixels):
        filters.append(ImageFilter.GaussianBlur(1.0))
    if not filters:
        return pixels
    image = Image.fromarray(pixels)
    for one in filters:
        image = image.filter(one)
    return np.asarray(image, dtype=np.uint8)


def _has_specks(pixels: Pixels) -> bool:
    dark = pixels < 128
    inner = dark[1:-1, 1:-1]
    beside = dark[:-2, 1:-1] | dark[2:, 1:-1] | dark[1:-1, :-2] | dark[1:-1, 2:]
    return bool(inner.any() and (inner & ~beside).sum() >= _SPECKS * inner.sum())


def _has_grain(pixels: Pixels) -> bool:
    """Say whether most pixels in the middle of a picture differ from those around them, as paper's never do."""
    high, wide = pixels.shape
    middle = pixels[high // 4 : high - high // 4, wide // 4 : wide - wide // 4].astype(np.int16)
    if min(middle.shape) < _LEAST:
        return False
    around = (middle[:-2, 1:-1] + middle[2:, 1:-1] + middle[1:-1, :-2] + middle[1:-1, 2:]) / 4
    return bool(np.median(np.abs(middle[1:-1, 1:-1] - around)) >= _GRAIN)


def _has_steps(pixels: Pixels) -> bool:
    """Say whether a picture is black and white without any grey, and shows something."""
    between = ((pixels > _DARK) & (pixels < _LIGHT)).mean()
    return bool(between < _STEPS and (pixels <= _DARK).any())
