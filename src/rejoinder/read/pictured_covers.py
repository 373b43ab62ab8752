"""What looks covered on the picture of a page: even dark, grey or hatched places with paper and writing around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rejoinder.model import Redaction
from rejoinder.read.ocr.engine import Pixels
from rejoinder.redactions import UNSURE

SCALE = 4 / 3
"""Pixels of the picture for each point of the page."""
_CELL = 3
"""Pixels of a cell, that is 2¼ points."""
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
_WRITTEN_ON = 0.06
"""Part of a place that its own colour leaves out from which on something is written on it."""
_EDGE = 12.0
"""Points from the page's edge within which a dark place is the scanner's."""
_AROUND = 0.55
"""Part of what lies right around a place that is paper, or writing on paper."""
_SLANT = 9
"""Pixels of a slanting run."""
_LARGE = 0.9
"""Part of the page from which on it is black as a whole."""
_MOST_RUNS = 20_000
"""Runs of cells of one picture above which they are no places that are covered, but grain."""
_MOST = 400
"""Places of one picture above which it is no page of writing."""

Cells = npt.NDArray[np.bool_]


class _Place(NamedTuple):
    """A run of cells that hang together."""

    top: int
    bottom: int
    left: int
    right: int
    cells: Cells


class _Look(NamedTuple):
    """The cells of a page by how they look."""

    mean: npt.NDArray[np.float32]
    paper: float
    black: Cells
    grey: Cells
    around: Cells
    """Paper, and what has light and dark in it."""
    written: Cells
    first: int
    last: int
    """Columns between which there is writing."""


def _look(mean: npt.NDArray[np.float32], spread: npt.NDArray[np.float32], paper: float) -> _Look:
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
    high, wide = (size // _CELL for size in pixels.shape)
    if high < 20 or wide < 20:
        return ()
    cut = pixels[: high * _CELL, : wide * _CELL]
    cells = cut.reshape(high, _CELL, wide, _CELL).astype(np.float32)
    mean = cells.mean(axis=(1, 3))
    spread = np.sqrt(np.maximum(0, (cells**2).mean(axis=(1, 3)) - mean**2))
    paper = _upper(mean, 0.8)
    points = width / pixels.shape[1], height / pixels.shape[0]
    if paper < 150:
        dark = float((mean < _BLACK).mean())
        return (Redaction(0, 0, width, height, "black"),) if dark > _LARGE else ()
    found = list(_solid(cut, _look(mean, spread, paper)))
    found += _hatches(cut, mean, spread)
    found += _frames(cut, paper)
    if len(found) > _MOST:
        return ()
    placed = [
        Redaction(left * points[0], top * points[1], right * points[0], bottom * points[1], look, label)
        for left, top, right, bottom, look, label in found
    ]
    return tuple(_apart(one for one in placed if not _at_edge(one, width, height)))


_Found = tuple[float, float, float, float, str, str]


def _solid(cut: Pixels, look: _Look) -> Iterator[_Found]:
    """Give black and grey places, each of one shade, and a marker's ragged strokes."""
    for whole in _places(look.black):
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
    for whole in _places(look.grey):
        full, holes = _without_holes(whole)
        shade = look.mean[whole.top : whole.bottom, whole.left : whole.right][whole.cells]
        if not _is_place(full) or float(full.cells.mean()) < _FULL or float(shade.std()) > 8:
            continue
        label = UNSURE if holes > _WRITTEN_ON else ""
        if _bounded(full, look.around) < 0.75 or not (label or _has_writing(look, full)):
            continue
        middle = float(shade.mean())
        like = np.abs(cut.astype(np.int16) - int(middle)) < max(16, (look.paper - middle) / 2)
        yield from _fitted(whole, like, "grey", label)


def _is_in_line(look: _Look, place: _Place) -> bool:
    """Say whether a black place stands in a line of writing, is as high as one and far wider, or hides several."""
    wide, high = place.right - place.left, place.bottom - place.top
    if _has_writing(look, place):
        return True
    if not (place.left >= look.first - 2 and place.right <= look.last + 3):
        return False
    if high <= 9:
        return wide >= 5 * high and high >= 4 and wide < 0.97 * (look.last - look.first)
    return wide >= 1.5 * high and wide >= 0.25 * look.mean.shape[1] and high < 0.7 * look.mean.shape[0]


def _bands(place: _Place) -> Iterator[_Place]:
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
        yield _Place(place.top + first, place.top + at, place.left + left, place.left + right, own)
        first = at


def _without_holes(place: _Place) -> tuple[_Place, float]:
    """Give a place with what its rows enclose, and the part of its inner rows that this is."""
    cells = np.maximum.accumulate(place.cells, axis=1) & np.maximum.accumulate(place.cells[:, ::-1], axis=1)[:, ::-1]
    inner = slice(1, -1) if len(cells) > 3 else slice(None)
    enclosed, own = int(cells[inner].sum()), int(place.cells[inner].sum())
    return place._replace(cells=cells), (enclosed - own) / max(1, enclosed)


def _upper(values: npt.NDArray[np.floating[Any]], part: float) -> float:
    """Give the value below which a part of the values lies; NumPy's own would import more than the box allows."""
    return float(np.sort(values, axis=None)[int(part * (values.size - 1))])


def _is_place(place: _Place) -> bool:
    wide, high = place.right - place.left, place.bottom - place.top
    return high >= _LOW and wide >= _WIDE and wide >= 0.8 * min(high, 8)


def _bounded(place: _Place, allowed: Cells) -> float:
    """Give the part of the cells around a place, one away, that are paper or writing."""
    top, bottom, left, right = place.top - 2, place.bottom + 1, place.left - 2, place.right + 1
    rows, columns = allowed.shape
    beyond = np.ones(1, dtype=np.bool_)
    across, down = slice(max(0, left), right + 1), slice(max(0, top), bottom + 1)
    ring = [allowed[row, across] if 0 <= row < rows else beyond for row in (top, bottom)]
    ring += [allowed[down, column] if 0 <= column < columns else beyond for column in (left, right)]
    return float(np.concatenate(ring).mean())


def _has_writing(look: _Look, place: _Place) -> bool:
    """Say whether writing stands in the line of a place, right beside it."""
    rows = slice(place.top, place.bottom)
    before = look.written[rows, max(0, place.left - 11) : max(0, place.left - 1)]
    after = look.written[rows, place.right + 1 : place.right + 11]
    return place.bottom - place.top <= _LINES and max(int(before.sum()), int(after.sum())) >= 7


def _fitted(place: _Place, like: Cells, look: str, label: str) -> Iterator[_Found]:
    """Give a place's edges to the pixel, as high as its pixels fill, even where it lies askew."""
    top, left = max(0, (place.top - 1) * _CELL), max(0, (place.left - 1) * _CELL)
    part = like[top : (place.bottom + 1) * _CELL, left : (place.right + 1) * _CELL]
    rows, columns = part.mean(axis=1), part.mean(axis=0)
    across = np.flatnonzero(columns > 0.5 * _upper(columns, 0.9))
    down = np.flatnonzero(rows > 0.5 * _upper(rows, 0.9))
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


def _hatches(cut: Pixels, mean: npt.NDArray[np.float32], spread: npt.NDArray[np.float32]) -> Iterator[_Found]:
    """Give places full of slanting strokes: writing has none that long."""
    dark = cut < 165
    rise = dark[_SLANT - 1 :, : -_SLANT + 1].copy()
    fall = dark[: -_SLANT + 1, : -_SLANT + 1].copy()
    rows, columns = rise.shape
    for step in range(1, _SLANT):
        rise &= dark[_SLANT - 1 - step : _SLANT - 1 - step + rows, step : step + columns]
        fall &= dark[step : step + rows, step : step + columns]
    runs = np.zeros_like(dark)
    half = _SLANT // 2
    runs[half : half + rows, half : half + columns] = rise | fall
    high, wide = mean.shape
    slanting = runs.reshape(high, _CELL, wide, _CELL).any(axis=(1, 3)) & (mean > 60)
    grown = slanting.copy()
    for by in (1, 2):
        grown[:, by:] |= slanting[:, :-by]
        grown[:, :-by] |= slanting[:, by:]
    for place in _places(grown):
        wide_, high_ = place.right - place.left, place.bottom - place.top
        inner = slanting[place.top : place.bottom, place.left : place.right]
        if high_ < 3 or wide_ < 9 or wide_ < high_ or float(place.cells.mean()) < 0.75 or float(inner.mean()) < 0.4:
            continue
        shade = mean[place.top : place.bottom, place.left : place.right]
        if float(shade.mean()) < 55 or float(spread[place.top : place.bottom, place.left : place.right].mean()) < 30:
            continue
        rows_, columns_ = (
            slice(max(0, place.top - 3) * _CELL, (place.bottom + 3) * _CELL),
            slice(place.left * _CELL, place.right * _CELL),
        )
        ink = dark[rows_, columns_].mean(axis=1)
        strong = np.flatnonzero(ink > 0.4 * float(_upper(ink[ink > 0.02], 0.5) if (ink > 0.02).any() else 1))
        if not len(strong):
            continue
        first, last = _longest(strong)
        top = rows_.start + first
        sides = dark[top : rows_.start + last + 1, max(0, columns_.start - 8) : columns_.stop + 8].mean(axis=0)
        across = np.flatnonzero(sides > 0.08)
        start = max(0, columns_.start - 8)
        run = _longest(across, 4) if len(across) else (0, 0)
        yield start + run[0], top, start + run[1] + 1, rows_.start + last + 1, "hatched", ""


def _longest(at: npt.NDArray[np.intp], gap: int = 2) -> tuple[int, int]:
    """Give the first and the last of the longest run of numbers that follow each other."""
    breaks = np.flatnonzero(np.diff(at) > gap)
    starts, ends = np.concatenate([[0], breaks + 1]), np.concatenate([breaks, [len(at) - 1]])
    best = int(np.argmax(at[ends] - at[starts]))
    return int(at[starts[best]]), int(at[ends[best]])


def _frames(cut: Pixels, paper: float) -> Iterator[_Found]:
    """Give empty rectangles with a line around them that stand in the midst of a line of writing."""
    dark = cut < min(150, paper - 60)
    least = 26
    level = _level_runs(dark, least)
    by_row: dict[int, list[tuple[int, int]]] = {}
    for row, start, end in level:
        by_row.setdefault(row, []).append((start, end))
    for row, start, end in level:
        for below in range(row + 9, min(row + 40, cut.shape[0] - 1)):
            match = next(
                (one for one in by_row.get(below, ()) if abs(one[0] - start) <= 3 and abs(one[1] - end) <= 3), None
            )
            label = _cut_in(dark, row, below, start, end) if match else None
            if label is not None:
                yield start, row, end, below + 1, "white", label
                break


def _level_runs(dark: Cells, least: int) -> list[tuple[int, int, int]]:
    """Give (row, first, after the last) of level runs of dark pixels that are lines, not bars, and not too many."""
    padded = np.zeros((dark.shape[0], dark.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = dark
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    long = (ends - starts) >= least
    found = list(zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True))
    return found if len(found) <= 3_000 else []


def _cut_in(dark: Cells, top: int, bottom: int, left: int, right: int) -> str | None:
    """Give the label of a frame that is closed, stands alone and has writing right before it and after; else None."""
    inside = dark[top + 4 : bottom - 2, left + 4 : right - 4]
    ink = float(inside.mean()) if inside.size else 1.0
    if ink > 0.35:
        return None
    label = UNSURE if ink > 0.006 else ""
    sides = [dark[top : bottom + 1, max(0, edge - 3) : edge + 3].any(axis=1).mean() for edge in (left, right)]
    if min(sides) < 0.9:
        return None
    before, after = (
        dark[top + 2 : bottom - 1, max(0, left - 16) : max(0, left - 3)],
        dark[top + 2 : bottom - 1, right + 3 : right + 16],
    )
    if not before.size or not after.size:
        return None
    beyond = [
        dark[row - 1 : row + 2, part].any(axis=0).mean()
        for row in (top, bottom)
        for part in (slice(max(0, left - 12), max(0, left - 4)), slice(right + 4, right + 12))
    ]
    cut_in = 0.03 < before.mean() < 0.6 and 0.03 < after.mean() < 0.6
    return label if (cut_in or label) and max(beyond) < 0.9 else None


def _places(cells: Cells) -> Iterator[_Place]:
    """Give the runs of cells that hang together, level or upright."""
    padded = np.zeros((cells.shape[0], cells.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = cells
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    if len(rows) > _MOST_RUNS:
        return
    runs = list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))
    groups: dict[int, list[int]] = {}
    for at, root in enumerate(_roots(runs)):
        groups.setdefault(root, []).append(at)
    for group in groups.values():
        some = [runs[at] for at in group]
        top, bottom = some[0][0], max(row for row, _, _ in some) + 1
        left, right = min(first for _, first, _ in some), max(last for *_, last in some)
        own = np.zeros((bottom - top, right - left), dtype=np.bool_)
        for row, first, last in some:
            own[row - top, first - left : last - left] = True
        yield _Place(top, bottom, left, right, own)


def _roots(runs: list[tuple[int, int, int]]) -> list[int]:
    """Give, for each run of cells in a row, the number of one with which it hangs together."""
    parents = list(range(len(runs)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    above, at_above = 0, 0
    for at, (row, first, last) in enumerate(runs):
        while above < at and runs[above][0] < row - 1:
            above += 1
        at_above = above
        while at_above < at and runs[at_above][0] == row - 1 and runs[at_above][1] < last:
            if first < runs[at_above][2]:
                parents[root(at)] = root(at_above)
            at_above += 1
    return [root(at) for at in range(len(runs))]


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
