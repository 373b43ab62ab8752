"""The events of a case side by side: for each person, body or party, how many there are of each month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import NamedTuple

from rejoinder.case.people import everybody, person
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.events.decided import PARTIES, check_date
from rejoinder.shelf import people as kept

TOP = 8
"""People who have a lane where none is named."""
BY = ("person", "body", "party")


class Month(NamedTuple):
    """The events of one month in one lane: those that are their act, and those they had another part in."""

    month: str
    wrote: int
    other: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: whose it is, and its months that have any event, in order."""

    id: str
    """Of the person or the body; the party itself."""
    name: str
    months: tuple[Month, ...]
    beside: str | None = None
    """Where another bears the same name, their address, empty where they have none."""

    @property
    def total(self) -> int:
        """How many events are in it."""
        return sum(one.wrote + one.other for one in self.months)


def lanes(
    case: Case, by: str = "person", which: tuple[str, ...] = (), *, since: str = "", until: str = "", top: int = TOP
) -> tuple[Lane, ...]:
    """Give the lanes of those named, or of those most often met; events of which only the year is known are in none."""
    if by not in BY:
        raise UsageError(f"{by} has no lanes.", f"Say one of: {', '.join(BY)}.")
    for day in filter(None, (since, until)):
        check_date(day)
    every = everybody(case)
    chosen = [person(case, one) for one in which] or [one for one in every.people if one.is_body == (by == "body")][
        :top
    ]
    with case.shelf() as shelf:
        if by == "party" and not which:
            found: dict[str, list[Month]] = defaultdict(list)
            query = (
                "SELECT party, substr(date, 1, 7) AS month, count(*) FROM events"
                " WHERE party != '' AND length(date) >= 7 GROUP BY 1, 2 ORDER BY 2"
            )
            for party, month, many in shelf.rows(query):
                found[party].append(Month(month, many, 0))
            told = [Lane(party, party, tuple(found[party])) for party in PARTIES if party in found]
        else:
            told = [
                Lane(one.id, one.name, tuple(Month(*row) for row in kept.months(shelf, one.ids)), one.beside)
                for one in chosen
            ]
    return tuple(replace(one, months=tuple(_within(one.months, since, until))) for one in told)


def _within(months: tuple[Month, ...], since: str, until: str) -> list[Month]:
    return [
        one
        for one in months
        if len(one.month) == 7 and one.month >= since[:7] and (not until or one.month <= f"{until[:7]}~")
    ]
