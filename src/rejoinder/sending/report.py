"""The sender's report: what a reader will see that is not here, and what is here and may not be meant to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rejoinder.case import Case, Told, audited
from rejoinder.case.receiving import silent
from rejoinder.model import Absent, Finding, Grade, LeftIn, Span, Status, Trace, Weighed
from rejoinder.personal import KINDS as PERSONAL
from rejoinder.personal import SPECIAL
from rejoinder.personal.mark import masked
from rejoinder.personal.told_names import PERHAPS
from rejoinder.sending.kinds import SECTIONS
from rejoinder.sending.looking import look, stamp
from rejoinder.sending.stays import keys_that_stay
from rejoinder.shelf import Wanted
from rejoinder.shelf.left import Left, Valued, counted_left, places_left, valued_left

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

OPEN: tuple[Status, ...] = ("to check", "cannot tell yet", "accepted", "unsure")
"""Statuses of the findings that a reader may make: all but what was dismissed or closed."""
MASKED = frozenset(PERSONAL) - {SPECIAL}
"""Kinds whose words are shown in part only: a list of them would be worse than what it lists."""
TRACE = "left-in"


@dataclass(frozen=True, slots=True)
class Report:
    """What a sender sees before it sends a disclosure."""

    case: Case
    counts: dict[str, Left]
    """By kind."""
    findings: dict[str, int]
    """How many findings a reader may make, by kind."""
    stays: frozenset[str]
    """Keys of what may stay."""

    def kinds(self, asked: Sequence[str] = ()) -> list[str]:
        """Give the kinds asked for, else all, of which anything is left in, in the order in which they are told."""
        told = (kind for section in SECTIONS.values() for kind in section)
        return [kind for kind in told if kind in self.counts and (not asked or kind in asked)]

    def values(self, kind: str, limit: int = -1, after: int = 0) -> tuple[Valued, ...]:
        """Give the values of a kind that are left in."""
        with self.case.shelf() as shelf:
            return tuple(valued_left(shelf, self.stays, kind, limit, after))

    def places(self, valued: Valued, limit: int = -1, after: int = 0) -> tuple[LeftIn, ...]:
        """Give the files in which a value is left in."""
        with self.case.shelf() as shelf:
            return tuple(places_left(shelf, valued.kind, valued.key, limit, after))

    def weighed(self, kinds: Sequence[str] = (), limit: int | None = None, after: int = 0) -> list[Weighed]:
        """Give the findings that a reader may make."""
        with audited(self.case) as found:
            return list(found.weighed(Wanted(statuses=OPEN, kinds=tuple(kinds)), limit, after))

    @property
    def anything(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.counts or self.findings)


def report(case: Case, told: Told = silent) -> Report:
    """Give the sender's report, all that was received being looked through first."""
    look(case, told)
    with audited(case) as found:
        findings = found.kinds(OPEN)
    with case.shelf() as shelf:
        stays = keys_that_stay(case, stamp(shelf))
        return Report(case, counted_left(shelf, stays), findings, stays)


def as_finding(shelf: Shelf, valued: Valued, places: Iterable[LeftIn], *, whole: bool = False) -> Finding:
    """Give a value that is left in in the form of a finding, its words masked unless they are asked for whole."""
    said = "" if valued.kind in MASKED and not whole else valued.value.partition("\n")[0]
    traces = tuple(trace for one in places for trace in _traces(shelf, one, whole=whole))
    described = Absent(described_as=said, file_name=valued.value.partition("\n")[2])
    grade: Grade = "inferred" if valued.kind == PERHAPS else "direct"
    return Finding(id=valued.key, kind=valued.kind, grade=grade, because=traces, absent=described)


def _traces(shelf: Shelf, left: LeftIn, *, whole: bool) -> Iterator[Trace]:
    """Give a trace for each place in one file; none where it is of the file as a whole."""
    if not left.document:
        return
    ref, text = shelf.document(left.document).ref, shelf.text(left.document)
    for page, start, end in left.places:
        yield Trace(TRACE, Span(ref, start, end, shown(left.kind, text[start:end], whole=whole), page or None))
    if not left.places:
        yield Trace(TRACE, Span(ref, 0, 0, "", None))


def shown(kind: str, words: str, *, whole: bool = False) -> str:
    """Give words as a list shows them: of numbers and addresses the first and last letters only."""
    return words if whole or kind not in MASKED else masked(words)
