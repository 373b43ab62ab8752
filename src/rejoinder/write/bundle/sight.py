"""A page as it is seen: its edges when it is turned, and how what is drawn on it lands on its own coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, degrees, hypot
from typing import Any, NamedTuple

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
DEEPEST = 6
"""Drawings within drawings that are followed."""
A4 = (595.276, 841.89)


class Sight(NamedTuple):
    """A page as it is seen: how wide and high, and the matrix from there (points, from bottom left) to its own."""

    width: float
    height: float
    matrix: Matrix


def sight_of(page: Any) -> Sight:
    """Give how a page is seen (ISO 32000-1, 14.11.2 and table 30: the crop box, turned clockwise by Rotate)."""
    left, bottom, right, top = edges_of(page)
    turned = turn_of(page)
    wide, high = right - left, top - bottom
    if turned == 90:
        return Sight(high, wide, (0, 1, -1, 0, right, bottom))
    if turned == 180:
        return Sight(wide, high, (-1, 0, 0, -1, right, top))
    if turned == 270:
        return Sight(high, wide, (0, -1, 1, 0, left, top))
    return Sight(wide, high, (1, 0, 0, 1, left, bottom))


def edges_of(page: Any) -> tuple[float, float, float, float]:
    """Give left, bottom, right and top of what is seen of a page; A4 where it does not say."""
    media = _box(page.get("/MediaBox")) or (0, 0, *A4)
    crop = _box(page.get("/CropBox"))
    if not crop:
        return media
    found = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return found if found[2] - found[0] > 1 and found[3] - found[1] > 1 else media


def _box(told: Any) -> tuple[float, float, float, float] | None:
    try:
        one, two, three, four = (float(value) for value in told)
    except (TypeError, ValueError):
        return None
    found = (min(one, three), min(two, four), max(one, three), max(two, four))
    return found if found[2] - found[0] > 1 and found[3] - found[1] > 1 else None


def turn_of(page: Any) -> int:
    """Give by how many degrees a page is turned clockwise when it is shown."""
    try:
        return round(float(page.get("/Rotate", 0)) / 90) * 90 % 360
    except (TypeError, ValueError):
        return 0


def times(first: Matrix, then: Matrix) -> Matrix:
    """Give the matrix that does one and then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class Drawn(NamedTuple):
    """A picture as it is drawn on a page: its object, and how wide and high in points."""

    picture: Any
    width: float
    height: float


def pictures_on(page: Any) -> Iterator[Drawn]:
    """Give every picture drawn on a page, those in its drawings too."""
    yield from _pictures(page, page.get("/Resources"), PLAIN, 0)


def has_pictures(resources: Any, depth: int = 0) -> bool:
    """Say whether a page's resources name a picture, or a drawing that has one."""
    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    for one in named.values() if isinstance(named, pikepdf.Dictionary) else ():
        if not isinstance(one, pikepdf.Stream):
            continue
        if one.get("/Subtype") == "/Image":
            return True
        if depth < DEEPEST and one.get("/Subtype") == "/Form" and has_pictures(one.get("/Resources"), depth + 1):
            return True
    return False


def _pictures(drawing: Any, resources: Any, at: Matrix, depth: int) -> Iterator[Drawn]:
    if not has_pictures(resources):
        return
    named = resources.get("/XObject")
    for _, operands, here in _placed(drawing, "Do", at):
        one = named.get(str(operands[0])) if operands and isinstance(named, pikepdf.Dictionary) else None
        if not isinstance(one, pikepdf.Stream):
            continue
        if one.get("/Subtype") == "/Image":
            yield Drawn(one, hypot(here[0], here[1]), hypot(here[2], here[3]))
        elif one.get("/Subtype") == "/Form" and depth < DEEPEST:
            inner = times(matrix_of(one.get("/Matrix", ())) or PLAIN, here)
            yield from _pictures(one, one.get("/Resources", resources), inner, depth + 1)


def matrix_of(told: Any) -> Matrix | None:
    """Give six numbers as a matrix; None where they are none."""
    try:
        one, two, three, four, five, six = (float(value) for value in told)
    except (TypeError, ValueError):
        return None
    return (one, two, three, four, five, six)


def _placed(drawing: Any, operators: str, at: Matrix) -> Iterator[tuple[str, Any, Matrix]]:
    """Give each of some operators with its operands and the matrix in force there; none where it cannot be read."""
    try:
        operations: list[Any] = pikepdf.parse_content_stream(drawing, f"q Q cm {operators}")
    except pikepdf.PdfError:
        return
    kept: list[Matrix] = []
    for operands, operator in operations:
        word = str(operator)
        if word == "q":
            kept.append(at)
        elif word == "Q":
            at = kept.pop() if kept else at
        elif word == "cm":
            matrix = matrix_of(operands)
            at = times(matrix, at) if matrix else at
        else:
            yield word, operands, at


def lean_of(page: Any) -> int | None:
    """Give the way most of a page's words run as it is seen: 0 left to right, else degrees clockwise; None: no words.

    Text is set by the text matrix within the page's own (ISO 32000-1, 9.4.4).
    """
    ways: dict[int, int] = {}
    set_by = PLAIN
    for word, operands, at in _placed(page, "BT Tm Tj TJ ' \"", PLAIN):
        if word == "BT":
            set_by = PLAIN
        elif word == "Tm":
            set_by = matrix_of(operands) or set_by
        elif operands:
            along = times(set_by, at)
            way = round(degrees(atan2(along[1], along[0])) / 90) * 90
            ways[way] = ways.get(way, 0) + _letters(operands[-1])
    if not any(ways.values()):
        return None
    most = max(ways, key=lambda way: (ways[way], -abs(way)))
    return (turn_of(page) - most) % 360


def _letters(shown: Any) -> int:
    if isinstance(shown, pikepdf.Array):
        return sum(len(bytes(one)) for one in shown if isinstance(one, pikepdf.String))
    return len(bytes(shown)) if isinstance(shown, pikepdf.String) else 0
