"""What every page has: the case it is about, the bar above it, the words of the search, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from rejoinder.case import DERIVED, SHELF, Case, is_audited, is_read, open_case
from rejoinder.errors import UsageError
from rejoinder.shelf import is_current, lists
from rejoinder.web.aside import Way
from rejoinder.web.jobs import Jobs
from rejoinder.web.later import Later
from rejoinder.web.words import LANGUAGES, told, translator
from rejoinder.write.words import absent_in_words, counted, date_in_words, name_in_words, number_in_words

BAR = (
    ("overview", "Overview"),
    ("documents", "Documents"),
    ("missing", "Missing"),
    ("allegations", "Allegations"),
    ("chronology", "Chronology"),
    ("procedure", "Procedure"),
    ("letters", "Letters"),
    ("add", "Add"),
    ("settings", "Settings"),
)
"""The screens of one case that the bar above every page leads to: only those that work."""
STEPS = ("What happened", "What you were sent", "Your own archive", "What is missing", "Send the list")
"""The first steps through a case, each on one page."""
COMPARED = 5_000
"""Documents that are compared within a request, under a second; more than these a job compares."""
SIZES = {"": "Usual", "large": "Large", "larger": "Larger"}
"""What the cookie `size` may hold, and the class text-… on the page that follows from it."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder in which the cases of this machine lie, each a folder of its own."""

    folder: Path

    def cases(self) -> list[Case]:
        """Give every case, by the name of its folder."""
        found = (path.parent for path in sorted(self.folder.glob("*/case.toml")))
        return [open_case(folder) for folder in found]

    def case(self, name: str) -> Case:
        """Give the case in the folder of this name; UsageError when there is none."""
        if name in ("", ".", "..") or "/" in name or "\\" in name or "\0" in name:
            raise UsageError(f"{name or 'Nothing'} is not the name of a case.", "Choose one from the list of cases.")
        return open_case(self.folder / name)


@dataclass(frozen=True, slots=True)
class Page:
    """What the frame shows round a page's own content."""

    title: str
    case: Case | None
    here: str
    """Which entry of the bar it belongs to."""
    query: str = ""
    said: str = ""
    """One sentence for the live region: what the last act did."""
    step: int = 0
    """Which of the first steps it is, from 1; 0 where it is none of them."""


def now() -> str:
    """Give the time, which only the command line and the screen know (ISO 8601, UTC)."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def today() -> date:
    """Give the day of that time."""
    return date.fromisoformat(now()[:10])


def home_of(request: Request) -> Home:
    """Give where the cases lie."""
    home: Home = request.app.state.home
    return home


def case_at(request: Request) -> Case:
    """Give the case an address speaks of: /case/NAME/…"""
    return home_of(request).case(request.path_params["case"])


def case_of(request: Request) -> Case:
    """Give the case an address speaks of, for a screen that shows what was read of it.

    Where what was received is not read, or is much and not compared, the person is sent on to the job that does it.
    """
    case = case_at(request)
    going = _is_going(request, case)
    is_made = is_current(case.folder / DERIVED / SHELF)
    if (going and not is_made) or (awaits_comparing(case) if is_read(case) else not going):
        raise HTTPException(303, headers={"Location": f"/case/{quote(case.folder.name)}/job"})
    return case


def awaits_comparing(case: Case) -> bool:
    """Say whether a case that is read is not compared yet, and too large for a request to do it."""
    if is_audited(case):
        return False
    with case.shelf() as shelf:
        return lists.count(shelf, "") > COMPARED


def _is_going(request: Request, case: Case) -> bool:
    """Say whether a job of this server reads what is not read yet; what was read before can be shown meanwhile."""
    jobs: Jobs = request.app.state.jobs
    job = jobs.of(case.folder.name)
    return bool(job and job.progress().going)


@lru_cache(maxsize=8)
def environment(language: str) -> Environment:
    """Give the templates in a language: every value escaped, none missing in silence."""
    made = Environment(
        loader=PackageLoader("rejoinder.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = translator(language)
    made.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    made.filters["day"] = partial(date_in_words, words=words)
    made.filters["number"] = partial(number_in_words, words=words)
    made.filters["told"] = partial(told, words=words)  # what it gives is escaped, unlike what _() gives
    made.filters["absent"] = partial(absent_in_words, words=words)
    made.filters["name"] = name_in_words
    made.globals["words"] = words
    made.globals["counted"] = partial(counted, words=words)
    return made


def language_of(request: Request) -> str:
    """Give the language the person chose, else the one the server was started in."""
    chosen = request.cookies.get("language", "")
    return chosen if chosen in LANGUAGES else str(request.app.state.language)


def words_of(request: Request) -> NullTranslations:
    """Give the words of that language."""
    return translator(language_of(request))


def way_of(request: Request) -> Way:
    """Give the way in which this server does what takes long, or a lot of memory."""
    jobs: Jobs = request.app.state.jobs
    return jobs.way


def later_of(request: Request) -> Later:
    """Give what is made while the page that asked for it is shown already."""
    later: Later = request.app.state.later
    return later


def draw(request: Request, template: str, page: Page, status: int = 200, **values: Any) -> HTMLResponse:
    """Give a page drawn from its template."""
    drawn = environment(language_of(request)).get_template(template)
    size = request.cookies.get("size", "")
    written = drawn.render(page=page, bar=BAR, steps=STEPS, text_size=size if size in SIZES else "", **values)
    return HTMLResponse(written, status_code=status)


def go(address: str) -> RedirectResponse:
    """Send the browser on after an act, so that reloading does not repeat it (303, RFC 9110, 15.4.4)."""
    return RedirectResponse(address, status_code=303)
