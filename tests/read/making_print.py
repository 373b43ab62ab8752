"""Printed pages for tests: lines where they stand, bars and boxes, as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from read.making_pdf import file_of, stream

HEIGHT = 800
Line = tuple[float, float, str]
"""How far from the left and from the top a line's words begin, and the words."""
Box = tuple[float, float, float, float]
"""A black rectangle: left, top, width, height."""


def pdf_of(
    pages: Sequence[Sequence[Line]], boxes: Sequence[Sequence[Box]] = (), covers: Sequence[Sequence[Box]] = ()
) -> bytes:
    """Give a PDF of these pages, in Helvetica of ten points; boxes lie below the words, covers over them."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        drawn, over = (
            [b"0 0 0 rg %g %g %g %g re f" % _upwards(box) for box in (some[number] if number < len(some) else ())]
            for some in (boxes, covers)
        )
        written = [
            b"BT /F1 10 Tf %g %g Td (%s) Tj ET" % (left, HEIGHT - top, _escaped(words)) for left, top, words in lines
        ]
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 %d]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        objects += [page % (HEIGHT, 5 + 2 * number), stream(b"\n".join([*drawn, *written, *over]))]
    return file_of(objects)


def _upwards(box: Box) -> tuple[float, ...]:
    left, top, width, height = box
    return left, HEIGHT - top - height, width, height


def _escaped(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def memo(fields: Sequence[tuple[str, str]], body: str, *, top: float = 60) -> list[Line]:
    """Give a message's lines as Outlook prints them: names of headers in one column, values in another."""
    lines: list[Line] = []
    for name, value in fields:
        lines.append((56, top, name))
        for piece in wrap(value, 70):
            lines.append((150, top, piece))
            top += 12
    return lines + prose(body, top + 16)


def prose(body: str, top: float, left: float = 56) -> list[Line]:
    """Give a body's lines, one below the other."""
    return [(left, top + 12 * number, line) for number, line in enumerate(body.split("\n")) if line]


def foot(words: str) -> Line:
    """Give a line at the foot of a page."""
    return (280, 780, words)
