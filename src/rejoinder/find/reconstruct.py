"""An absent message's text put together from quotations of it, every run of words cited to its witness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel, Opcode

from rejoinder.fingerprints import word_spans
from rejoinder.model import Cited, Span

GAP = "[…]"
WITNESSES = 8
"""Quotations merged, the longest first; more of them hardly ever add words."""
RUN = 3
"""Words in a row that show two texts to be of one; fewer, and they may agree by chance."""
FRESH = 4
"""A line is added when at most one in this many of its words is there already."""
VERSION = 6
"""Words up to which a difference between two witnesses is shown as two readings."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One quotation of an absent message: the lines of a document that are its words."""

    document: str
    page: int | None
    text: str
    lines: tuple[tuple[int, int], ...]
    """start..end of each line without its quote marks."""
    gaps: frozenset[int]
    """Lines before which something else stands in the witness."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A reconstruction: its text, where each run of it comes from, and readings on which witnesses disagree."""

    text: str = ""
    spans: tuple[Cited, ...] = ()
    versions: tuple[str, ...] = ()


class Piece(NamedTuple):
    """One line of one witness; where gap, something may be missing before it."""

    witness: Witness
    line: int
    gap: bool

    @property
    def text(self) -> str:
        """Give the line as it stands."""
        start, end = self.witness.lines[self.line]
        return self.witness.text[start:end]

    def words(self) -> list[str]:
        """Give its words as they are matched."""
        return [word for word, _, _ in word_spans(self.text)]


class Place(NamedTuple):
    """A word as it is matched, and the piece it is of."""

    word: str
    piece: int


def reconstruct(witnesses: Sequence[Witness]) -> Rebuilt:
    """Merge quotations of one message: the longest first, then what others have that it has not."""
    telling = [witness for witness in witnesses if witness.lines]
    ordered = sorted(telling, key=lambda witness: (-sum(b - a for a, b in witness.lines), witness.document))
    if not ordered:
        return Rebuilt()
    pieces = _pieces(ordered[0])
    versions: dict[str, None] = {}
    for witness in ordered[1:WITNESSES]:
        pieces = _merged(pieces, _pieces(witness), versions)
    return _written(pieces, tuple(versions))


def _pieces(witness: Witness) -> list[Piece]:
    return [Piece(witness, line, line in witness.gaps) for line in range(len(witness.lines))]


def _placed(pieces: Sequence[Piece]) -> list[Place]:
    return [Place(word, at) for at, piece in enumerate(pieces) for word in piece.words()]


def _merged(pieces: list[Piece], others: list[Piece], versions: dict[str, None]) -> list[Piece]:
    """Give the pieces with the lines of another witness that are not among them, each in its place."""
    base, other = _placed(pieces), _placed(others)
    matched = _matched(base, other)
    versions.update(dict.fromkeys(_readings(base, other, matched)))
    fresh = _fresh(other, matched)
    following: dict[int, list[Piece]] = {}
    first = min(matched, default=None)
    after = len(pieces) - 1 if first is None else base[matched[first]].piece - 1
    parted = first is None
    for at, place in enumerate(other):
        after = base[matched[at]].piece if at in matched else after
        if place.piece in fresh:
            fresh.discard(place.piece)
            following.setdefault(after, []).append(others[place.piece]._replace(gap=parted or others[place.piece].gap))
            parted = False
    merged = following.get(-1, [])
    for at, piece in enumerate(pieces):
        merged += [piece, *following.get(at, ())]
    return merged


def _matched(base: Sequence[Place], other: Sequence[Place]) -> dict[int, int]:
    """Give, for words of the other, the same words of the base: in runs, or singly close to a run."""
    steps = Indel.opcodes([place.word for place in base], [place.word for place in other])
    runs = [step for step in steps if step.tag == "equal"]
    matched: dict[int, int] = {}
    for at, run in enumerate(runs):
        beside = (runs[near] for near in (at - 1, at + 1) if 0 <= near < len(runs))
        if run.dest_end - run.dest_start >= RUN or any(_close(run, one) for one in beside):
            there = range(run.dest_start, run.dest_end)
            matched.update(zip(there, range(run.src_start, run.src_end), strict=True))
    return matched


def _close(run: Opcode, strong: Opcode) -> bool:
    """Say whether a run of words stands close to a strong one, in both texts."""
    first, second = sorted((run, strong), key=lambda one: one.src_start)
    apart = max(second.src_start - first.src_end, second.dest_start - first.dest_end)
    return strong.dest_end - strong.dest_start >= RUN and apart <= RUN


def _fresh(other: Sequence[Place], matched: Mapping[int, int]) -> set[int]:
    """Give the pieces of which hardly a word is matched."""
    count: dict[int, int] = {}
    known: dict[int, int] = {}
    for at, place in enumerate(other):
        count[place.piece] = count.get(place.piece, 0) + 1
        known[place.piece] = known.get(place.piece, 0) + (at in matched)
    return {piece for piece, words in count.items() if known[piece] * FRESH <= words}


def _readings(base: Sequence[Place], other: Sequence[Place], matched: Mapping[int, int]) -> Iterator[str]:
    """Give each place where two witnesses have other words, or one has words more, between the same two words."""
    common = sorted(matched.items())
    for (at, ours), (at_next, ours_next) in pairwise(common):
        longest = max(at_next - at, ours_next - ours)
        if 1 < longest <= VERSION:
            one = " ".join(place.word for place in base[ours : ours_next + 1])
            yield f"{one} / {' '.join(place.word for place in other[at : at_next + 1])}"


def _written(pieces: Sequence[Piece], versions: tuple[str, ...]) -> Rebuilt:
    """Write the pieces as text with a citation for each line."""
    out: list[str] = []
    spans: list[Cited] = []
    length = 0
    for at, piece in enumerate(pieces):
        if at and piece.gap:
            out.append(GAP)
            length += len(GAP) + 1
        line = piece.text
        if line.strip():
            start, end = piece.witness.lines[piece.line]
            source = Span(piece.witness.document, start, end, line, piece.witness.page)
            spans.append(Cited(length, length + len(line), source))
        out.append(line)
        length += len(line) + 1
    return Rebuilt("\n".join(out), tuple(spans), versions)
