"""The number on each page: below on the right of what is seen, over a ground through which all can be read."""

from __future__ import annotations

from string import ascii_uppercase, digits
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from rejoinder.write.bundle.cleaning import enclose, with_resource
from rejoinder.write.bundle.sight import sight_of

SIZE = 11.0
LEAST = 6.0
"""Points of the number's letters, and of those on a very small page."""
EDGE = 12.0
PALE = 0.8
_FONT, _GROUND = "/RjF", "/RjG"
_CAPITALS = (722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833)
_FURTHER = (722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611)
_SMALL = {"i": 278, "v": 556, "x": 556, "l": 278, "c": 556, ".": 278}
_WIDTHS = dict(zip(ascii_uppercase, _CAPITALS + _FURTHER, strict=True)) | dict.fromkeys(digits, 556) | _SMALL
"""Widths of Helvetica-Bold's letters in thousandths of their size (Adobe font metrics, one of the standard 14)."""


class Stamp:
    """What numbers are stamped with: one font and one ground for all pages."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Make both."""
        self.pdf = pdf
        self.font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"), Encoding=Name.WinAnsiEncoding
            )
        )
        self.ground = pdf.make_indirect(Dictionary(Type=Name.ExtGState, ca=PALE, BM=Name.Normal))
        self.before = pdf.make_stream(b"q\n")

    def put(self, page: Any, number: str) -> None:
        """Put a number on a page."""
        with_resource(page, "/Font", _FONT, self.font)
        with_resource(page, "/ExtGState", _GROUND, self.ground)
        enclose(self.pdf, page, self.before, b"\nQ\n" + _drawn(page, number))


def _drawn(page: Any, number: str) -> bytes:
    sight = sight_of(page)
    size = max(LEAST, min(SIZE, sight.height / 12, sight.width / 12))
    wide = sum(_WIDTHS[letter] for letter in number) * size / 1000
    left, low = max(2.0, sight.width - EDGE - wide), min(EDGE, sight.height / 20)
    box = f"{left - 4:.2f} {low - 4:.2f} {wide + 8:.2f} {size + 5:.2f} re f"
    matrix = " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in sight.matrix)
    return (
        f"/Artifact <</Type/Pagination>> BDC q {matrix} cm q {_GROUND} gs 1 g {box} Q"
        f" BT 0 g {_FONT} {size:.2f} Tf {left:.2f} {low:.2f} Td ({number}) Tj ET Q EMC"
    ).encode("ascii")


def show_from(page: Any, top: float) -> Any:
    """Give a place on a page that is led to at 100 % (ISO 32000-1, table 151)."""
    return Array([page, Name.XYZ, 0, round(top, 2), 1])
