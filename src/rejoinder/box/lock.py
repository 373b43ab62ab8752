"""The lock: after it a process can compute, read what it was given, answer, and end; nothing else (Linux).

Limits by setrlimit(2), files, sockets and signals by landlock(7) with no rule, every other call by seccomp(2).
Elsewhere only the limits hold; `rejoinder doctor` says what that leaves open.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from rejoinder.box.calls import program
from rejoinder.locks import kernel

if sys.platform != "win32":
    import resource


def ready() -> None:
    """Have made what every lock needs, before processes are forked that each lock themselves."""
    if sys.platform == "linux":
        kernel.gain_nothing()
        without_any_file = kernel.rules()
        if without_any_file is not None:
            os.close(without_any_file)
        program(os.uname().machine, os.getpid())


def lock(seconds: int, memory: int) -> None:
    """Lock this process for good: so many seconds of computing, so many bytes besides what is loaded and mapped."""
    _limit(seconds, memory)
    if sys.platform == "linux":
        kernel.gain_nothing()
        without_any_file = kernel.rules()
        if without_any_file is not None:
            kernel.restrict(without_any_file)
            os.close(without_any_file)
        kernel.refuse_calls(program(os.uname().machine, os.getpid()))


def _limit(seconds: int, memory: int) -> None:
    if sys.platform == "win32":
        return
    limits = {
        resource.RLIMIT_CPU: (seconds, seconds + 1),
        resource.RLIMIT_DATA: (memory, memory),
        resource.RLIMIT_AS: (_size_now() + memory,) * 2,
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, limit in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, limit)


def _size_now() -> int:
    """Give the bytes of address space in use; where the system does not say, more than any program uses."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1 << 46
