"""Prints what is left of a set after messages were held back, scans the prints, counts what the product finds in them.

Use: python -m bench.printed_scans [--lying] [--rate N] [--seed N] [--start N] [--limit N] [--explain] [--keep DIR]

With --lying half of the pages lie on their side or upside down, and all are up to three degrees askew. Of a case kept
with --keep, `rejoinder rebuild` and `rejoinder audit` find anew what a change finds, without reading the pages again.
"""

from __future__ import annotations

import argparse
import io
import random
import shutil
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from bench import product
from bench.delete_and_detect import SEED
from bench.printed import pdfs, print_of, told_as_asked
from bench.rows import Row, of, share
from bench.tally import Tally

LIMIT = 60
"""Messages of the closed set that are printed and scanned."""
DOTS = 200
ASKEW, LYING_ASKEW = 0.5, 3.0
"""Degrees by which a page lies askew at most."""
TURNS = (0, 0, 0, 90, 180, 270)
"""Degrees by which pages are turned that lie another way."""
GRAIN = 6.0
"""Grey levels by which the noise of a page deviates."""


def scanned(pdf: bytes, chance: np.random.Generator, *, lying: bool = False) -> bytes:
    """Give a PDF's pages as pictures: slightly askew, blurred and noisy; or further askew, and half of them turned."""
    most = LYING_ASKEW if lying else ASKEW
    opened = pypdfium2.PdfDocument(pdf)
    pages: list[Image.Image] = []
    try:
        for page in opened:
            picture = page.render(scale=DOTS / 72, grayscale=True).to_pil().convert("L")
            angle = float(chance.uniform(-most, most))
            askew = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
            if lying:
                askew = askew.rotate(int(chance.choice(TURNS)), expand=True)
            pixels = np.asarray(askew, dtype=np.float64) + chance.normal(0, GRAIN, (askew.height, askew.width))
            pages.append(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)))
    finally:
        opened.close()
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS)
    return made.getvalue()


def scanned_and_audited(folder: Path, case: Path, *, lying: bool = False) -> product.Audited:
    """Print every message of a folder, scan the prints beside it, and give what the product finds in those alone."""
    paper = folder.with_name("scanned")
    shutil.rmtree(paper, ignore_errors=True)
    paper.mkdir()
    mails = [print_of(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]
    chance = np.random.default_rng(SEED)
    for number, pdf in enumerate(pdfs(mails, random.Random(f"{SEED} {len(mails)}"))):
        (paper / f"{number:05}.pdf").write_bytes(scanned(pdf, chance, lying=lying))
    new = product.call("new", case)
    received = product.call("receive", case, paper, "--name", "batch", "--json")
    audit = product.call("audit", case, "--json")
    documents = product.call("documents", case, "--json")
    paths = {line["document"]: line["path"] for line in documents.lines if line["document"]}
    messages = sum("!/page" in path for path in paths.values())
    print(f"{messages:,} messages read of {len(mails):,} printed and scanned", file=sys.stderr)
    return product.Audited(received, audit.lines, paths, new.cost.then(received.cost).then(audit.cost))


def shares(tally: Tally) -> list[Row]:
    """Give recall and precision of one deletion."""
    return [
        Row("printed and scanned: recall of the detectable", share(tally.found, tally.detectable), ">= 0.80",
            of(tally.found, tally.detectable)),
        Row("printed and scanned: precision", share(tally.true, tally.findings), ">= 0.97",
            of(tally.true, tally.findings)),
    ]  # fmt: skip


def main() -> int:
    """Measure as the command line asks and print the rows."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lying", action="store_true")
    mine, rest = parser.parse_known_args()
    audited = partial(scanned_and_audited, lying=mine.lying)
    return told_as_asked("printed and scanned", LIMIT, audited, shares, rest)


if __name__ == "__main__":
    sys.exit(main())
