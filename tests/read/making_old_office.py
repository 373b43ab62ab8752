"""Small old Office files (.doc, .xls, .ppt) written record by record, for tests."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from read.making_outlook import compound

_DELETED, _HIDDEN = struct.pack("<HB", 0x0800, 1), struct.pack("<HB", 0x083C, 1)
LOOKS = {"": b"", "deleted": _DELETED, "hidden": _HIDDEN}


def doc(runs: Sequence[tuple[str, str]], *, comments: str = "", flags: int = 0x0200, version: int = 0xC1) -> bytes:
    """Give a Word 97 document of these runs (words, look), one byte for each character."""
    start = 0x600
    words = "".join(text for text, _ in runs).encode("cp1252")
    text = words + comments.encode("cp1252")
    stream = bytearray(start) + text
    struct.pack_into("<HH", stream, 0, 0xA5EC, version)
    struct.pack_into("<H", stream, 0x0A, flags)
    struct.pack_into("<II", stream, 0x18, start, start + len(text))
    counts = (len(words), 0, 0, 0, len(comments), 0, 0, 0)
    struct.pack_into("<8I", stream, 0x4C, *counts)
    page = len(stream) // 512 + 1
    stream = stream.ljust(page * 512, b"\0") + _page(runs, start)
    characters = struct.pack("<III", start, start + len(text), page)
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start * 2 | 0x40000000, 0)
    clx = b"\2" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", stream, 0xFA, 0, len(characters))
    struct.pack_into("<II", stream, 0x1A2, len(characters), len(clx))
    return compound({"WordDocument": bytes(stream).ljust(4096, b"\0"), "1Table": characters + clx})


def _page(runs: Sequence[tuple[str, str]], start: int) -> bytes:
    """Give the page that says of each run how it looks (MS-DOC 2.9.33)."""
    page = bytearray(512)
    places, offsets = [start], []
    at = 510
    for text, look in runs:
        places.append(places[-1] + len(text))
        properties = LOOKS[look]
        if properties:
            at = (at - len(properties) - 1) & ~1
            page[at : at + 1 + len(properties)] = bytes((len(properties),)) + properties
        offsets.append(at // 2 if properties else 0)
    page[: len(places) * 4] = struct.pack(f"<{len(places)}I", *places)
    page[len(places) * 4 : len(places) * 4 + len(offsets)] = bytes(offsets)
    page[511] = len(runs)
    return bytes(page)


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _text(words: str, counted: int = 2) -> bytes:
    return len(words).to_bytes(counted, "little") + b"\1" + words.encode("utf-16-le")


def xls(*, beside: bytes = b"", more: dict[str, bytes] | None = None) -> bytes:
    """Give a workbook of one hidden sheet: a row of words and a number, a hidden row, a hidden third column."""

    def begin(kind: int) -> bytes:
        return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))

    def label(row: int, column: int, words: str) -> bytes:
        return _record(0x204, struct.pack("<HHH", row, column, 0) + _text(words))

    font = _record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _text("Arial", 1))
    look = _record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    head = begin(5) + _record(0x42, struct.pack("<H", 1200)) + font * 4 + look
    named = _text("Plots", 1)
    start = len(head) + 4 + 6 + len(named) + 4
    head += _record(0x85, struct.pack("<IBB", start, 1, 0) + named) + _record(0x0A)
    sheet = begin(0x10) + _record(0x7D, struct.pack("<HHHHHH", 2, 2, 2048, 0, 1, 0))
    sheet += _record(0x208, struct.pack("<HHHHHHI", 1, 0, 2, 255, 0, 0, 0x20 | 0x100))
    sheet += label(0, 0, "shown") + _record(0x203, struct.pack("<HHHd", 0, 1, 0, 12.5)) + label(0, 2, "folded")
    sheet += label(1, 0, "unseen") + beside + _record(0x0A)
    return compound({"Workbook": (head + sheet).ljust(4096, b"\0"), **(more or {})})


def chart(label: str) -> bytes:
    """Give what the program for charts keeps in a document: one label."""
    begin = _record(0x809, struct.pack("<HHHHII", 0x680, 0x8000, 0, 0, 0, 0))
    words = begin + _record(0x04, struct.pack("<HH3xBB", 1, 0, len(label), 0) + label.encode())
    return compound({"Workbook": words.ljust(4096, b"\0")})


def box(words: str) -> bytes:
    """Give the records of a text box on a sheet."""
    thing = _record(0x5D, struct.pack("<HHHHH12xHH", 0x15, 18, 6, 1, 0, 0, 0))
    return (
        thing
        + _record(0x1B6, struct.pack("<HHHIHHI", 0, 0, 0, 0, len(words), 0, 0))
        + _record(0x3C, b"\0" + words.encode())
    )


def footer(words: str) -> bytes:
    """Give the record of a sheet's footer."""
    return _record(0x15, _text(words))


def kept_by_pivot(words: str) -> bytes:
    """Give a stream in which a pivot table keeps a value."""
    return _record(0xCD, _text(words))


def part(kind: int, content: bytes, *, holds: bool = False, instance: int = 0) -> bytes:
    """Give a record of a presentation."""
    return struct.pack("<HHI", instance << 4 | (15 if holds else 0), kind, len(content)) + content


def ppt(*parts: bytes) -> bytes:
    """Give a presentation of these records."""
    return compound({"PowerPoint Document": b"".join(parts).ljust(4096, b"\0")})
