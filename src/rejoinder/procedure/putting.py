"""Which of what was decided was put first: allegations of a decision held against those of the notices before it.

Two are of one matter where they share a day, words that they quote, or most of their telling words; whatever is not so
is only "not in any notice that is here", beside the nearest that was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from rejoinder.allege.asking import stem, telling
from rejoinder.allege.decided import Allegation
from rejoinder.find.said_dates import said_dates
from rejoinder.text import fold
from rejoinder.zones.dates import MONTHS

LIKE = 0.5
"""Share of the weight of the shorter one's words from which on two allegations are of one matter."""
LEAST = 2
"""Words that they share at least."""
BEGINNING = 6
"""Letters of a stem by which words of one family are the same: complained, complaint."""
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_WEAK = frozenset(("member", "societ", "commit", "allega", "rule", "conduc", *(month[:BEGINNING] for month in MONTHS)))
"""Beginnings of words that stand in every allegation, and of months."""


class Put(NamedTuple):
    """One allegation that was decided, and where it was put first."""

    decided: Allegation
    notice: Allegation | None
    """The allegation of a notice that is of the same matter; None where there is none."""
    by: str
    """day, words, or matter; empty where it was not put."""
    nearest: Allegation | None
    """The allegation of a notice that is nearest, where it was not put."""


class _Told(NamedTuple):
    days: frozenset[str]
    stems: frozenset[str]
    quoted: tuple[str, ...]


def held_against(decided: Sequence[Allegation], noticed: Sequence[Allegation], year_of: str = "") -> list[Put]:
    """Give each allegation that was decided with the one in which it was put; one notice may serve for several."""
    mine, theirs = [_told(one, year_of) for one in decided], [_told(one, year_of) for one in noticed]
    weights = _weights([*mine, *theirs])
    return [_put(one, told, noticed, theirs, weights) for one, told in zip(decided, mine, strict=True)]


def _put(
    one: Allegation, told: _Told, noticed: Sequence[Allegation], theirs: Sequence[_Told], weights: dict[str, float]
) -> Put:
    likeness = [_like(told, other, weights) for other in theirs]
    order = sorted(range(len(theirs)), key=lambda at: -likeness[at])
    for at in order:
        by = _by(told, theirs[at], likeness[at])
        if by:
            return Put(one, noticed[at], by, None)
    nearest = noticed[order[0]] if order and likeness[order[0]] > 0 else None
    return Put(one, None, "", nearest)


def _told(one: Allegation, own_date: str) -> _Told:
    words = " ".join((one.words, *(span.exact for span in one.spans)))
    days = {told.date for told in said_dates(words, own_date) if _FULL.fullmatch(told.date) and not told.relative}
    quoted = tuple(" ".join(telling(span.exact)) for span in one.quotations)
    own = one.words
    for span in one.quotations:
        own = own.replace(span.exact, " ")
    stems = {stem(word)[:BEGINNING] for word in telling(fold(own)) if len(word) > 2 and not word.isdigit()} - _WEAK
    return _Told(frozenset(days), frozenset(stems), tuple(filter(None, quoted)))


def _weights(every: Iterable[_Told]) -> dict[str, float]:
    """Give how much each word tells: the fewer allegations have it, the more."""
    several = list(every)
    counts = Counter(word for one in several for word in one.stems)
    return {word: log(1 + len(several) / count) for word, count in counts.items()}


def _like(one: _Told, other: _Told, weights: dict[str, float]) -> float:
    shared = one.stems & other.stems
    least = min((sum(weights[word] for word in stems) for stems in (one.stems, other.stems)), default=0.0)
    return sum(weights[word] for word in shared) / least if least and len(shared) >= LEAST else 0.0


def _by(one: _Told, other: _Told, likeness: float) -> str:
    """Give by what two allegations are of one matter; empty where they are not."""
    if one.days & other.days:
        return "day"
    if any(mine in yours or yours in mine for mine in one.quoted for yours in other.quoted):
        return "words"
    return "matter" if likeness >= LIKE else ""
