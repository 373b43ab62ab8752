"""Reads every file of a folder in the box and outside it: the same, to the byte? and at what cost?

Use: python -m bench.box [FOLDER]
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from unittest import mock

from bench import corpus
from bench.corpus import CORPORA
from bench.ledger import files_below
from bench.rows import Row, printed
from rejoinder.box import limits, reading, start
from rejoinder.box.process import Ended, Process
from rejoinder.disk import mapped
from rejoinder.locks import programs
from rejoinder.locks.programs import Allowed
from rejoinder.model import Blob
from rejoinder.read import converted, read
from rejoinder.read.converted import office_here

LOST = ("crashed", "limit_time", "limit_memory")
"""Codes of what is said of a document whose process was ended, or that asked for too much."""


@dataclass
class Watched:
    """What every process of the box took, by the file it was for."""

    processes: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)

    def note(self, file: str, ended: Ended | None) -> None:
        """Note how a process ended."""
        self.processes += 1
        if ended:
            self.seconds[file] = max(self.seconds.get(file, 0), ended.seconds)
            self.most[file] = max(self.most.get(file, 0), ended.memory)


@dataclass
class Programs:
    """What the programs of others took that made old files new: the same whether or not files are read in the box."""

    starts: int = 0
    seconds: float = 0.0

    def run(self, command: Sequence[str], allowed: Allowed) -> programs.Ended:
        """Run one, and note what it took."""
        before = cpu(resource.RUSAGE_CHILDREN)
        ended = programs.run(command, allowed)
        self.starts += 1
        self.seconds += cpu(resource.RUSAGE_CHILDREN) - before
        return ended


def without_programs(done: Callable[[], list[bytes]]) -> tuple[list[bytes], float, Programs]:
    """Give what something gives, the CPU seconds it takes besides those of the programs of others, and these."""
    started = Programs()
    before = cpu(resource.RUSAGE_SELF) + cpu(resource.RUSAGE_CHILDREN)
    with mock.patch.object(converted, "run", started.run):
        given = done()
    start.let_go_of_starter()
    return given, cpu(resource.RUSAGE_SELF) + cpu(resource.RUSAGE_CHILDREN) - before - started.seconds, started


def blobs_of(files: list[Path], folder: Path) -> Iterator[Blob]:
    """Give files as a case does: a large one mapped, open until the next is asked for."""
    for path in files:
        with path.open("rb") as file:
            name = path.relative_to(folder).as_posix()
            large = path.stat().st_size > limits.INLINE
            yield Blob(name, mapped(file.fileno(), str(path)) if large else file.read())


def cpu(who: int) -> float:
    """Give the CPU seconds of this process, or of all it has waited for."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def digest(found: object) -> bytes:
    """Give what stands for everything that was read."""
    return hashlib.sha256(repr(found).encode("utf-8", "surrogatepass")).digest()


@contextmanager
def watching(watched: Watched) -> Iterator[None]:
    """Have every process of the box tell how it ended."""

    def end(process: Process) -> None:
        process._close()
        if not process._over:
            process._over = True
            watched.note("", process._end(True))

    with mock.patch.object(Process, "end", end):
        yield


def each(files: list[Path], folder: Path, watched: Watched) -> Counter[str]:
    """Read each file by itself, and give how often each code of a lost document was said."""
    codes: Counter[str] = Counter()
    for path in files:
        before = watched.processes
        for found in reading.read(blobs_of([path], folder), "box"):
            codes.update(problem.code for problem in found.problems if problem.code in LOST)
        if watched.processes > before and "" in watched.seconds:
            name = path.relative_to(folder).as_posix()
            watched.seconds[name], watched.most[name] = watched.seconds.pop(""), watched.most.pop("")
    return codes


def rows(folder: Path = CORPORA) -> list[Row]:
    """Give the rows of one folder."""
    files = files_below(folder)
    office_here()
    start.let_go_of_starter()
    outside, here, _ = without_programs(
        lambda: [digest(found) for blob in blobs_of(files, folder) for found in read(blob, "box")]
    )
    first = [Blob("x.pdf", b"%PDF-1.4")]
    _, begun, _ = without_programs(lambda: [digest(found) for found in reading.read(first, "box")])
    counted = count()
    with mock.patch.object(Process, "ask", lambda self, errand, ask=Process.ask: (next(counted), ask(self, errand))):
        inside, boxed, started = without_programs(
            lambda: [digest(found) for found in reading.read(blobs_of(files, folder), "box")]
        )
    processes, watched, more = next(counted), Watched(), boxed - here - begun
    with watching(watched):
        codes = each(files, folder, watched)
    differing = sum(one != other for one, other in zip(inside, outside, strict=False)) + abs(len(inside) - len(outside))
    slowest = max(watched.seconds, key=watched.seconds.__getitem__)
    largest = max(watched.most, key=watched.most.__getitem__)
    return [
        Row("box: readings that differ inside and outside", differing, "= 0", f"of {len(outside):,}"),
        Row("box: CPU milliseconds more for each document", more / len(files) * 1000, "<= 10",
            f"{here:.1f} s outside, {boxed:.1f} s inside, {len(files):,} files"),
        Row("box: CPU milliseconds to start it, once a run", begun * 1000, "", "not counted above"),
        Row("box: CPU milliseconds more for each process", more / processes * 1000, "",
            f"{processes:,} processes"),
        Row("box: CPU milliseconds of programs of others for each document", started.seconds / len(files) * 1000, "",
            f"{started.starts:,} starts, {started.seconds:.1f} s, not counted above"),
        Row("box: most CPU seconds of one process", watched.seconds[slowest], "<= 10", slowest),
        Row("box: most MiB of one process", watched.most[largest] / (1 << 20), "<= 1024", largest),
        Row("box: documents whose process was ended", codes["crashed"] + codes["limit_time"], "= 0",
            ", ".join(f"{code} {count}" for code, count in codes.items())),
    ]  # fmt: skip


def main() -> int:
    """Measure and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPORA)
    arguments = parser.parse_args()
    if arguments.folder == CORPORA and (said := corpus.absent_corpora()):
        print(said)
        return 0
    for line in printed(rows(arguments.folder)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
