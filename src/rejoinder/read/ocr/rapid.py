"""The better engine: RapidOCR, whose models come inside its wheel; slower, and surer on bad copies."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

import numpy as np

from rejoinder.read.ocr.engine import Line, Pixels, Seen

_ASKED = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
"""One thread, so that the same picture gives the same words; no guess of lines upside down, since we turn pages."""
_SAME_ROW = 0.5
"""Part of the lower of two pieces' height by which they overlap when they stand in one row."""


@dataclass(frozen=True, slots=True)
class Rapid:
    """RapidOCR, one for each thread, since it keeps what it is at in itself."""

    version: str
    _here: threading.local = field(default_factory=threading.local, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The engine and its version."""
        return f"RapidOCR {self.version}"

    def lines(self, pixels: Pixels) -> list[Line]:
        """Give the lines of a picture, row by row from the top, the pieces of a row from the left."""
        try:
            seen = self._engine()(np.stack([pixels] * 3, axis=-1), return_word_box=True)
        except (ValueError, RuntimeError) as fault:
            raise OSError(f"RapidOCR failed ({type(fault).__name__})") from fault
        found = () if seen.boxes is None else seen.word_results or ()
        pieces = (tuple(_seen(*word) for word in piece if word[0].strip()) for piece in found)
        return in_rows([piece for piece in pieces if piece])

    def _engine(self) -> Any:
        if not hasattr(self._here, "engine"):
            from rapidocr import RapidOCR

            self._here.engine = RapidOCR(params=_ASKED)
        return self._here.engine


def _seen(text: str, sure: float, corners: list[list[float]]) -> Seen:
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return Seen("".join(text.split()), min(across), min(down), max(across), max(down), float(sure))


def in_rows(pieces: list[Line]) -> list[Line]:
    """Give pieces of lines joined to the rows they stand in, from the top down."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=_top):
        row = next((row for row in reversed(rows[-3:]) if _overlap(row[0], piece) > _SAME_ROW), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return [tuple(word for piece in sorted(row, key=_left) for word in piece) for row in rows]


def _top(piece: Line) -> tuple[float, float]:
    return min(word.top for word in piece), piece[0].left


def _left(piece: Line) -> tuple[float, float]:
    return piece[0].left, piece[0].top


def _overlap(one: Line, two: Line) -> float:
    """Give the part of the lower piece's height that lies beside the other piece."""
    tops = [min(word.top for word in piece) for piece in (one, two)]
    bottoms = [max(word.bottom for word in piece) for piece in (one, two)]
    least = min(bottoms[0] - tops[0], bottoms[1] - tops[1])
    return (min(bottoms) - max(tops)) / least if least > 0 else 0.0


@cache
def rapid_here() -> Rapid | None:
    """Give RapidOCR; None where it is not installed."""
    try:
        if find_spec("onnxruntime") is None:
            return None
        return Rapid(version("rapidocr"))
    except PackageNotFoundError:
        return None
