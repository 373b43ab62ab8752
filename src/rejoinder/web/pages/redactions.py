"""What is blacked out: each redacted document with a bar for every page, and how much by sender, month and label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.find.covered import EVERY, WAYS, Counted, Named, Redacted, counted_by, redacted, totals
from rejoinder.redactions import Law, Written, laws
from rejoinder.web.frame import Page, case_of, draw, words_of
from rejoinder.web.pages.documents import title_of

AT_ONCE = 50
"""Documents on one page of the list."""
DRAWN = 120
"""Pages of one document that have a bar; of a longer one those on which something is covered."""
HIGH = 48
"""Pixels of the bar of a page that is covered as a whole."""


class Bar(NamedTuple):
    """One page of a document as a bar."""

    page: int
    height: float
    share: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A redacted document with a bar for each of its pages."""

    redacted: Redacted
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list of redacted documents, and the tables below it."""

    strips: tuple[Strip, ...]
    totals: Counted
    named: Named
    tables: tuple[tuple[str, tuple[Counted, ...]], ...]
    laws: tuple[Law, ...]
    page: int
    last: int


def bars_of(pages: tuple[Written, ...]) -> tuple[Bar, ...]:
    """Give a bar for each page of a document; of a long one for those on which something is covered."""
    shown = pages if len(pages) <= DRAWN else tuple(page for page in pages if page.covered)[:DRAWN]
    return tuple(
        Bar(page.page, max(2.0, round(HIGH * page.share, 1)) if page.covered else 0.0, page.share) for page in shown
    )


def listing(case: Case, page: int = 1, named: Named = EVERY) -> Listing:
    """Give a page of the list of redacted documents."""
    with case.shelf() as shelf:
        whole = totals(shelf, named)
        last = max(1, -(-whole.documents // AT_ONCE))
        here = min(max(1, page), last)
        some = redacted(shelf, AT_ONCE, (here - 1) * AT_ONCE, named)
        strips = tuple(Strip(one, title_of(one.holding), bars_of(one.pages)) for one in some)
        tables = tuple((way, counted_by(shelf, way)) for way in WAYS)
    return Listing(strips, whole, named, tables, laws(), here, last)


def _named(values: Mapping[str, str]) -> Named:
    way = values.get("by", "")
    return Named(way, values.get("name", "")) if way in WAYS else EVERY


def show(request: Request) -> Response:
    """Show what is blacked out."""
    case, told = case_of(request), request.query_params.get("page", "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 1
    made = listing(case, number, _named(request.query_params))
    page = Page(words_of(request).gettext("Redactions"), case, "missing")
    return draw(request, "redactions.html", page, list=made)


ROUTES = [Route("/case/{case}/redactions", show)]
