"""Blocks of header fields on a page, by where their names and values stand and by what the values read as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as kept

from rejoinder.read.printed.furniture import is_of_page
from rejoinder.read.printed.kinds import DAY, MOMENT, NAMES, PEOPLE, WORDS, kind_of, moment_in
from rejoinder.read.printed.labels import Label, label_of
from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.names import ANSWERS
from rejoinder.read.printed.rows import Cell, Row, part
from rejoinder.zones.people import ADDRESS

LEVEL = 3.0
"""Points by which what stands in one column may differ."""
NEAR = 3.5
"""Times a row's height that may be left between two fields."""
BELOW = 1.6
"""Times a row's height that may be left between a name and the value below it."""
WIDER = 1.8
"""Times the usual space between its rows from which on a space ends a block that has what headers have."""
WRAPPED = 0.9
"""Times a row's height that may be left between two lines of one value."""
SMALLER = 0.93
"""Times the size of a value below which the name above it is set in smaller letters."""
SHORT = 60
"""Characters of a list of names without addresses, at most."""
MOST = 40
"""Rows of one block, at most."""
LISTS = ("to", "cc", "bcc")
_GOES_ON = re.compile(r"[,;<(]$")
_INITIALS = re.compile(r"[^\W\d_]{1,3}$")
_PARTING = " ,;·|-–—"


@dataclass(slots=True)
class Field:
    """One field: its name, if any, and its value, each a part of a line."""

    label: Label | None
    head: Cell | None
    """Where the name stands."""
    values: list[Cell]
    above: bool = False
    """Whether the name stands above the value."""
    beside: bool = False
    """Whether it stands at the right of another that is named nowhere."""
    role: str = ""
    called: str = ""
    _kind: str = kept(default="", repr=False)

    @property
    def text(self) -> str:
        """Give its value in one line."""
        return " ".join(cell.line.text.strip() for cell in self.values)

    @property
    def kind(self) -> str:
        """Give what its value reads as."""
        if not self._kind:
            self._kind = kind_of(self.text)
        return self._kind

    @property
    def columns(self) -> tuple[float, ...]:
        """Where a further line of its value may begin."""
        return tuple(cell.line.left for cell in self.values) or ((self.head.line.left,) if self.head else ())

    def add(self, cell: Cell) -> None:
        """Let its value go on."""
        self.values.append(cell)
        self._kind = ""


@dataclass(slots=True)
class Block:
    """Fields below each other: the rows from start to before end."""

    start: int
    end: int
    fields: list[Field]

    def with_role(self, *roles: str) -> list[Field]:
        """Give the fields of some roles."""
        return [one for one in self.fields if one.role in roles]


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
    value = _rest(cell, label.end) if label else None
    if label is None or value is None or not label.role or label.firm or _has(fields, label.role):
        return None
    name = part(cell.line, 0, label.end)
    near = 0 <= below.top - rows[at].bottom < WRAPPED * below.height and len(rows[at].cells) == 1
    heads = [one.head.line for one in fields if one.head and not one.above]
    alike = len(heads) > 1 and any(_share_edge(name, head) for head in heads)
    fits = _may_be(label.role, kind_of(value.line.text))
    made = Field(label, Cell(cell.place, name), [value], role=label.role, called=label.called)
    return made if near and alike and fits else None


def _found(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
    """Give the fields that begin with a row of a block, and how many rows they take; None where none do."""
    if any(is_of_page(cell.line.text) for cell in rows[at].cells):
        return None
    above = None if _is_in_columns(rows[at], fields) else _above(rows, at, within=bool(fields))
    return above or _beside(rows, at, fields) or _bare(rows, at, fields) or _mixed(rows, at, fields)


def _mixed(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
    """Give the fields of a row in which what is named stands at the right of what is not."""
    row = rows[at]
    second = next((number for number, cell in enumerate(row.cells) if number and _begins_field(cell)), 0)
    if not second:
        return None
    made: list[Field] = []
    for cells, read in ((row.cells[:second], _bare), (row.cells[second:], _beside)):
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
        and _share_edge(field.head.line, row.cells[0].line)
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
    value = _rest(cell, label.end) if label else None
    if label is None or value is None or not label.role or _has(fields, label.role):
        return False
    kind = kind_of(value.line.text)
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
        fits = not (named and named.firm) and (not lists or kind_of(cell.line.text) in (PEOPLE, NAMES))
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


def _whole_label(cell: Cell) -> Label | None:
    """Give the name that a cell is, with nothing behind it."""
    named = label_of(cell.line)
    whole = named is not None and named.end >= len(cell.line.text.rstrip()) and (named.firm or bool(named.role))
    return named if whole else None


def _above(rows: Sequence[Row], at: int, *, within: bool) -> tuple[list[Field], int] | None:
    """Give the fields whose names stand in a row and whose values stand below them; and how many rows those are.

    `within` says that fields of their block stand above them.
    """
    labels = [_whole_label(cell) for cell in rows[at].cells]
    if not all(labels) or at + 1 >= len(rows) or not rows[at].cells[0].line.placed:
        return None
    below = [_whole_label(cell) for cell in rows[at + 1].cells]
    if len({label.signed for label in labels if label}) > 1 or any(label and label.role for label in below):
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
    labels = [_whole_label(cell) for cell in rows[at].cells]
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
        return bool(label and (_fits(one) if label.role else (small or label.signed) and said))
    typed = sum(one.kind in (MOMENT, PEOPLE) for one in filled)
    known = sum(bool(one.role) and _fits(one) for one in filled)
    return known > 0 or typed > 0


def _may_be(role: str, kind: str) -> bool:
    """Say whether a value of a kind may be that of a role for certain."""
    if role == "date":
        return kind in (MOMENT, DAY)
    return kind in (PEOPLE, NAMES) if role in ("from", *LISTS) else True


def _fits(one: Field) -> bool:
    """Say whether a value may be that of its role."""
    return _may_be(one.role, one.kind) or (one.role in ("from", *LISTS) and one.kind == WORDS)


def _beside(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
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
            if kind_of(cell.line.text) == MOMENT and made[-1].values and not _has([*fields, *made], "date"):
                made.append(Field(None, None, [cell], role="date", called="sent", beside=True))
            else:
                made[-1].add(cell)
            continue
        value = _rest(cell, label.end)
        one = Field(label, Cell(cell.place, part(cell.line, 0, label.end)), [value] if value else [], role=label.role,
                    called=label.called)  # fmt: skip
        if value is None and cells and not _begins_field(cells[0]):
            one.add(cells.pop(0))
        made.append(one)
    filled = any(one.values or (one.label and one.label.signed) for one in made)
    return (made, 1) if made and (filled or fields) else None


def _begins_field(cell: Cell) -> bool:
    """Say whether a cell is, or begins with, the name of a field, and is no value such as `Re: The hose`."""
    label = label_of(cell.line)
    if label is None or not label.firm:
        return False
    return bool(label.role and label.text not in ANSWERS) or (label.signed and _rest(cell, label.end) is None)


def _rest(cell: Cell, end: int) -> Cell | None:
    """Give what stands behind the name in its cell."""
    text = cell.line.text
    start = end + len(text[end:]) - len(text[end:].lstrip())
    return Cell(cell.place, part(cell.line, start, len(text))) if start < len(text.rstrip()) else None


def _is_name(rows: Sequence[Row], at: int, cell: Cell, label: Label, fields: Sequence[Field]) -> bool:
    """Say whether what may be the name of a field is one, by the sign behind it, its column, or its value."""
    value = _rest(cell, label.end)
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
    if label.role and len(heads) > 1 and any(_share_edge(name, head) for head in heads):
        return _may_be(label.role, kind)
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


def _share_edge(one: Line, other: Line) -> bool:
    """Say whether two names stand against one edge, left or right."""
    return abs(one.left - other.left) < LEVEL or abs(one.right - other.right) < LEVEL


def _is_tabled(rows: Sequence[Row], at: int, cell: Cell) -> bool:
    """Say whether rows near by have a name and a value in the columns of this one."""
    row = rows[at]
    place = row.cells.index(cell)
    if place + 1 >= len(row.cells):
        return False
    value = row.cells[place + 1].line
    for near in (*rows[max(0, at - 3) : at], *rows[at + 1 : at + 4]):
        for one, two in zip(near.cells, near.cells[1:], strict=False):
            if _share_edge(one.line, cell.line) and abs(two.line.left - value.left) < LEVEL and label_of(one.line):
                return True
    return False


def _bare(rows: Sequence[Row], at: int, fields: Sequence[Field]) -> tuple[list[Field], int] | None:
    """Give the fields of a row in which nothing is named: an author, a moment, or both."""
    cells = [one for cell in rows[at].cells for one in _parts(_without_initials(cell))]
    made: list[Field] = []
    if fields and len(cells) == 1 and _is_picture(cells[0]):
        return [], 1
    for number, cell in enumerate(cells):
        kind = kind_of(cell.line.text)
        every = [*fields, *made]
        if kind == MOMENT and not _has(every, "date"):
            made.append(Field(None, None, [cell], role="date", called="sent", beside=number > 0))
        elif kind == PEOPLE and not _has(every, "from"):
            made.append(Field(None, None, [cell], role="from", called="from"))
        elif kind == PEOPLE and _completes(every, cell):
            next(one for one in every if one.role == "from").add(cell)
        elif kind == PEOPLE and (into := _over(fields, cell)):
            into.add(cell)
        elif kind == NAMES and not _has(every, "from") and _is_author(rows, at, cells, cell):
            made.append(Field(None, None, [cell], role="from", called="from"))
        elif not (_is_picture(cell) and len(cells) > 1):
            return None
    return (made, 1) if made or any(cell in one.values for one in fields for cell in cells) else None


def _over(fields: Sequence[Field], cell: Cell) -> Field | None:
    """Give the list in whose column of values a cell stands."""
    lists = (one for one in fields if one.head and one.values and one.kind == PEOPLE and not one.above)
    return next((one for one in lists if abs(one.values[0].line.left - cell.line.left) < LEVEL), None)


def _has(fields: Sequence[Field], role: str) -> bool:
    return any(one.role == role for one in fields)


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
