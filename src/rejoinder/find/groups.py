"""What speaks of one absent message, gathered: ids that answers name, indexes, and quotations without a source.

One group an absent message, however many witnesses. A quotation joins the group of the message it must be of by
the quoting message's headers (the message it answers at depth 1, what that one answers at depth 2, …), or else
the group whose quotations share its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from rejoinder.find.here import minute_of
from rejoinder.find.sources import COMMON_WORDS, Joined, Loose
from rejoinder.model import Quoted

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

SHARED = 0.4
"""Of the shorter of two quotations' fingerprints, how many must be the other's too for both to be of one message."""
SHARED_LEAST = 2
MANY = 40
"""Quotations without a source in which a run of words may stand before it joins nothing."""


@dataclass(slots=True)
class Group:
    """Everything that speaks of one absent message."""

    key: str = ""
    """Its id as compared; empty where no header names it."""
    written: str = ""
    answers: list[tuple[int, int]] = field(default_factory=list)
    """(document, place) of each header that names it."""
    indexes: list[tuple[int, bytes]] = field(default_factory=list)
    """(document, index) of each Thread-Index that descends from it."""
    quotes: list[int] = field(default_factory=list)
    """Numbers of the quotations of it."""


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations without a source, and how the messages that quote follow on others."""

    quoted: dict[int, tuple[int, Quoted]]
    """For each quoted message, the document that quotes it, and the quotation."""
    chains: dict[int, dict[int, list[str]]]
    """For each document, the ids it names, by place."""
    telling: dict[int, int]
    """For each quoted message, how many of its fingerprints tell it from others."""
    strange: dict[int, int]
    """… and how many of those stand in no document's own words."""


def quotations(shelf: Shelf, joined: Joined, loose: Iterable[int]) -> Quotations:
    """Give what is known of the quotations without a source."""
    quoted = {number: (document, message) for number, document, message in shelf.quoted(loose)}
    chains: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    query = "SELECT document, place, key FROM answers WHERE document IN (?) ORDER BY document, place, key"
    for document, place, key in shelf.rows_of(query, {document for document, _ in quoted.values()}):
        chains[document][place].append(key)
    words = joined.loose
    telling = words.known != COMMON_WORDS
    return Quotations(
        quoted,
        chains,
        _counted(words.owners[telling]),
        _counted(words.owners[words.known == 0]),
    )


def _counted(owners: np.ndarray) -> dict[int, int]:
    found, count = np.unique(owners, return_counts=True)
    return dict(zip(found.tolist(), count.tolist(), strict=True))


def gather(named: dict[str, Group], found: Quotations, loose: Loose) -> Iterator[Group]:
    """Give the groups of ids with the quotations that are of them, then the groups of quotations alone."""
    owner: dict[int, Group] = {}
    for number, (document, message) in sorted(found.quoted.items()):
        for key in found.chains.get(document, {}).get(message.depth - 1, ()):
            if key in named:
                owner[number] = named[key]
                named[key].quotes.append(number)
                break
    yield from _united(named, owner, found, loose)


def _united(named: dict[str, Group], owner: dict[int, Group], found: Quotations, loose: Loose) -> Iterator[Group]:
    """Unite quotations that share words; one with an id takes the others in."""
    root = {number: number for number in found.quoted}

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    heads: dict[int, Group] = dict(owner)
    moments = {number: minute_of(message.date) for number, (_, message) in found.quoted.items()}
    for one, other in _pairs(found, loose):
        first, second = top(one), top(other)
        if first == second or _apart(moments[first], moments[second]):
            continue
        mine, theirs = heads.get(first), heads.get(second)
        if mine is not None and theirs is not None and mine is not theirs:
            continue
        low, high = min(first, second), max(first, second)
        root[high] = low
        moments[low] = moments[low] or moments[high]
        if mine is not None or theirs is not None:
            heads[low] = mine or theirs  # type: ignore[assignment]
    alone: dict[int, Group] = {}
    for number in sorted(found.quoted):
        if number in owner:
            continue
        head = top(number)
        group = heads.get(head) or alone.setdefault(head, Group())
        group.quotes.append(number)
    yield from named.values()
    yield from alone.values()


def _apart(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Say whether two introductions' times cannot be of one message: not the same but for a time zone."""
    if one is None or other is None:
        return False
    between = abs(one[0] - other[0])
    return between > 26 * 60 or between % 15 not in (0, 1, 14)


def _pairs(found: Quotations, loose: Loose) -> list[tuple[int, int]]:
    """Give the pairs of quotations that share enough words, those that share most first."""
    telling = loose.known != COMMON_WORDS
    values, owners = loose.values[telling], loose.owners[telling]
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    if len(values) == 0:
        return []
    first = np.ones(len(values), dtype=bool)
    first[1:] = (values[1:] != values[:-1]) | (owners[1:] != owners[:-1])
    values, owners = values[first], owners[first]
    _, group, size = np.unique(values, return_inverse=True, return_counts=True)
    several = (size[group] > 1) & (size[group] <= MANY)
    group, owners = group[several], owners[several]
    both = []
    for step in range(1, 12):
        if len(group) <= step:
            break
        same = group[step:] == group[:-step]
        both.append(owners[:-step][same] << 32 | owners[step:][same])
    if not both:
        return []
    pair, shared = np.unique(np.concatenate(both), return_counts=True)
    enough = []
    for one, other, count in zip((pair >> 32).tolist(), (pair & 0xFFFFFFFF).tolist(), shared.tolist(), strict=True):
        least = min(found.telling.get(one, 0), found.telling.get(other, 0))
        if count >= SHARED * least and count >= min(SHARED_LEAST, least):
            enough.append((-count / max(least, 1), one, other))
    return [(one, other) for _, one, other in sorted(enough)]
