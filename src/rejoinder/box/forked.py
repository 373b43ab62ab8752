"""Our end of the zygote: it is started once, asked for a process for each document, and replaced when it is gone."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from itertools import count

from rejoinder.box.process import Ended, GoneError, Process
from rejoinder.box.zygote import END, ENDED, FORK, REQUEST, TELL_END
from rejoinder.disk import Mapped

TRACE = "REJOINDER_TRACE"
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", TRACE)
"""What of our environment the zygote sees: what Python needs to start, and nothing that may be secret."""
_SINGLE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""A process with threads cannot be forked safely."""


class Zygote:
    """The process from which others are forked."""

    def __init__(self) -> None:
        """Start it; it is of use at once, and answers when it has loaded every parser."""
        self._numbers = count(1)
        self._talking = threading.Lock()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 our own program, by its full path
                command("rejoinder.box.zygote", str(theirs.fileno())),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get(TRACE) else subprocess.DEVNULL,
                env=environment(),
                start_new_session=True,
            )

    def process(self, seconds: int, memory: int, document: Mapped | None) -> Process:
        """Give a new locked process that may take so much, with a large document open in it."""
        number = next(self._numbers)
        asked, asking = os.pipe()
        answering, answered = os.pipe()
        files = [asked, answered, *([document.descriptor] if document is not None else [])]
        try:
            with self._talking:
                socket.send_fds(self._control, [REQUEST.pack(FORK, number, seconds, memory)], files)
        except OSError as fault:
            os.close(asking)
            os.close(answering)
            raise GoneError from fault
        finally:
            os.close(asked)
            os.close(answered)
        return Process(asking, answering, partial(self._ended, number))

    def _ended(self, number: int, tell: bool) -> Ended | None:
        try:
            with self._talking:
                self._control.sendall(REQUEST.pack(TELL_END if tell else END, number, 0, 0))
                told = self._control.recv(ENDED.size, socket.MSG_WAITALL) if tell else b""
        except OSError as fault:
            raise GoneError from fault
        if len(told) < ENDED.size:
            return None
        status, milliseconds, memory = ENDED.unpack(told)
        scale = 1 if sys.platform == "darwin" else 1024
        return Ended(os.waitstatus_to_exitcode(status), milliseconds / 1000, memory * scale)

    def close(self) -> None:
        """End it, and all that was forked from it."""
        self._control.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()


def command(module: str, *arguments: str) -> list[str]:
    """Give the command line of one of our own modules, whatever lies in the folder we are in."""
    return [sys.executable, "-P", "-W", "ignore", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """Give what a reader's process may know of our environment."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | _SINGLE


class _Home:
    """The one zygote of this process."""

    lock = threading.Lock()
    owner = 0
    zygote: Zygote | None = None


def zygote() -> Zygote:
    """Give this process's zygote, started when it has none."""
    with _Home.lock:
        if _Home.zygote is None or _Home.owner != os.getpid():
            _Home.zygote, _Home.owner = Zygote(), os.getpid()
        return _Home.zygote


def let_zygote_go(gone: Zygote | None = None) -> None:
    """End this process's zygote, or forget the one that is gone."""
    with _Home.lock:
        if _Home.zygote and _Home.owner == os.getpid() and gone in (None, _Home.zygote):
            _Home.zygote.close()
            _Home.zygote = None


atexit.register(let_zygote_go)
