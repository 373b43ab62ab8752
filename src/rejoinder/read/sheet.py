"""Spreadsheets (Office Open XML): every sheet's name and rows, hidden ones too, cells parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.cells import Formats, code_of, column_of
from rejoinder.read.layers import signed
from rejoinder.read.limits import COLUMNS, ROWS
from rejoinder.read.markup import Package, UnreadableError, attribute, elements, local, package_of
from rejoinder.read.ooxml import Relation, drawn_words, embedded, main_part, properties, relations, remarks

CHARACTERS = 1 << 27
"""Characters of one workbook that are read."""
_GAP = 20
"""Empty cells in a row that are kept as tabs; more of them are so many."""
_ON = ("1", "true", "on")
_EDGES = {"oddHeader": "Header", "oddFooter": "Footer", "firstHeader": "Header", "firstFooter": "Footer"}
_EDGE_CODE = re.compile(r'&(?:"[^"]*+"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z])')
"""Codes within headers and footers (ECMA-376 part 1, 18.3.1.46)."""
_SPLIT = "Split it into smaller files and add those."


class Sheet:
    """One sheet as the workbook lists it."""

    def __init__(self, name: str, part: str, hidden: bool) -> None:
        self.name = name
        self.part = part
        self.hidden = hidden


@dataclass(slots=True)
class _Seen:
    """What was seen of all sheets while they were read."""

    rows: int = 0
    left: int = CHARACTERS
    """Characters the text may still grow by; cells may share one long text without end."""
    past_rows: bool = False
    past_columns: bool = False
    hidden: dict[str, list[str]] = field(default_factory=dict)
    unread: list[tuple[str, UnreadableError]] = field(default_factory=list)

    def hide(self, code: str, sheet: str) -> None:
        """Note that a sheet is hidden, or hides rows or columns."""
        names = self.hidden.setdefault(code, [])
        if sheet not in names:
            names.append(sheet)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share."""

    package: Package
    strings: list[str]
    formats: Formats


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the workbook as one document, the files embedded in it, and what must be said of it."""
    try:
        package = package_of(blob)
        part = main_part(package, "xl/workbook.xml")
        root = package.markup(part)
        beside = relations(package, part)
        book = _Book(package, _strings(package, beside), _formats(package, beside, root))
        sheets = list(_sheets(root, beside))
    except UnreadableError as fault:
        yield fault.problem(blob.name)
        return
    seen = _Seen()
    parts = [_sheet(book, sheet, seen) for sheet in sheets]
    if sheets and len(seen.unread) == len(sheets):
        yield seen.unread[0][1].problem(blob.name)
        return
    stated = properties(package)
    yield Document(
        path=blob.name,
        kind="sheet",
        text="\n\n".join(part for part in (*parts, "\n".join(drawn_words(package))) if part),
        title=stated.title,
        author=stated.author,
        date=stated.date,
    )
    yield from _said(blob, seen)
    yield from remarks(blob, package)
    yield from embedded(blob, package)


def _sheets(root: Any, beside: list[Relation]) -> Iterator[Sheet]:
    """Give the sheets in the order of their tabs."""
    targets = {one.id: one.target for one in beside}
    for element in root.iter("{*}sheet"):
        hidden = attribute(element, "state").lower() in ("hidden", "veryhidden")
        related = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        yield Sheet(attribute(element, "name"), targets.get(related, ""), hidden)


def _strings(package: Package, beside: list[Relation]) -> list[str]:
    """Give the texts cells share, by number."""
    part = next((one.target for one in beside if one.kind == "sharedstrings"), "xl/sharedStrings.xml")
    if part not in package:
        return []
    return [_rich(element) for element in elements(package.content(part), "si")]


def _rich(element: Any) -> str:
    """Give the text of runs, without the readings that stand above characters (phonetic guides)."""
    words: list[str] = []
    for child in element:
        if local(child) == "t":
            words.append(child.text or "")
        elif local(child) == "r":
            words += [one.text or "" for one in child if local(one) == "t"]
    return "".join(words)


def _formats(package: Package, beside: list[Relation], root: Any) -> Formats:
    """Give how the workbook's styles show numbers."""
    since_1904 = any(attribute(one, "date1904") in _ON for one in root.iter("{*}workbookPr"))
    part = next((one.target for one in beside if one.kind == "styles"), "xl/styles.xml")
    if part not in package:
        return Formats((), since_1904)
    styles = package.markup(part)
    stated = styles.iter("{*}numFmt")
    own = {_whole(attribute(one, "numFmtId")): attribute(one, "formatCode") for one in stated}
    codes = [
        code_of(_whole(attribute(one, "numFmtId")), own)
        for formats in styles
        if local(formats) == "cellXfs"
        for one in formats
        if local(one) == "xf"
    ]
    return Formats(codes, since_1904)


def _whole(stated: str) -> int:
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 12 else -1


def _sheet(book: _Book, sheet: Sheet, seen: _Seen) -> str:
    """Give a sheet's name, rows and comments."""
    if sheet.hidden:
        seen.hide("hidden_sheet", sheet.name)
    lines = [sheet.name]
    try:
        if sheet.part not in book.package:
            raise UnreadableError(
                "office_structure", f'Its sheet "{sheet.name}" is missing.', "Ask the sender for it again."
            )
        lines += _rows(book, sheet, seen)
    except UnreadableError as fault:
        seen.unread.append((sheet.name, fault))
    try:
        lines += _beside(book.package, sheet.part)
    except UnreadableError as fault:
        seen.unread.append((sheet.name, fault))
    return "\n".join(lines)


def _rows(book: _Book, sheet: Sheet, seen: _Seen) -> Iterator[str]:
    """Give the rows that hold anything; an empty line stands for any number of empty rows."""
    content = book.package.content(sheet.part)
    last = 0
    for element in elements(content, "row", "col", *_EDGES):
        name = local(element)
        if name in _EDGES:
            edge = " ".join(_EDGE_CODE.sub(" ", element.text or "").split())
            if edge:
                yield f"[{_EDGES[name]}] {edge}"
            continue
        if attribute(element, "hidden") in _ON:
            seen.hide("hidden_row" if name == "row" else "hidden_column", sheet.name)
        if name == "col":
            continue
        if seen.rows >= ROWS or seen.left <= 0:
            seen.past_rows = True
            return
        text = _row(book, element, seen)
        if not text:
            continue
        seen.rows += 1
        number = _whole(attribute(element, "r"))
        if last and number > last + 1:
            yield ""
        last = max(number, last + 1)
        yield text


def _row(book: _Book, row: Any, seen: _Seen) -> str:
    cells: list[str] = []
    filled, last = 0, 0
    for cell in row:
        if local(cell) != "c":
            continue
        value = _cell(book, cell)
        column = column_of(attribute(cell, "r")) or last + 1
        if not value:
            continue
        if filled >= COLUMNS:
            seen.past_columns = True
            break
        seen.left -= len(value) + 1
        if seen.left < 0:
            seen.past_rows = True
            break
        cells += [""] * min(_GAP, max(0, column - last - 1))
        cells.append(value)
        filled, last = filled + 1, column
    return "\t".join(cells)


def _cell(book: _Book, cell: Any) -> str:
    """Give a cell's value as it is shown, on one line; its formula where no value was kept."""
    kind, stored, formula = attribute(cell, "t"), "", ""
    for child in cell:
        name = local(child)
        if name == "v":
            stored = child.text or ""
        elif name == "is":
            return _on_one_line(_rich(child))
        elif name == "f":
            formula = child.text or ""
    if not stored:
        return _on_one_line(f"={formula}") if formula else ""
    if kind == "s":
        number = _whole(stored.strip())
        return _on_one_line(book.strings[number]) if 0 <= number < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if stored.strip() in _ON else "FALSE"
    if kind in ("str", "e", "inlineStr", "d"):
        return _on_one_line(stored)
    return book.formats.shown(stored.strip(), _whole(attribute(cell, "s")) if cell.get("s") else 0)


def _on_one_line(text: str) -> str:
    """Give a cell's text with its own line ends and tabs as spaces, so that rows stay rows."""
    if "\n" in text or "\t" in text or "\r" in text or "_x000" in text:
        text = text.replace("_x000D_", " ").replace("_x000A_", " ")
        return " ".join(text.replace("\r", "\n").replace("\t", "\n").split("\n"))
    return text


def _beside(package: Package, part: str) -> Iterator[str]:
    """Give what hangs from a sheet: comments and the words in its drawings."""
    people: dict[str, str] = {}
    for name in package.names("xl/persons/"):
        people |= {attribute(one, "id"): attribute(one, "displayName") for one in package.markup(name)}
    for relation in relations(package, part):
        if relation.external or relation.target not in package:
            continue
        if relation.kind == "comments":
            yield from _comments(package.markup(relation.target))
        elif relation.kind == "threadedcomment":
            for comment in package.markup(relation.target):
                text = " ".join(one.text or "" for one in comment if local(one) == "text")
                who = signed(people.get(attribute(comment, "personId"), ""), attribute(comment, "dT"))
                yield f"[Comment on {attribute(comment, 'ref')}] {who}{text}"
        elif relation.kind == "drawing":
            for paragraph in package.markup(relation.target).iter("{*}p"):
                text = "".join(one.text or "" for one in paragraph.iter("{*}t"))
                if text.strip():
                    yield text


def _comments(root: Any) -> Iterator[str]:
    authors = [one.text or "" for one in root.iter("{*}author")]
    for comment in root.iter("{*}comment"):
        text = "".join(_rich(one) for one in comment if local(one) == "text").strip()
        number = _whole(attribute(comment, "authorId"))
        who = authors[number] if 0 <= number < len(authors) and not authors[number].startswith("tc=") else ""
        if text:
            yield f"[Comment on {attribute(comment, 'ref')}] {signed(who, '')}{text}"


_HIDDEN = {
    "hidden_sheet": "It has hidden sheets, whose words are in the text",
    "hidden_row": "It hides rows, whose words are in the text, of the sheets",
    "hidden_column": "It hides columns, whose words are in the text, of the sheets",
}


def _said(blob: Blob, seen: _Seen) -> Iterator[Problem]:
    """Give what was not read, then what is hidden."""
    if seen.past_rows:
        what = f"It has more than {ROWS:,} rows, or more words than are read of one file; not all were read."
        yield Problem(blob.name, what, _SPLIT, "row_limit", "partial")
    if seen.past_columns:
        what = f"It has rows of more than {COLUMNS:,} filled cells; those further right were not read."
        yield Problem(blob.name, what, _SPLIT, "column_limit", "partial")
    for name, fault in seen.unread:
        what = f'Of its sheet "{name}" not all was read. {fault.what}'
        yield Problem(blob.name, what, fault.remedy, fault.code, "partial")
    for code, names in seen.hidden.items():
        told = ", ".join(names[:5]) + (" and more" if len(names) > 5 else "")
        yield Problem(blob.name, f"{_HIDDEN[code]}: {told}.", "", code, "flag")
