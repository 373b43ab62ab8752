"""How much of each document's own words can be seen: enough to say that other words are not its."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from rejoinder.find.sources import COMMON
from rejoinder.fingerprints import PARTS, Hashes, Numbers, words

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

LEAST = 8
"""Runs of its own words, such as few others have, from which a document shows what it says."""
LEFT = 16
"""Words beside the notices of list software from which a document shows what it says."""
SLICE = 500_000
"""Fingerprints compared at a time."""
_ENCODED = re.compile(r"\s*+[A-Za-z0-9+/]{56,76}\s")
"""A body that begins as base64 does (RFC 2045, 6.8)."""


class Seen:
    """Documents by whether their own words can be seen: not those taken out, left encoded, or all a footer's."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._telling: Numbers | None = None

    def __contains__(self, document: int) -> bool:
        """Say whether a document shows words of its own."""
        if self._telling is None:
            self._telling = _telling(self._shelf)
        if self._telling[document] < LEAST:
            return False
        text, start = self._shelf.text(document), self._shelf.document(document).body_start
        return not _ENCODED.match(text, start) and self._is_left(document, text, start)

    def _is_left(self, document: int, text: str, at: int) -> bool:
        """Say whether words are left beside the notices of what list software took out."""
        links = "SELECT start, end FROM mentions WHERE document = ? AND kind = 'scrubbed-link' ORDER BY start"
        left = []
        for start, end in self._shelf.rows(links, document):
            left.append(text[at:start])
            at = max(at, end)
        return not left or len(words(" ".join([*left, text[at:]]))) >= LEFT


def _telling(shelf: Shelf) -> Numbers:
    """Give, by document number, how many of its own fingerprints few others have; of the same words, for each alike."""
    same = shelf.first_of_the_same_words()
    count = np.zeros(len(same), dtype=np.int64)
    for part in range(PARTS):
        for own, documents in _slices(shelf, part, same):
            _, which, size = np.unique(own, return_inverse=True, return_counts=True)
            count += np.bincount(documents[size[which] <= COMMON], minlength=len(count))
    return count[same]


def _slices(shelf: Shelf, part: int, same: Numbers) -> Iterator[tuple[Hashes, Numbers]]:
    """Give one part's own fingerprints, copies once, those of one value together, as many at a time as memory takes."""
    size = sum(len(own) for own, _ in shelf.own_fingerprints(part))
    slices = -(-size // SLICE)
    for number in range(slices):
        kept = []
        for own, documents in shelf.own_fingerprints(part):
            mine = (own // np.uint64(PARTS) % np.uint64(slices) == number) & (same[documents] == documents)
            kept.append((own[mine], documents[mine]))
        yield np.concatenate([own for own, _ in kept]), np.concatenate([documents for _, documents in kept])
