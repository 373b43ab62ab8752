"""What an allegation is looked for by: its telling words and their stems, people it names, days it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rejoinder.find.said_dates import said_dates
from rejoinder.fingerprints import word_spans
from rejoinder.zones.dates import MONTHS

NEAR = 3
"""Days before and after one that is spoken of, in which a document may bear on it."""
WIDEST = 45
"""Days that are looked at together at most: a longer time tells one document from another too little."""
LEAST = 4
"""Letters of a word, or of what is left of it without its ending, by which words of one stem are looked for."""
_COMMON = frozenset(
    [
        "a",
        "about",
        "after",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "out",
        "over",
        "said",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "up",
        "upon",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
        "yours",
    ]
)
_NO_NAME = _COMMON | {"between", "during", "your", *MONTHS}
"""Words that stand before a name, or look like one."""
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ers", "er", "ly", "s", "e")
_NAMED = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,2})"
)


class Days(NamedTuple):
    """A stretch of days, first and last with it, as ISO dates."""

    first: str
    last: str


def telling(words: str) -> list[str]:
    """Give the words that tell one matter from another, as they are matched, each once."""
    return list(dict.fromkeys(word for word, _, _ in word_spans(words) if word not in _COMMON and len(word) > 1))


def stems(words: Iterable[str]) -> list[str]:
    """Give the beginnings of words that they share with other forms of themselves."""
    return list(dict.fromkeys(stem(word) for word in words if len(word) >= LEAST and not word.isdigit()))


def stem(word: str) -> str:
    """Give the beginning of a word that it shares with other forms of itself."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            return word[: -len(ending)]
    return word


def people(words: str) -> list[str]:
    """Give the names in words: with a title, or of two words and more."""
    found = ([word for word in one.group().split() if word.lower() not in _NO_NAME] for one in _NAMED.finditer(words))
    return list(dict.fromkeys(" ".join(name) for name in found if len(name) > 1))


def days(words: str, own_date: str = "") -> Iterator[Days]:
    """Give the days that words speak of, each with some before and after it."""
    for told in said_dates(words, own_date):
        found = None if told.relative else _days(told.date)
        if found:
            yield found


def _days(said: str) -> Days | None:
    if re.fullmatch(r"\d{4}-\d\d", said):
        first = date.fromisoformat(f"{said}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        day = date.fromisoformat(said)
        first, last = day - timedelta(days=NEAR), day + timedelta(days=NEAR)
    else:
        return None
    return Days(first.isoformat(), last.isoformat()) if (last - first).days <= WIDEST else None
