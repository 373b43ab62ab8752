"""What looks covered on one page of a PDF: by its shapes where it is drawn, by its pixels where it is a scan."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from rejoinder.model import Redaction
from rejoinder.read.ocr.engine import Pixels
from rejoinder.read.pdf_blacked import blacked_on
from rejoinder.read.pdf_covers import parts_of, pictured
from rejoinder.read.pdf_pages import Side
from rejoinder.read.pdf_unseen import UNDRAWN, Unseen
from rejoinder.read.pictured_covers import SCALE, covers_in

_SCAN = 0.5
"""Part of a page that pictures cover from which on it is a scan."""
_LARGEST = 3_000_000
"""Pixels of a page beyond which its pixels are not looked at."""


def covered_on(page: Any, side: Side, unseen: Unseen) -> tuple[Redaction, ...]:
    """Give what looks covered on a loaded page."""
    undrawn = frozenset(unseen.words.get(UNDRAWN, ()))
    if side.picture or 2 * len(undrawn) > len(side.words):
        parts = list(parts_of(page))
        if pictured(page, parts) >= _SCAN * side.width * side.height:
            return covers_in(_drawn(page, side), side.width, side.height)
    hidden = [word for words in unseen.words.values() for word in words if word not in undrawn]
    return blacked_on(page, side.text, side.start, side.words, hidden)


def _drawn(page: Any, side: Side) -> Pixels:
    """Give a page in shades of grey, small."""
    wide, high = max(1, round(side.width * SCALE)), max(1, round(side.height * SCALE))
    if wide * high > _LARGEST:
        return np.zeros((0, 0), dtype=np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        whole = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return np.frombuffer(whole, dtype=np.uint8).reshape(high, -1)[:, :wide]
