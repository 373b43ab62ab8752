"""People of the disclosing house of whom there are only such messages as somebody else's mailbox holds.

Each folder or container of mail is somebody's where one person, and no other, sent or received nearly all that is in
it. Where that is so of everything disclosed, whoever has a part in many of these messages, and in none without the
owner of a mailbox, had a mailbox too of which nothing is here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rejoinder.find.checks import checked
from rejoinder.find.here import same_person
from rejoinder.keys import day_in_words
from rejoinder.model import INSIDE, Absent, Finding, Person, Span, Trace, fingerprint_of
from rejoinder.people.names import PUBLIC
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "absent-counterpart"
PEOPLE = 500
"""Those who wrote most, among whom owners and their counterparts are looked for."""
OWNED = 30
"""Messages of the smallest folder whose owner can be told."""
OWNER = 0.95
"""Share of a folder's messages that its owner sent or received, at least."""
NOBODY_ELSE = 0.7
"""Share that nobody else reaches."""
BESIDE = 0.05
"""Share of all messages that may lie in folders too small to tell."""
LEAST = 5
"""Messages in which a counterpart has a part."""
BOTH = 2
"""How many of them it sent, and how many it received, at least."""
CITED = 5
MOST = 10
"""Counterparts that are told of one case, those with most messages."""
DEPTHS = (1, 2, 3)
"""How many folders deep a mailbox may lie, the uppermost tried first."""
FOLDERS = 200
"""Folders beyond which nobody's mailbox is told."""
NO_PERSON = re.compile(
    r"(?:^|[._+-])(?:no|not|do)?[._-]?(?:not)?[._-]?reply|^(?:info|office|post(?:master)?|mailer|daemon|admin|root|support"
    r"|help|helpdesk|service|desk|team|all|everyone|staff|list|news|newsletter|notifications?|alerts?|system|sales"
    r"|enquiries|contact|hr|accounts|bounces?|owner|request|announce|scanner|calendar)(?:$|[._+-])|[._-](?:l|list|team|all)$"
)
_ADDRESS = re.compile(r"[^\s<>,;@]++@[^\s<>,;@]++")
_NAME = re.compile(r"[^\W\d_]{2,}")
_FROM = " FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 0 AND d.kind = 'email'"


@dataclass(slots=True)
class Part:
    """What part somebody has in the messages."""

    sent: int = 0
    received: int = 0
    alone: int = 0
    """Messages in which no owner of a folder has a part."""
    first: str = ""
    last: str = ""
    cited: list[int] = field(default_factory=list)


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each counterpart without a mailbox here."""
    people = _people(shelf)
    chosen = frozenset(people)
    owners = next(filter(None, (_owners(shelf, chosen, depth) for depth in DEPTHS)), frozenset[str]())
    house = _house(shelf)
    if not owners or not house or any(_domain(owner) != house for owner in owners):
        return
    inside = frozenset(one for one in people if _domain(one) == house and not NO_PERSON.search(one.partition("@")[0]))
    parts = _parts(shelf, inside - owners, owners)
    about = checked(shelf)
    names = {frozenset(_NAME.findall(fold(people[owner]))) for owner in owners}
    told = [
        (part.sent + part.received, one)
        for one, part in parts.items()
        if part.sent >= BOTH and part.received >= BOTH and part.sent + part.received >= LEAST and not part.alone
        if frozenset(_NAME.findall(fold(people[one]))) not in names
    ]
    for _, one in sorted(told, key=lambda each: (-each[0], each[1]))[:MOST]:
        yield _told(
            shelf, people[one] or one, one, parts[one], [people[owner] or owner for owner in sorted(owners)], about
        )


def _people(shelf: Shelf) -> dict[str, str]:
    """Give the names of those who wrote most, by address."""
    query = (
        f"SELECT d.address, max(d.author){_FROM} AND instr(d.address, '@')"
        " GROUP BY d.address ORDER BY count(*) DESC, d.address LIMIT ?"
    )
    return {address: shown.partition(" <")[0].strip("\"'<> ") for address, shown in shelf.rows(query, PEOPLE)}


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _house(shelf: Shelf) -> str:
    """Give the domain from which most messages come; nothing where anybody may have an address there."""
    query = (
        f"SELECT substr(d.address, instr(d.address, '@') + 1) AS domain{_FROM} AND instr(d.address, '@')"
        " GROUP BY domain ORDER BY count(*) DESC, domain LIMIT 1"
    )
    [domain] = next(shelf.rows(query), [""])
    return "" if PUBLIC.fullmatch(domain) else str(domain)


def _folder(batch: int, path: str, depth: int) -> str:
    """Give the container in which a message lies, or the folder of so many that lie in each other."""
    outer, inside, _ = path.partition(INSIDE)
    return f"{batch}/{outer if inside else '/'.join(path.split('/')[:-1][:depth])}"


def _owners(shelf: Shelf, people: frozenset[str], depth: int) -> frozenset[str]:
    """Give the owner of every folder of messages; nobody where that of some cannot be told."""
    size: Counter[str] = Counter()
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for batch, path, author, recipients in shelf.rows(f"SELECT d.batch, d.path, d.address, d.recipients{_FROM}"):
        folder = _folder(batch, path, depth)
        size[folder] += 1
        parts[folder].update(people.intersection((author, *_ADDRESS.findall(recipients.lower()))))
        if len(size) > FOLDERS:
            return frozenset()
    large = [folder for folder in size if size[folder] >= OWNED]
    owners = {_owner(parts[folder], size[folder]) for folder in large}
    beside = size.total() - sum(size[folder] for folder in large)
    return frozenset(owners) if "" not in owners and beside <= BESIDE * size.total() else frozenset()


def _owner(parts: Counter[str], size: int) -> str:
    """Give whose folder it is; nothing where nobody, or more than one, has a part in nearly all of it."""
    (first, most), (_, others) = (*parts.most_common(2), ("", 0), ("", 0))[:2]
    return first if most >= OWNER * size and others < NOBODY_ELSE * size else ""


def _parts(shelf: Shelf, people: frozenset[str], owners: frozenset[str]) -> dict[str, Part]:
    parts: dict[str, Part] = defaultdict(Part)
    query = f"SELECT d.number, d.address, d.recipients, substr(d.date, 1, 10){_FROM} ORDER BY d.date, d.ref"
    for number, author, recipients, day in shelf.rows(query):
        everybody = {author, *_ADDRESS.findall(recipients.lower())}
        for one in people & everybody:
            part = parts[one]
            part.sent += one == author
            part.received += one != author
            part.alone += not owners & everybody
            part.first = part.first or day
            part.last = day or part.last
            if len(part.cited) < CITED:
                part.cited.append(number)
    return parts


def _told(shelf: Shelf, name: str, address: str, part: Part, owners: list[str], about: tuple[str, ...]) -> Finding:
    traces = tuple(Trace("correspondent", _named(shelf, number, address)) for number in part.cited)
    count = part.sent + part.received
    described = (
        f"mailbox of {name}: all {count:,} of their messages here were also sent or received by {', '.join(owners)}"
    )
    dates = f"Those messages are from {day_in_words(part.first)} to {day_in_words(part.last)}."
    looked = (
        "Every folder and container of mail: each holds one person’s messages, and none is this person’s.",
        f"{name} sent {part.sent:,} of these messages and received {part.received:,}.",
        *((dates,) if part.first else ()),
        *_claimed(shelf, Person(name, address)),
    )
    return Finding(
        id=fingerprint_of(KIND, address),
        kind=KIND,
        grade="inferred",
        absent=Absent(described_as=described),
        because=traces,
        checked=(*about, *looked),
        confidence=0.8,
    )


def _claimed(shelf: Shelf, person: Person) -> Iterator[str]:
    """Give whether who sent the disclosure says that this person's mailbox was searched, where that is said at all."""
    boxes = [box for scope in shelf.scopes.values() for box in scope.mailboxes]
    if any(same_person(person, box) for box in boxes):
        yield f"The mailbox of {person.name} is among those that are said to have been searched."
    elif boxes:
        yield f"The mailbox of {person.name} is not among those that are said to have been searched."


def _named(shelf: Shelf, number: int, address: str) -> Span:
    """Give the header line in which an address stands."""
    text, holding = shelf.text(number), shelf.document(number)
    at = max(0, text.lower().find(address, 0, holding.body_start or len(text)))
    start = max(text.rfind("\n", 0, at) + 1, at - 100)
    end = text.find("\n", at)
    end = min(end if end > 0 else len(text), at + len(address) + 20)
    return Span(holding.ref, start, end, text[start:end], shelf.page_of(number, start))
