"""A zip's directory and the bytes of its members, read from its own records (PKWARE APPNOTE 6.3)."""

from __future__ import annotations

import mmap
import stat
import struct
import zipfile
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from rejoinder.model import Blob
from rejoinder.read.limits import DEPTH, UNPACKED
from rejoinder.read.packed import DamagedError, TooLargeError, Window, allowed, inflated, unpacked_otherwise

TRIED = 20
"""Archives of an archive that are tried to see how deep they go."""
_LOCAL = 30
"""Bytes of a local header before its name."""


class ZipMember(NamedTuple):
    """One member as the directory tells of it, and its name as its own header does."""

    name: str
    local_name: str
    start: int
    packed: int
    size: int
    method: int
    crc: int
    encrypted: bool
    is_folder: bool
    is_link: bool
    offset: int
    extra: bytes = b""
    """Further fields of the directory about it (APPNOTE 4.5)."""


@dataclass(frozen=True, slots=True)
class Zipped:
    """A zip: its bytes and its members in the order of the directory."""

    untrusted_bytes: bytes | mmap.mmap
    members: tuple[ZipMember, ...]

    @property
    def overlapping(self) -> bool:
        """Whether two members share bytes."""
        reached = 0
        for member in sorted(self.members, key=lambda one: (one.offset, one.start)):
            if member.offset < reached:
                return True
            reached = max(reached, member.start + member.packed)
        return False


def zipped(blob: Blob) -> Zipped:
    """Give the zip's members."""
    try:
        with zipfile.ZipFile(Window(blob.untrusted_bytes)) as archive:
            entries = archive.infolist()
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        ValueError,
        OverflowError,
        struct.error,
        EOFError,
    ) as fault:
        raise DamagedError(str(fault) or "its directory cannot be read") from fault
    return Zipped(blob.untrusted_bytes, tuple(_member(blob.untrusted_bytes, entry) for entry in entries))


def _member(untrusted_bytes: bytes | mmap.mmap, entry: zipfile.ZipInfo) -> ZipMember:
    at = entry.header_offset
    local = bytes(untrusted_bytes[at : at + _LOCAL]) if at >= 0 else b""
    length = extra = 0
    if len(local) == _LOCAL and local.startswith(b"PK\x03\x04"):
        length, extra = struct.unpack_from("<HH", local, 26)
    written = bytes(untrusted_bytes[at + _LOCAL : at + _LOCAL + length])
    own = entry.orig_filename
    coded = own.encode("utf-8" if entry.flag_bits & 0x800 else "cp437", "surrogateescape")
    name = _name(coded, entry)
    return ZipMember(
        name=name,
        local_name=name if not length or written == coded else _name(written, entry),
        start=at + _LOCAL + length + extra if length or extra or local else -1,
        packed=entry.compress_size,
        size=entry.file_size,
        method=entry.compress_type,
        crc=entry.CRC,
        encrypted=bool(entry.flag_bits & 1),
        is_folder=name.endswith(("/", "\\")) and not entry.file_size,
        is_link=entry.create_system == 3 and stat.S_ISLNK(entry.external_attr >> 16),
        offset=at,
        extra=entry.extra,
    )


def _name(coded: bytes, entry: zipfile.ZipInfo) -> str:
    """Give a name in the character set it is in: UTF-8 where it is that, else the format's own."""
    try:
        return coded.decode("utf-8")
    except UnicodeDecodeError:
        return coded.decode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace")


def member_bytes(archive: Zipped, member: ZipMember) -> bytes:
    """Give a member's bytes; raise TooLargeError, DamagedError, or NotImplementedError for other packings."""
    if member.size > allowed(member.packed) and member.method:
        raise TooLargeError
    start, end = member.start, member.start + member.packed
    if start < 0 or end > len(archive.untrusted_bytes):
        raise DamagedError("a member lies outside it")
    return unpacked(archive.untrusted_bytes, start, end, member.method)


def unpacked(untrusted_bytes: bytes | mmap.mmap, start: int, end: int, method: int) -> bytes:
    """Give what is packed in start..end by a method (APPNOTE 4.4.5)."""
    if method == 0:
        if end - start > UNPACKED:
            raise TooLargeError
        return bytes(untrusted_bytes[start:end])
    if method == 8:
        content, whole = inflated(untrusted_bytes, start, end, -15)
        if not whole:
            raise DamagedError("a member ends too early")
        return content
    return unpacked_otherwise(bytes(untrusted_bytes[start:end]), method)


def nesting(archive: Zipped) -> int:
    """Give how many archives lie one within another, by the first of each that opens, never past the limit."""
    for depth in range(DEPTH + 1):
        inner = _first_archive(archive)
        if inner is None:
            return depth
        archive = inner
    return DEPTH + 1


def _first_archive(archive: Zipped) -> Zipped | None:
    """Give the first archive in an archive that can be opened; None when none of the first ones can."""
    named = (one for one in archive.members if one.name.lower().endswith(".zip") and not one.encrypted)
    for member in islice(named, TRIED):
        try:
            return zipped(Blob(member.name, member_bytes(archive, member)))
        except (DamagedError, TooLargeError, NotImplementedError):
            continue
    return None
