"""One side of a PDF as lines of text with a box for every word."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from rejoinder.model import Word

_HYPHENS = "\ufffe\x02"
"""What PDFium puts for a hyphen at a line's end, leaving out the line's end itself."""
_SAME_LENGTH = {code: " " for code in (*range(9), 11, 12, *range(14, 32), 0x7F, 0xFFFF)} | {
    ord(hyphen): "-" for hyphen in _HYPHENS
}
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S+")
_DOUBLED = re.compile(r"(?<!\S)(?:(\S)\1){2,}+(?!\S)")
_LABEL = re.compile(r"[^\W\d_][^:]{0,24}:")
_UNDRAWN = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_LOOKED_AT = 1_000
"""Parts of a page looked at to see whether any draws something."""
_FEW = 30
"""Words below which a page may be a stamped scan."""
_LARGE = 0.5
"""Part of a page covered by pictures from which on one with few words is taken for a scan."""
_FAR = 4
"""Times a line's own height from which on a distance always parts paragraphs."""
_PARAGRAPH = 1.4
"""Times the usual distance of lines from which on a distance parts paragraphs."""


class Placed(NamedTuple):
    """A line of a page: its text, its words (counted from the line's own start) and where it stands."""

    text: str
    words: tuple[Word, ...]
    baseline: float

    @property
    def height(self) -> float:
        """How high the line's tallest word is."""
        return max(word.bottom - word.top for word in self.words)


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says."""

    text: str
    words: tuple[Word, ...]
    width: float
    height: float
    picture: bool
    """Whether it is a picture: it shows something and has no words, or hardly any beside a large picture."""
    undrawn: int
    """How many of its words are not drawn."""
    unmapped: int
    """How many of its words are of letters nobody has told the meaning of."""


def side_of(page: Any, start: int) -> Side:
    """Give the side of a loaded page; its words are counted as if its text began at start."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return Side("", (), width, height, True, 0, 0)
    try:
        scribe = _Scribe(page, text_page)
        lines = with_paragraphs(with_labels(scribe.lines()))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    words: list[Word] = []
    at = start
    for line in lines:
        words += [Word(word.start + at, word.end + at, *word[2:]) for word in line.words]
        at += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    picture = len(words) < _FEW and _is_picture(page, width * height, len(words))
    return Side(text, tuple(words), width, height, picture, scribe.undrawn, scribe.unmapped)


def _is_picture(page: Any, area: float, words: int) -> bool:
    """Say whether a page with few words or none shows a picture of more of them (a stamped scan)."""
    drawn, covered = _pictured(page, area)
    return covered >= _LARGE if words else drawn


def _pictured(page: Any, area: float) -> tuple[bool, float]:
    """Give whether anything is drawn on a page, and how much of it pictures cover (1 is all)."""
    drawn, covered = False, 0.0
    edges = tuple(ctypes.c_float() for _ in range(4))
    for number in range(min(_LOOKED_AT, pdfium.FPDFPage_CountObjects(page))):
        part = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(part)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = range(min(_LOOKED_AT, max(0, pdfium.FPDFFormObj_CountObjects(part))))
            within = (pdfium.FPDFFormObj_GetObject(part, at) for at in inner)
            kinds = {pdfium.FPDFPageObj_GetType(one) for one in within}
        else:
            kinds = {kind}
        drawn = drawn or bool(kinds)
        if pdfium.FPDF_PAGEOBJ_IMAGE not in kinds:
            continue
        if pdfium.FPDFPageObj_GetBounds(part, *map(ctypes.byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            covered += max(0.0, right - left) * max(0.0, top - bottom)
    return drawn, covered / area if area > 0 else 0.0


def with_labels(lines: list[Placed]) -> list[Placed]:
    """Give the lines with each label ("From:") joined to the words that stand beside it in another column."""
    labels = [number for number, line in enumerate(lines) if _LABEL.fullmatch(line.text)]
    if len(labels) < 2:
        return lines
    beside: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        beside.setdefault(round(line.baseline), []).append(number)
    joined: dict[int, int] = {}
    for label in labels:
        value = _beside(lines, label, beside)
        if value is not None and value not in labels and value not in joined.values():
            joined[label] = value
    moved = set(joined.values())
    return [
        _joined(line, lines[joined[number]]) if number in joined else line
        for number, line in enumerate(lines)
        if number not in moved
    ]


def _beside(lines: list[Placed], label: int, beside: dict[int, list[int]]) -> int | None:
    """Give the nearest line on the same baseline to the right of a label."""
    own = lines[label]
    near = {number for step in (-1, 0, 1) for number in beside.get(round(own.baseline) + step, ())}
    right = own.words[-1].right
    values = [number for number in near if number != label and lines[number].words[0].left >= right]
    return min(values, key=lambda number: lines[number].words[0].left, default=None)


def _joined(label: Placed, value: Placed) -> Placed:
    shift = len(label.text) + 1
    moved = tuple(Word(word.start + shift, word.end + shift, *word[2:]) for word in value.words)
    return Placed(f"{label.text} {value.text}", label.words + moved, label.baseline)


def with_paragraphs(lines: list[Placed]) -> list[Placed]:
    """Give the lines with an empty one where the distance to the next shows a new paragraph."""
    steps = [after.baseline - before.baseline for before, after in pairwise(lines)]
    usual = median([step for step in steps if step > 1] or [0.0])
    spaced: list[Placed] = lines[:1]
    for line, step in zip(lines[1:], steps, strict=True):
        if step > min(_PARAGRAPH * max(usual, line.height), _FAR * line.height):
            spaced.append(Placed("", (), line.baseline))
        spaced.append(line)
    return spaced


class _Scribe:
    """Writes down what PDFium finds on one page."""

    def __init__(self, page: Any, text_page: Any) -> None:
        self.undrawn = 0
        self.unmapped = 0
        self._page = text_page
        self._place = _Places(page)
        self._rectangle = tuple(ctypes.c_double() for _ in range(4))
        self._pointers = tuple(ctypes.byref(value) for value in self._rectangle)
        self._modes: dict[int, bool] = {}
        self._raw, self._index = _characters(text_page)

    def lines(self) -> list[Placed]:
        """Give the page's lines in the order PDFium reads them."""
        placed: list[Placed] = []
        text = self._raw.translate(_SAME_LENGTH)
        for line in _LINE.finditer(text):
            start = line.start()
            for at in range(line.start(), line.end()):
                if self._raw[at] in _HYPHENS and self._line_ends(at):
                    placed += self._line(text, start, at + 1)
                    start = at + 1
            placed += self._line(text, start, line.end())
        return placed

    def _line_ends(self, at: int) -> bool:
        """Say whether the character after this one stands on another line."""
        if not 0 < at < len(self._raw) - 1:
            return False
        return abs(self._baseline(at - 1) - self._baseline(at + 1)) > 1

    def _line(self, text: str, start: int, end: int) -> list[Placed]:
        words = [
            Word(found.start() - start, found.end() - start, *self._box(found.start(), found.end()))
            for found in _WORD.finditer(text, start, end)
        ]
        if not words:
            return []
        if _DOUBLED.search(text, start, end):
            return [self._undoubled(text, start, words)]
        own, first = text[start:end].rstrip(), words[0].start
        if first:
            words = [Word(word.start - first, word.end - first, *word[2:]) for word in words]
        return [Placed(own[first:], tuple(words), self._baseline(start + first))]

    def _undoubled(self, text: str, start: int, words: list[Word]) -> Placed:
        """Give a line without the second of two letters where both are drawn on one place, to look bold."""
        told: list[str] = []
        placed: list[Word] = []
        at = 0
        for word in words:
            letters = text[start + word.start : start + word.end]
            if letters[::2] == letters[1::2] and self._on_one_place(start + word.start, len(letters)):
                letters = letters[::2]
            told.append(letters)
            placed.append(Word(at, at + len(letters), *word[2:]))
            at += len(letters) + 1
        return Placed(" ".join(told), tuple(placed), self._baseline(start + words[0].start))

    def _on_one_place(self, start: int, length: int) -> bool:
        """Say whether each second letter of a run is drawn over the one before."""
        across, up = self._rectangle[:2]
        places = []
        for at in range(start, start + length):
            pdfium.FPDFText_GetCharOrigin(self._page, self._at(at), *self._pointers[:2])
            places.append((across.value, up.value))
        return all(
            abs(one[0] - two[0]) < 1 and abs(one[1] - two[1]) < 1
            for one, two in zip(places[::2], places[1::2], strict=False)
        )

    def _baseline(self, at: int) -> float:
        across, up = self._rectangle[:2]
        pdfium.FPDFText_GetCharOrigin(self._page, self._at(at), *self._pointers[:2])
        return self._place.down(across.value, up.value)

    def _box(self, start: int, end: int) -> tuple[float, float, float, float]:
        """Give the box around the characters start..end, and count what is odd about the first of them."""
        first, last = self._at(start), self._at(end - 1)
        if self._is_undrawn(first):
            self.undrawn += 1
        if pdfium.FPDFText_HasUnicodeMapError(self._page, first) == 1:
            self.unmapped += 1
        left, top, right, bottom = self._rectangle
        boxes = []
        for number in range(pdfium.FPDFText_CountRects(self._page, first, last - first + 1)):
            pdfium.FPDFText_GetRect(self._page, number, *self._pointers)
            boxes.append((left.value, top.value, right.value, bottom.value))
        if not boxes:
            one, two, three, four = self._pointers
            pdfium.FPDFText_GetCharBox(self._page, first, one, three, four, two)
            boxes.append((left.value, top.value, right.value, bottom.value))
        return self._place.box(boxes)

    def _is_undrawn(self, character: int) -> bool:
        """Say whether the text a character belongs to is written without being drawn."""
        part = pdfium.FPDFText_GetTextObject(self._page, character)
        if not part:
            return False
        address = ctypes.addressof(part.contents)
        if address not in self._modes:
            self._modes[address] = pdfium.FPDFTextObj_GetTextRenderMode(part) in _UNDRAWN
        return self._modes[address]

    def _at(self, at: int) -> int:
        return self._index[at] if self._index else at


def _characters(text_page: Any) -> tuple[str, list[int]]:
    """Give the page's characters, and for each its number in PDFium's count; no numbers when they agree."""
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    units = max(0, pdfium.FPDFText_GetText(text_page, 0, count, buffer) - 1)
    raw = bytes(buffer)[: 2 * units]
    if units != count:
        codes = [pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count)]
        raw = b"".join(min(code, 0xFFFF).to_bytes(2, "little") for code in codes)
    text = raw.decode("utf-16-le", "replace")
    if len(text) == count:
        return text, []
    index, at = [], 0
    for character in text:
        index.append(min(at, count - 1))
        at += 2 if character > "\uffff" else 1
    return text, index


class _Places:
    """From a page's own measure (upwards, before it is turned) to points from its top left corner."""

    def __init__(self, page: Any) -> None:
        bounds = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
        self._left, self._bottom = bounds.left, bounds.bottom
        self._right, self._top = bounds.right, bounds.top
        self._turned = pdfium.FPDFPage_GetRotation(page)

    def point(self, across: float, up: float) -> tuple[float, float]:
        """Give the point as it is seen."""
        if self._turned == 1:
            return up - self._bottom, across - self._left
        if self._turned == 2:
            return self._right - across, up - self._bottom
        if self._turned == 3:
            return self._top - up, self._right - across
        return across - self._left, self._top - up

    def down(self, across: float, up: float) -> float:
        """Give how far down the page a point is."""
        return self.point(across, up)[1]

    def box(self, rectangles: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
        """Give the box around rectangles (left, top, right, bottom) as it is seen."""
        one = self.point(min(each[0] for each in rectangles), max(each[1] for each in rectangles))
        two = self.point(max(each[2] for each in rectangles), min(each[3] for each in rectangles))
        return (
            round(min(one[0], two[0]), 2),
            round(min(one[1], two[1]), 2),
            round(max(one[0], two[0]), 2),
            round(max(one[1], two[1]), 2),
        )
