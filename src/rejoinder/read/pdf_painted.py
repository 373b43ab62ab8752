"""What is painted on a PDF's page as plain shapes: rectangles with their colours, and the strokes of hatching."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from rejoinder.read.pdf_lines import Edges, Places

_MOST = 6_000
"""Parts of a page that are looked at."""
_DEEPEST = 5
"""Drawings within drawings that are looked at."""
_SEGMENTS = 400
"""Points of one path that are looked at."""
_SMALL = 4_096
"""Pixels of an image that is looked at to see whether it has one colour only."""
_OPAQUE = 200
"""Opacity of 255 above which nothing shines through."""
_BROAD = 5.0
"""Points of a stroke from which on it covers what it is drawn over."""

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Plain(NamedTuple):
    """A rectangle of one colour."""

    edges: Edges
    colour: Colour
    order: int
    framed: bool = False
    """Whether a line is drawn around it."""
    stroke: bool = False
    """Whether it is one broad stroke of a pen."""


class Slant(NamedTuple):
    """A slanting line."""

    edges: Edges
    rises: bool
    order: int


class Painted(NamedTuple):
    """What is painted on one page."""

    plain: list[Plain]
    frames: list[Edges]
    """Rectangles that are only drawn around."""
    slants: list[Slant]
    pictures: list[tuple[Edges, int]]
    """All else that covers: images, shadings, filled curves, with their order."""


def painted_on(page: Any) -> Painted:
    """Give what is painted on a loaded page, its notes aside."""
    found = Painted([], [], [], [])
    places = Places(page)
    left = _MOST
    for number in range(max(0, pdfium.FPDFPage_CountObjects(page))):
        for part, matrix in _parts(pdfium.FPDFPage_GetObject(page, number), _SAME, 0):
            left -= 1
            if left < 0:
                return found
            _add(found, part, matrix, places, _MOST - left)
    return found


def _parts(handle: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """Give a part of a page, or those in it, with how its measure is led to the page's."""
    if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_FORM:
        yield handle, matrix
    elif depth < _DEEPEST:
        inner = _times(_matrix(handle), matrix)
        for number in range(max(0, pdfium.FPDFFormObj_CountObjects(handle))):
            yield from _parts(pdfium.FPDFFormObj_GetObject(handle, number), inner, depth + 1)


def _matrix(handle: Any) -> Matrix:
    told = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(told)):
        return _SAME
    return told.a, told.b, told.c, told.d, told.e, told.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _led(point: Point, matrix: Matrix) -> Point:
    across, up = point
    a, b, c, d, e, f = matrix
    return across * a + up * c + e, across * b + up * d + f


def _add(found: Painted, part: Any, matrix: Matrix, places: Places, order: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(part)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _add_path(found, part, matrix, places, order)
    elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
        edges = _bounds(part, matrix, places)
        colour = _one_colour(part) if kind == pdfium.FPDF_PAGEOBJ_IMAGE else None
        if edges and colour:
            found.plain.append(Plain(edges, colour, order))
        elif edges:
            found.pictures.append((edges, order))


def _bounds(part: Any, matrix: Matrix, places: Places) -> Edges | None:
    edges = tuple(ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(part, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return _box([_led(one, matrix) for one in ((left, bottom), (left, top), (right, bottom), (right, top))], places)


def _box(points: list[Point], places: Places) -> Edges:
    across, up = [point[0] for point in points], [point[1] for point in points]
    return places.box([(min(across), max(up), max(across), min(up))])


def _one_colour(image: Any) -> Colour | None:
    """Give the colour of a small image that has only one."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    told = pdfium.FPDFImageObj_GetImagePixelSize(image, ctypes.byref(wide), ctypes.byref(high))
    if not told or not 0 < wide.value * high.value <= _SMALL:
        return None
    bitmap = pdfium.FPDFImageObj_GetBitmap(image)
    if not bitmap:
        return None
    try:
        each = {pdfium.FPDFBitmap_Gray: 1, pdfium.FPDFBitmap_BGR: 3}.get(pdfium.FPDFBitmap_GetFormat(bitmap), 4)
        stride, rows = pdfium.FPDFBitmap_GetStride(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
        whole = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * rows)
        first = whole[:each]
        row = first * pdfium.FPDFBitmap_GetWidth(bitmap)
        same = all(whole[at : at + len(row)] == row for at in range(0, stride * rows, stride))
        return (
            (first[-1], first[0], first[0]) if same and each == 1 else (first[2], first[1], first[0]) if same else None
        )
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _add_path(found: Painted, part: Any, matrix: Matrix, places: Places, order: int) -> None:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(part, ctypes.byref(mode), ctypes.byref(stroked)):
        return
    whole = _times(_matrix(part), matrix)
    fill = _colour(part, pdfium.FPDFPageObj_GetFillColor) if mode.value else None
    if mode.value and not fill:
        return
    runs = _runs(part, whole)
    if runs is None:
        edges = _bounds(part, matrix, places)
        if edges and fill:
            found.pictures.append((edges, order))
        return
    for points in runs:
        edges = _box(points, places)
        if fill and _is_upright(points):
            found.plain.append(Plain(edges, fill, order, bool(stroked.value)))
        elif fill:
            found.pictures.append((edges, order))
        elif _is_upright(points):
            found.frames.append(edges)
        elif stroked.value and len(points) <= _SEGMENTS:
            _add_strokes(found, part, points, places, order)


def _add_strokes(found: Painted, part: Any, points: list[Point], places: Places, order: int) -> None:
    """Note the slanting lines of a path, and where it is one broad level stroke what that covers."""
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(part, ctypes.byref(width))
    left, top, right, bottom = _box(points, places)
    colour = _colour(part, pdfium.FPDFPageObj_GetStrokeColor)
    if width.value >= _BROAD and colour and bottom - top < width.value and right - left > width.value:
        half = width.value / 2
        middle = (top + bottom) / 2
        found.plain.append(Plain((left, middle - half, right, middle + half), colour, order, stroke=True))
        return
    for one, two in pairwise(points):
        across, up = two[0] - one[0], two[1] - one[1]
        if min(abs(across), abs(up)) > 2 and 0.3 < abs(up) / abs(across) < 3.3:
            found.slants.append(Slant(_box([one, two], places), across * up > 0, order))


def _colour(part: Any, get: Any) -> Colour | None:
    shades = tuple(ctypes.c_uint() for _ in range(4))
    if not get(part, *map(ctypes.byref, shades)) or shades[3].value < _OPAQUE:
        return None
    red, green, blue = (shade.value for shade in shades[:3])
    return red, green, blue


def _runs(part: Any, matrix: Matrix) -> list[list[Point]] | None:
    """Give the points of each run of straight lines of a path; None where it has curves, or too many points."""
    many = pdfium.FPDFPath_CountSegments(part)
    if not 0 < many <= _SEGMENTS:
        return None
    across, up = ctypes.c_float(), ctypes.c_float()
    runs: list[list[Point]] = []
    for number in range(many):
        segment = pdfium.FPDFPath_GetPathSegment(part, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return None
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(across), ctypes.byref(up))
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not runs:
            runs.append([])
        runs[-1].append(_led((across.value, up.value), matrix))
    return [points for points in runs if len(points) > 1]


def _is_upright(points: list[Point]) -> bool:
    """Say whether points are the corners of a rectangle that stands upright."""
    corners = points[:-1] if len(points) == 5 and _near(points[0], points[-1]) else points
    if len(corners) != 4:
        return False
    level = [abs(one[0] - two[0]) < 0.3 or abs(one[1] - two[1]) < 0.3 for one, two in pairwise(corners)]
    return all(level) and not _near(corners[0], corners[2])


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < 0.3 and abs(one[1] - other[1]) < 0.3
