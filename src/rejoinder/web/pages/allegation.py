"""One allegation: as the letter has it, its quotations checked, what may bear on it, and what a person placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.allege.decided import SIDES, Allegation, Side
from rejoinder.case import Case
from rejoinder.case.allegations import against, confirm, merge, passage, place, reword, split, undo, withdraw
from rejoinder.case.weighing import Quoted, Weighing, weighed
from rejoinder.errors import UsageError
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.pages.model import model_name
from rejoinder.web.pages.quoting import Beside, beside
from rejoinder.write.accused import searched_in_words

FIELDS = ("document", "start", "end", "side", "words", "because", "with")
SAID = {
    "for": "Placed for it.",
    "against": "Placed against it.",
    "context": "Placed as context.",
    "aside": "Put aside.",
    "undo": "Taken back.",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen's values."""

    one: Weighing
    quotations: tuple[tuple[Quoted, Beside | None], ...]
    others: tuple[Allegation, ...]
    """Those it can be merged with."""
    searched: tuple[str, ...]
    """The search log, a sentence each."""
    model: str = ""
    """Name of the model that may be asked; empty where none may."""


def made(case: Case, which: str, request: Request) -> Shown:
    """Give one allegation as the screen shows it."""
    one = weighed(case, which)
    sides = tuple(
        (quoted, beside(quoted.span.exact, quoted.best) if quoted.best else None) for quoted in one.quotations
    )
    others = tuple(
        each for each in against(case).allegations if each.id != one.allegation.id and each.standing != "withdrawn"
    )
    return Shown(
        one, sides, others, tuple(searched_in_words(one.search, one.unread, words_of(request))), model_name(case)
    )


def show(request: Request) -> Response:
    """Draw one allegation."""
    case = case_of(request)
    return _drawn(request, case, made(case, request.path_params["id"], request), request.query_params.get("did", ""))


def _drawn(request: Request, case: Case, view: Shown, did: str, *, part: bool = False, focus: str = "") -> Response:
    words = words_of(request)
    label = view.one.allegation.label
    title = f"{words.gettext('Allegation')} {label}".strip()
    said = words.gettext(SAID[did]) if did in SAID else ""
    page = Page(title, case, "allegations", said=said)
    return draw(request, "allegation.html", page, view=view, part=part, focus=focus)


async def act(request: Request) -> Response:
    """Write down what a person decided about an allegation, or where a passage is placed."""
    form = await request.form(max_files=0, max_fields=12)
    told = {name: str(form.get(name, "")) for name in FIELDS}
    return await run_in_threadpool(_done, request, told)


def _done(request: Request, told: Mapping[str, str]) -> Response:
    case, which = case_of(request), request.path_params["id"]
    what = request.path_params["act"]
    here = f"/case/{quote(case.folder.name)}/allegations"
    if what in ("place", "rest"):
        return _placed(request, case, which, told)
    at = now()
    if what == "confirm":
        confirm(case, [which], at=at)
    elif what == "reword":
        reword(case, which, told["words"], at=at)
    elif what == "withdraw":
        withdraw(case, which, because=told["because"].strip(), at=at)
    elif what == "merge":
        return go(f"{here}/{merge(case, [which, told['with']], at=at).id}")
    elif what == "split":
        return go(f"{here}/{split(case, which, told['words'], at=at)[0].id}")
    elif what == "undo":
        undo(case, which, at=at)
        return go(here)
    else:
        raise UsageError(f"Nothing can be done by {what}.", "Go back, and use the buttons of the page.")
    return go(f"{here}/{which}")


def _placed(request: Request, case: Case, which: str, told: Mapping[str, str]) -> Response:
    """Place a passage, or all that are left aside, and show the allegation as it stands then."""
    at, side = now(), told["side"]
    before = weighed(case, which)
    refs = [(found.span.document, found.span.start) for found in (*before.candidates, *before.suggested)]
    if request.path_params["act"] == "rest":
        side = "aside"
        for found in before.candidates:
            place(case, which, found.span, "aside", at=at)
    else:
        if side not in (*SIDES, "undo"):
            raise UsageError(f"Nothing is placed as {side}.", "Place it for, against, context or aside.")
        span = passage(case, told["document"], _number(told["start"]), _number(told["end"]))
        place(case, which, span, None if side == "undo" else cast("Side", side), at=at)
    here = f"/case/{quote(case.folder.name)}/allegations/{which}"
    done = (told["document"], _number(told["start"]))
    at_place = refs.index(done) if done in refs else -1
    following = (refs[at_place + 1 :] or refs[:at_place]) if at_place >= 0 else []
    focus = f"passage-{following[0][0]}-{following[0][1]}" if following else "candidates"
    if "x-swap" in request.headers:
        return _drawn(request, case, made(case, which, request), side, part=True, focus=focus)
    return go(f"{here}?did={side}#{focus}")


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 12 else -1


ROUTES = [
    Route("/case/{case}/allegations/{id}", show),
    Route("/case/{case}/allegations/{id}/{act}", act, methods=["POST"]),
]
