"""Locks itself as it is told and becomes a program: run as a file, by a bare Python, so that it starts at once.

Words: who started it, an open rule set of Landlock or -, a filter of calls in hex or -, limits, then the command.
"""

import os
import sys


def main(parent: str, rules: str, steps: str, limits: str, *command: str) -> None:
    """Set every limit and lock, and become the command; what was asked for and cannot be had ends it instead."""
    import resource

    for limit in limits.split(","):
        kind, most = (int(part) for part in limit.split(":"))
        try:  # noqa: SIM105  loading contextlib takes as long as all else here
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            pass  # this system knows no such limit, or one below it holds
    if sys.platform == "linux":
        _lock(int(parent), rules, bytes.fromhex(steps.strip("-")))
    os.execv(command[0], command)  # noqa: S606  no shell is wanted


def _lock(parent: int, rules: str, steps: bytes) -> None:
    import ctypes

    library = ctypes.CDLL(None)
    end_with_parent, filter_calls, no_new_privileges, a_filter, kill, none = 1, 22, 38, 2, 9, ctypes.c_ulong(0)
    library.prctl(end_with_parent, ctypes.c_ulong(kill), none, none, none)
    if os.getppid() != parent or library.prctl(no_new_privileges, ctypes.c_ulong(1), none, none, none):
        os._exit(1)
    if rules != "-":
        restrict = 446
        if library.syscall(restrict, ctypes.c_int(int(rules)), ctypes.c_uint32(0)):
            os._exit(1)
        os.close(int(rules))
    if steps:
        # struct sock_fprog: how many steps there are, and where
        held = ctypes.create_string_buffer(steps, len(steps))
        told = (ctypes.c_void_p * 2)(len(steps) // 8, ctypes.addressof(held))
        if library.prctl(filter_calls, ctypes.c_ulong(a_filter), ctypes.byref(told), none, none):
            os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
