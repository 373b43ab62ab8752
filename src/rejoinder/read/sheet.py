"""Spreadsheets (Office Open XML): every sheet's name and rows, cells parted by tabs, marks for what it hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.cells import Formats, code_of
from rejoinder.read.limits import COLUMNS, ROWS
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import Package, UnreadableError, attribute, elements, local, package_of
from rejoinder.read.ooxml import (
    Relation,
    core_part,
    drawn_words,
    embedded,
    main_part,
    pictured_words,
    pictures,
    relations,
    remarks,
    stored_words,
    unread_words,
)
from rejoinder.read.sheet_beside import hanging
from rejoinder.read.sheet_kept import kept
from rejoinder.read.sheet_rows import ON, Around, Reader, Seen, on_one_line, rich, rows, whole
from rejoinder.read.stated import properties

_SPLIT = "Split it into smaller files and add those."
_AGAIN = "Ask the sender for it again."
_MODEL = "Open it in Excel (Data, Manage Data Model), save each of its tables as a sheet, and add that."
_VALUE = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?v[\s>]")


class _Sheet(NamedTuple):
    """One sheet as the workbook lists it."""

    name: str
    part: str
    state: str
    """Empty for one that is shown, else hidden or very hidden."""


class _Book(NamedTuple):
    """What the sheets of a workbook share."""

    package: Package
    reader: Reader


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the workbook as one document, the files embedded in it, and what must be said of it."""
    try:
        package = package_of(blob)
        part = main_part(package, "xl/workbook.xml")
        root = package.markup(part)
        beside = relations(package, part)
        book = _Book(package, Reader(_strings(package, beside), _formats(package, beside, root)))
        sheets = list(_sheets(root, beside))
    except UnreadableError as fault:
        yield fault.problem(blob.name)
        return
    seen = Seen(Marks(blob.media_type))
    parts = [_sheet(book, sheet, seen) for sheet in sheets]
    if sheets and len(seen.unread) == len(sheets):
        yield seen.unread[0][1].problem(blob.name)
        return
    names = frozenset(sheet.name for sheet in sheets)
    left = _left(book, parts, seen)
    parts += [
        "\n".join((*drawn_words(package), *pictured_words(package))),
        "\n".join(kept(package, root, names, seen)),
        left,
    ]
    stated = properties(package, core_part(package))
    text = stated.under("\n\n".join(part for part in parts if part))
    yield Document(blob.name, "sheet", text, title=stated.title, author=stated.author, date=stated.date)
    yield from _unread(blob.name, package, seen)
    if not seen.past_rows and not seen.past_columns:
        yield from unread_words(blob.name, package, text)
    yield from pictures(blob.name, package, "words")
    yield from seen.marks.problems(blob.name)
    yield from remarks(blob, package)
    yield from embedded(blob, package)


def _sheets(root: Any, beside: list[Relation]) -> Iterator[_Sheet]:
    """Give the sheets in the order of their tabs."""
    targets = {one.id: one.target for one in beside}
    states = {"hidden": "hidden", "veryhidden": "very hidden"}
    for element in root.iter("{*}sheet"):
        related = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        state = states.get(attribute(element, "state").lower(), "")
        yield _Sheet(attribute(element, "name"), targets.get(related, ""), state)


def _strings(package: Package, beside: list[Relation]) -> list[str]:
    """Give the texts cells share, by number."""
    part = next((one.target for one in beside if one.kind == "sharedstrings"), "xl/sharedStrings.xml")
    if part not in package:
        return []
    return [rich(element) for element in elements(package.content(part), "si")]


def _formats(package: Package, beside: list[Relation], root: Any) -> Formats:
    """Give how the workbook's styles show numbers."""
    since_1904 = any(attribute(one, "date1904") in ON for one in root.iter("{*}workbookPr"))
    part = next((one.target for one in beside if one.kind == "styles"), "xl/styles.xml")
    if part not in package:
        return Formats((), since_1904)
    styles = package.markup(part)
    stated = styles.iter("{*}numFmt")
    own = {whole(attribute(one, "numFmtId")): attribute(one, "formatCode") for one in stated}
    codes = [
        code_of(whole(attribute(one, "numFmtId")), own)
        for formats in styles
        if local(formats) == "cellXfs"
        for one in formats
        if local(one) == "xf"
    ]
    return Formats(codes, since_1904)


def _sheet(book: _Book, sheet: _Sheet, seen: Seen) -> str:
    """Give a sheet's name, rows and comments, and the words in its drawings."""
    lines = [sheet.name]
    if sheet.state:
        seen.marks.note("hidden_sheet", place=f"{sheet.name} ({sheet.state})")
        lines.append(mark(f"{sheet.state.capitalize()} sheet"))
    around = Around(sheet.name)
    drawn: list[str] = []
    try:
        if sheet.part not in book.package:
            raise UnreadableError("office_structure", f'Its sheet "{sheet.name}" is missing.', _AGAIN)
        content = book.package.content(sheet.part)
        try:
            drawn = hanging(book.package, sheet.part, around, seen.marks)
        except UnreadableError as fault:
            seen.unread.append((sheet.name, fault))
        before = seen.values
        lines += rows(content, book.reader, around, seen)
        _held_against(content, seen.values - before, sheet, seen)
    except UnreadableError as fault:
        seen.unread.append((sheet.name, fault))
    lines += [line for told in around.comments.values() for line in told]
    return "\n".join((*lines, *drawn))


def _held_against(content: bytes, values: int, sheet: _Sheet, seen: Seen) -> None:
    """Note when a sheet's own bytes hold more values than its cells were found to."""
    more = len(_VALUE.findall(content)) - values
    if more > 0 and not (seen.past_rows or seen.past_columns):
        what = f"{more:,} of its values stand where we do not look."
        seen.unread.append((sheet.name, UnreadableError("words_unread", what)))


def _left(book: _Book, parts: list[str], seen: Seen) -> str:
    """Give the texts that no cell shows any more, and the small stores of XML."""
    unused = [text for number, text in enumerate(book.reader.strings) if number not in seen.used and text.strip()]
    lines = []
    if unused and not seen.past_rows:
        shown = {cell for part in parts for line in part.split("\n") for cell in line.split("\t")}
        for text in dict.fromkeys(unused):
            if on_one_line(text) not in shown:
                seen.marks.note("stored_text")
                lines.append(mark("Stored text, in no cell", text))
    return "\n".join((*lines, *stored_words(book.package, seen.marks)))


def _unread(where: str, package: Package, seen: Seen) -> Iterator[Problem]:
    """Give what was not read."""
    if seen.past_rows:
        what = f"It has more than {ROWS:,} rows, or more words than are read of one file; not all were read."
        yield Problem(where, what, _SPLIT, "row_limit", "partial")
    if seen.past_columns:
        what = f"It has rows of more than {COLUMNS:,} filled cells; those further right were not read."
        yield Problem(where, what, _SPLIT, "column_limit", "partial")
    for name, fault in seen.unread:
        what = f'Of its sheet or part "{name}" not all was read. {fault.what}'
        yield Problem(where, what, fault.remedy, fault.code, "partial")
    if package.names("xl/model/"):
        what = "It holds a data model: whole tables behind its sheets, in a form that is not read."
        yield Problem(where, what, _MODEL, "data_model", "partial")
