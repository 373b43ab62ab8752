"""One picture read by one engine: turned upright first, its lines joined to a text, its words led back to the page."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

import numpy as np
from PIL import Image

from rejoinder.model import Recognised, Redaction, Word
from rejoinder.read.limits import COVERED_PLACES
from rejoinder.read.ocr.bars import Box, bars_on, without_bars
from rejoinder.read.ocr.cleaning import cleaned
from rejoinder.read.ocr.engine import Engine, Line, Seen, confidence
from rejoinder.read.ocr.lost_marks import with_marks
from rejoinder.read.ocr.pictures import Picture
from rejoinder.read.ocr.upright import Upright, tilt, upright
from rejoinder.read.pdf_layout import with_paragraphs
from rejoinder.read.pdf_lines import Placed
from rejoinder.read.pictured_covers import SCALE, covers_in

STANDS = 0.7
"""How sure an engine must be of a picture for us not to try it turned another way."""
_MARK = 0.5
"""How sure an engine must be of a word without a letter or digit, which is mostly a speck or a rule."""
_WORTH_TURNING = 2
"""Letters from which a picture is worth turning: fewer are a speck read as one."""
_PAGE = 40
"""Letters from which a picture is a page of writing, on which places are covered; any other may show a night sky."""
_LONG = 4
"""Letters of words that are wider than high when they stand upright; some engines read them lying on their side too."""


def recognised(picture: Picture, engine: Engine, turns: Iterable[int] = ()) -> Recognised:
    """Give what an engine reads of a picture; `turns` are to be tried first. OSError where the engine fails on it."""
    pixels = cleaned(picture.pixels)
    standing, skew = tilt(pixels)
    best: tuple[Upright, list[Line]] | None = None
    for turned in dict.fromkeys((*turns, *((90, 270, 0, 180) if standing else (0, 180, 90, 270)))):
        level = upright(pixels, turned, skew)
        lines = _without_marks(engine.lines(level.pixels))
        if best is None or _stands(lines) * _letters(lines) > _stands(best[1]) * _letters(best[1]):
            best = (level, lines)
        if _stands(lines) >= STANDS or _letters(lines) < _WORTH_TURNING:
            break
    assert best is not None
    return _laid_out(picture, engine.name, *best)


def _stands(lines: list[Line]) -> float:
    """Give how sure it is that a picture stands upright: how sure the words are, and how many lie rather than stand."""
    long = [word for line in lines for word in line if len(word.text) >= _LONG]
    lying = sum(word.right - word.left > word.bottom - word.top for word in long)
    return confidence(lines) * (lying / len(long) if long else 1.0)


def _without_marks(lines: Iterable[Line]) -> list[Line]:
    """Give lines without what is no word: marks that the engine is not sure of."""
    kept = (tuple(word for word in line if word.sure >= _MARK or any(map(str.isalnum, word.text))) for line in lines)
    return [line for line in kept if line]


def _letters(lines: Iterable[Line]) -> int:
    return sum(sum(map(str.isalnum, word.text)) for line in lines for word in line)


def _laid_out(picture: Picture, name: str, level: Upright, lines: list[Line]) -> Recognised:
    """Give lines as the text of a page in points, paragraphs parted."""
    points = picture.width / max(1, level.size[0])
    bars = bars_on(level.pixels, lines, 1 / points)
    lines = with_marks(level.pixels, without_bars(lines, bars))
    placed = with_paragraphs([_placed(line) for line in lines])
    words: list[Word] = []
    at = 0
    for line in placed:
        words += (Word(word.start + at, word.end + at, *_in_points(level, points, word[2:])) for word in line.words)
        at += len(line.text) + 1
    return Recognised(
        engine=name,
        width=picture.width,
        height=picture.height,
        text="\n".join(line.text for line in placed),
        words=tuple(words),
        sure=tuple(round(100 * word.sure) for line in lines for word in line),
        confidence=round(confidence(lines), 4),
        turned=level.turned,
        skew=level.skew,
        bars=tuple(_in_points(level, points, bar) for bar in bars),
        redactions=_covered(picture, level) if _letters(lines) >= _PAGE else (),
    )


def _in_points(level: Upright, points: float, box: Box) -> Box:
    left, top, right, bottom = (round(edge * points, 2) for edge in level.box(*box))
    return left, top, right, bottom


def _covered(picture: Picture, level: Upright) -> tuple[Redaction, ...]:
    """Give what looks covered on a picture as it came, set upright, in points of its page."""
    seen = upright(picture.pixels, level.turned, level.skew)
    points = picture.width / max(1, seen.size[0])
    high, wide = (side * points for side in seen.pixels.shape)
    size = max(1, round(wide * SCALE)), max(1, round(high * SCALE))
    small = np.asarray(Image.fromarray(seen.pixels).resize(size, Image.Resampling.BOX), dtype=np.uint8)
    found: list[Redaction] = []
    for one in covers_in(small, wide, high)[:COVERED_PLACES]:
        left, top, right, bottom = (round(edge * points, 2) for edge in seen.box(*(edge / points for edge in one[:4])))
        found.append(one._replace(left=left, top=top, right=right, bottom=bottom))
    return tuple(found)


def _placed(line: Line) -> Placed:
    """Give a line of words in pixels of the upright picture as the readers of pages give lines."""
    words: list[Word] = []
    at = 0
    for word in line:
        words.append(Word(at, at + len(word.text), *word[1:5]))
        at += len(word.text) + 1
    return Placed(" ".join(word.text for word in line), tuple(words), median(map(_bottom, line)))


def _bottom(word: Seen) -> float:
    return word.bottom
