"""Word documents of the old kind (.doc): their text by the piece table, deleted and hidden words in marks (MS-DOC)."""

from __future__ import annotations

import bisect
import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.charset import decode
from rejoinder.read.converted import INSTALL
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import UnreadableError
from rejoinder.read.old_files import OldFile
from rejoinder.read.word_lines import Lines, fills_in

_WORD_97 = 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_COUNTS = 0x4C
"""Where the lengths of the text's parts stand (FibRgLw97: ccpText and those after it)."""
_PARTS = (
    "",
    "Footnotes",
    "Headers and footers",
    "Macros",
    "Comments",
    "Endnotes",
    "Text boxes",
    "Text boxes of headers",
)
_CHARACTER_RUNS, _PIECES = 0xFA, 0x1A2
_DELETED, _VANISHES, _FONT_CODE = 0x0800, 0x083C, 0x2A53
_OPERANDS = (1, 1, 2, 4, 2, 2, -1, 3)
"""Bytes of a property's operand by the last three bits of its number (MS-DOC 2.2.5.1); -1: the operand says."""
_BREAKS = {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": "\t", "\x1e": "-", "\x1f": "", "\t": "\t", "\n": "\n"}
_FETCHING = re.compile(r"\s*+(?:INCLUDEPICTURE|INCLUDETEXT|LINK|DDE|DDEAUTO|IMPORT|INCLUDE|DATABASE)\b", re.IGNORECASE)
_AGAIN = "Ask the sender for it again."
_REMEDY = f"For its comments, changes and pictures too, {INSTALL}. Or save it as .docx and add that."


class _Run(NamedTuple):
    """Characters of one look: shown, deleted or hidden."""

    text: str
    look: str


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the document's text, the files embedded in it, and that not all of it is read here."""
    try:
        file = OldFile(blob)
        stream = file.stream("WordDocument")
        if len(stream) < 0x200 or not stream[1] & 0xA0:
            raise UnreadableError("ole_corrupt", "It is damaged.", _AGAIN)
        flags = struct.unpack_from("<H", stream, 0x0A)[0]
        if flags & _ENCRYPTED:
            remedy = "Ask the sender for the password, save it without, and add that."
            raise UnreadableError("encrypted", "It is locked with a password.", remedy)
        marks = Marks()
        if struct.unpack_from("<H", stream, 2)[0] < _WORD_97:
            text = _oldest(stream)
        else:
            text = _text(stream, file.stream("1Table" if flags & _SECOND_TABLE else "0Table"), marks)
    except struct.error:
        yield UnreadableError("ole_corrupt", "It is cut off or damaged.", _AGAIN).problem(blob.name)
        return
    except UnreadableError as fault:
        yield fault.problem(blob.name)
        return
    stated = file.stated()
    whole = stated.under(text)
    yield Document(blob.name, "word", whole, title=stated.title, author=stated.author, date=stated.date)
    what = "It is a Word document of the old kind (before 2007); its words were read, not all that hangs from them."
    yield Problem(blob.name, what, _REMEDY, "old_format", "partial")
    yield from marks.problems(blob.name)
    yield from file.remarks(blob.name)
    yield from file.embedded(blob)


def _oldest(stream: bytes) -> str:
    """Give the text of a Word 6 or 95 document: one run of bytes."""
    start, end = struct.unpack_from("<II", stream, 0x18)
    characters = decode(stream[start : min(end, len(stream))], "cp1252")[0]
    return _laid_out([_Run(characters, "")], Marks()).strip("\n")


def _text(stream: bytes, table: bytes, marks: Marks) -> str:
    """Give the text of a Word 97 document or later, its parts one after the other."""
    runs = list(_runs(stream, table))
    counts = struct.unpack_from("<8I", stream, _COUNTS)
    parts: list[str] = []
    at = 0
    for name, length in zip(_PARTS, counts, strict=True):
        within = _between(runs, at, at + length)
        at += length
        text = _laid_out(within, marks).strip("\n")
        if text.strip():
            parts.append(text if not name else mark(name, text))
    return "\n\n".join(parts)


def _between(runs: list[_Run], start: int, end: int) -> list[_Run]:
    """Give the runs of characters start..end."""
    found: list[_Run] = []
    at = 0
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        if first < last:
            found.append(_Run(run.text[first:last], run.look))
        at += len(run.text)
    return found


def _runs(stream: bytes, table: bytes) -> Iterator[_Run]:
    """Give the text's runs in order, by the piece table (MS-DOC 2.8.35)."""
    looks = _looks(stream, table)
    starts = [start for start, _, _ in looks]
    for length, at, narrow in _pieces(stream, table):
        width = 1 if narrow else 2
        end = min(at + length * width, len(stream))
        number = max(0, bisect.bisect_right(starts, at) - 1)
        while at < end:
            while number < len(looks) and looks[number][1] <= at:
                number += 1
            look, stop = "", end
            if number < len(looks):
                start, last, said = looks[number]
                look, stop = (said, min(end, last)) if start <= at else ("", min(end, start))
            stop = max(stop, at + width)
            coded = stream[at:stop]
            yield _Run(coded.decode("cp1252" if narrow else "utf-16-le", "replace"), look)
            at = stop


def _pieces(stream: bytes, table: bytes) -> Iterator[tuple[int, int, bool]]:
    """Give each piece: its characters, its place in the stream, and whether each is one byte."""
    at, length = struct.unpack_from("<II", stream, _PIECES)
    end = at + length
    while at < min(end, len(table)) and table[at] == 1:
        at += 3 + int.from_bytes(table[at + 1 : at + 3], "little")
    if at + 5 > len(table) or table[at] != 2:
        raise UnreadableError("ole_corrupt", "Its table of pieces is damaged.", _AGAIN)
    size = int.from_bytes(table[at + 1 : at + 5], "little")
    plc = table[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc) if count > 0 else ()
    for number in range(max(0, count)):
        stated = struct.unpack_from("<I", plc, (count + 1) * 4 + number * 8 + 2)[0]
        narrow, place = bool(stated & 0x40000000), stated & 0x3FFFFFFF
        characters = places[number + 1] - places[number]
        if 0 < characters <= len(stream):
            yield characters, place // 2 if narrow else place, narrow


def _looks(stream: bytes, table: bytes) -> list[tuple[int, int, str]]:
    """Give the places in the stream of all characters that are deleted or hidden, in order (MS-DOC 2.9.33)."""
    at, length = struct.unpack_from("<II", stream, _CHARACTER_RUNS)
    plc = table[at : at + length]
    count = (len(plc) - 4) // 8
    found: list[tuple[int, int, str]] = []
    for number in range(max(0, count)):
        page_number = struct.unpack_from("<I", plc, (count + 1) * 4 + number * 4)[0] & 0x3FFFFF
        page = stream[page_number * 512 : page_number * 512 + 512]
        if len(page) < 512:
            continue
        runs = page[511]
        if runs * 5 + 4 > 511:
            continue
        places = struct.unpack_from(f"<{runs + 1}I", page)
        for run in range(runs):
            offset = page[(runs + 1) * 4 + run] * 2
            look = _look(page[offset + 1 : offset + 1 + page[offset]]) if offset else ""
            if look and places[run] < places[run + 1]:
                found.append((places[run], places[run + 1], look))
    return sorted(found)


def _look(properties: bytes) -> str:
    """Give what a run's properties make of it: Deleted, Hidden, or empty."""
    at, look = 0, ""
    while at + 3 <= len(properties):
        number = int.from_bytes(properties[at : at + 2], "little")
        operand = _OPERANDS[number >> 13]
        if number == _DELETED and properties[at + 2]:
            return "Deleted"
        if number == _VANISHES and properties[at + 2] & 1:
            look = "Hidden"
        at += 2 + (operand if operand > 0 else 1 + properties[at + 2])
    return look


_CODES = {"Deleted": "tracked_deletion", "Hidden": "hidden_text"}


def _laid_out(runs: list[_Run], marks: Marks) -> str:
    """Give runs as lines, codes of fields left out, marks under the line in which they stand."""
    out: list[str] = []
    lines = Lines()
    fields: list[list[str] | None] = []
    for run in runs:
        for piece in _SPLIT.split(run.text):
            if piece == "\x13":
                fields.append([])
            elif piece in ("\x14", "\x15"):
                _instructed(fields, piece, lines, marks)
            elif fields and fields[-1] is not None:
                fields[-1].append(piece)
            elif piece in ("\r", "\x0b", "\x0c"):
                out += [lines.words.rstrip(), *lines.hung(lines.words)] if lines.parts else ["", *lines.hung("")]
                lines = Lines()
            elif run.look:
                words = _plain(piece)
                if words and lines.hang(run.look, words):
                    marks.note(_CODES[run.look])
            elif piece:
                lines.say(_plain(piece))
    out += [lines.words.rstrip(), *lines.hung(lines.words)]
    return "\n".join(out)


_SPLIT = re.compile("([\x13\x14\x15\r\x0b\x0c])")


def _instructed(fields: list[list[str] | None], piece: str, lines: Lines, marks: Marks) -> None:
    """Take the end of a field's code, or of the field."""
    if not fields:
        return
    code = "".join(fields[-1] or ())
    if _FETCHING.match(code):
        marks.note("linked_field")
        lines.below.append(mark("Field", code.strip()[:2_000]))
    if piece == "\x14" and fills_in(code):
        marks.note("automatic_date")
    if piece == "\x14":
        fields[-1] = None
    else:
        fields.pop()


def _plain(piece: str) -> str:
    """Give characters without those that stand for pictures, notes and other things."""
    return "".join(_BREAKS.get(one, "" if one < " " else one) for one in piece)
