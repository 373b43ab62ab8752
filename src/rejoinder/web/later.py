"""What takes longer than a page may wait: begun when it is first asked for, and shown once it is there."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

Made = TypeVar("Made")

KEPT = 32
"""Things that are kept, the last asked for: the largest, pictures of a page, take a tenth of a megabyte each."""
AT_ONCE = 2
"""Things that are made at the same time; the others wait for their turn."""
MOMENT = 0.05
"""Seconds that a page waits before it is shown without."""


class Later:
    """Makes each thing once, the last asked for first; what failed is told to a page, and then made anew."""

    def __init__(self, patience: float | None = None) -> None:
        """Begin with nothing; `patience` is how many seconds a page waits, None to the end."""
        self._patience = patience
        self._made: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._waiting: list[tuple[Future[Any], Callable[[], Any]]] = []
        self._going = 0
        self._lock = threading.Lock()

    def soon(self, key: Hashable, make: Callable[[], Made], more: float = 0.0) -> Made | None:
        """Give a thing to a page that waits so many seconds more than others; None while it is being made."""
        begun = self.begun(key, make)
        wait([begun], None if self._patience is None else self._patience + more)
        if not begun.done():
            return None
        if begun.exception():
            with self._lock:
                if self._made.get(key) is begun:
                    del self._made[key]
        return begun.result()

    def begun(self, key: Hashable, make: Callable[[], Made]) -> Future[Made]:
        """Begin to make a thing, if that was not done, and give what tells when it is there."""
        with self._lock:
            if key not in self._made:
                future: Future[Made] = Future()
                future.set_running_or_notify_cancel()  # who does not wait any longer does not stop it
                self._made[key] = future
                self._waiting.append((future, make))
                if self._going < AT_ONCE:
                    self._going += 1
                    threading.Thread(target=self._work, name="later", daemon=True).start()
            self._made.move_to_end(key)
            done = [one for one, future in self._made.items() if future.done()]
            for old in done[: max(0, len(self._made) - KEPT)]:
                del self._made[old]
            return self._made[key]

    def _work(self) -> None:
        """Make what waits, as long as anything does."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._going -= 1
                    return
                future, make = self._waiting.pop()
            try:
                future.set_result(make())
            except BaseException as fault:
                future.set_exception(fault)
