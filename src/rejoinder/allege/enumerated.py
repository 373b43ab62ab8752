"""Items counted within one sentence: "(1) that you …, (2) that you … and (3) that you …"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rejoinder.allege.markers import Marker, markers

Range = tuple[int, int]
_SIGN = re.compile(r"(?<![\w(])\((?:\d{1,2}|[a-z]|[ivx]{2,4})\)\s+(?=\S)")
_TRAILING = re.compile(r"[\s,;:]*(?:\b(?:and|or)\b)?[\s,;:]*\Z")


def enumerated(text: str, start: int, end: int, quoted: Iterable[Range] = ()) -> list[tuple[str, int, int]]:
    """Give (label, start, end) of items counted within a stretch, two or more from the first on; else none."""
    inside = list(quoted)
    found: list[tuple[Marker, int]] = []
    for sign in _SIGN.finditer(text, start, end):
        if any(first <= sign.start() < last for first, last in inside):
            continue
        for marker in markers(text[sign.start() : end]):
            if marker.value == len(found) + 1 and (not found or marker.style == found[0][0].style):
                found.append((marker, sign.start()))
                break
    if len(found) < 2:
        return []
    bounds = [*(place for _, place in found[1:]), end]
    items = []
    for (marker, place), bound in zip(found, bounds, strict=True):
        first = place + marker.length
        words = text[first:bound]
        cut = _TRAILING.search(words)
        items.append((marker.label, first, first + (cut.start() if cut else len(words))))
    return items
