"""Invented documents of many kinds for bundles: each page has a word of its own, and it is known how it stands."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from rejoinder.case import Case, Delivery, new, receive
from rejoinder.model import Recognised, Word

NOW = "2026-11-30T09:00:00+00:00"
WORDS = (
    *("allotment", "butts", "committee", "drought", "fence", "gate", "hedge", "inspector", "kale", "leeks"),
    *("minutes", "notice", "orchard", "plot", "quince", "rules", "shed", "treasurer", "vote", "water"),
)
A4, A6 = (595.0, 842.0), (298.0, 420.0)
FINE = 300
"""Dots per inch beyond which a scan is of a small page: as fine, and a quarter of the pixels to make smaller."""


class Kind(NamedTuple):
    """One made document: its bytes, what its pages show, and by how much those that are pictures were turned."""

    content: bytes
    marks: tuple[str, ...]
    turns: tuple[int | None, ...] = ()
    scans: Mapping[int, Recognised] = {}
    slip: bool = False
    """Whether it cannot be opened, so that a slip sheet stands for it."""


class Pooled(NamedTuple):
    """A case that has received documents, and what is known of each by its path."""

    case: Case
    kinds: Mapping[str, Kind]


def lines(mark: str, dice: random.Random, many: int = 18) -> list[str]:
    """Give lines of text, the first with the page's own word."""
    return [mark, *(" ".join(dice.choice(WORDS) for _ in range(9)) for _ in range(many))]


def written(said: list[str], size: tuple[float, float], turned: int = 0) -> bytes:
    """Give page content that writes lines, turned counter-clockwise by so much on the page."""
    wide, high = size
    matrix = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, wide, 0),
        180: (-1, 0, 0, -1, wide, high),
        270: (0, -1, 1, 0, 0, high),
    }
    top = (wide if turned % 180 else high) - 90
    rows = "".join(f"1 0 0 1 60 {top - 20 * at} Tm ({line}) Tj\n" for at, line in enumerate(said) if top - 20 * at > 60)
    return f"q {' '.join(map(str, matrix[turned]))} cm BT /F1 11 Tf {rows} ET Q".encode()


class Pages:
    """A PDF while it is made."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )

    def add(
        self,
        content: bytes,
        size: tuple[float, float],
        image: Image.Image | None = None,
        more: Mapping[str, object] | None = None,
    ) -> None:
        """Add a page."""
        resources = Dictionary(Font=Dictionary(F1=self.font))
        if image is not None:
            resources.XObject = Dictionary(Im=self._image(image))
        page = Dictionary(
            Type=Name.Page, MediaBox=Array([0, 0, *size]), Resources=resources, Contents=self.pdf.make_stream(content)
        )
        for key, value in (more or {}).items():
            page[f"/{key}"] = value
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))

    def _image(self, image: Image.Image) -> pikepdf.Stream:
        made = self.pdf.make_stream(image.tobytes())
        made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, image.width, image.height
        made.ColorSpace = Name.DeviceRGB if image.mode == "RGB" else Name.DeviceGray
        made.BitsPerComponent = 1 if image.mode == "1" else 8
        return made

    def bytes(self, **how: object) -> bytes:
        """Give the file."""
        out = io.BytesIO()
        self.pdf.save(out, **how)  # type: ignore[arg-type]
        return out.getvalue()


def plain(name: str, dice: random.Random) -> Kind:
    """Give a PDF of text in portrait, landscape or on its side, some pages turned by Rotate, some cropped."""
    made, marks = Pages(), []
    for number in range(dice.choice((1, 1, 2, 3, 5))):
        mark = f"mk{name}p{number}"
        size = dice.choice((A4, A4, A4[::-1], (612.0, 792.0), (420.0, 595.0)))
        turned = dice.choice((0, 0, 0, 90, 180, 270))
        rotate = dice.choice((0, 0, turned, 90))
        more: dict[str, object] = {"Rotate": rotate} if rotate else {}
        if dice.random() < 0.2:
            more["CropBox"] = Array([10, 12, size[0] - 9, size[1] - 8])
        made.add(written(lines(mark, dice), size, turned), size, more=more)
        marks.append(mark)
    return Kind(made.bytes(), tuple(marks))


def guarded(name: str, dice: random.Random) -> Kind:
    """Give a PDF that may not be changed without a password, and opens without one."""
    made, mark = Pages(), f"mk{name}p0"
    made.add(written(lines(mark, dice), A4), A4)
    return Kind(made.bytes(encryption=pikepdf.Encryption(owner="keeper", user="")), (mark,))


def locked(name: str, dice: random.Random) -> Kind:
    """Give a PDF that opens with a password that nobody has."""
    made = Pages()
    made.add(written(lines(name, dice), A4), A4)
    return Kind(made.bytes(encryption=pikepdf.Encryption(owner="a", user="b")), (f"{name}.pdf",), slip=True)


def broken(name: str, dice: random.Random) -> Kind:
    """Give a file that only begins as a PDF."""
    return Kind(b"%PDF-1.4\n" + dice.randbytes(300), (f"{name}.pdf",), slip=True)


def drawn(size: tuple[int, int], dice: random.Random, mode: str) -> Image.Image:
    """Give a picture."""
    made = Image.new(mode, size, "white" if mode != "1" else 1)
    pen = ImageDraw.Draw(made)
    for _ in range(12):
        corner = (dice.randrange(size[0]), dice.randrange(size[1]))
        ink = 0 if mode != "RGB" else (dice.randrange(200), 60, dice.randrange(200))
        pen.rectangle([*corner, corner[0] + size[0] // 9, corner[1] + size[1] // 60], fill=ink)
    return made


def recognised(mark: str, size: tuple[float, float], turned: int, dice: random.Random) -> Recognised:
    """Give a page as text recognition would read it: words in rows, standing turned on the page."""
    wide, high = size[::-1] if turned % 180 else size
    text, words = "", []
    for row, line in enumerate(lines(mark, dice, 12)):
        at, top = 50.0, 60.0 + row * 30
        for word in line.split():
            box = (at, top, at + 6.0 * len(word), top + 12)
            if box[2] < wide - 40 and box[3] < high - 40:
                words.append(Word(len(text), len(text) + len(word), *_turned(box, turned, wide, high)))
                text += word + " "
            at = box[2] + 6
        text = text.rstrip() + "\n"
    return Recognised("invented", *size, text, tuple(words), tuple(90 for _ in words), 0.9, turned)


def _turned(
    box: tuple[float, float, float, float], turned: int, wide: float, high: float
) -> tuple[float, float, float, float]:
    """Give a box of an upright page on that page turned clockwise."""
    left, top, right, bottom = box
    if turned == 90:
        return high - bottom, left, high - top, right
    if turned == 180:
        return wide - right, high - bottom, wide - left, high - top
    if turned == 270:
        return top, wide - right, bottom, wide - left
    return box


def scanned(name: str, dice: random.Random) -> Kind:
    """Give a PDF of scans at 100 to 600 dots per inch, black and white, grey or coloured, each standing as it may."""
    made, marks, turns, scans = Pages(), [], [], {}
    for number in range(dice.choice((1, 1, 2, 3))):
        mark, turned = f"mk{name}p{number}", dice.choice((0, 0, 90, 180, 270))
        mode, dots = dice.choice((("1", 600), ("1", 300), ("L", 100), ("L", 400), ("RGB", 150), ("RGB", 350)))
        paper = A6 if dots > FINE else A4
        size = paper if turned % 180 == 0 else paper[::-1]
        image = drawn((int(size[0] / 72 * dots), int(size[1] / 72 * dots)), dice, mode)
        made.add(f"q {size[0]} 0 0 {size[1]} 0 0 cm /Im Do Q".encode(), size, image)
        scans[number + 1] = recognised(mark, size, turned, dice)
        marks.append(mark)
        turns.append(turned)
    return Kind(made.bytes(compress_streams=True), tuple(marks), tuple(turns), scans)


def pictured(name: str, dice: random.Random) -> Kind:
    """Give a photograph of a page."""
    mode = dice.choice(("RGB", "L"))
    size = dice.choice(((900, 1300), (1600, 1100), (2400, 3200)))
    turned = dice.choice((0, 90, 180, 270))
    out = io.BytesIO()
    drawn(size, dice, mode).save(out, dice.choice(("JPEG", "PNG", "TIFF")))
    points = (size[0] * 0.24, size[1] * 0.24)
    scan = recognised(f"mk{name}p0", points, turned, dice)
    return Kind(out.getvalue(), (f"mk{name}p0",), (None,), {1: scan})


def mail(name: str, dice: random.Random) -> Kind:
    """Give a mail, some of them long, with signs that mean something to typesetters."""
    mark = f"mk{name}p0"
    day = dice.randrange(1, 29)
    body = "\n".join(lines(mark, dice, dice.choice((3, 20, 120))))
    signs = "#let x = $1 * 2_3$ [a] <b> @c `d` // e \\ {f} " + "w" * 200
    head = (
        f"From: Ezra Mumby <ezra@plots.example>\nTo: Hesper Quillfeather <secretary@plots.example>\n"
        f"Date: {day:02} Mar 2024 10:00:00 +0000\nSubject: {name} and #{dice.choice(WORDS)}\n"
        f"Message-ID: <{name}@plots.example>\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    return Kind(f"{head}{body}\n\n{signs}\n".encode(), (mark,))


def note(name: str, dice: random.Random) -> Kind:
    """Give a text file."""
    mark = f"mk{name}p0"
    return Kind("\n".join(lines(mark, dice, dice.choice((5, 90)))).encode(), (mark,))


KINDS: tuple[tuple[str, Callable[[str, random.Random], Kind], int], ...] = (
    ("pdf", plain, 10),
    ("pdf", guarded, 1),
    ("pdf", locked, 1),
    ("pdf", broken, 1),
    ("pdf", scanned, 4),
    ("img", pictured, 2),
    ("eml", mail, 6),
    ("txt", note, 2),
)
"""Ending, maker and how often each is made."""


def pool(folder: Path, many: int, seed: int) -> Pooled:
    """Give a case that has received so many documents, its scans read as text recognition would."""
    dice = random.Random(seed)
    case = new(folder / "case", at=NOW, subject="Marigold Threnody", controller="Lower Wibbling Allotment Society")
    source = folder / "given"
    source.mkdir()
    kinds: dict[str, Kind] = {}
    makers = [(ending, maker) for ending, maker, often in KINDS for _ in range(often)]
    for number in range(many):
        ending, maker = dice.choice(makers)
        name = f"d{number:04}"
        made = maker(name, dice)
        ending = _ending(made.content) if ending == "img" else ending
        (source / f"{name}.{ending}").write_bytes(made.content)
        kinds[f"{name}.{ending}"] = made
        if made.scans:
            sha256 = hashlib.sha256(made.content).hexdigest()
            case.recognised.keep_needed(sha256, made.scans)
            for page, scan in made.scans.items():
                case.recognised.keep(sha256, page, scan)
    receive(case, [source], Delivery("the society", date="2026-11-01"), at=NOW)
    return Pooled(case, kinds)


def _ending(content: bytes) -> str:
    return {b"\xff\xd8": "jpg", b"\x89P": "png"}.get(content[:2], "tif")
