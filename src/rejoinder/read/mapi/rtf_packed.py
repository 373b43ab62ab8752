"""The rich text of an Outlook message, unpacked (MS-OXRTFCP)."""

from __future__ import annotations

import struct
import zlib

_WINDOW = 4096
_PRIMED = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def unpacked(packed: bytes) -> tuple[bytes, bool]:
    """Give the RTF inside PR_RTF_COMPRESSED, and whether its checksum and its end are as they should be."""
    if len(packed) < 16:
        return b"", False
    size, kind, checksum = struct.unpack_from("<I4sI", packed, 4)
    if kind == b"MELA":
        return packed[16 : 16 + size], True
    if kind != b"LZFu":
        return b"", False
    rtf, ended = _expanded(packed[16:])
    declared = struct.unpack_from("<I", packed)[0]
    return rtf, ended and zlib.crc32(packed[16 : 4 + declared], 0xFFFFFFFF) ^ 0xFFFFFFFF == checksum


def _expanded(packed: bytes) -> tuple[bytes, bool]:
    """Undo LZFu; the 4,096 bytes before the output stand for the primed ring that references point into."""
    out = bytearray(_PRIMED.ljust(_WINDOW) + _PRIMED)
    start = len(out)
    at = 0
    while at < len(packed):
        control = packed[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                out += packed[at : at + 1]
                at += 1
                continue
            if at + 2 > len(packed):
                return bytes(out[start:]), False
            reference = packed[at] << 8 | packed[at + 1]
            at += 2
            distance = (len(out) - (reference >> 4)) % _WINDOW
            if distance == 0:
                return bytes(out[start:]), True
            length = (reference & 15) + 2
            first = len(out) - distance
            run = out[first : first + length]
            out += run if distance >= length else (run * length)[:length]
    return bytes(out[start:]), False
