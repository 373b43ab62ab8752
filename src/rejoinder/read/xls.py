"""Spreadsheets of the old kind (.xls): their sheets as those of today are read, and what they keep beside the cells."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

import xlrd

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.cells import Formats, letters_of
from rejoinder.read.converted import INSTALL
from rejoinder.read.limits import COLUMNS, ROWS
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import UnreadableError
from rejoinder.read.old_files import OldFile
from rejoinder.read.old_records import records
from rejoinder.read.ooxml import pictured
from rejoinder.read.sheet_rows import Around, Cell, Seen, edge_words, on_one_line, row_lines

_AGAIN = "Ask the sender for it again."
_REMEDY = f"For more of it, {INSTALL}. Or save it as .xlsx and add that."
_SPLIT = "Split it into smaller files and add those."
_BIFF_8 = 80
_HEADER, _FOOTER, _DRAWN, _CONTINUED, _LABEL = 0x14, 0x15, 0x1B6, 0x3C, 0x100D
_BEGIN, _CHART_LABEL, _CELL_LABEL = 0x809, 0x04, 0x204
_CHARTS = (0x20, 0x8000)
"""What part of the file begins: a chart, or what the program for charts (Microsoft Graph) keeps."""
_SHEET = 0x85
_OTHERS = {1: "Macro sheet", 2: "Chart sheet", 6: "Module"}
"""Sheets without cells that are read (MS-XLS 2.4.28)."""
_BARE = b"\x09\x08"
"""How a workbook begins that lies bare in another file."""
_PIVOT_TEXT = 0xCD
_CHANGES = "revision log"
"""The stream in which a workbook that was shared keeps its changes."""
_DRAWING, _PICTURE = 0xEB, 0xF007
"""What holds a workbook's pictures, and one of them (MS-ODRAW 2.2.32)."""
_SEEN = (5, 6, 7, 17, 18)
"""Kinds of pictures made of points: JPEG, PNG, DIB, TIFF; those drawn by commands stand for what lies inside."""
_STATES = {1: "hidden", 2: "very hidden"}


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the workbook as one document, the files embedded in it, and what must be said of it."""
    try:
        file = OldFile(blob)
        raw = file.stream("Workbook") or bytes(blob.untrusted_bytes if blob.untrusted_bytes[:2] == _BARE else b"")
        loose = "\n".join(dict.fromkeys(_beside(raw)))
    except UnreadableError as fault:
        yield fault.problem(blob.name)
        return
    try:
        book = _book(blob)
    except UnreadableError as fault:
        if loose and fault.code == "old_format":
            yield Document(blob.name, "sheet", loose)
        yield fault.problem(blob.name, "partial" if loose and fault.code == "old_format" else "refused")
        return
    seen = Seen(Marks())
    formats = Formats([_code(book, style) for style in book.xf_list], book.datemode == 1)
    parts = ["\n".join(_sheet(sheet, formats, seen)) for sheet in book.sheets()]
    said = " ".join("\n".join(parts).split())
    if book.biff_version == _BIFF_8:
        parts.append("\n".join(line for line in loose.split("\n") if " ".join(line.split()) not in said))
    parts += ["\n".join(_names(book, seen)), "\n".join(_pivots(file, seen))]
    stated = file.stated()
    text = stated.under("\n\n".join(part for part in parts if part))
    yield Document(blob.name, "sheet", text, title=stated.title, author=stated.author, date=stated.date)
    if seen.past_rows:
        yield Problem(blob.name, f"It has more than {ROWS:,} rows; not all were read.", _SPLIT, "row_limit", "partial")
    if seen.marks.has("pivot_cache"):
        what = "It is of the old kind (before 2007) and keeps rows behind pivot tables, of which only words were read."
        yield Problem(blob.name, what, _REMEDY, "old_format", "partial")
    if _CHANGES in file.names():
        seen.marks.note("earlier_value")
        what = (
            "It is of the old kind (before 2007) and keeps what cells held before they were changed; that was not read."
        )
        yield Problem(blob.name, what, _REMEDY, "old_format", "partial")
    yield from pictured(blob.name, _pictures(raw))
    yield from seen.marks.problems(blob.name)
    yield from file.remarks(blob.name)
    yield from file.embedded(blob)


def _book(blob: Blob) -> Any:
    """Give the workbook; raise UnreadableError when it is none that can be read."""
    try:
        return xlrd.open_workbook(
            file_contents=bytes(blob.untrusted_bytes), formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except MemoryError:
        raise
    except Exception as fault:  # what xlrd raises for damage has no common class
        if "encrypted" in str(fault).lower():
            remedy = "Ask the sender for the password, save it without, and add that."
            raise UnreadableError("encrypted", "It is locked with a password.", remedy) from None
        what = "It is a spreadsheet of the old kind (before 2007), and damaged or made by a program we do not know."
        raise UnreadableError("old_format", what, f"{INSTALL[0].upper()}{INSTALL[1:]}. {_AGAIN}") from None


def _code(book: Any, style: Any) -> str:
    found = book.format_map.get(style.format_key)
    return str(found.format_str) if found is not None else "General"


def _sheet(sheet: Any, formats: Formats, seen: Seen) -> Iterator[str]:
    """Give a sheet's name, its rows and comments, and what is hidden of them."""
    yield sheet.name
    state = _STATES.get(sheet.visibility, "")
    if state:
        seen.marks.note("hidden_sheet", place=f"{sheet.name} ({state})")
        yield mark(f"{state.capitalize()} sheet")
    around = Around(sheet.name, hidden={at + 1 for at, one in sheet.colinfo_map.items() if one.hidden or not one.width})
    for (row, column), note in sheet.cell_note_map.items():
        place = f"{letters_of(column + 1)}{row + 1}"
        seen.marks.note("comment", author=note.author or "")
        around.comments.setdefault(row + 1, []).append(mark("Comment", note.text, note.author or "", "", place))
    last = 0
    for number in range(1, sheet.nrows + 1):
        if seen.rows >= ROWS or seen.left <= 0:
            seen.past_rows = True
            break
        told = sheet.rowinfo_map.get(number - 1)
        cells = list(_cells(sheet, number - 1, formats, seen))
        lines = row_lines(cells, number, told is not None and bool(told.hidden), around, seen)
        if lines:
            seen.rows += 1
            if last and number > last + 1:
                yield ""
            last = number
            yield from lines
    for left in around.comments.values():
        yield from left
    for link in sheet.hyperlink_list:
        if link.url_or_path:
            address = link.url_or_path
            place = f"{letters_of(link.fcolx + 1)}{link.frowx + 1}"
            yield mark(
                f"Link in {place} to", address if isinstance(address, str) else address.decode("cp1252", "replace")
            )


def _cells(sheet: Any, row: int, formats: Formats, seen: Seen) -> Iterator[Cell]:
    """Give a row's cells that hold something, as they are shown."""
    kinds, values = sheet.row_types(row), sheet.row_values(row)
    for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        style = sheet.cell_xf_index(row, column)
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            shown = formats.shown(repr(int(value) if float(value).is_integer() else value), style)
        elif kind == xlrd.XL_CELL_BOOLEAN:
            shown = "TRUE" if value else "FALSE"
        elif kind == xlrd.XL_CELL_ERROR:
            shown = xlrd.error_text_from_code.get(value, "")
        else:
            shown = on_one_line(str(value))
        if shown and column < COLUMNS:
            seen.left -= len(shown) + 1
            yield Cell(column + 1, shown, formats.hides(style))


def _names(book: Any, seen: Seen) -> Iterator[str]:
    """Give the names of cells and values, but for those every program makes."""
    for one in book.name_obj_list:
        if one.builtin or not one.result or not one.result.text:
            continue
        if one.hidden:
            seen.marks.note("hidden_name", place=one.name)
        yield mark(f"{'Hidden name' if one.hidden else 'Name'} {one.name}", one.result.text)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the records of a stream in order (MS-XLS 2.1.4)."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _beside(stream: bytes) -> Iterator[str]:
    """Give headers, footers, the words of boxes and charts, and sheets that hold no cells."""
    awaited, charted = 0, False
    for kind, content in _records(stream):
        if kind == _BEGIN and len(content) >= 4:
            charted = struct.unpack_from("<H", content, 2)[0] in _CHARTS
        elif kind == _CONTINUED and awaited and content:
            words = _characters(content[1:], content[0])[:awaited]
            yield on_one_line(words)
        elif line := _told(kind, content, charted):
            yield line
        awaited = struct.unpack_from("<H", content, 10)[0] if kind == _DRAWN and len(content) >= 12 else 0


def _told(kind: int, content: bytes, charted: bool) -> str:
    """Give what one record tells beside the cells; empty for most."""
    if kind in (_HEADER, _FOOTER):
        words = edge_words(_string(content, 2))
        return mark("Header" if kind == _HEADER else "Footer", words) if words else ""
    if kind == _SHEET and len(content) > 7 and content[5] in _OTHERS:
        return mark(f"{_OTHERS[content[5]]} {_string(content[6:], 1)}")
    if kind == _LABEL:
        return _string(content[2:], 1)
    if charted and kind == _CHART_LABEL:
        return _string(content[7:], 1)
    return _string(content[6:], 2) if charted and kind == _CELL_LABEL else ""


def _pivots(file: OldFile, seen: Seen) -> Iterator[str]:
    """Give the words that the caches of pivot tables keep."""
    for name in file.names():
        if name.startswith("_sx_db"):
            texts = (_string(content, 2) for kind, content in _records(file.stream(name)) if kind == _PIVOT_TEXT)
            words = "\n".join(dict.fromkeys(text for text in texts if text.strip()))
            seen.marks.note("pivot_cache")
            yield mark("Pivot cache, kept values", words)


def _pictures(stream: bytes) -> int:
    """Give how many pictures a workbook has."""
    drawn, more = b"", False
    for kind, content in _records(stream):
        more = kind == _DRAWING or (more and kind == _CONTINUED)
        drawn += content if more else b""
    return sum(record.kind == _PICTURE and record.instance in _SEEN for record in records(drawn))


def _string(content: bytes, counted: int) -> str:
    """Give a string that states its length in so many bytes, and how wide its characters are."""
    length = int.from_bytes(content[:counted], "little")
    return _characters(content[counted + 1 :], content[counted] if len(content) > counted else 0)[:length]


def _characters(content: bytes, width: int) -> str:
    text = content[: len(content) & ~1].decode("utf-16-le", "replace") if width & 1 else content.decode("latin-1")
    return text.replace("\0", "")
