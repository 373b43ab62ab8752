"""What an engine of text recognition is: it takes a picture that stands upright and gives the words it sees."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
"""Rows of grey pixels: 0 is black, 255 white."""


class Seen(NamedTuple):
    """One word as an engine sees it: its box in pixels from the top left, and how sure it is, 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float


Line = tuple[Seen, ...]
"""The words of one line, from left to right; never empty."""


class Engine(Protocol):
    """Reads one picture at a time, in one thread, and gives the same words for the same picture."""

    @property
    def name(self) -> str:
        """The engine, its version and its languages, as a person would name them."""

    def lines(self, pixels: Pixels) -> list[Line]:
        """Give the lines of a picture in the order they are read; OSError where the engine fails on it."""


def confidence(lines: list[Line]) -> float:
    """Give how sure an engine is of lines, each letter and digit counting once; 0 where there is none."""
    weighed = [(sum(map(str.isalnum, word.text)), word.sure) for line in lines for word in line]
    letters = sum(count for count, _ in weighed)
    return sum(count * sure for count, sure in weighed) / letters if letters else 0.0
