"""Days that a notice gives to answer, and days between what happened: each with how it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rejoinder.find.said_dates import day_of, said_dates
from rejoinder.procedure.clauses import Length, lengths

_ANSWER = re.compile(
    r"\b(?:answer|answers|reply|respond|response|representations|submissions|statement|comments?|attend|hearing)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|before|no\slater\sthan|not\slater\sthan|on\sor\sbefore|until)\s(?:(?:noon|midnight|\d{1,2}"
    r"(?:[.:]\d\d)?\s?[ap]\.?m\.?)\son\s)?(?:the\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\d)[^.!?\n]*|\n(?![ \t]*\n)[^.!?\n]*)*[.!?]?")


class Deadline(NamedTuple):
    """A day by which an answer is asked for, and where that is said."""

    day: date
    start: int
    end: int


def deadline(text: str, own_date: str) -> Deadline | None:
    """Give the day by which a notice asks for an answer; None where it names none, or two that differ."""
    found = list(_deadlines(text, own_date))
    return found[0] if found and len({one.day for one in found}) == 1 else None


def _deadlines(text: str, own_date: str) -> Iterator[Deadline]:
    for sentence in _SENTENCE.finditer(text):
        first, last = sentence.span()
        if not _ANSWER.search(text, first, last):
            continue
        for told in said_dates(text, own_date, first, last):
            day = day_of(told.date) if len(told.date) == len("2024-06-30") else None
            if day and _BY.search(text[first : told.start]):
                yield Deadline(day, first + len(text[first:last]) - len(text[first:last].lstrip()), last)
        begun = day_of(own_date)
        for one in lengths(text[first:last]):
            if (
                begun
                and one.unit != "month"
                and re.search(r"\bwithin\s(?:the\snext\s)?$", text[first : first + one.start])
            ):
                yield Deadline(
                    begun + timedelta(days=one.in_days),
                    first + len(text[first:last]) - len(text[first:last].lstrip()),
                    last,
                )


class Counted(NamedTuple):
    """Days between two, counted in the ways that people count."""

    between: int
    """The first day not counted, the last counted."""
    clear: int
    """Neither of them counted."""


def counted(first: date, last: date) -> Counted:
    """Give the days from one day to another."""
    days = (last - first).days
    return Counted(days, max(0, days - 1))


def is_enough(given: Counted, asked: Length) -> bool | None:
    """Say whether days given are as many as a clause asks for; None where that depends on how they are counted.

    The day of the event itself is not counted (Lester v Garland (1808) 15 Ves 248), the last one may be.
    """
    if asked.unit == "month" or asked.kind in ("working", "business"):
        return None
    readings = {given.clear} if asked.kind == "clear" else {given.clear, given.between}
    enough = {days >= asked.in_days for days in readings}
    return None if len(enough) > 1 else enough.pop()
