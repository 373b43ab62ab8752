"""Which messages are here: by id, and by who wrote when, as a quotation's introduction says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.model import Person, Quoted
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MINUTE = "YYYY-MM-DDTHH:MM"
_ZONED = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_NAME = re.compile(r"[^\W\d_]{2,}")


class Sent(NamedTuple):
    """When a message that is here was sent: in UTC, and by how much its own clock differed, in minutes."""

    minute: int
    offset: int
    document: int


class Here:
    """The messages of the disclosure, found by the minute they were sent and who wrote them."""

    def __init__(self, shelf: Shelf) -> None:
        self.sent: list[Sent] = []
        self.names: dict[int, str] = {}
        rows = shelf.rows(
            "SELECT d.number, d.date, d.author FROM documents d JOIN batches b ON b.number = d.batch"
            " WHERE d.date != '' AND b.own = 0 AND d.kind IN ('email', 'page-message')"
        )
        for number, date, author in rows:
            moment = minute_of(str(date))
            if moment:
                self.sent.append(Sent(*moment, int(str(number))))
                self.names[int(str(number))] = str(author)
        self.sent.sort()
        self._minutes = [sent.minute for sent in self.sent]

    def introduced(self, quoted: Quoted, quoting_date: str) -> int | None:
        """Give the document that a quotation's introduction speaks of: same author, same minute; None when none.

        An introduction without a zone may show the time of the quoting or of the quoted clock, or UTC.
        """
        if len(quoted.date) < len(MINUTE) or quoted.author == Person("", ""):
            return None
        told = minute_of(quoted.date)
        if told is None:
            return None
        quoting = minute_of(quoting_date)
        quoting_offset = quoting[1] if quoting else 0
        for sent in self._around(told[0]):
            allowed = {0} if _ZONED.search(quoted.date) else {0, sent.offset, quoting_offset}
            apart = told[0] - sent.minute
            if any(abs(apart - offset) <= 1 for offset in allowed) and same_person(
                quoted.author, self.names[sent.document]
            ):
                return sent.document
        return None

    def _around(self, minute: int) -> Iterator[Sent]:
        start = bisect_left(self._minutes, minute - 15 * 60)
        for sent in self.sent[start:]:
            if sent.minute > minute + 15 * 60:
                return
            yield sent

    def near(self, moment: datetime, minutes: int) -> Iterator[int]:
        """Give the documents sent within so many minutes of a moment."""
        middle = int(moment.timestamp() // 60)
        for sent in self.sent[bisect_left(self._minutes, middle - minutes) :]:
            if sent.minute > middle + minutes:
                return
            yield sent.document


def minute_of(date: str) -> tuple[int, int] | None:
    """Give a date as minutes since 1970 in UTC, and its zone in minutes; None when it has no time of day."""
    if len(date) < len(MINUTE):
        return None
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    offset = moment.utcoffset() or timedelta()
    plain = moment.replace(tzinfo=UTC) - offset
    return int(plain.timestamp() // 60), int(offset.total_seconds() // 60)


def same_person(one: Person, shown: str) -> bool:
    """Say whether a name and address may be the author shown as `Name <address>`: same address, or a name in common."""
    theirs = fold(shown)
    if one.address and one.address.lower() in theirs:
        return True
    names = set(_NAME.findall(fold(one.name or one.address.partition("@")[0])))
    return bool(names & set(_NAME.findall(theirs.replace(".", " ").replace("_", " "))))
