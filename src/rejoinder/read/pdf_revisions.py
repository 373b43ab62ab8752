"""What a PDF said before it was changed: an update leaves the earlier file whole at its beginning."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from rejoinder.read.pdf_cycles import without_cycles
from rejoinder.read.pdf_pages import side_of

_Bare = dict[int, set[str]]
"""By page, its lines without spaces."""
REVISIONS = 8
"""Earlier versions compared."""
PAGES_COMPARED = 400
"""Pages of them all compared."""


def earlier_lines(untrusted_bytes: bytes, opened: Any) -> tuple[dict[int, list[str]], bool | None]:
    """Give, by page, the lines of earlier versions that it no longer has, and whether all were compared.

    None instead of yes or no when the file holds no earlier version.
    """
    ends = _earlier_ends(untrusted_bytes, opened)
    if not ends:
        return {}, None
    lost: dict[int, list[str]] = {}
    left = PAGES_COMPARED
    now: _Bare = {}
    for end in ends[-REVISIONS:]:
        try:
            earlier = pypdfium2.PdfDocument(without_cycles(untrusted_bytes[:end]))
        except pypdfium2.PdfiumError:
            continue
        try:
            for number in range(1, min(len(earlier), left) + 1):
                _compare(number, earlier, opened, now, lost)
            left -= min(len(earlier), left)
        finally:
            earlier.close()
    return lost, left > 0 and len(ends) <= REVISIONS


def _compare(number: int, earlier: Any, opened: Any, now: _Bare, lost: dict[int, list[str]]) -> None:
    """Add to lost what the earlier page says and the present one does not."""
    if number not in now:
        now[number] = {_bare(line) for line in _lines(opened, number)}
    page = min(number, len(opened))
    for line in _lines(earlier, number):
        if _bare(line) and _bare(line) not in now[number]:
            now[number].add(_bare(line))
            lost.setdefault(page, []).append(line)


def _bare(line: str) -> str:
    return "".join(line.split())


def _lines(opened: Any, number: int) -> list[str]:
    page = pdfium.FPDF_LoadPage(opened, number - 1) if number <= len(opened) else None
    if not page:
        return []
    try:
        return side_of(page, 0).text.split("\n")
    finally:
        pdfium.FPDF_ClosePage(page)


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
