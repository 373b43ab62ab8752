"""What an old Office file says of itself: its property sets (MS-OLEPS), read no further than they reach."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import datetime, timedelta

from rejoinder.read.charset import decode
from rejoinder.read.mapi.codepage import codec_of
from rejoinder.read.stated import Properties, property_lines

SUMMARY, MORE = "\x05summaryinformation", "\x05documentsummaryinformation"
"""Names of the streams, small."""
_MOST = 500
"""Properties of one set that are looked at."""
_LONGEST = 1 << 16
"""Bytes of one property that are looked at."""
_CODE_PAGE, _TITLE, _AUTHOR, _CREATED, _SAVED, _EDITED = 1, 2, 4, 12, 13, 10
_LABELS = {
    8: "last changed by",
    _CREATED: "created",
    _SAVED: "last changed",
    11: "last printed",
    9: "times saved",
    3: "subject",
    5: "keywords",
    6: "comments",
    7: "template",
    18: "program",
}
_MORE_LABELS = {15: "company", 14: "manager", 2: "category"}
_SMALL, _WHOLE, _BYTES, _WIDE, _TIME = 2, 3, 0x1E, 0x1F, 0x40
_USER_DEFINED = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
"""The set of properties that somebody named (FMTID_UserDefinedProperties)."""
_UTF_16 = "utf-16-le"
_EPOCH = datetime(1601, 1, 1)  # noqa: DTZ001  the file tells no zone of its own


def stated(summary: bytes, more: bytes) -> Properties:
    """Give what the two streams say of the file."""
    said, further = dict(_properties(summary)), dict(_properties(more))
    minutes = said.get(_EDITED, "")
    told = [(label, said.get(number, "")) for number, label in _LABELS.items()]
    told += [(label, further.get(number, "")) for number, label in _MORE_LABELS.items()]
    told.append(("minutes of editing", minutes if minutes.isdigit() else ""))
    told += _own(more)
    date = said.get(_SAVED, "") or said.get(_CREATED, "")
    return Properties(said.get(_TITLE, ""), said.get(_AUTHOR, ""), date, property_lines(told))


def _own(more: bytes) -> Iterator[tuple[str, str]]:
    """Give the properties that somebody named, by those names: the second set (MS-OLEPS 2.18 and 2.21)."""
    if len(more) < 68 or more[48:64] != _USER_DEFINED:
        return
    places, codec = _places(more, 64)
    dictionary = more[places[0] : places[0] + _LONGEST] if 0 in places else b""
    names = dict(_names(dictionary, codec))
    for number, at in places.items():
        if number in names:
            yield names[number], _value(number, more[at : at + _LONGEST], codec)


def _names(dictionary: bytes, codec: str) -> Iterator[tuple[int, str]]:
    """Give the name of each property of a set by its number."""
    at = 4
    for _ in range(min(_MOST, int.from_bytes(dictionary[:4], "little"))):
        number, length = struct.unpack("<II", dictionary[at : at + 8].ljust(8, b"\0"))
        size = length * 2 if codec == _UTF_16 else length
        yield number, decode(dictionary[at + 8 : at + 8 + size], codec)[0].strip("\0 ")
        at += 8 + (-(-size // 4) * 4 if codec == _UTF_16 else size)


def _properties(stream: bytes) -> Iterator[tuple[int, str]]:
    """Give the properties of the first set by their numbers."""
    places, codec = _places(stream, 44)
    for number, at in places.items():
        if number != _CODE_PAGE:
            yield number, _value(number, stream[at : at + _LONGEST], codec)


def _places(stream: bytes, stated: int) -> tuple[dict[int, int], str]:
    """Give where the properties of a set lie, in order, and its codec; stated is where its own place is."""
    if len(stream) < 48 or stream[:2] != b"\xfe\xff":
        return {}, ""
    start = struct.unpack_from("<I", stream, stated)[0]
    if start + 8 > len(stream):
        return {}, ""
    count = min(_MOST, struct.unpack_from("<I", stream, start + 4)[0], (len(stream) - start - 8) // 8)
    pairs = [struct.unpack_from("<II", stream, start + 8 + number * 8) for number in range(count)]
    places = {number: start + offset for number, offset in sorted(pairs)}
    page = stream[places[_CODE_PAGE] : places[_CODE_PAGE] + 6] if _CODE_PAGE in places else b""
    return places, (codec_of(struct.unpack_from("<H", page, 4)[0]) if len(page) == 6 else "") or "cp1252"


def _value(number: int, value: bytes, codec: str) -> str:
    """Give one property as text; empty for kinds that hold none."""
    if len(value) < 8:
        return ""
    kind, size = struct.unpack_from("<II", value)
    if kind == _BYTES:
        return decode(value[8 : 8 + size], codec)[0].strip("\0 ")
    if kind == _WIDE:
        return value[8 : 8 + size * 2].decode("utf-16-le", "replace").strip("\0 ")
    if kind in (_SMALL, _WHOLE):
        return str(size)
    return _moment(number, value) if kind == _TIME and len(value) >= 12 else ""


def _moment(number: int, value: bytes) -> str:
    """Give a moment as ISO 8601, or a span of time in minutes."""
    ticks = struct.unpack_from("<Q", value, 4)[0]
    if number == _EDITED:
        return str(ticks // 600_000_000)
    try:
        moment = _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return moment.isoformat(timespec="seconds") if moment.year > 1900 else ""
