"""The chronology side by side, a lane for each person, body or party; and who had what in front of them, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from gettext import NullTranslations
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.case.chronology import chronology
from rejoinder.case.lanes import BY, Lane, Month, lanes
from rejoinder.case.people import Person, of_id
from rejoinder.case.who import First, seen_first
from rejoinder.errors import UsageError
from rejoinder.events.decided import Event
from rejoinder.web.charts.lanes import Drawing, drawings
from rejoinder.web.frame import Page, case_of, draw, later_of, words_of
from rejoinder.web.pages.chronology import Asked, asked_in
from rejoinder.write.chronology import PARTIES, event_in_words, when_in_words
from rejoinder.write.people import LANES, WAYS
from rejoinder.write.words import ENGLISH

AT_ONCE = 10
"""Events on one page of who had them in front of them."""
MONTHS = 48
"""Months up to which each has its row in the table."""
LISTED = 12
"""People who are listed of one event; the rest are counted."""


LONGER = 0.07
"""Seconds that the page waits longer than others: mostly it is known then."""


@dataclass(frozen=True, slots=True)
class Side:
    """The lanes and how they are drawn."""

    by: str
    since: str
    until: str
    person: Person | None
    lanes: tuple[Lane, ...] = ()
    drawn: tuple[Drawing, ...] = ()
    wrong: str = ""
    remedy: str = ""

    @property
    def rows(self) -> list[tuple[str, list[tuple[Lane, Month | None]]]]:
        """Give the numbers behind the chart: for each month, or each year where they are many, what every lane has."""
        every = sorted({one.month for lane in self.lanes for one in lane.months})
        known = 7 if len(every) <= MONTHS else 4
        held: dict[tuple[str, str], Month] = {}
        for lane in self.lanes:
            for one in lane.months:
                key = (lane.id, one.month[:known])
                before = held.get(key, Month(key[1], 0, 0))
                held[key] = Month(key[1], before.wrote + one.wrote, before.other + one.other)
        months = sorted({month for _, month in held})
        return [(month, [(lane, held.get((lane.id, month))) for lane in self.lanes]) for month in months]


class Row(NamedTuple):
    """One event with who had it in front of them."""

    event: Event
    when: str
    said: str
    firsts: tuple[First, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The values of the screen that tells who had what in front of them."""

    asked: Asked
    person: Person | None
    rows: tuple[Row, ...] = ()
    total: int = 0
    wrong: str = ""
    remedy: str = ""
    ready: bool = True
    """Whether it is found out; else nothing is said of it yet."""

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // AT_ONCE))


def side(case: Case, request: Request) -> Side:
    """Give the lanes that an address asks for."""
    query, words = request.query_params, words_of(request)
    by = query.get("by", "")
    since, until = (query.get(name, "").strip() for name in ("since", "until"))
    one = of_id(case, query.get("person", ""))
    empty = Side(by if by in BY else BY[0], since, until, one)
    try:
        found = lanes(case, empty.by, (one.id,) if one else (), since=since, until=until)
    except UsageError as fault:
        return replace(empty, wrong=fault.what, remedy=fault.remedy)
    if empty.by == "party" and one is None:
        found = tuple(replace(lane, name=words.gettext(PARTIES[lane.id])) for lane in found)
    return replace(empty, lanes=found, drawn=drawings(found, words))


def show(request: Request) -> Response:
    """Draw the lanes."""
    case = case_of(request)
    page = Page(words_of(request).gettext("Side by side"), case, "chronology")
    return draw(request, "lanes.html", page, view=side(case, request), by=LANES)


def in_front(case: Case, asked: Asked, words: NullTranslations = ENGLISH) -> Shown:
    """Give one page of events with who had each in front of them."""
    one = of_id(case, asked.wanted.person)
    try:
        found = chronology(case, asked.wanted, AT_ONCE, (asked.page - 1) * AT_ONCE)
    except UsageError as fault:
        return Shown(asked, one, wrong=fault.what, remedy=fault.remedy)
    told = seen_first(case, found.events, (one.id,) if one else (), LISTED)
    rows = []
    for event in (event for event in found.events if event.kind != "silence"):
        firsts, more = told[event.id]
        said, when = event_in_words(event, words), when_in_words(event, words)
        rows.append(Row(event, when, said, firsts, more))
    return Shown(asked, one, tuple(rows), found.total)


def who(request: Request) -> Response:
    """Draw who had what in front of them; where the disk is slow to tell, that is put in when it is known."""
    case, words = case_of(request), words_of(request)
    asked = asked_in({"standing": "kept", **request.query_params})
    key = ("who", case, case.as_of(), asked, words)
    view = later_of(request).soon(key, partial(in_front, case, asked, words), LONGER)
    if view is None:
        view = Shown(asked, of_id(case, asked.wanted.person), ready=False)
    page = Page(words.gettext("Who had what in front of them"), case, "chronology")
    return draw(request, "who.html", page, view=view, ways=WAYS)


ROUTES = [
    Route("/case/{case}/chronology/lanes", show),
    Route("/case/{case}/chronology/who", who),
]
