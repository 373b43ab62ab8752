"""What crosses between a reader's process and ours: frames of a kind, a length and msgpack, checked on arrival."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterable
from math import isfinite
from typing import Literal, NamedTuple, TypeVar, get_type_hints

import msgspec

from rejoinder.box.limits import CONTENT, PIECES, TOLD
from rejoinder.disk import Mapped, write_all
from rejoinder.errors import UsageError
from rejoinder.model import INSIDE, Blob, Document, Page, Problem
from rejoinder.read.limits import COVERED_PLACES, UNPACKED_TOGETHER

FORMAT, DOCUMENT, PROBLEM, BLOB, END, ALONE, RESULT, FAULT = b"fdpbeart"
"""What a frame holds: the format told; a piece; the end of an answer; that a document must be alone; bytes; a fault."""
OPEN, CLOSED = b"open", b"closed"
"""What a probe tells."""
HEAD = struct.Struct("<BQ")
FLUSHED = 64 << 10
SHORTEST = 16
"""Bytes of a container that a blob in it takes at least, beyond the first PIECES of them."""

Kind = Literal["read", "picture", "scans", "scan", "probe"]
Value = TypeVar("Value")


class NonsenseError(Exception):
    """A reader's process said what no reader says."""


class Sent(msgspec.Struct, array_like=True, frozen=True):
    """A blob on its way to a reader; content is None where the reader has the file open."""

    head: bytes
    content: bytes | None


class Place(msgspec.Struct, array_like=True, frozen=True):
    """What a probe is tried on."""

    folder: str = ""
    tcp: int = 0
    udp: int = 0
    doctor: int = 0
    """The number of the process that asks."""


def around(paths: Iterable[str]) -> frozenset[str]:
    """Give the paths of all that some paths lie in."""
    return frozenset(path[: at.start()] for path in paths for at in re.finditer(INSIDE, path))


class Errand(msgspec.Struct, array_like=True, frozen=True):
    """What a process is asked to do, once."""

    kind: Kind
    blobs: tuple[Sent, ...] = ()
    shared: bool = False
    """Whether the blobs share the process, so that only what Python alone reads may be read."""
    wanted: tuple[str, ...] = ()
    """Paths: only blobs on the way to one of them are given; all where there is none."""
    page: int = 0
    probe: str = ""
    place: Place = Place()


class Fault(NamedTuple):
    """A sentence and its remedy."""

    what: str
    remedy: str


class Frame(NamedTuple):
    """One thing told: its kind, its words, and the content that comes with a blob."""

    kind: int
    packed: bytes
    content: bytes | Mapped = b""


_ENCODER = msgspec.msgpack.Encoder()
_DOCUMENTS = msgspec.msgpack.Decoder(Document)
_PROBLEMS = msgspec.msgpack.Decoder(Problem)
_HEAD = {name: kind for name, kind in get_type_hints(Blob).items() if name != "untrusted_bytes"}
_HEADS = msgspec.msgpack.Decoder(msgspec.defstruct("Head", list(_HEAD.items()), array_like=True, frozen=True))
"""What is said of a blob, without its content."""
_STRINGS = msgspec.msgpack.Decoder(str)
_RESULTS = msgspec.msgpack.Decoder(bytes)
_FAULTS = msgspec.msgpack.Decoder(Fault)
ERRANDS = msgspec.msgpack.Decoder(Errand)


def framed(kind: int, packed: bytes) -> bytes:
    """Give a frame."""
    return HEAD.pack(kind, len(packed)) + packed


def errand_frame(errand: Errand) -> bytes:
    """Give an errand as it is written to a process."""
    return framed(END, _ENCODER.encode(errand))


def head_of(blob: Blob) -> bytes:
    """Give what is said of a blob, packed."""
    return _ENCODER.encode([getattr(blob, name) for name in _HEAD])


def blob_of(head: bytes, content: bytes | Mapped) -> Blob:
    """Give the blob of which this is said."""
    told = _decoded(_HEADS, head)
    return Blob(untrusted_bytes=content, **{name: getattr(told, name) for name in _HEAD})


def sent(blob: Blob, *, inline: bool) -> Sent:
    """Give a blob as it is sent, with its content or without."""
    return Sent(head_of(blob), bytes(blob.untrusted_bytes) if inline else None)


class Teller:
    """The reader's end: frames gathered and written."""

    def __init__(self, descriptor: int) -> None:
        self._held = False
        self._descriptor = descriptor
        self._waiting = bytearray()
        self._begun = 0

    def begin(self) -> None:
        """Begin an answer that may be taken back, so that nothing of it is written yet."""
        self._held = True
        self._begun = len(self._waiting)

    def take_back(self) -> None:
        """Forget what was told since the last beginning."""
        del self._waiting[self._begun :]

    def tell(self, kind: int, value: object = None) -> None:
        """Tell one thing; a large one is written as it is, since another copy of it may be too much."""
        packed = _ENCODER.encode(value)
        self._waiting += HEAD.pack(kind, len(packed))
        if len(packed) <= FLUSHED or self._held:
            self._waiting += packed
            return
        self.flush()
        write_all(self._descriptor, packed)

    def give(self, blob: Blob) -> None:
        """Give a blob with its content, at once."""
        head = head_of(blob)
        length = len(head).to_bytes(4, "little")
        self._waiting += HEAD.pack(BLOB, 4 + len(head) + len(blob.untrusted_bytes)) + length + head
        if len(blob.untrusted_bytes) <= FLUSHED or self._held:
            self._waiting += blob.untrusted_bytes
            return
        self.flush()
        with memoryview(blob.untrusted_bytes) as whole:
            write_all(self._descriptor, whole)

    def flush(self, least: int = 0) -> None:
        """Write what was told, when it comes to at least so many bytes."""
        if len(self._waiting) >= least:
            write_all(self._descriptor, bytes(self._waiting))
            self._waiting.clear()
        self._begun = len(self._waiting)


class Heard:
    """Our end: what one answer may still come to, and its pieces checked."""

    def __init__(self, blob: Blob) -> None:
        self._blob = blob
        self._bytes = TOLD
        self._pieces = PIECES
        size = len(blob.untrusted_bytes)
        self._inside = max(UNPACKED_TOGETHER, size * 2)
        self._blobs = PIECES + size // SHORTEST

    def format(self, frame: Frame) -> str:
        """Give the format a blob was told to be."""
        found = _decoded(_STRINGS, frame.packed)
        if frame.kind != FORMAT or not 0 < len(found) <= 40:
            raise NonsenseError
        return found

    def piece(self, frame: Frame) -> Document | Problem | Blob:
        """Give a piece that a reader of this blob can give."""
        if frame.kind == BLOB:
            return self._blob_in(frame)
        self._bytes -= len(frame.packed)
        self._pieces -= 1
        if self._bytes < 0 or self._pieces < 0 or frame.kind not in (DOCUMENT, PROBLEM):
            raise NonsenseError
        return self._document(frame.packed) if frame.kind == DOCUMENT else self._problem(frame.packed)

    def _document(self, packed: bytes) -> Document:
        found = _decoded(_DOCUMENTS, packed)
        size = len(found.text)
        inside = self._belongs(found.path) and (not found.parent or self._belongs(found.parent))
        if not inside or found.batch or found.sha256 or not 0 <= found.body_start <= size:
            raise NonsenseError
        if not all(_fits(page, size) for page in found.pages):
            raise NonsenseError
        return found

    def _problem(self, packed: bytes) -> Problem:
        found = _decoded(_PROBLEMS, packed)
        if found.where and not self._belongs(found.where):
            raise NonsenseError
        return found

    def _blob_in(self, frame: Frame) -> Blob:
        """Give a blob that lies inside this one."""
        self._inside -= len(frame.content)
        self._blobs -= 1
        if self._inside < 0 or self._blobs < 0:
            raise NonsenseError
        found, own = blob_of(frame.packed, frame.content), self._blob
        parent_is_here = not found.parent or self._belongs(found.parent)
        if not found.name.startswith(own.name + INSIDE) or not parent_is_here or found.depth != own.depth + 1:
            raise NonsenseError
        return found

    def _belongs(self, path: str) -> bool:
        own = self._blob.name
        return path == own or path.startswith(own + INSIDE)


def result_told(frame: Frame) -> bytes:
    """Give the result a process told of; a fault told of instead is raised as what the user asked in vain."""
    if frame.kind == FAULT:
        fault = _decoded(_FAULTS, frame.packed)
        raise UsageError(fault.what, fault.remedy)
    if frame.kind != RESULT:
        raise NonsenseError
    return _decoded(_RESULTS, frame.packed)


def _decoded(decoder: msgspec.msgpack.Decoder[Value], packed: bytes) -> Value:
    try:
        return decoder.decode(packed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise NonsenseError from fault


def _fits(page: Page, size: int) -> bool:
    """Say whether a page and its words lie within the document's text, in numbers that are numbers."""
    if not (0 <= page.start <= page.end <= size and isfinite(page.width) and isfinite(page.height)):
        return False
    if len(page.redactions) > COVERED_PLACES or not all(isfinite(sum(one[:4])) for one in page.redactions):
        return False
    return all(0 <= word.start <= word.end <= size and isfinite(sum(word[2:])) for word in page.words)


def longest(kind: int) -> int:
    """Give the most bytes a frame of a kind may have."""
    return CONTENT if kind == BLOB else TOLD


def errand_read(descriptor: int) -> Errand:
    """Give the errand that was written to this process."""
    _, size = HEAD.unpack(_exactly(descriptor, HEAD.size))
    return ERRANDS.decode(_exactly(descriptor, size))


def _exactly(descriptor: int, size: int) -> bytes:
    pieces = []
    while size > 0:
        piece = os.read(descriptor, min(size, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
