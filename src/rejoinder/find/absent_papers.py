"""Papers that are spoken of without a day and are nowhere here: by a mark, by their author, below, or of a meeting."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rejoinder.find.papers import Papers, days_around
from rejoinder.find.said_dates import day_of
from rejoinder.find.spoken import DOCUMENT, Spoken, Told, author_of, finding
from rejoinder.find.titles import NOUNS, Titles
from rejoinder.keys import day_in_words
from rejoinder.model import Absent, Finding, Grade
from rejoinder.text import fold
from rejoinder.thread import base_subject

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

CLOCKS, RECKONED = 1, 8
"""Days by which a meeting's day may differ from that of its minutes; where it was reckoned."""
REST = 700
"""Characters that may follow what speaks of a message below, where nothing is below."""
_BELOW = re.compile(
    r"^[ \t>|]*(?:From|Von|De|Sent|Date|Subject|To)\s*:|wrote:|\bOriginal Message\b|^>|^[_-]{5,}", re.MULTILINE
)
_MINUTES = "minutes"
_WITH_MORE = (
    "SELECT document FROM quoted WHERE document IN (?)",
    "SELECT document FROM answers WHERE document IN (?)",
    "SELECT document FROM mentions WHERE document IN (?)",
    "SELECT document FROM thread_indexes WHERE document IN (?)",
    "SELECT d.number FROM blobs f CROSS JOIN documents d ON d.batch = f.batch AND d.path = f.parent"
    " WHERE f.parent != '' AND d.number IN (?)",
)
"""Messages that quote, answer, name or carry something: what is below may be that."""


def absent_papers(
    shelf: Shelf, papers: Papers, by_way: Mapping[str, list[Spoken]], broken: set[int], about: tuple[str, ...]
) -> Iterator[Finding]:
    """Give one finding for each paper spoken of without a day that nothing here can be."""
    asked = [one for way in ("marked", "written", "below", "meeting") for one in by_way.get(way, ())]
    if not asked:
        return
    titles = Titles(shelf, [person for one in asked for person in one.authors])
    unread = without_words(shelf)
    about = (*about, *((unread,) if unread else ()))
    grade: Grade = "inferred" if unread else "direct"
    yield from _marked(shelf, papers, titles, by_way.get("marked", ()), about, grade)
    yield from _written(shelf, papers, titles, by_way.get("written", ()), about, grade)
    yield from _below(
        shelf, papers, [one for one in by_way.get("below", ()) if one.witness.number not in broken], about
    )
    yield from _met(shelf, papers, titles, by_way.get("meeting", ()), about)


def without_words(shelf: Shelf) -> str:
    """Give what is said where a paper has no words that we could read: it may be any that is spoken of."""
    query = (
        "SELECT (SELECT count(*) FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 0 AND d.words = 0"
        " AND d.kind IN ('pdf', 'image')) + (SELECT count(*) FROM blobs l JOIN batches b ON b.number = l.batch"
        " WHERE b.own = 0 AND l.outcome = 'refused')"
    )
    [many] = next(shelf.rows(query))
    if not many:
        return ""
    return f"Papers without words that we could read, any of which may be meant: {many:,}."


def _marked(
    shelf: Shelf, papers: Papers, titles: Titles, several: Iterable[Spoken], about: tuple[str, ...], grade: Grade
) -> Iterator[Finding]:
    same: dict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for one in several:
        if not titles.bears(one.allusion.noun, one.allusion.mark):
            same[one.allusion.noun, one.allusion.mark].append(one)
    looked = "Every heading, title and file name, for this mark."
    for (noun, mark), together in same.items():
        absent = Absent(described_as=f"{noun} {mark}")
        told = Told(absent, (*about, looked), grade, papers.shown(papers.by_path(titles.others(noun))))
        yield finding(shelf, DOCUMENT, told, together)


def _written(
    shelf: Shelf, papers: Papers, titles: Titles, several: Iterable[Spoken], about: tuple[str, ...], grade: Grade
) -> Iterator[Finding]:
    same: dict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for one in several:
        noun, authors = one.allusion.noun, one.authors
        wrote = bool(authors) and one.allusion.author not in ("my", "your") and papers.knows(authors)
        if not wrote and not titles.has(noun, authors, one.witness.number):
            same[noun, fold(author_of(one)) or one.allusion.author].append(one)
    looked = "The name, title and beginning of every document, for what it is and whose."
    for (noun, _), together in same.items():
        first = together[0]
        near = [
            *papers.by_path(titles.of_kind.get(NOUNS.get(noun, noun), ())),
            *papers.of_person(first.authors, day_of(first.witness.date), 0),
        ]
        told = Told(
            Absent(author=author_of(first), described_as=noun),
            (*about, looked),
            grade,
            papers.shown([one for one in near if one != first.witness.number]),
        )
        yield finding(shelf, DOCUMENT, told, together)


def _below(shelf: Shelf, papers: Papers, several: Sequence[Spoken], about: tuple[str, ...]) -> Iterator[Finding]:
    """Give the messages said to be below in a mail that ends soon after, and answers none that could be meant."""
    numbers = {one.witness.number for one in several if one.witness.kind == "email"}
    with_more = {number for query in _WITH_MORE for (number,) in shelf.rows_of(query, numbers)}
    seen = set[int]()
    looked = "Everything below these words in the message, and earlier messages under its subject."
    for one in several:
        number = one.witness.number
        if number not in numbers or number in with_more or number in seen or not _ends(shelf, one):
            continue
        if papers.under_subject(base_subject(one.witness.subject), number):
            continue
        seen.add(number)
        near = papers.of_person(one.authors, day_of(one.witness.date), number) if one.authors else []
        absent = Absent(author=author_of(one), described_as="email said to be below")
        yield finding(shelf, DOCUMENT, Told(absent, (*about, looked), "direct", papers.shown(near)), [one])


def _ends(shelf: Shelf, one: Spoken) -> bool:
    """Say whether a message ends soon after a mention, with nothing that could be another message."""
    rest = shelf.text(one.witness.number)[one.allusion.end :]
    return len(rest) <= REST and not _BELOW.search(rest)


def _met(
    shelf: Shelf, papers: Papers, titles: Titles, several: Iterable[Spoken], about: tuple[str, ...]
) -> Iterator[Finding]:
    """Give the minutes of formal meetings at which something was decided, where nothing dated that day is here."""
    same: dict[str, list[Spoken]] = defaultdict(list)
    minutes = frozenset(titles.of_kind.get("minute", ()))
    for one in several:
        day = day_of(one.allusion.date)
        if day is None or len(one.allusion.date) != len("2016-05-03"):
            continue
        days = list(days_around(day, RECKONED if one.allusion.relative else CLOCKS))
        if not papers.is_headed(days, one.witness.number) and not papers.is_dated(days, minutes - {one.witness.number}):
            same[one.allusion.date].append(one)
    for date, together in same.items():
        day = day_of(date)
        looked = (
            f"Every paper dated {day_in_words(date)} or about then, whatever its kind and title.",
            "That a formal meeting at which something was decided left minutes is inferred; none are spoken of.",
        )
        near = papers.nearest(day, (), _MINUTES, together[0].witness.number) if day else ()
        yield finding(
            shelf,
            DOCUMENT,
            Told(Absent(date=date, described_as=_MINUTES), (*about, *looked), "inferred", near),
            together,
        )
