"""What is covered by lines on the picture of a page: hatching, and empty frames that cut into a line of writing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rejoinder.read.ocr.engine import Pixels
from rejoinder.read.pictured_places import CELL, Cells, Found, Place, Shades, places, upper
from rejoinder.redactions import UNSURE

_SHORTEST = 26
"""Pixels of a frame's line at least."""
_LINE = 0.45
"""Part of a black pixel's ink that a thin line leaves in a pixel and the one below it."""
_LOWEST = 10
"""Pixels that hatching is high at least: letters without those that reach up and down are lower."""
_UNEVEN = 30
"""Shades by which the columns of hatching do not differ."""
_SLANT = 9
"""Pixels of a slanting run."""


def hatches(cut: Pixels, mean: Shades, spread: Shades) -> Iterator[Found]:
    """Give places full of slanting strokes: writing has none that long, nor is it as even."""
    dark = cut < 165
    slanting = _slanting(dark) & (mean > 60)
    grown = slanting.copy()
    for by in (1, 2):
        grown[:, by:] |= slanting[:, :-by]
        grown[:, :-by] |= slanting[:, by:]
    for place in places(grown):
        wide, high = place.right - place.left, place.bottom - place.top
        here = slice(place.top, place.bottom), slice(place.left, place.right)
        if high < 2 or wide < max(9, high) or float(place.cells.mean()) < 0.75 or float(slanting[here].mean()) < 0.4:
            continue
        if float(mean[here].mean()) >= 55 and float(spread[here].mean()) >= 30 and _is_even(mean[here]):
            yield from _fitted(cut, place)


def _slanting(dark: Cells) -> Cells:
    """Give the cells through which a long slanting run of dark pixels goes."""
    rise = dark[_SLANT - 1 :, : -_SLANT + 1].copy()
    fall = dark[: -_SLANT + 1, : -_SLANT + 1].copy()
    rows, columns = rise.shape
    for step in range(1, _SLANT):
        rise &= dark[_SLANT - 1 - step : _SLANT - 1 - step + rows, step : step + columns]
        fall &= dark[step : step + rows, step : step + columns]
    runs = np.zeros_like(dark)
    half = _SLANT // 2
    runs[half : half + rows, half : half + columns] = rise | fall
    cells = runs.reshape(len(dark) // CELL, CELL, dark.shape[1] // CELL, CELL)
    return np.asarray(cells.any(axis=(1, 3)), dtype=np.bool_)


def _is_even(shades: Shades) -> bool:
    """Say whether the columns of a place, two by two, are about as dark as each other: letters and spaces are not."""
    single = shades[:, 2:-2].mean(axis=0)
    columns = (single[1:] + single[:-1]) / 2
    return float((np.abs(columns - upper(columns, 0.5)) > _UNEVEN).mean()) < 0.1


def _fitted(cut: Pixels, place: Place) -> Iterator[Found]:
    """Give a hatched place's edges to the pixel, where it is as high as what hides a line of words."""
    first_row, first_column = max(0, place.top - 3) * CELL, place.left * CELL
    ink = (cut[first_row : (place.bottom + 3) * CELL, first_column : place.right * CELL] < 128).mean(axis=1)
    some = ink[ink > 0.02]
    strong = np.flatnonzero(ink > 0.4 * upper(some, 0.5)) if some.size else np.zeros(0, dtype=np.intp)
    if not len(strong):
        return
    first, last = _longest(strong)
    start = max(0, first_column - 8)
    sides = (cut[first_row + first : first_row + last + 1, start : place.right * CELL + 8] < 165).mean(axis=0)
    across = np.flatnonzero(sides > 0.08)
    left, right = _longest(across, 4) if len(across) else (0, 0)
    rows = np.minimum(1, ink[first : last + 1] / upper(ink[first : last + 1], 0.5))
    middle = first_row + first + float((np.arange(len(rows)) + 0.5) @ rows) / float(rows.sum())
    half = float(rows.sum()) / 2
    if 2 * half >= _LOWEST and right - left >= 2 * half:
        yield start + left, middle - half, start + right + 1, middle + half, "hatched", ""


def _longest(at: npt.NDArray[np.intp], gap: int = 2) -> tuple[int, int]:
    """Give the first and the last of the longest run of numbers that follow each other."""
    breaks = np.flatnonzero(np.diff(at) > gap)
    starts, ends = np.concatenate([[0], breaks + 1]), np.concatenate([breaks, [len(at) - 1]])
    best = int(np.argmax(at[ends] - at[starts]))
    return int(at[starts[best]]), int(at[ends[best]])


def frames(cut: Pixels, paper: float) -> Iterator[Found]:
    """Give empty rectangles with a line around them that stand in the midst of a line of writing."""
    dark = cut < min(150, paper - 60)
    level = _level_runs(_ruled(cut, paper), _SHORTEST)
    by_row: dict[int, list[tuple[int, int]]] = {}
    for row, start, end in level:
        by_row.setdefault(row, []).append((start, end))
    for row, start, end in level:
        for below in range(row + 9, min(row + 40, cut.shape[0] - 1)):
            if not any(abs(one[0] - start) <= 3 and abs(one[1] - end) <= 3 for one in by_row.get(below, ())):
                continue
            label = _cut_in(dark, row, below, start, end)
            if label is not None:
                yield start, row + 1, end, below + 1, "white", label
                break


def _ruled(cut: Pixels, paper: float) -> Cells:
    """Give where a pixel and the one below it hold the ink of a thin line, which a scan spreads over both."""
    ink = np.maximum(paper - cut.astype(np.float32), 0)
    both = ink.copy()
    both[:-1] += ink[1:]
    ruled: Cells = both > _LINE * paper
    return ruled


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
