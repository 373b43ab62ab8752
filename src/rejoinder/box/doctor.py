"""How tight the box is on this computer: every way out tried from within, and the tier that follows."""

from __future__ import annotations

import os
import platform
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rejoinder.box import probes
from rejoinder.box.once import once
from rejoinder.box.process import LostError, Process
from rejoinder.box.start import starter
from rejoinder.box.wire import CLOSED, Errand, NonsenseError, Place, result_told

Tier = Literal["A", "B", "C"]
TIERS: dict[Tier, str] = {
    "A": "Each document is opened in a process that is locked away: every way out that was tried is closed.",
    "B": "Each document is opened in a process of its own with limits; this system lets us close only some ways out.",
    "C": "Each document is opened in a process of its own, without limits that hold and without a lock.",
}
SHORT = (tempfile.gettempdir(), "/tmp")  # noqa: S108 only its name is short; what is made in it is ours alone
"""Folders for what a way out is tried on, whatever a server writes into: the names of its sockets must be short."""
ROOM = 60
"""Characters of such a folder's name; with what is added, a socket's may have 104 (macOS) or 108 (Linux)."""
_LIMITS = ("take more memory than allowed", "compute longer than allowed")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was tried on this computer, and what is open."""

    system: str
    tried: dict[str, bool]
    """Each way out, and whether it is closed."""

    @property
    def open(self) -> tuple[str, ...]:
        """The ways out that are open."""
        return tuple(way for way, closed in self.tried.items() if not closed)

    @property
    def tier(self) -> Tier:
        """A when all is closed, B when the limits hold, else C."""
        if not self.open:
            return "A"
        return "C" if any(way in self.open for way in _LIMITS) else "B"


@once
def diagnosis() -> Diagnosis:
    """Give how tight the box is on this computer, tried once."""
    with ExitStack() as held:
        tried_on = held.enter_context(place())
        tried = {way: held.enter_context(_sent(way, tried_on)) for way in probes.PROBES}
        return Diagnosis(platform.system(), {way: _closed(process) for way, process in tried.items()})


@contextmanager
def _sent(way: str, tried_on: Place) -> Iterator[Process]:
    process = starter().process(probes.SECONDS, probes.MEMORY, None)
    try:
        process.ask(Errand("probe", probe=way, place=tried_on))
        yield process
    finally:
        process.end()


def _closed(process: Process) -> bool:
    """Say whether a way is closed: the process says so, or was ended on its way out."""
    try:
        return result_told(process.next()) == CLOSED
    except (LostError, NonsenseError):
        return process.ended().status != 0


def _with_a_short_name() -> str | None:
    """Give a folder whose name leaves room for that of a socket in it; None where the usual one must do."""
    return next((one for one in SHORT if len(one) <= ROOM and os.access(one, os.W_OK)), None)


@contextmanager
def place() -> Iterator[Place]:
    """Give what the probes are tried on: a folder with files and a socket, ports that listen, and this process."""
    with ExitStack() as held:
        folder = held.enter_context(tempfile.TemporaryDirectory(prefix="rejoinder-doctor-", dir=_with_a_short_name()))
        for name in ("there", "other"):
            (Path(folder) / name).write_text("It is open.")
        tcp, udp = (held.enter_context(socket.socket(type=kind)) for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM))
        for one in (tcp, udp):
            one.bind(("127.0.0.1", 0))
        tcp.listen()
        for address in (f"{folder}/socket", f"\0{folder}")[: 2 if sys.platform == "linux" else 1]:
            if hasattr(socket, "AF_UNIX"):
                one = held.enter_context(socket.socket(socket.AF_UNIX))
                one.bind(address)
                one.listen()
        yield Place(folder, tcp.getsockname()[1], udp.getsockname()[1], os.getpid())
