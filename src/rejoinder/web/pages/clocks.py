"""The time limits of a case on screen: how each stands, its days drawn and told, what proves them, what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from itertools import groupby
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.case.clocks import Asking, Clocks, Running, clocks, confirm, names_of, remove, say_place, set_day, undo
from rejoinder.case.steps import Next, has_steps, next_steps
from rejoinder.clocks import Day
from rejoinder.clocks.decided import Dated
from rejoinder.errors import UsageError
from rejoinder.law.calendars import places
from rejoinder.law.loading import law
from rejoinder.law.rules import Rule, Source
from rejoinder.web.frame import Page, case_of, draw, go, now, today, words_of
from rejoinder.write import clocks as write

DRAWN = 200
"""Days of a limit up to which they are drawn one by one."""
SAID = {
    "confirm": "Confirmed.",
    "set": "The day is noted.",
    "remove": "Removed.",
    "place": "The place is noted.",
    "undo": "Taken back.",
}
FIELDS = ("day", "name", "date", "regime", "days", "because", "place", "another", "of")


@dataclass(frozen=True, slots=True)
class Month:
    """The days of one month that a limit passes."""

    month: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """How somebody else counts."""

    due: date
    says: str
    parts: str
    source: Source


@dataclass(frozen=True, slots=True)
class Shown:
    """One clock as the screen shows it."""

    running: Running
    title: str
    told: write.Told
    adviser: bool
    ways: tuple[tuple[date, tuple[str, ...]], ...]
    stretches: tuple[tuple[str, str, str], ...]
    """Kind, days and why."""
    months: tuple[Month, ...]
    """Drawn day by day; empty where it is too long for that."""
    others: tuple[Other, ...]
    steps: tuple[str, ...]
    """What can be done, where its law has no steps of its own."""

    @property
    def kinds(self) -> frozenset[str]:
        """Give the kinds of day that it passes."""
        return frozenset(kind for kind, _, _ in self.stretches)


@dataclass(frozen=True, slots=True)
class View:
    """The screen's values."""

    clocks: tuple[Shown, ...]
    ladder: tuple[tuple[Next, str], ...]
    """What can be done, each with its days in words."""
    faults: tuple[Running, ...]
    asked: tuple[Asking, ...]
    days: tuple[Dated, ...]
    place: str
    places: tuple[str, ...]
    paths: Mapping[str, str]
    events: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]
    """For each law its id, its title, and the events its clocks speak of, by id with their titles."""


def shown(one: Running, words: NullTranslations) -> Shown:
    """Give one clock as it is shown."""
    clock = one.clock
    assert clock is not None
    trace = sorted(clock.latest.counted.trace)
    months = groupby(trace, key=lambda day: f"{day.day:%Y-%m}") if len(trace) <= DRAWN else ()
    stretches = [
        (each.kind, write.span_in_words(each, words), write.why(each, clock.latest, words))
        for each in write.stretches(trace)
    ]
    sources = law().pack_of(clock.rule).sources
    others = [
        Other(
            rival.reckoning.due,
            write.reading_in_words(rival.reckoning, words),
            write.parting_in_words(rival, words),
            sources[rival.reckoning.source],
        )
        for rival in clock.rivals
    ]
    return Shown(
        one,
        write.title_of(one, words),
        write.told(clock, law().events, words),
        write.needs_adviser(clock),
        tuple(write.ways(clock, words)),
        tuple(stretches),
        tuple(Month(month, tuple(days)) for month, days in months),
        tuple(others),
        clock.rule.if_missed if clock.is_late and not has_steps(one) else (),
    )


def made(case: Case, words: NullTranslations, on: date) -> View:
    """Give the time limits of a case, what is late first."""
    found: Clocks = clocks(case, today=on)
    order = sorted((one for one in found.running if one.clock), key=lambda one: not (one.clock and one.clock.is_late))
    regimes = dict.fromkeys((*(one.regime for one in found.days), *(one.regime for one in found.asked)))
    known = {place for regime in regimes for place in law().regimes[regime].places}
    return View(
        tuple(shown(one, words) for one in order),
        tuple((one, write.step_in_words(one, words)) for one in next_steps(found, on)),
        tuple(one for one in found.running if one.clock is None),
        found.asked,
        found.days,
        found.place,
        tuple(sorted(known, key=lambda place: places()[place])),
        found.paths,
        [(regime, law().regimes[regime].title, _events(regime)) for regime in law().regimes],
    )


def _events(regime: str) -> list[tuple[str, str]]:
    rules: list[Rule] = [rule for rule in law().rules() if rule.regime == regime]
    named = {name for rule in rules for name in names_of(rule)}
    return [(name, event.title) for name, event in law().events.items() if name in named]


def show(request: Request) -> Response:
    """Draw the time limits."""
    case, words = case_of(request), words_of(request)
    did = request.query_params.get("did", "")
    said = words.gettext(SAID[did]) if did in SAID else ""
    page = Page(words.gettext("Time limits"), case, "procedure", said=said)
    view = made(case, words, today())
    told = {
        "who": write.WHO,
        "reviews": write.REVIEWS,
        "disclaimer": write.DISCLAIMER,
        "states": write.STATES,
        "adviser": write.ADVISER,
    }
    return draw(
        request,
        "clocks.html",
        page,
        view=view,
        told=told,
        law=law(),
        places=places(),
        proved=write.proved_in_words,
        asked=lambda one: write.asked_in_words(one, words),
        title_of=lambda one: write.title_of(one, words),
    )


async def act(request: Request) -> Response:
    """Write down what a person says of a day."""
    form = await request.form(max_files=0, max_fields=20)
    told = {name: str(form.get(name, "")).strip() for name in FIELDS}
    return await run_in_threadpool(_done, request, told)


def _done(request: Request, told: Mapping[str, str]) -> Response:
    case, what, at = case_of(request), request.path_params["act"], now()
    if what == "set":
        days = int(told["days"]) if told["days"].isdecimal() and len(told["days"]) < 6 else 0
        name, regime = (told["name"].partition("@")[::2]) if "@" in told["name"] else (told["name"], told["regime"])
        another = told["another"] == "yes"
        set_day(case, name, told["date"], regime=regime, days=days, why=told["because"], another=another, at=at)
    elif what == "place":
        say_place(case, told["place"], at=at)
    elif what == "confirm":
        confirm(case, told["day"], of=told["of"], at=at)
    elif what in ("remove", "undo"):
        {"remove": remove, "undo": undo}[what](case, told["day"], at=at)
    else:
        raise UsageError(f"Nothing can be done by {what}.", "Go back, and use the buttons of the page.")
    return go(f"/case/{quote(case.folder.name)}/clocks?did={what}")


def download(request: Request) -> Response:
    """Give the last days as a calendar, in the language of the screen."""
    case = case_of(request)
    found = clocks(case, today=today())
    running = [one.clock for one in found.running if one.clock]
    written = write.as_calendar(running, next_steps(found, today()), case.folder.name, now()[:10], words_of(request))
    headers = {"Content-Disposition": 'attachment; filename="time limits.ics"'}
    return Response(written, media_type="text/calendar; charset=utf-8", headers=headers)


ROUTES = [
    Route("/case/{case}/clocks", show),
    Route("/case/{case}/clocks.ics", download),
    Route("/case/{case}/clocks/do/{act}", act, methods=["POST"]),
]
