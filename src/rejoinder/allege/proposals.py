"""What a letter says against somebody, proposed: which of its items and paragraphs are allegations, and their parts.

Nothing is decided here. A list is taken for one of allegations where it is labelled so, or announced so, or most of its
items say that the person did something; running prose where a sentence says it. A person confirms, splits and merges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rejoinder.allege.accusing import (
    Against,
    accuses,
    against,
    is_announced,
    is_of_accusations,
    is_of_something_else,
    may_accuse,
    says_alleged,
)
from rejoinder.allege.blocks import Block, blocks
from rejoinder.allege.enumerated import enumerated
from rejoinder.allege.outline import Entry, Section, sections
from rejoinder.allege.quoted_words import quoted_words
from rejoinder.allege.sentences import sentences
from rejoinder.allege.sources import Source, cited

Range = tuple[int, int]
MOST, SOME = 0.6, 0.34
"""Part of a list's items that must say what was done: of one that nothing announces, and of one that something does."""
_BEGINS_ANOTHER = re.compile(
    r"(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|sixth(?:ly)?|last(?:ly)?|finally|next|further(?:more)?|moreover"
    r"|also|in\saddition|additionally|separately|we\salso|it\sis\s(?:also|further)|the\s(?:first|second|third|fourth|fifth|sixth|final|next|last)"
    r"\s(?:allegation|charge|complaint|concern|matter|finding|ground)|another\s(?:allegation|charge|complaint|concern|matter))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:in\sparticular|for\s(?:example|instance)|specifically|namely|this|these|that|you\sdid\sso|you\sthen|you\swent\son|among|such\sas|there)\b", re.I
)
_SALUTED = re.compile(r"^[ \t]*(?:Dear|To whom|Hello|Hi)\b[^\n]*$", re.MULTILINE)
_CLOSED = re.compile(
    r"^[ \t]*(?:Yours\s(?:sincerely|faithfully|truly)|Yours,|Kind\sregards|Best\swishes|With\s(?:kind|best)|Regards|Sincerely|For\sthe\s(?:society|panel))\b",
    re.MULTILINE | re.IGNORECASE,
)


class Part(NamedTuple):
    """A particular of an allegation: the act, date or words it rests on."""

    label: str
    """What it is numbered by; empty where it has no number."""
    start: int
    end: int


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


class _Told(NamedTuple):
    """An allegation on its way: where it stands, before its quotations and sources are looked for."""

    label: str
    way: str
    said: Range
    end: int
    particulars: tuple[Part, ...]


@dataclass(slots=True)
class _Letter:
    """A letter's text with what is looked for in all of it."""

    text: str
    of: Against
    own_date: str
    blocks: list[Block] = field(default_factory=list)
    quoted: list[Range] = field(default_factory=list)

    def words(self, block: Block) -> str:
        """Give a block's words, without what is quoted in it."""
        return self.plain(block.start, block.end)

    def plain(self, start: int, end: int) -> str:
        """Give the letter's own words of a stretch: what it quotes says nothing of its own."""
        kept, at = [], start
        for first, last in self.quoted:
            if first < end and last > start:
                kept.append(self.text[at : max(at, first)])
                at = max(at, last)
        return " ".join("".join((*kept, self.text[at:end] if at < end else "")).split())


def proposals(text: str, *, start: int = 0, end: int | None = None, subject: str = "", own_date: str = "") -> tuple[Proposal, ...]:
    """Give what a letter seems to say against its subject, in order."""
    first, last = _body(text, start, len(text) if end is None else end)
    letter = _Letter(text, against(subject), own_date, blocks(text, first, last))
    letter.quoted = quoted_words(text, letter.blocks)
    parted = sections(letter.blocks)
    told = list(_listed(letter, parted)) or list(_headed(letter, parted)) or list(_in_prose(letter, parted))
    return tuple(_whole(letter, one) for one in sorted(told, key=lambda one: one.said))


def _body(text: str, start: int, end: int) -> Range:
    """Give the letter between its greeting and its close."""
    saluted = _SALUTED.search(text, start, end)
    first = saluted.end() if saluted else start
    closes = list(_CLOSED.finditer(text, first, end))
    last = closes[-1].start() if closes else end
    return (first, last) if text[first:last].strip() else (start, end)


def _whole(letter: _Letter, told: _Told) -> Proposal:
    start, end = told.said[0], told.end
    quoted = tuple((first, last) for first, last in letter.quoted if start <= first and last <= end)
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


# Lists


def _listed(letter: _Letter, parted: Sequence[Section]) -> Iterator[_Told]:
    """Give the allegations that are items of lists."""
    for section in parted:
        heading = letter.words(section.heading) if section.heading else ""
        lead: Entry | None = None
        for run in _runs(section.entries):
            if run[0].marker is None:
                lead = run[-1]
                continue
            if _are_allegations(letter, run, heading, letter.words(lead.block) if lead else ""):
                _trim(letter, run)
                yield from (_of_entry(letter, one) for one in run)


def _runs(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Give the items that stand in a row in one style, and the paragraphs between."""
    run: list[Entry] = []
    for entry in entries:
        style = entry.marker.style if entry.marker else ""
        before = run[-1].marker.style if run and run[-1].marker else ""
        restarted = bool(entry.marker and entry.marker.value == 1)
        if run and (style != before or (restarted and style)):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _are_allegations(letter: _Letter, run: Sequence[Entry], heading: str, lead: str) -> bool:
    style = run[0].marker.style if run[0].marker else ""
    if style.startswith("label"):
        return True
    if is_of_something_else(heading):
        return False
    if style.startswith("bullet") and _is_of_one(letter, lead, run):
        return False
    said = sum(may_accuse(_own(letter, one), letter.of) for one in run) / len(run)
    announced = is_of_accusations(heading) or is_announced(lead)
    if announced:
        return said >= SOME
    strict = sum(accuses(_own(letter, one), letter.of) for one in run) / len(run)
    return len(run) > 1 and strict >= MOST


def _is_of_one(letter: _Letter, lead: str, run: Sequence[Entry]) -> bool:
    """Say whether items are the particulars of what the paragraph before them says."""
    small = sum(letter.text[one.block.start].islower() for one in run)
    return accuses(lead, letter.of) and not is_announced(lead) and (small > len(run) / 2 or lead.endswith(":"))


def _own(letter: _Letter, entry: Entry) -> str:
    """Give the words of an item that say what was done: its own, or where it is a heading, those below it."""
    words = letter.words(entry.block)
    rest = " ".join(letter.words(block) for block in entry.following[:2])
    below = " ".join(letter.words(child.block) for child in entry.children[:2])
    return " ".join(part for part in (words, rest, below) if part)


def _trim(letter: _Letter, run: Sequence[Entry]) -> None:
    """Leave with the last item only what belongs to it: quotations, and what it announces or the others have too."""
    tail = run[-1]
    while tail.children:
        tail = tail.children[-1]
    others = any(block.kind != "quotation" for one in run[:-1] for block in _plain_following(one))
    kept: list[Block] = []
    before = tail.block
    for block in tail.following:
        announced = letter.text[before.start : before.end].rstrip().endswith(":")
        quoted = block.kind == "quotation"
        goes_on = accuses(letter.words(block), letter.of) or bool(_GOES_ON.match(letter.words(block)))
        if not (announced or quoted or ((others or not kept) and goes_on) or not letter.words(tail.block)):
            break
        kept.append(block)
        before = block
    tail.following[:] = kept


def _plain_following(entry: Entry) -> Iterator[Block]:
    yield from entry.following
    for child in entry.below():
        yield from child.following


def _of_entry(letter: _Letter, entry: Entry) -> _Told:
    marker = entry.marker
    label, style = (marker.label, marker.style) if marker else ("", "")
    own = [block for block in (entry.block, *entry.following) if block.start < block.end]
    title = ""
    if len(own) > 1 and own[0].kind == "heading":
        title, own = letter.words(own[0]), own[1:]
    label = " ".join(filter(None, (label, title)))
    kind = style.split()[0] if style else ""
    way = {"label": "labelled", "bullet": "bulleted", "row": "row"}.get(kind, "numbered")
    below = list(entry.below())
    if not own:
        first, *below = below
        return _Told(label, way, (first.block.start, first.block.end), entry.end, _parts(below))
    parts = _parts(below) or _inside(letter, own)
    said = _first_sentence(letter, own[0])
    rest = _rest(letter, own, said) if not _is_inline(parts, own[0]) else []
    return _Told(label, way, said, entry.end, tuple(sorted({*parts, *rest}, key=lambda one: one.start)))


def _parts(entries: Sequence[Entry]) -> tuple[Part, ...]:
    """Give items as particulars; one that has others below it ends where they begin."""
    return tuple(Part(one.marker.label if one.marker else "", one.block.start, one.block.end) for one in entries)


def _inside(letter: _Letter, own: Sequence[Block]) -> tuple[Part, ...]:
    """Give the particulars that are counted within a sentence: (a) …, (b) …."""
    return tuple(Part(*one) for block in own for one in enumerated(letter.text, block.start, block.end, letter.quoted))


def _is_inline(parts: Sequence[Part], block: Block) -> bool:
    return any(block.start < part.start < block.end for part in parts)


def _first_sentence(letter: _Letter, block: Block) -> Range:
    """Give the sentence of a block that says what was done: its first, as a rule."""
    if letter.text[block.start : block.end].count("\t"):
        return _cell(letter.text, block)
    each = list(sentences(letter.text, block.start, block.end, letter.quoted))
    return _before_words(letter, *each[0]) if each else (block.start, block.end)


def _before_words(letter: _Letter, start: int, end: int) -> Range:
    """Give a sentence without the words that it announces with a colon."""
    for first, _ in letter.quoted:
        lead = letter.text[start:first].rstrip(" \n\t“\"«„‘…")
        if start < first < end and lead.endswith(":"):
            return start, start + len(lead)
    return start, end


def _cell(text: str, block: Block) -> Range:
    """Give the first cell of a row: the others tell what it rests on."""
    cut = text.find("\t", block.start, block.end)
    return block.start, cut if cut > 0 else block.end


def _rest(letter: _Letter, own: Sequence[Block], said: Range) -> list[Part]:
    """Give the further sentences of an item, those that are only quoted aside."""
    found = []
    for block in own:
        for start, end in sentences(letter.text, max(block.start, said[1]), block.end, letter.quoted):
            words = letter.plain(start, end).strip(" \t“”\"'‘’>.…")
            if words and start >= said[1]:
                found.append(Part("", start, end))
    return found


# Headings


def _headed(letter: _Letter, parted: Sequence[Section]) -> Iterator[_Told]:
    """Give each section whose words say what was done as one allegation, where two or more are so."""
    own = [one for one in parted if one.heading and one.entries]
    accusing = [
        one
        for one in own
        if not _is_general(letter, one) and any(accuses(_own(letter, entry), letter.of) for entry in one.entries)
    ]
    if len(accusing) < 2:
        return
    for section in accusing:
        assert section.heading is not None
        entries = section.entries
        flat = [block for entry in entries if entry.marker is None for block in (entry.block, *entry.following)]
        below = [one for entry in entries if entry.marker for one in (entry, *entry.below())]
        if not flat:
            flat = [section.heading]
        said = _first_sentence(letter, flat[0])
        parts = (*_parts(below), *_rest(letter, flat, said))
        title = letter.text[section.heading.start : section.heading.end]
        yield _Told(title, "headed", said, max(entry.end for entry in entries), tuple(sorted(parts, key=lambda one: one.start)))


def _is_general(letter: _Letter, section: Section) -> bool:
    """Say whether a heading is of the whole letter or of something else than one act."""
    heading = letter.words(section.heading) if section.heading else ""
    return is_of_something_else(heading) or is_of_accusations(heading)


# Prose


def _in_prose(letter: _Letter, parted: Sequence[Section]) -> Iterator[_Told]:
    """Give the sentences of paragraphs that say what was done, each with what follows it."""
    for section in parted:
        heading = letter.words(section.heading) if section.heading else ""
        if is_of_something_else(heading):
            continue
        yield from _of_section(letter, section)


def _of_section(letter: _Letter, section: Section) -> Iterator[_Told]:
    told: _Told | None = None
    for entry in section.entries:
        for block in (entry.block, *entry.following):
            counted = enumerated(letter.text, block.start, block.end, letter.quoted)
            lead = letter.plain(block.start, counted[0][1]) if counted else ""
            if counted and (is_announced(lead) or says_alleged(lead)):
                if told:
                    yield told
                    told = None
                yield from (_Told(label, "prose", (start, end), end, ()) for label, start, end in counted)
                continue
            begun = list(_of_block(letter, block, told))
            if told and (not begun or begun[0].said != told.said):
                yield told
            yield from begun[:-1]
            told = begun[-1] if begun else None
        below = list(entry.below()) if entry.marker is None else [entry, *entry.below()]
        if told and below:
            told = told._replace(end=entry.end, particulars=(*told.particulars, *_parts(below)))
    if told:
        yield told


def _of_block(letter: _Letter, block: Block, told: _Told | None) -> Iterator[_Told]:
    """Give the allegations of a paragraph; the first may be the one that went on from the paragraph before."""
    announced = told is not None and letter.text[: told.end].rstrip().endswith(":")
    if told is not None and (block.kind == "quotation" or announced):
        yield told._replace(end=block.end)
        return
    going: _Told | None = told if told and _GOES_ON.match(letter.words(block)) else None
    for start, end in sentences(letter.text, block.start, block.end, letter.quoted):
        words = letter.plain(start, end)
        if accuses(words, letter.of) and (going is None or _begins_another(letter, words, going)):
            if going:
                yield going
            going = _Told("", "prose", (start, end), end, ())
        elif going:
            going = going._replace(end=end, particulars=(*going.particulars, Part("", start, end)))
    if going:
        yield going


def _begins_another(letter: _Letter, words: str, going: _Told) -> bool:
    """Say whether a sentence after an allegation is another one, and not a particular of it."""
    if _GOES_ON.match(words):
        return False
    return bool(_BEGINS_ANOTHER.match(words)) or bool(re.match(r"(?:on|in|between|at)\s[^,]{0,40}\d", words, re.IGNORECASE))
