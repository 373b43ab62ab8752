"""A shelf that is closed while another run writes to it does not wait for that run."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from rejoinder.shelf.sqlite import Shelf


def test_closing_waits_for_nobody_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "shelf.sqlite"
    first = Shelf(path)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO batches VALUES (9, 'nine', 'nine', '', '', 0)")
    began = time.monotonic()
    first.close()
    assert time.monotonic() - began < 5, "it waited for the writer, who has ten seconds"
    writer.execute("COMMIT")
    writer.close()
    last = Shelf(path)
    assert [one.name for one in last.batches()] == ["nine"]
    last.close()
