"""In what order a file's dates have day, month and year: found from all of them, and said when it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from rejoinder.read.chat.heads import Head

ORDERS = ("day first", "month first", "year first")
_PLACES = {"day first": (2, 1, 0), "month first": (2, 0, 1), "year first": (0, 1, 2)}
"""Where year, month and day stand."""
FIRST_YEAR = 2009
"""Before this year none of these apps was."""
_BUDDHIST = 543
AGES = 20
"""Times longer than in another order that a conversation would last."""


class Ordered(NamedTuple):
    """The order chosen, and whether the dates themselves leave no other."""

    order: str
    sure: bool


class _Tried(NamedTuple):
    """How well an order fits: dates no calendar has, steps back in time, and its place among the usual ones."""

    impossible: int
    backwards: int
    usual: int
    order: str
    days: tuple[date | None, ...]

    @property
    def span(self) -> int:
        """Days from the first date to the last."""
        known = [day for day in self.days if day]
        return (max(known) - min(known)).days if known else 0


def day_of(head: Head, order: str) -> date | None:
    """Give the day a beginning states when read in this order; None when no calendar has it."""
    year, month, day = (head.numbers[place] for place in _PLACES[order])
    width = head.widths[_PLACES[order][0]]
    if width == 3 or (width == 1 and order != "year first"):
        return None
    year += 2000 if width <= 2 else 0
    year -= _BUDDHIST if year > 2400 else 0
    if year < FIRST_YEAR or year > 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def order_of(heads: Sequence[Head]) -> Ordered:
    """Give the order in which most dates are possible and fewest run backwards; sure when no other does as well."""
    usual = _usual(heads)
    tried = sorted((_tried(heads, order, usual.index(order)) for order in ORDERS), key=lambda one: one[:3])
    if heads and heads[0].widths[0] <= 2:
        tried = _without_short_years_first(tried)
    best = tried[0]
    rivals = [one for one in tried[1:] if one.days != best.days and not _is_worse(one, best)]
    return Ordered(best.order, not rivals)


def _without_short_years_first(tried: list[_Tried]) -> list[_Tried]:
    """Give the orders without the rare 21/12/31, or with it alone where the others would have a chat last for ages."""
    rare = next(one for one in tried if one.order == "year first")
    others = [one for one in tried if one is not rare]
    if rare.impossible or rare.backwards:
        return others
    sound = [one for one in others if not one.impossible and not one.backwards]
    if sound and min(one.span for one in sound) <= AGES * (rare.span + 1):
        return others
    return [rare]


def _tried(heads: Sequence[Head], order: str, usual: int) -> _Tried:
    days = tuple(day_of(head, order) for head in heads)
    known = [day for day in days if day]
    backwards = sum(later < earlier for earlier, later in pairwise(known))
    return _Tried(days.count(None), backwards, usual, order, days)


def _is_worse(one: _Tried, best: _Tried) -> bool:
    """Say whether an order can be ruled out beside the best one."""
    if one.impossible != best.impossible:
        return one.impossible > best.impossible
    return one.backwards > 0 if not best.backwards else one.backwards > 3 * best.backwards + 3


def _usual(heads: Sequence[Head]) -> tuple[str, ...]:
    """Give the orders, the one that phones use with these marks first."""
    first = heads[0] if heads else None
    if first and first.widths[0] == 4:
        return ("year first", "day first", "month first")
    if first and first.mark == "/" and any(head.half for head in heads):
        padded = any(head.numbers[place] < 10 and head.widths[place] == 2 for head in heads for place in (0, 1))
        if not padded:
            return ("month first", "day first", "year first")
    return ORDERS
