"""Values of a spreadsheet's cells as it shows them, but dates in figures as ISO 8601: 03/05 is two dates."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime, time

from rejoinder.read.cell_dates import BUILT_IN, SINCE_1900, SINCE_1904, is_dated, moment
from rejoinder.read.number_format import shown_number, worded_date

_NOTHING = ";;;"
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{0,7})")


def column_of(reference: str) -> int:
    """Give the number of the column a reference such as AB12 names, A being 1; 0 when it names none."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return 0
    number = 0
    for letter in found[1].upper():
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(column: int) -> str:
    """Give the letters of a column, A being 1."""
    letters = ""
    while column > 0:
        column, figure = divmod(column - 1, 26)
        letters = chr(65 + figure) + letters
    return letters


class Formats:
    """How numbers are shown, by the number of their cell's style."""

    def __init__(self, codes: Sequence[str], since_1904: bool) -> None:
        self._codes = codes
        self._dated = [is_dated(code) for code in codes]
        self._epoch = SINCE_1904 if since_1904 else SINCE_1900

    def shown(self, stored: str, style: int) -> str:
        """Give a stored number as it is shown in a cell of this style."""
        try:
            number = float(stored)
        except ValueError:
            return stored
        if not math.isfinite(number):
            return stored
        if 0 <= style < len(self._codes):
            code = self._codes[style]
            if self._dated[style]:
                return _moment(number, self._epoch, code) or stored
            formatted = shown_number(code, number) if code != "General" else None
            if formatted:
                return formatted
        return _number(number, stored)

    def hides(self, style: int) -> bool:
        """Say whether cells of this style show nothing, whatever they hold."""
        return 0 <= style < len(self._codes) and self._codes[style].strip() == _NOTHING


def code_of(number: int, own: dict[int, str]) -> str:
    """Give the format code of a number format; General when nobody says."""
    return own.get(number) or BUILT_IN.get(number, "General")


def _number(number: float, stored: str) -> str:
    """Give a number with the 15 digits a spreadsheet counts (0.1 + 0.2 is stored as 0.30000000000000004)."""
    if len(stored) < 15 and "e" not in stored.lower():
        return stored
    counted = float(f"{number:.15g}")
    return str(int(counted)) if counted.is_integer() and abs(counted) < 1e21 else f"{number:.15g}"


def _moment(number: float, epoch: datetime, code: str) -> str:
    """Give a day count as a date, a time, or both; empty when no calendar has it."""
    try:
        found = moment(number, epoch)
    except OverflowError:
        return ""
    if isinstance(found, datetime) and found.time() == time():
        return worded_date(code, found) or found.date().isoformat()
    return found.isoformat(timespec="seconds" if found.second else "minutes")
