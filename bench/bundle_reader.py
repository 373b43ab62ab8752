"""A bundle read with pikepdf alone: what each page shows and where, where links lead, what is bookmarked.

It shares nothing with the program that makes bundles, so that bench/bundle_rules.py can look at them as a stranger.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf


@dataclass
class Sheet:
    """One page as it was read."""

    texts: list[tuple[str, float, float, int]] = field(default_factory=list)
    """Words, where they stand as the page is seen (0 to 1 from below on the left), and by how much they lean."""
    images: list[tuple[float, int]] = field(default_factory=list)
    """Dots per inch of each picture, and by how much it is turned as it is seen."""
    number: str = ""
    wide: float = 0
    high: float = 0


Six = tuple[float, float, float, float, float, float]


def product(m: Six, n: Six) -> Six:
    """Give m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


@dataclass
class Pen:
    """Where the next words stand, and in which font."""

    line: Six = (1, 0, 0, 1, 0, 0)
    lead: float = 0.0
    font: Any = None

    def move(self, word: str, operands: Any) -> None:
        """Do what an operator of text does to the place."""
        if word == "BT":
            self.line = (1, 0, 0, 1, 0, 0)
        elif word == "TL":
            self.lead = float(operands[0])
        elif word == "Tm":
            self.line = tuple(map(float, operands))  # type: ignore[assignment]
        elif word in ("Td", "TD"):
            self.lead = -float(operands[1]) if word == "TD" else self.lead
            self.line = product((1, 0, 0, 1, float(operands[0]), float(operands[1])), self.line)
        elif word == "T*":
            self.line = product((1, 0, 0, 1, 0, -self.lead), self.line)


class Reader:
    """The bundle, read once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pdf = pikepdf.open(path)
        self.maps: dict[tuple[int, int], Letters | None] = {}
        self.sheets = [self._sheet(page.obj) for page in self.pdf.pages]
        self.index = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}

    def _sheet(self, page: Any) -> Sheet:
        box = [float(one) for one in page.get("/CropBox", page.MediaBox)]
        turned = int(page.get("/Rotate", 0)) % 360
        x0, y0, x1, y1 = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
        wide, high = x1 - x0, y1 - y0
        seen: dict[int, Six] = {
            0: (1, 0, 0, 1, -x0, -y0),
            90: (0, -1, 1, 0, -y0, x1),
            180: (-1, 0, 0, -1, x1, y1),
            270: (0, 1, -1, 0, y1, -x0),
        }
        sheet = Sheet(wide=high if turned % 180 else wide, high=wide if turned % 180 else high)
        self._draw(page, page.get("/Resources", pikepdf.Dictionary()), seen[turned], sheet, 0)
        return sheet

    def _draw(self, drawing: Any, resources: Any, start: Six, sheet: Sheet, depth: int) -> None:
        at, kept, pen = start, [], Pen()
        for operands, operator in pikepdf.parse_content_stream(drawing):  # type: ignore[misc]
            word = str(operator)
            if word == "q":
                kept.append((at, pen.font))
            elif word == "Q" and kept:
                at, pen.font = kept.pop()
            elif word == "cm":
                at = product(tuple(map(float, operands)), at)  # type: ignore[arg-type]
            elif word == "Tf":
                pen.font = resources.get("/Font", pikepdf.Dictionary()).get(str(operands[0]))
            elif word in ("Tj", "TJ", "'", '"'):
                pen.move("T*" if word in ("'", '"') else "", ())
                where = product(pen.line, at)
                lean = -round(math.degrees(math.atan2(where[1], where[0]))) % 360
                text = self._text(operands[-1], pen.font)
                sheet.texts.append((text, where[4] / sheet.wide, where[5] / sheet.high, lean))
            elif word == "Do":
                named = resources.get("/XObject", pikepdf.Dictionary())
                self._do(named.get(str(operands[0])), resources, at, sheet, depth)
            else:
                pen.move(word, operands)

    def _do(self, one: Any, resources: Any, at: Six, sheet: Sheet, depth: int) -> None:
        if one is None or depth > 8:
            return
        if one.get("/Subtype") == "/Image":
            across, up = math.hypot(at[0], at[1]) / 72, math.hypot(at[2], at[3]) / 72
            dots = max(int(one.Width) / max(across, 0.001), int(one.Height) / max(up, 0.001))
            sheet.images.append((dots, -round(math.degrees(math.atan2(at[1], at[0])) / 90) * 90 % 360))
        elif one.get("/Subtype") == "/Form":
            matrix = tuple(map(float, one.get("/Matrix", (1, 0, 0, 1, 0, 0))))
            self._draw(one, one.get("/Resources", resources), product(matrix, at), sheet, depth + 1)  # type: ignore[arg-type]

    def _text(self, shown: Any, font: Any) -> str:
        parts = (
            [one for one in shown if isinstance(one, pikepdf.String)] if isinstance(shown, pikepdf.Array) else [shown]
        )
        raw = b"".join(bytes(one) for one in parts)
        known = self._map(font) if font is not None else None
        if known is None:
            return raw.decode("latin-1")
        step = 2 if font.get("/Subtype") == "/Type0" else 1
        return "".join(known.of(int.from_bytes(raw[at : at + step])) for at in range(0, len(raw), step))

    def _map(self, font: Any) -> Letters | None:
        if font.objgen not in self.maps or font.objgen == (0, 0):
            told = font.get("/ToUnicode")
            self.maps[font.objgen] = _codes(told.read_bytes().decode("latin-1")) if told is not None else None
        return self.maps[font.objgen]

    def leads(self, told: Any) -> tuple[int | None, str, float | None]:
        """Give the page, the kind and the zoom of a destination."""
        if isinstance(told, pikepdf.Dictionary):
            told = told.get("/D")
        if not isinstance(told, pikepdf.Array):
            return None, "", None
        zoom = float(told[4]) if len(told) > 4 and str(told[1]) == "/XYZ" else None
        return self.index.get(told[0].objgen), str(told[1]), zoom

    def bookmarks(self) -> Iterator[tuple[int, str, tuple[int | None, str, float | None]]]:
        """Give each bookmark's level, words and where it leads."""

        def below(parent: Any, level: int) -> Iterator[tuple[int, str, tuple[int | None, str, float | None]]]:
            one = parent.get("/First")
            while one is not None:
                yield level, str(one.Title), self.leads(one.get("/Dest", one.get("/A")))
                yield from below(one, level + 1)
                one = one.get("/Next")

        if "/Outlines" in self.pdf.Root:
            yield from below(self.pdf.Root.Outlines, 0)


class Letters(NamedTuple):
    """A ToUnicode map: letters by code, and ranges of codes by their first, kept as they are told."""

    single: dict[int, str]
    lows: list[int]
    ranges: list[tuple[int, int, str]]
    """Of each range its first and last code, and the letters of the first as hexadecimal digits."""

    def of(self, code: int) -> str:
        """Give the letters of a code; nothing where it has none."""
        if code in self.single:
            return self.single[code]
        low, high, first = self.ranges[at - 1] if (at := bisect_right(self.lows, code)) else (0, -1, "")
        if code > high:
            return ""
        raw = (int(first, 16) + code - low).to_bytes(max(2, len(first) // 2))
        return raw.decode("utf-16-be", "replace")


def _codes(told: str) -> Letters:
    """Give the letters of a ToUnicode map."""
    single: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        for code, letters in re.findall(r"<([0-9A-Fa-f ]+)>\s*<([0-9A-Fa-f ]+)>", block):
            single[int(code, 16)] = bytes.fromhex(letters.replace(" ", "")).decode("utf-16-be", "replace")
    ranges = sorted(
        (int(low, 16), int(high, 16), first)
        for block in re.findall(r"beginbfrange(.*?)endbfrange", told, re.DOTALL)
        for low, high, first in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
    )
    return Letters(single, [low for low, _, _ in ranges], ranges)
