"""What a finished bundle shows of itself, read page by page: its numbers, words, links and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, String

from rejoinder.write.bundle.dots import ROUNDING
from rejoinder.write.bundle.sight import Matrix, has_pictures, lean_of, pictures_on, sight_of

BAND = 0.12
"""Of a page's height, the room above and below in which its number is looked for."""
PICTURED = 0.1
"""Of a page, how much a picture must cover for its words to be missed."""
_MARK = re.compile(r"(?<![\w.,/-])([A-Z]{0,3}\d{1,6}[A-Z]?|[ivxlc]{1,9})(?![\w,/-])")


class Lead(NamedTuple):
    """A link or a bookmark: its words, the page it leads to (from 0), and how it is shown there."""

    words: str
    page: int | None
    fit: str
    """The kind of its destination: XYZ, Fit, FitH …"""
    zoom: float | None
    """None where it leaves the zoom as it is."""
    on: int = -1
    """The page on which a link stands."""
    level: int = 0


@dataclass(slots=True)
class Seen:
    """One page as it is seen."""

    marks: tuple[str, ...]
    """What stands above or below and may be its number."""
    letters: int
    text: str
    lean: int | None
    pictured: bool
    """Whether a picture covers much of it."""
    dots: float
    """The most dots per inch that a picture on it has."""


@dataclass(slots=True)
class Looked:
    """All that is seen of a bundle."""

    pages: list[Seen] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    links: list[Lead] = field(default_factory=list)
    bookmarks: list[Lead] = field(default_factory=list)
    opening: Lead | None = None
    title: str = ""
    linearised: bool = False
    packed: bool = True
    tagged: bool = False
    language: str = ""
    faults: tuple[str, ...] = ()


def look(path: Path) -> Looked:
    """Give what is seen of a bundle; PdfError or PdfiumError where a reader cannot open it."""
    with pikepdf.open(path) as pdf, pypdfium2.PdfDocument(path) as drawn:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        leads = _Leads(pdf, numbers)
        found = Looked(
            labels=[page.label for page in pdf.pages] if "/PageLabels" in pdf.Root else [],
            bookmarks=list(leads.bookmarks()),
            opening=leads.lead("", pdf.Root.get("/OpenAction")),
            title=str(pdf.docinfo.get("/Title", "")),
            linearised=pdf.is_linearized,
            packed=_is_packed(pdf),
            tagged=bool(pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False))
            and "/StructTreeRoot" in pdf.Root,
            language=str(pdf.Root.get("/Lang", "")),
            faults=tuple(pdf.check_pdf_syntax())[:5],
        )
        if len(drawn) != len(pdf.pages):
            raise pikepdf.PdfError("Two readers see a different number of pages.")
        for number, page in enumerate(pdf.pages):
            with_text = _Text(drawn, number, page.obj)
            found.pages.append(with_text.seen())
            found.links += leads.links(number, page.obj, with_text)
            with_text.close()
    return found


class _Text:
    """The words of one page, and where they stand as it is seen."""

    def __init__(self, drawn: Any, number: int, page: Any) -> None:
        self.page = page
        self.sight = sight_of(page)
        self.held = drawn[number]
        self.words = self.held.get_textpage()

    def close(self) -> None:
        self.words.close()
        self.held.close()

    def within(self, left: float, low: float, right: float, high: float) -> str:
        """Give the words in a part of the page as it is seen, from below on the left."""
        one, other = _at(self.sight.matrix, left, low), _at(self.sight.matrix, right, high)
        edges = [min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])]
        return str(self.words.get_text_bounded(*edges))

    def seen(self) -> Seen:
        wide, high = self.sight.width, self.sight.height
        edges = self.within(0, 0, wide, high * BAND), self.within(0, high * (1 - BAND), wide, high)
        text = str(self.words.get_text_range())
        covered, dots = 0.0, 0.0
        if has_pictures(self.page.get("/Resources")):
            for one in pictures_on(self.page):
                covered = max(covered, one.width * one.height / max(wide * high, 1.0))
                dots = max(dots, _dots(one))
        return Seen(
            tuple(mark for part in edges for mark in _MARK.findall(part)),
            sum(letter.isalnum() for letter in text),
            text,
            lean_of(self.page),
            covered > PICTURED,
            dots,
        )


def sorted_edges(told: Any) -> tuple[float, float, float, float]:
    """Give left, bottom, right and top of a rectangle, however it is written."""
    one, two, three, four = (float(edge) for edge in told)
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _dots(one: Any) -> float:
    if one.width < 0.01 or one.height < 0.01:
        return 0.0
    try:
        across, up = int(one.picture.Width) * 72 / one.width, int(one.picture.Height) * 72 / one.height
        return float(max(across, up)) / ROUNDING
    except (AttributeError, TypeError, ValueError):
        return 0.0


def _at(matrix: Matrix, across: float, up: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * across + c * up + e, b * across + d * up + f


class _Leads:
    """Where links and bookmarks of a PDF lead to."""

    def __init__(self, pdf: pikepdf.Pdf, numbers: Mapping[tuple[int, int], int]) -> None:
        self.pdf, self.numbers = pdf, numbers

    def lead(self, words: str, told: Any, on: int = -1, level: int = 0) -> Lead | None:
        """Give where a destination, or an action with one, leads to; None where it leads nowhere in the PDF."""
        if isinstance(told, Dictionary) and "/D" in told:
            told = told.D
        if isinstance(told, String | pikepdf.Name):
            told = self._named(str(told))
        if not (isinstance(told, Array) and len(told) > 1 and isinstance(told[0], Dictionary)):
            return None
        fit = str(told[1]).lstrip("/")
        zoom = float(told[4]) if fit == "XYZ" and len(told) > 4 and told[4] is not None else None
        return Lead(words, self.numbers.get(told[0].objgen), fit, zoom or None, on, level)

    def _named(self, name: str) -> Any:
        tree = self.pdf.Root.get("/Names", Dictionary()).get("/Dests")
        found = pikepdf.NameTree(tree).get(name) if isinstance(tree, Dictionary) else None
        found = found or self.pdf.Root.get("/Dests", Dictionary()).get(name if name.startswith("/") else f"/{name}")
        return found.get("/D") if isinstance(found, Dictionary) else found

    def bookmarks(self) -> Iterator[Lead]:
        """Give every bookmark, from the outermost on."""
        waiting = [(self.pdf.Root.get("/Outlines", Dictionary()).get("/First"), 0)]
        seen: set[tuple[int, int]] = set()
        while waiting:
            one, level = waiting.pop()
            if not isinstance(one, Dictionary) or one.objgen in seen:
                continue
            seen.add(one.objgen)
            words = str(one.get("/Title", ""))
            yield self.lead(words, one.get("/Dest", one.get("/A")), level=level) or Lead(words, None, "", None)
            waiting += [(one.get("/Next"), level), (one.get("/First"), level + 1)]

    def links(self, number: int, page: Any, text: _Text) -> Iterator[Lead]:
        """Give the links on a page that lead to pages."""
        for note in page.get("/Annots", ()):
            if not isinstance(note, Dictionary) or note.get("/Subtype") != "/Link" or "/Rect" not in note:
                continue
            found = self.lead("", note.get("/Dest", note.get("/A")), on=number)
            if found:
                left, low, right, high = sorted_edges(note.Rect)
                words = text.words.get_text_bounded(left, low, right, high)
                yield found._replace(words=" ".join(str(words).split()))


def _is_packed(pdf: pikepdf.Pdf) -> bool:
    """Say whether no long stream is left as it is."""
    return not any(
        isinstance(one, pikepdf.Stream) and "/Filter" not in one and int(one.get("/Length", 0)) > 20_000
        for one in pdf.objects
    )
