"""What is kept of a model's answer: words that stand in the passage they are said to be of, and nothing else.

Nothing of an answer is shown, stored or followed. What it cites is held against the passage by the quote check, and
what is kept are the passage's own characters.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rejoinder.find.said_dates import said_dates
from rejoinder.fingerprints import word_spans
from rejoinder.model import Span
from rejoinder.proposer.question import Passage
from rejoinder.quote import check

FEWEST = 4
"""Words of a citation: fewer stand anywhere."""
LONGEST = 1_200
"""Characters of one."""
MOST = 60
"""Citations of one answer that are looked at."""
REASONS = NO_FORM, TOO_MANY, NO_PASSAGE, LENGTH, OTHER_WORDS, NO_DATE, TWICE = (
    "the answer is not in the form asked",
    "more than is looked at of one answer",
    "of no passage that was sent",
    "too few words, or too many",
    "not the words of that passage",
    "its words do not say that date",
    "given twice",
)
"""Why something of an answer is dropped."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a passage that a model pointed at."""

    span: Span
    date: str = ""


class Kept(NamedTuple):
    """What is kept of an answer, and how much was dropped and why."""

    cited: tuple[Cited, ...]
    dropped: Mapping[str, int]


def kept(said: str, passages: Sequence[Passage], *, dated: bool = False) -> Kept:
    """Give what of a model's words stands in the passages it was shown, and with what date where one is asked for."""
    found = _found(said)
    if found is None:
        return Kept((), {NO_FORM: 1})
    dropped: Counter[str] = Counter({TOO_MANY: len(found) - MOST} if len(found) > MOST else {})
    cited: dict[tuple[str, int, int], Cited] = {}
    for one in found[:MOST]:
        made = _cited(one, passages, dated=dated)
        key = (made.span.document, made.span.start, made.span.end) if isinstance(made, Cited) else None
        if isinstance(made, str) or key is None:
            dropped[str(made)] += 1
        elif key in cited:
            dropped[TWICE] += 1
        else:
            cited[key] = made
    return Kept(tuple(cited.values()), dict(dropped))


def _found(said: str) -> list[Any] | None:
    """Give the list that an answer holds, whatever a model says before and after it; None where there is none."""
    first, last = said.find("{"), said.rfind("}")
    try:
        told = json.loads(said[first : last + 1])
    except (ValueError, RecursionError):
        return None
    found = told.get("found") if isinstance(told, dict) else None
    return found if isinstance(found, list) else None


def _cited(one: object, passages: Sequence[Passage], *, dated: bool) -> Cited | str:
    """Give what one citation cites, or why it cites nothing."""
    told = one if isinstance(one, dict) else {}
    words, name, date = told.get("words"), told.get("in"), told.get("date")
    named = {f"P{number}": passage for number, passage in enumerate(passages, 1)}
    passage = named.get(name) if isinstance(name, str) else None
    if passage is None:
        return NO_PASSAGE
    if not isinstance(words, str) or len(words) > LONGEST or len(_words(words)) < FEWEST:
        return LENGTH
    span = _stands(words, passage)
    if span is None:
        return OTHER_WORDS
    if not dated:
        return Cited(span)
    return Cited(span, date) if isinstance(date, str) and date in _dates(span.exact, passage.date) else NO_DATE


def _stands(words: str, passage: Passage) -> Span | None:
    """Give where words stand in a passage with nothing changed, put in or left out."""
    checked = check(words, passage.text)
    if checked.verdict != "verbatim" or checked.changed or checked.doubtful or checked.source is None:
        return None
    start, end = checked.source
    if _words(passage.text[start:end]) != _words(words):
        return None
    return Span(passage.document, passage.start + start, passage.start + end, passage.text[start:end])


def _words(text: str) -> list[str]:
    return [word for word, _, _ in word_spans(text)]


def _dates(words: str, own_date: str) -> Iterator[str]:
    return (told.date for told in said_dates(words, own_date) if told.date and not told.relative)
