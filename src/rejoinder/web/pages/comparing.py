"""Copies side by side, with the words in which they differ; and batches side by side, with the rows behind numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, Comparison, audit, compare, compare_batches, ground_of
from rejoinder.case.comparing import Place
from rejoinder.covered import BLOCK
from rejoinder.model import Holding
from rejoinder.shelf import Wanted
from rejoinder.web.frame import Page, case_of, draw, words_of
from rejoinder.web.pages.cards import VARIANT, Card, cards_of, copies_of
from rejoinder.web.pages.document import Asked, Opened, opened
from rejoinder.web.pages.documents import title_of
from rejoinder.web.viewer import Box, boxes
from rejoinder.write.words import ENGLISH

AROUND = 1_500
"""Characters of a copy without pages that are shown on either side of a difference."""
MOST = 100
"""Differences, and documents of a batch, that one page lists."""
CLASSES = {"only here": "gone", "changed": "altered", "covered": "covered", "shown": "shown", "nothing here": "nothing"}


class Piece(NamedTuple):
    """Words of a copy, and the class of their mark; no class where both copies have them."""

    words: str
    mark: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One copy at one difference."""

    opened: Opened
    pieces: tuple[Piece, ...]
    boxes: tuple[tuple[str, Box], ...]
    """Boxes over the page's picture, each with its class; none where no page is drawn."""
    veils: tuple[Box, ...]
    """What is painted over words that the other copy covers."""


@dataclass(frozen=True, slots=True)
class View:
    """The screen's values."""

    compared: Comparison
    at: int
    """Which difference is shown, from 1."""
    sides: tuple[Side, Side]
    rows: tuple[tuple[Place, Place], ...]
    card: Card | None


def view(case: Case, one: str, other: str, at: int, words: NullTranslations = ENGLISH) -> View:
    """Give two copies at one of their differences."""
    found = compare(case, one, other)
    at = min(max(1, at), max(1, len(found.places)))
    shows = bool(ground_of(case))
    sides = [
        _side(case, holding, found.texts[side], [pair[side] for pair in found.places], at, shows=shows, words=words)
        for side, holding in enumerate((found.one, found.other))
    ]
    weighed = audit(case, wanted=Wanted(kinds=(VARIANT,), documents=(found.one.ref,)))
    mine = [w for w in weighed if w.finding and {*copies_of(w.finding)} == {found.one.ref, found.other.ref}]
    card = next(iter(cards_of(case, mine[:1], words)), None)
    return View(found, at, (sides[0], sides[1]), found.places[:MOST], card)


def _side(
    case: Case, holding: Holding, text: str, places: Sequence[Place], at: int, *, shows: bool, words: NullTranslations
) -> Side:
    """Give one copy at a difference: the page it stands on, or the words around it."""
    here = places[at - 1] if places else None
    seen = opened(case, holding.ref, Asked("", None, None, here.page if here else None), words)
    with case.shelf() as shelf:
        page = shelf.page(holding.number, seen.place.page) if holding.pages else None
    drawn = page if page and seen.drawn else None
    near = [(place, box) for place in places if drawn for box in boxes(drawn, [(place.start, place.end)])]
    veils = tuple(box for place, box in near if place.sign == "shown" and not shows)
    start, end = (page.start, page.end) if page else (holding.body_start, len(text))
    if not page and here:
        start, end = max(start, here.start - AROUND), min(end, here.end + AROUND)
    pieces = tuple(_pieces(text, start, end, places, here, shows=shows))
    return Side(seen, pieces, tuple((CLASSES[place.sign], box) for place, box in near), veils)


def _pieces(
    text: str, start: int, end: int, places: Sequence[Place], here: Place | None, *, shows: bool
) -> list[Piece]:
    """Give the words of a part of a copy, those that differ marked, those that the other covers covered."""
    made: list[Piece] = []
    at = start
    for place in places:
        first, last = max(place.start, at), min(place.end, end)
        if first >= last:
            continue
        inside = text[first:last]
        if place.sign == "shown" and not shows:
            inside = "".join(letter if letter.isspace() else BLOCK for letter in inside)
        made += (Piece(text[at:first]), Piece(inside, CLASSES[place.sign], place is here))
        at = last
    return [piece for piece in (*made, Piece(text[at:end])) if piece.words]


def show(request: Request) -> Response:
    """Show two copies side by side."""
    case, told = case_of(request), request.path_params
    number = request.query_params.get("at", "1")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    words = words_of(request)
    made = view(case, told["one"], told["other"], at, words)
    page = Page(words.gettext("Compare copies"), case, "missing")
    return draw(request, "compare.html", page, view=made, title_of=title_of)


def batches(request: Request) -> Response:
    """Show each batch beside the one before it."""
    case, words = case_of(request), words_of(request)
    page = Page(words.gettext("Batches side by side"), case, "documents")
    return draw(request, "batches.html", page, pairs=compare_batches(case, most=MOST), title_of=title_of, most=MOST)


ROUTES = [
    Route("/case/{case}/compare/{one}/{other}", show),
    Route("/case/{case}/batches", batches),
]
