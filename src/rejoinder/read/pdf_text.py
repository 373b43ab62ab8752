"""Strings and dates out of PDFium, which gives them as UTF-16 into a buffer of the size it asked for."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from typing import Any

from rejoinder.read.stamps import iso_of_parts

LONGEST = 1 << 24
"""Bytes of one string that are taken."""
_DATE = re.compile(
    r"\s*+(?:D:)?(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T ]?(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)?)?)?"
    r"(?:\.\d+)?\s*+(Z|[+-]\d\d(?:'?:?\d\d)?)?"
)


def wide(fill: Callable[[Any, int], int]) -> str:
    """Give the string that fill(buffer, size in bytes) writes; empty when there is none."""
    size = fill(None, 0)
    if not 2 < size <= LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    fill(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\0", "")


def date_of(stated: str) -> str:
    """Give a PDF's date as ISO 8601 with the precision it has (ISO 32000-1, 7.9.4); empty when impossible."""
    found = _DATE.match(stated)
    if not found:
        return ""
    *parts, zone = found.groups()
    zone = (zone or "").replace("'", "").replace(":", "")
    return iso_of_parts(parts, f"{zone}00" if len(zone) == 3 else zone)
