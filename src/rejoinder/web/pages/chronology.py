"""The chronology on screen: what happened when, a page at a time, what a person decides about it, and as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from gettext import NullTranslations
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.case.chronology import (
    Wanted,
    add,
    agree,
    chronology,
    confirm,
    reword,
    undo,
    withdraw,
)
from rejoinder.case.people import Person, of_id
from rejoinder.errors import UsageError
from rejoinder.events.decided import AGREED, Event
from rejoinder.shelf.events import SILENCE
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.pages.model import model_name
from rejoinder.web.papers import paper
from rejoinder.write.chronology import AGREED as STATUSES
from rejoinder.write.chronology import KINDS, PARTIES, STANDINGS, event_in_words, paper_of, when_in_words, written

AT_ONCE = 100
"""Events on one page of the list."""
TABS = (
    ("", "All"),
    ("proposed", "Proposed"),
    ("kept", "What you stand by"),
    ("withdrawn", "Withdrawn"),
)
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
}
FILES = (
    ("csv", "Table (CSV)"),
    ("html", "Page (HTML)"),
    ("docx", "Word (DOCX)"),
    ("ics", "Calendar (ICS)"),
    ("json", "TimelineJS (JSON)"),
)
SAID = {
    "confirm": "Confirmed.",
    "reword": "Reworded.",
    "status": "Its status is noted.",
    "withdraw": "Withdrawn.",
    "add": "Added.",
    "undo": "Taken back.",
}
FIELDS = ("event", "words", "date", "party", "status", "because", "back")


class Asked(NamedTuple):
    """What an address asks of the list."""

    wanted: Wanted
    page: int = 1

    @property
    def filters(self) -> dict[str, str]:
        """What narrows the list, by the name of its field."""
        return {name: value for name, value in self.wanted._asdict().items() if value}

    @property
    def address(self) -> str:
        """The address of this list, up to where the page's number goes."""
        return f"?{urlencode([*self.filters.items(), ('page', '')])}"

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the tab narrows the list."""
        return any(name != "standing" for name in self.filters)


@dataclass(frozen=True, slots=True)
class Row:
    """One event as the screen shows it."""

    event: Event
    when: str
    said: str
    month: str
    """The month it begins in the list, where it is the first of it."""

    @property
    def is_gap(self) -> bool:
        """Tell whether it is a span of days without a message."""
        return self.event.kind == SILENCE


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen's values."""

    asked: Asked
    rows: tuple[Row, ...]
    total: int
    last: int
    paths: Mapping[str, str]
    batches: Sequence[str]
    person: Person | None = None
    """Whose events alone are listed, where one is named by id."""
    wrong: str = ""
    remedy: str = ""
    model: str = ""
    """Name of the model that may be asked; empty where none may."""

    @property
    def proposed(self) -> tuple[str, ...]:
        """Give the ids of what is proposed on this page and can be confirmed."""
        return tuple(row.event.id for row in self.rows if is_proposed(row.event) and not row.is_gap)


def is_proposed(event: Event) -> bool:
    """Say whether an event is proposed by documents themselves, and so is confirmed together with others."""
    return event.standing == "proposed" and not event.proposed_by


def asked_in(query: Mapping[str, str]) -> Asked:
    """Give what an address asks."""
    number = query.get("page", "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    return Asked(Wanted(*(" ".join(query.get(name, "").split()) for name in Wanted._fields)), max(1, page))


def made(case: Case, asked: Asked, request: Request) -> Shown:
    """Give one page of the chronology."""
    words = words_of(request)
    with case.shelf() as shelf:
        batches = [batch.name for batch in shelf.batches()]
    try:
        found = chronology(case, asked.wanted, AT_ONCE, (asked.page - 1) * AT_ONCE)
    except UsageError as fault:
        return Shown(asked, (), 0, 1, {}, batches, None, fault.what, fault.remedy)
    with case.shelf() as shelf:
        paths = dict(shelf.paths(span.document for one in found.events for span in one.cited))
    whose = of_id(case, asked.wanted.person)
    rows: list[Row] = []
    month = ""
    for one in found.events:
        begins = one.date[:7] if one.date[:7] != month else ""
        month = one.date[:7]
        rows.append(Row(one, when_in_words(one, words), event_in_words(one, words), begins))
    last = max(1, -(-found.total // AT_ONCE))
    return Shown(asked, tuple(rows), found.total, last, paths, batches, whose, model=model_name(case))


def show(request: Request) -> Response:
    """Draw one page of the chronology."""
    case, words = case_of(request), words_of(request)
    did = request.query_params.get("did", "")
    said = words.gettext(SAID[did]) if did in SAID else ""
    page = Page(words.gettext("Chronology"), case, "chronology", said=said)
    view = made(case, asked_in(request.query_params), request)
    words_for = {"kinds": KINDS, "parties": PARTIES, "standings": STANDINGS, "statuses": STATUSES}
    return draw(request, "chronology.html", page, view=view, tabs=TABS, files=FILES, agreed=AGREED, told=words_for)


async def act(request: Request) -> Response:
    """Write down what a person decided about an event, or add one."""
    form = await request.form(max_files=0, max_fields=2 * AT_ONCE)
    told = {name: str(form.get(name, "")).strip() for name in FIELDS}
    several = [str(one) for one in form.getlist("event")]
    return await run_in_threadpool(_done, request, told, several)


def _done(request: Request, told: Mapping[str, str], several: Sequence[str]) -> Response:
    case, what, at = case_of(request), request.path_params["act"], now()
    one = told["event"]
    if what == "confirm":
        confirm(case, several, at=at)
    elif what == "reword":
        reword(case, one, told["words"], date=told["date"], party=told["party"], at=at)
    elif what == "status":
        agree(case, one, told["status"], at=at)
    elif what == "withdraw":
        withdraw(case, one, because=" ".join(told["because"].split()), at=at)
    elif what == "undo":
        undo(case, one, at=at)
    elif what == "add":
        one = add(case, told["words"], told["date"], party=told["party"], agreed=told["status"], at=at).id
    else:
        raise UsageError(f"Nothing can be done by {what}.", "Go back, and use the buttons of the page.")
    asked = asked_in(dict(parse_qsl(told["back"].lstrip("?"))))
    return go(f"/case/{quote(case.folder.name)}/chronology{asked.address}{asked.page}&did={what}#event-{quote(one)}")


def download(request: Request) -> Response:
    """Give the chronology as a file in the language of the screen."""
    ending = request.path_params["ending"]
    if ending not in MEDIA:
        raise UsageError(f"A chronology cannot be written as .{ending}.", "Use .csv, .html, .docx, .ics or .json.")
    case, asked = case_of(request), asked_in(request.query_params)
    make = partial(_as_file, case, asked.wanted, now()[:10], f".{ending}", words_of(request))
    return paper(request, case, make, f"chronology.{ending}", MEDIA[ending])


def _as_file(case: Case, wanted: Wanted, on: str, ending: str, words: NullTranslations) -> bytes:
    return written(paper_of(case, wanted, on=on), ending, words)


ROUTES = [
    Route("/case/{case}/chronology", show),
    Route("/case/{case}/chronology.{ending}", download),
    Route("/case/{case}/chronology/do/{act}", act, methods=["POST"]),
]
