"""Columns of the shelf as arrays, which detectors hold against each other: by document, and by fingerprint."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np

from rejoinder.fingerprints import Hashes, Numbers


class Columns:
    """The part of a shelf that gives whole columns at once."""

    _rows: sqlite3.Connection

    def quoting_documents(self) -> Numbers:
        """Give, by the number of a quoted message, the document that quotes it; 0 where there is no such number."""
        last = self._rows.execute("SELECT coalesce(max(number), 0) FROM quoted").fetchone()[0]
        quoting = np.zeros(last + 1, dtype=np.int64)
        for number, document in self._rows.execute("SELECT number, document FROM quoted"):
            quoting[number] = document
        return quoting

    def own_documents(self) -> Numbers:
        """Give the documents of the subject's own archive."""
        query = "SELECT d.number FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 1"
        return np.fromiter((number for (number,) in self._rows.execute(query)), dtype=np.int64)

    def batch_of_each(self) -> Numbers:
        """Give, by document number, the number of its batch."""
        rows = self._rows.execute("SELECT number, batch FROM documents")
        said = np.fromiter(rows, dtype=[("number", np.int64), ("batch", np.int64)])
        batches = np.zeros(int(said["number"].max(initial=0)) + 1, dtype=np.int64)
        batches[said["number"]] = said["batch"]
        return batches

    def first_of_the_same_words(self) -> Numbers:
        """Give, by document number, the first document of its batch with the same own words: copies count once."""
        query = "SELECT number, batch, own_words FROM documents ORDER BY batch, path"
        columns = [("number", np.int64), ("batch", np.int64), ("words", np.uint64)]
        rows = ((number, batch, int.from_bytes(words)) for number, batch, words in self._rows.execute(query))
        said = np.fromiter(rows, dtype=columns)
        _, first, which = np.unique(said[["batch", "words"]], return_index=True, return_inverse=True)
        same = np.zeros(int(said["number"].max(initial=0)) + 1, dtype=np.int64)
        same[said["number"]] = said["number"][first][which]
        return same

    def own_fingerprints(self, part: int) -> Iterator[tuple[Hashes, Numbers]]:
        """Give one part of the fingerprints of own words, a step of reading at a time: values and their documents."""
        query = "SELECT own FROM fingerprints WHERE part = ? AND length(own) > 0 ORDER BY step"
        for (blob,) in self._rows.execute(query, (part,)):
            yield _columns(blob)

    def quoted_fingerprints(self, part: int) -> tuple[Hashes, Numbers]:
        """Give one part of the fingerprints of quoted words: values and their quoted numbers."""
        query = "SELECT quoted FROM fingerprints WHERE part = ? AND length(quoted) > 0 ORDER BY step"
        steps = [_columns(blob) for (blob,) in self._rows.execute(query, (part,))]
        if not steps:
            return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
        return np.concatenate([values for values, _ in steps]), np.concatenate([numbers for _, numbers in steps])


def _columns(blob: bytes) -> tuple[Hashes, Numbers]:
    half = len(blob) // 2
    return np.frombuffer(blob[:half], dtype=np.uint64), np.frombuffer(blob[half:], dtype=np.int64)
