"""Documents made of parts of a printed one: their text, their pages, a box for every word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rejoinder.model import Page, Redaction, Word
from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.running import Told


@dataclass(slots=True)
class Text:
    """A text while it is written, line by line, with the pages its words are on."""

    pages: Sequence[Page]
    """The pages of the document it is taken from; none where it has none."""
    parts: list[str] = field(default_factory=list)
    every: bool = False
    """Whether all pages are its pages, those of which it has no words too."""
    length: int = 0
    lines: dict[int, int] = field(default_factory=dict)
    """Where in the text each line stands, by where it began in the document it is taken from."""
    starts: dict[int, int] = field(default_factory=dict)
    """Where in the text each page begins."""
    words: dict[int, list[Word]] = field(default_factory=dict)

    def add(self, told: Iterable[Told]) -> None:
        """Write lines."""
        for one in told:
            self.lines[one.first.start] = self.length
            self._put(one.mark if one.text.strip() else one.mark.rstrip())
            for number, line in enumerate(one.parts):
                last = number == len(one.parts) - 1
                joint = "\n" if last else one.joints[number]
                text = line.text if joint else line.text.rstrip()[:-1]
                self._line(line, text)
                self._put(joint)

    def end_paragraph(self) -> None:
        """Write an empty line, where there is none yet."""
        while self.parts and not self.parts[-1].strip():
            self.length -= len(self.parts.pop())
        self._put("\n\n")

    def _line(self, line: Line, text: str) -> None:
        self.starts.setdefault(line.side, self.length)
        shift = self.length - line.start
        end = self.length + len(text)
        placed = [Word(word.start + shift, min(word.end + shift, end), *word[2:]) for word in line.words]
        self.words.setdefault(line.side, []).extend(word for word in placed if word.start < word.end)
        self._put(text)

    def _put(self, words: str) -> None:
        if words:
            self.parts.append(words)
            self.length += len(words)

    def whole(self) -> tuple[str, tuple[Page, ...]]:
        """Give the text without empty lines at its end, and its pages."""
        text = "".join(self.parts).rstrip()
        if not self.pages or not (self.starts or self.every):
            return text, ()
        sides = range(len(self.pages)) if self.every else range(min(self.starts), max(self.starts) + 1)
        begins: dict[int, int] = {}
        after = len(text)
        for side in reversed(sides):
            after = min(self.starts.get(side, after), len(text))
            begins[side] = after
        ends = [begins[side] - text.endswith("\n", 0, begins[side]) for side in sides[1:]] + [len(text)]
        return text, tuple(
            Page(
                self.pages[side].number,
                begins[side],
                max(end, begins[side]),
                self.pages[side].width,
                self.pages[side].height,
                tuple(self.words.get(side, ())),
                self.pages[side].confidence,
                _among(self.pages[side], self.words.get(side, ())),
            )
            for side, end in zip(sides, ends, strict=True)
        )


def _among(page: Page, words: Sequence[Word]) -> tuple[Redaction, ...]:
    """Give those of a page's redactions that lie among words of it: from the first of them to the next word below."""
    if not words or not page.redactions:
        return page.redactions
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    above = any(word.bottom <= top for word in page.words)
    below = min((word.top for word in page.words if word.top >= bottom), default=page.height)
    first = top if above else 0.0
    return tuple(one for one in page.redactions if first <= (one.top + one.bottom) / 2 <= max(below, bottom))
