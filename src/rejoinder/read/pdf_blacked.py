"""What looks covered on a PDF's page that is drawn, not scanned: judged by where shapes lie among its words."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from rejoinder.model import Redaction, Word
from rejoinder.read.limits import COVERED_PLACES
from rejoinder.read.pdf_covers import NOTES
from rejoinder.read.pdf_lines import Edges, Places
from rejoinder.read.pdf_painted import Colour, Painted, Plain, Slant, painted_on
from rejoinder.redactions import label_of

_DARK, _PAPER, _HUE = 96, 238, 30
"""Shades of 255 below which a colour is black, above which it is white, and by which a colour differs from grey."""
_LINE = 11.0
"""Points of a line's height where a page has no words."""
_NARROW, _LOW = 8.0, 0.55
"""Points a box is wide at least, and how much of a line's height it has at least."""
_INLINE = 1.0
"""Times a line's height from a word within which a box stands in its line."""
_BARS = 60
"""Boxes of one colour above which a page is a drawing or a table, and only those among words count."""
_STROKES = 6
"""Slanting lines of which hatching has at least so many."""


class _Seen(NamedTuple):
    """The words of a page, as boxes lie among them."""

    words: Sequence[Word]
    edges: np.ndarray[Any, np.dtype[np.float64]]
    hidden: np.ndarray[Any, np.dtype[np.bool_]]
    text: str
    start: int
    line: float
    width: float
    height: float

    def on(self, box: Edges, *, hidden: bool) -> list[int]:
        """Give which words, seen or not, have their middle on a box."""
        across, down = (self.edges[:, 0] + self.edges[:, 2]) / 2, (self.edges[:, 1] + self.edges[:, 3]) / 2
        inside = (box[0] <= across) & (across <= box[2]) & (box[1] <= down) & (down <= box[3])
        return [int(at) for at in np.flatnonzero(inside & (self.hidden == hidden))]

    def sides(self, box: Edges, reach: float) -> tuple[bool, bool]:
        """Say whether words that are seen stand in a box's line, right before it and right after it."""
        left, top, right, bottom = self.edges.T
        middle = (top + bottom) / 2
        level = ~self.hidden & (box[1] <= middle) & (middle <= box[3]) & (bottom - top > 0.4 * (box[3] - box[1]))
        before = level & (right <= box[0] + 2) & (box[0] - right <= reach)
        after = level & (left >= box[2] - 2) & (left - box[2] <= reach)
        return bool(before.any()), bool(after.any())

    def label(self, box: Edges) -> str:
        """Give what stands on a box where it is a label."""
        on = [self.words[at] for at in self.on(box, hidden=False)]
        return label_of(" ".join(self.text[word.start - self.start : word.end - self.start] for word in on))


def blacked_on(
    page: Any, text: str, start: int, words: Sequence[Word], hidden: Iterable[Word]
) -> tuple[Redaction, ...]:
    """Give what looks covered on a loaded page; `hidden` are those of its words that are not seen on it."""
    painted = painted_on(page)
    _add_notes(painted, page)
    if not painted.plain and not painted.slants:
        return ()
    unseen = frozenset(hidden)
    edges = np.array([word[2:] for word in words], dtype=np.float64).reshape(-1, 4)
    said = (text[word.start - start : word.end - start] for word in words)
    marks = [not any(map(str.isalnum, one)) for one in said]
    lost = np.array([word in unseen or mark for word, mark in zip(words, marks, strict=True)], dtype=np.bool_)
    line = median([word.bottom - word.top for word in words if word not in unseen] or [_LINE])
    size = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    seen = _Seen(words, edges, lost, text, start, max(4.0, line), *size)
    found = [*_boxes(painted, seen), *_hatched(painted.slants, seen)]
    return tuple(_joined(_apart(found))[:COVERED_PLACES])


def _boxes(painted: Painted, seen: _Seen) -> list[Redaction]:
    looks = [_look(one) for one in painted.plain]
    many = {look: looks.count(look) for look in set(looks)}
    found: list[Redaction] = []
    for one, look in zip(painted.plain, looks, strict=True):
        box = _on_paper(one.edges, seen)
        high, wide = box[3] - box[1], box[2] - box[0]
        if wide < _NARROW or high < max(4.0, _LOW * seen.line) or not _is_bare(one, box, painted):
            continue
        beneath, label = seen.on(box, hidden=True), seen.label(box)
        if len(seen.on(box, hidden=False)) > len(beneath) and not label:
            continue
        framed = one.framed or look != "white" or any(_same(box, frame) for frame in painted.frames)
        if (beneath and _fits(beneath, box, seen)) or (label and framed) or _covers(one, look, box, seen, many[look]):
            found.append(Redaction(*box, look))
    return found


def _covers(one: Plain, look: str, box: Edges, seen: _Seen, many: int) -> bool:
    """Say whether a box with nothing on it and nothing known beneath it lies as one lies that covers words."""
    high, wide = box[3] - box[1], box[2] - box[0]
    before, after = seen.sides(box, _INLINE * seen.line)
    lined = high <= 2.2 * seen.line and wide >= 0.8 * high
    if look == "white":
        return before and after and lined and wide > 1.5 * seen.line
    if look != "black":
        return before and lined and (after or many < _BARS) and high >= 0.8 * seen.line
    if one.stroke:
        return wide > 2 * high and (before or after or _in_column(box, seen))
    if (before or after) and (lined or (before and after and high <= 3.5 * seen.line)):
        return True
    if many > _BARS or wide < 0.8 * high or (wide > 0.5 * seen.width and high < 0.8 * seen.line):
        return False
    return _in_column(box, seen) if len(seen.words) else wide * high > 0.1 * seen.width * seen.height


def _in_column(box: Edges, seen: _Seen) -> bool:
    """Say whether a box lies within what is written on its page, or begins or ends where its lines do."""
    if not (~seen.hidden).any():
        return True
    left, top, right, bottom = seen.edges[~seen.hidden].T
    within = box[3] > top.min() - 3 * seen.line and box[1] < bottom.max() + 3 * seen.line
    at_margin = bool((np.abs(left - box[0]) < 4).sum() >= 2) or abs(float(right.max()) - box[2]) < 6
    inside = left.min() - 4 <= box[0] and box[2] <= max(right.max() + 4, seen.width - left.min() + 4)
    return bool(within and inside and (at_margin or box[3] - box[1] <= 2.2 * seen.line))


def _is_bare(one: Plain, box: Edges, painted: Painted) -> bool:
    """Say whether nothing but words is painted over a box."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    over = [edges for edges, order in painted.pictures if order > one.order]
    over += [p.edges for p in painted.plain if p.order > one.order and _look(p) != _look(one)]
    return sum(_shared(edges, box) for edges in over) < 0.2 * area


def _fits(beneath: Sequence[int], box: Edges, seen: _Seen) -> bool:
    """Say whether words beneath a box fill a good part of it."""
    area = sum(_shared(tuple(seen.edges[at]), box) for at in beneath)
    return area > 0.15 * (box[2] - box[0]) * (box[3] - box[1])


def _hatched(slants: Sequence[Slant], seen: _Seen) -> list[Redaction]:
    """Give where many slanting lines lie close together in a rectangle, as high as lines are or some of them."""
    groups: list[list[Slant]] = []
    for one in slants:
        near = groups and _touch(_around(groups[-1][-4:]), one.edges, 4.0)
        if near:
            groups[-1].append(one)
        else:
            groups.append([one])
    found = []
    for group in groups:
        box = _on_paper(_around(group), seen)
        high, wide = box[3] - box[1], box[2] - box[0]
        close = len(group) >= max(_STROKES, wide / 14)
        if not close or high < _LOW * seen.line or wide < high or high > 0.7 * seen.height:
            continue
        before, after = seen.sides(box, 3 * seen.line)
        regular = max(one.edges[3] - one.edges[1] for one in group) > 0.75 * high or high > 3 * seen.line
        label = seen.label(box)
        if regular and (label or not seen.on(box, hidden=False)) and (before or after or _in_column(box, seen)):
            found.append(Redaction(*box, "hatched"))
    return found


def _around(group: Sequence[Slant]) -> Edges:
    lefts, tops, rights, bottoms = zip(*(one.edges for one in group), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _touch(one: Edges, other: Edges, reach: float) -> bool:
    across = max(one[0], other[0]) - min(one[2], other[2])
    return across <= reach and max(one[1], other[1]) - min(one[3], other[3]) <= 0


def _add_notes(painted: Painted, page: Any) -> None:
    """Add a page's filled squares and dark highlights; what lies under its fields counts as pictures."""
    places, bounds = Places(page), pdfium.FS_RECTF()
    for number in range(min(NOTES, max(0, pdfium.FPDFPage_GetAnnotCount(page)))):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            if not pdfium.FPDFAnnot_GetRect(note, ctypes.byref(bounds)):
                continue
            edges = places.box([(bounds.left, bounds.top, bounds.right, bounds.bottom)])
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                painted.pictures.append((edges, 1 << 30))
            elif kind in (pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_HIGHLIGHT) and (colour := _filled(note, kind)):
                painted.plain.append(Plain(edges, colour, (1 << 29) + number))
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _filled(note: Any, kind: int) -> Colour | None:
    square = kind == pdfium.FPDF_ANNOT_SQUARE
    which = pdfium.FPDFANNOT_COLORTYPE_InteriorColor if square else pdfium.FPDFANNOT_COLORTYPE_Color
    shades = tuple(ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFAnnot_GetColor(note, which, *map(ctypes.byref, shades)) or shades[3].value < 200:
        return None
    red, green, blue = (shade.value for shade in shades[:3])
    return (red, green, blue) if square or max(red, green, blue) < _DARK else None


def _look(one: Plain) -> str:
    shades = one.colour
    if max(shades) < _DARK:
        return "marker" if one.stroke else "black"
    if max(shades) - min(shades) > _HUE:
        return "coloured"
    return "white" if min(shades) > _PAPER else "grey"


def _on_paper(box: Edges, seen: _Seen) -> Edges:
    return max(0.0, box[0]), max(0.0, box[1]), min(seen.width, box[2]), min(seen.height, box[3])


def _shared(one: Sequence[float], other: Edges) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)


def _same(one: Edges, other: Edges) -> bool:
    return all(abs(here - there) < 2 for here, there in zip(one, other, strict=True))


def _apart(found: Iterable[Redaction]) -> list[Redaction]:
    """Give places without those that lie within others."""
    kept: list[Redaction] = []
    for one in sorted(found, key=lambda one: -(one.right - one.left) * (one.bottom - one.top)):
        area = (one.right - one.left) * (one.bottom - one.top)
        if all(_shared(one[:4], other[:4]) < 0.8 * area for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.top, one.left))


def _joined(found: Iterable[Redaction]) -> list[Redaction]:
    """Give places in one line that hardly leave a gap as one: a box for each word covers one run of words."""
    kept: list[Redaction] = []
    for one in found:
        high = one.bottom - one.top
        for at, other in enumerate(kept):
            level = min(one.bottom, other.bottom) - max(one.top, other.top) > 0.7 * max(high, other.bottom - other.top)
            gap = max(one.left, other.left) - min(one.right, other.right)
            if level and one.look == other.look and gap < 0.5 * high:
                edges = min(one.left, other.left), min(one.top, other.top)
                kept[at] = other._replace(
                    left=edges[0], top=edges[1], right=max(one.right, other.right), bottom=max(one.bottom, other.bottom)
                )
                break
        else:
            kept.append(one)
    return kept
