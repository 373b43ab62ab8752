"""Conversations of chats and posts: all of them, one's messages a page at a time, and a message's place in its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.model import INSIDE, Holding, Problem

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

_COLUMNS = ", ".join(f"d.{column}" for column in Holding._fields)
_OF_IT = "d.batch = ? AND d.conversation = ? AND d.conversation != ''"


class Talk(NamedTuple):
    """One conversation in a list of them."""

    ref: str
    """Reference of its first message read."""
    batch: int
    title: str
    kind: str
    messages: int
    people: int
    first: str
    last: str
    """Dates of its first and last message; empty where none has one."""


class Place(NamedTuple):
    """Where a message stands in its conversation, from 0, and of how many."""

    before: int
    of: int


def count(shelf: Shelf) -> int:
    """Give how many conversations there are."""
    query = "SELECT count(*) FROM (SELECT DISTINCT batch, conversation FROM documents WHERE conversation != '')"
    return int(next(shelf.rows(query))[0])


def talks(shelf: Shelf, limit: int, after: int = 0) -> Iterator[Talk]:
    """Give the conversations, those with the latest message first."""
    query = (
        "SELECT e.ref, t.* FROM (SELECT d.batch, min(d.subject), min(d.kind), count(*) AS messages,"
        " count(DISTINCT nullif(d.author, '')), coalesce(min(nullif(d.date, '')), ''), max(d.date) AS last,"
        " min(d.number) AS first FROM documents d WHERE d.conversation != '' GROUP BY d.batch, d.conversation) t"
        " JOIN documents e ON e.number = t.first ORDER BY t.last DESC, t.first LIMIT ? OFFSET ?"
    )
    for *told, _ in shelf.rows(query, limit, after):
        yield Talk._make(told)


def talk_of(shelf: Shelf, holding: Holding) -> Talk | None:
    """Give the conversation of a message; None for what is of none."""
    query = (
        "SELECT min(d.subject), min(d.kind), count(*), count(DISTINCT nullif(d.author, '')),"
        f" coalesce(min(nullif(d.date, '')), ''), max(d.date) FROM documents d WHERE {_OF_IT}"
    )
    row = next(shelf.rows(query, holding.batch, holding.conversation))
    return Talk(holding.ref, holding.batch, *row) if row[2] else None


def place_of(shelf: Shelf, holding: Holding) -> Place:
    """Give where a message stands in its conversation, by time and then as read."""
    own = (holding.batch, holding.conversation)
    of = next(shelf.rows(f"SELECT count(*) FROM documents d WHERE {_OF_IT}", *own))[0]
    earlier = f"SELECT count(*) FROM documents d WHERE {_OF_IT} AND (d.date, d.number) < (?, ?)"
    return Place(int(next(shelf.rows(earlier, *own, holding.date, holding.number))[0]), int(of))


def messages(shelf: Shelf, holding: Holding, limit: int, after: int = 0) -> Iterator[tuple[Holding, str]]:
    """Give messages of the conversation that a message is of, each with its whole text, in order of time."""
    query = (
        f"SELECT {_COLUMNS}, t.text FROM documents d JOIN texts t ON t.document = d.number WHERE {_OF_IT}"
        " ORDER BY d.date, d.number LIMIT ? OFFSET ?"
    )
    for row in shelf.rows(query, holding.batch, holding.conversation, limit, after):
        yield Holding._make(row[:-1]), row[-1]


def around(shelf: Shelf, holding: Holding, reach: int) -> list[tuple[Holding, str]]:
    """Give a message with the few before and after it in its conversation; nothing for what is of none."""
    if not holding.conversation:
        return []
    before = place_of(shelf, holding).before
    first = max(0, before - reach)
    return list(messages(shelf, holding, before - first + 1 + reach, first))


def answered(shelf: Shelf, numbers: Iterable[int]) -> dict[int, str]:
    """Give, for each message that answers one that is here, that one's reference."""
    query = (
        "SELECT a.document, d.ref FROM answers a JOIN ids i ON i.key = a.key JOIN documents d ON d.number = i.document"
        " WHERE a.place = 0 AND a.document IN (?)"
    )
    return dict(shelf.rows_of(query, numbers))


def answers_to(shelf: Shelf, holding: Holding, limit: int) -> Iterator[Holding]:
    """Give the first so many messages that answer a message of mail, in order of time."""
    query = (
        f"SELECT DISTINCT {_COLUMNS} FROM ids i JOIN answers a ON a.key = i.key AND a.place = 0"
        " JOIN documents d ON d.number = a.document WHERE i.document = ? ORDER BY d.date, d.number LIMIT ?"
    )
    yield from map(Holding._make, shelf.rows(query, holding.number, limit))


def twins(shelf: Shelf, holding: Holding) -> Iterator[Holding]:
    """Give the copies of a message: mails of its id; in other exports, the one message of its author at its minute.

    Where an author wrote several at that minute in either export, none is told to be the other.
    """
    if not holding.conversation:
        query = (
            f"SELECT DISTINCT {_COLUMNS} FROM ids i JOIN ids o ON o.key = i.key JOIN documents d"
            " ON d.number = o.document WHERE i.document = ? AND d.number != i.document ORDER BY d.number"
        )
        yield from map(Holding._make, shelf.rows(query, holding.number))
        return
    query = (
        f"SELECT {_COLUMNS} FROM documents d WHERE d.date >= ? AND d.date < ? AND d.author = ?"
        " AND d.conversation != '' ORDER BY d.number"
    )
    minute = holding.date[: len("YYYY-MM-DDTHH:MM")]
    told: dict[tuple[int, str], list[Holding]] = {}
    if len(minute) == len("YYYY-MM-DDTHH:MM") and holding.author:
        for one in map(Holding._make, shelf.rows(query, minute, f"{minute}~", holding.author)):
            told.setdefault((one.batch, one.path.rpartition(INSIDE)[0]), []).append(one)
    own = told.pop((holding.batch, holding.path.rpartition(INSIDE)[0]), [])
    if len(own) == 1:
        yield from (copies[0] for copies in told.values() if len(copies) == 1)


def at_paths(shelf: Shelf, batch: int, paths: Iterable[str]) -> dict[str, str]:
    """Give, for those of these paths at which a document lies, its reference."""
    query = f"SELECT path, ref FROM documents WHERE batch = {int(batch)} AND path IN (?)"
    return dict(shelf.rows_of(query, paths))


def problems_of(shelf: Shelf, holdings: Iterable[Holding]) -> tuple[Problem, ...]:
    """Give the problems of the files that tell these messages."""
    files = dict.fromkeys(
        (one.batch, path) for one in holdings for path in (one.path.rpartition(INSIDE)[0], one.path) if path
    )
    query = "SELECT path, what, remedy, code, weight FROM problems WHERE batch = ? AND path = ? ORDER BY rowid"
    return tuple(Problem(*row) for batch, path in files for row in shelf.rows(query, batch, path))
