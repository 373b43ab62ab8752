"""Settings: the language and the size of the words, where the case lies, and whether it is as it was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from gettext import NullTranslations
from importlib import resources
from typing import NamedTuple, cast
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.box.doctor import TIERS, Diagnosis, diagnosis
from rejoinder.box.outside import Outside, outside
from rejoinder.case import Case, Checked, check, ground_of, is_read, last_check
from rejoinder.case.proposing import leave_model, name_model
from rejoinder.case.ranking import is_here
from rejoinder.errors import CaseBusy, CaseDamaged, RejoinderError, UsageError
from rejoinder.received import bags
from rejoinder.reveal import LAW, Place, cover, places, reveal
from rejoinder.web.aside import Told, untold
from rejoinder.web.frame import SIZES, Page, case_at, case_of, draw, go, language_of, later_of, now, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.web.later import Later
from rejoinder.web.pages.cases import regimes
from rejoinder.web.pages.model import Modelled, modelled
from rejoinder.web.words import LANGUAGES, in_words
from rejoinder.write.sending import lists_in_words
from rejoinder.write.words import ENGLISH, counted

YEAR = 365 * 24 * 3600
AT_ONCE = 2_000
"""Files that are checked while the person waits, a moment; more are checked by a job."""
BYTES_AT_ONCE = 200_000_000
"""Bytes of all files together up to which that is so."""
LISTED = 100
"""Pages with covered words that are listed."""


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
    ranks_by_meaning: bool
    """Whether the model that ranks by meaning is here."""
    lists: str
    """What is told of names before a disclosure is sent."""
    checked: Checked | None
    """What came of the last check; None before the first."""

    @property
    def shown(self) -> tuple[str, ...]:
        """What did not check when that was last looked at, as much as is listed."""
        return self.checked.faults[:LISTED] if self.checked else ()


class Untried(NamedTuple):
    """Why nothing is told of how what opens documents is held."""

    why: str


class Locks(NamedTuple):
    """How what opens documents is held on this computer."""

    box: Diagnosis
    """How tight the box is in which documents are opened."""
    outside: Outside
    """How the programs of others are held."""

    @property
    def kept(self) -> str:
        """What the box's tier means, in a sentence."""
        return TIERS[self.box.tier]


@dataclass(frozen=True, slots=True)
class Covered:
    """What is said of words beneath redactions; nothing is counted while the case is not read."""

    places: tuple[Place, ...]
    ground: str
    """Why they are shown; empty where they are not."""
    wrong: str = ""
    law: str = LAW

    @property
    def words(self) -> int:
        """How many words there are."""
        return sum(place.words for place in self.places)

    @property
    def listed(self) -> tuple[Place, ...]:
        """The pages that are listed."""
        return self.places[:LISTED]


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen about the words on the screen, and what is."""

    languages: dict[str, str]
    language: str
    sizes: dict[str, str]
    size: str


def view_of(case: Case, words: NullTranslations = ENGLISH) -> View:
    """Give the page's values."""
    held = bags(case.received)
    try:
        head = case.journal.head()
    except CaseDamaged:
        head = ""
    regime = regimes().get(case.regime, case.regime)
    files = sum(bag.count() for bag in held)
    folder, lists = str(case.folder.resolve()), lists_in_words(words)
    return View(folder, regime, len(held), files, head, is_here(), lists, last_check(case))


def tried() -> Locks:
    """Try every way out of the locks, once; at its first call that takes a second or two."""
    return Locks(diagnosis(), outside())


def locks_now(later: Later) -> Locks | Untried | None:
    """Give what is known of the locks; None while they are being tried."""
    try:
        return later.soon("locks", tried)
    except RejoinderError as fault:
        return Untried(fault.what)
    except OSError as fault:
        return Untried(f"The disk refused it: {fault.strerror or fault}.")


def languages() -> dict[str, str]:
    """Give the languages there are words for."""
    catalogues = resources.files("rejoinder.web").joinpath("locale")
    return {one: name for one, name in LANGUAGES.items() if one == "en" or catalogues.joinpath(f"{one}.mo").is_file()}


async def seen(request: Request) -> Response:
    """Show the settings."""
    return await _drawn(request)


def check_all(case: Case, at: str, told: Told) -> str:
    """Check every hash and the journal's chain."""
    found = check(case, at=at, told=told).faults
    if found:
        return f"Not everything is as it was: {counted(len(found), 'fault', 'faults')}."
    return "All files are as they were received, and the journal's chain holds."


def checked(request: Request) -> Response:
    """Check every hash, where there are many in a job, and show what came of it."""
    case, jobs = case_at(request), cast("Jobs", request.app.state.jobs)
    here, work = f"/case/{quote(case.folder.name)}", partial(check_all, case, now())
    measured = [bag.measure() for bag in bags(case.received)]
    if sum(files for files, _ in measured) <= AT_ONCE and sum(octets for _, octets in measured) <= BYTES_AT_ONCE:
        work(untold)
        return go(f"{here}/settings#checked")
    try:
        jobs.start(case.folder.name, words_of(request).gettext("Checking"), work, back=f"{here}/settings#checked")
    except CaseBusy:
        return go(f"{here}/job?busy=1")
    return go(f"{here}/job")


async def chosen(request: Request) -> Response:
    """Keep the language and the size of the words in cookies."""
    case, form = case_at(request), await request.form()
    answer = go(f"/case/{quote(case.folder.name)}/settings")
    for name, known in (("language", LANGUAGES), ("size", SIZES)):
        value = str(form.get(name, ""))
        if value in known:
            answer.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="strict")
    return answer


def covered(case: Case, wrong: str = "") -> Covered:
    """Give what is said of words beneath redactions."""
    return Covered(places(case) if is_read(case) else (), ground_of(case), wrong)


def read_uncovered(case: Case, ground: str, at: str, told: Told) -> str:
    """Read the case again with covered words shown, or without where there is no ground."""
    if ground:
        reveal(case, ground, at=at, told=told)
        return "Words beneath redactions are shown on their pages now."
    cover(case, at=at, told=told)
    return "Words beneath redactions are covered again."


async def switched(request: Request) -> Response:
    """Begin to read the case again with covered words shown, or covered."""
    case, form = case_of(request), await request.form()
    ground, off = " ".join(str(form.get("ground", "")).split()), "off" in form
    words = words_of(request)
    if not off and not ground:
        wrong = words.gettext("Say in your own words why you need to see them.")
        return await _drawn(request, wrong=wrong)
    if off and not ground_of(case):
        return go(f"/case/{quote(case.folder.name)}/settings#covered")
    jobs: Jobs = request.app.state.jobs
    work = partial(read_uncovered, case, "" if off else ground, now())
    jobs.start(case.folder.name, words.gettext("Covered words"), work)
    return go(f"/case/{quote(case.folder.name)}/job")


async def model_named(request: Request) -> Response:
    """Name the model that may be asked in a case, or switch it off."""
    case, form = case_of(request), await request.form(max_files=0, max_fields=5)
    address, name = (str(form.get(one, "")).strip() for one in ("endpoint", "name"))
    try:
        if "off" in form:
            leave_model(case, at=now())
        else:
            name_model(case, address, name, at=now())
    except UsageError as fault:
        words = words_of(request)
        again = modelled(case, words)._replace(endpoint=address, name=name, wrong=in_words(fault, words))
        return await _drawn(request, asked_model=again)
    return go(f"/case/{quote(case.folder.name)}/settings#model")


async def _drawn(request: Request, *, wrong: str = "", asked_model: Modelled | None = None) -> Response:
    case = case_at(request)
    view = await run_in_threadpool(view_of, case, words_of(request))
    language, size = language_of(request), request.cookies.get("size", "")
    page = Page(words_of(request).gettext("Settings"), case, "settings")
    choices = Choices(languages(), language, SIZES, size)
    beneath = await run_in_threadpool(covered, case, wrong)
    locks = await run_in_threadpool(locks_now, later_of(request))
    model = asked_model or await run_in_threadpool(modelled, case, words_of(request))
    status = 422 if wrong or (asked_model and asked_model.wrong) else 200
    told = {"view": view, "choices": choices, "covered": beneath, "model": model, "locks": locks}
    return draw(request, "settings.html", page, status, **told)


ROUTES = [
    Route("/case/{case}/settings", seen),
    Route("/case/{case}/settings", chosen, methods=["POST"]),
    Route("/case/{case}/settings/verify", checked, methods=["POST"]),
    Route("/case/{case}/settings/covered", switched, methods=["POST"]),
    Route("/case/{case}/settings/model", model_named, methods=["POST"]),
]
