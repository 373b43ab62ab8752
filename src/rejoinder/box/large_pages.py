"""Memory put into large pages: a fork copies one entry for each of them, not one for each page of 4 KiB (Linux 6.1)."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

_LARGE = 2 << 20
_COLLAPSE = 25
"""MADV_COLLAPSE (madvise(2)); an older kernel refuses it, and all stays as it was."""


def into_large_pages() -> None:
    """Put this process's own memory into large pages as far as the kernel does so; what is in it does not change."""
    if sys.platform != "linux":
        return
    advise = ctypes.CDLL(None).madvise
    for start in _whole_pages(Path("/proc/self/maps").read_text()):
        advise(ctypes.c_void_p(start), ctypes.c_size_t(_LARGE), ctypes.c_int(_COLLAPSE))


def _whole_pages(maps: str) -> Iterator[int]:
    """Give where large pages lie within the memory that was asked for and belongs to no file (proc(5))."""
    for line in maps.splitlines():
        fields = line.split(None, 5)
        if fields[1] == "rw-p" and fields[5:] in ([], ["[heap]"]):
            start, end = (int(part, 16) for part in fields[0].split("-"))
            yield from range(-(-start // _LARGE) * _LARGE, end - _LARGE + 1, _LARGE)
