"""One limit counted on one reading of its rule: the days it passes, each counted or not and why, up to the last day.

A day is never jumped over: a month is turned into the days it holds, so that every kind of limit is walked alike.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

from rejoinder.errors import UsageError
from rejoinder.law.calendars import WEEKEND, Working
from rejoinder.law.rules import Beginning, Bounds, Extension, Length, Pause, Roll, Rule

Events = Mapping[str, tuple[date, ...]]
"""The days of each event, in order."""
Kind = Literal["start", "passed", "counted", "weekend", "holiday", "stopped", "moved", "end"]
ONE = timedelta(days=1)
LONGEST = 12_000
"""Days beyond which no limit is walked: thirty-two years."""


class Day(NamedTuple):
    """One day of a limit."""

    day: date
    counted: bool
    kind: Kind
    name: str = ""
    """The weekday, the holiday, or what stopped the clock."""
    number: int = 0
    """Which of the days that count it is."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A rule as it is read one way, in one place."""

    rule: Rule
    working: Working
    days: int = 0
    working_days: int = 0
    months: int = 0
    beginning: Beginning = "after start"
    roll: Roll = "none"
    pauses: tuple[Pause, ...] = ()
    bounds: Bounds | None = None
    """How every stop is bounded; None: each as the rule says."""
    extension: Extension | None = None
    latest_of: tuple[str, ...] = ()
    resets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A limit as it was counted."""

    start: date
    due: date
    trace: tuple[Day, ...]
    total: int
    """How many days had to count."""
    unit: Literal["day", "working day"]
    extended: bool = False
    notice_by: date | None = None
    """Until when a notice could lengthen it."""
    waiting: tuple[str, ...] = field(default=())
    """Events that have not come, taken to come today at the earliest."""


def count(terms: Terms, events: Events, today: date, after: date | None = None) -> Counted:
    """Give the limit counted; after is the day another limit ends, where that starts this one.

    UsageError where nothing starts it, or a day lies beyond what the holidays are known for.
    """
    start, waiting = _start(terms, events, today, after)
    stopped, open_stops = _stopped(terms, events, today, start)
    waiting = (*waiting, *open_stops)
    if terms.rule.length.backwards:
        return _back(terms, start)
    plain = _walk(terms, start, _needed(terms, start), stopped)
    extension = terms.extension
    if extension is None:
        return _counted(terms, start, plain, waiting)
    by = plain[-1].day
    given = events.get(extension.notice, ())
    if not any(day <= by for day in given):
        return _counted(terms, start, plain, waiting, notice_by=by)
    longer = Terms(
        terms.rule,
        terms.working,
        extension.days,
        extension.working_days,
        extension.months,
        terms.beginning,
        terms.roll,
        terms.pauses,
        terms.bounds,
    )
    walked = _walk(longer, start, _needed(longer, start), stopped)
    return _counted(longer, start, walked, waiting, extended=True, notice_by=by)


def _counted(
    terms: Terms,
    start: date,
    trace: Sequence[Day],
    waiting: tuple[str, ...],
    *,
    extended: bool = False,
    notice_by: date | None = None,
) -> Counted:
    total = max((day.number for day in trace), default=0)
    unit: Literal["day", "working day"] = "working day" if _works(terms) else "day"
    return Counted(start, trace[-1].day, tuple(trace), total, unit, extended, notice_by, waiting)


def _start(terms: Terms, events: Events, today: date, after: date | None) -> tuple[date, tuple[str, ...]]:
    """Give the day that starts it, and what it still waits for."""
    days = [day for name in (*terms.latest_of, *terms.resets) for day in events.get(name, ())[-1:]]
    days += [after] if after else []
    if not days:
        raise UsageError(f"Nothing starts {terms.rule.id}.", f"Give the day of {' or '.join(terms.latest_of)}.")
    awaited = []
    for asked, come in terms.rule.start.waits.items():
        if come in (*terms.latest_of, *terms.resets) and len(events.get(asked, ())) > len(events.get(come, ())):
            awaited.append(come)
            days.append(max(today, events[asked][-1]))
    return max(days), tuple(awaited)


def _stopped(terms: Terms, events: Events, today: date, start: date) -> tuple[dict[date, str], tuple[str, ...]]:
    """Give the days on which it is stopped, by what, and the ends that have not come."""
    days: dict[date, str] = {}
    awaited = []
    for pause in terms.pauses:
        bounds = terms.bounds or pause.bounds
        if bounds == "none":
            continue
        ends = list(events.get(pause.until, ()))
        for since in events.get(pause.since, ()):
            until = next((day for day in ends if day >= since), None)
            if until is None:
                awaited.append(pause.until)
                until = max(since, today)
            else:
                ends.remove(until)
            day = max(since + ONE if bounds == "after the first day" else since, start)
            while day <= until:
                days.setdefault(day, pause.says)
                day += ONE
    return days, tuple(awaited)


def _works(terms: Terms) -> bool:
    """Say whether only working days count."""
    return bool(terms.working_days) or 0 < terms.days <= terms.rule.length.working_up_to


def _needed(terms: Terms, start: date) -> int:
    """Give how many days must count."""
    if not terms.months:
        return terms.working_days or terms.days
    if terms.beginning == "from the day after":
        return (add_months(start + ONE, terms.months) - start - ONE).days + 1
    last = add_months(start, terms.months)
    return (last - start).days


def add_months(day: date, months: int) -> date:
    """Give the same date so many months on, or the last of that month (Regulation 1182/71, Article 3(2)(c))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _walk(terms: Terms, start: date, needed: int, stopped: Mapping[date, str]) -> list[Day]:
    """Give each day from the one that starts it to the last."""
    length, works = terms.rule.length, _works(terms)
    day, trace = start, []
    if terms.beginning != "with start":
        trace.append(Day(start, False, "start"))
        day += ONE
    number = working = 0
    while number < needed:
        here = _day(terms, day, stopped, works, number)
        number = here.number if here.counted else number
        trace.append(here)
        working += bool(length.cap_working_days and not terms.working.rest(day))
        if length.cap_working_days and working >= length.cap_working_days:
            return trace
        day += ONE
        _check(len(trace))
    if length.clear:
        trace.append(Day(day, False, "end"))
    return [*trace, *_moved(terms, trace[-1].day)]


def _day(terms: Terms, day: date, stopped: Mapping[date, str], works: bool, number: int) -> Day:
    rest = terms.working.rest(day) if works else ""
    if rest:
        return Day(day, False, "weekend" if rest in WEEKEND.values() else "holiday", rest)
    if day in stopped:
        return Day(day, False, "stopped", stopped[day])
    return Day(day, True, "counted", "", number + 1)


def _moved(terms: Terms, last: date) -> list[Day]:
    """Give the days to which a last day that is no working day moves on."""
    moved: list[Day] = []
    rest = terms.working.rest(last) if terms.roll == "next working day" else ""
    while rest:
        last += ONE
        moved.append(Day(last, False, "moved", rest))
        rest = terms.working.rest(last)
        _check(len(moved))
    return moved


def _back(terms: Terms, start: date) -> Counted:
    """Give a limit counted back from its event, of so many clear days."""
    works = _works(terms)
    needed, number, day = _needed(terms, start), 0, start - ONE
    trace = [Day(start, False, "start")]
    while number < needed:
        here = _day(terms, day, {}, works, number)
        number = here.number if here.counted else number
        trace.append(here)
        day -= ONE
        _check(len(trace))
    trace.append(Day(day, False, "end"))
    return _counted(terms, start, trace, ())


def _check(walked: int) -> None:
    if walked > LONGEST:
        raise UsageError("This limit is longer than thirty-two years.", "Check the days that were given.")


def terms_of(rule: Rule, working: Working, days: int = 0) -> Terms:
    """Give a rule as it stands, in one place; days is the length where the reader gives it."""
    length: Length = rule.length
    return Terms(
        rule,
        working,
        days if length.given else length.days,
        length.working_days,
        length.months,
        length.beginning,
        rule.roll.to if rule.roll else "none",
        rule.pauses,
        None,
        rule.extension,
        rule.start.latest_of,
        rule.resets,
    )
