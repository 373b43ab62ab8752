"""What a PDF was before it was changed: an update leaves the earlier file whole at its beginning."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from rejoinder.read.pdf_cycles import without_cycles
from rejoinder.read.pdf_notes import notes_of
from rejoinder.read.pdf_pages import side_of

_Bare = dict[int, set[str]]
"""By page, its lines without spaces."""
EARLIER = "application/pdf\0earlier"
"""The type that is told of an earlier version, as no container can: its own earlier versions are told of its parent."""
REVISIONS = 8
"""Earlier versions compared."""
PAGES_COMPARED = 400
"""Pages of them all compared."""


class Revisions(NamedTuple):
    """The earlier versions that a file still holds."""

    held: int
    """How many there are."""
    differing: tuple[tuple[int, int], ...]
    """Number, from 1 for the oldest, and end of each version with lines that the present one and later ones lack."""
    compared: bool
    """Whether all pages of all versions were compared."""


def revisions_of(untrusted_bytes: bytes, opened: Any, password: str) -> Revisions:
    """Give the earlier versions of a file, and which of them say something that it no longer says."""
    ends = _earlier_ends(untrusted_bytes, opened)
    differing: list[tuple[int, int]] = []
    left = PAGES_COMPARED
    known: _Bare = {}
    recent = list(enumerate(ends, 1))[-REVISIONS:]
    for number, end in reversed(recent):
        try:
            earlier = pypdfium2.PdfDocument(without_cycles(untrusted_bytes[:end]), password=password or None)
        except pypdfium2.PdfiumError:
            continue
        try:
            pages = range(1, min(len(earlier), left) + 1)
            if any([_adds(page, earlier, opened, known) for page in pages]):
                differing.append((number, end))
            left -= len(pages)
        finally:
            earlier.close()
    return Revisions(len(ends), tuple(reversed(differing)), left > 0 and len(ends) <= REVISIONS)


def _adds(number: int, earlier: Any, opened: Any, known: _Bare) -> bool:
    """Say whether an earlier page has lines not known yet, and make them known."""
    if number not in known:
        known[number] = _lines(opened, number)
    before = _lines(earlier, number)
    added = before - known[number]
    known[number] |= added
    return bool(added)


def _lines(opened: Any, number: int) -> set[str]:
    """Give a page's lines and notes without spaces; none where the file has no such page."""
    page = pdfium.FPDF_LoadPage(opened, number - 1) if number <= len(opened) else None
    if not page:
        return set()
    try:
        side = side_of(page, 0)
        lines: Sequence[str] = (*side.text.split("\n"), *notes_of(page, None, side).lines)
    finally:
        pdfium.FPDF_ClosePage(page)
    return {bare for bare in ("".join(line.split()) for line in lines) if bare}


def _earlier_ends(untrusted_bytes: bytes, opened: Any) -> list[int]:
    """Give where each earlier version of the file ends; a linearised file's first part is not one."""
    count = pdfium.FPDF_GetTrailerEnds(opened, None, 0)
    if not 1 < count < 10_000:
        return []
    buffer = (ctypes.c_uint * count)()
    pdfium.FPDF_GetTrailerEnds(opened, buffer, count)
    ends = sorted({end for end in buffer if 0 < end < len(untrusted_bytes)})
    if b"/Linearized" in untrusted_bytes[:2048]:
        ends = ends[1:]
    return [end for end in ends if untrusted_bytes[end:].strip(b"\0\r\n\t ")]
