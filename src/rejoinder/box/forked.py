"""Our end of the zygote: it is started once, asked for a process for each document, and replaced when it is gone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from itertools import count

from rejoinder.box.launch import command, complaints, environment
from rejoinder.box.process import Ended, GoneError, Process
from rejoinder.box.zygote import END, ENDED, FORK, REQUEST, TELL_END
from rejoinder.disk import Mapped


class Zygote:
    """The process from which others are forked."""

    def __init__(self) -> None:
        """Start it; it is of use at once, and answers when it has loaded every parser."""
        self.gone = False
        """Whether it was found not to be there any more."""
        self._numbers = count(1)
        self._talking = threading.Lock()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 our own program, by its full path
                command("rejoinder.box.zygote", str(theirs.fileno())),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints(),
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
            self.gone = True
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
            self.gone = True
            raise GoneError from fault
        if len(told) < ENDED.size:
            self.gone = self.gone or tell
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
