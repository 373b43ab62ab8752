"""What is drawn on a page beside its words: bars next to quotations, and boxes with nothing under them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

LOOKED_AT = 3_000
"""Parts of a page that are looked at."""
MOST = 600
"""Bars or boxes of one page above which it is a drawing."""
BAR = 3.6
"""Points a bar is wide at most."""
TALL = 6.0
"""Points a bar or a box is high at least."""
WIDE = 10.0
"""Points a box is wide at least."""
DARK = 80
"""Brightness, of 255, that a box has at most."""


class Drawn(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Shapes(NamedTuple):
    """The bars and the dark boxes of one page."""

    bars: tuple[Drawn, ...] = ()
    boxes: tuple[Drawn, ...] = ()


def shapes_of(page: Any) -> Shapes:
    """Give the bars and boxes of a loaded page; none of one that is turned."""
    if pdfium.FPDFPage_GetRotation(page):
        return Shapes()
    bars: list[Drawn] = []
    boxes: list[Drawn] = []
    for part, one in _paths(page):
        if one.bottom - one.top < TALL:
            continue
        if one.right - one.left <= BAR:
            bars.append(one)
        elif one.right - one.left >= WIDE and _is_dark(part):
            boxes.append(one)
    return Shapes(tuple(bars) if len(bars) <= MOST else (), tuple(boxes) if len(boxes) <= MOST else ())


def _paths(page: Any) -> Iterator[tuple[Any, Drawn]]:
    """Give each path that is drawn on a page with the rectangle around it."""
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
    edges = tuple(ctypes.c_float() for _ in range(4))
    for number in range(min(LOOKED_AT, pdfium.FPDFPage_CountObjects(page))):
        part = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(part) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(part, *map(ctypes.byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            yield part, Drawn(left - bounds.left, bounds.top - top, right - bounds.left, bounds.top - bottom)


def _is_dark(part: Any) -> bool:
    """Say whether a path is filled, with a dark colour that nothing shines through."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(part, ctypes.byref(mode), ctypes.byref(stroke)) or not mode.value:
        return False
    colours = tuple(ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(part, *map(ctypes.byref, colours)):
        return False
    red, green, blue, opaque = (colour.value for colour in colours)
    return max(red, green, blue) <= DARK and opaque > 200
