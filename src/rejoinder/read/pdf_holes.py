"""Words that nobody sees in the middle of a line that is seen, or just beyond where a page was cropped."""

from __future__ import annotations

import ctypes
from collections.abc import Container, Iterator, Sequence
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from rejoinder.model import Word
from rejoinder.read.pdf_pages import Side

_NEAR = 1.6
"""Times its height that a word is from its neighbour at most, where they stand in one line."""
_BELOW = 1.2
"""Times its height that a line is from the one above or below at most."""
_LETTERS = 3
"""Letters or figures that one of the words has at least: less is a sign, not a word."""
_LEAST = 8.0
"""Points that a crop takes away at least."""


def holes(side: Side, unseen: Container[Word]) -> list[Word]:
    """Give the words that are not seen, between words of the same line that are."""
    found: list[Word] = []
    for line in _lines(side):
        runs = [(hidden, list(run)) for hidden, run in groupby(line, key=lambda word: word in unseen)]
        for at in range(1, len(runs) - 1):
            hidden, run = runs[at]
            beside = _follows(runs[at - 1][1][-1], run[0]) and _follows(run[-1], runs[at + 1][1][0])
            if hidden and beside and _is_said(run, side):
                found += run
    return found


def beyond_crop(page: Any, side: Side, unseen: Container[Word]) -> list[Word]:
    """Give the words that a loaded page's crop cuts off, where they go on from words that are seen."""
    cut = _cut(page)
    if not cut:
        return []
    outside = [word for word in side.words if word in unseen and _is_outside(word, side)]
    if not outside or not _is_said(outside, side):
        return []
    inside = [word for word in side.words if word not in unseen]
    return outside if any(_goes_on(word, inside) for word in outside[:200]) else []


def _lines(side: Side) -> Iterator[list[Word]]:
    """Give the words of each line, in the order in which they are read."""
    left = list(side.words)[::-1]
    at = side.start
    for line in side.text.split("\n"):
        words: list[Word] = []
        while left and left[-1].start < at + len(line):
            words.append(left.pop())
        yield words
        at += len(line) + 1


def _follows(one: Word, other: Word) -> bool:
    """Say whether a word stands to the right of another, near and at the same height."""
    high = max(one.bottom - one.top, other.bottom - other.top)
    level = min(one.bottom, other.bottom) - max(one.top, other.top) > 0.4 * min(
        one.bottom - one.top, other.bottom - other.top
    )
    return level and -0.3 * high <= other.left - one.right <= _NEAR * high


def _is_said(run: Sequence[Word], side: Side) -> bool:
    said = (side.text[word.start - side.start : word.end - side.start] for word in run)
    return any(sum(letter.isalnum() for letter in word) >= _LETTERS for word in said)


def _is_outside(word: Word, side: Side) -> bool:
    return word.right <= 0 or word.bottom <= 0 or word.left >= side.width or word.top >= side.height


def _goes_on(word: Word, inside: Sequence[Word]) -> bool:
    """Say whether a word goes on in a line that is seen, or stands in the next one."""
    for other in inside:
        if _follows(word, other) or _follows(other, word):
            return True
        high = min(word.bottom - word.top, other.bottom - other.top)
        apart = max(word.top - other.bottom, other.top - word.bottom)
        if apart <= _BELOW * high and min(word.right, other.right) > max(word.left, other.left):
            return True
    return False


def _cut(page: Any) -> bool:
    """Say whether less of a page is shown than it has, by its own two boxes (ISO 32000-1, 14.11.2)."""
    crop, media = (_edges(page, ask) for ask in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox))
    if not crop or not media:
        return False
    low = (one - other > _LEAST for one, other in zip(crop[:2], media[:2], strict=True))
    high = (other - one > _LEAST for one, other in zip(crop[2:], media[2:], strict=True))
    return any(low) or any(high)


def _edges(page: Any, ask: Any) -> tuple[float, ...]:
    edges = tuple(ctypes.c_float() for _ in range(4))
    return tuple(edge.value for edge in edges) if ask(page, *map(ctypes.byref, edges)) else ()
