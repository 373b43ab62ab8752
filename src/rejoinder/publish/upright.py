"""A page turned so that most of its words stand upright, and places on it turned with it and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np

from rejoinder.model import Page, Word
from rejoinder.publish.canvas import Pixels, runs_of
from rejoinder.publish.decided import Area

Box = tuple[float, float, float, float]


def turns_of(page: Page) -> int:
    """Give by how many quarters clockwise a page is to be turned for most of its words to stand upright."""
    found = {0: 0, 1: 0, 2: 0, 3: 0}
    for line in runs_of(page.words):
        found[{0: 0, -90: 1, 90: 3}[line.turned]] += len(line.words)
    ways = [other.left - one.left for one, other in pairwise(page.words) if _level(one, other)]
    if sum(way < 0 for way in ways) > sum(way > 0 for way in ways):
        found[2], found[0] = found[0], 0
    return max(found, key=lambda turns: (found[turns], -turns))


def _level(one: Word, other: Word) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.6 * (one.bottom - one.top)


def turned_page(page: Page, turns: int) -> Page:
    """Give a page whose words and boxes are turned clockwise by so many quarters."""
    if not turns:
        return page
    size = (page.width, page.height)
    words = tuple(Word(one.start, one.end, *turned_box(one[2:], size, turns)) for one in page.words)
    redactions = tuple(
        one._replace(left=box[0], top=box[1], right=box[2], bottom=box[3])
        for one in page.redactions
        for box in (turned_box(one[:4], size, turns),)
    )
    wide, high = size if turns == 2 else size[::-1]
    return replace(page, width=wide, height=high, words=words, redactions=redactions)


def turned_box(box: Box, size: tuple[float, float], turns: int) -> Box:
    """Give left, top, right and bottom of a part of a page of this size when it is turned clockwise."""
    left, top, right, bottom = box
    wide, high = size
    if turns == 1:
        return high - bottom, left, high - top, right
    if turns == 2:
        return wide - right, high - bottom, wide - left, high - top
    if turns == 3:
        return top, wide - right, bottom, wide - left
    return box


def turned_areas(areas: Iterable[Area], size: tuple[float, float], turns: int) -> list[Area]:
    """Give parts of a page of this size when it is turned clockwise."""
    return [Area(area.page, *turned_box(area[1:], size, turns)) for area in areas]


def turned_pixels(pixels: Pixels, turns: int) -> Pixels:
    """Give a picture turned clockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(pixels, -turns))
