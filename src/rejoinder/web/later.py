"""What takes longer than a page may wait: begun when it is first asked for, and shown once it is there."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

Made = TypeVar("Made")

KEPT = 32
"""Things that are kept, the last asked for: pictures of a page, a tenth of a megabyte each."""
AT_ONCE = 2
"""Things that are made at the same time; the others wait for their turn."""
MOMENT = 0.05
"""Seconds that a page waits before it is shown without."""


class Later:
    """Makes each thing once in a thread of its own, for all who ask; a thing that failed is told and made anew."""

    def __init__(self, patience: float | None = None) -> None:
        """Begin with nothing; `patience` is how many seconds a page waits, None to the end."""
        self._patience = patience
        self._made: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def soon(self, key: Hashable, make: Callable[[], Made]) -> Made | None:
        """Give a thing; None while it is being made."""
        return self._told(key, make, self._patience)

    def whole(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give a thing, however long it takes."""
        made = self._told(key, make, None)
        assert made is not None
        return made

    def _told(self, key: Hashable, make: Callable[[], Made], patience: float | None) -> Made | None:
        begun = self._begun(key, make)
        wait([begun], patience)
        if not begun.done():
            return None
        if begun.exception():
            with self._lock:
                if self._made.get(key) is begun:
                    del self._made[key]
        made: Made = begun.result()
        return made

    def _begun(self, key: Hashable, make: Callable[[], Any]) -> Future[Any]:
        with self._lock:
            begun = self._made.get(key)
            if begun is None:
                begun = self._made[key] = Future()
                threading.Thread(target=self._make, args=(begun, make), name="later", daemon=True).start()
            self._made.move_to_end(key)
            done = [one for one, future in self._made.items() if future.done()]
            for old in done[: max(0, len(self._made) - KEPT)]:
                del self._made[old]
        return begun

    def _make(self, begun: Future[Any], make: Callable[[], Any]) -> None:
        with self._turns:
            try:
                begun.set_result(make())
            except BaseException as fault:
                begun.set_exception(fault)
