"""What is painted on a PDF's page, in order, and what of it lies over a piece of text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from rejoinder.model import Word
from rejoinder.read.pdf_lines import Edges, Places

_MOST = 20_000
"""Parts of a page that are looked at."""
_DEEPEST = 8
"""Drawings within drawings that are looked at."""
NOTES = 2_000
"""Notes of a page that are looked at."""
_ICONS = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_FILEATTACHMENT)
_NO_COVER = (*_ICONS, pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE)
_PAINTED = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_PATH)


class Part(NamedTuple):
    """One part of a page, in the order in which it is painted."""

    kind: int
    handle: Any
    place: int
    """Which of the page's own parts it is or lies in."""
    deep: bool
    """Whether it lies in a drawing of its own, so that its bounds are not those on the page."""
    complete: bool
    """Whether all parts up to this one were looked at."""


def parts_of(page: Any) -> Iterator[Part]:
    """Give every part of a loaded page, those in drawings too; the last says whether these are all."""
    left = _MOST
    for place in range(max(0, pdfium.FPDFPage_CountObjects(page))):
        handle = pdfium.FPDFPage_GetObject(page, place)
        for part in _within(handle, place, 0):
            left -= 1
            if left < 0 or part.kind < 0:
                yield part._replace(complete=False)
                return
            yield part


def _within(handle: Any, place: int, depth: int) -> Iterator[Part]:
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield Part(kind, handle, place, depth > 0, True)
    elif depth == _DEEPEST:
        yield Part(-1, handle, place, True, False)
    else:
        for number in range(max(0, pdfium.FPDFFormObj_CountObjects(handle))):
            yield from _within(pdfium.FPDFFormObj_GetObject(handle, number), place, depth + 1)


def pictured(page: Any, parts: list[Part]) -> float:
    """Give how many square points of a page its pictures cover."""
    places = Places(page)
    images = (part for part in parts if part.kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    area = 0.0
    for part in images:
        top = part._replace(handle=pdfium.FPDFPage_GetObject(page, part.place)) if part.deep else part
        box = painted_at(top, places)
        area += (box[2] - box[0]) * (box[3] - box[1]) if box else 0.0
    return area


def painted(page: Any, parts: list[Part]) -> float:
    """Give how many square points are painted on a page in all, by its parts and its notes one over the other."""
    places = Places(page)
    areas: dict[int, float] = {}
    for part in parts:
        if part.place not in areas:
            box = _edges(pdfium.FPDFPage_GetObject(page, part.place), places)
            areas[part.place] = (box[2] - box[0]) * (box[3] - box[1]) if box else 0.0
    notes = sum((box[2] - box[0]) * (box[3] - box[1]) for box in _notes(page, places, ()))
    return notes + sum(areas[part.place] for part in parts if part.kind != pdfium.FPDF_PAGEOBJ_TEXT)


def layered(text: Any) -> bool:
    """Say whether a piece of text belongs to a layer that can be switched off (optional content)."""
    buffer = ctypes.create_string_buffer(64)
    size = ctypes.c_ulong()
    for number in range(min(50, max(0, pdfium.FPDFPageObj_CountMarks(text)))):
        mark = pdfium.FPDFPageObj_GetMark(text, number)
        name = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        if pdfium.FPDFPageObjMark_GetName(mark, name, 64, ctypes.byref(size)) and buffer.raw[:4] == b"O\0C\0":
            return True
    return False


class Covers:
    """What is painted on a page that may lie over text: pictures, filled shapes, notes."""

    def __init__(self, page: Any, parts: list[Part]) -> None:
        places = Places(page)
        self._order = {ctypes.addressof(part.handle.contents): order for order, part in enumerate(parts)}
        boxes: list[Edges] = []
        orders: list[int] = []
        for order, part in enumerate(parts):
            box = painted_at(part, places) if part.kind in _PAINTED and not part.deep else None
            if box:
                boxes.append(box)
                orders.append(order)
        for box in _notes(page, places):
            boxes.append(box)
            orders.append(len(parts))
        self._boxes = np.array(boxes, dtype=np.float64).reshape(-1, 4)
        self._orders = np.array(orders, dtype=np.int64)

    def over(self, text: Any, word: Word) -> bool:
        """Say whether something is painted over the middle of a word after the text it belongs to."""
        own = self._order.get(ctypes.addressof(text.contents))
        if own is None or not len(self._orders):
            return False
        across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        left, top, right, bottom = self._boxes.T
        holds = (left <= across) & (across <= right) & (top <= down) & (down <= bottom)
        return bool((holds & (self._orders > own)).any())


def hide_icons(page: Any) -> None:
    """Take what only stands for a comment or a file off a page, so that it covers nothing when the page is drawn."""
    for number in range(min(NOTES, max(0, pdfium.FPDFPage_GetAnnotCount(page)))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(note) in _ICONS:
                pdfium.FPDFAnnot_SetFlags(note, pdfium.FPDFAnnot_GetFlags(note) | pdfium.FPDF_ANNOT_FLAG_HIDDEN)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def painted_at(part: Part, places: Places) -> Edges | None:
    """Give where a part is painted as it is seen; None for one that only draws lines."""
    if part.kind == pdfium.FPDF_PAGEOBJ_PATH:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(part.handle, ctypes.byref(mode), ctypes.byref(stroked)) or not mode.value:
            return None
    return _edges(part.handle, places)


def _edges(handle: Any, places: Places) -> Edges | None:
    """Give the edges of a part of a page as it is seen."""
    edges = tuple(ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return places.box([(left, top, right, bottom)])


def _notes(page: Any, places: Places, but: Sequence[int] = _NO_COVER) -> Iterator[Edges]:
    """Give where notes lie, but for those of some kinds: here those that cover nothing."""
    bounds = pdfium.FS_RECTF()
    for number in range(min(NOTES, max(0, pdfium.FPDFPage_GetAnnotCount(page)))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            shown = pdfium.FPDFAnnot_GetSubtype(note) not in but
            if shown and pdfium.FPDFAnnot_GetRect(note, ctypes.byref(bounds)):
                yield places.box([(bounds.left, bounds.top, bounds.right, bounds.bottom)])
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
