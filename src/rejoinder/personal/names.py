"""Names of people who are known already, found again in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rejoinder.personal.mark import Personal

NAME = "name"
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_FEWEST, _MOST = 2, 5
"""Words of a name: one alone may be any word, and what has more is no name of a person."""


class Names:
    """Names of people, ready to be looked for."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take names as headers give them; those that cannot be told from other words are left out."""
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for name in sorted({one for one in map(plain_name, names) if one}):
            words = tuple(name.split())
            self._by_first.setdefault(words[0], []).append(words)
        for several in self._by_first.values():
            several.sort(key=len, reverse=True)

    def find(self, text: str) -> Iterator[Personal]:
        """Give each place where one of the names stands whole."""
        if not self._by_first:
            return
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            name = self._at(words, at, text)
            if name:
                end = at + len(name)
                yield Personal(NAME, words[at].start(), words[end - 1].end(), " ".join(name))
                at = end
            else:
                at += 1

    def _at(self, words: list[re.Match[str]], at: int, text: str) -> tuple[str, ...]:
        """Give the longest name that begins with a word; nothing where none does."""
        for name in self._by_first.get(_plain(words[at][0]), ()):
            here = words[at : at + len(name)]
            if len(here) == len(name) and all(_plain(word[0]) == part for word, part in zip(here, name, strict=True)):
                between = (text[one.end() : two.start()] for one, two in pairwise(here))
                if all(gap.isspace() or gap == ". " for gap in between) and here[0][0][:1].isupper():
                    return name
        return ()


def plain_name(said: str) -> str:
    """Give a name as it is compared, first name first; empty where it does not look like a person's.

    It may stand as a header shows it: `Name <address>`.
    """
    last, comma, first = said.partition(" <")[0].strip("\"' ").partition(",")
    whole = f"{first} {last}" if comma else last
    whole = re.sub(r"\([^)]*\)", " ", whole)
    words = _WORD.findall(whole)
    if any(letter.isdigit() or letter in "@/&_" for letter in whole) or not _FEWEST <= len(words) <= _MOST:
        return ""
    return " ".join(map(_plain, words)) if all(len(word.strip(".")) > 1 for word in (words[0], words[-1])) else ""


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").rstrip(".")
