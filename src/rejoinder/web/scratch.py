"""Where what a server needs for a moment lies: a folder of its own beside the cases, gone when the server ends."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rejoinder.disk import locked
from rejoinder.errors import CaseBusy

PREFIX = ".rejoinder-"
"""What such folders are called by."""
HELD = "held"
"""The file in it that a server holds as long as it runs."""


@contextmanager
def scratch(home: Path) -> Iterator[None]:
    """Let everything that is written for a moment lie on the disk of the cases: the system's folder may be memory.

    Folders that killed servers left are removed. Where none can be made, the system's own serves.
    """
    _clear(home)
    before = tempfile.tempdir
    try:
        folder = tempfile.TemporaryDirectory(prefix=PREFIX, dir=home, ignore_cleanup_errors=True)
    except OSError:
        yield
        return
    with folder as made, locked(Path(made) / HELD):
        tempfile.tempdir = made
        try:
            yield
        finally:
            tempfile.tempdir = before


def _clear(home: Path) -> None:
    for one in home.glob(f"{PREFIX}*/{HELD}"):
        try:
            with locked(one, 0):
                pass
        except (CaseBusy, OSError):
            continue
        shutil.rmtree(one.parent, ignore_errors=True)
