"""The server: on this machine alone, for as long as the command runs."""

from __future__ import annotations

import ctypes
import gc
import secrets
import signal
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import uvicorn

from rejoinder.box.doctor import diagnosis
from rejoinder.box.outside import outside
from rejoinder.box.start import starter
from rejoinder.case import Case, is_audited, procedure
from rejoinder.case.chronology import chronology
from rejoinder.case.people import everybody
from rejoinder.errors import RejoinderError, UsageError
from rejoinder.personal.given_names import given_names
from rejoinder.publish import acts
from rejoinder.publish.proposed import Known
from rejoinder.sending import is_looked, report
from rejoinder.web.app import application
from rejoinder.web.aside import aside
from rejoinder.web.gate import TOKEN, Gate
from rejoinder.web.later import MOMENT
from rejoinder.web.pages.chronology import AT_ONCE
from rejoinder.web.scratch import scratch

HERE = "127.0.0.1"
UNDISTURBED = 4
"""Seconds from the start until the ways out of the box are tried, which takes the computer a moment."""
_ARENAS = -8
"""M_ARENA_MAX of glibc."""
TURN = 0.0002
"""Seconds for which a job may go on while a page waits for its turn: a page of many small queries waits at each."""


def listening(port: int = 0) -> socket.socket:
    """Give a socket that listens on this machine alone, on a free port when none is named."""
    # Only of a socket that says it is TCP the library sends each part of a page at once, and not 40 ms later.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HERE, port))
        made.listen(128)
    except OSError as fault:
        made.close()
        what = f"Port {port} cannot be used ({fault.strerror})."
        raise UsageError(what, "Choose another --port, or leave it out and a free one is taken.") from fault
    return made


def _warm(case: Case | None) -> None:
    """Do what takes a second or two while the person looks at the first screens.

    That is: load what draws pages, join the people and read who had which part of the case, read its first events, sum
    what may not be meant to be sent, make ready whom safe copies hide, load the lists of names, try the box.
    """
    starter()
    # What cannot be read says so on the page that asks for it, and not here.
    with suppress(RejoinderError, OSError, sqlite3.Error):
        if case and is_audited(case):
            procedure.audit(case)
            people = everybody(case)
            chronology(case, limit=AT_ONCE)
            if is_looked(case):
                report(case)
            if acts.in_force(case).documents:
                Known.of(people)
    with suppress(RejoinderError, OSError):
        given_names()
    gc.freeze()  # what is held of a large case stays: looking through it for what can go takes a tenth of a second
    time.sleep(UNDISTURBED)
    with suppress(RejoinderError, OSError):
        diagnosis()
        outside()


def _one_heap() -> None:
    """Let all threads use one heap, where the C library can be told so: what one gave back serves the others then."""
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_ARENAS, 1)


def _end_when_asked(server: uvicorn.Server) -> None:
    """Let Ctrl-C, a request to end, and a terminal that is closed end a server as soon as it has begun, and tidily.

    What whoever started it has it ignore (nohup) stays ignored.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True  # an exception might be lost, in the middle of an import

    for number in (getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)


def serve(
    home: Path,
    first: str,
    *,
    case: Case | None = None,
    port: int = 0,
    language: str = "en",
    ready: Callable[[str], None],
) -> None:
    """Serve the cases in a folder until Ctrl-C; `ready` hears the address to begin with, once it can be opened.

    A case that the person opens is made ready while they look at its first page.
    """
    token = secrets.token_urlsafe(32)
    sys.setswitchinterval(TURN)
    if sys.platform == "linux":
        _one_heap()
    with scratch(home), listening(port) as listener:
        taken = listener.getsockname()[1]
        gate = Gate(
            application(home, language=language, way=aside, patience=MOMENT), token=token, port=taken, language=language
        )
        settings = uvicorn.Config(
            gate,
            log_level="error",
            access_log=False,
            server_header=False,
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(settings)
        _end_when_asked(server)
        ready(f"http://{HERE}:{taken}{first}?{TOKEN}={token}")
        threading.Thread(target=_warm, args=(case,), name="warm", daemon=True).start()
        server.run(sockets=[listener])
