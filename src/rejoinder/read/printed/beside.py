"""Fields whose names stand before their values."""

from __future__ import annotations

from collections.abc import Sequence

from rejoinder.read.printed.field import (
    LEVEL,
    LISTS,
    Field,
    begins_field,
    has,
    may_be,
    rest_of,
    share_edge,
)
from rejoinder.read.printed.kinds import DAY, MOMENT, NAMES, PEOPLE, WORDS, kind_of
from rejoinder.read.printed.labels import Label, label_of
from rejoinder.read.printed.names import ANSWERS
from rejoinder.read.printed.rows import Cell, Row, part

SHORT = 60
"""Characters of a list of names without addresses, at most."""


def named_beside(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
    """Give the fields of a row whose names stand before their values."""
    made: list[Field] = []
    cells = list(rows[at].cells)
    while cells:
        cell = cells.pop(0)
        label = label_of(cell.line)
        answers = label is not None and label.text in ANSWERS
        if answers and not made and not fields and not (label and label.apart):
            return None
        if label is None or (answers and made) or not _is_name(rows, at, cell, label, [*fields, *made]):
            if not made:
                return None
            if kind_of(cell.line.text) == MOMENT and made[-1].values and not has([*fields, *made], "date"):
                made.append(Field(None, None, [cell], role="date", called="sent", beside=True))
            else:
                made[-1].add(cell)
            continue
        value = rest_of(cell, label.end)
        one = Field(label, Cell(cell.place, part(cell.line, 0, label.end)), [value] if value else [], role=label.role,
                    called=label.called)  # fmt: skip
        if value is None and cells and not begins_field(cells[0]):
            one.add(cells.pop(0))
        made.append(one)
    filled = any(one.values or (one.label and one.label.signed) for one in made)
    return (made, 1) if made and (filled or fields) else None


def _is_name(rows: Sequence[Row], at: int, cell: Cell, label: Label, fields: Sequence[Field]) -> bool:
    """Say whether what may be the name of a field is one, by the sign behind it, its column, or its value."""
    value = rest_of(cell, label.end)
    if label.signed:
        return bool(label.role) or not (value is None and len(rows[at].cells) == 1 and not fields)
    if label.apart:
        if label.role and fields and len(rows[at].cells) == 1 and not value:
            return not any(one.above for one in fields)
        if cell is not rows[at].cells[-1] or value:
            return bool(label.role) or _is_tabled(rows, at, cell)
        return False
    kind = kind_of(value.line.text) if value else WORDS
    heads = [one.head.line for one in fields if one.head]
    name = part(cell.line, 0, label.end)
    if label.role and len(heads) > 1 and any(share_edge(name, head) for head in heads):
        return may_be(label.role, kind)
    if label.role == "date":
        return kind == MOMENT or (kind == DAY and len(rows[at].cells) > 1)
    if label.role in ("from", *LISTS):
        told = {one.kind for one in fields}
        below = {PEOPLE, MOMENT} <= told and label.role in LISTS
        return kind == PEOPLE or (below and value is not None and (kind == NAMES or _is_short(value.line.text)))
    return False


def _is_short(text: str) -> bool:
    """Say whether words may be a few people as a telephone lists them: `me, Osric`."""
    words = text.strip()
    return 0 < len(words) < SHORT and words[-1] not in ".!?:" and not any(map(str.isdigit, words))


def _is_tabled(rows: Sequence[Row], at: int, cell: Cell) -> bool:
    """Say whether rows near by have a name and a value in the columns of this one."""
    row = rows[at]
    place = row.cells.index(cell)
    if place + 1 >= len(row.cells):
        return False
    value = row.cells[place + 1].line
    for near in (*rows[max(0, at - 3) : at], *rows[at + 1 : at + 4]):
        for one, two in zip(near.cells, near.cells[1:], strict=False):
            if share_edge(one.line, cell.line) and abs(two.line.left - value.left) < LEVEL and label_of(one.line):
                return True
    return False
