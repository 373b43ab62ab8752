"""A letter as it is read for what it says against somebody: its words without what it quotes, its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rejoinder.allege.accusing import Against
from rejoinder.allege.blocks import Block
from rejoinder.allege.outline import Entry
from rejoinder.allege.sentences import sentences

Range = tuple[int, int]
GOES_ON = re.compile(
    r"(?:in\sparticular|for\s(?:example|instance)|specifically|namely|this|these|that|you\sdid\sso|you\sthen"
    r"|you\swent\son|among|such\sas|there)\b",
    re.I,
)


class Part(NamedTuple):
    """A particular of an allegation: the act, date or words it rests on."""

    label: str
    """What it is numbered by; empty where it has no number."""
    start: int
    end: int


class Told(NamedTuple):
    """An allegation on its way: where it stands, before its quotations and sources are looked for."""

    label: str
    way: str
    said: Range
    end: int
    particulars: tuple[Part, ...]


@dataclass(slots=True)
class Letter:
    """A letter's text with what is looked for in all of it."""

    text: str
    of: Against
    own_date: str
    blocks: list[Block] = field(default_factory=list)
    quoted: list[Range] = field(default_factory=list)

    def words(self, block: Block) -> str:
        """Give a block's words, without what is quoted in it."""
        return self.plain(block.start, block.end)

    def quoted_in(self, start: int, end: int) -> list[Range]:
        """Give what is quoted in a stretch, or across its edges."""
        first = max(0, bisect_left(self.quoted, (start, 0)) - 1)
        near = self.quoted[first : bisect_left(self.quoted, (end, 0))]
        return [one for one in near if one[1] > start]

    def plain(self, start: int, end: int) -> str:
        """Give the letter's own words of a stretch: what it quotes says nothing of its own."""
        kept, at = [], start
        for first, last in self.quoted_in(start, end):
            kept.append(self.text[at : max(at, first)])
            at = max(at, last)
        return " ".join("".join((*kept, self.text[at:end] if at < end else "")).split())


def own_of(letter: Letter, entry: Entry) -> tuple[str, ...]:
    """Give the words of an item that may say what was done: its own, and those of what stands below it."""
    below = (*entry.following[:2], *(child.block for child in entry.children[:2]))
    return tuple(letter.words(block) for block in (entry.block, *below))


def parts_of(entries: Sequence[Entry]) -> tuple[Part, ...]:
    """Give items as particulars; one that has others below it ends where they begin."""
    return tuple(Part(one.marker.label if one.marker else "", one.block.start, one.block.end) for one in entries)


def first_sentence(letter: Letter, block: Block) -> Range:
    """Give the sentence of a block that says what was done: its first, as a rule."""
    if letter.text[block.start : block.end].count("\t"):
        return _cell(letter.text, block)
    each = list(sentences(letter.text, block.start, block.end, letter.quoted_in(block.start, block.end)))
    return _before_words(letter, *each[0]) if each else (block.start, block.end)


def _before_words(letter: Letter, start: int, end: int) -> Range:
    """Give a sentence without the words that it announces with a colon."""
    for first, _ in letter.quoted_in(start, end):
        lead = letter.text[start:first].rstrip(' \n\t“"«„‘…')
        if start < first < end and lead.endswith(":"):
            return start, start + len(lead)
    return start, end


def _cell(text: str, block: Block) -> Range:
    """Give the first cell of a row: the others tell what it rests on."""
    cut = text.find("\t", block.start, block.end)
    return block.start, cut if cut > 0 else block.end


def rest_of(letter: Letter, own: Sequence[Block], said: Range) -> list[Part]:
    """Give the further sentences of an item, those that are only quoted aside."""
    found = []
    for block in own:
        for start, end in sentences(
            letter.text, max(block.start, said[1]), block.end, letter.quoted_in(block.start, block.end)
        ):
            words = letter.plain(start, end).strip(" \t“”\"'‘’>.…")
            if words and start >= said[1]:
                found.append(Part("", start, end))
    return found
