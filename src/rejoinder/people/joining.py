"""Spellings into people: joined by evidence, never on a name alone, and never against what a person said.

What joins: one address under names that do not tell two people apart; and links, each of them evidence in a document
that two spellings are of one person. A name in common only makes it perhaps so.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from rejoinder.model import fingerprint_of
from rejoinder.people.names import are_two, domain_of, is_body, is_shared, may_be_one, name_of
from rejoinder.text import fold

FEW = 60
"""Spellings of one surname beyond which it is not said who is perhaps the same."""
_SPARE = 4
"""Bits of eight bytes that the twelve letters of an id do not tell."""
MOST = 24
"""People who are perhaps the same that are told of one."""


class Spelling(NamedTuple):
    """A name with an address as documents show them; either may be empty."""

    id: str
    name: str
    address: str


class Link(NamedTuple):
    """What shows that two spellings are of one person."""

    one: str
    other: str
    way: str
    """copies, signature, telephone, answer, statement, own archive or person."""
    document: int = 0
    start: int = 0
    end: int = 0
    act: str = ""
    """The act by which a person joined them."""


class Perhaps(NamedTuple):
    """Somebody who may be the same, and why that may be; it joins nothing."""

    person: str
    why: str
    """same name, or names that may be one; with “, same domain” or “, no address”."""


class Group(NamedTuple):
    """The spellings of one person or body, and the links by which they are one."""

    id: str
    spellings: tuple[str, ...]
    links: tuple[Link, ...]
    is_body: bool


def spelling_id(name: str, address: str) -> str:
    """Give by what a spelling is known, however its letters' cases are."""
    return fingerprint_of("spelling", " ".join(fold(name).split()), address.lower())


def number_of(identity: str) -> int:
    """Give the number by which the spelling of this id is kept."""
    return int.from_bytes(base64.b32decode(f"{identity.upper()}A===")[:8]) >> _SPARE


def identity_of(number: int) -> str:
    """Give the id of the spelling kept by this number."""
    return base64.b32encode((number << _SPARE).to_bytes(8))[:12].decode().lower()


def stands_for_nobody(one: Spelling) -> bool:
    """Say whether a spelling by itself is that of a body, a role or a list."""
    if not name_of(one.name).last:
        return is_shared(one.address)
    return is_body(one.name) or (is_shared(one.address) and not name_of(one.name).is_full)


def bodies_among(spellings: Iterable[Spelling], told: Mapping[str, bool]) -> dict[str, bool]:
    """Give of each spelling whether it is a body's: as a person said, or as it looks beside others of its address."""
    found = {}
    whole: dict[str, list[str]] = defaultdict(list)
    every = list(spellings)
    for one in every:
        if is_shared(one.address) and name_of(one.name).is_full and not is_body(one.name):
            whole[one.address].append(one.name)
    for one in every:
        short = one.address in whole and bool(name_of(one.name).last) and not is_body(one.name)
        is_short = short and any(may_be_one(one.name, name) for name in whole[one.address])
        found[one.id] = told.get(one.id, stands_for_nobody(one) and not is_short)
    return found


class _Sets:
    """Sets that are put together, but never so that two that must stay apart are in one."""

    def __init__(self, apart: Iterable[tuple[str, str]]) -> None:
        self._above: dict[str, str] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def find(self, one: str) -> str:
        while (above := self._above.get(one, one)) != one:
            self._above[one] = self._above.get(above, above)
            one = above
        return one

    def join(self, one: str, other: str) -> bool:
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return True
        if any(self.find(foe) == second for foe in self._apart.get(first, ())):
            return False
        self._above[second] = first
        if second in self._apart:
            self._apart[first] |= self._apart[second]
        return True


def groups(
    spellings: Sequence[Spelling],
    links: Iterable[Link],
    apart: Iterable[tuple[str, str]] = (),
    bodies: Mapping[str, bool] | None = None,
) -> list[Group]:
    """Give the people and bodies: what a person joined first, then addresses, then what documents show.

    Apart are spellings that a person said are of two; bodies is what a person said of a spelling: a body or not.
    """
    known = {one.id: one for one in spellings}
    nobody = bodies_among(spellings, bodies or {})
    usable = [link for link in links if link.one in known and link.other in known]
    sets = _Sets([*apart, *_two_at_one_address(spellings, nobody)])
    by_hand = [link for link in usable if link.way == "person"]
    shown = [link for link in usable if link.way != "person" and nobody[link.one] == nobody[link.other]]
    for link in by_hand:
        sets.join(link.one, link.other)
    for link in _at_one_address(spellings, nobody):
        sets.join(link.one, link.other)
    bare = [link for link in shown if not (known[link.one].address and known[link.other].address)]
    for link in shown:
        if link not in bare:
            sets.join(link.one, link.other)
    for link in _of_one_only(bare, spellings, sets):
        sets.join(link.one, link.other)
    together: dict[str, list[str]] = defaultdict(list)
    for one in spellings:
        together[sets.find(one.id)].append(one.id)
    held: dict[str, list[Link]] = defaultdict(list)
    for link in (*by_hand, *shown):
        if (root := sets.find(link.one)) == sets.find(link.other):
            held[root].append(link)
    return [_group(ids, held.get(root, ()), known, nobody) for root, ids in together.items()]


def _of_one_only(bare: Iterable[Link], spellings: Sequence[Spelling], sets: _Sets) -> Iterator[Link]:
    """Give the links of names without an address where nobody else with an address bears the name.

    What shows such a name to be somebody's shows it of one document; another may mean somebody else by it.
    """
    by_last: dict[str, list[Spelling]] = defaultdict(list)
    for one in spellings:
        if one.address:
            by_last[name_of(one.name).last].append(one)
    names = {one.id: one.name for one in spellings if not one.address}
    for link in bare:
        name = names.get(link.one) or names.get(link.other) or ""
        bearers = {sets.find(each.id) for each in by_last[name_of(name).last] if may_be_one(each.name, name)}
        if len(bearers) <= 1:
            yield link


def _group(ids: list[str], links: Sequence[Link], known: Mapping[str, Spelling], nobody: Mapping[str, bool]) -> Group:
    ordered = sorted(ids, key=lambda one: (not known[one].address, known[one].address, known[one].name, one))
    return Group(ordered[0], tuple(ordered), tuple(links), all(nobody[one] for one in ids))


def _by_address(spellings: Iterable[Spelling]) -> dict[str, list[Spelling]]:
    found: dict[str, list[Spelling]] = defaultdict(list)
    for one in spellings:
        if one.address:
            found[one.address].append(one)
    return found


def _two_at_one_address(spellings: Sequence[Spelling], nobody: Mapping[str, bool]) -> Iterator[tuple[str, str]]:
    """Give pairs of spellings of one address whose names tell two people apart."""
    for several in _by_address(spellings).values():
        people = [one for one in several if not nobody[one.id]]
        for one, other in combinations(people, 2):
            if are_two(one.name, other.name) or (is_shared(one.address) and not may_be_one(one.name, other.name)):
                yield one.id, other.id


def _at_one_address(spellings: Sequence[Spelling], nobody: Mapping[str, bool]) -> Iterator[Link]:
    """Give what joins the spellings of one address; of one that several people use each keeps to those of its name."""
    for several in _by_address(spellings).values():
        ordered = sorted(several, key=lambda one: (-len(name_of(one.name).given), -len(one.name), one.name, one.id))
        for bodies in (True, False):
            some = [one for one in ordered if nobody[one.id] == bodies]
            shared = not bodies and any(are_two(one.name, other.name) for one, other in combinations(some, 2))
            for place, one in enumerate(some):
                alike = [before for before in some[:place] if not shared or may_be_one(one.name, before.name)]
                if alike and not (shared and any(are_two(a.name, b.name) for a, b in combinations(alike, 2))):
                    yield Link(alike[0].id, one.id, "address")


def perhaps(
    people: Sequence[Group], known: Mapping[str, Spelling], apart: Iterable[tuple[str, str]] = ()
) -> dict[str, tuple[Perhaps, ...]]:
    """Give, by person, those who are perhaps the same and were not said to be two: by name, which joins nobody."""
    group_of = {each: one.id for one in people for each in one.spellings}
    two = {frozenset((group_of.get(one, ""), group_of.get(other, ""))) for one, other in apart}
    by_last: dict[str, dict[str, Group]] = defaultdict(dict)
    for one in people:
        for each in (known[spelling] for spelling in one.spellings):
            name = name_of(each.name)
            if name.is_full and not one.is_body:
                by_last[name.last][one.id] = one
    found: dict[str, dict[str, Perhaps]] = defaultdict(dict)
    for several in by_last.values():
        if not 1 < len(several) <= FEW:
            continue
        for one, other in combinations(several.values(), 2):
            why = "" if frozenset((one.id, other.id)) in two else _why(one, other, known)
            if why:
                found[one.id][other.id] = Perhaps(other.id, why)
                found[other.id][one.id] = Perhaps(one.id, why)
    return {one: tuple(several.values())[:MOST] for one, several in found.items()}


def _why(one: Group, other: Group, known: Mapping[str, Spelling]) -> str:
    """Give why two people are perhaps one; empty where their names do not say so."""
    names = [
        [known[each].name for each in group.spellings if name_of(known[each].name).is_full] for group in (one, other)
    ]
    pairs = [(first, second) for first in names[0] for second in names[1] if may_be_one(first, second)]
    if not pairs:
        return ""
    same = any(name_of(first) == name_of(second) for first, second in pairs)
    domains = [{domain_of(known[each].address) for each in group.spellings} - {""} for group in (one, other)]
    bare = [not any(known[each].address for each in group.spellings) for group in (one, other)]
    beside = ", same domain" if domains[0] & domains[1] else ", no address" if any(bare) else ""
    return ("same name" if same else "names that may be one") + beside
