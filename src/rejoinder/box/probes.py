"""The eighteen ways out that `rejoinder doctor` tries from within a locked process, and those of a program of others.

Each tries what a document that had taken over its reader would try, on things the doctor made for it; where the way
is open, nothing is harmed. One succeeds when any of its attempts does.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from rejoinder.box.wire import CLOSED, OPEN, Place

MEMORY = 256 << 20
"""Bytes the process of a probe may have."""
SECONDS = 1
"""Of computing, that the process of a probe may take."""
Probe = Callable[[Place], bool]
_BY_NUMBER = {
    "x86_64": {"io_uring_setup": 425, "bpf": 321, "perf_event_open": 298, "keyctl": 250, "userfaultfd": 323},
    "aarch64": {"io_uring_setup": 425, "bpf": 280, "perf_event_open": 241, "keyctl": 219, "userfaultfd": 282},
}
"""Calls that the C library has no name for."""


def tried(probe: str, place: Place, ways: dict[str, Probe] | None = None) -> bool:
    """Try one way out, and say whether it is open."""
    try:
        return (ways or PROBES)[probe](place)
    except (OSError, MemoryError, AttributeError):
        return False


def _any(*attempts: Callable[[], object]) -> bool:
    """Make every attempt, and say whether one succeeds: it raises nothing and gives no failure of the C library's."""
    open_ = False
    for attempt in attempts:
        with suppress(OSError, MemoryError, AttributeError, ValueError):
            open_ = attempt() != -1 or open_
    return open_


def _read_a_file(place: Place) -> bool:
    return _any((Path(place.folder) / "there").read_bytes, lambda: os.open("/dev/zero", os.O_RDONLY))


def _write_a_file(place: Place) -> bool:
    folder = Path(place.folder)
    return _any(lambda: (folder / "new").write_bytes(b"x"), lambda: os.truncate(folder / "there", 1))


def _list_a_folder(place: Place) -> bool:
    return _any(lambda: os.listdir(place.folder), lambda: os.listdir("/"))  # noqa: PTH208


def _see_a_file(place: Place) -> bool:
    there = Path(place.folder) / "there"
    return _any(there.stat, there.lstat) or os.access(there, os.F_OK)


def _change_names(place: Place) -> bool:
    folder = Path(place.folder)
    there = folder / "there"
    return _any(
        lambda: (folder / "link").symlink_to(there),
        lambda: (folder / "hard").hardlink_to(there),
        lambda: (folder / "folder").mkdir(),
        lambda: there.chmod(0o644),
        lambda: (folder / "other").rename(folder / "moved"),
        lambda: (folder / "moved").unlink(),
    )


def _start_a_program(place: Place) -> bool:  # noqa: ARG001
    os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", ""])  # noqa: S606 the attempt itself


def _start_a_process(place: Place) -> bool:  # noqa: ARG001
    if not os.fork():
        os._exit(0)
    return True


def _connect(place: Place) -> bool:
    with socket.socket() as one:
        one.settimeout(2)
        one.connect(("127.0.0.1", place.tcp))
    return True


def _send_a_packet(place: Place) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"x", ("127.0.0.1", place.udp))
    return True


def _listen(place: Place) -> bool:  # noqa: ARG001
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
    return True


def _reach_a_socket(place: Place) -> bool:
    def reach(address: str) -> None:
        with socket.socket(socket.AF_UNIX) as one:
            one.connect(address)

    return _any(lambda: reach(f"{place.folder}/socket"), lambda: reach(f"\0{place.folder}"))


def _signal_another(place: Place) -> bool:
    return _any(lambda: os.kill(place.doctor, 0), lambda: os.kill(os.getppid(), 0))


def _read_memory_of_another(place: Place) -> bool:
    library = ctypes.CDLL(None)
    mine = ctypes.create_string_buffer(8)
    own = (ctypes.c_void_p * 2)(ctypes.addressof(mine), 8)
    one, no_flags = ctypes.c_ulong(1), ctypes.c_ulong(0)
    seize = 0x4206
    return _any(
        lambda: library.process_vm_readv(place.doctor, own, one, own, one, no_flags),
        lambda: library.ptrace(seize, place.doctor, None, None),
    )


def _read_proc(place: Place) -> bool:
    return _any(*(Path("/proc", one).read_bytes for one in (f"{place.doctor}/environ", "self/maps", "mounts")))


def _take_memory(place: Place) -> bool:  # noqa: ARG001
    return _any(lambda: bytearray(MEMORY * 2), lambda: mmap.mmap(-1, MEMORY * 2))


def _compute_on(place: Place) -> bool:  # noqa: ARG001
    while time.process_time() < SECONDS + 3:
        pass
    return True


def _mount(place: Place) -> bool:
    library = ctypes.CDLL(None)
    new_user, new_mount, new_network, bind = 0x10000000, 0x20000, 0x40000000, 4096
    here = os.fsencode(place.folder)
    return _any(
        lambda: library.unshare(new_user),
        lambda: library.unshare(new_mount | new_network),
        lambda: library.mount(here, here, None, ctypes.c_ulong(bind), None),
    )


def _ask_the_kernel(place: Place) -> bool:  # noqa: ARG001
    library = ctypes.CDLL(None)
    nothing = ctypes.create_string_buffer(128)
    numbers = _BY_NUMBER.get(os.uname().machine, {})
    attempts = [lambda number=number: library.syscall(number, 1, nothing, 0) for number in numbers.values()]
    private, made = 0, 0o1000 | 0o600
    return _any(*attempts, lambda: library.shmget(private, ctypes.c_size_t(4096), made))


PROBES: dict[str, Probe] = {
    "read a file": _read_a_file,
    "write a file": _write_a_file,
    "list a folder": _list_a_folder,
    "see whether a file is there": _see_a_file,
    "rename, link or delete": _change_names,
    "start a program": _start_a_program,
    "start a process": _start_a_process,
    "connect to a computer": _connect,
    "send a packet": _send_a_packet,
    "listen for others": _listen,
    "reach another program's socket": _reach_a_socket,
    "signal another process": _signal_another,
    "read another process's memory": _read_memory_of_another,
    "read what the system tells of processes": _read_proc,
    "take more memory than allowed": _take_memory,
    "compute longer than allowed": _compute_on,
    "mount, or leave into a namespace": _mount,
    "ask the kernel for other ways (io_uring, bpf, perf, keys, shared memory)": _ask_the_kernel,
}
"""Each way out by the words that name it."""


WRITTEN = 1 << 20
"""Bytes of one file that a program of others may write while its lock is tried."""


def _write_too_much(place: Place) -> bool:  # noqa: ARG001
    return Path("large").write_bytes(bytes(WRITTEN + 1)) > WRITTEN


_OF_PROGRAMS = ("start a program", "see whether a file is there")
"""No ways out of a program's lock: what it becomes is as locked, and of a file it sees only that it is there."""
OUTSIDE = {
    **{way: probe for way, probe in PROBES.items() if way not in _OF_PROGRAMS},
    "write more than allowed": _write_too_much,
}
"""The ways out of the lock for programs of others."""
STARTED = b"started"


def main(folder: str, tcp: str, udp: str, doctor: str, *ways: str) -> None:
    """Be a program of others: try ways out one after the other, and tell of each whether it is open."""
    place = Place(folder, int(tcp), int(udp), int(doctor))
    os.write(1, STARTED + b"\n")
    for way in ways:
        os.write(1, (OPEN if tried(way, place, OUTSIDE) else CLOSED) + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
