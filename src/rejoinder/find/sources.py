"""Every quotation held against every document: which quoted messages have their source here, and which do not.

One join on fingerprints, a part at a time: never all pairs, and memory does not grow with the text. A quoted
message has its source in a document when enough of its fingerprints stand among that document's own words.
Words that stand in more than COMMON documents (notices, footers, greetings) prove nothing and are left aside.
What has no source so is held against scans by the shapes of letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rejoinder.find.scanned import sources_in_scans
from rejoinder.find.sums import Sum
from rejoinder.fingerprints import PARTS, Hashes, Numbers

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

COMMON = 40
"""Documents among whose own words a run of words may stand before it proves nothing."""
SHARE = 0.4
"""Of a quoted message's fingerprints, how many one document must hold to be its source."""
HEAP = 10
"""Bits of a quoted message's number that do not tell heaps apart: 1,024 quoted messages a heap."""
SHORT = 16
"""Fingerprints below which a quotation is short, and a stock phrase or an address may be much of it …"""
SHORT_SHARE = 0.6
"""… so that its source must hold more of it."""


class Source(NamedTuple):
    """A document that holds a quoted message's words: how many of its fingerprints, and of how many."""

    document: int
    held: int
    of: int


class Sources:
    """For each quoted message that has any, the documents that are its source, best first: four columns of numbers."""

    def __init__(self, quoted: Numbers, documents: Numbers, held: Numbers, of: Numbers) -> None:
        order = np.lexsort((documents, -held, quoted))
        self._quoted = quoted[order]
        self._columns = documents[order], held[order], of[order]

    def __contains__(self, number: int) -> bool:
        """Say whether a quoted message has a source."""
        at = int(np.searchsorted(self._quoted, number))
        return at < len(self._quoted) and int(self._quoted[at]) == number

    def __iter__(self) -> Iterator[int]:
        """Give the quoted messages that have a source, in order."""
        yield from np.unique(self._quoted).tolist()

    def __getitem__(self, number: int) -> tuple[Source, ...]:
        """Give the sources of a quoted message; none when it has none."""
        low, high = np.searchsorted(self._quoted, (number, number + 1)).tolist()
        return tuple(Source(*row) for row in zip(*(column[low:high].tolist() for column in self._columns), strict=True))


@dataclass(frozen=True, slots=True)
class Joined:
    """The quotations of a case after the join."""

    sources: Sources
    """Documents of the disclosure."""
    held: Sources
    """Documents of the subject's own archive."""
    loose: Loose
    """The words of quoted messages of which no document of the disclosure is the source."""


@dataclass(frozen=True, slots=True)
class Loose:
    """Fingerprints of quoted messages without a source, one row each."""

    values: Hashes
    owners: Numbers
    """The quoted message each is from."""
    known: Numbers
    """0 where no document holds it among its own words, 1 where some do, COMMON_WORDS where it proves nothing."""


COMMON_WORDS = 2
_NOTHING = (np.zeros(0, dtype=np.int64),) * 3


def join(shelf: Shelf) -> Joined:
    """Hold every quotation of the disclosure against every document's own words."""
    writers, own = shelf.quoting_documents(), shelf.own_documents()
    same = shelf.first_of_the_same_words()
    found = [columns for columns in _enough(*_count(shelf, same, len(writers)), writers, same) if len(columns[0])]
    pairs, shared, totals = (np.concatenate(column) for column in zip(*found, strict=True)) if found else _NOTHING
    quoted, documents = pairs >> 32, pairs & 0xFFFFFFFF
    disclosed = np.flatnonzero((writers > 0) & ~np.isin(writers, own))
    unsourced = disclosed[~np.isin(disclosed, quoted[~np.isin(documents, own)])]
    scanned = sources_in_scans(shelf, unsourced)
    columns = (np.append(*two) for two in zip((quoted, documents, shared, totals), scanned, strict=True))
    quoted, documents, shared, totals = columns
    held = np.isin(documents, own)
    sources, owned = (Sources(quoted[w], documents[w], shared[w], totals[w]) for w in (~held, held))
    loose = unsourced[~np.isin(unsourced, quoted[~held])]
    return Joined(sources, owned, _collect(shelf, loose, same))


def _postings(shelf: Shelf, part: int, same: Numbers, wanted: Hashes) -> tuple[Hashes, Numbers]:
    """Give one part's own fingerprints that are wanted, sorted, each document once; copies are their first."""
    wanted = np.unique(wanted)
    found = [kept for step in shelf.own_fingerprints(part) for kept in [_among(wanted, *step)] if len(kept[0])]
    if not found:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    own, documents = (np.concatenate(column) for column in zip(*found, strict=True))
    documents = same[documents]
    order = np.lexsort((documents, own))
    own, documents = own[order], documents[order]
    first = np.ones(len(own), dtype=bool)
    first[1:] = (own[1:] != own[:-1]) | (documents[1:] != documents[:-1])
    return own[first], documents[first]


def _among(wanted: Hashes, own: Hashes, documents: Numbers) -> tuple[Hashes, Numbers]:
    """Give the fingerprints that are among the wanted ones, which are sorted."""
    if len(wanted) == 0:
        return own[:0], documents[:0]
    place = np.minimum(np.searchsorted(wanted, own), len(wanted) - 1)
    kept = wanted[place] == own
    return own[kept], documents[kept]


def _count(shelf: Shelf, same: Numbers, quotations: int) -> tuple[Sum, Numbers]:
    """Give how many fingerprints each (quoted << 32 | document) pair shares, and each quoted message's total."""
    pairs, totals = Sum(HEAP + 32), np.zeros(quotations, dtype=np.int64)
    for part in range(PARTS):
        quoted, numbers = shelf.quoted_fingerprints(part)
        if len(quoted) == 0:
            continue
        own, documents = _postings(shelf, part, same, quoted)
        low = np.searchsorted(own, quoted, "left")
        held_by = np.searchsorted(own, quoted, "right") - low
        telling = held_by <= COMMON
        totals += np.bincount(numbers[telling], minlength=quotations)
        some = telling & (held_by > 0)
        repeat = held_by[some]
        base = np.repeat(low[some] - (np.cumsum(repeat) - repeat), repeat)
        chosen = documents[base + np.arange(int(repeat.sum()))]
        pairs.add((np.repeat(numbers[some], repeat) << 32) | chosen)
    return pairs, totals


def _enough(pairs: Sum, totals: Numbers, writers: Numbers, same: Numbers) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Give (pairs, shared, total) where a document other than the quoting one holds enough of a quoted message."""
    for pair, shared in pairs.heaps():
        quoted, document = pair >> 32, pair & 0xFFFFFFFF
        of = totals[quoted]
        share = np.where(of < SHORT, SHORT_SHARE, SHARE)
        enough = (shared >= np.maximum(1, share * of)) & (same[writers[quoted]] != document)
        yield pair[enough], shared[enough], of[enough]


def _collect(shelf: Shelf, unsourced: Numbers, same: Numbers) -> Loose:
    """Give the fingerprints of unsourced quotations, each with how far it is known."""
    kept: list[tuple[Hashes, Numbers, Numbers]] = []
    for part in range(PARTS):
        quoted, numbers = shelf.quoted_fingerprints(part)
        mine = np.isin(numbers, unsourced)
        if not mine.any():
            continue
        quoted, numbers = quoted[mine], numbers[mine]
        own, _ = _postings(shelf, part, same, quoted)
        held_by = np.searchsorted(own, quoted, "right") - np.searchsorted(own, quoted, "left")
        known = np.where(held_by > COMMON, COMMON_WORDS, np.where(held_by > 0, 1, 0))
        kept.append((quoted, numbers, known))
    if not kept:
        empty = np.zeros(0, dtype=np.int64)
        return Loose(np.zeros(0, dtype=np.uint64), empty, empty)
    return Loose(*(np.concatenate(column) for column in zip(*kept, strict=True)))
