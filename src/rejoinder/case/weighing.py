"""An allegation held against the case: what it quotes, what may bear on it, and what a person placed beside it.

Nothing here says that an allegation is true or false. That nothing disclosed supports one is said when a person has
looked at every candidate and placed none for it, or where none was found; the search log stands beside it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from rejoinder.allege.attributed import YOU, attributed, is_another
from rejoinder.allege.candidates import Asked, Candidate, Search, candidates
from rejoinder.allege.decided import Allegation, Placed, Side
from rejoinder.allege.hearsay import reported
from rejoinder.case.allegations import Against, against, find
from rejoinder.case.judging import audited
from rejoinder.case.nearness import kept_vectors, nearness
from rejoinder.case.quoting import Candidate as Source
from rejoinder.case.quoting import Checked, First, quote_check
from rejoinder.case.reasons import Taken
from rejoinder.case.receiving import Case
from rejoinder.case.suggested import passages_suggested
from rejoinder.model import MESSAGES, Finding, Holding, Span, Status
from rejoinder.shelf import Wanted
from rejoinder.shelf.remembered import remembered
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

State = Literal["proposed", "withdrawn", "to look at", "something for it", "only your own archive", "nothing disclosed"]
"""Where an allegation stands: what was decided about it, and about the passages that may bear on it."""
_OPEN: tuple[Status, ...] = ("to check", "cannot tell yet", "accepted", "unsure")


class Found(NamedTuple):
    """A passage beside an allegation: a candidate to be placed, or one that was placed."""

    span: Span
    holding: Holding | None
    """None where its document is no longer in the case."""
    batch: str
    own: bool
    """It is of the subject's own archive, and was not disclosed."""
    by: tuple[str, ...] = ()
    """By what it was found; empty where a person placed it and nothing finds it."""
    side: Side | None = None
    reports: str = ""
    """Words by which it says that it reports what another said; empty where it does not."""
    quoted: bool = False
    """It stands there quoted from another message."""
    proposed_by: str = ""
    """Name of the model that pointed at it too; empty where none did."""


Searched = tuple[list[Found], Search, tuple[Checked, ...]]
"""What is found for an allegation, what was done to find it, and its quotations held against the case."""
_SEARCHED: msgspec.json.Decoder[Searched] = msgspec.json.Decoder(Searched)


class Note(NamedTuple):
    """What the passages for an allegation rest on."""

    kind: str
    """one document, hearsay, absent or after."""
    spans: tuple[Span, ...] = ()
    findings: tuple[str, ...] = ()
    """Ids of the findings of documents that are themselves absent."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that an allegation quotes, held against the case without the letter itself."""

    span: Span
    checked: Checked
    named: str = ""
    """Whom the letter names as their author: you, or a name; empty where it names nobody."""
    subject: str = ""
    """The name of the person to whom it says you."""

    @property
    def best(self) -> Source | None:
        """Give the source that the words are held against: one's own first."""
        return self.checked.candidates[0] if self.checked.candidates else None

    @property
    def verdict(self) -> str:
        """Give what the words are to that source."""
        return self.checked.verdict

    @property
    def by_another(self) -> bool:
        """Whether the source names another author than the letter does."""
        named = self.subject if self.named == YOU else self.named
        return self.best is not None and is_another(named, self.best.holding.author)

    @property
    def repeated(self) -> tuple[Source, ...]:
        """Give the other documents in which the words stand as they are quoted, though the source has others."""
        if self.best is None or self.best.verdict == "verbatim":
            return ()
        return tuple(one for one in self.checked.candidates if one.verdict == "verbatim" and one is not self.best)


@dataclass(frozen=True, slots=True)
class Weighing:
    """One allegation with all that is held against it."""

    allegation: Allegation
    letter: Taken | None
    quotations: tuple[Quoted, ...]
    placed: tuple[Found, ...]
    candidates: tuple[Found, ...]
    """What may bear on it and was not placed yet, the likeliest first."""
    search: Search
    unread: int
    """Files of the case that could not be read, or not wholly."""
    notes: tuple[Note, ...] = ()
    suggested: tuple[Found, ...] = ()
    """What only a model found and was not placed yet: it is no part of what was searched."""

    def on(self, side: Side) -> tuple[Found, ...]:
        """Give the passages placed on one side."""
        return tuple(one for one in self.placed if one.side == side)

    @property
    def state(self) -> State:
        """Give where it stands."""
        if self.allegation.standing != "confirmed":
            return self.allegation.standing
        if self.on("for"):
            return "something for it" if any(not one.own for one in self.on("for")) else "only your own archive"
        return "to look at" if self.candidates or self.suggested else "nothing disclosed"


def weighed(case: Case, which: str) -> Weighing:
    """Give one allegation with all that is held against it."""
    every = against(case)
    wanted = find(case, which).id
    return next(_weighings(case, every, [one for one in every.allegations if one.id == wanted]))


def weighed_of(case: Case, ids: Container[str]) -> tuple[Weighing, ...]:
    """Give the allegations of these ids with all that is held against them, in the order of the letters."""
    every = against(case)
    return tuple(_weighings(case, every, [one for one in every.allegations if one.id in ids]))


def matrix(case: Case) -> tuple[Against, tuple[Weighing, ...]]:
    """Give every allegation of a case with all that is held against it, in the order of the letters."""
    every = against(case)
    return every, tuple(_weighings(case, every, every.allegations))


def _weighings(case: Case, every: Against, some: Sequence[Allegation]) -> Iterator[Weighing]:
    copies = frozenset(number for letter in every.letters for number in letter.copies)
    by_letter = {letter.ref: letter for letter in every.letters}
    acts, learnt = list(case.journal.acts()), kept_vectors(case).stamp()
    with audited(case) as found, case.shelf() as shelf:
        beside = _Beside(shelf, case)
        for one in some:
            letter = by_letter.get(one.letter)
            placed = [each for each in every.placed if each.allegation in (one.id, *one.of)]
            ranked, search, checked = _searched(case, (shelf.state(), learnt), _asked(one, letter, copies))
            pointed = passages_suggested(acts, (one.id, *one.of))
            here = [_pointed(each, pointed) for each in ranked]
            sides = tuple(_pointed(beside.placed(each, here), pointed) for each in _latest(placed))
            further = [_pointed(beside.found(span), pointed) for span, _ in _apart(pointed, here)]
            left, suggested = _not_among(sides, here), _not_among(sides, (each for each in further if each.holding))
            cited = {span.document for span in (*one.spans, *(each.span for each in sides)) if span.document}
            findings = [w.finding for w in found.weighed(Wanted(documents=tuple(cited), statuses=_OPEN)) if w.finding]
            yield Weighing(
                allegation=one,
                letter=letter,
                quotations=tuple(
                    beside.quotation(quoted, each, letter) for quoted, each in zip(one.quotations, checked, strict=True)
                ),
                placed=sides,
                candidates=left,
                search=search,
                unread=beside.unread,
                notes=tuple(_notes(one, letter, sides, findings)),
                suggested=suggested,
            )


@lru_cache(maxsize=512)
def _searched(case: Case, _state: tuple[str, str], asked: Asked) -> Searched:
    """Give what is found for an allegation, and its quotations held against the case, the letter itself aside.

    It is the same while the case holds the same, so that a screen need not look again for each passage placed.
    """
    with case.shelf() as shelf:
        said = repr((case.subject, _state[1], asked._replace(besides=frozenset()), sorted(asked.besides)))
        return remembered(shelf, "passages", said, _SEARCHED, lambda: _search(case, shelf, asked))


def _search(case: Case, shelf: Shelf, asked: Asked) -> Searched:
    ranked, search = candidates(shelf, asked, nearness(case))
    beside = _Beside(shelf, case)
    here = [beside.found(_span(shelf, each), by=each.by) for each in ranked]
    first = _hers(case.subject.lower(), asked.own_date)
    return here, search, tuple(quote_check(case, one, besides=asked.besides, first=first) for one in asked.quotations)


def _hers(subject: str, day: str) -> First:
    """Say which sources are the subject's own words, of before the letter of a day."""

    def is_hers(one: Source) -> bool:
        if not one.own or (day and one.holding.date[:10] > day):
            return False
        return one.archive or (bool(subject) and subject in one.holding.author.lower())

    return is_hers


def asked_of(every: Against, one: Allegation) -> Asked:
    """Give what an allegation is looked for by: neither its letter nor copies of any are looked in."""
    letter = next((letter for letter in every.letters if letter.ref == one.letter), None)
    return _asked(one, letter, frozenset(number for letter in every.letters for number in letter.copies))


def _asked(one: Allegation, letter: Taken | None, copies: frozenset[int]) -> Asked:
    words = " ".join((one.words, *(span.exact for span in one.spans)))
    return Asked(words, tuple(span.exact for span in one.quotations), letter.date if letter else "", copies)


def _span(shelf: Shelf, one: Candidate) -> Span:
    number = one.holding.number
    exact = shelf.text(number)[one.start : one.end]
    return Span(one.holding.ref, one.start, one.end, exact, shelf.page_of(number, one.start))


def _latest(placed: Iterable[Placed]) -> list[Placed]:
    """Give of each passage how it was placed last: allegations that were merged may differ about one."""
    return list({(one.span.document, one.span.exact): one for one in placed}.values())


def _pointed(found: Found, pointed: Iterable[tuple[Span, str]]) -> Found:
    """Give a passage with the model that pointed at it."""
    return found._replace(proposed_by=next((model for span, model in pointed if _overlap(span, found.span)), ""))


def _apart(pointed: Iterable[tuple[Span, str]], here: Sequence[Found]) -> list[tuple[Span, str]]:
    """Give what a model pointed at and no search found."""
    return [(span, model) for span, model in pointed if not any(_overlap(span, one.span) for one in here)]


def _not_among(sides: Sequence[Found], some: Iterable[Found]) -> tuple[Found, ...]:
    """Give the passages that were not placed."""
    return tuple(each for each in some if not any(_overlap(each.span, other.span) for other in sides))


def _overlap(one: Span, other: Span) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


class _Beside:
    """What is told of documents as passages of them are shown, each asked for once."""

    def __init__(self, shelf: Shelf, case: Case) -> None:
        self.shelf, self.case = shelf, case
        self.batches = {batch.number: batch for batch in shelf.batches()}
        self.unread = shelf.unread_files()

    def found(self, span: Span, by: tuple[str, ...] = (), side: Side | None = None) -> Found:
        """Give a passage with its document and what it says of itself."""
        holding = self.shelf.find_document(span.document)
        if holding is None:
            return Found(span, None, "", False, by, side)
        batch = self.batches[holding.batch]
        says = reported(span.exact)
        reports = span.exact[slice(*says)] if says else ""
        return Found(span, holding, batch.name, batch.own, by, side, reports, self._is_quoted(holding, span))

    def _is_quoted(self, holding: Holding, span: Span) -> bool:
        if holding.kind not in MESSAGES or holding.conversation:
            return False
        text = self.shelf.text(holding.number)
        return any(zone.depth and zone.start <= span.start < zone.end for zone in zones(text, holding.body_start))

    def placed(self, one: Placed, here: Sequence[Found]) -> Found:
        """Give a passage that was placed, with by what it is found where it is."""
        by = next((found.by for found in here if _overlap(found.span, one.span)), ())
        return self.found(one.span, by, one.side)

    def quotation(self, span: Span, checked: Checked, letter: Taken | None) -> Quoted:
        """Give quoted words with whom the letter names as their author."""
        named = attributed(letter.text, span.start, span.end) if letter else ""
        return Quoted(span, checked, named, self.case.subject)


def _notes(
    one: Allegation, letter: Taken | None, sides: Sequence[Found], findings: Iterable[Finding]
) -> Iterator[Note]:
    """Give what an allegation's evidence rests on, as far as it is to be noted."""
    mine = [each for each in sides if each.side == "for" and each.holding]
    words = {each.holding.sha256 for each in mine if each.holding}
    if mine and len(words) == 1:
        yield Note("one document", tuple(each.span for each in mine))
    told = tuple(each.span for each in mine if each.reports or each.quoted)
    if told:
        yield Note("hearsay", told)
    after = tuple(
        each.span for each in mine if letter and letter.date and each.holding and each.holding.date[:10] > letter.date
    )
    if after:
        yield Note("after", after)
    near = (*one.spans, *(each.span for each in mine))
    absent = [
        (finding.id, trace.span)
        for finding in findings
        if finding.kind.startswith("absent") or finding.kind == "withheld-stock"
        for trace in finding.because
        if any(_overlap(trace.span, span) for span in near)
    ]
    if absent:
        yield Note("absent", tuple(span for _, span in absent), tuple(dict.fromkeys(one for one, _ in absent)))


__all__ = ["Found", "Note", "Quoted", "State", "Weighing", "asked_of", "matrix", "weighed"]
