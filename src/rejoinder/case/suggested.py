"""What a model that a person runs proposed: allegations, passages and events, each in its document's own words.

They stand beside what the program proposes, said to be a model's, and nothing comes of them until a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rejoinder.allege import cited, quoted_words
from rejoinder.allege.blocks import blocks
from rejoinder.allege.decided import Allegation, Rests, allegation_id
from rejoinder.case.reasons import Taken
from rejoinder.events.decided import Event
from rejoinder.journal import Act
from rejoinder.model import Span, fingerprint_of
from rejoinder.proposer.decided import latest, uses

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf


def allegations_suggested(acts: Iterable[Act], letter: Taken) -> Iterator[Allegation]:
    """Give the allegations that a model found in a letter, as they would be taken."""
    for use, one in latest(uses(acts), "allegations", letter.ref):
        span = one.span
        if letter.text[span.start : span.end] == span.exact:
            yield _allegation(letter, span, use.model.name)


def _allegation(letter: Taken, span: Span, model: str) -> Allegation:
    text = span.exact
    quoted = [_part(span, *place) for place in quoted_words(text, blocks(text))]
    rests = [Rests(kind, _part(span, start, end)) for kind, start, end in cited(text, 0, len(text), letter.date, ())]
    return Allegation(
        id=allegation_id(span.document, text),
        label="",
        spans=(span,),
        said=(text,),
        quotations=tuple(quoted),
        sources=tuple(rests),
        standing="proposed",
        proposed_by=model,
    )


def _part(span: Span, start: int, end: int) -> Span:
    return replace(span, start=span.start + start, end=span.start + end, exact=span.exact[start:end])


def passages_suggested(acts: Iterable[Act], allegations: Iterable[str]) -> list[tuple[Span, str]]:
    """Give the passages that a model found for an allegation, or for those it was merged from, each with its name."""
    told = list(uses(acts))
    found = {one.span: use.model.name for each in allegations for use, one in latest(told, "candidates", each)}
    return list(found.items())


def events_suggested(shelf: Shelf, acts: Iterable[Act]) -> Iterator[Event]:
    """Give the events that a model found, where their words still stand and the program does not propose them too."""
    batches = {batch.number: batch.name for batch in shelf.batches()}
    for use, one in latest(uses(acts), "events"):
        span = one.span
        holding = shelf.find_document(span.document)
        if holding is None or shelf.text(holding.number)[span.start : span.end] != span.exact:
            continue
        if any(
            date[: len(one.date)] == one.date and start < span.end and span.start < end
            for _, date, _, start, end in shelf.events().told_in(span.document)
        ):
            continue
        yield Event(
            id=fingerprint_of("event", "model", one.date, span.document, " ".join(span.exact.split())),
            kind="said",
            date=one.date,
            cited=(span,),
            people=tuple(filter(None, (holding.author, *holding.recipients.split("\n")))),
            batch=batches.get(holding.batch, ""),
            proposed_by=use.model.name,
        )
