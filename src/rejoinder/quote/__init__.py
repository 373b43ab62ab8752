"""Is this what was said? A quotation held against a text: verbatim, elided, altered or not found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from rejoinder.fingerprints import word_spans
from rejoinder.quote.align import Range, Same, Side, aligned
from rejoinder.quote.likeness import as_written
from rejoinder.quote.marks import Written, written
from rejoinder.quote.meaning import BEARING, kind_of

__all__ = ["Change", "Checked", "LeftOut", "Verdict", "check"]

Verdict = Literal["verbatim", "elided", "altered", "not found"]
FOUND = 0.6
"""Part of a quotation's words that a text must hold for it to be a source of it."""
FEW, FOUND_OF_FEW = 12, 0.7
"""Words of a quotation below which a text must hold a larger part: a few words stand anywhere."""
SHORT = 5
"""Words of a quotation below which every one of them must stand in its source."""
_NUMBERING = re.compile(
    r"(?:\A|[.:;!?”\"’)])\s*\n\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+)\s?"
)
"""The number of an item, where the words before it ended."""
_RUN = 3
"""Words in a row that a source must share with a quotation that is not so short."""


class Change(NamedTuple):
    """Words of a quotation that are others in its source; an empty range: words put in, or words left out."""

    quoted: Range
    """start..end of characters of the quotation."""
    source: Range
    """start..end of characters of the source."""
    kind: str
    """What the difference turns on: negation, quantity, condition, name or words."""
    declared: bool
    """The person who quotes put square brackets around them."""


class LeftOut(NamedTuple):
    """Words of the source that the quotation leaves out between its own."""

    at: int
    """Where in the quotation, in characters."""
    source: Range
    kind: str
    marked: bool
    """The quotation says by dots or brackets that words are left out here."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a quotation is to a text."""

    verdict: Verdict
    source: Range | None = None
    """start..end of the characters of the text from the first quoted word to the last."""
    changed: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    doubtful: tuple[Change, ...] = ()
    """Words whose letters differ as where a machine read one of them: to be looked at on the page."""
    alike: float = 0.0
    """Part of the quotation's words that stand in the text in order."""

    def moved(self, by: int) -> Checked:
        """Give the same with every place in the text so many characters further on."""
        if not by or self.source is None:
            return self
        return replace(
            self,
            source=_later(self.source, by),
            changed=tuple(one._replace(source=_later(one.source, by)) for one in self.changed),
            left_out=tuple(one._replace(source=_later(one.source, by)) for one in self.left_out),
            doubtful=tuple(one._replace(source=_later(one.source, by)) for one in self.doubtful),
        )


def _later(place: Range, by: int) -> Range:
    return place[0] + by, place[1] + by


NOT_FOUND = Checked("not found")


def check(quoted: str, text: str, same: Same = as_written) -> Checked:
    """Give what a quotation is to a text. `same` says which words that differ in letters are one all the same."""
    stand = word_spans(text)
    source = [word for word, _, _ in stand]
    all_words = written(quoted)
    if any(word.declared for word in all_words):
        all_words = _undeclared(all_words, aligned([word.word for word in all_words], source, frozenset(), same))
    words = [word for word in all_words if not word.declared]
    gaps = frozenset(_gaps(all_words))
    pieces = aligned([word.word for word in words], source, gaps, same)
    agreeing = list(_agreeing(pieces))
    alike = sum(agreeing) / len(words) if words else 0.0
    if not _is_source(len(words), agreeing, alike, len(gaps)):
        return NOT_FOUND
    laid = _Laid(quoted, text, words, all_words, stand)
    changed, left_out = tuple(laid.changes(pieces)), tuple(laid.left_out(pieces))
    doubtful = tuple(laid.doubtful(pieces))
    bounds = [piece.source for piece in pieces if piece.source[0] < piece.source[1]]
    place = (stand[bounds[0][0]][1], stand[bounds[-1][1] - 1][2])
    return Checked(_verdict(changed, left_out), place, changed, left_out, doubtful, alike)


def _agreeing(pieces: Iterable[Side]) -> Iterator[int]:
    """Give how many words agree in each row of them, those that a machine may have misread among them."""
    row, at = 0, (-1, -1)
    for piece in pieces:
        if not piece.same:
            continue
        if row and (piece.quoted[0], piece.source[0]) != at:
            yield row
            row = 0
        row, at = row + piece.quoted[1] - piece.quoted[0], (piece.quoted[1], piece.source[1])
    if row:
        yield row


def _is_source(length: int, agreeing: Sequence[int], alike: float, gaps: int) -> bool:
    if not length or not agreeing:
        return False
    if length < SHORT:
        return alike == 1 and len(agreeing) <= 1 + gaps
    return alike >= (FOUND if length >= FEW else FOUND_OF_FEW) and max(agreeing) >= _RUN


def _verdict(changed: Iterable[Change], left_out: Iterable[LeftOut]) -> Verdict:
    """Give the verdict: a negation, quantity or condition left out without a mark alters what was said."""
    omitted = list(left_out)
    if any(not one.declared for one in changed) or any(not one.marked and one.kind in BEARING for one in omitted):
        return "altered"
    return "elided" if omitted else "verbatim"


def _is_numbering(text: str, place: Range) -> bool:
    """Say whether a place holds the number of an item at the beginning of a line, and nothing else."""
    begins = max(0, text.rfind("\n", 0, place[0]))
    ended = len(text[:begins].rstrip())
    return _NUMBERING.fullmatch(text[max(0, ended - 1) : place[1] + 1]) is not None


def _undeclared(words: Sequence[Written], pieces: Iterable[Side]) -> list[Written]:
    """Give the words with those in square brackets that stand so in the source made ordinary ones."""
    there = {at for piece in pieces if piece.same for at in range(*piece.quoted)}
    return [word._replace(declared=word.declared and at not in there) for at, word in enumerate(words)]


def _gaps(words: Iterable[Written]) -> Iterator[int]:
    """Give the places, counted in words that are not the quoter's own, at which others may be left out."""
    at, said = 0, False
    for word in words:
        said = said or word.declared or word.after_gap
        if not word.declared:
            if said:
                yield at
            at, said = at + 1, False


@dataclass(frozen=True, slots=True)
class _Laid:
    """A quotation and a text, word by word, with the characters they stand at."""

    quoted: str
    text: str
    words: Sequence[Written]
    all_words: Sequence[Written]
    stand: Sequence[tuple[str, int, int]]

    def changes(self, pieces: Sequence[Side]) -> Iterator[Change]:
        """Give the words that are others, or are put in."""
        shown: set[Range] = set()
        for piece in pieces:
            first, last = piece.quoted
            declared = self._declared(first) if first == last else None
            if piece.same or (first == last and declared is None):
                continue
            ours = declared or (self.words[first].start, self.words[last - 1].end)
            shown.add(ours)
            theirs = self._characters(piece.source)
            kind = kind_of(self.quoted[slice(*ours)], self.text[slice(*theirs)])
            yield Change(ours, theirs, kind, declared is not None)
        yield from self._put_in(pieces, shown)

    def _put_in(self, pieces: Sequence[Side], shown: set[Range]) -> Iterator[Change]:
        """Give the words in square brackets that stand beside those of the source and in the place of none."""
        for piece in pieces:
            first, last = piece.quoted
            for at in range(first + 1, last) if piece.same else ():
                ours = self._declared(at)
                if ours and ours not in shown:
                    one = min(piece.source[0] + at - first, piece.source[1])
                    place = self._characters((one, one))
                    yield Change(ours, place, kind_of(self.quoted[slice(*ours)], ""), True)

    def doubtful(self, pieces: Sequence[Side]) -> Iterator[Change]:
        """Give the words that a machine may have read as others."""
        for piece in pieces:
            first, last = piece.quoted
            if piece.misread and first < last:
                ours, theirs = (self.words[first].start, self.words[last - 1].end), self._characters(piece.source)
                yield Change(ours, theirs, kind_of(self.quoted[slice(*ours)], self.text[slice(*theirs)]), False)

    def left_out(self, pieces: Sequence[Side]) -> Iterator[LeftOut]:
        """Give the words of the source that are left out."""
        for piece in pieces:
            at = piece.quoted[0]
            if piece.same or at != piece.quoted[1] or self._declared(at) is not None:
                continue
            theirs = self._characters(piece.source)
            if _is_numbering(self.text, theirs):
                continue
            marked = at < len(self.words) and self.words[at].after_gap
            where = self.words[at].start if at < len(self.words) else len(self.quoted)
            yield LeftOut(where, theirs, kind_of("", self.text[slice(*theirs)]), marked)

    def _declared(self, at: int) -> Range | None:
        """Give the characters of the words in square brackets before a word; None where there are none."""
        end = self.words[at].start if at < len(self.words) else len(self.quoted)
        start = self.words[at - 1].end if at else 0
        inside = [word for word in self.all_words if word.declared and start <= word.start and word.end <= end]
        return (inside[0].start, inside[-1].end) if inside else None

    def _characters(self, words: Range) -> Range:
        """Give the characters of words of the text; of none, the place at which they would stand."""
        first, last = words
        if first < last:
            return self.stand[first][1], self.stand[last - 1][2]
        at = self.stand[first - 1][2] if first else 0
        return at, at
