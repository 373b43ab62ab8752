"""How a process of ours is started anew: our own Python and module, and of the environment only what is needed."""

from __future__ import annotations

import os
import subprocess
import sys

TRACE = "REJOINDER_TRACE"
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""What of our environment a reader's process sees: what Python needs to start, and nothing that may be secret."""
_SINGLE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""A process with threads cannot be forked safely."""


def command(module: str, *arguments: str) -> list[str]:
    """Give the command line of one of our own modules; what lies in the folder we are in is never imported (-P)."""
    return [sys.executable, "-P", "-W", "ignore", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """Give what a reader's process may know of our environment."""
    return {name: os.environ[name] for name in (*_KEPT, TRACE) if name in os.environ} | _SINGLE


def complaints() -> int | None:
    """Give where a reader's process writes what it would say on a terminal: nowhere, unless faults are traced."""
    return None if os.environ.get(TRACE) else subprocess.DEVNULL
