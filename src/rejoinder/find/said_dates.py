"""Dates as letters say them: "3 May", "14/03/16", "Tuesday last", "yesterday", kept only as far as they are certain.

Days come before months, as in the UK and Europe, unless the document shows the other order. What leaves out the year,
or says only how long ago, is reckoned from the document's own date. Numbers that can be no day, names that are a day's
too, and days of every week are no dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rejoinder.find import reckoned
from rejoinder.find.reckoned import NAMED, NUMBERS, ORDINALS, WEEKDAYS, made, month_of, year_of
from rejoinder.find.signs import joined
from rejoinder.find.threes import places, threes
from rejoinder.zones.dates import days_come_first

_LONG = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_BRIEF = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
_MONTH = rf"(?:{_LONG}\b|{_BRIEF}\b\.?)"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_DAY_NAME = rf"(?:{_WEEKDAY}|(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b\.?)"
_NTH = r"(?:st|nd|rd|th)"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)(?![\d/-])"
_AND_YEAR = rf"(?:,?\s{{1,3}}|\sof\s)(?P<%s>{_YEAR})"
_AFTER_THE = r"(?:" + "|".join(rf"(?<=\b{word}\s)" for word in ("on", "of", "by", "until", "since", "from")) + ")"
_AFTER_IN = "|".join(rf"(?<=\b{word}\s)" for word in ("in", "since", "until", "during"))
_BEFORE_A_YEAR = "|".join(rf"(?<=\b{word}\s)" for word in ("of", "from", "by", "before", "after"))
_GOES_ON = (
    r"(?:and|or|to|by|when|after|before|the|we|i|you|he|she|they|it|this|that|which|who|but|at|on|in|with|as|for|because"
    r"|was|were|is|are|has|had|have|a|an|my|our|his|her|about|saying)\b"
)
_NO_NOUN = rf"(?=[.;:)?!'’\]]+(?!\d)|,(?!\d)|\s*(?:\n|\Z)|\s{_GOES_ON})"
_WORDED = rf"(?:(?:twenty|thirty)[-\s])?(?:{'|'.join(ORDINALS)})|thirtieth"
_BEGINS = (
    r"(?=\d|ja|fe|ma|mi|ap|ju|au|se|oc|no|ne|de|mo|tu|we|th|fr|sa|su|la|ye|to|ea|a\s|on|tw|fo|fi|si|ei|te|el|ni|ch|bo)"
)
"""How a date begins: what is none is passed over in less than half the time."""
_SAID = re.compile(
    rf"(?<![\w/.])(?:(?<!-)|(?<=\d-)|(?<=mid-)){_BEGINS}(?:"
    rf"(?:(?P<weekday>{_DAY_NAME})\b,?\s{{1,3}}(?:the\s)?)?(?P<day>[0-3]?\d)(?:\s?{_NTH})?\s{{1,3}}(?:day\s)?(?:of\s)?"
    rf"(?P<month>{_MONTH})(?:{_AND_YEAR % 'year'})?(?![\w/])"
    rf"|(?:(?P<weekday2>{_DAY_NAME}),?\s{{1,3}})?(?P<month2>{_MONTH})\s{{1,3}}(?P<day2>[0-3]?\d){_NTH}?(?!\d)"
    rf"(?:\s?[-–]\s?[0-3]?\d{_NTH}?(?![\w/:.-]))?(?:{_AND_YEAR % 'year2'})?(?![\w/]|:\d)"
    rf"|(?P<iso>(?:19|20)\d\d(?P<line>[-/])[01]\d(?P=line)[0-3]\d)(?![\w-])(?!(?<=/\d\d)\s\d\d:\d)"
    rf"|(?P<first>[0-3]?\d)(?P<sign>[/.-])(?P<second>[0-3]?\d)(?P=sign)(?P<short>(?:19|20)\d\d|\d\d)(?![\w/-])(?!\.\d)"
    rf"|(?P<day5>[0-3]?\d)(?P<dash>[-/])(?P<month5>{_LONG}|{_BRIEF})(?P=dash)(?P<year5>(?:19|20)?\d\d)(?![\w/-])"
    rf"|(?P<day3>[0-3]?\d){_NTH}\s(?P<calendar>inst|ult)\b\.?"
    rf"|(?P<day6>[0-3]?\d){_NTH}?(?=\s(?:to|and|until|or)\s(?:the\s)?(?:{_DAY_NAME}\s)?[0-3]?\d{_NTH}?\s(?:of\s)?"
    rf"(?P<month6>{_MONTH})(?:{_AND_YEAR % 'year6'})?)"
    rf"|(?P<worded>{_WORDED})\s(?P<dayof>day\s)?of\s(?P<month7>{_MONTH})(?:{_AND_YEAR % 'year7'})?(?![\w/-])"
    rf"|(?:(?:early|late|mid)[\s-])?(?P<month4>{_MONTH})(?:,?\s{{1,3}}|\sof\s)(?P<year4>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<weekday8>{_DAY_NAME}),?\sthe\s(?P<day8>[0-3]?\d){_NTH}\b(?!\sof\b)"
    rf"|{_AFTER_THE}the\s(?P<day9>[0-3]?\d){_NTH}{_NO_NOUN}(?!\s(?:and|to|or)\s(?:the\s)?\d)"
    rf"|last\s(?P<lastday>{_WEEKDAY})(?!\w|-\w)"
    rf"|(?:next|this\scoming)\s(?P<nextday>{_WEEKDAY})(?!\w|-\w)"
    rf"|(?P<passed>{_WEEKDAY})(?:\s(?P<last>last)\b(?!\s(?:week|month|year)))?(?!\w|-\w)"
    r"|(?P<word>the\sday\sbefore\syesterday|the\sday\safter\stomorrow|yesterday(?:\s(?:morning|afternoon|evening))?"
    r"|(?:earlier\s|later\s)?today|tomorrow(?:\s(?:morning|afternoon|evening))?|tonight|last\snight"
    r"|this\s(?:morning|afternoon|evening))\b"
    r"|(?<!the\s)(?P<which>last|this|next)\s(?P<span>week|month|year)(?:end)?\b"
    rf"|(?P<count>{'|'.join(NUMBERS)}|\d{{1,2}})\s(?P<unit>(?:day|week|month|year)s?|fortnight)\sago\b"
    rf"|(?P<named>{'|'.join(NAMED)})\b(?:{_AND_YEAR % 'year3'})?(?!\w)".replace("'s ", "['’]s ")
    + rf"|(?:{_AFTER_IN})(?:(?:early|late|mid)[\s-])?(?P<month9>{_LONG}){_NO_NOUN}"
    rf"|(?:{_AFTER_IN}|{_BEFORE_A_YEAR})(?P<year9>(?:19|20)\d\d){_NO_NOUN}"
    r")",
)
_SIGNS = threes(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun yes tod tom ton las nex ago wee yea"
    " chr box 111",
    "1/1 1st 1nd 1rd 1th rni rno eni",
)
"""Every date has one of these: a month, a weekday or a word for a day, 3/5, 3rd, a year, this morning, this evening."""
_REACH = 60
"""Characters from any of a date to the end of what may follow it: the longest has some 45."""
_MONTHS_FIRST = range(-10, -2)
"""Hours east of Greenwich where many write months first."""
_LOWER = str.maketrans({chr(one): chr(one).lower() for one in range(ord("A"), ord("Z") + 1)})
_WORDS = {"yester": -1, "last n": -1, "tomorr": 1, "the day before": -2, "the day after": 2}
_SPANS = {"last": -1, "this": 0, "next": 1}
_RELATIVE = ("passed", "lastday", "nextday", "word", "span", "count", "day9", "weekday8", "month9", "year9")
_BESIDE = 160
"""Characters before and after a date in which its sentence is looked at."""
_ENDS = re.compile(r"[.!?](?=\s+[A-Z\"“])|\n\s*\n")
_TO_COME = re.compile(
    r"\b(?:will|shall|won['’]t|must|going\sto|due|scheduled|until|till|deadline|out\sof\sthe\soffice|return(?:ing)?\son"
    r"|let['’]?s|see\syou|look(?:ing)?\sforward|hop(?:e|ing)\sto|plan(?:s|ned|ning)?|upcoming|coming|please"
    r"|is\sto\sbe|are\sto\sbe|(?:would|could|can)\s(?:you|we|be)|by\s\Z|no\slater\sthan\s\Z)\b|['’]ll\b"
    r"|\b(?:by|before)\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)
"""What is said of a day to come."""
_NUMBERED = re.compile(
    r"\b(?:sort\scode|account|a/c|ref(?:erence)?|no|nos|number|phone|tel|telephone|fax|ext(?:ension)?|room|unit|version"
    r"|v|clause|paragraph|para|section|rule|article|exhibit|figure|fig|table|page|pages|pp?|plot|score|odds|ratios?"
    r"|scored|part|item|order|note|lot)\b\.?(?:\s(?:is|was|were|of|are|no\.?|number))?[\s:,(#]{0,3}\Z",
    re.IGNORECASE,
)
"""What numbers that are no date stand after."""
_OF_EVERY_WEEK = re.compile(r"\b(?:every|each|most|any|alternate|other|second)\s\Z|\ba\s\Z", re.IGNORECASE)
_TO_WEEKDAY = re.compile(rf"\s?(?:-|–|to|through)\s?{_WEEKDAY}", re.IGNORECASE)
_FROM_WEEKDAY = re.compile(rf"{_WEEKDAY}s?\s?(?:-|–|to|through)\s?\Z", re.IGNORECASE)
_NAME = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr)\.?|(?:\A|(?<=[^.!?:\n])\s)(?P<word>[A-Z][a-z]+))\s\Z")
_NO_NAME = re.compile(
    r"(?:On|By|Since|From|Until|Till|Before|After|And|Or|But|The|This|Next|Last|Early|Late|Re|For|To|That|Of|At|In)\Z"
)
_OF_WORDS = re.compile(
    rf"(?<!\d\s)(?<!\d{_NTH}\s)(?<!of\s)\b(?P<first>{_LONG})\s\d{{1,2}}(?:{_NTH})?,?\s(?:19|20)\d\d"
    rf"|\b\d{{1,2}}(?:{_NTH})?\s(?:of\s)?{_LONG}\s(?:19|20)\d\d",
    re.IGNORECASE,
)


class SaidDate(NamedTuple):
    """A date as a letter says it."""

    date: str
    """ISO 8601 to the day, the week (2016-W18), the month or the year; empty when it may be another."""
    start: int
    end: int
    relative: bool = False
    """Reckoned from the document's own date in days, weeks or months, or no more than a year."""


class _Place(NamedTuple):
    """Where a date is said."""

    text: str
    start: int
    end: int
    own: date | None

    @property
    def to_come(self) -> bool:
        """Whether its sentence speaks of what is to come."""
        before = self.text[max(0, self.start - _BESIDE) : self.start]
        ends = list(_ENDS.finditer(before))
        before = before[ends[-1].end() :] if ends else before
        after = _ENDS.split(self.text[self.end : self.end + _BESIDE], maxsplit=1)[0]
        return _TO_COME.search(before) is not None or _TO_COME.search(after) is not None


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
    end = len(text) if end is None else end
    order: _Order | None = None
    for one in _said(low or low_of(text), start, end):
        place = _Place(text, one.start(), one.end(), own)
        if one["first"]:
            order = order or _order(text, within or (start, end), own_date)
            if not _is_numbered(text, one) and any(_days_of(one)):
                yield SaidDate(_numeric(one, own, order), *one.span())
        elif not _is_another_word(text, one):
            read = next(read for name, read in _READ.items() if one[name])
            yield SaidDate(read(one, place), *one.span(), any(one[name] for name in _RELATIVE))


def _said(low: Low, start: int, end: int) -> Iterator[re.Match[str]]:
    """Give the matches of the pattern, which is tried around signs alone."""
    for first, last in joined(low.signs_in(start, end), start, end, _REACH, _REACH):
        yield from _SAID.finditer(low.text, first, last)


def lowered(text: str) -> str:
    """Give a text of the same length with its plain letters small: others may be longer so, and places would move."""
    return text.lower() if text.isascii() else text.translate(_LOWER)


def day_of(written: str) -> date | None:
    """Give the day of an ISO date; None when it does not say one."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _is_another_word(text: str, one: re.Match[str]) -> bool:
    """Say whether a word that looks like a date is none: the verb "may", a name, a day of every week."""
    for month, year in (("month", "year"), ("month2", "year2"), ("month9", "year9")):
        if one[month] in ("may", "march") and not one[year] and text[one.start(month)].islower():
            return True
    if one["worded"] and not (one["dayof"] or one["year7"]):
        return True
    return bool(one["passed"]) and not one["last"] and _is_no_day(text, one)


def _is_no_day(text: str, one: re.Match[str]) -> bool:
    before = text[max(0, one.start() - 30) : one.start()]
    named = _NAME.search(before)
    if named and not (named["word"] and (_NO_NAME.match(named["word"]) or not text[one.start()].isupper())):
        return True
    every = _OF_EVERY_WEEK.search(before) or _FROM_WEEKDAY.search(before)
    return bool(every or _TO_WEEKDAY.match(text, one.end()))


def _is_numbered(text: str, one: re.Match[str]) -> bool:
    """Say whether numbers with signs between them are those of something else: an account, a clause, a score."""
    before = text[max(0, one.start() - 30) : one.start()]
    follows = re.match(r"[,\s]{1,3}(?:account\b|\d{5})", text[one.end() : one.end() + 12])
    return _NUMBERED.search(before) is not None or follows is not None


class _Order(NamedTuple):
    """In which order a document's numbers say day and month."""

    months_first: bool
    unsure: bool
    """Nothing shows it, and who wrote it may write months first."""


def _order(text: str, edges: tuple[int, int], own_date: str) -> _Order:
    shown = days_come_first(text, *edges)
    american = _hours_east(own_date) in _MONTHS_FIRST
    if shown is None and american:
        words = {one["first"] is not None for one in _OF_WORDS.finditer(text, *edges)}
        shown = False if words == {True} else None
    return _Order(shown is False, american and shown is not False)


def _hours_east(written: str) -> int:
    zone = re.search(r"T.*([+-]\d\d):\d\d$", written)
    return int(zone[1]) if zone else 0


def _days_of(one: re.Match[str]) -> tuple[str, str]:
    """Give what numbers say with the day first, and with the month first; empty where there is no such day."""
    first, second, year = int(one["first"]), int(one["second"]), year_of(one["short"])
    return made(year, second, first), "" if one["sign"] == "." else made(year, first, second)


def _numeric(one: re.Match[str], own: date | None, order: _Order) -> str:
    told, other = _days_of(one)
    if order.months_first and other:
        return other
    if told and other and own and told > own.isoformat() >= other:
        return other
    if order.unsure and told and other and told != other and not (own and other > own.isoformat() >= told):
        return ""
    return told or other


def _of_words(day: str, month: str, year: str | None, weekday: str | None, place: _Place) -> str:
    number = month_of(month)
    if year:
        told = made(year_of(year), number, int(day))
        return told if told and reckoned.falls_on(told, weekday) else ""
    return reckoned.of_year(int(day), number, place.own, weekday, to_come=place.to_come)


def _of_calendar(one: re.Match[str], place: _Place) -> str:
    """Give "3rd inst." (of this month) and "3rd ult." (of the last one)."""
    month = reckoned.away("month", 0 if one["calendar"] == "inst" else -1, place.own)
    return made(int(month[:4]), int(month[5:]), int(one["day3"])) if month else ""


def _of_word(one: re.Match[str], place: _Place) -> str:
    said = " ".join(one["word"].split())
    days = next((days for words, days in reversed(_WORDS.items()) if said.startswith(words)), 0)
    return reckoned.away("day", days, place.own)


def _of_named(one: re.Match[str], place: _Place) -> str:
    month, day = NAMED[" ".join(one["named"].replace("’", "'").split())]
    if one["year3"]:
        return made(year_of(one["year3"]), month, day)
    return reckoned.of_year(day, month, place.own, None, to_come=place.to_come)


def _of_count(one: re.Match[str], place: _Place) -> str:
    many = int(one["count"]) if one["count"].isdigit() else NUMBERS[" ".join(one["count"].split())]
    return reckoned.away(one["unit"], -many, place.own)


_READ: dict[str, Callable[[re.Match[str], _Place], str]] = {
    "day": lambda one, place: _of_words(one["day"], one["month"], one["year"], one["weekday"], place),
    "day2": lambda one, place: _of_words(one["day2"], one["month2"], one["year2"], one["weekday2"], place),
    "iso": lambda one, _: made(*map(int, re.split(r"[-/]", one["iso"]))),
    "day5": lambda one, place: _of_words(one["day5"], one["month5"], one["year5"], None, place),
    "calendar": _of_calendar,
    "day6": lambda one, place: _of_words(one["day6"], one["month6"], one["year6"], None, place),
    "worded": lambda one, place: _of_words(
        str(reckoned.ordinal(one["worded"])), one["month7"], one["year7"], None, place
    ),
    "month4": lambda one, _: f"{year_of(one['year4']):04}-{month_of(one['month4']):02}",
    "day8": lambda one, place: reckoned.of_number(int(one["day8"]), place.own, one["weekday8"]),
    "day9": lambda one, place: reckoned.of_number(int(one["day9"]), place.own, None),
    "lastday": lambda one, place: reckoned.of_weekday(one["lastday"], place.own, to_come=False),
    "nextday": lambda one, place: reckoned.of_next_weekday(one["nextday"], place.own),
    "passed": lambda one, place: reckoned.of_weekday(
        one["passed"], place.own, to_come=not one["last"] and place.to_come
    ),
    "word": _of_word,
    "span": lambda one, place: reckoned.away(one["span"], _SPANS[one["which"]], place.own),
    "count": _of_count,
    "named": _of_named,
    "month9": lambda one, place: reckoned.of_month(month_of(one["month9"]), place.own, to_come=place.to_come),
    "year9": lambda one, _: one["year9"],
}
