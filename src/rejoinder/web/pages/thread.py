"""A thread: its messages in order of time, indented by who answers whom, with the absent ones in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
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
from rejoinder.shelf import Wanted, lists
from rejoinder.shelf.threads import members
from rejoinder.thread import base_subject
from rejoinder.web.frame import Page, case_of, draw
from rejoinder.web.pages.document import found
from rejoinder.web.pages.documents import title_of
from rejoinder.write.proofs import Rebuilt, rebuilt
from rejoinder.write.schedule import OPEN
from rejoinder.write.words import TOLD_WHOLE, name_in_words
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

DEEPEST = 5
"""Answers deeper than this are not indented further."""
OPENING = 280
"""Characters of a message's own words that are shown."""
LENGTH = 200
"""Entries of one page of a thread."""
SIGNED = 3
"""Words of a line that is no more than a signature, the first of them the author's first name."""
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
    opening: str = ""
    rebuilt: Rebuilt | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """The screen's values: one page of a thread, and how much of it is here."""

    holding: Holding
    title: str
    entries: tuple[Entry, ...]
    batches: Mapping[int, str]
    here: int
    """How many messages are here."""
    absent: int
    """How many documents are absent."""
    page: int = 1
    last: int = 1


class _Node(NamedTuple):
    when: datetime
    parent: str
    """Key of what it answers or hangs from; empty where nothing of the thread is known to be before it."""
    entry: Entry


def thread(case: Case, reference: str, page: int = 0) -> Thread:
    """Give a page of the thread of a message, by default that with the message; UsageError when it is not here."""
    with case.shelf() as shelf:
        holding = found(shelf, reference)
        messages = members(shelf, holding)
        answered = lists.answered_ids(shelf, [one.number for one in messages])
        prints = prints_of(shelf, messages)
        batches = {batch.number: batch.name for batch in shelf.batches()}
    entries = arranged(messages, answered, absent_of(case, messages), prints, holding.ref)
    last = max(1, -(-len(entries) // LENGTH))
    asked = next((at for at, entry in enumerate(entries) if entry.asked), 0) // LENGTH + 1
    number = min(page or asked, last)
    shown = _opened(case, entries[(number - 1) * LENGTH : number * LENGTH])
    here = sum(entry.holding is not None for entry in entries)
    title = base_subject(title_of(holding)) or title_of(holding)
    return Thread(holding, title, shown, batches, here, len(entries) - here, number, last)


def absent_of(case: Case, messages: Sequence[Holding]) -> list[Weighed]:
    """Give what messages of a thread prove to be absent from it and nobody has dismissed or closed."""
    proved = audit(case, wanted=Wanted(statuses=OPEN, documents=tuple(one.ref for one in messages)))
    return [one for one in proved if one.finding and one.finding.kind not in TOLD_WHOLE]


def _opened(case: Case, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Give entries with the opening of each message that is here and the words of each that is rebuilt."""
    findings = [entry.weighed.finding for entry in entries if entry.weighed and entry.weighed.finding]
    with case.shelf() as shelf:
        paths = dict(shelf.paths({cited.source.document for one in findings for cited in one.text_spans}))
        return tuple(_filled(shelf, entry, paths) for entry in entries)


def _filled(shelf: Shelf, entry: Entry, paths: Mapping[str, str]) -> Entry:
    if entry.holding:
        return replace(entry, opening=opening(shelf, entry.holding))
    finding = entry.weighed.finding if entry.weighed else None
    return replace(entry, rebuilt=rebuilt(finding, paths)) if finding and finding.text else entry


def opening(shelf: Shelf, holding: Holding) -> str:
    """Give the first of a message's own words, up to where its author signs."""
    text = shelf.text(holding.number)[: holding.body_start + READ]
    parts = zones(text, holding.body_start)
    own = "\n".join(text[zone.start : zone.end] for zone in parts if zone.kind == "own words" and not zone.depth)
    words = " ".join(" ".join(_unsigned(own, name_in_words(holding.author))).split())
    return words if len(words) <= OPENING else f"{words[:OPENING].rpartition(' ')[0]} …"


def _unsigned(own: str, author: str) -> Iterator[str]:
    """Give lines up to one that begins with the author's name, or holds hardly more than the first name."""
    name = author.casefold()
    for number, line in enumerate(own.splitlines()):
        said = line.strip().casefold()
        signs = said.startswith(name) or (len(said.split()) <= SIGNED and said.split(" ")[0] == name.split(" ")[0])
        if number and name and signs:
            return
        yield line


def arranged(
    messages: Sequence[Holding],
    answered: Mapping[int, Sequence[str]],
    absent: Sequence[Weighed],
    prints: Mapping[int, str],
    asked: str = "",
) -> tuple[Entry, ...]:
    """Give a thread's entries in order of time: copies once, absent ones before the first message that shows them."""
    by_id: dict[str, list[Holding]] = {}
    for message in messages:
        key = id_key(message.message_id) or prints.get(message.number) or message.ref
        by_id.setdefault(key, []).append(message)
    gone = {_key(one): one.finding for one in absent if one.finding}
    quoting = {one.because[0].span.document: key for key, one in gone.items() if one.kind == "absent-message"}
    known = by_id.keys() | gone.keys()
    nodes: dict[str, _Node] = {}
    for key, copies in by_id.items():
        first = next((one for one in copies if one.ref == asked), copies[0])
        parent = _known(answered.get(first.number, ()), known) or quoting.get(first.ref, "")
        rest = tuple(one for one in copies if one is not first)
        nodes[key] = _Node(moment(first.date), parent, Entry(0, first, rest, asked=first.ref == asked))
    by_ref = {message.ref: message for message in messages}
    weighed = {_key(one): one for one in absent if one.finding}
    for key, finding in gone.items():
        nodes[key] = _Node(*_absent_place(key, finding, by_ref, answered, known), Entry(0, weighed=weighed[key]))
    depths = _depths({key: node.parent for key, node in nodes.items()})
    ordered = sorted(nodes, key=lambda key: (nodes[key].when, _rank(nodes[key].entry)))
    return tuple(replace(nodes[key].entry, depth=min(depths[key], DEEPEST)) for key in ordered)


def prints_of(shelf: Shelf, messages: Sequence[Holding]) -> dict[int, str]:
    """Give, for each printed message of which a copy is among the messages, that one's key: a file before a print."""
    found: dict[int, str] = {}
    before = [one for one in messages if one.message_id]
    for message in messages:
        if message.kind == "page-message" and not message.message_id:
            same = next((one for one in before if _is_print(shelf, message, one)), None)
            if same:
                found[message.number] = id_key(same.message_id) or found.get(same.number, same.ref)
            before.append(message)
    return found


def _is_print(shelf: Shelf, message: Holding, other: Holding) -> bool:
    """Say whether a printed message is a copy of another: of one author, one minute, the same first words."""
    told, theirs = minute_of(message.date), minute_of(other.date)
    near = told and theirs and abs(told[0] - theirs[0]) <= FARTHEST and (told[0] - theirs[0]) % 30 in (0, 1, 29)
    name = message.author.partition(" <")[0]
    person = Person("" if "@" in name else name, message.address)
    if not near or not same_person(person, other.author):
        return False
    first, second = (words(opening(shelf, one))[:ALIKE] for one in (message, other))
    return first == second


def _rank(entry: Entry) -> int:
    """Give what comes first at one moment: an absent message, one that is here, what was attached."""
    if entry.weighed and entry.weighed.finding:
        return 0 if entry.weighed.finding.kind == "absent-message" else 2
    return 1


def _key(weighed: Weighed) -> str:
    """Give what joins an absent message to those that answer it: its id, else the finding's."""
    return (weighed.finding and id_key(weighed.finding.absent.message_id)) or weighed.id


def _known(ids: Sequence[str], known: Set[str]) -> str:
    return next((key for key in ids if key in known), "")


def _absent_place(
    key: str,
    finding: Finding,
    by_ref: Mapping[str, Holding],
    answered: Mapping[int, Sequence[str]],
    known: Set[str],
) -> tuple[datetime, str]:
    """Give when an absent document was, and what it answers or hangs from."""
    refs = dict.fromkeys(trace.span.document for trace in finding.because)
    witnesses = sorted((by_ref[ref] for ref in refs if ref in by_ref), key=lambda one: moment(one.date))
    first = witnesses[0]
    if finding.kind != "absent-message":
        return moment(first.date), id_key(first.message_id) or first.ref
    chains = [answered.get(one.number, ()) for one in witnesses]
    chain = next((ids[list(ids).index(key) + 1 :] for ids in chains if key in ids), ())
    return min(moment(finding.absent.date), moment(first.date)), _known(chain, known)


def _depths(parents: Mapping[str, str]) -> dict[str, int]:
    """Give for each how many are before it on its own branch; where a branch leads back to itself, it ends."""
    depths: dict[str, int] = {}
    for key in parents:
        branch: dict[str, None] = {}
        at = key
        while at in parents and at not in depths and at not in branch:
            branch[at] = None
            at = parents[at]
        depth = depths.get(at, -1) if at not in branch else -1
        for one in reversed(branch):
            depth += 1
            depths[one] = depth
    return depths


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
    asked = request.query_params.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    made = thread(case, request.path_params["reference"], page)
    return draw(request, "thread.html", Page(made.title, case, "documents"), thread=made, title_of=title_of)


ROUTES = [Route("/case/{case}/thread/{reference}", show)]
