"""Pages as a printer lays them out: lines that wrap, running heads and feet, stamps, boxes; written as a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
LETTER = (612.0, 792.0)


class Drawn(NamedTuple):
    """A run of text on a page, its baseline counted from the top."""

    left: float
    baseline: float
    words: str
    font: str
    size: float


class Ruled(NamedTuple):
    """A line or, where it is filled, a box."""

    left: float
    top: float
    right: float
    bottom: float
    filled: bool = False


@dataclass
class Leaf:
    """One page while it is laid out."""

    width: float
    height: float
    drawn: list[Drawn] = field(default_factory=list)
    ruled: list[Ruled] = field(default_factory=list)
    begun: int = 0
    """How many documents begin on it."""

    def stamp(self, words: str) -> None:
        """Put a running stamp at its foot."""
        right(self, self.width - 20, self.height - 10, words, "Courier-Bold", 9)


Foot = Callable[[Leaf, int, int], None]
"""Draws the furniture of page n of m."""


def width_of(words: str, font: str, size: float) -> float:
    """Give how wide words are."""
    return float(pdfmetrics.stringWidth(words, font, size))


def plain(words: str) -> str:
    """Give words as the standard fonts can show them."""
    return words.replace("\t", "        ").encode("cp1252", "replace").decode("cp1252")


class Layout:
    """Lays text out on pages of one size."""

    def __init__(self, size: tuple[float, float] = A4, margins: tuple[float, float, float, float] = (56, 56, 60, 60)):
        self.size = size
        self.left, self.right, self.top, self.bottom = margins
        self.leaves: list[Leaf] = []
        self.at = 0.0
        self.turn()

    def turn(self) -> None:
        """Begin a page."""
        self.leaves.append(Leaf(*self.size))
        self.at = self.top

    @property
    def leaf(self) -> Leaf:
        """The page that is written on."""
        return self.leaves[-1]

    @property
    def edge(self) -> float:
        """How far to the right text may go."""
        return self.size[0] - self.right

    def room(self, points: float) -> None:
        """Begin a page where so many points are not left on this one."""
        if self.at + points > self.size[1] - self.bottom:
            self.turn()

    def gap(self, points: float) -> None:
        """Leave room."""
        self.at += points

    def line(self, left: float, words: str, font: str, size: float) -> None:
        """Write one line, whatever its length, and go on below it."""
        leading = size * 1.2
        self.room(leading)
        self.at += leading
        self.put(left, self.at - size * 0.25, words, font, size)

    def put(self, left: float, baseline: float, words: str, font: str, size: float) -> None:
        """Write words at a place of this page."""
        if words.strip():
            self.leaf.drawn.append(Drawn(left, baseline, plain(words), font, size))

    def paragraph(self, left: float, words: str, font: str, size: float, *, bars: int = 0, until: float = 0.0) -> None:
        """Write a paragraph, wrapped where the page ends, with bars of quotation beside it."""
        for line in wrapped(plain(words), font, size, (until or self.edge) - left) or [""]:
            self.line(left, line, font, size)
            for bar in range(bars):
                x = left - 8 - 10 * bar
                self.leaf.ruled.append(Ruled(x, self.at - size * 1.2, x, self.at))

    def rule(self, weight: float = 1) -> None:
        """Draw a line across the page."""
        self.at += 4
        self.leaf.ruled.append(Ruled(self.left, self.at, self.edge, self.at + weight * 0))
        self.at += 4


def wrapped(words: str, font: str, size: float, width: float) -> list[str]:
    """Give the lines of a paragraph; leading spaces stay, a word wider than the page is broken."""
    if width_of(words, font, size) <= width:
        return [words]
    lines: list[str] = []
    line = words[: len(words) - len(words.lstrip(" "))]
    for word in words.split():
        tried = f"{line} {word}" if line.strip() else line + word
        if width_of(tried, font, size) <= width:
            line = tried
            continue
        if line.strip():
            lines.append(line)
        while width_of(word, font, size) > width:
            kept = max(1, int(len(word) * width / width_of(word, font, size)) - 1)
            lines.append(word[:kept])
            word = word[kept:]
        line = word
    return [*lines, line]


def furnished(leaves: Sequence[Leaf], foot: Foot | None) -> list[Leaf]:
    """Give pages with their furniture drawn."""
    for number, leaf in enumerate(leaves, 1):
        if foot:
            foot(leaf, number, len(leaves))
    return list(leaves)


def pdf_of(leaves: Sequence[Leaf]) -> bytes:
    """Give the pages as a PDF."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for leaf in leaves:
        canvas.setPageSize((leaf.width, leaf.height))
        for ruled in leaf.ruled:
            if ruled.filled:
                canvas.rect(
                    ruled.left, leaf.height - ruled.bottom, ruled.right - ruled.left, ruled.bottom - ruled.top, 0, 1
                )
            else:
                canvas.line(ruled.left, leaf.height - ruled.top, ruled.right, leaf.height - ruled.bottom)
        for drawn in leaf.drawn:
            canvas.setFont(drawn.font, drawn.size)
            canvas.drawString(drawn.left, leaf.height - drawn.baseline, drawn.words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def centred(leaf: Leaf, baseline: float, words: str, font: str, size: float) -> None:
    """Write words in the middle of a page."""
    leaf.drawn.append(Drawn((leaf.width - width_of(words, font, size)) / 2, baseline, words, font, size))


def right(leaf: Leaf, edge: float, baseline: float, words: str, font: str, size: float) -> None:
    """Write words that end at an edge."""
    leaf.drawn.append(Drawn(edge - width_of(plain(words), font, size), baseline, plain(words), font, size))
