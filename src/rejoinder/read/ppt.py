"""Presentations of the old kind (.ppt): the words of slides, notes and comments, by the file's records (MS-PPT)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.converted import INSTALL
from rejoinder.read.inside import given_on
from rejoinder.read.limits import UNPACKED
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import UnreadableError
from rejoinder.read.old_files import OLE, OldFile, macros
from rejoinder.read.old_records import Record, records

_TEXT, _BYTES, _STRING = 4000, 4008, 4026
_SLIDE, _NOTES, _MASTER, _COMMENT, _LIST, _PERSIST = 1006, 1008, 1016, 12000, 4080, 1011
_HIDES, _NOTES_OF, _TAGGED = 1017, 1009, 5003
"""What says that a slide is hidden, of which slide notes are, and what later programs add as records of their own."""
_HOLDERS = (_SLIDE, _NOTES, _MASTER, _COMMENT, _LIST)
_ENCRYPTED = 0x2F14
_OBJECT, _PACKED = 4113, 1
"""A file that lies on a slide, or the macros; and the instance of one that is packed."""
_MOST = 2_000
"""Objects of one file that are looked at."""
_BREAKS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x00": None})
_REMEDY = f"For the order of its slides and what is drawn on them, {INSTALL}. Or save it as .pptx and add that."


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the presentation's words, and that not all of it is read here."""
    try:
        file = OldFile(blob)
        stream = file.stream("PowerPoint Document")
        if any(record.kind == _ENCRYPTED for record in _records(stream)) or "encryptedsummary" in file.names():
            remedy = "Ask the sender for the password, save it without, and add that."
            raise UnreadableError("encrypted", "It is locked with a password.", remedy)
    except UnreadableError as fault:
        yield fault.problem(blob.name)
        return
    marks = Marks()
    text = "\n".join(dict.fromkeys(_lines(stream, marks)))
    stated = file.stated()
    whole = stated.under(text)
    yield Document(blob.name, "slides", whole, title=stated.title, author=stated.author, date=stated.date)
    what = "It is a presentation of the old kind (before 2007); its words were read, not all that it shows."
    yield Problem(blob.name, what, _REMEDY, "old_format", "partial")
    yield from marks.problems(blob.name)
    with_macros = [file.has_macros()]
    yield from given_on(blob, _files_inside(blob, stream, with_macros))
    if any(with_macros):
        yield macros(blob.name)


def _files_inside(blob: Blob, stream: bytes, with_macros: list[bool]) -> Iterator[tuple[str, bytes | None]]:
    """Give the name and content of each file on a slide, and note of each object whether it is the macros."""
    number = 0
    for one in _objects(blob, stream):
        with_macros.append(one is not None and one.has_macros())
        if with_macros[-1] or (one is not None and not one.names()):
            continue
        number += 1
        name, content = one.taken_out() if one else ("", None)
        yield name if name[:1] not in ("", ".") else f"object {number}{name}", content


def _objects(blob: Blob, stream: bytes) -> Iterator[OldFile | None]:
    """Give the objects on its slides, each once; None for one that cannot be opened (MS-PPT 2.10.34)."""
    seen: set[bytes] = set()
    for record in _records(stream):
        if record.kind != _OBJECT or len(seen) >= _MOST:
            continue
        content = stream[record.start : record.end]
        if record.instance == _PACKED:
            content = _unpacked(content[4:])
        digest = hashlib.sha256(content).digest()
        if digest in seen:
            continue
        seen.add(digest)
        try:
            yield OldFile(Blob(blob.name, content)) if content.startswith(OLE) else None
        except UnreadableError:
            yield None


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, UNPACKED)
    except zlib.error:
        return b""


def _lines(stream: bytes, marks: Marks) -> Iterator[str]:
    """Give each text of the slides, their notes and comments, in the order of the file."""
    commented: list[str] = []
    spoken = False
    for record in _records(stream):
        content = stream[record.start : record.end] if record.kind not in _HOLDERS else b""
        if record.kind == _COMMENT:
            commented = []
        elif record.kind == _NOTES_OF:
            spoken = len(content) > 3 and content[3] < 0x80
        elif record.kind == _HIDES and record.within == _SLIDE and len(content) > 11 and content[10] & 4:
            marks.note("hidden_slide")
            yield "[Hidden slide]"
        if record.kind == _STRING and record.within == _COMMENT:
            commented.append(_decoded(content, "utf-16-le"))
            if record.instance == 1:
                marks.note("comment", author=commented[0])
                yield mark("Comment", commented[-1], commented[0] if len(commented) > 1 else "")
        elif record.kind in (_TEXT, _BYTES) and record.within != _MASTER:
            words = _decoded(content, "utf-16-le" if record.kind == _TEXT else "latin-1")
            if record.within == _NOTES and spoken and words.strip("*"):
                marks.note("speaker_notes")
                yield mark("Notes", words)
            elif record.within != _NOTES and words.strip("*"):
                yield words


def _records(stream: bytes) -> Iterator[Record]:
    return records(stream, _HOLDERS, (_TAGGED,))


def _decoded(content: bytes, codec: str) -> str:
    return content.decode(codec, "replace").translate(_BREAKS).strip()
