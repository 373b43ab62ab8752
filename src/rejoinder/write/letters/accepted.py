"""What a person accepted of a case: how much of each kind, and its rows of the schedule, read when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from rejoinder.case import Case, audited
from rejoinder.shelf import Wanted
from rejoinder.write.letters.facts import Entry
from rejoinder.write.schedule import Row, rows_of
from rejoinder.write.words import NOT_ABSENT

COVERED = "redaction"


def is_absent(kind: str) -> bool:
    """Say whether findings of a kind are of something that is not in this disclosure."""
    return kind not in NOT_ABSENT


class Accepted:
    """The findings of a case that a person accepted."""

    def __init__(self, case: Case) -> None:
        self._case = case
        with audited(case) as found:
            self.counts = found.kinds(("accepted",))
            self.left = found.count()["to check"]

    def rows(self, *kinds: Sequence[str], most: int | None = None) -> Iterator[tuple[Row, ...]]:
        """Give the rows of each of these groups of kinds, so many of it at most, in the order of the schedule."""
        found = rows_of(self._case, [Wanted(("accepted",), tuple(some)) for some in kinds if some], most)
        return (next(found) if some else () for some in kinds)

    def absent(self) -> tuple[str, ...]:
        """Give the kinds of what is not in this disclosure."""
        return tuple(filter(is_absent, self.counts))


class Entries(Sequence[Entry]):
    """A list of which it is known how long it is, and that is made when somebody reads it."""

    def __init__(self, count: int, make: Callable[[], Iterable[Entry]]) -> None:
        self._count, self._make = count, make
        self._made: tuple[Entry, ...] | None = None

    def __len__(self) -> int:
        """Give how long it is, without making it."""
        return self._count

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        """Give an entry, or several; all are made at the first."""
        if self._made is None:
            self._made = tuple(self._make())
        return self._made[at]
