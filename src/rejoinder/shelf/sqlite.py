"""The shelf in one SQLite file: rows for everything read, fingerprints by part, words in FTS5."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from rejoinder.errors import CaseBusy, DiskFull
from rejoinder.fingerprints import Hashes, Numbers
from rejoinder.keys import id_key
from rejoinder.model import Batch, Finding, Holding, Ledger, Page, Passage, Problem, Quoted, Shelved, Word
from rejoinder.shelf.search import search
from rejoinder.shelf.step import Step

VERSION = 1
_COLUMNS = ", ".join(Holding._fields)
_QUOTED = msgspec.json.Decoder(Quoted)
_FINDING = msgspec.json.Decoder(Finding)


class Shelf:
    """Derived data of one case: add a step of readings at a time, then ask."""

    def __init__(self, path: Path) -> None:
        """Open the shelf at path, made when it is not there."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._rows = sqlite3.connect(path, isolation_level=None, timeout=10)
        path.chmod(0o600)
        self._rows.execute("PRAGMA journal_mode = WAL")
        self._rows.execute("PRAGMA synchronous = FULL")
        self._rows.execute("PRAGMA cache_size = -32000")
        if self._rows.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            schema = resources.files("rejoinder.shelf").joinpath("schema.sql").read_text("utf-8")
            self._rows.executescript(f"BEGIN; {schema} PRAGMA user_version = {VERSION}; COMMIT;")

    def close(self) -> None:
        """Close the shelf; its write-ahead log is taken in, so that one file holds everything."""
        self._rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._rows.close()

    # What goes in

    def add_batch(self, batch: Batch) -> None:
        """Note a batch; one that is known already stays as it is."""
        row = (batch.number, batch.name, batch.folder, batch.sender, batch.date, int(batch.own))
        self._rows.execute("INSERT OR IGNORE INTO batches VALUES (?, ?, ?, ?, ?, ?)", row)

    def add(self, batch: Batch, step: Iterable[Shelved]) -> None:
        """Take in a step of readings, all or nothing."""
        try:
            self._rows.execute("BEGIN IMMEDIATE")
            Step(self._rows, batch).take(step)
            self._rows.execute("COMMIT")
        except BaseException as fault:
            if self._rows.in_transaction:
                self._rows.execute("ROLLBACK")
            if isinstance(fault, sqlite3.OperationalError):
                raise _named(fault) from fault
            raise

    def note_not_received(self, batch: Batch, problems: Iterable[Problem]) -> None:
        """Give what lay in the folder given and could not be taken its row in the ledger."""
        noted = [
            Shelved(problem.where, "", "", 0, "not received", "refused", 0, (problem,), ()) for problem in problems
        ]
        self._rows.execute("BEGIN IMMEDIATE")
        where = "path IN (SELECT path FROM blobs WHERE batch = ? AND format = 'not received')"
        for table in ("problems", "names"):
            self._rows.execute(f"DELETE FROM {table} WHERE batch = ? AND {where}", (batch.number, batch.number))
        self._rows.execute("DELETE FROM blobs WHERE batch = ? AND format = 'not received'", (batch.number,))
        Step(self._rows, batch).take(noted)
        self._rows.execute("COMMIT")

    # What comes out

    def batches(self) -> tuple[Batch, ...]:
        """Give every batch in the order received."""
        rows = self._rows.execute("SELECT number, name, folder, sender, date, own FROM batches ORDER BY number")
        return tuple(Batch(*rest, own=bool(own)) for *rest, own in rows)

    def shelved_paths(self, batch: int) -> set[str]:
        """Give the received files of a batch that are already in."""
        rows = self._rows.execute(
            "SELECT path FROM blobs WHERE batch = ? AND instr(path, '!/') = 0 AND format != 'not received'",
            (batch,),
        )
        return {path for (path,) in rows}

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

    def outcomes(self) -> dict[tuple[int, str], str]:
        """Give the outcome of every blob that was not simply read."""
        rows = self._rows.execute("SELECT batch, path, outcome FROM blobs WHERE outcome != 'read'")
        return {(batch, path): outcome for batch, path, outcome in rows}

    def problems(self, batch: int | None = None) -> Iterator[tuple[int, Problem]]:
        """Give every problem with the number of its batch."""
        where, values = ("WHERE batch = ?", (batch,)) if batch is not None else ("", ())
        query = f"SELECT batch, path, what, remedy, code, weight FROM problems {where} ORDER BY batch, path, rowid"
        for number, *rest in self._rows.execute(query, values):
            yield number, Problem(*rest)

    def refused(self) -> Iterator[tuple[int, str, str]]:
        """Give (batch, path, format) of every blob that was refused."""
        yield from self._rows.execute(
            "SELECT batch, path, format FROM blobs WHERE outcome = 'refused' ORDER BY batch, path"
        )

    def unread(self) -> Iterator[tuple[int, str, str, str]]:
        """Give (batch, path, format, hash) of every blob that has a problem or holds nothing, and gave no document."""
        yield from self._rows.execute(
            "SELECT b.batch, b.path, b.format, b.sha256 FROM blobs b"
            " WHERE (b.outcome != 'read' OR b.inside = 0) AND NOT EXISTS"
            " (SELECT 1 FROM documents d WHERE d.batch = b.batch AND d.path = b.path) ORDER BY b.batch, b.path"
        )

    def search(self, words: str, limit: int = 20) -> list[Passage]:
        """Give the passages that answer a person's words, best first."""
        return list(search(self, words, limit))

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

    def pages(self, number: int) -> tuple[Page, ...]:
        """Give a document's pages with a box for every word."""
        query = "SELECT number, start, end, width, height, words FROM pages WHERE document = ? ORDER BY number"
        return tuple(Page(*rest, words=_boxes(boxes)) for *rest, boxes in self._rows.execute(query, (number,)))

    def page_of(self, number: int, start: int) -> int | None:
        """Give the page on which a character of a document stands; None where it has no pages."""
        row = self._rows.execute(
            "SELECT number FROM pages WHERE document = ? AND start <= ? ORDER BY number DESC LIMIT 1",
            (number, start),
        ).fetchone()
        return int(row[0]) if row else None

    def quoting_documents(self) -> dict[int, int]:
        """Give, for each quoted message, the document that quotes it."""
        return dict(self._rows.execute("SELECT number, document FROM quoted"))

    def own_documents(self) -> Numbers:
        """Give the documents of the subject's own archive."""
        query = "SELECT d.number FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 1"
        return np.fromiter((number for (number,) in self._rows.execute(query)), dtype=np.int64)

    def state(self) -> str:
        """Give a stamp of everything that is in: equal stamps, equal findings."""
        counts = "SELECT count(*), coalesce(max(number), 0) FROM documents"
        blobs = "SELECT count(*), coalesce(sum(size), 0) FROM blobs"
        rows = (self._rows.execute(query).fetchone() for query in (counts, blobs))
        return "/".join(str(value) for row in rows for value in row)

    def findings(self, stamp: str) -> list[Finding] | None:
        """Give the findings kept under this stamp; None when there are none of it."""
        kept = self._rows.execute("SELECT value FROM stamps WHERE name = 'findings'").fetchone()
        if not kept or kept[0] != stamp:
            return None
        rows = self._rows.execute("SELECT body FROM findings ORDER BY number")
        return [_FINDING.decode(body) for (body,) in rows]

    def keep_findings(self, stamp: str, findings: Iterable[Finding]) -> None:
        """Keep findings under a stamp in place of those before."""
        self._rows.execute("BEGIN IMMEDIATE")
        try:
            self._rows.execute("DELETE FROM findings")
            bodies = ((msgspec.json.encode(finding).decode(),) for finding in findings)
            self._rows.executemany("INSERT INTO findings (body) VALUES (?)", bodies)
            self._rows.execute("INSERT OR REPLACE INTO stamps VALUES ('findings', ?)", (stamp,))
            self._rows.execute("COMMIT")
        except BaseException:
            self._rows.execute("ROLLBACK")
            raise

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

    def fingerprints(self, part: int) -> tuple[Hashes, Numbers, Hashes, Numbers, Numbers]:
        """Give one part: own values and their documents; quoted values, their quoted numbers and places."""
        own: list[Hashes] = []
        documents: list[Numbers] = []
        quoted: list[Hashes] = []
        numbers: list[Numbers] = []
        places: list[Numbers] = []
        for own_blob, quoted_blob in self._rows.execute(
            "SELECT own, quoted FROM fingerprints WHERE part = ? ORDER BY step", (part,)
        ):
            half = len(own_blob) // 2
            own.append(np.frombuffer(own_blob[:half], dtype=np.uint64))
            documents.append(np.frombuffer(own_blob[half:], dtype=np.int64))
            third = len(quoted_blob) // 3
            quoted.append(np.frombuffer(quoted_blob[:third], dtype=np.uint64))
            numbers.append(np.frombuffer(quoted_blob[third : 2 * third], dtype=np.int64))
            places.append(np.frombuffer(quoted_blob[2 * third :], dtype=np.int64))
        if not own:
            none, empty = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
            return none, empty, none, empty, empty
        return (
            np.concatenate(own),
            np.concatenate(documents),
            np.concatenate(quoted),
            np.concatenate(numbers),
            np.concatenate(places),
        )

    def passages(self, words: str, where: str, values: Sequence[object], limit: int) -> Iterator[tuple[object, ...]]:
        """Give (document, page, start, end, score) of passages holding FTS5 words, best first."""
        if words:
            query = (
                "SELECT p.document, p.page, p.start, p.end, -bm25(passage_words, 1.0, 2.0) AS score"
                " FROM passage_words w JOIN passages p ON p.number = w.rowid"
                f" JOIN documents d ON d.number = p.document WHERE passage_words MATCH ? {where}"
                " ORDER BY score DESC, p.number LIMIT ?"
            )
            yield from self._rows.execute(query, (words, *values, limit))
            return
        query = (
            "SELECT p.document, p.page, p.start, p.end, 0.0 FROM passages p"
            f" JOIN documents d ON d.number = p.document WHERE 1 {where}"
            " GROUP BY p.document ORDER BY d.date, p.number LIMIT ?"
        )
        yield from self._rows.execute(query, (*values, limit))


def _named(fault: sqlite3.OperationalError) -> Exception:
    words = str(fault)
    if "full" in words or "disk I/O" in words:
        return DiskFull("The disk is full.", "Make room and run the same command again: it goes on where it stopped.")
    if "locked" in words:
        return CaseBusy("Another run of Rejoinder holds this case.", "Wait for it to end, or stop it, then try again.")
    return fault


def _boxes(blob: bytes) -> tuple[Word, ...]:
    raw = zlib.decompress(blob)
    count = len(raw) // 24
    spans = np.frombuffer(raw[: 8 * count], dtype=np.int32).reshape(-1, 2).tolist()
    edges = np.frombuffer(raw[8 * count :], dtype=np.float32).reshape(-1, 4).tolist()
    return tuple(Word(*span, *edge) for span, edge in zip(spans, edges, strict=True))
