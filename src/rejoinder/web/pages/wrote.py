"""Who wrote to whom, as a table: messages that are here, and absent ones beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, Wrote, wrote
from rejoinder.shelf.findings import Known
from rejoinder.web.frame import Page, case_of, draw, words_of
from rejoinder.write.words import name_in_words

LISTED = 200
"""Absent messages named below the table; the rest are counted."""


class Place(NamedTuple):
    """What is absent of one cell, as it is listed below the table."""

    number: int
    sender: str
    recipient: str
    absent: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The screen's values."""

    wrote: Wrote
    places: tuple[Place, ...]
    more: int
    """Absent messages that are not listed."""

    def place(self, sender: str, recipient: str) -> int:
        """Give the number of the list of what is absent of a cell; 0 where it has none on the page."""
        return next((one.number for one in self.places if one[1:3] == (sender, recipient)), 0)


def view(case: Case) -> Table:
    """Give who wrote to whom in a case."""
    told = wrote(case)
    senders = (*(one.key for one in told.senders), "")
    recipients = (*(one.key for one in told.recipients), "")
    left, more, places = LISTED, 0, list[Place]()
    for sender in senders:
        for recipient in recipients:
            absent = told.cell(sender, recipient).absent
            if absent and left:
                places.append(Place(len(places) + 1, sender, recipient, absent[:left]))
            more += max(0, len(absent) - left)
            left = max(0, left - len(absent))
    return Table(told, tuple(places), more)


def show(request: Request) -> Response:
    """Show the table."""
    case = case_of(request)
    page = Page(words_of(request).gettext("Who wrote to whom"), case, "documents")
    return draw(request, "wrote.html", page, view=view(case), name=name_in_words)


ROUTES = [Route("/case/{case}/wrote", show)]
