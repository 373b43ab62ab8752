"""What the batches claim to cover, as who sent them said: sentences of it, and whether a document is of those days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.keys import day_in_words
from rejoinder.model import Finding, Scope

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

DATED = frozenset(("absent-message", "absent-document"))
"""Kinds of finding that say nothing was sent where it is of a day that was not searched."""
CLOCKS = timedelta(days=1)
"""By how much a date may differ from that of the clock by which was searched."""
EARLIEST, LATEST = "1970-01-01", "2100-01-01"


class Days(NamedTuple):
    """Days from the first to the last, as ISO dates."""

    first: str
    last: str


class Claimed:
    """The days that the batches of a disclosure claim to cover."""

    def __init__(self, shelf: Shelf) -> None:
        disclosed = [shelf.scopes.get(batch.number, Scope()) for batch in shelf.batches() if not batch.own]
        self._days = [
            Days(scope.first or EARLIEST, scope.last or LATEST) for scope in disclosed if scope.first or scope.last
        ]
        if len(self._days) < len(disclosed):
            self._days = []

    def span(self) -> Days:
        """Give the first and the last day that any batch claims to cover; every day where one does not say."""
        if not self._days:
            return Days(EARLIEST, LATEST)
        return Days(min(days.first for days in self._days), max(days.last for days in self._days))

    def is_outside(self, said: str) -> bool:
        """Say whether a date, as far as it is known, is one that no batch claims to cover."""
        spread = _spread(said)
        if not self._days or spread is None:
            return False
        first, last = ((day + apart).isoformat() for day, apart in zip(spread, (-CLOCKS, CLOCKS), strict=True))
        return all(last < days.first or days.last < first for days in self._days)

    def weighed(self, finding: Finding) -> Finding:
        """Give a finding as it weighs by what was claimed: of a day that was not, it infers at most."""
        absent = finding.absent.date
        if finding.kind not in DATED or finding.closed_by or not self.is_outside(absent):
            return finding
        said = (
            f"It is of {day_in_words(absent)}, a time that no batch claims to cover: it may never have been looked for."
        )
        grade = "inferred" if finding.grade == "direct" else finding.grade
        return replace(finding, outside=True, grade=grade, checked=(*finding.checked, said))


def _spread(said: str) -> tuple[date, date] | None:
    """Give the first and the last day that a date may be; None where it is none."""
    try:
        if len(said) == len("2024"):
            return date(int(said), 1, 1), date(int(said), 12, 31)
        if len(said) == len("2024-05"):
            first = date.fromisoformat(f"{said}-01")
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        day = date.fromisoformat(said[:10])
    except ValueError:
        return None
    return day, day


def said_of_scopes(shelf: Shelf) -> Iterator[str]:
    """Give one sentence for each thing that a batch claims to cover, and one where nothing of it is known."""
    disclosed = [batch for batch in shelf.batches() if not batch.own]
    told = {batch.name: shelf.scopes.get(batch.number, Scope()) for batch in disclosed}
    if disclosed and not any(map(any, told.values())):
        yield "Which mailboxes, days and words were searched is not known: nobody has said it."
        return
    for name, scope in told.items():
        if not any(scope):
            yield f"What {name} claims to cover was not said."
        yield from _said(name, scope)


def _said(name: str, scope: Scope) -> Iterator[str]:
    first, last = (day_in_words(day) for day in (scope.first, scope.last))
    if first and last:
        yield f"{name} claims to cover the days from {first} to {last}."
    elif first:
        yield f"{name} claims to cover the days from {first} on."
    elif last:
        yield f"{name} claims to cover the days until {last}."
    if scope.mailboxes:
        yield f"Mailboxes that were searched for {name}: {_listed(scope.mailboxes)}."
    if scope.words:
        yield f"Words that were searched for in {name}: {_listed(scope.words)}."


def _listed(several: Sequence[str]) -> str:
    return "; ".join(several)
