"""Bytes into documents: one call, `read`, behind which each format is one module."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Literal

from rejoinder.model import INSIDE, Blob, Document, Problem
from rejoinder.read.limits import DEPTH, MEMBERS, MESSAGES, UNPACKED_TOGETHER
from rejoinder.read.sniff import extension_of, format_of

Outcome = Literal["read", "partial", "refused"]
Reader = Callable[[Blob], Iterator[Document | Blob | Problem]]

READERS = {
    "email": "rejoinder.read.mail",
    "mbox": "rejoinder.read.mbox",
    "msg": "rejoinder.read.msg",
    "pst": "rejoinder.read.pst",
    "tnef": "rejoinder.read.tnef",
    "text": "rejoinder.read.plain",
    "html": "rejoinder.read.html",
    "pdf": "rejoinder.read.pdf",
    "word": "rejoinder.read.word",
    "opendocument": "rejoinder.read.opendocument",
    "rtf": "rejoinder.read.rtf",
    "sheet": "rejoinder.read.sheet",
    "csv": "rejoinder.read.csv",
    "zip": "rejoinder.read.archive",
    "tar": "rejoinder.read.archive",
    "gzip": "rejoinder.read.archive",
    "unread": "rejoinder.read.unread",
}
"""Each format's module; it has one function, `read(blob)`,
that yields documents, the blobs inside, and problems."""

OUTSIDE = "rejoinder.readers"
"""The entry point by which other packages add a reader: its name is the files' ending, its value such a module."""
ARCHIVES = ("zip", "tar", "gzip")
CONTAINERS = (*ARCHIVES, "mbox", "pst", "msg", "tnef")
"""Formats that hold others, and so may hold themselves without end; email has a limit of its own."""
_UNPACK = "Unpack it by hand and add what is inside."


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one blob: its documents, its problems, and so its outcome in the ledger."""

    path: str
    parent: str
    sha256: str
    size: int
    format: str
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    inside: int = 0
    """How many blobs it held, when it is a container or has attachments."""

    @property
    def outcome(self) -> Outcome:
        """read, partial or refused: the heaviest of its problems decides."""
        weights = {problem.weight for problem in self.problems}
        if "refused" in weights:
            return "refused"
        return "partial" if "partial" in weights else "read"


def read(blob: Blob, batch: str) -> Iterator[Reading]:
    """Give a Reading for the blob and for every blob inside it, however deep; a container comes last."""
    yield from _read(blob, batch, _Members())


def blob_at(blob: Blob, path: str) -> Blob | None:
    """Give the blob at a path inside this one, however deep; None when there is none."""
    if blob.name == path:
        return blob
    if not path.startswith(blob.name):
        return None
    for piece in _pieces(blob, _format_of(blob)):
        if isinstance(piece, Blob) and path.startswith(piece.name):
            found = blob_at(piece, path)
            if found:
                return found
    return None


def blobs_at(blob: Blob, paths: Iterable[str]) -> Iterator[Blob]:
    """Give the blobs at paths inside this one, however deep, in the order they lie, going through it once."""
    wanted = set(paths)
    around = {path[: at.start()] for path in wanted for at in re.finditer(INSIDE, path)}
    yield from _blobs_at(blob, wanted, around)


def _blobs_at(blob: Blob, wanted: set[str], around: set[str]) -> Iterator[Blob]:
    if blob.name in wanted:
        yield blob
    if blob.name in around:
        for piece in _pieces(blob, _format_of(blob)):
            if isinstance(piece, Blob):
                yield from _blobs_at(piece, wanted, around)


class _Members:
    """What the archives within one received file have held so far."""

    def __init__(self) -> None:
        self.count = 0
        self.size = 0

    def exceed(self, member: Blob) -> bool:
        """Count one more member of an archive, and say whether they are too many or too large together."""
        self.count += 1
        self.size += len(member.untrusted_bytes)
        return self.count > MEMBERS or self.size > UNPACKED_TOGETHER


def _read(blob: Blob, batch: str, members: _Members) -> Iterator[Reading]:
    format_ = _format_of(blob)
    digest = hashlib.sha256(blob.untrusted_bytes).hexdigest()
    documents: list[Document] = []
    problems: list[Problem] = []
    inside = 0
    for piece in _pieces(blob, format_):
        if isinstance(piece, Document):
            documents.append(replace(piece, batch=batch, sha256=digest, parent=piece.parent or blob.parent))
        elif isinstance(piece, Problem):
            problems.append(piece)
        else:
            if format_ in ARCHIVES and members.exceed(piece):
                what = "It and the archives around it hold more than one file may; the rest was not read."
                problems.append(Problem(blob.name, what, _UNPACK, "archive_member_count", "partial"))
                break
            inside += 1
            yield from _read(piece, batch, members)
    yield Reading(
        path=blob.name,
        parent=blob.parent,
        sha256=digest,
        size=len(blob.untrusted_bytes),
        format=format_,
        documents=tuple(documents),
        problems=tuple(problems),
        inside=inside,
    )


def _format_of(blob: Blob) -> str:
    format_ = format_of(blob)
    if format_ in ("unread", "text") and extension_of(blob.name) in _outside():
        return extension_of(blob.name)
    return format_


def _pieces(blob: Blob, format_: str) -> Iterator[Document | Blob | Problem]:
    """Run the format's reader; a fault of ours becomes a Problem, so that nothing lacks a row."""
    refused = _refused(blob, format_)
    if refused:
        yield refused
        return
    try:
        yield from _reader(format_)(blob)
    except MemoryError:
        what = "It needs more memory than allowed."
        yield Problem(blob.name, what, "Open it by hand.", "limit_memory", "refused")
    except Exception as fault:  # any reader's fault is a row in the ledger, never the end of the run
        what = f"Our {format_} reader failed on it ({type(fault).__name__})."
        remedy = "Open it in its own program and print it to PDF, then add that."
        yield Problem(blob.name, what, remedy, "reader_fault", "refused")


def _reader(format_: str) -> Reader:
    """Give the reader of a format: ours, or one that another package brings."""
    reader: Reader = (import_module(READERS[format_]) if format_ in READERS else _outside()[format_].load()).read
    return reader


@cache
def _outside() -> dict[str, EntryPoint]:
    """Give the readers that other packages bring, by the endings of the files they read."""
    return {entry.name: entry for entry in entry_points(group=OUTSIDE)}


def _refused(blob: Blob, format_: str) -> Problem | None:
    """Give the reason not to read a blob at all; None when there is none."""
    if not len(blob.untrusted_bytes):
        return Problem(blob.name, "It is empty.", "Ask the sender for it again.", "empty_file", "refused")
    if format_ == "email":
        if blob.depth > MESSAGES:
            what = f"It is a message within more than {MESSAGES} others."
            return Problem(blob.name, what, _UNPACK, "mime_depth", "refused")
    elif blob.depth > DEPTH and format_ in CONTAINERS:
        what = f"It is an archive that lies more than {DEPTH} containers deep."
        return Problem(blob.name, what, _UNPACK, "archive_depth", "refused")
    return None
