"""The clauses of a rule book: each with its number, its words, and the days, numbers and bodies that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.text import fold

LONGEST = 200_000
"""Characters of a rule book that are read."""
_BEGINS = re.compile(
    r"^[ \t]*(?:(?:rule|clause|article|section|paragraph|regulation)\s+)?(?P<label>\d{1,3}(?:\.\d{1,3}){0,3}"
    r"|[A-Z]\d{1,3})"
    r"(?:[.):]|[ \t]{2,})?[ \t]+(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)
_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SHORT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNITS[1:10])}))?|{_SHORT})"
_SPAN = re.compile(
    rf"\b(?P<number>{_NUMBER})\s(?:\(\d{{1,3}}\)\s)?(?P<kind>clear\s|working\s|business\s|calendar"
    rf"\s)?(?P<unit>days?|weeks?|months?)\b",
    re.IGNORECASE,
)
BODIES = (
    r"(?:(?:disciplinary|appeals?|executive|management|national|regional|local|standards|full|general)\s)*"
    r"(?:general\smeeting|annual\smeeting|committee|panel|board|council|trustees|governors|directors|executive"
    r"|tribunal|commission)"
)
"""A body that decides, as rules name it."""
_BODY = re.compile(rf"\b(?P<body>{BODIES})\b", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:alone|only)\b.{0,40}\b(?:expel|suspend|decide|discipline)|\b(?:power|right|authority)\sto\s(?:expel"
    r"|suspend|decide|discipline)"
    r"|\b(?:expelled|suspended|decided|disciplined)\s(?:only\s)?by\b|\b(?:may|shall|can)\s(?:alone\s|only\s)?"
    r"(?:expel|suspend|decide)\b",
    re.IGNORECASE | re.DOTALL,
)


class Clause(NamedTuple):
    """One clause of a rule book."""

    label: str
    start: int
    end: int
    words: str


class Length(NamedTuple):
    """A time that a clause gives."""

    number: int
    unit: str
    """day, week or month."""
    kind: str
    """clear, working, business, calendar or nothing."""
    start: int
    end: int

    @property
    def in_days(self) -> int:
        """Give it in days, a month as 30, for comparing only."""
        return self.number * {"day": 1, "week": 7, "month": 30}[self.unit]


def clauses(text: str) -> list[Clause]:
    """Give the numbered clauses of a rule book in order; none where its paragraphs bear no numbers."""
    begun = list(_BEGINS.finditer(text, 0, min(len(text), LONGEST)))
    ends = [one.start() for one in begun[1:]] + [min(len(text), LONGEST)]
    found = (
        Clause(one["label"], one.start(), end, text[one.start() : end].strip())
        for one, end in zip(begun, ends, strict=True)
    )
    return [
        one._replace(end=one.start + len(text[one.start : one.end].rstrip()))
        for one in found
        if len(one.words.split()) > 4
    ]


def number_of(written: str) -> int:
    """Give a number written in figures or, to ninety-nine, in English words; 0 where it is none."""
    if written.isdigit():
        return int(written)
    total = 0
    for word in re.split(r"[\s-]+", fold(written)):
        if word not in _TENS and word not in _UNITS:
            return 0
        total += _TENS.get(word, 0) or _UNITS.index(word)
    return total


def lengths(words: str) -> Iterator[Length]:
    """Give every time that words give, with its place in them."""
    for one in _SPAN.finditer(words):
        number = number_of(one["number"])
        if number:
            kind = (one["kind"] or "").strip().lower()
            yield Length(number, one["unit"].lower().rstrip("s"), kind, one.start(), one.end())


def about(some: Sequence[Clause], *wanted: str) -> list[Clause]:
    """Give the clauses in which each of these patterns is found, in order."""
    patterns = [re.compile(one, re.IGNORECASE | re.DOTALL) for one in wanted]
    return [one for one in some if all(pattern.search(one.words) for pattern in patterns)]


def bodies(words: str) -> list[str]:
    """Give the bodies that words name, small, each once."""
    return list(dict.fromkeys(" ".join(one["body"].lower().split()) for one in _BODY.finditer(words)))


def gives_power(clause: Clause) -> str:
    """Give the body that a clause lets decide; empty where it gives nobody the power, or more than one."""
    sentences = [one for one in re.split(r"(?<=[.;])\s", clause.words) if _DECIDES.search(one)]
    named = list(dict.fromkeys(body for one in sentences for body in _deciding(one)))
    return named[0] if len(named) == 1 else ""


def _deciding(sentence: str) -> list[str]:
    """Give the body that stands nearest to the words that give the power."""
    decides = _DECIDES.search(sentence)
    named = list(_BODY.finditer(sentence))
    if decides is None or not named:
        return []
    by = re.search(r"\bby\s+(?:the\s+|a\s+)?(?=" + BODIES + r")", sentence[decides.start() :], re.IGNORECASE)
    if by:
        after = _BODY.search(sentence, decides.start() + by.end())
        return [" ".join(after["body"].lower().split())] if after else []
    before = [one for one in named if one.start() < decides.end()]
    chosen = before[-1] if before else named[0]
    return [" ".join(chosen["body"].lower().split())]
