"""What a sender may not mean to send, as it is kept: counted by kind, listed a page at a time, less what may stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rejoinder.model import LeftIn

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

TABLES = ("left_in", "left_values", "left_files")
NAME = "left in"
"""The name of the stamp under which it is kept."""
_PLACES = msgspec.json.Decoder(tuple[tuple[int, int, int], ...])
_COLUMNS = "kind, value, batch, path, document, times, places, key"
_SUMS = (
    "INSERT INTO left_values SELECT kind, key, min(value), count(DISTINCT batch || ' ' || path), sum(times),"
    " min(batch || ' ' || path) FROM left_in GROUP BY kind, key",
    "INSERT INTO left_files SELECT kind, batch, path, count(DISTINCT key) FROM left_in GROUP BY kind, batch, path",
)
_STAYS = "key NOT IN (SELECT value FROM json_each(?))"


class Left(NamedTuple):
    """How much of one kind is left in."""

    kind: str
    files: int
    values: int
    """Different ones."""
    places: int


class Valued(NamedTuple):
    """One value that is left in, in however many files."""

    kind: str
    key: str
    value: str
    """In the one form in which it is compared."""
    files: int
    times: int


def clear_left(rows: sqlite3.Connection) -> None:
    """Forget what was kept."""
    for table in TABLES:
        rows.execute(f"DELETE FROM {table}")


def add_left(rows: sqlite3.Connection, found: Iterable[LeftIn]) -> None:
    """Keep what was found beside what is kept."""
    written = ((*one[:4], one.document, one.times, msgspec.json.encode(one.places).decode(), one.key) for one in found)
    rows.executemany(f"INSERT OR REPLACE INTO left_in ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", written)


def sum_left(rows: sqlite3.Connection) -> None:
    """Sum all that is kept: only then is it counted and listed."""
    for sum_ in _SUMS:
        rows.execute(sum_)


def counted_left(shelf: Shelf, stays: Iterable[str]) -> dict[str, Left]:
    """Give how much of each kind is left in, less what may stay by its key."""
    kept = _json(stays)
    values = f"SELECT kind, count(*), sum(times) FROM left_values WHERE {_STAYS} GROUP BY kind"
    files = dict(shelf.rows("SELECT kind, count(*) FROM left_files GROUP BY kind"))
    only_what_stays = (
        "SELECT f.kind, count(*) FROM (SELECT kind, batch, path, count(DISTINCT key) AS held FROM left_in WHERE key IN"
        " (SELECT value FROM json_each(?)) GROUP BY kind, batch, path) s JOIN left_files f USING (kind, batch, path)"
        " WHERE f.held = s.held GROUP BY f.kind"
    )
    less = dict(shelf.rows(only_what_stays, kept))
    return {
        kind: Left(kind, files[kind] - less.get(kind, 0), many, times) for kind, many, times in shelf.rows(values, kept)
    }


def valued_left(shelf: Shelf, stays: Iterable[str], kind: str, limit: int = -1, after: int = 0) -> Iterator[Valued]:
    """Give the values of a kind that are left in, those in most files first, less what may stay by its key."""
    query = (
        f"SELECT kind, key, value, files, times FROM left_values WHERE {_STAYS} AND kind = ?"
        " ORDER BY files DESC, times DESC, first, key LIMIT ? OFFSET ?"
    )
    yield from map(Valued._make, list(shelf.rows(query, _json(stays), kind, limit, after)))


def value_of(shelf: Shelf, kind: str, key: str) -> Valued | None:
    """Give one value by its key; None where it is not left in."""
    query = "SELECT kind, key, value, files, times FROM left_values WHERE kind = ? AND key = ?"
    row = next(shelf.rows(query, kind, key), None)
    return Valued._make(row) if row else None


def places_left(shelf: Shelf, kind: str, key: str, limit: int = -1, after: int = 0) -> Iterator[LeftIn]:
    """Give the files in which a value is left in, by batch and path."""
    query = (
        "SELECT kind, value, batch, path, document, places, times FROM left_in INDEXED BY left_of"
        " WHERE kind = ? AND key = ?"
        " ORDER BY batch, path, document LIMIT ? OFFSET ?"
    )
    for kind_, value, batch, path, document, places, times in list(shelf.rows(query, kind, key, limit, after)):
        yield LeftIn(kind_, value, batch, path, document, _PLACES.decode(places), times)


def values_of(shelf: Shelf) -> Iterator[tuple[str, str, str]]:
    """Give (kind, value, key) of everything that is kept, each once."""
    yield from shelf.rows("SELECT kind, value, key FROM left_values")


def _json(keys: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(keys)).decode()
