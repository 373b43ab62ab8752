"""The shelf in one SQLite file: rows for everything read, fingerprints by part, words in FTS5."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from rejoinder.keys import id_key
from rejoinder.model import (
    CHANGED_SINCE,
    Batch,
    Holding,
    Judgement,
    Ledger,
    Passage,
    Problem,
    Quoted,
    Scope,
    Shelved,
)
from rejoinder.shelf import events, findings
from rejoinder.shelf.columns import Columns
from rejoinder.shelf.forget import forget
from rejoinder.shelf.pages import Pages
from rejoinder.shelf.search import search
from rejoinder.shelf.step import Step, spans_of

VERSION = 17
WAIT = 10
"""Seconds for which another run that writes is waited for."""
_COLUMNS = ", ".join(Holding._fields)
_QUOTED = msgspec.json.Decoder(Quoted)


Write = Callable[[sqlite3.Connection], None]
"""Writes rows of the shelf."""


class Made(NamedTuple):
    """What is made of all that is on the shelf: the tables it fills, and how."""

    tables: tuple[str, ...]
    write: Write


class Shelf(Columns, Pages):
    """Derived data of one case: add a step of readings at a time, then ask."""

    def __init__(self, path: Path) -> None:
        """Open the shelf at path, made when it is not there; one that cannot be written to can still be read."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.scopes: dict[int, Scope] = {}
        """What batches claim to cover, by number, where the case has told it."""
        self.subject = ""
        """Whose case it is, where the case has told it."""
        self._only_read = path.exists() and not os.access(path.parent, os.W_OK)
        if self._only_read and any(log.stat().st_size for log in path.parent.glob(f"{path.name}-wal")):
            raise sqlite3.OperationalError("readonly, with changes that are not taken in")
        name = f"{path.absolute().as_uri()}?immutable=1" if self._only_read else path
        self._rows = sqlite3.connect(name, isolation_level=None, timeout=WAIT, uri=self._only_read)
        try:
            if not self._only_read:
                path.chmod(0o600)
            self._begin()
        except BaseException:
            self._rows.close()
            raise

    def _begin(self) -> None:
        durable = () if self._only_read else ("journal_mode = WAL", "synchronous = FULL")
        for setting in (*durable, "cache_size = -16000"):
            self._rows.execute(f"PRAGMA {setting}")
        version = self._rows.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION:
            return
        if version:
            raise sqlite3.DatabaseError(f"it is of version {version}, not {VERSION}")
        schema = resources.files("rejoinder.shelf").joinpath("schema.sql").read_text("utf-8")
        self._rows.executescript(f"BEGIN; {schema} PRAGMA user_version = {VERSION}; COMMIT;")

    def close(self) -> None:
        """Close the shelf; its write-ahead log is taken in where that can be, so that one file holds everything."""
        with suppress(sqlite3.OperationalError):
            self._rows.execute("PRAGMA busy_timeout = 0")  # whoever is writing takes it in later
            self._rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._rows.close()

    def copy_to(self, path: Path) -> None:
        """Make a copy of the shelf at path, whole even while it is being written to, and check it."""
        with closing(sqlite3.connect(path)) as copy:
            path.chmod(0o600)
            self._rows.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("the copy is not whole")

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Make all that is written within durable together, or none of it."""
        self._rows.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._rows.execute("COMMIT")
        except BaseException:
            if self._rows.in_transaction:
                self._rows.execute("ROLLBACK")
            raise

    # What goes in

    def add_batch(self, batch: Batch) -> None:
        """Note a batch; one that is known already stays as it is."""
        row = (batch.number, batch.name, batch.folder, batch.sender, batch.date, int(batch.own))
        self._rows.execute("INSERT OR IGNORE INTO batches VALUES (?, ?, ?, ?, ?, ?)", row)

    def add(self, batch: Batch, step: Iterable[Shelved]) -> None:
        """Take in a step of readings, all or nothing."""
        with self._whole():
            Step(self._rows, batch).take(step)

    def forget(self, batch: int, path: str) -> None:
        """Take a received file and all that lies in it off the shelf, all or nothing, so that it is read again."""
        with self._whole():
            forget(self._rows, batch, path)

    def note_not_received(self, batch: Batch, problems: Iterable[Problem]) -> None:
        """Give what lay in the folder given and could not be taken its row in the ledger."""
        told = list(problems)
        noted = [
            Shelved(problem.where, "", "", 0, "not received", "refused", 0, (problem,), ())
            for problem in told
            if problem.weight == "refused"
        ]
        remarks = [(batch.number, p.where, p.what, p.remedy, p.code, p.weight) for p in told if p.weight == "flag"]
        with self._whole():
            where = "path IN (SELECT path FROM blobs WHERE batch = ? AND format = 'not received')"
            for table in ("problems", "names"):
                self._rows.execute(f"DELETE FROM {table} WHERE batch = ? AND {where}", (batch.number, batch.number))
            self._rows.execute("DELETE FROM blobs WHERE batch = ? AND format = 'not received'", (batch.number,))
            self._rows.execute("DELETE FROM problems WHERE batch = ? AND code = ?", (batch.number, CHANGED_SINCE))
            Step(self._rows, batch).take(noted)
            self._rows.executemany("INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, '')", remarks)

    # What comes out

    def batches(self) -> tuple[Batch, ...]:
        """Give every batch in the order received."""
        rows = self._rows.execute("SELECT number, name, folder, sender, date, own FROM batches ORDER BY number")
        return tuple(
            Batch(number, name, folder, sender, date, bool(own)) for number, name, folder, sender, date, own in rows
        )

    def shelved_paths(self, batch: int, paths: Iterable[str]) -> set[str]:
        """Give those of these received files of a batch that are already in."""
        query = f"SELECT path FROM blobs WHERE batch = {batch:d} AND format != 'not received' AND path IN (?)"
        return {path for (path,) in self.rows_of(query, paths)}

    def ledger(self, batch: int | None = None) -> Ledger:
        """Give what became of everything given, in one batch or in all."""
        where, values = ("WHERE batch = ?", (batch,)) if batch is not None else ("", ())
        counts = self._rows.execute(
            "SELECT count(*) FILTER (WHERE parent = '' AND instr(path, '!/') = 0), count(*),"
            " count(*) FILTER (WHERE outcome = 'read'), count(*) FILTER (WHERE outcome = 'partial'),"
            f" count(*) FILTER (WHERE outcome = 'refused') FROM blobs {where}",
            values,
        ).fetchone()
        documents = self._rows.execute(f"SELECT count(*) FROM documents {where}", values).fetchone()
        return Ledger(*counts, *documents)

    def unread_files(self) -> int:
        """Give how many of all files given could not be read, or not wholly."""
        return int(self._rows.execute("SELECT count(*) FROM blobs WHERE outcome != 'read'").fetchone()[0])

    def outcomes(self) -> dict[tuple[int, str], str]:
        """Give the outcome of every blob that was not simply read."""
        rows = self._rows.execute("SELECT batch, path, outcome FROM blobs WHERE outcome != 'read'")
        return {(batch, path): outcome for batch, path, outcome in rows}

    def problems(self, batch: int | None = None, code: str | None = None) -> Iterator[tuple[int, Problem]]:
        """Give every problem, of a batch or of one code, with the number of its batch."""
        asked = {name: value for name, value in (("batch", batch), ("code", code)) if value is not None}
        where, values = " AND ".join(f"{name} = ?" for name in asked) or "1", tuple(asked.values())
        columns = "batch, path, what, remedy, code, weight, spans"
        query = f"SELECT {columns} FROM problems WHERE {where} ORDER BY batch, path, rowid"
        for number, *rest, spans in self._rows.execute(query, values):
            yield number, replace(Problem(*rest), spans=spans_of(spans))

    def refused(self) -> Iterator[tuple[int, str, str]]:
        """Give (batch, path, format) of every blob that was refused."""
        yield from self._rows.execute(
            "SELECT batch, path, format FROM blobs WHERE outcome = 'refused' ORDER BY batch, path"
        )

    def unread(self) -> Iterator[tuple[int, str, str, str]]:
        """Give (batch, path, format, hash) of every blob that has a problem or holds nothing, and gave no document."""
        yield from self._rows.execute(
            "SELECT b.batch, b.path, b.format, b.sha256 FROM blobs b"
            " WHERE (b.outcome != 'read' OR b.inside = 0 OR EXISTS"
            " (SELECT 1 FROM problems p WHERE p.batch = b.batch AND p.path = b.path)) AND NOT EXISTS"
            " (SELECT 1 FROM documents d WHERE d.batch = b.batch AND d.path = b.path) ORDER BY b.batch, b.path"
        )

    def search(self, words: str, limit: int = 20, after: int = 0) -> list[Passage]:
        """Give the passages that answer a person's words, best first, from the one after so many."""
        return list(search(self, words, limit, after))

    def passages_with(self, word: str, most: int) -> int:
        """Give how many passages hold a folded word; beyond so many, about how many, reckoned from the first."""
        first = "SELECT rowid AS number FROM passage_words WHERE passage_words MATCH ? LIMIT ?"
        query = f"SELECT count(*), max(number), (SELECT max(number) FROM passages) FROM ({first})"
        count, last, all_of_them = next(self._rows.execute(query, (f'words : "{word}"', most + 1)))
        return int(count) if count <= most else max(most + 1, count * all_of_them // last)

    def places_of(self, phrase: str, limit: int) -> Iterator[tuple[int, int, int]]:
        """Give (document, start, end) of the first so many passages in which folded words stand in a row."""
        asked = "SELECT rowid FROM passage_words WHERE passage_words MATCH ? LIMIT ?"
        query = f"SELECT document, start, end FROM passages WHERE number IN ({asked})"
        yield from self._rows.execute(query, (f'words : "{phrase}"', limit))

    def documents(self, numbers: Iterable[int] | None = None) -> Iterator[Holding]:
        """Give documents in the order of batch and path: all, or those of the numbers given in order of number."""
        if numbers is None:
            query = f"SELECT {_COLUMNS} FROM documents ORDER BY batch, path"
            yield from map(Holding._make, self._rows.execute(query))
            return
        query = f"SELECT {_COLUMNS} FROM documents WHERE number IN (?) ORDER BY number"
        yield from map(Holding._make, self.rows_of(query, numbers))

    def document(self, number: int) -> Holding:
        """Give one document by its number."""
        return next(self.documents([number]))

    def find_document(self, reference: str) -> Holding | None:
        """Give the document with this reference, or whose path or message id it is; None when there is none."""
        for column in ("ref", "path"):
            query = f"SELECT {_COLUMNS} FROM documents WHERE {column} = ? ORDER BY number LIMIT 1"
            row = self._rows.execute(query, (reference,)).fetchone()
            if row:
                return Holding._make(row)
        here = self._rows.execute("SELECT document FROM ids WHERE key = ?", (id_key(reference.strip("<> ")),))
        found = here.fetchone()
        return self.document(found[0]) if found else None

    def ref_at(self, batch: int, path: str) -> str:
        """Give the reference of the document at this path of a batch; nothing where none came of it."""
        row = self._rows.execute("SELECT ref FROM documents WHERE batch = ? AND path = ?", (batch, path)).fetchone()
        return str(row[0]) if row else ""

    def paths(self, references: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give (reference, path) of documents."""
        wanted = sorted(set(references))
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            marks = ",".join("?" * len(some))
            yield from self._rows.execute(f"SELECT ref, path FROM documents WHERE ref IN ({marks})", some)

    def text(self, number: int) -> str:
        """Give a document's exact text."""
        row = self._rows.execute("SELECT text FROM texts WHERE document = ?", (number,)).fetchone()
        return str(row[0])

    def beneath(self, number: int) -> str | None:
        """Give a document's text with the words beneath redactions; None where it has none or they are not shown."""
        row = self._rows.execute("SELECT text FROM beneath WHERE document = ?", (number,)).fetchone()
        return str(row[0]) if row else None

    def note_read(self, batch: int, stamp: str) -> None:
        """Note that everything in a batch is in, as the batch was then."""
        self._rows.execute("INSERT OR REPLACE INTO stamps VALUES (?, ?)", (f"batch {batch}", stamp))

    def is_read(self, batch: int, stamp: str) -> bool:
        """Say whether everything in a batch is in, as it is now."""
        return self.is_made(f"batch {batch}", stamp)

    def batches_read(self) -> dict[str, str]:
        """Give, by the number of each batch everything of which is in, the stamp of the batch as it was then."""
        return stamps_of_batches(self._rows)

    def state(self) -> str:
        """Give a stamp of everything that is in: equal stamps, equal findings."""
        last = self._rows.execute("SELECT coalesce(max(number), 0) FROM documents").fetchone()[0]
        read = self._rows.execute("SELECT name, value FROM stamps WHERE name LIKE 'batch %' ORDER BY name")
        return " ".join((str(last), *(f"{name} {value}" for name, value in read)))

    def is_made(self, name: str, stamp: str) -> bool:
        """Say whether what goes by a name was made under this stamp and is kept."""
        return self.stamp_of(name) == stamp

    def stamp_of(self, name: str) -> str:
        """Give the stamp under which what goes by a name was made; empty where nothing is kept."""
        kept = self._rows.execute("SELECT value FROM stamps WHERE name = ?", (name,)).fetchone()
        return str(kept[0]) if kept else ""

    def keep_step(self, name: str, stamp: str, write: Write) -> None:
        """Keep a step of what takes long, all or nothing, under a stamp that tells how far it is."""
        with self._whole():
            write(self._rows)
            self._rows.execute("INSERT OR REPLACE INTO stamps VALUES (?, ?)", (name, stamp))

    def keep(self, name: str, stamp: str, made: Made) -> None:
        """Keep what is made under a stamp in place of what was kept; where the disk does not let us, in memory."""
        if not self._only_read:
            with suppress(sqlite3.OperationalError):
                self.keep_step(name, stamp, made.write)
                return
        hide_kept(self._rows, made.tables)
        made.write(self._rows)

    def remember(self, name: str, asked: str, state: str, body: str) -> None:
        """Keep what was found for what was asked in a state, and of the same kind nothing of another state.

        Where another run writes, it is not waited for.
        """
        with self._unless_busy(), self._whole():
            self._rows.execute("DELETE FROM remembered WHERE name = ? AND state != ?", (name, state))
            self._rows.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?, ?, ?)", (name, asked, state, body))

    @contextmanager
    def _unless_busy(self) -> Iterator[None]:
        self._rows.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._rows.execute(f"PRAGMA busy_timeout = {1000 * WAIT}")

    def findings(self, judgements: Mapping[str, Judgement]) -> findings.Findings:
        """Give the findings kept, with what people decided about them."""
        return findings.Findings(self._rows, judgements)

    def events(self) -> events.Events:
        """Give the events kept."""
        return events.Events(self._rows)

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query over schema.sql: how detectors ask what only they need."""
        yield from self._rows.execute(query, values)

    def rows_of(self, query: str, values: Iterable[int] | Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query that ends in `IN (?)` for many values, 500 at a time."""
        wanted: list[Any] = sorted(set(values))
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            yield from self._rows.execute(query.replace("(?)", f"({','.join('?' * len(some))})"), some)

    def quoted(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, Quoted]]:
        """Give (number, document, quoted message) for the numbers given, in order."""
        query = "SELECT number, document, body FROM quoted WHERE number IN (?) ORDER BY number"
        for number, document, body in self.rows_of(query, numbers):
            yield number, document, _QUOTED.decode(body)


def stamps_of_batches(rows: sqlite3.Connection) -> dict[str, str]:
    """Give, by the number of each batch that is in, its stamp."""
    return {
        str(name).removeprefix("batch "): value
        for name, value in rows.execute("SELECT name, value FROM stamps WHERE name LIKE 'batch %'")
    }


def hide_kept(rows: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Let rows be kept in memory, before those on the shelf, where the disk does not let us keep them there."""
    rows.execute("PRAGMA temp_store = MEMORY")
    for table in tables:
        (made,) = rows.execute("SELECT sql FROM main.sqlite_schema WHERE name = ?", (table,)).fetchone()
        rows.execute(made.replace("CREATE TABLE", "CREATE TEMP TABLE IF NOT EXISTS", 1))
