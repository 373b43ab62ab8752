"""Allegations that are sentences of running prose, each with what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rejoinder.allege.accusing import accuses, is_announced, is_of_something_else, says_alleged
from rejoinder.allege.blocks import Block
from rejoinder.allege.enumerated import enumerated
from rejoinder.allege.outline import Section
from rejoinder.allege.reading import GOES_ON, Letter, Part, Told, parts_of
from rejoinder.allege.sentences import sentences

_BEGINS_ANOTHER = re.compile(
    r"(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|sixth(?:ly)?|last(?:ly)?|finally|next"
    r"|further(?:more)?|moreover"
    r"|also|in\saddition|additionally|separately|we\salso|it\sis\s(?:also|further)|the\s(?:first|second|third"
    r"|fourth|fifth|sixth|final|next|last)"
    r"\s(?:allegation|charge|complaint|concern|matter|finding|ground)|another\s(?:allegation|charge|complaint"
    r"|concern|matter))\b",
    re.IGNORECASE,
)


def in_prose(letter: Letter, parted: Sequence[Section]) -> Iterator[Told]:
    """Give the sentences of paragraphs that say what was done, each with what follows it."""
    for section in parted:
        heading = letter.words(section.heading) if section.heading else ""
        if is_of_something_else(heading):
            continue
        yield from _of_section(letter, section)


def _of_section(letter: Letter, section: Section) -> Iterator[Told]:
    told: Told | None = None
    for entry in section.entries:
        for block in (entry.block, *entry.following):
            counted = enumerated(letter.text, block.start, block.end, letter.quoted_in(block.start, block.end))
            lead = letter.plain(block.start, counted[0][1]) if counted else ""
            if counted and (is_announced(lead) or says_alleged(lead)):
                if told:
                    yield told
                    told = None
                yield from (Told(label, "prose", (start, end), end, ()) for label, start, end in counted)
                continue
            begun = list(_of_block(letter, block, told))
            if told and (not begun or begun[0].said != told.said):
                yield told
            yield from begun[:-1]
            told = begun[-1] if begun else None
        below = list(entry.below()) if entry.marker is None else [entry, *entry.below()]
        if told and below:
            told = told._replace(end=entry.end, particulars=(*told.particulars, *parts_of(below)))
    if told:
        yield told


def _of_block(letter: Letter, block: Block, told: Told | None) -> Iterator[Told]:
    """Give the allegations of a paragraph; the first may be the one that went on from the paragraph before."""
    announced = told is not None and letter.text[: told.end].rstrip().endswith(":")
    if told is not None and (block.kind == "quotation" or announced):
        yield told._replace(end=block.end)
        return
    going: Told | None = told if told and GOES_ON.match(letter.words(block)) else None
    for start, end in sentences(letter.text, block.start, block.end, letter.quoted_in(block.start, block.end)):
        words = letter.plain(start, end)
        if accuses(words, letter.of) and (going is None or _begins_another(words)):
            if going:
                yield going
            going = Told("", "prose", (start, end), end, ())
        elif going:
            going = going._replace(end=end, particulars=(*going.particulars, Part("", start, end)))
    if going:
        yield going


def _begins_another(words: str) -> bool:
    """Say whether a sentence after an allegation is another one, and not a particular of it."""
    if GOES_ON.match(words):
        return False
    return bool(_BEGINS_ANOTHER.match(words)) or bool(
        re.match(r"(?:on|in|between|at)\s[^,]{0,40}\d", words, re.IGNORECASE)
    )
