"""The product as anyone may call it: its command, its JSON Lines, and what a call cost."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

LAUNCHER = Path(__file__).with_name("cost.py")
TIMEOUT = 7200.0

Line = dict[str, Any]
"""One line of the product's JSON; its keys are the contract's."""


class Cost(NamedTuple):
    """CPU and wall seconds of a command and all it started, and the peak memory of all of it in MiB."""

    cpu: float = 0.0
    wall: float = 0.0
    peak: float = 0.0

    def then(self, other: Cost) -> Cost:
        """Give the cost of one command after another."""
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak))


class Call(NamedTuple):
    """What a command said and how it ended."""

    status: int
    lines: list[Line]
    said: str
    """What it wrote to standard error."""
    cost: Cost


class ProductError(Exception):
    """The product ended with a status the contract does not know for this command."""


def command() -> list[str]:
    """Give the product's command: REJOINDER when it is set, else the one beside this Python."""
    given = os.environ.get("REJOINDER", "")
    return shlex.split(given) if given else [str(Path(sys.executable).with_name("rejoinder"))]


def is_here() -> bool:
    """Say whether the product's command is there at all."""
    return Path(command()[0]).exists()


def measured(
    argv: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    output: Path | None = None,
    timeout: float = TIMEOUT,
) -> tuple[int, str, Cost]:
    """Give a command's exit status, what it wrote to standard error, and its cost; output goes to a file."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        report = Path(folder, "cost.json")
        launcher = [sys.executable, "-I", "-S", str(LAUNCHER), str(report), str(timeout)]
        with (output or Path(os.devnull)).open("wb") as out, Path(folder, "err").open("w+b") as err:
            subprocess.run(
                [*launcher, *argv],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env={**os.environ, **(environment or {})},
                check=True,
            )
            err.seek(0)
            said = err.read().decode("utf-8", "replace")
        cost = json.loads(report.read_text())
    return int(cost["status"]), said, Cost(cost["cpu"], cost["wall"], cost["peak"])


def call(*arguments: str | Path, may_end: Iterable[int] = (0, 1)) -> Call:
    """Give what `rejoinder ARGUMENTS` says; any other exit status than these is the product's failure."""
    argv = [*command(), *map(str, arguments)]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        output = Path(folder, "out")
        status, said, cost = measured(argv, output=output)
        written = output.read_text("utf-8")
    if status not in tuple(may_end):
        raise ProductError(f"{shlex.join(argv)} ended with {status}: {said[-2000:]}")
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    return Call(status, lines, said, cost)


class Audited(NamedTuple):
    """One disclosure given to the product, and all it made of it."""

    received: Call
    findings: list[Line]
    paths: dict[str, str]
    """Each document's path by its reference."""
    cost: Cost
    """Of new, receive and audit."""


def audited(folder: Path, case: Path) -> Audited:
    """Give the product this folder as one batch of a new case, and give what it finds."""
    new = call("new", case)
    received = call("receive", case, folder, "--name", "batch", "--no-scans", "--json")
    audit = call("audit", case, "--json")
    documents = call("documents", case, "--json")
    return Audited(
        received=received,
        findings=audit.lines,
        paths={line["document"]: line["path"] for line in documents.lines if line["document"]},
        cost=new.cost.then(received.cost).then(audit.cost),
    )


def audited_whole(folder: Path, case: Path) -> Audited:
    """Give what the product finds in a folder every file of which it must read: nothing read, nothing found."""
    audit = audited(folder, case)
    files = sum(path.is_file() for path in folder.rglob("*"))
    if len(audit.paths) < files:
        raise ProductError(f"{files - len(audit.paths):,} of {files:,} files were not read")
    return audit
