"""One page redacted in ways that leave the words in the file, each with its twin from which they are really gone."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw, ImageFont

BEFORE, SECRET, AFTER = "The complaint about plot 14 was made by", "Amelia Frost", "on 3 May."
LINES = (
    "Minutes of the Allotment Society",
    f"{BEFORE} {SECRET} {AFTER}",
    "She asked that her name be kept out of the minutes.",
    "The committee met twice and wrote to nobody else.",
)
SIZE, LEFT, TOP, STEP, HIGH = 11.0, 60.0, 700.0, 24.0, 792.0
WIDE = SIZE * 0.6
"""Points of a letter of Courier."""
LINE = 1
"""Which of the lines has the words."""
UP = TOP - LINE * STEP
FROM, TO = LEFT + WIDE * (len(BEFORE) + 1), LEFT + WIDE * (len(BEFORE) + 1 + len(SECRET))
BOX = (FROM - 2, UP - 4, TO + 2, UP + 10)
"""Left, bottom, right and top of what lies over the words."""
PAINTED = f"{BOX[0]:.1f} {BOX[1]:.1f} {BOX[2] - BOX[0]:.1f} {BOX[3] - BOX[1]:.1f} re f"
BLACK = f"q 0 g {PAINTED} Q"


class Kind(NamedTuple):
    """A way to fail: its name, the page that keeps the words, and its twin."""

    name: str
    bad: bytes
    good: bytes


def said(words: str, across: float = LEFT, up: float = UP, look: str = "0 g 0 Tr") -> str:
    """Give the content that writes words."""
    return f"q {look} BT /F1 {SIZE} Tf {across:.1f} {up:.1f} Td ({words}) Tj ET Q"


def lines(secret: str | None = "0 g 0 Tr") -> list[str]:
    """Give the content of the page's lines, the words among them in a look of their own; None leaves them out."""
    parts = [said(line, up=TOP - number * STEP) for number, line in enumerate(LINES) if number != LINE]
    parts += [said(BEFORE), said(AFTER, TO + WIDE)]
    return parts if secret is None else [*parts, said(SECRET, FROM, look=secret)]


def page(*content: str) -> Pdf:
    """Give a file of one page with this content."""
    made = Pdf.new()
    side = made.add_blank_page(page_size=(612, HIGH))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    side.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    side.obj.Contents = made.make_stream("\n".join(content).encode("latin-1"))
    return made


def saved(made: Pdf) -> bytes:
    """Give a file's bytes."""
    out = io.BytesIO()
    made.save(out, static_id=True)
    return out.getvalue()


GONE = (*lines(None), BLACK)
"""The page as it is where the words are really gone."""


def with_note(made: Pdf, **entries: Any) -> bytes:
    """Give the file with a note over the words."""
    note = Dictionary(Type=Name.Annot, Rect=Array(list(BOX)), **entries)
    made.pages[0].obj.Annots = made.make_indirect(Array([made.make_indirect(note)]))
    return saved(made)


def look(made: Pdf, ground: str = "0 g", blend: str = "") -> Dictionary:
    """Give the look of a note that fills its box."""
    wide, high = BOX[2] - BOX[0], BOX[3] - BOX[1]
    drawn = made.make_stream(f"{'/G gs ' if blend else ''}{ground} 0 0 {wide:.1f} {high:.1f} re f".encode())
    drawn.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, wide, high])))
    if blend:
        drawn.Resources = Dictionary(ExtGState=Dictionary(G=Dictionary(BM=Name("/" + blend))))
    return Dictionary(N=made.make_indirect(drawn))


def noted(secret: str | None, subtype: str, **entries: Any) -> bytes:
    """Give the page with a filled note over the words."""
    made = page(*lines(secret))
    blend = "Multiply" if subtype == "Highlight" else ""
    return with_note(made, Subtype=Name("/" + subtype), AP=look(made, blend=blend), **entries)


def picture(painted: Image.Image, made: Pdf) -> pikepdf.Object:
    """Give a picture as a part of the file."""
    return made.make_stream(
        painted.tobytes(),
        Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=painted.width, Height=painted.height,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        ),
    )  # fmt: skip


def pasted(secret: str | None) -> bytes:
    """Give the page with a small dark picture over the words."""
    made = page(*lines(secret), f"q {BOX[2] - BOX[0]:.1f} 0 0 14 {BOX[0]:.1f} {BOX[1]:.1f} cm /I Do Q")
    made.pages[0].obj.Resources.XObject = Dictionary(I=picture(Image.new("L", (40, 8), 60), made))
    return saved(made)


def scanned(*secret: str) -> bytes:
    """Give the page as a scan with a box burnt into it, and what was recognised not drawn over it."""
    scale = 2
    painted = Image.new("L", (612 * scale, int(HIGH) * scale), 250)
    draw = ImageDraw.Draw(painted)
    font = ImageFont.load_default(SIZE * scale)
    for number, line in enumerate(LINES):
        for place, letter in enumerate(line):
            across, down = (LEFT + place * WIDE) * scale, (HIGH - TOP + number * STEP - 9) * scale
            draw.text((across, down), letter, 20, font)
    left, bottom, right, top = BOX
    draw.rectangle((left * scale, (HIGH - top) * scale, right * scale, (HIGH - bottom) * scale), 5)
    made = page(f"q 612 0 0 {HIGH} 0 0 cm /I Do Q", *(part.replace("0 Tr", "3 Tr") for part in lines(None)), *secret)
    made.pages[0].obj.Resources.XObject = Dictionary(I=picture(painted, made))
    return saved(made)


def later(earlier: bytes, now: bytes) -> bytes:
    """Give the earlier file with the later page as an update to it."""
    with pikepdf.open(io.BytesIO(now)) as opened:
        content = opened.pages[0].obj.Contents.read_bytes()
    with pikepdf.open(io.BytesIO(earlier)) as opened:
        out = io.BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
        written = out.getvalue()
    with pikepdf.open(io.BytesIO(written)) as opened:
        number, size = opened.pages[0].obj.Contents.objgen[0], int(opened.trailer.Size)
        root = opened.Root.objgen[0]
    at = len(written)
    previous = written[written.rindex(b"startxref") :].split()[1]
    new = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %s>>" % (
        number, at, size, root, previous,
    )  # fmt: skip
    return written + new + table + b"\nstartxref\n%d\n%%%%EOF\n" % (at + len(new))


def layered(made: Pdf) -> bytes:
    """Give a file whose layer is switched off."""
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("names")))
    made.pages[0].obj.Resources.Properties = Dictionary(L=layer)
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    return saved(made)


def cropped(words: str) -> bytes:
    """Give a page with a line that goes on beyond what its crop shows."""
    made = page(said(LINES[0]), said(f"{BEFORE[:28]} {words}", up=TOP - 5 * STEP))
    made.pages[0].obj.CropBox = Array([0, 0, LEFT + 34 * WIDE, HIGH])
    return saved(made)


def marked(title: str) -> bytes:
    """Give the page with a bookmark."""
    made = page(*GONE)
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(title, 0))
    return saved(made)


def titled(title: str) -> bytes:
    """Give the page with what it says of itself."""
    made = page(*GONE)
    made.docinfo["/Title"] = String(title)
    return saved(made)


def spoken(words: str) -> bytes:
    """Give the page with words to be read out in place of the box."""
    made = page(*lines(None), f"/Span <</ActualText ({words})>> BDC {BLACK} EMC")
    return saved(made)


def holding(inner: bytes, name: str = "draft.pdf") -> bytes:
    """Give the page with a file attached."""
    made = page(*GONE)
    made.attachments[name] = pikepdf.AttachedFileSpec(made, inner, filename=name)
    return saved(made)


def filled(value: str) -> bytes:
    """Give the page with a field where the words were, and a filled square over it."""
    made = page(*lines(None))
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("who"), V=String(value), Rect=Array(list(BOX)),
            DA=String("/F1 10 Tf 0 g"), F=4,
        )
    )  # fmt: skip
    cover = Dictionary(
        Type=Name.Annot, Subtype=Name.Square, Rect=Array(list(BOX)), IC=Array([0, 0, 0]), C=Array([0, 0, 0]), F=4,
        AP=look(made),
    )  # fmt: skip
    made.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/F1 10 Tf 0 g"))
    made.pages[0].obj.Annots = made.make_indirect(Array([field, made.make_indirect(cover)]))
    return saved(made)


def _kept(name: str, make: Callable[[str | None], bytes]) -> Kind:
    return Kind(name, make("0 g 0 Tr"), make(None))


def kinds() -> tuple[Kind, ...]:
    """Give every way to fail."""
    gone, whole = saved(page(*GONE)), saved(page(*lines()))
    white, shown = f"q 1 g {PAINTED} Q", f"{BEFORE} {SECRET} {AFTER}"
    ocr = said(SECRET, FROM, look="3 Tr")
    return (
        _kept("box drawn over words", lambda look_: saved(page(*lines(look_), BLACK))),
        _kept("white box drawn over words", lambda look_: saved(page(*lines(look_), white))),
        _kept(
            "redaction marked, not carried out",
            lambda look_: with_note(page(*lines(look_)), Subtype=Name.Redact, IC=Array([0, 0, 0])),
        ),
        _kept("filled square (note) over words", lambda look_: noted(look_, "Square", IC=Array([0, 0, 0]))),
        _kept("black highlight (note) over words", lambda look_: noted(look_, "Highlight")),
        _kept("stamp (note) over words", lambda look_: noted(look_, "Stamp")),
        _kept("picture pasted over words", pasted),
        Kind("recognised words under a box in the scan", scanned(ocr), scanned()),
        _kept("black words on black", lambda look_: saved(page(BLACK, *lines(look_)))),
        Kind("earlier version kept", later(whole, gone), gone),
        Kind("words in white", saved(page(*lines("1 g 0 Tr"))), saved(page(*lines(None)))),
        Kind("words not drawn", saved(page(*lines("3 Tr"))), saved(page(*lines(None)))),
        Kind(
            "words cut off by a clip",
            saved(page(*lines(None), f"q 0 0 10 10 re W n {said(SECRET, FROM)} Q")),
            saved(page(*lines(None), "q 0 0 10 10 re W n Q")),
        ),
        Kind(
            "layer switched off",
            layered(page(*lines(None), f"/OC /L BDC {said(SECRET, FROM)} EMC")),
            layered(page(*lines(None), "/OC /L BDC EMC")),
        ),
        Kind("words beyond the crop", cropped(f"made by {SECRET}"), cropped("made")),
        Kind("bookmark with the words", marked(shown), marked(f"{BEFORE} [name] {AFTER}".replace("[name] ", ""))),
        Kind("title with the words", titled(shown), titled(f"{BEFORE} {AFTER}")),
        Kind("words to be read out", spoken(SECRET), spoken("redacted")),
        Kind("file attached as it was", holding(whole), holding(gone)),
        Kind("field under a box", filled(SECRET), filled("")),
    )
