"""Whether a printed date gives its time."""

from __future__ import annotations

import re

from rejoinder.zones.dates import Dated

CLOCK = re.compile(r"\d[:.h]\d\d(?!\d)(?![./-])")


def is_timed(words: str, when: Dated) -> bool:
    """Say whether a date in these words gives a time, also where its day can be read in two ways."""
    return len(when.date) >= len("2019-05-03T09:15") or bool(not when.date and CLOCK.search(words[: when.end]))
