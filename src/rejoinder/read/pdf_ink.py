"""What a drawn page shows in one word's place: a solid box, or a stretch of the word without ink."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rejoinder.model import Word

_DARK = 200
"""Shade of 255 below which a solid ground is a box, and not paper."""
_EVEN = 30
"""Shades by which the ground of a box differs in itself at most."""
_LETTERS = 1.8
"""Letters wide that a stretch without ink is in a word of which a part is covered."""
_LEAST = 3
"""Letters of a word of which a part may be covered."""


def place_of(word: Word, scale: float) -> tuple[slice, slice]:
    """Give the rows and columns of a drawing that a word's box touches."""
    left, top = max(int(word.left * scale) - 1, 0), max(int(word.top * scale) - 1, 0)
    return slice(top, max(int(word.bottom * scale) + 2, 0)), slice(left, max(int(word.right * scale) + 2, 0))


def boxed(picture: npt.NDArray[np.uint8], word: Word, scale: float) -> bool:
    """Say whether a word's place is the inside of a solid box, darker than the page, that ends within the page."""
    rows, columns = place_of(word, scale)
    place = picture[rows, columns]
    high, wide = place.shape[0] // 4, place.shape[1] // 8
    middle = place[high : place.shape[0] - high, wide : place.shape[1] - wide]
    if not middle.size or int(middle.max()) > _DARK or int(middle.max()) - int(middle.min()) > _EVEN:
        return False
    down, across = (rows.start + rows.stop) // 2, (columns.start + columns.stop) // 2
    limit = int(middle.max()) + _EVEN
    lines = (picture[down, :across], picture[down, across:], picture[:down, across], picture[down:, across])
    return all(bool((line > limit).any()) for line in lines)


def without_ink(changed: npt.NDArray[np.bool_], word: Word, scale: float) -> Word | None:
    """Give the longest stretch of a word where it leaves no ink, as if it were a word; None where it is short."""
    if word.end - word.start < _LEAST:
        return None
    rows, columns = place_of(word, scale)
    inked = changed[rows, columns].any(axis=0)
    edges = np.flatnonzero(np.concatenate(([True], inked, [True])))
    spaces = np.diff(edges)
    if not len(spaces):
        return None
    at = int(spaces.argmax())
    wide = float(spaces[at] - 1) / scale
    if wide < _LETTERS * (word.right - word.left) / (word.end - word.start):
        return None
    left = (columns.start + int(edges[at])) / scale
    return word._replace(left=left, right=left + wide)
