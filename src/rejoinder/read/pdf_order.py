"""Lines of a page put in the order in which they are read."""

from __future__ import annotations

import heapq

import numpy as np
import numpy.typing as npt

from rejoinder.read.pdf_columns import in_columns
from rejoinder.read.pdf_lines import Placed

_LINES = 1_500
"""Lines of a page above which their order is left as it is."""
_STRAY = 2
"""Lines that are drawn apart from all else, at most."""


def in_order(lines: list[Placed]) -> list[Placed]:
    """Give the lines as they are read: columns one after the other, and within each from top to bottom.

    The order in which the file draws them is kept wherever the eye does not contradict it, so tables stay as they are.
    """
    if len(lines) > _LINES:
        return lines
    ordered: list[Placed] = []
    for turned in dict.fromkeys(line.turned for line in lines):
        own = [line for line in lines if line.turned == turned]
        ordered += _downwards(own if turned else in_columns(own))
    return ordered


def _frame(lines: list[Placed]) -> npt.NDArray[np.float64]:
    """Give left, top, right and bottom of each line as they are when it is held so that it can be read."""
    edges = np.array(
        [
            (
                min(word.left for word in line.words),
                min(word.top for word in line.words),
                max(word.right for word in line.words),
                max(word.bottom for word in line.words),
            )
            for line in lines
        ],
        dtype=np.float64,
    )
    left, top, right, bottom = edges.T
    turned = lines[0].turned
    frames = ((left, top, right, bottom), (top, -right, bottom, -left), (-right, -bottom, -left, -top))
    return np.stack(frames[turned] if turned < 3 else (-bottom, left, -top, right), axis=1)


def _downwards(lines: list[Placed]) -> list[Placed]:
    """Give the lines so that none stands before one above it, where they share a part of the line's width."""
    if len(lines) < 2:
        return lines
    left, top, right, bottom = _frame(lines).T
    middle, height = (top + bottom) / 2, bottom - top
    if not (np.diff(middle) < -0.5 * height[1:]).any():
        return lines
    beside = np.minimum(right[:, None], right) - np.maximum(left[:, None], left) > 2
    above = middle[:, None] < middle - 0.5 * np.minimum(height[:, None], height)
    before = beside & above
    if not np.tril(before).any():
        return lines
    turns = _turns(middle, height)
    waits = before.sum(axis=0)
    ready = [(turns[number], number) for number in range(len(lines)) if not waits[number]]
    heapq.heapify(ready)
    ordered: list[Placed] = []
    while ready:
        _, number = heapq.heappop(ready)
        ordered.append(lines[number])
        for after in np.flatnonzero(before[number]):
            waits[after] -= 1
            if not waits[after]:
                heapq.heappush(ready, (turns[after], int(after)))
    return ordered


def _turns(middle: npt.NDArray[np.float64], height: npt.NDArray[np.float64]) -> list[float]:
    """Give each line's turn: as drawn, but what is drawn apart from all else where the page has it.

    That is a running head or foot, or both drawn at once, and a line or two anywhere.
    """
    turns = [float(number) for number in range(len(middle))]
    ups = np.flatnonzero(np.diff(middle) < -0.5 * height[1:]) + 1
    for block in np.split(np.arange(len(middle)), ups):
        others = np.delete(middle, block)
        if not len(others):
            continue
        heads, feet = middle[block] < others.min(), middle[block] > others.max()
        if (heads | feet).all():
            for place, number in enumerate(block):
                turns[number] = (-1.0 if heads[place] else float(len(middle))) + place / len(middle)
        elif len(block) <= _STRAY:
            below = np.flatnonzero(middle > middle[block[0]] + height[block[0]])
            below = below[(below < block[0]) | (below > block[-1])]
            for place, number in enumerate(block):
                turns[number] = (float(below[0]) if len(below) else float(len(middle))) - 0.5 + place / 10
    return turns
