"""Documents that are nearly the same words, found in time that grows with the words and not with the pairs.

Two sets of fingerprints of which ALIKE of all are common share at least as much of each. So only documents most of
whose fingerprints stand in another document as well are looked at; MinHash (Broder 1997) with bands (Leskovec,
Rajaraman and Ullman, Mining of Massive Datasets, 3.4) brings those together that are likely alike, and the share is
then counted, not estimated.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from rejoinder.find.traces import own_words
from rejoinder.fingerprints import PARTS, Hashes, Numbers, fingerprints, numbers_of, words
from rejoinder.model import MESSAGES
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

ALIKE = 0.8
"""Of all fingerprints of two documents, how many must be of both for them to be alike (Jaccard)."""
BANDS, ROWS = 16, 4
"""Of pairs at ALIKE, (1 - ALIKE ** ROWS) ** BANDS are not brought together: 0.0002."""
NEIGHBOURS = 16
"""Documents of one band that are held against each other, nearest first: of a form sent to thousands, not all pairs."""
ORDERED = 4 * ROWS
"""Rows by which the documents of one band are put in order, so that the nearest stand beside each other."""
LIKELY = 0.6
"""Share of equal rows from which on a pair is counted: four standard errors below ALIKE."""
LEAST = 12
"""Fingerprints of a document below which its words alone tell nothing: fifteen words."""
AT_ONCE = 100_000
"""Pairs whose rows are held against each other at once."""
KEPT = 512
"""Documents whose fingerprints are kept while their neighbours are counted."""

Rows = npt.NDArray[np.uint32]
Shares = npt.NDArray[np.float64]


class Alike(NamedTuple):
    """Two documents, by number, and the share of their fingerprints that both have."""

    one: int
    other: int
    share: float


def likely(shelf: Shelf, same: Numbers) -> Numbers:
    """Give the pairs of documents, one a row, that are likely alike and not the same.

    `same` is what `first_of_all` gives: the first of those with the same words stands for all.
    """
    chosen = _mostly_shared(shelf, same)
    if len(chosen) < 2:
        return np.zeros((0, 2), dtype=np.int64)
    return chosen[_likely(_signs(shelf, same, chosen))]


def alike(shelf: Shelf) -> Iterator[Alike]:
    """Give each pair of documents that are alike and not the same, with how much they share."""
    same = first_of_all(shelf)
    pairs = likely(shelf, same)
    found = shares(shelf, same, pairs)
    enough = found >= ALIKE
    for (one, other), share in zip(pairs[enough].tolist(), found[enough].tolist(), strict=True):
        yield Alike(one, other, share)


def shares(shelf: Shelf, same: Numbers, pairs: Numbers) -> Shares:
    """Give, for each pair of documents, the share of their fingerprints that both have (Jaccard), counted.

    Every part of the fingerprints is read once for all pairs, so that time grows with the pairs and the words.
    """
    documents = np.unique(pairs)
    place = np.full(len(same), -1, dtype=np.int64)
    place[documents] = np.arange(len(documents))
    one, other = place[pairs[:, 0]], place[pairs[:, 1]]
    total, both = np.zeros(len(documents), dtype=np.int64), np.zeros(len(pairs), dtype=np.int64)
    for values, holders in _parts(shelf, same):
        mine = place[holders] >= 0
        values, holders = values[mine], place[holders[mine]]
        if len(values) == 0:
            continue
        ranks = np.concatenate([[0], np.cumsum(values[1:] != values[:-1])])
        width = int(ranks[-1]) + 1
        codes = np.sort(holders * width + ranks)
        first = np.searchsorted(codes, np.arange(len(documents) + 1) * width)
        many = np.diff(first)
        total += many
        of = np.repeat(np.arange(len(pairs)), many[one])
        within = np.arange(len(of)) - np.repeat(np.cumsum(many[one]) - many[one], many[one])
        sought = codes[first[one][of] + within] % width + other[of] * width
        there = codes[np.minimum(np.searchsorted(codes, sought), len(codes) - 1)] == sought
        both += np.bincount(of[there], minlength=len(pairs))
    found: Shares = both / np.maximum(total[one] + total[other] - both, 1)
    return found


def first_of_all(shelf: Shelf) -> Numbers:
    """Give, by document number, the first document of the case with the same own words."""
    query = "SELECT number, own_words FROM documents ORDER BY batch, path"
    rows = ((number, int.from_bytes(own)) for number, own in shelf.rows(query))
    said = np.fromiter(rows, dtype=[("number", np.int64), ("words", np.uint64)])
    _, first, which = np.unique(said["words"], return_index=True, return_inverse=True)
    same = np.zeros(int(said["number"].max(initial=0)) + 1, dtype=np.int64)
    same[said["number"]] = said["number"][first][which]
    return same


def _parts(shelf: Shelf, same: Numbers) -> Iterator[tuple[Hashes, Numbers]]:
    """Give each part's fingerprints, sorted, each once a document; documents of the same words count as their first."""
    for part in range(PARTS):
        steps = list(shelf.own_fingerprints(part))
        if not steps:
            continue
        values, documents = (np.concatenate(column) for column in zip(*steps, strict=True))
        first = same[documents] == documents
        values, documents = values[first], documents[first]
        order = np.lexsort((documents, values))
        values, documents = values[order], documents[order]
        new = np.ones(len(values), dtype=bool)
        new[1:] = (values[1:] != values[:-1]) | (documents[1:] != documents[:-1])
        yield values[new], documents[new]


def _mostly_shared(shelf: Shelf, same: Numbers) -> Numbers:
    """Give the documents of enough fingerprints, of which at least ALIKE stand in other documents too."""
    total, shared = np.zeros(len(same), dtype=np.int64), np.zeros(len(same), dtype=np.int64)
    for values, documents in _parts(shelf, same):
        again = np.zeros(len(values) + 1, dtype=bool)
        again[1:-1] = values[1:] == values[:-1]
        total += np.bincount(documents, minlength=len(same))
        shared += np.bincount(documents[again[:-1] | again[1:]], minlength=len(same))
    return np.flatnonzero((total >= LEAST) & (shared >= ALIKE * total))


def _signs(shelf: Shelf, same: Numbers, chosen: Numbers) -> Rows:
    """Give a column for each document: the least of its fingerprints as each of so many hashes orders them."""
    random = np.random.default_rng(7)
    factors = random.integers(0, 1 << 63, BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    signs = np.full((BANDS * ROWS, len(chosen)), 0xFFFFFFFF, dtype=np.uint32)
    place = np.full(len(same), -1, dtype=np.int64)
    place[chosen] = np.arange(len(chosen))
    for values, documents in _parts(shelf, same):
        mine = place[documents] >= 0
        values, columns = values[mine], place[documents[mine]]
        if len(values) == 0:
            continue
        order = np.argsort(columns, kind="stable")
        values, columns = values[order], columns[order]
        starts = np.flatnonzero(np.append(True, columns[1:] != columns[:-1]))
        for row, factor in enumerate(factors):
            least = np.minimum.reduceat(((values * factor) >> np.uint64(32)).astype(np.uint32), starts)
            signs[row, columns[starts]] = np.minimum(signs[row, columns[starts]], least)
    return signs


def _likely(signs: Rows) -> Numbers:
    """Give the pairs of columns that share a band and are likely alike, each once, in order."""
    count = signs.shape[1]
    found = np.zeros(0, dtype=np.int64)
    for band in range(BANDS):
        rows = np.roll(signs, -band * ROWS, axis=0)[:ORDERED]
        found = np.union1d(found, np.concatenate(list(_of_band(rows))))
    by_document = np.ascontiguousarray(signs.T)
    near = [found[:0]]
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        equal = (by_document[some // count] == by_document[some % count]).mean(axis=1)
        near.append(some[equal >= LIKELY])
    pairs = np.concatenate(near)
    return np.stack((pairs // count, pairs % count), axis=1)


def _of_band(rows: Rows) -> Iterator[Numbers]:
    """Give the pairs of columns of which a band is the same, as low * count + high; further rows order them."""
    count = rows.shape[1]
    order = np.lexsort(rows[::-1])
    rows = rows[:ROWS, order]
    yield np.zeros(0, dtype=np.int64)
    for step in range(1, min(NEIGHBOURS, count)):
        equal = (rows[:, :-step] == rows[:, step:]).all(axis=0)
        if not equal.any():
            return
        one, other = order[:-step][equal], order[step:][equal]
        yield np.minimum(one, other) * count + np.maximum(one, other)


class Counted:
    """Counts what two documents share, keeping the fingerprints of those counted last."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept: OrderedDict[int, Hashes] = OrderedDict()

    def held(self, one: int, other: int) -> float:
        """Give the share of the shorter document's fingerprints that the longer has too."""
        mine, theirs = self._fingerprints(one), self._fingerprints(other)
        both = len(np.intersect1d(mine, theirs, assume_unique=True))
        return both / max(min(len(mine), len(theirs)), 1)

    def _fingerprints(self, number: int) -> Hashes:
        if number not in self._kept:
            values, _ = fingerprints([numbers_of(words(own_text(self._shelf, number)))])
            self._kept[number] = np.unique(values)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(number)
        return self._kept[number]


def own_text(shelf: Shelf, number: int) -> str:
    """Give a document's own words as its traces count them."""
    query = "SELECT d.kind, d.body_start, d.conversation, t.text FROM documents d JOIN texts t ON t.document = d.number"
    kind, body, conversation, text = next(shelf.rows(f"{query} WHERE d.number = ?", number))
    if kind not in MESSAGES:
        return str(text)
    return str(text[body:]) if conversation else own_words(text, zones(text, body))
