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


def _count(shelf: Shelf, writers: dict[int, int]) -> tuple[Numbers, Numbers, dict[int, int]]:
    """Give (quoted << 32 | document) pairs, how many fingerprints they share, and each quoted message's total."""
    pairs: list[Numbers] = []
    shared: list[Numbers] = []
    quoted_numbers: list[Numbers] = []
    quoted_counts: list[Numbers] = []
    for part in range(PARTS):
        own, documents, quoted, numbers, _ = shelf.fingerprints(part)
        if len(quoted) == 0:
            continue
        own, documents = _postings(own, documents, np.unique(quoted))
        low = np.searchsorted(own, quoted, "left")
        held_by = np.searchsorted(own, quoted, "right") - low
        telling = held_by <= COMMON
        found, count = np.unique(numbers[telling], return_counts=True)
        quoted_numbers.append(found)
        quoted_counts.append(count)
        some = telling & (held_by > 0)
        repeat = held_by[some]
        if repeat.sum() == 0:
            continue
        base = np.repeat(low[some] - np.concatenate(([0], np.cumsum(repeat)[:-1])), repeat)
        chosen = documents[base + np.arange(int(repeat.sum()))]
        pair, times = np.unique((np.repeat(numbers[some], repeat) << 32) | chosen, return_counts=True)
        pairs.append(pair)
        shared.append(times)
    numbers, totals = _summed(quoted_numbers, quoted_counts)
    pair, times = _summed(pairs, shared)
    writer = np.fromiter((writers[number] for number in (pair >> 32).tolist()), dtype=np.int64, count=len(pair))
    others = writer != (pair & 0xFFFFFFFF)
    return pair[others], times[others], dict(zip(numbers.tolist(), totals.tolist(), strict=True))


def _summed(keys: list[Numbers], counts: list[Numbers]) -> tuple[Numbers, Numbers]:
    if not keys:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    flat, weights = np.concatenate(keys), np.concatenate(counts)
    unique, place = np.unique(flat, return_inverse=True)
    return unique, np.bincount(place, weights=weights, minlength=len(unique)).astype(np.int64)


def _choose(pairs: Numbers, counts: Numbers, totals: dict[int, int]) -> dict[int, tuple[Source, ...]]:
    quoted = pairs >> 32
    total = np.fromiter((totals[number] for number in quoted.tolist()), dtype=np.int64, count=len(quoted))
    enough = counts >= np.maximum(1, np.where(total < SHORT, SHORT_SHARE, SHARE) * total)
    sources: dict[int, list[Source]] = {}
    chosen = zip(
        quoted[enough].tolist(),
        (pairs[enough] & 0xFFFFFFFF).tolist(),
        counts[enough].tolist(),
        total[enough].tolist(),
        strict=True,
    )
    for number, document, held, of in chosen:
        sources.setdefault(number, []).append(Source(document, held, of))
    return {number: tuple(sorted(some, key=lambda s: (-s.held, s.document))) for number, some in sources.items()}


def _collect(shelf: Shelf, unsourced: Numbers) -> Loose:
    """Give the fingerprints of unsourced quotations, each with how far it is known."""
    kept: list[tuple[Hashes, Numbers, Numbers, Numbers]] = []
    for part in range(PARTS):
        own, documents, quoted, numbers, places = shelf.fingerprints(part)
        mine = np.isin(numbers, unsourced)
        if not mine.any():
            continue
        quoted, numbers, places = quoted[mine], numbers[mine], places[mine]
        own, documents = _postings(own, documents, np.unique(quoted))
        held_by = np.searchsorted(own, quoted, "right") - np.searchsorted(own, quoted, "left")
        known = np.where(held_by > COMMON, COMMON_WORDS, np.where(held_by > 0, 1, 0))
        kept.append((quoted, numbers, places, known))
    if not kept:
        empty = np.zeros(0, dtype=np.int64)
        return Loose(np.zeros(0, dtype=np.uint64), empty, empty, empty)
    return Loose(*(np.concatenate(column) for column in zip(*kept, strict=True)))
