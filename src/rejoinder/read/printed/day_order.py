"""Dates of headers such as 1/10/2019, read as the dates set in the same way, or what quotes their messages, show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rejoinder.read.printed.clocks import at_once
from rejoinder.read.printed.heads import Head
from rejoinder.read.printed.introduced import Introduction, attributed, is_one_person, of_head
from rejoinder.read.printed.running import Told
from rejoinder.read.printed.said import dated_as_printed
from rejoinder.zones.dates import WEEKDAYS, days_come_first

_SLASHED = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)/\d")
_FIGURES = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def in_order(heads: Sequence[Head], told: Sequence[Told]) -> list[Head]:
    """Give headers with their dates read day first, or month first, as others show.

    Dates that can be read in one way only go first, then what quotes one of these messages, then those of which the
    clock tells.
    """
    if all(head.sure_date for head in heads):
        return list(heads)
    quoted = [*attributed(told), *(of_head(head) for head in heads if head.sure_date)]
    alike: dict[str, list[Head]] = {}
    for head in heads:
        alike.setdefault(_manner(head), []).append(head)
    shown = {manner: _day_first(some, quoted) for manner, some in alike.items()}
    return [_read_as(head, shown[_manner(head)]) for head in heads]


def _manner(head: Head) -> str:
    """Give what tells who writes dates in one way: all of the date but its numbers and the day of the week."""
    written = _FIGURES.sub("0", head.when).replace("PM", "AM").replace("pm", "am")
    return _WORDS.sub(lambda found: "" if found.group().casefold() in WEEKDAYS else found.group(), written)


def _day_first(heads: Sequence[Head], quoted: Sequence[Introduction]) -> bool | None:
    """Say whether days come first in these headers; None where nothing tells, or they differ."""
    sure = days_come_first("\n".join(head.when for head in heads))
    if sure is not None:
        return sure
    for shown in ({_as_quoted(head, quoted) for head in heads}, {_as_read(head) for head in heads}):
        if len(shown - {None}) == 1:
            return next(one for one in shown if one is not None)
    return None


def _as_quoted(head: Head, quoted: Sequence[Introduction]) -> bool | None:
    """Say whether what quotes a message of this author and minute reads its date day first; None where none does."""
    if head.sure_date:
        return None
    read = {
        day_first
        for day_first in (True, False)
        for one in quoted
        if is_one_person(one.author, head.message.author) and at_once(one.date, dated_as_printed(head.when, day_first))
    }
    return read.pop() if len(read) == 1 else None


def _as_read(head: Head) -> bool | None:
    """Say whether a date of numbers was read day first; None where it was not read, or both are one."""
    numbers = _SLASHED.search(head.when)
    if not numbers or int(numbers[1]) == int(numbers[2]) or len(head.message.date) < len("2019-10-01"):
        return None
    return int(numbers[1]) == int(head.message.date[8:10])


def _read_as(head: Head, day_first: bool | None) -> Head:
    if head.sure_date or day_first is None:
        return head
    date = dated_as_printed(head.when, day_first)
    return replace(head, message=replace(head.message, date=date)) if date else head
