"""What of a picture is a straight rule, and which parts of it show something."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]

LONG, THICK = 30.0, 2.2
"""Points from which a straight run is a rule, and up to which it may be thick."""
BAND = 256
"""Rows of a picture that are looked at together."""
CELL = 5.0
"""Points of the squares in which a picture is looked through for what it shows."""
FEW = 4
"""Dark pixels of a square that are a speck."""


def rules_in(ink: Mask, scale: float) -> Mask:
    """Give which pixels are of long thin rules, level or upright."""
    long, thick = max(2, round(LONG * scale)), max(2, round(THICK * scale))
    found = _opened(ink, long)
    _leave_thin(found, thick)
    upright = _opened(ink.T, long)
    _leave_thin(upright, thick)
    found |= upright.T
    return found


def _leave_thin(runs: Mask, thick: int) -> None:
    """Take away what is so thick, across the runs; in place, for a page has nine million pixels."""
    for first in range(0, runs.shape[1], BAND):
        band = runs[:, first : first + BAND]
        band &= ~_opened(band.T, thick).T


def _opened(ink: Mask, long: int) -> Mask:
    """Give the pixels that are of a level run at least so long."""
    found = np.zeros(ink.shape, np.bool_)
    for first in range(0, len(ink), BAND):
        found[first : first + BAND] = _opened_band(ink[first : first + BAND], long)
    return found


def _opened_band(ink: Mask, long: int) -> Mask:
    high, wide = ink.shape
    apart = np.zeros((high, wide + 1), np.bool_)  # white at the end of each row: no run goes on into the next
    apart[:, :wide] = ink
    row = apart.ravel()
    changes = np.flatnonzero(row[1:] != row[:-1]) + 1
    edges = np.concatenate(([0], changes)) if row[0] else changes
    begins, ends = edges[::2], edges[1::2]
    row[:] = False
    is_long = ends - begins >= long
    for begin, end in zip(begins[is_long], ends[is_long], strict=True):
        row[begin:end] = True
    return apart[:, :wide]


def parts_of(shown: Mask, scale: float) -> Iterator[tuple[float, float, float, float]]:
    """Give left, top, right and bottom, in points, of each part that shows something; specks are none."""
    cell = max(1, round(CELL * scale))
    high, wide = (-(-side // cell) for side in shown.shape)
    padded = np.zeros((high * cell, wide * cell), np.bool_)
    padded[: shown.shape[0], : shown.shape[1]] = shown
    full = padded.reshape(high, cell, wide, cell).sum(axis=(1, 3)) >= FEW
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(full), strict=True)}
    while left:
        rows, columns = zip(*_together(left), strict=True)
        if len(rows) > 1:
            edges = (min(columns), min(rows), max(columns) + 1, max(rows) + 1)
            first, top, last, bottom = (round(edge * cell / scale, 1) for edge in edges)
            yield first, top, last, bottom


def _together(left: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take one square and all that touch it, straight or across, out of those that are left."""
    start = min(left)
    left.remove(start)
    found, waiting = [start], [start]
    while waiting:
        row, column = waiting.pop()
        for one in [(row + down, column + across) for down in (-1, 0, 1) for across in (-2, -1, 0, 1, 2)]:
            if one in left:
                left.remove(one)
                found.append(one)
                waiting.append(one)
    return found
