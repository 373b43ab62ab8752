"""Containers written the same to the byte each time: zip files (one may be locked), and mbox files."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from rejoinder.demo.clients import DAYS, MONTHS

MOMENT = (2024, 8, 29, 17, 4, 0)
"""When every member of every zip file was last changed."""


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Give a zip file of these members, stored: how a machine deflates would show in the bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, MOMENT)
            member.create_system = 0
            archive.writestr(member, content)
    return target.getvalue()


def locked(name: str, content: bytes, password: bytes) -> bytes:
    """Give a zip file whose one member needs a password (PKWARE APPNOTE 6.1, traditional encryption)."""
    checksum = zlib.crc32(content)
    cipher = _Cipher(password)
    salted = bytes(range(11)) + bytes([checksum >> 24])
    hidden = bytes(cipher.hide(byte) for byte in salted + content)
    archive = bytearray(zipped({name: hidden}))
    central = archive.rindex(b"PK\x01\x02")
    for start, flags, sums in ((0, 6, 14), (central, 8, 16)):
        archive[start + flags] |= 1
        archive[start + sums : start + sums + 4] = checksum.to_bytes(4, "little")
        archive[start + sums + 8 : start + sums + 12] = len(content).to_bytes(4, "little")
    return bytes(archive)


class _Cipher:
    """The three keys of traditional zip encryption as they move on from byte to byte."""

    def __init__(self, password: bytes) -> None:
        self.keys = [0x12345678, 0x23456789, 0x34567890]
        for byte in password:
            self._move(byte)

    def hide(self, byte: int) -> int:
        turn = (self.keys[2] | 2) & 0xFFFF
        hidden = byte ^ (((turn * (turn ^ 1)) >> 8) & 0xFF)
        self._move(byte)
        return hidden

    def _move(self, byte: int) -> None:
        first, second, third = self.keys
        first = _crc(first, byte)
        second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        self.keys = [first, second, _crc(third, second >> 24)]


def _crc(value: int, byte: int) -> int:
    return ~zlib.crc32(bytes([byte]), ~value & 0xFFFFFFFF) & 0xFFFFFFFF


def mbox(mails: Iterable[tuple[datetime, str, bytes]]) -> bytes:
    """Give an mbox file (RFC 4155) of mails, each with its moment and the address it was sent from."""
    written = []
    for at, address, content in mails:
        utc = at.astimezone(UTC)
        moment = f"{DAYS[utc.weekday()]} {MONTHS[utc.month - 1][:3]} {utc.day:2} {utc:%H:%M:%S} {utc.year}"
        lines = content.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
        kept = [b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines]
        written.append(f"From {address} {moment}\n".encode() + b"\n".join(kept) + b"\n\n")
    return b"".join(written)
