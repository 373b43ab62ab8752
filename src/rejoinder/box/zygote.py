"""The process from which every reader's process is forked: all parsers loaded, no document ever touched.

It is started anew, not forked from ours, so it has no thread, no open file and no word of the case; it ends when its
socket does, however that comes about, and its children end with it. Not on Windows, which has no fork.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import struct
import sys

from rejoinder.box import child
from rejoinder.box.large_pages import into_large_pages
from rejoinder.box.lock import lock, ready
from rejoinder.box.warm import warmed
from rejoinder.box.wire import Teller, errand_read
from rejoinder.disk import mapped
from rejoinder.locks.kernel import die_with

REQUEST = struct.Struct("=IIQQ")
"""A verb, the child's number, its seconds of computing and its bytes of memory."""
FORK, END, TELL_END = 1, 2, 3
ENDED = struct.Struct("=iIQ")
"""How a child ended: os.wait's status, its milliseconds of computing, its most KiB of memory."""
FILES = 3
"""Open files that come with a FORK: what to read, where to answer and, for a large document, the document."""


def main(descriptor: int) -> None:
    """Serve until the socket ends."""
    warmed()
    ready()
    gc.collect()
    gc.freeze()
    into_large_pages()
    with socket.socket(fileno=descriptor) as control:
        _serve(control)


def _serve(control: socket.socket) -> None:
    running: dict[int, int] = {}
    while True:
        request, files, _, _ = socket.recv_fds(control, REQUEST.size, FILES, socket.MSG_WAITALL)
        if len(request) < REQUEST.size:
            break
        verb, number, seconds, memory = REQUEST.unpack(request)
        if verb == FORK:
            running[number] = _forked(control, files, seconds, memory)
        else:
            ended = _ended(running.pop(number))
            if verb == TELL_END:
                control.sendall(ended)
    for process in running.values():
        os.kill(process, signal.SIGKILL)


def _forked(control: socket.socket, files: list[int], seconds: int, memory: int) -> int:
    own = os.getpid()
    process = os.fork()
    if not process:
        try:
            die_with(own)
            control.close()
            _be_a_child(files, seconds, memory)
        finally:
            os._exit(1)
    for file in files:
        os.close(file)
    return process


def _be_a_child(files: list[int], seconds: int, memory: int) -> None:
    asking, answering, *rest = files
    document = mapped(rest[0]) if rest else None
    lock(seconds, memory)
    child.run(errand_read(asking), document, Teller(answering))
    os._exit(0)


def _ended(process: int) -> bytes:
    """End a child, if it has not ended already, and give how it did."""
    os.kill(process, signal.SIGKILL)
    _, status, used = os.wait4(process, 0)
    return ENDED.pack(status, int((used.ru_utime + used.ru_stime) * 1000), int(used.ru_maxrss))


if __name__ == "__main__":
    main(int(sys.argv[1]))
