"""Two copies of one document held against each other in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.receiving import Case, ground_of
from rejoinder.covered import BLOCK
from rejoinder.errors import UsageError
from rejoinder.find.differences import Difference, around, differences
from rejoinder.find.variants import copy_of
from rejoinder.model import Holding

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

Sign = str
"""What a copy shows at a difference: only here, changed, covered, shown, or nothing here."""


class Place(NamedTuple):
    """One side of a difference: what this copy shows there, where, on which page, and the words."""

    sign: Sign
    start: int
    end: int
    page: int | None
    words: str
    """Blocks where the other copy covers them and the person has not had covered words shown."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two copies and every place where they differ, a pair of places each."""

    one: Holding
    other: Holding
    texts: tuple[str, str]
    places: tuple[tuple[Place, Place], ...]


def compare(case: Case, one: str, other: str) -> Comparison:
    """Give how two documents differ in their own words."""
    shows = bool(ground_of(case))
    with case.shelf() as shelf:
        holdings = _found(case, shelf, one), _found(case, shelf, other)
        texts = shelf.text(holdings[0].number), shelf.text(holdings[1].number)
        copies = copy_of(shelf, holdings[0], texts[0]), copy_of(shelf, holdings[1], texts[1])
        found = differences(*copies)
        if found is None:
            raise UsageError("These two are too long and too different to be held against each other.", "")
        places = []
        for difference in found:
            sides = []
            for side in (0, 1):
                near = around(copies[side], difference.at[side])
                place = _place(difference, side, texts[side], near, shows=shows)
                page = shelf.page_of(holdings[side].number, place.start) if holdings[side].pages else None
                sides.append(place._replace(page=page))
            places.append((sides[0], sides[1]))
    return Comparison(*holdings, texts, tuple(places))


def _found(case: Case, shelf: Shelf, reference: str) -> Holding:
    holding = shelf.find_document(reference)
    if holding is None:
        what = f"No document of this case is {reference}."
        raise UsageError(what, f"List them with: rejoinder documents {case.folder}")
    return holding


def _place(difference: Difference, side: int, text: str, near: tuple[int, int], *, shows: bool) -> Place:
    """Give one side of a difference."""
    start, end = (difference.one, difference.other)[side]
    sign = sign_of(difference, side)
    if sign == "nothing here":
        return Place(sign, *near, None, "")
    words = " ".join(text[start:end].split())
    if sign == "shown" and not shows:
        words = "".join(letter if letter.isspace() else BLOCK for letter in words)
    return Place(sign, start, end, None, words)


def sign_of(difference: Difference, side: int) -> Sign:
    """Give what a copy shows at a difference."""
    if difference.way == "changed":
        return "changed"
    mine = difference.way.endswith("one") == (side == 0)
    if difference.way.startswith("covered"):
        return "covered" if mine else "shown"
    return "only here" if mine else "nothing here"
