"""Numbered paragraphs of one document, and minutes numbered on from one meeting to the next, that skip a number.

Lists that begin anew, footnotes, dates, sums, versions and sections of a law count nothing: only what begins at one and
rises without a break but for what it skips, or goes on from where the minutes of the meeting before end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rejoinder.text import fold

LEAST = 8
"""Numbers that a document, or the minutes of a body, must have."""
BARE_LEAST = 14
"""… where nothing but a space follows the number: footnotes and tables look so too."""
SKIPPED = 2
"""Numbers that one document may skip, at most: more is another way of numbering."""
APART = 10
"""Numbers that minutes may skip at one place: the items of a meeting."""
PRESENT = 0.7
"""Share of the numbers of a body's minutes that must be here."""
CITED = 60
"""Characters after a number that are cited with it."""
HEAD = 400
"""Characters at the beginning of a document in which it says that it is minutes."""
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_ITEM = re.compile(
    r"^[ \t]{0,8}(?P<open>\(|§[ ]?|(?:minute|min\.|para(?:graph)?\.?)[ ](?:no\.?[ ]?|number[ ])?)?"
    r"(?P<number>\d{1,4})(?P<year>/\d\d(?:\d\d)?)?"
    rf"(?P<close>[.):]|(?=[ ]))[ \t]*(?=\S)(?!(?:{_MONTHS})\b)(?=[^\W\d_]|[“\"'(])",
    re.MULTILINE | re.IGNORECASE,
)
_MINUTES = re.compile(r"^[^\n]{0,60}\bminutes\b[^\n]{0,160}$", re.MULTILINE | re.IGNORECASE)
_DATES = re.compile(
    rf"\d+(?:st|nd|rd|th)?|\b(?:{_MONTHS}|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|held|on|at|the|a|an|of|am|pm|draft|final)\b|[\W_]"
)
_ALIKE = {"0": "0OoQ", "1": "1lI|!", "2": "2Z", "5": "5S", "6": "6G", "8": "8B"}
"""Letters that scans take for a figure."""


class Item(NamedTuple):
    """A number at the beginning of a line, with the form in which it is written."""

    number: int
    start: int
    end: int
    form: str
    cited: int
    """Where the first words after it end, by which a person knows it."""


class Counted(NamedTuple):
    """The numbers of one document in one form, in order."""

    document: int
    items: tuple[Item, ...]


class Skipped(NamedTuple):
    """Numbers that are skipped, and the items on both sides, each with its document."""

    first: int
    last: int
    before: tuple[int, Item]
    after: tuple[int, Item]
    members: int
    body: str = ""
    """The minutes of what body: empty for the paragraphs of one document."""


def items_of(text: str) -> Iterator[Item]:
    """Give every number that begins a line of text."""
    for one in _ITEM.finditer(text):
        opening = fold(" ".join((one["open"] or "").split())).rstrip(".")
        kind = "minute" if opening.startswith("min") else "§" if opening.startswith("§") else opening
        form = f"{kind} {one['year'] or ''}{'' if kind == 'minute' else one['close']}"
        yield Item(int(one["number"]), one.start("number"), one.end("number"), form, _cited(text, one.end()))


def _cited(text: str, start: int) -> int:
    """Give where the first words from here on end, no more than CITED characters of one line."""
    line = text[start : start + CITED].partition("\n")[0]
    return start + (line.rfind(" ") if len(line) == CITED else len(line.rstrip()))


def counted_in(document: int, text: str) -> Iterator[tuple[Counted, str]]:
    """Give the numbers of a document by their forms, each with the body whose minutes they may be of."""
    by_form: dict[str, list[Item]] = defaultdict(list)
    for one in items_of(text):
        by_form[one.form].append(one)
    titled = _MINUTES.search(text, 0, HEAD)
    body = f"minutes {_DATES.sub('', fold(titled[0]))}" if titled else ""
    for form, several in by_form.items():
        if len(several) >= 2:
            yield Counted(document, tuple(several)), f"{body} {form}" if body else form * form.startswith("minute")


def skipped_within(one: Counted, text: str) -> Iterator[Skipped]:
    """Give the numbers that the paragraphs of one document skip."""
    numbers = [item.number for item in one.items]
    least = LEAST if one.items[0].form.strip() else BARE_LEAST
    missing = numbers[-1] - numbers[0] + 1 - len(numbers)
    if numbers[0] != 1 or len(numbers) < least or not _rises(numbers) or not 0 < missing <= SKIPPED:
        return
    for before, after in pairwise(one.items):
        first, last = before.number + 1, after.number - 1
        if first <= last and not any(_may_stand(text, n, before.end, after.start) for n in range(first, last + 1)):
            yield Skipped(first, last, (one.document, before), (one.document, after), len(numbers))


def _rises(numbers: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(numbers))


def _may_stand(text: str, number: int, start: int, end: int) -> bool:
    """Say whether a number may stand between two places after all, where a line or a scan hides it."""
    figures = "".join(f"[{_ALIKE.get(figure, figure)}]" for figure in str(number))
    return bool(re.compile(rf"(?<![\w.,])[\[(§]?{figures}(?![\w])").search(text, start, end))


def skipped_between(several: Iterable[Counted], body: str) -> Iterator[Skipped]:
    """Give the numbers that the minutes of one body skip, from one meeting to the next or within one."""
    whole = sorted(
        (one for one in several if _rises([i.number for i in one.items])), key=lambda one: one.items[0].number
    )
    items = [(one.document, item) for one in whole for item in one.items]
    numbers = [item.number for _, item in items]
    if len({one.document for one in whole}) < 2 or len(numbers) < LEAST or not _rises(numbers):
        return
    if len(numbers) < PRESENT * (numbers[-1] - numbers[0] + 1):
        return
    for before, after in pairwise(items):
        first, last = before[1].number + 1, after[1].number - 1
        if first <= last < first + APART:
            yield Skipped(first, last, before, after, len(numbers), body)
