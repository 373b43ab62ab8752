"""A message's text into zones: its own words, what it quotes and how, and what stands at the ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.model import Zone
from rejoinder.zones.attributions import attributes
from rejoinder.zones.closings import closings
from rejoinder.zones.headers import described
from rejoinder.zones.leads import Lead, leads
from rejoinder.zones.sheet import Sheet, sheet


def zones(text: str, start: int = 0) -> tuple[Zone, ...]:
    """Give text[start:] in zones: whole lines, in order, without gaps."""
    if start >= len(text):
        return ()
    page = sheet(text, start)
    depths, kinds = _depths(page, _grouped(page, leads(page)))
    _close(page, depths, kinds)
    return tuple(_joined(page, depths, kinds))


class _Group(NamedTuple):
    """Leads that introduce one message together: a rule and the block below it."""

    leads: tuple[Lead, ...]
    level: int
    start: int
    end: int

    @property
    def kind(self) -> str:
        """What the last of them is."""
        return self.leads[-1].kind


def _grouped(page: Sheet, found: list[Lead]) -> list[_Group]:
    groups: list[_Group] = []
    for lead in found:
        level = page.levels[lead.end - 1]
        before = groups[-1] if groups else None
        if (
            before
            and joined(before.kind, lead.kind)
            and page.next_words(before.end) >= lead.start
            and (level == before.level or (level == before.level + 1 and _same(page, before, lead)))
        ):
            groups[-1] = _Group((*before.leads, lead), level, before.start, lead.end)
        else:
            groups.append(_Group((lead,), level, lead.start, lead.end))
    return groups


def _same(page: Sheet, before: _Group, lead: Lead) -> bool:
    """Say whether a block behind marks speaks of the message that the lead above it introduces."""
    if before.kind == "forward mark":
        return True
    if before.kind != "attribution":
        return False
    author = described(page.words[lead.start : lead.end]).author.name
    return bool(author) and author in " ".join(page.words[before.start : before.end])


def joined(before: str, kind: str) -> bool:
    """Say whether a lead of this kind directly below one of the kind before it introduces the same message."""
    return (before == "forward mark" and kind in ("header block", "attribution")) or (
        before == "attribution" and kind == "header block"
    )


def _depths(page: Sheet, groups: list[_Group]) -> tuple[list[int], list[str]]:
    """Give each line's depth, and its kind where that is not simply words."""
    depths, kinds = list(page.levels), [""] * len(page)
    opened: list[int] = []
    at, before = 0, None
    starts = [*(group.start for group in groups[1:]), len(page)]
    for group, until in zip(groups, starts, strict=False):
        _deepen(page, depths, opened, at, group.start)
        while opened and opened[-1] > group.level:
            opened.pop()
        base = group.level + len(opened)
        if group.kind == "end":
            if opened and opened[-1] == group.level:
                opened.pop()
            base, kind = base - 1, "forward mark"
        elif group.kind == "list footer":
            opened.clear()
            base = group.level
        elif _describes_itself(page, group, before):
            base -= 1
        elif _opens(page, group, until):
            opened.append(group.level)
        for lead in group.leads:
            for number in range(lead.start, lead.end):
                depths[number] = max(0, base)
                kinds[number] = lead.kind if lead.kind != "end" else kind
        at, before = group.end, group
    _deepen(page, depths, opened, at, len(page))
    return depths, kinds


def _deepen(page: Sheet, depths: list[int], opened: list[int], start: int, end: int) -> None:
    """Add to the depth of lines that stand below blocks; a line with fewer marks than a block ends what it opened."""
    for number in range(start, end) if opened else ():
        if not page.words[number]:
            continue
        while opened and opened[-1] > page.levels[number]:
            opened.pop()
        depths[number] += len(opened)


def _describes_itself(page: Sheet, group: _Group, before: _Group | None) -> bool:
    """Say whether a lead that stands behind quote marks speaks of the very lines it stands among."""
    if page.levels[group.start] < group.level:
        return True
    above = page.words_before(group.start)
    if not group.level or (above >= 0 and page.levels[above] >= group.level):
        return False
    if before and before.end > above and before.kind != "end":
        return False
    following = page.next_words(group.end)
    return following >= len(page) or page.levels[following] <= group.level


def _opens(page: Sheet, group: _Group, until: int) -> bool:
    """Say whether the message that a lead introduces stands below it without marks.

    Where any line down to the next lead has marks, the marks say what is quoted.
    """
    following = page.next_said(group.end)
    if following < len(page) and page.levels[following] > group.level:
        return False
    if any(lead.kind != "attribution" for lead in group.leads):
        return True
    if any(page.levels[number] > group.level and page.words[number] for number in range(group.end, until)):
        return False
    above = page.words_before(group.start)
    words = " ".join(page.words[group.start : group.end])
    return above >= 0 and page.levels[above] == group.level and attributes(words, marked=False)


def _close(page: Sheet, depths: list[int], kinds: list[str]) -> None:
    """Find what closes each message: at its end, above a lead, above lines less deeply marked."""
    last = len(page) - 1
    while last >= 0 and (not page.words[last] or kinds[last] == "list footer"):
        last -= 1
    for start, end in _runs(page, depths, kinds):
        following = page.next_words(end)
        if following < len(page) and not kinds[following] and depths[following] > depths[start]:
            continue
        for closing in closings(page.words, start, end):
            outer = closing.kind == "list footer" and closing.end > last and not page.levels[closing.start]
            for number in range(closing.start, closing.end):
                kinds[number] = closing.kind
                depths[number] = 0 if outer else depths[start]


def _runs(page: Sheet, depths: list[int], kinds: list[str]) -> Iterator[tuple[int, int]]:
    """Give start..end of each run of lines of words of one depth, empty lines aside."""
    start = end = -1
    for number, words in enumerate(page.words):
        if not words:
            continue
        if start >= 0 and not kinds[number] and depths[number] == depths[start]:
            end = number + 1
            continue
        if start >= 0:
            yield start, end
        start, end = (number, number + 1) if not kinds[number] else (-1, -1)
    if start >= 0:
        yield start, end


def _joined(page: Sheet, depths: list[int], kinds: list[str]) -> Iterator[Zone]:
    """Give the zones; empty lines belong to the zone above them, and the first ones to the zone below."""
    current: tuple[str, int] | None = None
    start = 0
    for number, words in enumerate(page.words):
        if not words and not (kinds[number] and current):
            continue
        here = (kinds[number] or ("quotation" if depths[number] else "own words"), depths[number])
        if current is not None and here != current:
            first = _first_of_marked(page, start, number)
            yield Zone(current[0], page.starts[start], page.starts[first], current[1])
            start = first
        current = here
    kind, depth = current or ("own words", 0)
    yield Zone(kind, page.starts[start], page.starts[-1], depth)


def _first_of_marked(page: Sheet, start: int, number: int) -> int:
    """Give the first of the lines directly above this one that have marks, but not those of the words before them."""
    level, first = page.levels[number], number
    before = page.levels[page.words_before(number)]
    while first > start + 1 and not page.words[first - 1] and before != page.levels[first - 1] <= level:
        first -= 1
    while first < number and not page.levels[first]:
        first += 1
    return first
