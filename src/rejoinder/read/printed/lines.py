"""A document's pages as lines, each with where it stands on its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rejoinder.model import Document, Page, Word
from rejoinder.read.printed.drawn import Drawn, Shapes

MARKED, TALL, LOW, DEEP, SHALLOW = 0.91, 0.72, 0.53, 0.21, 0.14
"""Parts of their size that capitals with marks rise, that others do, letters such as x, that g falls, and commas."""
_MARKED = re.compile("[À-ÅÈ-ÏÑ-ÖÙ-ÝĂĆČĎĐĚĞÎİŃŇŐŘŚŞŠŢŤŮŰŹŻŽȘȚЙЁЇ]")
_RISING = re.compile(r"[^\W_acegmnopqrsuvwxyz]")
_FALLING = re.compile(r"[gjpqyçQ@()\[\]{}|]")
_DIPPING = re.compile(r"[,;/]")


class Line(NamedTuple):
    """One line of a page; where it has no words it stands nowhere, and its edges are 0."""

    side: int
    """The place of its page among the document's pages."""
    start: int
    end: int
    """start..end of its words in the document's text."""
    text: str
    words: tuple[Word, ...]
    left: float
    top: float
    right: float
    bottom: float
    named: int = 0
    """Characters of the field's name it begins with, where that is not written as in mail."""
    called: str = ""
    """What mail calls that field."""
    apart: bool = False
    """Whether it stood at the right of another."""
    goes_on: bool = False
    """Whether it is known to be the rest of the field in the line before it."""
    entry: bool = False
    """Whether that field is a list of which it is an entry of its own."""

    @property
    def shown(self) -> str:
        """Give its words as mail would have them: the name of the field and a colon first."""
        return as_in_mail(self.text, self)

    @property
    def placed(self) -> bool:
        """Say whether it is known where the line stands."""
        return bool(self.words)

    @property
    def height(self) -> float:
        """Give how high the line is."""
        return self.bottom - self.top

    def is_beside(self, other: Line) -> bool:
        """Say whether it stands at the right of another."""
        return self.placed and abs(self.top - other.top) < 0.5 * self.height and self.left > other.right

    @property
    def size(self) -> float:
        """Give the size of its letters, as nearly as can be told from how high those are that it has."""
        rise = MARKED if _MARKED.search(self.text) else TALL if _RISING.search(self.text) else LOW
        fall = DEEP if _FALLING.search(self.text) else 0.0
        return self.height / (rise + (fall or (SHALLOW if _DIPPING.search(self.text) else 0.0)))


def as_in_mail(text: str, line: Line) -> str:
    """Give a text that begins with a line with the name of its field as mail has it."""
    return f"{line.called}: {text[line.named :].lstrip(' :：')}" if line.called else text


GAP = "[…]"
"""What stands where a box covers words."""


def pages_of(document: Document) -> tuple[Page, ...]:
    """Give a document's pages; of a text without pages, all of it as one that has no size."""
    return document.pages or (Page(1, 0, len(document.text)),)


def lines_of(document: Document, shapes: Sequence[Shapes]) -> list[list[Line]]:
    """Give the lines of each page, in the order they are read; of a text without pages, all as one page."""
    pages = pages_of(document)
    sides = [_lines_on(document.text, side, page) for side, page in enumerate(pages)]
    for side, shape in enumerate(shapes):
        if shape.boxes:
            sides[side] = [_with_gaps(line, shape.boxes) for line in sides[side]]
    return sides


def _with_gaps(line: Line, boxes: Sequence[Drawn]) -> Line:
    """Give a line with a gap for each box on its height under which it has no words."""
    middle = (line.top + line.bottom) / 2
    over = [box for box in boxes if line.placed and box.top <= middle <= box.bottom]
    for box in sorted(over):
        if any(word.left < box.right - 2 and word.right > box.left + 2 for word in line.words):
            continue
        before = [word for word in line.words if word.right <= box.left + 2]
        at = before[-1].end - line.start if before else 0
        gap = f" {GAP}" if before else f"{GAP} "
        words = tuple(
            word if word.end - line.start <= at else word._replace(start=word.start + len(gap), end=word.end + len(gap))
            for word in line.words
        )
        line = line._replace(text=line.text[:at] + gap + line.text[at:], words=words)
    return line


def _lines_on(text: str, side: int, page: Page) -> list[Line]:
    made: list[Line] = []
    at, word = page.start, 0
    for told in text[page.start : page.end].split("\n"):
        end = at + len(told)
        first = word
        while word < len(page.words) and page.words[word].start < end:
            word += 1
        made.append(_line(side, at, told, page.words[first:word]))
        at = end + 1
    return made


def _line(side: int, start: int, text: str, words: Sequence[Word]) -> Line:
    if not words:
        return Line(side, start, start + len(text), text, (), 0.0, 0.0, 0.0, 0.0)
    return Line(
        side,
        start,
        start + len(text),
        text,
        tuple(words),
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )
