"""One side of a PDF as lines of text with a box for every word."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from rejoinder.model import Word
from rejoinder.read.pdf_layout import with_labels, with_paragraphs
from rejoinder.read.pdf_lines import Edges, Scribe
from rejoinder.read.pdf_order import in_order

_LOOKED_AT = 1_000
"""Parts of a page looked at to see whether any draws something."""
_FEW = 30
"""Words below which a page may be a stamped scan."""
_LARGE = 0.5
"""Part of a page covered by pictures from which on one with few words is taken for a scan."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says."""

    text: str
    start: int
    """Where its text begins in the document's."""
    words: tuple[Word, ...]
    width: float
    height: float
    picture: bool
    """Whether it is a picture: it shows something and has no words, or hardly any beside a large picture."""
    undrawn: frozenset[Edges]
    """The boxes of its words that are written without being drawn."""
    characters: dict[Edges, int]
    """PDFium's number of each word's first character, by the word's box."""
    missed: int
    """How many letters PDFium gives that stand in none of its words: none, if all was read."""
    unmapped: int
    """How many of its words are of letters nobody has told the meaning of."""


def side_of(page: Any, start: int) -> Side:
    """Give the side of a loaded page; its words are counted as if its text began at start."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return Side("", start, (), width, height, True, frozenset(), {}, 0, 0)
    try:
        scribe = Scribe(page, text_page)
        lines = with_paragraphs(with_labels(in_order(scribe.lines())))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    words: list[Word] = []
    at = start
    for line in lines:
        words += [Word(word.start + at, word.end + at, *word[2:]) for word in line.words]
        at += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    picture = len(words) < _FEW and _is_picture(page, width * height, len(words))
    undrawn = frozenset(scribe.undrawn)
    missed = scribe.letters() - sum(word.end - word.start for word in words)
    known = (undrawn, scribe.characters, missed, scribe.unmapped)
    return Side(text, start, tuple(words), width, height, picture, *known)


def _is_picture(page: Any, area: float, words: int) -> bool:
    """Say whether a page with few words or none shows a picture of more of them (a stamped scan)."""
    drawn, covered = _pictured(page, area)
    return covered >= _LARGE if words else drawn


def _pictured(page: Any, area: float) -> tuple[bool, float]:
    """Give whether anything is drawn on a page, and how much of it pictures cover (1 is all)."""
    drawn, covered = False, 0.0
    edges = tuple(ctypes.c_float() for _ in range(4))
    for number in range(min(_LOOKED_AT, pdfium.FPDFPage_CountObjects(page))):
        part = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(part)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = range(min(_LOOKED_AT, max(0, pdfium.FPDFFormObj_CountObjects(part))))
            within = (pdfium.FPDFFormObj_GetObject(part, at) for at in inner)
            kinds = {pdfium.FPDFPageObj_GetType(one) for one in within}
        else:
            kinds = {kind}
        drawn = drawn or bool(kinds)
        if pdfium.FPDF_PAGEOBJ_IMAGE not in kinds:
            continue
        if pdfium.FPDFPageObj_GetBounds(part, *map(ctypes.byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            covered += max(0.0, right - left) * max(0.0, top - bottom)
    return drawn, covered / area if area > 0 else 0.0
