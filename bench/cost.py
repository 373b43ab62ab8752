"""Runs one command and writes what it cost; a program of its own, so that the measurer is not counted.

Use: python -I -S cost.py COST.json TIMEOUT COMMAND…
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER (prctl(2)): orphans become ours, so that their time is counted too."""
EVERY = 0.25
"""Seconds between two looks at the memory of the whole tree."""


def tree_kib(root: int) -> int:
    """Give the proportional memory (PSS) of a program and all below it, in KiB, as it is now."""
    below: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):  # noqa: PTH208 names are enough
        if entry.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                fields = Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()
                below.setdefault(int(fields[1]), []).append(int(entry))
    waiting, total = [root], 0
    while waiting:
        one = waiting.pop()
        waiting += below.get(one, [])
        with contextlib.suppress(OSError, IndexError, ValueError):
            for line in Path("/proc", str(one), "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total


def end_what_is_left() -> None:
    """End and wait for every orphan the command left behind."""
    mine = Path("/proc/thread-self/children")
    while left := mine.read_text().split():
        for orphan in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(orphan), signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(int(orphan), 0)


def run(command: list[str], timeout: float) -> dict[str, float]:
    """Give the exit status, CPU and wall seconds, and peak memory in MiB of a command and all it started."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    began, peak, ended = time.monotonic(), 0, 0.0
    child = os.posix_spawnp(command[0], command, os.environ, setpgroup=0)
    status: int | None = None
    while status is None:
        done, code = os.waitpid(child, os.WNOHANG)
        ended = time.monotonic()
        if done:
            status = os.waitstatus_to_exitcode(code)
        elif ended - began > timeout:
            os.killpg(child, signal.SIGKILL)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        else:
            peak = max(peak, tree_kib(child))
            time.sleep(min(EVERY, 0.02 + (ended - began) / 20))
    end_what_is_left()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "status": status,
        "cpu": used.ru_utime + used.ru_stime,
        "wall": ended - began,
        "peak": max(peak, used.ru_maxrss) / 1024,
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(run(sys.argv[3:], float(sys.argv[2]))))
