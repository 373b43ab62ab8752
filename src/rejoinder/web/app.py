"""The application: the gate before it, the pages behind it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from rejoinder.disk import disk_full, is_full
from rejoinder.errors import CaseBusy, CaseDamaged, DiskFull, RejoinderError, UsageError
from rejoinder.web.aside import Way, here
from rejoinder.web.frame import Home, Page, draw, go, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.web.later import Later
from rejoinder.web.words import told

PAGES = (
    "cases",
    "add",
    "scope",
    "overview",
    "documents",
    "document",
    "scans",
    "parting",
    "thread",
    "conversation",
    "quoting",
    "missing",
    "together",
    "allegations",
    "allegation",
    "chronology",
    "lanes",
    "people",
    "person",
    "procedure",
    "correspondence",
    "clocks",
    "letters",
    "handover",
    "comparing",
    "redactions",
    "sending",
    "publish",
    "safe_copy",
    "bundle",
    "calendar",
    "wrote",
    "send",
    "locked",
    "settings",
    "model",
    "help",
    "law",
)
"""Modules of rejoinder.web.pages; each has ROUTES and, for each screen, one pure function that makes its values."""
STATUS: dict[type[RejoinderError], int] = {UsageError: 404, CaseBusy: 409, CaseDamaged: 500, DiskFull: 507}


def routes(pages: Sequence[str] = PAGES) -> list[BaseRoute]:
    """Give the routes of every page."""
    found: list[BaseRoute] = []
    for name in pages:
        found += import_module(f"rejoinder.web.pages.{name}").ROUTES
    found.append(Mount("/static", StaticFiles(packages=[("rejoinder.web", "static")]), name="static"))
    return found


def application(
    home: Path, *, language: str = "en", pages: Sequence[str] = PAGES, way: Way = here, patience: float | None = None
) -> Starlette:
    """Give the pages over the cases in a folder, without the gate.

    Long work is done here, or another way. For what it can be shown without, a page waits so many seconds; None is to
    the end.
    """
    made = Starlette(
        routes=routes(pages),
        exception_handlers={RejoinderError: _told, OSError: _of_the_disk, HTTPException: _not_here, Exception: _ours},
    )
    made.state.home = Home(home)
    made.state.language = language
    made.state.jobs = Jobs(way)
    made.state.later = Later(patience)
    return made


def _drawn(request: Request, what: str, remedy: str, status: int) -> Response:
    """Give what went wrong and what to do about it, in the same frame as every page."""
    words = words_of(request)
    page = Page(words.gettext("This did not work"), None, "")
    return draw(request, "error.html", page, status, what=told(what, words), remedy=told(remedy, words))


def _told(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RejoinderError)
    return _drawn(request, fault.what, fault.remedy, STATUS.get(type(fault), 500))


def _of_the_disk(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, OSError)
    if is_full(fault):
        return _told(request, disk_full(request.app.state.home.folder, 0))
    what = f"The disk refused it: {fault.strerror or 'no reason was given'}."
    return _drawn(request, what, "Make sure that you may read and write where the case lies, then try again.", 500)


def _not_here(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    if fault.headers and "Location" in fault.headers:
        return go(fault.headers["Location"])
    if fault.status_code == 404:
        return _drawn(request, "There is no such page.", "Go back, or choose a case from the list.", 404)
    return _drawn(request, fault.detail, "Go back and try again.", fault.status_code)


def _ours(request: Request, _fault: Exception) -> Response:
    what = "Something in Rejoinder itself went wrong. Your files and decisions are as they were."
    return _drawn(request, what, "Go back and try again; if it happens again, report it with what you did.", 500)
