"""What a measure itself has cost so far."""

from __future__ import annotations

import resource


def computing() -> float:
    """Give the seconds of computing so far, with those of every program that was started and has ended."""
    several = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in several)
