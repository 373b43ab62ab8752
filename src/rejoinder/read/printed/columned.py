"""Header fields whose names have no colon behind them: in a column of their own, as in Lotus Notes, or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.read.printed.lines import Line
from rejoinder.zones.dates import dated
from rejoinder.zones.fields import ROLES
from rejoinder.zones.people import ADDRESS

LEVEL = 2.5
"""Points by which what stands in one column may differ."""
LONGEST = 3
"""Words of a field's name, at most."""
FEWEST = 3
"""Fields that stand below each other before they are taken for headers: their subject is one, and a person another."""


_LISTS = ("to", "cc", "bcc")
WRAPPED = 4
"""Lines of values that may stand between such fields."""


class _Named(NamedTuple):
    """A line that may be a field: its place, its role, and where its name and its value stand."""

    place: int
    role: str
    characters: int
    left: float
    right: float
    value: float | None
    """Where its value begins; None where it has none."""


def with_names(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a page, each field without a colon knowing how long its name is."""
    made = list(lines)
    for group in _groups(lines):
        roles = {one.role for one in group}
        values = sum(one.value is not None for one in group)
        if len(roles) >= FEWEST and values > 1 and "subject" in roles and roles & {"from", "to"}:
            for one in group:
                made[one.place] = lines[one.place]._replace(named=one.characters)
    for place in range(len(lines)):
        for one in _told_by_values(lines, place):
            made[one.place] = lines[one.place]._replace(named=one.characters)
    return made


def _told_by_values(lines: Sequence[Line], place: int) -> list[_Named]:
    """Give the fields from this line on, where their values tell what they are: two people's addresses, and a time."""
    found: list[_Named] = []
    for at in range(place, len(lines)):
        one = _named(at, lines[at])
        if one and one.role not in {other.role for other in found} and _fits(lines[at], one):
            found.append(one)
        elif not found or found[-1].role not in _LISTS or at - found[-1].place > WRAPPED:
            break
        if found[0].role != "from":
            break
    return found if {other.role for other in found} >= {"from", "to", "date"} else []


def _fits(line: Line, one: _Named) -> bool:
    """Say whether a value is such as its field has."""
    value = line.text.strip()[one.characters :].strip()
    if not line.text[:1].isupper() or not value:
        return False
    if one.role in ("from", *_LISTS):
        return ADDRESS.search(value) is not None or (one.role in _LISTS and value[-1:] not in ".!?")
    when = dated(value) if one.role == "date" and any(map(str.isdigit, value)) else None
    return one.role == "subject" or (when is not None and when.start == 0 and len(when.date) >= len("2019-05-03T09:15"))


def _groups(lines: Sequence[Line]) -> Iterator[list[_Named]]:
    """Give the lines that may be fields of one block: values in one column, and names against one edge."""
    group: list[_Named] = []
    for place, line in enumerate(lines):
        if not line.placed:
            continue
        found = _named(place, line)
        if found and group and _goes_on(group, found):
            group.append(found)
        elif not (group and any(one.value is not None and abs(one.value - line.left) < LEVEL for one in group)):
            yield group
            group = [found] if found else []
    yield group


def _named(place: int, line: Line) -> _Named | None:
    """Give the field that a line may be: its first words are a field's name, whole."""
    for count in range(min(LONGEST, len(line.words)), 0, -1):
        words = line.words[:count]
        characters = words[-1].end - line.start
        role = ROLES.get(" ".join(line.text[:characters].lower().split()))
        if role and role not in ("other", "message-id"):
            value = line.words[count].left if count < len(line.words) else None
            return _Named(place, role, characters, words[0].left, words[-1].right, value)
    return None


def _goes_on(group: Sequence[_Named], found: _Named) -> bool:
    """Say whether a field stands in the columns of those above it, and is another than they are."""
    if found.role in {one.role for one in group}:
        return False
    columns = [one.value for one in group if one.value is not None]
    aligned = any(abs(one - two) < LEVEL for one, two in ((group[0].left, found.left), (group[0].right, found.right)))
    return aligned and (found.value is None or all(abs(found.value - column) < LEVEL for column in columns))
