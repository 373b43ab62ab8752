"""Opening a shelf: whether it is there and of this version, and what a fault of SQLite means for the person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rejoinder.disk import disk_full
from rejoinder.errors import CaseBusy, CaseDamaged, RejoinderError, UsageError
from rejoinder.shelf.sqlite import VERSION, Shelf, stamps_of_batches

NEEDED = 64 << 20
"""Bytes that a step of readings may need: SQLite does not say how many it lacked."""


@contextmanager
def opened(path: Path) -> Iterator[Shelf]:
    """Give the shelf at path, and turn every fault of SQLite into one that a person can mend."""
    try:
        with closing(Shelf(path)) as shelf:
            yield shelf
    except sqlite3.Error as fault:
        raise named(fault, path) from fault


def batches_read(path: Path) -> dict[str, str] | None:
    """Give, by number, the stamps of the batches that are in the shelf at path; None where it is not current.

    It is asked before every screen: one connection that reads, where all that a shelf needs is not begun.
    """
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(_to_read(path), uri=True)) as rows:
            is_ours = rows.execute("PRAGMA user_version").fetchone()[0] == VERSION
            return stamps_of_batches(rows) if is_ours else None
    except sqlite3.Error:
        with opened(path) as shelf:
            return shelf.batches_read()


def is_current(path: Path) -> bool:
    """Say whether there is a shelf at path that this version of Rejoinder made; one that is damaged is said later."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(_to_read(path), uri=True)) as rows:
            return bool(rows.execute("PRAGMA user_version").fetchone()[0] == VERSION)
    except sqlite3.Error:
        return True


def _to_read(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


def named(fault: sqlite3.Error, path: Path) -> RejoinderError:
    """Give what a fault of SQLite means for the person: a full disk, another run, or a shelf to be made again."""
    words = str(fault)
    if "full" in words or "disk I/O" in words:
        return disk_full(path.parent, NEEDED)
    if "locked" in words:
        return CaseBusy("Another run of Rejoinder holds this case.", "Wait for it to end, or stop it, then try again.")
    if "readonly" in words or "unable to open" in words:
        return UsageError(f"{path.parent} cannot be written to.", "Copy the case to where you may write, and use that.")
    case = path.parent.parent
    return CaseDamaged(f"The index of this case cannot be used ({words}).", f"Make it again: rejoinder rebuild {case}")
