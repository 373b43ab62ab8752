"""The application: the gate before it, the pages behind it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from rejoinder.web.frame import Home

PAGES = ("cases", "add", "overview", "documents", "document", "thread", "missing", "settings", "help")
"""Modules of rejoinder.web.pages; each has ROUTES and, for each screen, one pure function that makes its values."""


def routes() -> list[BaseRoute]:
    """Give the routes of every page."""
    found: list[BaseRoute] = []
    for name in PAGES:
        found += import_module(f"rejoinder.web.pages.{name}").ROUTES
    found.append(Mount("/static", StaticFiles(packages=[("rejoinder.web", "static")]), name="static"))
    return found


def application(home: Path, *, language: str = "en") -> Starlette:
    """Give the pages over the cases in a folder, without the gate."""
    made = Starlette(routes=routes())
    made.state.home = Home(home)
    made.state.language = language
    return made
