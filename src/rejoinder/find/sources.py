"""Every quotation held against every document: which quoted messages have their source here, and which do not.

One join on fingerprints, a part at a time: never all pairs, and memory does not grow with the text. A quoted
message has its source in a document when enough of its fingerprints stand among that document's own words.
Words that stand in more than COMMON documents (notices, footers, greetings) prove nothing and are left aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rejoinder.fingerprints import PARTS, Hashes, Numbers

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

COMMON = 40
"""Documents among whose own words a run of words may stand before it proves nothing."""
SHARE = 0.4
"""Of a quoted message's fingerprints, how many one document must hold to be its source."""


HELD = 250_000
"""Numbers added to a heap before equal ones are added up."""
HEAP = 13
"""Bits of a quoted message's number that do not tell heaps apart: 8,192 quoted messages a heap."""
SHORT = 16
"""Fingerprints below which a quotation is short, and a stock phrase or an address may be much of it …"""
SHORT_SHARE = 0.6
"""… so that its source must hold more of it."""


class Source(NamedTuple):
    """A document that holds a quoted message's words: how many of its fingerprints, and of how many."""

    document: int
    held: int
    of: int


@dataclass(frozen=True, slots=True)
class Joined:
    """The quotations of a case after the join."""

    sources: dict[int, tuple[Source, ...]]
    """For each quoted message, the documents of the disclosure that are its source, best first."""
    held: dict[int, tuple[Source, ...]]
    """For each quoted message, the documents of the subject's own archive that are its source."""
    loose: Loose
    """The words of quoted messages of which no document of the disclosure is the source."""


@dataclass(frozen=True, slots=True)
class Loose:
    """Fingerprints of quoted messages without a source, one row each."""

    values: Hashes
    owners: Numbers
    """The quoted message each is from."""
    places: Numbers
    """Its place among that one's words."""
    known: Numbers
    """0 where no document holds it among its own words, 1 where some do, COMMON_WORDS where it proves nothing."""


COMMON_WORDS = 2


def join(shelf: Shelf) -> Joined:
    """Hold every quotation of the disclosure against every document's own words."""
    writers, own = shelf.quoting_documents(), shelf.own_documents()
    pairs, counts, totals = _count(shelf, writers)
    of_own = np.isin(pairs & 0xFFFFFFFF, own)
    sources = _choose(pairs[~of_own], counts[~of_own], totals)
    held = _choose(pairs[of_own], counts[of_own], totals)
    disclosed = np.fromiter((n for n, d in writers.items() if d not in set(own.tolist())), dtype=np.int64)
    sourced = np.fromiter(sources, dtype=np.int64, count=len(sources))
    unsourced = np.sort(disclosed[~np.isin(disclosed, sourced)])
    return Joined(sources, held, _collect(shelf, unsourced))


def _postings(own: Hashes, documents: Numbers, wanted: Hashes) -> tuple[Hashes, Numbers]:
    """Give own fingerprints that are wanted, sorted, each document once."""
    kept = np.isin(own, wanted)
    own, documents = own[kept], documents[kept]
    order = np.lexsort((documents, own))
    own, documents = own[order], documents[order]
    if len(own) == 0:
        return own, documents
    first = np.ones(len(own), dtype=bool)
    first[1:] = (own[1:] != own[:-1]) | (documents[1:] != documents[:-1])
    return own[first], documents[first]


def _count(shelf: Shelf, writers: dict[int, int]) -> tuple[Numbers, Numbers, Numbers]:
    """Give (quoted << 32 | document) pairs, how many fingerprints they share, and the total by quoted number."""
    pairs, totals = Sum(HEAP + 32), Sum(HEAP)
    same = shelf.first_of_the_same_words()
    for part in range(PARTS):
        own, documents, quoted, numbers, _ = shelf.fingerprints(part)
        if len(quoted) == 0:
            continue
        own, documents = _postings(own, same[documents], np.unique(quoted))
        low = np.searchsorted(own, quoted, "left")
        held_by = np.searchsorted(own, quoted, "right") - low
        telling = held_by <= COMMON
        totals.add(numbers[telling])
        some = telling & (held_by > 0)
        repeat = held_by[some]
        base = np.repeat(low[some] - (np.cumsum(repeat) - repeat), repeat)
        chosen = documents[base + np.arange(int(repeat.sum()))]
        pairs.add((np.repeat(numbers[some], repeat) << 32) | chosen)
    pair, times = pairs.counts()
    last = max(writers, default=0) + 1
    writer = np.zeros(last, dtype=np.int64)
    writer[list(writers)] = list(writers.values())
    others = same[writer[pair >> 32]] != (pair & 0xFFFFFFFF)
    total = np.zeros(last, dtype=np.int64)
    numbers, counts = totals.counts()
    total[numbers] = counts
    return pair[others], times[others], total


class Sum:
    """How often each number was added; what is held grows with the distinct numbers only, in small heaps."""

    def __init__(self, heap: int) -> None:
        """Keep numbers that differ only in their last bits (so many) in one heap."""
        self._bits = heap
        self._heaps: dict[int, list[tuple[Numbers, Numbers]]] = {}

    def add(self, numbers: Numbers) -> None:
        """Count these numbers."""
        keys, times = np.unique(numbers, return_counts=True)
        ends = np.append(np.flatnonzero(np.diff(keys >> self._bits)) + 1, len(keys))
        start = 0
        for end in ends.tolist():
            if end > start:
                heap = self._heaps.setdefault(int(keys[start]) >> self._bits, [])
                heap.append((keys[start:end].copy(), times[start:end].copy()))
                if sum(len(some) for some, _ in heap[1:]) > HELD:
                    heap[:] = [_added(heap)]
            start = end

    def counts(self) -> tuple[Numbers, Numbers]:
        """Give the distinct numbers in order, and how often each was added."""
        added = [_added(self._heaps[number]) for number in sorted(self._heaps)]
        if not added:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return np.concatenate([keys for keys, _ in added]), np.concatenate([times for _, times in added])


def _added(heap: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Give the distinct numbers of a heap in order, and their counts added up."""
    keys, place = np.unique(np.concatenate([keys for keys, _ in heap]), return_inverse=True)
    weights = np.concatenate([times for _, times in heap])
    return keys, np.bincount(place, weights=weights, minlength=len(keys)).astype(np.int64)


def _choose(pairs: Numbers, counts: Numbers, totals: Numbers) -> dict[int, tuple[Source, ...]]:
    total = totals[pairs >> 32]
    enough = counts >= np.maximum(1, np.where(total < SHORT, SHORT_SHARE, SHARE) * total)
    chosen = pairs[enough]
    rows = ((chosen >> 32).tolist(), (chosen & 0xFFFFFFFF).tolist(), counts[enough].tolist(), total[enough].tolist())
    sources: dict[int, list[Source]] = {}
    for number, document, held, of in zip(*rows, strict=True):
        sources.setdefault(number, []).append(Source(document, held, of))
    return {number: tuple(sorted(some, key=lambda s: (-s.held, s.document))) for number, some in sources.items()}


def _collect(shelf: Shelf, unsourced: Numbers) -> Loose:
    """Give the fingerprints of unsourced quotations, each with how far it is known."""
    kept: list[tuple[Hashes, Numbers, Numbers, Numbers]] = []
    same = shelf.first_of_the_same_words()
    for part in range(PARTS):
        own, documents, quoted, numbers, places = shelf.fingerprints(part)
        mine = np.isin(numbers, unsourced)
        if not mine.any():
            continue
        quoted, numbers, places = quoted[mine], numbers[mine], places[mine]
        own, documents = _postings(own, same[documents], np.unique(quoted))
        held_by = np.searchsorted(own, quoted, "right") - np.searchsorted(own, quoted, "left")
        known = np.where(held_by > COMMON, COMMON_WORDS, np.where(held_by > 0, 1, 0))
        kept.append((quoted, numbers, places, known))
    if not kept:
        empty = np.zeros(0, dtype=np.int64)
        return Loose(np.zeros(0, dtype=np.uint64), empty, empty, empty)
    return Loose(*(np.concatenate(column) for column in zip(*kept, strict=True)))
