"""Tables as plain text (CSV, TSV): the text exactly as it is, whatever parts its columns."""

from __future__ import annotations

from collections.abc import Iterator

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.charset import decode
from rejoinder.read.limits import COLUMNS
from rejoinder.read.plain import lines, remarks
from rejoinder.read.sniff import declared_charset

_SEPARATORS = (",", ";", "\t", "|")


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the table as one document; rows wider than COLUMNS are cut there, and said to be."""
    raw, guessed = decode(bytes(blob.untrusted_bytes), declared_charset(blob))
    rows, cut = _narrowed(lines(raw))
    yield Document(blob.name, "sheet", rows)
    if cut:
        what = f"It has rows of more than {COLUMNS:,} columns; what is further right was not read."
        remedy = "Split it into narrower tables and add those."
        yield Problem(blob.name, what, remedy, "column_limit", "partial")
    yield from remarks(blob.name, raw, guessed)


def _narrowed(text: str) -> tuple[str, bool]:
    """Give the text with its rows cut after COLUMNS columns, and whether any was."""
    if len(text) < COLUMNS or not any(text.count(separator) >= COLUMNS for separator in _SEPARATORS):
        return text, False
    cut = False
    rows = text.split("\n")
    for number, row in enumerate(rows):
        for separator in _SEPARATORS:
            if row.count(separator) >= COLUMNS:
                rows[number] = row = separator.join(row.split(separator, COLUMNS)[:COLUMNS])
                cut = True
    return "\n".join(rows), cut
