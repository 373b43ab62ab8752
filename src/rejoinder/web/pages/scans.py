"""Pages that are pictures, read at a person's wish: the job that does it, and what stands where nothing here can."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, audit
from rejoinder.errors import CaseBusy, UsageError
from rejoinder.scans import HOW_TO_INSTALL, READING, Asked, engines_here, read_scans, waiting_pages
from rejoinder.web.aside import Told
from rejoinder.web.frame import case_of, go, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.write.words import scans_in_words


class Scans(NamedTuple):
    """How many pages wait for text recognition, and what to do where no engine is here."""

    waiting: int
    how_to_install: str
    """Empty where there is an engine."""


def scans_of(case: Case) -> Scans:
    """Give how many pages of a case wait for text recognition, and whether this machine can read them."""
    waiting = waiting_pages(case)
    return Scans(waiting, "" if not waiting or engines_here() else HOW_TO_INSTALL)


def recognise(case: Case, asked: Asked, told: Told) -> str:
    """Read pages that are pictures, and compare what is there then."""
    done = read_scans(case, asked, told=told)
    if done.pages:
        audit(case, told)
    return scans_in_words(done.pages, done.failed, done.waiting)


async def asked(request: Request) -> Response:
    """Begin to read what waits, or one document; while other work runs on the case, say so."""
    case = case_of(request)
    reference = str((await request.form()).get("document", ""))
    if not await run_in_threadpool(engines_here):
        raise UsageError("There is no program for text recognition (OCR) on this machine.", HOW_TO_INSTALL)
    jobs: Jobs = request.app.state.jobs
    here = f"/case/{quote(case.folder.name)}/job"
    try:
        work = partial(recognise, case, Asked(documents=(reference,) if reference else ()))
        jobs.start(case.folder.name, words_of(request).gettext(READING), work)
    except CaseBusy:
        return go(f"{here}?busy=scans")
    return go(here)


ROUTES = [Route("/case/{case}/ocr", asked, methods=["POST"])]
