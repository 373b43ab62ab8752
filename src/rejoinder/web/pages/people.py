"""The people and bodies of a case, with a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.case.people import KINDS, Person, most_said, people
from rejoinder.web.frame import Page, case_of, draw, words_of

AT_ONCE = 100
"""People on one page of the list."""
ROLES = 2
"""Roles of each that are listed."""
TABS = (("", "All"), ("person", "People"), ("body", "Bodies and lists"))


@dataclass(frozen=True, slots=True)
class Listed:
    """The screen's values."""

    query: str
    kind: str
    page: int
    people: tuple[Person, ...]
    total: int
    roles: Mapping[str, list[tuple[str, str]]]

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // AT_ONCE))


def listed(case: Case, query: Mapping[str, str]) -> Listed:
    """Give the people that an address asks for."""
    words, kind, number = (query.get(name, "").strip() for name in ("q", "kind", "page"))
    page = max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    kind = kind if kind in KINDS else ""
    found = people(case, words, kind, AT_ONCE, (page - 1) * AT_ONCE)
    return Listed(words, kind, page, found.people, found.total, most_said(case, found.people, ROLES))


def show(request: Request) -> Response:
    """Draw the list."""
    case = case_of(request)
    page = Page(words_of(request).gettext("People"), case, "chronology")
    return draw(request, "people.html", page, view=listed(case, request.query_params), tabs=TABS)


ROUTES = [Route("/case/{case}/people", show)]
