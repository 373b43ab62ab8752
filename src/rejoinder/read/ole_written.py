"""An object that lies inside an old Office file, written as a file of its own (MS-CFB)."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_FOLDER, _STREAM, _ROOT = 1, 2, 5
_SMALL = 4096
"""Bytes below which a stream lies in the small sectors."""
_SMALL_SECTOR = 64
_IN_HEADER = 109
"""Sectors of the table that the header itself lists; larger sectors are taken where these do not do."""


class _Chains:
    """Sectors of one size, and the table that leads from each to the next."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.content = bytearray()
        self.table: list[int] = []

    def add(self, content: bytes) -> int:
        """Add content, and give its first sector."""
        if not content:
            return _END
        first = len(self.table)
        count = -(-len(content) // self.size)
        self.content += content + bytes(count * self.size - len(content))
        self.table += [*range(first + 1, first + count), _END]
        return first


def ole_file(streams: Mapping[str, bytes]) -> bytes:
    """Give the file of these streams, named by their paths (`folder/name`)."""
    whole = sum(map(len, streams.values()))
    size = 512 if whole < _IN_HEADER * 128 * 512 // 2 else 4096
    large, small = _Chains(size), _Chains(_SMALL_SECTOR)
    entries: list[list[str | int]] = [["Root Entry", _ROOT, _FREE, _FREE, _END, 0]]
    _add_folder(entries, 0, "", streams, large, small)
    entries[0][4:] = [large.add(bytes(small.content)), len(small.content)]
    small_table = struct.pack(f"<{len(small.table)}I", *small.table)
    first_of_small = large.add(small_table.ljust(-(-len(small_table) // size) * size, b"\xff"))
    rows = b"".join(_row(*entry) for entry in entries)  # type: ignore[arg-type]
    directory = large.add(rows.ljust(-(-len(rows) // size) * size, b"\0"))
    each = size // 4
    count = next(number for number in range(1, _IN_HEADER + 1) if number * each >= len(large.table) + number)
    first = len(large.table)
    table = [*large.table, *([_FAT] * count)]
    written = struct.pack(f"<{len(table)}I", *table).ljust(count * size, b"\xff")
    wide = size == 4096
    head = struct.pack(
        "<8s16x5H6x9I109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 4 if wide else 3, 0xFFFE, 12 if wide else 9, 6),
        *(-(-len(rows) // size) if wide else 0, count, directory, 0, _SMALL),
        *(first_of_small, -(-len(small_table) // size), _END, 0),
        *(*range(first, first + count), *([_FREE] * (_IN_HEADER - count))),
    )
    return head.ljust(size, b"\0") + bytes(large.content) + written


def _add_folder(
    entries: list[list[str | int]],
    number: int,
    path: str,
    streams: Mapping[str, bytes],
    large: _Chains,
    small: _Chains,
) -> None:
    """Add what lies in a folder, each entry to the right of the one before it in the order of MS-CFB 2.6.4."""
    names = {name.removeprefix(path).partition("/")[0] for name in streams if name.startswith(path)}
    last = 0
    for name in sorted(names, key=lambda one: (len(one.encode("utf-16-le")), one.upper())):
        own = len(entries)
        entries[last or number][2 if last else 3] = own
        last = own
        content = streams.get(f"{path}{name}")
        if content is None:
            entries.append([name, _FOLDER, _FREE, _FREE, 0, 0])
            _add_folder(entries, own, f"{path}{name}/", streams, large, small)
        else:
            chains = large if len(content) >= _SMALL else small
            entries.append([name, _STREAM, _FREE, _FREE, chains.add(content), len(content)])


def _row(name: str, kind: int, right: int, within: int, start: int, size: int) -> bytes:
    coded = f"{name[:31]}\0".encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", coded, len(coded), kind, 1, _FREE, right, within, start, size)
