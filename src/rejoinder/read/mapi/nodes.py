"""The lowest layer of Outlook's stores (.pst, .ost): nodes with bytes and nodes inside (MS-PST 2.2)."""

from __future__ import annotations

import mmap
import struct
import zlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.read.limits import UNPACKED
from rejoinder.read.mapi.cipher import known, unhidden

_LEVELS = 12
"""Levels of a tree of pages; a store of any size has fewer."""
_KEPT = 512
"""Pages kept in memory."""
_AGAIN = 64
"""Times its own size that is read of a store before it is said to refer to itself without end."""


class DamagedError(Exception):
    """The store, or the part of it that was asked for, is damaged."""


class LockedError(Exception):
    """The store is encrypted with a key."""


class _Shape(NamedTuple):
    """How numbers are laid out in one of the three kinds of store."""

    wide: bool
    page: int
    """Bytes of a page."""
    counts: int
    """Where in a page its counts stand."""
    roots: tuple[int, int]
    """Where in the file the places of the two trees' first pages stand."""
    cipher: int


_OLD = _Shape(wide=False, page=512, counts=496, roots=(188, 196), cipher=461)
_NEW = _Shape(wide=True, page=512, counts=488, roots=(224, 240), cipher=513)
_LARGE = _Shape(wide=True, page=4096, counts=4056, roots=(224, 240), cipher=513)
_SHAPES = {14: _OLD, 15: _OLD, 21: _NEW, 23: _NEW, 36: _LARGE}


class Node(NamedTuple):
    """One node: its number, its bytes' block, the block of its own nodes, and its parent."""

    number: int
    content: int
    nodes: int
    parent: int


class _Page(NamedTuple):
    level: int
    keys: list[int]
    entries: list[tuple[int, ...]]
    """Key first; then the place of a page, or what a leaf says."""


class Nodes:
    """A store opened on its bytes; nothing is read before it is asked for."""

    def __init__(self, untrusted_bytes: bytes | mmap.mmap) -> None:
        self._bytes = untrusted_bytes
        if bytes(untrusted_bytes[:4]) != b"!BDN" or len(untrusted_bytes) < 1024:
            raise DamagedError
        shape = _SHAPES.get(int.from_bytes(untrusted_bytes[10:12], "little"))
        if shape is None:
            raise DamagedError
        self._shape = shape
        self._number = struct.Struct("<Q" if shape.wide else "<I")
        self._cipher = untrusted_bytes[shape.cipher]
        if not known(self._cipher):
            raise LockedError
        self.damaged = False
        """Whether a page could not be read, so that all() has left out what it lists."""
        self._roots = [self._at(place) for place in shape.roots]
        self._pages: OrderedDict[tuple[int, int], _Page] = OrderedDict()
        self._left = max(len(untrusted_bytes), 1 << 20) * _AGAIN

    @property
    def large(self) -> bool:
        """Whether pages are of 4,096 bytes, as in newer .ost files."""
        return self._shape.page == 4096

    def all(self) -> Iterator[Node]:
        """Give every node of the store in the order of their numbers, less those on damaged pages."""
        for entry in self._leaves(0, self._roots[0], _LEVELS, set()):
            yield Node(entry[0] & 0xFFFFFFFF, entry[1], entry[2], entry[3] & 0xFFFFFFFF)

    def find(self, number: int) -> Node | None:
        """Give the node with this number; None when there is none."""
        entry = self._entry(0, number)
        return Node(entry[0] & 0xFFFFFFFF, entry[1], entry[2], entry[3] & 0xFFFFFFFF) if entry else None

    def inner(self, block: int) -> dict[int, Node]:
        """Give the nodes within a node by their numbers, from the block that lists them."""
        found: dict[int, Node] = {}
        if block:
            for entry in self._inner(block, 2):
                found[entry[0] & 0xFFFFFFFF] = Node(entry[0] & 0xFFFFFFFF, entry[1], entry[2], 0)
        return found

    def blocks(self, block: int) -> list[bytes]:
        """Give a node's bytes, block by block."""
        out: list[bytes] = []
        if block:
            most = UNPACKED if self.large else min(len(self._bytes), UNPACKED)
            for piece in self._content(block, 3):
                out.append(piece)
                most -= len(piece)
                if most < 0:
                    raise DamagedError
        return out

    def _inner(self, block: int, level: int) -> Iterator[tuple[int, ...]]:
        head = self._block(block)
        if level <= 0 or head[:1] != b"\2":
            raise DamagedError
        start = 8 if self._shape.wide else 4
        deeper, count = head[1], int.from_bytes(head[2:4], "little")
        for entry in self._split(head[start:], 2 if deeper else 3, count):
            if deeper:
                yield from self._inner(entry[1], level - 1)
            else:
                yield entry

    def _content(self, block: int, level: int) -> Iterator[bytes]:
        content = self._block(block)
        if not block & 2:
            yield content
            return
        if level <= 0 or content[:1] != b"\1":
            raise DamagedError
        for (inner,) in self._split(content[8:], 1, int.from_bytes(content[2:4], "little")):
            yield from self._content(inner, level - 1)

    def _split(self, run: bytes, width: int, count: int) -> Iterator[tuple[int, ...]]:
        each = struct.Struct(f"<{width}{'Q' if self._shape.wide else 'I'}")
        return each.iter_unpack(run[: min(count, len(run) // each.size) * each.size])

    def _block(self, block: int) -> bytes:
        entry = self._entry(1, block & ~1)
        if entry is None:
            raise DamagedError
        _, place, size, whole = entry
        self._left -= size + whole
        if self._left < 0:
            raise DamagedError
        content = bytes(self._bytes[place : place + size])
        if len(content) != size:
            raise DamagedError
        if whole != size and self.large:
            content = self._inflated(content, whole)
        return content if block & 2 else unhidden(content, self._cipher, block & 0xFFFFFFFF)

    def _inflated(self, content: bytes, whole: int) -> bytes:
        try:
            return zlib.decompressobj().decompress(content, whole)
        except zlib.error as fault:
            raise DamagedError from fault

    def _entry(self, tree: int, key: int) -> tuple[int, ...] | None:
        """Give the leaf of one of the two trees that has this key."""
        place, before = self._roots[tree], _LEVELS
        while True:
            page = self._page(tree, place)
            if page.level >= before:
                raise DamagedError
            before = page.level
            chosen = bisect_right(page.keys, key) - 1
            if chosen < 0:
                return None
            if not page.level:
                return page.entries[chosen] if page.keys[chosen] == key else None
            place = page.entries[chosen][1]

    def _leaves(self, tree: int, place: int, before: int, seen: set[int]) -> Iterator[tuple[int, ...]]:
        try:
            page = self._page(tree, place)
        except DamagedError:
            if before == _LEVELS:
                raise
            self.damaged = True
            return
        if page.level >= before or place in seen:
            return
        seen.add(place)
        for entry in page.entries:
            if page.level:
                yield from self._leaves(tree, entry[1], page.level, seen)
            else:
                yield entry

    def _page(self, tree: int, place: int) -> _Page:
        kept = self._pages.get((tree, place))
        if kept:
            self._pages.move_to_end((tree, place))
            return kept
        shape = self._shape
        raw = bytes(self._bytes[place : place + shape.page])
        if len(raw) < shape.page:
            raise DamagedError
        if self.large:
            count, _, each, level = struct.unpack_from("<HHBB", raw, shape.counts)
            kind = raw[4072]
        else:
            count, _, each, level = raw[shape.counts : shape.counts + 4]
            kind = raw[496 if shape.wide else 500]
        if kind != (0x81, 0x80)[tree] or level > _LEVELS or count * each > shape.counts:
            raise DamagedError
        if each < ((24 if shape.wide else 12) if level else (16 << shape.wide, 12 << shape.wide)[tree]):
            raise DamagedError
        part = self._branch if level else (self._node_leaf, self._block_leaf)[tree]
        entries = [part(raw, at * each) for at in range(count)]
        page = _Page(level, [entry[0] for entry in entries], entries)
        self._pages[tree, place] = page
        if len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        return page

    def _branch(self, raw: bytes, at: int) -> tuple[int, ...]:
        key, _, place = struct.unpack_from("<3Q" if self._shape.wide else "<3I", raw, at)
        return key, place

    def _node_leaf(self, raw: bytes, at: int) -> tuple[int, ...]:
        if self._shape.wide:
            return struct.unpack_from("<QQQI", raw, at)
        return struct.unpack_from("<4I", raw, at)

    def _block_leaf(self, raw: bytes, at: int) -> tuple[int, ...]:
        if not self._shape.wide:
            key, place, size = struct.unpack_from("<IIH", raw, at)
            return key & ~1, place, size, size
        key, place, size, whole = struct.unpack_from("<QQHH", raw, at)
        return key & ~1, place, size, (whole or size) if self.large else size

    def _at(self, place: int) -> int:
        width = self._number.size
        return int.from_bytes(self._bytes[place : place + width], "little")
