"""A reader's process from our side: what it is asked, what it tells, and how it ended."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from rejoinder.box.limits import INLINE, UNANSWERED
from rejoinder.box.wire import BLOB, HEAD, Errand, Frame, NonsenseError, errand_frame, longest
from rejoinder.disk import Mapped, mapped, write_all

_PIECE = 1 << 18


class Ended(NamedTuple):
    """How a process ended."""

    status: int
    """Its exit status; the negative number of the signal that ended it."""
    seconds: float
    """Of computing."""
    memory: int
    """The most bytes it had."""


class LostError(Exception):
    """A process ended, or fell silent, before it had told all."""


class GoneError(Exception):
    """The process from which others are forked is not there any more."""


class Process:
    """One process with one errand."""

    def __init__(self, asking: int, answering: int, end: Callable[[bool], Ended | None]) -> None:
        self._asking = asking
        self._answering = answering
        self._end = end
        self._over = False
        self._heard = b""
        self._at = 0
        self._poll = None
        if hasattr(select, "poll"):
            self._poll = select.poll()
            self._poll.register(answering, select.POLLIN)

    def ask(self, errand: Errand) -> None:
        """Send it on its errand; one that has ended already is noticed when it is listened to."""
        with suppress(BrokenPipeError):
            write_all(self._asking, errand_frame(errand))

    def next(self) -> Frame:
        """Give the next thing it tells."""
        kind, size = HEAD.unpack(self._take(HEAD.size))
        if size > longest(kind):
            raise NonsenseError
        if kind != BLOB:
            return Frame(kind, self._take(size))
        length = int.from_bytes(self._take(4), "little")
        rest = size - 4 - length
        if rest < 0 or length > INLINE:
            raise NonsenseError
        return Frame(kind, self._take(length), self._content(rest))

    def ended(self) -> Ended:
        """End it, if it has not ended already, and give how it did."""
        self._close()
        self._over = True
        ended = self._end(True)
        if ended is None:
            raise GoneError
        return ended

    def end(self) -> None:
        """End it, however far it is."""
        self._close()
        if not self._over:
            self._over = True
            with suppress(GoneError):
                self._end(False)

    def _close(self) -> None:
        for descriptor in (self._asking, self._answering):
            if descriptor >= 0:
                os.close(descriptor)
        self._asking = self._answering = -1

    def _more(self) -> bytes:
        """Give what it tells next; it is lost when it has ended, or has said nothing for very long."""
        if self._poll and not self._poll.poll(UNANSWERED * 1000):
            raise LostError
        piece = os.read(self._answering, _PIECE)
        if not piece:
            raise LostError
        return piece

    def _take(self, size: int) -> bytes:
        """Give the next so many bytes."""
        if len(self._heard) - self._at >= size:
            self._at += size
            return self._heard[self._at - size : self._at]
        pieces = []
        while size > 0:
            pieces.append(self._some(size))
            size -= len(pieces[-1])
        return b"".join(pieces)

    def _some(self, most: int) -> bytes:
        """Give some of the next bytes, at least one, at most so many."""
        if self._at == len(self._heard):
            self._heard, self._at = self._more(), 0
        taken = self._heard[self._at : self._at + most]
        self._at += len(taken)
        return taken

    def _content(self, size: int) -> bytes | Mapped:
        """Give a blob's bytes; many of them as a file in memory, so that they can be handed on as they are."""
        if size <= INLINE or not hasattr(os, "memfd_create"):
            return self._take(size)
        descriptor = os.memfd_create("member")
        try:
            while size > 0:
                piece = self._some(size)
                write_all(descriptor, piece)
                size -= len(piece)
            return mapped(descriptor)
        except BaseException:
            os.close(descriptor)
            raise


def let_go(content: object) -> None:
    """Close a file in memory that a process gave."""
    if isinstance(content, Mapped) and not content.path:
        content.close()
        os.close(content.descriptor)
