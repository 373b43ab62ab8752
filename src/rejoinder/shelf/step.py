"""One step of readings on its way into the shelf: rows gathered by table, fingerprints made together."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from rejoinder.fingerprints import PARTS, Hashes, Numbers, fingerprints, part_of
from rejoinder.keys import id_key, name_key, person_key, shown
from rejoinder.model import MESSAGES, Batch, Document, Message, Shelved, Traces, Word, document_ref
from rejoinder.people.joining import number_of, spelling_id
from rejoinder.redactions import redactions_of, written_of
from rejoinder.shelf.parts import Part, parts_of
from rejoinder.shelf.passages import passages
from rejoinder.text import fold

WRITTEN_AT_ONCE = 2_000
"""Blobs or documents whose rows are gathered before they are written."""
ONCE = frozenset(("names", "ids", "answers", "thread_indexes", "spellings", "parts"))
"""Tables in which what is there already stays as it is."""
_SPANS = msgspec.json.Decoder(tuple[tuple[int, int], ...])


class Step:
    """One step on its way in: rows gathered by table, fingerprints made together."""

    def __init__(self, rows: sqlite3.Connection, batch: Batch) -> None:
        self.rows = rows
        self.batch = batch
        self.document = self._next("documents", "number")
        self.quoted = self._next("quoted", "number")
        self.passage = self._next("passages", "number")
        self.tables: dict[str, list[tuple[object, ...]]] = {}
        self.own: list[Sequence[int]] = []
        self.own_numbers: list[int] = []
        self.runs: list[Sequence[int]] = []
        self.run_numbers: list[int] = []

    def _next(self, table: str, column: str) -> int:
        return int(self.rows.execute(f"SELECT coalesce(max({column}), 0) + 1 FROM {table}").fetchone()[0])

    def _put(self, table: str, *row: object) -> None:
        self.tables.setdefault(table, []).append(row)

    def take(self, step: Iterable[Shelved]) -> None:
        """Write every blob of the step."""
        for count, blob in enumerate(step, 1):
            self._blob(blob)
            if count % WRITTEN_AT_ONCE == 0:
                self._write()
        self._write()

    def _blob(self, blob: Shelved) -> None:
        batch = self.batch.number
        columns = (blob.path, blob.parent, blob.sha256, blob.size, blob.format, blob.outcome, blob.inside)
        self._put("blobs", batch, *columns)
        self._put("names", name_key(blob.path.rsplit("/", 1)[-1]), batch, blob.path, blob.outcome)
        for problem in blob.problems:
            where = problem.where or blob.path
            spans = msgspec.json.encode(problem.spans).decode() if problem.spans else ""
            self._put("problems", batch, where, problem.what, problem.remedy, problem.code, problem.weight, spans)
        beneath = dict(blob.beneath)
        for document, traces in blob.documents:
            if document.path in beneath:
                self._put("beneath", self.document, beneath[document.path])
            self._document(document, traces)
            self._message(document)
            self._traces(traces)
            for part in parts_of(document, traces):
                self._part(part)
            self.document += 1
            if len(self.own) >= WRITTEN_AT_ONCE:
                self._write()

    def _document(self, document: Document, traces: Traces) -> None:
        message = document.message
        author = shown(*message.author) if message else document.author
        recipients = "\n".join(shown(*person) for person in message.recipients) if message else ""
        subject = message.subject if message else document.title
        date = message.date if message else document.date
        words = len(traces.own) + sum(map(len, traces.quoted_words))
        self._put(
            "documents",
            self.document,
            document.ref,
            self.batch.number,
            document.path,
            document.kind,
            document.sha256,
            document_ref(self.batch.name, document.parent) if document.parent else "",
            len(document.pages),
            date,
            author,
            message.author.address.lower() if message else "",
            recipients,
            subject,
            message.message_id if message else "",
            "\n".join(message.stripped) if message else "",
            words,
            document.body_start,
            hashlib.blake2b(np.array(traces.own, dtype=np.uint32).tobytes(), digest_size=8).digest(),
            message.conversation if message else "",
        )
        self._put("texts", self.document, document.text)
        for page in document.pages:
            boxes = _box_blob(page.words)
            size = (page.width, page.height)
            self._put("pages", self.document, page.number, page.start, page.end, *size, boxes, page.confidence)
        self._redactions(document)
        about = about_words(document.path, author, recipients, subject, date)
        words_at = words_of(document.text)
        for page_number, start, end in passages(document):
            self._put("passages", self.passage, self.document, page_number, start, end)
            self._put("passage_words", self.passage, words_at(start, end), about)
            self.passage += 1

    def _message(self, document: Document) -> None:
        message = document.message
        if message is None:
            return
        if document.kind in MESSAGES:
            self._letters(message)
        for message_id in {id_key(written) for written in (message.message_id, *message.other_ids) if written}:
            self._put("ids", message_id, self.document)
        for place, written in enumerate(_chain(message)):
            self._put("answers", id_key(written), self.document, place, written)
        if len(message.thread_index) >= 22:
            self._put("thread_indexes", message.thread_index, self.document)

    def _letters(self, message: Message) -> None:
        """Note who wrote to whom, where it was disclosed."""
        if self.batch.own:
            return
        sender = person_key(*message.author)
        recipients = {person_key(*person): person for person in message.recipients} or {"": message.author}
        for number, recipient in enumerate(recipients):
            self._put("letters", sender, recipient, self.document, int(number == 0))

    def _part(self, part: Part) -> None:
        """Note what part somebody has in the document."""
        number = number_of(spelling_id(part.name, part.address))
        self._put("spellings", number, part.name, part.address, self.document)
        self._put("parts", number, self.document, *part[2:])

    def _traces(self, traces: Traces) -> None:
        self.own.append(traces.own)
        self.own_numbers.append(self.document)
        for quoted, run in zip(traces.quoted, traces.quoted_words, strict=True):
            self._put("quoted", self.quoted, self.document, msgspec.json.encode(quoted).decode())
            self.runs.append(run)
            self.run_numbers.append(self.quoted)
            self.quoted += 1
        for kind, name, start, end, address in traces.named_files:
            self._put("mentions", self.document, kind, name, address, start, end)
        for allusion in traces.allusions:
            self._put("allusions", self.document, *allusion[:5], int(allusion.relative), *allusion[6:])

    def _redactions(self, document: Document) -> None:
        found, numbers = redactions_of(document)
        for one, number in zip(found, numbers, strict=True):
            self._put("redactions", self.document, number, *one)
        for page in written_of(document, found, numbers):
            self._put("written", self.document, *page)

    def _write(self) -> None:
        for table, rows in self.tables.items():
            columns = "(rowid, words, about)" if table == "passage_words" else ""
            marks = ",".join("?" * len(rows[0]))
            verb = "INSERT OR IGNORE" if table in ONCE else "INSERT"
            self.rows.executemany(f"{verb} INTO {table} {columns} VALUES ({marks})", rows)
        self.tables.clear()
        self._write_fingerprints()

    def _write_fingerprints(self) -> None:
        step = self._next("fingerprints", "step")
        own, owners = fingerprints(self.own)
        documents = np.array(self.own_numbers, dtype=np.int64)[owners] if len(own) else owners
        quoted, runs = fingerprints(self.runs)
        numbers = np.array(self.run_numbers, dtype=np.int64)[runs] if len(quoted) else runs
        blobs = zip(_by_part(own, documents), _by_part(quoted, numbers), strict=True)
        written = ((part, step, *both) for part, both in enumerate(blobs) if any(both))
        self.rows.executemany("INSERT INTO fingerprints VALUES (?, ?, ?, ?)", written)
        self.own, self.own_numbers, self.runs, self.run_numbers = [], [], [], []


def _by_part(values: Hashes, numbers: Numbers) -> Iterator[bytes]:
    """Give what is kept of each part of fingerprints: its values, then the number each is of, in their order."""
    parts = part_of(values)
    order = np.argsort(parts, kind="stable")
    values, numbers = values[order], numbers[order]
    edges = np.searchsorted(parts[order], np.arange(PARTS + 1, dtype=np.uint8))
    for first, last in pairwise(edges):
        yield values[first:last].tobytes() + numbers[first:last].tobytes()


def about_words(*known: str) -> str:
    """Give what is known of a document as it is searched: its path, author, recipients, subject and date."""
    return fold(" ".join(known))


def words_of(text: str) -> Callable[[int, int], str]:
    """Give what gives the words of a passage of a text as they are searched."""
    plain = fold(text) if text.isascii() else None
    return lambda start, end: plain[start:end] if plain is not None else fold(text[start:end])


def spans_of(written: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of a problem as they were written into its row."""
    return _SPANS.decode(written) if written else ()


def _box_blob(words: Sequence[Word]) -> bytes:
    spans = np.array([word[:2] for word in words], dtype=np.int32)
    edges = np.array([word[2:] for word in words], dtype=np.float32)
    return zlib.compress(spans.tobytes() + edges.tobytes(), 1)


def _chain(message: Message) -> list[str]:
    """Give every id a message says it follows, the one it answers first, then what that one answers, and so on."""
    chain = list(reversed(message.references))
    if message.answered and message.answered[0] not in chain:
        chain.insert(0, message.answered[0])
    return list(dict.fromkeys([*chain, *message.answered]))
