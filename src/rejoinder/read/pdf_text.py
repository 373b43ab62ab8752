"""Strings out of PDFium, which gives them as UTF-16 into a buffer of the size it asked for."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

LONGEST = 1 << 24
"""Bytes of one string that are taken."""


def wide(fill: Callable[[Any, int], int]) -> str:
    """Give the string that fill(buffer, size in bytes) writes; empty when there is none."""
    size = fill(None, 0)
    if not 2 < size <= LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    fill(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\0", "")
