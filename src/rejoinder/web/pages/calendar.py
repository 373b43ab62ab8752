"""The messages of a year, day by day, with its silences and what is absent."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, Days, days
from rejoinder.shelf.findings import Known
from rejoinder.web.frame import Page, case_of, draw, words_of
from rejoinder.write.words import ENGLISH, MONTHS, name_in_words

LISTED = 300
"""Absent documents named below the calendar; the rest are counted."""
LEVELS = (1, 3, 9, 27)
"""Messages of a day from which on it is drawn darker."""


class Day(NamedTuple):
    """One day as it is drawn; its number is 0 in a square outside the month."""

    number: int
    date: str = ""
    messages: int = 0
    level: int = 0
    absent: int = 0
    silent: bool = False


class Month(NamedTuple):
    """One month: its name, and its weeks from Monday on."""

    name: str
    weeks: tuple[tuple[Day, ...], ...]


class Lost(NamedTuple):
    """One absent document of a day."""

    known: Known
    who: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The screen's values."""

    days: Days
    months: tuple[Month, ...]
    lost: tuple[tuple[str, tuple[Lost, ...]], ...]
    """The first absent documents of the year, by day."""
    more: int

    @property
    def messages(self) -> int:
        """Give how many messages of the year are here."""
        return sum(self.days.messages.values())

    @property
    def absent(self) -> int:
        """Give how many absent documents are of a day of the year."""
        return sum(map(len, self.days.absent.values()))

    @property
    def dated(self) -> tuple[tuple[str, int, int], ...]:
        """Give each day with messages or absent documents, and how many of each."""
        told = sorted({*self.days.messages, *self.days.absent})
        return tuple((day, self.days.messages.get(day, 0), len(self.days.absent.get(day, ()))) for day in told)


def view(case: Case, year: int = 0, words: NullTranslations = ENGLISH) -> Calendar:
    """Give one year of a case."""
    told = days(case, year)
    weeks = calendar.Calendar()
    shown = sorted(int(day[5:7]) for day in (*told.messages, *told.absent))
    months = tuple(
        Month(
            words.gettext(MONTHS[at - 1]),
            tuple(tuple(_day(told, day, at) for day in week) for week in weeks.monthdatescalendar(told.year, at)),
        )
        for at in (range(shown[0], shown[-1] + 1) if shown else ())
    )
    lost: dict[str, list[Lost]] = {}
    several = [(day, one) for day, each in told.absent.items() for one in each]
    for day, one in several[:LISTED]:
        lost.setdefault(day, []).append(Lost(one, _who(one)))
    listed = tuple((day, tuple(each)) for day, each in lost.items())
    return Calendar(told, months, listed, max(0, len(several) - LISTED))


def _day(told: Days, day: date, month: int) -> Day:
    if day.month != month or day.year != told.year:
        return Day(0)
    written = day.isoformat()
    many = told.messages.get(written, 0)
    level = sum(many >= least for least in LEVELS)
    return Day(day.day, written, many, level, len(told.absent.get(written, ())), told.is_silent(day))


def _who(known: Known) -> str:
    """Give from whom to whom, as far as that is known."""
    to = [name_in_words(one) for one in known.recipients.split("\n") if one]
    names = ", ".join((*to[:2], "…") if len(to) > 2 else to)
    return " → ".join(filter(None, (name_in_words(known.author), names)))


def show(request: Request) -> Response:
    """Show one year."""
    case, words = case_of(request), words_of(request)
    told = request.query_params.get("year", "")
    year = int(told) if told.isascii() and told.isdigit() and len(told) == 4 else 0
    page = Page(words.gettext("Calendar"), case, "documents")
    return draw(request, "calendar.html", page, view=view(case, year, words))


ROUTES = [Route("/case/{case}/calendar", show)]
