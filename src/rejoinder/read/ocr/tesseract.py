"""The fast engine: the program Tesseract, where it is installed."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from statistics import median

from rejoinder.locks.programs import Allowed, run, starts_locked
from rejoinder.read.ocr.engine import Line, Pixels, Seen

PROGRAM = "tesseract"
LANGUAGES = ("eng", "cym", "fra")
"""Language packs that are used where they are installed; where none of them is, the first that is."""
LONGEST = 300
"""Seconds for one page, after which it is given up."""
_USUAL = (Path("C:/Program Files/Tesseract-OCR/tesseract.exe"),)
"""Where its installer puts it without adding that to PATH."""
_NO_LANGUAGES = ("osd", "equ", "snum")
_DEEP = frozenset("gjpqy,;()[]{}|/_Q@$")
"""Letters that reach below the line."""
_HIGH = frozenset("bdfhkl")
"""Small letters that are as high as capitals."""
_HIGHER = 1.1
"""Times that an upright stroke is as high as capitals from which it is none of them."""
_WORD = "5"
"""The level of a row that tells of a word."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program with the languages it reads."""

    program: str
    version: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """The program, its version and its languages."""
        return f"Tesseract {self.version} ({', '.join(self.languages)})"

    def lines(self, pixels: Pixels) -> list[Line]:
        """Give the lines of a picture in the program's own order of reading."""
        high, wide = pixels.shape
        picture = b"P5 %d %d 255\n" % (wide, high) + pixels.tobytes()
        asked = ("stdin", "stdout", "-l", "+".join(self.languages), "--dpi", "300", "--psm", "3", "tsv")
        told = _run(self.program, *asked, told=picture)
        return list(_lines(told.decode("utf-8", "replace")))


def _lines(table: str) -> Iterator[Line]:
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row["level"] == _WORD and (row["text"] or "").strip())
    for _, line in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        yield with_capitals(tuple(_seen(row) for row in line))


def with_capitals(line: Line) -> Line:
    """Give a line in which a stroke by itself that is no higher than its capitals is one: I, which is read as a bar."""
    heights = [word.bottom - word.top for word in line if _is_as_high_as_capitals(word.text)]
    if not heights:
        return line
    most = _HIGHER * median(heights)
    return tuple(
        word._replace(text="I") if word.text == "|" and word.bottom - word.top <= most else word for word in line
    )


def _is_as_high_as_capitals(letters: str) -> bool:
    """Say whether a word stands on the line and is as high as a capital."""
    return _DEEP.isdisjoint(letters) and any(letter.isupper() or letter in _HIGH for letter in letters)


def _seen(row: dict[str, str]) -> Seen:
    left, top = float(row["left"]), float(row["top"])
    sure = min(max(float(row["conf"]) / 100, 0.0), 1.0)
    text = "".join(row["text"].split())
    return Seen(text, left, top, left + float(row["width"]), top + float(row["height"]), sure)


@cache
def tesseract_here() -> Tesseract | None:
    """Give Tesseract with the languages that are installed; None where it is not there or has none."""
    program = shutil.which(PROGRAM) or next((str(path) for path in _USUAL if path.is_file()), None)
    if program is None:
        return None
    try:
        version = _run(program, "--version").decode("utf-8", "replace").split(maxsplit=2)[1].removeprefix("v")
        listed = _run(program, "--list-langs").decode("utf-8", "replace").split("\n")[1:]
    except (OSError, IndexError):
        return None
    installed = [name.strip() for name in listed if name.strip() and name.strip() not in _NO_LANGUAGES]
    languages = tuple(name for name in LANGUAGES if name in installed) or tuple(installed[:1])
    return Tesseract(program, version, languages) if languages else None


@cache
def runs_locked(program: str) -> bool:
    """Say whether the program runs under the lock for programs of others, not under limits alone."""
    return starts_locked(program, _reads(program))


@cache
def _reads(program: str) -> tuple[Path, ...]:
    """Give what the program reads besides the system: its own folder, the libraries beside it, its languages."""
    own = Path(program).resolve().parent
    beside = (own.parent / name for name in ("lib", "share/tessdata", "share/tesseract-ocr"))
    named = os.environ.get("TESSDATA_PREFIX")
    return (own, *beside, *((Path(named),) if named else ()))


def _run(program: str, *arguments: str, told: bytes = b"") -> bytes:
    """Give what the program prints; OSError where it fails or takes too long."""
    with tempfile.TemporaryDirectory(prefix="rejoinder-", ignore_cleanup_errors=True) as folder:
        allowed = Allowed(Path(folder), _reads(program), LONGEST, LONGEST, locked=runs_locked(program))
        status, said = run((program, *arguments), allowed, told, OMP_THREAD_LIMIT="1")
    if status != 0:
        raise OSError(f"{PROGRAM} failed ({'out of time' if status is None else status})")
    return said
