"""Which days are working days, per Act: Saturdays, Sundays and the frozen table of holidays of the places it names.

The table ends; a day beyond it is UsageError, never counted as if nobody rested on it.
"""

from __future__ import annotations

import csv
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources

import msgspec

from rejoinder.errors import UsageError
from rejoinder.law.rules import Source

WEEKEND = {5: "Saturday", 6: "Sunday"}
REGIONAL = "*"
"""Sign after a place for days kept in some part of it only."""


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an Act says a working day is not, beside a Saturday and a Sunday."""

    title: str
    source: Source
    nations: tuple[str, ...] = ()
    """A holiday in any of these is no working day."""
    places: tuple[str, ...] = ()
    """A holiday in the one of these where it is to be done; where that is not known each of them is a reading."""
    yearly: tuple[tuple[str, str], ...] = ()
    """Stretches of every year that are no working days, as month and day."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which nobody works, where that is, and when it was made one if that was late."""

    day: date
    nations: frozenset[str]
    name: str
    proclaimed_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Working:
    """The working days of one calendar, in one place of it, as they were known on some day."""

    calendar: Calendar | None
    nations: frozenset[str] = frozenset()
    known_on: date | None = None
    """Days that were made holidays after this one are taken for working days; None: no day is."""

    def rest(self, day: date) -> str:
        """Give why a day is no working day: Saturday, Sunday or a holiday's name; empty where it is one."""
        if self.calendar is None:
            return ""
        if day.weekday() in WEEKEND:
            return WEEKEND[day.weekday()]
        _check_covered(day, self.nations)
        for first, last in self.calendar.yearly:
            here = f"{day:%m-%d}"
            if (first <= here <= last) if first <= last else (here >= first or here <= last):
                return "the days from 25 December to 15 January"
        for one in holidays().get(day, ()):
            if one.nations & self.nations and not self._is_unknown(one):
                return one.name
        return ""

    def between(self, after: date, until: date) -> int:
        """Give how many working days there are after one day and until another, that one with them."""
        years = range(after.year, until.year + 1)
        return sum(self._within(max(after, date(year - 1, 12, 31)), min(until, date(year, 12, 31))) for year in years)

    def _within(self, after: date, until: date) -> int:
        """Give them within one year; of one that the table does not hold they are looked at day by day."""
        try:
            days = _working_days(self, until.year)
        except UsageError:
            return sum(
                not self.rest(date.fromordinal(one)) for one in range(after.toordinal() + 1, until.toordinal() + 1)
            )
        return bisect_right(days, until.toordinal()) - bisect_right(days, after.toordinal())

    def _is_unknown(self, one: Holiday) -> bool:
        return bool(self.known_on and one.proclaimed_on and one.proclaimed_on > self.known_on)


@lru_cache(maxsize=512)
def _working_days(working: Working, year: int) -> tuple[int, ...]:
    """Give the working days of a year, as ordinals."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return tuple(one for one in range(first, last + 1) if not working.rest(date.fromordinal(one)))


@cache
def calendars() -> Mapping[str, Calendar]:
    """Give every calendar by its name."""
    told = tomllib.loads(resources.files("rejoinder.law").joinpath("calendars.toml").read_text("utf-8"))
    return msgspec.convert(told["calendars"], dict[str, Calendar])


@cache
def places() -> Mapping[str, str]:
    """Give the name of every place by its code."""
    told = tomllib.loads(resources.files("rejoinder.law").joinpath("calendars.toml").read_text("utf-8"))
    return msgspec.convert(told["places"], dict[str, str])


def workings(identity: str, place: str, known_on: date) -> Iterator[tuple[str, Working]]:
    """Give the working days of a calendar in each way they can be taken, with the place where it depends on it."""
    calendar = calendars()[identity]
    if calendar.places and place and place not in calendar.places:
        raise UsageError(f"{place} is no place of this law.", f"Say one of: {', '.join(calendar.places)}.")
    chosen = calendar.places if not place else (place,)
    for one in chosen if calendar.places else ("",):
        nations = frozenset((*calendar.nations, *filter(None, (one,))))
        taken = [nations]
        if any(f"{nation}{REGIONAL}" in covered() for nation in nations):
            taken.append(nations | {f"{nation}{REGIONAL}" for nation in nations})
        for each in taken:
            yield one, Working(calendar, each)
            if any(h.proclaimed_on and h.proclaimed_on > known_on and h.nations & each for h in late()):
                yield one, Working(calendar, each, known_on)


@cache
def holidays() -> Mapping[date, tuple[Holiday, ...]]:
    """Give the frozen table, by day."""
    found: dict[date, tuple[Holiday, ...]] = {}
    for one in _rows():
        found[one.day] = (*found.get(one.day, ()), one)
    return found


@cache
def late() -> tuple[Holiday, ...]:
    """Give the holidays that were made such by a proclamation whose day is known."""
    return tuple(one for one in _rows() if one.proclaimed_on)


@cache
def covered() -> Mapping[str, tuple[int, int]]:
    """Give from which year to which the table holds the holidays of each place."""
    found: dict[str, tuple[int, int]] = {}
    for one in _rows():
        for nation in one.nations:
            first, last = found.get(nation, (one.day.year, one.day.year))
            found[nation] = (min(first, one.day.year), max(last, one.day.year))
    return found


def _rows() -> Iterator[Holiday]:
    table = resources.files("rejoinder.law").joinpath("holidays.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        proclaimed = date.fromisoformat(row["proclaimed_on"]) if row["proclaimed_on"] else None
        nations = frozenset(row["nations"].split())
        yield Holiday(date.fromisoformat(row["date"]), nations, row["name"], proclaimed, row["source"])


def _check_covered(day: date, nations: frozenset[str]) -> None:
    for nation in nations:
        if nation.endswith(REGIONAL):
            continue
        first, last = covered()[nation]
        if not first <= day.year <= last:
            what = f"The holidays of {places()[nation]} are known here from {first} to {last}, not in {day.year}."
            raise UsageError(what, "This limit cannot be computed; count it by hand with a calendar of that year.")
