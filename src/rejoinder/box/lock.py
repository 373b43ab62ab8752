"""The lock: after it a process can compute, read what it was given, answer, and end; nothing else (Linux).

Limits by setrlimit(2), files, sockets and signals by landlock(7) with no rule, every other call by seccomp(2).
Elsewhere only the limits hold; `rejoinder doctor` says what that leaves open.
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys
from contextlib import suppress
from pathlib import Path

from rejoinder.box.calls import program

_PDEATHSIG, _SECCOMP, _NO_NEW_PRIVILEGES = 1, 22, 38
_FILTER = 2
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
_FILES = (13, 14, 15, 15, 16)
"""How many rights over files each version of Landlock knows, from the first; later ones know as many as the last."""
_NETWORK, _SCOPES = 0b11, 0b11
"""Connecting and listening (from version 4); abstract sockets and signals (from version 6)."""
_VERSION = 1
"""LANDLOCK_CREATE_RULESET_VERSION: asks which version the kernel knows."""


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


class _Rules(ctypes.Structure):
    """struct landlock_ruleset_attr."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


def die_with(parent: int) -> None:
    """End this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        _control(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def lock(seconds: int, memory: int) -> None:
    """Lock this process for good: so many seconds of computing, so many bytes besides what is loaded and mapped."""
    _limit(seconds, memory)
    if sys.platform == "linux":
        _control(_NO_NEW_PRIVILEGES, 1)
        _close_files()
        _refuse_calls()


def _limit(seconds: int, memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

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


def _control(option: int, value: int, pointer: object = None) -> bool:
    """Call prctl(2), and say whether it was done."""
    arguments = (ctypes.c_int(option), ctypes.c_ulong(value), pointer, ctypes.c_ulong(0), ctypes.c_ulong(0))
    return bool(ctypes.CDLL(None).prctl(*arguments) == 0)


def _close_files() -> None:
    """Enter a Landlock domain without a rule: no file, folder, socket or signal beyond what is open."""
    call = ctypes.CDLL(None).syscall
    version = int(call(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION)))
    if version < 1:
        return
    rules = _Rules(
        (1 << _FILES[min(version, len(_FILES)) - 1]) - 1,
        _NETWORK if version >= 4 else 0,
        _SCOPES if version >= 6 else 0,
    )
    known = 24 if version >= 6 else 16 if version >= 4 else 8
    descriptor = call(_LANDLOCK_CREATE, ctypes.byref(rules), ctypes.c_size_t(known), ctypes.c_uint32(0))
    if descriptor >= 0:
        call(_LANDLOCK_RESTRICT, ctypes.c_int(descriptor), ctypes.c_uint32(0))
        os.close(descriptor)


def _refuse_calls() -> None:
    steps = program(os.uname().machine, os.getpid())
    if steps and struct.calcsize("P") == 8:
        _control(_SECCOMP, _FILTER, ctypes.byref(_Program(len(steps) // 8, steps)))
