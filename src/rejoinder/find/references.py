"""Marks that documents bear one after another, exhibits and tickets, where a number between them is on none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

EXHIBITS, TICKETS = 4, 8
"""Numbers that a series must have."""
LONGEST = 2
"""Numbers that may be skipped at one place."""
PRESENT = 0.75
"""Share of the numbers from the first to the last that must be here."""
HEAD = 160
"""Characters at the beginning of a page in which a document bears its mark."""
_EXHIBIT = re.compile(
    r"^[^\w\n]{0,4}(?:this\sis\s(?:the\s)?)?exhibit\s(?:marked\s)?[\"“'‘]?(?P<initials>[a-z]{1,4})\s?[/-]?\s?(?P<number>\d{1,3})(?!\w)",
    re.MULTILINE | re.IGNORECASE,
)
_TICKET = re.compile(r"(?<![\w-])(?P<initials>[A-Z]{2,6})[-#](?P<number>\d{3,6})(?![\w-])")


class Borne(NamedTuple):
    """A mark that a document bears."""

    series: str
    number: int
    document: int
    start: int
    end: int
    written: str
    """The mark with {} in place of its number."""


class Left(NamedTuple):
    """Numbers that a series of marks leaves out, and the documents on both sides."""

    first: int
    last: int
    before: Borne
    after: Borne
    members: int


def exhibits_in(document: int, text: str, starts: Sequence[int]) -> Iterator[Borne]:
    """Give the exhibits that a document is, by what stands at the top of one of its pages."""
    for start in starts:
        for one in _EXHIBIT.finditer(text, start, start + HEAD):
            begun = one.start("initials")
            written = f"{text[begun : one.start('number')]}{{}}"
            series = f"exhibit {one['initials'].upper()}"
            yield Borne(series, int(one["number"]), document, begun, one.end(), written)


def tickets_in(document: int, text: str, end: int) -> Iterator[Borne]:
    """Give the tickets that the subject of a message, or the beginning of a paper, names first."""
    one = _TICKET.search(text, 0, end)
    if one:
        written = f"{text[one.start() : one.start('number')]}{{:0{len(one['number'])}}}"
        yield Borne(
            f"ticket {one['initials']} {len(one['number'])}", int(one["number"]), document, *one.span(), written
        )


def left_out(series: Mapping[str, Sequence[Borne]]) -> Iterator[Left]:
    """Give the numbers that each series leaves out, where it is whole but for few."""
    for name in sorted(series):
        by_number: dict[int, Borne] = {}
        for one in series[name]:
            by_number.setdefault(one.number, one)
        numbers = sorted(by_number)
        least = EXHIBITS if name.startswith("exhibit") else TICKETS
        if len(numbers) < least or len(numbers) < PRESENT * (numbers[-1] - numbers[0] + 1):
            continue
        for low, high in pairwise(numbers):
            if 1 < high - low <= LONGEST + 1:
                yield Left(low + 1, high - 1, by_number[low], by_number[high], len(numbers))
