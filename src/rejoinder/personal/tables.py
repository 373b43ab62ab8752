"""Columns of a table whose head says what stands in them: dates of birth, numbers, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rejoinder.personal.identity import checks_by_eleven
from rejoinder.personal.mark import Personal, digits_of
from rejoinder.personal.places import postal_addresses, postcodes

_DAY = re.compile(
    r"(?:[0-3]?[0-9][/.-][0-3]?[0-9][/.-](?:(?:19|20)[0-9]{2}|[0-9]{2})"
    r"|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?:[ T]00:00(?::00)?)?"
    r"|[0-3]?[0-9][ -][A-Za-z]{3,9}[ -](?:(?:19|20)[0-9]{2}|[0-9]{2}))"
)


class _Column(NamedTuple):
    """A kind of column: its head, what its cells look like, and what they must hold to besides."""

    kind: str
    head: re.Pattern[str]
    cell: re.Pattern[str]
    holds: Callable[[str], bool] = bool


def _head(words: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:\w+[ ])?(?:{words})\W*", re.IGNORECASE)


_COLUMNS = (
    _Column("date-of-birth", _head(r"d\.?o\.?b\.?|date[ ]of[ ]birth|birth[ ]?da(?:te|y)|born"), _DAY),
    _Column(
        "nhs-number",
        _head(r"nhs(?:[ ](?:no|number|num))?\.?"),
        re.compile(r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}"),
        lambda cell: checks_by_eleven(digits_of(cell)),
    ),
    _Column(
        "passport-number", _head(r"passport(?:[ ](?:no|number|num))?\.?"), re.compile(r"[0-9]{9}|[A-Z]{1,2}[0-9]{6,8}")
    ),
    _Column(
        "bank-account",
        _head(r"sort[ -]?code"),
        re.compile(r"[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}"),
    ),
    _Column("bank-account", _head(r"bank[ ]account(?:[ ](?:no|number|num))?\.?"), re.compile(r"[0-9]{8}")),
    _Column(
        "telephone",
        _head(
            r"tel|telephone|phone|mobile|mob|landline|contact[ ](?:no|number)"
            r"|(?:tel|telephone|phone|mobile)[ ](?:no|number|num)\.?"
        ),
        re.compile(r"\+?[0-9(][0-9() -]{8,17}[0-9]"),
    ),
    _Column(
        "postal-address",
        _head(r"(?:home|postal)?[ ]?address(?:[ ]line[ ]1|[ ]1)?"),
        re.compile(r".{5,200}"),
        lambda cell: any(postal_addresses(f"Address: {cell}")) or any(postcodes(cell)),
    ),
)


def in_columns(text: str) -> Iterator[Personal]:
    """Give the cells of columns whose head says that they hold personal data; cells stand between tabs."""
    columns: dict[int, _Column] = {}
    at = 0
    for line in text.split("\n"):
        if "\t" not in line:
            columns = {}
        elif found := _heads(line):
            columns = found
        elif columns:
            yield from _cells(line, at, columns)
        at += len(line) + 1


def _heads(line: str) -> dict[int, _Column]:
    """Give the kinds of the columns of a line, where it is one of heads: none of its cells holds a number."""
    cells = line.split("\t")
    if any(letter.isdigit() for cell in cells for letter in cell.replace("line 1", "").replace("Line 1", "")):
        return {}
    kinds = {
        place: next((one for one in _COLUMNS if one.head.fullmatch(cell)), None) for place, cell in enumerate(cells)
    }
    return {place: one for place, one in kinds.items() if one}


def _cells(line: str, at: int, columns: dict[int, _Column]) -> Iterator[Personal]:
    place = 0
    for number, cell in enumerate(line.split("\t")):
        column, said = columns.get(number), cell.strip()
        if column and column.cell.fullmatch(said) and column.holds(said):
            start = at + place + cell.index(said)
            yield Personal(column.kind, start, start + len(said), _value(column.kind, said))
        place += len(cell) + 1


def _value(kind: str, said: str) -> str:
    """Give what a cell holds, in the form in which it is compared."""
    if kind == "telephone":
        return re.sub(r"^0(?!0)", "44", digits_of(said))
    return digits_of(said) if kind in ("nhs-number", "bank-account") else " ".join(said.upper().split())
