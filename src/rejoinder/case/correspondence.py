"""The messages of a case by day, and by who wrote to whom, with the absent ones beside those that are here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from rejoinder.case.judging import audited
from rejoinder.case.receiving import Case
from rejoinder.keys import key_of
from rejoinder.shelf import correspondence
from rejoinder.shelf.findings import Known

MESSAGE = ("absent-message",)
DATED = ("absent-message", "absent-document", "absent-note")
TOP = 10
"""Senders, and recipients, who are named; the rest are summed."""


SILENT = 14
"""Days without a message, between the first and the last message, that are shown as a silence."""


@dataclass(frozen=True, slots=True)
class Days:
    """The messages of one year by day, its silences, and the absent documents of its days."""

    year: int
    years: tuple[int, ...]
    """Every year that has any."""
    messages: dict[str, int]
    silences: tuple[tuple[date, date], ...]
    absent: dict[str, tuple[Known, ...]]

    def is_silent(self, day: date) -> bool:
        """Say whether a day is of a silence."""
        return any(first <= day <= last for first, last in self.silences)


class Person(NamedTuple):
    """Somebody who wrote, or to whom was written."""

    key: str
    shown: str
    messages: int


class Cell(NamedTuple):
    """What one wrote to another: messages that are here, and absent ones."""

    messages: int = 0
    absent: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrote:
    """Who wrote to whom; those who are not named are summed under an empty key."""

    senders: tuple[Person, ...]
    recipients: tuple[Person, ...]
    cells: dict[tuple[str, str], Cell]
    other_senders: int = 0
    other_recipients: int = 0

    def cell(self, sender: str, recipient: str) -> Cell:
        """Give what one wrote to another."""
        return self.cells.get((sender, recipient), Cell())


def days(case: Case, year: int = 0) -> Days:
    """Give one year of a case's messages by day; the last one where none is named, or the one named has none."""
    with audited(case) as found:
        known = [one for one in found.absent(DATED) if _day(one.date)]
    with case.shelf() as shelf:
        counted = {day: many for day, many in correspondence.days(shelf).items() if _day(day)}
    years = tuple(sorted({int(one[:4]) for one in (*counted, *(one.date for one in known))}))
    chosen = year if year in years else next(iter(years[-1:]), 0)
    absent: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        absent[one.date[:10]].append(one)
    of_year = f"{chosen:04}"
    return Days(
        chosen,
        years,
        {day: many for day, many in counted.items() if day.startswith(of_year)},
        tuple(span for span in _silences(counted) if chosen in range(span[0].year, span[1].year + 1)),
        {day: tuple(several) for day, several in sorted(absent.items()) if day.startswith(of_year)},
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _silences(days: Iterable[str]) -> Iterator[tuple[date, date]]:
    """Give the first and the last day of every long run of days without a message between two with one."""
    one_day = timedelta(days=1)
    for before, after in pairwise(map(date.fromisoformat, days)):
        if (after - before).days > SILENT:
            yield before + one_day, after - one_day


def wrote(case: Case, top: int = TOP) -> Wrote:
    """Give who wrote to whom: those who wrote most, those to whom most was written, and the rest summed."""
    with audited(case) as found:
        absent = list(found.absent(MESSAGE))
    with case.shelf() as shelf:
        sent, received = correspondence.sent(shelf), correspondence.received(shelf)
        shown = correspondence.people(shelf)
        keys_of = _keys_of(absent, shown)
        missed = [(one, *_between(one, keys_of)) for one in absent]
        lost_by = Counter(key for _, key, _ in missed)
        lost_to = Counter(key for *_, keys in missed for key in keys)
        written = Counter({key: one.messages for key, one in sent.items()})
        senders, recipients = _most(written, lost_by, top), _most(Counter(received), lost_to, top)
        named = correspondence.between(shelf, senders, recipients)
    here = _with_others(named, {key: sent[key].letters for key in sent}, received, senders, recipients)
    return Wrote(
        tuple(Person(key, shown.get(key, key), written[key]) for key in senders),
        tuple(Person(key, shown.get(key, key), received.get(key, 0)) for key in recipients),
        _cells(here, missed, frozenset(senders), frozenset(recipients)),
        len((sent.keys() | lost_by.keys()) - {""}) - len(senders),
        len((received.keys() | lost_to.keys()) - {""}) - len(recipients),
    )


def _with_others(
    named: dict[tuple[str, str], int],
    sent: dict[str, int],
    received: dict[str, int],
    senders: Sequence[str],
    recipients: Sequence[str],
) -> dict[tuple[str, str], int]:
    """Give the messages by pair, with what the rest wrote and were written, summed under an empty key."""
    here = dict(named)
    for sender in senders:
        here[sender, ""] = sent.get(sender, 0) - sum(named.get((sender, one), 0) for one in recipients)
    for recipient in recipients:
        here["", recipient] = received.get(recipient, 0) - sum(named.get((one, recipient), 0) for one in senders)
    here["", ""] = sum(sent.values()) - sum(here.values())
    return {pair: many for pair, many in here.items() if many}


def _most(here: Counter[str], lost: Counter[str], top: int) -> list[str]:
    """Give those with most messages, those that are absent counted in; whoever is not known is among the rest."""
    both = here + lost
    return sorted((key for key in both if key), key=lambda key: (-both[key], key))[:top]


def _cells(
    here: dict[tuple[str, str], int],
    missed: Iterable[tuple[Known, str, Sequence[str]]],
    senders: frozenset[str],
    recipients: frozenset[str],
) -> dict[tuple[str, str], Cell]:
    lost: dict[tuple[str, str], dict[Known, None]] = defaultdict(dict)
    for one, sender, keys in missed:
        for key in keys:
            lost[sender if sender in senders else "", key if key in recipients else ""][one] = None
    return {place: Cell(here.get(place, 0), tuple(lost.get(place, ()))) for place in here.keys() | lost.keys()}


def _keys_of(absent: Iterable[Known], shown: dict[str, str]) -> dict[str, str]:
    """Give the key of everybody in what is absent: by the name where that alone is said and known here."""
    said = {one for known in absent for one in (known.author, *known.recipients.split("\n")) if one}
    keys = {one: key_of(one) for one in said}
    if all("@" in key for key in keys.values()):
        return keys
    named = {key_of(one.rpartition(" <")[0]): key for key, one in shown.items() if one.endswith(">")}
    return {one: key if "@" in key else named.get(key, key) for one, key in keys.items()}


def _between(known: Known, keys_of: dict[str, str]) -> tuple[str, list[str]]:
    """Give who wrote an absent message and to whom, by their keys; an empty one for nobody known."""
    to = dict.fromkeys(keys_of[one] for one in known.recipients.split("\n") if one)
    return keys_of.get(known.author, ""), list(to) or [""]
