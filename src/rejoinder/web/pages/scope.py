"""What a batch claims to cover, said or corrected on a page of its own."""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, say_scope, scope_of, scopes
from rejoinder.errors import UsageError
from rejoinder.model import Batch, Scope
from rejoinder.received import bags
from rejoinder.web.frame import Page, case_at, draw, go, now, words_of
from rejoinder.web.words import in_words


def scope_in(form: FormData) -> Scope:
    """Give what the fields of a form say, as it was written: a line for each mailbox and each search."""
    told = {name: str(form.get(name, "")).strip() for name in ("mailboxes", "first", "last", "searched", "letter")}
    boxes, searched = (tuple(told[name].splitlines()) for name in ("mailboxes", "searched"))
    return Scope(boxes, told["first"], told["last"], searched, told["letter"])


def batch_at(case: Case, number: str) -> Batch:
    """Give the batch of this number that was disclosed; UsageError where there is none."""
    for bag in bags(case.received):
        if f"{bag.batch.number}" == number and not bag.batch.own:
            return bag.batch
    raise UsageError(f"No batch of this case has the number {number}.", "Choose one of the list.")


def asked(request: Request) -> Response:
    """Show what a batch claims to cover."""
    case = case_at(request)
    batch = batch_at(case, request.path_params["batch"])
    return _drawn(request, case, batch, scopes(case).get(batch.name, Scope()))


async def told(request: Request) -> Response:
    """Write down what a batch claims to cover."""
    form = await request.form()
    return await run_in_threadpool(_written, request, scope_in(form))


def _written(request: Request, said: Scope) -> Response:
    case = case_at(request)
    batch = batch_at(case, request.path_params["batch"])
    try:
        say_scope(case, batch.name, scope_of(*said), at=now())
    except UsageError as fault:
        return _drawn(request, case, batch, said, in_words(fault, words_of(request)))
    return go(f"/case/{quote(case.folder.name)}/add?said=scope#received")


def _drawn(request: Request, case: Case, batch: Batch, scope: Scope, wrong: str = "") -> Response:
    page = Page(words_of(request).gettext("What a batch claims to cover"), case, "add", said=wrong)
    return draw(request, "scope.html", page, 422 if wrong else 200, batch=batch, scope=scope)


ROUTES = [
    Route("/case/{case}/scope/{batch}", asked),
    Route("/case/{case}/scope/{batch}", told, methods=["POST"]),
]
