"""Which engines are on this machine, which is used when, and what to say where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rejoinder.model import Recognised
from rejoinder.read.ocr.engine import Engine
from rejoinder.read.ocr.pictures import Picture
from rejoinder.read.ocr.rapid import rapid_here
from rejoinder.read.ocr.recognise import recognised
from rejoinder.read.ocr.tesseract import tesseract_here

Choice = Literal["auto", "fast", "better"]
DOUBT = 0.88
"""How sure the fast engine must be of a page for the better one not to be asked: chosen by bench.ocr."""
HOW_TO_INSTALL = (
    "Install Tesseract with the languages of the pages."
    " Debian, Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-cym."
    " macOS: brew install tesseract tesseract-lang."
    " Windows: winget install UB-Mannheim.TesseractOCR."
    " For bad copies also: pip install 'rejoinder[ocr]'."
)


@dataclass(frozen=True, slots=True)
class Engines:
    """The engines that are here; None for one that is not."""

    fast: Engine | None = None
    better: Engine | None = None

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return self.fast is not None or self.better is not None

    def chosen(self, choice: Choice) -> Engines:
        """Give those of the engines that a choice allows."""
        if choice == "fast":
            return Engines(fast=self.fast)
        return Engines(better=self.better) if choice == "better" else self

    def satisfied(self, kept: Recognised) -> bool:
        """Say whether these engines would do no better than what is kept."""
        if self.better is None or kept.engine == self.better.name:
            return True
        return self.fast is not None and kept.confidence >= DOUBT

    def recognised(self, picture: Picture) -> Recognised:
        """Give a page as the fast engine reads it, or the better one where that one doubts; OSError where all fail."""
        first = recognised(picture, self.fast) if self.fast else None
        if first and (self.better is None or first.confidence >= DOUBT):
            return first
        if self.better is None:
            raise OSError("no engine")
        return recognised(picture, self.better, (first.turned,) if first and first.words else ())


def engines_here() -> Engines:
    """Give the engines that are installed."""
    return Engines(tesseract_here(), rapid_here())
