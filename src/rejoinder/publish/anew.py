"""Lines in which something is hidden, set anew: by the words that stay, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image

from rejoinder.model import Page, Word
from rejoinder.publish.canvas import DARK, LETTER, PAPER, USUAL, Canvas, Line, box
from rejoinder.publish.decided import Area
from rejoinder.publish.type import REGULAR, SANS, Sample, Type, baseline_of, like, size_of, weight_of

STEP = 3.0
"""Points in which the height of a line is told that has nothing but what is hidden."""
NEAR, GRID = 1.5, 36.0
"""Points within which lines begin at one place; and those in which it is told where one begins by itself."""
SPACE = 0.28
"""Sizes of its type between words of a line that is set anew."""
MARGIN = 14.0
"""A fifth of the points from the edge of a page up to which a line may run that is set anew."""


class Setting(NamedTuple):
    """Words of the made page as they are searched and copied: where they stand, how wide, how large."""

    words: str
    left: float
    baseline: float
    width: float
    size: float
    turned: int = 0


def set_line(
    canvas: Canvas, page: Page, line: Line, lines: Sequence[Line], text: str, labelled: Mapping[int, str]
) -> tuple[Setting, ...]:
    """Give a line's words as they are copied; one in which something is hidden is set anew on the picture."""
    if line.turned:
        return set_turned(canvas, line, text, labelled)
    if any(id(word) in labelled for word in line.words):
        return _anew(canvas, page, line, lines, text, labelled)
    _, top, _, bottom = line.edges
    return tuple(_as_it_stands(word, text, bottom - top, bottom) for word in line.words)


def _as_it_stands(word: Word, text: str, high: float, bottom: float) -> Setting:
    return Setting(text[word.start : word.end], word.left, bottom - 0.2 * high, word.right - word.left, high)


def _left(line: Line, lines: Sequence[Line], labelled: Mapping[int, str]) -> float:
    """Give where a line begins that is set anew: where others do, or, since one set in the middle tells, on a grid."""
    left = line.words[0].left
    others = [one.words[0].left for one in lines if one is not line and id(one.words[0]) not in labelled]
    near = [other for other in others if abs(other - left) < NEAR]
    return min(near) if near else GRID * (left // GRID)


def _room(page: Page, line: Line, lines: Sequence[Line]) -> float:
    """Give how far to the right a line may run: up to what stands there, or the margin."""
    _, top, right, bottom = line.edges
    beside = [
        other.edges[0] - 3
        for other in lines
        if other is not line and other.edges[0] >= right and other.edges[1] < bottom and other.edges[3] > top
    ]
    widest = max(page.width - 5 * MARGIN, max((other.words[0].left for other in lines), default=0.0))
    return min([*beside, max(widest, line.words[0].left + 4 * MARGIN)])


def _samples(canvas: Canvas, words: Iterable[Word], text: str) -> list[Sample]:
    """Give words that stay with their pictures, cut close."""
    found = []
    for word in words:
        picture = canvas.source[canvas.box(*word[2:])]
        rows = np.nonzero((picture < DARK).any(axis=1))[0]
        columns = np.nonzero((picture < DARK).any(axis=0))[0]
        if len(rows) and len(columns):
            close = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
            found.append(Sample(text[word.start : word.end], close, word.top + (int(rows[-1]) + 1) / canvas.scale))
    return found


def _type_of(
    canvas: Canvas, line: Line, lines: Sequence[Line], text: str, labelled: Mapping[int, str]
) -> tuple[Type, float]:
    """Give the type in which a line is set anew and the height it stands at, both by words that stay."""
    staying = [word for one in lines if not one.turned for word in one.words if id(word) not in labelled]
    _, top, _, bottom = line.edges
    own = _samples(canvas, [word for word in line.words if id(word) not in labelled], text)
    if canvas.family is None:
        canvas.family = like(_samples(canvas, [word for word in staying if word.end - word.start > 3][:40], text))
        canvas.size = size_of(_samples(canvas, staying[:60], text), canvas.family, canvas.scale) or USUAL
    size = size_of(own, canvas.family, canvas.scale) or canvas.size
    if not own:
        level = [word for word in staying if word.top < bottom - 1 and word.bottom > top + 1]
        own = _samples(canvas, level[:6], text)
        size = size_of(own, canvas.family, canvas.scale) or size
    found = Type(canvas.family, weight_of(own), size)
    return found, baseline_of(own, found) or STEP * round((top + bottom) / 2 / STEP) + 0.33 * size


def _anew(
    canvas: Canvas, page: Page, line: Line, lines: Sequence[Line], text: str, labelled: Mapping[int, str]
) -> tuple[Setting, ...]:
    """Set a line anew: boxes as wide as their labels, words in our type with one space between them."""
    type_, baseline = _type_of(canvas, line, lines, text, labelled)
    left = _left(line, lines, labelled)
    for word in line.words:
        if id(word) not in labelled:
            pad = 0.15 * (word.bottom - word.top)
            canvas.kept[canvas.box(word.left - pad, word.top - pad, word.right + pad, word.bottom + pad)] = True
    pieces = list(_pieces(line, text, labelled))
    widths = [_label_width(label, type_) if label else type_.width(words) for words, label in pieces]
    space = SPACE * type_.size
    part = min(1.0, max(_room(page, line, lines) - left, 4.0) / (sum(widths) + space * (len(widths) - 1)))
    found, at = [], left
    for (words, label), width in zip(pieces, widths, strict=True):
        wide = width * part
        if label:
            box(
                canvas,
                Area(page.number, at, baseline - 0.8 * type_.size, at + wide, baseline + 0.22 * type_.size),
                label,
            )
        else:
            _lay(canvas, words, type_, Area(0, at, baseline, at + wide, baseline))
        found.append(Setting(words, at, baseline, wide, type_.size))
        at += wide + space * part
    return tuple(found)


def _pieces(line: Line, text: str, labelled: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Give what is set one after the other, with its label; a label once for all words in a row that it hides."""
    before = ""
    for word in line.words:
        label = labelled.get(id(word), "")
        if not label:
            yield text[word.start : word.end], ""
        elif label != before:
            yield f"[{label}]", label
        before = label


def _lay(canvas: Canvas, words: str, type_: Type, place: Area) -> None:
    """Lay words on the page, narrower where the line would not hold them."""
    pixels, above = type_.drawn(words, canvas.scale)
    high, wide = pixels.shape[0], max(1, round((place.right - place.left) * canvas.scale) + 2)
    if wide < pixels.shape[1] - 2:
        pixels = np.asarray(Image.fromarray(pixels).resize((wide, high), Image.Resampling.BILINEAR))
    top, left = round(place.bottom * canvas.scale) - above, round(place.left * canvas.scale)
    rows = slice(max(0, top), min(canvas.out.shape[0], top + high))
    columns = slice(max(0, left), min(canvas.out.shape[1], left + pixels.shape[1]))
    shown = pixels[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    if shown.size:
        canvas.out[rows, columns] = np.minimum(canvas.out[rows, columns], shown)


def set_turned(canvas: Canvas, line: Line, text: str, labelled: Mapping[int, str]) -> tuple[Setting, ...]:
    """Give a turned line; one in which something is hidden is hidden as a whole."""
    turned = line.turned
    label = next((labelled[id(word)] for word in line.words if id(word) in labelled), "")
    left, top, right, bottom = line.edges
    wide = right - left
    if label:
        for word in line.words:
            canvas.source[canvas.box(word.left - 1, word.top - 1, word.right + 1, word.bottom + 1)] = PAPER
        box(canvas, Area(0, left, top, right, bottom), label, turned)
        words: Iterable[tuple[str, float, float]] = [(f"[{label}]", top if turned == 90 else bottom, bottom - top)]
    else:
        words = [
            (text[word.start : word.end], word.top if turned == 90 else word.bottom, word.bottom - word.top)
            for word in line.words
        ]
    across = left + 0.2 * wide if turned == 90 else right - 0.2 * wide
    return tuple(Setting(said, across, down, long, wide, turned) for said, down, long in words)


def _label_width(label: str, type_: Type) -> float:
    """Give the points of a box with a label in a line of a type: nothing else decides it."""
    return Type(SANS, REGULAR, LETTER * type_.size).width(label) + 0.7 * type_.size
