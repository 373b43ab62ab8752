"""Which absent message may answer what was asked: one that names its day as theirs, or has its subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rejoinder.awaiting.sent import Sent
from rejoinder.find.said_dates import said_dates
from rejoinder.keys import home_of, key_of
from rejoinder.model import Absent, Finding
from rejoinder.thread import base_subject

ANY_DAY = "2000-01-01"
"""A day from which to reckon, where it matters only whether any is named."""


def with_absent(sent: Iterable[Sent], absent: Iterable[Finding], subject: str) -> Iterator[Sent]:
    """Give each with the first absent message that may answer it, where nothing here does: nobody is silent then."""
    looked = _Absent([one for one in absent if _is_to(one.absent, subject)])
    for one in sent:
        found = None if one.answers else looked.answer_of(one)
        yield replace(one, absent=found.id) if found else one


class _Absent:
    """Absent messages by the days that their subjects name, and by their subjects."""

    def __init__(self, absent: Sequence[Finding]) -> None:
        self._absent = absent
        self._by_day: dict[str, list[int]] = defaultdict(list)
        self._by_subject: dict[str, list[int]] = defaultdict(list)
        self._undated: dict[str, list[int]] = defaultdict(list)
        """By their subject those that name a day, and have none from which it can be reckoned."""
        for place, known in enumerate(one.absent for one in absent):
            if known.subject:
                self._by_subject[base_subject(known.subject).lower()].append(place)
            days = {said.date for said in said_dates(known.subject, known.date or ANY_DAY)}
            if days and not known.date:
                self._undated[known.subject].append(place)
            for day in days if known.date else ():
                self._by_day[day].append(place)

    def answer_of(self, one: Sent) -> Finding | None:
        """Give the first that may answer it."""
        day, homes = one.holding.date[:10], {home_of(person) or key_of(person) for person in one.to}
        places = [*self._by_day.get(day, ()), *self._by_subject.get(base_subject(one.holding.subject).lower(), ())]
        for subject, several in self._undated.items():
            if day in {said.date for said in said_dates(subject, one.holding.date)}:
                places += several
        found = (self._absent[place] for place in sorted(set(places)))
        return next((each for each in found if _is_from(each.absent, homes, day)), None)


def _is_to(known: Absent, subject: str) -> bool:
    """Say whether an absent message may be one to the subject."""
    return not known.recipients or any(subject.lower() in each.lower() for each in known.recipients)


def _is_from(known: Absent, homes: set[str], day: str) -> bool:
    """Say whether an absent message may be from those asked, of this day or later."""
    theirs = not known.author or (home_of(known.author) or key_of(known.author)) in homes
    return theirs and (not known.date or known.date[:10] >= day)
