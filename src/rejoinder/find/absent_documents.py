"""Documents that people speak of and that are not in the disclosure, and what they say they hold besides.

To speak of a document is a direct allusion to it (CPR 31.14; Rubin v Expandable Ltd [2008] EWCA Civ 59).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.find.checks import checked
from rejoinder.find.papers import Papers, days_around, named
from rejoinder.find.said_dates import day_of
from rejoinder.keys import day_in_words, described
from rejoinder.model import MESSAGES, Absent, Allusion, Finding, Grade, Holding, Person, Span, Trace, fingerprint_of
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "absent-document"
STOCK = "withheld-stock"
CLOCKS = 1
"""Days by which a date may differ from the document's own: time zones, and letters dated the day before they went."""
RECKONED = 8
"""… where it was reckoned from the day of the document that says it: "last Tuesday" may be of the week before."""

_HOLDING = re.compile(
    r"^-{8,} next part|^--[\w=_.'-]{10,}+$|^Content-(?:Type|Disposition):|^begin [0-7]{3} "
    r"|^(?:---|\+\+\+|@@|diff|Index:) ",
    re.MULTILINE | re.IGNORECASE,
)
"""Signs that a message's text holds a file: parts that an archive wrote into it (Mailman), uuencode, differences."""
LINKED = 400
"""Characters from what is said to be attached within which a link may lead to it; one in a footer does not."""


class Spoken(NamedTuple):
    """One mention, the document it stands in, and who is said to have written what is mentioned."""

    allusion: Allusion
    witness: Holding
    authors: tuple[Person, ...]


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each document spoken of that is not here, and one for each stock that is said to be held."""
    spoken = list(_spoken(shelf))
    if not spoken:
        return
    about = checked(shelf)
    yield from _stocks(shelf, [one for one in spoken if one.allusion.way == "stock"], about)
    papers = Papers(shelf)
    absent = list(_absent_dated(shelf, papers, [one for one in spoken if one.allusion.way == "dated"]))
    for same in _together(absent):
        yield _told_dated(shelf, papers, same, about)
    enclosed = _absent_enclosed(shelf, papers, [one for one in spoken if one.allusion.way == "with this"])
    for copies in _copies(enclosed):
        yield _told_enclosed(shelf, copies, about)


def _spoken(shelf: Shelf) -> Iterator[Spoken]:
    """Give the mentions of the disclosure that may be looked up, those of printed mail by its messages alone."""
    rows = list(
        shelf.rows(
            "SELECT a.way, a.noun, a.start, a.end, a.date, a.relative, a.author, a.recipient, a.document"
            " FROM allusions a JOIN documents d ON d.number = a.document JOIN batches b ON b.number = d.batch"
            " WHERE b.own = 0 AND NOT EXISTS (SELECT 1 FROM documents c"
            " WHERE c.batch = d.batch AND c.parent = d.ref AND c.kind = 'page-message')"
            " ORDER BY d.batch, d.path, a.start"
        )
    )
    holdings = {one.number: one for one in shelf.documents(row[-1] for row in rows)}
    for way, noun, start, end, date, relative, author, recipient, document in rows:
        allusion = Allusion(way, noun, start, end, date, bool(relative), author, recipient)
        yield Spoken(allusion, holdings[document], tuple(_authors(allusion, holdings[document])))


def _authors(allusion: Allusion, witness: Holding) -> list[Person]:
    """Give who may have written what is mentioned; nobody where that is not known."""
    if allusion.author not in ("my", "your"):
        return named([allusion.author]) if allusion.author else []
    if witness.kind not in MESSAGES:
        return []
    return named([witness.author] if allusion.author == "my" else witness.recipients.split("\n"))


def _absent_dated(shelf: Shelf, papers: Papers, spoken: Sequence[Spoken]) -> Iterator[Spoken]:
    """Give the mentions by date of which nothing here can be meant."""
    broken = _with_absent_chain(shelf, spoken)
    for one in spoken:
        day = day_of(one.allusion.date)
        if day is None or len(one.allusion.date) != 10 or one.witness.number in broken:
            continue
        days = list(days_around(day, RECKONED if one.allusion.relative else CLOCKS))
        authors = one.authors if papers.knows(one.authors) else ()
        if not papers.is_here(days, authors, one.allusion.noun, one.witness.number):
            yield one


def _with_absent_chain(shelf: Shelf, spoken: Iterable[Spoken]) -> set[int]:
    """Give the documents that answer a message that is not here: what they speak of may be that, told already."""
    query = (
        "SELECT a.document FROM answers a WHERE NOT EXISTS (SELECT 1 FROM ids i WHERE i.key = a.key)"
        " AND a.document IN (?)"
    )
    return {document for (document,) in shelf.rows_of(query, {one.witness.number for one in spoken})}


def _together(spoken: Iterable[Spoken]) -> Iterator[list[Spoken]]:
    """Give the mentions of one document together: of one kind, day and author."""
    same: dict[tuple[str, str, str], list[Spoken]] = defaultdict(list)
    for one in spoken:
        author = one.authors[0] if one.authors else Person("", "")
        same[(one.allusion.noun, one.allusion.date, fold(author.name or author.address))].append(one)
    yield from same.values()


def _told_dated(shelf: Shelf, papers: Papers, spoken: Sequence[Spoken], about: tuple[str, ...]) -> Finding:
    first = next((one for one in spoken if not one.allusion.relative), spoken[0])
    allusion, day = first.allusion, day_of(first.allusion.date)
    looked = f"Every document dated {day_in_words(allusion.date)} or about then, whatever its kind and title."
    near = papers.nearest(day, first.authors, first.witness.number) if day else []
    said = [looked, *(f"Near it is {paper.path}, of {day_in_words(paper.day)}." for paper in near)]
    if allusion.relative:
        said.append("The date is reckoned from that of the document that speaks of it.")
    grade: Grade = "inferred" if allusion.relative else "direct"
    absent = Absent(
        author=_shown(first.authors) if len(first.authors) == 1 else "",
        recipients=_recipients(first),
        date=allusion.date,
        described_as=allusion.noun,
    )
    return _finding(shelf, KIND, grade, absent, spoken, (*about, *said))


def _recipients(one: Spoken) -> tuple[str, ...]:
    """Give to whom a document is said to have been written: only who is named, or wrote the words."""
    said = one.allusion.recipient
    if said == "me":
        return (one.witness.author,) if one.witness.kind in MESSAGES and one.witness.author else ()
    people = one.witness.recipients.split("\n") if said == "you" else []
    if said == "you":
        return tuple(people) if len(people) == 1 and people[0] else ()
    return (said,) if said else ()


def _shown(people: Sequence[Person]) -> str:
    one = people[0]
    return f"{one.name} <{one.address}>" if one.name and one.address else one.name or one.address


def _absent_enclosed(shelf: Shelf, papers: Papers, spoken: Sequence[Spoken]) -> Iterator[Spoken]:
    """Give, once a message, what is said to be attached to a message with which nothing came."""
    mails = [one for one in spoken if one.witness.kind == "email" and not one.witness.stripped]
    files, seen = _with_files(shelf), set[int]()
    carrying = _carrying(shelf, {one.witness.number for one in mails})
    for one in mails:
        number = one.witness.number
        here = number in files or number in carrying or _is_linked(shelf, one)
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
    """Give the messages that quote another one, name a file, hold one as text, or were not read whole."""
    quoting = {number for (number,) in shelf.rows_of("SELECT document FROM quoted WHERE document IN (?)", numbers)}
    naming = {number for (number,) in shelf.rows_of("SELECT document FROM mentions WHERE document IN (?)", numbers)}
    query = (
        "SELECT d.number FROM documents d JOIN problems p ON p.batch = d.batch AND p.path = d.path"
        " WHERE d.number IN (?)"
    )
    faulty = {number for (number,) in shelf.rows_of(query, numbers)}
    holding = {number for number in numbers if _HOLDING.search(shelf.text(number))}
    return quoting | naming | faulty | holding


def _is_linked(shelf: Shelf, one: Spoken) -> bool:
    since = max(0, one.allusion.start - LINKED)
    return "://" in shelf.text(one.witness.number)[since : one.allusion.end + LINKED]


def _copies(spoken: Iterable[Spoken]) -> Iterator[list[Spoken]]:
    """Give what copies of one message say together."""
    same: dict[tuple[str, ...], list[Spoken]] = defaultdict(list)
    for one in spoken:
        key = (one.witness.author, one.witness.date, one.witness.subject, one.allusion.noun)
        same[key if one.witness.date else (one.witness.ref,)].append(one)
    yield from same.values()


def _told_enclosed(shelf: Shelf, copies: Sequence[Spoken], about: tuple[str, ...]) -> Finding:
    said = (
        "Every file that came with the message, and with later ones of the same author and subject.",
        "Whether the message names a file, quotes another or links to one.",
    )
    one = copies[0]
    absent = Absent(
        author=one.witness.author,
        date=one.witness.date,
        subject=one.witness.subject,
        described_as=f"{one.allusion.noun} said to be attached",
    )
    return _finding(shelf, KIND, "direct", absent, copies, (*about, *said))


def _stocks(shelf: Shelf, spoken: Iterable[Spoken], about: tuple[str, ...]) -> Iterator[Finding]:
    """Give one finding for each person and sentence that says more is held."""
    same: dict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for one in spoken:
        same[(one.witness.author, fold(" ".join(_words(shelf, one).split())))].append(one)
    for several in same.values():
        first = several[0]
        absent = Absent(author=first.witness.author, described_as=first.allusion.noun)
        said = f"The words are those of {described(first.witness)}; what they speak of is not told more closely."
        yield _finding(shelf, STOCK, "direct", absent, several, (*about, said))


def _words(shelf: Shelf, one: Spoken) -> str:
    return shelf.text(one.witness.number)[one.allusion.start : one.allusion.end]


def _finding(
    shelf: Shelf, kind: str, grade: Grade, absent: Absent, spoken: Sequence[Spoken], said: tuple[str, ...]
) -> Finding:
    traces = tuple(Trace("withheld" if kind == STOCK else "mention", _span(shelf, one)) for one in spoken)
    return Finding(
        id=fingerprint_of(kind, *sorted(trace.id for trace in traces)),
        kind=kind,
        grade=grade,
        absent=absent,
        because=traces,
        checked=said,
        confidence=0.95 if grade == "direct" else 0.9,
    )


def _span(shelf: Shelf, one: Spoken) -> Span:
    start, end = one.allusion.start, one.allusion.end
    page = shelf.page_of(one.witness.number, start)
    return Span(one.witness.ref, start, end, _words(shelf, one), page)
