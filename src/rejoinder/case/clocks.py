"""The clocks of a case: the days its documents propose and a person confirms, and the limits they start.

A request, a reply to it and a batch's own day are proposed with the words that tell them. Where documents propose
several days for one event none is taken before a person says which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.clock_days import REQUEST, proposed, regime_of
from rejoinder.case.receiving import Case
from rejoinder.clocks import Clock, Given, clock_of, in_force, missing_of
from rejoinder.clocks.decided import Dated, dated, decided, place_of, taken
from rejoinder.clocks.rounds import ANSWER, Round, rounds_of
from rejoinder.errors import UsageError
from rejoinder.law.calendars import calendars
from rejoinder.law.loading import law
from rejoinder.law.rules import Rule
from rejoinder.model import Span

if TYPE_CHECKING:
    pass

UNKNOWN = "Something was disclosed in answer, and it is not known on what day."
NOTE_IT = "Note that day; until then nothing is called late."
WHICH = "It is not known to which of your requests a day belongs."
SAY_WHICH = "Say which; until then nothing is called late."


@dataclass(frozen=True, slots=True)
class Asking:
    """An event whose day is not known, of which several are proposed, or that may belong to several requests."""

    regime: str
    name: str
    proposed: tuple[Dated, ...] = ()
    requests: tuple[str, ...] = ()
    """The days of the requests to one of which it belongs."""


@dataclass(frozen=True, slots=True)
class Running:
    """A clock of the case, or why its rule cannot be counted, with the days it rests on."""

    rule: Rule
    rests_on: tuple[Dated, ...]
    clock: Clock | None = None
    fault: str = ""
    remedy: str = ""
    request: str = ""
    """The day of the request it is about, where several run under its law."""

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
        is_unsure = is_answered and regime == regime_of(case)
        mine = _Mine(regime, place, today, is_unsure)
        several, more = _of_regime(mine, [one for one in found if one.regime == regime])
        running += several
        asked += more
    return Clocks(tuple(running), tuple(asked), tuple(found), place, paths)


def requests_of(found: Clocks, regime: str) -> tuple[list[Round], list[Dated]]:
    """Give each request under one law with its days, and the days of which nobody said to which they belong."""
    taken_, _ = _taken([one for one in found.days if one.regime == regime])
    return rounds_of(taken_, law().regimes[regime].begins)


class _Mine(NamedTuple):
    """One law of the case, and whether something was disclosed of which no day is known."""

    regime: str
    place: str
    today: date
    is_answered: bool


def _of_regime(mine: _Mine, found: Sequence[Dated]) -> tuple[list[Running], list[Asking]]:
    """Give the clocks of one law, each request by itself, and what is asked."""
    taken_, asked = _taken(found)
    begins = law().regimes[mine.regime].begins
    several, unsure = rounds_of(taken_, begins)
    days = tuple(one.begun for one in several)
    asked += [Asking(mine.regime, one.name, (one,), days) for one in unsure]
    running: list[Running] = []
    for one in several:
        running += _of_round(
            mine, one, {each.name for each in unsure} | ({ANSWER} if _is_unknown(mine, taken_) else set())
        )
        asked += [Asking(mine.regime, name) for name in _needed(mine, one.days) if name not in {a.name for a in asked}]
    named = {one.name for one in asked}
    if _is_unknown(mine, taken_) and REQUEST in taken_ and ANSWER not in named:
        asked.append(Asking(mine.regime, ANSWER))
    if begins not in taken_ and begins not in named:
        asked.append(Asking(mine.regime, begins))
    return running, asked


def _is_unknown(mine: _Mine, days: Mapping[str, Sequence[Dated]]) -> bool:
    """Say whether something was disclosed in answer and it is not known when."""
    return mine.is_answered and not days.get(ANSWER)


def _of_round(mine: _Mine, one: Round, unknown: Collection[str]) -> Iterator[Running]:
    """Give the clocks of one request; one that what is not known may have met is counted no further."""
    events = {name: tuple(sorted(date.fromisoformat(each.date) for each in days)) for name, days in one.days.items()}
    length = max((each.days for days in one.days.values() for each in days), default=0)
    for each in _running(mine.regime, Given(events, mine.place, length), one.days, mine.today):
        met = set(each.rule.ends).intersection(unknown) and not set(each.rule.ends).intersection(one.days)
        why = (UNKNOWN, NOTE_IT) if mine.is_answered and not one.begun else (WHICH, SAY_WHICH)
        told = replace(each, request=one.begun)
        yield replace(told, clock=None, fault=why[0], remedy=why[1]) if met else told


def _needed(mine: _Mine, days: Mapping[str, Sequence[Dated]]) -> list[str]:
    """Give the events that a rule which has begun needs besides, and that are not known."""
    rules = [
        rule for rule in law().rules() if rule.regime == mine.regime and days.get((rule.start.latest_of or ("",))[0])
    ]
    return list(dict.fromkeys(name for rule in rules for name in rule.start.needs if not days.get(name)))


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
    found = {*rule.start.latest_of, *rule.start.needs, *rule.resets, *rule.ends}
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
    for name, every in by_name.items():
        others = [one for one in every if one.another]
        several = [one for one in every if not one.another]
        stands = [one for one in several if one.standing != "proposed"]
        more = tuple(one for one in others if one.standing == "proposed")
        asked += [Asking(more[0].regime, name, more)] if more else []
        unsure = not stands and len(several) > 1
        asked += [Asking(several[0].regime, name, tuple(several))] if unsure else []
        told = ([] if unsure else stands or several) + [one for one in others if one not in more]
        if told:
            taken_[name] = told
    return taken_, asked


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
    another: bool = False,
    of: str = "",
    at: str,
) -> Dated:
    """Say on what day an event of a clock was, in place of what was said before; UsageError where it is none.

    another: it begins another matter under the same law; of: the day of the request it belongs to.
    """
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
    one = replace(one, another=another, of=_request_of(case, chosen, of))
    _write(case, "set", one, at)
    return replace(one, standing="set")


def _request_of(case: Case, regime: str, of: str) -> str:
    """Give the day of a request of the case; UsageError where none is of that day."""
    if not of:
        return ""
    begins = law().regimes[regime].begins
    with case.shelf() as shelf:
        every = _merged(decided(case.journal.acts()), proposed(case, shelf))
    known = sorted({one.date for one in every if (one.regime, one.name) == (regime, begins)})
    if of not in known:
        told = f"The requests are of: {', '.join(known)}." if known else "Note its day first."
        raise UsageError(f"No request is of {of}.", told)
    return of


def confirm(case: Case, which: str, *, of: str = "", at: str) -> Dated:
    """Confirm a day that documents propose, or say to which request it belongs."""
    one = find(case, which)
    if one.standing != "proposed" and not of:
        raise UsageError(f"{one.id} stands already.", "Choose a day that is proposed.")
    one = replace(one, of=_request_of(case, one.regime, of) or one.of)
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
