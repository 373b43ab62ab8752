"""The middle layer of Outlook's stores: properties and tables of properties on a node's heap (MS-PST 2.3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rejoinder.read.mapi import properties as mapi
from rejoinder.read.mapi.nodes import DamagedError, Node, Nodes
from rejoinder.read.mapi.properties import MULTIPLE, WIDTHS, Key, Named, Properties, Raw, keyed, parts_of_many

_INLINE = 4
_LEVELS = 8
_OBJECT = 0x000D
_AGAIN = 64
"""Times its own size that is read of a heap before it is said to refer to itself without end."""


class Heap:
    """One node's bytes as a heap, and the nodes within it that hold what is too large for it."""

    def __init__(self, nodes: Nodes, node: Node) -> None:
        self._nodes = nodes
        self._blocks = nodes.blocks(node.content)
        self.inner = nodes.inner(node.nodes)
        first = self._blocks[0] if self._blocks else b""
        if len(first) < 12 or first[2] != 0xEC:
            raise DamagedError
        self.kind = first[3]
        self._root = int.from_bytes(first[4:8], "little")
        self._spent = 0
        self._most = _AGAIN * max(sum(len(block) for block in self._blocks), 4096)

    def properties(self, names: Mapping[int, Named]) -> Properties:
        """Give the properties of a node that holds one object."""
        stored: dict[Key, Raw] = {}
        if self.kind != 0xBC:
            raise DamagedError
        for record in self._tree(self._root):
            if len(record) < 8:
                raise DamagedError
            number, kind, value = struct.unpack_from("<HHI", record)
            try:
                stored[keyed(number, names)] = Raw(kind, self._parts(kind, record[4:8], value))
            except DamagedError:
                stored[keyed(number, names)] = Raw(kind, ())
        return Properties(stored)

    def rows(self, names: Mapping[int, Named]) -> Iterator[Properties]:
        """Give the properties of each object of a node that holds a table of them."""
        head = self.item(self._root)
        if self.kind != 0x7C or len(head) < 22 or head[0] != 0x7C:
            raise DamagedError
        width, present = struct.unpack_from("<H", head, 8)[0], struct.unpack_from("<H", head, 6)[0]
        described = head[22 : 22 + min(head[1] * 8, len(head) - 22 & ~7)]
        columns = [_Column(*one) for one in struct.iter_unpack("<HHHBB", described)]
        for row in self._rows(struct.unpack_from("<I", head, 14)[0], width):
            stored: dict[Key, Raw] = {}
            for column in columns:
                bit = row[present + column.bit // 8 : present + column.bit // 8 + 1]
                if bit and bit[0] & 0x80 >> column.bit % 8:
                    value = row[column.place : column.place + column.width]
                    parts = self._column(column, value)
                    if parts is not None:
                        stored[keyed(column.number, names)] = Raw(column.kind, parts)
            yield Properties(stored)

    def item(self, place: int) -> bytes:
        """Give the bytes at a place of the heap."""
        if not place:
            return b""
        wide = 19 if self._nodes.large else 16
        block, number = place >> wide, (place >> 5 & (1 << wide - 5) - 1) - 1
        if block >= len(self._blocks) or number < 0:
            raise DamagedError
        content = self._blocks[block]
        at = int.from_bytes(content[:2], "little")
        if number >= int.from_bytes(content[at : at + 2], "little") or at + 8 + number * 2 > len(content):
            raise DamagedError
        start, end = struct.unpack_from("<HH", content, at + 4 + number * 2)
        self._spend(end - start)
        return content[start:end]

    def _spend(self, size: int) -> None:
        """Count what was read; a heap whose parts refer to one another without end is given up."""
        self._spent += max(size, 1)
        if self._spent > self._most:
            raise DamagedError

    def _content(self, place: int) -> list[bytes]:
        """Give the bytes at a place that is on the heap, or is a node of its own, block by block."""
        if not place & 0x1F:
            return [self.item(place)]
        node = self.inner.get(place)
        if node is None:
            raise DamagedError
        return self._nodes.blocks(node.content)

    def _parts(self, kind: int, inline: bytes, value: int) -> tuple[bytes, ...]:
        width = WIDTHS.get(kind)
        if width and width <= _INLINE:
            return (inline[:width],)
        content = b"".join(self._content(value))
        return parts_of_many(kind, content) if kind & MULTIPLE else (content,)

    def _column(self, column: _Column, value: bytes) -> tuple[bytes, ...] | None:
        width = WIDTHS.get(column.kind)
        if width and width == column.width:
            return (value,)
        if column.width != 4 or len(value) != 4:
            return None
        try:
            return self._parts(column.kind, value, int.from_bytes(value, "little"))
        except DamagedError:
            return None

    def _tree(self, place: int) -> Iterator[bytes]:
        """Give the records of a tree on the heap, in order."""
        head = self.item(place)
        if len(head) < 8 or head[0] != 0xB5:
            raise DamagedError
        key, size, level, root = struct.unpack_from("<BBBI", head, 1)
        if not key or level > _LEVELS:
            raise DamagedError
        yield from self._branch(root, level, key, size)

    def _branch(self, place: int, level: int, key: int, size: int) -> Iterator[bytes]:
        content = self.item(place)
        each = key + (4 if level else size)
        for at in range(0, len(content) - each + 1, each):
            if level:
                deeper = int.from_bytes(content[at + key : at + each], "little")
                yield from self._branch(deeper, level - 1, key, size)
            else:
                yield content[at : at + each]

    def _rows(self, place: int, width: int) -> Iterator[bytes]:
        """Give a table's rows; none lies across two blocks."""
        if not place or not width:
            return
        for block in self._content(place):
            for at in range(0, len(block) - width + 1, width):
                yield block[at : at + width]


class _Column(NamedTuple):
    """One column of a table: its property, and where its value stands in a row."""

    kind: int
    number: int
    place: int
    width: int
    bit: int


def object_node(properties: Properties) -> int:
    """Give the number of the node an attachment's content points to; 0 when it points nowhere."""
    found = properties.stored.get(mapi.ATTACHED)
    if not found or found.type != _OBJECT or not found.parts or len(found.parts[0]) < 4:
        return 0
    return int.from_bytes(found.parts[0][:4], "little")
