"""The command as its user meets it: what it printed, what it said, how it ended."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from rejoinder.cli import main


class Called(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def call(*arguments: str | Path) -> Called:
    """Run a command in this process, which is fast."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    status = -1
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(end.code or 0)
    out.seek(0)
    err.seek(0)
    return Called(status, out.read(), err.read())


def command(*arguments: str | Path) -> list[str | Path]:
    """Give the command line of a run in a process of its own."""
    return [sys.executable, "-m", "rejoinder.cli", *arguments]


def run(*arguments: str | Path | bytes, **options: Any) -> Called:
    """Run a command in a process of its own, as a shell does."""
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    line: list[Any] = [*command(), *arguments]
    ended = subprocess.run(line, capture_output=True, check=False, env=environment, timeout=60, **options)
    return Called(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def one_sentence(called: Called) -> str:
    """Give what a command that could not run said, having checked that it said only that."""
    assert called.status == 2, called
    assert called.out == ""
    assert called.err.startswith("rejoinder: ")
    assert called.err.count("\n") == 1, called.err
    return called.err.removeprefix("rejoinder: ").rstrip()
