"""How much of each document's own words can be seen: enough to say that other words are not its."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from rejoinder.find.sources import COMMON
from rejoinder.fingerprints import PARTS, Numbers, words

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

LEAST = 8
"""Runs of its own words, such as few others have, from which a document shows what it says."""
LEFT = 16
"""Words beside the notices of list software from which a document shows what it says."""
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
        own, documents, _, _ = shelf.fingerprints(part)
        firsts = same[documents] == documents
        own, documents = own[firsts], documents[firsts]
        _, which, size = np.unique(own, return_inverse=True, return_counts=True)
        count += np.bincount(documents[size[which] <= COMMON], minlength=len(count))
    return count[same]
