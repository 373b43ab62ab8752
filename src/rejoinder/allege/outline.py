"""Blocks with numbers into lists and their items, however deep; what has no number belongs to what is before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rejoinder.allege.blocks import Block
from rejoinder.allege.markers import Marker

SKIPPED = 3
"""Numbers of a list that may be left out, or misread, between two of its items."""


@dataclass(slots=True)
class Entry:
    """One item of a list, or a paragraph without a number (marker None)."""

    block: Block
    marker: Marker | None = None
    following: list[Block] = field(default_factory=list)
    """Blocks without a number between it and the next one."""
    children: list[Entry] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Give where its words and those of all below it end."""
        ends = [self.block.end, *(block.end for block in self.following), *(child.end for child in self.children)]
        return max(ends)

    def below(self) -> Iterator[Entry]:
        """Give every item below it, at whatever depth, in order."""
        for child in self.children:
            yield child
            yield from child.below()


@dataclass(slots=True)
class Section:
    """What stands below one heading: paragraphs and items in order."""

    heading: Block | None = None
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """The items that are not closed yet, from the top down."""

    entries: list[Entry] = field(default_factory=list)

    def place(self, found: Sequence[Marker]) -> tuple[int, Marker] | None:
        """Give at which depth an item with one of these markers stands; None where it fits nowhere."""
        for marker in found:
            if marker.style.startswith("label"):
                return 0, marker
        return self._going_on(found) or self._beginning(found)

    def _going_on(self, found: Sequence[Marker]) -> tuple[int, Marker] | None:
        """Give the depth of a list that one of these markers goes on with."""
        for near in (1, SKIPPED):
            for depth in range(len(self.entries) - 1, -1, -1):
                last = self.entries[depth].marker
                for marker in found:
                    if last and marker.style == last.style and _follows(last, marker, near):
                        return depth, marker
        return None

    def _beginning(self, found: Sequence[Marker]) -> tuple[int, Marker] | None:
        """Give the depth of a list that one of these markers begins, or begins anew."""
        styles = {one.marker.style for one in self.entries if one.marker}
        for marker in sorted(found, key=lambda one: one.value > 1):
            if (marker.value <= 1 or not self.entries) and marker.style not in styles:
                return self._beneath(marker), marker
        for marker in found:
            if marker.value == 1:
                return next(
                    at for at, one in enumerate(self.entries) if one.marker and one.marker.style == marker.style
                ), marker
        return None

    def _beneath(self, marker: Marker) -> int:
        """Give the depth of a list that begins: 2.1 stands below 2, not below the (b) of 1."""
        if marker.above:
            for depth, one in enumerate(self.entries):
                if one.marker and (
                    one.marker.label.rstrip(".):") == marker.above or str(one.marker.value) == marker.above
                ):
                    return depth + 1
            return 0
        return len(self.entries)


def _follows(last: Marker, marker: Marker, near: int) -> bool:
    if not marker.value:
        return True
    if marker.above != last.above:
        return False
    return 0 < marker.value - last.value <= near


def sections(some: Sequence[Block]) -> list[Section]:
    """Give the sections of a letter, each with its paragraphs and items."""
    found = [Section()]
    opened = _Open()
    for block in some:
        placed = opened.place(block.markers) if block.markers else None
        labelled = placed is not None and placed[1].style.startswith("label")
        if block.kind == "heading" and not labelled and not (placed and _is_of_list(opened, block)):
            found.append(Section(block))
            opened = _Open()
        elif placed is None:
            _without_number(found[-1], opened, block)
        else:
            _item(found[-1], opened, block, *placed)
    return found


def _is_of_list(opened: _Open, block: Block) -> bool:
    """Say whether what looks like a heading goes on with a list that was begun."""
    return bool(opened.entries) and bool(block.markers)


def _without_number(section: Section, opened: _Open, block: Block) -> None:
    whole = block
    if block.markers:
        whole = block._replace(start=block.start - block.markers[0].length, markers=())
    if opened.entries:
        opened.entries[-1].following.append(whole)
    else:
        section.entries.append(Entry(whole))


def _item(section: Section, opened: _Open, block: Block, depth: int, marker: Marker) -> None:
    read = block.markers[0].length
    entry = Entry(block._replace(start=block.start + marker.length - read), marker)
    del opened.entries[depth:]
    (opened.entries[-1].children if opened.entries else section.entries).append(entry)
    opened.entries.append(entry)
