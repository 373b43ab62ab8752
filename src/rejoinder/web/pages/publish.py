"""Safe copies: the documents to be copied, what is hidden in them and what stays, and the copies made by a job."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.errors import CaseBusy, UsageError
from rejoinder.model import Holding
from rejoinder.publish import acts
from rejoinder.publish.making import publish
from rejoinder.publish.proposed import Group, Plan, plan_in_force
from rejoinder.text import fold
from rejoinder.web.aside import Told
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.write.publish import KINDS, LOOKED_FOR, hint_of, name_in_words
from rejoinder.write.words import ENGLISH

AT_ONCE = 100
"""Rows of what is hidden, or stays, on one page."""
PLACES = 3
"""Places shown of one row; the rest are counted."""
FOUND = 40
"""Documents that are offered where words are looked for."""
COPIES, RECORD = "safe copies.zip", "safe copies.record.csv"
"""Files in the case's `out` folder."""
MAKING = "Making safe copies"
SAID = {
    "chosen": "The documents are chosen.",
    "hide": "It is hidden.",
    "keep": "It stays.",
    "label": "Its label is changed.",
    "words": "Your words are hidden.",
    "undo": "It was taken back.",
}


class Spot(NamedTuple):
    """A place of a row."""

    document: str
    path: str
    page: int
    start: int
    end: int


class Row(NamedTuple):
    """One person, value or phrase, as the screen shows it."""

    group: Group
    name: str
    kind: str
    hint: str
    places: tuple[Spot, ...]

    @property
    def more(self) -> int:
        """Give how many places are not shown."""
        return len(self.group.places) - len(self.places)


class Part(NamedTuple):
    """Rows that are hidden, or stay: those of one page of the list, and how many there are."""

    rows: tuple[Row, ...]
    total: int
    page: int = 1
    last: int = 1


@dataclass(frozen=True, slots=True)
class Publishing:
    """The screen's values."""

    documents: tuple[Holding, ...]
    hidden: Part
    stays: Part
    sought: str
    found: tuple[Holding, ...]
    made: tuple[str, ...]
    """Names of files in `out` that were made."""
    warning: str = LOOKED_FOR


def publishing(case: Case, sought: str = "", number: int = 1, words: NullTranslations = ENGLISH) -> Publishing:
    """Give what is chosen, hidden and stays, and documents that hold the words looked for."""
    plan = plan_in_force(case, words)
    made = tuple(name for name in (COPIES, RECORD) if (case.folder / "out" / name).is_file())
    found = tuple(_found(case, sought, {one.ref for one in plan.documents})) if sought else ()
    hidden, stays = (_part(case, plan, groups, number, words) for groups in (plan.hidden, plan.stays))
    return Publishing(plan.documents, hidden, stays, sought, found, made)


def _found(case: Case, sought: str, chosen: set[str]) -> list[Holding]:
    """Give documents whose path or subject holds all the words, those chosen aside."""
    wanted = fold(sought).split()
    with case.shelf() as shelf:
        every = (one for one in shelf.documents() if one.ref not in chosen)
        fitting = (one for one in every if all(word in fold(f"{one.path} {one.subject}") for word in wanted))
        return [one for one, _ in zip(fitting, range(FOUND), strict=False)]


def _part(case: Case, plan: Plan, groups: Sequence[Group], number: int, words: NullTranslations) -> Part:
    last = max(1, -(-len(groups) // AT_ONCE))
    here = min(max(1, number), last)
    some = groups[(here - 1) * AT_ONCE : here * AT_ONCE]
    with case.shelf() as shelf:
        numbers = {place.document: None for group in some for place in group.places[:PLACES]}
        holdings = {ref: shelf.find_document(ref) for ref in numbers}
        rows = []
        for group in some:
            spots = []
            for place in group.places[:PLACES]:
                holding = holdings[place.document]
                assert holding is not None
                page = (shelf.page_of(holding.number, place.start) or 0) if holding.pages else 0
                spots.append(Spot(place.document, holding.path, page, place.start, place.end))
            person = plan.people.get(group.key)
            hint = hint_of(group, is_subject=bool(person and person.is_subject))
            rows.append(
                Row(group, name_in_words(group, words), words.ngettext(*KINDS[group.kind], 1), hint, tuple(spots))
            )
    return Part(tuple(rows), len(groups), here, last)


def make_copies(case: Case, at: str, words: NullTranslations, told: Told) -> str:
    """Make the copies of what is chosen, and read them back."""
    out = case.folder / "out"
    out.mkdir(mode=0o700, exist_ok=True)
    made = publish(case, acts.in_force(case).documents, out / COPIES, at=at, told=told, words=words)
    with (out / COPIES).open("rb") as held:
        digest = hashlib.file_digest(held, "sha256").hexdigest()[:12]
    return f"{len(made.copies)} safe copies were made and read back; nothing hidden was found in them ({digest})."


def show(request: Request) -> Response:
    """Show what is chosen, hidden and stays."""
    case, asked, words = case_of(request), request.query_params, words_of(request)
    told = asked.get("page", "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 1
    view = publishing(case, " ".join(asked.get("find", "").split())[:200], number, words)
    did = SAID.get(asked.get("did", ""), "")
    page = Page(words.gettext("Safe copies"), case, "letters", said=words.gettext(did) if did else "")
    return draw(request, "publish.html", page, view=view)


async def act(request: Request) -> Response:
    """Do what was asked, as an act of the journal, and show the list again."""
    case, form = case_of(request), await request.form()
    did = await run_in_threadpool(_acted, case, form)
    back = str(form.get("back", ""))
    here = f"/case/{quote(case.folder.name)}/publish"
    return go(f"{here}/{back}" if back and back.replace("?page=", "").isalnum() else f"{here}?did={did}")


def _acted(case: Case, form: Any) -> str:
    """Write down what a form says, and give what was done."""
    asked, target, because = (str(form.get(name, "")) for name in ("act", "target", "because"))
    at = now()
    if asked in ("add", "remove"):
        named = [str(one) for one in form.getlist("document")]
        before = acts.in_force(case).documents
        after = [*before, *named] if asked == "add" else [one for one in before if one not in named]
        acts.choose(case, after, at=at)
        return "chosen"
    if asked == "label":
        acts.call(case, target, str(form.get("label", "")), at=at)
    elif asked == "words":
        acts.hide_words(case, str(form.get("words", "")), because=because, at=at)
    elif asked == "undo":
        acts.undo(case, target, at=at)
    elif asked in ("hide", "keep"):
        acts.decide(case, target, hide=asked == "hide", because=because, at=at)
    else:
        raise UsageError("It was not said what to do.", "Go back and choose.")
    return asked


def make(request: Request) -> Response:
    """Begin to make the copies, and show how it goes."""
    case, words = case_of(request), words_of(request)
    here = f"/case/{quote(case.folder.name)}"
    if not acts.in_force(case).documents:
        raise UsageError("No document is chosen.", "Choose one first.")
    jobs: Jobs = request.app.state.jobs
    try:
        work = partial(make_copies, case, now(), words)
        jobs.start(case.folder.name, words.gettext(MAKING), work, back=f"{here}/publish#made")
    except CaseBusy:
        return go(f"{here}/job?busy=publish")
    return go(f"{here}/job")


def download(request: Request) -> Response:
    """Give the copies, or the record of what is hidden in them."""
    case, name = case_of(request), request.path_params["name"]
    place: Path = case.folder / "out" / name
    if name not in (COPIES, RECORD) or not place.is_file():
        raise UsageError("No safe copies were made yet.", "Choose documents and make them first.")
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return FileResponse(place, filename=name, media_type="application/octet-stream", headers=headers)


ROUTES = [
    Route("/case/{case}/publish", show),
    Route("/case/{case}/publish/act", act, methods=["POST"]),
    Route("/case/{case}/publish/make", make, methods=["POST"]),
    Route("/case/{case}/publish/out/{name}", download),
]
