"""TNEF, in which Outlook puts a whole message into one stream of bytes: read and written (MS-OXTNEF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from rejoinder.read.mapi import properties as mapi
from rejoinder.read.mapi.codepage import codec_of
from rejoinder.read.mapi.properties import (
    BINARY,
    MULTIPLE,
    STRING,
    STRING8,
    WIDTHS,
    Key,
    Properties,
    Raw,
    texts_of,
)
from rejoinder.read.mapi.record import Attached, Record

SIGNATURE = b"\x78\x9f\x3e\x22"
MEDIA_TYPE = "application/ms-tnef"

_VERSION, _CODEPAGE, _CLASS, _SUBJECT, _SENT = 0x00089006, 0x00069007, 0x00078008, 0x00018004, 0x00038005
_RECEIVED, _BODY, _MESSAGE, _RECIPIENTS = 0x00038006, 0x0002800C, 0x00069003, 0x00069004
_BEGIN_ATTACHED, _CONTENT, _NAME, _ATTACHED = 0x00069002, 0x0006800F, 0x00018010, 0x00069005
_OBJECT = 0x000D
_IS_MESSAGE = UUID("00020307-0000-0000-c000-000000000046").bytes_le
_WORDS = {_CLASS: mapi.MESSAGE_CLASS, _SUBJECT: mapi.SUBJECT, _BODY: mapi.BODY}
_TIMES = {_SENT: mapi.CLIENT_SUBMIT_TIME, _RECEIVED: mapi.DELIVERY_TIME}
_MOST = 1 << 16
"""Values of one property, and properties of one object, that are read."""


class DamagedError(Exception):
    """The bytes are no TNEF stream, or none that goes far enough to say anything."""


@dataclass(slots=True)
class _Hanging:
    stored: dict[Key, Raw] = field(default_factory=dict)
    content: bytes | None = None


@dataclass(slots=True)
class _Reading:
    """What the attributes read so far have said."""

    codec: str = ""
    stored: dict[Key, Raw] = field(default_factory=dict)
    older: dict[Key, Raw] = field(default_factory=dict)
    recipients: list[dict[Key, Raw]] = field(default_factory=list)
    attached: list[_Hanging] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def record_of(stream: bytes) -> Record:
    """Give what a TNEF stream holds; what follows damage is lost, and the record says so."""
    if not stream.startswith(SIGNATURE):
        raise DamagedError
    reading = _Reading()
    for number, content, sound in _attributes(stream):
        if not sound:
            reading.lost.append("the stream is damaged or cut off")
        try:
            _take(reading, number, content)
        except (struct.error, IndexError, ValueError):
            reading.lost.append("a group of properties is damaged")
    stored = {**reading.older, **reading.stored}
    if not stored and not any(one.content or one.stored for one in reading.attached):
        raise DamagedError
    codec = reading.codec
    return Record(
        Properties(stored, codec),
        tuple(Properties(one, codec) for one in reading.recipients),
        tuple(_attached(one, codec) for one in reading.attached),
        tuple(dict.fromkeys(reading.lost)),
    )


def _attached(one: _Hanging, codec: str) -> Attached:
    content = one.content
    within = one.stored.pop(mapi.ATTACHED, None)
    if within and within.parts:
        inner = within.parts[0]
        content = inner[16:] if within.type == _OBJECT else (content or inner)
    return Attached(Properties(one.stored, codec), content)


def _attributes(stream: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Give each attribute's number and content, and whether its length and checksum are as they should be."""
    at = 6
    while at + 9 <= len(stream):
        level, number, length = struct.unpack_from("<BII", stream, at)
        if level not in (1, 2):
            yield 0, b"", False
            return
        content = stream[at + 9 : at + 9 + length]
        at += 9 + length
        said = stream[at : at + 2]
        yield number, content, len(said) == 2 and int.from_bytes(said, "little") == sum(content) & 0xFFFF
        at += 2


def _take(reading: _Reading, number: int, content: bytes) -> None:
    if number == _CODEPAGE and len(content) >= 4:
        reading.codec = codec_of(int.from_bytes(content[:4], "little"))
    elif number in _WORDS:
        reading.older[_WORDS[number]] = Raw(STRING8, (content,))
    elif number in _TIMES:
        reading.older[_TIMES[number]] = Raw(0x0040, (_filetime(content),))
    elif number == _MESSAGE:
        reading.stored.update(_Values(content).group())
    elif number == _RECIPIENTS:
        values = _Values(content)
        reading.recipients.extend(values.group() for _ in range(values.count()))
    elif number == _BEGIN_ATTACHED:
        reading.attached.append(_Hanging())
    elif number in (_CONTENT, _NAME, _ATTACHED):
        _hang(reading, number, content)


def _hang(reading: _Reading, number: int, content: bytes) -> None:
    """Take what is said of the last attachment begun."""
    if not reading.attached:
        reading.attached.append(_Hanging())
    last = reading.attached[-1]
    if number == _CONTENT:
        last.content = content
    elif number == _NAME:
        last.stored.setdefault(mapi.ATTACH_NAME, Raw(STRING8, (content,)))
    else:
        last.stored.update(_Values(content).group())


def _filetime(content: bytes) -> bytes:
    """Give a date of seven numbers as a count of 100 ns since 1601."""
    year, month, day, hour, minute, second = struct.unpack_from("<6H", content)
    since = datetime(year, month, day, hour, minute, second, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    return (max(int(since.total_seconds()), 0) * 10_000_000).to_bytes(8, "little")


@dataclass(slots=True)
class _Values:
    """A place in a run of properties."""

    content: bytes
    at: int = 0

    def count(self) -> int:
        """Give the next number."""
        (found,) = struct.unpack_from("<I", self.content, self.at)
        self.at += 4
        return int(found)

    def run(self, length: int) -> bytes:
        """Give so many bytes, and go on to the next multiple of four."""
        if length > len(self.content) - self.at:
            raise ValueError
        found = self.content[self.at : self.at + length]
        self.at += length + (-length & 3)
        return found

    def group(self) -> dict[Key, Raw]:
        """Give the properties of one object."""
        found: dict[Key, Raw] = {}
        for _ in range(min(self.count(), _MOST)):
            kind, number = struct.unpack_from("<HH", self.content, self.at)
            self.at += 4
            key: Key = self._name() if number >= 0x8000 else number
            found[key] = Raw(kind, tuple(self._parts(kind)))
        return found

    def _name(self) -> Key:
        group = str(UUID(bytes_le=self.run(16)))
        if not self.count():
            return (group, self.count())
        return (group, self.run(self.count()).decode("utf-16-le", "replace").rstrip("\0").lower())

    def _parts(self, kind: int) -> Iterator[bytes]:
        width = WIDTHS.get(kind & ~MULTIPLE)
        times = self.count() if kind & MULTIPLE or not width else 1
        if times > len(self.content) - self.at + 4:
            raise ValueError
        for _ in range(times):
            yield self.run(width)[:width] if width else self.run(self.count())


def stream_of(record: Record) -> bytes:
    """Give a record as a TNEF stream; words in it are Unicode, so nothing depends on a code page."""
    pieces = [SIGNATURE, b"\1\0", _attribute(1, _VERSION, b"\0\0\1\0")]
    pieces.append(_attribute(1, _MESSAGE, _group(record.properties)))
    if record.recipients:
        rows = b"".join(_group(one) for one in record.recipients)
        pieces.append(_attribute(1, _RECIPIENTS, struct.pack("<I", len(record.recipients)) + rows))
    for one in record.attached:
        pieces.append(_attribute(2, _BEGIN_ATTACHED, bytes(14)))
        stored = {key: raw for key, raw in one.properties.stored.items() if key != mapi.ATTACHED}
        if one.content is not None and one.properties.number(mapi.ATTACH_METHOD) == mapi.BY_MESSAGE:
            stored[mapi.ATTACHED] = Raw(_OBJECT, (_IS_MESSAGE + one.content,))
        elif one.content is not None:
            pieces.append(_attribute(2, _CONTENT, one.content))
        pieces.append(_attribute(2, _ATTACHED, _group(replace(one.properties, stored=stored))))
    return b"".join(pieces)


def _attribute(level: int, number: int, content: bytes) -> bytes:
    head = struct.pack("<BII", level, number, len(content))
    return head + content + struct.pack("<H", sum(content) & 0xFFFF)


def _group(properties: Properties) -> bytes:
    rows = []
    named = 0x8000
    for key, raw in properties.stored.items():
        if raw.type & ~MULTIPLE not in WIDTHS and raw.type & ~MULTIPLE not in (
            STRING,
            STRING8,
            BINARY,
            _OBJECT,
        ):
            continue
        kind = raw.type & MULTIPLE | STRING if raw.type & ~MULTIPLE == STRING8 else raw.type
        if isinstance(key, int) and key < 0x8000:
            rows.append(struct.pack("<HH", kind, key))
        else:
            rows.append(struct.pack("<HH", kind, named) + _named(("", key) if isinstance(key, int) else key))
            named = min(named + 1, 0xFFFE)
        rows.append(_written(properties, kind, raw))
    count = sum(1 for row in rows) // 2
    return struct.pack("<I", count) + b"".join(rows)


def _named(key: tuple[str, int | str]) -> bytes:
    group = UUID(key[0]).bytes_le if key[0] else bytes(16)
    if isinstance(key[1], int):
        return group + struct.pack("<II", 0, key[1])
    name = key[1].encode("utf-16-le", "replace") + b"\0\0"
    return group + struct.pack("<II", 1, len(name)) + _padded(name)


def _written(properties: Properties, kind: int, raw: Raw) -> bytes:
    width = WIDTHS.get(kind & ~MULTIPLE)
    parts: tuple[bytes, ...] = raw.parts
    if raw.type & ~MULTIPLE == STRING8:
        texts = texts_of(raw, properties.own_codec)
        parts = tuple(f"{words}\0".encode("utf-16-le", "replace") for words in texts)
    if width:
        run = b"".join(_padded(part[:width].ljust(width, b"\0")) for part in parts)
        return struct.pack("<I", len(parts)) + run if kind & MULTIPLE else run or bytes(width + (-width & 3))
    run = b"".join(struct.pack("<I", len(part)) + _padded(part) for part in parts)
    return struct.pack("<I", len(parts)) + run


def _padded(run: bytes) -> bytes:
    return run + bytes(-len(run) & 3)
