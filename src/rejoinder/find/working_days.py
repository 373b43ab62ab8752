"""The days on which letters are written: all but weekends and the holidays at Christmas and Easter."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import numpy as np

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


def working(first: int, last: int) -> Flags:
    """Give for each day from first to last, counted from the year 1, whether it is a working day.

    From 24 December to 2 January, and from Good Friday to Easter Monday, nobody is taken to be at work.
    """
    days = np.arange(first, last + 1)
    flags = (days - 1) % 7 < 5
    for year in range(date.fromordinal(first).year - 1, date.fromordinal(last).year + 1):
        for begins, many in ((date(year, 12, 24), 10), (easter(year) - timedelta(2), 4)):
            at = begins.toordinal() - first
            flags[max(0, at) : max(0, at + many)] = False
    return flags


@lru_cache
def easter(year: int) -> date:
    """Give Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm, Nature, 20 April 1876)."""
    golden, century, within = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (within // 4) - epact - within % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
