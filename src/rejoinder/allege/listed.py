"""Allegations that are items of a list, or stand each below a heading of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rejoinder.allege.accusing import accuses, is_announced, is_of_accusations, is_of_something_else, may_accuse
from rejoinder.allege.blocks import Block
from rejoinder.allege.enumerated import enumerated
from rejoinder.allege.outline import Entry, Section
from rejoinder.allege.reading import GOES_ON, Letter, Part, Told, first_sentence, own_of, parts_of, rest_of

MOST, SOME = 0.6, 0.34
"""Part of a list's items that must say what was done: of one that nothing announces, and of one that something does."""


def listed(letter: Letter, parted: Sequence[Section]) -> Iterator[Told]:
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


def _are_allegations(letter: Letter, run: Sequence[Entry], heading: str, lead: str) -> bool:
    style = run[0].marker.style if run[0].marker else ""
    if style.startswith("label"):
        return True
    if is_of_something_else(heading):
        return False
    if style.startswith("bullet") and _is_of_one(letter, lead, run):
        return False
    said = sum(any(may_accuse(words, letter.of) for words in own_of(letter, one)) for one in run) / len(run)
    announced = is_of_accusations(heading) or is_announced(lead)
    if announced:
        return said >= SOME
    strict = sum(_accuses(letter, one) for one in run) / len(run)
    return len(run) > 1 and strict >= MOST


def _accuses(letter: Letter, entry: Entry) -> bool:
    return any(accuses(words, letter.of) for words in own_of(letter, entry))


def _is_of_one(letter: Letter, lead: str, run: Sequence[Entry]) -> bool:
    """Say whether items are the particulars of what the paragraph before them says."""
    small = sum(letter.text[one.block.start].islower() for one in run)
    return accuses(lead, letter.of) and not is_announced(lead) and (small > len(run) / 2 or lead.endswith(":"))


def _trim(letter: Letter, run: Sequence[Entry]) -> None:
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
        goes_on = accuses(letter.words(block), letter.of) or bool(GOES_ON.match(letter.words(block)))
        if not (
            announced or quoted or ((others or not kept) and goes_on) or (not kept and not letter.words(tail.block))
        ):
            break
        kept.append(block)
        before = block
    tail.following[:] = kept


def _plain_following(entry: Entry) -> Iterator[Block]:
    yield from entry.following
    for child in entry.below():
        yield from child.following


def _of_entry(letter: Letter, entry: Entry) -> Told:
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
        return Told(label, way, (first.block.start, first.block.end), entry.end, parts_of(below))
    parts = parts_of(below) or _inside(letter, own)
    said = first_sentence(letter, own[0])
    rest = rest_of(letter, own, said) if not _is_inline(parts, own[0]) else []
    return Told(label, way, said, entry.end, tuple(sorted({*parts, *rest}, key=lambda one: one.start)))


def _inside(letter: Letter, own: Sequence[Block]) -> tuple[Part, ...]:
    """Give the particulars that are counted within a sentence: (a) …, (b) …."""
    return tuple(
        Part(*one)
        for block in own
        for one in enumerated(letter.text, block.start, block.end, letter.quoted_in(block.start, block.end))
    )


def _is_inline(parts: Sequence[Part], block: Block) -> bool:
    return any(block.start < part.start < block.end for part in parts)


def headed(letter: Letter, parted: Sequence[Section]) -> Iterator[Told]:
    """Give each section whose words say what was done as one allegation, where two or more are so."""
    own = [one for one in parted if one.heading and one.entries]
    accusing = [
        one for one in own if not _is_general(letter, one) and any(_accuses(letter, entry) for entry in one.entries)
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
        said = first_sentence(letter, flat[0])
        parts = (*parts_of(below), *rest_of(letter, flat, said))
        title = letter.text[section.heading.start : section.heading.end]
        yield Told(
            title, "headed", said, max(entry.end for entry in entries), tuple(sorted(parts, key=lambda one: one.start))
        )


def _is_general(letter: Letter, section: Section) -> bool:
    """Say whether a heading is of the whole letter or of something else than one act."""
    heading = letter.words(section.heading) if section.heading else ""
    return is_of_something_else(heading) or is_of_accusations(heading)
