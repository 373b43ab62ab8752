"""Pages that say which they are of how many ("page 3 of 7"), and those that a document counts and does not have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rejoinder.find.sides import Paged, Side

LEAST = 2
"""Pages that must count on from each other before any is missed."""
MOST = 2_000
_PAGE = r"(?:page|pag\.?|seite|pagina|página|sida|side|strona|tudalen|sivu)"
_OF = r"(?:/|of|von|de|sur|di|van|av|af|z|o|din)"
_COUNTED = re.compile(rf"(?<!\w){_PAGE} {{0,2}}(\d{{1,4}}) {{0,2}}{_OF} {{0,2}}(\d{{1,4}})(?![\w/.,-])", re.IGNORECASE)


class Count(NamedTuple):
    """What one page says of itself: its number and how many there are."""

    number: int
    of: int
    place: int
    """Among the pages of its document."""
    page: int
    start: int
    end: int


class Piece(NamedTuple):
    """Pages of one document that count on from each other, each the next page's forerunner, and what lies beside."""

    document: int
    counts: tuple[Count, ...]
    begins: bool
    """Whether no page without a number stands before them, which could be theirs."""
    ends: bool
    """Whether none stands after them."""

    @property
    def lacks(self) -> bool:
        """Say whether it has fewer pages than it counts."""
        return len(self.counts) < self.counts[0].of


class Missed(NamedTuple):
    """Numbers from first to last that the pages beside them count."""

    document: int
    first: int
    last: int
    of: int
    beside: tuple[Count, ...]


def pieces_of(paged: Paged) -> Iterator[Piece]:
    """Give the runs of pages of a document that count together, of more than one page in all."""
    counts = [_count(place, side) for place, side in enumerate(paged.sides)]
    told = [count for count in counts if count]
    run: list[Count] = []
    for count, following in pairwise([*told, None]):
        assert count is not None
        run.append(count)
        if following is None or following.of != count.of or following.number <= count.number:
            before, after = run[0].place - 1, run[-1].place + 1
            begins = before < 0 or counts[before] is not None
            yield Piece(paged.document, tuple(run), begins, after >= len(counts) or counts[after] is not None)
            run = []


def _count(place: int, side: Side) -> Count | None:
    """Give what a page says of itself; None where it says nothing, or two things."""
    said = {
        (int(found[1]), int(found[2])): Count(
            int(found[1]), int(found[2]), place, side.number, edge.start + found.start(), edge.start + found.end()
        )
        for edge in side.edges
        for found in _COUNTED.finditer(edge.text)
    }
    only = next(iter(said.values())) if len(said) == 1 else None
    return only if only and 1 <= only.number <= only.of <= MOST else None


def missed(pieces: Sequence[Piece]) -> Iterator[Missed]:
    """Give the pages that documents count and that none of them has, from the pieces that lack some."""
    elsewhere = _elsewhere(pieces)
    for piece in pieces:
        if _is_sure(piece):
            for one in _missed(piece):
                if not any(number in elsewhere[one.of] for number in range(one.first, one.last + 1)):
                    yield one


def _elsewhere(pieces: Sequence[Piece]) -> dict[int, set[int]]:
    """Give, by how many there are, the numbers of pages in pieces that lack some: each may be another one's rest."""
    found: dict[int, set[int]] = defaultdict(set)
    for piece in pieces:
        found[piece.counts[0].of].update(count.number for count in piece.counts)
    return found


def _is_sure(piece: Piece) -> bool:
    """Say whether pages count on from each other as the pages of one document do, but for what is missed."""
    steps = [other.number - one.number == other.place - one.place for one, other in pairwise(piece.counts)]
    return sum(steps) >= LEAST - 1 and sum(steps) >= len(steps) - 2


def _missed(piece: Piece) -> Iterator[Missed]:
    of = piece.counts[0].of
    first, last = piece.counts[0], piece.counts[-1]
    if first.number > 1 and piece.begins and last.number == of:
        yield Missed(piece.document, 1, first.number - 1, of, (first,))
    for at, (one, other) in enumerate(pairwise(piece.counts), 1):
        if other.number - one.number > 1 and other.place - one.place == 1 and _is_confirmed(piece.counts, at):
            yield Missed(piece.document, one.number + 1, other.number - 1, of, (one, other))
    if last.number < of and piece.ends and first.number == 1:
        yield Missed(piece.document, last.number + 1, of, of, (last,))


def _is_confirmed(counts: Sequence[Count], at: int) -> bool:
    """Say whether the pages on both sides of a gap are told by others beside them, or are the first or the last."""
    before, after = counts[at - 1], counts[at]
    low = before.number == 1 or (at > 1 and counts[at - 2].number == before.number - 1)
    high = after.number == after.of or (at + 1 < len(counts) and counts[at + 1].number == after.number + 1)
    return low and high
