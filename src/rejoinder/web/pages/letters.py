"""Letters on screen: which fit, one draft with live citations, the person's own words for it, and the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.case.letters import answer, letters_of, take_back, write_words
from rejoinder.web.frame import Page, case_of, draw, go, now, today, words_of
from rejoinder.web.pages.missing import MEDIA
from rejoinder.web.papers import paper
from rejoinder.write import letters as write
from rejoinder.write.letters.lines import STATES

SAID = {
    "words": "Your words are noted.",
    "undo": "Taken back.",
    "answers": "Noted for every letter.",
    "copied": "A copy of the template is in the folder of the case.",
}
SHOWN = 100
"""Entries of a list that goes with a letter, on its screen; the file has all."""
ABOUT_YOU = ("me", "address", "email")
ABOUT_THEM = ("controller", "to", "their_address", "reference", "request", "reply_by")
BY_KIND: Mapping[str, tuple[str, ...]] = {
    "access-request": ("identifiers", "since", "until", "searched_people"),
    "publication-notice": ("publish_where", "publish_on"),
}
"""What is asked for one kind of letter alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that only the person can tell, as the form shows it."""

    name: str
    ask: str
    value: str
    is_day: bool
    lines: bool


@dataclass(frozen=True, slots=True)
class View:
    """One letter as the screen shows it."""

    letter: write.Letter
    asked: tuple[Asked, ...]
    opens: Mapping[int, tuple[str, int, int]]
    """By number of a reference, where its first words stand: document, start and end."""


def view_of(case: Case, kind: str, at: write.Desk) -> View:
    """Give one letter with what is asked of the person."""
    made = write.letter(at, kind, most=SHOWN)
    told = letters_of(case).answers
    names = (*BY_KIND.get(kind, ()), *ABOUT_YOU, *ABOUT_THEM)
    asked = tuple(_asked(name, told, at) for name in names)
    opens = {
        one.number: (one.document, one.places[0].start, one.places[0].end)
        for one in made.drafted.references
        if one.document and one.places
    }
    return View(made, asked, opens)


def _asked(name: str, told: Mapping[str, str], at: write.Desk) -> Asked:
    """Give what is asked with what is known: as the person told it, else as the case has it."""
    field = write.FIELDS[name]
    known = at.facts.values.get(name)
    value = told.get(name) or ("" if field.is_day or known is None else known.words)
    return Asked(name, field.ask, value, field.is_day, field.lines)


def listing(request: Request) -> Response:
    """List every letter with whether it fits."""
    case, words = case_of(request), words_of(request)
    page = Page(words.gettext("Letters"), case, "letters")
    fitting = write.desk(case, on=today()).fitting()
    order = sorted(fitting, key=lambda one: ("now", "later", "no").index(one.fit.state))
    return draw(request, "letters.html", page, fitting=order, states=STATES)


def show(request: Request) -> Response:
    """Show one letter drafted."""
    case, words, kind = case_of(request), words_of(request), request.path_params["kind"]
    write.kind_of(kind)
    did = request.query_params.get("did", "")
    view = view_of(case, kind, write.desk(case, on=today()))
    said = words.gettext(SAID[did]) if did in SAID else ""
    page = Page(words.gettext(view.letter.kind.title), case, "letters", said=said)
    return draw(request, "letter.html", page, view=view, states=STATES, fields=write.FIELDS)


def download(request: Request) -> Response:
    """Give a letter as a file."""
    case, kind, ending = case_of(request), request.path_params["kind"], request.path_params["ending"]
    make = partial(_as_file, case, kind, f".{ending}", today(), "texts" in request.query_params)
    return paper(request, case, make, f"{kind}.{ending}", MEDIA.get(ending, "text/plain; charset=utf-8"))


def _as_file(case: Case, kind: str, ending: str, on: date, texts: bool) -> bytes:
    return write.written(write.letter(write.desk(case, on=on), kind, texts=texts), ending)


async def act(request: Request) -> Response:
    """Note what a person writes into a letter."""
    form = await request.form(max_files=0, max_fields=40)
    told = {name: str(value) for name, value in form.items()}
    return await run_in_threadpool(_done, request, told)


def _done(request: Request, told: Mapping[str, str]) -> Response:
    case, kind = case_of(request), request.path_params["kind"]
    write.kind_of(kind)
    what, passage = "words", told.get("passage", "")
    if "answers" in told:
        what = "answers"
        _answer(case, told)
    elif "copy" in told:
        what = "copied"
        write.copy_template(case, kind)
    elif "undo" in told:
        what = "undo"
        take_back(case, kind, passage, at=now())
    else:
        made = write.letter(write.desk(case, on=today()), kind)
        part = made.part(passage)
        write_words(case, kind, passage, told.get("text", ""), part.facts if part else {}, at=now())
    place = f"#passage-{quote(passage)}" if passage else ""
    return go(f"/case/{quote(case.folder.name)}/letters/{kind}?did={what}{place}")


def _answer(case: Case, told: Mapping[str, str]) -> None:
    """Note what was answered; what the case tells already is no answer of the person's."""
    at = write.desk(case, on=today())
    for name, value in told.items():
        if name in write.FIELDS:
            if value.strip():
                write.check_answer(name, value)
            known = at.facts.values.get(name)
            if known is None or known.words != value.strip() or name in letters_of(case).answers:
                answer(case, name, value, at=now())


ROUTES = [
    Route("/case/{case}/letters", listing),
    Route("/case/{case}/letters/{kind}.{ending}", download),
    Route("/case/{case}/letters/{kind}", show),
    Route("/case/{case}/letters/{kind}/do", act, methods=["POST"]),
]
