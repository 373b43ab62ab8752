"""Dates of headers such as 1/10/2019, read as the other dates of their file that are set in the same way show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rejoinder.read.printed.heads import Head, dated_as_printed
from rejoinder.zones.dates import days_come_first

_SLASHED = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)/\d")
_FIGURES = re.compile(r"\d+")


def in_order(heads: Sequence[Head]) -> list[Head]:
    """Give headers with their dates read day first, or month first, as others show.

    Dates that can be read in one way only go before those of which the clock tells.
    """
    alike: dict[str, list[Head]] = {}
    for head in heads:
        alike.setdefault(_manner(head), []).append(head)
    shown = {manner: _day_first(some) for manner, some in alike.items()}
    return [_read_as(head, shown[_manner(head)]) for head in heads]


def _manner(head: Head) -> str:
    """Give what tells who writes dates in one way: all of the date but its numbers."""
    return _FIGURES.sub("0", head.when).replace("PM", "AM").replace("pm", "am")


def _day_first(heads: Sequence[Head]) -> bool | None:
    """Say whether days come first in these headers; None where nothing tells, or they differ."""
    sure = days_come_first("\n".join(head.when for head in heads))
    read = {_as_read(head) for head in heads} - {None}
    return sure if sure is not None or len(read) != 1 else read.pop()


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
