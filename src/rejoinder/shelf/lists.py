"""What screens list: a page of documents at a time, how many there are, a family, what answers what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rejoinder.model import INSIDE, Holding, Problem
from rejoinder.shelf.search import parse
from rejoinder.shelf.step import spans_of

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

_COLUMNS = ", ".join(f"d.{column}" for column in Holding._fields)


def listed(shelf: Shelf, words: str, limit: int, after: int = 0) -> Iterator[tuple[Holding, int]]:
    """Give documents that the conditions in words name, each with how many problems it has: oldest first, undated last.

    Words are those of a search and hold conditions only: from: date: kind: batch:; empty for every document.
    """
    where, values = _conditions(words)
    order = "ORDER BY d.date = '', d.date, d.path, d.number"
    query = (
        f"SELECT {_COLUMNS}, (SELECT count(*) FROM problems p WHERE p.batch = d.batch AND p.path = d.path)"
        " FROM documents d WHERE d.number IN"
        f" (SELECT d.number FROM documents d WHERE 1 {where} {order} LIMIT ? OFFSET ?) {order}"
    )  # numbers first: a sort of whole rows takes four times as long
    for row in shelf.rows(query, *values, limit, after):
        yield Holding._make(row[:-1]), row[-1]


def months(shelf: Shelf) -> Iterator[tuple[int, str, int]]:
    """Give (batch, month, how many documents) in order; the month is empty, or a year, where no more is known."""
    # The index holds both columns: the rows themselves are many times as long.
    query = "SELECT batch, substr(date, 1, 7) AS month, count(*) FROM documents INDEXED BY documents_date"
    yield from shelf.rows(f"{query} GROUP BY batch, month")


def count(shelf: Shelf, words: str) -> int:
    """Give how many documents the conditions in words name."""
    where, values = _conditions(words)
    return int(next(shelf.rows(f"SELECT count(*) FROM documents d WHERE 1 {where}", *values))[0])


def _conditions(words: str) -> tuple[str, tuple[str, ...]]:
    if not words:
        return "", ()
    query = parse(words)
    return query.where, query.values


def kinds(shelf: Shelf) -> tuple[str, ...]:
    """Give every kind of document that is here, the most common first."""
    return tuple(
        kind for (kind,) in shelf.rows("SELECT kind FROM documents GROUP BY kind ORDER BY count(*) DESC, kind")
    )


def family(shelf: Shelf, holding: Holding) -> tuple[Holding, ...]:
    """Give the documents that hang from a document, in the order of their paths."""
    query = (
        f"SELECT {_COLUMNS} FROM documents d WHERE d.batch = ? AND d.path > ? AND d.path < ? AND d.parent = ?"
        " ORDER BY d.path"
    )
    after_all = f"{holding.path}{INSIDE[:-1]}{chr(ord(INSIDE[-1]) + 1)}"
    rows = shelf.rows(query, holding.batch, f"{holding.path}{INSIDE}", after_all, holding.ref)
    return tuple(map(Holding._make, rows))


def answered_ids(shelf: Shelf, numbers: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Give the ids that each document says it follows, as they are compared, the one it answers first."""
    found: dict[int, list[str]] = {}
    query = "SELECT document, key, place FROM answers WHERE document IN (?)"
    for number, key, _ in sorted(shelf.rows_of(query, numbers), key=lambda row: row[2]):
        found.setdefault(number, []).append(key)
    return {number: tuple(keys) for number, keys in found.items()}


_UNREAD = "weight IN ('partial', 'refused')"


def count_unread(shelf: Shelf) -> int:
    """Give how many problems there are for which something was not read."""
    return int(next(shelf.rows(f"SELECT count(*) FROM problems WHERE {_UNREAD}"))[0])


def unread(shelf: Shelf, limit: int, after: int = 0) -> Iterator[tuple[int, Problem, str]]:
    """Give (batch, problem, reference of the document that came all the same) for what was not read, by path."""
    query = (
        "SELECT p.batch, p.path, p.what, p.remedy, p.code, p.weight,"
        " coalesce((SELECT ref FROM documents d WHERE d.batch = p.batch AND d.path = p.path), '')"
        f" FROM problems p WHERE {_UNREAD} ORDER BY weight DESC, p.batch, p.path, p.rowid LIMIT ? OFFSET ?"
    )
    for batch, *told, ref in shelf.rows(query, limit, after):
        yield batch, Problem(*told), ref


def problems_of(shelf: Shelf, holding: Holding) -> tuple[Problem, ...]:
    """Give the problems of one document."""
    query = "SELECT path, what, remedy, code, weight, spans FROM problems WHERE batch = ? AND path = ? ORDER BY rowid"
    rows = shelf.rows(query, holding.batch, holding.path)
    return tuple(replace(Problem(*told), spans=spans_of(spans)) for *told, spans in rows)
