"""Words of a PDF's page that nobody sees on it, found by drawing the page with its text and without."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from rejoinder.model import Word
from rejoinder.read.pdf_covers import NOTES, Covers, Part, hide_icons, layered, painted, parts_of, pictured
from rejoinder.read.pdf_ink import boxed, place_of, without_ink
from rejoinder.read.pdf_lines import Places
from rejoinder.read.pdf_pages import Side

UNDRAWN, HIDDEN, COVERED, DIFFERS = "invisible_text", "hidden_text", "covered_text", "text_layer_differs"
BLACK, LATER = "blacked_out", "covered_later"
IN_LINE, BEYOND, LABEL = "hidden_in_line", "beyond_crop", "covered_label"
PIXELS = 4_000_000
"""Pixels of a drawing: a larger page is drawn smaller than one pixel a point."""
_SMALLEST = 0.5
"""Pixels for each point of a page below which its words cannot be made out, and so not compared."""
_PAINTED = 400
"""Times its own size that a page may paint in all and still be drawn to be compared with its text."""
_FAINT = 24
"""Shades of 255 by which a pixel must change for an eye to see it."""
_HARDLY = 0.3
"""Part of the ink that words of a page usually show, below which one that something lies over is covered."""
_LETTERS = 3
"""Letters of a word from which on its ink is compared with the usual."""
_THIN = 0.01
"""Points of width up to which PDFium takes text to have none."""
_TINY = 1.5
"""Points of a font below which no letter can be read."""
_LARGE = 0.5
"""Part of a page that pictures cover from which on words that are not drawn are taken to lie under a scan."""
_CELL = 6
"""Pixels of a cell that is looked at to see whether a scan shows writing in it."""
_DARK = 128
_BLACK = 96
"""Shade of 255 below which a ground is dark: words of its colour were blacked out, those of a light one only hidden."""
_WRITING = (0.04, 0.6)
"""Part of a cell that is dark where there is writing."""
_UNREAD = 60
"""Cells of writing without words, about three lines, from which on a scan shows more than its text says."""
_UNREAD_PART = 0.25
"""Part of all cells of writing that these must be."""

Picture = npt.NDArray[np.uint8]


@dataclass(slots=True)
class Unseen:
    """The words of one page that are not seen on it, by the code of why, and whether it shows writing without words."""

    words: dict[str, list[Word]] = field(default_factory=dict)
    unread: bool = False
    compared: bool = True
    """Whether its text was held against its picture: a page that paints too much is not drawn for that."""
    downwards: bool = False
    """Whether it has text set from top to bottom of which PDFium gives no letter."""

    def add(self, code: str, word: Word) -> None:
        """Note one word."""
        self.words.setdefault(code, []).append(word)


def unseen_of(page: Any, form: Any, side: Side) -> Unseen:
    """Give the words of a loaded page that are not seen; its text is taken out of the page for that."""
    found = Unseen()
    undrawn = [word for word in side.words if word[2:] in side.undrawn]
    rest = [word for word in side.words if word[2:] not in side.undrawn]
    if undrawn:
        found.words[UNDRAWN] = undrawn
    parts = list(parts_of(page)) if side.words and side.width > 0 and side.height > 0 else []
    found.downwards = any(map(_set_downwards, parts))
    if not parts or not parts[-1].complete:
        found.compared = not parts
        return found
    drawing = _Drawing(page, form, side)
    if drawing.scale < _SMALLEST:
        return found
    if painted(page, parts) > _PAINTED * side.width * side.height or pdfium.FPDFPage_GetAnnotCount(page) > NOTES:
        found.compared = False
        return found
    scanned = bool(undrawn) and pictured(page, parts) >= _LARGE * side.width * side.height
    if not rest and not scanned:
        return found
    hide_icons(page)
    whole = drawing.grey()
    if scanned:
        _scan(found, whole, side, drawing.scale)
    if not rest:
        return found
    lost, hardly, partly = _lost(drawing, whole, rest, parts, side)
    small = [word for word in rest if _small(word)]
    if lost or hardly or partly or small:
        is_scan = pictured(page, parts) >= _LARGE * side.width * side.height
        _explain(page, found, _Lost(lost, hardly, partly, small, whole, is_scan, drawing.scale), side, parts)
    return found


def _set_downwards(part: Part) -> bool:
    """Say whether a part is text in a font for writing downwards (ISO 32000-1, 9.7.4.3) that PDFium takes for a line.

    Of text without width it gives nothing. Letters that lie on their side are no such text, nor are blanks.
    """
    if part.kind != pdfium.FPDF_PAGEOBJ_TEXT:
        return False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    edges = (left, bottom, right, top)
    if not pdfium.FPDFPageObj_GetBounds(part.handle, *map(ctypes.byref, edges)):
        return False
    if right.value - left.value > _THIN or top.value - bottom.value < 1:
        return False
    set_by = pdfium.FS_MATRIX()
    return bool(pdfium.FPDFPageObj_GetMatrix(part.handle, ctypes.byref(set_by))) and abs(set_by.a) > abs(set_by.b)


def _small(word: Word) -> bool:
    """Say whether a word's box is so small that its letters may be."""
    return max(word.right - word.left, word.bottom - word.top) < _TINY * (word.end - word.start)


class _Lost(NamedTuple):
    """Words of a page that are not seen, hardly seen, or small, and must be looked at one by one."""

    unseen: dict[Word, tuple[int, ...]]
    """With the colour that is seen in their place: red, green, blue."""
    hardly: list[Word]
    partly: dict[Word, Word]
    """With the part of them that leaves no ink, as if it were a word."""
    small: list[Word]
    whole: Picture
    """The page as it is drawn."""
    scanned: bool
    """Whether pictures cover a good part of it."""
    scale: float

    def code_beneath(self, word: Word) -> str:
        """Give the code of a word that something lies over: under a scan that shows writing there, nothing is covered.

        Some programs draw what they recognised and lay the scan over it.
        """
        if not self.scanned:
            return COVERED
        rows, columns = place_of(word, self.scale)
        place = self.whole[rows, columns]
        high, wide = place.shape[0] // 3, place.shape[1] // 10
        middle = place[high : place.shape[0] - high, wide : place.shape[1] - wide]
        return UNDRAWN if middle.size and int(middle.max()) - int(middle.min()) > _DARK - _FAINT else COVERED


def _lost(
    drawing: _Drawing, whole: Picture, words: list[Word], parts: list[Part], side: Side
) -> tuple[dict[Word, tuple[int, ...]], list[Word], dict[Word, Word]]:
    """Give the words in whose place the page looks the same with its text and without, those nearly so or in part."""
    text = [part.handle for part in parts if part.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    _activate(text, False)
    changed = _differs(whole, drawing.grey())
    shares = _changed(words, changed, drawing.scale)
    lettered = [word for word in words if _has_letters(word, side)]
    usual = median([shares[word] for word in lettered if shares[word]] or [0.0])
    hardly = [word for word in lettered if 0 < shares[word] < _HARDLY * usual and _has_letters(word, side, _LETTERS)]
    unsure = [word for word in lettered if not shares[word]]
    stretches = ((word, without_ink(changed, word, drawing.scale)) for word in lettered if shares[word])
    partly = {word: stretch for word, stretch in stretches if stretch}
    bare = drawing.coloured() if unsure else None
    _activate(text, True)
    if bare is None:
        return {}, hardly, partly
    shares = _changed(unsure, _differs(drawing.coloured(), bare), drawing.scale)
    return {word: _behind(bare, word, drawing.scale) for word in unsure if not shares[word]}, hardly, partly


def _activate(text: list[Any], active: bool) -> None:
    for handle in text:
        pdfium.FPDFPageObj_SetIsActive(handle, active)


def _beside(word: Word, side: Side) -> bool:
    """Say whether a word's box lies beside the page."""
    return word.right <= 0 or word.bottom <= 0 or word.left >= side.width or word.top >= side.height


class _Drawing:
    """A page drawn with its notes and fields, as often as it is changed."""

    def __init__(self, page: Any, form: Any, side: Side) -> None:
        self._page, self._form = page, form
        self.scale = min(1.0, (PIXELS / (side.width * side.height)) ** 0.5)
        self._wide, self._high = max(1, round(side.width * self.scale)), max(1, round(side.height * self.scale))

    def grey(self) -> Picture:
        """Give the page in shades of grey."""
        return self._drawn(pdfium.FPDFBitmap_Gray, pdfium.FPDF_GRAYSCALE)[:, : self._wide]

    def coloured(self) -> Picture:
        """Give the page with blue, green and red for each pixel."""
        drawn = self._drawn(pdfium.FPDFBitmap_BGRx, 0)
        return drawn.reshape(self._high, -1, 4)[:, : self._wide, :3]

    def _drawn(self, format_: int, how: int) -> Picture:
        bitmap = pdfium.FPDFBitmap_CreateEx(self._wide, self._high, format_, None, 0)
        if not bitmap:
            raise MemoryError
        size = (self._wide, self._high)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, *size, 0, how | pdfium.FPDF_ANNOT)
            if self._form:
                pdfium.FPDF_FFLDraw(self._form, bitmap, self._page, 0, 0, *size, 0, how | pdfium.FPDF_ANNOT)
            whole = ctypes.string_at(
                pdfium.FPDFBitmap_GetBuffer(bitmap), pdfium.FPDFBitmap_GetStride(bitmap) * self._high
            )
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return np.frombuffer(whole, dtype=np.uint8).reshape(self._high, -1)


def _differs(whole: Picture, bare: Picture) -> npt.NDArray[np.bool_]:
    """Give where two drawings differ to the eye."""
    return np.maximum(whole, bare) - np.minimum(whole, bare) > _FAINT


def _changed(words: list[Word], changed: npt.NDArray[np.bool_], scale: float) -> dict[Word, float]:
    """Give the part of each word's place in which two drawings differ."""
    shares: dict[Word, float] = {}
    for word in words:
        place = changed[place_of(word, scale)]
        shares[word] = np.count_nonzero(place) / place.size if place.size else 0.0
    return shares


def _explain(page: Any, found: Unseen, lost: _Lost, side: Side, parts: list[Part]) -> None:
    """Note every word with the code of why it is not seen."""
    covers = Covers(page, parts)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        for word, behind in lost.unseen.items():
            code = _why(text_page, page, word, side, covers, behind)
            if code:
                found.add(lost.code_beneath(word) if code == COVERED else code, word)
        for word in lost.hardly:
            text = pdfium.FPDFText_GetTextObject(text_page, side.characters.get(word[2:], -1))
            if text and covers.over(text, word):
                found.add(lost.code_beneath(word), word)
        for word, stretch in lost.partly.items():
            text = pdfium.FPDFText_GetTextObject(text_page, side.characters.get(word[2:], -1))
            if text and covers.over(text, stretch):
                found.add(lost.code_beneath(stretch), word)
            elif boxed(lost.whole, stretch, lost.scale):
                found.add(BLACK, word)
        for word in lost.small:
            if (
                word not in lost.unseen
                and _has_letters(word, side)
                and _is_tiny(text_page, side.characters.get(word[2:], -1))
            ):
                found.add(HIDDEN, word)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _has_letters(word: Word, side: Side, least: int = 1) -> bool:
    """Say whether a word has so many letters, and no more signs that may have no ink than letters."""
    said = side.text[word.start - side.start : word.end - side.start]
    letters = sum(letter.isalnum() for letter in said)
    return letters >= least and (least == 1 or 2 * letters > len(said))


def _behind(bare: Picture, word: Word, scale: float) -> tuple[int, ...]:
    """Give the colour behind the middle of a word: red, green, blue."""
    down = min(max(round((word.top + word.bottom) / 2 * scale), 0), bare.shape[0] - 1)
    across = min(max(round((word.left + word.right) / 2 * scale), 0), bare.shape[1] - 1)
    return tuple(int(shade) for shade in bare[down, across][::-1])


def _why(text_page: Any, page: Any, word: Word, side: Side, covers: Covers, behind: tuple[int, ...]) -> str:
    """Give the code of why a word that is drawn is not seen; empty where its font may only be missing here."""
    character = side.characters.get(word[2:], -1)
    text = pdfium.FPDFText_GetTextObject(text_page, character) if character >= 0 else None
    font = pdfium.FPDFTextObj_GetFont(text) if text else None
    if not font or word.left == word.right:
        return ""
    if _beside(word, side):
        return HIDDEN if _begins_beside(text_page, page, character, side) else ""
    if pdfium.FPDFFont_GetIsEmbedded(font) != 1 and not _is_plain(side, word):
        return ""
    if layered(text) or _is_tiny(text_page, character):
        return HIDDEN
    shades = tuple(ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text_page, character, *map(ctypes.byref, shades))
    *own, opacity = (shade.value for shade in shades)
    if covers.over(text, word):
        return COVERED
    if opacity < _FAINT:
        return HIDDEN
    if all(abs(one - other) <= _FAINT for one, other in zip(own, behind, strict=True)):
        return BLACK if max(behind) < _BLACK else HIDDEN
    return COVERED if min(behind) < 255 - _FAINT else DIFFERS


def _begins_beside(text_page: Any, page: Any, character: int, side: Side) -> bool:
    """Say whether a character itself begins beside the page: the boxes of slanted ones are not to be relied on."""
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, character, ctypes.byref(across), ctypes.byref(up))
    left, top = Places(page).point(across.value, up.value)
    return not (0 <= left <= side.width and 0 <= top <= side.height)


def _is_plain(side: Side, word: Word) -> bool:
    """Say whether a word is of letters that every machine can draw, so that a font not in the file does not matter."""
    return side.text[word.start - side.start : word.end - side.start].isascii()


def _is_tiny(text_page: Any, character: int) -> bool:
    """Say whether a character is drawn smaller than any eye can read."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page, character, ctypes.byref(matrix)):
        return False
    stretched = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    return bool(0 < stretched * pdfium.FPDFText_GetFontSize(text_page, character) < _TINY)


def _scan(found: Unseen, whole: Picture, side: Side, scale: float) -> None:
    """Hold the words that lie unseen under a scan against its ink: words without ink, and ink without words."""
    words = [word for word in found.words[UNDRAWN] if _has_letters(word, side)]
    faint = whole < 255 - _FAINT
    for word in words:
        if not faint[place_of(word, scale)].any():
            found.add(DIFFERS, word)
        elif _has_letters(word, side, _LETTERS) and boxed(whole, word, scale):
            found.add(BLACK, word)
    found.unread = _shows_more(whole < _DARK, list(side.words), scale)


def _shows_more(ink: npt.NDArray[np.bool_], words: list[Word], scale: float) -> bool:
    """Say whether a good part of what looks like writing lies where no word is."""
    high, wide = (size // _CELL for size in ink.shape)
    if not high or not wide:
        return False
    cells = ink[: high * _CELL, : wide * _CELL].reshape(high, _CELL, wide, _CELL).mean(axis=(1, 3))
    writing = (cells > _WRITING[0]) & (cells < _WRITING[1])
    read = np.zeros_like(writing)
    for rows, columns in _cells_of(words, scale):
        read[rows, columns] = True
    missed = int((writing & ~read).sum())
    return missed >= _UNREAD and missed > _UNREAD_PART * int(writing.sum())


def _cells_of(words: list[Word], scale: float) -> Iterator[tuple[slice, slice]]:
    """Give the cells a word touches, and one more on every side."""
    for word in words:
        left, top, right, bottom = (int(edge * scale) // _CELL for edge in word[2:])
        yield slice(max(top - 1, 0), max(bottom + 2, 0)), slice(max(left - 1, 0), max(right + 2, 0))
