"""Who had what in front of them, and when: of each person the first document that holds what tells an event.

A document holds it where it is cited for the event, or has the same words, quoted or copied. It is in front of whoever
wrote it, was sent it, signed it or, by its minutes, was present; and what hangs from a message is in front of whoever
wrote or was sent that. That somebody knew of it is never said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.people import Everybody, Person, everybody
from rejoinder.case.places import cited
from rejoinder.case.receiving import Case
from rejoinder.events.decided import Event
from rejoinder.model import Span
from rejoinder.shelf import people as kept
from rejoinder.text import fold
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

LEAST = 6
"""Words in a row that tell a passage from any other."""
TAKEN = 12
"""Words of a message or a paper by which it is known where others quote it."""
CARRIERS = 400
"""Documents looked at of one event; one that stands in more is in front of everybody."""
WAYS = (*kept.WROTE, *kept.RECEIVED, "present")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]+"


class First(NamedTuple):
    """The first document in which somebody has an event in front of them."""

    person: str
    """Their id."""
    name: str
    date: str
    """Of the document, or of the message it hangs from; empty where it has none."""
    way: str
    """wrote, to, cc, bcc, signed, author or present."""
    holds: Span
    """The words that tell the event."""
    shows: Span
    """The words that show the person's part."""
    path: str
    """Of the document that holds it."""
    beside: str | None = None
    """Where another bears the same name, their address, empty where they have none."""


class Seen(NamedTuple):
    """Some of those who had an event in front of them, and how many more there are."""

    firsts: tuple[First, ...]
    more: int


class Carrier(NamedTuple):
    """A document that holds an event's words, and where."""

    number: int
    start: int
    end: int
    within: re.Pattern[str] | None = None
    """The words, where all that is known is the passage that they stand in."""

    def place(self, text: str) -> tuple[int, int]:
        """Give start..end of the words in the document's text."""
        here = (self.start, self.end)
        return (self.within and _exact(text, self.within, *here)) or here


def seen(case: Case, events: Iterable[Event], people: Sequence[str] = ()) -> dict[str, tuple[First, ...]]:
    """Give, by event, who had it in front of them and when, the earliest first: of these people, or of all."""
    return {event: found.firsts for event, found in seen_first(case, events, people).items()}


def seen_first(
    case: Case, events: Iterable[Event], people: Sequence[str] = (), most: int | None = None
) -> dict[str, Seen]:
    """Give, by event, so many of those who had it in front of them, the earliest first, and how many more had."""
    every = everybody(case)
    with case.shelf() as shelf:
        return {one.id: firsts(shelf, one, every, people, most) for one in events}


def firsts(shelf: Shelf, event: Event, every: Everybody, people: Sequence[str] = (), most: int | None = None) -> Seen:
    """Give, for so many people, the first document in which they have an event in front of them."""
    carriers = {one.number: one for one in carriers_of(shelf, event)}
    above = _above(shelf, carriers)
    best: dict[str, _Part] = {}
    dates = kept.dates(shelf, {*carriers, *above})
    for number, spelling, way, start, end in kept.in_documents(shelf, dates):
        one = every.by_spelling.get(spelling)
        if one is None or way not in WAYS or (people and one.id not in people):
            continue
        found = _Part((*_order(dates[number]), WAYS.index(way), number), one, number, way, start, end)
        if one.id not in best or found.order < best[one.id].order:
            best[one.id] = found
    ordered = sorted(best.values(), key=lambda each: (each.order[:2], each.person.name))
    told = ordered[:most]
    first = (_first(shelf, carriers[above.get(one.number, one.number)], dates[one.number], one) for one in told)
    return Seen(tuple(first), len(ordered) - len(told))


class _Part(NamedTuple):
    """A part of somebody in a document, and how it is ordered among others."""

    order: tuple[str, str, int, int]
    person: Person
    number: int
    way: str
    start: int
    end: int


def _first(shelf: Shelf, carrier: Carrier, date: str, part: _Part) -> First:
    holding, text = shelf.document(carrier.number), shelf.text(carrier.number)
    start, end = carrier.place(text)
    holds = Span(holding.ref, start, end, text[start:end], shelf.page_of(carrier.number, start))
    one = part.person
    shows = cited(shelf, part.number, part.way, part.start, part.end, (*one.addresses, *one.names))
    return First(one.id, one.name, date, part.way, holds, shows, holding.path, one.beside)


def _order(date: str) -> tuple[str, str]:
    """Give how dates are ordered: by day, on one day by the hour, last where there is none."""
    return (date[:10] or "~", date[10:] or "~")


def carriers_of(shelf: Shelf, event: Event) -> Iterator[Carrier]:
    """Give the documents that hold what tells an event: those cited for it, and others with the same words."""
    refs = {span.document: span for span in reversed(event.cited)}
    seen: dict[int, Carrier] = {}
    for ref, number in shelf.rows_of("SELECT ref, number FROM documents WHERE ref IN (?)", refs):
        seen[number] = Carrier(number, refs[ref].start, refs[ref].end)
    query = (
        "SELECT c.document, c.start, c.end FROM events e JOIN event_citations c ON c.event = e.number WHERE e.id = ?"
        " LIMIT ?"
    )
    for number, start, end in shelf.rows(query, event.id, CARRIERS):
        seen.setdefault(
            number, Carrier(number, start, end or start + len(shelf.text(number)[start:].partition("\n")[0]))
        )
    phrase = _phrase(shelf, event, seen)
    in_a_row = re.compile(rf"(?<![^\W_]){_BETWEEN.join(map(re.escape, phrase))}(?![^\W_])")
    is_whole = len(phrase) <= TAKEN
    for number, start, end in shelf.places_of(" ".join(_rarest(phrase)), CARRIERS) if len(phrase) >= LEAST else ():
        if number in seen:
            continue
        if is_whole:
            seen[number] = Carrier(number, start, end, in_a_row)
        elif place := _exact(shelf.text(number), in_a_row, start, end):
            seen[number] = Carrier(number, *place)
    yield from seen.values()


def _rarest(phrase: Sequence[str]) -> Sequence[str]:
    """Give so many words in a row of a long phrase, those with the most letters: few documents hold them, so that they
    are found at once."""
    starts = range(max(1, len(phrase) - TAKEN + 1))
    start = max(starts, key=lambda one: sum(map(len, phrase[one : one + TAKEN])))
    return phrase[start : start + TAKEN]


def _phrase(shelf: Shelf, event: Event, cited_in: Iterable[int]) -> list[str]:
    """Give the words by which what tells an event is known again: its sentence, or words of its message or paper."""
    if event.kind not in ("message", "letter", "paper"):
        return _WORD.findall(fold(event.said)) if event.kind != "silence" else []
    for number in cited_in:
        text, holding = shelf.text(number), shelf.document(number)
        start = event.cited[0].end if event.kind != "message" and event.cited else holding.body_start
        own = [
            (one.start, one.end) for one in zones(text, holding.body_start) if one.kind == "own words" and not one.depth
        ]
        runs = own if event.kind == "message" else [(start, len(text))]
        blocks = [block for first, last in runs for block in re.split(r"\n\s*\n", text[first:last])]
        words = max((_WORD.findall(fold(block)) for block in blocks), key=len, default=[])
        return words[:TAKEN] if len(words) >= LEAST else []
    return []


def _exact(text: str, in_a_row: re.Pattern[str], start: int, end: int) -> tuple[int, int] | None:
    """Give start..end of words in a row within a passage, the passage where folding moved them; None without them."""
    folded = fold(text[start:end])
    one = in_a_row.search(folded)
    if one is None:
        return None
    return (start + one.start(), start + one.end()) if len(folded) == end - start else (start, end)


def _above(shelf: Shelf, carriers: Iterable[int]) -> dict[int, int]:
    """Give, by message from which a document that holds it hangs, that document."""
    found: dict[int, int] = {}
    below = {number: number for number in carriers}
    while below:
        query = (
            "SELECT c.number, p.number FROM documents c JOIN documents p ON p.ref = c.parent"
            " WHERE c.parent != '' AND c.number IN (?)"
        )
        up = {parent: below[child] for child, parent in shelf.rows_of(query, below)}
        below = {number: held for number, held in up.items() if number not in found and number not in carriers}
        found |= below
    return found
