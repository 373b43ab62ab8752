"""Fields that are named nowhere: an author, a moment, a subject in larger letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rejoinder.read.printed.field import (
    LEVEL,
    LISTS,
    Field,
    begins_field,
    has,
    rest_of,
    share_edge,
)
from rejoinder.read.printed.kinds import MOMENT, NAMES, PEOPLE, kind_of, moment_in
from rejoinder.read.printed.labels import known_label, label_of
from rejoinder.read.printed.names import is_of_mail
from rejoinder.read.printed.rows import Cell, Row, part
from rejoinder.zones.people import ADDRESS

LARGER = 1.08
"""Times the size of other fields from which on a line among them is set in larger letters."""
HIGHEST = 4
"""Lines of such a subject, at most."""
_INITIALS = re.compile(r"[^\W\d_]{1,3}$")
_PARTING = " ,;·|-–—"


def named_nowhere(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
    """Give the fields of a row in which nothing is named: an author, a moment, or both."""
    cells = [one for cell in rows[at].cells for one in _parts(_without_initials(cell))]
    made: list[Field] = []
    if fields and len(cells) == 1 and _is_picture(cells[0]):
        return [], 1
    for number, cell in enumerate(cells):
        kind = kind_of(cell.line.text)
        every = [*fields, *made]
        if kind == MOMENT and not has(every, "date"):
            made.append(Field(None, None, [cell], role="date", called="sent", beside=number > 0))
        elif kind == PEOPLE and not has(every, "from"):
            made.append(Field(None, None, [cell], role="from", called="from"))
        elif kind == PEOPLE and _completes(every, cell):
            next(one for one in every if one.role == "from").add(cell)
        elif kind == PEOPLE and (into := _over(fields, cell)):
            into.add(cell)
        elif kind == NAMES and not has(every, "from") and _is_author(rows, at, cells, cell):
            made.append(Field(None, None, [cell], role="from", called="from"))
        elif not (_is_picture(cell) and len(cells) > 1):
            return None
    return (made, 1) if made or any(cell in one.values for one in fields for cell in cells) else None


def _over(fields: Sequence[Field], cell: Cell) -> Field | None:
    """Give the list in whose column of values a cell stands."""
    lists = (one for one in fields if one.head and one.values and one.kind == PEOPLE and not one.above)
    return next((one for one in lists if abs(one.values[0].line.left - cell.line.left) < LEVEL), None)


def _completes(fields: Sequence[Field], cell: Cell) -> bool:
    """Say whether an address stands below a name that has none."""
    author = next((one for one in fields if one.role == "from"), None)
    alone = ADDRESS.fullmatch(cell.line.text.strip(" <>()[]")) is not None
    return bool(author and author.label is None and author.kind == NAMES and alone)


def _is_author(rows: Sequence[Row], at: int, cells: Sequence[Cell], cell: Cell) -> bool:
    """Say whether a name alone is the author's: his address stands below it, or when he wrote beside it."""
    if len(cell.line.text.split()) < 2:
        return False
    below = rows[at + 1].cells if at + 1 < len(rows) else ()
    addressed = any(ADDRESS.match(one.line.text.strip(" <([")) for one in below)
    return addressed or any(kind_of(one.line.text) == MOMENT for one in cells)


def _is_picture(cell: Cell) -> bool:
    """Say whether a cell is initials, as stand in place of somebody's picture."""
    text = cell.line.text.strip()
    return bool(_INITIALS.match(text)) and text.isupper()


def _without_initials(cell: Cell) -> Cell:
    """Give a cell without the initials of the name that follows them in it."""
    first, *others = cell.line.text.split()[:5]
    names = "".join(word[0] for word in others if word[0].isupper())
    if len(first) > 1 and first.isupper() and first.isalpha() and len(others) > 1 and names.startswith(first):
        start = cell.line.text.index(others[0])
        return Cell(cell.place, part(cell.line, start, len(cell.line.text)))
    return cell


def _parts(cell: Cell) -> Iterator[Cell]:
    """Give a cell; of an author and a moment in one, each."""
    text = cell.line.text
    when = moment_in(text) if "@" in text and len(text) < 200 else None
    if when is None or kind_of(text) == PEOPLE:
        yield cell
        return
    before, after = text[: when.start].rstrip(_PARTING), text[when.end :].lstrip(_PARTING + ")")
    if bool(before) == bool(after) or kind_of(text[when.start : when.end]) != MOMENT:
        yield cell
        return
    start = len(text) - len(after)
    yield Cell(cell.place, part(cell.line, 0, len(before)) if before else part(cell.line, when.start, when.end))
    yield Cell(cell.place, part(cell.line, when.start, len(text)) if before else part(cell.line, start, len(text)))


def headline(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
    """Give the subject that stands in larger letters among who wrote to whom and when, with its further lines.

    Only where somebody has an address: a heading stands among the places and the time of a journey too.
    """
    if has(fields, "subject") or not has(fields, "from") or not any(one.kind == PEOPLE for one in fields):
        return None
    size = max((cell.line.size for one in fields for cell in one.values), default=0.0)
    end = at
    while end < min(len(rows), at + HIGHEST) and len(rows[end].cells) == 1 and rows[end].cells[0].line.placed:
        if rows[end].cells[0].line.size < LARGER * size or begins_field(rows[end].cells[0]):
            break
        if _stands_as_name(rows[end].cells[0], fields):
            break
        end += 1
    if end == at or end >= len(rows) or not _goes_on_below(rows[end], fields):
        return None
    cells = [row.cells[0] for row in rows[at:end]]
    return [Field(None, None, cells, role="subject", called="subject")], end - at


def _stands_as_name(cell: Cell, fields: Sequence[Field]) -> bool:
    """Say whether a cell begins with a known name of a field that stands as those of the block do."""
    label = known_label(cell.line)
    heads = [one.head.line for one in fields if one.head and not one.above]
    return label is not None and any(share_edge(part(cell.line, 0, label.end), head) for head in heads)


def _goes_on_below(row: Row, fields: Sequence[Field]) -> bool:
    """Say whether a row below a heading is of headers: when it was sent, or who received it, where that is not said."""
    cell = row.cells[0]
    label = label_of(cell.line)
    if not has(fields, "date"):
        return kind_of(cell.line.text) == MOMENT or bool(label and label.role == "date" and begins_field(cell))
    plain = known_label(cell.line)
    if plain is None or plain.role not in LISTS or has(fields, plain.role):
        return False
    value = rest_of(cell, plain.end)
    listed = value is not None and is_of_mail(plain.text) and kind_of(value.line.text) in (PEOPLE, NAMES)
    return begins_field(cell) or listed
