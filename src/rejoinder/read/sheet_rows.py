"""The rows of one sheet: cells parted by tabs, and marks for rows, columns and cells it does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rejoinder.read.cells import Formats, column_of, letters_of
from rejoinder.read.limits import COLUMNS, ROWS
from rejoinder.read.marks import Marks, listed, mark
from rejoinder.read.markup import UnreadableError, attribute, elements, local

CHARACTERS = 1 << 27
"""Characters of one workbook that are read."""
ON = ("1", "true", "on")
_GAP = 20
"""Empty cells in a row that are kept as tabs; more of them are so many."""
_WIDEST = 16_384
"""Columns a sheet may have (ECMA-376 part 1, 18.3.1.13)."""
_EDGES = {
    "oddHeader": "Header",
    "oddFooter": "Footer",
    "evenHeader": "Header",
    "evenFooter": "Footer",
    "firstHeader": "Header",
    "firstFooter": "Footer",
}
_EDGE_CODE = re.compile(r'&(?:"[^"]*+"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z])')
"""Codes within headers and footers (ECMA-376 part 1, 18.3.1.46)."""
_OWN_WORDS = re.compile(r'"[^"]{2,}+"|\[[^\]]++\]')
"""What a formula holds beyond the cells it counts with: words, or another workbook."""
_FILLS_IN = re.compile(r"\b(?:TODAY|NOW)\(\s*\)", re.IGNORECASE)
"""What fills itself in whenever a workbook is opened (ECMA-376 part 1, 18.17.7)."""


@dataclass(slots=True)
class Seen:
    """What was seen of all sheets while they were read."""

    marks: Marks
    rows: int = 0
    left: int = CHARACTERS
    """Characters the text may still grow by; cells may share one long text without end."""
    values: int = 0
    """Values that cells were found to hold."""
    used: set[int] = field(default_factory=set)
    """Numbers of the shared texts that cells show."""
    past_rows: bool = False
    past_columns: bool = False
    unread: list[tuple[str, UnreadableError]] = field(default_factory=list)


class Cell(NamedTuple):
    """One cell that holds something, as it is shown."""

    column: int
    value: str
    hidden: bool = False
    """Whether its number format shows nothing."""
    formula: str = ""


@dataclass(slots=True)
class Around:
    """What holds for all rows of one sheet."""

    name: str
    filtered: bool = False
    hidden: set[int] = field(default_factory=set)
    """Numbers of the columns that are hidden."""
    comments: dict[int, list[str]] = field(default_factory=dict)
    """Marks that stand under a row, by its number."""
    targets: dict[str, str] = field(default_factory=dict)
    """Addresses that links lead to, by the number of the relation."""

    def hide(self, column: Any) -> None:
        """Take what a col element says of some columns."""
        if attribute(column, "hidden") in ON or attribute(column, "width") in ("0", "0.0"):
            first, last = whole(attribute(column, "min")), whole(attribute(column, "max"))
            self.hidden.update(range(max(1, first), min(_WIDEST, last) + 1))


@dataclass(frozen=True, slots=True)
class Reader:
    """How the cells of a workbook are read."""

    strings: list[str]
    formats: Formats

    def cell(self, cell: Any, column: int, seen: Seen) -> Cell:
        """Give a cell as it is shown, on one line; its formula where no value was kept."""
        stored, formula, written = "", "", None
        for child in cell:
            name = local(child)
            if name == "v":
                stored = child.text or ""
                seen.values += 1
            elif name == "is":
                written = rich(child)
            elif name == "f":
                formula = child.text or ""
        style = whole(attribute(cell, "s")) if cell.get("s") else 0
        value = written if written is not None else self._shown(attribute(cell, "t"), stored, style, seen)
        value = seen.marks.filled_in(value) if formula and _FILLS_IN.search(formula) else value
        value = value or (f"={formula}" if formula else "")
        told = formula if _OWN_WORDS.search(formula) and value != f"={formula}" else ""
        return Cell(column, on_one_line(value), self.formats.hides(style), on_one_line(told))

    def _shown(self, kind: str, stored: str, style: int, seen: Seen) -> str:
        if not stored:
            return ""
        if kind == "s":
            number = whole(stored.strip())
            seen.used.add(number)
            return self.strings[number] if 0 <= number < len(self.strings) else ""
        if kind == "b":
            return "TRUE" if stored.strip() in ON else "FALSE"
        if kind in ("str", "e", "inlineStr", "d"):
            return stored
        return self.formats.shown(stored.strip(), style)


def rows(content: bytes, reader: Reader, around: Around, seen: Seen) -> Iterator[str]:
    """Give the rows that hold anything; an empty line stands for any number of empty rows."""
    last = 0
    for element in elements(content, "row", "col", "sheetPr", "hyperlink", *_EDGES):
        name = local(element)
        if name == "row":
            if seen.rows >= ROWS or seen.left <= 0:
                seen.past_rows = True
                return
            number = whole(attribute(element, "r"))
            number = number if number > 0 else last + 1
            lines = _row(element, number, reader, around, seen)
            if not lines:
                continue
            seen.rows += 1
            if last and number > last + 1:
                yield ""
            last = max(number, last)
            yield from lines
        else:
            yield from _stated(element, name, around)


def _stated(element: Any, name: str, around: Around) -> Iterator[str]:
    """Give what stands beside the rows, and take in what it says of them."""
    if name == "col":
        around.hide(element)
    elif name == "sheetPr":
        around.filtered = attribute(element, "filterMode") in ON
    elif name == "hyperlink":
        related = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        if around.targets.get(related):
            yield mark(f"Link in {attribute(element, 'ref')} to", around.targets[related])
    else:
        edge = edge_words(element.text or "")
        if edge:
            yield mark(_EDGES[name], edge)


def _row(row: Any, number: int, reader: Reader, around: Around, seen: Seen) -> list[str]:
    """Give a row's line, and under it the marks of what in it is not shown."""
    hidden = attribute(row, "hidden") in ON or attribute(row, "ht") in ("0", "0.0")
    return row_lines(list(_cells(row, reader, seen)), number, hidden, around, seen)


def row_lines(cells: list[Cell], number: int, hidden: bool, around: Around, seen: Seen) -> list[str]:
    """Give the line of a row's cells, and under it the marks of what in it is not shown; none for an empty row."""
    shown = cells if hidden else [one for one in cells if one.column not in around.hidden and not one.hidden]
    lines = [_line(shown)] if shown else []
    if hidden and lines:
        seen.marks.note("filtered_row" if around.filtered else "hidden_row", place=around.name)
        lines = [mark(f"Row {number}, filtered out" if around.filtered else f"Hidden row {number}", lines[0])]
    elif not hidden:
        lines += _unshown(cells, number, around, seen)
    told = (one for one in cells if one.formula)
    lines += [mark(f"Formula in {letters_of(one.column)}{number}", one.formula) for one in told]
    return lines + around.comments.pop(number, [])


def _unshown(cells: list[Cell], number: int, around: Around, seen: Seen) -> Iterator[str]:
    """Give the marks of a row's cells that stand in hidden columns, or whose number format shows nothing."""
    folded = [one for one in cells if one.column in around.hidden]
    if folded:
        seen.marks.note("hidden_column", place=around.name)
        letters = listed(letters_of(one.column) for one in folded)
        yield mark(f"Hidden column{'s' if len(folded) > 1 else ''} {letters}", "\t".join(one.value for one in folded))
    for one in cells:
        if one.hidden and one.column not in around.hidden:
            seen.marks.note("hidden_cell", place=around.name)
            yield mark(f"Hidden cell {letters_of(one.column)}{number}", one.value)


def _cells(row: Any, reader: Reader, seen: Seen) -> Iterator[Cell]:
    """Give a row's cells that hold something, as far as the limits allow."""
    filled, last = 0, 0
    for element in row:
        if local(element) != "c":
            continue
        column = column_of(attribute(element, "r")) or last + 1
        cell = reader.cell(element, column, seen)
        last = column
        if not cell.value:
            continue
        if filled >= COLUMNS:
            seen.past_columns = True
            return
        seen.left -= len(cell.value) + 1
        if seen.left < 0:
            seen.past_rows = True
            return
        filled += 1
        yield cell


def _line(cells: list[Cell]) -> str:
    """Give cells parted by tabs, with tabs for the empty ones between them."""
    parts: list[str] = []
    last = 0
    for one in cells:
        parts += [""] * min(_GAP, max(0, one.column - last - 1))
        parts.append(one.value)
        last = one.column
    return "\t".join(parts)


def edge_words(stated: str) -> str:
    """Give the words of a header or footer, without the codes between them."""
    return " ".join(_EDGE_CODE.sub(" ", stated).split())


def rich(element: Any) -> str:
    """Give the text of runs, without the readings that stand above characters (phonetic guides)."""
    words: list[str] = []
    for child in element:
        if local(child) == "t":
            words.append(child.text or "")
        elif local(child) == "r":
            words += [one.text or "" for one in child if local(one) == "t"]
    return "".join(words)


def whole(stated: str) -> int:
    """Give a number a file states; -1 where it states none."""
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 12 else -1


def on_one_line(text: str) -> str:
    """Give a cell's text with its own line ends and tabs as spaces, so that rows stay rows."""
    if "\n" in text or "\t" in text or "\r" in text or "_x000" in text:
        text = text.replace("_x000D_", " ").replace("_x000A_", " ")
        return " ".join(text.replace("\r", "\n").replace("\t", "\n").split("\n"))
    return text
