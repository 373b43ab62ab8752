"""What people wrote on a PDF's page afterwards: comments, highlights, stamps, and values typed into a form's fields."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from rejoinder.model import Word
from rejoinder.read.pdf_lines import Edges, Places
from rejoinder.read.pdf_pages import Side
from rejoinder.read.pdf_text import date_of, wide

MOST = 5_000
"""Notes looked at on one page."""
_NO_WORDS = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_FILEATTACHMENT)
_MARKED = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_WRITTEN = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_KINDS = {
    pdfium.FPDF_ANNOT_HIGHLIGHT: "Highlight",
    pdfium.FPDF_ANNOT_UNDERLINE: "Underlined",
    pdfium.FPDF_ANNOT_SQUIGGLY: "Underlined",
    pdfium.FPDF_ANNOT_STRIKEOUT: "Struck out",
    pdfium.FPDF_ANNOT_CARET: "Insertion",
    pdfium.FPDF_ANNOT_FREETEXT: "Text box",
    pdfium.FPDF_ANNOT_STAMP: "Stamp",
    pdfium.FPDF_ANNOT_REDACT: "Marked for redaction, not carried out",
}
"""What a note is called, where it is not a comment; those over words are told without a comment too."""
_OVER_WORDS = (
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_REDACT,
)
_FILLED = (
    pdfium.FPDF_ANNOT_SQUARE,
    pdfium.FPDF_ANNOT_CIRCLE,
    pdfium.FPDF_ANNOT_POLYGON,
    pdfium.FPDF_ANNOT_REDACT,
)
"""Notes that cover what lies beneath them where they have a colour inside (IC; ISO 32000-1, 12.5.6.8)."""
_NOT_SHOWN = 2 | 32
"""Flags of a note that is hidden or has no view (ISO 32000-1, 12.5.3)."""
_QUOTED = 300
"""Characters of the words under a note that are told with it."""
_MARKED_WORDS = 5_000
"""Words under one mark for redaction that are told."""


@dataclass(slots=True)
class Notes:
    """What was written on one page afterwards."""

    lines: list[str] = field(default_factory=list)
    """Each note as text in square brackets that says whose it is, or which field's."""
    redactions: list[tuple[int, int]] = field(default_factory=list)
    """start..end of the words that are marked for redaction and still there."""
    marked: bool = False
    """Whether something is marked for redaction, words or not."""
    painted: bool = False
    """Whether notes have a look of their own, which may hold further words."""


def notes_of(page: Any, form: Any, side: Side) -> Notes:
    """Give the notes on a loaded page."""
    notes = Notes()
    places = Places(page)
    under = _Under(side, places)
    fields: dict[int, Edges] = {}
    for number in range(min(MOST, pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                said = list(_field(note, form))
                fields |= {len(notes.lines) + at: box for at, box in enumerate(_boxes(note, places, 1) * len(said))}
                notes.lines += said
            elif kind not in _NO_WORDS:
                _comment(note, kind, side, under, notes)
                _cover(note, kind, places, fields, notes)
            if kind not in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT):
                notes.painted = notes.painted or pdfium.FPDFAnnot_GetAP(note, 0, None, 0) > 2
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
    return notes


def _cover(note: Any, kind: int, places: Places, fields: dict[int, Edges], notes: Notes) -> None:
    """Mark the fields over which a filled note lies: a note is painted over those before it."""
    if not fields or kind not in _FILLED or not pdfium.FPDFAnnot_HasKey(note, b"IC"):
        return
    for left, top, right, bottom in _boxes(note, places, 1):
        for at, box in fields.items():
            across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if left <= across <= right and top <= down <= bottom and notes.lines[at].startswith("[Field "):
                notes.lines[at] = f"[Covered field {notes.lines[at][7:]}"


def _comment(note: Any, kind: int, side: Side, below: _Under, notes: Notes) -> None:
    """Note a comment: what it is, whose, of when, over which words, and what it says."""
    said = _lines_of(_value(note, b"Contents"))
    most = _MARKED_WORDS if kind == pdfium.FPDF_ANNOT_REDACT else _QUOTED
    under = below.words(note, most) if kind in _OVER_WORDS else []
    if kind == pdfium.FPDF_ANNOT_REDACT:
        notes.marked = True
        notes.redactions += [(word.start, word.end) for word in under]
        said = said or _lines_of(_value(note, b"OverlayText"))
    elif kind == pdfium.FPDF_ANNOT_STAMP:
        name = _value(note, b"Name")
        said = said or (name if name.isalpha() else "")
    if not said and not under:
        return
    author = " ".join(_value(note, b"T").split())
    date = date_of(_value(note, b"M")) or date_of(_value(note, b"CreationDate"))
    told = [_KINDS.get(kind, "Comment")]
    told += [f"by {author}"] if author else []
    told += [f"on {date}"] if date else []
    told += [f"over “{_quoted(under, side)}”"] if under else []
    told += ["(not shown)"] if pdfium.FPDFAnnot_GetFlags(note) & _NOT_SHOWN else []
    notes.lines.append(f"[{' '.join(told)}: {said}]" if said else f"[{' '.join(told)}]")


def _quoted(words: Sequence[Word], side: Side) -> str:
    said = " ".join(side.text[word.start - side.start : word.end - side.start] for word in words)
    return said if len(said) <= _QUOTED else f"{said[:_QUOTED]}…"


class _Under:
    """The middles of a page's words, held against the boxes of its notes."""

    def __init__(self, side: Side, places: Places) -> None:
        self._words = side.words
        edges = np.array([word[2:] for word in side.words], dtype=np.float64).reshape(-1, 4)
        self._across, self._down = (edges[:, 0] + edges[:, 2]) / 2, (edges[:, 1] + edges[:, 3]) / 2
        self._places = places
        self._left = MOST

    def words(self, note: Any, most: int) -> list[Word]:
        """Give the first words whose middle lies in the boxes of a note."""
        found = np.zeros(len(self._words), dtype=np.bool_)
        for left, top, right, bottom in _boxes(note, self._places, self._left):
            self._left -= 1
            found |= (left <= self._across) & (self._across <= right) & (top <= self._down) & (self._down <= bottom)
        return [self._words[number] for number in np.flatnonzero(found)[:most]]


def _boxes(note: Any, places: Places, most: int) -> list[Edges]:
    """Give the boxes of the lines that a note marks, as they are seen; its own where it has none."""
    points = pdfium.FS_QUADPOINTSF()
    boxes: list[Edges] = []
    for number in range(min(most, pdfium.FPDFAnnot_CountAttachmentPoints(note))):
        if pdfium.FPDFAnnot_GetAttachmentPoints(note, number, ctypes.byref(points)):
            across = (points.x1, points.x2, points.x3, points.x4)
            up = (points.y1, points.y2, points.y3, points.y4)
            boxes.append(places.box([(min(across), max(up), max(across), min(up))]))
    bounds = pdfium.FS_RECTF()
    if not boxes and pdfium.FPDFAnnot_GetRect(note, ctypes.byref(bounds)):
        boxes.append(places.box([(bounds.left, bounds.top, bounds.right, bounds.bottom)]))
    return boxes


def _field(note: Any, form: Any) -> Iterator[str]:
    """Give what a form's field holds; without a form around it, what it says itself."""
    if not form:
        name, value = _value(note, b"T"), _value(note, b"V")
    else:
        kind = pdfium.FPDFAnnot_GetFormFieldType(form, note)
        name = wide(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldName(form, note, buffer, size))
        value = ""
        if kind in _WRITTEN:
            value = wide(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, note, buffer, size))
        elif kind in _MARKED and pdfium.FPDFAnnot_IsChecked(form, note):
            value = "ticked"
    value = _lines_of(value)
    if value:
        yield f"[Field {' '.join(name.split())}: {value}]"


def _lines_of(said: str) -> str:
    return said.replace("\r\n", "\n").replace("\r", "\n").strip()


def _value(note: Any, key: bytes) -> str:
    return wide(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size))


def annotated_files(page: Any) -> Iterator[Any]:
    """Give PDFium's handle of every file pinned to a loaded page."""
    for number in range(min(MOST, pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                file = pdfium.FPDFAnnot_GetFileAttachment(note)
                if file:
                    yield ctypes.cast(file, pdfium.FPDF_ATTACHMENT)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
