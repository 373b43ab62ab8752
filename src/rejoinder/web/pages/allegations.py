"""Allegations: the letters they stand in, and the matrix of what stands for and against each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.case.allegations import add, confirm, take_letter, take_words, undo
from rejoinder.case.ranking import unranked
from rejoinder.case.reasons import Taken, likely_letters
from rejoinder.case.weighing import Weighing, matrix
from rejoinder.errors import UsageError
from rejoinder.model import Holding
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.pages.model import model_name

LONGEST = 200_000
"""Characters of a letter that a person pastes."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The screen's values."""

    letters: tuple[Taken, ...]
    rows: tuple[Weighing, ...]
    likely: Sequence[tuple[Holding, int]] = ()
    """Documents that look like letters of reasons, each with how many allegations it would have."""
    model: str = ""
    """Name of the model that may be asked; empty where none may."""
    unranked: int = 0
    """How many are ranked by their words alone, though the model that ranks by meaning is here."""

    @property
    def proposed(self) -> int:
        """Give how many allegations the letters propose that are not confirmed; a model's are confirmed one by one."""
        return sum(one.state == "proposed" and not one.allegation.proposed_by for one in self.rows)

    @property
    def current(self) -> tuple[Weighing, ...]:
        """Give the allegations that were not set aside."""
        return tuple(one for one in self.rows if one.state != "withdrawn")

    @property
    def withdrawn(self) -> tuple[Weighing, ...]:
        """Give those that were."""
        return tuple(one for one in self.rows if one.state == "withdrawn")


def made(case: Case) -> Matrix:
    """Give the matrix of a case; documents that look like letters where none was taken yet."""
    every, rows = matrix(case)
    taken = {letter.ref for letter in every.letters}
    likely = [one for one in likely_letters(case) if one[0].ref not in taken]
    return Matrix(every.letters, rows, likely, model_name(case), unranked(rows))


def show(request: Request) -> Response:
    """Draw the matrix."""
    case = case_of(request)
    page = Page(words_of(request).gettext("Allegations"), case, "allegations")
    return draw(request, "allegations.html", page, view=made(case))


async def act(request: Request) -> Response:
    """Take a letter or the words of one, confirm what it proposes, add an allegation, or take a letter back."""
    form = await request.form(max_files=0, max_fields=10)
    told = {name: str(form.get(name, ""))[:LONGEST] for name in ("document", "words")}
    return await run_in_threadpool(_done, request, told["document"].strip(), told["words"])


def _done(request: Request, document: str, words: str) -> Response:
    case, what, at = case_of(request), request.path_params["act"], now()
    here = f"/case/{quote(case.folder.name)}/allegations"
    if what == "letter":
        take_letter(case, document, at=at) if document else take_words(case, words, at=at)
    elif what == "confirm":
        confirm(case, (), at=at)
    elif what == "undo":
        undo(case, document, at=at)
    elif what == "add":
        return go(f"{here}/{add(case, words, at=at).id}")
    else:
        raise UsageError(f"Nothing can be done by {what}.", "Go back, and use the buttons of the page.")
    return go(here)


ROUTES = [
    Route("/case/{case}/allegations", show),
    Route("/case/{case}/allegations/do/{act}", act, methods=["POST"]),
]
