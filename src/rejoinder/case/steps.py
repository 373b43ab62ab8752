"""What can be done in a case, and when: each step of the law with the day it opens and the day it must be done by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rejoinder.case.clocks import Clocks, Running
from rejoinder.clocks import Clock
from rejoinder.law.loading import law
from rejoinder.law.rules import Source
from rejoinder.law.steps import Step, steps

State = Literal["done", "open", "later", "waits", "not needed"]


@dataclass(frozen=True, slots=True)
class Next:
    """A step as it stands on one day."""

    step: Step
    source: Source
    state: State
    opens: date | None = None
    by: date | None = None
    """The last day of it, on the reading that gives least time."""
    waits: tuple[str, ...] = ()
    """Events whose day must be known first."""


def next_steps(found: Clocks, today: date) -> list[Next]:
    """Give the steps of the laws of a case in their order; none of a law about which nothing is known."""
    known = {one.name for one in found.days}
    regimes = {one.rule.regime for one in found.running}
    return [
        _next(step, pack.sources[step.source], found, known, today)
        for pack in steps()
        for step in pack.entries
        if step.regime in regimes
    ]


def _next(step: Step, source: Source, found: Clocks, known: set[str], today: date) -> Next:
    clocks = [one.clock for one in found.running if one.clock and one.rule.regime == step.regime]
    by = next((clock.earliest.due for clock in clocks if clock.rule.id == step.by), None)
    if any(name in known for name in step.done):
        return Next(step, source, "done", by=by)
    if step.after_event:
        days = [date.fromisoformat(one.date) for one in found.days if one.name == step.after_event]
        return (
            _from(step, source, max(days), by, today)
            if days
            else Next(step, source, "waits", waits=(step.after_event,))
        )
    limit = next((clock for clock in sorted(clocks, key=_is_kept) if step.after_late in clock.rule.ends), None)
    if limit is None:
        return _without_limit(step, source, found, by, today)
    if _is_kept(limit):
        return Next(step, source, "not needed")
    return _from(step, source, limit.latest.due + timedelta(days=1), by, today)


def _without_limit(step: Step, source: Source, found: Clocks, by: date | None, today: date) -> Next:
    """Give a step whose limit no rule counts; one whose limit cannot be judged yet waits for what would meet it."""
    mine = (one for one in found.running if one.rule.regime == step.regime)
    if any(one.clock is None and step.after_late in one.rule.ends for one in mine):
        return Next(step, source, "waits", None, by, (step.after_late,))
    begun = [date.fromisoformat(one.date) for one in found.days if one.name in _starts(step)]
    return _from(step, source, max(begun), by, today) if begun else Next(step, source, "waits", None, by, _starts(step))


def _from(step: Step, source: Source, opens: date, by: date | None, today: date) -> Next:
    """Give a step that opens on a day; what its own last day depends on is asked for."""
    rule = law().rule(step.by) if step.by and by is None else None
    waits = rule.start.latest_of[:1] if rule else ()
    return Next(step, source, "open" if opens <= today else "later", opens, by, waits)


def _is_kept(limit: Clock) -> bool:
    return bool(limit.met_by) and not limit.is_late


def _starts(step: Step) -> tuple[str, ...]:
    """Give the events that start the limit a step waits for."""
    rules = (rule for rule in law().rules() if rule.regime == step.regime and step.after_late in rule.ends)
    return tuple(dict.fromkeys(rule.start.latest_of[0] for rule in rules))


def has_steps(one: Running) -> bool:
    """Say whether what can be done about a limit is told by steps of its law."""
    return any(step.regime == one.rule.regime for pack in steps() for step in pack.entries)
