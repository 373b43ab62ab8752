"""MAPI properties, however they were stored: by number or by name, decoded when asked for.

Sources: MS-OXPROPS (what each is), MS-OXCDATA 2.11 (their types), MS-OXMSG 2.2.3 (the map of names).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from rejoinder.read.charset import decode
from rejoinder.read.mapi.codepage import codec_of

Named = tuple[str, int | str]
"""A property's set and its number or name within it."""
Key = int | Named

APPOINTMENT = "00062002-0000-0000-c000-000000000046"
TASK = "00062003-0000-0000-c000-000000000046"
ADDRESS = "00062004-0000-0000-c000-000000000046"
COMMON = "00062008-0000-0000-c000-000000000046"
LOG = "0006200a-0000-0000-c000-000000000046"
MEETING = "6ed8da90-450b-101b-98da-00aa003f1305"
STRINGS = "00020329-0000-0000-c000-000000000046"
_MAPI = "00020328-0000-0000-c000-000000000046"

MESSAGE_CLASS, SUBJECT, CLIENT_SUBMIT_TIME, REPRESENTING_NAME = 0x001A, 0x0037, 0x0039, 0x0042
REPRESENTING_TYPE, REPRESENTING_ADDRESS, THREAD_TOPIC, THREAD_INDEX = 0x0064, 0x0065, 0x0070, 0x0071
TRANSPORT_HEADERS, RECIPIENT_TYPE, SENDER_NAME, SENDER_TYPE = 0x007D, 0x0C15, 0x0C1A, 0x0C1E
SENDER_ADDRESS, DISPLAY_BCC, DISPLAY_CC, DISPLAY_TO, DELIVERY_TIME = 0x0C1F, 0x0E02, 0x0E03, 0x0E04, 0x0E06
NORMALIZED_SUBJECT, SUBJECT_PREFIX = 0x0E1D, 0x003D
BODY, RTF_COMPRESSED, HTML, MESSAGE_ID, REFERENCES, IN_REPLY_TO = (
    0x1000,
    0x1009,
    0x1013,
    0x1035,
    0x1039,
    0x1042,
)
DISPLAY_NAME, ADDRESS_TYPE, EMAIL_ADDRESS, CREATED, CHANGED = 0x3001, 0x3002, 0x3003, 0x3007, 0x3008
ATTACHED, ATTACH_EXTENSION, ATTACH_NAME, ATTACH_METHOD, ATTACH_LONG_NAME = (
    0x3701,
    0x3703,
    0x3704,
    0x3705,
    0x3707,
)
ATTACH_PATH, ATTACH_LONG_PATH, ATTACH_MEDIA_TYPE, SMTP_ADDRESS = 0x3708, 0x370D, 0x370E, 0x39FE
INTERNET_CODEPAGE, MESSAGE_CODEPAGE, SENDER_SMTP, REPRESENTING_SMTP = 0x3FDE, 0x3FFD, 0x5D01, 0x5D02
BY_VALUE, BY_MESSAGE, BY_OBJECT = 1, 5, 6
"""Methods of attachment (MS-OXCMSG 2.2.2.9); others only name where the file is kept."""

BINARY, STRING8, STRING, MULTIPLE = 0x0102, 0x001E, 0x001F, 0x1000
WIDTHS = {0x0002: 2, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 2} | {
    0x0014: 8, 0x0040: 8, 0x0048: 16}  # fmt: skip
"""Bytes of each type of fixed size."""

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_NEVER = 0x0CB34557A3DD4000
"""1 January 4501: what Outlook writes for no date (MS-OXOTASK 2.2.2.2.4)."""


class Raw(NamedTuple):
    """A property's value as stored: its type, and its bytes (several of them when it has many values)."""

    type: int
    parts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of one message, recipient, attachment or store."""

    stored: Mapping[Key, Raw] = field(default_factory=dict)
    codec: str = ""
    """How its 8-bit strings are to be read, where it does not say so itself."""

    @property
    def own_codec(self) -> str:
        """The codec of its 8-bit strings."""
        said = codec_of(self.number(MESSAGE_CODEPAGE)) or codec_of(self.number(INTERNET_CODEPAGE))
        return said if said and not said.startswith("utf-16") else self.codec

    def has(self, key: Key) -> bool:
        """Say whether the property is there, even if empty."""
        return key in self.stored

    def texts(self, key: Key) -> tuple[str, ...]:
        """Give every value of a property of words."""
        found = self.stored.get(key)
        return texts_of(found, self.own_codec) if found else ()

    def text(self, *keys: Key) -> str:
        """Give the first of these properties that has words."""
        for key in keys:
            for words in self.texts(key):
                if words:
                    return words
        return ""

    def line(self, *keys: Key) -> str:
        """Give the first of these properties that has words, on one line."""
        for key in keys:
            words = " ".join(self.text(key).replace("\x00", " ").split())
            if words:
                return words
        return ""

    def octets(self, *keys: Key) -> bytes:
        """Give the bytes of the first of these properties that has any."""
        for key in keys:
            found = self.stored.get(key)
            if found and found.parts and found.parts[0]:
                return found.parts[0]
        return b""

    def number(self, key: Key) -> int | None:
        """Give a whole number or a truth value; None when there is none."""
        found = self.stored.get(key)
        if not found or found.type not in (0x0002, 0x0003, 0x000B, 0x0014) or not found.parts:
            return None
        return int.from_bytes(found.parts[0][: WIDTHS[found.type]], "little", signed=found.type != 0x000B)

    def share(self, key: Key) -> float | None:
        """Give a floating-point number; None when there is none."""
        found = self.stored.get(key)
        if not found or found.type != 0x0005 or len(found.parts[0]) < 8:
            return None
        return float(struct.unpack_from("<d", found.parts[0])[0])

    def date(self, *keys: Key) -> str:
        """Give the first of these properties that is a possible time, as ISO 8601 to the second."""
        for key in keys:
            found = self.stored.get(key)
            if found and found.type == 0x0040 and found.parts and len(found.parts[0]) >= 8:
                said = date_of(int.from_bytes(found.parts[0][:8], "little"))
                if said:
                    return said
        return ""


def date_of(filetime: int) -> str:
    """Give a count of 100 ns since 1601 as ISO 8601; empty when it stands for no date."""
    if filetime <= 0 or filetime >= _NEVER:
        return ""
    return (_EPOCH + timedelta(seconds=filetime // 10_000_000)).isoformat()


def texts_of(raw: Raw, codec: str) -> tuple[str, ...]:
    """Give every value of a property of words; none when it is of another type."""
    kind = raw.type & ~MULTIPLE
    if kind not in (STRING, STRING8):
        return ()
    words = (_wide(part) if kind == STRING else decode(part, codec)[0] for part in raw.parts)
    return tuple(word.rstrip("\x00") for word in words)


def _wide(part: bytes) -> str:
    return part[: len(part) & ~1].decode("utf-16-le", "replace")


def named_properties(sets: bytes, entries: bytes, names: bytes) -> dict[int, Named]:
    """Give what each property number from 0x8000 stands for, from the three streams of a map of names."""
    found: dict[int, Named] = {}
    for number, kind, place in struct.iter_unpack("<IHH", entries[: len(entries) & ~7]):
        group = _property_set(sets, kind >> 1)
        if not kind & 1:
            found[0x8000 + place] = (group, number)
        elif number + 4 <= len(names):
            length = int.from_bytes(names[number : number + 4], "little")
            found[0x8000 + place] = (group, _wide(names[number + 4 : number + 4 + min(length, 512)]).lower())
    return found


def _property_set(sets: bytes, place: int) -> str:
    if place < 3:
        return ("", _MAPI, STRINGS)[place]
    start = (place - 3) * 16
    return str(UUID(bytes_le=sets[start : start + 16])) if start + 16 <= len(sets) else ""


def keyed(number: int, names: Mapping[int, Named]) -> Key:
    """Give the key of a stored property number: its name where the map has one."""
    return names.get(number, number) if number >= 0x8000 else number


def parts_of_many(kind: int, content: bytes) -> tuple[bytes, ...]:
    """Give the values of a property of many values, stored in one run with or without offsets."""
    width = WIDTHS.get(kind & ~MULTIPLE)
    if width:
        return tuple(content[at : at + width] for at in range(0, len(content) - width + 1, width))
    return tuple(_by_offsets(content))


def _by_offsets(content: bytes) -> Iterator[bytes]:
    """Split at the offsets that a count and a table at the beginning give (MS-PST 2.3.3.4.2)."""
    count = int.from_bytes(content[:4], "little")
    if count * 4 + 4 > len(content):
        return
    starts = struct.unpack_from(f"<{count}I", content, 4)
    at = 0
    for start, end in zip(starts, (*starts[1:], len(content)), strict=False):
        if at <= start < end <= len(content):
            yield content[start:end]
            at = end
