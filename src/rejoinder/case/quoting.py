"""A quotation held against a whole case: every document it may be of, what came before and after, what was searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.case.pictured import Pictured, pictured
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.find.became import Change as Becoming
from rejoinder.find.became import became
from rejoinder.find.quoting import Looked, Sourced, sources
from rejoinder.fingerprints import word_spans
from rejoinder.model import MESSAGES as KINDS
from rejoinder.model import Batch, Holding, Span
from rejoinder.quote import Change, LeftOut, Verdict, check
from rejoinder.quote.likeness import as_read, as_written
from rejoinder.shelf import conversations, lists

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

BESIDE = 600
"""Characters before and after the words quoted that are shown, whole sentences of them."""
MESSAGES = 3
"""Messages of a conversation before and after that are shown."""
AROUND = 300
"""Characters around the words of the source within which those of another document are looked for."""
NAMED = 20
"""Files that could not be read that are named."""
_ENDING = frozenset(" .,;:!?…\"'”’)]\n")
"""What ends the words quoted and begins nothing."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?)?")
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

    @property
    def when(self) -> str:
        """Give the ISO date on which it says that it was changed; empty where it says none."""
        told = self.span.exact.partition(": ")[2].partition(";")[0].strip()
        return told if _ISO.fullmatch(told) else ""


class Near(NamedTuple):
    """What stands before or after the words: in their document, or another message of the conversation."""

    span: Span
    message: Holding | None = None
    """The other message; None where it is the document itself."""

    @property
    def exact(self) -> str:
        """Give its words."""
        return self.span.exact


@dataclass(frozen=True, slots=True)
class Reading:
    """How another document reads where the source has its words: its own, held against the source as a quotation."""

    verdict: Verdict
    whole: bool
    """All words of the source stand there in some form, and not only some."""
    changed: tuple[Difference, ...] = ()
    left_out: tuple[Omission, ...] = ()
    doubtful: tuple[Difference, ...] = ()

    @property
    def same(self) -> bool:
        """Whether it has the words of the source, and all of them."""
        return self.verdict == "verbatim" and self.whole


@dataclass(frozen=True, slots=True)
class Candidate:
    """One document that a quotation may be of."""

    holding: Holding
    batch: str
    archive: bool
    """It lies in the subject's own archive."""
    own: bool
    """The words are the document's own, and not those of another that it quotes."""
    in_marks: bool
    """They stand in quotation marks there: the document says that somebody said them."""
    misread: bool
    """Text recognition (OCR) read the document."""
    verdict: Verdict
    source: Span
    changed: tuple[Difference, ...]
    left_out: tuple[Omission, ...]
    doubtful: tuple[Difference, ...]
    """Words whose letters differ as where a machine read them."""
    before: tuple[Near, ...]
    after: tuple[Near, ...]
    """What stands before and after it: in the document, and in its conversation."""
    became: tuple[Became, ...] = ()
    """A post edited or deleted since, changes that are tracked: as the document tells it."""
    reading: Reading | None = None
    """What its words are to the source, the first of the candidates; None of that one, and where few are the same."""


class Others(NamedTuple):
    """The candidates after the first, by how they read beside it."""

    same: tuple[Candidate, ...]
    otherwise: tuple[tuple[Candidate, ...], ...]
    """Those of the same words together."""
    few: tuple[Candidate, ...]
    """Those in which only some of the words stand."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a quotation is to a case: every candidate, the best first, and the search log."""

    quoted: str
    candidates: tuple[Candidate, ...]
    looked: Looked
    unread: int
    """Files of the case that could not be read at all, or only in part: the words may stand there."""
    not_read: tuple[str, ...] = ()
    """Paths of the first of these."""
    aside: int = 0
    """Documents that were no source of it: letters that quote, and their copies."""
    recognised: int = 0
    """Documents among those searched that text recognition (OCR) read."""
    pictured: tuple[Pictured, ...] = ()
    """Pictures, prints and lists of the conversation that holds the words, and how much of it each shows."""
    without: tuple[Near, ...] = ()
    """Copies of the message that is the source in which the words do not stand: what stands there."""
    first_hand: bool = False
    """The first candidate was put first as the words of the person who is said to have written them."""

    @property
    def verdict(self) -> Verdict:
        """Give what the quotation is to the best of them."""
        return self.candidates[0].verdict if self.candidates else "not found"

    @property
    def others(self) -> Others:
        """Give the other candidates by how they read beside the best."""
        same, few = [], []
        otherwise: dict[str, list[Candidate]] = {}
        for one in self.candidates[1:]:
            if one.reading is None:
                few.append(one)
            elif one.reading.same:
                same.append(one)
            else:
                otherwise.setdefault(" ".join(word for word, _, _ in word_spans(one.source.exact)), []).append(one)
        return Others(tuple(same), tuple(map(tuple, otherwise.values())), tuple(few))


First = Callable[["Candidate"], bool]
"""Says whether a candidate is put before the others."""


def quote_check(
    case: Case, quoted: str, within: str = "", besides: Collection[int] = (), first: First | None = None
) -> Checked:
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
        batches = {batch.number: batch for batch in shelf.batches()}
        candidates = [_candidate(shelf, quoted, one, batches[one.holding.batch]) for one in found]
        hers = [one for one in candidates if first and first(one)][:1]
        candidates = hers + [one for one in candidates if one not in hers]
        beside = tuple(_beside(shelf, candidates))
        return Checked(
            quoted,
            beside,
            looked,
            unread=shelf.unread_files(),
            not_read=tuple(dict.fromkeys(problem.where for _, problem, _ in lists.unread(shelf, NAMED))),
            aside=0 if within else len(besides),
            recognised=0 if beside else len(shelf.confidences()),
            pictured=tuple(_pictured(shelf, beside)),
            without=() if within else tuple(_without(shelf, beside)),
            first_hand=bool(hers),
        )


def _without(shelf: Shelf, candidates: Sequence[Candidate]) -> Iterator[Near]:
    """Give the copies of the source in which the words do not stand: edited since, cut, or deleted."""
    if candidates and candidates[0].holding.kind in KINDS and candidates[0].own:
        here = {one.holding.number for one in candidates}
        for copy in conversations.twins(shelf, candidates[0].holding):
            if copy.number not in here:
                yield _message(shelf, copy)


def _pictured(shelf: Shelf, candidates: Sequence[Candidate]) -> Iterator[Pictured]:
    """Give how much of the conversation that holds the words is shown by what is no message and holds them too."""
    post = next((one.holding for one in candidates if one.holding.kind in KINDS and one.own), None)
    shows: dict[str, list[Holding]] = {}
    for one in candidates:
        if one.holding.kind not in KINDS and (one.misread or not one.archive):
            shows.setdefault(one.holding.sha256, []).append(one.holding)
    if post is not None and shows:
        yield from pictured(shelf, post, shows.values())


def _beside(shelf: Shelf, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the candidates, each but the first with how it reads beside the first."""
    for one in candidates:
        yield one if one is candidates[0] else replace(one, reading=_reading(shelf, candidates[0], one))


def _reading(shelf: Shelf, source: Candidate, other: Candidate) -> Reading | None:
    """Give what another document's words are to the source."""
    said, holding = other.source.exact, source.holding
    text = shelf.text(holding.number)
    low = max(0, source.source.start - AROUND)
    near = text[low : source.source.end + AROUND]
    same = as_read if other.misread or source.misread else as_written
    checked = check(said, near, same).moved(low)
    if checked.source is None:
        return None
    return Reading(
        checked.verdict,
        check(source.source.exact, said, same).verdict in ("verbatim", "elided"),
        tuple(_differences(shelf, holding, text, said, checked.changed)),
        tuple(_omissions(shelf, holding, text, checked.left_out)),
        tuple(_differences(shelf, holding, text, said, checked.doubtful)),
    )


def _candidate(shelf: Shelf, quoted: str, one: Sourced, batch: Batch) -> Candidate:
    holding, checked = one.holding, one.checked
    text = shelf.text(holding.number)
    place = checked.source or (0, 0)
    return Candidate(
        holding=holding,
        batch=batch.name,
        archive=batch.own,
        own=one.own,
        in_marks=one.in_marks,
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


def _before(shelf: Shelf, holding: Holding, text: str, at: int) -> Iterator[Near]:
    """Give the sentences before a place, as far as they are shown."""
    floor = max(holding.body_start if at >= holding.body_start else 0, at - BESIDE)
    cuts = [match.end() for match in _SENTENCE.finditer(text, floor, at)]
    start = floor if floor in (0, holding.body_start) else next(iter(cuts), floor)
    if text[start:at].strip():
        yield Near(_span(shelf, holding, text, start, at))


def _after(shelf: Shelf, holding: Holding, text: str, at: int) -> Iterator[Near]:
    """Give the sentences after a place, as far as they are shown."""
    while at < len(text) and text[at] in _ENDING:
        at += 1
    ceiling = min(len(text), at + BESIDE)
    cuts = [match.start() for match in _SENTENCE.finditer(text, at, ceiling)]
    end = ceiling if ceiling == len(text) else (cuts[-1] if cuts else ceiling)
    if text[at:end].strip():
        yield Near(_span(shelf, holding, text, at, end))


def _earlier(shelf: Shelf, holding: Holding) -> Iterator[Near]:
    """Give the messages before one in its conversation, or the one it answers."""
    if holding.conversation:
        near, at = _conversation(shelf, holding)
        yield from (_message(shelf, one) for one in near[:at])
        return
    answered = conversations.answered(shelf, [holding.number]).get(holding.number, "")
    one = shelf.find_document(answered) if answered else None
    if one is not None:
        yield _message(shelf, one)


def _later(shelf: Shelf, holding: Holding) -> Iterator[Near]:
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


def _message(shelf: Shelf, holding: Holding) -> Near:
    """Give the beginning of a message's words."""
    text = shelf.text(holding.number)
    end = min(len(text), holding.body_start + BESIDE)
    return Near(_span(shelf, holding, text, holding.body_start, end), holding)
