"""Documents that people speak of and that are not in the disclosure, and what they say they hold besides.

To speak of a document is a direct allusion to it (CPR 31.14; Rubin v Expandable Ltd [2008] EWCA Civ 59).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rejoinder.find.absent_papers import absent_papers
from rejoinder.find.checks import checked
from rejoinder.find.papers import Papers, days_around
from rejoinder.find.said_dates import day_of
from rejoinder.find.spoken import DOCUMENT, STOCK, Spoken, Told, author_of, finding, spoken, words_of
from rejoinder.keys import day_in_words, described
from rejoinder.model import MESSAGES, Absent, Finding, Grade, Person
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

CLOCKS = 1
"""Days by which a date may differ from the document's own: time zones, and letters dated the day before they went."""
RECKONED = 8
"""… where it was reckoned from the day of the document that says it: "last Tuesday" may be of the week before."""
BESIDE = 3
"""… where it is a week or a month: what was written at its end may have gone in the next."""

_HOLDING = re.compile(
    r"^-{8,} next part|^--[\w=_.'-]{10,}+$|^Content-(?:Type|Disposition):|^begin [0-7]{3} "
    r"|^(?:---|\+\+\+|@@|diff|Index:) |^(?:import|from) [\w.]+(?: import .{1,80})?$|^(?:def|class) \w+\(?.{0,80}:$"
    r"|^#!/",
    re.MULTILINE | re.IGNORECASE,
)
"""Signs that a message's text holds a file: parts that an archive wrote into it (Mailman), uuencode, code."""
LINKED = 400
"""Characters from what is said to be attached within which a link may lead to it; one in a footer does not."""


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each document spoken of that is not here, and one for each stock that is said to be held."""
    by_way: dict[str, list[Spoken]] = defaultdict(list)
    for one in spoken(shelf):
        by_way[one.allusion.way].append(one)
    if not by_way:
        return
    about = checked(shelf)
    yield from _stocks(shelf, by_way["stock"], about)
    papers = Papers(shelf)
    broken = _with_absent_chain(shelf, (one for several in by_way.values() for one in several))
    for same in _together(_absent_dated(papers, by_way["dated"], broken)):
        yield _told_dated(shelf, papers, same, about)
    yield from _brought_later(shelf, papers, by_way["dated"], broken, about)
    for copies in _copies(_absent_enclosed(shelf, papers, by_way["with this"])):
        yield _told_enclosed(shelf, copies, about)
    yield from absent_papers(shelf, papers, by_way, broken, about)


def _brought_later(
    shelf: Shelf, papers: Papers, several: Sequence[Spoken], broken: set[int], about: tuple[str, ...]
) -> Iterator[Finding]:
    """Give a closed finding for each document spoken of by its day that a later batch brought."""
    disclosed = [batch.number for batch in shelf.batches() if not batch.own]
    told = set[str]()
    for last in disclosed[:-1]:
        mentions = [one for one in several if one.witness.batch <= last]
        if not mentions:
            continue
        before = Papers(shelf, until=last)
        for same in _together(_absent_dated(before, mentions, broken)):
            first = same[0]
            authors = first.authors if papers.knows(first.authors) else ()
            number = papers.bringing(_days_of(first), authors, first.allusion.noun, before)
            finding = _told_dated(shelf, before, same, about)
            if number and finding.id not in told:
                told.add(finding.id)
                yield replace(finding, closed_by=shelf.document(number).ref)


def _absent_dated(papers: Papers, several: Iterable[Spoken], broken: set[int]) -> Iterator[Spoken]:
    """Give the mentions by date of which nothing here can be meant."""
    for one in several:
        if one.witness.number in broken:
            continue
        days = _days_of(one)
        authors = one.authors if papers.knows(one.authors) else ()
        if not days or (len(one.allusion.date) != len("2016-05-03") and not authors):
            continue
        if not papers.is_here(days, authors, one.allusion.noun, one.witness.number):
            yield one


def _days_of(one: Spoken) -> list[str]:
    """Give the days of which what is mentioned may be; none where that is a year, or nothing certain."""
    day = day_of(one.allusion.date)
    if day and len(one.allusion.date) == len("2016-05-03"):
        return list(days_around(day, RECKONED if one.allusion.relative else CLOCKS))
    spread = _spread(one.allusion.date)
    if spread is None:
        return []
    first, last = spread
    middle = first + (last - first) // 2
    return list(days_around(middle, (last - first).days // 2 + 1 + BESIDE))


def _spread(said: str) -> tuple[date, date] | None:
    """Give the first and the last day of a month or a week."""
    if re.fullmatch(r"\d{4}-\d\d", said):
        year, month = map(int, said.split("-"))
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if re.fullmatch(r"\d{4}-W\d\d", said):
        monday = date.fromisocalendar(int(said[:4]), int(said[6:]), 1)
        return monday, monday + timedelta(days=6)
    return None


def _with_absent_chain(shelf: Shelf, several: Iterable[Spoken]) -> set[int]:
    """Give the documents that answer a message that is not here: what they speak of may be that, told already."""
    query = (
        "SELECT a.document FROM answers a WHERE NOT EXISTS (SELECT 1 FROM ids i WHERE i.key = a.key)"
        " AND a.document IN (?)"
    )
    return {document for (document,) in shelf.rows_of(query, {one.witness.number for one in several})}


def _together(several: Iterable[Spoken]) -> Iterator[list[Spoken]]:
    """Give the mentions of one document together: of one kind, day and author."""
    same: dict[tuple[str, str, str], list[Spoken]] = defaultdict(list)
    for one in several:
        author = one.authors[0] if one.authors else Person("", "")
        same[(one.allusion.noun, one.allusion.date, fold(author.name or author.address))].append(one)
    yield from same.values()


def _told_dated(shelf: Shelf, papers: Papers, several: Sequence[Spoken], about: tuple[str, ...]) -> Finding:
    first = next((one for one in several if not one.allusion.relative), several[0])
    allusion, day, spread = first.allusion, day_of(first.allusion.date), _spread(first.allusion.date)
    middle = spread[0] + (spread[1] - spread[0]) // 2 if spread else day
    said = [f"Every document dated {day_in_words(allusion.date)} or about then, whatever its kind and title."]
    if spread:
        between = f"from {day_in_words(spread[0].isoformat())} to {day_in_words(spread[1].isoformat())}"
        said = [f"Every document dated {between} or about then, whatever its kind and title."]
    if allusion.relative:
        said.append("The date is reckoned from that of the document that speaks of it.")
    grade: Grade = "inferred" if allusion.relative or spread else "direct"
    absent = Absent(
        author=author_of(first),
        recipients=_recipients(first),
        date="" if spread and "W" in allusion.date else allusion.date,
        described_as=allusion.noun,
    )
    near = papers.nearest(middle, first.authors, allusion.noun, first.witness.number) if middle else ()
    return finding(shelf, DOCUMENT, Told(absent, (*about, *said), grade, near), several)


def _recipients(one: Spoken) -> tuple[str, ...]:
    """Give to whom a document is said to have been written: only who is named, or wrote the words."""
    said = one.allusion.recipient
    if said == "me":
        return (one.witness.author,) if one.witness.kind in MESSAGES and one.witness.author else ()
    people = one.witness.recipients.split("\n") if said == "you" else []
    if said == "you":
        return tuple(people) if len(people) == 1 and people[0] else ()
    return (said,) if said else ()


def _absent_enclosed(shelf: Shelf, papers: Papers, several: Sequence[Spoken]) -> Iterator[Spoken]:
    """Give, once a message, what is said to be attached to a message with which nothing came."""
    mails = [one for one in several if one.witness.kind == "email" and not one.witness.stripped]
    files, seen = _with_files(shelf), set[int]()
    numbers = {one.witness.number for one in mails}
    quoting = {number for (number,) in shelf.rows_of("SELECT document FROM quoted WHERE document IN (?)", numbers)}
    carrying = _carrying(shelf, numbers)
    for one in mails:
        number = one.witness.number
        meant = number in quoting and one.allusion.author != "my"
        here = number in files or number in carrying or meant or _is_linked(shelf, one)
        if number in seen or here or papers.brought_after(number, files):
            continue
        seen.add(number)
        yield one


def _with_files(shelf: Shelf) -> frozenset[int]:
    """Give the messages in whose family any file is, read or not."""
    rows = shelf.rows(
        "SELECT DISTINCT d.number FROM blobs f CROSS JOIN documents d ON d.batch = f.batch AND d.path = f.parent"
        " WHERE f.parent != ''"
    )  # a cross join keeps this order: the other way round it is every file for every document
    return frozenset(number for (number,) in rows)


def _carrying(shelf: Shelf, numbers: set[int]) -> set[int]:
    """Give the messages that name a file, hold one as text, or were not read whole."""
    naming = {number for (number,) in shelf.rows_of("SELECT document FROM mentions WHERE document IN (?)", numbers)}
    query = (
        "SELECT d.number FROM documents d JOIN problems p ON p.batch = d.batch AND p.path = d.path"
        " WHERE d.number IN (?)"
    )
    faulty = {number for (number,) in shelf.rows_of(query, numbers)}
    holding = {number for number in numbers if _HOLDING.search(shelf.text(number))}
    return naming | faulty | holding


def _is_linked(shelf: Shelf, one: Spoken) -> bool:
    since = max(0, one.allusion.start - LINKED)
    return "://" in shelf.text(one.witness.number)[since : one.allusion.end + LINKED]


def _copies(several: Iterable[Spoken]) -> Iterator[list[Spoken]]:
    """Give what copies of one message say together."""
    same: dict[tuple[str, ...], list[Spoken]] = defaultdict(list)
    for one in several:
        key = (one.witness.author, one.witness.date, one.witness.subject, one.allusion.noun)
        same[key if one.witness.date else (one.witness.ref,)].append(one)
    yield from same.values()


def _told_enclosed(shelf: Shelf, copies: Sequence[Spoken], about: tuple[str, ...]) -> Finding:
    said = (
        "Every file that came with the message, and with later ones of the same author and subject.",
        "Whether the message names a file or links to one, or speaks of what it quotes.",
    )
    one = copies[0]
    absent = Absent(
        author=one.witness.author,
        date=one.witness.date,
        subject=one.witness.subject,
        described_as=f"{one.allusion.noun} said to be attached",
    )
    return finding(shelf, DOCUMENT, Told(absent, (*about, *said)), copies)


def _stocks(shelf: Shelf, several: Iterable[Spoken], about: tuple[str, ...]) -> Iterator[Finding]:
    """Give one finding for each person and sentence that says more is held."""
    same: dict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for one in several:
        same[(one.witness.author, fold(" ".join(words_of(shelf, one).split())))].append(one)
    for together in same.values():
        first = together[0]
        absent = Absent(author=first.witness.author, described_as=first.allusion.noun)
        said = f"The words are those of {described(first.witness)}; what they speak of is not told more closely."
        yield finding(shelf, STOCK, Told(absent, (*about, said)), together)
