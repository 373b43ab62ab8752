"""Where the documents in one file begin: what a person decides on a page, and the work of reading the file again."""

from __future__ import annotations

from functools import partial
from typing import cast
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, audited
from rejoinder.errors import UsageError
from rejoinder.parting import Asked, Decision, Plan, carry_out, now_within, planned
from rejoinder.web.aside import Told
from rejoinder.web.frame import case_of, go, now, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.web.pages.document import asked_in, found

DECISIONS = ("begins", "continues", "undo")
PATIENCE = 5.0
"""Seconds for which the answer waits for the file to be read again, before it shows how far that is."""


def read_anew(case: Case, plan: Plan, at: str, told: Told) -> str:
    """Write a decision down, read the file again and compare what is there then."""
    carry_out(case, plan, at=at, told=told)
    with audited(case, told):  # here, so that no screen has to
        pass
    return f"Read again: {plan.file.path}."


async def decided(request: Request) -> Response:
    """Write down what the person says of a page, and go to the document that its words are in then."""
    case = case_of(request)
    form = await request.form(max_files=0, max_fields=10)
    told = {name: str(form.get(name, "")) for name in ("decision", "page", "line")}
    if told["decision"] not in DECISIONS:
        raise UsageError(f"Nothing can be done by {told['decision']}.", "Go back, and use the buttons of the page.")
    asked = Asked(cast("Decision", told["decision"]), asked_in(told).page, told["line"], exactly=True)
    return await run_in_threadpool(_decided, request, case, asked)


def _decided(request: Request, case: Case, asked: Asked) -> Response:
    with case.shelf() as shelf:
        holding = found(shelf, request.path_params["reference"])
    plan = planned(case, holding, asked)
    jobs: Jobs = request.app.state.jobs
    title = words_of(request).gettext("Where documents begin")
    job = jobs.start(case.folder.name, title, partial(read_anew, case, plan, now()))
    here = f"/case/{quote(case.folder.name)}"
    if not job.wait(PATIENCE) or job.progress().state != "done":
        return go(f"{here}/job")
    within = now_within(case, plan)
    page = f"?page={plan.parting.page}" if within.pages else ""
    return go(f"{here}/document/{within.ref}{page}#begins")


ROUTES = [Route("/case/{case}/document/{reference}/part", decided, methods=["POST"])]
