"""What looks covered on the picture of a page: even dark, grey or hatched places with paper and writing around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from rejoinder.model import Redaction
from rejoinder.read.ocr.engine import Pixels
from rejoinder.read.pictured_level import Level, levelled
from rejoinder.read.pictured_lines import frames, hatches
from rejoinder.read.pictured_places import CELL, Cells, Found, Place, Shades, places, upper
from rejoinder.redactions import UNSURE

SCALE = 4 / 3
"""Pixels of the picture for each point of the page."""
_DARK = 110
"""Shade of 255 below which a pixel is dark."""
_BLACK = 95
"""Mean shade of a cell below which it is black."""
_EVEN = 14.0
"""By how much the shades of an even cell spread."""
_BELOW_PAPER = 28
"""Shades by which a grey cell is darker than the paper."""
_LINES = 13
"""Cells that a place is high at most which covers a line."""
_LOW, _WIDE = 2, 4
"""Cells that a place is high and wide at least."""
_FULL, _RAGGED = 0.86, 0.6
"""Part of its rectangle that a box, and that a marker's stroke fills."""
_OF_ONE = 0.7
"""Part of a grey place's even cells that are of its shade: those around writing on it are not."""
_WRITTEN_ON = 0.02
"""Part of a place that its own colour leaves out from which on something is written on it."""
_EDGE = 12.0
"""Points from the page's edge within which a dark place is the scanner's."""
_AROUND = 0.55
"""Part of what lies right around a place that is paper, or writing on paper."""
_LARGE = 0.9
"""Part of the page from which on it is black as a whole."""
_MOST = 400
"""Places of one picture above which it is no page of writing."""


class _Look(NamedTuple):
    """The cells of a page by how they look."""

    mean: Shades
    paper: float
    black: Cells
    grey: Cells
    around: Cells
    """Paper, and what has light and dark in it."""
    written: Cells
    first: int
    last: int
    """Columns between which there is writing."""


def _look(mean: Shades, spread: Shades, paper: float) -> _Look:
    """Give the cells of a page by how they look."""
    black = (mean < _BLACK) & (spread < 45)
    grey = (mean >= _BLACK) & (mean < paper - _BELOW_PAPER) & (spread < _EVEN)
    near = black | grey
    for axis in (0, 1):
        near = near | np.roll(near, 1, axis) | np.roll(near, -1, axis)
    written = (spread > 22) & (mean > 100) & ~near
    columns = np.flatnonzero(written.sum(axis=0) >= 3)
    first, last = (int(columns[0]), int(columns[-1])) if len(columns) else (0, 0)
    around = (mean > paper - _BELOW_PAPER) | (spread > 30)
    return _Look(mean, paper, black, grey, around, written, first, last)


def covers_in(pixels: Pixels, width: float, height: float) -> tuple[Redaction, ...]:
    """Give what looks covered on the grey picture of a page of so many points, drawn at SCALE."""
    high, wide = (size // CELL for size in pixels.shape)
    if high < 20 or wide < 20:
        return ()
    level = levelled(pixels[: high * CELL, : wide * CELL])
    cut = level.pixels
    cells = cut.reshape(high, CELL, wide, CELL).astype(np.float32)
    mean = cells.mean(axis=(1, 3))
    spread = np.sqrt(np.maximum(0, (cells**2).mean(axis=(1, 3)) - mean**2))
    paper = upper(mean, 0.8)
    points = width / pixels.shape[1], height / pixels.shape[0]
    if paper < 150:
        return (Redaction(0, 0, width, height, "black"),) if _is_black(mean, spread) else ()
    found = [*hatches(cut, mean, spread), *_solid(cut, _look(mean, spread, paper)), *frames(cut, paper)]
    if len(found) > _MOST:
        return ()
    placed = [_on_page(one, level, points) for one in found]
    return tuple(_apart(one for one in placed if not _at_edge(one, width, height)))


def _is_black(mean: Shades, spread: Shades) -> bool:
    """Say whether a picture is black as a whole: one shade nearly everywhere, as no photograph of a dark place is."""
    middle = upper(mean, 0.5)
    even = (np.abs(mean - middle) < _EVEN) & (spread < _EVEN)
    return middle < _BLACK and float(even.mean()) > _LARGE


def _on_page(one: Found, level: Level, points: tuple[float, float]) -> Redaction:
    """Give a place in points of the page, as far down as its middle stands there."""
    left, top, right, bottom, look, label = one
    down = level.height_at((left + right) / 2)
    return Redaction(
        left * points[0], (top + down) * points[1], right * points[0], (bottom + down) * points[1], look, label
    )


def _solid(cut: Pixels, look: _Look) -> Iterator[Found]:
    """Give black and grey places, each of one shade, and a marker's ragged strokes."""
    for whole in places(look.black):
        for place in _bands(whole):
            full, holes = _without_holes(place)
            share = float(full.cells.mean())
            if not _is_place(full) or _bounded(full, look.around) < _AROUND or not _is_in_line(look, full):
                continue
            wide, high = full.right - full.left, full.bottom - full.top
            if share < _FULL and not (share >= _RAGGED and wide >= 2.5 * high and high <= _LINES):
                continue
            manner = "black" if share >= _FULL else "marker"
            yield from _fitted(place, cut < 128, manner, UNSURE if holes > _WRITTEN_ON else "")
    grey = [place for place in map(_trimmed, places(look.grey)) if _is_place(place)]
    for place in _over_writing(look, grey):
        yield from _grey(cut, look, place)


def _grey(cut: Pixels, look: _Look, place: Place) -> Iterator[Found]:
    """Give a place of one shade of grey where it stands in a line of writing, or has some on it."""
    full, holes = _without_holes(place)
    shades = look.mean[place.top : place.bottom, place.left : place.right][place.cells]
    middle = upper(shades, 0.5)
    even = float((np.abs(shades - middle) < _EVEN / 2).mean())
    if float(full.cells.mean()) < _FULL or even < _OF_ONE:
        return
    label = UNSURE if holes > _WRITTEN_ON else ""
    before, after = _writing(look, full)
    least = 0.5 if before and after else 0.75
    if _bounded(full, look.around) < least or not (label or before or after):
        return
    like = np.abs(cut.astype(np.int16) - int(middle)) < max(16, (look.paper - middle) / 2)
    yield from _fitted(place, like, "grey", label)


def _over_writing(look: _Look, found: list[Place]) -> Iterator[Place]:
    """Give places, those side by side as one between which there is no paper: writing on one place parts it."""
    last: Place | None = None
    for place in sorted(found, key=lambda one: (one.top // _LOW, one.left)):
        if last and _goes_on(look, last, place):
            last = _both(last, place)
            continue
        if last:
            yield last
        last = place
    if last:
        yield last


def _goes_on(look: _Look, one: Place, other: Place) -> bool:
    """Say whether a place goes on in another, level with it and as high, with no paper in between."""
    level = abs(one.top - other.top) <= 1 and abs(one.bottom - other.bottom) <= 1
    gap = other.left - one.right
    if not level or not 0 <= gap <= _LINES:
        return False
    between = look.mean[max(one.top, other.top) : min(one.bottom, other.bottom), one.right : other.left]
    return not between.size or float(between.max()) < look.paper - _BELOW_PAPER / 2


def _both(one: Place, other: Place) -> Place:
    """Give two places side by side as one."""
    top, bottom = min(one.top, other.top), max(one.bottom, other.bottom)
    cells = np.zeros((bottom - top, other.right - one.left), dtype=np.bool_)
    for part in (one, other):
        rows, left = slice(part.top - top, part.bottom - top), part.left - one.left
        cells[rows, left : left + part.right - part.left] |= part.cells
    return Place(top, bottom, one.left, other.right, cells)


def _is_in_line(look: _Look, place: Place) -> bool:
    """Say whether a black place stands in a line of writing, is as high as one and far wider, or hides several."""
    wide, high = place.right - place.left, place.bottom - place.top
    if any(_writing(look, place)):
        return True
    if not (place.left >= look.first - 2 and place.right <= look.last + 3):
        return False
    if high <= 9:
        return wide >= 5 * high and high >= 4 and wide < 0.97 * (look.last - look.first)
    return wide >= 1.5 * high and wide >= 0.25 * look.mean.shape[1] and high < 0.7 * look.mean.shape[0]


def _bands(place: Place) -> Iterator[Place]:
    """Give a place parted where its rows become wider or narrower: boxes in lines that touch are several."""
    if float(place.cells.mean()) >= _FULL or place.bottom - place.top < 2 * _LOW:
        yield place
        return
    ends = [(int(np.argmax(row)), len(row) - int(np.argmax(row[::-1]))) for row in place.cells]
    first = 0
    for at in range(1, len(ends) + 1):
        if at < len(ends) and all(abs(here - there) <= 2 for here, there in zip(ends[at], ends[first], strict=True)):
            continue
        left, right = min(end[0] for end in ends[first:at]), max(end[1] for end in ends[first:at])
        own = place.cells[first:at, left:right]
        yield Place(place.top + first, place.top + at, place.left + left, place.left + right, own)
        first = at


def _without_holes(place: Place) -> tuple[Place, float]:
    """Give a place with what its rows enclose, and the part of its inner rows that this is."""
    cells = np.maximum.accumulate(place.cells, axis=1) & np.maximum.accumulate(place.cells[:, ::-1], axis=1)[:, ::-1]
    inner = slice(1, -1) if len(cells) > 3 else slice(None)
    enclosed, own = int(cells[inner].sum()), int(place.cells[inner].sum())
    return place._replace(cells=cells), (enclosed - own) / max(1, enclosed)


def _trimmed(place: Place) -> Place:
    """Give a place without outer rows and columns of which its edge, that lies askew, fills less than half."""
    rows, columns = place.cells.mean(axis=1) >= 0.5, place.cells.mean(axis=0) >= 0.5
    if not rows.any() or not columns.any():
        return place
    top, bottom = int(np.argmax(rows)), len(rows) - int(np.argmax(rows[::-1]))
    left, right = int(np.argmax(columns)), len(columns) - int(np.argmax(columns[::-1]))
    first = place.top + top, place.top + bottom
    return Place(*first, place.left + left, place.left + right, place.cells[top:bottom, left:right])


def _is_place(place: Place) -> bool:
    wide, high = place.right - place.left, place.bottom - place.top
    return high >= _LOW and wide >= _WIDE and wide >= 0.8 * min(high, 8)


def _bounded(place: Place, allowed: Cells) -> float:
    """Give the part of the cells around a place, one away, that are paper or writing."""
    top, bottom, left, right = place.top - 2, place.bottom + 1, place.left - 2, place.right + 1
    rows, columns = allowed.shape
    beyond = np.ones(1, dtype=np.bool_)
    across, down = slice(max(0, left), right + 1), slice(max(0, top), bottom + 1)
    ring = [allowed[row, across] if 0 <= row < rows else beyond for row in (top, bottom)]
    ring += [allowed[down, column] if 0 <= column < columns else beyond for column in (left, right)]
    return float(np.concatenate(ring).mean())


def _writing(look: _Look, place: Place) -> tuple[bool, bool]:
    """Say whether writing stands in the line of a place, right before it and right after it."""
    rows = slice(place.top, place.bottom)
    before = look.written[rows, max(0, place.left - 11) : max(0, place.left - 1)]
    after = look.written[rows, place.right + 1 : place.right + 11]
    low = place.bottom - place.top <= _LINES
    return low and int(before.sum()) >= 7, low and int(after.sum()) >= 7


def _fitted(place: Place, like: Cells, look: str, label: str) -> Iterator[Found]:
    """Give a place's edges to the pixel, as high as its pixels fill, even where it lies askew."""
    top, left = max(0, (place.top - 1) * CELL), max(0, (place.left - 1) * CELL)
    part = like[top : (place.bottom + 1) * CELL, left : (place.right + 1) * CELL]
    rows, columns = part.mean(axis=1), part.mean(axis=0)
    across = np.flatnonzero(columns > 0.5 * upper(columns, 0.9))
    down = np.flatnonzero(rows > 0.5 * upper(rows, 0.9))
    if not len(down) or not len(across):
        return
    first, last = int(across[0]), int(across[-1]) + 1
    if label:
        yield left + first, top + int(down[0]), left + last, top + int(down[-1]) + 1, look, label
        return
    third = max(1, (int(down[-1]) + 1 - int(down[0])) // 3)
    middle_rows = part[int(down[0]) + third : max(int(down[0]) + third + 1, int(down[-1]) + 1 - third), first:last]
    if float(middle_rows.mean()) < 0.9:
        yield left + first, top + int(down[0]), left + last, top + int(down[-1]) + 1, look, UNSURE
        return
    by_row = part[:, first:last].sum(axis=1).astype(np.float64)
    high = float(by_row.sum()) / max(1, last - first)
    middle = float((np.arange(len(by_row)) + 0.5) @ by_row) / max(1.0, float(by_row.sum()))
    yield left + first, top + middle - high / 2, left + last, top + middle + high / 2, look, label


def _at_edge(one: Redaction, width: float, height: float) -> bool:
    """Say whether a place is what a scanner leaves along a page's edge; a hole punched in its margin is too."""
    wide, high = one.right - one.left, one.bottom - one.top
    touches = one.left < _EDGE or one.right > width - _EDGE or one.top < _EDGE or one.bottom > height - _EDGE
    if touches:
        return wide * high < 0.6 * width * height
    margin = one.right < 0.09 * width or one.left > 0.91 * width
    return margin and 0.6 < wide / max(high, 1.0) < 1.7


def _apart(found: Iterator[Redaction]) -> list[Redaction]:
    """Give places without those that lie on others."""
    kept: list[Redaction] = []
    for one in found:
        area = (one.right - one.left) * (one.bottom - one.top)
        for other in kept:
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            if wide > 0 and high > 0 and wide * high > 0.5 * area:
                break
        else:
            kept.append(one)
    return sorted(kept, key=lambda one: (one.top, one.left))
