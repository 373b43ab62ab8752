"""Header fields that mail itself does not name so, or without a colon behind their names: in columns, or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.names import FURTHER, RECEIVED, TIME, role_of
from rejoinder.read.printed.times import is_timed
from rejoinder.zones.blocks import field_of
from rejoinder.zones.dates import dated
from rejoinder.zones.people import ADDRESS

LEVEL = 2.5
"""Points by which what stands in one column may differ."""
LONGEST = 4
"""Words of a field's name, at most."""
FEWEST = 3
"""Fields that stand below each other before they are taken for headers: their subject is one, and a person another."""
NEAR = 3.5
"""Times a line's height that may be left between two fields."""
GAP = 0.8
"""Times a line's height from which on the space behind a field's name shows that its value stands in a column."""
WRAPPED = 4
"""Lines of values that may stand between such fields."""
ABOVE = 3
"""Lines above people's names in which the author and the date stand."""
SHORT = 60
"""Characters of a list of names without addresses, at most."""
_LISTS = ("to", "cc", "bcc")
_OTHER = "other"


class _Named(NamedTuple):
    """A line that may be a field: its place, its role and name, and where its name and its value stand."""

    place: int
    role: str
    called: str
    characters: int
    """Of its name, the colon with it."""
    colon: bool
    left: float
    right: float
    value: float | None
    """Where its value begins; None where it has none."""
    gap: float = 0.0
    """The space before its value, in heights of the line."""


def with_names(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a page, each field that is not written as in mail knowing what it is called."""
    made = list(lines)
    for group in map(_settled, _groups(lines)):
        if _are_headers(lines, group):
            for one in group:
                _name(made, one)
    for place in range(len(lines)):
        for one in (*_told_by_values(lines, place), *_below_author(lines, place)):
            _name(made, one)
    return made


def _name(lines: list[Line], one: _Named) -> None:
    """Let a line know what it is called, unless it says so as mail does."""
    if not (one.colon and field_of(lines[one.place].text.strip())):
        lines[one.place] = lines[one.place]._replace(named=one.characters, called=one.called)


def _settled(group: Sequence[_Named]) -> list[_Named]:
    """Give the fields of a block, when it was received as its date where it has no other."""
    sent = any(one.role == "date" for one in group)
    made: list[_Named] = []
    for one in group:
        if one.role == RECEIVED:
            one = one._replace(role=_OTHER, called=FURTHER) if sent else one._replace(role="date")
            sent = True
        made.append(one)
    while made and made[-1].called == FURTHER and made[-1].colon:
        made.pop()
    return made


def _are_headers(lines: Sequence[Line], group: Sequence[_Named]) -> bool:
    """Say whether fields below each other are those of a message: enough of them, or their values show it."""
    roles = {one.role for one in group}
    values = sum(one.value is not None for one in group)
    if len(roles - {_OTHER, TIME}) >= FEWEST and values > 1 and "subject" in roles and roles & {"from", "to"}:
        return True
    fitting = {one.role for one in group if one.role in ("from", "to", "date") and _fits(lines[one.place], one)}
    return "date" in fitting and len(fitting) > 1 and len(roles - {_OTHER, TIME}) >= FEWEST


def _told_by_values(lines: Sequence[Line], place: int) -> list[_Named]:
    """Give the fields from this line on, where their values tell what they are: two people's addresses, and a time."""
    found: list[_Named] = []
    for at in range(place, len(lines)):
        one = _named(at, lines[at])
        if one and one.role not in {other.role for other in found} and _fits(lines[at], one):
            found.append(one)
        elif not found or found[-1].role not in _LISTS or at - found[-1].place > WRAPPED:
            break
    return found if {other.role for other in found} >= {"from", "to", "date"} else []


def _below_author(lines: Sequence[Line], place: int) -> list[_Named]:
    """Give the fields from this line on that name recipients, where an author's address and a time stand above them."""
    one = _named(place, lines[place])
    if one is None or one.role not in _LISTS or not (_lists_names(lines, one) or ADDRESS.search(lines[place].text)):
        return []
    above = [line.text for line in lines[max(0, place - 2 * ABOVE) : place] if line.placed][-ABOVE:]
    who = any(ADDRESS.search(text) and len(text) < 160 for text in above)
    if not who or not any(_is_timed(text) for text in above):
        return []
    found = [one]
    for at in range(place + 1, len(lines)):
        other = _named(at, lines[at])
        if other and other.role in _LISTS and other.role not in {one.role for one in found}:
            found.append(other)
        elif at - found[-1].place > WRAPPED or not lines[at].placed:
            break
    return found


def _lists_names(lines: Sequence[Line], one: _Named) -> bool:
    """Say whether a line directly below another names a few people without their addresses: `to me, Osric`."""
    line, above = lines[one.place], lines[one.place - 1] if one.place else lines[one.place]
    names = line.text[one.characters :].strip()
    near = above.placed and 0 <= line.top - above.bottom < line.height
    return near and 0 < len(names) < SHORT and names[-1:] not in ".!?:" and not any(map(str.isdigit, names))


def _is_timed(text: str) -> bool:
    when = dated(text[:160]) if any(map(str.isdigit, text)) else None
    return when is not None and is_timed(text, when)


def _fits(line: Line, one: _Named) -> bool:
    """Say whether a value is such as its field has."""
    value = line.text[one.characters :].strip()
    if not line.text.lstrip()[:1].isupper() or not value:
        return False
    if one.role in ("from", *_LISTS):
        return ADDRESS.search(value) is not None or (one.role in _LISTS and value[-1:] not in ".!?")
    when = dated(value) if one.role == "date" and any(map(str.isdigit, value)) else None
    return one.role == "subject" or (when is not None and when.start == 0 and is_timed(value, when))


def _groups(lines: Sequence[Line]) -> Iterator[list[_Named]]:
    """Give the lines that may be fields of one block: values in one column, and names against one edge."""
    group: list[_Named] = []
    last = None
    for place, line in enumerate(lines):
        if not line.placed:
            continue
        near = last is not None and line.top - last.bottom < NEAR * max(line.height, last.height)
        found = _named(place, line) or (_unknown(place, line, group) if group and near else None)
        if found and last and group and found.role not in _roles(group) and line.is_beside(last):
            group.append(found._replace(value=None))
        elif found and group and near and _goes_on(group, found):
            group.append(found)
        elif not (group and near and any(_is_level(one.value, line.left) for one in group)):
            yield group
            begins = found and found.role != _OTHER and (found.colon or found.value is not None)
            group = [found] if found and begins else []
        last = line
    yield group


def _roles(group: Sequence[_Named]) -> set[str]:
    return {one.role for one in group}


def _is_level(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) < LEVEL


def _named(place: int, line: Line) -> _Named | None:
    """Give the field that a line may be: its first words are a field's name, whole."""
    for count in range(min(LONGEST, len(line.words)), 0, -1):
        label = line.text[: line.words[count - 1].end - line.start]
        if found := role_of(label):
            return _field(place, line, count, *found)
    return None


def _field(place: int, line: Line, count: int, role: str, called: str) -> _Named:
    words = line.words[:count]
    value = line.words[count].left if count < len(line.words) else None
    characters = words[-1].end - line.start
    gap = (value - words[-1].right) / line.height if value is not None and line.height else 0.0
    colon = line.text[:characters].rstrip()[-1:] in ":："
    return _Named(place, role, called, characters, colon, words[0].left, words[-1].right, value, gap)


def _unknown(place: int, line: Line, group: Sequence[_Named]) -> _Named | None:
    """Give the field of a name nobody knows that stands in the columns of those above it, or ends with a colon."""
    columns = [one.value for one in group if one.value is not None and one.gap > GAP]
    for count in range(1, min(LONGEST, len(line.words) - 1) + 1):
        one = _field(place, line, count, _OTHER, FURTHER)
        level = bool(columns) and one.gap > GAP and any(_is_level(one.value, column) for column in columns)
        if level or one.colon:
            return one if level or one.left == line.left else None
    return None


def _goes_on(group: Sequence[_Named], found: _Named) -> bool:
    """Say whether a field stands in the columns of those above it, and is another than they are."""
    if found.role != _OTHER and found.role in {one.role for one in group}:
        return False
    first = group[0]
    aligned = abs(first.left - found.left) < LEVEL or abs(first.right - found.right) < LEVEL
    if found.colon:
        return aligned and all(one.colon for one in group)
    columns = [one.value for one in group if one.value is not None]
    return aligned and (found.value is None or all(_is_level(column, found.value) for column in columns))
