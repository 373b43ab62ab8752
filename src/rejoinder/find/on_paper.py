"""Messages that are here on paper only: printed, without the id by which others answer them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rejoinder.find.here import FARTHEST, Here, minute_of, same_person
from rejoinder.find.sources import Joined
from rejoinder.find.traces import own_words
from rejoinder.fingerprints import words
from rejoinder.model import Person
from rejoinder.text import fold
from rejoinder.thread import base_subject
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

ALIKE = 0.7
"""Of the words of the longer of two copies of one message, how many the other has."""
SHORTLY = 3 * 24 * 60
"""Minutes before an answer within which any printed message may be the one it answers."""
LONGEST = 60 * 24 * 60
"""Minutes after which an answer is hardly one to a message of the same subject."""


class Printed:
    """The printed messages of the disclosure of which no file is here as well, by their subjects."""

    def __init__(self, shelf: Shelf, here: Here, joined: Joined) -> None:
        self._shelf = shelf
        self._documents: set[int] = set()
        self._sent: list[int] = []
        self._by_subject: dict[str, list[int]] = defaultdict(list)
        self._by_domain: dict[str, list[int]] = defaultdict(list)
        self._quoted: dict[int, set[int]] = defaultdict(set)
        rows = shelf.rows(
            "SELECT d.number, d.date, d.author, d.subject FROM documents d JOIN batches b ON b.number = d.batch"
            " WHERE b.own = 0 AND d.kind = 'page-message' AND d.message_id = '' ORDER BY d.batch, d.path"
        )
        for number, date, author, subject in rows:
            moment = minute_of(date)
            if moment and not self._has_a_file(here, number, moment[0], author):
                self._documents.add(number)
                insort(self._sent, moment[0])
                insort(self._by_subject[base_subject(fold(subject))], moment[0])
                if domain := author.rstrip(">").partition("@")[2].lower():
                    insort(self._by_domain[domain], moment[0])
        for number, document, message in shelf.quoted(joined.sources) if self._documents else ():
            if message.depth == 1:
                self._quoted[document].update(source.document for source in joined.sources[number])

    def _has_a_file(self, here: Here, number: int, minute: int, author: str) -> bool:
        """Say whether the message is here as a file too, whatever zone's clock the page shows."""
        name, _, address = author.partition(" <")
        person = Person("" if "@" in name else name, address.rstrip(">") or (name if "@" in name else ""))
        return any(
            here.with_id[sent.document]
            and (sent.minute - minute) % 30 in (0, 1, 29)
            and same_person(person, here.authors[sent.document])
            and self._says_the_same(number, sent.document)
            for sent in here.around(minute)
        )

    def _says_the_same(self, one: int, other: int) -> bool:
        """Say whether two messages have most of their own words in common."""
        first, second = (self._own(number) for number in (one, other))
        return len(first & second) >= ALIKE * max(len(first), len(second))

    def _own(self, number: int) -> set[bytes]:
        text = self._shelf.text(number)
        return set(words(own_words(text, zones(text, self._shelf.document(number).body_start))))

    def may_be(self, key: str, answers: Sequence[tuple[int, int]], *, quoted: bool) -> bool:
        """Say whether a message that these documents answer, each from its place, may be one that is here on paper.

        It may where they quote that one; where it is older and of their subject, or of an author of the id's domain;
        or, where nobody quotes the message answered, when any was sent shortly before: a page does not say its id.
        """
        if not self._documents:
            return False
        nearest = min((place for _, place in answers), default=0)
        near = [document for document, place in answers if place == nearest]
        domain = key.partition("@")[2]
        return any(
            self._quoted.get(one, set()) & self._documents or self._follows(one, domain, quoted=quoted) for one in near
        )

    def _follows(self, document: int, domain: str, *, quoted: bool) -> bool:
        """Say whether a printed message that a document may answer was sent before it."""
        answer = self._shelf.document(document)
        moment = minute_of(answer.date)
        if moment is None:
            return False
        same = (self._by_subject.get(base_subject(fold(answer.subject)), []), self._by_domain.get(domain, []))
        shortly = not quoted and _has_within(self._sent, moment[0], SHORTLY)
        return shortly or any(_has_within(some, moment[0], LONGEST) for some in same)


def _has_within(minutes: Sequence[int], moment: int, longest: int) -> bool:
    """Say whether any of these minutes is at most so long before a moment, or after it by another zone's clock only."""
    at = bisect_left(minutes, moment - longest)
    return at < len(minutes) and minutes[at] <= moment + FARTHEST
