"""The files inside objects that old Windows programs put into messages and documents (MS-OLEDS 2)."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import NamedTuple

import olefile

_WHOLE = ("package", "contents", "embeddedodf")
"""Streams that hold the whole file of a newer program."""
_NATIVE = "\x01ole10native"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Enclosed(NamedTuple):
    """A file inside an object, and its name where the object gives one."""

    name: str
    content: bytes


def file_of_streams(streams: Mapping[str, bytes]) -> Enclosed | None:
    """Give the file an object's streams hold; None when they hold a program's own form only."""
    for name in _WHOLE:
        if streams.get(name):
            return Enclosed("", streams[name])
    native = streams.get(_NATIVE, b"")
    return _packaged(native[4:]) if len(native) > 4 else None


def file_of_object(untrusted_bytes: bytes) -> Enclosed | None:
    """Give the file inside an object as rich text holds it (MS-OLEDS 2.2.5); None when it holds none."""
    if len(untrusted_bytes) < 16 or untrusted_bytes[4:8] != b"\2\0\0\0":
        return None
    at = 8
    names = []
    for _ in range(3):
        length = int.from_bytes(untrusted_bytes[at : at + 4], "little")
        names.append(untrusted_bytes[at + 4 : at + 4 + length].rstrip(b"\0").decode("cp1252", "replace"))
        at += 4 + length
    size = int.from_bytes(untrusted_bytes[at : at + 4], "little")
    content = untrusted_bytes[at + 4 : at + 4 + size]
    if names[0].lower() == "package":
        return _packaged(content)
    if content.startswith(_OLE):
        return _within(content) or Enclosed("", content)
    return None


def _within(untrusted_bytes: bytes) -> Enclosed | None:
    """Give the file that an OLE2 file wraps; None when it is itself the file."""
    try:
        file = olefile.OleFileIO(io.BytesIO(untrusted_bytes))
        paths = [path for path in file.listdir() if len(path) == 1 and path[0].lower() in (*_WHOLE, _NATIVE)]
        return file_of_streams({path[0].lower(): file.openstream(path).read() for path in paths})
    except MemoryError:
        raise
    except Exception:  # what olefile raises for damage has no common class
        return None


def _packaged(native: bytes) -> Enclosed | None:
    """Give the file of a Packager object: two bytes, a label, a path, four bytes, a path, the file."""
    label, at = _ended_by_zero(native, 2)
    _, at = _ended_by_zero(native, at)
    at += 4
    at += 4 + int.from_bytes(native[at : at + 4], "little")
    size = int.from_bytes(native[at : at + 4], "little")
    content = native[at + 4 : at + 4 + size]
    return Enclosed(label, content) if content and len(content) == size else None


def _ended_by_zero(run: bytes, at: int) -> tuple[str, int]:
    end = run.find(b"\0", at)
    end = len(run) if end < 0 else end
    return run[at:end].decode("cp1252", "replace"), end + 1
