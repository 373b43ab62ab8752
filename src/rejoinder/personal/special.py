"""Words that may tell of a special category of personal data (Article 9) or of offences (Article 10 UK GDPR)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from rejoinder.personal.mark import Personal

SPECIAL = "special-category"
_LISTS = ("words", "near", "false")


class Category(NamedTuple):
    """A category of personal data, and the words that may tell of it."""

    name: str
    title: str
    source: str
    words: tuple[str, ...]
    near: tuple[str, ...]
    """Words that count only in a sentence that speaks of somebody."""
    false: tuple[str, ...]
    """Patterns in which such a word has another sense; tried where the word stands."""


class _Phrase(NamedTuple):
    """One of the words, ready to be looked for."""

    pattern: re.Pattern[str]
    told: str
    """What it tells: `category: word`."""
    of_somebody: bool
    false: re.Pattern[str] | None


_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_AROUND = 60
"""Characters on either side of a word in which its other sense is looked for."""
_SENTENCE = 160
"""Characters on either side of a word beyond which its sentence is not followed."""
_END = re.compile(r"[.!?;](?=\s)|\n\s*\n")
_SOMEBODY = re.compile(
    r"\b(?:he|she|him|his|her|hers|himself|herself|me|my|your|mr|mrs|ms|miss|dr|son|daughter|husband|wife|partner|mother"
    r"|father|mum|dad|brother|sister|child|employee|patient|applicant|complainant|tenant|pupil|student|colleague"
    r"|client|resident|claimant|absen(?:ce|t)|(?-i:I|I’m|I'm|I’ve|I've))\b",
    re.IGNORECASE,
)


@cache
def categories() -> tuple[Category, ...]:
    """Give the categories in the order of the law."""
    told = tomllib.loads(resources.files("rejoinder.personal").joinpath("special_words.toml").read_text("utf-8"))
    return tuple(
        Category(*(one[key] for key in ("name", "title", "source")), *(tuple(one.get(key, ())) for key in _LISTS))
        for one in told["category"]
    )


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Give, by the first word of each phrase, what is looked for, longer ones first."""
    found: dict[str, list[tuple[str, _Phrase]]] = {}
    for one in categories():
        false = re.compile("|".join(one.false), re.IGNORECASE) if one.false else None
        for several, of_somebody in ((one.words, False), (one.near, True)):
            for word in map(str.casefold, several):
                pattern = re.escape(word).replace(r"\ ", r"\s{1,2}").replace("'", "['’]").replace(r"\*", r"[^\W\d_]+")
                whole = re.compile(rf"{pattern}(?![\w-])", re.IGNORECASE)
                phrase = _Phrase(whole, f"{one.name}: {word}", of_somebody, false)
                found.setdefault(_plain(word.split()[0]), []).append((word, phrase))
    return {
        first: tuple(phrase for _, phrase in sorted(several, key=lambda one: (-len(one[0]), one[0])))
        for first, several in found.items()
    }


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def special_words(text: str) -> Iterator[Personal]:
    """Give words of these categories, those in a common other sense left out; the value is `category: word`."""
    phrases, end = _phrases(), 0
    for token in _TOKEN.finditer(text):
        if token.start() < end:
            continue
        for phrase in phrases.get(_plain(token[0]), ()):
            found = phrase.pattern.match(text, token.start())
            if found:
                end = found.end()
                if _tells(text, found, phrase):
                    yield Personal(SPECIAL, *found.span(), phrase.told)
                break


def _tells(text: str, found: re.Match[str], phrase: _Phrase) -> bool:
    """Say whether a word stands in its own sense and, where it must, in a sentence that speaks of somebody."""
    start = max(0, found.start() - _AROUND)
    other = phrase.false.finditer(text[start : found.end() + _AROUND]) if phrase.false else ()
    if any(start + one.start() < found.end() and found.start() < start + one.end() for one in other):
        return False
    return not phrase.of_somebody or bool(_SOMEBODY.search(_sentence(text, *found.span())))


def _sentence(text: str, start: int, end: int) -> str:
    """Give the sentence in which a word stands, as far as it is followed."""
    before = list(_END.finditer(text, max(0, start - _SENTENCE), start))
    after = _END.search(text, end, end + _SENTENCE)
    return text[before[-1].end() if before else max(0, start - _SENTENCE) : after.start() if after else end + _SENTENCE]
