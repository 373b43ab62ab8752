"""A reader's process that was started anew: it loads every parser, locks itself as far as the system can, and reads."""

from __future__ import annotations

import os
import sys

from rejoinder.box import child
from rejoinder.box.lock import lock
from rejoinder.box.warm import warmed
from rejoinder.box.wire import Teller, errand_read
from rejoinder.disk import BINARY, mapped

ASKED, ANSWERED = 0, 1


def main(seconds: int, memory: int, path: str) -> None:
    """Do one errand."""
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (ASKED, ANSWERED):
            msvcrt.setmode(descriptor, os.O_BINARY)
    warmed()
    document = mapped(os.open(path, os.O_RDONLY | BINARY), path) if path else None
    lock(seconds, memory)
    child.run(errand_read(ASKED), document, Teller(ANSWERED))
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
