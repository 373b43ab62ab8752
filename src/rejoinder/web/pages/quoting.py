"""Check a quotation: as quoted and as it stands in the source, side by side, with what came before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, quote_check
from rejoinder.case.quoting import Candidate, Checked
from rejoinder.case.reasons import copies
from rejoinder.errors import UsageError
from rejoinder.web.frame import Page, case_of, draw, words_of
from rejoinder.write.quoted import not_found_in_words
from rejoinder.write.words import ENGLISH

LONGEST = 20_000
"""Characters of a quotation that are looked at."""
Place = tuple[int, int, str]
"""start..end and how it is set: changed or left out."""


class Piece(NamedTuple):
    """Words that are set in one manner."""

    words: str
    manner: str = ""
    """changed, left-out, or empty."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One candidate as the screen shows it: both sides in pieces."""

    candidate: Candidate
    quoted: tuple[Piece, ...]
    source: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Quoting:
    """The screen's values."""

    quoted: str
    within: str
    checked: Checked | None = None
    best: Beside | None = None
    wrong: str = ""
    remedy: str = ""
    searched: tuple[str, ...] = ()
    """The search log where it was not found, a sentence each."""


def quoting(case: Case, quoted: str, within: str, words: NullTranslations = ENGLISH) -> Quoting:
    """Give the check of a quotation; the empty form where there is none."""
    quoted, within = quoted[:LONGEST].strip(), within.strip()
    if not quoted:
        return Quoting("", within)
    try:
        checked = quote_check(case, quoted, within, besides=copies(case))
    except UsageError as fault:
        return Quoting(quoted, within, wrong=fault.what, remedy=fault.remedy)
    best = beside(quoted, checked.candidates[0]) if checked.candidates else None
    searched = () if best else tuple(not_found_in_words(checked, words))
    return Quoting(quoted, within, checked, best, searched=searched)


def beside(quoted: str, one: Candidate) -> Beside:
    """Give a quotation and its source with the words that differ set apart."""
    ours = [(change.start, change.end, "changed") for change in one.changed]
    start = one.source.start
    theirs = [(change.source.start - start, change.source.end - start, "changed") for change in one.changed]
    theirs += [(left.source.start - start, left.source.end - start, "left-out") for left in one.left_out]
    return Beside(one, tuple(pieces(quoted, ours)), tuple(pieces(one.source.exact, theirs)))


def pieces(words: str, places: Iterable[Place]) -> Iterator[Piece]:
    """Give words in pieces, those at the places set apart."""
    at = 0
    for start, end, manner in sorted(places):
        if start < end <= len(words) and start >= at:
            yield Piece(words[at:start])
            yield Piece(words[start:end], manner)
            at = end
    yield Piece(words[at:])


def show(request: Request) -> Response:
    """Draw the screen."""
    case, asked = case_of(request), request.query_params
    made = quoting(case, asked.get("words", ""), asked.get("in", ""), words_of(request))
    title = words_of(request).gettext("Check a quotation")
    return draw(request, "quoting.html", Page(title, case, "documents"), made=made)


ROUTES = [Route("/case/{case}/quote", show)]
