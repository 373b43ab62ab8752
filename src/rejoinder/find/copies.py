"""Pairs of documents that may be copies of one: by id, by subject and minute, or by words that are nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from rejoinder.covered import BLOCK
from rejoinder.find.alike import ALIKE, first_of_all, likely, shares
from rejoinder.find.here import minute_of
from rejoinder.find.one_document import MAILS
from rejoinder.find.said_dates import day_of
from rejoinder.fingerprints import Numbers
from rejoinder.text import fold
from rejoinder.thread import base_subject

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MAIL, PAPER, NEITHER = 1, 2, 0
FORM = 4
"""Papers of other words that one is nearly the same as, beyond which all of them are taken for one form filled in."""
BESIDE = 5
"""Mails of one subject and minute that are held against each other."""
UNKNOWN = 0
_PAPERS = ("pdf", "word", "text", "html", "image", "sheet", "slides")


class Copies:
    """The pairs of a case that may be copies of one document, each of other words, every pair of wordings once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._same = first_of_all(shelf)
        count = len(self._same)
        self._kinds = np.zeros(count, dtype=np.int8)
        self._subjects, self._days = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        self._told, self._shown = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        self._own = np.zeros(count, dtype=bool)
        query = (
            "SELECT d.number, d.kind, d.conversation, d.subject, d.date, b.own FROM documents d"
            " JOIN batches b ON b.number = d.batch"
        )
        for number, kind, conversation, subject, date, own in shelf.rows(query):
            self._own[number] = own
            if kind in MAILS and not conversation:
                self._kinds[number] = MAIL
                bare = "" if BLOCK in subject else "".join(fold(base_subject(subject)).split())
                self._subjects[number] = crc32(bare.encode("utf-8", "replace")) if bare else UNKNOWN
                self._days[number] = day.toordinal() if (day := day_of(date)) else UNKNOWN
                minute, zone = minute_of(date) or (UNKNOWN, 0)
                self._told[number], self._shown[number] = minute, minute + zone
            elif kind in _PAPERS:
                self._kinds[number] = PAPER

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Give the pairs, the surest first."""
        seen: set[tuple[int, int]] = set()
        for one, other in self._all():
            alike = tuple(sorted((int(self._same[one]), int(self._same[other]))))
            if alike[0] != alike[1] and alike not in seen and not (self._own[one] and self._own[other]):
                seen.add((alike[0], alike[1]))
                yield one, other

    def _all(self) -> Iterator[tuple[int, int]]:
        yield from self._of_one_id()
        for minutes in (self._told, self._shown):
            yield from self._of_one_minute(minutes)
        yield from self._of_like_words()

    def _of_one_id(self) -> Iterator[tuple[int, int]]:
        query = (
            "SELECT i.key, i.document FROM ids i JOIN documents d ON d.number = i.document WHERE d.conversation = ''"
            " AND i.key IN (SELECT key FROM ids GROUP BY key HAVING count(*) > 1) ORDER BY i.key, d.batch, d.path"
        )
        last, first = "", 0
        for key, document in self._shelf.rows(query):
            if key == last:
                yield first, document
            else:
                last, first = key, document

    def _of_one_minute(self, minutes: Numbers) -> Iterator[tuple[int, int]]:
        mails = np.flatnonzero((self._kinds == MAIL) & (self._subjects != UNKNOWN) & (minutes != UNKNOWN))
        mails = mails[np.lexsort((mails, minutes[mails], self._subjects[mails]))]
        for step in range(1, min(BESIDE, len(mails))):
            one, other = mails[:-step], mails[step:]
            near = (self._subjects[one] == self._subjects[other]) & (minutes[other] - minutes[one] <= 1)
            yield from zip(one[near].tolist(), other[near].tolist(), strict=True)

    def _of_like_words(self) -> Iterator[tuple[int, int]]:
        pairs = likely(self._shelf, self._same)
        one, other = pairs[:, 0], pairs[:, 1]
        mails = (self._kinds[one] == MAIL) & (self._kinds[other] == MAIL)
        one_day = np.abs(self._days[one] - self._days[other]) <= 1
        unknown = (self._days[one] == UNKNOWN) | (self._days[other] == UNKNOWN)
        blank = (self._subjects[one] == UNKNOWN) | (self._subjects[other] == UNKNOWN)
        mails &= (one_day | unknown) & (blank | (self._subjects[one] == self._subjects[other]))
        papers = (self._kinds[one] == PAPER) & (self._kinds[other] == PAPER)
        like = np.bincount(pairs[papers].ravel(), minlength=len(self._same))
        papers &= (like[one] <= FORM) & (like[other] <= FORM)
        papers[papers] = shares(self._shelf, self._same, pairs[papers]) >= ALIKE
        yield from map(tuple, pairs[mails | papers].tolist())
