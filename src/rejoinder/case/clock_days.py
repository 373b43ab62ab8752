"""The days that the documents of a case propose for its clocks: of requests, of what answers say, of a batch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rejoinder.case.awaiting import correspondence
from rejoinder.case.receiving import Case
from rejoinder.case.scopes import scopes
from rejoinder.clocks.decided import Dated, dated
from rejoinder.clocks.rounds import ANSWER
from rejoinder.events.proposed import Sides
from rejoinder.find.said_dates import day_of, said_dates
from rejoinder.law.loading import law
from rejoinder.model import Batch, Holding, Span

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

REQUEST = "request_received"
DEFAULT = "uk-gdpr"
LOOKED_AT = 100
"""Passages that speak of a request and are looked at."""
_PHRASES = (
    "access request", "for my personal data", "of my personal data", "to my personal data", "for your personal data",
    "your request of", "your request dated", "your request received", "your request made",
)  # fmt: skip
_ASKS = re.compile(
    r"\b(?:(?:data )?subject access request|request for (?:a copy of )?(?:all )?my personal data"
    r"|(?:copy of|access to) (?:all )?(?:the |my )personal data)\b",
    re.IGNORECASE,
)
_PLANS = re.compile(r"\b(?:will|may|might|shall|could|should|would|going to|if|whether|how to)\b[^.?!\n]{0,40}$", re.I)
_REMINDS = re.compile(
    r"\b(?:remind(?:er|ing)?|second request|again|chas(?:e|ing)|follow(?:ing)?[- ]up|overdue)\b", re.I
)
_ANSWERED = re.compile(
    r"\byour (?:(?:data )?subject access |access )?request (?:of|dated|received(?: on)?|made on|which we received on) "
    r"(?=(?:the )?\d|[A-Z][a-z]+ \d)",
    re.IGNORECASE,
)
_OF_DATA = re.compile(r"personal (?:data|information)|subject access|data protection|GDPR", re.IGNORECASE)
SAME = 14
"""Days within which a request that is made again is the same one, sent again."""
NEAR = 400
"""Characters around a request that is spoken of, within which it is said that it is for personal data."""


def regime_of(case: Case) -> str:
    """Give the law of a case; that of the United Kingdom where none that is known was named."""
    return case.regime if case.regime in law().regimes else DEFAULT


def proposed(case: Case, shelf: Shelf) -> list[Dated]:
    """Give the days that a case proposes: of the request, and of the first answer."""
    regime = regime_of(case)
    if law().regimes[regime].begins != REQUEST:
        return []
    of_data = law().regimes[regime].asks == "access request"
    asked = _requests(shelf, case, regime) if of_data else _asked_for(case, regime)
    found = [*_asked_by(case, regime), *asked, *_answers(case, shelf, regime)]
    told: dict[str, Dated] = {}
    for one in found:
        before = told.get(one.id)
        cited = tuple(dict.fromkeys((*before.cited, *one.cited))) if before else one.cited
        told[one.id] = replace(before or one, cited=cited, why=(before or one).why or one.why)
    return list(told.values())


def _asked_by(case: Case, regime: str) -> Iterator[Dated]:
    """Give the day on which the person said, when the case was made, that they asked."""
    if day_of(case.asked):
        yield dated(regime, REQUEST, case.asked[:10], why="said when the case was made")


def _requests(shelf: Shelf, case: Case, regime: str) -> Iterator[Dated]:
    """Give the day of the subject's first message that asks for their data, and of what the other side says of it."""
    sides = Sides(shelf, case.subject)
    numbers = {number for phrase in _PHRASES for number, _, _ in shelf.places_of(phrase, LOOKED_AT)}
    made: list[tuple[str, Dated]] = []
    for holding in shelf.documents(sorted(numbers)):
        text = shelf.text(holding.number)
        ours = sides.party(holding.author, holding.address) == "ours"
        if ours and day_of(holding.date):
            span = _request_in(shelf, holding, text)
            made += [(holding.date, dated(regime, REQUEST, holding.date[:10], cited=(span,)))] if span else []
        elif not ours:
            yield from _spoken_of(shelf, holding, text, regime)
    yield from _apart(one for _, one in sorted(made, key=lambda each: each[0]))


def _asked_for(case: Case, regime: str) -> Iterator[Dated]:
    """Give the day of each request for information that the subject sent."""
    sent = (one for one in correspondence(case).sent if one.kind == law().regimes[regime].asks)
    days = (dated(regime, REQUEST, one.holding.date[:10], cited=one.spans[:1]) for one in sent if one.holding.date)
    yield from _apart(sorted(days, key=lambda one: one.date))


def _apart(told: Iterable[Dated]) -> Iterator[Dated]:
    """Give requests in order of time, each after the first as another, unless it is the same, sent again."""
    before: date | None = None
    for one in told:
        day = date.fromisoformat(one.date)
        if before is None or (day - before).days > SAME:
            yield replace(one, another=before is not None)
        before = day


def _request_in(shelf: Shelf, holding: Holding, text: str) -> Span | None:
    """Give the words in which a message asks for personal data; None where it answers, reminds or quotes one."""
    one = next(
        (one for one in _ASKS.finditer(text) if not _PLANS.search(text, max(0, one.start() - 60), one.start())), None
    )
    if one is None or _REMINDS.search(holding.subject) or holding.subject.lower().startswith(("re:", "fw:", "fwd:")):
        return None
    return _span(shelf, holding, text, one.start(), one.end())


def _spoken_of(shelf: Shelf, holding: Holding, text: str, regime: str) -> Iterator[Dated]:
    """Give the day of the request as who answers it writes it."""
    for one in _ANSWERED.finditer(text):
        around = text[max(0, one.start() - NEAR) : one.end() + NEAR]
        said = next(said_dates(text, holding.date, one.end(), one.end() + 40), None)
        day = day_of(said.date) if said and said.start - one.end() <= len("the ") else None
        if said and day and _OF_DATA.search(around):
            yield dated(regime, REQUEST, day.isoformat(), cited=(_span(shelf, holding, text, one.start(), said.end),))


def _answers(case: Case, shelf: Shelf, regime: str) -> Iterator[Dated]:
    """Give the day of the first batch that was disclosed, with its covering letter where one is named.

    A batch of the day on which it was taken in here proposes none: that day may be no more than what was not said.
    """
    taken_in = {str(act.told["batch"]): act.at[:10] for act in case.journal.acts() if act.kind == "receive"}
    disclosed = [batch for batch in shelf.batches() if not batch.own and day_of(batch.date)]
    batches = [batch for batch in disclosed if taken_in.get(batch.name) != batch.date[:10]]
    if not batches or min(batch.date for batch in disclosed) not in {batch.date for batch in batches}:
        return
    first = min(batches, key=lambda batch: batch.date)
    cited = _letter(case, shelf, first)
    yield dated(regime, ANSWER, first.date[:10], cited=cited, why=f"received with the batch {first.name}")


def _letter(case: Case, shelf: Shelf, batch: Batch) -> tuple[Span, ...]:
    """Give the beginning of the covering letter of a batch."""
    scope = scopes(case).get(batch.name)
    holding = shelf.find_document(scope.letter) if scope and scope.letter else None
    if holding is None or holding.batch != batch.number:
        return ()
    text = shelf.text(holding.number)
    start = len(text) - len(text.lstrip())
    dates = said_dates(text, holding.date, start, start + 1200)
    one = next((said for said in dates if said.date[:10] == batch.date[:10]), None)
    return (_span(shelf, holding, text, one.start, one.end),) if one else ()


def _span(shelf: Shelf, holding: Holding, text: str, start: int, end: int) -> Span:
    return Span(holding.ref, start, end, text[start:end], shelf.page_of(holding.number, start))
