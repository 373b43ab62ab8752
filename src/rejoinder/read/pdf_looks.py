"""Words that the notes of a PDF's page paint on it (a stamp's), which are neither in its text nor in the notes' own."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as pdfium

from rejoinder.read.pdf_notes import Notes
from rejoinder.read.pdf_open import OpenedPdf, opened_pdf
from rejoinder.read.pdf_pages import Side, side_of


class Looks:
    """A second copy of the file, opened when first needed, on which notes are made a part of their pages."""

    def __init__(self, untrusted_bytes: bytes, opened: OpenedPdf) -> None:
        self._bytes = untrusted_bytes
        self._passwords = (opened.password,) if opened.password else ()
        self._copy: Any = None
        self._failed = opened.mended

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Close the copy."""
        if self._copy is not None:
            self._copy.close()

    def further(self, number: int, side: Side, notes: Notes) -> list[str]:
        """Give each line that a page's notes paint, with words that are told nowhere else, in square brackets."""
        known = "".join("".join(line.split()) for line in (side.text, *notes.lines))
        lines = (line for line in self._lines(number) if any(word not in known for word in line.split()))
        return [f"[Painted on the page: {line}]" for line in lines]

    def _lines(self, number: int) -> list[str]:
        if not self._opened():
            return []
        page = pdfium.FPDF_LoadPage(self._copy, number - 1)
        if not page:
            return []
        try:
            done = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        finally:
            pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(self._copy, number - 1) if done == pdfium.FLATTEN_SUCCESS else None
        if not page:
            return []
        try:
            return [line for line in side_of(page, 0).text.split("\n") if line]
        finally:
            pdfium.FPDF_ClosePage(page)

    def _opened(self) -> bool:
        if self._copy is None and not self._failed:
            try:
                self._copy = opened_pdf(self._bytes, self._passwords).handle
            except pypdfium2.PdfiumError:
                self._failed = True
        return self._copy is not None
