"""Who is who in a case: people and bodies with every address and name of theirs, how these are joined, and by whom.

`people_of(case)` is what other parts join on: every person with an id, a name and roles, each role with the days
from and to which it is said and where.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.judging import PEOPLE, audited, compared
from rejoinder.case.places import cited, span_of
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.keys import person_key, shown
from rejoinder.model import Span
from rejoinder.people.decided import Decided, Given, decided
from rejoinder.people.joining import Group, Link, Perhaps, groups, perhaps
from rejoinder.people.names import name_of
from rejoinder.shelf import people as kept
from rejoinder.shelf.findings import MESSAGE, Known
from rejoinder.shelf.people import Counted, Had, Said
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KINDS = ("person", "body")
CITED = 3
"""Places that are shown of one spelling, and of one role."""
_ID = re.compile(r"[a-z2-7]{12}")


@dataclass(frozen=True, slots=True)
class Person:
    """A person or a body: every spelling that is theirs, and what joins these."""

    id: str
    """That of one of the spellings; the id of any other leads here too."""
    name: str
    spellings: tuple[Counted, ...]
    links: tuple[Link, ...]
    perhaps: tuple[Perhaps, ...] = ()
    is_body: bool = False
    is_subject: bool = False
    shares: bool = False
    """Whether another bears the same name."""

    @property
    def beside(self) -> str | None:
        """What tells them from others of the same name, their address or nothing; None where nobody bears it."""
        return next(iter(self.addresses), "") if self.shares else None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the spellings."""
        return tuple(one.spelling.id for one in self.spellings)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address, the most used first."""
        return tuple(dict.fromkeys(one.spelling.address for one in self.spellings if one.spelling.address))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the most used first."""
        return tuple(dict.fromkeys(one.spelling.name for one in self.spellings if one.spelling.name))

    @property
    def keys(self) -> frozenset[str]:
        """By what the spellings are counted where it is told who wrote to whom."""
        return frozenset(person_key(one.spelling.name, one.spelling.address) for one in self.spellings)

    @property
    def wrote(self) -> int:
        """Documents they wrote or signed."""
        return sum(one.wrote for one in self.spellings)

    @property
    def received(self) -> int:
        """Messages written to them."""
        return sum(one.received for one in self.spellings)

    @property
    def named(self) -> int:
        """Documents that name them otherwise."""
        return sum(one.named for one in self.spellings)

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day of all these."""
        first = min((one.first for one in self.spellings if one.first), default="")
        return first, max((one.last for one in self.spellings), default="")


class Role(NamedTuple):
    """What somebody is said to hold: a role, the body it is of, the days from and to which that is said, and where."""

    role: str
    body: str
    since: str
    until: str
    said: tuple[Span, ...] = ()
    """Where documents say so; empty where a person does."""
    times: int = 0
    act: str = ""
    """The act by which a person said so."""


class WithRoles(NamedTuple):
    """A person with their roles: what a procedure's steps are held against."""

    id: str
    name: str
    is_subject: bool
    addresses: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[Role, ...]


class Here(NamedTuple):
    """A document in which somebody has a part, with the words that say so."""

    span: Span
    path: str
    date: str
    way: str
    subject: str


class People(NamedTuple):
    """People, the most often met first, and how many there are of those asked for."""

    people: tuple[Person, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Everybody:
    """All people and bodies of a case, as documents show them and as was decided."""

    people: tuple[Person, ...]
    by_spelling: Mapping[str, Person]
    told: Decided
    months: dict[tuple[str, ...], tuple[tuple[str, int, int], ...]] = field(default_factory=dict)
    """Of whom it was asked, by their spellings: month, events they wrote, events they had another part in."""
    words: dict[str, str] = field(default_factory=dict)
    """Of whom words were sought, by their ids: their names and addresses, folded."""


def everybody(case: Case) -> Everybody:
    """Give all people and bodies of a case, the most often met first."""
    told = decided(case.journal.acts())
    with compared(case) as shelf:
        stamp = next(shelf.rows("SELECT value FROM stamps WHERE name = ?", PEOPLE), ("",))[0]
        known = (str(case.folder), stamp)
        held = _HELD.get(known)
        if held is None or held.told != told:
            shown = _SHOWN.get(known) or (kept.spellings(shelf), kept.links(shelf))
            held = _everybody(*shown, told, case.subject)
            _SHOWN.clear()
            _HELD.clear()
            _SHOWN[known], _HELD[known] = shown, held
    return held


_SHOWN: dict[tuple[str, str], tuple[list[Counted], list[Link]]] = {}
"""What the documents of that case show, whatever is decided."""
_HELD: dict[tuple[str, str], Everybody] = {}
"""The people of the case last asked about, while it holds the same and the same is decided about them."""


def _everybody(spellings: Sequence[Counted], links: Sequence[Link], told: Decided, subject: str) -> Everybody:
    counted = {one.spelling.id: one for one in spellings}
    for one in told.spelt.values():
        counted.setdefault(one.id, Counted(one))
    spelt = {one: held.spelling for one, held in counted.items()}
    found = groups(list(spelt.values()), [*told.links, *links], told.apart, told.bodies)
    maybe = perhaps(found, spelt, told.apart)
    chosen = _subject(found, counted, subject)
    people = [_person(one, counted, maybe.get(one.id, ()), told, one.id == chosen) for one in found]
    people.sort(key=lambda one: (-(one.wrote + one.received + one.named), one.name.casefold(), one.id))
    bearing = Counter(one.name for one in people)
    people = [replace(one, shares=bearing[one.name] > 1) for one in people]
    return Everybody(tuple(people), {each: one for one in people for each in one.ids}, told)


def _person(
    group: Group, counted: Mapping[str, Counted], maybe: tuple[Perhaps, ...], told: Decided, is_subject: bool
) -> Person:
    spellings = sorted((counted[each] for each in group.spellings), key=lambda one: (-one.documents, one.spelling))
    given = next((told.names[each] for each in group.spellings if each in told.names), "")
    return Person(group.id, given or _name(spellings), tuple(spellings), group.links, maybe, group.is_body, is_subject)


def _name(spellings: Sequence[Counted]) -> str:
    """Give the name most often met of those that are whole, or else any, or else an address."""
    names: Counter[str] = Counter()
    for one in spellings:
        if one.spelling.name:
            names[one.spelling.name] += max(1, one.documents)
    if not names:
        return spellings[0].spelling.address
    whole = {name: many for name, many in names.items() if _is_whole(name)}
    return max(whole or names, key=lambda name: (names[name], len(name), name))


def _is_whole(name: str) -> bool:
    parts = name_of(name)
    return parts.is_full and len(parts.given[0]) > 1


def _subject(found: Iterable[Group], counted: Mapping[str, Counted], subject: str) -> str:
    """Give which of those who bear the subject's name it is: who wrote most of the own archive, or most is of."""
    names = frozenset(fold(subject).split())
    bearing = []
    for one in found if names else ():
        several = [counted[each] for each in one.spellings]
        if any(names <= frozenset(fold(each.spelling.name).replace(",", " ").split()) for each in several):
            bearing.append((sum(each.own for each in several), sum(each.documents for each in several), one.id))
    return max(bearing)[2] if bearing else ""


# What is asked


def people(case: Case, words: str = "", kind: str = "", limit: int = -1, after: int = 0) -> People:
    """Give so many people or bodies whose names, addresses or roles hold these words."""
    if kind and kind not in KINDS:
        raise UsageError(f"{kind} is no kind.", "Say person or body.")
    every = everybody(case)
    sought = fold(words).split()
    with case.shelf() as shelf:
        holding = {word: kept.holding(shelf, word) for word in sought}
    found = [
        one
        for one in every.people
        if (not kind or one.is_body == (kind == "body")) and (not sought or _is_sought(every, one, holding))
    ]
    return People(tuple(found[after:] if limit < 0 else found[after : after + limit]), len(found))


def _is_sought(every: Everybody, one: Person, holding: Mapping[str, set[str]]) -> bool:
    """Say whether each word stands in a name, an address or what somebody is said to hold."""
    words = every.words.get(one.id)
    if words is None:
        words = every.words[one.id] = fold(" ".join((one.name, *one.names, *one.addresses)))
    return all(word in words or not spellings.isdisjoint(one.ids) for word, spellings in holding.items())


def most_said(case: Case, several: Sequence[Person], limit: int) -> dict[str, list[tuple[str, str]]]:
    """Give, by person, the roles and bodies that are said of them most often, and those that a person gave."""
    given: dict[str, list[tuple[str, str]]] = defaultdict(list)
    every = everybody(case)
    for told in every.told.roles:
        given[every.by_spelling[told.of[0]].id].append((told.role, told.body))
    with case.shelf() as shelf:
        return {one.id: [*kept.most_said(shelf, one.ids, limit), *given[one.id]] for one in several}


def person(case: Case, which: str) -> Person:
    """Give the person of this id, the beginning of one, an address, a name or a word of one that one alone has."""
    every = everybody(case)
    plain, sought = fold(which).strip(), which.strip()
    if sought in every.by_spelling:
        return every.by_spelling[sought]
    ways: tuple[Callable[[Person], bool], ...] = (
        lambda one: plain in one.addresses,
        lambda one: plain in {fold(name) for name in (one.name, *one.names)},
        lambda one: len(sought) > 3 and any(each.startswith(sought) for each in one.ids),
        lambda one: any(plain in fold(name).split() for name in (one.name, *one.names)),
    )
    for is_meant in ways:
        found = [one for one in every.people if sought and is_meant(one)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(f"{one.id} ({shown(one.name, next(iter(one.addresses), ''))})" for one in found[:4])
            raise UsageError(f"{len(found)} people go by {which}.", f"Say which: {ids}")
    raise UsageError(f"Nobody goes by {which or '(empty)'}.", f"List them with: rejoinder people {case.folder}")


def of_id(case: Case, which: str) -> Person | None:
    """Give the person one of whose spellings has this id; None where it is no such id."""
    return everybody(case).by_spelling.get(which) if _ID.fullmatch(which) else None


def roles_of(case: Case, one: Person) -> tuple[Role, ...]:
    """Give what somebody is said to hold, with where it is said."""
    return roles_by_person(case, (one,))[one.id]


def roles_by_person(case: Case, several: Sequence[Person]) -> dict[str, tuple[Role, ...]]:
    """Give, by person, what these are said to hold."""
    every = everybody(case)
    said: dict[str, list[Said]] = defaultdict(list)
    given: dict[str, list[Given]] = defaultdict(list)
    with case.shelf() as shelf:
        for each in kept.said_of(shelf, [spelling for one in several for spelling in one.ids]):
            said[every.by_spelling[each.spelling].id].append(each)
        for one in every.told.roles:
            given[every.by_spelling[one.of[0]].id].append(one)
        return {one.id: _roles(shelf, said[one.id], given[one.id]) for one in several}


def people_of(case: Case) -> tuple[WithRoles, ...]:
    """Give every person with what they are said to hold, from when to when, and where: what others join on.

    The id stays that of the person whatever is joined to it, since each spelling's id leads to its person
    (`person(case, id)`). A role said once has that day as its first and last; one that a
    person gave has the days given.
    """
    several = [one for one in everybody(case).people if not one.is_body]
    roles = roles_by_person(case, several)
    return tuple(
        WithRoles(one.id, one.name, one.is_subject, one.addresses, one.names, roles[one.id]) for one in several
    )


def _roles(shelf: Shelf, said: Sequence[Said], given: Sequence[Given]) -> tuple[Role, ...]:
    """Give roles as they are said, the same words once, and then those that a person gave."""
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        found[fold(one.role), fold(one.body)].append(one)
    told = []
    for several in found.values():
        first = min((one.first for one in several if one.first), default="")
        spans = tuple(span_of(shelf, one.document, one.start, one.end) for one in several[:CITED])
        times = sum(one.times for one in several)
        told.append(Role(several[0].role, several[0].body, first, max(one.last for one in several), spans, times))
    return (*told, *(Role(one.role, one.body, one.since, one.until, (), 0, one.act) for one in given))


def documents(case: Case, one: Person, way: str = "", limit: int = 100, after: int = 0) -> tuple[list[Here], int]:
    """Give so many documents that somebody has a part in, the earliest first, and how many there are."""
    ways = kept.WAYS.get(way) or tuple(each for several in kept.WAYS.values() for each in several)
    with case.shelf() as shelf:
        found = kept.documents_of(shelf, one.ids, ways, limit, after)
        total = kept.count_of(shelf, one.ids, ways)
        return [_here(shelf, each, one) for each in found], total


def _here(shelf: Shelf, had: Had, one: Person) -> Here:
    holding = shelf.document(had.document)
    span = cited(shelf, had.document, had.way, had.start, had.end, (*one.addresses, *one.names))
    return Here(span, holding.path, holding.date, had.way, holding.subject)


def absent(case: Case, one: Person) -> list[Known]:
    """Give the absent messages that somebody is shown to have written or received."""
    with audited(case) as found:
        return list(found.absent((MESSAGE,), one.keys))


def proofs(case: Case, one: Person) -> dict[str, tuple[Here, ...]]:
    """Give, by spelling, the first documents that show it, with the words."""
    found: dict[str, tuple[Here, ...]] = {}
    every = tuple(each for several in kept.WAYS.values() for each in several)
    with case.shelf() as shelf:
        for each in one.ids:
            had = kept.documents_of(shelf, [each], every, CITED)
            found[each] = tuple(_here(shelf, place, one) for place in had)
    return found


def link_spans(case: Case, links: Iterable[Link]) -> dict[Link, Span]:
    """Give the words that show each link, where a document shows it."""
    every = everybody(case).by_spelling
    with case.shelf() as shelf:
        found = {}
        for link in (link for link in links if link.document and link.other in every):
            [other] = [one.spelling for one in every[link.other].spellings if one.spelling.id == link.other]
            found[link] = cited(shelf, link.document, "", link.start, link.end, other[1:])
        return found
