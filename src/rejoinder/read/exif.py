"""What a photograph says of itself: where it was taken, by whom, with what and when (Exif; CIPA DC-008, TIFF 6.0).

Read by ourselves, no further than it reaches: a few numbers at the head of a file need no library.
"""

from __future__ import annotations

import mmap
import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.model import Problem

_BEGINS = re.compile(rb"(?:Exif\0\0|EXIF[\0-\xff]{4}|eXIf)(?=(?:II\*\0|MM\0\*))|\A(?=(?:II\*\0|MM\0\*))")
"""Before it: in JPEG and HEIC, in WebP, in PNG; a TIFF begins with it."""
_MOST = 50
"""Photographs of one file that are looked at."""
_ENTRIES = 200
_LONGEST = 120
"""Characters of one statement that are kept."""
_GPS = 34853
_MAKER = {315: "artist", 33432: "copyright", 271: "made by", 272: "camera", 305: "program", 306: "on"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}


class _Entry(NamedTuple):
    """One statement: its type, how many values, and where they lie."""

    kind: int
    many: int
    place: int


class Photograph(NamedTuple):
    """What one photograph says of itself; empty where it says nothing."""

    place: str
    """Where it was taken, in degrees."""
    maker: str


def photographs(untrusted_bytes: bytes | mmap.mmap) -> Iterator[Photograph]:
    """Give what each photograph in a file says of itself."""
    for found, _ in zip(_BEGINS.finditer(untrusted_bytes), range(_MOST), strict=False):
        start = found.end()
        try:
            said = _said(bytes(untrusted_bytes[start : start + (1 << 16)]))
        except (struct.error, ZeroDivisionError, IndexError, OverflowError):
            continue
        if said.place or said.maker:
            yield said


def told_by_photographs(where: str, untrusted_bytes: bytes | mmap.mmap) -> Iterator[Problem]:
    """Give what must be said of a file whose photographs tell where they were taken, or by whom and with what."""
    found = list(dict.fromkeys(photographs(untrusted_bytes)))
    places = list(dict.fromkeys(one.place for one in found if one.place))
    makers = list(dict.fromkeys(one.maker for one in found if one.maker))
    if places:
        what = f"A photograph says where it was taken: {_some(places)}."
        yield Problem(where, what, "Its camera may be wrong about it.", "picture_place", "flag")
    if makers:
        yield Problem(where, f"A photograph says how it was made: {_some(makers)}.", "", "picture_maker", "flag")


def _some(said: list[str]) -> str:
    return "; ".join(said[:3]) + (" and more" if len(said) > 3 else "")


def _said(block: bytes) -> Photograph:
    order = "<" if block[:2] == b"II" else ">"
    entries = _entries(block, order, struct.unpack_from(f"{order}I", block, 4)[0])
    parts = [f"{label} {words}" for tag, label in _MAKER.items() if (words := _words(block, entries.get(tag)))]
    place = ""
    if _GPS in entries:
        at = struct.unpack_from(f"{order}I", block, entries[_GPS].place)[0]
        place = _place(block, order, _entries(block, order, at))
    return Photograph(place, ", ".join(parts))


def _entries(block: bytes, order: str, at: int) -> dict[int, _Entry]:
    """Give the statements of one directory by their numbers."""
    found = {}
    count = min(struct.unpack_from(f"{order}H", block, at)[0], _ENTRIES)
    for number in range(count):
        here = at + 2 + 12 * number
        tag, kind, values = struct.unpack_from(f"{order}HHI", block, here)
        inline = _SIZES.get(kind, 1) * values <= 4
        found[tag] = _Entry(kind, values, here + 8 if inline else struct.unpack_from(f"{order}I", block, here + 8)[0])
    return found


def _words(block: bytes, entry: _Entry | None) -> str:
    """Give the words of a statement on one line; empty where it holds none."""
    if entry is None or entry.kind != 2:
        return ""
    said = block[entry.place : entry.place + min(entry.many, 4 * _LONGEST)].partition(b"\0")[0]
    return " ".join("".join(c for c in said.decode("utf-8", "replace") if c.isprintable()).split())[:_LONGEST]


def _place(block: bytes, order: str, entries: dict[int, _Entry]) -> str:
    """Give latitude and longitude in degrees; empty where both are not stated."""
    parts = []
    for reference, value, signs in ((1, 2, "NS"), (3, 4, "EW")):
        side, stated = _words(block, entries.get(reference))[:1], entries.get(value)
        if not side or side not in signs or stated is None or stated.many != 3:
            return ""
        numbers = struct.unpack_from(f"{order}6I", block, stated.place)
        degrees = sum(numbers[2 * at] / numbers[2 * at + 1] / 60**at for at in range(3))
        if degrees > 180:
            return ""
        parts.append(f"{degrees:.4f} {side}")
    return ", ".join(parts)
