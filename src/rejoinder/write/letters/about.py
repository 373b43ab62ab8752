"""The one request that a letter speaks of, where a case has several under its law: their days are never mixed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.case.clocks import Clocks, Running, requests_of
from rejoinder.clocks.rounds import ANSWER


class About(NamedTuple):
    """The request a letter speaks of, and the days that are not its own."""

    begun: str
    """Its day; empty where there is only one, or none is known."""
    others: frozenset[str]
    """Ids of the days of the other requests."""
    unsure: frozenset[str]
    """Ids of the days of which nobody said to which request they belong."""
    known: tuple[str, ...] = ()
    """The days of the requests, where the person named a day on which none began."""


def request_about(found: Clocks, regime: str, told: str) -> About:
    """Give the request that the person named, or else the last."""
    several, unsure = requests_of(found, regime)
    named = [one for one in several if one.begun == told] if told and len(several) > 1 else several
    chosen = max(named, key=lambda one: one.begun, default=None)
    others = (day.id for one in several if one is not chosen for days in one.days.values() for day in days)
    known = () if chosen else tuple(sorted(one.begun for one in several))
    begun = chosen.begun if chosen else told
    return About(begun, frozenset(others), frozenset(one.id for one in unsure), known)


def limits_of(found: Clocks, regime: str, about: About) -> Iterator[Running]:
    """Give the limits of the answer to the request."""
    for one in found.running:
        if ANSWER in one.rule.ends and (one.rule.regime, one.request) == (regime, about.begun):
            yield one
