"""Fields whose names stand before their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from rejoinder.read.printed.labels import Label, known_label, label_of
from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.names import ANSWERS, is_of_mail
from rejoinder.read.printed.rows import Cell, Row, part

BELOW = 4
"""Rows below a name in which others are looked for that stand as it does."""


def named_beside(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
    """Give the fields of a row whose names stand before their values."""
    made: list[Field] = []
    cells = list(rows[at].cells)
    while cells:
        cell = cells.pop(0)
        label = _label(rows, at, cell, [*fields, *made])
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


def _label(rows: Sequence[Row], at: int, cell: Cell, fields: Sequence[Field]) -> Label | None:
    """Give the name that a cell begins with: a known one without a sign where the others of the block have none.

    What looks like a name that nobody knows is then the beginning of the value: `Subject Plan B: the hose`, `to me`.
    """
    label = label_of(cell.line)
    plain = known_label(cell.line) if label and not label.role else None
    if label is None or plain is None or plain.signed or plain.end >= label.end:
        return label
    if not label.signed:
        whole = rest_of(cell, label.end) is None and len(rows[at].cells) == 1
        return plain if whole and plain.role in LISTS and {PEOPLE, MOMENT} <= {one.kind for one in fields} else label
    if any(one.label and one.label.signed for one in fields):
        return label
    return plain if _is_in_line(rows, at, part(cell.line, 0, plain.end), fields) else label


def _is_in_line(rows: Sequence[Row], at: int, name: Line, fields: Sequence[Field]) -> bool:
    """Say whether two names of fields or more stand against one edge with a name: above it, or close below it.

    Below it only what is followed by what it may be counts, and one of them by what nothing else is.
    """
    heads = [one.head.line for one in fields if one.head]
    alike = [one for one in heads if share_edge(name, one)]
    below = [kind for one, kind in _names_below(rows, at) if share_edge(name, one)]
    certain = any(kind in (MOMENT, PEOPLE) for kind in below)
    return (len(heads) > 1 and bool(alike)) or (certain and len(alike) + len(below) > 1)


def _names_below(rows: Sequence[Row], at: int) -> Iterator[tuple[Line, str]]:
    """Give the names without a sign with which the next rows begin, and what their values are, where those fit."""
    for row in rows[at + 1 : at + 1 + BELOW]:
        cell = row.cells[0]
        label = known_label(cell.line)
        value = rest_of(cell, label.end) if label else None
        if label and not label.signed and value is None and len(row.cells) > 1:
            value = row.cells[1]
        if label is None or value is None or label.signed or label.role not in ("from", "date", *LISTS):
            continue
        if may_be(label.role, kind := kind_of(value.line.text)):
            yield part(cell.line, 0, label.end), kind


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
    if label.role and _is_in_line(rows, at, part(cell.line, 0, label.end), fields):
        return may_be(label.role, kind)
    if label.role == "date":
        return kind == MOMENT or (kind == DAY and len(rows[at].cells) > 1)
    if label.role in ("from", *LISTS):
        told = {one.kind for one in fields}
        below = {PEOPLE, MOMENT} <= told and label.role in LISTS
        return kind == PEOPLE or (below and kind == NAMES and is_of_mail(label.text))
    return False


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
