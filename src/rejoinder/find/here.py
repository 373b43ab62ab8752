"""Which messages are here: by id, and by who wrote when, as a quotation's introduction says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rejoinder.find.seen import Seen
from rejoinder.model import Person, Quoted
from rejoinder.text import fold
from rejoinder.thread import base_subject

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MINUTE = "YYYY-MM-DDTHH:MM"
FARTHEST = 15 * 60
"""Minutes by which two clocks on earth may differ."""
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
        self.seen = Seen(shelf)
        last = next(shelf.rows("SELECT coalesce(max(number), 0) FROM documents"))[0]
        self.authors, self.subjects = [""] * (last + 1), [""] * (last + 1)
        """By document number."""
        self.zoned, self.with_id = bytearray(last + 1), bytearray(last + 1)
        """1 where a document's date tells by which zone's clock it is; 1 where it has a message id."""
        once: dict[str, str] = {}
        sent = np.zeros((last + 1, 3), dtype=np.int64)
        count = 0
        rows = shelf.rows(
            "SELECT d.number, d.date, d.author, d.subject, d.message_id FROM documents d"
            " JOIN batches b ON b.number = d.batch"
            " WHERE d.date != '' AND b.own = 0 AND d.kind IN ('email', 'page-message')"
        )
        for number, date, author, subject, message_id in rows:
            moment = minute_of(date)
            self.with_id[number] = bool(message_id)
            if moment:
                sent[count] = (*moment, number)
                count += 1
                self.authors[number] = once.setdefault(author, author)
                bare = base_subject(subject).casefold()
                self.subjects[number] = once.setdefault(bare, bare)
                self.zoned[number] = has_zone(date)
        self._sent = sent[:count][np.lexsort(sent[:count].T[::-1])]

    def introduced(self, quoted: Quoted, quoting_date: str, *, any_zone: bool = False) -> Iterator[int]:
        """Give the documents that a quotation's introduction may speak of. See `introduces`."""
        told = minute_of(quoted.date)
        if told is None or quoted.author == Person("", ""):
            return
        for sent in self.around(told[0]):
            if introduces(quoted, self.authors[sent.document], sent, quoting_date, any_zone=any_zone):
                yield sent.document

    def around(self, minute: int) -> Iterator[Sent]:
        """Give the messages sent at a minute by some clock on earth."""
        return self._between(minute - FARTHEST, minute + FARTHEST)

    def near(self, moment: datetime, minutes: int) -> Iterator[int]:
        """Give the documents sent within so many minutes of a moment."""
        middle = int(moment.timestamp() // 60)
        for sent in self._between(middle - minutes, middle + minutes):
            yield sent.document

    def _between(self, first: int, last: int) -> Iterator[Sent]:
        """Give the messages sent from one minute to another, in order."""
        low, high = np.searchsorted(self._sent[:, 0], (first, last + 1)).tolist()
        yield from (Sent(*row) for row in self._sent[low:high].tolist())


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


def has_zone(date: str) -> bool:
    """Say whether a date tells by which zone's clock it is."""
    return bool(_ZONED.search(date))


def introduces(quoted: Quoted, author: str, sent: Sent, quoting_date: str, *, any_zone: bool = False) -> bool:
    """Say whether a quotation's introduction speaks of a message of this author sent then.

    An introduction without a zone may show the time of the quoting or of the quoted clock, or UTC; with
    any_zone, that of whatever clock shows the same minutes past the hour or the half hour.
    """
    told = minute_of(quoted.date)
    if told is None or not same_person(quoted.author, author):
        return False
    apart = told[0] - sent.minute
    offsets = {0}
    if not has_zone(quoted.date):
        quoting = minute_of(quoting_date)
        offsets |= {sent.offset, quoting[1] if quoting else 0}
    near = abs(apart) <= FARTHEST
    return any(abs(apart - offset) <= 1 for offset in offsets) or (any_zone and near and apart % 30 in (0, 1, 29))


def same_person(one: Person, shown: str) -> bool:
    """Say whether a name and address may be the author shown as `Name <address>`: same address, or a name in common."""
    theirs = fold(shown)
    if one.address and one.address.lower() in theirs:
        return True
    names = set(_NAME.findall(fold(one.name or one.address.partition("@")[0])))
    return bool(names & set(_NAME.findall(theirs.replace(".", " ").replace("_", " "))))
