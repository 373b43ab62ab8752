"""Dates as letters say them: "3 May", "14/03/16", "Tuesday last", "yesterday", kept only as far as they are certain.

Days come before months, as in the UK and Europe, unless the document shows the other order. What leaves out the year,
or says only how long ago, is reckoned from the document's own date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rejoinder.find.signs import joined
from rejoinder.find.threes import places, threes
from rejoinder.zones.dates import MONTHS, days_come_first

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)(?![\d/-])"
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
_BEGINS = r"(?=\d|ja|fe|ma|ap|ju|au|se|oc|no|de|mo|tu|we|th|fr|sa|su|la|ye|to|ea|a\s|on|tw|fo|fi|si|ei|te)"
"""How a date begins: what is none is passed over in less than half the time."""
_SAID = re.compile(
    rf"(?<![\w/.-]){_BEGINS}(?:"
    rf"(?:(?P<weekday>{_WEEKDAY})\b,?\s{{1,3}}(?:the\s)?)?(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?\s{{1,3}}(?:of\s)?"
    rf"(?P<month>{_MONTH})(?:,?\s{{1,3}}(?P<year>{_YEAR}))?(?![\w/])"
    rf"|(?:(?P<weekday2>{_WEEKDAY})\b,?\s{{1,3}})?(?P<month2>{_MONTH})\s{{1,3}}(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
    rf"(?:,?\s{{1,3}}(?P<year2>{_YEAR}))?(?![\w/:])"
    rf"|(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\w-])"
    rf"|(?P<first>[0-3]?\d)(?P<sign>[/.-])(?P<second>[0-3]?\d)(?P=sign)(?P<short>(?:19|20)\d\d|\d\d)(?![\w/-])(?!\.\d)"
    rf"|(?P<day3>[0-3]?\d)(?:st|nd|rd|th)\s(?P<calendar>inst|ult)\b\.?"
    rf"|(?P<month4>{_MONTH}),?\s{{1,3}}(?P<year4>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<passed>{_WEEKDAY})(?:\s(?P<last>last)\b(?!\s(?:week|month|year)))?"
    rf"|last\s(?P<lastday>{_WEEKDAY})\b"
    rf"|(?P<word>the\sday\sbefore\syesterday|yesterday|(?:earlier\s)?today|this\s(?:morning|afternoon)|last\snight)\b"
    rf"|last\s(?P<span>week|month|year)\b"
    rf"|(?P<count>a|one|two|three|four|five|six|seven|eight|ten|\d{{1,2}})\s(?P<unit>days?|weeks?)\sago\b"
    rf")",
)
_SIGNS = threes(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun yes tod las ago",
    "1/1 1st 1nd 1rd 1th rni rno",
)
"""Every date has one of these: a month or weekday, yesterday, today, last, ago, 3/5, 3rd, this morning, afternoon."""
_REACH = 60
"""Characters from any of a date to the end of what may follow it: the longest has some 45."""
_MONTHS_FIRST = range(-10, -2)
"""Hours east of Greenwich where many write months first."""
_LOWER = str.maketrans({chr(one): chr(one).lower() for one in range(ord("A"), ord("Z") + 1)})
_AGO = {"yesterday": 1, "the day before yesterday": 2, "last night": 1}


class SaidDate(NamedTuple):
    """A date as a letter says it."""

    date: str
    """ISO 8601 to the day, the week (2016-W18) or the month; empty when it may be another."""
    start: int
    end: int
    relative: bool = False
    """Reckoned from the document's own date in days or weeks."""


class Low(NamedTuple):
    """A text with its plain letters small, and where in it a date may have a sign."""

    text: str
    signs: Sequence[int]

    def signs_in(self, start: int, end: int) -> Sequence[int]:
        """Give the signs in a part of it."""
        return self.signs[bisect_left(self.signs, start) : bisect_left(self.signs, end)]


def low_of(text: str, signs: Sequence[int] | None = None) -> Low:
    """Give a text as its dates are looked for; `signs` where they are at hand."""
    low = lowered(text)
    return Low(low, places(low, _SIGNS) if signs is None else signs)


def said_dates(
    text: str,
    own_date: str = "",
    start: int = 0,
    end: int | None = None,
    *,
    low: Low | None = None,
    within: tuple[int, int] | None = None,
) -> Iterator[SaidDate]:
    """Give every date said in text[start:end]; own_date is when the document was written, in ISO 8601.

    `low` is the whole text as `low_of` gives it, where it is at hand. Whether months come first is seen from the part
    of the text that lies within, or from the same part.
    """
    own = day_of(own_date)
    american = _hours_east(own_date) in _MONTHS_FIRST
    end = len(text) if end is None else end
    months_first: bool | None = None
    for one in _said(low or low_of(text[:end]), start, end):
        for name, read in _READ.items():
            if one[name]:
                told = "" if _is_verb(text, one) else read(one, own)
                break
        else:
            if months_first is None:
                months_first = days_come_first(text, *(within or (start, end))) is False
            told = _numeric_sure(one) if american and not months_first else _numeric(one, own, months_first)
        yield SaidDate(told, one.start(), one.end(), _is_relative(one))


def _said(low: Low, start: int, end: int) -> Iterator[re.Match[str]]:
    """Give the matches of the pattern, which is tried around signs alone."""
    for first, last in joined(low.signs_in(start, end), start, end, _REACH, _REACH):
        yield from _SAID.finditer(low.text, first, last)


def _is_verb(text: str, one: re.Match[str]) -> bool:
    """Say whether what looks like a month is the verb, small and without a year: "of the 4 may follow"."""
    return any(
        one[month] == "may" and not one[year] and text[one.start(month)] == "m"
        for month, year in (("month", "year"), ("month2", "year2"))
    )


def lowered(text: str) -> str:
    """Give a text of the same length with its plain letters small: others may be longer so, and places would move."""
    return text.lower() if text.isascii() else text.translate(_LOWER)


def day_of(written: str) -> date | None:
    """Give the day of an ISO date; None when it does not say one."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _hours_east(written: str) -> int:
    zone = re.search(r"T.*([+-]\d\d):\d\d$", written)
    return int(zone[1]) if zone else 0


def _is_relative(one: re.Match[str]) -> bool:
    return any(one[name] for name in ("passed", "lastday", "word", "span", "count"))


def _month_of(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _year_of(written: str) -> int:
    digits = written.lstrip("'’")
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) >= 70 else 2000)


def _made(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _of_words(day: str, month: str, year: str | None, weekday: str | None, own: date | None) -> str:
    number = _month_of(month)
    if year:
        told = _made(_year_of(year), number, int(day))
        return told if told and _falls_on(told, weekday) else ""
    if own is None:
        return ""
    years = (own.year, own.year - 1) if weekday is None else range(own.year, own.year - 3, -1)
    before = [told for one in years if (told := _made(one, number, int(day))) and told <= own.isoformat()]
    return next((told for told in before if _falls_on(told, weekday)), "")


def _falls_on(told: str, weekday: str | None) -> bool:
    return weekday is None or _WEEKDAYS[date.fromisoformat(told).weekday()] == weekday.lower()


def _numeric(one: re.Match[str], own: date | None, months_first: bool) -> str:
    first, second, year = int(one["first"]), int(one["second"]), _year_of(one["short"])
    other, told = _made(year, first, second), _made(year, second, first)
    if months_first and one["sign"] == "/" and other:
        return other
    if told and other and own and told > own.isoformat() >= other:
        return other
    return told or (other if one["sign"] == "/" else "")


def _numeric_sure(one: re.Match[str]) -> str:
    """Give a date of numbers only where it can be read in one way."""
    first, second, year = int(one["first"]), int(one["second"]), _year_of(one["short"])
    told = {_made(year, second, first), _made(year, first, second)} - {""}
    return told.pop() if len(told) == 1 else ""


def _of_calendar(one: re.Match[str], own: date | None) -> str:
    """Give "3rd inst." (of this month) and "3rd ult." (of the last one)."""
    if own is None:
        return ""
    month = own if one["calendar"].lower() == "inst" else own.replace(day=1) - timedelta(days=1)
    return _made(month.year, month.month, int(one["day3"]))


def _of_weekday(name: str, own: date | None) -> str:
    """Give the last day of this name before the document's own."""
    if own is None:
        return ""
    back = (own.weekday() - _WEEKDAYS.index(name.lower())) % 7 or 7
    return (own - timedelta(days=back)).isoformat()


def _of_word(one: re.Match[str], own: date | None) -> str:
    said = " ".join(one["word"].lower().split())
    return (own - timedelta(days=_AGO.get(said, 0))).isoformat() if own else ""


def _of_span(one: re.Match[str], own: date | None) -> str:
    if own is None:
        return ""
    unit = one["span"].lower()
    if unit == "week":
        return _week(own - timedelta(days=7))
    return f"{own.year - 1:04}" if unit == "year" else (own.replace(day=1) - timedelta(days=1)).isoformat()[:7]


def _of_count(one: re.Match[str], own: date | None) -> str:
    if own is None:
        return ""
    said = one["count"].lower()
    number = int(said) if said.isdigit() else _NUMBERS[said]
    if one["unit"].lower().startswith("week"):
        return _week(own - timedelta(days=7 * number))
    return (own - timedelta(days=number)).isoformat()


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_READ: dict[str, Callable[[re.Match[str], date | None], str]] = {
    "day": lambda one, own: _of_words(one["day"], one["month"], one["year"], one["weekday"], own),
    "day2": lambda one, own: _of_words(one["day2"], one["month2"], one["year2"], one["weekday2"], own),
    "iso": lambda one, _own: _made(*map(int, one["iso"].split("-"))),
    "calendar": _of_calendar,
    "month4": lambda one, _own: f"{_year_of(one['year4']):04}-{_month_of(one['month4']):02}",
    "passed": lambda one, own: _of_weekday(one["passed"], own),
    "lastday": lambda one, own: _of_weekday(one["lastday"], own),
    "word": _of_word,
    "span": _of_span,
    "count": _of_count,
}
