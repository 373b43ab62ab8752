"""Which files on the shelf have pages that are pictures, and what of them text recognition has read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

_FORMATS = "b.format IN ('pdf', 'unread')"


class Scan(NamedTuple):
    """One file with pages that are pictures."""

    batch: int
    path: str
    sha256: str


def scans(shelf: Shelf, codes: Sequence[str]) -> list[Scan]:
    """Give the files of which a problem with one of these codes is told, in the order of batch and path."""
    query = (
        "SELECT DISTINCT b.batch, b.path, b.sha256 FROM blobs b JOIN problems p"
        f" ON p.batch = b.batch AND p.path = b.path WHERE p.code IN ({_marks(codes)}) AND {_FORMATS}"
        " ORDER BY b.batch, b.path"
    )
    return [Scan(*row) for row in shelf.rows(query, *codes)]


def waiting_pages(shelf: Shelf, codes: Sequence[str]) -> int:
    """Give how many pages without text the files have of which such a problem is told; each file has one at least."""
    empty = (
        "SELECT count(*) FROM documents d JOIN pages p ON p.document = d.number"
        " WHERE d.batch = w.batch AND d.path = w.path AND p.start = p.end AND p.confidence IS NULL"
    )
    query = (
        f"SELECT coalesce(sum(max(1, ({empty}))), 0) FROM (SELECT DISTINCT p.batch, p.path FROM problems p"
        f" JOIN blobs b ON b.batch = p.batch AND b.path = p.path WHERE p.code IN ({_marks(codes)}) AND {_FORMATS}) w"
    )
    return int(next(shelf.rows(query, *codes))[0])


def recognition_of(shelf: Shelf, scan: Scan, codes: Sequence[str]) -> tuple[bool, dict[int, float]]:
    """Give whether such a problem is told of a file, and how sure text recognition is of each page that it read."""
    waits = f"SELECT 1 FROM problems WHERE batch = ? AND path = ? AND code IN ({_marks(codes)}) LIMIT 1"
    query = (
        "SELECT p.number, p.confidence FROM documents d JOIN pages p ON p.document = d.number"
        " WHERE d.batch = ? AND d.path = ? AND p.confidence IS NOT NULL"
    )
    told = next(shelf.rows(waits, scan.batch, scan.path, *codes), None)
    return told is not None, dict(shelf.rows(query, scan.batch, scan.path))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)
