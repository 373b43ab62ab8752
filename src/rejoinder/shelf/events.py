"""Events kept on the shelf: those that documents propose, a page at a time, with those that a person decided about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

TABLES = ("events", "event_citations")
SILENCE = "silence"
_NAMES = "e.id, e.date, e.until, e.kind, e.party, e.batch, e.people, e.about"
_CHOSEN = "CREATE TEMP TABLE IF NOT EXISTS chosen_events (id TEXT PRIMARY KEY, date TEXT, people TEXT, kind TEXT)"
_LEFT = "CREATE TEMP TABLE IF NOT EXISTS left_events (number INTEGER PRIMARY KEY)"


class Place(NamedTuple):
    """Where an event is told: a document by its number, and characters of it."""

    document: int
    start: int
    end: int
    """0: of a message, the line that dates it; of a post, its words."""


class Row(NamedTuple):
    """One event as a document proposes it."""

    id: str
    date: str
    until: str
    kind: str
    party: str
    batch: int
    people: str
    about: str
    places: tuple[Place, ...] = ()


class Asked(NamedTuple):
    """Which events are asked for; what is empty narrows nothing."""

    person: str = ""
    """A part of a name or an address."""
    party: str = ""
    batch: int = 0
    kind: str = ""
    since: str = ""
    until: str = ""
    """First and last day, month or year."""
    spellings: tuple[int, ...] = ()
    """Numbers of the spellings of whom one has a part in what tells it."""


class Chosen(NamedTuple):
    """An event that a person decided about, as far as it is ordered among the others."""

    id: str
    date: str


ALL = Asked()


def keep(rows: sqlite3.Connection, events: Iterable[Row]) -> None:
    """Keep events, in the order of time, in place of those before."""
    for table in TABLES:
        rows.execute(f"DELETE FROM {table}")
    for number, one in enumerate(events, 1):
        rows.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *one[:-1]))
        rows.executemany(
            "INSERT OR IGNORE INTO event_citations VALUES (?, ?, ?, ?)", [(number, *each) for each in one.places]
        )


class Events:
    """The events that documents propose."""

    def __init__(self, rows: sqlite3.Connection) -> None:
        self._rows = rows
        for made in (_CHOSEN, _LEFT):
            self._rows.execute(made)

    def count(self, asked: Asked, left: Iterable[str] = ()) -> int:
        """Give how many are asked for, those aside that are left out."""
        self._leave(left)
        where, values = _conditions(asked)
        return int(self._rows.execute(f"SELECT count(*) FROM events e WHERE {where}", values).fetchone()[0])

    def page(
        self, asked: Asked, chosen: Sequence[Chosen], left: Iterable[str], limit: int, after: int = 0
    ) -> Iterator[Row | str]:
        """Give so many events in order of time, those left out aside; of those chosen only their ids."""
        self._leave(left)
        self._rows.execute("DELETE FROM temp.chosen_events")
        self._rows.executemany("INSERT INTO temp.chosen_events (id, date) VALUES (?, ?)", chosen)
        where, values = _conditions(asked)
        order = "ORDER BY 1, 2 LIMIT ? OFFSET ?"
        query = (
            f"SELECT e.date, e.number, '' FROM events e WHERE {where}"
            f" UNION ALL SELECT c.date, 0, c.id FROM temp.chosen_events c {order}"
        )
        found = self._rows.execute(query, (*values, limit, after)).fetchall()
        told = self._of([number for _, number, _ in found if number])
        for _, number, identity in found:
            yield told[number] if number else identity

    def one(self, beginning: str) -> list[Row]:
        """Give the events whose id begins so, at most two."""
        query = "SELECT number FROM events WHERE id >= ? AND id < ? LIMIT 2"
        numbers = [number for (number,) in self._rows.execute(query, (beginning, f"{beginning}~"))]
        return list(self._of(numbers).values())

    def told_in(self, document: str) -> Iterator[tuple[str, str, str, int, int]]:
        """Give (id, date, kind, start, end) of the events that the document with this reference tells."""
        query = (
            "SELECT e.id, e.date, e.kind, c.start, c.end FROM documents d JOIN event_citations c"
            " ON c.document = d.number JOIN events e ON e.number = c.event WHERE d.ref = ?"
        )
        yield from self._rows.execute(query, (document,))

    def _leave(self, left: Iterable[str]) -> None:
        self._rows.execute("DELETE FROM temp.left_events")
        query = "INSERT OR IGNORE INTO temp.left_events SELECT number FROM events WHERE id = ?"
        self._rows.executemany(query, ((one,) for one in left))

    def _of(self, numbers: Sequence[int]) -> dict[int, Row]:
        found: dict[int, Row] = {}
        for number in numbers:
            row = self._rows.execute(f"SELECT {_NAMES} FROM events e WHERE number = ?", (number,)).fetchone()
            cited = "SELECT document, start, end FROM event_citations WHERE event = ? ORDER BY document, start"
            found[number] = Row._make((*row, tuple(map(Place._make, self._rows.execute(cited, (number,))))))
        return found


def _conditions(asked: Asked) -> tuple[str, list[object]]:
    where, values = ["e.number NOT IN (SELECT number FROM temp.left_events)"], list[object]()
    for column, value in (("party", asked.party), ("batch", asked.batch), ("kind", asked.kind)):
        if value:
            where.append(f"e.{column} = ?")
            values.append(value)
    if asked.person:
        where.append("instr(lower(e.people), ?)")
        values.append(asked.person.lower())
    if asked.spellings:
        theirs = "SELECT event FROM event_people WHERE spelling IN (SELECT value FROM json_each(?))"
        where.append(f"e.number IN ({theirs})")
        values.append(str(list(asked.spellings)))
    if asked.since:
        where.append("e.date >= ?")
        values.append(asked.since)
    if asked.until:
        where.append("e.date < ?")
        values.append(f"{asked.until}~")
    return " AND ".join(where), values
