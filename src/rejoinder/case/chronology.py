"""The chronology of a case: what documents propose, and what a person confirms, rewords, withdraws and adds.

Each act holds the event as it was proposed, with its citations; none of them is ever changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.judging import compared
from rejoinder.case.people import Person, of_id
from rejoinder.case.receiving import Case
from rejoinder.case.suggested import events_suggested
from rejoinder.errors import UsageError
from rejoinder.events.decided import (
    STANDINGS,
    Event,
    check_agreed,
    check_date,
    check_party,
    decided,
    entry,
    typed,
)
from rejoinder.journal import Act, judgements
from rejoinder.model import Span
from rejoinder.people.joining import number_of
from rejoinder.shelf.events import SILENCE, Asked, Chosen, Events, Place, Row

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

CITED = 12
"""Citations of one event that are shown; copies of a mail may be many."""
POST = 300
"""Characters of a post that are shown."""
NONE = "none"
"""No event is of this kind."""
KEPT = ("confirmed", "reworded", "added")
"""Standings of events that a person stands by."""
_DATED = re.compile(r"^(?:Date|Sent):[^\n]{1,200}", re.MULTILINE)

# What is in force


class Wanted(NamedTuple):
    """Which events are asked for; what is empty narrows nothing."""

    person: str = ""
    """A part of a name or an address, or the id of a person."""
    party: str = ""
    batch: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    standing: str = ""
    """One of STANDINGS, or kept: all that a person stands by. Empty: all that were not withdrawn."""
    agreed: str = ""


class Chronology(NamedTuple):
    """Events in order of time, and how many there are in all of those asked for."""

    events: tuple[Event, ...]
    total: int


EVERYTHING = Wanted()


def chronology(case: Case, wanted: Wanted = EVERYTHING, limit: int = -1, after: int = 0) -> Chronology:
    """Give so many events in order of time from the one after so many."""
    _check(wanted)
    acts = list(case.journal.acts())
    told = decided(iter(acts))
    with compared(case) as shelf:
        batches = {batch.name: batch.number for batch in shelf.batches()}
        if wanted.batch and wanted.batch not in batches:
            raise UsageError(
                f"No batch of this case is named {wanted.batch}.", f"The batches are: {', '.join(batches)}."
            )
        asked = Asked(*wanted[:2], batches.get(wanted.batch, 0), *wanted[3:6])
        further = {one.id: one for one in events_suggested(shelf, acts) if one.id not in told}
        someone = of_id(case, wanted.person)
        if someone:
            asked = asked._replace(person="", spellings=tuple(map(number_of, someone.ids)))
        theirs = _theirs(shelf, told | further, someone, wanted.person)
        every = (told | further).values()
        chosen = {one.id: one for one in every if one.id in theirs and _is_wanted(one, wanted)}
        events = shelf.events()
        left = [*_left(shelf, events, told), *_silences_left(shelf, acts, wanted)]
        if wanted.agreed or wanted.standing not in ("", "proposed"):
            asked = asked._replace(kind=SILENCE if _with_silences(wanted) else NONE)
        order = [Chosen(one.id, one.date) for one in chosen.values()]
        total = events.count(asked, left) + len(order)
        rows = list(events.page(asked, order, left, limit, after))
        named = {number: name for name, number in batches.items()}
        found = tuple(chosen[row] if isinstance(row, str) else _event(shelf, row, named) for row in rows)
    return Chronology(found, total)


def _check(wanted: Wanted) -> None:
    for day in filter(None, (wanted.since, wanted.until)):
        check_date(day)
    check_party(wanted.party)
    check_agreed(wanted.agreed)
    if wanted.standing and wanted.standing not in (*STANDINGS, "kept"):
        raise UsageError(f"{wanted.standing} is no standing.", f"Say one of: {', '.join(STANDINGS)}, kept.")


def _theirs(shelf: Shelf, told: dict[str, Event], someone: Person | None, words: str) -> set[str]:
    """Give which of those decided about are of somebody, by the documents that tell them, or by a part of a name."""
    if someone is None:
        return {one.id for one in told.values() if words.lower() in "\n".join(one.people).lower()}
    numbers = str([number_of(each) for each in someone.ids])
    cited = {span.document for one in told.values() for span in one.cited}
    query = (
        "SELECT DISTINCT d.ref FROM parts p JOIN documents d ON d.number = p.document WHERE p.spelling IN"
        " (SELECT value FROM json_each(?)) AND p.way NOT IN ('called', 'statement', 'apologies') AND d.ref IN"
        " (SELECT value FROM json_each(?))"
    )
    with_part = {ref for (ref,) in shelf.rows(query, numbers, json.dumps(sorted(cited)))}
    return {one.id for one in told.values() if any(span.document in with_part for span in one.cited)}


def _is_wanted(one: Event, wanted: Wanted) -> bool:
    """Say whether an event that was decided about is among those asked for."""
    current = {"": (*KEPT, "proposed"), "kept": KEPT}
    standings = current.get(wanted.standing, (wanted.standing,))
    return (
        one.standing in standings
        and all(not asked or asked == held for asked, held in _pairs(one, wanted))
        and (not wanted.since or one.date >= wanted.since)
        and (not wanted.until or one.date < f"{wanted.until}~")
    )


def _pairs(one: Event, wanted: Wanted) -> Iterator[tuple[str, str]]:
    yield from ((wanted.party, one.party), (wanted.batch, one.batch))
    yield from ((wanted.kind, one.kind), (wanted.agreed, one.agreed))


def _left(shelf: Shelf, events: Events, told: dict[str, Event]) -> Iterator[str]:
    """Give the ids of what is proposed and was decided about: under its id, or at its place when that has changed."""
    here = {one for (one,) in shelf.rows_of("SELECT id FROM events WHERE id IN (?)", told)}
    yield from here
    for event in (one for one in told.values() if one.id not in here):
        for span in event.cited:
            for identity, date, kind, start, end in events.told_in(span.document):
                same = not end or (start < span.end and span.start < end)
                if same and kind == event.kind and (kind != "said" or date == event.date):
                    yield identity


def _with_silences(wanted: Wanted) -> bool:
    """Say whether gaps are asked for where only what a person stands by is: those that were accepted."""
    return wanted.standing == "kept" and not wanted.agreed and wanted.kind in ("", SILENCE)


def _silences_left(shelf: Shelf, acts: Iterable[Act], wanted: Wanted) -> Iterator[str]:
    """Give the silences that are no rows: dismissed ones, and what nobody accepted where only that is asked for."""
    judged = judgements(iter(acts))
    only_accepted = _with_silences(wanted)
    for (finding,) in shelf.rows("SELECT id FROM events WHERE kind = 'silence'"):
        decision = judged[finding].decision if finding in judged else ""
        if decision == "dismiss" or (only_accepted and decision != "accept"):
            yield finding


def _event(shelf: Shelf, row: Row, batches: dict[int, str]) -> Event:
    spans = tuple(_span(shelf, row.kind, place) for place in row.places[:CITED])
    people = tuple(row.people.split("\n")) if row.people else ()
    return Event(row.id, row.kind, row.date, spans, row.until, row.party, people, row.about, batches.get(row.batch, ""))


def _span(shelf: Shelf, kind: str, place: Place) -> Span:
    """Give the words of a place; of a message the line that dates it, of a post its beginning."""
    holding, text = shelf.document(place.document), shelf.text(place.document)
    start, end = place.start, place.end
    if not end and kind == "post":
        body = text[holding.body_start :]
        start = holding.body_start + len(body) - len(body.lstrip())
        end = start + len(text[start : start + POST].rstrip())
    elif not end:
        found = _DATED.search(text, 0, holding.body_start or len(text))
        start, end = found.span() if found else (0, min(len(text.partition("\n")[0]), 200))
    return Span(holding.ref, start, end, text[start:end], shelf.page_of(holding.number, start))


def find(case: Case, beginning: str) -> Event:
    """Give the event whose id begins so; UsageError where it is none or several."""
    acts = list(case.journal.acts())
    told = [one for one in decided(acts).values() if beginning and one.id.startswith(beginning)]
    with compared(case) as shelf:
        batches = {batch.number: batch.name for batch in shelf.batches()}
        further = [one for one in events_suggested(shelf, acts) if beginning and one.id.startswith(beginning)]
        told += [one for one in further if one.id not in {each.id for each in told}]
        known = {one.id for one in told}
        rows = [row for row in shelf.events().one(beginning) if row.id not in known] if beginning else []
        found = [*told, *(_event(shelf, row, batches) for row in rows)]
    exact = [one for one in found if one.id == beginning] or found
    if len(exact) == 1:
        return exact[0]
    what = f"No event is {beginning or '(empty)'}." if not found else f"Several events begin with {beginning}."
    raise UsageError(what, f"List them with: rejoinder events {case.folder}")


# What a person does


def confirm(case: Case, which: Sequence[str], *, at: str) -> list[Event]:
    """Confirm events that documents propose, in one act."""
    several = [find(case, one) for one in dict.fromkeys(which)]
    for one in several:
        if one.kind == SILENCE:
            raise _of_a_silence(case, one)
        if one.standing != "proposed":
            raise UsageError(f"{one.id} is {one.standing} already.", "Choose events that are proposed.")
    if not several:
        raise UsageError("It was not said which event.", f"List them with: rejoinder events {case.folder}")
    _write(case, "confirm", several, at)
    return [replace(one, standing="confirmed") for one in several]


def reword(case: Case, which: str, words: str, *, date: str = "", party: str = "", at: str) -> Event:
    """Put an event in other words, or on another date; those of its documents stay beside them."""
    one = _decidable(case, which)
    said = " ".join(words.split())
    if not (said or date or party):
        raise UsageError("There are no words.", "Write what happened in one sentence.")
    day = check_date(date) if date else ""
    _write(case, "reword", [one], at, words=said, date=day, party=check_party(party))
    return find(case, one.id)


def agree(case: Case, which: str, status: str, *, at: str) -> Event:
    """Say whether an event is disputed, and by whom; an empty status takes that off."""
    one = _decidable(case, which)
    _write(case, "status", [one], at, agreed=check_agreed(status))
    return find(case, one.id)


def withdraw(case: Case, which: str, *, because: str = "", at: str) -> Event:
    """Set an event aside: it is none, or bears on nothing."""
    one = _decidable(case, which)
    _write(case, "withdraw", [one], at, because=because)
    return find(case, one.id)


def add(
    case: Case, words: str, date: str, *, party: str = "", agreed: str = "", cite: Span | None = None, at: str
) -> Event:
    """Add an event in a person's own typing, with the passage that tells it where one is given."""
    made = typed(words, date, party=party, agreed=agreed)
    if any(one.id == made.id for one in decided(case.journal.acts()).values()):
        raise UsageError("There is an event in these words on this date already.", "Look for it in the list.")
    made = replace(made, cited=(cite,) if cite else ())
    _write(case, "add", [made], at)
    return made


def undo(case: Case, which: str, *, at: str) -> None:
    """Take back the last act about an event; the journal keeps both."""
    told = [one for one in decided(case.journal.acts()) if which and one.startswith(which)]
    if len(told) != 1:
        what = f"Nothing was decided about {which or '(empty)'}." if not told else f"Several events begin with {which}."
        raise UsageError(what, "There is nothing to take back." if not told else "Say which.")
    case.journal.write("event", at, {"decision": "undo", "of": told})


def _decidable(case: Case, which: str) -> Event:
    one = find(case, which)
    if one.kind == SILENCE:
        raise _of_a_silence(case, one)
    return one


def _of_a_silence(case: Case, one: Event) -> UsageError:
    return UsageError("A silence is decided about as a finding.", f"Use: rejoinder judge {case.folder} {one.id}")


def _write(case: Case, decision: str, several: Sequence[Event], at: str, **told: str) -> None:
    taken = [entry(one) for one in several]
    case.journal.write("event", at, {"decision": decision, "of": [one.id for one in several], "taken": taken, **told})
