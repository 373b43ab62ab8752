"""How likely it is that a correspondence falls silent for so long by chance.

A day is active when a message was sent on it. Within the windows on both sides of a silence the share of active
working days is taken, and that of active weeks; the lower of both sides is the rate, and the odds of the silence are
those of so many days, or so many weeks, without one at that rate: of the two, the greater. Weeks are looked at too
because letters come in bursts. Besides, the silence must stand out from the other gaps of the same correspondence as
their own tail has it (Hill, A simple general approach to inference about the tail of a distribution, 1975): where
long gaps are common, one more is nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from rejoinder.find.working_days import working

WINDOW = 60
"""Working days on either side of a silence in which the rate is taken."""
LEAST_WINDOW = 30
"""Working days on either side that there must be: what is nearer the first or the last message is not looked at."""
ACTIVE = 10
"""Active days that each side must have."""
LONGER = 3
"""Times the longest other gap in the windows that a silence must last."""
WEEK = 5
"""Working days."""
TAIL = 0.02
"""Odds by the tail of the other gaps above which a silence is nothing out of the ordinary."""
TAIL_BEGINS = 2
"""Working days of the shortest gap of the tail."""
STEEP = 3.0
"""Exponent of the tail as it is taken to be where few gaps tell of it, weighing as much as one gap."""
MOST = 20
"""Gaps of one correspondence that are looked at, the longest."""
BESIDE = 6 * WINDOW
"""Active days on either side among which those of the window are: more than one may fall before one working day."""
SHORTEST = 10
"""Working days of the shortest silence that is looked at."""


Counts = np.ndarray[tuple[int], np.dtype[np.int64]]


class Silence(NamedTuple):
    """Days between two active ones, counted from the year 1, and what was made of them."""

    first: int
    last: int
    working_days: int
    rate: float
    """Share of the working days beside it that are active: the lower of both sides."""
    odds: float
    """Of so long a silence there by chance, looked at alone."""
    next_longest: int
    """Working days of the longest other gap beside it."""


def gaps_in(days: Collection[int]) -> int:
    """Give how many gaps there are between the active days."""
    return max(0, len(days) - 1)


def silences(days: Sequence[int]) -> Iterator[Silence]:
    """Give the gaps between active days, in order, that stand out from those beside them, each with its odds."""
    if len(days) < 2 * ACTIVE:
        return
    active = np.array(days)
    worked = np.concatenate([[0], np.cumsum(working(days[0], days[-1]))])
    at = worked[active - days[0]]
    """By active day, how many working days lie before it; those of one weekend count as the Monday's."""
    gaps = np.diff(at) - 1
    longest = np.argsort(-gaps, kind="stable")[:MOST]
    for place in sorted(longest[gaps[longest] >= SHORTEST].tolist()):
        if _by_tail(np.delete(gaps, place), int(gaps[place])) > TAIL:
            continue
        before = at[place] - at[max(0, place - BESIDE) : place + 1]
        after = at[place + 1 : place + 1 + BESIDE] - at[place + 1]
        days_without = (int(active[place]) + 1, int(active[place + 1]) - 1)
        silence = _judged((before, after), int(gaps[place]), *days_without)
        if silence:
            yield silence


def edges(days: Sequence[int], first: int, last: int) -> Iterator[Silence]:
    """Give what is silent from the first day asked for to the first active one, and from the last active one on.

    Each is judged by the one side that there is, and by the tail of all the gaps.
    """
    if len(days) < ACTIVE or days[0] < first or last < days[-1]:
        return
    active = np.array(days)
    worked = np.concatenate([[0], np.cumsum(working(first, last))])
    at = worked[active - first]
    gaps = np.diff(at) - 1
    after, before = at[:BESIDE] - at[0], at[-1] - at[-BESIDE:]
    begins, ends = (first, days[0] - 1), (days[-1] + 1, last)
    lengths = (int(at[0]), int(worked[-1] - worked[days[-1] - first + 1]))
    for side, length, silent in zip((after, before), lengths, (begins, ends), strict=True):
        if length >= SHORTEST and _by_tail(gaps, length) <= TAIL:
            silence = _judged((side,), length, *silent)
            if silence:
                yield silence


def _judged(beside: Sequence[Counts], length: int, first: int, last: int) -> Silence | None:
    """Give one gap with its odds; None where too little lies beside it, or it does not stand out.

    Of each side there are the working days by which its active days are from the gap.
    """
    sides = [np.unique(side[side < WINDOW]) for side in beside]
    reach = [min(WINDOW, int(side[-1]) + 1) for side in sides]
    if min(reach) < LEAST_WINDOW or min(map(len, sides)) < ACTIVE:
        return None
    other = max(int(np.diff(side).max()) - 1 for side in sides)
    if length < LONGER * max(1, other):
        return None
    daily = min((len(side) - 1) / wide for side, wide in zip(sides, reach, strict=True))
    weekly = min(_weekly(side, wide) for side, wide in zip(sides, reach, strict=True)) - 0.5 / (sum(reach) // WEEK)
    odds = max((1 - daily) ** length, (1 - weekly) ** (length // WEEK))
    return Silence(first, last, length, daily, odds, other)


def _weekly(side: Counts, wide: int) -> float:
    """Give the share of active weeks."""
    weeks = wide // WEEK
    return len(np.unique(side[side < weeks * WEEK] // WEEK)) / weeks


def _by_tail(others: Counts, length: int) -> float:
    """Give how many gaps as long as this one are to be expected if the tail of the others falls off as a power."""
    begins = TAIL_BEGINS - 0.5
    tail = others[others >= TAIL_BEGINS]
    exponent = (len(tail) + 1) / (float(np.log(tail / begins).sum()) + 1 / STEEP)
    return float((len(tail) + 1) * (length / begins) ** -exponent)
