"""Filters that the kernel runs before each system call of a process, put together (seccomp(2), in BPF)."""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterable

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""By the kernel's name of the machine: its column in a table of numbers, and AUDIT_ARCH of linux/audit.h."""

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16
"""Where in struct seccomp_data they stand; an argument's low half comes first."""
_ERROR, _KILL = 0x00050000, 0x80000000
ALLOW, REFUSE, UNKNOWN = 0x7FFF0000, _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
"""What a call comes to: it is made, it is not permitted, or it is one that an older kernel would not know."""
_X32 = 0x40000000

Numbers = tuple[int | None, int | None]
"""A call's number on each machine; None where it has none."""
Step = tuple[int, int, int, int]
"""One instruction: code, jump when true, jump when false, value."""


def column_of(machine: str) -> int | None:
    """Give a machine's column in a table of numbers; None for one whose numbers are not known."""
    return _MACHINES[machine][0] if machine in _MACHINES else None


def program(machine: str, steps: Iterable[Step], otherwise: int) -> bytes:
    """Give the filter of these steps as struct sock_filter[]; empty where the machine is not known."""
    return begun(machine, steps) + ended((), otherwise) if machine in _MACHINES else b""


def begun(machine: str, steps: Iterable[Step]) -> bytes:
    """Give the beginning of a filter: what machine it is for, and these steps."""
    arch = _MACHINES[machine][1]
    first: list[Step] = [(_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, arch), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, _NUMBER)]
    if machine == "x86_64":
        first += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, REFUSE)]
    return _packed((*first, *steps))


def ended(steps: Iterable[Step], otherwise: int) -> bytes:
    """Give the end of a filter: these steps, and what every other call comes to."""
    return _packed((*steps, (_RETURN, 0, 0, otherwise)))


def _packed(steps: Iterable[Step]) -> bytes:
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def answered(number: int | None, answer: int) -> list[Step]:
    """Give the steps for a call that always comes to the same; none for one that this machine has not."""
    return [] if number is None else [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, answer)]


def from_number(number: int, answer: int) -> list[Step]:
    """Give the steps for every call from a number on that none before them has answered."""
    return [(_AT_LEAST, 0, 1, number), (_RETURN, 0, 0, answer)]


def in_part(number: int | None, checks: list[Step]) -> list[Step]:
    """Give the steps for a call that is allowed when its arguments pass."""
    return [] if number is None else [(_EQUAL, 0, len(checks) + 1, number), *checks, (_RETURN, 0, 0, ALLOW)]


def no_bit(argument: int, bit: int) -> list[Step]:
    """Give the check that an argument lacks a bit."""
    return [_load(argument), (_ANY_BIT, 0, 1, bit), (_RETURN, 0, 0, REFUSE)]


def a_bit(argument: int, bit: int) -> list[Step]:
    """Give the check that an argument has a bit."""
    return [_load(argument), (_ANY_BIT, 1, 0, bit), (_RETURN, 0, 0, REFUSE)]


def masked(argument: int, mask: int, value: int) -> list[Step]:
    """Give the check that an argument has a value where the mask looks."""
    return [_load(argument), (_AND, 0, 0, mask), (_EQUAL, 1, 0, value), (_RETURN, 0, 0, REFUSE)]


def unlike(argument: int, value: int) -> list[Step]:
    """Give the check that an argument does not have a value."""
    return [_load(argument), (_EQUAL, 0, 1, value), (_RETURN, 0, 0, REFUSE)]


def nothing(argument: int) -> list[Step]:
    """Give the check that an argument, of 64 bits, is zero."""
    halves = (_load(argument), (_LOAD, 0, 0, _ARGUMENTS + 8 * argument + 4))
    return [step for half in halves for step in (half, (_EQUAL, 1, 0, 0), (_RETURN, 0, 0, REFUSE))]


def _load(argument: int) -> Step:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)
