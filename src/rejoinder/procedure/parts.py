"""Who had which part in a matter, from the documents of the case: what is said, and offices put with their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.find.said_dates import day_of
from rejoinder.model import INSIDE, MESSAGES, Holding, Span
from rejoinder.procedure.conflicts import Has
from rejoinder.procedure.names import bare, groups, may_be_one, parts, shown_best
from rejoinder.procedure.said_parts import (
    WRITER,
    Held,
    Part,
    Said,
    complained_about,
    office_key,
    offices,
    panel,
    roll,
    said_parts,
    wronged,
)
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

BEFORE, AFTER = timedelta(days=730), timedelta(days=365)
"""Days before and after a decision in which documents are read for who had which part."""
MOST = 2_000
"""Passages that are looked at for parts, and for one office."""
REVISION = f"{INSIDE}revision "
_SIGNS = "complain* OR investigat* OR witness* OR panel OR appeal*"
_WITHIN = (
    "SELECT DISTINCT p.document FROM passage_words w JOIN passages p ON p.number = w.rowid"
    " JOIN documents d ON d.number = p.document WHERE passage_words MATCH ?"
    " AND (d.date = '' OR (d.date >= ? AND d.date < ?)) LIMIT ?"
)
_ANY = (
    "SELECT DISTINCT p.document FROM passage_words w JOIN passages p ON p.number = w.rowid"
    " WHERE passage_words MATCH ? LIMIT ?"
)


class Paper(NamedTuple):
    """A document that a procedure turns on, with its text and its day."""

    holding: Holding
    text: str
    date: str

    @property
    def ref(self) -> str:
        """Give its reference."""
        return self.holding.ref

    def span(self, shelf: Shelf, start: int, end: int) -> Span:
        """Give words of it with their page."""
        return span_of(shelf, self.holding, self.text, start, end)


def span_of(shelf: Shelf, holding: Holding, text: str, start: int, end: int) -> Span:
    """Give words of a document with their page."""
    return Span(holding.ref, start, end, text[start:end], shelf.page_of(holding.number, start))


@dataclass(frozen=True, slots=True)
class Matter:
    """What is looked into: whose case it is, the decision, the notices before it, and minutes of who decided."""

    subject: str
    decision: Paper | None
    notices: tuple[Paper, ...]
    minutes: tuple[Paper, ...]
    accusing: tuple[Span, ...]
    """The words of each allegation, of notices and of the decision."""
    known: Mapping[str, str] = field(default_factory=dict)
    """By a name as it is written, small, the name of the one person who is known to bear it."""


class _Said(NamedTuple):
    said: Said
    holding: Holding
    span: Span


def parts_of(shelf: Shelf, matter: Matter) -> list[Has]:
    """Give every part that somebody is said to have had, the same part of one person in one document once."""
    found = [*_in_papers(shelf, matter), *_in_documents(shelf, matter)]
    held = _offices(shelf, {one.said.who for one in found if one.said.is_office}, matter)
    people = _people(matter, found, held)
    seen: set[tuple[str, str, bytes | str]] = set()
    told: list[Has] = []
    for one in found:
        for has in _has(one, people, held, matter.known):
            key = (has.person, has.part, one.holding.sha256)
            if key not in seen and not _is_subject(has.person, matter.subject):
                seen.add(key)
                told.append(has)
    return sorted(told, key=lambda one: (one.person, one.part, one.date, one.span.document, one.span.start))


def _is_subject(person: str, subject: str) -> bool:
    return may_be_one(person, subject) or (bool(subject) and parts(person) == parts(subject))


def _in_papers(shelf: Shelf, matter: Matter) -> Iterator[_Said]:
    """Give what decision, notices and minutes say."""
    for paper in filter(None, (matter.decision, *matter.notices)):
        yield from (_Said(one, paper.holding, paper.span(shelf, one.start, one.end)) for one in panel(paper.text))
    for span in matter.accusing:
        holding = shelf.find_document(span.document)
        if holding:
            text = shelf.text(holding.number)
            for one in (*wronged(text, span.start, span.end), *said_parts(text, span.start, span.end)):
                if one.part in ("wronged", "witness"):
                    yield _Said(one, holding, span_of(shelf, holding, text, one.start, one.end))
    for paper in matter.minutes:
        for what, one in roll(paper.text):
            if what == "present":
                yield _Said(one, paper.holding, paper.span(shelf, one.start, one.end))


def _in_documents(shelf: Shelf, matter: Matter) -> Iterator[_Said]:
    """Give what other documents around the decision say."""
    decided = day_of(matter.decision.date) if matter.decision else None
    edges = ((decided - BEFORE).isoformat(), (decided + AFTER).isoformat()) if decided else ("", "9")
    numbers = [number for (number,) in shelf.rows(_WITHIN, _SIGNS, *edges, MOST)]
    own = {batch.number for batch in shelf.batches() if batch.own}
    for holding in shelf.documents(numbers):
        if REVISION in holding.path:
            continue
        text = shelf.text(holding.number)
        is_hers = _is_subject(holding.author, matter.subject) or (holding.batch in own and not holding.author)
        for start, end in own_words(text, holding):
            some = complained_about(text, start, end) if is_hers else said_parts(text, start, end)
            yield from (_Said(one, holding, span_of(shelf, holding, text, one.start, one.end)) for one in some)


def own_words(text: str, holding: Holding) -> Sequence[tuple[int, int]]:
    """Give the stretches of a document that are its writer's own: of a message, without what it quotes."""
    if holding.kind not in MESSAGES or holding.conversation:
        return ((0, len(text)),)
    found = zones(text, holding.body_start)
    return tuple((zone.start, zone.end) for zone in found if not zone.depth and zone.kind == "own words")


def _offices(shelf: Shelf, wanted: Iterable[str], matter: Matter) -> dict[str, list[tuple[Held, Span]]]:
    """Give, by office, who is said to hold it, for the offices that are spoken of."""
    keys = {office_key(one) for one in wanted}
    found: dict[str, list[tuple[Held, Span]]] = {}
    texts = [(paper.holding, paper.text) for paper in filter(None, (matter.decision, *matter.notices, *matter.minutes))]
    for office in sorted(keys):
        words = re.findall(r"\w+", office)
        numbers = [number for (number,) in shelf.rows(_ANY, f'"{" ".join(words)}"', 200)] if words else []
        texts += [(holding, shelf.text(holding.number)) for holding in shelf.documents(numbers)]
    for holding, text in {one.number: (one, text) for one, text in texts}.values():
        for held in offices(text):
            if office_key(held.office) in keys:
                found.setdefault(office_key(held.office), []).append(
                    (held, span_of(shelf, holding, text, held.start, held.end))
                )
    return found


def _people(matter: Matter, found: Iterable[_Said], held: dict[str, list[tuple[Held, Span]]]) -> dict[str, str]:
    """Give, for every written name, the name by which its person is shown."""
    names = [matter.subject] if matter.subject else []
    for one in found:
        names += [one.holding.author] if one.said.who == WRITER else [] if one.said.is_office else [one.said.who]
        names.append(one.holding.author)
    names += [told.name for several in held.values() for told, _ in several]
    told = {name: matter.known.get(bare(name).lower(), name) for name in names if len(parts(name)) > 1}
    best = {name: shown_best(several) for several in groups(told.values()) for name in several}
    return {name: best[known] for name, known in told.items()}


def _has(
    one: _Said, people: dict[str, str], held: dict[str, list[tuple[Held, Span]]], known_names: Mapping[str, str]
) -> Iterator[Has]:
    """Give the part with its person; an office that two are said to hold, or nobody, stays an office."""
    said, date = one.said, one.holding.date[:10]
    if said.who == WRITER:
        if one.holding.author in people:
            is_known = bare(one.holding.author).lower() in known_names
            yield Has(
                people[one.holding.author], said.part, one.span, date, one.holding.author, own=True, known=is_known
            )
        return
    if not said.is_office:
        if said.who in people:
            yield Has(people[said.who], said.part, one.span, date, said.who, known=said.who.lower() in known_names)
        return
    holders = held.get(office_key(said.who), [])
    known = {people[told.name]: span for told, span in reversed(holders) if told.name in people}
    if len(known) == 1:
        person, span = next(iter(known.items()))
        yield Has(person, said.part, one.span, date, said.who, span)
    else:
        yield Has(said.who, said.part, one.span, date, said.who)


__all__ = ["Matter", "Paper", "Part", "own_words", "parts_of", "span_of"]
