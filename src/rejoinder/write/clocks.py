"""Clocks in words, as JSON and as a calendar: never a date without its reading, its rule and its sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from gettext import NullTranslations
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from rejoinder.clocks import Clock, Day, Reckoning
from rejoinder.clocks.clock import Rival
from rejoinder.law.calendars import places
from rejoinder.law.loading import law
from rejoinder.law.rules import Event, Source
from rejoinder.model import fingerprint_of
from rejoinder.write.contract import span_line
from rejoinder.write.ics import Entry, calendar
from rejoinder.write.words import ENGLISH, counted, date_in_words

if TYPE_CHECKING:
    from rejoinder.case.clocks import Asking, Running
    from rejoinder.case.steps import Next
    from rejoinder.clocks.decided import Dated

STATUSES = {
    "running": "Running",
    "due": "Due",
    "late on every reading": "Late on every reading",
    "late on one reading": "Late on one reading",
}
IN_TIME = "In time"
WHO = {"controller": "Theirs to do", "regulator": "The regulator’s to do", "you": "Yours to do"}
REVIEWS = {
    "primary": "the text itself was read",
    "secondary": "read where somebody quotes it",
    "memory": "remembered, not read: check with an adviser",
}
DISCLAIMER = (
    "This informs; it is no legal advice. It counts days by the rule shown, from the days given. Check a date with an"
    " adviser before you rely on it: Citizens Advice, a law centre, a union, a solicitor, or the regulator’s helpline."
)
ADVISER = "Check with an adviser before you rely on this date."


class Stretch(NamedTuple):
    """Days in a row that count, or do not count for one reason."""

    first: Day
    last: Day
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """One clock in the words of a screen or a terminal."""

    clock: Clock
    title: str
    status: str
    dues: str
    """When it is due, on one reading or both, and what became of it, in one or two sentences."""
    waits: tuple[str, ...]
    """What has not come yet, in a sentence each."""


def told(clock: Clock, events: Mapping[str, Event], words: NullTranslations = ENGLISH) -> Told:
    """Give a clock in words."""
    waits = tuple(
        words.gettext("Not known to have come yet: {what}. It is taken to come on {day} at the earliest.").format(
            what=words.gettext(events[name].title), day=_day(clock.judged_on, words)
        )
        for name in clock.waiting
    )
    status = words.gettext(IN_TIME if clock.met_by and not clock.is_late else STATUSES[clock.status])
    return Told(clock, words.gettext(clock.rule.title), status, _dues(clock, words), waits)


def _dues(clock: Clock, words: NullTranslations) -> str:
    first, last = (_day(one.due, words) for one in (clock.earliest, clock.latest))
    if clock.earliest.due == clock.latest.due:
        said = words.gettext("The last day is {day}.").format(day=last)
    else:
        said = words.gettext("The last day is {first} on one reading and {last} on another.").format(
            first=first, last=last
        )
    return " ".join(filter(None, (said, _became(clock, words), _more_time(clock, words))))


def _more_time(clock: Clock, words: NullTranslations) -> str:
    """Give until when a notice could lengthen it, or that one did."""
    held = clock.latest.counted
    if held.notice_by is None:
        return ""
    by = _day(held.notice_by, words)
    if held.extended:
        return words.gettext("It was lengthened by a notice, which could be given until {day}.").format(day=by)
    return words.gettext("A notice of more time, with reasons, could be given until {day}.").format(day=by)


def _became(clock: Clock, words: NullTranslations) -> str:
    late = counted(clock.days_late, "day late", "days late", words) if clock.days_late else ""
    if clock.met_by:
        done = words.gettext("It was done on {day}").format(day=_day(clock.judged_on, words))
        return f"{done}: {late}." if late else words.gettext("{done}, in time.").format(done=done)
    return words.gettext("On {day} it is {late}.").format(day=_day(clock.judged_on, words), late=late) if late else ""


def _day(day: date, words: NullTranslations) -> str:
    return date_in_words(day.isoformat(), words)


# Day by day


def stretches(days: Sequence[Day]) -> Iterator[Stretch]:
    """Give the days of a trace in stretches: those that count in a row, a weekend, a holiday, days that are stopped."""
    ordered = sorted(days)
    for (kind, name), several in groupby(ordered, lambda day: (day.kind, "" if day.kind == "weekend" else day.name)):
        held = list(several)
        yield Stretch(held[0], held[-1], kind, name)


def why(stretch: Stretch, reckoning: Reckoning, words: NullTranslations = ENGLISH) -> str:
    """Give why days count or do not."""
    (first, last), counted_ = sorted((stretch.first.number, stretch.last.number)), reckoning.counted
    if stretch.kind == "counted":
        named = {
            "day": ("day {first}", "days {first} to {last}"),
            "working day": ("working day {first}", "working days {first} to {last}"),
        }[counted_.unit]
        said = words.gettext(named[first != last]).format(first=first, last=last)
        return words.gettext("{days} of {total}").format(days=said, total=counted_.total)
    if stretch.kind == "weekend":
        return words.gettext("weekend" if stretch.first is not stretch.last else stretch.first.name)
    return words.gettext(_WHY[stretch.kind]).format(name=words.gettext(stretch.name) if stretch.name else "")


_WHY = {
    "start": "the day it starts from, which does not count",
    "holiday": "holiday: {name}",
    "stopped": "stopped: {name}",
    "moved": "moved on, since the day before is no working day ({name})",
    "end": "the day itself, after the days that count",
}


def span_in_words(stretch: Stretch, words: NullTranslations = ENGLISH) -> str:
    """Give the first and the last day of a stretch."""
    first, last = (_day(day.day, words) for day in (stretch.first, stretch.last))
    return first if first == last else f"{first} – {last}"


def reading_in_words(one: Reckoning, words: NullTranslations = ENGLISH) -> str:
    """Give on what reading a limit was counted."""
    said = words.gettext(one.says if one.reading else "As the rule stands.")
    if one.known_on is None:
        return said
    told = words.gettext("Days made holidays after {day} are taken for working days.")
    return f"{said} {told.format(day=_day(one.known_on, words))}"


def ways(clock: Clock, words: NullTranslations = ENGLISH) -> Iterator[tuple[date, tuple[str, ...]]]:
    """Give each day on which the limit can end, and on which readings and where it does."""
    everywhere = {one.place for one in clock.reckonings}
    plain = {(one.place, one.due) for one in clock.reckonings if not one.reading}
    told_apart = [one for one in clock.reckonings if not one.reading or (one.place, one.due) not in plain]
    for due, several in groupby(told_apart, key=lambda one: one.due):
        said: dict[str, list[str]] = {}
        for one in several:
            said.setdefault(reading_in_words(one, words), []).append(one.place)
        yield due, tuple(_where(reading, found, everywhere, words) for reading, found in said.items())


def _where(reading: str, found: Sequence[str], everywhere: Collection[str], words: NullTranslations) -> str:
    if set(found) == everywhere:
        return reading
    named = ", ".join(dict.fromkeys(words.gettext(places()[one]) for one in found))
    return f"{reading} {words.gettext('By the holidays of {places}.').format(places=named)}"


def parting_in_words(rival: Rival, words: NullTranslations = ENGLISH) -> str:
    """Give where somebody else's count parts from ours; empty where both end on one day."""
    if rival.parts_on is None:
        return words.gettext("It comes to the same day.")
    ours, theirs = rival.ours, rival.theirs
    if ours is None or theirs is None:
        ended = "Ours has ended by then." if ours is None else "Theirs has ended by then."
        day = words.gettext("The two part on {day}.").format(day=_day(rival.parts_on, words))
        return f"{day} {words.gettext(ended)}"
    counts = "Only they count that day." if theirs.counted else "Only we count that day."
    day = words.gettext("The two part on {day}.").format(day=_day(rival.parts_on, words))
    name = words.gettext(ours.name or theirs.name) if ours.name or theirs.name else ""
    return " ".join(filter(None, (day, words.gettext(counts), name and f"({name})")))


# As JSON


def clock_line(clock: Clock) -> dict[str, Any]:
    """Give a clock as JSON; the trace is that of the reading that ends last."""
    return {
        "rule": clock.rule.id,
        "title": clock.rule.title,
        "text": clock.rule.text,
        "who": clock.rule.who,
        "due_earliest": clock.earliest.due.isoformat(),
        "due_latest": clock.latest.due.isoformat(),
        "status": clock.status,
        "days_late": clock.days_late,
        "judged_on": clock.judged_on.isoformat(),
        "met_by": clock.met_by or None,
        "waiting": list(clock.waiting),
        "extended": clock.latest.counted.extended,
        "extension_notice_by": clock.latest.counted.notice_by and clock.latest.counted.notice_by.isoformat(),
        "events": {name: [day.isoformat() for day in days] for name, days in clock.given.events.items()},
        "readings": [_reckoning_line(one) for one in clock.reckonings],
        "others": [_rival_line(one) for one in clock.rivals],
        "trace": _trace_lines(clock.latest),
        "trace_earliest": _trace_lines(clock.earliest) if clock.earliest.due != clock.latest.due else None,
        "sources": [source_line(source) for source in clock.sources],
        "review": clock.review,
        "check_with_adviser": needs_adviser(clock),
        "note": DISCLAIMER,
    }


def needs_adviser(clock: Clock) -> bool:
    """Say whether a date may be relied on only after an adviser saw it."""
    return clock.rule.adviser or clock.review == "memory"


def source_line(source: Source) -> dict[str, Any]:
    """Give where a value stands, when it was read and how."""
    return {"title": source.title, "url": source.url, "read": source.read, "status": source.status}


def _reckoning_line(one: Reckoning) -> dict[str, Any]:
    return {
        "reading": one.reading or None,
        "says": reading_in_words(one),
        "place": one.place or None,
        "due": one.due.isoformat(),
    }


def _rival_line(one: Rival) -> dict[str, Any]:
    parts = one.parts_on.isoformat() if one.parts_on else None
    return {**_reckoning_line(one.reckoning), "parts_on": parts, "where": parting_in_words(one)}


def _trace_lines(one: Reckoning) -> list[dict[str, Any]]:
    return [
        {"day": day.day.isoformat(), "counted": day.counted, "why": why(Stretch(day, day, day.kind, day.name), one)}
        for day in one.counted.trace
    ]


# As a calendar


def as_calendar(
    clocks: Iterable[Clock], steps: Iterable[Next], case: str, on: str, words: NullTranslations = ENGLISH
) -> bytes:
    """Give a calendar of the last days, both where readings differ, and of the days from which steps can be taken."""
    entries = []
    for step in steps:
        if step.opens and step.state in ("open", "later"):
            title = words.gettext("From this day: {step}").format(step=words.gettext(step.step.title))
            source = f"{step.source.title}: {step.source.url}"
            told_ = (words.gettext(step.step.text), step_in_words(step, words), source, words.gettext(DISCLAIMER))
            identity = fingerprint_of("step", case, step.step.id)
            entries.append(Entry(identity, step.opens, step.opens + timedelta(days=1), title, "\n".join(told_)))
    for clock in clocks:
        ends = {clock.earliest.due: clock.earliest, clock.latest.due: clock.latest}
        for due, one in ends.items():
            reading = _which(clock, one, words)
            title = f"{words.gettext(clock.rule.title)}: {reading}"
            sources = "\n".join(f"{source.title}: {source.url}" for source in clock.sources)
            said = "\n".join((reading_in_words(one, words), clock.rule.id, sources, words.gettext(DISCLAIMER)))
            identity = fingerprint_of("clock", case, clock.rule.id, due.isoformat())
            entries.append(Entry(identity, due, due + timedelta(days=1), title, said))
    return calendar(entries, "Clocks", on)


def _which(clock: Clock, one: Reckoning, words: NullTranslations) -> str:
    if clock.earliest.due == clock.latest.due:
        return words.gettext("last day")
    return words.gettext("last day on the earliest reading" if one is clock.earliest else "last day on every reading")


# Of what can be done

STATES = {
    "done": "Done",
    "open": "Open",
    "later": "Later",
    "waits": "Waits",
    "not needed": "Not needed",
}


def step_in_words(one: Next, words: NullTranslations = ENGLISH) -> str:
    """Give from when a step can be taken and by when, or what it waits for."""
    parts = []
    if one.state == "not needed":
        parts.append(words.gettext("What it is about was done in time."))
    elif one.opens and one.state != "done":
        said = "It can be done since {day}." if one.state == "open" else "It can be done from {day} on."
        parts.append(words.gettext(said).format(day=_day(one.opens, words)))
    asked = words.gettext("It depends on this: {question}")
    parts += [asked.format(question=words.gettext(law().events[name].ask)) for name in one.waits]
    if one.by and one.state not in ("done", "not needed"):
        parts.append(words.gettext("The last day is {day}.").format(day=_day(one.by, words)))
    if one.step.adviser and one.state in ("open", "later"):
        parts.append(words.gettext("Speak to an adviser first."))
    return " ".join(parts)


def step_line(one: Next) -> dict[str, Any]:
    """Give a step as JSON."""
    return {
        "step": one.step.id,
        "title": one.step.title,
        "text": one.step.text,
        "state": one.state,
        "opens": one.opens.isoformat() if one.opens else None,
        "by": one.by.isoformat() if one.by else None,
        "waits_for": list(one.waits),
        "check_with_adviser": one.step.adviser,
        "sources": [source_line(one.source)],
    }


# Of a case


def dated_line(one: Dated) -> dict[str, Any]:
    """Give the day of an event as JSON."""
    return {
        "day": one.id,
        "regime": one.regime,
        "event": one.name,
        "date": one.date,
        "standing": one.standing,
        "why": one.why or None,
        "days": one.days or None,
        "because": [span_line(span) for span in one.cited],
    }


def asking_line(one: Asking) -> dict[str, Any]:
    """Give what is asked for as JSON."""
    question = law().events[one.name].ask
    return {
        "missing": one.name,
        "regime": one.regime,
        "ask": question,
        "proposed": [dated_line(each) for each in one.proposed],
        "requests": list(one.requests),
    }


def asked_in_words(one: Asking, words: NullTranslations = ENGLISH) -> str:
    """Give what is asked: a day, to which request one belongs, or whether a request is another one."""
    if one.requests:
        told = words.gettext("To which request does this belong: {what}?")
        return told.format(what=words.gettext(law().events[one.name].title))
    if one.proposed and all(each.another for each in one.proposed):
        return words.gettext("Did you ask again, as a request of its own?")
    return words.gettext(law().events[one.name].ask)


def running_line(one: Running) -> dict[str, Any]:
    """Give a clock of a case as JSON, with the days it rests on, or why it cannot be counted."""
    told_ = clock_line(one.clock) if one.clock else {"rule": one.rule.id, "problem": f"{one.fault} {one.remedy}"}
    told_["request"] = one.request
    return {**told_, "rests_on": [dated_line(each) for each in one.rests_on]}


def title_of(one: Running, words: NullTranslations = ENGLISH) -> str:
    """Give what a time limit is for; of the organisation's own rules what the person said of it."""
    said = next((each.why for each in one.rests_on if each.days and each.why), "")
    title = said or words.gettext(one.rule.title)
    if not one.request:
        return title
    return words.gettext("{title}, request of {day}").format(title=title, day=date_in_words(one.request, words))


def proved_in_words(one: Dated, paths: Mapping[str, str], words: NullTranslations = ENGLISH) -> Iterator[str]:
    """Give what proves a day: path, page and words of each document, or what was said."""
    for span in one.cited:
        page = words.gettext(", page {page}").format(page=span.page) if span.page else ""
        yield f"{paths.get(span.document, span.document)}{page}: “{' '.join(span.exact.split())}”"
    if one.why:
        yield words.gettext(one.why)
