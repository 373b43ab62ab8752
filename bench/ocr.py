"""Measures text recognition: word F1 and processor seconds a page, engine by engine, on pages made bad in known ways.

The pages are those of the corpora's PDFs that have words of their own, and mails printed afresh; each is drawn,
spoilt as its place in the sample says, and read; the words it had are the truth. Thresholds are chosen on the first
half of the sample and told of the second.

Use: python -m bench.ocr [--pages N] [--engine fast|better|auto]
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import typst
from PIL import Image, ImageFilter

from bench import corpus
from bench.rows import Row, printed, share
from rejoinder.fingerprints import words
from rejoinder.model import Blob, Document, Recognised
from rejoinder.read import read
from rejoinder.read.ocr.engine import Pixels
from rejoinder.read.ocr.found import DOUBT, Engines, engines_here
from rejoinder.read.ocr.pictures import Picture, pictures

SEED = 31
FEWEST, MOST = 60, 700
"""Words of a page that is measured."""
FOLDERS = ("pdf/pdfminer", "pdf/pdfjs", "foi/froide-mail", "redaction")
FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")


class Spoilt(NamedTuple):
    """One page of the sample: how it was spoilt, its picture, and the words it truly has."""

    how: str
    picture: Picture
    truth: Counter[bytes]


def _smaller(picture: Image.Image, dots: int) -> Image.Image:
    size = (max(1, picture.width * dots // 300), max(1, picture.height * dots // 300))
    return picture.resize(size, Image.Resampling.LANCZOS)


def clean(picture: Image.Image, _chance: np.random.Generator) -> Image.Image:
    """Give the page as a good scanner would."""
    return _smaller(picture, 200)


def coarse(picture: Image.Image, _chance: np.random.Generator) -> Image.Image:
    """Give the page at 100 pixels an inch, as attached to old mail."""
    return _smaller(picture, 100)


def fax(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Give the page as a fax machine does: half as high, black and white, with specks."""
    low = picture.resize((picture.width * 204 // 300, picture.height * 98 // 300), Image.Resampling.BILINEAR)
    pixels = np.where(np.asarray(low) < 160, 0, 255).astype(np.uint8)
    pixels[chance.random(pixels.shape) < 0.004] = 0
    return Image.fromarray(pixels).resize((low.width, low.height * 2), Image.Resampling.NEAREST)


def copied(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Give the page as a copy of a copy: blurred, grey, noisy and askew."""
    askew = picture.rotate(float(chance.uniform(-3, 3)), Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    small = _smaller(askew, 150).filter(ImageFilter.GaussianBlur(1.0))
    pixels = np.asarray(small, dtype=np.float64) * 0.6 + 70 + chance.normal(0, 16, (small.height, small.width))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def turned(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Give the page lying on its side or its head."""
    return _smaller(picture, 200).rotate(int(chance.choice([90, 180, 270])), expand=True)


HARMS: tuple[Callable[[Image.Image, np.random.Generator], Image.Image], ...] = (clean, coarse, fax, copied, turned)


def sample(count: int) -> Iterator[Spoilt]:
    """Give so many pages, the kinds of source and of harm in turn."""
    chance = np.random.default_rng(SEED)
    sources = (_of_files(), _of_mails())
    for number in range(count):
        pixels, truth = next(sources[number % 2])
        harm = HARMS[(number // 2) % len(HARMS)]
        spoilt = np.asarray(harm(Image.fromarray(pixels), chance), dtype=np.uint8)
        yield Spoilt(harm.__name__, _as_given(spoilt), truth)


def _as_given(pixels: Pixels) -> Picture:
    """Give a picture as it would come out of a scanned file, by way of one."""
    from io import BytesIO

    made = BytesIO()
    Image.fromarray(pixels).save(made, "PNG")
    return next(pictures(Blob("page.png", made.getvalue()), (1,)))


def _of_files() -> Iterator[tuple[Pixels, Counter[bytes]]]:
    paths = [path for folder in FOLDERS for path in sorted((corpus.CORPORA / folder).rglob("*.pdf"))]
    random.Random(SEED).shuffle(paths)
    for path in paths:
        blob = Blob(path.name, path.read_bytes())
        documents = [one for reading in read(blob, "") for one in reading.documents if one.kind == "pdf"]
        yield from islice(_drawn(blob, documents[:1]), 1)


def _of_mails() -> Iterator[tuple[Pixels, Counter[bytes]]]:
    mails = [mail for mail in corpus.archive(corpus.CORPORA / "mail" / "twisted-web") if len(mail.body) > 600]
    random.Random(SEED).shuffle(mails)
    for number, mail in enumerate(mails):
        font = FONTS[number % len(FONTS)]
        told = f'#set page("a4")\n#set text(font: "{font}", size: {9 + number % 4}pt)\n#raw(sys.inputs.words)'
        prose = told.replace("#raw(sys.inputs.words)", "#sys.inputs.words")
        blob = Blob("mail.pdf", bytes(typst.compile(prose.encode(), sys_inputs={"words": mail.body[:3000]})))
        documents = [one for reading in read(blob, "") for one in reading.documents]
        yield from islice(_drawn(blob, documents), 1)


def _drawn(blob: Blob, documents: Sequence[Document]) -> Iterator[tuple[Pixels, Counter[bytes]]]:
    for document in documents:
        for page in document.pages:
            truth = Counter(words(document.text[page.start : page.end]))
            latin = sum(count for word, count in truth.items() if word.isascii())
            if FEWEST <= truth.total() <= MOST and latin >= 0.9 * truth.total():
                for picture in pictures(blob, (page.number,)):
                    yield picture.pixels, truth


class Score(NamedTuple):
    """How one page was read."""

    how: str
    f1: float
    seconds: float
    read: Recognised


def scored(spoilt: Spoilt, engines: Engines) -> Score:
    """Give how engines read one page."""
    before = sum(os.times()[:4])
    page = engines.recognised(spoilt.picture)
    seconds = sum(os.times()[:4]) - before
    found = Counter(words(page.text))
    same = (found & spoilt.truth).total()
    return Score(spoilt.how, 2 * same / max(1, found.total() + spoilt.truth.total()), seconds, page)


def _told(name: str, scores: Sequence[Score]) -> Iterator[Row]:
    half = len(scores) // 2
    for part, some in (("first half", scores[:half]), ("second half", scores[half:])):
        yield Row(
            f"OCR {name}: word F1, {part}", share(sum(one.f1 for one in some), len(some)), "", f"{len(some)} pages"
        )
    yield Row(f"OCR {name}: processor seconds a page", share(sum(one.seconds for one in scores), len(scores)))
    for how in dict.fromkeys(one.how for one in scores):
        some = [one for one in scores if one.how == how]
        yield Row(
            f"OCR {name}: word F1, {how}", share(sum(one.f1 for one in some), len(some)), "", f"{len(some)} pages"
        )


def rows(pages: int = 12, choice: str = "") -> list[Row]:
    """Give the rows of every engine that is here, and of both together."""
    here = engines_here()
    both = here.fast is not None and here.better is not None
    chosen = {
        "fast": Engines(fast=here.fast),
        "better": Engines(better=here.better),
        "auto": here if both else Engines(),
    }
    found: list[Row] = []
    spoilt = list(sample(pages))
    for name, engines in chosen.items():
        if engines and choice in ("", name):
            scores = [scored(one, engines) for one in spoilt]
            found += _told(name, scores)
            for one in scores:
                sure = f"{one.read.confidence:.3f} {one.read.turned:3} {one.read.skew:5.1f}"
                print(f"{name:7} {one.how:7} F1 {one.f1:.3f} {one.seconds:6.1f} s  sure {sure} {one.read.engine}")
    found.append(Row("OCR: how sure the fast engine must be for the better one not to be asked", DOUBT))
    return found


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--engine", choices=("fast", "better", "auto"), default="")
    asked = parser.parse_args()
    if absent := corpus.absent_corpora():
        print(absent, file=sys.stderr)
        return 0
    print(*printed(rows(asked.pages, asked.engine)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
