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


class Category(NamedTuple):
    """A category of personal data, and the words that may tell of it."""

    name: str
    title: str
    source: str
    words: tuple[str, ...]
    false: tuple[str, ...]
    """Patterns in which such a word has another sense; tried where the word stands."""


@cache
def categories() -> tuple[Category, ...]:
    """Give the categories in the order of the law."""
    told = tomllib.loads(resources.files("rejoinder.personal").joinpath("special_words.toml").read_text("utf-8"))
    return tuple(
        Category(one["name"], one["title"], one["source"], tuple(one["words"]), tuple(one.get("false", ())))
        for one in told["category"]
    )


_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_AROUND = 60
"""Characters on either side of a word in which its other sense is looked for."""


@cache
def _phrases() -> dict[str, tuple[tuple[re.Pattern[str], str, re.Pattern[str] | None], ...]]:
    """Give, by the first word of each phrase, its pattern, what it tells, and its other senses; longer ones first."""
    found: dict[str, list[tuple[re.Pattern[str], str, re.Pattern[str] | None]]] = {}
    told = ((word.casefold(), category) for category in categories() for word in category.words)
    for word, category in sorted(told, key=lambda one: (-len(one[0]), one[0])):
        pattern = re.escape(word).replace(r"\ ", r"\s{1,2}").replace("'", "['’]")
        false = re.compile("|".join(category.false), re.IGNORECASE) if category.false else None
        whole = re.compile(rf"{pattern}(?![\w-])", re.IGNORECASE)
        found.setdefault(_plain(word.split()[0]), []).append((whole, f"{category.name}: {word}", false))
    return {first: tuple(several) for first, several in found.items()}


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def special_words(text: str) -> Iterator[Personal]:
    """Give words of these categories, those in a common other sense left out; the value is `category: word`."""
    phrases, end = _phrases(), 0
    for token in _TOKEN.finditer(text):
        if token.start() < end:
            continue
        for pattern, told, false in phrases.get(_plain(token[0]), ()):
            found = pattern.match(text, token.start())
            if found:
                end = found.end()
                if not (false and _is_other(text, found, false)):
                    yield Personal(SPECIAL, *found.span(), told)
                break


def _is_other(text: str, found: re.Match[str], false: re.Pattern[str]) -> bool:
    """Say whether a word stands in a phrase in which it has another sense."""
    start = max(0, found.start() - _AROUND)
    return any(
        start + one.start() < found.end() and found.start() < start + one.end()
        for one in false.finditer(text[start : found.end() + _AROUND])
    )
