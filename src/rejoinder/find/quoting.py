"""Where quoted words stand: the passages of a case that hold the rarest of them, and what the quotation is to each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from math import log
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.model import MESSAGES, Holding
from rejoinder.quote import Checked, check
from rejoinder.quote.align import Range, Same
from rejoinder.quote.likeness import as_read, as_written
from rejoinder.quote.marks import in_marks, written
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

RARE = 2_000
"""Passages of a case beyond which a word or a run of words tells little of where it stands."""
ASKED = 12
"""Words and runs of words that are looked up, the rarest first."""
LOOKED_AT = 16
"""Documents that the quotation is held against, those that hold most of its rare words first."""
LIKELY = 0.4
"""Part of the weight of the words found in the best document that another must hold to be looked at."""
AROUND = 60_000
"""Characters of a long document that are looked at around its best passage."""
NEARLY = 0.9
"""Part of a quotation's words that a document must hold to be put before those that hold them in quotation marks, and
part of the weight of the words found in the best that another holds that might be one as well."""
_RUN = 3
"""Words in a row that are looked up together where single ones are too frequent."""


class Sourced(NamedTuple):
    """A document that a quotation may be of, and what it is to it."""

    holding: Holding
    checked: Checked
    """Its ranges count the characters of the document's whole text."""
    own: bool
    """The words are the document's own, and not those of another that it quotes."""
    misread: bool
    """Text recognition (OCR) read the document, so that letters may be wrong."""
    in_marks: bool = False
    """They stand in quotation marks there: the document says that somebody said them."""


class Looked(NamedTuple):
    """What was done to find a quotation: the search log of what is not found."""

    words: tuple[str, ...]
    """Words and runs of words that were looked up."""
    passages: int
    """Passages in which any of them stands."""
    documents: int
    """Documents that the quotation was held against, word by word."""
    left: int = 0
    """Further documents that hold nearly all of those words, and were not compared."""


def sources(
    shelf: Shelf,
    quoted: str,
    within: Holding | None = None,
    same: Same = as_written,
    besides: Collection[int] = (),
) -> tuple[list[Sourced], Looked]:
    """Give the documents that a quotation may be of, the best first, and what was looked at.

    `same` is as_read where text recognition (OCR) read the quotation itself; `besides` are documents that are no source
    of it, such as the letter that quotes.
    """
    words = [word.word for word in written(quoted) if not word.declared]
    if within is not None:
        found = [_held(shelf, quoted, within, (0, len(shelf.text(within.number))), same)]
        return [one for one in found if one.checked.verdict != "not found"], Looked((), 0, 1)
    asked = _telling(shelf, words)
    votes, passages = _votes(shelf, asked)
    for document in besides:
        votes.pop(document, None)
    best, left = _most_likely(votes)
    holdings = {holding.number: holding for holding in shelf.documents(best)}
    held = [_held(shelf, quoted, holdings[number], _window(votes[number]), same) for number in best]
    here = [one for one in held if one.checked.verdict != "not found"]
    looked = Looked(tuple(term for term, _ in asked), passages, len(best), left)
    return sorted(here, key=_rank), looked


def _most_likely(votes: dict[int, _Votes]) -> tuple[list[int], int]:
    """Give the documents that hold most of the words looked up, and how many more hold as many.

    Those with far fewer than the best are no sources.
    """
    order = sorted(votes, key=lambda document: (-votes[document].weight, document))
    highest = votes[order[0]].weight if order else 0.0
    best = [document for document in order[:LOOKED_AT] if votes[document].weight >= LIKELY * highest]
    return best, sum(votes[document].weight >= NEARLY * highest for document in order[LOOKED_AT:])


def _rank(one: Sourced) -> tuple[object, ...]:
    """Give what puts the source first: most words agree, least differs, its own words, the earliest, the shortest.

    Words in quotation marks are what somebody says was said: where they nearly stand elsewhere, that is the source.
    """
    checked = one.checked
    is_said = one.in_marks or checked.alike < NEARLY
    differing = len(checked.changed) + sum(not left.marked for left in checked.left_out)
    holding = one.holding
    return (
        is_said,
        round(-checked.alike, 2),
        differing,
        not one.own,
        holding.date or "9",
        holding.words,
        holding.number,
    )


def _telling(shelf: Shelf, words: Sequence[str]) -> list[tuple[str, int]]:
    """Give the rarest words of a quotation and how many passages hold each, or runs of words where all are frequent."""
    counts = {word: count for word in dict.fromkeys(words) if (count := shelf.passages_with(word, RARE))}
    rare = sorted((count, word) for word, count in counts.items() if count <= RARE)[:ASKED]
    told = [(word, count) for count, word in rare]
    if len(told) >= ASKED // 2:
        return told
    runs = [words[at : at + _RUN] for at in range(len(words) - _RUN + 1)] or [list(words)]
    known = [run for run in runs if run and all(word in counts for word in run)]
    known.sort(key=lambda run: min(counts[word] for word in run))
    return told + [(" ".join(run), RARE) for run in known[: ASKED - len(told)]]


class _Votes:
    """The passages of one document in which words of a quotation stand."""

    __slots__ = ("by_term", "passages")

    def __init__(self) -> None:
        self.by_term: dict[str, float] = {}
        self.passages: dict[tuple[int, int], float] = defaultdict(float)

    @property
    def weight(self) -> float:
        """Give how much speaks for the document: each word once, the rarer the more."""
        return sum(self.by_term.values())


def _votes(shelf: Shelf, asked: Iterable[tuple[str, int]]) -> tuple[dict[int, _Votes], int]:
    """Give by document the passages that hold the words looked up, and how many passages those are."""
    votes: dict[int, _Votes] = defaultdict(_Votes)
    seen: set[tuple[int, int]] = set()
    for term, count in asked:
        weight = log(1 + 1_000_000 / count)
        for document, start, end in shelf.places_of(term, RARE):
            votes[document].by_term[term] = weight
            votes[document].passages[start, end] += weight
            seen.add((document, start))
    return votes, len(seen)


def _window(votes: _Votes) -> Range:
    """Give the characters to look at: the passages that hold the words, and some around the best of them."""
    best = max(votes.passages, key=lambda place: votes.passages[place])
    low, high = best[0] - AROUND // 2, best[1] + AROUND // 2
    near = [place for place in votes.passages if low <= place[0] and place[1] <= high]
    margin = AROUND // 15
    return max(0, min(start for start, _ in near) - margin), max(end for _, end in near) + margin


def _held(shelf: Shelf, quoted: str, holding: Holding, place: Range, same: Same) -> Sourced:
    """Give what a quotation is to a part of a document."""
    text = shelf.text(holding.number)
    misread = bool(shelf.page_confidences(holding.number, None))
    checked = check(quoted, text[slice(*place)], as_read if misread else same).moved(place[0])
    said = checked.source is not None and in_marks(text, *checked.source)
    return Sourced(holding, checked, not said and _is_own(holding, text, checked), misread, said)


def _is_own(holding: Holding, text: str, checked: Checked) -> bool:
    """Say whether the place found is in the document's own words."""
    if checked.source is None or holding.kind not in MESSAGES:
        return True
    if holding.conversation:
        line = text[text.rfind("\n", 0, checked.source[0]) + 1 :]
        return not line.startswith(">")
    return any(
        zone.depth == 0 and zone.start <= checked.source[0] < zone.end for zone in zones(text, holding.body_start)
    )
