"""Who is who on the shelf: spellings with their counts, what links them, and their parts in documents and events."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rejoinder.people.joining import Link, Spelling, identity_of, number_of

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

TABLES = ("spelling_counts", "roles", "links", "event_people")
FEW = 2_000
"""Parts up to which each document is looked up for its date."""
WROTE = ("wrote", "signed", "author")
RECEIVED = ("to", "cc", "bcc")
NAMED = ("present", "apologies", "called", "statement")
WAYS = {"wrote": WROTE, "received": RECEIVED, "named": NAMED}
DATE = "coalesce((SELECT a.date FROM allusions a WHERE a.document = d.number AND a.way = 'headed'), d.date)"
"""The date of a document: the one with which a paper dates itself, or else its own."""
_RANK = "instr('wrote to cc bcc signed present author apologies called statement', p.way)"
"""Of several parts in one document, the one that says most; its row is the one given (SQLite on bare columns)."""
_COUNTS = """
INSERT INTO spelling_counts
SELECT p.spelling,
  count(DISTINCT CASE WHEN p.way IN ('wrote', 'signed', 'author') THEN p.document END),
  count(DISTINCT CASE WHEN p.way IN ('to', 'cc', 'bcc') THEN p.document END),
  count(DISTINCT CASE WHEN p.way IN ('present', 'apologies', 'called', 'statement') THEN p.document END),
  sum(b.own AND p.way = 'wrote'),
  coalesce(min(nullif(substr(d.date, 1, 10), '')), ''), coalesce(max(substr(d.date, 1, 10)), '')
FROM parts p JOIN documents d ON d.number = p.document JOIN batches b ON b.number = d.batch GROUP BY p.spelling
"""
_ROLES = f"""
INSERT INTO roles SELECT spelling, role, body, times, coalesce(first, ''), last, document, start, end FROM (
  SELECT *, count(*) OVER same AS times, min(nullif(dated, '')) OVER same AS first, max(dated) OVER same AS last,
    row_number() OVER (PARTITION BY spelling, role, body ORDER BY dated = '', dated, document, start) AS place
  FROM (SELECT p.spelling, p.role, p.body, p.document, p.start, p.end, substr({DATE}, 1, 10) AS dated
    FROM parts p INDEXED BY parts_held JOIN documents d ON d.number = p.document WHERE p.role != '' OR p.body != '')
  WINDOW same AS (PARTITION BY spelling, role, body)
) WHERE place = 1
"""
_EVENTS = """
INSERT OR IGNORE INTO event_people
SELECT p.spelling, e.date, e.number, max(p.way IN ('wrote', 'signed', 'author'))
FROM events e JOIN event_citations c ON c.event = e.number JOIN parts p ON p.document = c.document
WHERE p.way NOT IN ('called', 'statement', 'apologies') GROUP BY p.spelling, e.number
"""


class Counted(NamedTuple):
    """A spelling with how many documents it wrote, received and is otherwise named in, and the days of them."""

    spelling: Spelling
    wrote: int = 0
    received: int = 0
    named: int = 0
    own: int = 0
    """Messages of the subject's own archive that it wrote."""
    first: str = ""
    last: str = ""

    @property
    def documents(self) -> int:
        """How many documents in all, one counted for each part."""
        return self.wrote + self.received + self.named


class Said(NamedTuple):
    """A role or a body that a document says a spelling has."""

    spelling: str
    role: str
    body: str
    times: int
    """Places that say so."""
    first: str
    last: str
    """Days of the first and the last document that says so."""
    document: int
    """The first, and where it says so."""
    start: int
    end: int


class Had(NamedTuple):
    """A document in which people have a part."""

    document: int
    date: str
    way: str
    start: int
    end: int


def keep(rows: sqlite3.Connection, links: Iterable[Link]) -> None:
    """Keep what is made of all parts in place of what was before; events are kept already."""
    found = [(number_of(one.one), number_of(one.other), *one[2:6]) for one in links]
    for table in TABLES:
        rows.execute(f"DELETE FROM {table}")
    rows.execute(_COUNTS)
    rows.execute(_ROLES)
    rows.execute(_EVENTS)
    rows.executemany("INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?, ?, ?)", found)


def spellings(shelf: Shelf) -> list[Counted]:
    """Give every spelling that a document shows, in the order of first sight."""
    query = (
        "SELECT s.number, s.name, s.address, c.wrote, c.received, c.named, c.own, c.first, c.last FROM spellings s"
        " JOIN spelling_counts c ON c.spelling = s.number ORDER BY s.first, s.number"
    )
    return [
        Counted(Spelling(identity_of(number), name, address), *counts)
        for number, name, address, *counts in shelf.rows(query)
    ]


def links(shelf: Shelf) -> list[Link]:
    """Give every link that documents show."""
    query = "SELECT one, other, way, document, start, end FROM links ORDER BY document, start, one, other, way"
    return [Link(identity_of(one), identity_of(other), *rest) for one, other, *rest in shelf.rows(query)]


def said_of(shelf: Shelf, ids: Iterable[str] | None = None) -> Iterator[Said]:
    """Give what roles and bodies documents say these spellings have, or all, the earliest first, undated last."""
    where, values = _among(ids, "spelling")
    query = (
        "SELECT spelling, role, body, times, first, last, document, start, end FROM roles"
        f" WHERE 1{where} ORDER BY first = '', first, document, start"
    )
    for number, *rest in shelf.rows(query, *values):
        yield Said(identity_of(number), *rest)


def most_said(shelf: Shelf, ids: Iterable[str], limit: int) -> list[tuple[str, str]]:
    """Give (role, body) of what is said most often of these spellings."""
    found: Counter[tuple[str, str]] = Counter()
    query = "SELECT role, body, times FROM roles WHERE spelling = ? ORDER BY times DESC, first, role, body LIMIT ?"
    for one in ids:
        for role, body, times in shelf.rows(query, number_of(one), limit):
            found[role, body] += times
    return [told for told, _ in found.most_common(limit)]


def holding(shelf: Shelf, word: str) -> set[str]:
    """Give the spellings of which a role or a body is said that has this word, in small letters, within."""
    query = "SELECT DISTINCT spelling FROM roles WHERE instr(lower(role || ' ' || body), ?)"
    return {identity_of(number) for (number,) in shelf.rows(query, word)}


def documents_of(shelf: Shelf, ids: Sequence[str], ways: Sequence[str], limit: int, after: int = 0) -> list[Had]:
    """Give so many documents in which these spellings have a part of these ways, the earliest first, undated last."""
    where, values = _among(ids)
    among = f"p.way IN ({','.join('?' * len(ways))}){where}"
    order = "d.date = '', d.date, d.path, d.number LIMIT ? OFFSET ?"
    # Of many the order is read from its index until there are enough; of few each is looked up.
    if (
        next(shelf.rows(f"SELECT count(*) FROM (SELECT 1 FROM parts p WHERE {among} LIMIT ?)", *ways, *values, FEW))[0]
        < FEW
    ):
        chosen = f"SELECT DISTINCT d.number FROM parts p JOIN documents d ON d.number = p.document WHERE {among}"
    else:
        chosen = (
            "SELECT d.number FROM documents d INDEXED BY documents_order"
            f" WHERE d.number IN (SELECT p.document FROM parts p WHERE {among})"
        )
    numbers = [number for (number,) in shelf.rows(f"{chosen} ORDER BY {order}", *ways, *values, limit, after)]
    query = (
        f"SELECT p.document, {DATE}, p.way, p.start, p.end, min({_RANK}) FROM documents d"
        f" JOIN parts p ON p.document = d.number WHERE d.number = ? AND {among} GROUP BY p.document"
    )
    return [Had._make(row[:-1]) for number in numbers for row in shelf.rows(query, number, *ways, *values)]


def count_of(shelf: Shelf, ids: Iterable[str], ways: Sequence[str]) -> int:
    """Give in how many documents these spellings have a part of these ways."""
    where, values = _among(ids)
    query = f"SELECT count(DISTINCT p.document) FROM parts p WHERE p.way IN ({','.join('?' * len(ways))}){where}"
    return int(next(shelf.rows(query, *ways, *values))[0])


def dates(shelf: Shelf, numbers: Iterable[int]) -> dict[int, str]:
    """Give the dates of documents."""
    return dict(shelf.rows_of(f"SELECT d.number, {DATE} FROM documents d WHERE d.number IN (?)", numbers))


def in_documents(shelf: Shelf, numbers: Iterable[int]) -> Iterator[tuple[int, str, str, int, int]]:
    """Give (document, spelling, way, start, end) of every part in these documents."""
    query = "SELECT document, spelling, way, start, end FROM parts WHERE document IN (?)"
    for document, spelling, *rest in shelf.rows_of(query, numbers):
        yield document, identity_of(spelling), *rest


def months(shelf: Shelf, ids: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Give (month, events that these spellings wrote, events they have another part in), in order."""
    if len(ids) == 1:
        query = (
            "SELECT substr(date, 1, 7) AS month, sum(wrote), count(*) - sum(wrote) FROM event_people WHERE spelling = ?"
            " GROUP BY month ORDER BY month"
        )
        yield from shelf.rows(query, number_of(ids[0]))
        return
    where, values = _among(ids, "spelling")
    query = (
        "SELECT month, sum(wrote), sum(1 - wrote) FROM (SELECT substr(date, 1, 7) AS month, max(wrote) AS wrote"
        f" FROM event_people WHERE 1{where} GROUP BY event) GROUP BY month ORDER BY month"
    )
    yield from shelf.rows(query, *values)


def _among(ids: Iterable[str] | None, column: str = "p.spelling") -> tuple[str, tuple[str, ...]]:
    """Give the condition that a spelling is among these, and its values."""
    if ids is None:
        return "", ()
    numbers = msgspec.json.encode([number_of(one) for one in ids]).decode()
    return f" AND {column} IN (SELECT value FROM json_each(?))", (numbers,)
