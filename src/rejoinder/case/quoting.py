"""A quotation held against a whole case: every document it may be of, what came before and after, what was searched."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.pictured import Pictured, pictured
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.find.became import Change as Becoming
from rejoinder.find.became import became
from rejoinder.find.quoting import Looked, Sourced, sources
from rejoinder.model import Holding, Span
from rejoinder.quote import Change, LeftOut, Verdict
from rejoinder.shelf import conversations

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

BESIDE = 600
"""Characters before and after the words quoted that are shown, whole sentences of them."""
MESSAGES = 3
"""Messages of a conversation before and after that are shown."""
_ENDING = frozenset(" .,;:!?…\"'”’)]\n")
"""What ends the words quoted and begins nothing."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+|\n\s*\n")


class Difference(NamedTuple):
    """Words of the quotation, and those of its source in their place; either may be none."""

    quoted: str
    start: int
    end: int
    """start..end of characters of the quotation."""
    source: Span
    kind: str
    declared: bool


class Omission(NamedTuple):
    """Words of the source that the quotation leaves out."""

    at: int
    """Where in the quotation, in characters."""
    source: Span
    kind: str
    marked: bool


class Became(NamedTuple):
    """What a document tells of changes of the words quoted."""

    kind: Becoming
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """One document that a quotation may be of."""

    holding: Holding
    batch: str
    own: bool
    """The words are the document's own, and not those of another that it quotes."""
    misread: bool
    """Text recognition (OCR) read the document."""
    verdict: Verdict
    source: Span
    changed: tuple[Difference, ...]
    left_out: tuple[Omission, ...]
    doubtful: tuple[Difference, ...]
    """Words whose letters differ as where a machine read them."""
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    """What stands before and after it: in the document, and in its conversation."""
    became: tuple[Became, ...] = ()
    """A post edited or deleted since, changes that are tracked: as the document tells it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a quotation is to a case: every candidate, the best first, and the search log."""

    quoted: str
    candidates: tuple[Candidate, ...]
    looked: Looked
    unread: int
    """Files of the case that could not be read at all, or only in part: the words may stand there."""
    pictured: tuple[Pictured, ...] = ()
    """Pictures of the conversation that holds the words, and how much of it each shows."""

    @property
    def verdict(self) -> Verdict:
        """Give what the quotation is to the best of them."""
        return self.candidates[0].verdict if self.candidates else "not found"


def quote_check(case: Case, quoted: str, within: str = "", besides: Collection[int] = ()) -> Checked:
    """Give what a quotation is to a case, or to one document of it; UsageError where there is nothing to look for.

    `besides` are numbers of documents that are no source of it, such as the letter that quotes.
    """
    if not any(letter.isalnum() for letter in quoted):
        raise UsageError("There are no words to look for.", "Give the words as they are quoted.")
    with case.shelf() as shelf:
        document = shelf.find_document(within) if within else None
        if within and document is None:
            raise UsageError(f"No document has the reference {within}.", "List them with: rejoinder documents CASE")
        found, looked = sources(shelf, quoted, document, besides=besides)
        batches = {batch.number: batch.name for batch in shelf.batches()}
        candidates = tuple(_candidate(shelf, quoted, one, batches[one.holding.batch]) for one in found)
        counts = shelf.ledger()
        shown = tuple(_pictured(shelf, candidates))
    return Checked(quoted, candidates, looked, counts.partial + counts.refused, shown)


def _pictured(shelf: Shelf, candidates: tuple[Candidate, ...]) -> Iterator[Pictured]:
    """Give how much of the conversation that holds the words each picture shows in which they stand."""
    post = next((one.holding for one in candidates if one.holding.conversation), None)
    pictures = [one.holding for one in candidates if one.misread and not one.holding.conversation]
    if post is not None and pictures:
        yield from pictured(shelf, post, pictures)


def _candidate(shelf: Shelf, quoted: str, one: Sourced, batch: str) -> Candidate:
    holding, checked = one.holding, one.checked
    text = shelf.text(holding.number)
    place = checked.source or (0, 0)
    return Candidate(
        holding=holding,
        batch=batch,
        own=one.own,
        misread=one.misread,
        verdict=checked.verdict,
        source=_span(shelf, holding, text, *place),
        changed=tuple(_differences(shelf, holding, text, quoted, checked.changed)),
        left_out=tuple(_omissions(shelf, holding, text, checked.left_out)),
        doubtful=tuple(_differences(shelf, holding, text, quoted, checked.doubtful)),
        before=(*_earlier(shelf, holding), *_before(shelf, holding, text, place[0])),
        after=(*_after(shelf, holding, text, place[1]), *_later(shelf, holding)),
        became=tuple(
            Became(told.kind, _span(shelf, holding, text, told.start, told.end))
            for told in became(holding, text, *place)
        ),
    )


def _span(shelf: Shelf, holding: Holding, text: str, start: int, end: int) -> Span:
    return Span(holding.ref, start, end, text[start:end], shelf.page_of(holding.number, start))


def _differences(
    shelf: Shelf, holding: Holding, text: str, quoted: str, changes: tuple[Change, ...]
) -> Iterator[Difference]:
    for one in changes:
        source = _span(shelf, holding, text, *one.source)
        yield Difference(quoted[slice(*one.quoted)], *one.quoted, source, one.kind, one.declared)


def _omissions(shelf: Shelf, holding: Holding, text: str, left_out: tuple[LeftOut, ...]) -> Iterator[Omission]:
    for one in left_out:
        yield Omission(one.at, _span(shelf, holding, text, *one.source), one.kind, one.marked)


def _before(shelf: Shelf, holding: Holding, text: str, at: int) -> Iterator[Span]:
    """Give the sentences before a place, as far as they are shown."""
    floor = max(holding.body_start if at >= holding.body_start else 0, at - BESIDE)
    cuts = [match.end() for match in _SENTENCE.finditer(text, floor, at)]
    start = floor if floor in (0, holding.body_start) else next(iter(cuts), floor)
    if text[start:at].strip():
        yield _span(shelf, holding, text, start, at)


def _after(shelf: Shelf, holding: Holding, text: str, at: int) -> Iterator[Span]:
    """Give the sentences after a place, as far as they are shown."""
    while at < len(text) and text[at] in _ENDING:
        at += 1
    ceiling = min(len(text), at + BESIDE)
    cuts = [match.start() for match in _SENTENCE.finditer(text, at, ceiling)]
    end = ceiling if ceiling == len(text) else (cuts[-1] if cuts else ceiling)
    if text[at:end].strip():
        yield _span(shelf, holding, text, at, end)


def _earlier(shelf: Shelf, holding: Holding) -> Iterator[Span]:
    """Give the messages before one in its conversation, or the one it answers."""
    if holding.conversation:
        near, at = _conversation(shelf, holding)
        yield from (_message(shelf, one) for one in near[:at])
        return
    answered = conversations.answered(shelf, [holding.number]).get(holding.number, "")
    one = shelf.find_document(answered) if answered else None
    if one is not None:
        yield _message(shelf, one)


def _later(shelf: Shelf, holding: Holding) -> Iterator[Span]:
    """Give the messages after one in its conversation, or those that answer it."""
    if holding.conversation:
        near, at = _conversation(shelf, holding)
        yield from (_message(shelf, one) for one in near[at + 1 :])
    else:
        yield from (_message(shelf, one) for one in conversations.answers_to(shelf, holding, MESSAGES))


def _conversation(shelf: Shelf, holding: Holding) -> tuple[list[Holding], int]:
    """Give a message's conversation near it, and its place there."""
    near = [one for one, _ in conversations.around(shelf, holding, MESSAGES)]
    return near, next(place for place, one in enumerate(near) if one.ref == holding.ref)


def _message(shelf: Shelf, holding: Holding) -> Span:
    """Give the beginning of a message's words."""
    text = shelf.text(holding.number)
    return _span(shelf, holding, text, holding.body_start, min(len(text), holding.body_start + BESIDE))
