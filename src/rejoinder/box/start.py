"""What starts the processes of this computer: a zygote where the system can fork, else Python anew for each."""

from __future__ import annotations

import atexit
import os
import threading

from rejoinder.box.forked import Zygote
from rejoinder.box.spawned import Spawner

CAN_FORK = hasattr(os, "fork")


class _Here:
    """The one starter of this process."""

    lock = threading.Lock()
    owner = 0
    starter: Zygote | Spawner | None = None


def starter() -> Zygote | Spawner:
    """Give what starts processes, itself started when it is not there, or not any more."""
    with _Here.lock:
        if _Here.starter and _Here.owner == os.getpid() and _Here.starter.gone:
            _Here.starter.close()
            _Here.starter = None
        if _Here.starter is None or _Here.owner != os.getpid():
            _Here.starter, _Here.owner = (Zygote() if CAN_FORK else Spawner()), os.getpid()
        return _Here.starter


def let_go_of_starter() -> None:
    """End what starts processes, and those it started; the next one asked for starts anew."""
    with _Here.lock:
        if _Here.starter and _Here.owner == os.getpid():
            _Here.starter.close()
        _Here.starter = None


atexit.register(let_go_of_starter)
