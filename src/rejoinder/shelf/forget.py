"""A received file taken off the shelf again, with everything that was found in it."""

from __future__ import annotations

import sqlite3

import numpy as np

from rejoinder.model import INSIDE
from rejoinder.shelf.step import about_words, words_of

_OF_FILE = "batch = ? AND (path = ? OR (path > ? AND path < ?))"
_DOCUMENTS = "document IN (SELECT number FROM gone)"
_OF_DOCUMENTS = (
    "SELECT t.name FROM main.sqlite_schema t JOIN pragma_table_info(t.name) c"
    " WHERE t.type = 'table' AND c.name = 'document' AND c.type = 'INTEGER'"
)
"""Tables whose rows are of a document."""


def forget(rows: sqlite3.Connection, batch: int, path: str) -> None:
    """Take off all rows of a received file and of what lies in it, and the stamps that say that all is read and found.

    Nothing of it is left in any table; its findings are found again when they are next asked for.
    """
    after_all = f"{path}{INSIDE[:-1]}{chr(ord(INSIDE[-1]) + 1)}"
    places = (batch, path, f"{path}{INSIDE}", after_all)
    rows.execute("CREATE TEMP TABLE gone (number INTEGER PRIMARY KEY)")
    rows.execute(f"INSERT INTO gone SELECT number FROM documents WHERE {_OF_FILE}", places)
    _forget_words(rows)
    _forget_fingerprints(rows)
    for (table,) in rows.execute(_OF_DOCUMENTS).fetchall():
        rows.execute(f"DELETE FROM {table} WHERE {_DOCUMENTS}")
    _forget_spellings(rows)
    for table in ("documents", "problems", "names", "blobs", "left_in"):
        rows.execute(f"DELETE FROM {table} WHERE {_OF_FILE}", places)
    for table in ("asked", "left_values", "left_files", "remembered"):
        rows.execute(f"DELETE FROM {table}")  # made anew with what they are made of
    made = ("findings", "events", "people", "asked", "left in", f"batch {batch}")
    rows.execute("DELETE FROM stamps WHERE name IN (?, ?, ?, ?, ?, ?)", made)
    rows.execute("DROP TABLE gone")


def _forget_words(rows: sqlite3.Connection) -> None:
    """Take the words of passages out of the index, which does not keep them and must be told each as it was."""
    known = "path, author, recipients, subject, date"
    query = f"SELECT number, {known}, text FROM gone JOIN documents USING (number) JOIN texts ON document = number"
    take = "INSERT INTO passage_words (passage_words, rowid, words, about) VALUES ('delete', ?, ?, ?)"
    for number, *told, text in rows.execute(query):
        words_at, about = words_of(text), about_words(*told)
        places = rows.execute("SELECT number, start, end FROM passages WHERE document = ?", (number,))
        rows.executemany(take, [(passage, words_at(start, end), about) for passage, start, end in places])


def _forget_spellings(rows: sqlite3.Connection) -> None:
    """Take off the spellings that no document shows any longer; of the others the first document that does."""
    rows.execute("DELETE FROM spellings WHERE number NOT IN (SELECT spelling FROM parts)")
    first = "(SELECT min(document) FROM parts WHERE spelling = number)"
    rows.execute(f"UPDATE spellings SET first = {first} WHERE first IN (SELECT number FROM gone)")


def _forget_fingerprints(rows: sqlite3.Connection) -> None:
    """Take fingerprints out of each step in which there are some of the documents that go."""
    documents = _numbers(rows, "SELECT number FROM gone")
    quoted = _numbers(rows, f"SELECT number FROM quoted WHERE {_DOCUMENTS}")
    for part, step in rows.execute("SELECT part, step FROM fingerprints").fetchall():
        place = (part, step)
        kept = rows.execute("SELECT own, quoted FROM fingerprints WHERE part = ? AND step = ?", place).fetchone()
        left = (_without(kept[0], documents), _without(kept[1], quoted))
        if left != kept and any(left):
            rows.execute("UPDATE fingerprints SET own = ?, quoted = ? WHERE part = ? AND step = ?", (*left, *place))
        elif left != kept:
            rows.execute("DELETE FROM fingerprints WHERE part = ? AND step = ?", place)


def _numbers(rows: sqlite3.Connection, query: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter((number for (number,) in rows.execute(query)), dtype=np.int64)


def _without(blob: bytes, gone: np.ndarray[tuple[int], np.dtype[np.int64]]) -> bytes:
    """Give fingerprints, values and then numbers, without those of the numbers that go."""
    values, numbers = np.frombuffer(blob, dtype=np.int64).reshape(2, -1)
    stays = ~np.isin(numbers, gone)
    return blob if stays.all() else values[stays].tobytes() + numbers[stays].tobytes()
