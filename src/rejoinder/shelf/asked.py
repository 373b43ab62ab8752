"""What the subject asked, as it was found when all was compared: kept whole, in order of time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rejoinder.shelf.sqlite import Shelf

TABLES = ("asked",)


def keep(rows: sqlite3.Connection, bodies: Iterable[bytes]) -> None:
    """Keep what was asked in place of what was kept before."""
    rows.execute("DELETE FROM asked")
    rows.executemany("INSERT INTO asked VALUES (?, ?)", ((at, body.decode()) for at, body in enumerate(bodies, 1)))


def bodies(shelf: Shelf) -> Iterator[str]:
    """Give each thing that was asked, as JSON."""
    yield from (body for (body,) in shelf.rows("SELECT body FROM asked ORDER BY number"))
