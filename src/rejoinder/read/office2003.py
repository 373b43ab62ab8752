"""Word documents and spreadsheets that are one piece of XML, as Office 2003 wrote them, and packages laid flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import UnreadableError, attribute, local, root_of
from rejoinder.read.reached import Reached
from rejoinder.read.sheet_rows import on_one_line
from rejoinder.read.stamps import iso_of_w3c
from rejoinder.read.word_covers import placed, taken
from rejoinder.read.word_walk import Walk

_GAP = 20
_WORDS = ("t", "delText", "Data")


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the document or workbook, and what must be said of it."""
    try:
        root = root_of(bytes(blob.untrusted_bytes))
    except UnreadableError as fault:
        yield fault.problem(blob.name)
        return
    marks = Marks()
    sheets = list(root.iter("{*}Worksheet"))
    if sheets:
        kind, text = "sheet", "\n\n".join("\n".join(_sheet(one)) for one in sheets)
    else:
        walk = Walk(frozenset(), marks)
        bodies = "\n\n".join(walk.block(one).strip("\n") for one in root.iter("{*}body"))
        kind, text = "word", "\n\n".join(part for part in (bodies, "\n".join(walk.beside.rest())) if part)
    text, covered = taken(text)
    said = {local(one): one.text or "" for part in root.iter("{*}DocumentProperties") for one in part}
    date = iso_of_w3c(said.get("LastSaved", "")) or iso_of_w3c(said.get("Created", ""))
    made = Document(blob.name, kind, text, title=said.get("Title", ""), author=said.get("Author", ""), date=date)
    yield made
    reached = Reached(text)
    tags = [f"{{*}}{name}" for name in _WORDS]
    reached.check("the file", ("".join(one.itertext()) for one in root.iter(*tags)))
    yield from reached.problems(blob.name)
    for remark in marks.problems(blob.name):
        yield from placed(remark, text, covered, [made])


def _sheet(sheet: Any) -> Iterator[str]:
    """Give a sheet's name and rows, and its comments under their rows."""
    yield attribute(sheet, "Name")
    for row in sheet.iter("{*}Row"):
        cells: list[str] = []
        comments: list[str] = []
        for cell in row:
            stated = attribute(cell, "Index")
            ahead = int(stated) - 1 - len(cells) if stated.isascii() and stated.isdigit() and len(stated) < 8 else 0
            cells += [""] * min(_GAP, max(0, ahead))
            cells.append("".join(on_one_line("".join(one.itertext())) for one in cell if local(one) == "Data"))
            notes = cell.iter("{*}Comment")
            comments += [mark("Comment", "".join(one.itertext()), attribute(one, "Author")) for one in notes]
        line = "\t".join(cells).rstrip("\t")
        yield from ([line] if line else [])
        yield from comments
