"""What stands on a scanned page as it stands when the page is held upright: where its lines are level."""

from __future__ import annotations

import math
from dataclasses import replace

from rejoinder.model import Page, Recognised, Redaction, Word

_LEAST = 0.1
"""Points that a box is wide and high at least."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points."""


def is_level(page: Recognised) -> bool:
    """Say whether a page's lines are level as it is seen."""
    return not page.turned and not page.skew


def level_box(page: Recognised, left: float, top: float, right: float, bottom: float) -> Box:
    """Give where a box of a page as it is seen stands on the page held upright: the way back from `Upright.box`."""
    if is_level(page):
        return left, top, right, bottom
    x, y = (left + right) / 2, (top + bottom) / 2
    wide, high = right - left, bottom - top
    if page.turned == 180:
        x, y = page.width - x, page.height - y
    elif page.turned:
        x, y = (y, page.width - x) if page.turned == 90 else (page.height - y, x)
        wide, high = high, wide
    width, height = level_size(page)
    angle = math.radians(page.skew)
    across, down = x - width / 2, y - height / 2
    x = math.cos(angle) * across + math.sin(angle) * down + width / 2
    y = math.cos(angle) * down - math.sin(angle) * across + height / 2
    lean, straight = abs(math.sin(angle)), math.cos(angle)
    wide, high = (
        max(_LEAST, (one * straight - other * lean) / math.cos(2 * angle))
        for one, other in ((wide, high), (high, wide))
    )
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def level_size(page: Recognised) -> tuple[float, float]:
    """Give the width and height of a page held upright, in points."""
    return (page.height, page.width) if page.turned in (90, 270) else (page.width, page.height)


def levelled(page: Page, seen: Recognised) -> Page:
    """Give a page with what stands on it where it stands when the page is held upright."""
    if is_level(seen):
        return page
    width, height = level_size(seen)
    words = tuple(Word(word.start, word.end, *level_box(seen, *word[2:])) for word in page.words)
    places = (level_box(seen, *one[:4]) for one in page.redactions)
    redactions = tuple(Redaction(*place, *one[4:]) for place, one in zip(places, page.redactions, strict=True))
    return replace(page, width=width, height=height, words=words, redactions=redactions)


def as_seen(part: Page, level: Page, seen: Page) -> Page:
    """Give a part of a page that was held upright as it is seen; what stands on it stands on both of the others."""
    places = {one[2:]: other[2:] for one, other in zip(level.words, seen.words, strict=True)}
    words = tuple(Word(word.start, word.end, *places[word[2:]]) for word in part.words)
    covers = dict(zip(level.redactions, seen.redactions, strict=True))
    redactions = tuple(covers[one] for one in part.redactions)
    return replace(part, width=seen.width, height=seen.height, words=words, redactions=redactions)
