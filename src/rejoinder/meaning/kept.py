"""Vectors that were reckoned, kept by the words they are of: they are made once, and may be made again at any time."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rejoinder.disk import make_folder
from rejoinder.meaning.here import DIGEST, SIZE, Vectors

_TABLE = "CREATE TABLE IF NOT EXISTS vectors (words BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class KeptVectors:
    """The vectors kept in a file."""

    path: Path

    def of(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """Give the vectors that are kept, by their texts."""
        if not self.path.is_file():
            return {}
        found: dict[str, Vectors] = {}
        with self._opened() as rows:
            for text in texts:
                row = rows.execute("SELECT vector FROM vectors WHERE words = ?", (_key(text),)).fetchone()
                if row and len(row[0]) == 4 * SIZE:
                    found[text] = np.frombuffer(row[0], "<f4")
        return found

    def keep(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep the vectors of texts."""
        make_folder(self.path.parent)
        with self._opened() as rows, rows:
            rows.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                ((_key(text), vector.tobytes()) for text, vector in zip(texts, vectors, strict=True)),
            )

    def stamp(self) -> str:
        """Give what tells whether anything was kept since."""
        return str(self.path.stat().st_mtime_ns) if self.path.is_file() else ""

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=30)) as rows:
            rows.execute(_TABLE)
            yield rows


def _key(text: str) -> bytes:
    return hashlib.sha256(f"{DIGEST}\0{' '.join(text.split())}".encode("utf-8", "surrogatepass")).digest()
