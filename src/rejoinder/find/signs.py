"""Where in a text a long pattern can fit: around the plain words without which it does not.

Searching for plain words takes far less time than a pattern of all of them, and most mail has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

NEAR = 200
"""Characters around a sign in which the whole of what it is a sign of stands."""


def around(
    low: str, signs: Sequence[str], start: int, end: int, before: int = NEAR, after: int = NEAR
) -> Iterator[tuple[int, int]]:
    """Give the parts of low[start:end] around any of these signs, those that touch as one."""
    yield from joined(
        sorted(place for sign in signs for place in _places(low, sign, start, end)), start, end, before, after
    )


def joined(places: Iterable[int], start: int, end: int, before: int, after: int) -> Iterator[tuple[int, int]]:
    """Give the parts of start..end around places in order, those that touch as one."""
    first = last = -1
    for place in places:
        begin, over = max(start, place - before), min(end, place + after)
        if begin > last >= 0:
            yield first, last
        if begin > last:
            first = begin
        last = over
    if last >= 0:
        yield first, last


def near(
    pattern: re.Pattern[str], signs: Sequence[str], text: str, low: str, edges: tuple[int, int]
) -> Iterator[re.Match[str]]:
    """Give the matches of a pattern around its signs; `low` is the text with small letters."""
    for first, last in around(low, signs, *edges):
        yield from pattern.finditer(text, first, last)


def _places(low: str, sign: str, start: int, end: int) -> Iterator[int]:
    place = low.find(sign, start, end)
    while place >= 0:
        yield place
        place = low.find(sign, place + 1, end)
