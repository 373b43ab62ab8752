"""The lines of pages, each field of headers in lines of its own that know what it is, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.read.printed.blocks import block_from
from rejoinder.read.printed.field import LISTS, Block, Field
from rejoinder.read.printed.kinds import MOMENT, NAMES, PEOPLE, kind_of
from rejoinder.read.printed.labels import label_of
from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.names import FURTHER
from rejoinder.read.printed.roles import headers_of
from rejoinder.read.printed.rows import Cell, Row, part, rows_of
from rejoinder.zones.blocks import field_of

SHORTEST = 2
"""Fields of a block that is worth to be looked at."""


class Side(NamedTuple):
    """The lines of a page once its headers are read."""

    lines: list[Line]
    """In their order, those of header fields as fields."""
    besides: list[Line]
    """What stands in the rows of fields and is of none: strokes of a table, initials in place of a picture."""


def with_fields(sides: Sequence[Sequence[Line]]) -> list[Side]:
    """Give the lines of every page, those of header fields as fields."""
    blocks = [_blocks(lines) for lines in sides]
    headers = {id(block) for block in headers_of([block for some in blocks for block in some])}
    return [
        _written(lines, [block for block in some if id(block) in headers])
        for lines, some in zip(sides, blocks, strict=True)
    ]


def _blocks(lines: Sequence[Line]) -> list[Block]:
    """Give what may be blocks of headers on a page, from top to bottom."""
    rows = rows_of(lines)
    edge = max((row.cells[-1].line.right for row in rows), default=0.0)
    found: list[Block] = []
    at = 0
    while at < len(rows):
        block = block_from(rows, at, edge) if _may_begin(rows[at]) else None
        if block and len(block.fields) >= SHORTEST:
            found.append(block)
        at = max(block.end if block and len(block.fields) >= SHORTEST else 0, at + 1)
    return found


def _may_begin(row: Row) -> bool:
    """Say whether a block may begin with a row: with a name of a field, a moment, or a person."""
    for cell in row.cells:
        text = cell.line.text
        label = label_of(cell.line)
        if label and (label.firm or label.role):
            return True
        figured = any(map(str.isdigit, text))
        if len(text) < 160 and (figured or set("@/") & set(text)) and kind_of(text) in (MOMENT, PEOPLE):
            return True
        if "@" in text and figured:
            return True
    return False


def _written(lines: Sequence[Line], blocks: Sequence[Block]) -> Side:
    """Give a page's lines, those of blocks replaced by what their fields say."""
    made: list[list[Line]] = [[line] for line in lines]
    besides: list[Line] = []
    for block in blocks:
        places = sorted({cell.place for one in block.fields for cell in _cells(one)})
        if all(_is_as_in_mail(lines, one) and not _lists_names(one) for one in block.fields):
            continue
        for place in places:
            made[place] = []
            besides += _besides(place, lines[place], block.fields)
        made[places[0]] = [line for one in block.fields for line in _lines(lines, one)]
    return Side([line for some in made for line in some], besides)


def _besides(place: int, line: Line, fields: Sequence[Field]) -> Iterator[Line]:
    """Give what is of no field in a line of which fields are."""
    taken: list[tuple[int, int]] = []
    for one in fields:
        parts = [cell.line for cell in _cells(one) if cell.place == place]
        if parts:
            taken.append((parts[0].start - line.start, parts[-1].start - line.start + len(parts[-1].text)))
    at, size = 0, len(line.text)
    for start, end in (*sorted(taken), (size, size)):
        if line.text[at:start].strip():
            yield part(line, at, start)
        at = max(at, end)


def _cells(one: Field) -> Iterator[Cell]:
    if one.head:
        yield one.head
    yield from one.values


def _is_as_in_mail(lines: Sequence[Line], one: Field) -> bool:
    """Say whether a field is written as mail itself writes it, in lines of its own."""
    if one.head is None or one.above:
        return False
    line = lines[one.head.place]
    found = field_of(line.text.strip())
    whole = all(cell.line.end == lines[cell.place].end for cell in one.values or [one.head])
    alone = one.head.line.start == line.start and whole
    return found is not None and alone and found[0] == (one.role or "other")


def _lines(lines: Sequence[Line], one: Field) -> Iterator[Line]:
    """Give the lines of a field: the first with its name, the others as what goes on with it."""
    cells = list(_cells(one))
    if _is_as_in_mail(lines, one):
        yield lines[cells[0].place]
        cells = [cell for cell in cells if cell.place != cells[0].place]
    else:
        first = _together(lines[cells[0].place], [cell.line for cell in cells if cell.place == cells[0].place])
        yield first._replace(named=_named(one), called=one.called or FURTHER, apart=one.beside)
        cells = [cell for cell in cells if cell.place != cells[0].place]
    for place in dict.fromkeys(cell.place for cell in cells):
        parts = [cell.line for cell in cells if cell.place == place]
        yield _together(lines[place], parts)._replace(goes_on=True, entry=_lists_names(one))


def _lists_names(one: Field) -> bool:
    """Say whether a list has a name without an address on each of its lines, and no sign between them."""
    texts = [cell.line.text.strip() for cell in one.values]
    lines = {cell.place for cell in one.values}
    alone = len(texts) > 1 and len(lines) == len(texts) and one.role in LISTS
    return alone and all(
        kind_of(text) == NAMES and len(text.split()) > 1 and not set(",;") & set(text) for text in texts
    )


def _named(one: Field) -> int:
    """Give the characters to the value of a field; a stroke that stands before it is none of it."""
    if one.label is None or one.head is None:
        return 0
    value = next((cell.line.start for cell in one.values if cell.place == one.head.place), 0)
    return max(one.label.end, value - one.head.line.start)


def _together(whole: Line, parts: Sequence[Line]) -> Line:
    """Give the parts of one line as one."""
    if len(parts) == 1:
        return parts[0]
    start, end = parts[0].start, parts[-1].end
    words = tuple(word for one in parts for word in one.words)
    return whole._replace(
        start=start, end=end, text=whole.text[start - whole.start : end - whole.start], words=words,
        left=min(one.left for one in parts), top=min(one.top for one in parts),
        right=max(one.right for one in parts), bottom=max(one.bottom for one in parts),
    )  # fmt: skip
