"""The system calls a locked process may make, as a filter the kernel runs before each (seccomp(2), BPF)."""

from __future__ import annotations

import errno
import struct

# fmt: off
ALLOWED = {
    # memory
    "brk": (12, 214), "munmap": (11, 215), "mremap": (25, 216), "madvise": (28, 233), "membarrier": (324, 283),
    # what is open already
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "close": (3, 57), "lseek": (8, 62),
    "fstat": (5, 80),
    # time
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "gettimeofday": (96, 169), "time": (201, None),
    "getrusage": (98, 165), "times": (100, 153),
    # itself
    "getpid": (39, 172), "gettid": (186, 178), "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176),
    "getegid": (108, 177), "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "getcpu": (309, 168),
    "sysinfo": (99, 179), "getrandom": (318, 278), "futex": (202, 98), "rseq": (334, 293),
    "set_robust_list": (273, 99), "get_robust_list": (274, 100),
    # signals to itself, and its end
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "restart_syscall": (219, 128), "exit": (60, 93), "exit_group": (231, 94),
}
# fmt: on
"""Each call's number on x86_64 and on aarch64; whatever is not here is refused with EPERM."""
_MMAP, _MPROTECT, _TGKILL = (9, 222), (10, 226), (234, 131)
"""Calls allowed in part: no shared and no executable memory, no signal to another process."""
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""By the kernel's name of the machine: the column above, and AUDIT_ARCH of linux/audit.h."""

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16
"""Where in struct seccomp_data they stand; an argument's low half comes first."""
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_X32 = 0x40000000
_MAP_TYPE, _MAP_PRIVATE, _PROT_EXEC = 0x0F, 0x02, 0x04

Step = tuple[int, int, int, int]
"""One instruction: code, jump when true, jump when false, value."""


def numbers_here(machine: str) -> tuple[str, ...]:
    """Give the names of the calls allowed on a machine; none for one whose numbers are not known."""
    column = _MACHINES.get(machine, (None, 0))[0]
    return tuple(name for name, numbers in ALLOWED.items() if column is not None and numbers[column] is not None)


def program(machine: str, own: int) -> bytes:
    """Give the filter for a process of this number as struct sock_filter[]; empty where the machine is not known."""
    if machine not in _MACHINES:
        return b""
    column, arch = _MACHINES[machine]
    steps: list[Step] = [(_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, arch), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, _NUMBER)]
    if machine == "x86_64":
        steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _REFUSE)]
    for numbers in ALLOWED.values():
        number = numbers[column]
        if number is not None:
            steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    steps += _in_part(_MMAP[column], [*_no_bit(2, _PROT_EXEC), *_masked(3, _MAP_TYPE, _MAP_PRIVATE)])
    steps += _in_part(_MPROTECT[column], _no_bit(2, _PROT_EXEC))
    steps += _in_part(_TGKILL[column], _masked(0, 0xFFFFFFFF, own))
    steps.append((_RETURN, 0, 0, _REFUSE))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _in_part(number: int, checks: list[Step]) -> list[Step]:
    """Give the steps for a call that is allowed when its arguments pass."""
    return [(_EQUAL, 0, len(checks) + 1, number), *checks, (_RETURN, 0, 0, _ALLOW)]


def _no_bit(argument: int, bit: int) -> list[Step]:
    load = (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)
    return [load, (_ANY_BIT, 0, 1, bit), (_RETURN, 0, 0, _REFUSE)]


def _masked(argument: int, mask: int, value: int) -> list[Step]:
    load = (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)
    return [load, (_AND, 0, 0, mask), (_EQUAL, 1, 0, value), (_RETURN, 0, 0, _REFUSE)]
