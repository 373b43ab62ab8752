"""A clock: one rule held against the days of its events, on every reading, beside how the other side would count.

What is late is late only after the last day of the reading that gives most time; before that it is late on one reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from rejoinder.clocks.count import Counted, Day, Events, Terms, count, terms_of
from rejoinder.errors import UsageError
from rejoinder.law.calendars import Working, calendars, workings
from rejoinder.law.loading import Law
from rejoinder.law.rules import Reading, Review, Rule, Source

Status = Literal["running", "due", "late on every reading", "late on one reading"]
AS_IT_STANDS = ""
"""The reading of a rule as it stands."""
_PLAIN = Working(None)


class Given(NamedTuple):
    """What is known of a case: the days of its events, where the other side is, and a length that no law fixes."""

    events: Events
    place: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A limit counted on one reading."""

    reading: str
    """Its id; empty: the rule as it stands."""
    says: str
    source: str
    place: str
    known_on: date | None
    """Where holidays made after this day are taken for working days, that day."""
    counted: Counted

    @property
    def due(self) -> date:
        """Give the last day."""
        return self.counted.due


@dataclass(frozen=True, slots=True)
class Rival:
    """How somebody else would count, and the first day on which the two part."""

    reckoning: Reckoning
    parts_on: date | None
    """None where both come to the same end by the same days."""
    ours: Day | None
    theirs: Day | None


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit, as far as the days that are known tell it."""

    rule: Rule
    review: Review
    sources: tuple[Source, ...]
    given: Given
    reckonings: tuple[Reckoning, ...]
    """Every reading, the one that ends first before the others."""
    rivals: tuple[Rival, ...]
    status: Status
    days_late: int
    judged_on: date
    """The day on which it was met, else today."""
    met_by: str = ""
    """The event that met it; empty while none did."""
    waiting: tuple[str, ...] = field(default=())

    @property
    def earliest(self) -> Reckoning:
        """Give the reading that ends first."""
        return self.reckonings[0]

    @property
    def latest(self) -> Reckoning:
        """Give the reading that ends last."""
        return self.reckonings[-1]

    @property
    def is_late(self) -> bool:
        """Tell whether it is late on any reading."""
        return self.status.startswith("late")


def clocks_of(law: Law, regime: str, given: Given, today: date) -> tuple[list[Clock], dict[str, tuple[str, ...]]]:
    """Give the clocks of a regime that the days known start, and for each rule that they do not what it waits for.

    Of rules that follow each other in time only the one in force is taken. UsageError where no such regime is known.
    """
    rules = [rule for rule in law.rules() if rule.regime == regime]
    if not rules:
        known = ", ".join(law.regimes)
        raise UsageError(f"No law is known as {regime or '(empty)'}.", f"Say one of: {known}.")
    started: list[Clock] = []
    asked: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        missing = missing_of(law, rule, given)
        if missing:
            asked[rule.id] = missing
        elif in_force(rule, given.events):
            started.append(clock_of(law, rule, given, today))
    return started, asked


def in_force(rule: Rule, events: Events) -> bool:
    """Say whether a rule is the law for what happened when it did."""
    applies = rule.applies
    days = events.get(applies.event, ()) if applies else ()
    if applies is None or not days:
        return True
    return (applies.since is None or days[0] >= applies.since) and (applies.before is None or days[0] < applies.before)


def missing_of(law: Law, rule: Rule, given: Given) -> tuple[str, ...]:
    """Give the events without which a rule cannot be counted and that are not known; days stands for its length."""
    start = rule.start
    found: list[str] = []
    if start.after_rule:
        before = law.rule(start.after_rule)
        assert before is not None
        found += missing_of(law, before, given)
    elif start.latest_of and not given.events.get(start.latest_of[0]):
        found.append(start.latest_of[0])
    found += (name for name in start.needs if not given.events.get(name))
    if rule.length.given and not given.days:
        found.append("days")
    return tuple(found)


def clock_of(law: Law, rule: Rule, given: Given, today: date) -> Clock:
    """Give the clock of a rule; UsageError where a day it needs is missing or lies beyond the holidays known."""
    missing = missing_of(law, rule, given)
    if missing:
        raise UsageError(f"{rule.id} cannot be counted: {', '.join(missing)} is not known.", "Give its day.")
    reckonings = sorted(_reckonings(law, rule, given, today), key=lambda one: one.due)
    met_by, met = _met(rule, given.events)
    judged = met or today
    status, late = _status(judged, reckonings[0].due, reckonings[-1].due)
    waiting = tuple(dict.fromkeys(name for one in reckonings for name in one.counted.waiting))
    rivals = tuple(_rivals(law, rule, given, today, reckonings))
    return Clock(
        rule,
        law.review_of(rule),
        law.sources_of(rule),
        given,
        tuple(reckonings),
        rivals,
        status,
        late,
        judged,
        met_by,
        waiting,
    )


def _met(rule: Rule, events: Events) -> tuple[str, date | None]:
    """Give what met a limit, and when."""
    found = [(events[name][-1], name) for name in rule.ends if events.get(name)]
    return (min(found)[1], min(found)[0]) if found else ("", None)


def _status(on: date, earliest: date, latest: date) -> tuple[Status, int]:
    """Give how a limit stands on a day, and by how many days it is late."""
    if on > latest:
        return "late on every reading", (on - latest).days
    if on > earliest:
        return "late on one reading", (on - earliest).days
    return ("due" if on == earliest else "running"), 0


def _reckonings(law: Law, rule: Rule, given: Given, today: date) -> Iterator[Reckoning]:
    """Give a rule counted on each of its readings, in each place where it may be to be done."""
    known_on = min((days[0] for days in given.events.values() if days), default=today)
    for reading in (None, *rule.readings):
        if reading and any(given.events.get(one) for one in reading.unless):
            continue
        plain: dict[str, set[date]] = {}
        for one in _counted(law, rule, reading, given, today, known_on):
            if one.known_on is None:
                plain.setdefault(one.place, set()).add(one.due)
            elif one.due in plain[one.place]:
                continue
            yield one


def _counted(
    law: Law, rule: Rule, reading: Reading | None, given: Given, today: date, known_on: date
) -> Iterator[Reckoning]:
    identity = (reading and reading.calendar) or (rule.calendar.calendar if rule.calendar else "")
    place = (reading and reading.place) or given.place
    place = place if not identity or calendars()[identity].places else ""
    worked = workings(identity, place, known_on) if identity else [("", _PLAIN)]
    says, source = (reading.says, reading.source) if reading else (rule.text, rule.length.source)
    for here, working in worked:
        terms = terms_of(rule, working, given.days)
        terms = _read(terms, reading) if reading else terms
        for after in _afters(law, rule, given, today):
            counted = count(terms, given.events, today, after)
            name = reading.id if reading else AS_IT_STANDS
            yield Reckoning(name, says, source, here, working.known_on, counted)


def _afters(law: Law, rule: Rule, given: Given, today: date) -> Sequence[date | None]:
    """Give the days on which the limit ends that starts this one; none where none does."""
    before = law.rule(rule.start.after_rule) if rule.start.after_rule else None
    if before is None:
        return (None,)
    clock = clock_of(law, before, given, today)
    return tuple(dict.fromkeys((clock.earliest.due, clock.latest.due)))


def _read(terms: Terms, reading: Reading) -> Terms:
    """Give a rule with what a reading reads in another way."""
    said = bool(reading.days or reading.working_days or reading.months)
    return replace(
        terms,
        days=reading.days if said else terms.days,
        working_days=reading.working_days if said else terms.working_days,
        months=reading.months if said else terms.months,
        beginning=reading.beginning or terms.beginning,
        roll=reading.roll or terms.roll,
        bounds=reading.pauses or terms.bounds,
        extension=None if reading.unextended else terms.extension,
        latest_of=terms.latest_of if reading.latest_of is None else reading.latest_of,
        resets=terms.resets if reading.resets is None else reading.resets,
    )


def _rivals(law: Law, rule: Rule, given: Given, today: date, ours: Sequence[Reckoning]) -> Iterator[Rival]:
    """Give how others would count, each beside the reading of ours that comes nearest to it."""
    known_on = min((days[0] for days in given.events.values() if days), default=today)
    for rival in rule.rivals:
        found = list(_counted(law, rule, rival, given, today, known_on))
        theirs = max(found, key=lambda one: one.due)
        near = min(ours, key=lambda one: (abs((one.due - theirs.due).days), one.reading != AS_IT_STANDS))
        yield _parted(near, theirs)


def _parted(ours: Reckoning, theirs: Reckoning) -> Rival:
    """Give a rival with the first day that only one of the two counts, or at which only one of them ends."""
    mine, other = ours.counted.trace, theirs.counted.trace
    if ours.due == theirs.due:
        return Rival(theirs, None, None, None)
    held = {day.day: day for day in other}
    for day in mine:
        beside = held.get(day.day)
        if beside is None or beside.counted != day.counted:
            return Rival(theirs, day.day, day, beside)
    longer = next(day for day in other if day.day > mine[-1].day)
    return Rival(theirs, longer.day, None, longer)
