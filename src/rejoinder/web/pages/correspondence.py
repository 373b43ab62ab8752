"""Correspondence on screen: what was asked, when, what answered it, and how long it waited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.awaiting.sent import Sent
from rejoinder.case import Case
from rejoinder.case.awaiting import Correspondence, answered, correspondence, none_needed, undo
from rejoinder.errors import UsageError
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.write.awaiting import BY, KINDS, waited

AT_ONCE = 100
"""Letters on one page."""
SAID = {"answered": "Noted.", "none-needed": "Noted.", "undo": "Taken back."}


@dataclass(frozen=True, slots=True)
class Row:
    """One letter that asks, as the screen shows it."""

    sent: Sent
    waited: str
    width: int
    """Of its bar, in per cent of the longest wait."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen's values."""

    found: Correspondence
    rows: tuple[Row, ...]
    places: Mapping[str, int]
    """By id, the place of each letter in the list, from 0."""
    page: int = 1

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-len(self.found.sent) // AT_ONCE))

    def page_of(self, one: str) -> int:
        """Give the number of the page on which a letter stands."""
        return self.places.get(one, 0) // AT_ONCE + 1

    def chased(self, one: Sent) -> tuple[Sent, ...]:
        """Give the earlier letters that one asks after."""
        return tuple(self.found.sent[self.places[each]] for each in one.chases if each in self.places)


def made(case: Case, request: Request) -> Shown:
    """Give one page of the correspondence as the screen shows it; the one with the letter that is asked for."""
    found, words = correspondence(case), words_of(request)
    query = request.query_params
    places = {one.id: place for place, one in enumerate(found.sent)}
    number, of = query.get("page", ""), places.get(query.get("of", ""))
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    page = of // AT_ONCE + 1 if of is not None else max(1, page)
    longest = max((one.days(found.last) or 0 for one in found.sent), default=0) or 1
    rows = tuple(
        Row(one, waited(one, found.last, words), max(1, round(100 * (one.days(found.last) or 0) / longest)))
        for one in found.sent[(page - 1) * AT_ONCE : page * AT_ONCE]
    )
    return Shown(found, rows, places, page)


def show(request: Request) -> Response:
    """Draw the correspondence."""
    case, words = case_of(request), words_of(request)
    did = request.query_params.get("did", "")
    said = words.gettext(SAID[did]) if did in SAID else ""
    page = Page(words.gettext("Correspondence"), case, "procedure", said=said)
    return draw(request, "correspondence.html", page, view=made(case, request), kinds=KINDS, by=BY)


async def act(request: Request) -> Response:
    """Write down what a person says of something asked."""
    form = await request.form(max_files=0, max_fields=8)
    told = {name: str(form.get(name, "")).strip() for name in ("of", "document", "because")}
    return await run_in_threadpool(_done, request, told)


def _done(request: Request, told: Mapping[str, str]) -> Response:
    case, what, at = case_of(request), request.path_params["act"], now()
    if what == "answered":
        answered(case, told["of"], told["document"], because=told["because"], at=at)
    elif what == "none-needed":
        none_needed(case, told["of"], because=told["because"], at=at)
    elif what == "undo":
        undo(case, told["of"], at=at)
    else:
        raise UsageError(f"Nothing can be done by {what}.", "Go back, and use the buttons of the page.")
    of = quote(told["of"])
    return go(f"/case/{quote(case.folder.name)}/correspondence?did={what}&of={of}#asked-{of}")


ROUTES = [
    Route("/case/{case}/correspondence", show),
    Route("/case/{case}/correspondence/do/{act}", act, methods=["POST"]),
]
