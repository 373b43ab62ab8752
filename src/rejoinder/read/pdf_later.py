"""What the present version of a PDF blacks out: an earlier version may still show the words that stood there."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from rejoinder.covered import joined
from rejoinder.model import Page, Word
from rejoinder.read.pdf_covers import Part, painted_at, parts_of
from rejoinder.read.pdf_lines import Edges, Places

Cover = tuple[int, float, float, float, float]
_BLACK, _OPAQUE = 96, 200
"""Shade of 255 below which a box blacks out, and opacity above which it does."""
_LEAST, _LARGE = 4.0, 0.5
"""Points a box is high and wide at least, and the part of a page from which on it is the page's own ground."""
_MOST = 500
"""Boxes of one page that are looked at."""


def black_parts(page: Any) -> list[tuple[Part, Edges]]:
    """Give the filled shapes that paint a loaded page black, and where."""
    places = Places(page)
    found: list[tuple[Part, Edges]] = []
    area = pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page)
    for part in parts_of(page):
        if part.kind != pdfium.FPDF_PAGEOBJ_PATH or part.deep or not _is_black(part.handle):
            continue
        box = painted_at(part, places)
        wide, high = (box[2] - box[0], box[3] - box[1]) if box else (0.0, 0.0)
        if box and min(wide, high) >= _LEAST and wide * high < _LARGE * area:
            found.append((part, box))
        if len(found) == _MOST:
            break
    return found


def _is_black(handle: Any) -> bool:
    shades = tuple(ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(handle, *map(ctypes.byref, shades)):
        return False
    *colour, opacity = (shade.value for shade in shades)
    return max(colour) < _BLACK and opacity > _OPAQUE


def blacked_out(
    pages: Iterable[Page], boxes: Mapping[int, Sequence[Edges]], covered: Iterable[tuple[int, int]]
) -> tuple[Cover, ...]:
    """Give the black boxes on which no word is seen: words on a dark ground are no redaction."""
    spans = joined(covered)
    starts = [start for start, _ in spans]

    def is_covered(word: Word) -> bool:
        at = bisect_right(starts, word.end - 1) - 1
        return at >= 0 and spans[at][1] > word.start

    found: list[Cover] = []
    for page in pages:
        seen = [word for word in page.words if not is_covered(word)] if page.number in boxes else []
        found += [(page.number, *box) for box in boxes.get(page.number, ()) if not any(lies_in(w, box) for w in seen)]
    return tuple(found)


def beneath(words: Iterable[Word], number: int, covers: Iterable[Cover]) -> list[Word]:
    """Give the words of a page that a later version blacked out."""
    boxes = [cover[1:] for cover in covers if cover[0] == number]
    return [word for word in words if any(lies_in(word, box) for box in boxes)] if boxes else []


def lies_in(word: Word, box: Edges) -> bool:
    """Say whether a word's middle lies in a box."""
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]
