"""Prints what is left of a set after messages were held back, scans the prints, counts what the product finds in them.

Use: python -m bench.printed_scans [--rate N] [--seed N] [--limit N] [--explain] [--keep DIR]
"""

from __future__ import annotations

import io
import random
import sys
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
ASKEW = 0.5
"""Degrees by which a page lies askew at most."""
GRAIN = 6.0
"""Grey levels by which the noise of a page deviates."""


def scanned(pdf: bytes, chance: np.random.Generator) -> bytes:
    """Give a PDF's pages as pictures: slightly askew, blurred and noisy."""
    opened = pypdfium2.PdfDocument(pdf)
    pages: list[Image.Image] = []
    try:
        for page in opened:
            picture = page.render(scale=DOTS / 72, grayscale=True).to_pil().convert("L")
            angle = float(chance.uniform(-ASKEW, ASKEW))
            askew = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
            pixels = np.asarray(askew, dtype=np.float64) + chance.normal(0, GRAIN, (askew.height, askew.width))
            pages.append(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)))
    finally:
        opened.close()
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS)
    return made.getvalue()


def scanned_and_audited(folder: Path, case: Path) -> product.Audited:
    """Print every message of a folder, scan the prints beside it, and give what the product finds in those alone."""
    paper = folder.with_name("scanned")
    paper.mkdir()
    mails = [print_of(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]
    chance = np.random.default_rng(SEED)
    for number, pdf in enumerate(pdfs(mails, random.Random(f"{SEED} {len(mails)}"))):
        (paper / f"{number:05}.pdf").write_bytes(scanned(pdf, chance))
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


if __name__ == "__main__":
    sys.exit(told_as_asked("printed and scanned", LIMIT, scanned_and_audited, shares))
