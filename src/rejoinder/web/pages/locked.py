"""Locked files: each with a field for its password, and the work of reading those that open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, audited
from rejoinder.unlock import Locked, locked, unlock
from rejoinder.web.aside import Told
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.write.words import counted

SHOWN = 200
"""Locked files with a field of their own; one password is tried on all of them."""


@dataclass(frozen=True, slots=True)
class LockedView:
    """The screen's values."""

    files: tuple[Locked, ...]
    more: int


def view(case: Case) -> LockedView:
    """Give the files that need a password."""
    files = locked(case)
    return LockedView(files[:SHOWN], max(0, len(files) - SHOWN))


def open_locked(case: Case, passwords: tuple[str, ...], at: str, told: Told) -> str:
    """Try passwords, read again what opens, and compare it."""
    opened = unlock(case, passwords, at=at, told=told)
    if not opened:
        return "None of the passwords opens one of the files; none was kept."
    with audited(case, told):  # here, so that no screen has to
        pass
    return f"Opened and read: {counted(len(opened), 'file', 'files')}."


async def seen(request: Request) -> Response:
    """Show the locked files."""
    return await run_in_threadpool(_drawn, request, case_of(request), "", 200)


async def given(request: Request) -> Response:
    """Begin to try the passwords of the form."""
    case = case_of(request)
    async with request.form(max_files=0, max_fields=2 * SHOWN + 10) as form:
        passwords = tuple(str(one) for one in form.getlist("password") if str(one))
    if not passwords:
        wrong = words_of(request).gettext("Type at least one password.")
        return await run_in_threadpool(_drawn, request, case, wrong, 422)
    jobs: Jobs = request.app.state.jobs
    title = words_of(request).gettext("Locked files")
    jobs.start(case.folder.name, title, partial(open_locked, case, passwords, now()))
    return go(f"/case/{quote(case.folder.name)}/job")


def _drawn(request: Request, case: Case, wrong: str, status: int) -> Response:
    page = Page(words_of(request).gettext("Locked files"), case, "add", said=wrong)
    return draw(request, "locked.html", page, status, view=view(case), wrong=wrong)


ROUTES = [
    Route("/case/{case}/locked", seen),
    Route("/case/{case}/locked", given, methods=["POST"]),
]
