"""What records of untrusted JSON say under a name: the kind of thing asked for, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

Record = Mapping[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHOWN_FROM, _SHOWN_TO = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def record(value: object) -> Record:
    """Give the value where it is a record, else an empty one."""
    return value if isinstance(value, dict) else {}


def records(value: object) -> list[Record]:
    """Give the records of a list; no other things."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def each(value: object, what: str) -> Iterator[tuple[str, Record]]:
    """Give every entry of a list with where it stands; one that is no record as an empty one."""
    for number, one in enumerate(value if isinstance(value, list) else (), 1):
        yield f"{what} {number:,}", record(one)


def words(value: Record, *names: str) -> str:
    """Give the first of these fields that holds text or a number, as text."""
    for name in names:
        found = value.get(name)
        if isinstance(found, str) and found:
            return found
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            return str(found)
    return ""


def has(value: object, *names: str) -> bool:
    """Say whether a value is a record with all these fields."""
    return isinstance(value, dict) and all(name in value for name in names)


def some_have(value: object, *names: str, among: int = 20) -> bool:
    """Say whether a list begins with records of which most have all these fields."""
    first: Sequence[object] = value[:among] if isinstance(value, list) else ()
    return bool(first) and sum(has(one, *names) for one in first) * 2 > len(first)


def moment(value: object, per_second: int = 1) -> str:
    """Give a count of seconds (or of parts of one) since 1970 as ISO 8601 in UTC; empty when it can be none."""
    try:
        ticks = int(float(value) * 1_000_000) if isinstance(value, str) and "." in value else None
        ticks = int(value) * 1_000_000 // per_second if ticks is None else ticks  # type: ignore[call-overload]
        when = _EPOCH + timedelta(microseconds=ticks)
    except (ValueError, TypeError, OverflowError):
        return ""
    if not _SHOWN_FROM <= when <= _SHOWN_TO:
        return ""
    return when.isoformat(timespec="milliseconds" if when.microsecond and per_second > 1 else "seconds")


def iso(value: object) -> str:
    """Give an ISO 8601 moment, its Z as +00:00, its seconds to the thousandth; empty for other words."""
    if not isinstance(value, str) or len(value) > 40:
        return ""
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return ""
    if len(value) <= 10:
        return value
    minutes = value.count(":") == 1 or (value.count(":") == 2 and not when.second and value[16:17] != ":")
    return when.isoformat(timespec="milliseconds" if when.microsecond else "minutes" if minutes else "seconds")
