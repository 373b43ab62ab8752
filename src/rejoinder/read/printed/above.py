"""Fields whose names stand above their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rejoinder.read.printed.field import (
    LEVEL,
    Field,
    begins_field,
    fits,
    whole_label,
)
from rejoinder.read.printed.kinds import MOMENT, NAMES, PEOPLE, WORDS, kind_of
from rejoinder.read.printed.rows import Cell, Row, part
from rejoinder.zones.people import ADDRESS

BELOW = 1.6
"""Times a row's height that may be left between a name and the value below it."""
SMALLER = 0.93
"""Times the size of a value below which the name above it is set in smaller letters."""


def named_above(rows: Sequence[Row], at: int, *, within: bool) -> tuple[list[Field], int] | None:
    """Give the fields whose names stand in a row and whose values stand below them; and how many rows those are.

    `within` says that fields of their block stand above them.
    """
    labels = [whole_label(cell) for cell in rows[at].cells]
    if not all(labels) or at + 1 >= len(rows) or not rows[at].cells[0].line.placed:
        return None
    below = [whole_label(cell) for cell in rows[at + 1].cells]
    if len({label.signed for label in labels if label}) > 1 or any(label and label.role for label in below):
        return None
    if any(label and label.signed for label in labels) and any(map(begins_field, rows[at + 1].cells)):
        return None
    made = [Field(label, cell, [], above=True, role=label.role if label else "", called=label.called if label else "")
            for label, cell in zip(labels, rows[at].cells, strict=True)]  # fmt: skip
    number, moments = at + 1, 0
    while number < len(rows) and rows[number].top - rows[number - 1].bottom < BELOW * rows[number].height:
        cells = [one for cell in rows[number].cells for one in _at_columns(made, cell)]
        under = [_column_of(made, cell) for cell in cells]
        if not all(under) or (number > at + 1 and _is_row_of_names(rows, number, made)):
            break
        moments += any(kind_of(cell.line.text) == MOMENT for cell in cells)
        for one, cell in zip(under, cells, strict=True):
            if one:
                one.add(cell)
        number += 1
    if moments > 1 or not _are_above(made, within=within):
        return None
    return made, number - at


def _at_columns(made: Sequence[Field], cell: Cell) -> Iterator[Cell]:
    """Give a cell; where words of it begin in a further column of names, each part."""
    lefts = [one.head.line.left for one in made if one.head]
    start, line = 0, cell.line
    for word in line.words[1:]:
        if any(abs(word.left - left) < LEVEL for left in lefts) and word.left > line.left + LEVEL:
            yield Cell(cell.place, part(line, start, word.start - line.start))
            start = word.start - line.start
    yield Cell(cell.place, part(line, start, len(line.text))) if start else cell


def _column_of(made: Sequence[Field], cell: Cell) -> Field | None:
    """Give the field below whose name a cell stands."""
    return next((one for one in made if one.head and abs(one.head.line.left - cell.line.left) < LEVEL), None)


def _is_row_of_names(rows: Sequence[Row], at: int, made: Sequence[Field]) -> bool:
    """Say whether a row below values is one of names again: known ones, or as large as those above."""
    labels = [whole_label(cell) for cell in rows[at].cells]
    if not all(labels):
        return False
    if any(label and label.role for label in labels):
        return True
    cell, head = rows[at].cells[0], made[0].head
    value = next((one.values[0] for one in made if one.values), None)
    if head is None or value is None:
        return False
    gap = rows[at].top - rows[at - 1].bottom > 1.15 * (rows[at - 1].top - rows[at - 2].bottom)
    distinct = head.line.size < SMALLER * value.line.size
    as_name = distinct and abs(cell.line.size - head.line.size) < abs(cell.line.size - value.line.size)
    return as_name or (gap and len(rows[at].cells) > 1)


def _are_above(made: Sequence[Field], *, within: bool) -> bool:
    """Say whether names are names of what stands below them: known, followed by a colon, smaller, or side by side."""
    filled = [one for one in made if one.values]
    if not filled or not all(one.label for one in made):
        return False
    if len(made) == 1:
        one, label = made[0], made[0].label
        named = len(label.text.split()) > 1 and bool(ADDRESS.fullmatch(one.text.strip(" <>()"))) if label else False
        small = one.head is not None and one.head.line.size < SMALLER * one.values[0].line.size and not named
        said = one.kind in (MOMENT, PEOPLE, NAMES) or (one.kind == WORDS and len(one.values) == 1 and (small or within))
        return bool(label and (fits(one) if label.role else (small or label.signed) and said))
    typed = sum(one.kind in (MOMENT, PEOPLE) for one in filled)
    known = sum(bool(one.role) and fits(one) for one in filled)
    return known > 0 or typed > 0
