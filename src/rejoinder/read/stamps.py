"""Dates that files state of themselves, as ISO 8601 with the precision they really have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

_W3C = re.compile(
    r"\s*+(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,12})?)?)?)?)?"
    r"\s*+(Z|[+-]\d\d:?\d\d)?\s*+"
)


def iso_of_parts(parts: Sequence[str | None], zone: str) -> str:
    """Give year, month, day, hour, minute and second, as far as stated, as one date; empty if impossible."""
    stated = [part for part in parts if part is not None]
    numbers = [int(part) for part in stated]
    if not numbers or numbers[0] < 1900:
        return ""
    try:
        year, month, day, *clock = [*numbers, *(1, 1)[len(numbers) - 1 :]]
        hour, minute, second = (*clock, 0, 0, 0)[:3]
        datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  only asked whether it exists
    except ValueError:
        return ""
    date = "-".join(stated[:3])
    if len(stated) < 4:
        return date
    told = ":".join(stated[3:]) if len(stated) > 4 else f"{stated[3]}:00"
    return f"{date}T{told}{_shift(zone)}"


def _shift(zone: str) -> str:
    """Give a zone as ISO 8601 writes it; empty when none is stated or no clock has it."""
    digits = zone.replace(":", "")
    if digits in ("Z", "+0000", "-0000"):
        return "+00:00"
    if len(digits) != 5 or int(digits[1:3]) > 15 or int(digits[3:]) > 59:
        return ""
    return f"{digits[:3]}:{digits[3:]}"


def iso_of_w3c(stated: str) -> str:
    """Give a date as Office files and OpenDocument state it (W3C-DTF); empty when it is impossible."""
    found = _W3C.fullmatch(stated[:100])
    return iso_of_parts(found.groups()[:6], found[7] or "") if found else ""
