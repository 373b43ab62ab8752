"""Was it all read? The words that stand in a package's parts, held against those that came out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rejoinder.model import Problem
from rejoinder.read.marks import listed, shortened
from rejoinder.read.markup import elements

WORK = 1 << 31
"""Characters that may be searched for words the quick look did not find."""
_WORDS = re.compile(r"\w+")
_PRINT = "Open it in its own program, print it to PDF, and add that."


class Reached:
    """The words that came out of a file, to hold those of its parts against."""

    def __init__(self, text: str) -> None:
        self._words = set(_WORDS.findall(text))
        self._closed = "".join(_WORDS.findall(text))
        self._left = WORK
        self._missed: dict[str, list[str]] = {}

    def check(self, part: str, texts: Iterable[str]) -> None:
        """Take in a part's runs of text, and note those with words that did not come out.

        A word may be parted over runs, so a run is also looked for among all words run together.
        """
        missed = self.missing(texts)
        if missed:
            self._missed[part] = missed

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Give the runs of text with words that did not come out."""
        found = []
        for text in texts:
            words = _WORDS.findall(text)
            if all(word in self._words for word in words):
                continue
            self._left -= len(self._closed)
            if self._left < 0 or "".join(words) not in self._closed:
                found.append(text)
        return found

    def problems(self, where: str) -> Iterator[Problem]:
        """Give a problem for the parts of which not every word came out."""
        if self._missed:
            first = next(iter(self._missed.values()))[0]
            what = f'Not every word of its parts {listed(self._missed)} was read, such as "{shortened(first)}".'
            yield Problem(where, what, _PRINT, "words_unread", "partial")


def runs(content: bytes) -> Iterator[str]:
    """Give the runs of text in a part of an Office package, but for the readings above other characters."""
    for one in elements(content, "t", "delText"):
        if one.text and next(one.iterancestors("{*}rt", "{*}rPh"), None) is None:
            yield one.text
