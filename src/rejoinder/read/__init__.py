"""Bytes into documents: one call, `read`, behind which each format is one module."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Literal

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.converted import FORMS
from rejoinder.read.limits import DEPTH, MEMBERS, MESSAGES, UNPACKED_TOGETHER
from rejoinder.read.renewed import renewed
from rejoinder.read.sniff import extension_of, format_of

Outcome = Literal["read", "partial", "refused"]
_Piece = Document | Blob | Problem
Reader = Callable[[Blob], Iterator[_Piece]]

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
    "slides": "rejoinder.read.slides",
    "doc": "rejoinder.read.doc",
    "xls": "rejoinder.read.xls",
    "ppt": "rejoinder.read.ppt",
    "office2003": "rejoinder.read.office2003",
    "xlsb": "rejoinder.read.unread",
    "locked": "rejoinder.read.unread",
    "visio": "rejoinder.read.unread",
    "publisher": "rejoinder.read.unread",
    "works": "rejoinder.read.unread",
    "wordperfect": "rejoinder.read.unread",
    "csv": "rejoinder.read.csv",
    "zip": "rejoinder.read.archive",
    "tar": "rejoinder.read.archive",
    "gzip": "rejoinder.read.archive",
    "chat": "rejoinder.read.chat.lines",
    "chat-page": "rejoinder.read.chat.pages",
    "json": "rejoinder.read.json",
    "text-messages": "rejoinder.read.chat.texts",
    "archived-posts": "rejoinder.read.chat.twitter",
    "export": "rejoinder.read.chat.export",
    "unread": "rejoinder.read.unread",
}
"""Each format's module; it has one function, `read(blob)`,
that yields documents, the blobs inside, and problems."""

OUTSIDE = "rejoinder.readers"
"""The entry point by which other packages add a reader: its name is the files' ending, its value such a module."""
ARCHIVES = ("zip", "tar", "gzip", "export")
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
    """How many blobs it held, when it is a container or has attachments, or messages, when it is a chat."""

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
    """Give the blob at a path inside this one, however deep, or the one that tells the document there; else None."""
    if blob.name == path:
        return blob
    if not path.startswith(blob.name):
        return None
    for piece in _pieces(blob, _format_of(blob)):
        if isinstance(piece, Document) and piece.path == path:
            return blob
        if isinstance(piece, Blob) and path.startswith(piece.name):
            found = blob_at(piece, path)
            if found:
                return found
        elif isinstance(piece, Document) and piece.path == path:
            return blob
    return None


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
            inside += piece.path != blob.name
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


def _pieces(blob: Blob, format_: str) -> Iterator[_Piece]:
    """Give what the format's reader makes of a blob; an old file not wholly read is made new where that can be done."""
    refused = _refused(blob, format_)
    if refused:
        yield refused
    elif format_ in FORMS:
        yield from renewed(blob, format_, list(_read_by(format_, blob)), _read_by)
    else:
        yield from _read_by(format_, blob)


def _read_by(format_: str, blob: Blob) -> Iterator[_Piece]:
    """Run a format's reader; a fault of ours becomes a Problem, so that nothing lacks a row."""
    try:
        yield from _handed_on(blob, _reader(format_)(blob))
    except MemoryError:
        what = "It needs more memory than allowed."
        yield Problem(blob.name, what, "Open it by hand.", "limit_memory", "refused")
    except Exception as fault:  # any reader's fault is a row in the ledger, never the end of the run
        what = f"Our {format_} reader failed on it ({type(fault).__name__})."
        remedy = "Open it in its own program and print it to PDF, then add that."
        yield Problem(blob.name, what, remedy, "reader_fault", "refused")


def _handed_on(blob: Blob, pieces: Iterator[Document | Blob | Problem]) -> Iterator[Document | Blob | Problem]:
    """Give a reader's pieces, the blobs among them with the passwords of the one they lie in."""
    for piece in pieces:
        yield replace(piece, passwords=blob.passwords) if isinstance(piece, Blob) else piece


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
