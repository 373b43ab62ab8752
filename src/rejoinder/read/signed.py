"""What a signed message wraps in its signature (RFC 5652, section 5; RFC 8551, section 3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SIGNED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
"""The object identifier of signed data, as it stands near the beginning."""
_SEQUENCE, _SET, _INTEGER, _NAME, _FIRST, _OCTETS, _OCTETS_IN_PARTS = 0x30, 0x31, 0x02, 0x06, 0xA0, 0x04, 0x24
_WAY = (
    (_SEQUENCE, True),
    (_NAME, False),
    (_FIRST, True),
    (_SEQUENCE, True),
    (_INTEGER, False),
    (_SET, False),
    (_SEQUENCE, True),
    (_NAME, False),
    (_FIRST, True),
)
"""The elements from the beginning to the content, and whether the next lies within each or after it."""


class _Element(NamedTuple):
    tag: int
    start: int
    end: int


def signed_content(untrusted_bytes: bytes) -> bytes:
    """Give the message wrapped in the signature; empty when there is none or it cannot be told."""
    at, end = 0, len(untrusted_bytes)
    for tag, enter in _WAY:
        element = _element(untrusted_bytes, at, end)
        if element is None or element.tag != tag:
            return b""
        at = element.start if enter else element.end
        end = element.end if enter else end
    return b"".join(_octets(untrusted_bytes, at, end))


def _octets(untrusted_bytes: bytes, at: int, end: int) -> Iterator[bytes]:
    """Give the content, which stands in one piece or in several."""
    whole = _element(untrusted_bytes, at, end)
    if whole is None:
        return
    if whole.tag == _OCTETS:
        yield untrusted_bytes[whole.start : whole.end]
        return
    at = whole.start
    while whole.tag == _OCTETS_IN_PARTS:
        piece = _element(untrusted_bytes, at, whole.end)
        if piece is None or piece.tag != _OCTETS:
            return
        yield untrusted_bytes[piece.start : piece.end]
        at = piece.end


def _element(untrusted_bytes: bytes, at: int, end: int) -> _Element | None:
    """Give the element at this place; one of no stated length reaches as far as what holds it."""
    if at + 2 > end:
        return None
    tag, length = untrusted_bytes[at], untrusted_bytes[at + 1]
    start = at + 2
    if length == 0x80:
        return _Element(tag, start, end)
    if length & 0x80:
        size = length & 0x7F
        if size > 4 or start + size > end:
            return None
        length = int.from_bytes(untrusted_bytes[start : start + size], "big")
        start += size
    return _Element(tag, start, min(start + length, end))
