"""Outlook's files, made small from invented records: .msg, TNEF and .pst bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from rejoinder.read.mapi.cipher import unhidden

Value = str | bytes | int | bool | datetime | list[str]
Said = Mapping[Any, Any]
"""Values by number, or by set and number within it."""

CLASS, SUBJECT, SENT, INDEX, HEADERS, BODY, HTML, RTF = 0x1A, 0x37, 0x39, 0x71, 0x7D, 0x1000, 0x1013, 0x1009
SENDER, SENDER_ADDRESS, KIND, NAME, ADDRESS = 0x42, 0x5D02, 0x0C15, 0x3001, 0x39FE
CONTENT, METHOD, FILE, PATH = 0x3701, 0x3705, 0x3707, 0x370D
MESSAGE = "00020307-0000-0000-c000-000000000046"
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


class Hanging(NamedTuple):
    """An attachment: a file's bytes, another record, or a storage's streams."""

    said: Said
    content: bytes | Made | dict[str, bytes] | None


class Made(NamedTuple):
    """A record to be written."""

    said: Said
    recipients: Sequence[Said] = ()
    hanging: Sequence[Hanging] = ()


def file(name: str, content: bytes) -> Hanging:
    return Hanging({FILE: name, METHOD: 1}, content)


def attached(name: str, made: Made) -> Hanging:
    return Hanging({NAME: name, METHOD: 5}, made)


def kind_of(value: Value) -> int:
    kinds = ((bool, 0x000B), (str, 0x001F), (bytes, 0x0102), (int, 0x0003), (datetime, 0x0040))
    return next((number for python, number in kinds if isinstance(value, python)), 0x101F)


def fixed(value: Value) -> bytes | None:
    if isinstance(value, bool):
        return struct.pack("<H", value)
    if isinstance(value, int):
        return struct.pack("<i", value)
    if isinstance(value, datetime):
        return struct.pack("<Q", int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7)
    return None


def run(value: Value) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-16-le")


# .msg: a compound file of storages and streams


def msg(made: Made) -> bytes:
    names: list[tuple[str, int]] = []
    tree = _storage(made, 32, names)
    groups = list(dict.fromkeys(group for group, _ in names))
    rows = (
        struct.pack("<IHH", number, (groups.index(group) + 3) << 1, place)
        for place, (group, number) in enumerate(names)
    )
    tree["__nameid_version1.0"] = {
        "__substg1.0_00020102": b"".join(UUID(group).bytes_le for group in groups),
        "__substg1.0_00030102": b"".join(rows),
        "__substg1.0_00040102": b"",
    }
    return compound(tree)


Tree = dict[str, "bytes | Tree"]


def _storage(made: Made, head: int, names: list[tuple[str, int]]) -> Tree:
    tree = _said(made.said, head, names)
    for place, said in enumerate(made.recipients):
        tree[f"__recip_version1.0_#{place:08X}"] = _said(said, 8, names)
    for place, hanging in enumerate(made.hanging):
        inner = _said(hanging.said, 8, names)
        if isinstance(hanging.content, Made):
            inner["__substg1.0_3701000D"] = _storage(hanging.content, 24, names)
        elif isinstance(hanging.content, dict):
            inner["__substg1.0_3701000D"] = dict(hanging.content)
        elif hanging.content is not None:
            inner["__substg1.0_37010102"] = hanging.content
        tree[f"__attach_version1.0_#{place:08X}"] = inner
    return tree


def _said(said: Said, head: int, names: list[tuple[str, int]]) -> Tree:
    tree: Tree = {}
    table = bytes(head)
    for key, value in said.items():
        if isinstance(key, tuple) and key not in names:
            names.append(key)
        number = 0x8000 + names.index(key) if isinstance(key, tuple) else key
        kind, short = kind_of(value), fixed(value)
        content = short or b""
        if isinstance(value, list):
            content = b"".join(struct.pack("<I", len(run(one))) for one in value)
            for place, one in enumerate(value):
                tree[f"__substg1.0_{number:04X}{kind:04X}-{place:08X}"] = run(one)
        elif short is None:
            content = run(value)
        if short is None:
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = content
        table += struct.pack("<HHI", kind, number, 6) + (short or struct.pack("<I", len(content))).ljust(8, b"\0")
    tree["__properties_version1.0"] = table
    return tree


class _Compound:
    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.small = b""
        self.small_fat: list[int] = []
        self.entries: list[list[int | str]] = []

    def chain(self, content: bytes) -> int:
        if not content:
            return END
        start = len(self.sectors)
        count = -(-len(content) // 512)
        self.sectors += [content[at * 512 : at * 512 + 512].ljust(512, b"\0") for at in range(count)]
        self.fat += [*range(start + 1, start + count), END]
        return start

    def stream(self, content: bytes) -> int:
        if len(content) >= 4096 or not content:
            return self.chain(content)
        start = len(self.small_fat)
        count = -(-len(content) // 64)
        self.small += content.ljust(count * 64, b"\0")
        self.small_fat += [*range(start + 1, start + count), END]
        return start

    def add(self, name: str, content: bytes | Tree, top: bool = False) -> int:
        place = len(self.entries)
        if isinstance(content, bytes):
            self.entries.append([name, 2, FREE, FREE, self.stream(content), len(content)])
            return place
        self.entries.append([name, 5 if top else 1, FREE, FREE, 0, 0])
        before = -1
        for inner in sorted(content, key=lambda one: (len(one), one.upper())):
            found = self.add(inner, content[inner])
            self.entries[place if before < 0 else before][3 if before < 0 else 2] = found
            before = found
        return place


def compound(tree: Tree) -> bytes:
    made = _Compound()
    made.add("Root Entry", tree, top=True)
    made.entries[0][4:] = [made.chain(made.small), len(made.small)]
    small = made.chain(b"".join(struct.pack("<I", one) for one in made.small_fat))
    rows = b""
    for name, kind, right, child, start, size in made.entries:
        coded = f"{name}\0".encode("utf-16-le")
        rows += coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded), int(kind), 1, FREE, int(right), int(child))
        rows += bytes(36) + struct.pack("<IQ", int(start), int(size))
    directory = made.chain(rows)
    count = next(number for number in range(1, 109) if number * 128 >= len(made.fat) + number)
    first = len(made.sectors)
    fat = struct.pack(f"<{len(made.fat)}I", *made.fat) + b"\xfd\xff\xff\xff" * count
    made.chain(fat.ljust(count * 512, b"\xff"))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, count, directory, 0, 4096, small, -(-len(made.small_fat) // 128), END, 0)
    head += struct.pack("<109I", *range(first, first + count), *[FREE] * (109 - count))
    return head + b"".join(made.sectors)


# TNEF: attributes, and in them runs of properties


def tnef(made: Made) -> bytes:
    out = b"\x78\x9f\x3e\x22\1\0" + _attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    out += _attribute(1, 0x00069003, _properties(made.said))
    if made.recipients:
        rows = b"".join(_properties(said) for said in made.recipients)
        out += _attribute(1, 0x00069004, struct.pack("<I", len(made.recipients)) + rows)
    for hanging in made.hanging:
        out += _attribute(2, 0x00069002, bytes(14))
        said = dict(hanging.said)
        inner = b""
        if isinstance(hanging.content, Made):
            content = UUID(MESSAGE).bytes_le + tnef(hanging.content)
            inner = struct.pack("<HHII", 0x000D, CONTENT, 1, len(content)) + content + bytes(-len(content) % 4)
        elif isinstance(hanging.content, bytes):
            out += _attribute(2, 0x0006800F, hanging.content)
        run_ = _properties(said)
        count = int.from_bytes(run_[:4], "little") + bool(inner)
        out += _attribute(2, 0x00069005, struct.pack("<I", count) + inner + run_[4:])
    return out


def _attribute(level: int, number: int, content: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", sum(content) % 65536)


def _properties(said: Said) -> bytes:
    out = struct.pack("<I", len(said))
    for key, value in said.items():
        if isinstance(key, tuple):
            out += struct.pack("<HH", kind_of(value), 0x8001) + UUID(key[0]).bytes_le + struct.pack("<II", 0, key[1])
        else:
            out += struct.pack("<HH", kind_of(value), key)
        short = fixed(value)
        if short is not None:
            out += short + bytes(-len(short) % 4)
            continue
        values = [run(one) + b"\0\0" for one in value] if isinstance(value, list) else [run(value)]
        out += struct.pack("<I", len(values))
        for one in values:
            out += struct.pack("<I", len(one)) + one + bytes(-len(one) % 4)
    return out


# .pst: pages of two trees, and blocks


class _Store:
    def __init__(self, old: bool) -> None:
        self.old = old
        self.blocks: dict[int, bytes] = {}
        self.nodes: list[tuple[int, int, int, int]] = []

    def block(self, content: bytes, listing: bool = False) -> int:
        identity = 4 * (len(self.blocks) + 1) | 2 * listing
        self.blocks[identity] = content
        return identity

    def content(self, content: bytes) -> int:
        pieces = [content[at : at + 8000] for at in range(0, len(content), 8000)] or [b""]
        identities = [self.block(piece) for piece in pieces]
        if len(identities) == 1:
            return identities[0]
        listed = b"".join(self.number(one) for one in identities)
        return self.block(struct.pack("<BBHI", 1, 1, len(identities), len(content)) + listed, listing=True)

    def number(self, value: int) -> bytes:
        return struct.pack("<I" if self.old else "<Q", value)

    def listing(self, inner: dict[int, tuple[int, int]]) -> int:
        if not inner:
            return 0
        head = struct.pack("<BBH", 2, 0, len(inner)) + (b"" if self.old else bytes(4))
        rows = (b"".join(map(self.number, (number, *inner[number]))) for number in sorted(inner))
        return self.block(head + b"".join(rows), listing=True)

    def object(self, said: Said, inner: dict[int, tuple[int, int]]) -> tuple[int, int]:
        """Give a node's blocks: a heap with a tree of properties, large values in nodes of their own."""
        records, items = b"", [b"", b""]
        for key in sorted(said, key=str):
            value, number = said[key], key if isinstance(key, int) else 0x8000 + NAMES.index(key)
            short = fixed(value)
            if short is not None and len(short) <= 4:
                records += struct.pack("<HH", number, kind_of(value)) + short.ljust(4, b"\0")
                continue
            content = short if short is not None else run(value)
            if len(content) > 3000:
                place = (len(inner) + 0x400) << 5 | 0x1F
                inner[place] = (self.content(content), 0)
            else:
                items.append(content)
                place = len(items) << 5
            kind = 0x000D if key == CONTENT and content[:4] in OBJECTS else kind_of(value)
            records += struct.pack("<HHI", number, kind, place)
        items[0] = struct.pack("<BBBBI", 0xB5, 2, 6, 0, 2 << 5)
        items[1] = records
        return self.content(heap(0xBC, 1 << 5, items)), self.listing(inner)

    def table(self, rows: Sequence[Said]) -> int:
        """Give the block of a table of recipients: kind, name, address."""
        columns = ((0x0003, KIND, 4), (0x001F, NAME, 8), (0x001F, ADDRESS, 12))
        described = b"".join(struct.pack("<HHHBB", *one, 4, place) for place, one in enumerate(columns))
        items = [b"", b""]
        body = b""
        for row in rows:
            body += bytes(4) + struct.pack("<I", row[KIND])
            for key in (NAME, ADDRESS):
                items.append(run(row[key]))
                body += struct.pack("<I", len(items) << 5)
            body += b"\xe0"
        items[1] = body
        items[0] = struct.pack("<BBHHHHIII", 0x7C, 3, 16, 16, 16, 17, 0, 2 << 5, 0) + described
        return self.content(heap(0x7C, 1 << 5, items))

    def record(self, made: Made) -> tuple[int, int]:
        inner: dict[int, tuple[int, int]] = {}
        if made.recipients:
            inner[0x692] = (self.table(made.recipients), 0)
        for place, hanging in enumerate(made.hanging):
            within: dict[int, tuple[int, int]] = {}
            said = dict(hanging.said)
            if isinstance(hanging.content, Made):
                within[0x200004] = self.record(hanging.content)
                said[CONTENT] = OBJECTS[0] + bytes(4)
            elif isinstance(hanging.content, bytes):
                said[CONTENT] = hanging.content
            inner[(place + 0x400) << 5 | 5] = self.object(said, within)
        return self.object(made.said, inner)


OBJECTS = (struct.pack("<I", 0x200004),)
NAMES: list[tuple[str, int]] = [("00062002-0000-0000-c000-000000000046", 0x8208)]


def heap(kind: int, root: int, items: Sequence[bytes]) -> bytes:
    places, at = [], 12
    for one in items:
        places.append(at)
        at += len(one)
    page = struct.pack(f"<HH{len(items) + 1}H", len(items), 0, *places, at)
    return struct.pack("<HBBII", at, 0xEC, kind, root, 0) + b"".join(items) + page


def pst(folders: Mapping[str, Sequence[Made]], age: str = "new", cipher: int = 0) -> bytes:
    """Give a store with these folders below its top one; what is in the folder "" lies in none.

    Its age is "old" (numbers of 32 bits), "new" (64 bits), or "large" (and pages of 4,096 bytes, packed blocks).
    """
    store = _Store(age == "old")
    top = 0x8022
    entry = bytes(20) + struct.pack("<I", top)
    names = b"".join(struct.pack("<IHH", number, 3 << 1, place) for place, (_, number) in enumerate(NAMES))
    map_: Said = {2: UUID(NAMES[0][0]).bytes_le, 3: names, 4: b"\0\0\0\0"}
    store.nodes.append((0x21, *store.object({0x35E0: entry}, {}), 0))
    store.nodes.append((0x61, *store.object(map_, {}), 0))
    store.nodes.append((0x122, *store.object({NAME: ""}, {}), 0x122))
    store.nodes.append((top, *store.object({NAME: "Top of Personal Folders"}, {}), 0x122))
    number = 0x2000
    for place, (name, records) in enumerate(folders.items()):
        folder = (0x402 + place) << 5 | 2
        if name:
            store.nodes.append((folder, *store.object({NAME: name}, {}), top))
        for made in records:
            number += 1
            store.nodes.append((number << 5 | 4, *store.record(made), folder))
    return _written(store, age, cipher)


def _written(store: _Store, age: str, cipher: int) -> bytes:
    table = unhidden(bytes(range(256)), 1, 0)
    out = bytearray(4096)
    rows: list[tuple[int, bytes]] = []
    for identity, content in store.blocks.items():
        kept = content
        if cipher == 1 and not identity & 2:
            kept = bytes(table.index(byte) for byte in content)
        elif cipher == 2 and not identity & 2:
            kept = unhidden(content, 2, identity)
        if age == "large" and not identity & 2:
            kept = min(kept, zlib.compress(kept), key=len)
        rows.append((identity, _block_row(age, identity, len(out), len(kept), len(content))))
        trailer = struct.pack("<HHII" if store.old else "<HHIQ", len(kept), 0, 0, identity)
        out += kept + bytes(-(len(kept) + len(trailer)) % 64) + trailer
    out += bytes(-len(out) % 4096)
    node = "<4I" if store.old else "<QQQQ"
    nodes = [(one[0], struct.pack(node, *one)) for one in sorted(store.nodes)]
    roots = [_tree(out, some, kind, age) for some, kind in ((nodes, 0x81), (sorted(rows), 0x80))]
    out[:12] = b"!BDN" + bytes(4) + b"SM" + struct.pack("<H", {"old": 14, "new": 23, "large": 36}[age])
    for place, root in zip((188, 196) if store.old else (224, 240), roots, strict=True):
        out[place : place + 4] = struct.pack("<I", root)
    out[461 if store.old else 513] = cipher
    return bytes(out)


def _block_row(age: str, identity: int, place: int, kept: int, whole: int) -> bytes:
    if age == "old":
        return struct.pack("<IIHH", identity, place, kept, 2)
    return struct.pack("<QQHHI", identity, place, kept, whole if age == "large" else 2, 2)


def _tree(out: bytearray, rows: list[tuple[int, bytes]], kind: int, age: str, level: int = 0) -> int:
    """Write a tree's pages, a few entries on each, and give the place of the first."""
    size, counts, end = {"old": (512, 496, 500), "new": (512, 488, 496), "large": (4096, 4056, 4072)}[age]
    above = []
    for start in range(0, len(rows), 8):
        some = rows[start : start + 8]
        numbers = struct.pack("<HHBB" if age == "large" else "<BBBB", len(some), 8, len(some[0][1]), level)
        page = b"".join(row for _, row in some).ljust(counts, b"\0") + numbers
        page = page.ljust(end, b"\0") + bytes((kind, kind))
        above.append((some[0][0], struct.pack("<3I" if age == "old" else "<3Q", some[0][0], 0, len(out))))
        out += page.ljust(size, b"\0")
    return len(out) - size if len(above) == 1 else _tree(out, above, kind, age, level + 1)
