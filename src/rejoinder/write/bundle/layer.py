"""Words laid over a picture of them, unseen, so that they can be searched and copied (ISO 32000-1, 9.3.6, mode 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from rejoinder.write.bundle.sight import Sight

WIDE = 0.5
"""Of its size, how wide the unseen font has each letter."""
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
256 lines
endcmap CMapName currentdict /CMap defineresource pop end end"""


def unseen_font(pdf: pikepdf.Pdf) -> Any:
    """Give a font for unseen words: each code is the letter of that number, all are of one width."""
    ranges = [b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(256)]
    blocks = b"\n".join(
        b"%d beginbfrange\n%s\nendbfrange" % (len(some), b"\n".join(some))
        for some in (ranges[at : at + 100] for at in range(0, 256, 100))
    )
    about = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0)
    description = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name.Unseen,
            Flags=4,
            FontBBox=Array([0, 0, 500, 1000]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=700,
            StemV=80,
        )
    )
    below = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name.Unseen,
            CIDSystemInfo=about,
            FontDescriptor=description,
            DW=int(1000 * WIDE),
        )
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Unseen,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([below]),
            ToUnicode=pdf.make_stream(_TO_UNICODE.replace(b"256 lines", blocks)),
        )
    )


def words_drawn(scan: Mapping[str, Any], sight: Sight, font: str) -> bytes:
    """Give what draws the words of a scan unseen over the page, each as wide and high as it stands there."""
    turned = int(scan["turned"])
    wide, high = (float(scan["height"]), float(scan["width"])) if turned % 180 else (scan["width"], scan["height"])
    across, up = sight.width / max(wide, 1.0), sight.height / max(high, 1.0)
    text = str(scan["text"])
    lines = [f"q {_numbers(sight.matrix)} cm BT 3 Tr"]
    for start, end, *edges in scan["words"]:
        left, top, right, bottom = _turned_back(edges, turned, float(scan["width"]), float(scan["height"]))
        word = text[int(start) : int(end)] + " "
        size = max((bottom - top) * up, 1.0)
        room = max((right - left) * across, 0.5)
        narrow = 100 * room / (size * WIDE * max(len(word) - 1, 1))
        place = _numbers((left * across, (high - bottom) * up))
        lines.append(f"{font} {size:.2f} Tf {narrow:.2f} Tz 1 0 0 1 {place} Tm <{_coded(word)}> Tj")
    return ("\n".join((*lines, "ET Q"))).encode("ascii")


def _turned_back(edges: Sequence[float], turned: int, width: float, height: float) -> tuple[float, float, float, float]:
    """Give left, top, right and bottom of a word on the page once that is turned so that the word can be read."""
    left, top, right, bottom = map(float, edges)
    if turned == 90:
        return top, width - right, bottom, width - left
    if turned == 180:
        return width - right, height - bottom, width - left, height - top
    if turned == 270:
        return height - bottom, left, height - top, right
    return left, top, right, bottom


def _coded(word: str) -> str:
    """Give a word in codes of two bytes; letters beyond them are shown as unknown."""
    return "".join(f"{ord(letter) if ord(letter) < 0x10000 else 0xFFFD:04X}" for letter in word)


def _numbers(values: Sequence[float]) -> str:
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)
