"""Words that a PDF's page has to be read out in place of what is drawn (ISO 32000-1, 14.9)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

from rejoinder.read.pdf_covers import Part
from rejoinder.read.pdf_text import wide

MOST = 2_000
"""Elements of a page's structure that are looked at."""
_DEEPEST = 40
_MARKS = 8
_KEYS = (b"ActualText", b"Alt", b"E")


def alternates_of_box(parts: Sequence[Part]) -> list[str]:
    """Give what is to be read out in place of some parts of a page, each once, in order."""
    return _once(words for part in parts for words in _marked(part.handle))


def alternates_of(page: Any) -> list[str]:
    """Give what a loaded page's structure has to be read out in place of what is drawn, each once, in order."""
    return _once(_structured(page))


def _once(several: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(words.split()) for words in several if words.strip()))


def _marked(handle: Any) -> Iterator[str]:
    for number in range(min(_MARKS, max(0, pdfium.FPDFPageObj_CountMarks(handle)))):
        mark = pdfium.FPDFPageObj_GetMark(handle, number)
        for key in _KEYS:
            said = wide(partial(_stated, mark, key))
            if said:
                yield said


def _stated(mark: Any, key: bytes, buffer: Any, size: int) -> int:
    needed = ctypes.c_ulong()
    told = pdfium.FPDFPageObjMark_GetParamStringValue(mark, key, buffer, size, ctypes.byref(needed))
    return needed.value if told else 0


def _structured(page: Any) -> Iterator[str]:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        tops = min(MOST, max(0, pdfium.FPDF_StructTree_CountChildren(tree)))
        waiting = [(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), 0) for number in range(tops)][::-1]
        left = MOST
        while waiting and left:
            element, depth = waiting.pop()
            if not element:
                continue
            left -= 1
            yield wide(partial(pdfium.FPDF_StructElement_GetActualText, element))
            yield wide(partial(pdfium.FPDF_StructElement_GetAltText, element))
            if depth < _DEEPEST:
                below = range(min(left, max(0, pdfium.FPDF_StructElement_CountChildren(element))))
                waiting += [
                    (pdfium.FPDF_StructElement_GetChildAtIndex(element, number), depth + 1)
                    for number in reversed(below)
                ]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
