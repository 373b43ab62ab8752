"""Pages for tests as lines of words where they stand, in letters of any size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rejoinder.model import Document, Page, Word

LETTER = 5.0
"""How wide each letter is."""


class Put(NamedTuple):
    """Words that are put on a page: where, and how large."""

    left: float
    top: float
    words: str
    size: float = 10.0


Lines = Sequence[Sequence[Put]]
"""The lines of a page; each a list of what is put on it."""


def page_of(lines: Lines) -> Document:
    """Give a document of one page."""
    return pages_of(lines)


def pages_of(*pages: Lines) -> Document:
    """Give a document of pages."""
    text = ""
    made: list[Page] = []
    for number, lines in enumerate(pages, 1):
        start, words = len(text), list[Word]()
        for line in lines:
            text += _line(line, len(text), words)
        made.append(Page(number, start, len(text), 595.0, 842.0, tuple(words)))
    return Document(path="bundle.pdf", kind="page", text=text, pages=tuple(made))


def _line(line: Sequence[Put], start: int, words: list[Word]) -> str:
    """Give the text of a line that begins at a place of the document's, and keep where its words stand."""
    text = ""
    for number, put in enumerate(line):
        text += " " if number else ""
        left = put.left
        for word in put.words.split(" "):
            at = start + len(text)
            words.append(Word(at, at + len(word), left, put.top, left + LETTER * len(word), put.top + put.size))
            text += f"{word} "
            left += LETTER * (len(word) + 1)
        text = text[:-1]
    return f"{text}\n"
