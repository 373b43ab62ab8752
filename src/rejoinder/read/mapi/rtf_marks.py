"""The words of rich text, with marks for what it does not show: deleted, hidden, noted, taken from elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from rejoinder.read.marks import mark, shortened

_WHATS = {
    "deleted": ("tracked_deletion", "Deleted"),
    "inserted": ("tracked_insertion", "Inserted"),
    "hidden": ("hidden_text", "Hidden"),
    "comment": ("comment", "Comment"),
    "footnote": ("", "Footnote"),
    "field": ("linked_field", "Field"),
}
MARKED = frozenset(_WHATS)
"""Layers of the text that are told in marks."""
_FETCHING = re.compile(r"\s*+(?:INCLUDEPICTURE|INCLUDETEXT|LINK|DDE|DDEAUTO|IMPORT|INCLUDE|DATABASE)\b", re.IGNORECASE)
_LEADING = re.compile(r'\s*+HYPERLINK\s++"([^"]++)"', re.IGNORECASE)


class Met(NamedTuple):
    """One mark that was made: its kind, and by whom and when, where that is told."""

    code: str
    author: str
    date: str


class _Hanging(NamedTuple):
    """What waits for the end of the line in which it stands."""

    layer: str
    author: str
    date: str
    words: list[str]


@dataclass(slots=True)
class Marked:
    """Text being put together, and what hangs from its last line."""

    parts: list[str] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)
    _hanging: list[_Hanging] = field(default_factory=list)
    _begun: bool = False
    """Whether the last line holds anything."""

    def show(self, text: str) -> None:
        """Take words that are shown; the marks of a line stand under it."""
        head, end, rest = text.partition("\n")
        self._begun = self._begun or bool(head)
        self.parts.append(head)
        if end:
            told = self._told()
            self.parts += [*(("\n",) if self._begun and told else ()), told, "\n", rest]
            self._begun = bool(rest.rpartition("\n")[2])

    def hang(self, layer: str, text: str, author: str, date: str) -> None:
        """Take words of another layer."""
        last = self._hanging[-1] if self._hanging else None
        if last and last[:3] == (layer, author, date):
            last.words.append(text)
        else:
            self._hanging.append(_Hanging(layer, author, date, [text]))

    def whole(self) -> str:
        """Give the text, the marks of its last line under it."""
        told = self._told()
        self.parts += [*(("\n",) if self._begun and told else ()), told]
        return "".join(self.parts)

    def _told(self) -> str:
        """Give the marks that wait, each on a line of its own."""
        lines = []
        for layer, author, date, words in self._hanging:
            text = "".join(words).strip("\n")
            code, what = _WHATS[layer]
            if layer == "field":
                what, text = _field(text)
            if not text.strip():
                continue
            if code and what != "Link to":
                self.met.append(Met(code, author, date))
            lines.append(mark(what, shortened(text) if layer == "inserted" else text, author, date))
        self._hanging.clear()
        return "\n".join(lines)


def _field(instruction: str) -> tuple[str, str]:
    """Give what a field that takes its words from elsewhere is told as; no words for all others."""
    link = _LEADING.match(instruction)
    if link:
        return "Link to", link[1]
    return "Field", instruction.strip()[:2_000] if _FETCHING.match(instruction) else ""


def dated(packed: int) -> str:
    """Give the moment a revision was made, from the bits in which rich text packs it; empty when it says none."""
    minute, hour, day, month, year = (
        packed & 63,
        packed >> 6 & 31,
        packed >> 11 & 31,
        packed >> 16 & 15,
        packed >> 20 & 511,
    )
    if not (0 < month < 13 and day and hour < 24 and minute < 60):
        return ""
    return f"{year + 1900}-{month:02}-{day:02}T{hour:02}:{minute:02}"
