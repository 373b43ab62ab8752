"""Presentations of the old kind (.ppt): the words of slides, notes and comments, by the file's records (MS-PPT)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.converted import INSTALL
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import UnreadableError
from rejoinder.read.old_files import OldFile

_TEXT, _BYTES, _STRING = 4000, 4008, 4026
_SLIDE, _NOTES, _MASTER, _COMMENT, _LIST, _PERSIST = 1006, 1008, 1016, 12000, 4080, 1011
_HIDES, _NOTES_OF, _TAGGED = 1017, 1009, 5003
"""What says that a slide is hidden, of which slide notes are, and what later programs add as records of their own."""
_HOLDERS = (_SLIDE, _NOTES, _MASTER, _COMMENT, _LIST)
_ENCRYPTED = 0x2F14
_BREAKS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x00": None})
_REMEDY = f"For the order of its slides and what is drawn on them, {INSTALL}. Or save it as .pptx and add that."


class _Record(NamedTuple):
    """One record: its kind, its instance, where its content lies, and the nearest holder around it."""

    kind: int
    instance: int
    start: int
    end: int
    within: int


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
    yield from file.remarks(blob.name)


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


def _records(stream: bytes) -> Iterator[_Record]:
    """Give every record in order, those within others after the one that holds them."""
    at = 0
    around: list[tuple[int, int]] = []
    while at + 8 <= len(stream):
        version, kind, length = struct.unpack_from("<HHI", stream, at)
        while around and at >= around[-1][0]:
            around.pop()
        within = around[-1][1] if around else 0
        end = min(at + 8 + length, len(stream))
        yield _Record(kind, version >> 4, at + 8, end, within)
        if version & 15 == 15 or kind == _TAGGED:
            around.append((end, kind if kind in _HOLDERS else within))
            at += 8
        else:
            at = end


def _decoded(content: bytes, codec: str) -> str:
    return content.decode(codec, "replace").translate(_BREAKS).strip()
