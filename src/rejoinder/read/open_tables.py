"""Tables and sheets of OpenDocument files: rows with cells parted by tabs, marks for what they do not show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rejoinder.read.cells import letters_of
from rejoinder.read.limits import COLUMNS, ROWS
from rejoinder.read.marks import listed, mark
from rejoinder.read.markup import attribute, local
from rejoinder.read.open_walk import Walk, count

COPIES = 1 << 25
"""Characters that repeated rows and cells of one file may add."""
_GAP = 20
"""Empty cells in a row that are kept as tabs; more of them are so many."""
_WIDEST = 16_384
_UNSEEN = ("collapse", "filter")


class Tables:
    """What reads the tables of one document, and what they are past."""

    def __init__(self, walk: Walk) -> None:
        self.past: set[str] = set()
        self._walk = walk
        self._rows_left = ROWS
        self._copies_left = COPIES

    def lines(self, table: Any, below: list[str] | None) -> list[str]:
        """Give a table's rows; a sheet's name stands above them."""
        return list(self._lines(table, below))

    def _lines(self, table: Any, below: list[str] | None) -> Iterator[str]:
        name = attribute(table, "name")
        above = table.getparent()
        is_sheet = above is not None and local(above) == "spreadsheet"
        if is_sheet:
            yield name
            if attribute(table, "style-name") in self._walk.hiding or attribute(table, "display") == "false":
                self._walk.marks.note("hidden_sheet", place=f"{name} (hidden)")
                yield mark("Hidden sheet")
        folded = _folded(table)
        number = 1
        for row in table.iter("{*}table-row"):
            if next(row.iterancestors("{*}table")) is not table:
                continue
            if self._rows_left <= 0:
                self.past.add("row_limit")
                return
            hung: list[str] = []
            text = self._row(row, folded, hung)
            times = self._copies(row, "number-rows-repeated", text, "row_limit") if text.strip() else 1
            hidden = attribute(row, "visibility")
            if hidden in _UNSEEN and text.strip():
                self._walk.marks.note("filtered_row" if hidden == "filter" else "hidden_row", place=name)
                text = mark(f"Row {number}, filtered out" if hidden == "filter" else f"Hidden row {number}", text)
            for _ in range(min(times, self._rows_left)):
                self._rows_left -= 1
                yield text
            if below is None:
                yield from hung
            else:
                below += hung
            number += count(row, "number-rows-repeated")

    def _row(self, row: Any, folded: set[int], hung: list[str]) -> str:
        cells: list[str] = []
        unseen: list[tuple[int, str]] = []
        empty, column = 0, 0
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            stated = count(cell, "number-columns-repeated")
            text = self._walk.block(cell, hung).strip("\n")
            column += stated
            if text and column in folded:
                unseen.append((column, text))
            elif text:
                cells += [""] * min(empty, _GAP)
                cells += [text] * self._copies(cell, "number-columns-repeated", text, "column_limit")
            empty = 0 if text and column not in folded else empty + stated
            if len(cells) > COLUMNS:
                self.past.add("column_limit")
                cells = cells[:COLUMNS]
                break
        if unseen:
            self._walk.marks.note("hidden_column")
            letters = listed(letters_of(at) for at, _ in unseen)
            told = f"Hidden column{'s' if len(unseen) > 1 else ''} {letters}"
            hung.insert(0, mark(told, "\t".join(words for _, words in unseen)))
        return "\t".join(cells)

    def _copies(self, element: Any, name: str, text: str, code: str) -> int:
        """Give how often a row or cell stands, as far as its copies are not too many words together."""
        stated = count(element, name)
        times = min(stated, 1 + self._copies_left // (len(text) + 1))
        if times < stated:
            self.past.add(code)
        self._copies_left -= (times - 1) * (len(text) + 1)
        return times


def _folded(table: Any) -> set[int]:
    """Give the numbers of a table's hidden columns, the first being 1."""
    found: set[int] = set()
    column = 0
    for one in table.iter("{*}table-column", "{*}table-row"):
        if local(one) == "table-row" or column > _WIDEST:
            break
        times = count(one, "number-columns-repeated")
        if attribute(one, "visibility") in _UNSEEN:
            found.update(range(column + 1, min(column + times, _WIDEST) + 1))
        column += times
    return found
