"""Lanes: what each person or party did, and had in front of them, month by month, one lane below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from typing import NamedTuple

from rejoinder.case.lanes import Lane
from rejoinder.web.charts.coverage import LEAST_BAR, STEPS, WIDTHS, Label, periods
from rejoinder.write.words import ENGLISH, number_in_words

TALL, UP, DOWN = 74, 24, 18
"""Pixels of one lane, and of its highest bars above and below its line."""
TOP, FOOT = 4, 26


class Row(NamedTuple):
    """One lane as it is drawn: its name above, its line, and its bars, each kind as one path."""

    name: str
    label: float
    line: float
    wrote: str
    """Solid bars above the line: their own acts."""
    other: str
    """Hollow bars below it: the rest."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lanes drawn for one width class."""

    name: str
    width: int
    height: int
    step: int
    rows: tuple[Row, ...]
    labels: tuple[Label, ...]


def drawings(lanes: Sequence[Lane], words: NullTranslations = ENGLISH) -> tuple[Drawing, ...]:
    """Give the lanes drawn for every width class; nothing where no lane has a month."""
    months = [_number(one.month) for lane in lanes for one in lane.months]
    return tuple(_drawn(lanes, min(months), max(months), name, words) for name in WIDTHS) if months else ()


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _drawn(lanes: Sequence[Lane], first: int, last: int, name: str, words: NullTranslations) -> Drawing:
    width = WIDTHS[name]
    step = next((one for one in STEPS if (last - first + 1) / one * LEAST_BAR <= width), STEPS[-1])
    start = first - first % step
    slots = (last - start) // step + 1
    wide = width / slots
    sums = [_sums(lane, start, step) for lane in lanes]
    most = max(many for one in sums for pair in one.values() for many in pair)
    rows = tuple(_row(lane, sums[at], TOP + at * TALL, wide, most, words) for at, lane in enumerate(lanes))
    height = TOP + len(lanes) * TALL + FOOT
    labels = tuple(one._replace(y=height - 8) for one in periods(start, step, slots, wide, words, left=0))
    return Drawing(name, width, height, step, rows, labels)


def _sums(lane: Lane, start: int, step: int) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for one in lane.months:
        slot = (_number(one.month) - start) // step
        wrote, other = found.get(slot, (0, 0))
        found[slot] = (wrote + one.wrote, other + one.other)
    return found


def _row(
    lane: Lane, sums: dict[int, tuple[int, int]], top: int, wide: float, most: int, words: NullTranslations
) -> Row:
    line = top + 20 + UP
    across = min(28.0, wide - max(1.0, min(8.0, wide * 0.25)))
    wrote, other = list[str](), list[str]()
    for slot, (mine, rest) in sums.items():
        x = slot * wide + (wide - across) / 2
        if mine:
            wrote.append(_bar(x, line, across, -max(2.0, mine / most * UP)))
        if rest:
            other.append(_bar(x, line + 1.5, across, max(2.0, rest / most * DOWN)))
    beside = "" if lane.beside is None else f", {lane.beside or words.gettext('no address')}"
    name = f"{lane.name}{beside} ({number_in_words(lane.total, words)})"
    return Row(name, top + 14, line, "".join(wrote), "".join(other))


def _bar(x: float, y: float, width: float, height: float) -> str:
    """Give a rectangle as a part of a path (SVG 1.1, 8.3)."""
    return f"M{x:.2f} {y:.2f}h{width:.2f}v{height:.2f}h{-width:.2f}z"
