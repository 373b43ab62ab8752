"""Printed moments beside each other, each by the clock of whoever printed it."""

from __future__ import annotations

from datetime import datetime

CLOCKS = 15 * 60
"""Minutes by which the clocks of two printed dates may differ, where they do not both give their zone."""
HALF_HOUR = 30
"""Minutes of which the difference of two clocks is a multiple, but for a few countries."""


def minutes_between(one: str, two: str) -> float | None:
    """Give the minutes from one printed date to another, by the clock where one gives no zone; None without a time."""
    if min(len(one), len(two)) < 16:
        return None
    try:
        first, second = datetime.fromisoformat(one), datetime.fromisoformat(two)
    except ValueError:
        return None
    if first.utcoffset() is None or second.utcoffset() is None:
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return (second - first).total_seconds() / 60


def at_once(one: str, other: str) -> bool:
    """Say whether two dates may be of one moment, each by its own clock."""
    minutes = minutes_between(one, other)
    return minutes is not None and abs(minutes) <= CLOCKS and round(minutes) % HALF_HOUR == 0
