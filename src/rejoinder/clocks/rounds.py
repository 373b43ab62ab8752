"""Several requests under one law, each with the days that belong to it.

A day belongs to the one request that had begun by then and was not answered before. Where that is so of several, nobody
guesses: a person says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rejoinder.clocks.decided import Dated

ANSWER = "answer_received"
Days = Mapping[str, Sequence[Dated]]


@dataclass(frozen=True, slots=True)
class Round:
    """One request and its days, by event."""

    begun: str
    """The day of the request; empty where there is only one, or none is known."""
    days: dict[str, list[Dated]] = field(default_factory=dict)


def rounds_of(taken: Days, begins: str) -> tuple[list[Round], list[Dated]]:
    """Give each request with its days, and the days of which a person must say to which they belong."""
    starts = taken.get(begins, ())
    others = sorted((one for one in starts if one.another), key=lambda one: one.date)
    if not others:
        return [Round("", {name: list(several) for name, several in taken.items()})], []
    first = [one for one in starts if not one.another]
    found = [Round(first[-1].date, {begins: first})] if first else []
    found += [Round(one.date, {begins: [one]}) for one in others]
    unsure: list[Dated] = []
    rest = (one for name, several in taken.items() if name != begins for one in several)
    for one in sorted(rest, key=lambda one: (not one.of, one.date)):
        likely = _likely(found, one)
        if len(likely) == 1:
            likely[0].days.setdefault(one.name, []).append(one)
        else:
            unsure.append(one)
    return found, unsure


def _likely(found: Iterable[Round], one: Dated) -> list[Round]:
    """Give the requests to which a day may belong."""
    several = list(found)
    if one.of:
        return [each for each in several if each.begun == one.of]
    begun = [each for each in several if each.begun <= one.date] or several[:1]
    return [each for each in begun if not any(told.date <= one.date for told in each.days.get(ANSWER, ()))] or begun[
        -1:
    ]
