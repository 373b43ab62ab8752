"""The lines of one side of a PDF as PDFium reads them, with a box for every word."""

from __future__ import annotations

import ctypes
import math
import re
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
_DOUBLED = re.compile(r"(?<!\S)(?>(?:(\S)\1){2,})(?!\S)")
_UNDRAWN = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


Edges = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle."""


class Placed(NamedTuple):
    """A line of a page: its text, its words (counted from the line's own start) and where it stands."""

    text: str
    words: tuple[Word, ...]
    baseline: float
    """How far down it stands, in points, when the page is held so that it can be read."""
    turned: int = 0
    """Quarter turns clockwise by which it is seen to be turned: 1 is read downwards, 3 upwards."""

    @property
    def height(self) -> float:
        """How high the line's tallest word is."""
        return max(word.bottom - word.top for word in self.words)

    @property
    def left(self) -> float:
        """How far to the left its words reach."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """How far to the right its words reach."""
        return max(word.right for word in self.words)


class Scribe:
    """Writes down what PDFium finds on one page."""

    def __init__(self, page: Any, text_page: Any) -> None:
        self.undrawn: set[Edges] = set()
        self.characters: dict[Edges, int] = {}
        self.unmapped = 0
        self.doubled = 0
        """Letters left out because they are drawn over the same ones."""
        self._page = text_page
        self._place = Places(page)
        self._rectangle = tuple(ctypes.c_double() for _ in range(4))
        self._pointers = tuple(ctypes.byref(value) for value in self._rectangle)
        self._modes: dict[int, bool] = {}
        self._raw, self._index = _characters(text_page)

    def letters(self) -> int:
        """Give how many letters the page has, those drawn twice counted once."""
        return sum(map(len, self._raw.translate(_SAME_LENGTH).split())) - self.doubled

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
        at = start + first
        return [Placed(own[first:], tuple(words), self._baseline(at), self._turned(at))]

    def _undoubled(self, text: str, start: int, words: list[Word]) -> Placed:
        """Give a line without the second of two letters where both are drawn on one place, to look bold."""
        told: list[str] = []
        placed: list[Word] = []
        at = 0
        for word in words:
            letters = text[start + word.start : start + word.end]
            if letters[::2] == letters[1::2] and self._on_one_place(start + word.start, len(letters)):
                self.doubled += len(letters) - len(letters[::2])
                letters = letters[::2]
            told.append(letters)
            placed.append(Word(at, at + len(letters), *word[2:]))
            at += len(letters) + 1
        at = start + words[0].start
        return Placed(" ".join(told), tuple(placed), self._baseline(at), self._turned(at))

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

    def _turned(self, at: int) -> int:
        """Give by how many quarters clockwise the character is seen to be turned."""
        angle = pdfium.FPDFText_GetCharAngle(self._page, self._at(at))
        quarters = round(angle / (math.pi / 2)) if math.isfinite(angle) and angle > 0 else 0
        return int(quarters + self._place.turned) % 4

    def _baseline(self, at: int) -> float:
        """Give how far down a character stands on its page, when that is held so that it can be read."""
        across, up = self._rectangle[:2]
        pdfium.FPDFText_GetCharOrigin(self._page, self._at(at), *self._pointers[:2])
        left, top = self._place.point(across.value, up.value)
        if not (math.isfinite(left) and math.isfinite(top)):
            return 0.0
        return (top, -left, -top, left)[self._turned(at)]

    def _box(self, start: int, end: int) -> Edges:
        """Give the box around the characters start..end, and count what is odd about the first of them."""
        first, last = self._at(start), self._at(end - 1)
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
        box = self._place.box(boxes)
        self.characters[box] = first
        if self._is_undrawn(first):
            self.undrawn.add(box)
        return box

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


class Places:
    """From a page's own measure (upwards, before it is turned) to points from its top left corner."""

    def __init__(self, page: Any) -> None:
        bounds = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
        self._left, self._bottom = bounds.left, bounds.bottom
        self._right, self._top = bounds.right, bounds.top
        self.turned = pdfium.FPDFPage_GetRotation(page)

    def point(self, across: float, up: float) -> tuple[float, float]:
        """Give the point as it is seen."""
        if self.turned == 1:
            return up - self._bottom, across - self._left
        if self.turned == 2:
            return self._right - across, up - self._bottom
        if self.turned == 3:
            return self._top - up, self._right - across
        return across - self._left, self._top - up

    def box(self, rectangles: list[Edges]) -> Edges:
        """Give the box around rectangles (left, top, right, bottom) as it is seen."""
        left, top, right, bottom = rectangles[0]
        for other in rectangles[1:]:
            left, top = min(left, other[0]), max(top, other[1])
            right, bottom = max(right, other[2]), min(bottom, other[3])
        one, two = self.point(left, top), self.point(right, bottom)
        if not math.isfinite(one[0] + one[1] + two[0] + two[1]):
            return (0.0, 0.0, 0.0, 0.0)
        (left, right), (top, bottom) = sorted((one[0], two[0])), sorted((one[1], two[1]))
        return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)
