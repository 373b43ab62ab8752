"""A thread: its messages in order of time, indented by who answers whom, with the absent ones in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, audit
from rejoinder.find.here import FARTHEST, minute_of, same_person
from rejoinder.fingerprints import words
from rejoinder.keys import id_key
from rejoinder.model import Finding, Holding, Person, Weighed
from rejoinder.shelf import lists
from rejoinder.thread import base_subject
from rejoinder.web.frame import Page, case_of, draw
from rejoinder.web.pages.document import found
from rejoinder.web.pages.documents import title_of
from rejoinder.web.viewer import manner
from rejoinder.write.words import absent_in_words
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

DEEPEST = 5
"""Answers deeper than this are not indented further."""
OPENING = 280
"""Characters of a message's own words that are shown."""
ALIKE = 8
"""First own words that a print of a message and its file have in common."""
READ = 4_000
"""Characters of a message in which its own words are looked for."""
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in a thread: a message that is here, or one that is absent."""

    depth: int
    holding: Holding | None = None
    copies: tuple[Holding, ...] = ()
    """Other documents with the same message id."""
    weighed: Weighed | None = None
    what: str = ""
    """The absent document in one line."""
    opening: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """The screen's values."""

    holding: Holding
    title: str
    entries: tuple[Entry, ...]
    batches: Mapping[int, str]

    @property
    def here(self) -> int:
        """How many messages are here."""
        return sum(entry.holding is not None for entry in self.entries)

    @property
    def absent(self) -> int:
        """How many are absent."""
        return len(self.entries) - self.here


class _Node(NamedTuple):
    when: datetime
    parent: str
    """Key of what it answers or hangs from; empty where nothing of the thread is known to be before it."""
    entry: Entry


def thread(case: Case, reference: str) -> Thread:
    """Give the thread of a message; UsageError when it is not in the case."""
    with case.shelf() as shelf:
        holding = found(shelf, reference)
        messages = lists.thread_of(shelf, holding)
        answered = lists.answered_ids(shelf, [one.number for one in messages])
        openings = {one.number: opening(shelf, one) for one in messages}
        batches = {batch.number: batch.name for batch in shelf.batches()}
    absent = absent_of(audit(case), messages)
    entries = arranged(messages, answered, absent, openings, holding.ref)
    return Thread(holding, base_subject(title_of(holding)) or title_of(holding), entries, batches)


def absent_of(weighed: Sequence[Weighed], messages: Sequence[Holding]) -> list[Weighed]:
    """Give the findings that messages of a thread prove and nobody has dismissed or closed."""
    refs = {message.ref for message in messages}
    return [
        one
        for one in weighed
        if one.finding
        and one.status not in ("closed", "dismissed")
        and any(trace.span.document in refs for trace in one.finding.because)
    ]


def opening(shelf: Shelf, holding: Holding) -> str:
    """Give the first of a message's own words."""
    text = shelf.text(holding.number)[: holding.body_start + READ]
    own = (text[zone.start : zone.end] for zone in zones(text, holding.body_start) if manner(zone) == "own")
    words = " ".join(" ".join(own).split())
    return words if len(words) <= OPENING else f"{words[:OPENING].rpartition(' ')[0]} …"


def arranged(
    messages: Sequence[Holding],
    answered: Mapping[int, Sequence[str]],
    absent: Sequence[Weighed],
    openings: Mapping[int, str],
    asked: str = "",
) -> tuple[Entry, ...]:
    """Give a thread's entries in order of time: copies once, absent ones before the first message that shows them."""
    by_id: dict[str, list[Holding]] = {}
    for message in sorted(messages, key=lambda one: not one.message_id):
        by_id.setdefault(id_key(message.message_id) or _same(message, by_id, openings) or message.ref, []).append(
            message
        )
    gone = {_key(one): one for one in absent if one.finding}
    known = by_id.keys() | gone.keys()
    nodes: dict[str, _Node] = {}
    for key, copies in by_id.items():
        first = next((one for one in copies if one.ref == asked), copies[0])
        parent = _known(answered.get(first.number, ()), known) or _quoted_by(first, gone)
        rest = tuple(one for one in copies if one is not first)
        entry = Entry(0, first, rest, opening=openings.get(first.number, ""), asked=first.ref == asked)
        nodes[key] = _Node(moment(first.date), parent, entry)
    for key, one in gone.items():
        nodes[key] = _absent_node(key, one, messages, answered, known)
    ordered = sorted(nodes, key=lambda key: (nodes[key].when, _rank(nodes[key].entry)))
    return tuple(_placed(nodes, key) for key in ordered)


def _same(message: Holding, by_id: Mapping[str, Sequence[Holding]], openings: Mapping[int, str]) -> str:
    """Give the key of the message of which a printed one is a copy: of one author, one minute, the same first words."""
    told = minute_of(message.date)
    name = message.author.partition(" <")[0]
    person = Person("" if "@" in name else name, message.address)
    for key, copies in by_id.items() if told and message.kind == "page-message" else ():
        other = minute_of(copies[0].date)
        near = told and other and abs(told[0] - other[0]) <= FARTHEST and (told[0] - other[0]) % 30 in (0, 1, 29)
        begun, theirs = (words(openings.get(one.number, "")) for one in (message, copies[0]))
        if near and same_person(person, copies[0].author) and begun[:ALIKE] == theirs[:ALIKE]:
            return key
    return ""


def _rank(entry: Entry) -> int:
    """Give what comes first at one moment: an absent message, one that is here, what was attached."""
    if entry.weighed and entry.weighed.finding:
        return 0 if entry.weighed.finding.kind == "absent-message" else 2
    return 1


def _key(weighed: Weighed) -> str:
    """Give what joins an absent message to those that answer it: its id, else the finding's."""
    return (weighed.finding and id_key(weighed.finding.absent.message_id)) or weighed.id


def _known(ids: Sequence[str], known: set[str]) -> str:
    return next((key for key in ids if key in known), "")


def _quoted_by(message: Holding, gone: Mapping[str, Weighed]) -> str:
    """Give the absent message that a message with no known id before it quotes."""
    quoting = (key for key, one in gone.items() if _shows(one.finding, message))
    return next(quoting, "")


def _shows(finding: Finding | None, message: Holding) -> bool:
    return finding is not None and finding.kind == "absent-message" and finding.because[0].span.document == message.ref


def _absent_node(
    key: str, weighed: Weighed, messages: Sequence[Holding], answered: Mapping[int, Sequence[str]], known: set[str]
) -> _Node:
    finding = weighed.finding
    assert finding is not None
    refs = {trace.span.document for trace in finding.because}
    witnesses = sorted((one for one in messages if one.ref in refs), key=lambda one: moment(one.date))
    first = witnesses[0]
    if finding.kind == "absent-message":
        chains = [answered.get(one.number, ()) for one in witnesses]
        chain = next((ids[list(ids).index(key) + 1 :] for ids in chains if key in ids), ())
        parent, when = _known(chain, known), moment(finding.absent.date)
        when = min(when, moment(first.date))
    else:
        parent, when = id_key(first.message_id) or first.ref, moment(first.date)
    return _Node(when, parent, Entry(0, weighed=weighed, what=absent_in_words(finding)))


def _placed(nodes: Mapping[str, _Node], key: str) -> Entry:
    """Give an entry with its depth: how many of the thread are before it on its own branch."""
    depth, seen = 0, {key}
    above = nodes[key].parent
    while above in nodes and above not in seen:
        depth += 1
        seen.add(above)
        above = nodes[above].parent
    return replace(nodes[key].entry, depth=min(depth, DEEPEST))


def moment(date: str) -> datetime:
    """Give when an ISO date begins, in UTC; the end of time where it is not known."""
    try:
        when = datetime.fromisoformat(f"{date}-01-01"[:10] if len(date) < 10 else date)
    except ValueError:
        return _NEVER
    try:
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except OverflowError:
        return _NEVER


def show(request: Request) -> Response:
    """Show the thread."""
    case = case_of(request)
    made = thread(case, request.path_params["reference"])
    return draw(request, "thread.html", Page(made.title, case, "documents"), thread=made, title_of=title_of)


ROUTES = [Route("/case/{case}/thread/{reference}", show)]
