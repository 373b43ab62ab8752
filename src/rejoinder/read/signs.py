"""What first bytes, a zip's directory and an OLE2 file's directory say a file is."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rejoinder.model import Blob

TAIL = 1 << 16
"""Bytes looked at from the end, for a zip's directory."""
NAMES = 4096
"""Names of a zip's directory looked at."""

NOT_READ = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x00\x00\x01\x00", "image"),
    (b"8BPS", "image"),
    (b"\xd7\xcd\xc6\x9a", "image"),
    (b"\x01\x00\x00\x00\x6c\x00\x00\x00", "image"),
    (b"\x97JB2\r\n\x1a\n", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"),
    (b"AT&TFORM", "image"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"fLaC", "audio"),
    (b"#!AMR", "audio"),
    (b"MThd", "audio"),
    (b"\xff\xfb", "audio"),
    (b"\xff\xf3", "audio"),
    (b"\xff\xf1", "audio"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"SQLite format 3\x00", "database"),
    (b"bplist00", "database"),
    (b"\xffWPC", "wordperfect"),
    (b"\x00\x05\x16\x07", "fork"),
    (b"\x00\x05\x16\x00", "fork"),
)
"""First bytes of what we know and do not read yet."""


def looks_like_text(head: bytes) -> bool:
    """Say whether these first bytes can be text: hardly any control characters, or UTF-16."""
    if not head:
        return True
    controls = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), *range(28, 32)))
    zeros = head.count(0)
    half_zeros = zeros and max(head[0::2].count(0), head[1::2].count(0)) == zeros and zeros > len(head) // 4
    return controls <= len(head) // 50 and (zeros <= len(head) // 200 or bool(half_zeros))


def unread_kind(head: bytes) -> str:
    """Give what a file's first bytes say it is, of the kinds we do not read; empty when they say nothing."""
    for magic, kind in NOT_READ:
        if head.startswith(magic):
            if kind == "program" and magic == b"MZ" and looks_like_text(head):
                continue
            return kind
    if head[:4] == b"RIFF":
        return {b"WAVE": "audio", b"AVI ": "video", b"WEBP": "image"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        brand = head[8:11]
        return "image" if brand in (b"hei", b"mif", b"avi") else "audio" if brand == b"M4A" else "video"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" and not looks_like_text(head):
        return "image"
    return ""


class ZipName(NamedTuple):
    """A member's name as a zip's directory gives it."""

    name: bytes
    encrypted: bool


def zip_names(blob: Blob) -> list[ZipName]:
    """Give the first NAMES names of a zip's directory; none when it has no directory."""
    size = len(blob.untrusted_bytes)
    tail = bytes(blob.untrusted_bytes[max(0, size - TAIL - 22) :])
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(tail):
        return []
    length, offset = struct.unpack_from("<II", tail, end + 12)
    position = size - len(tail) + end - length
    if position < 0 or bytes(blob.untrusted_bytes[position : position + 4]) != b"PK\x01\x02":
        position = offset
    names: list[ZipName] = []
    while len(names) < NAMES and position + 46 <= size:
        record = bytes(blob.untrusted_bytes[position : position + 46])
        if record[:4] != b"PK\x01\x02":
            break
        name, extra, comment = struct.unpack_from("<HHH", record, 28)
        position += 46
        written = bytes(blob.untrusted_bytes[position : position + name])
        names.append(ZipName(written, bool(record[8] & 1)))
        position += name + extra + comment
    return names


_OLE_STREAMS = (
    ("__nameid", "msg"),
    ("__properties_v", "msg"),
    ("__substg1", "msg"),
    ("__recip_", "msg"),
    ("encryptedpackage", "encrypted"),
    ("worddocument", "doc"),
    ("workbook", "xls"),
    ("book", "xls"),
    ("powerpoint document", "ppt"),
    ("visiodocument", "visio"),
    ("quill", "publisher"),
    ("matost", "works"),
)


def ole_kind(blob: Blob) -> str:
    """Give what an OLE2 file holds by its root's streams: msg, doc, xls, ppt, encrypted …; empty for others."""
    entries = _ole_entries(blob)
    # What lies in a file inside says nothing of it; where the root does not lead to its streams, all are looked at.
    found = _kinds(_at_the_root(entries)) or _kinds(entry.name for entry in entries)
    for kind in ("encrypted", "msg", "doc", "xls", "ppt", "visio", "publisher", "works"):
        if kind in found and not (kind == "msg" and found & {"doc", "xls", "ppt"}):
            return kind
    return ""


def _kinds(names: Iterable[str]) -> set[str]:
    small = [name.lower() for name in names]
    return {kind for beginning, kind in _OLE_STREAMS if any(name.startswith(beginning) for name in small)}


class _Entry(NamedTuple):
    """An entry of an OLE2 file's directory: its name, those beside it, and the first of those within it."""

    name: str
    left: int
    right: int
    within: int


def _at_the_root(entries: list[_Entry]) -> Iterator[str]:
    """Give the names of what lies in the root itself (MS-CFB 2.6.4)."""
    left = [entries[0].within] if entries else []
    seen: set[int] = set()
    while left:
        number = left.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            yield entries[number].name
            left += (entries[number].left, entries[number].right)


def _ole_entries(blob: Blob, sectors: int = 64) -> list[_Entry]:
    """Give the entries in the first directory sectors of an OLE2 file, never more."""
    head = bytes(blob.untrusted_bytes[:512])
    if len(head) < 512:
        return []
    shift = min(max(struct.unpack_from("<H", head, 30)[0], 7), 16)
    sector = struct.unpack_from("<I", head, 48)[0]
    fat = struct.unpack_from("<109I", head, 76)
    entries: list[_Entry] = []
    for _ in range(sectors):
        if sector >= 0xFFFFFFFA:
            break
        start = (sector + 1) << shift
        block = bytes(blob.untrusted_bytes[start : start + (1 << shift)])
        for entry in range(0, len(block) - 127, 128):
            length = struct.unpack_from("<H", block, entry + 64)[0]
            name = block[entry : entry + length - 2].decode("utf-16-le", "replace") if 2 < length <= 64 else ""
            entries.append(_Entry(name, *struct.unpack_from("<III", block, entry + 68)))
        sector = _next_sector(blob, fat, sector, shift)
    return entries


def _next_sector(blob: Blob, fat: tuple[int, ...], sector: int, shift: int) -> int:
    """Give the sector after this one by the file's allocation table; the end mark when it does not say."""
    per_sector = 1 << (shift - 2)
    table = sector // per_sector
    if table >= len(fat) or fat[table] >= 0xFFFFFFFA:
        return 0xFFFFFFFE
    at = ((fat[table] + 1) << shift) + (sector % per_sector) * 4
    found = bytes(blob.untrusted_bytes[at : at + 4])
    return int(struct.unpack("<I", found)[0]) if len(found) == 4 else 0xFFFFFFFE
