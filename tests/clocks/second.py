"""A second way of counting, written by itself: sets of days and lists, and only the law in common."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, islice

import holidays

FOUR = ("ENG", "WLS", "SCT", "NIR")
YEARS = range(2015, 2029)
_HELD = {nation: frozenset(holidays.country_holidays("GB", subdiv=nation, years=YEARS)) for nation in FOUR}
UNION = frozenset().union(*_HELD.values())
FUNERAL, ORDERED = date(2022, 9, 19), date(2022, 9, 10)
FOOTBALL, GRANTED = date(2026, 6, 15), date(2026, 2, 4)


def after(day: date) -> list[date]:
    """Every day after one, for two years."""
    return [day + timedelta(n) for n in range(1, 740)]


def ways(rest: frozenset[date], received: date) -> list[frozenset[date]]:
    """The holidays as they are, and without those that were ordered only after the request came."""
    late = {day for day, told in ((FUNERAL, ORDERED), (FOOTBALL, GRANTED)) if told > received and day in rest}
    return [rest, rest - late]


def nth_working(received: date, n: int, rest: frozenset[date]) -> date:
    working = (day for day in after(received) if day.isoweekday() < 6 and day not in rest)
    return next(islice(working, n - 1, None))


def open_day(day: date, rest: frozenset[date]) -> date:
    return next(d for d in (day + timedelta(n) for n in count()) if d.isoweekday() < 6 and d not in rest)


def month_on(day: date) -> date:
    """The day before which the next month's same number has not come: found by looking through the days."""
    year, month = (day.year + day.month // 12, day.month % 12 + 1)
    fitting = [d for d in after(day) if (d.year, d.month) == (year, month) and d.day <= day.day]
    return fitting[-1]


def foia(received: date) -> tuple[date, date]:
    found = [nth_working(received, 20, rest) for rest in ways(UNION, received)]
    return min(found), max(found)


def foisa(received: date) -> tuple[date, date]:
    found = [nth_working(received, 20, rest) for rest in ways(_HELD["SCT"], received)]
    return min(found), max(found)


def gdpr(received: date, nation: str) -> tuple[date, date]:
    """The five regimes by the day of receipt."""
    if received < date(2018, 5, 25):
        return received + timedelta(39), received + timedelta(40)
    found = []
    for rest in ways(_HELD[nation], received):
        found.append(open_day(month_on(received), rest))
        if received < date(2019, 8, 15):
            passed = month_on(received + timedelta(1))
            found += [passed, open_day(passed, rest)]
    return min(found), max(found)
