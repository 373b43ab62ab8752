"""A PDF opened: with a password where it needs one, and mended where it is damaged."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from rejoinder.read.pdf_cycles import without_cycles

logging.getLogger("pypdfium2").addHandler(logging.NullHandler())
logging.getLogger("pikepdf").addHandler(logging.NullHandler())
LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
_CATALOGUE = re.compile(rb"\b(\d{1,9})\s{1,4}0\s{1,4}obj\s{0,4}<<[^>]{0,300}/Type\s{0,4}/Catalog\b")


class OpenedPdf(NamedTuple):
    """A PDF as it could be opened."""

    handle: Any
    mended: bool
    """Whether its structure had to be made again for that."""
    password: str = ""
    """The password that opened it; empty where none was needed."""


def opened_pdf(untrusted_bytes: bytes, passwords: Sequence[str] = ()) -> OpenedPdf:
    """Give the PDF opened by the first password that does; PdfiumError when nothing opens it."""
    guarded = without_cycles(untrusted_bytes)
    locked: pypdfium2.PdfiumError | None = None
    for password in ("", *passwords):
        try:
            handle = pypdfium2.PdfDocument(guarded, password=password or None)
        except pypdfium2.PdfiumError as fault:
            if getattr(fault, "err_code", 0) not in LOCKED:
                break
            locked = fault
            continue
        if _has_pages(handle):
            return OpenedPdf(handle, False, password)
        handle.close()
        break
    else:
        if locked:
            raise locked
    return _mended(guarded, passwords)


def _mended(guarded: bytes, passwords: Sequence[str]) -> OpenedPdf:
    """Give a damaged PDF opened after its structure was made again."""
    for again in _again(guarded, passwords):
        try:
            handle = pypdfium2.PdfDocument(again)
        except pypdfium2.PdfiumError:
            continue
        if _has_pages(handle):
            return OpenedPdf(handle, True)
        handle.close()
    raise pypdfium2.PdfiumError("It has no page.")


def _again(guarded: bytes, passwords: Sequence[str]) -> Iterator[bytes]:
    """Give the file with an end that leads to its catalogue, then as another program makes it again."""
    catalogue = _CATALOGUE.search(guarded)
    if catalogue:
        yield guarded + b"\nendobj\ntrailer\n<</Root %s 0 R>>\n" % catalogue[1]
    for password in ("", *passwords):
        written = io.BytesIO()
        try:
            with warnings.catch_warnings(), pikepdf.open(io.BytesIO(guarded), password=password) as mended:
                warnings.simplefilter("ignore")
                mended.save(written, encryption=False)
        except pikepdf.PasswordError:
            continue
        except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, IndexError, OSError):
            return
        yield written.getvalue()
        return


def _has_pages(opened: Any) -> bool:
    """Say whether the first page can be loaded, or the second."""
    for number in range(min(2, len(opened))):
        page = pdfium.FPDF_LoadPage(opened, number)
        if page:
            pdfium.FPDF_ClosePage(page)
            return True
    return False
