"""Files of every kind in which bench.publish injects people and numbers, in the page and in all that hangs from it."""

from __future__ import annotations

import io
import random
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import docx
import numpy as np
import pikepdf
import pypdfium2
import typst
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bench.publish_people import Secret, words

WORDS = words(
    "the society met in the hut and agreed that the hose should be mended before the summer because no water came from"
    " it and the treasurer would write to every member who had not yet paid for seed potatoes or for the gate"
)
DECOYS = (
    "Will the butt be filled in May?", "Order 7741920 was paid.", "Grant the request under rule 14.",
    "See minute 07-2024 of the hose.", "April was wet and the Green was mown.",
)  # fmt: skip


COVERED, COVER = "earlier versions", (55, 695, 465, 765)
"""The kind in which a box lies over words, and about where."""


class Made(NamedTuple):
    """A file and what was injected in it."""

    name: str
    kind: str
    content: bytes
    secrets: tuple[Secret, ...]


def sentences(rolls: random.Random, secrets: Sequence[Secret]) -> list[str]:
    """Give a sentence about each secret among words of no one, and decoys."""
    said = [
        f"{' '.join(rolls.sample(WORDS, 6)).capitalize()} {one.written} {' '.join(rolls.sample(WORDS, 7))}."
        for one in secrets
    ]
    said += rolls.sample(DECOYS, 2)
    rolls.shuffle(said)
    return said


def _typst(source: str) -> bytes:
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def _plain(said: str) -> str:
    return '#"' + said.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def digital(rolls: random.Random, secrets: Sequence[Secret]) -> bytes:
    """Give a born-digital letter: prose, a table, spaced and small letters, a link, words in white, a running foot."""
    spread = list(secrets)
    looks = (
        "{}",
        "#smallcaps[{}]",
        "#text(tracking: 0.25em)[{}]",
        "#underline[{}]",
        "#strike[{}]",
        '#link("mailto:a@b.example")[{}]',
    )
    body = "\n\n".join(looks[at % len(looks)].format(_plain(said)) for at, said in enumerate(sentences(rolls, spread)))
    first = spread[0]
    rows = ", ".join(f"[{_plain(one.written)}], [{_plain(one.kind)}]" for one in spread)
    return _typst(
        f"#set document(title: {_quoted(first.written)}, author: {_quoted(first.of)})\n"
        f"#set page(footer: {_block(first.written)})\n"
        f"#set par(justify: {'true' if rolls.random() < 0.5 else 'false'})\n"
        f"#outline()\n= {_plain(first.written)}\n{body}\n\n#table(columns: 2, {rows})\n"
        f"#text(fill: white)[{_plain(first.of)}]\n#place(hide[{_plain(first.of)}])"
    )


def _quoted(said: str) -> str:
    return '"' + said.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _block(said: str) -> str:
    return f"[{_plain(said)}]"


def mail(rolls: random.Random, secrets: Sequence[Secret]) -> bytes:
    """Give a printed mail with its heads, a quotation and a signature."""
    first, *rest = secrets
    to = _plain("; ".join(one.of for one in rest[:2]))
    heads = f"*From:* {_plain(first.written)} \\\n*Sent:* 3 May 2024 10:00 \\\n*To:* {to} \\\n"
    quoted = " \\\n".join(_plain("> " + said) for said in sentences(rolls, rest))
    return _typst(
        f"#set page(margin: 2cm)\n{heads}*Subject:* Hose\n\nDear all,\n\n{quoted}\n\n"
        f"Regards,\n\n{_plain(first.written)}"
    )


def revised(rolls: random.Random, secrets: Sequence[Secret]) -> bytes:
    """Give a letter with earlier versions below: of the page, of its properties, and one with a box over words."""
    before = digital(rolls, secrets)
    with pikepdf.open(io.BytesIO(before)) as opened:
        number = opened.pages[0].obj.Contents.objgen[0]
        content = opened.pages[0].obj.Contents.read_bytes()
    start = before.rfind(b"startxref")
    previous = int(before[start:].split()[1])
    covered = content + b"\nQ Q Q q 0 0 0 rg 60 700 400 60 re f"
    made = before + b"\n"
    at = len(made)
    made += b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(covered), covered)
    xref = len(made)
    with pikepdf.open(io.BytesIO(before)) as opened:
        size, root = len(opened.objects) + 2, opened.trailer.Root.objgen[0]
    made += b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number, at, size, root, previous, xref,
    )  # fmt: skip
    return made


def form(rolls: random.Random, secrets: Sequence[Secret]) -> bytes:
    """Give a form with values, notes, files inside, bookmarks, layers, scripts and properties that name people."""
    out = io.BytesIO()
    pen = Canvas(out, pagesize=A4)
    first = secrets[0]
    pen.setTitle(first.written), pen.setAuthor(first.of), pen.setSubject(first.written)
    up = 780
    for said in sentences(rolls, secrets):
        for part in said.split("\n"):
            pen.drawString(60, up, part)
            up -= 18
    for at, one in enumerate(secrets[:3]):
        pen.acroForm.textfield(
            name=f"f{at}",
            value=one.written.replace("\n", " ").replace("’", "'"),
            x=60,
            y=up - 40,
            width=300,
            height=24,
            tooltip=one.of,
        )
        up -= 34
    pen.bookmarkPage("here")
    pen.addOutlineEntry(first.written, "here")
    pen.linkURL(f"https://plots.example/{first.of.replace(' ', '-')}", (60, 40, 200, 60))
    pen.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as opened:
        page = opened.pages[0]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[400, 700, 420, 720],
            Contents=first.written,
            T=first.of,
        )
        page.obj.Annots.append(opened.make_indirect(note))
        opened.attachments[f"{first.of}.txt"] = pikepdf.AttachedFileSpec(
            opened, first.written.encode(), filename=f"{first.of}.txt"
        )
        opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{first.of}')")
        page.obj.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=first.written))
        page.obj.Thumb = opened.make_stream(first.of.encode())
        page.contents_add(f"/Span <</ActualText ({first.of})>> BDC EMC".encode())
        with opened.open_metadata() as about:
            about["dc:creator"] = [first.of]
        made = io.BytesIO()
        opened.save(made)
    return made.getvalue()


def turned(rolls: random.Random, secrets: Sequence[Secret]) -> bytes:
    """Give a turned page in two columns, with upright lines, words as outlines and as a picture, and words cut off."""
    out = io.BytesIO()
    pen = Canvas(out, pagesize=A4)
    said = sentences(rolls, secrets)
    for column, some in enumerate((said[::2], said[1::2])):
        lines = [line for one in some for line in _wrapped(one, 34)]
        for at, line in enumerate(lines):
            pen.setFont("Times-Roman", 11)
            pen.drawString(60 + 270 * column, 760 - 15 * at, line)
    pen.saveState()
    pen.translate(30, 200), pen.rotate(90)
    pen.drawString(0, 0, secrets[0].written.replace("\n", " "))
    pen.restoreState()
    _outlined(pen, secrets[1].of, 60, 60)
    pen.drawInlineImage(_lettered(secrets[2].of), 300, 50, 200, 30)
    pen.drawString(60, -30, secrets[0].of)
    pen.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as opened:
        opened.pages[0].obj.Rotate = rolls.choice((0, 90, 180, 270))
        made = io.BytesIO()
        opened.save(made)
    return made.getvalue()


def _wrapped(said: str, wide: int) -> list[str]:
    lines = [""]
    for word in said.split(" "):
        lines[-1:] = [lines[-1], word] if len(lines[-1]) + len(word) > wide else [f"{lines[-1]} {word}".strip()]
    return [part for line in lines for part in line.split("\n")]


def _lettered(said: str) -> Image.Image:
    made = Image.new("RGB", (600, 90), "white")
    ImageDraw.Draw(made).text((10, 10), said, fill="black", font=ImageFont.load_default(56))
    return made


def _outlined(pen: Any, said: str, left: float, bottom: float) -> None:
    """Draw words as little boxes: nothing of them is text."""
    dark = np.asarray(_lettered(said).convert("L")) < 128
    for row in range(0, dark.shape[0], 2):
        runs = np.flatnonzero(np.diff(np.concatenate(([0], dark[row].astype(np.int8), [0]))))
        for begin, end in zip(runs[::2], runs[1::2], strict=True):
            pen.rect(left + begin / 4, bottom + (90 - row) / 4, (end - begin) / 4, 0.5, stroke=0, fill=1)


def scan(rolls: random.Random, secrets: Sequence[Secret]) -> bytes:
    """Give a scan: a picture of a letter, a little askew and grainy, some with a text layer that misspells."""
    said = "\n\n".join(map(_plain, sentences(rolls, secrets)))
    opened = pypdfium2.PdfDocument(_typst(f"#set text(size: {12 if len(secrets) < 15 else 10}pt)\n{said}"))
    picture = opened[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    picture = picture.rotate(rolls.uniform(-0.6, 0.6), fillcolor=255, resample=Image.Resampling.BICUBIC)
    grain = np.random.default_rng(rolls.randrange(1 << 30)).normal(0, 9, (picture.height, picture.width))
    picture = Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))
    out = io.BytesIO()
    if rolls.random() < 0.5:
        picture.save(out, "PDF", resolution=200)
        return out.getvalue()
    pen = Canvas(out, pagesize=A4)
    pen.drawInlineImage(picture, 0, 0, *A4)
    text = opened[0].get_textpage()
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        layer = pen.beginText(left, bottom + 2)
        layer.setTextRenderMode(3)
        layer.setFont("Times-Roman", max(4, 0.8 * (top - bottom)))
        layer.textOut(text.get_text_bounded(left, bottom, right, top).replace("l", "1").replace("rn", "m"))
        pen.drawText(layer)
    pen.save()
    return out.getvalue()


def word_files(rolls: random.Random, several: Sequence[Sequence[Secret]]) -> list[bytes]:
    """Give PDFs that an office program makes of Word files, with a head, a foot, a table and a comment's words."""
    with tempfile.TemporaryDirectory() as folder:
        for number, secrets in enumerate(several):
            made = docx.Document()
            made.core_properties.author, made.core_properties.title = secrets[0].of, secrets[0].written
            made.sections[0].header.paragraphs[0].text = secrets[0].written
            made.add_heading(secrets[1].written.replace("\n", " "), 1)
            for said in sentences(rolls, secrets):
                made.add_paragraph(said.replace("\n", " "))
            table = made.add_table(rows=0, cols=2)
            for one in secrets:
                cells = table.add_row().cells
                cells[0].text, cells[1].text = one.written.replace("\n", " "), "paid"
            made.save(str(Path(folder) / f"{number}.docx"))
        files = [str(path) for path in sorted(Path(folder).glob("*.docx"), key=lambda path: int(path.stem))]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files],
            check=True, capture_output=True,
        )  # fmt: skip
        return [(Path(folder) / f"{number}.pdf").read_bytes() for number in range(len(several))]


KINDS: dict[str, Callable[[random.Random, Sequence[Secret]], bytes]] = {
    "born digital": digital,
    "printed mail": mail,
    "earlier versions": revised,
    "forms and notes": form,
    "turned, columns": turned,
    "scans": scan,
}
"""Each kind but that made of Word files, which are made all at once."""
WORD = "made of Word files"
