"""Sentences that were made in English elsewhere (a problem, an error), given in another language by their pattern.

A pattern has {1}, {2} … for values. What stands for one is put in words in its turn: a number, a day, and the phrases
kept for the inside of sentences; anything else, such as a name, stays as it is. A phrase that names could look like,
such as "page {1}", is kept for numbers only.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rejoinder.write.words import MONTHS, date_in_words, number_in_words

INSIDE = "inside"
"""Context of the phrases that stand within sentences only."""
COUNTING = "numbers"
"""Context of those phrases that fit only where all their values are numbers."""
LONGEST = 4_000
"""Characters of a sentence beyond which it is shown as it is."""
_VALUE = re.compile(r"\{\d\}")
_NUMBER = re.compile(r"(?!0\d)(?:\d{1,3}(?>(?:,\d{3})+)|\d{1,9}+)")
_NUMBERS = re.compile(r"\d[\d,.–]*+(?>(?:, \d[\d,.–]*+)*)")
_DAY = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})")


class _Pattern(NamedTuple):
    """What stands between the values of an English sentence, and the sentence in the other language."""

    pieces: tuple[str, ...]
    other: str
    counting: bool = False
    """Whether it fits only where all its values are numbers."""


class Sentences(gettext.NullTranslations):
    """What a catalogue falls back on for a sentence that it does not hold as it stands."""

    def __init__(self, told: Mapping[str, str], words: gettext.NullTranslations) -> None:
        """Take the patterns of a language, and its catalogue for months and numbers."""
        super().__init__()
        self._patterns = _sorted(_patterns(told, ""))
        self._counting = _sorted(_patterns(told, COUNTING))
        self._inside = (*self._patterns, *_sorted((*self._counting, *_patterns(told, INSIDE))))
        self._words = words

    def gettext(self, message: str) -> str:
        """Give a sentence in the other language; as it is where no pattern fits."""
        return self._by(self._patterns, message)

    def _by(self, patterns: Iterable[_Pattern], said: str) -> str:
        if len(said) > LONGEST:
            return said
        for pattern in patterns:
            values = values_of(pattern.pieces, said)
            if values is not None and (not pattern.counting or all(map(_NUMBERS.fullmatch, values))):
                return pattern.other.format(said, *map(self._value, values))
        return said

    def _value(self, said: str) -> str:
        if _NUMBER.fullmatch(said):
            return number_in_words(int(said.replace(",", "")), self._words)
        day = _DAY.fullmatch(said)
        if day:
            month = f"{day[3]}-{MONTHS.index(day[2]) + 1:02}"
            return date_in_words(f"{month}-{int(day[1]):02}" if day[1] else month, self._words)
        other = self._by(self._inside, said)
        if other == said and "; " in said:
            return "\u00a0; ".join(self._by(self._inside, one) for one in said.split("; "))
        if other == said and ", " in said:
            return ", ".join(self._by(self._counting, one) for one in said.split(", "))
        return other


def _patterns(told: Mapping[str, str], context: str) -> Iterator[_Pattern]:
    """Give the patterns of a context."""
    for key, other in told.items():
        own, _, english = key.rpartition("\4")
        if key and own == context:
            yield _Pattern(tuple(_VALUE.split(english)), other, counting=context == COUNTING)


def _sorted(patterns: Iterable[_Pattern]) -> tuple[_Pattern, ...]:
    """Give the patterns that say most first, so that the most particular one is taken."""
    return tuple(sorted(patterns, key=lambda one: (len(one.pieces) > 1, -len("".join(one.pieces)))))


def values_of(pieces: tuple[str, ...], said: str) -> list[str] | None:
    """Give what stands between the pieces of a pattern in a sentence; None where they are not all there, in order."""
    if len(pieces) == 1:
        return [] if said == pieces[0] else None
    at, end = len(pieces[0]), len(said) - len(pieces[-1])
    if at > end or not said.startswith(pieces[0]) or not said.endswith(pieces[-1]):
        return None
    found: list[str] = []
    for piece in pieces[1:-1]:
        place = said.find(piece, at, end)
        if place < 0:
            return None
        found.append(said[at:place])
        at = place + len(piece)
    return [*found, said[at:end]]
