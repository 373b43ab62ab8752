"""Settings: the language and the size of the words, where the case lies, and whether it is as it was."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.box.doctor import TIERS, Diagnosis, diagnosis
from rejoinder.case import Case, faults
from rejoinder.errors import CaseDamaged
from rejoinder.received import bags
from rejoinder.web.frame import SIZES, Page, case_at, draw, go, language_of, words_of
from rejoinder.web.pages.cases import REGIMES
from rejoinder.web.words import LANGUAGES

YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class View:
    """What the page says of the case."""

    folder: str
    regime: str
    """The law, as the list of a new case words it."""
    batches: int
    files: int
    head: str
    """The digest that stands for everything decided; empty where the journal does not check."""
    box: Diagnosis
    """How tight the box is in which documents are opened."""
    faults: tuple[str, ...] | None = None
    """What does not check; None before it was asked."""

    @property
    def kept(self) -> str:
        """What the box's tier means, in a sentence."""
        return TIERS[self.box.tier]


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen about the words on the screen, and what is."""

    languages: dict[str, str]
    language: str
    sizes: dict[str, str]
    size: str


def view_of(case: Case, *, check: bool = False) -> View:
    """Give the page's values, with every hash checked when asked."""
    held = bags(case.received)
    try:
        head = case.journal.head()
    except CaseDamaged:
        head = ""
    found = tuple(faults(case)) if check else None
    regime = dict(REGIMES).get(case.regime, case.regime)
    files = sum(bag.count() for bag in held)
    return View(str(case.folder.resolve()), regime, len(held), files, head, diagnosis(), found)


def languages() -> dict[str, str]:
    """Give the languages there are words for."""
    catalogues = resources.files("rejoinder.web").joinpath("locale")
    return {one: name for one, name in LANGUAGES.items() if one == "en" or catalogues.joinpath(f"{one}.mo").is_file()}


async def seen(request: Request) -> Response:
    """Show the settings."""
    return await _drawn(request, check=False)


async def checked(request: Request) -> Response:
    """Check every hash and show what came of it."""
    return await _drawn(request, check=True)


async def chosen(request: Request) -> Response:
    """Keep the language and the size of the words in cookies."""
    case, form = case_at(request), await request.form()
    answer = go(f"/case/{quote(case.folder.name)}/settings")
    for name, known in (("language", LANGUAGES), ("size", SIZES)):
        value = str(form.get(name, ""))
        if value in known:
            answer.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="strict")
    return answer


async def _drawn(request: Request, *, check: bool) -> Response:
    case = case_at(request)
    view = await run_in_threadpool(view_of, case, check=check)
    language, size = language_of(request), request.cookies.get("size", "")
    page = Page(words_of(request).gettext("Settings"), case, "settings")
    choices = Choices(languages(), language, SIZES, size)
    return draw(request, "settings.html", page, view=view, choices=choices)


ROUTES = [
    Route("/case/{case}/settings", seen),
    Route("/case/{case}/settings", chosen, methods=["POST"]),
    Route("/case/{case}/settings/verify", checked, methods=["POST"]),
]
