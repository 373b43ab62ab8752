"""Work in a process of its own: pages answer meanwhile, and the memory that it takes is given back."""

from __future__ import annotations

import os
import pickle
import signal
import tempfile
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from rejoinder.box.start import starter
from rejoinder.errors import RejoinderError

_CONTEXT = get_context("spawn")
MOMENT = 0.25
"""Seconds between two looks at whether the work is still wanted."""
GAVE, FAILED, TELLS = "gave", "failed", "tells"

Told = Callable[[str, int, int], None]
Wanted = Callable[[], bool]
Work = Callable[[Told], Any]
"""Does something, telling of its progress; aside, it is a function of a module with its values (functools.partial)."""
Way = Callable[[Work, Told, Wanted], Any]
"""Does work and gives what it gives: here, or aside."""


class Stopped(BaseException):
    """The person asked the work to stop; no fault, so nothing that mends faults may swallow it."""


def untold(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def always() -> bool:
    """Say that work is wanted to its end."""
    return True


def here(work: Work, told: Told, _wanted: Wanted) -> Any:
    """Do work in this process."""
    return work(told)


def aside(work: Work, told: Told, wanted: Wanted) -> Any:
    """Do work in a process of its own that tells of itself here; what it raises is raised.

    Where telling raises Stopped the work is asked to stop as it tells of the next step. When it is not wanted any more
    it is ended where it stands, and Stopped is raised. It ends when this process does.
    """
    ours, theirs = _CONTEXT.Pipe()
    child = _CONTEXT.Process(target=_worked, args=(pickle.dumps(work), theirs, tempfile.tempdir), daemon=True)
    with ours:
        with theirs:
            child.start()
        try:
            return _followed(ours, told, wanted)
        except EOFError as fault:
            what = "The work ended before it was done: its process is gone."
            raise RejoinderError(what, "What was done is kept. Try it again with fewer programs open.") from fault
        finally:
            child.kill()
            child.join()


def _followed(ours: Connection, told: Told, wanted: Wanted) -> Any:
    """Give what a process gives, telling of its steps; what it raised is raised."""
    stopping = False
    while True:
        while not ours.poll(MOMENT):
            if not wanted():
                raise Stopped
        what, held = ours.recv()
        if what == GAVE:
            return held
        if what == FAILED:
            raise held
        if not stopping:
            try:
                told(*held)
            except Stopped:
                stopping = True
                with suppress(OSError):
                    ours.send(None)


def _worked(packed: bytes, theirs: Connection, scratch: str | None) -> None:
    """Do the work in this process, which was made for it, and send what it gives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server hears it, and ends this
    tempfile.tempdir = scratch
    starter()  # the box gets ready while the modules of the work are loaded
    teller = _Teller(theirs)
    threading.Thread(target=teller.hear, name="stop", daemon=True).start()
    try:
        work: Work = pickle.loads(packed)  # noqa: S301 of our own server
        teller.send(GAVE, work(teller.tell))
    except (RejoinderError, OSError, Stopped) as fault:
        teller.send(FAILED, fault)
    except BaseException as fault:
        teller.send(FAILED, RuntimeError("".join(traceback.format_exception(fault))))


class _Teller:
    """The end of the pipe in the process of the work."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._talking = threading.Lock()
        self._stop = threading.Event()

    def hear(self) -> None:
        """Wait for the word to stop; end at once when nobody is there any more who waits for the work."""
        try:
            self._pipe.recv()
            self._stop.set()
            self._pipe.recv()
        except (EOFError, OSError):
            os._exit(1)

    def send(self, what: str, held: object) -> None:
        """Send what the work gives, or tells."""
        with self._talking:
            self._pipe.send((what, held))

    def tell(self, what: str, done: int, of: int) -> None:
        """Tell how far the work is; Stopped when it was asked to stop."""
        if self._stop.is_set():
            raise Stopped
        self.send(TELLS, (what, done, of))
