"""The system calls a locked process may make, as a filter the kernel runs before each (seccomp(2), BPF)."""

from __future__ import annotations

from functools import cache

from rejoinder.locks import filters

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
_MAP_TYPE, _MAP_PRIVATE, _PROT_EXEC = 0x0F, 0x02, 0x04


def numbers_here(machine: str) -> tuple[str, ...]:
    """Give the names of the calls allowed on a machine; none for one whose numbers are not known."""
    column = filters.column_of(machine)
    return tuple(name for name, numbers in ALLOWED.items() if column is not None and numbers[column] is not None)


@cache
def _for_any(machine: str, column: int) -> bytes:
    """Give the filter up to where it needs the process's own number: made once, by what others are forked from."""
    steps = [step for numbers in ALLOWED.values() for step in filters.answered(numbers[column], filters.ALLOW)]
    private = filters.masked(3, _MAP_TYPE, _MAP_PRIVATE)
    steps += filters.in_part(_MMAP[column], [*filters.no_bit(2, _PROT_EXEC), *private])
    steps += filters.in_part(_MPROTECT[column], filters.no_bit(2, _PROT_EXEC))
    return filters.begun(machine, steps)


def program(machine: str, own: int) -> bytes:
    """Give the filter for a process of this number; empty where the machine is not known."""
    column = filters.column_of(machine)
    if column is None:
        return b""
    to_itself = filters.in_part(_TGKILL[column], filters.masked(0, 0xFFFFFFFF, own))
    return _for_any(machine, column) + filters.ended(to_itself, filters.REFUSE)
