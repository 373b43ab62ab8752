"""Letters of reasons: documents of the case, or words a person typed, and the allegations that they seem to make."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rejoinder.allege import Proposal, proposals
from rejoinder.allege.candidates import places, ranked
from rejoinder.allege.decided import Allegation, Letter, Particular, Rests, allegation_id, decided
from rejoinder.case.receiving import Case
from rejoinder.find.said_dates import said_dates
from rejoinder.model import INSIDE, Holding, Span
from rejoinder.shelf.remembered import remembered
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

HEAD = 2_000
"""Characters of a letter in which its date is looked for, on a line of its own."""
LONGEST = 200_000
"""Characters of a letter that are read for allegations."""
REVISION = f"{INSIDE}revision "
"""In the path of an earlier state of a file, which is no letter of its own."""
LIKELY = 5
"""Documents shown as likely letters of reasons."""
_ASKED = '"you" AND (allegation* OR proved OR upheld OR misconduct OR disciplinary OR charges OR expelled OR breach)'


_LIKELY: msgspec.json.Decoder[list[tuple[Holding, int]]] = msgspec.json.Decoder(list[tuple[Holding, int]])


class Taken(NamedTuple):
    """A letter of reasons as it is read: a document of the case, or words that a person typed."""

    ref: str
    holding: Holding | None
    """None where its words were typed, or its document is no longer in the case."""
    text: str
    date: str
    """When it was written, as an ISO date; empty where it does not say."""
    copies: frozenset[int]
    """Numbers of the documents that it is, itself and copies with the same words."""


def letters(case: Case) -> tuple[Taken, ...]:
    """Give the letters of reasons that a person named, in that order."""
    told = decided(case.journal.acts()).letters
    with case.shelf() as shelf:
        return tuple(_taken(shelf, one) for one in told.values())


def taken(shelf: Shelf, ref: str) -> Taken:
    """Give a document of the case as a letter is read, whether or not a person named it as one."""
    return _taken(shelf, Letter(ref))


def copies(case: Case) -> frozenset[int]:
    """Give the numbers of the letters of reasons and of all their copies: they are no sources of what they quote."""
    return frozenset(number for letter in letters(case) for number in letter.copies)


def _taken(shelf: Shelf, letter: Letter) -> Taken:
    holding = None if letter.text else shelf.find_document(letter.ref)
    if holding is None:
        return Taken(letter.ref, None, letter.text, _date(letter.text, None), frozenset())
    return _as_read(shelf, holding)._replace(copies=frozenset(_copies(shelf, holding)))


def _as_read(shelf: Shelf, holding: Holding) -> Taken:
    """Give a document as a letter is read, without its copies: to look for those takes a while in a large case."""
    text = shelf.text(holding.number)
    return Taken(holding.ref, holding, text, _date(text, holding), frozenset())


def _copies(shelf: Shelf, holding: Holding) -> Iterator[int]:
    """Give the numbers of a letter, of its copies, and of earlier states of it that lie in any of them."""
    query = (
        "SELECT number, batch, path FROM documents WHERE number = ? UNION SELECT number, batch, path FROM documents"
        " WHERE sha256 = ? UNION SELECT number, batch, path FROM documents WHERE words > 8 AND own_words ="
        " (SELECT own_words FROM documents WHERE number = ?)"
    )
    inside = "SELECT number FROM documents WHERE batch = ? AND path > ? AND path < ?"
    for number, batch, path in list(shelf.rows(query, holding.number, holding.sha256, holding.number)):
        yield number
        yield from (one for (one,) in shelf.rows(inside, batch, f"{path}{INSIDE}", f"{path}{INSIDE[0]}0"))


def _date(text: str, holding: Holding | None) -> str:
    """Give the date that stands on a line of its own at a letter's head; else its document's."""
    for line in text[:HEAD].splitlines():
        told = list(said_dates(line.strip()))
        if len(told) == 1 and told[0].date and told[0].end - told[0].start >= len(line.strip()) - 8:
            return told[0].date
    return holding.date[:10] if holding else ""


def likely_letters(case: Case) -> list[tuple[Holding, int]]:
    """Give documents that look like letters of reasons, each with how many allegations it would have."""
    with case.shelf() as shelf:
        return remembered(shelf, "likely letters", case.subject, _LIKELY, lambda: _likely(case, shelf))


def _likely(case: Case, shelf: Shelf) -> list[tuple[Holding, int]]:
    own = {batch.number for batch in shelf.batches() if batch.own}
    best = [place.document for place in places(shelf, ranked(shelf, _ASKED)).values()]
    found: dict[str, tuple[Holding, int]] = {}
    for holding in shelf.documents(dict.fromkeys(best)):
        if holding.batch in own or REVISION in holding.path:
            continue
        told = proposed(case, _as_read(shelf, holding))
        known = found.get(holding.sha256)
        if len(told) > 1 and (known is None or len(holding.path) < len(known[0].path)):
            found[holding.sha256] = (holding, len(told))
    return sorted(found.values(), key=lambda one: (-one[1], one[0].date))[:LIKELY]


def proposed(case: Case, letter: Taken) -> list[Allegation]:
    """Give the allegations that a letter seems to make, as they would be taken."""
    text, holding = letter.text[:LONGEST], letter.holding
    start, end = _own_part(text, holding)
    found = _proposals(text, start, end, case.subject, letter.date)
    with case.shelf() as shelf:
        return [_as_allegation(_Places(letter, shelf), one) for one in found]


@lru_cache(maxsize=16)
def _proposals(text: str, start: int, end: int, subject: str, own_date: str) -> tuple[Proposal, ...]:
    """Give what a text seems to allege: of the letters that were named it is asked on every screen of allegations."""
    return tuple(proposals(text, start=start, end=end, subject=subject, own_date=own_date))


def _own_part(text: str, holding: Holding | None) -> tuple[int, int]:
    """Give the part of a letter that is its writer's own: of a mail, without what it quotes below."""
    if holding is None or holding.kind != "email":
        return 0, len(text)
    own = [zone for zone in zones(text, holding.body_start) if zone.depth == 0 and zone.kind == "own words"]
    return (own[0].start, own[-1].end) if own else (holding.body_start, len(text))


class _Places(NamedTuple):
    """Where words of a letter stand, as spans."""

    letter: Taken
    shelf: Shelf

    def span(self, start: int, end: int) -> Span:
        """Give words of the letter with their page."""
        holding = self.letter.holding
        page = self.shelf.page_of(holding.number, start) if holding else None
        return Span(self.letter.ref, start, end, self.letter.text[start:end], page)


def _as_allegation(places: _Places, one: Proposal) -> Allegation:
    whole = places.span(one.start, one.end)
    return Allegation(
        id=allegation_id(whole.document, whole.exact),
        label=one.label,
        spans=(whole,),
        said=(places.letter.text[slice(*one.said)],),
        particulars=tuple(Particular(part.label, places.span(part.start, part.end)) for part in one.particulars),
        quotations=tuple(places.span(start, end) for start, end in one.quotations),
        sources=tuple(Rests(source.kind, places.span(source.start, source.end)) for source in one.sources),
        standing="proposed",
    )
