"""The kernel's own locks, called by number: prctl(2), Landlock (landlock(7)) and seccomp(2), on Linux."""

from __future__ import annotations

import ctypes
import os
import signal
import stat
import struct
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_PDEATHSIG, _SECCOMP, _NO_NEW_PRIVILEGES = 1, 22, 38
_FILTER = 2
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_FILES = (13, 14, 15, 15, 16)
"""How many rights over files each version of Landlock knows, from the first; later ones know as many as the last."""
_NETWORK, _SCOPES = 0b11, 0b11
"""Connecting and listening (from version 4); abstract sockets and signals (from version 6)."""
_VERSION = 1
"""LANDLOCK_CREATE_RULESET_VERSION: asks which version the kernel knows."""
_BENEATH = 1
"""LANDLOCK_RULE_PATH_BENEATH."""
EXECUTE, WRITE_FILE, READ_FILE, READ_FOLDER, REMOVE_FOLDER, REMOVE_FILE = (1 << bit for bit in range(6))
MAKE_FOLDER, MAKE_FILE, MAKE_SOCKET, MOVE, CUT = 1 << 7, 1 << 8, 1 << 9, 1 << 13, 1 << 14
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | CUT
"""Rights that a file has; the rest are those of folders."""


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


class _Rules(ctypes.Structure):
    """struct landlock_ruleset_attr."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    """struct landlock_path_beneath_attr."""

    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("place", ctypes.c_int32))


def die_with(parent: int) -> None:
    """End this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        _control(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def gain_nothing() -> None:
    """Let this process, and what it becomes, gain no rights for good; both locks ask for it."""
    _control(_NO_NEW_PRIVILEGES, 1)


def landlock_version() -> int:
    """Give which version of Landlock there is; less than 1 where there is none."""
    return int(_library().syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION)))


def rules(allowed: Iterable[tuple[str | Path, int]] = ()) -> int | None:
    """Give an open rule set that allows these rights beneath these places and nothing else; None without Landlock."""
    version = landlock_version()
    if version < 1:
        return None
    known = (1 << _FILES[min(version, len(_FILES)) - 1]) - 1
    asked = _Rules(known, _NETWORK if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    made = int(_library().syscall(_LANDLOCK_CREATE, ctypes.byref(asked), ctypes.c_size_t(size), ctypes.c_uint32(0)))
    if made < 0:
        return None
    for place, rights in allowed:
        _allow(made, place, rights & known)
    return made


def _allow(made: int, place: str | Path, rights: int) -> None:
    """Add a rule; a place that is not there needs none."""
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not stat.S_ISDIR(os.fstat(opened).st_mode):
        rights &= _OF_FILES
    rule = _Beneath(rights, opened)
    kind, none = ctypes.c_int(_BENEATH), ctypes.c_uint32(0)
    _library().syscall(_LANDLOCK_ADD, ctypes.c_int(made), kind, ctypes.byref(rule), none)
    os.close(opened)


def restrict(made: int) -> bool:
    """Hold this process to a rule set for good, and say whether it is."""
    return bool(_library().syscall(_LANDLOCK_RESTRICT, ctypes.c_int(made), ctypes.c_uint32(0)) == 0)


def refuse_calls(steps: bytes) -> bool:
    """Have this process's calls filtered for good, and say whether they are."""
    if not steps or struct.calcsize("P") != 8:
        return False
    return _control(_SECCOMP, _FILTER, ctypes.byref(_Program(len(steps) // 8, steps)))


def _control(option: int, value: int, pointer: object = None) -> bool:
    """Call prctl(2), and say whether it was done."""
    arguments = (ctypes.c_int(option), ctypes.c_ulong(value), pointer, ctypes.c_ulong(0), ctypes.c_ulong(0))
    return bool(_library().prctl(*arguments) == 0)


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None)
