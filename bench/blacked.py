"""Covers words on pages, drawn and scanned, in six ways, and counts what is seen of it, and what is seen elsewhere.

Use: python -m bench.blacked [--half 0|1] [--pages N] [--show FOLDER]
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from bench.corpus import CORPORA
from bench.rows import Row, of, printed, share
from rejoinder.covered import masked
from rejoinder.model import Blob, Document, Redaction, Word
from rejoinder.read import read
from rejoinder.redactions import WORDS, redactions_of

SEED = 20_261_130
KINDS = ("black", "white", "grey or coloured", "hatched", "labelled", "marker")
LABELS = ("Redacted", "s.40(2)", "Redacted - Section 40(2)", "Exemption 6", "(b)(6)", "Art. 15(4)", "REDACTED")
_VOCABULARY = """hose plot clerk butt society minutes water gate panel letter ledger beans committee secretary meeting
agreed that the of and to in was by for with on not this are from at which had been has were their they an or but"""
VOCABULARY = tuple(_VOCABULARY.split())
WIDE, HIGH = 595.0, 842.0
SAME = 0.5
"""Part of a covered place that must be seen as covered for it to count as found."""
DOTS = 150
FEW = 10
"""Pages of each way of which the table tells."""


class Place(NamedTuple):
    """A covered place, in points from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float
    label: str = ""


Edges = Place | Redaction | tuple[float, float, float, float]


class Made(NamedTuple):
    """A page and what is covered on it."""

    pdf: bytes
    places: tuple[Place, ...]
    kind: str
    scanned: bool


def _wide(words: str, size: float, *, narrow: bool = False) -> float:
    """Give how wide words in Courier (or set small) are."""
    return len(words) * size * 0.6 * (0.8 if narrow else 1.0)


def page(
    dice: random.Random, kind: str, scanned: bool
) -> tuple[list[str], list[Place], list[list[tuple[float, float]]]]:
    """Give a page's drawing, its covered places, and the outlines of its marker's strokes."""
    size = dice.choice((9, 10, 11, 12))
    pitch = size * dice.choice((1.2, 1.35, 1.5))
    left, right = dice.choice((50, 60, 72)), WIDE - dice.choice((50, 60, 72))
    parts, covers, places = _furniture(dice, left, right), list[str](), list[Place]()
    strokes: list[list[tuple[float, float]]] = []
    top = 150.0
    wanted = dice.randint(2, 6) if kind else 0
    rows = int((HIGH - 90 - top) / pitch)
    chosen = set(dice.sample(range(1, rows - 1), min(wanted, rows - 2))) if kind else set()
    for row in range(rows):
        baseline = top + row * pitch
        if row % 7 == 6 and row not in chosen:
            continue
        at, words = float(left), []
        while at < right - 40:
            word = dice.choice(VOCABULARY)
            words.append((word, at))
            at += _wide(word + " ", size)
        hidden = range(0)
        if row in chosen:
            many = dice.randint(2, 6) if kind != "marker" else dice.randint(2, 7)
            first = dice.randint(1, max(1, len(words) - many - 2))
            hidden = range(first, min(first + many, len(words) - 1))
        for number, (word, across) in enumerate(words):
            if number not in hidden:
                parts.append(_text(word, across, baseline, size))
        if hidden:
            start, end = words[hidden[0]][1] - 1, words[hidden[-1]][1] + _wide(words[hidden[-1]][0], size) + 1
            label = ""
            if kind == "labelled":
                fitting = [one for one in LABELS if _wide(one, size * 0.85) < end - start - 6]
                label = dice.choice(fitting) if fitting else ""
                if not label:
                    parts += [_text(word, across, baseline, size) for word, across in (words[n] for n in hidden)]
                    continue
            place = Place(start, baseline - size * 0.82, end, baseline + size * 0.3, label)
            places.append(place)
            covers += _cover(dice, kind, place, size, scanned, strokes)
    return [*parts, *covers], places, strokes


def _text(words: str, across: float, baseline: float, size: float, ink: str = "0 g") -> str:
    said = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q {ink} BT /F1 {size} Tf {across:.2f} {HIGH - baseline:.2f} Td ({said}) Tj ET Q"


def _box(place: Edges, how: str) -> str:
    (left, top, right, bottom), (before, after) = place[:4], how.split("|")
    return f"q {before} {left:.2f} {HIGH - bottom:.2f} {right - left:.2f} {bottom - top:.2f} re {after} Q"


def _cover(
    dice: random.Random, kind: str, place: Place, size: float, scanned: bool, strokes: list[list[tuple[float, float]]]
) -> Iterator[str]:
    if kind == "black":
        yield _box(place, f"{dice.choice(('0 g', '0.1 g', '0 0 0 rg'))}|f")
    elif kind == "white":
        yield _box(place, f"1 g 0 G {dice.choice((0.7, 1.0, 1.4))} w|B")
    elif kind == "grey or coloured":
        colours = ("0.5 g", "0.65 g", "0.75 g", "0.6 0.6 0.95 rg", "0.9 0.3 0.3 rg", "0.2 0.6 0.3 rg")
        yield _box(place, f"{dice.choice(colours)}|f")
    elif kind == "hatched":
        yield _hatching(dice, place)
    elif kind == "labelled":
        ground, ink = dice.choice((("0 g|f", "1 g"), ("0.8 g|f", "0 g"), ("1 g 0 G 1 w|B", "0 g"), ("0 g|f", "1 g")))
        yield _box(place, ground)
        small = size * 0.85
        across = (place.left + place.right - _wide(place.label, small)) / 2
        yield _text(place.label, across, place.bottom - size * 0.32, small, ink)
    elif scanned:
        strokes.append(_ragged(dice, place))
    else:
        middle, high = (place.top + place.bottom) / 2, place.bottom - place.top
        level = f"{place.left:.2f} {HIGH - middle:.2f} m {place.right:.2f} {HIGH - middle + dice.uniform(-1, 1):.2f} l"
        yield f"q 0.05 G {high:.2f} w {level} S Q"


def _hatching(dice: random.Random, place: Place) -> str:
    gap, both = dice.choice((3.0, 4.0, 5.0)), dice.random() < 0.7
    left, top, right, bottom = place[:4]
    high = bottom - top
    lines = []
    at = left - high
    while at < right:
        for rises in (True, False) if both else (True,):
            first, last = max(at, left), min(at + high, right)
            if last - first < 1:
                continue
            ups = (first - at, last - at) if rises else (high - (first - at), high - (last - at))
            base = HIGH - bottom
            lines.append(f"{first:.2f} {base + ups[0]:.2f} m {last:.2f} {base + ups[1]:.2f} l S")
        at += gap
    frame = f"{left:.2f} {HIGH - bottom:.2f} {right - left:.2f} {high:.2f} re S" if dice.random() < 0.7 else ""
    return f"q 0 G {dice.choice((0.7, 0.9))} w {' '.join(lines)} {frame} Q"


def _ragged(dice: random.Random, place: Place) -> list[tuple[float, float]]:
    """Give the outline of a pen's stroke in points."""
    step = 6.0
    many = max(2, int((place.right - place.left) / step))
    across = [place.left + at * (place.right - place.left) / many for at in range(many + 1)]
    high = (place.bottom - place.top) * 0.12
    above = [(one, place.top + dice.uniform(-high, high)) for one in across]
    below = [(one, place.bottom + dice.uniform(-high, high)) for one in reversed(across)]
    return above + below


def _furniture(dice: random.Random, left: float, right: float) -> list[str]:
    """Give what stands on letters and must not be taken for redactions: a head, rules, tables, fields, charts."""
    parts = [_text("LOWER WIBBLING ALLOTMENT SOCIETY", left, 50, 12), _text("Date: 3 May 2024  Ref: 17/4", left, 66, 9)]
    if dice.random() < 0.4:
        parts.append(_box((0, 0, WIDE, 30), "0.2 0.3 0.5 rg|f"))
    if dice.random() < 0.4:
        parts.append(_box((left, 72, right, 74), "0 g|f"))
    if dice.random() < 0.3:
        parts.append(_box((right - 40, 38, right, 68), "0.1 0.4 0.2 rg|f"))
    drawn = dice.randint(0, 4)
    if drawn == 1:
        parts.append(_box((left, 84, right, 98), "0.85 g|f"))
        parts += [_text(word, left + 5 + at * 120, 94, 9) for at, word in enumerate(("Name", "Plot", "Paid"))]
        parts += [_box((left + at * 120, 84, left + at * 120 + 120, 126), "0.5 w|S") for at in range(3)]
    elif drawn == 2:
        parts += [_text("Name:", left, 100, 10), _box((left + 40, 90, left + 200, 104), "0.7 w|S")]
        parts += [_box((left + 220 + at * 40, 92, left + 230 + at * 40, 102), "0.7 w|S") for at in range(3)]
    elif drawn == 3:
        parts.append(_box((left, 82, right, 98), "0 g|f"))
        parts.append(_text("Notice of a meeting of all members", left + 6, 94, 10, "1 g"))
    elif drawn == 4:
        parts += [
            _box((left + at * 30, 128 - dice.randint(5, 40), left + at * 30 + 22, 128), "0.3 0.4 0.7 rg|f")
            for at in range(8)
        ]
    return parts


def _pdf(parts: Sequence[str]) -> bytes:
    content = "\n".join(parts).encode("latin-1")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 5\n0000000000 65535 f \n" + table
    return written + head + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(written)


def scan(
    dice: random.Random, pdf: bytes, strokes: Sequence[Sequence[tuple[float, float]]] = (), side: int = 0
) -> bytes:
    """Give a page as a scanner has it: grey, a little askew, with noise, as a JPEG in a PDF."""
    opened = pypdfium2.PdfDocument(pdf)
    scale = DOTS / 72
    picture = opened[side].render(scale=scale, grayscale=True).to_pil().convert("L")
    opened.close()
    pen = ImageDraw.Draw(picture)
    for outline in strokes:
        pen.polygon([(across * scale, down * scale) for across, down in outline], fill=dice.randint(10, 60))
    picture = picture.rotate(dice.uniform(-0.35, 0.35), Image.Resampling.BILINEAR, fillcolor=255)
    picture = picture.filter(ImageFilter.GaussianBlur(dice.uniform(0.2, 0.7)))
    noise = np.random.default_rng(dice.randint(0, 1 << 30)).normal(
        0, dice.uniform(1, 6), (picture.height, picture.width)
    )
    grey = np.clip(np.asarray(picture, np.float32) * dice.uniform(0.93, 1.0) + dice.uniform(0, 8) + noise, 0, 255)
    if dice.random() < 0.3:
        grey[:, : dice.randint(4, 20)] = 30
    written = io.BytesIO()
    Image.fromarray(grey.astype(np.uint8)).save(written, "PDF", resolution=DOTS, quality=dice.randint(55, 90))
    return written.getvalue()


def made(dice: random.Random, kind: str, scanned: bool) -> Made:
    """Give a page with covered places of a kind; of none where the kind is empty."""
    parts, places, strokes = page(dice, kind, scanned)
    pdf = _pdf(parts)
    return Made(scan(dice, pdf, strokes) if scanned else pdf, tuple(places), kind, scanned)


def seen(one: Made) -> list[Redaction]:
    """Give what is seen as covered; the labels of a scan are given as text recognition would give them."""
    found: list[Redaction] = []
    for reading in read(Blob("page.pdf", one.pdf), "bench"):
        for document in (held.document for held in masked(reading.documents, reading.problems)):
            found += redactions_of(_with_labels(document, one.places) if one.scanned else document)[0]
    return [place for place in found if place.look != WORDS]


def _with_labels(document: Document, places: Sequence[Place]) -> Document:
    if not document.pages:
        return document
    text, words = "", []
    for place in places:
        if place.label:
            start = len(text)
            text += place.label + "\n"
            inset = (place.right - place.left) * 0.2
            words.append(
                Word(start, len(text) - 1, place.left + inset, place.top + 2, place.right - inset, place.bottom - 2)
            )
    first = replace(document.pages[0], start=0, end=len(text), words=tuple(words))
    return replace(document, text=text, pages=(first,))


def _area(boxes: Sequence[Edges]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    cells = np.zeros((1684, 1190), dtype=np.bool_)
    for left, top, right, bottom in (box[:4] for box in boxes):
        cells[
            max(0, round(top * 2)) : max(0, round(bottom * 2)), max(0, round(left * 2)) : max(0, round(right * 2))
        ] = True
    return cells


def measured(pages: int, half: int, show: Path | None) -> Iterator[Row]:
    """Give, for each way and for pages drawn and scanned, what was found, what was not there, and the area."""
    for scanned in (False, True):
        for kind in KINDS:
            found = wanted = wrong = sides = 0
            ours = theirs = spent = 0.0
            for number in range(half, pages, 2):
                one = made(random.Random(f"{SEED} {kind} {scanned} {number}"), kind, scanned)
                begun = time.process_time()
                here = seen(one)
                spent, sides = spent + time.process_time() - begun, sides + 1
                truth, told = _area(one.places), _area(here)
                each = [bool(told[_cells(place)].mean() > SAME) for place in one.places]
                false = [place for place in here if not truth[_cells(place)].mean() > SAME]
                found, wanted, wrong = found + sum(each), wanted + len(each), wrong + len(false)
                ours, theirs = ours + told.sum(), theirs + truth.sum()
                if show and (not all(each) or false):
                    _draw(show / f"{kind}-{scanned}-{number}.png", one, here)
            where = "scanned" if scanned else "drawn"
            told_area = f"area seen {100 * ours / theirs:.1f} % of what is covered, {wrong} places where nothing is"
            told_area += f", {1000 * spent / sides:.0f} CPU ms a page"
            yield Row(f"found: {kind}, {where}", share(found, wanted), ">= 0.95", f"{of(found, wanted)}; {told_area}")


def _cells(place: Edges) -> tuple[slice, slice]:
    left, top, right, bottom = (round(2 * edge) for edge in (place[0], place[1], place[2], place[3]))
    return slice(max(0, top), max(bottom, top + 1)), slice(max(0, left), max(right, left + 1))


def _draw(path: Path, one: Made, here: Sequence[Redaction]) -> None:
    opened = pypdfium2.PdfDocument(one.pdf)
    picture = opened[0].render(scale=1.3).to_pil().convert("RGB")
    pen = ImageDraw.Draw(picture)
    for covered in here:
        pen.rectangle([1.3 * edge for edge in covered[:4]], outline="red")
    for place in one.places:
        pen.rectangle(
            [1.3 * edge + grow for edge, grow in zip(place[:4], (-2, -2, 2, 2), strict=True)], outline="green"
        )
    picture.save(path)


def bare(half: int, show: Path | None, pages: int) -> Iterator[Row]:
    """Give what is seen on pages on which nothing is covered: invented ones, and real ones, drawn and scanned."""
    for scanned in (False, True):
        told = [
            seen(made(random.Random(f"{SEED} bare {scanned} {number}"), "", scanned))
            for number in range(half, pages, 2)
        ]
        where = "scanned" if scanned else "drawn"
        yield Row(f"no redaction, invented, {where}", sum(map(bool, told)), "= 0", f"pages with places, of {len(told)}")
    files = sorted((CORPORA / "pdf").rglob("*.pdf"))[half::2]
    counts: Counter[str] = Counter()
    named: list[str] = []
    spent = 0.0
    for path in files:
        if path.stat().st_size > 3_000_000:
            continue
        for place, sides in _real(path):
            counts["pages"] += sides
            if place:
                counts["marked"] += 1
                named.append(f"{path.name} ({place[0].look})")
        for number, picture in _pictures(path, random.Random(f"{SEED} {path.name}")):
            one = Made(picture, (), "", True)
            begun = time.perf_counter()
            here = seen(one)
            spent += time.perf_counter() - begun
            counts["scans"] += 1
            if here:
                counts["scans marked"] += 1
                named.append(f"{path.name} page {number} scanned ({here[0].look})")
                if show:
                    _draw(show / f"{path.stem}-{number}.png", one, here)
    yield Row("no redaction, real, drawn", counts["marked"], "", f"documents with places; {counts['pages']} pages")
    yield Row(
        "no redaction, real, scanned",
        counts["scans marked"],
        "",
        f"pages with places, of {counts['scans']}; {1000 * spent / max(1, counts['scans']):.0f} ms a page in all",
    )
    print("seen where none was planted:", ", ".join(named))


def _real(path: Path) -> Iterator[tuple[list[Redaction], int]]:
    for reading in read(Blob(path.name, path.read_bytes()), "bench"):
        for document in (held.document for held in masked(reading.documents, reading.problems)):
            yield [one for one in redactions_of(document)[0] if one.look != WORDS], len(document.pages)


def _pictures(path: Path, dice: random.Random) -> Iterator[tuple[int, bytes]]:
    try:
        opened = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return
    numbers = range(min(2, len(opened)))
    opened.close()
    for number in numbers:
        try:
            sizes = pypdfium2.PdfDocument(path)[number].get_size()
            if max(sizes) < 1_300 and min(sizes) > 300:
                yield number + 1, scan(dice, path.read_bytes(), (), number)
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            continue


def rows() -> list[Row]:
    """Give what is found of each way, on a few pages of both halves."""
    return [row for half in (0, 1) for row in measured(FEW, half, None)]


def main() -> int:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--half", type=int, default=1)
    asked.add_argument("--pages", type=int, default=50, help="Of each way, drawn and again scanned, both halves.")
    asked.add_argument("--show", type=Path, default=None)
    asked.add_argument("--only", choices=("covered", "bare"), default=None)
    told = asked.parse_args()
    if told.show:
        told.show.mkdir(parents=True, exist_ok=True)
    if told.only != "bare":
        print(*printed(measured(told.pages, told.half, told.show)), sep="\n")
    if told.only != "covered":
        print(*printed(bare(told.half, told.show, told.pages)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
