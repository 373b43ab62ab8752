"""Where a document that is spoken of may be in the disclosure: by its day, by who wrote it, by what it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rejoinder.find.here import same_person
from rejoinder.find.said_dates import day_of, said_dates
from rejoinder.model import MESSAGES, Near, Person, Quoted
from rejoinder.text import fold
from rejoinder.thread import base_subject

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

EVERY = 1 << 31
"""A number after that of every batch."""
HEAD = 1_200
"""Characters at the beginning of a page in which a letter's date stands."""
HEADS = 60
"""Pages of one document whose beginnings are looked at."""
NEAR = timedelta(days=14)
NEAREST = 3
"""Documents that are shown as those that come nearest."""
_DATED_LINE = re.compile(r"^[^\w\n]{0,3}(?:Sent|Date|Dated|On)\b[^\n]{3,80}", re.MULTILINE)
"""A line that dates mail printed or pasted into a file, wherever on a page it stands."""
_QUOTED = msgspec.json.Decoder(Quoted)


class Paper(NamedTuple):
    """One document of the disclosure as far as it is compared with what is spoken of."""

    number: int
    kind: str
    author: str
    title: str
    path: str
    day: str


class Papers:
    """The documents of the disclosure and the messages quoted in it, by day."""

    def __init__(self, shelf: Shelf, until: int = EVERY) -> None:
        """Take in what the batches up to this number brought."""
        self._shelf = shelf
        self.papers: dict[int, Paper] = {}
        self._authors: dict[Person, bool] = {}
        self._days: dict[str, list[int]] = defaultdict(list)
        self._by_author: dict[str, list[tuple[str, int]]] = defaultdict(list)
        rows = shelf.rows(
            "SELECT d.number, d.kind, d.author, d.subject, d.path, substr(d.date, 1, 10) FROM documents d"
            " JOIN batches b ON b.number = d.batch WHERE b.own = 0 AND d.batch <= ?",
            until,
        )
        for row in rows:
            paper = Paper(*row)
            self.papers[paper.number] = paper
            if len(paper.day) == 10:
                self._days[paper.day].append(paper.number)
                self._by_author[paper.author].append((paper.day, paper.number))
        for dated in self._by_author.values():
            dated.sort()
        self._subjects: dict[str, int] | None = None
        self._heads = self._dated_by_their_heads()
        self._headed = frozenset(number for several in self._heads.values() for number in several)
        self._quoted: dict[str, list[Person]] = defaultdict(list)
        query = "SELECT q.body FROM quoted q JOIN documents d ON d.number = q.document WHERE d.batch <= ?"
        for (body,) in shelf.rows(query, until):
            quoted = _QUOTED.decode(body)
            if len(quoted.date) >= 10:
                self._quoted[quoted.date[:10]].append(quoted.author)

    def _dated_by_their_heads(self) -> dict[str, list[int]]:
        """Give, by day, the papers that name it at the beginning of a page: neither messages nor of a calendar."""
        heads: dict[str, list[int]] = defaultdict(list)
        for paper in self.papers.values():
            if paper.kind in MESSAGES or paper.kind == "calendar":
                continue
            starts = self._shelf.rows(
                "SELECT start FROM pages WHERE document = ? ORDER BY number LIMIT ?", paper.number, HEADS
            )
            text = self._shelf.text(paper.number)
            for start in {0, *(start for (start,) in starts)}:
                for told in said_dates(text, "", start, min(start + HEAD, len(text))):
                    heads[told.date].append(paper.number)
            for line in _DATED_LINE.finditer(text):
                for told in said_dates(text, "", *line.span()):
                    heads[told.date].append(paper.number)
        return heads

    def knows(self, people: Iterable[Person]) -> bool:
        """Say whether each of these people is the author of some document here: a list or a shared box may be none."""
        return all(self._is_author(one) for one in people)

    def _is_author(self, person: Person) -> bool:
        if person not in self._authors:
            self._authors[person] = any(same_person(person, shown) for shown in self._by_author)
        return self._authors[person]

    def is_here(self, days: Sequence[str], authors: Sequence[Person], noun: str, witness: int) -> bool:
        """Say whether what was written on one of these days, by one of these authors if known, may be here."""
        for day in days:
            if any(number != witness for number in self._heads.get(day, ())):
                return True
            if any(_may_be_of(author, authors) for author in self._quoted.get(day, ())):
                return True
            for number in self._days.get(day, ()):
                paper = self.papers[number]
                if number != witness and (self._may_be(paper, authors) or noun in fold(f"{paper.title} {paper.path}")):
                    return True
        return False

    def bringing(self, days: Sequence[str], authors: Sequence[Person], noun: str, before: Papers) -> int:
        """Give the paper of one of these days, called so or of one of these authors, that was not here before."""
        for day in days:
            for number in (*self._heads.get(day, ()), *self._days.get(day, ())):
                paper = self.papers[number]
                named = noun in fold(f"{paper.title} {paper.path}")
                theirs = bool(authors and paper.author) and self._may_be(paper, authors)
                if number not in before.papers and paper.kind != "calendar" and (named or theirs):
                    return paper.number
        return 0

    def is_headed(self, days: Iterable[str], witness: int) -> bool:
        """Say whether a paper that is no message is dated one of these days."""
        return any(number != witness for day in days for number in self._heads.get(day, ()))

    def headed(self) -> dict[int, list[str]]:
        """Give, by document, the days that the beginnings of its pages name."""
        found: dict[int, list[str]] = defaultdict(list)
        for day, numbers in self._heads.items():
            for number in numbers:
                found[number].append(day)
        return found

    def is_dated(self, days: Iterable[str], numbers: frozenset[int]) -> bool:
        """Say whether one of these documents is of one of these days, or of none."""
        undated = any(not self.papers[number].day for number in numbers if number and number not in self._headed)
        return undated or any(number in numbers for day in days for number in self._days.get(day, ()))

    def under_subject(self, subject: str, witness: int) -> bool:
        """Say whether another message bears this subject, or the subject says nothing."""
        if self._subjects is None:
            self._subjects = defaultdict(int)
            for paper in self.papers.values():
                if paper.kind in MESSAGES:
                    self._subjects[base_subject(paper.title)] += 1
        return not subject or self._subjects[subject] > (witness in self.papers)

    def _may_be(self, paper: Paper, authors: Sequence[Person]) -> bool:
        return not authors or not paper.author or any(same_person(author, paper.author) for author in authors)

    def nearest(self, day: date, authors: Sequence[Person], noun: str, witness: int) -> tuple[Near, ...]:
        """Give up to three documents nearest to a day: of these authors, or called as what is looked for."""
        near = []
        for shown, dated in self._by_author.items():
            if any(same_person(author, shown) for author in authors):
                place = bisect_left(dated, (day.isoformat(), 0))
                near += [number for _, number in dated[max(0, place - 3) : place + 4] if number != witness]
        for one in days_around(day, NEAR.days):
            that_day = (*self._heads.get(one, ()), *(() if authors else self._days.get(one, ())))
            near += [
                number for number in that_day if number != witness and (not authors or self._is_called(number, noun))
            ]
        papers = {(abs(that - day), number) for number in near if (that := day_of(self.papers[number].day))}
        papers |= {(NEAR, number) for number in near if not self.papers[number].day}
        return self.shown([number for apart, number in sorted(papers, key=self._in_order) if apart <= NEAR])

    def _in_order(self, apart_and_number: tuple[timedelta, int]) -> tuple[timedelta, str]:
        """Give what says which document comes first: how far it is, then its path, the same in any order read."""
        apart, number = apart_and_number
        return apart, self.papers[number].path

    def by_path(self, numbers: Iterable[int]) -> list[int]:
        """Give documents in the order of their paths; those of no disclosed document left out."""
        return sorted(set(numbers) & self.papers.keys(), key=lambda one: self.papers[one].path)

    def _is_called(self, number: int, noun: str) -> bool:
        paper = self.papers[number]
        return noun in fold(f"{paper.title} {paper.path}") or paper.kind not in MESSAGES

    def of_person(self, people: Sequence[Person], day: date | None, witness: int) -> list[int]:
        """Give the documents of these people, those nearest to a day first."""
        found = [
            (abs(that - day) if day and (that := day_of(written)) else timedelta(), number)
            for shown, dated in self._by_author.items()
            if any(same_person(one, shown) for one in people)
            for written, number in dated
        ]
        return [number for _, number in sorted(found, key=self._in_order) if number != witness]

    def shown(self, numbers: Iterable[int]) -> tuple[Near, ...]:
        """Give up to three documents as a finding shows those that come nearest."""
        several = (self.papers[one] for one in list(dict.fromkeys(numbers))[:NEAREST])
        return tuple(
            Near(self._shelf.document(one.number).ref, one.path, one.kind, one.day, one.author) for one in several
        )

    def brought_after(self, witness: int, files: frozenset[int]) -> bool:
        """Say whether another message of the same author and subject, within two weeks, has files or speaks of one."""
        mine = self.papers[witness]
        day, subject = day_of(mine.day), base_subject(mine.title)
        if day is None or not subject:
            return False
        dated = self._by_author.get(mine.author, [])
        first = bisect_left(dated, ((day - NEAR).isoformat(), 0))
        for that, number in dated[first : bisect_left(dated, ((day + NEAR).isoformat(), 0))]:
            same = number != witness and that >= mine.day and base_subject(self.papers[number].title) == subject
            if same and (number in files or self._adds(number, witness)):
                return True
        return False

    def _adds(self, number: int, witness: int) -> bool:
        """Say whether a message speaks of attachments and is no copy of another one."""
        text = self._shelf.text(number)
        return "ttach" in text and text != self._shelf.text(witness)


def _may_be_of(author: Person, authors: Sequence[Person]) -> bool:
    if not authors or author == Person("", ""):
        return True
    return any(same_person(one, f"{author.name} <{author.address}>") for one in authors)


def days_around(day: date, apart: int) -> Iterator[str]:
    """Give the days from so many before a day to so many after it, in ISO 8601."""
    for step in range(-apart, apart + 1):
        yield (day + timedelta(days=step)).isoformat()


def named(people: Iterable[str]) -> list[Person]:
    """Give people shown as `Name <address>` as persons."""
    found = []
    for shown in people:
        name, _, address = shown.rpartition(" <") if " <" in shown else (shown, "", "")
        found.append(Person(name, address.rstrip(">")) if address else _alone(shown))
    return [one for one in found if one != Person("", "")]


def _alone(shown: str) -> Person:
    return Person("", shown.strip("<>")) if "@" in shown else Person(shown, "")
