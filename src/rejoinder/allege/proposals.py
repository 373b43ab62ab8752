"""What a letter says against somebody, proposed: which of its items and paragraphs are allegations, and their parts.

Nothing is decided here. A list is taken for one of allegations where it is labelled so, or announced so, or most of its
items say that the person did something; running prose where a sentence says it. A person confirms, splits and merges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rejoinder.allege.accusing import against
from rejoinder.allege.blocks import blocks
from rejoinder.allege.listed import headed, listed
from rejoinder.allege.outline import sections
from rejoinder.allege.prose import in_prose
from rejoinder.allege.quoted_words import quoted_words
from rejoinder.allege.reading import Letter, Part, Told
from rejoinder.allege.sources import Source, cited

Range = tuple[int, int]
_SALUTED = re.compile(r"^[ \t]*(?:Dear|To whom|Hello|Hi)\b[^\n]*$", re.MULTILINE)
_CLOSED = re.compile(
    r"^[ \t]*(?:Yours\s(?:sincerely|faithfully|truly)|Yours,|Kind\sregards|Best\swishes|With\s(?:kind|best)"
    r"|Regards|Sincerely|For\sthe\s(?:society|panel))\b",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that a letter seems to say against somebody, where it stands."""

    label: str
    """What it is numbered by, or its heading; empty where it has neither."""
    start: int
    end: int
    """start..end of all its words, particulars and quotations with them."""
    said: Range
    """start..end of the words that say it."""
    particulars: tuple[Part, ...] = ()
    quotations: tuple[Range, ...] = ()
    sources: tuple[Source, ...] = ()
    way: str = "numbered"
    """By what it was told from the rest: labelled, numbered, bulleted, row, headed or prose."""


def proposals(
    text: str, *, start: int = 0, end: int | None = None, subject: str = "", own_date: str = ""
) -> tuple[Proposal, ...]:
    """Give what a letter seems to say against its subject, in order."""
    first, last = _body(text, start, len(text) if end is None else end)
    letter = Letter(text, against(subject), own_date, blocks(text, first, last))
    letter.quoted = quoted_words(text, letter.blocks)
    parted = sections(letter.blocks)
    told = list(listed(letter, parted)) or list(headed(letter, parted)) or list(in_prose(letter, parted))
    return tuple(_whole(letter, one) for one in sorted(told, key=lambda one: one.said))


def _body(text: str, start: int, end: int) -> Range:
    """Give the letter between its greeting and its close."""
    saluted = _SALUTED.search(text, start, end)
    first = saluted.end() if saluted else start
    closes = list(_CLOSED.finditer(text, first, end))
    last = closes[-1].start() if closes else end
    return (first, last) if text[first:last].strip() else (start, end)


def _whole(letter: Letter, told: Told) -> Proposal:
    start, end = told.said[0], told.end
    quoted = tuple((first, last) for first, last in letter.quoted_in(start, end) if start <= first and last <= end)
    return Proposal(
        label=told.label,
        start=start,
        end=end,
        said=told.said,
        particulars=told.particulars,
        quotations=quoted,
        sources=tuple(cited(letter.text, start, end, letter.own_date, quoted)),
        way=told.way,
    )
