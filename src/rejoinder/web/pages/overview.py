"""Overview: five numbers, each with the rows behind it, what was disclosed over the years, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rejoinder.case import Case, audited
from rejoinder.case.clocks import clocks
from rejoinder.law.loading import law
from rejoinder.model import Estimate
from rejoinder.scans import waiting_pages
from rejoinder.shelf import Wanted, lists
from rejoinder.unlock import locked
from rejoinder.web.charts.coverage import Coverage, Drawing, at_most_four, coverage, drawings
from rejoinder.web.frame import Page, case_of, draw, go, today, words_of
from rejoinder.web.pages.missing import groups_of
from rejoinder.write.clocks import title_of, told
from rejoinder.write.words import ENGLISH


class Figure(NamedTuple):
    """One number, and where in the case the rows are that make it."""

    number: int
    label: str
    address: str


class Task(NamedTuple):
    """What to do next: why, and the button that begins it."""

    title: str
    words: str
    button: str
    address: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """The screen's values."""

    figures: tuple[Figure, ...]
    task: Task
    coverage: Coverage
    drawings: tuple[Drawing, ...]
    own: int
    """Documents of the subject's own archive, which are no disclosure and not drawn."""
    batches: int = 0
    """Batches of the disclosure."""
    estimate: Estimate | None = None
    """How many messages are absent in all."""
    scans: int = 0
    """Pages that wait for text recognition."""
    locked: int = 0
    """Files that wait for a password."""


def overview(case: Case, words: NullTranslations = ENGLISH) -> Overview:
    """Give the case at a glance."""
    with audited(case) as found:
        groups = {group.name: group.count for group in groups_of(found.count())}
        told_of = next((one.finding for one in found.weighed(Wanted(kinds=("estimate",))) if one.finding), None)
    with case.shelf() as shelf:
        documents, unread = lists.count(shelf, ""), lists.count_unread(shelf)
        batches = {batch.number: batch.name for batch in shelf.batches() if not batch.own}
        own = any(batch.own for batch in shelf.batches())
        dated = [(batches[batch], month, many) for batch, month, many in lists.months(shelf) if batch in batches]
    figures = (
        Figure(documents, "Documents", "documents"),
        Figure(unread, "Not read, or only in part", "documents?show=problems"),
        Figure(groups["to-check"], "Missing, to check", "missing?show=to-check"),
        Figure(groups["accepted"], "Accepted as missing", "missing?show=accepted"),
        Figure(groups["dismissed"], "Dismissed", "missing?show=dismissed"),
    )
    drawn = at_most_four(coverage(dated), words)
    task = next_task(documents, groups["to-check"], groups["accepted"], own=own)
    own_documents = documents - sum(many for *_, many in dated)
    estimate = told_of.estimate if told_of else None
    waiting = waiting_pages(case), len(locked(case))
    return Overview(figures, task, drawn, drawings(drawn, words), own_documents, len(batches), estimate, *waiting)


def next_task(documents: int, to_check: int, accepted: int, *, own: bool) -> Task:
    """Give the one thing to do next."""
    if not documents:
        words = "Give the files exactly as they were sent to you. A copy is kept; yours are not changed."
        return Task("Add the files you were sent", words, "Add files", "add")
    if to_check:
        words = "Each is shown by words of documents you were sent. Read them, then accept or dismiss."
        return Task("Check what seems to be missing", words, "Check the findings", "missing?show=to-check", to_check)
    if accepted:
        words = "Everything is checked. The list names what you accepted, with its proofs, ready to send."
        return Task("Send the list", words, "Send the list", "send", accepted)
    words = "Nothing in these files shows a document that is not there. That does not prove they are complete."
    if not own:
        words = "Mail you kept yourself can show what the files you were sent do not."
        return Task("Add your own archive", words, "Add files", "add?own=yes")
    return Task("Add what comes next", words, "Add files", "add")


def show(request: Request) -> Response:
    """Show the overview."""
    case = case_of(request)
    words = words_of(request)
    running = [one for one in clocks(case, today=today()).running if one.clock]
    limits = [(title_of(one, words), told(one.clock, law().events, words)) for one in running if one.clock]
    page = Page(words.gettext("Overview"), case, "overview")
    return draw(request, "overview.html", page, view=overview(case, words), limits=limits)


def first(request: Request) -> RedirectResponse:
    """Lead from a case's own address to its overview."""
    return go(f"/case/{quote(case_of(request).folder.name)}/overview")


ROUTES = [Route("/case/{case}", first), Route("/case/{case}/overview", show)]
