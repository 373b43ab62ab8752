"""The places of a picture: cells of a kind that hang together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

CELL = 3
"""Pixels of a cell, that is 2¼ points."""
_MOST_RUNS = 20_000
"""Runs of cells of one picture above which they are no places that are covered, but grain."""

Cells = npt.NDArray[np.bool_]
Shades = npt.NDArray[np.float32]
Found = tuple[float, float, float, float, str, str]
"""Edges in pixels, the look and the label of a place that looks covered."""


class Place(NamedTuple):
    """A run of cells that hang together."""

    top: int
    bottom: int
    left: int
    right: int
    cells: Cells


def places(cells: Cells) -> Iterator[Place]:
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
        yield Place(top, bottom, left, right, own)


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


def upper(values: npt.NDArray[np.floating[Any]], part: float) -> float:
    """Give the value below which a part of the values lies; NumPy's own would import more than the box allows."""
    return float(np.sort(values, axis=None)[int(part * (values.size - 1))])
