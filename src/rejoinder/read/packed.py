"""Packed bytes made whole again, never more of them than the limits allow."""

from __future__ import annotations

import bz2
import io
import lzma
import mmap
import zlib

from rejoinder.read.limits import RATIO, RATIO_FROM, UNPACKED

PIECE = 1 << 18


class TooLargeError(Exception):
    """What is packed would be larger than the limits allow."""


class DamagedError(Exception):
    """What is packed cannot be made whole; the words say why."""


class Window(io.RawIOBase):
    """Bytes in memory or of a mapped file as a file that can be read, without a copy of the whole."""

    def __init__(self, untrusted_bytes: bytes | mmap.mmap) -> None:
        self._bytes = untrusted_bytes
        self._at = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from any place."""
        return True

    def tell(self) -> int:
        """Give the place of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._bytes)}[whence]
        self._at = max(0, base + offset)
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """Give the next bytes."""
        stop = len(self._bytes) if size is None or size < 0 else min(len(self._bytes), self._at + size)
        taken = bytes(self._bytes[self._at : stop])
        self._at += len(taken)
        return taken


def allowed(packed: int) -> int:
    """Give how many bytes so many packed ones may become."""
    return min(UNPACKED, max(RATIO_FROM, packed * RATIO))


def inflated(untrusted_bytes: bytes | mmap.mmap, start: int, end: int, bits: int) -> tuple[bytes, bool]:
    """Give what deflate packed (bits are zlib's: -15 bare, 31 gzip), and whether it ends as it must."""
    most = allowed(end - start)
    out: list[bytes] = []
    size, at, whole = 0, start, False
    stream = zlib.decompressobj(bits)
    while at < end or stream.unconsumed_tail:
        piece = stream.unconsumed_tail or bytes(untrusted_bytes[at : min(end, at + PIECE)])
        at += 0 if stream.unconsumed_tail else len(piece)
        try:
            content = stream.decompress(piece, PIECE * 4)
        except zlib.error as fault:
            if not out:
                raise DamagedError(str(fault)) from fault
            return b"".join(out), whole
        size += len(content)
        if size > most:
            raise TooLargeError
        if content:
            out.append(content)
        whole = stream.eof
        if whole:
            at -= len(stream.unused_data)
            if bits < 0 or bytes(untrusted_bytes[at : at + 2]) != b"\x1f\x8b":
                break
            stream = zlib.decompressobj(bits)
    return b"".join(out), whole


def unpacked_otherwise(packed: bytes, method: int) -> bytes:
    """Give what bzip2 (a zip's method 12) or LZMA (14) packed."""
    most = allowed(len(packed))
    try:
        if method == 12:
            content = bz2.BZ2Decompressor().decompress(packed, most + 1)
        elif method == 14:
            content = _lzma(packed, most)
        else:
            raise NotImplementedError
    except (OSError, EOFError, lzma.LZMAError, ValueError, IndexError) as fault:
        raise DamagedError(str(fault)) from fault
    if len(content) > most:
        raise TooLargeError
    return content


def _lzma(packed: bytes, most: int) -> bytes:
    """Give what LZMA packed: a zip's member begins with version, length and properties (APPNOTE 5.8.8)."""
    length = int.from_bytes(packed[2:4], "little")
    properties = packed[4 : 4 + length]
    first = properties[0]
    filters = [
        {
            "id": lzma.FILTER_LZMA1,
            "lc": first % 9,
            "lp": first // 9 % 5,
            "pb": first // 45,
            "dict_size": min(max(int.from_bytes(properties[1:5], "little"), 4096), 1 << 26),
        }
    ]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters).decompress(packed[4 + length :], most + 1)
