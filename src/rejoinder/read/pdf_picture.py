"""One page of a PDF as a picture: greyscale, at one and a half times its size."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from rejoinder.errors import UsageError
from rejoinder.read.pdf import ONE_AT_A_TIME
from rejoinder.read.pdf_open import opened_pdf

SCALE = 1.5
"""Pixels for each point of the page."""
MOST = 6_000_000
"""Pixels of a picture: a larger page is drawn smaller."""


def picture_of(untrusted_bytes: bytes, number: int, passwords: tuple[str, ...] = ()) -> bytes:
    """Give a page of a PDF as a PNG."""
    with ONE_AT_A_TIME:
        try:
            opened = opened_pdf(untrusted_bytes, passwords).handle
        except pypdfium2.PdfiumError as fault:
            raise UsageError("The PDF cannot be drawn.", "Download the original and open it by hand.") from fault
        try:
            if not 1 <= number <= len(opened):
                raise UsageError(f"There is no page {number}.", f"It has {len(opened)}.")
            return png(_drawn(opened, number))
        finally:
            opened.close()


def _drawn(opened: Any, number: int) -> npt.NDArray[np.uint8]:
    if opened.get_formtype() != pdfium.FORMTYPE_NONE:
        opened.init_forms()
    try:
        page = opened[number - 1]
    except pypdfium2.PdfiumError as fault:
        raise UsageError(f"Page {number} cannot be drawn.", "Download the original and open it by hand.") from fault
    wide, high = page.get_size()
    scale = min(SCALE, (MOST / max(wide * high, 1.0)) ** 0.5)
    pixels: npt.NDArray[np.uint8] = page.render(scale=scale, grayscale=True).to_numpy()
    return pixels.reshape(pixels.shape[0], -1)


def png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Give rows of grey pixels as a PNG (ISO/IEC 15948)."""
    high, wide = pixels.shape
    rows = np.zeros((high, wide + 1), dtype=np.uint8)
    rows[:, 1:] = pixels
    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 4)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
