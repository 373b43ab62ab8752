"""The clocks of a case: the days its documents propose and a person confirms, and the limits they start.

A request, a reply to it and a batch's own day are proposed with the words that tell them. Where documents propose
several days for one event none is taken before a person says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rejoinder.case.receiving import Case
from rejoinder.case.scopes import scopes
from rejoinder.clocks import Clock, Given, clock_of, in_force, missing_of
from rejoinder.clocks.decided import Dated, dated, decided, place_of, taken
from rejoinder.errors import UsageError
from rejoinder.events.proposed import Sides
from rejoinder.find.said_dates import day_of, said_dates
from rejoinder.law.calendars import calendars
from rejoinder.law.loading import law
from rejoinder.law.rules import Rule
from rejoinder.model import Batch, Holding, Span

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

REQUEST = "request_received"
ANSWER = "answer_received"
DEFAULT = "uk-gdpr"
UNKNOWN = "Something was disclosed in answer, and it is not known on what day."
NOTE_IT = "Note that day; until then nothing is called late."
LOOKED_AT = 100
"""Passages that speak of a request and are looked at."""
_PHRASES = (
    "access request", "for my personal data", "of my personal data", "to my personal data", "for your personal data",
    "your request of", "your request dated", "your request received", "your request made",
)  # fmt: skip
_ASKS = re.compile(
    r"\b(?:(?:data )?subject access request|request for (?:a copy of )?(?:all )?my personal data"
    r"|(?:copy of|access to) (?:all )?(?:the |my )personal data)\b",
    re.IGNORECASE,
)
_PLANS = re.compile(r"\b(?:will|may|might|shall|could|should|would|going to|if|whether|how to)\b[^.?!\n]{0,40}$", re.I)
_REMINDS = re.compile(
    r"\b(?:remind(?:er|ing)?|second request|again|chas(?:e|ing)|follow(?:ing)?[- ]up|overdue)\b", re.I
)
_ANSWERED = re.compile(
    r"\byour (?:(?:data )?subject access |access )?request (?:of|dated|received(?: on)?|made on|which we received on) "
    r"(?=(?:the )?\d|[A-Z][a-z]+ \d)",
    re.IGNORECASE,
)
_OF_DATA = re.compile(r"personal (?:data|information)|subject access|data protection|GDPR", re.IGNORECASE)
NEAR = 400
"""Characters around a request that is spoken of, within which it is said that it is for personal data."""


@dataclass(frozen=True, slots=True)
class Asking:
    """An event whose day is not known, or of which several are proposed."""

    regime: str
    name: str
    proposed: tuple[Dated, ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """A clock of the case, or why its rule cannot be counted, with the days it rests on."""

    rule: Rule
    rests_on: tuple[Dated, ...]
    clock: Clock | None = None
    fault: str = ""
    remedy: str = ""

    @property
    def unconfirmed(self) -> tuple[Dated, ...]:
        """Give the days that nobody confirmed."""
        return tuple(one for one in self.rests_on if one.standing == "proposed")


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of a case on one day, and what is asked."""

    running: tuple[Running, ...]
    asked: tuple[Asking, ...]
    days: tuple[Dated, ...]
    """Every day known, by regime and date."""
    place: str
    paths: Mapping[str, str]


def regime_of(case: Case) -> str:
    """Give the law of a case; that of the United Kingdom where none that is known was named."""
    return case.regime if case.regime in law().regimes else DEFAULT


def clocks(case: Case, *, today: date) -> Clocks:
    """Give the clocks of a case: those that run, those that are late, and the days that are asked for."""
    acts = list(case.journal.acts())
    told, place = decided(acts), place_of(acts)
    with case.shelf() as shelf:
        found = _merged(told, proposed(case, shelf))
        paths = dict(shelf.paths(span.document for one in found for span in one.cited))
        is_answered = any(not batch.own for batch in shelf.batches())
    regimes = list(dict.fromkeys((regime_of(case), *(one.regime for one in found))))
    running: list[Running] = []
    asked: list[Asking] = []
    for regime in regimes:
        taken_, unsure = _taken(one for one in found if one.regime == regime)
        asked += unsure
        events = {name: tuple(sorted(date.fromisoformat(one.date) for one in days)) for name, days in taken_.items()}
        length = max((one.days for days in taken_.values() for one in days), default=0)
        is_unsure = is_answered and regime == regime_of(case) and not taken_.get(ANSWER)
        for one in _running(regime, Given(events, place, length), taken_, today):
            unknown = is_unsure and ANSWER in one.rule.ends
            running.append(replace(one, clock=None, fault=UNKNOWN, remedy=NOTE_IT) if unknown else one)
        if is_unsure and REQUEST in events and not any(one.name == ANSWER for one in unsure):
            asked.append(Asking(regime, ANSWER))
        begins = law().regimes[regime].begins
        if begins not in events and not any(one.name == begins for one in unsure):
            asked.append(Asking(regime, begins))
    return Clocks(tuple(running), tuple(asked), tuple(found), place, paths)


def _running(regime: str, given: Given, held: Mapping[str, list[Dated]], today: date) -> Iterator[Running]:
    """Give the clocks of one regime; one that cannot be counted says why."""
    rules = [rule for rule in law().rules() if rule.regime == regime]
    for rule in rules:
        if missing_of(law(), rule, given) or not in_force(rule, given.events):
            continue
        speaks = names_of(rule)
        rests = tuple(one for name, days in held.items() if name in speaks for one in days)
        here = given._replace(place=_placed(rule, given.place))
        try:
            yield Running(rule, rests, clock_of(law(), rule, here, today))
        except UsageError as fault:
            yield Running(rule, rests, None, fault.what, fault.remedy)


def _placed(rule: Rule, place: str) -> str:
    """Give the place, where it is one of the calendar's."""
    known = calendars()[rule.calendar.calendar].places if rule.calendar else ()
    return place if place in known else ""


def names_of(rule: Rule) -> frozenset[str]:
    """Give the events that bear on a rule."""
    found = {*rule.start.latest_of, *rule.resets, *rule.ends}
    found |= {name for pair in rule.start.waits.items() for name in pair}
    found |= {name for pause in rule.pauses for name in (pause.since, pause.until)}
    if rule.extension:
        found.add(rule.extension.notice)
    before = law().rule(rule.start.after_rule) if rule.start.after_rule else None
    return frozenset(found) | (names_of(before) if before else frozenset())


def _merged(told: Mapping[str, Dated], found: Iterable[Dated]) -> list[Dated]:
    """Give what was decided about, then what is proposed and was not."""
    merged = {one.id: one for one in found} | dict(told)
    kept = (one for one in merged.values() if one.standing != "removed")
    return sorted(kept, key=lambda one: (one.regime, one.date, one.name))


def _taken(found: Iterable[Dated]) -> tuple[dict[str, list[Dated]], list[Asking]]:
    """Give by event the days that are taken, and the events of which documents propose several days."""
    by_name: dict[str, list[Dated]] = {}
    for one in found:
        by_name.setdefault(one.name, []).append(one)
    taken_: dict[str, list[Dated]] = {}
    asked: list[Asking] = []
    for name, several in by_name.items():
        stands = [one for one in several if one.standing != "proposed"]
        if stands or len(several) == 1:
            taken_[name] = stands or several
        else:
            asked.append(Asking(several[0].regime, name, tuple(several)))
    return taken_, asked


# What documents propose


def proposed(case: Case, shelf: Shelf) -> list[Dated]:
    """Give the days that a case proposes: of the request, and of the first answer."""
    regime = regime_of(case)
    if law().regimes[regime].begins != REQUEST:
        return []
    found = [*_asked_by(case, regime), *_requests(shelf, case, regime), *_answers(case, shelf, regime)]
    told: dict[str, Dated] = {}
    for one in found:
        before = told.get(one.id)
        cited = tuple(dict.fromkeys((*before.cited, *one.cited))) if before else one.cited
        told[one.id] = replace(before or one, cited=cited, why=(before or one).why or one.why)
    return list(told.values())


def _asked_by(case: Case, regime: str) -> Iterator[Dated]:
    """Give the day on which the person said, when the case was made, that they asked."""
    if day_of(case.asked):
        yield dated(regime, REQUEST, case.asked[:10], why="said when the case was made")


def _requests(shelf: Shelf, case: Case, regime: str) -> Iterator[Dated]:
    """Give the day of the subject's first message that asks for their data, and of what the other side says of it."""
    sides = Sides(shelf, case.subject)
    numbers = {number for phrase in _PHRASES for number, _, _ in shelf.places_of(phrase, LOOKED_AT)}
    first: tuple[str, Dated] | None = None
    for holding in shelf.documents(sorted(numbers)):
        text = shelf.text(holding.number)
        ours = sides.party(holding.author, holding.address) == "ours"
        if ours and day_of(holding.date):
            span = _request_in(shelf, holding, text)
            if span and (first is None or holding.date < first[0]):
                first = (holding.date, dated(regime, REQUEST, holding.date[:10], cited=(span,)))
        elif not ours:
            yield from _spoken_of(shelf, holding, text, regime)
    if first:
        yield first[1]


def _request_in(shelf: Shelf, holding: Holding, text: str) -> Span | None:
    """Give the words in which a message asks for personal data; None where it answers, reminds or quotes one."""
    one = next(
        (one for one in _ASKS.finditer(text) if not _PLANS.search(text, max(0, one.start() - 60), one.start())), None
    )
    if one is None or _REMINDS.search(holding.subject) or holding.subject.lower().startswith(("re:", "fw:", "fwd:")):
        return None
    return _span(shelf, holding, text, one.start(), one.end())


def _spoken_of(shelf: Shelf, holding: Holding, text: str, regime: str) -> Iterator[Dated]:
    """Give the day of the request as who answers it writes it."""
    for one in _ANSWERED.finditer(text):
        around = text[max(0, one.start() - NEAR) : one.end() + NEAR]
        said = next(said_dates(text, holding.date, one.end(), one.end() + 40), None)
        day = day_of(said.date) if said and said.start - one.end() <= len("the ") else None
        if said and day and _OF_DATA.search(around):
            yield dated(regime, REQUEST, day.isoformat(), cited=(_span(shelf, holding, text, one.start(), said.end),))


def _answers(case: Case, shelf: Shelf, regime: str) -> Iterator[Dated]:
    """Give the day of the first batch that was disclosed, with its covering letter where one is named.

    A batch of the day on which it was taken in here proposes none: that day may be no more than what was not said.
    """
    taken_in = {str(act.told["batch"]): act.at[:10] for act in case.journal.acts() if act.kind == "receive"}
    disclosed = [batch for batch in shelf.batches() if not batch.own and day_of(batch.date)]
    batches = [batch for batch in disclosed if taken_in.get(batch.name) != batch.date[:10]]
    if not batches or min(batch.date for batch in disclosed) not in {batch.date for batch in batches}:
        return
    first = min(batches, key=lambda batch: batch.date)
    cited = _letter(case, shelf, first)
    yield dated(regime, ANSWER, first.date[:10], cited=cited, why=f"received with the batch {first.name}")


def _letter(case: Case, shelf: Shelf, batch: Batch) -> tuple[Span, ...]:
    """Give the beginning of the covering letter of a batch."""
    scope = scopes(case).get(batch.name)
    holding = shelf.find_document(scope.letter) if scope and scope.letter else None
    if holding is None or holding.batch != batch.number:
        return ()
    text = shelf.text(holding.number)
    start = len(text) - len(text.lstrip())
    dates = said_dates(text, holding.date, start, start + 1200)
    one = next((said for said in dates if said.date[:10] == batch.date[:10]), None)
    return (_span(shelf, holding, text, one.start, one.end),) if one else ()


def _span(shelf: Shelf, holding: Holding, text: str, start: int, end: int) -> Span:
    return Span(holding.ref, start, end, text[start:end], shelf.page_of(holding.number, start))


# What a person does


def set_day(
    case: Case,
    name: str,
    day: str,
    *,
    regime: str = "",
    days: int = 0,
    cite: Span | None = None,
    why: str = "",
    at: str,
) -> Dated:
    """Say on what day an event of a clock was, in place of what was said before; UsageError where it is none."""
    chosen = regime or regime_of(case)
    if chosen not in law().regimes:
        raise UsageError(f"No law is known as {chosen}.", f"Say one of: {', '.join(law().regimes)}.")
    known = {event for rule in law().rules() if rule.regime == chosen for event in names_of(rule)}
    if name not in known:
        raise UsageError(
            f"No clock of {chosen} speaks of {name or '(empty)'}.", f"Say one of: {', '.join(sorted(known))}."
        )
    try:
        when = date.fromisoformat(day.strip())
    except ValueError as fault:
        raise UsageError(f"{day or 'Nothing'} is not a day.", "Write it as 2024-06-30.") from fault
    one = dated(chosen, name, when.isoformat(), cited=(cite,) if cite else (), why=" ".join(why.split()), days=days)
    _write(case, "set", one, at)
    return replace(one, standing="set")


def confirm(case: Case, which: str, *, at: str) -> Dated:
    """Confirm a day that documents propose."""
    one = find(case, which)
    if one.standing != "proposed":
        raise UsageError(f"{one.id} stands already.", "Choose a day that is proposed.")
    _write(case, "confirm", one, at)
    return replace(one, standing="confirmed")


def remove(case: Case, which: str, *, at: str) -> Dated:
    """Set a day aside: it is not that of the event."""
    one = find(case, which)
    _write(case, "remove", one, at)
    return replace(one, standing="removed")


def undo(case: Case, which: str, *, at: str) -> None:
    """Take back the last act about a day; the journal keeps both."""
    told = [one for one in decided(case.journal.acts()) if which and one.startswith(which)]
    if len(told) != 1:
        what = f"Nothing was decided about {which or '(empty)'}." if not told else f"Several days begin with {which}."
        raise UsageError(what, "There is nothing to take back." if not told else "Say which.")
    case.journal.write("clock", at, {"decision": "undo", "of": told[0]})


def say_place(case: Case, place: str, *, at: str) -> None:
    """Say where the controller is, whose holidays are then taken; empty: it is not known."""
    known = sorted({one for regime in law().regimes.values() for one in regime.places})
    if place and place not in known:
        raise UsageError(f"{place} is no place that is known.", f"Say one of: {', '.join(known)}.")
    case.journal.write("clock", at, {"decision": "place", "place": place})


def find(case: Case, which: str) -> Dated:
    """Give the day whose id begins so; UsageError where it is none or several."""
    with case.shelf() as shelf:
        found = [
            one
            for one in _merged(decided(case.journal.acts()), proposed(case, shelf))
            if which and one.id.startswith(which)
        ]
    if len(found) == 1:
        return found[0]
    what = f"No day is {which or '(empty)'}." if not found else f"Several days begin with {which}."
    raise UsageError(what, f"List them with: rejoinder clocks {case.folder}")


def _write(case: Case, decision: str, one: Dated, at: str) -> None:
    case.journal.write("clock", at, {"decision": decision, "of": one.id, "taken": taken(one)})
