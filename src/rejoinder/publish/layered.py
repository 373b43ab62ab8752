"""Made pages as a PDF: each a picture, and its words over it to be searched, copied and read aloud.

The file holds nothing else: no dates, no names of programs, no fonts but an empty one, no links, notes or earlier
versions. The same pages give the same bytes.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, String

from rejoinder.publish.anew import Setting
from rejoinder.publish.canvas import Pixels
from rejoinder.publish.composed import Side

EM = 500
"""Width of each letter of the empty font, in thousandths."""
MOST = 255
"""Letters of one font."""


def layered(sides: Iterable[Side], title: str) -> bytes:
    """Give a PDF of made pages."""
    made = pikepdf.Pdf.new()
    made.Root.Lang = String("en")
    made.Root.MarkInfo = Dictionary(Marked=True)
    made.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    made.docinfo["/Title"] = title
    whole = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    parents: list[Any] = []
    for side in sides:
        parents.append(_page(made, side, whole, len(parents)))
    numbers = Array([one for at, kids in enumerate(parents) for one in (at, made.make_indirect(Array(kids)))])
    tree = Dictionary(Type=Name.StructTreeRoot, K=whole, ParentTree=made.make_indirect(Dictionary(Nums=numbers)))
    made.Root.StructTreeRoot = made.make_indirect(tree)
    whole.P = made.Root.StructTreeRoot
    out = io.BytesIO()
    made.save(out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _page(made: pikepdf.Pdf, side: Side, whole: Any, number: int) -> list[Any]:
    """Add a page, and give what of it is marked."""
    fonts, spelt = _fonts(made, side)
    words = [_line(line, spelt, at, side.height) for at, line in enumerate(side.lines)]
    drawn = f"/Artifact BMC q {side.width:.2f} 0 0 {side.height:.2f} 0 0 cm /P Do Q EMC\n"
    content = made.make_stream((drawn + "".join(words)).encode("ascii"))
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(side.width, 2), round(side.height, 2)]),
        Resources=Dictionary(XObject=Dictionary(P=picture(made, side.pixels)), Font=fonts),
        Contents=content,
        StructParents=number,
        Tabs=Name.S,
    )
    made.pages.append(pikepdf.Page(page))
    kids = []
    for at in range(len(side.lines)):
        kid = Dictionary(Type=Name.StructElem, S=Name.P, P=whole, Pg=made.pages[-1].obj, K=at)
        kids.append(made.make_indirect(kid))
        whole.K.append(kids[-1])
    return kids


def picture(made: pikepdf.Pdf, pixels: Pixels) -> Any:
    """Give a page's picture in sixteen greys."""
    high, wide = pixels.shape
    greys = np.rint(pixels / 17.0).astype(np.uint8)
    if wide % 2:
        greys = np.pad(greys, ((0, 0), (0, 1)), constant_values=15)
    rows = np.zeros((high, 1 + greys.shape[1] // 2), np.uint8)
    packed = (greys[:, ::2] << 4) | greys[:, 1::2]
    rows[:, 0] = 2
    rows[:, 1:] = packed
    rows[1:, 1:] = packed[1:] - packed[:-1]
    stream = pikepdf.Stream(
        made,
        zlib.compress(rows.tobytes(), 9),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=wide,
        Height=high,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=4,
        Filter=Name.FlateDecode,
        DecodeParms=Dictionary(Predictor=15, Colors=1, BitsPerComponent=4, Columns=wide),
    )
    return made.make_indirect(stream)


Spelt = dict[str, tuple[str, int]]
"""The font and the number of each letter."""


def _fonts(made: pikepdf.Pdf, side: Side) -> tuple[Any, Spelt]:
    """Give empty fonts that tell what each of the page's letters means, and where each stands in them."""
    letters = sorted({letter for line in side.lines for one in line for letter in one.words} | {" "})
    fonts = Dictionary()
    spelt: Spelt = {}
    for at in range(0, len(letters), MOST):
        some, name = letters[at : at + MOST], f"F{at // MOST}"
        fonts[f"/{name}"] = made.make_indirect(_font(made, some))
        spelt |= {letter: (name, number) for number, letter in enumerate(some, 1)}
    return fonts, spelt


def _font(made: pikepdf.Pdf, letters: Sequence[str]) -> Any:
    names = [f"/g{number}" for number in range(1, len(letters) + 1)]
    glyph = made.make_stream(f"{EM} 0 0 0 {EM} 700 d1".encode())
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, EM, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary({name: glyph for name in names}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *map(Name, names)])),
        FirstChar=1,
        LastChar=len(letters),
        Widths=Array([EM] * len(letters)),
        Resources=Dictionary(),
        ToUnicode=made.make_stream(_meanings(letters)),
    )


def _meanings(letters: Sequence[str]) -> bytes:
    """Give what each letter of a font means (PDF 32000-1, 9.10.3)."""
    rows = [f"<{number:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for number, letter in enumerate(letters, 1)]
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    told = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Letters def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{told}\nendcmap end end"
    ).encode("ascii")


def _line(line: Sequence[Setting], spelt: Spelt, number: int, high: float) -> str:
    """Give a line's words as they are set, unseen: each as wide as it is on the picture."""
    words = "".join(_word(one, spelt, high) for one in line)
    return f"/P <</MCID {number}>> BDC BT 3 Tr\n{words}ET EMC\n"


def _word(one: Setting, spelt: Spelt, high: float) -> str:
    size = max(one.size, 1.0)
    natural = max(1, len(one.words)) * size * EM / 1000
    wide = max(1.0, 100 * max(one.width, 0.5) / natural)
    turn = {0: "1 0 0 1", 90: "0 -1 1 0", -90: "0 1 -1 0"}[one.turned]
    placed = f"{wide:.2f} Tz {turn} {one.left:.2f} {high - one.baseline:.2f} Tm\n"
    return placed + "".join(
        f"/{font} {size:.2f} Tf <{codes}> Tj\n" for font, codes in _spelt_out(f"{one.words} ", spelt)
    )


def _spelt_out(words: str, spelt: Spelt) -> Iterator[tuple[str, str]]:
    """Give words in runs of one font, as numbers of its letters."""
    run: tuple[str, str] = ("", "")
    for letter in words:
        font, number = spelt[letter]
        if run[0] and run[0] != font:
            yield run
            run = ("", "")
        run = (font, f"{run[1]}{number:02X}")
    yield run
