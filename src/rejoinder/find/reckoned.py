"""What a date said in words is, in ISO 8601: reckoned from the day of the letter where it leaves out the year, or more.

Nothing is given that may be another day: "" stands for what is said and not certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rejoinder.zones.dates import MONTHS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    "a": 1, "one": 1, "a couple of": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = tuple(_ORDINALS.split())
NAMED = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
}
"""Days that have a name and are the same each year."""
NEARBY = 2
"""Years back in which a weekday tells of which year a day is."""


def month_of(name: str) -> int:
    """Give the number of a month by its name, short or whole."""
    return MONTHS[name.rstrip(".")]


def year_of(written: str) -> int:
    """Give a year of two or four figures."""
    digits = written.lstrip("'’")
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) >= 70 else 2000)


def made(year: int, month: int, day: int) -> str:
    """Give a day; empty where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def ordinal(words: str) -> int:
    """Give the number of "first" to "thirty-first"."""
    if words == "thirtieth":
        return 30
    tens, _, ones = words.replace(" ", "-").partition("-")
    return _TENS.get(tens, 0) + ORDINALS.index(ones) + 1 if ones else ORDINALS.index(tens) + 1


def falls_on(told: str, weekday: str | None) -> bool:
    """Say whether a day is of this name, the first three letters of which are enough."""
    return weekday is None or WEEKDAYS[date.fromisoformat(told).weekday()][:3] == weekday[:3]


def of_year(day: int, month: int, own: date | None, weekday: str | None, *, to_come: bool) -> str:
    """Give the day of a letter that does not say the year: the last before it, or the next where it is to come.

    Where the weekday is said too, it is the nearest day of that name.
    """
    if own is None:
        return ""
    years = range(own.year - (NEARBY if weekday else 1), own.year + 2)
    days = [told for one in years if (told := made(one, month, day)) and falls_on(told, weekday)]
    if weekday:
        return min(days, key=lambda one: abs(date.fromisoformat(one) - own), default="")
    return _nearest(days, own.isoformat(), to_come=to_come)


def of_month(month: int, own: date | None, *, to_come: bool) -> str:
    """Give the month of a letter that does not say the year."""
    if own is None:
        return ""
    return _nearest([f"{own.year + one:04}-{month:02}" for one in (-1, 0, 1)], own.isoformat()[:7], to_come=to_come)


def _nearest(days: Iterable[str], own: str, *, to_come: bool) -> str:
    if to_come:
        return min((one for one in days if one >= own), default="")
    return max((one for one in days if one <= own), default="")


def of_number(day: int, own: date | None, weekday: str | None) -> str:
    """Give "the 14th": of this month, or where it is not yet the 14th, of the last."""
    if own is None:
        return ""
    last = own.replace(day=1) - timedelta(days=1)
    months = [made(one.year, one.month, day) for one in (own, last)]
    return next((one for one in months if one and one <= own.isoformat() and falls_on(one, weekday)), "")


def of_weekday(name: str, own: date | None, *, to_come: bool) -> str:
    """Give the last day of this name before the letter's own; the next after it where it is to come."""
    if own is None:
        return ""
    ahead = (_weekday(name) - own.weekday()) % 7 or 7
    return (own + timedelta(days=ahead if to_come else (ahead - 7 or -7))).isoformat()


def of_next_weekday(name: str, own: date | None) -> str:
    """Give "next Tuesday": empty where there is one in the same week, since people mean one or the other."""
    if own is None:
        return ""
    ahead = (_weekday(name) - own.weekday()) % 7 or 7
    return (own + timedelta(days=ahead)).isoformat() if own.weekday() + ahead >= 7 else ""


def _weekday(name: str) -> int:
    return next(number for number, one in enumerate(WEEKDAYS) if one[:3] == name[:3])


def away(unit: str, many: int, own: date | None) -> str:
    """Give the day, week, month or year that is so many away, before where it is less than none."""
    if own is None:
        return ""
    if unit.startswith("day"):
        return (own + timedelta(days=many)).isoformat()
    if unit.startswith(("week", "fortnight")):
        return week(own + timedelta(days=7 * many * (2 if unit.startswith("f") else 1)))
    if unit.startswith("month"):
        months = own.year * 12 + own.month - 1 + many
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{own.year + many:04}"


def week(day: date) -> str:
    """Give the week of a day, as 2016-W18."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"
