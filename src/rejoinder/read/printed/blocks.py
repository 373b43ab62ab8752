"""Blocks of header fields on a page, by where their names and values stand and by what the values read as."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rejoinder.read.printed.above import named_above
from rejoinder.read.printed.bare import headline, named_nowhere
from rejoinder.read.printed.beside import named_beside
from rejoinder.read.printed.field import (
    LEVEL,
    LISTS,
    WRAPPED,
    Block,
    Field,
    begins_field,
    has,
    may_be,
    rest_of,
    share_edge,
)
from rejoinder.read.printed.furniture import is_of_page
from rejoinder.read.printed.kinds import DAY, MOMENT, NAMES, PEOPLE, kind_of
from rejoinder.read.printed.labels import label_of
from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.rows import Cell, Row, part

NEAR = 3.5
"""Times a row's height that may be left between two fields."""
WIDER = 1.8
"""Times the usual space between its rows from which on a space ends a block that has what headers have."""
MOST = 40
"""Rows of one block, at most."""
_GOES_ON = re.compile(r"[,;<(•·&+]$|\b(?:and|und|et|y|e|en|och|og)$")
"""How the line of a list ends that goes on in the next."""


def block_from(rows: Sequence[Row], start: int, edge: float) -> Block | None:
    """Give the fields that begin with a row, as far as they go; `edge` is how far to the right the page's text goes."""
    fields: list[Field] = []
    at, last = start, start
    while at < min(len(rows), start + MOST) and not _is_parted(rows, start, at, fields):
        if fields and _goes_on(rows, at, fields, last, edge):
            at += 1
            continue
        found = _found(rows, at, fields)
        if not found or _repeats(fields, found[0]):
            break
        fields += found[0]
        last, at = at, at + found[1]
    if len(fields) > 1 and start and (first := _first(rows, start - 1, fields)):
        return Block(start - 1, at, [first, *fields])
    return Block(start, at, fields) if fields else None


def _first(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> Field | None:
    """Give the field directly above others whose name nothing sets apart from its value, but stands as theirs do."""
    cell, below = rows[at].cells[0], rows[at + 1]
    label = label_of(cell.line)
    value = rest_of(cell, label.end) if label else None
    if label is None or value is None or not label.role or label.firm or has(fields, label.role):
        return None
    name = part(cell.line, 0, label.end)
    near = 0 <= below.top - rows[at].bottom < WRAPPED * below.height and len(rows[at].cells) == 1
    heads = [one.head.line for one in fields if one.head and not one.above]
    alike = len(heads) > 1 and any(share_edge(name, head) for head in heads)
    fits = may_be(label.role, kind_of(value.line.text))
    made = Field(label, Cell(cell.place, name), [value], role=label.role, called=label.called)
    return made if near and alike and fits else None


def _found(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
    """Give the fields that begin with a row of a block, and how many rows they take; None where none do."""
    if any(is_of_page(cell.line.text) for cell in rows[at].cells):
        return None
    if fields and (title := headline(rows, at, fields)):
        return title
    above = None if _is_in_columns(rows[at], fields) else named_above(rows, at, within=bool(fields))
    return above or named_beside(rows, at, fields) or named_nowhere(rows, at, fields) or _mixed(rows, at, fields)


def _mixed(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
    """Give the fields of a row in which what is named stands at the right of what is not."""
    row = rows[at]
    second = next((number for number, cell in enumerate(row.cells) if number and begins_field(cell)), 0)
    if not second:
        return None
    made: list[Field] = []
    for cells, read in ((row.cells[:second], named_nowhere), (row.cells[second:], named_beside)):
        found = read([*rows[:at], row._replace(cells=cells), *rows[at + 1 :]], at, [*fields, *made])
        if found is None:
            return None
        made += found[0]
    return made, 1


def _is_in_columns(row: Row, fields: Sequence[Field]) -> bool:
    """Say whether a row has two cells that stand where a name and its value stand above."""
    if len(row.cells) < 2:
        return False
    value = row.cells[1].line.left
    return any(
        field.head is not None and not field.above and field.values
        and abs(field.values[0].line.left - value) < LEVEL
        and share_edge(field.head.line, row.cells[0].line)
        for field in fields
    )  # fmt: skip


def _is_parted(rows: Sequence[Row], start: int, at: int, fields: Sequence[Field]) -> bool:
    """Say whether so much is left above a row that it is no part of the block."""
    if at == start:
        return False
    gap = _gap(rows, start, at)
    height = max(rows[at].height, rows[at - 1].height)
    if gap > NEAR * height:
        return True
    usual = max(
        (two.top - one.bottom for one, two in zip(rows[start:at], rows[start + 1 : at], strict=False)), default=0
    )
    return is_whole(fields) and gap > WIDER * max(usual, 0.4 * height)


def _gap(rows: Sequence[Row], start: int, at: int) -> float:
    """Give the space above a row; of one that begins a further column, to the rows of the block."""
    top, bottom = min(row.top for row in rows[start:at]), max(row.bottom for row in rows[start:at])
    if rows[at].top - rows[at - 1].bottom > -rows[at].height:
        return rows[at].top - bottom
    return max(top - rows[at].bottom, rows[at].top - bottom, 0.0) if rows[at].top > top - 2 * rows[at].height else 1e9


def is_whole(fields: Sequence[Field]) -> bool:
    """Say whether fields tell who wrote to whom and when, as far as their values show."""
    kinds = [one.kind for one in fields]
    return len(fields) > 2 and bool({MOMENT, DAY} & set(kinds)) and PEOPLE in kinds


def _repeats(fields: Sequence[Field], found: Sequence[Field]) -> bool:
    """Say whether a field is there already that a message has once."""
    once = {one.role for one in fields} - {"", "other", *LISTS, "attachments"}
    return any(one.role in once for one in found)


def _goes_on(rows: Sequence[Row], at: int, fields: list[Field], last: int, edge: float) -> bool:
    """Say whether a row is the rest of values above it, and let those go on."""
    row, before = rows[at], rows[at - 1]
    if not -row.height < row.top - before.bottom <= WRAPPED * max(row.height, before.height):
        return False
    open_ = [one for one in fields if any(_is_in(rows, one, number) for number in range(last, at))]
    pairs: list[tuple[Field, Cell]] = []
    for cell in row.cells:
        into = None if _is_another(cell, fields) else _field_of(open_, cell, before, edge)
        if into is None:
            return False
        pairs.append((into, cell))
    for into, cell in pairs:
        into.add(cell)
    return True


def _is_another(cell: Cell, fields: Sequence[Field]) -> bool:
    """Say whether a cell begins with the name of a field that is not there yet, and its value fits."""
    label = label_of(cell.line)
    value = rest_of(cell, label.end) if label else None
    if label is None or value is None or not label.role or has(fields, label.role):
        return False
    kind = kind_of(value.line.text)
    if kind == NAMES and label.role in LISTS:
        name = part(cell.line, 0, label.end)
        return any(one.head and not one.above and share_edge(one.head.line, name) for one in fields)
    return kind == (MOMENT if label.role == "date" else PEOPLE if label.role in ("from", *LISTS) else "")


def _is_in(rows: Sequence[Row], one: Field, number: int) -> bool:
    places = {cell.place for cell in rows[number].cells}
    return any(cell.place in places for cell in one.values) or (one.head is not None and one.head.place in places)


def _field_of(open_: Sequence[Field], cell: Cell, before: Row, edge: float) -> Field | None:
    """Give the field of which a cell is the rest."""
    named = label_of(cell.line)
    if named and named.firm and (named.role or named.signed) and named.end < len(cell.line.text.rstrip()):
        return None
    for one in reversed(open_):
        level = bool(one.values) and abs(cell.line.left - one.values[0].line.left) < LEVEL
        hanging = one.head is not None and not one.above and one.columns[0] - one.head.line.left > LEVEL
        if level and hanging and one.values:
            return one
    if len(open_) == 1 and open_[0].values and not open_[0].above:
        one = open_[0]
        start = one.head.line.left if one.head else one.columns[0]
        full = _is_full(one.values[-1].line, cell.line, edge) or _is_open(one.text, cell.line.text)
        lists = one.label is None or one.kind == PEOPLE or one.role in ("from", *LISTS)
        listed = lists and _GOES_ON.search(one.text) is not None and not (named and (named.role or named.signed))
        free = listed or not (named and named.firm)
        fits = free and (not lists or kind_of(cell.line.text) in (PEOPLE, NAMES))
        return one if full and fits and abs(cell.line.left - start) < LEVEL and len(before.cells) == 1 else None
    return None


def _is_open(before: str, text: str) -> bool:
    """Say whether a list goes on: after a comma, before an address in brackets, or as its last name has no address."""
    last = re.split("[;,]", before)[-1]
    unaddressed = "@" in before and "@" not in last and "@" in text
    return _GOES_ON.search(before) is not None or text.lstrip()[:1] == "<" or unaddressed


def _is_full(before: Line, line: Line, edge: float) -> bool:
    """Say whether the first word of a line would not have had room in the line before it."""
    if not line.placed:
        return False
    first = line.words[0]
    return before.right + 0.3 * before.height + first.right - first.left > edge - 4
