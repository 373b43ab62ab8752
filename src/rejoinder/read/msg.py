"""Outlook's .msg files: messages, contacts, appointments, tasks and notes saved one by one (MS-OXMSG)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import olefile

from rejoinder.model import Blob, Document, Problem
from rejoinder.read import mail
from rejoinder.read.limits import MESSAGES
from rejoinder.read.mapi import properties as mapi
from rejoinder.read.mapi.compound import file_of_streams
from rejoinder.read.mapi.properties import (
    MULTIPLE,
    WIDTHS,
    Key,
    Named,
    Properties,
    Raw,
    keyed,
    named_properties,
    parts_of_many,
)
from rejoinder.read.mapi.record import WITHIN, Attached, Record
from rejoinder.read.mapi.stream import stream_of
from rejoinder.read.mapi.told import told
from rejoinder.read.packed import Window
from rejoinder.read.signs import looks_like_text
from rejoinder.read.sniff import HEAD, header_names

_STREAM, _STORAGE = 2, 1
_HEADS = {"message": 24, "top": 32}
"""Bytes before the first property in `__properties_version1.0`; 8 for recipients and attachments."""
_AGAIN = 64
"""Times its own size that is read of a file before it is said to refer to itself without end."""
_REMEDY = "Ask the sender for it again."


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the message as one document, then its attachments, attached messages as TNEF streams."""
    start = bytes(blob.untrusted_bytes[:HEAD]).strip()
    if header_names(start) or (looks_like_text(start) and b"\n" in start):
        yield from mail.read(blob)
        return
    try:
        file = olefile.OleFileIO(Window(blob.untrusted_bytes))
        reading = _Reading(file, len(blob.untrusted_bytes))
        record = reading.record(file.root, "top", 0)
    except MemoryError:
        raise
    except Exception:  # what olefile raises for damage has no common class
        record = Record(Properties())
    if not record.properties.stored:
        what = "It is named or built as an Outlook message and holds none that can be read."
        yield Problem(blob.name, what, _REMEDY, "ole_corrupt", "refused")
        return
    yield from told(blob, record)
    if record.lost:
        what = f"It is damaged: {'; '.join(record.lost[:5])}. What could be read is kept."
        yield Problem(blob.name, what, _REMEDY, "ole_corrupt", "partial")


class _Reading:
    """An open .msg file: its map of names, and what could not be read."""

    def __init__(self, file: Any, size: int) -> None:
        self._file = file
        self._lost: dict[str, None] = {}
        self._within = 0
        self._left = max(size, 1 << 20) * _AGAIN
        self._names: dict[int, Named] = {}
        for entry in file.root.kids:
            if entry.name.lower() == "__nameid_version1.0":
                streams = self._streams(entry)
                parts = (streams.get(f"__substg1.0_{number}0102") for number in ("0002", "0003", "0004"))
                self._names = named_properties(*(self._content(part) for part in parts))

    def record(self, storage: Any, level: str, depth: int) -> Record:
        """Give the record a storage holds, with its recipients and what hangs from it."""
        properties = self._properties(storage, _HEADS[level], "")
        codec = properties.own_codec
        recipients = [self._properties(one, 8, codec) for one in _storages(storage, "__recip_version1.0")]
        attached = [self._attached(one, codec, depth) for one in _storages(storage, "__attach_version1.0")]
        return Record(properties, tuple(recipients), tuple(attached), tuple(self._lost))

    def _attached(self, storage: Any, codec: str, depth: int) -> Attached:
        properties = self._properties(storage, 8, codec)
        within = next(iter(_storages(storage, "__substg1.0_3701000d")), None)
        if within is None:
            found = properties.stored.get(mapi.ATTACHED)
            return Attached(properties, found.parts[0] if found and found.parts else None)
        if properties.number(mapi.ATTACH_METHOD) != mapi.BY_MESSAGE:
            return self._object(properties, within)
        self._within += 1
        if depth >= MESSAGES or self._within > WITHIN:
            return Attached(properties, None)
        return Attached(properties, stream_of(self.record(within, "message", depth + 1)))

    def _object(self, properties: Properties, storage: Any) -> Attached:
        """Give the file an object of another program holds, under the name by which the object knows it."""
        streams = self._streams(storage)
        found = file_of_streams({name: self._content(entry) for name, entry in streams.items()})
        if found and found.name and not properties.line(mapi.ATTACH_LONG_NAME):
            name = Raw(mapi.STRING, (found.name.encode("utf-16-le"),))
            properties = replace(properties, stored={**properties.stored, mapi.ATTACH_LONG_NAME: name})
        return Attached(properties, found.content if found else None)

    def _properties(self, storage: Any, head: int, codec: str) -> Properties:
        streams = self._streams(storage)
        stored: dict[Key, Raw] = {}
        table = self._content(streams.get("__properties_version1.0"))
        for at in range(head, len(table) - 15, 16):
            kind, number = (
                int.from_bytes(table[at : at + 2], "little"),
                int.from_bytes(table[at + 2 : at + 4], "little"),
            )
            width = WIDTHS.get(kind)
            if width and width <= 8:
                stored[keyed(number, self._names)] = Raw(kind, (table[at + 8 : at + 8 + width],))
        for name, entry in streams.items():
            tag = name.removeprefix("__substg1.0_")
            try:
                number, kind = int(tag[:4], 16), int(tag[4:8], 16)
            except ValueError:
                continue
            if name.startswith("__substg1.0_") and len(tag) == 8:
                stored[keyed(number, self._names)] = Raw(kind, self._parts(name, kind, entry, streams))
        return Properties(stored, codec)

    def _parts(self, name: str, kind: int, entry: Any, streams: dict[str, Any]) -> tuple[bytes, ...]:
        content = self._content(entry)
        if not kind & MULTIPLE:
            return (content,)
        if kind & ~MULTIPLE in WIDTHS:
            return parts_of_many(kind, content)
        count = len(content) // (8 if kind & ~MULTIPLE == mapi.BINARY else 4)
        found = (streams.get(f"{name}-{number:08x}") for number in range(min(count, len(streams))))
        return tuple(self._content(one) for one in found if one is not None)

    def _streams(self, storage: Any) -> dict[str, Any]:
        return {entry.name.lower(): entry for entry in storage.kids if entry.entry_type == _STREAM}

    def _content(self, entry: Any) -> bytes:
        """Give a stream's bytes; by its entry, since a search by name walks the folder anew for each one."""
        if entry is None:
            return b""
        self._left -= entry.size
        try:
            if self._left < 0:
                raise OSError
            return bytes(self._file._open(entry.isectStart, entry.size).read())
        except MemoryError:
            raise
        except Exception:  # what olefile raises for damage has no common class
            self._lost["a part of it cannot be read"] = None
            return b""


def _storages(storage: Any, beginning: str) -> list[Any]:
    """Give the storages within a storage whose names begin so, in the order of their names."""
    found = {one.name.lower(): one for one in storage.kids if one.entry_type == _STORAGE}
    return [found[name] for name in sorted(found) if name.startswith(beginning)]
