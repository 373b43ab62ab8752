"""What speaks of one absent message, gathered: ids that answers name, indexes, and quotations without a source.

One group an absent message, however many witnesses. A quotation joins the group of the message it must be of by
the quoting message's headers (the message it answers at depth 1, what that one answers at depth 2, …), or else
the group whose quotations share its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from rejoinder.find.here import FARTHEST, Sent, introduces, minute_of, same_person
from rejoinder.find.own_heads import own_heads
from rejoinder.find.sources import COMMON_WORDS, HEAP, Joined, Loose
from rejoinder.find.sums import Sum
from rejoinder.keys import id_key, shown
from rejoinder.model import Holding, Person, Quoted
from rejoinder.thread import base_subject

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

SHARED = 0.4
"""Of the shorter of two quotations' fingerprints, how many must be the other's too for both to be of one message."""
SHARED_LEAST = 2
LEAST = 5
"""Telling fingerprints (runs of four words) of a quotation of enough words to speak by itself: eight words."""
WHOLE = 0.8
"""Of a quotation's fingerprints, how many a document must hold for it to be of nothing else."""
NEIGHBOURS = 40
"""Introductions, in order of time, among which one of the same message is looked for."""
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
    brought: int = 0
    """The document of a later batch that is it; 0 while it is absent."""


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
    here: dict[str, int]
    """Of the ids in the chains and the quotations, those that are here, each with its document."""
    holdings: dict[int, Holding]
    """The documents that quote, and those of the chains."""
    sole_source: dict[int, int]
    """For each document whose every quotation at depth 1 is of one other document that nobody answers, that one."""

    own_heads: frozenset[int]
    """Quotations that are the very message they stand in."""

    def quoting(self, number: int) -> Holding:
        """Give the document that quotes a quoted message."""
        return self.holdings[self.quoted[number][0]]

    def in_its_place(self, number: int) -> list[str]:
        """Give the ids that the quoting message's headers have at the depth of a quotation."""
        document, message = self.quoted[number]
        return self.chains.get(document, {}).get(message.depth - 1, [])


def quotations(shelf: Shelf, joined: Joined, loose: Iterable[int], named: Mapping[str, Group]) -> Quotations:
    """Give what is known of the quotations without a source, and of the documents that name absent ids."""
    quoted = {number: (document, message) for number, document, message in shelf.quoted(loose)}
    naming = {document for group in named.values() for document, _ in group.answers}
    chains: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    query = "SELECT document, place, key FROM answers WHERE document IN (?) ORDER BY document, place, key"
    for document, place, key in shelf.rows_of(query, naming | {document for document, _ in quoted.values()}):
        chains[document][place].append(key)
    keys = {key for chain in chains.values() for some in chain.values() for key in some}
    keys |= {id_key(message.message_id) for _, message in quoted.values() if message.message_id}
    here = _here(shelf, keys)
    documents = {document for document, _ in quoted.values()} | set(here.values())
    words = joined.loose
    telling = words.known != COMMON_WORDS
    holdings = {holding.number: holding for holding in shelf.documents(documents)}
    return Quotations(
        quoted,
        chains,
        _counted(words.owners[telling]),
        _counted(words.owners[words.known == 0]),
        here,
        holdings,
        _sole_sources(shelf, joined),
        frozenset(own_heads(shelf, quoted, holdings)),
    )


def _sole_sources(shelf: Shelf, joined: Joined) -> dict[int, int]:
    """Give, for each document whose every quotation at depth 1 is of one other document nobody answers, that one."""
    sole: dict[int, int] = {}
    for document, same in groupby(shelf.quoted(joined.sources), key=lambda quote: quote[1]):
        best = [joined.sources[number][0] for number, _, message in same if message.depth == 1]
        first = next((one.document for one in best), 0)
        if first and all(one.document == first and one.held >= WHOLE * one.of for one in best):
            sole[document] = first
    query = "SELECT document FROM ids i WHERE document IN (?) AND EXISTS (SELECT 1 FROM answers a WHERE a.key = i.key)"
    answered = {document for (document,) in shelf.rows_of(query, sole.values())}
    return {document: source for document, source in sole.items() if source not in answered}


def _here(shelf: Shelf, keys: Iterable[str]) -> dict[str, int]:
    query = (
        "SELECT i.key, i.document FROM ids i JOIN documents d ON d.number = i.document"
        " JOIN batches b ON b.number = d.batch WHERE b.own = 0 AND i.key IN (?) ORDER BY d.batch DESC, d.path DESC"
    )
    return dict(shelf.rows_of(query, keys))


def _counted(owners: np.ndarray) -> dict[int, int]:
    found, count = np.unique(owners, return_counts=True)
    return dict(zip(found.tolist(), count.tolist(), strict=True))


def gather(named: dict[str, Group], found: Quotations, loose: Loose) -> Iterator[Group]:
    """Give the groups of ids with the quotations that are of them, then the groups of quotations alone."""
    of = _by_place(named, found)
    for number, key in _by_elimination(named, found, of):
        of.setdefault(key, []).append(number)
    for key, numbers in of.items():
        named[key].quotes += sorted(numbers)
    owner = {number: named[key] for key, numbers in of.items() for number in numbers}
    yield from _united(named, owner, found, loose)


def _by_place(named: Container[str], found: Quotations) -> dict[str, list[int]]:
    """Give, by absent id, the quotations whose depth is that id's place in the quoting message's headers."""
    of: dict[str, list[int]] = defaultdict(list)
    for number in sorted(found.quoted):
        key = next((key for key in found.in_its_place(number) if key in named), "")
        if key and not _is_of_another(found, number):
            of[key].append(number)
    return {key: _of_one_author(found, numbers) for key, numbers in of.items()}


def _of_one_author(found: Quotations, numbers: list[int]) -> list[int]:
    """Give the quotations but those whose introductions name another author than most do, or than the nearest does."""
    said = [(number, found.quoted[number][1].author) for number in numbers]
    authors = [(number, author) for number, author in said if author != Person("", "")]
    votes = {number: sum(same_person(other, shown(*author)) for _, other in authors) for number, author in authors}
    if not votes or min(votes.values()) == len(authors):
        return numbers
    best = max(votes, key=lambda number: (votes[number], -found.quoted[number][1].depth, -number))
    author = shown(*found.quoted[best][1].author)
    return [number for number, other in said if other == Person("", "") or same_person(other, author)]


def _by_elimination(named: Container[str], found: Quotations, of: Mapping[str, list[int]]) -> Iterator[tuple[int, str]]:
    """Give each other quotation of enough words whose message's headers name one absent id that nothing is of yet."""
    placed = {number for numbers in of.values() for number in numbers}
    taken = {(found.quoted[number][0], key) for key, numbers in of.items() for number in numbers}
    for number, (document, _) in sorted(found.quoted.items()):
        if number in placed or found.telling.get(number, 0) < LEAST or _is_of_another(found, number):
            continue
        chain = {key for some in found.chains.get(document, {}).values() for key in some if key in named}
        left = [key for key in chain if (document, key) not in taken]
        if len(left) == 1 and number in _of_one_author(found, [*of.get(left[0], ()), number]):
            taken.add((document, left[0]))
            yield number, left[0]


def _is_of_another(found: Quotations, number: int) -> bool:
    """Say whether a quotation's introduction speaks of a message of the chain that is here."""
    document, message = found.quoted[number]
    quoting = found.holdings[document].date
    for some in found.chains.get(document, {}).values():
        for key in some:
            other = found.holdings.get(found.here.get(key, 0))
            moment = minute_of(other.date) if other else None
            if other and moment:
                sent = Sent(*moment, other.number)
                if introduces(message, other.author, sent, quoting):
                    return True
    return False


def _united(named: dict[str, Group], owner: dict[int, Group], found: Quotations, loose: Loose) -> Iterator[Group]:
    """Unite quotations that share words or an introduction; one with an id takes the others in."""
    kin = Kin(owner, {number: minute_of(message.date) for number, (_, message) in found.quoted.items()})
    for one, other in (*_introduced_alike(found), *_pairs(found, loose)):
        kin.unite(one, other)
    alone: dict[int, Group] = {}
    for number in sorted(found.quoted):
        if number not in owner:
            head = kin.head(number)
            group = kin.group.get(head) or alone.setdefault(head, Group())
            group.quotes.append(number)
    yield from named.values()
    yield from alone.values()


class Kin:
    """Quotations of one message under one head; two messages with ids, or times that cannot be one, stay apart."""

    def __init__(self, owner: dict[int, Group], moments: dict[int, tuple[int, int] | None]) -> None:
        self.group = dict(owner)
        self._moments = moments
        self._above = {number: number for number in moments}

    def head(self, number: int) -> int:
        """Give the head of the quotations united with this one."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def unite(self, one: int, other: int) -> None:
        """Put two quotations, and all united with either, under one head."""
        low, high = sorted((self.head(one), self.head(other)))
        mine, theirs = self.group.get(low), self.group.get(high)
        if low == high or _apart(self._moments[low], self._moments[high]):
            return
        if mine is not None and theirs is not None and mine is not theirs:
            return
        self._above[high] = low
        self._moments[low] = self._moments[low] or self._moments[high]
        either = mine or theirs
        if either is not None:
            self.group[low] = either


def _introduced_alike(found: Quotations) -> Iterator[tuple[int, int]]:
    """Give pairs of quotations under one subject introduced by one author and one minute.

    One minute of two zones does for those of few words; the words of others speak for themselves.
    """
    by_subject: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (_, message) in found.quoted.items():
        moment = minute_of(message.date)
        if moment and message.author != Person("", ""):
            by_subject[base_subject(found.quoting(number).subject)].append((moment[0], number))
    for several in by_subject.values():
        several.sort()
        for at, (minute, one) in enumerate(several):
            author = shown(*found.quoted[one][1].author)
            for other_minute, other in several[at + 1 : at + 1 + NEIGHBOURS]:
                apart = other_minute - minute
                if apart > FARTHEST:
                    break
                if apart > 1 and min(found.telling.get(one, 0), found.telling.get(other, 0)) >= LEAST:
                    continue
                if apart % 30 in (0, 1, 29) and same_person(found.quoted[other][1].author, author):
                    yield one, other
                    break


def _apart(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Say whether two introductions' times cannot be of one message: not the same but for a time zone."""
    if one is None or other is None:
        return False
    between = abs(one[0] - other[0])
    return between > 26 * 60 or between % 15 not in (0, 1, 14)


def _pairs(found: Quotations, loose: Loose) -> list[tuple[int, int]]:
    """Give the pairs of quotations that share enough words, those that share most first."""
    enough = []
    for pair, shared in _shared(loose).heaps():
        both = zip((pair >> 32).tolist(), (pair & 0xFFFFFFFF).tolist(), shared.tolist(), strict=True)
        for one, other, count in both:
            least = min(found.telling.get(one, 0), found.telling.get(other, 0))
            if count >= SHARED * least and count >= min(SHARED_LEAST, least):
                enough.append((-count / max(least, 1), one, other))
    return [(one, other) for _, one, other in sorted(enough)]


def _shared(loose: Loose) -> Sum:
    """Give how many telling fingerprints each (quotation << 32 | quotation) pair shares."""
    pairs = Sum(HEAP + 32)
    telling = loose.known != COMMON_WORDS
    values, owners = loose.values[telling], loose.owners[telling]
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    first = np.ones(len(values), dtype=bool)
    first[1:] = (values[1:] != values[:-1]) | (owners[1:] != owners[:-1])
    values, owners = values[first], owners[first]
    group = np.zeros(len(values), dtype=np.int64)
    np.cumsum(values[1:] != values[:-1], out=group[1:])
    size = np.bincount(group)[group]
    several = (size > 1) & (size <= MANY)
    group, owners = group[several], owners[several]
    for step in range(1, min(12, len(group))):
        same = group[step:] == group[:-step]
        pairs.add(owners[:-step][same] << 32 | owners[step:][same])
    return pairs
