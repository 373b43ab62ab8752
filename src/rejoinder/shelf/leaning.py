"""Pages whose words seem to run otherwise than from left to right, by where the words stand: those to look at."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

_LONG = 3
"""Letters of a word from which on it is wider than high when it is upright."""
_HIGH = 1.2
_SHARE = 0.5


def leaning(shelf: Shelf, document: int) -> Iterator[int]:
    """Give the numbers of a document's pages most of whose words stand on end, or follow one another leftwards."""
    for number, blob in shelf.rows("SELECT number, words FROM pages WHERE document = ? ORDER BY number", document):
        raw = zlib.decompress(blob)
        count = len(raw) // 24
        if count < _LONG:
            continue
        spans = np.frombuffer(raw[: 8 * count], dtype=np.int32).reshape(-1, 2)
        left, top, right, bottom = np.frombuffer(raw[8 * count :], dtype=np.float32).reshape(-1, 4).T
        long = (spans[:, 1] - spans[:, 0]) >= _LONG
        on_end = (bottom - top) > _HIGH * (right - left)
        beside = np.abs(top[1:] - top[:-1]) < (bottom - top)[1:] / 2
        leftwards = left[1:] < left[:-1]
        if _most(on_end, long) or _most(leftwards, beside) or _most(top[1:] < top[:-1], ~beside):
            yield int(number)


def _most(which: np.ndarray[tuple[int], np.dtype[np.bool_]], among: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> bool:
    many = int(among.sum())
    return many > 0 and int((which & among).sum()) > _SHARE * many
