"""Pages of documents as they lie on the shelf: a box for every word, and how sure text recognition is of them."""

from __future__ import annotations

import sqlite3
import zlib
from typing import Any

import numpy as np

from rejoinder.model import Page, Word

_PAGE = "number, start, end, width, height, words, confidence"


class Pages:
    """The part of a shelf that gives pages."""

    _rows: sqlite3.Connection

    def pages(self, number: int) -> tuple[Page, ...]:
        """Give a document's pages with a box for every word."""
        query = f"SELECT {_PAGE} FROM pages WHERE document = ? ORDER BY number"
        return tuple(map(_page, self._rows.execute(query, (number,))))

    def page(self, document: int, number: int) -> Page | None:
        """Give one page of a document with a box for every word; None where it has no such page."""
        row = self._rows.execute(
            f"SELECT {_PAGE} FROM pages WHERE document = ? AND number = ?", (document, number)
        ).fetchone()
        return _page(row) if row else None

    def confidences(self) -> dict[int, tuple[int, float]]:
        """Give, by document, how many pages text recognition read and how sure it is of them."""
        query = "SELECT document, count(*), avg(confidence) FROM pages WHERE confidence IS NOT NULL GROUP BY document"
        return {document: (pages, sure) for document, pages, sure in self._rows.execute(query)}

    def page_confidences(self, document: int, number: int | None = None) -> tuple[tuple[int, float], ...]:
        """Give each page of a document, or the one asked for, that text recognition read, and how sure it is of it."""
        one = "" if number is None else f"AND number = {number:d}"
        query = (
            f"SELECT number, confidence FROM pages WHERE document = ? AND confidence IS NOT NULL {one} ORDER BY number"
        )
        return tuple(self._rows.execute(query, (document,)))

    def first_page(self, number: int) -> int:
        """Give the number of a document's first page; 1 where it has no pages."""
        row = self._rows.execute("SELECT min(number) FROM pages WHERE document = ?", (number,)).fetchone()
        return int(row[0] or 1)

    def page_of(self, number: int, start: int) -> int | None:
        """Give the page on which a character of a document stands; None where it has no pages."""
        row = self._rows.execute(
            "SELECT number FROM pages WHERE document = ? AND start <= ? ORDER BY number DESC LIMIT 1",
            (number, start),
        ).fetchone()
        return int(row[0]) if row else None


def _page(row: tuple[Any, ...]) -> Page:
    number, start, end, width, height, boxes, confidence = row
    return Page(number, start, end, width, height, _boxes(boxes), confidence)


def _boxes(blob: bytes) -> tuple[Word, ...]:
    raw = zlib.decompress(blob)
    count = len(raw) // 24
    spans = np.frombuffer(raw[: 8 * count], dtype=np.int32).reshape(-1, 2).tolist()
    edges = np.frombuffer(raw[8 * count :], dtype=np.float32).reshape(-1, 4).tolist()
    return tuple(Word(*span, *edge) for span, edge in zip(spans, edges, strict=True))
