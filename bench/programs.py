"""What the lock on programs of others costs, and whether LibreOffice makes old files new under it as it does without.

Use: python -m bench.programs
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from bench import corpus
from bench.office import files
from bench.rows import Row, printed
from rejoinder.locks.programs import Allowed, run
from rejoinder.model import Blob
from rejoinder.read import converted, read

MADE_NEW = ("doc", "ppt")
"""Endings of files that are mostly made new."""
EVERY = 4
"""Of these files, one in so many is made new both ways."""
STARTS = 50
"""Starts of a program that ends at once, over which its cost is taken."""


def computing(done: Callable[[], object]) -> float:
    """Give the CPU seconds that something takes, ours and those of all it starts."""

    def used() -> float:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(one.ru_utime + one.ru_stime for one in both)

    before = used()
    done()
    return used() - before


def start_cost() -> float:
    """Give the CPU milliseconds that starting a program under the lock takes, all told."""
    program = shutil.which("true") or "/bin/true"
    with tempfile.TemporaryDirectory() as folder:
        allowed = Allowed(Path(folder))
        run((program,), allowed)
        return computing(lambda: [run((program,), allowed) for _ in range(STARTS)]) / STARTS * 1000


def read_with(office: converted.Office, path: Path) -> tuple[list[object], float]:
    """Give everything that is read of a file where LibreOffice is started so, and the CPU seconds that it takes."""
    told: list[object] = []
    with mock.patch.object(converted, "office_here", lambda: office):
        seconds = computing(lambda: told.extend(read(Blob(path.name, path.read_bytes()), "")))
    return told, seconds


def rows() -> list[Row]:
    """Give what the lock costs, and how many files are read differently under it."""
    office = converted.office_here()
    found = [Row("programs: ms of CPU to start one under the lock", round(start_cost(), 1))]
    if office is None or not office.locked or corpus.absent_corpora():
        return [*found, Row("programs: old files under the lock", "not measured")]
    named = shutil.which("soffice") or shutil.which("libreoffice") or office.program
    free = converted.Office(named)
    paths = list(files(MADE_NEW))[::EVERY]
    turns = [(read_with(office, path), read_with(free, path)) for path in paths]
    different = [path.name for path, (locked, bare) in zip(paths, turns, strict=True) if locked[0] != bare[0]]
    counts = f"{len(paths)} files"
    for way, how in enumerate(("under the lock", "without")):
        mean = round(sum(turn[way][1] for turn in turns) / len(paths), 3)
        found.append(Row(f"programs: CPU seconds an old file, {how}", mean, "", counts))
    found.append(
        Row("programs: old files read differently under the lock", len(different), "= 0", ", ".join(different))
    )
    return found


def main() -> int:
    """Print the table."""
    for line in printed(rows()):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
