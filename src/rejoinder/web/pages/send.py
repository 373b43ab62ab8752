"""Sending the list: what was accepted as missing, to download, and what to do with it."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, audited
from rejoinder.web.frame import Page, case_of, draw, words_of


class Sending(NamedTuple):
    """The screen's values: how many findings are in the list, and how many nobody has decided about."""

    accepted: int
    left: int


def sending(case: Case) -> Sending:
    """Give what there is to send."""
    with audited(case) as found:
        counts = found.count()
    return Sending(counts["accepted"], counts["to check"] + counts["unsure"])


def show(request: Request) -> Response:
    """Show what there is to send and how."""
    case = case_of(request)
    page = Page(words_of(request).gettext("Send the list"), case, "missing", step=5)
    return draw(request, "send.html", page, view=sending(case))


ROUTES = [Route("/case/{case}/send", show)]
