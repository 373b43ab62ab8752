"""Bytes into documents: one call, `read`, behind which each format is one module."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from sys import maxsize
from typing import Literal, NamedTuple

from rejoinder.model import Blob, Document, Problem, Weight
from rejoinder.read.converted import FORMS
from rejoinder.read.gaps import told_by
from rejoinder.read.limits import DEPTH, MEMBERS, MESSAGES, UNPACKED_TOGETHER
from rejoinder.read.renewed import renewed
from rejoinder.read.sniff import extension_of, format_of

Outcome = Literal["read", "partial", "refused"]
Piece = Document | Blob | Problem
Reader = Callable[[Blob], Iterator[Piece]]

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
    "calendar": "rejoinder.read.ics",
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
LIMIT_MEMORY = "limit_memory"
READER_FAULT = "reader_fault"
PRINT = "Open it in its own program and print it to PDF, then add that."
SPLIT = "Split it into smaller files and add those, or open it by hand."
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
    """How many blobs it held, as a container or with attachments, or documents, as a chat or a bundle."""

    @property
    def outcome(self) -> Outcome:
        """read, partial or refused: the heaviest of its problems decides."""
        weights = {problem.weight for problem in self.problems}
        if "refused" in weights:
            return "refused"
        return "partial" if "partial" in weights else "read"


class Answer(NamedTuple):
    """What a reader says of one blob: the format it was told to be, and its pieces as they come."""

    format: str
    pieces: Iterator[Piece]


Answered = Generator[tuple[Blob, Answer], None, None]
Answers = Callable[[Iterable[Blob]], Answered]
"""Gives each blob with its answer, in order; what it gives for one may be used until the next is asked for."""


def read(blob: Blob, batch: str) -> Iterator[Reading]:
    """Give a Reading for the blob and for every blob inside it, however deep; a container comes last."""
    yield from readings([blob], batch, answered_here)


def readings(blobs: Iterable[Blob], batch: str, answers: Answers) -> Iterator[Reading]:
    """Give what comes of received files, one after the other, by answers from here or from elsewhere."""
    with closing(answers(blobs)) as answered:
        for blob, answer in answered:
            yield from _read(blob, answer, batch, _Members(), answers)


def answered_here(blobs: Iterable[Blob]) -> Answered:
    """Give each blob with its reader's answer, made in this process."""
    for blob in blobs:
        yield blob, answer_to(blob)


def answer_to(blob: Blob) -> Answer:
    """Give the reader's answer to one blob."""
    format_ = _format_of(blob)
    return Answer(format_, _pieces(blob, format_))


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


class _Sorted:
    """An answer's pieces by kind; documents and problems keep how many blobs were given before them."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._given = 0
        self._told: list[tuple[int, Document | Problem]] = []

    def blobs(self) -> Iterator[Blob]:
        """Give the blobs, keeping what lies between them."""
        for piece in self._pieces:
            if isinstance(piece, Blob):
                self._given += 1
                yield piece
            else:
                self._told.append((self._given, piece))

    def told(self, before: int) -> Iterator[Document | Problem]:
        """Give the documents and problems that came before so many blobs had been given."""
        return (piece for given, piece in self._told if given < before)


def _read(blob: Blob, answer: Answer, batch: str, members: _Members, answers: Answers) -> Iterator[Reading]:
    digest = hashlib.sha256(blob.untrusted_bytes).hexdigest()
    pieces = _Sorted(_made_new(blob, answer, answers))
    inside, too_many = 0, False
    with closing(answers(pieces.blobs())) as answered:
        for member, within in answered:
            too_many = answer.format in ARCHIVES and members.exceed(member)
            if too_many:
                break
            inside += 1
            yield from _read(member, within, batch, members, answers)
    documents: list[Document] = []
    problems: list[Problem] = []
    for piece in pieces.told(inside + 1 if too_many else maxsize):
        if isinstance(piece, Document):
            documents.append(replace(piece, batch=batch, sha256=digest, parent=piece.parent or blob.parent))
        else:
            problems.append(piece)
    if too_many:
        what = "It and the archives around it hold more than one file may; the rest was not read."
        problems.append(Problem(blob.name, what, _UNPACK, "archive_member_count", "partial"))
    yield Reading(
        path=blob.name,
        parent=blob.parent,
        sha256=digest,
        size=len(blob.untrusted_bytes),
        format=answer.format,
        documents=tuple(documents),
        problems=tuple(problems),
        inside=inside + sum(document.path != blob.name for document in documents),
    )


def _made_new(blob: Blob, answer: Answer, answers: Answers) -> Iterator[Piece]:
    """Give an answer's pieces; those of an old file not wholly read are of the file made new, where that can be done.

    Another program makes it new, so this is never done where documents are read.
    """
    if answer.format in FORMS:
        return iter(renewed(blob, answer.format, list(answer.pieces), partial(_answered_again, answers)))
    return answer.pieces


def _answered_again(answers: Answers, blob: Blob) -> Iterator[Piece]:
    with closing(answers([blob])) as answered:
        for _, answer in answered:
            yield from answer.pieces


def _format_of(blob: Blob) -> str:
    format_ = format_of(blob)
    if format_ in ("unread", "text") and extension_of(blob.name) in _outside():
        return extension_of(blob.name)
    return format_


def _pieces(blob: Blob, format_: str) -> Iterator[Piece]:
    """Run the format's reader; a fault of ours becomes a Problem, so that nothing lacks a row."""
    refused = _refused(blob, format_)
    if refused:
        yield refused
        return
    try:
        for piece in _reader(format_)(blob):
            if isinstance(piece, Blob):
                gaps = piece.gaps or blob.gaps
                piece = replace(piece, passwords=blob.passwords, partings=blob.partings, gaps=gaps)
            yield piece
            if isinstance(piece, Document) and blob.gaps:
                yield from told_by(piece, blob.gaps)
    except MemoryError:
        yield too_large_for_memory(blob, "refused")
    except Exception as fault:  # any reader's fault is a row in the ledger, never the end of the run
        yield broken(blob, format_, type(fault).__name__)


def too_large_for_memory(blob: Blob, weight: Weight) -> Problem:
    """Give the row of a blob that needs more memory than its reader may take."""
    return Problem(blob.name, "It needs more memory than allowed.", SPLIT, LIMIT_MEMORY, weight)


def broken(blob: Blob, format_: str, fault: str) -> Problem:
    """Give the row of a blob on which a reader of ours failed."""
    return Problem(blob.name, f"Our {format_} reader failed on it ({fault}).", PRINT, READER_FAULT, "refused")


def _reader(format_: str) -> Reader:
    """Give the reader of a format: ours, or one that another package brings."""
    reader: Reader = (import_module(READERS[format_]) if format_ in READERS else _outside()[format_].load()).read
    return reader


@cache
def _outside() -> dict[str, EntryPoint]:
    """Give the readers that other packages bring, by the endings of the files they read."""
    return {entry.name: entry for entry in entry_points(group=OUTSIDE)}


def imported() -> None:
    """Import every reader, ours and those of other packages; one that cannot be imported fails when it is used."""
    loads: list[Callable[[], object]] = [partial(import_module, module) for module in sorted(set(READERS.values()))]
    for load in (*loads, *(entry.load for entry in _outside().values())):
        with suppress(Exception):
            load()


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
