"""Where each exhibit of a bundle begins and what stands on each of its pages: numbers from one, or by section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, String


class Placed(NamedTuple):
    """One piece of a bundle: an index, or an exhibit under its section."""

    entry: int
    """Which of the exhibits it is; -1 for an index."""
    section: int
    """Which of the sections, counted over late additions too; -1 for an index."""
    late: int
    pages: int


class Run(NamedTuple):
    """Pages that are numbered on from one another."""

    first: int
    """The first of them in the PDF, counted from 0."""
    letters: str
    """What stands before the number; empty where pages are numbered from one."""
    roman: bool = False


class Numbering(NamedTuple):
    """What stands on each page of a bundle."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    """Of each piece, its first page in the PDF, counted from 0."""
    pages: int

    def printed(self, page: int) -> str:
        """Give what stands on a page, counted from 0."""
        run = next(one for one in reversed(self.runs) if one.first <= page)
        number = page - run.first + 1
        return _roman(number) if run.roman else f"{run.letters}{number}"

    def letters(self, page: int) -> str:
        """Give the letters of the section in which a page stands; none where pages are numbered from one."""
        return next(one for one in reversed(self.runs) if one.first <= page).letters

    def labels(self) -> Any:
        """Give it as page labels (ISO 32000-1, 12.4.2)."""
        told: list[Any] = []
        for run in self.runs:
            label = Dictionary(S=Name.r if run.roman else Name.D)
            if run.letters:
                label.P = String(run.letters)
            told += [run.first, label]
        return Dictionary(Nums=Array(told))


def numbered(pieces: Sequence[Placed], *, by_section: bool) -> Numbering:
    """Give the numbers of a bundle's pages.

    By section each has the next letter, and so has the index of what was added later; the first index has small Roman
    numbers.
    """
    starts: list[int] = []
    runs: list[Run] = []
    at, before, letters = 0, (-2, -1), 0
    for piece in pieces:
        starts.append(at)
        here = (piece.late, piece.section)
        if not by_section:
            runs = runs or [Run(0, "")]
        elif here != before:
            roman = piece.section < 0 and not runs
            runs.append(Run(at, "" if roman else letters_of(letters), roman))
            letters += not roman
            before = here
        at += piece.pages
    return Numbering(tuple(runs), tuple(starts), at)


def letters_of(number: int) -> str:
    """Give the letters of a section counted from 0: A to Z, then AA, AB and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    """Give a number in small Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        many, number = divmod(number, value)
        written += letters * many
    return written
