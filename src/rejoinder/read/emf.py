"""Words in pictures that are drawn by commands (Enhanced Metafile, MS-EMF), and files such pictures carry."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SIGN = b" EMF"
_WIDE, _NARROW = 84, 83
"""Commands that draw text (MS-EMF 2.3.5.8 and 2.3.5.7)."""
_PDF, _END = b"%PDF-", b"%%EOF"


def words_of_picture(untrusted_bytes: bytes) -> str:
    """Give the words a picture draws, a line for each height at which it draws them; none for pictures of dots."""
    if untrusted_bytes[40:44] != _SIGN:
        return ""
    lines: list[str] = []
    height: int | None = None
    for y, words in _drawn(untrusted_bytes):
        if y != height or not lines:
            lines.append(words)
        else:
            lines[-1] += words if len(words) == 1 else f" {words}"
        height = y
    return "\n".join(line for line in (" ".join(one.split()) for one in lines) if line)


def file_in_picture(untrusted_bytes: bytes) -> bytes:
    """Give the PDF that a picture carries beside its drawing, as programs on a Mac put it there; none for others."""
    start = untrusted_bytes.find(_PDF) if untrusted_bytes[40:44] == _SIGN else -1
    end = untrusted_bytes.rfind(_END)
    return untrusted_bytes[start : end + len(_END)] if 0 <= start < end else b""


def _drawn(untrusted_bytes: bytes) -> Iterator[tuple[int, str]]:
    """Give each text that is drawn, with its height."""
    at = 0
    while at + 8 <= len(untrusted_bytes):
        kind, size = struct.unpack_from("<II", untrusted_bytes, at)
        if size < 8:
            return
        if kind in (_WIDE, _NARROW) and size >= 52:
            record = untrusted_bytes[at : at + size]
            if len(record) >= 52:
                y, count, place = struct.unpack_from("<iII", record, 40)
                width = 2 if kind == _WIDE else 1
                coded = record[place : place + count * width] if place >= 52 else b""
                words = coded.decode("utf-16-le" if width == 2 else "cp1252", "replace").replace("\0", "")
                if words:
                    yield y, words
        at += size
