"""Writing so that what was reported as written is there after a power cut, and a full disk is one named error."""

from __future__ import annotations

import errno
import mmap
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rejoinder.errors import CaseBusy, DiskFull

FILE = 0o600
FOLDER = 0o700
BINARY = getattr(os, "O_BINARY", 0)
NOT_A_LINK = getattr(os, "O_NOFOLLOW", 0)
WAIT = 3.0
"""Seconds to wait for another run to let go of a lock."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_LOCKED_BYTE = 1 << 40
"""Windows locks forbid reading, so the locked byte lies far beyond the end."""


class Mapped(mmap.mmap):
    """A file's bytes as if they were in memory, and the open file they come from, to be handed to a process."""

    descriptor: int
    path: str
    """Where the file is; empty when it has no name."""


def mapped(descriptor: int, path: str = "") -> Mapped:
    """Give an open file's bytes, which can be read only; the file must stay open as long as they are used."""
    found = Mapped(descriptor, 0, access=mmap.ACCESS_READ)
    found.descriptor, found.path = descriptor, path
    return found


def write_all(descriptor: int, content: bytes | memoryview) -> None:
    """Write every byte; a disk that takes none of them is full (OSError ENOSPC)."""
    rest = memoryview(content)
    while rest:
        written = os.write(descriptor, rest)
        if written <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


def sync_folder(folder: str | Path) -> None:
    """Make the names in a folder durable; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder only its owner can enter, durably, with the folders above it; one that is there is kept."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(FOLDER)
    sync_folder(folder.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that at every moment it is there whole, or as it was before."""
    beside = path.with_name(f".{path.name}.new")
    with full_disk_named(path.parent, len(content)):
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY | NOT_A_LINK, FILE)
            try:
                write_all(descriptor, content)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def put_whole(path: Path, made: Path) -> None:
    """Put a file that is made where it is wanted, a piece at a time, so that it is there whole or as it was before."""
    beside = path.with_name(f".{path.name}.new")
    with full_disk_named(path.parent, made.stat().st_size):
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY | NOT_A_LINK, FILE)
            with os.fdopen(descriptor, "wb") as file, made.open("rb") as source:
                shutil.copyfileobj(source, file, 1 << 20)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def is_full(fault: OSError) -> bool:
    """Say whether a fault means that the disk, or the user's share of it, is full."""
    return fault.errno in _FULL


def disk_full(folder: Path, needed: int) -> DiskFull:
    """Give the error that says how much is needed where, and how much is free."""
    free = free_bytes(folder)
    what = f"The disk holding {folder} is full: {_size(needed)} needed, {_size(free)} free."
    return DiskFull(what, "Free some space, then run the same command again: it goes on where it stopped.")


def free_bytes(folder: Path) -> int:
    """Give how many bytes the disk holding a folder can still take from this user."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


@contextmanager
def full_disk_named(folder: Path, needed: int) -> Iterator[None]:
    """Turn the disk's ways of being full into the one error, DiskFull; other faults pass."""
    try:
        yield
    except OSError as fault:
        if is_full(fault):
            raise disk_full(folder, needed) from fault
        raise


@contextmanager
def locked(path: Path, wait: float | None = None) -> Iterator[int]:
    """Hold a file, made if it is not there, against every other run; CaseBusy after waiting in vain (WAIT seconds)."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | BINARY | NOT_A_LINK, FILE)
    try:
        _hold(descriptor, path, WAIT if wait is None else wait)
        try:
            yield descriptor
        finally:
            _let_go(descriptor)
    finally:
        os.close(descriptor)


def _hold(descriptor: int, path: Path, wait: float) -> None:
    until = time.monotonic() + wait
    while not _taken(descriptor):
        if time.monotonic() >= until:
            what = f"Another run of Rejoinder is writing to {path}."
            raise CaseBusy(what, "Wait until it is done, or stop it, and try again.")
        time.sleep(0.02)


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _size(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" or size >= 10 else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"
