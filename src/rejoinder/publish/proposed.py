"""What is proposed to be hidden in the documents to be copied: by person and by value, every place cited."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from gettext import NullTranslations
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case import Case
from rejoinder.case.people import Everybody, Person, everybody, most_said
from rejoinder.model import INSIDE, Holding, Span, fingerprint_of, left_key
from rejoinder.people.names import called, may_be_one, name_of
from rejoinder.personal import KINDS, SPECIAL, Personal, personal_in
from rejoinder.personal.names import NAME, Names
from rejoinder.personal.told_names import PERHAPS
from rejoinder.publish.decided import HIDE, Choice, Decided, decided
from rejoinder.publish.finding import Finder, Hit, finder, without_overlaps
from rejoinder.publish.forms import Form, forms_of_person, forms_of_value, indexed, squashed
from rejoinder.sending.looking import personal_of
from rejoinder.shelf import lists
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

ENGLISH = NullTranslations()
PERSON, UNSURE, OWN = "person", "one-of-several", "own-words"
"""Kinds of group beside those of personal data: somebody known; a name of several people; words a person gave."""
BROKEN = frozenset(KINDS) - {SPECIAL, "postal-address", "email-address"}
"""Kinds that are looked for over the ends of lines as well."""
LAYERED = ("invisible_text", "text_layer_differs", "ocr", "ocr_unsure")
"""Codes of what is said of a file whose words a machine read from its pictures."""
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")


class Place(NamedTuple):
    """A place in a document that is of a group."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """All places of one person, one value, or words a person gave."""

    key: str
    kind: str
    name: str
    places: tuple[Place, ...]
    proposed: bool
    """Whether hiding it is what is proposed."""
    choice: Choice | None = None
    """What a person decided; None where nobody did."""
    label: str = ""
    """What stands in its place; empty until labels are given out."""
    roles: tuple[str, ...] = ()
    """What documents say somebody holds: whoever acts in an office may be named in it."""
    of: tuple[str, ...] = ()
    """The keys of those of whom the name may be."""

    @property
    def hides(self) -> bool:
        """Whether it is hidden as things stand."""
        return self.choice.decision == HIDE if self.choice else self.proposed


@dataclass(frozen=True, slots=True)
class Plan:
    """What is hidden in documents and what stays, as things stand."""

    documents: tuple[Holding, ...]
    groups: tuple[Group, ...]
    decided: Decided
    finder: Finder
    known: Known
    words: NullTranslations = ENGLISH
    """The language of labels."""

    @property
    def people(self) -> Mapping[str, Person]:
        """Give everybody who is known, by the key of their group."""
        return self.known.people

    def group_of(self, keys: frozenset[str], words: str) -> Group | None:
        """Give the group of words that may be of several; None where they are of none."""
        key = key_of(keys, words, self.people)
        return next((group for group in self.groups if group.key == key), None)

    @property
    def hidden(self) -> tuple[Group, ...]:
        """Give the groups that are hidden."""
        return tuple(group for group in self.groups if group.hides)

    @property
    def stays(self) -> tuple[Group, ...]:
        """Give the groups that stay."""
        return tuple(group for group in self.groups if not group.hides)

    def kept_in_places(self, reference: str) -> frozenset[str]:
        """Give the keys of groups of which a place of a document was decided alone: words of theirs may stay in it."""
        single = self.decided.places()
        places = ((group.key, place) for group in self.groups for place in group.places)
        return frozenset(key for key, place in places if place.document == reference and place in single)

    def marks(self, reference: str) -> list[tuple[Place, Group]]:
        """Give what is hidden in one document, in order: of each place what was decided about it alone goes first."""
        single = self.decided.places()
        found = []
        for group in self.groups:
            for place in group.places:
                choice = single.get(place) if place.document == reference else None
                hides = choice.decision == HIDE if choice else group.hides
                if place.document == reference and hides:
                    found.append((place, group))
        return sorted(found, key=lambda one: (one[0].start, one[0].end))


def plan_of(
    case: Case, references: Sequence[str], told: Decided | None = None, words: NullTranslations = ENGLISH
) -> Plan:
    """Give what is proposed for these documents, with what was decided; labels are in the language of the words."""
    known = told or decided(case.journal.acts())
    people = Known.of(everybody(case))
    with case.shelf() as shelf:
        documents = tuple(filter(None, map(shelf.find_document, dict.fromkeys(references))))
        read = [part for one in documents for part in (one, *printed_in(shelf, one))]
        texts = {one.ref: shelf.text(one.number) for one in read}
        misread = {one.ref: _misread(shelf, one) for one in read if one.pages}
    found = _Found(people, known, texts, misread)
    groups = [_with_choice(group, known) for group in found.groups()]
    roles = most_said(case, [people.people[one.key] for one in groups if one.kind == PERSON], 2)
    groups = [
        replace(one, roles=_in_words(roles[people.people[one.key].id])) if one.kind == PERSON else one for one in groups
    ]
    return Plan(documents, _labelled(groups, list(texts), known, words), known, found.finder, people, words)


def plan_in_force(case: Case, words: NullTranslations = ENGLISH) -> Plan:
    """Give what is proposed for the documents that are chosen, which is found once while nothing changes."""
    return _in_force(case, case.as_of(), words)


@lru_cache(maxsize=1)
def _in_force(case: Case, _as_of: str, words: NullTranslations) -> Plan:
    known = decided(case.journal.acts())
    return plan_of(case, known.documents, known, words)


def printed_in(shelf: Shelf, holding: Holding) -> list[Holding]:
    """Give the messages printed in a file: documents of their own, on its pages."""
    if holding.kind != "pdf":
        return []
    query = "SELECT number FROM documents WHERE batch = ? AND sha256 = ? AND kind = 'page-message' ORDER BY number"
    numbers = [number for (number,) in shelf.rows(query, holding.batch, holding.sha256)]
    return [one for one in shelf.documents(numbers) if one.path.startswith(f"{holding.path}{INSIDE}")]


def key_of(keys: frozenset[str], words: str, people: Mapping[str, Person]) -> str:
    """Give the key of one place: that of the one it is of, of the most met of one name, or of a name of several."""
    if len(keys) == 1:
        return next(iter(keys))
    known = [key for key in people if key in keys]
    alike = {frozenset(map(fold, people[key].names)) for key in known}
    if known and (len(alike) == 1 or len(known) == 1):
        return known[0]
    return fingerprint_of("one of several", *sorted(known or keys), "" if known else squashed(words))


class Known:
    """The people of a case, ready to be found: made once, for there may be ten thousand."""

    _last: tuple[Everybody, Known] | None = None

    def __init__(self, every: Everybody) -> None:
        """Take everybody who is a person."""
        self.people: dict[str, Person] = {one.id: one for one in every.people if not one.is_body}
        self.names = Names(name for one in self.people.values() for name in one.names)
        self.forms = indexed((key, forms_of_person(one.names, one.addresses)) for key, one in self.people.items())
        self._by_part: dict[str, set[int]] = defaultdict(set)
        for number, one in enumerate(self.people.values()):
            for part in {part for name in one.names for part in _parts(name)}:
                self._by_part[part].add(number)

    @classmethod
    def of(cls, every: Everybody) -> Known:
        """Give those of a case, once while it and what was decided about them are the same."""
        if cls._last is None or cls._last[0] is not every:
            cls._last = (every, cls(every))
        return cls._last[1]

    def bearers_of(self, name: str) -> list[Person]:
        """Give the people of whom a name may be, in their order."""
        found = sorted(set().union(*(self._by_part.get(part, ()) for part in _parts(name))))
        several = list(self.people.values())
        return [one for one in map(several.__getitem__, found) if any(may_be_one(each, name) for each in one.names)]


def _parts(name: str) -> Iterator[str]:
    """Give what two names share that may be of one person: a surname, or the first letter of what one is called."""
    parts = name_of(name)
    yield parts.last
    yield from (f"{one[:1]}…" for one in called(parts.given[0] if parts.is_full else parts.last))


def _in_words(roles: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(", ".join(filter(None, role)) for role in roles))


def _misread(shelf: Shelf, holding: Holding) -> list[tuple[int, int]]:
    """Give the spans of the pages that text recognition read: our own, or that of whoever laid words on a scan."""
    theirs = any(problem.code in LAYERED for problem in lists.problems_of(shelf, holding))
    return [(one.start, one.end) for one in shelf.pages(holding.number) if theirs or one.confidence is not None]


class _Found:
    """Everything found in some texts, gathered into groups."""

    def __init__(
        self,
        people: Known,
        known: Decided,
        texts: Mapping[str, str],
        misread: Mapping[str, Sequence[tuple[int, int]]],
    ) -> None:
        self._texts, self._misread, self._known, self._people = texts, misread, known, people
        self.people = people.people
        self._values: dict[str, tuple[str, str]] = {}
        """Kind and value by key."""
        self._extra: dict[str, list[Form]] = defaultdict(list)
        self._marks = {ref: self._marked(text) for ref, text in texts.items()}
        self.finder = finder(self._forms(), texts.values(), people.forms)

    def _marked(self, text: str) -> list[tuple[Personal, str]]:
        """Give personal data of a text with the key of whose or what it is."""
        found = []
        for mark in (*personal_of(text, self._people.names), *_over_lines(text)):
            if mark.kind == NAME:
                continue
            if mark.kind == SPECIAL:
                mark = _whole_sentence(text, mark)
            key = self._person_called(mark) if mark.kind == PERHAPS else ""
            if not key:
                key = left_key(mark.kind, mark.value)
                self._values[key] = (mark.kind, mark.value)
            found.append((mark, key))
        return found

    def _person_called(self, mark: Personal) -> str:
        """Give the one person known of whom a name may be; its forms are looked for as well."""
        bearers = self._people.bearers_of(mark.value)
        if not bearers or len({frozenset(map(fold, one.names)) for one in bearers}) > 1:
            return ""
        self._extra[bearers[0].id] += forms_of_value(PERHAPS, mark.value)
        return bearers[0].id

    def _forms(self) -> Iterator[tuple[str, list[Form]]]:
        yield from self._extra.items()
        for key, (kind, value) in self._values.items():
            if kind != SPECIAL:
                yield key, list(forms_of_value(kind, value))
        for key, words in self._known.words.items():
            yield key, [Form(squashed(words))]

    def groups(self) -> Iterator[Group]:
        """Give the groups, people first, each with its places in order."""
        places: dict[str, list[Place]] = defaultdict(list)
        several: dict[str, frozenset[str]] = {}
        for ref, text in self._texts.items():
            for start, end, key, keys in self._places(ref, text):
                places[key].append(Place(ref, start, end))
                if len(keys) > 1:
                    several[key] = keys
        for key, found in places.items():
            yield self._group(key, tuple(found), several.get(key, frozenset()))

    def _places(self, ref: str, text: str) -> Iterator[tuple[int, int, str, frozenset[str]]]:
        """Give start, end, key and whose it may be of every place; what only words of a value tell is told as well."""
        hits = self.finder.find(text, self._misread.get(ref, ()))
        own = [Hit(mark.start, mark.end, frozenset((key,))) for mark, key in self._marks[ref] if mark.kind != SPECIAL]
        for hit in without_overlaps([*hits, *own]):
            yield hit.start, hit.end, key_of(hit.keys, text[hit.start : hit.end], self.people), hit.keys
        for mark, key in self._marks[ref]:
            if mark.kind == SPECIAL:
                yield mark.start, mark.end, key, frozenset((key,))

    def _group(self, key: str, places: tuple[Place, ...], keys: frozenset[str]) -> Group:
        if key in self.people:
            one = self.people[key]
            return Group(key, PERSON, one.name, places, not one.is_subject)
        if key in self._values:
            kind, value = self._values[key]
            return Group(key, kind, value, places, kind != SPECIAL)
        if key in self._known.words:
            return Group(key, OWN, self._known.words[key], places, proposed=True)
        first = places[0]
        name = " ".join(self._texts[first.document][first.start : first.end].split())
        return Group(key, UNSURE, name, places, proposed=True, of=tuple(sorted(keys)))


def _over_lines(text: str) -> Iterator[Personal]:
    """Give numbers that are broken over two lines: here one left in is worse than one too many."""
    for mark in personal_in(_LINE_END.sub(" ", text)):
        if mark.kind in BROKEN and "\n" in text[mark.start : mark.end]:
            yield mark


def _whole_sentence(text: str, mark: Personal) -> Personal:
    """Give a word of a special category with the sentence in which it stands."""
    breaks = (". ", ".\n", "\n\n", "? ", "! ")
    start = max((at + len(sign) for sign in breaks if (at := text.rfind(sign, 0, mark.start)) >= 0), default=0)
    ends = [at + 1 for sign in breaks if (at := text.find(sign, mark.end)) >= 0]
    return mark._replace(start=start, end=min(ends, default=len(text)))


def _with_choice(group: Group, known: Decided) -> Group:
    """Give a group with what was decided about it, about a spelling of it, or about its kind."""
    return replace(group, choice=known.choice_of(group.key, group.kind))


LABELS = {
    "national-insurance-number": "National Insurance number",
    "nhs-number": "NHS number",
    "passport-number": "passport number",
    "driving-licence-number": "driving licence",
    "bank-account": "bank account",
    "iban": "bank account",
    "payment-card": "card number",
    "date-of-birth": "date of birth",
    "special-category": "sentence left out",
    "postal-address": "address",
    "postcode": "postcode",
    "telephone": "telephone",
    "email-address": "email address",
    OWN: "words left out",
}
"""What stands in place of a value; which one it is its label does not tell."""


def letters(number: int) -> str:
    """Give a number as letters count: A to Z, then AA."""
    said = ""
    while number >= 0:
        said = chr(ord("A") + number % 26) + said
        number = number // 26 - 1
    return said


def _labelled(
    groups: Sequence[Group], documents: Sequence[str], known: Decided, words: NullTranslations
) -> tuple[Group, ...]:
    """Give groups with their labels: chosen, given before, or the next letter in the order of documents."""
    order = {one: at for at, one in enumerate(documents)}

    def first(group: Group) -> tuple[int, int]:
        return order[group.places[0].document], group.places[0].start

    taken = set(known.given.values()) | set(known.labels.values())
    at, person = 0, words.gettext("Person {letter}")
    said = {kind: words.gettext(label) for kind, label in LABELS.items()}
    labels: dict[str, str] = {}
    for group in sorted(groups, key=first):
        label = known.labels.get(group.key) or known.given.get(group.key) or said.get(group.kind, "")
        while not label and group.hides:
            label = "" if (next_ := person.format(letter=letters(at))) in taken else next_
            at += 1
        labels[group.key] = label
    return tuple(replace(group, label=labels[group.key]) for group in sorted(groups, key=_as_listed))


def _as_listed(group: Group) -> tuple[int, str, int, str]:
    kinds = (PERSON, PERHAPS, UNSURE, OWN)
    return (kinds.index(group.kind) if group.kind in kinds else 9, group.kind, -len(group.places), group.name)


def spans_of(shelf: Shelf, group: Group, limit: int) -> Iterator[Span]:
    """Give the first places of a group as they are cited."""
    for place in group.places[:limit]:
        holding = shelf.find_document(place.document)
        assert holding is not None
        text = shelf.text(holding.number)
        page = shelf.page_of(holding.number, place.start) if holding.pages else None
        yield Span(place.document, place.start, place.end, text[place.start : place.end], page)
