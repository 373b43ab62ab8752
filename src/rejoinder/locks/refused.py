"""The system calls refused to a program of others: it may use its memory and files, and reach nobody (seccomp(2)).

What such a program needs differs from one of its versions to the next, so this names what it may not, and of calls
that came to the kernel since 2019 what it may.
"""

from __future__ import annotations

from rejoinder.locks import filters
from rejoinder.locks.filters import Numbers

# fmt: off
_REFUSED: dict[str, Numbers] = {
    # reaching others
    "connect": (42, 203), "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    # another process: none is started, signalled, looked into or slowed
    "fork": (57, None), "vfork": (58, None), "execveat": (322, 281), "kill": (62, 129), "tkill": (200, 130),
    "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272), "setpriority": (141, 140),
    "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "sched_setattr": (314, 274), "ioprio_set": (251, 30), "migrate_pages": (256, 238), "move_pages": (279, 239),
    "setrlimit": (160, 164),
    # what Landlock does not see: who may open a file, when it was made, what is pinned to it
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "chown": (92, None), "fchown": (93, 55),
    "lchown": (94, None), "fchownat": (260, 54), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16), "utime": (132, None),
    "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88), "truncate": (76, 45),
    "inotify_add_watch": (254, 27), "fanotify_init": (300, 262), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # another view of the system
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51),
    # the kernel itself
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142),
    "swapon": (167, 224), "swapoff": (168, 225), "quotactl": (179, 60), "acct": (163, 89), "syslog": (103, 116),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266),
    "sethostname": (170, 161), "setdomainname": (171, 162), "iopl": (172, None), "ioperm": (173, None),
    "modify_ldt": (154, None),
}
# fmt: on
"""Each call's number on x86_64 and on aarch64; it gives EPERM."""
_LATE = 424
"""From this number on a call is the same on every machine and came to Linux 5.1 or later."""
_LATE_ALLOWED = {
    "close_range": 436,
    "openat2": 437,
    "epoll_pwait2": 441,
    "futex_waitv": 449,
    "cachestat": 451,
    "map_shadow_stack": 453,
    "futex_wake": 454,
    "futex_wait": 455,
    "futex_requeue": 456,
    "mseal": 462,
}
_SOCKET: Numbers = (41, 198)
_PAIR: Numbers = (53, 199)
_CLONE: Numbers = (56, 220)
_LIMIT: Numbers = (302, 261)
_ACCESS: tuple[tuple[Numbers, int], ...] = (((21, None), 1), ((269, 48), 2), ((439, 439), 2))
"""The calls that ask whether a file may be opened (access, faccessat, faccessat2), and which argument says for what."""
_UNIX, _KIND_OF_SOCKET, _STREAM = 1, 0x0F, 1
_THREAD = 0x10000
"""CLONE_THREAD: what is started is a thread of the same process."""
_TO_WRITE = 2
"""W_OK. The kernel answers without asking Landlock; LibreOffice would think it may write to /tmp, and then fail."""


def program(machine: str) -> bytes:
    """Give the filter for a program of others; empty where the machine is not known."""
    column = filters.column_of(machine)
    if column is None:
        return b""
    stream = [*filters.masked(0, 0xFFFFFFFF, _UNIX), *filters.masked(1, _KIND_OF_SOCKET, _STREAM)]
    steps = [step for numbers in _REFUSED.values() for step in filters.answered(numbers[column], filters.REFUSE)]
    for numbers in (_SOCKET, _PAIR):
        steps += filters.in_part(numbers[column], stream)
    steps += filters.in_part(_CLONE[column], filters.a_bit(0, _THREAD))
    steps += filters.in_part(_LIMIT[column], [*filters.nothing(0), *filters.nothing(2)])
    for numbers, argument in _ACCESS:
        steps += filters.in_part(numbers[column], filters.unlike(argument, _TO_WRITE))
    steps += [step for number in _LATE_ALLOWED.values() for step in filters.answered(number, filters.ALLOW)]
    steps += filters.from_number(_LATE, filters.UNKNOWN)
    return filters.program(machine, steps, filters.ALLOW)
