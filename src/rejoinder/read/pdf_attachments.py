"""Files within a PDF: those of its list, and those pinned to its pages."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

from rejoinder.model import Blob, Problem
from rejoinder.read.inside import given_on
from rejoinder.read.limits import MEMBERS, PAGES, UNPACKED
from rejoinder.read.names import MemberNames
from rejoinder.read.pdf_notes import annotated_files
from rejoinder.read.pdf_text import wide


def attachments(blob: Blob, opened: Any, names: MemberNames) -> Iterator[Blob | Problem]:
    """Give each file within the PDF as a blob of its family, then what must be said of them."""
    named = ((wide(partial(pdfium.FPDFAttachment_GetName, file)), _content(file)) for file in _files(opened))
    yield from given_on(blob, named, names)


def _files(opened: Any) -> Iterator[Any]:
    for number in range(min(MEMBERS, pdfium.FPDFDoc_GetAttachmentCount(opened))):
        file = pdfium.FPDFDoc_GetAttachment(opened, number)
        if file:
            yield file
    for number in range(min(PAGES, len(opened))):
        page = pdfium.FPDF_LoadPage(opened, number)
        if not page:
            continue
        try:
            yield from annotated_files(page)
        finally:
            pdfium.FPDF_ClosePage(page)


def _content(file: Any) -> bytes | None:
    """Give a file's bytes; None when there are none to be had, or more than allowed."""
    size = ctypes.c_ulong()
    if not pdfium.FPDFAttachment_GetFile(file, None, 0, ctypes.byref(size)) or size.value > UNPACKED:
        return None
    buffer = ctypes.create_string_buffer(max(1, size.value))
    if not pdfium.FPDFAttachment_GetFile(file, buffer, size.value, ctypes.byref(size)):
        return None
    return buffer.raw[: size.value]
