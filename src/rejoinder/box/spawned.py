"""Processes where the system cannot fork (Windows): Python anew for each, in a job with limits, without a lock."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

from rejoinder.box.launch import command, complaints, environment
from rejoinder.box.process import Ended, Process
from rejoinder.disk import Mapped


class Spawner:
    """Starts a process for each document, or each group of them."""

    gone = False

    def process(self, seconds: int, memory: int, document: Mapped | None) -> Process:
        """Give a new process that may take so much, with a large document open in it."""
        path = document.path if document is not None else ""
        asked, asking = os.pipe()
        answering, answered = os.pipe()
        try:
            one = subprocess.Popen(  # noqa: S603 our own program, by its full path
                command("rejoinder.box.worker", str(seconds), str(memory), path),
                stdin=asked,
                stdout=answered,
                stderr=complaints(),
                env=environment(),
            )
        finally:
            os.close(asked)
            os.close(answered)
        if sys.platform == "win32":
            from rejoinder.box.windows import put_in_job

            put_in_job(one, seconds, memory)
        return Process(asking, answering, lambda _tell: _ended(one))

    def close(self) -> None:
        """Nothing is kept, so nothing ends."""


def _ended(one: subprocess.Popen[bytes]) -> Ended:
    with suppress(OSError):
        one.kill()
    return Ended(one.wait(), 0.0, 0)
