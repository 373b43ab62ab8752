"""Files that Office wraps in an OLE2 object before it embeds them."""

from __future__ import annotations

import io
import struct

import olefile

from rejoinder.read.limits import UNPACKED

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NATIVE = "\x01Ole10Native"
_WHOLE = ("Package", "CONTENTS")
_ENDINGS = ((b"%PDF", ".pdf"), (b"PK\x03\x04", ".zip"))


def unwrapped(name: str, content: bytes) -> tuple[str, bytes]:
    """Give the name and bytes of the file an OLE2 object wraps; what was given when it wraps none."""
    if not content.startswith(_OLE):
        return name, content
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as wrapping:
            for stream in _WHOLE:
                if wrapping.exists(stream) and wrapping.get_size(stream) <= UNPACKED:
                    inner = wrapping.openstream(stream).read()
                    ending = next((ending for magic, ending in _ENDINGS if inner.startswith(magic)), "")
                    ending = _office_ending(inner) if ending == ".zip" else ending
                    return (name.removesuffix(".bin") + ending, inner) if ending else (name, content)
            if wrapping.exists(_NATIVE) and wrapping.get_size(_NATIVE) <= UNPACKED:
                return _native(wrapping.openstream(_NATIVE).read()) or (name, content)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error, MemoryError):
        return name, content
    return name, content


def _office_ending(content: bytes) -> str:
    """Give the ending of an Office file by the folder its parts lie in; that of a zip where there is none."""
    head = content[:65536]
    found = ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"ppt/", ".pptx"))
    return next((ending for folder, ending in found if folder in head), ".zip")


def _native(stream: bytes) -> tuple[str, bytes] | None:
    """Give the name and bytes an Ole10Native stream holds (MS-OLEDS 2.3.6 and the packager's own form)."""
    if len(stream) < 6 or struct.unpack_from("<H", stream, 4)[0] != 2:
        return None
    label, found, rest = stream[6:].partition(b"\0")
    _, found_path, rest = rest.partition(b"\0")
    if not found or not found_path or len(rest) < 8:
        return None
    length = struct.unpack_from("<I", rest, 4)[0]
    at = 8 + length
    if at + 4 > len(rest):
        return None
    size = struct.unpack_from("<I", rest, at)[0]
    own = label.decode("cp1252", "replace").replace("\\", "/").rsplit("/", 1)[-1]
    return (own or "unnamed", rest[at + 4 : at + 4 + size]) if at + 4 + size <= len(rest) else None
