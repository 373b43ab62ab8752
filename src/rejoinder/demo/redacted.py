"""A letter on which a black box was drawn over words: they are still in it, or in its scan they are gone."""

from __future__ import annotations

import io
from datetime import date

import pikepdf

from rejoinder.demo.revised import place

DOTS = 120
"""Dots an inch of a scan."""


def redacted(letter: bytes, over: str) -> bytes:
    """Give a letter with a black box over words, the same to the byte each time."""
    page, words = place(letter, over)
    boxes = (
        f"{word.left - 1:.2f} {page.height - word.bottom - 1:.2f} {word.right - word.left + 2:.2f}"
        f" {word.bottom - word.top + 2:.2f} re"
        for word in words
    )
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as opened:
        side = opened.pages[page.number - 1]
        side.contents_add(opened.make_stream(b"q"), prepend=True)
        side.contents_add(opened.make_stream(f"Q q 0 g {' '.join(boxes)} f Q".encode()))
        opened.save(written, static_id=True)
    return written.getvalue()


def scanned(letter: bytes, over: str, on: date) -> bytes:
    """Give a scan of a letter's page made on a day, a picture without words, with a black box over a line's words."""
    from PIL import Image, ImageDraw

    from rejoinder.read.pdf_open import opened_pdf

    page, words = place(letter, over)
    opened = opened_pdf(letter, ()).handle
    try:
        drawn = opened[page.number - 1].render(scale=DOTS / 72, grayscale=True).to_numpy()
        picture = Image.fromarray(drawn.reshape(drawn.shape[0], -1).copy())
    finally:
        opened.close()
    left, right = min(word.left for word in words), max(word.right for word in words)
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    edges = (left - 1, top - 1, right, bottom + 1)
    ImageDraw.Draw(picture).rectangle([round(edge * DOTS / 72) for edge in edges], fill=0)
    made = on.timetuple()
    written = io.BytesIO()
    picture.save(written, "PDF", resolution=DOTS, creationDate=made, modDate=made)
    return written.getvalue()
