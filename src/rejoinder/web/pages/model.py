"""Models on this machine: the one that a person names and asks, and the small one that ranks by meaning."""

from __future__ import annotations

from functools import partial
from gettext import NullTranslations
from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.case.proposing import (
    ASKING,
    ask_for_allegations,
    ask_for_candidates,
    ask_for_events,
    model_of,
    used,
)
from rejoinder.case.ranking import READING, rank
from rejoinder.errors import CaseBusy, UsageError
from rejoinder.web.aside import Told
from rejoinder.web.frame import case_of, go, now, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.write.modelled import asked_in_words, ranked_in_words, use_in_words

SHOWN = 20
"""Uses that are shown, the last ones."""
PLACES = {"allegations": "allegations", "candidates": "allegations", "events": "chronology"}
"""What may be asked about, and the screen on which the answer is shown."""


class Modelled(NamedTuple):
    """What the settings say of the model."""

    on: bool
    endpoint: str
    name: str
    uses: tuple[str, ...]
    """Each use in a line."""
    wrong: str = ""

    @property
    def last(self) -> tuple[str, ...]:
        """Give the uses that are shown, the latest first."""
        return self.uses[: -SHOWN - 1 : -1]


def modelled(case: Case, words: NullTranslations) -> Modelled:
    """Give what the settings say of the model of a case."""
    model = model_of(case)
    told = tuple(use_in_words(one, words) for one in used(case))
    return Modelled(model is not None, model.address if model else "", model.name if model else "", told)


def model_name(case: Case) -> str:
    """Give the name of the model that may be asked in a case; empty where none may."""
    model = model_of(case)
    return model.name if model else ""


def ask(case: Case, about: str, of: str, at: str, told: Told) -> str:
    """Ask the model."""
    if about == "allegations":
        done = ask_for_allegations(case, at=at, told=told)
    elif about == "candidates":
        done = ask_for_candidates(case, of, at=at, told=told)
    else:
        done = ask_for_events(case, [of], at=at, told=told)
    return asked_in_words(*done)


def rank_by_meaning(case: Case, told: Told) -> str:
    """Rank candidates by meaning."""
    return ranked_in_words(*rank(case, told))


async def asked(request: Request) -> Response:
    """Begin to ask the model; while other work runs on the case, say so."""
    case, form = case_of(request), await request.form(max_files=0, max_fields=4)
    about, of = str(form.get("about", "")), str(form.get("of", "")).strip()
    if about not in PLACES:
        raise UsageError("It was not said what the model is to be asked.", "Go back, and use the buttons of the page.")
    base = f"/case/{quote(case.folder.name)}"
    back = f"{base}/{PLACES[about]}{f'/{quote(of)}' if about == 'candidates' else ''}"
    jobs: Jobs = request.app.state.jobs
    try:
        work = partial(ask, case, about, of, now())
        jobs.start(case.folder.name, words_of(request).gettext(ASKING), work, back=back)
    except CaseBusy:
        return go(f"{base}/job?busy=1")
    return go(f"{base}/job")


async def ranked(request: Request) -> Response:
    """Begin to rank candidates by meaning; while other work runs on the case, say so."""
    case, words = case_of(request), words_of(request)
    base = f"/case/{quote(case.folder.name)}"
    jobs: Jobs = request.app.state.jobs
    try:
        jobs.start(case.folder.name, words.gettext(READING), partial(rank_by_meaning, case), back=f"{base}/allegations")
    except CaseBusy:
        return go(f"{base}/job?busy=1")
    return go(f"{base}/job")


ROUTES = [
    Route("/case/{case}/ask-model", asked, methods=["POST"]),
    Route("/case/{case}/meaning", ranked, methods=["POST"]),
]
