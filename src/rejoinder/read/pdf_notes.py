"""What people wrote on a PDF's page afterwards: comments, and values typed into a form's fields."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from rejoinder.read.pdf_text import wide

MOST = 5_000
"""Notes looked at on one page."""
_NO_WORDS = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_UNKNOWN)
_MARKED = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_WRITTEN = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)


def notes_of(page: Any, form: Any) -> list[str]:
    """Give each note on a loaded page as text in square brackets that says whose it is or which field's."""
    return list(_notes(page, form))


def _notes(page: Any, form: Any) -> Iterator[str]:
    for number in range(min(MOST, pdfium.FPDFPage_GetAnnotCount(page))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                yield from _field(note, form)
            elif kind not in _NO_WORDS:
                yield from _comment(note)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _comment(note: Any) -> Iterator[str]:
    words = _value(note, b"Contents").replace("\r\n", "\n").replace("\r", "\n").strip()
    if words:
        author = " ".join(_value(note, b"T").split())
        yield f"[Comment by {author}: {words}]" if author else f"[Comment: {words}]"


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
    value = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if value:
        yield f"[Field {' '.join(name.split())}: {value}]"


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
