"""Invented scans: printed pages as pictures only, and an engine that says what it is told to say."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import typst
from PIL import Image

from rejoinder.read.ocr.engine import Line, Pixels, Seen
from rejoinder.read.pdf_open import opened_pdf

LETTER = """
#set page(width: 300pt, height: 400pt, margin: 40pt)
#set text(size: 11pt)
The society met in the hut on the third of May. Present were the secretary, the treasurer and two members.

The hose was not found. It was agreed that the water butts should be mended before the summer, and that the
treasurer should write to every member who had not yet paid for the seed potatoes.
"""


def _grey(pixels: Pixels) -> Pixels:
    return np.array(pixels.reshape(pixels.shape[0], -1))


@cache
def printed(source: str = LETTER, dots: int = 200) -> Image.Image:
    """Give a printed page as a picture."""
    opened = opened_pdf(bytes(typst.compile(source.encode())), ()).handle
    try:
        return Image.fromarray(_grey(opened[0].render(scale=dots / 72, grayscale=True).to_numpy()))
    finally:
        opened.close()


def scanned(*pages: Image.Image, dots: int = 200) -> bytes:
    """Give pictures as a PDF without words."""
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=dots)
    return made.getvalue()


def as_file(picture: Image.Image, kind: str = "PNG", *more: Image.Image) -> bytes:
    """Give a picture as a file of an image format."""
    made = io.BytesIO()
    picture.save(made, kind, **({"save_all": True, "append_images": more} if more else {}))
    return made.getvalue()


def line(words: str, top: float = 10, sure: float = 0.9, wide: float = 40, high: float = 10) -> Line:
    """Give words as an engine sees them: beside each other, each as wide as told."""
    return tuple(
        Seen(word, 10 + at * (wide + 10), top, 10 + at * (wide + 10) + wide, top + high, sure)
        for at, word in enumerate(words.split())
    )


@dataclass
class Parrot:
    """An engine that says the same of every picture, or what a function makes of it; it counts how often."""

    said: Sequence[Line] | Callable[[Pixels], list[Line]] = ()
    name: str = "Parrot 1"
    fails: bool = False
    asked: list[tuple[int, int]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def lines(self, pixels: Pixels) -> list[Line]:
        """Give what it was told to say."""
        with self._lock:
            self.asked.append((pixels.shape[0], pixels.shape[1]))
        if self.fails:
            raise OSError("no voice")
        return self.said(pixels) if callable(self.said) else list(self.said)


def dark_box(pixels: Pixels) -> tuple[float, float, float, float]:
    """Give the box around all that is dark in a picture."""
    down, across = np.nonzero(pixels < 128)
    return float(across.min()), float(down.min()), float(across.max()) + 1, float(down.max()) + 1
