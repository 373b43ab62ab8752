"""A message's date as ISO 8601, with the zone it states; nothing when it states none that can be."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_tz

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ZONES = {
    "ut": "+00:00",
    "utc": "+00:00",
    "gmt": "+00:00",
    "z": "+00:00",
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    "bst": "+01:00",
    "cet": "+01:00",
    "cest": "+02:00",
}
"""Zones by name: RFC 5322, section 4.3, and three of Europe's. Other names are left out, not guessed."""

_MAIL = re.compile(
    r"\s*+(?:[^\W\d]{2,12}\.?,?\s*+)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]{0,6}\.?[\s-]+(\d{2,4})[,\s]+"
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)?(?:\s*+([+-]\d{4}|[A-Za-z]{1,5})\b)?"
)
_CLOCK = re.compile(
    r"\s*+(?:[A-Za-z]{3,9},?\s++)?([A-Za-z]{3})[a-z]{0,6}\s++(\d{1,2}),?\s++"
    r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s++"
    r"(?:([+-]\d{4}|[A-Za-z]{1,5})\s++)?(\d{4})(?:\s++([+-]\d{4}))?"
)
_ISO = re.compile(
    r"\s*+(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?([+-]\d{2}:?\d{2}|Z)?)?"
)


_NEVER_SET = (datetime(1970, 1, 1, tzinfo=UTC), datetime(1980, 1, 1, tzinfo=UTC))
"""Where the clocks of Unix and of DOS begin: what programs write where they know no date."""


def iso_date(written: str) -> str:
    """Give the date a Date header states as ISO 8601; empty when it is missing, impossible, or where a clock begins."""
    stated = _stated(written)
    return "" if stated[:4] in ("1969", "1970", "1979", "1980") and _is_never_set(stated) else stated


def _is_never_set(stated: str) -> bool:
    moment = datetime.fromisoformat(stated)
    return ":" in stated and moment.replace(tzinfo=moment.tzinfo or UTC) in _NEVER_SET


def _stated(written: str) -> str:
    found = _MAIL.match(written)
    if found:
        day, month, year, hour, minute, second, zone = found.groups()
        number = _MONTHS.get(month.lower(), 0)
        return _put(_year(year), number, int(day), (hour, minute, second), zone or "") if number else ""
    found = _CLOCK.match(written)
    if found:
        month, day, hour, minute, second, named, year, shift = found.groups()
        number = _MONTHS.get(month.lower(), 0)
        return _put(int(year), number, int(day), (hour, minute, second), shift or named or "")
    found = _ISO.match(written)
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        return _put(int(year), int(month), int(day), (hour, minute, second), (zone or "").replace(":", ""))
    return _otherwise(written[:200])


def _year(written: str) -> int:
    """Give the year of two, three or four digits (RFC 5322, section 4.3)."""
    year = int(written)
    if len(written) == 4:
        return year
    return year + (2000 if len(written) == 2 and year < 50 else 1900)


def _put(year: int, month: int, day: int, clock: tuple[str | None, str | None, str | None], zone: str) -> str:
    """Give the parts as one ISO 8601 date; empty when no calendar has that day or no clock that time."""
    hour, minute, second = clock
    if zone.lower() in ("am", "pm"):
        hour = str(int(hour or 0) % 12 + (12 if zone.lower() == "pm" else 0))
    leap = second == "60"
    try:
        parts = (int(hour or 0), int(minute or 0), 0 if leap else int(second or 0))
        moment = datetime(year, month, day, *parts)  # noqa: DTZ001  the zone is put after it as it is stated
    except (ValueError, OverflowError):
        return ""
    if year < 1900:
        return ""
    if hour is None:
        return moment.date().isoformat()
    shift = _shift(zone)
    if shift is None:
        return ""
    return moment.isoformat(timespec="minutes" if second is None or leap else "seconds") + shift


def _shift(zone: str) -> str | None:
    """Give a zone as ISO 8601 writes it; empty when its name says nothing sure, None when no clock has it."""
    if zone[:1] in ("+", "-"):
        if int(zone[1:3]) > 15 or int(zone[3:5]) > 59:
            return None
        return "+00:00" if zone[1:5] == "0000" else f"{zone[:3]}:{zone[3:5]}"
    return _ZONES.get(zone.lower(), "")


def _otherwise(written: str) -> str:
    """Give the date as the standard library understands it, where the forms above do not."""
    try:
        parts = parsedate_tz(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    if not parts or not re.search(r"\d{4}", written):
        return ""
    year, month, day = parts[:3]
    hour, minute, second = (f"{number:02}" for number in parts[3:6])
    clock = (hour, minute, second if written.count(":") > 1 else None)
    half = re.search(r"\d\s?([ap])\.?m\b", written, re.IGNORECASE)
    zone = f"{half[1]}m" if half else ""
    if parts[9] is not None and re.search(r"[+-]\d{4}", written):
        sign = "-" if parts[9] < 0 else "+"
        zone = f"{sign}{abs(parts[9]) // 3600:02}{abs(parts[9]) % 3600 // 60:02}"
    return _put(year, month, day, clock, zone)
