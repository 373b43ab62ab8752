"""Redactions that did not take the words away: where they stand, how they failed and how much can be read.

The words themselves are told nowhere: findings are made of texts in which a block stands for each of their characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.covered import BAD, joined
from rejoinder.model import Absent, Finding, Holding, Problem, Span, Trace, document_ref, fingerprint_of

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "bad-redaction"
MOST = 20
"""Places of one kind in a document, up to which each is a finding of its own."""
_APART = 2
"""Characters between covered words that are of one place."""
TOLD = {
    "covered_text": "beneath a filled shape, a picture or a note",
    "blacked_out": "as dark as what lies behind them",
    "redaction_not_applied": "marked for redaction, which was not carried out",
    "hidden_in_line": "not seen, between words of the same line that are",
    "beyond_crop": "beyond where the page was cropped",
    "covered_later": "in an earlier version, where a later one has a black box",
    "told_elsewhere": "told beside the page, where it has a black box",
}
"""How each kind of failing is put: of words that are …"""
HOW = {
    "covered_text": "The page was drawn with these words and without: it looks the same, and something lies over them.",
    "blacked_out": "The colour of the words and that of what lies behind them were compared.",
    "redaction_not_applied": "The mark says what is to be taken away; the words still stand beneath it.",
    "hidden_in_line": "The page was drawn with these words and without: it looks the same, and leaves room for them.",
    "beyond_crop": "The words go on from those at the edge of what is shown.",
    "covered_later": "Both versions in the file were compared, place by place.",
    "told_elsewhere": "Words on both sides of a black box, and its width, were held against what is told beside it.",
}
"""How each kind of failing was found."""
_UNSHOWN = "The words are not shown here: this says where they are and how many."

Mark = tuple[int, int]


class Place(NamedTuple):
    """Covered words that stand together; the page is 0 in a document without pages."""

    page: int
    start: int
    end: int
    words: int


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each place of a redaction that failed; one for all of a kind where a document has many."""
    for copies, problems in _copies(shelf):
        text = shelf.text(copies[0].number)
        for code, spans in _by_code(problems):
            places = list(_places(shelf, copies[0], text, spans))
            groups = [[place] for place in places] if len(places) <= MOST else [places]
            yield from (_told(shelf, copies, text, code, group) for group in groups)


def _copies(shelf: Shelf) -> Iterator[tuple[list[Holding], list[Problem]]]:
    """Give what is said of each document with redactions that failed, copies of the same bytes and words together."""
    batches = {batch.number: batch.name for batch in shelf.batches() if not batch.own}
    known = ((batch, one) for batch, one in shelf.problems() if one.code in BAD and one.spans and batch in batches)
    found: dict[str, tuple[list[Holding], list[Problem]]] = {}
    for (batch, path), several in groupby(known, key=lambda one: (one[0], one[1].where)):
        holding = shelf.find_document(document_ref(batches[batch], path))
        if holding is not None:
            same = fingerprint_of(holding.sha256, shelf.text(holding.number))
            found.setdefault(same, ([], [problem for _, problem in several]))[0].append(holding)
    yield from found.values()


def _by_code(problems: Sequence[Problem]) -> Iterator[tuple[str, list[Mark]]]:
    """Give the covered places of each kind; one that is covered in two ways is told of once."""
    taken: list[Mark] = []
    for code in BAD:
        wide = joined((start, end + _APART) for one in problems if one.code == code for start, end in one.spans)
        own = [(start, end - _APART) for start, end in wide]
        fresh = [one for one in own if not any(one[0] < end and start < one[1] for start, end in taken)]
        taken += fresh
        if fresh:
            yield code, fresh


def _places(shelf: Shelf, holding: Holding, text: str, spans: Sequence[Mark]) -> Iterator[Place]:
    """Give each place, page by page."""
    for start, end in spans:
        at = start
        while at < end:
            page = (shelf.page_of(holding.number, at) or 0) if holding.pages else 0
            side = shelf.page(holding.number, page) if page else None
            stop = min(end, side.end) if side and side.end > at else end
            if words := len(text[at:stop].split()):
                yield Place(page, at, stop, words)
            at = stop + 1


def _told(shelf: Shelf, copies: Sequence[Holding], text: str, code: str, places: Sequence[Place]) -> Finding:
    holding = copies[0]
    traces = tuple(
        Trace(KIND, Span(copy.ref, one.start, one.end, text[one.start : one.end], one.page or None))
        for copy in copies
        for one in places
    )
    words = sum(one.words for one in places)
    letters = sum(not letter.isspace() for one in places for letter in text[one.start : one.end])
    name = holding.path.rpartition("/")[2]
    where = f" on page {places[0].page}" if len(places) == 1 and places[0].page else ""
    many = f" in {len(places):,} places" if len(places) > 1 else ""
    said = f"{words:,} {'word' if words == 1 else 'words'}{many}{where} of “{name}”, {TOLD[code]}"
    boxes = [box for place in places[:MOST] for box in _boxes(shelf, holding, place)]
    return Finding(
        id=fingerprint_of(KIND, code, holding.sha256, text, *(f"{one.start}-{one.end}" for one in places)),
        kind=KIND,
        grade="direct",
        absent=Absent(described_as=said),
        because=traces,
        checked=(HOW[code], f"Characters that can be read, spaces aside: {letters:,}.", *boxes, _UNSHOWN),
    )


def _boxes(shelf: Shelf, holding: Holding, place: Place) -> Iterator[str]:
    """Give where on its page a place is, where its words have boxes."""
    side = shelf.page(holding.number, place.page) if place.page else None
    words = [word for word in side.words if word.start < place.end and place.start < word.end] if side else []
    if words:
        left, top = min(word.left for word in words), min(word.top for word in words)
        right, bottom = max(word.right for word in words), max(word.bottom for word in words)
        yield (
            f"On page {place.page}, from {left:.0f} to {right:.0f} points from the left"
            f" and {top:.0f} to {bottom:.0f} from the top."
        )
