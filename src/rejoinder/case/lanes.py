"""The events of a case side by side: for each person, body or party, how many there are of each month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.people import Everybody, Person, everybody, person
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.events.decided import PARTIES, check_date
from rejoinder.shelf import people as kept

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

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
    several = [person(case, one) for one in which]
    if not several and by != "party":
        several = [one for one in every.people if one.is_body == (by == "body")][:top]
    with case.shelf() as shelf:
        told = [Lane(one.id, one.name, _months(shelf, every, one), one.beside) for one in several]
        told = told or (_parties(shelf, every) if by == "party" else [])
    return tuple(replace(one, months=tuple(_within(one.months, since, until))) for one in told)


def _months(shelf: Shelf, every: Everybody, one: Person) -> tuple[Month, ...]:
    """Give the months of one person; counted once as long as nothing of the case changes."""
    if one.ids not in every.months:
        every.months[one.ids] = tuple(kept.months(shelf, one.ids))
    return tuple(map(Month._make, every.months[one.ids]))


def _parties(shelf: Shelf, every: Everybody) -> list[Lane]:
    """Give a lane for each party; counted once as long as nothing of the case changes."""
    query = "SELECT substr(date, 1, 7) AS month, count(*), 0 FROM events WHERE party = ? GROUP BY month ORDER BY month"
    for party in PARTIES:
        if (party,) not in every.months:
            every.months[party,] = tuple(shelf.rows(query, party))
    found = [Lane(party, party, tuple(map(Month._make, every.months[party,]))) for party in PARTIES]
    return [one for one in found if one.months]


def _within(months: tuple[Month, ...], since: str, until: str) -> list[Month]:
    return [
        one
        for one in months
        if len(one.month) == 7 and one.month >= since[:7] and (not until or one.month <= f"{until[:7]}~")
    ]
