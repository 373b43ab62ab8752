"""Messages that are here on paper only: printed, without the id by which others answer them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

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
LONGEST = 60 * 24 * 60
"""Minutes after which an answer is hardly one to a message of the same subject."""


class OnPaper(NamedTuple):
    """One printed message, and when it was sent, as the page says it."""

    minute: int
    document: int


class Printed:
    """The printed messages of the disclosure of which no file is here as well, by their subjects."""

    def __init__(self, shelf: Shelf, here: Here, joined: Joined) -> None:
        self._shelf = shelf
        self._quoted: dict[int, set[int]] = defaultdict(set)
        self._by_subject: dict[str, list[OnPaper]] = defaultdict(list)
        self._by_domain: dict[str, list[OnPaper]] = defaultdict(list)
        rows = shelf.rows(
            "SELECT d.number, d.date, d.author, d.subject FROM documents d JOIN batches b ON b.number = d.batch"
            " WHERE b.own = 0 AND d.kind = 'page-message' AND d.message_id = '' ORDER BY d.batch, d.path"
        )
        for number, date, author, subject in rows:
            moment = minute_of(date)
            if moment and not self._has_a_file(here, number, moment[0], author):
                key = base_subject(fold(subject))
                self._by_subject[key].append(OnPaper(moment[0], number))
                if domain := author.rstrip(">").partition("@")[2].lower():
                    self._by_domain[domain].append(OnPaper(moment[0], number))
        self._documents = {one.document for some in self._by_subject.values() for one in some}
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

    def may_be(self, key: str, answers: Sequence[tuple[int, int]]) -> bool:
        """Say whether a message that these documents answer, each from its place, may be one that is here on paper.

        It may where they quote that one, or where it is older and of their subject, or of an author of the id's domain:
        a page does not say its id.
        """
        if not self._by_subject:
            return False
        nearest = min((place for _, place in answers), default=0)
        near = [document for document, place in answers if place == nearest]
        return any(self._quoted.get(document, set()) & self._documents for document in near) or any(
            self._follows(document, key.partition("@")[2]) for document in near
        )

    def _follows(self, document: int, domain: str) -> bool:
        """Say whether a printed message of a document's subject, or from a domain, was sent before it."""
        answer = self._shelf.document(document)
        moment = minute_of(answer.date)
        same = [*self._by_subject.get(base_subject(fold(answer.subject)), ()), *self._by_domain.get(domain, ())]
        return moment is not None and any(
            one.document != document and -FARTHEST <= moment[0] - one.minute <= LONGEST for one in same
        )
