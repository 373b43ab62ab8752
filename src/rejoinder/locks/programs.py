"""Programs of others, run under a lock: they read the system's libraries, write in one folder, and reach nobody.

On Linux each is held by limits (setrlimit(2)), by Landlock and by a filter of its calls, as far as the kernel offers
them; it starts no other process, and ends when we do. Elsewhere only the limits and the time hold.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rejoinder.locks import kernel, refused

MEMORY = 4 << 30
"""Bytes of address space a program may have."""
WRITTEN = 512 << 20
"""Bytes of one file it may write, and of what it says."""
_THREADS = 256
"""Threads that may be started beyond those of the whole system, by a user who is not root."""
_MEANWHILE = 0.2
"""Seconds between two times that what hears of a program is called."""
_STARTS_WITHIN = 30
"""Seconds."""
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/gnu/store",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/etc/libreoffice",
    "/etc/locale.alias",
    "/etc/localtime",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
    "/dev/urandom",
)
"""What any program may read: libraries, fonts and settings of the system; no home folder, no case, no /proc."""
_NOWHERE = "/dev/null"
_READ = kernel.READ_FILE | kernel.READ_FOLDER | kernel.EXECUTE
_WRITE = (
    kernel.READ_FILE
    | kernel.READ_FOLDER
    | kernel.WRITE_FILE
    | kernel.CUT
    | kernel.MAKE_FILE
    | kernel.MAKE_FOLDER
    | kernel.MAKE_SOCKET
    | kernel.MOVE
    | kernel.REMOVE_FILE
    | kernel.REMOVE_FOLDER
)
"""No links and no devices: what we read of the folder afterwards lies in it."""
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
"""What of our environment a program sees."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a program may have: a folder to work in, what it may read besides the system, its seconds and bytes."""

    folder: Path
    reads: tuple[Path, ...] = ()
    seconds: int = 90
    """Of computing, so that what comes of a document does not depend on what else runs."""
    waiting: float = 300
    memory: int = MEMORY
    written: int = WRITTEN
    locked: bool = True
    """Whether it is held by the kernel's locks too, and not by limits alone."""


class Ended(NamedTuple):
    """How a program ended: its status, or None when its time was over, and what it said."""

    status: int | None
    said: bytes


def _nothing() -> None:
    """Hear nothing of a program while it runs."""


def run(
    command: Sequence[str],
    allowed: Allowed,
    told: bytes = b"",
    meanwhile: Callable[[], None] = _nothing,
    /,
    **environment: str,
) -> Ended:
    """Run a command to its end under a lock; when its time is over, it and all it started are ended.

    What is called meanwhile, a few times each second, may end it by raising.
    """
    folder = str(allowed.folder)
    own = {"HOME": folder, "TMPDIR": folder, "TEMP": folder, "TMP": folder, "LANG": "C.UTF-8"}
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with _entered(allowed) as (words, descriptors), tempfile.TemporaryFile() as said:
        with subprocess.Popen(  # noqa: S603  the command is ours; of a document it is told a path we chose, or its bytes
            (*words, *command),
            cwd=allowed.folder,
            env={**kept, **own, **environment},
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=descriptors,
        ) as running:
            status = _waited(running, told, allowed.waiting, meanwhile)
        said.seek(0)
        return Ended(status, said.read())


def _waited(running: subprocess.Popen[bytes], told: bytes, seconds: float, meanwhile: Callable[[], None]) -> int | None:
    until = time.monotonic() + seconds
    try:
        while True:
            try:
                running.communicate(told, _MEANWHILE if meanwhile is not _nothing else seconds)
                return running.returncode
            except subprocess.TimeoutExpired:
                if time.monotonic() >= until:
                    _end(running)
                    return None
                meanwhile()
    except BaseException:
        _end(running)
        raise


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a command and all it started."""
    if os.name != "posix":
        running.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)


def own_places() -> tuple[Path, ...]:
    """Give what our Python reads to start; the documents' programs are not given it."""
    return tuple(Path(one) for one in (sys.prefix, sys.base_prefix, *_own_paths()))


def own_path() -> str:
    """Give where our Python looks for modules, as PYTHONPATH."""
    return os.pathsep.join(_own_paths())


def _own_paths() -> list[str]:
    return [one for one in sys.path if Path(one).is_absolute()]


@cache
def starts_locked(program: str, reads: tuple[Path, ...] = ()) -> bool:
    """Say whether this system has locks for programs, and this one starts under them and tells its version."""
    if not system_locks():
        return False
    with tempfile.TemporaryDirectory(prefix="rejoinder-", ignore_cleanup_errors=True) as folder:
        try:
            return run((program, "--version"), Allowed(Path(folder), reads, _STARTS_WITHIN, _STARTS_WITHIN)).status == 0
        except OSError:
            return False


@cache
def system_locks() -> tuple[str, ...]:
    """Give the names of the kernel's locks for programs that this system has."""
    if sys.platform != "linux":
        return ()
    found = {"Landlock": kernel.landlock_version() > 0, "seccomp": bool(refused.program(os.uname().machine))}
    return tuple(name for name, there in found.items() if there)


@contextmanager
def _entered(allowed: Allowed) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Give the words before a command by which it enters its lock, and the open files that go with them."""
    if os.name != "posix":
        yield (), ()
        return
    held = kernel.rules(_places(allowed)) if allowed.locked and "Landlock" in system_locks() else None
    steps = refused.program(os.uname().machine) if allowed.locked and "seccomp" in system_locks() else b""
    limits = ",".join(f"{kind}:{most}" for kind, most in _limits(allowed))
    own = str(Path(__file__).with_name("enter.py"))
    rules = "-" if held is None else str(held)
    words = (sys.executable, "-I", "-S", own, str(os.getpid()), rules, steps.hex() or "-", limits)
    try:
        yield (*words, *(() if steps else _without_network())), () if held is None else (held,)
    finally:
        if held is not None:
            os.close(held)


def _places(allowed: Allowed) -> Iterator[tuple[str | Path, int]]:
    read: tuple[str | Path, ...] = (*_SYSTEM, *allowed.reads)
    yield from ((place, _READ) for place in read)
    yield _NOWHERE, kernel.READ_FILE | kernel.WRITE_FILE
    yield allowed.folder, _WRITE


def _limits(allowed: Allowed) -> Iterable[tuple[int, int]]:
    import resource

    yield resource.RLIMIT_CPU, allowed.seconds
    yield resource.RLIMIT_FSIZE, allowed.written
    yield resource.RLIMIT_CORE, 0
    if allowed.locked:
        yield resource.RLIMIT_AS, allowed.memory
        with suppress(OSError, ValueError, IndexError):
            # "0.20 0.18 0.12 1/480 11206": 480 threads on the whole system (proc(5)), so no fewer than ours
            running = int(Path("/proc/loadavg").read_text().split()[3].partition("/")[2])
            yield resource.RLIMIT_NPROC, running + _THREADS


@cache
def _without_network() -> tuple[str, ...]:
    """Give the words before a command that take its network away where no filter does; none where nothing can."""
    program = shutil.which("unshare") if sys.platform == "linux" else None
    if program:
        words = (program, "--map-root-user", "--net", "--")
        tried = subprocess.run((*words, "true"), capture_output=True, check=False, timeout=10)  # noqa: S603
        if tried.returncode == 0:
            return words
    return ()
