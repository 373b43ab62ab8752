"""Recognised lines in the rows of their page: engines may read names of headers as one column, values as another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rejoinder.model import Recognised, Word
from rejoinder.read.ocr.level import level_box
from rejoinder.zones.dates import dated

_NAME = re.compile(r"[^\W\d][^:：]{0,28}[:：]$")
_AUTHOR = re.compile(r"<[^<>\s]+ ?@[^<>\s]+>$")
_NEAR = 0.6
"""Part of a line's height by which the middles of what stands in one row may differ."""
_BELOW = 1.9
"""Heights of a line below it within which the next line of a value that goes on stands."""
_ASIDE = 3.0
"""Heights of a line by which the lines of one column may begin apart."""


class _Read(NamedTuple):
    """A word as it was read."""

    word: Word
    letters: str
    sure: int
    left: float
    top: float
    right: float
    bottom: float
    """Where it stands when the page is held upright."""


class _Line(NamedTuple):
    words: tuple[_Read, ...]

    @property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        return " ".join(word.letters for word in self.words)


def in_rows(page: Recognised) -> Recognised:
    """Give a page with the value of a header beside its name, a date beside who wrote then, and addresses whole."""
    if not page.words:
        return page
    lines = list(_lines(page))
    beside = _beside([line for line in lines if line and line.words])
    moved = {id(line) for some in beside.values() for line in some}
    if not moved and " @" not in page.text and "@ " not in page.text:
        return page
    return _written(page, _ordered(lines, beside, moved))


def _lines(page: Recognised) -> Iterator[_Line]:
    """Give the lines of the text; an empty one has no words."""
    at = number = 0
    for told in page.text.split("\n"):
        end = at + len(told)
        words: list[_Read] = []
        while number < len(page.words) and page.words[number].start < end:
            word = page.words[number]
            letters, place = page.text[word.start : word.end], level_box(page, *word[2:])
            words.append(_Read(word, letters, page.sure[number], *place))
            number += 1
        yield _Line(tuple(words))
        at = end + 1


def _beside(lines: Sequence[_Line]) -> dict[int, list[_Line]]:
    """Give, by the identity of the line of a name, the lines of its value: in its row, and those it goes on in."""
    names = [line for line in lines if _NAME.match(line.text) and len(line.words) <= 3]
    by_name: dict[int, list[_Line]] = {}
    taken: set[int] = {id(name) for name in names}
    for name in names:
        row = [
            line
            for line in lines
            if id(line) not in taken
            and line.left > name.right
            and abs(line.middle - name.middle) <= _NEAR * max(line.height, name.height)
        ]
        if row:
            by_name[id(name)] = [*row[:1], *_going_on(lines, names, row[0], taken)]
            taken |= {id(line) for line in by_name[id(name)]}
    for author in (line for line in lines if _AUTHOR.search(line.text) and id(line) not in taken):
        when = next((line for line in lines if id(line) not in taken and _is_beside(author, line)), None)
        if when:
            by_name[id(author)] = [when]
            taken.add(id(when))
    return by_name


def _is_beside(author: _Line, line: _Line) -> bool:
    """Say whether a line is a date and nothing else, to the right of an author in one row."""
    if line.left <= author.right or abs(line.middle - author.middle) > _NEAR * max(line.height, author.height):
        return False
    when = dated(line.text)
    return when is not None and bool(when.date) and when.start == 0 and when.end >= len(line.text) - 1


def _going_on(lines: Sequence[_Line], names: Sequence[_Line], value: _Line, taken: set[int]) -> Iterator[_Line]:
    """Give the lines below a value in which it goes on: in its column, close by, in no name's row."""
    last = value
    for line in lines:
        below = line.middle - last.middle
        if (
            id(line) not in taken
            and line is not value
            and 0 < below <= _BELOW * last.height
            and abs(line.left - value.left) <= _ASIDE * value.height
            and not any(abs(line.middle - name.middle) <= _NEAR * name.height for name in names)
            and all(line.left > name.left for name in names)
        ):
            yield line
            last = line


def _ordered(lines: Sequence[_Line], beside: dict[int, list[_Line]], moved: set[int]) -> Iterator[_Line]:
    for line in lines:
        if id(line) in moved:
            continue
        values = beside.get(id(line), [])
        if values:
            yield _Line((*line.words, *values[0].words))
            yield from values[1:]
        else:
            yield line


def _is_of_one_address(before: str, letters: str) -> bool:
    """Say whether an engine parted an address at its @; one that stands alone says at what or when."""
    return letters.startswith("@") or (before.endswith("@") and before != "@")


def _written(page: Recognised, lines: Iterable[_Line]) -> Recognised:
    text: list[str] = []
    words: list[Word] = []
    sure: list[int] = []
    at = 0
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
            at += 1
        for place, one in enumerate(line.words):
            if place and not _is_of_one_address(line.words[place - 1].letters, one.letters):
                text.append(" ")
                at += 1
            text.append(one.letters)
            words.append(one.word._replace(start=at, end=at + len(one.letters)))
            sure.append(one.sure)
            at += len(one.letters)
    return replace(page, text="".join(text), words=tuple(words), sure=tuple(sure))
