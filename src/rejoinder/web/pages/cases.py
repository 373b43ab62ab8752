"""The list of cases, and the making of a new one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from gettext import NullTranslations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, audited, is_audited, is_read, new
from rejoinder.case.clock_days import REQUEST
from rejoinder.errors import RejoinderError, UsageError
from rejoinder.law.loading import law
from rejoinder.received import bags
from rejoinder.shelf import lists
from rejoinder.web.frame import Home, Page, draw, go, home_of, now, words_of
from rejoinder.web.words import in_words
from rejoinder.write.words import ENGLISH

FIRST = ("uk-gdpr", "eu-gdpr")
"""Laws that head the list."""
UNKNOWN_LAW = "Another law, or I do not know yet"


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the list; numbers are None while they are not known."""

    name: str
    subject: str = ""
    controller: str = ""
    documents: int | None = None
    to_check: int | None = None
    size: int | None = None
    fault: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What the person wrote about a new case, and what is wrong with it."""

    name: str = ""
    subject: str = ""
    controller: str = ""
    regime: str = "uk-gdpr"
    asked: str = ""
    happened: str = ""
    wrong: str = ""


def rows(home: Home) -> list[Row]:
    """Give every case of a folder; one that cannot be opened says so in its row."""
    return [_row(home, path.parent.name) for path in sorted(home.folder.glob("*/case.toml"))]


def _row(home: Home, name: str) -> Row:
    try:
        case = home.case(name)
        held = bags(case.received)
        if not held or not is_read(case):
            return Row(name, case.subject, case.controller)
        with case.shelf() as shelf:
            documents = lists.count(shelf, "")
        size = sum(octets for _, octets in (bag.measure() for bag in held))
        to_check = _to_check(case) if is_audited(case) else None
        return Row(name, case.subject, case.controller, documents, to_check, size)
    except RejoinderError as fault:
        return Row(name, fault=fault.what, remedy=fault.remedy)
    except OSError as fault:
        return Row(name, fault=str(fault))


def _to_check(case: Case) -> int:
    with audited(case) as found:
        counts = found.count()
    return counts["to check"] + counts["unsure"]


def size_in_words(size: int, words: NullTranslations = ENGLISH) -> str:
    """Give a number of bytes as people say it."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {words.gettext(unit)}"
        amount /= 1000
    return f"{amount:.1f} {words.gettext('GB')}".replace(".", words.pgettext("before decimals", "."), 1)


def folder_name(words: str) -> str:
    """Give the name of the folder of a case called so: letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def made(home: Home, form: Form, at: str) -> Case:
    """Make the case a form tells of; UsageError says what is wrong with it."""
    name = folder_name(form.name)
    if not name:
        raise UsageError("The case needs a name.", "Write a few words with letters or digits.")
    if form.regime not in regimes():
        raise UsageError("That law is not one of the list.", "Choose one of the list.")
    if (home.folder / name).exists():
        raise UsageError(f"There is a folder {name} already.", "Choose another name.")
    return new(
        home.folder / name,
        at=at,
        subject=form.subject,
        controller=form.controller,
        regime=form.regime,
        asked=day_of(form.asked),
        happened=form.happened,
    )


def regimes() -> dict[str, str]:
    """Give the laws under which something can be asked for, by id, those of personal data first."""
    asked = {name: one.title for name, one in law().regimes.items() if one.begins == REQUEST}
    return {name: asked[name] for name in FIRST} | asked | {"": UNKNOWN_LAW}


def day_of(written: str) -> str:
    """Give a day as it is kept; nothing for nothing."""
    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError as fault:
        raise UsageError(f"{written} is not a day.", "Write it as 2024-06-30.") from fault


async def listed(request: Request) -> Response:
    """Show every case."""
    found = await run_in_threadpool(rows, home_of(request))
    page = Page(words_of(request).gettext("Cases"), None, "cases")
    return draw(
        request,
        "cases.html",
        page,
        rows=found,
        home=home_of(request).folder,
        size=partial(size_in_words, words=words_of(request)),
    )


async def asked(request: Request) -> Response:
    """Show the empty form of a new case."""
    return _drawn(request, Form(), 200)


async def begun(request: Request) -> Response:
    """Make a new case and go on to its files."""
    sent = await request.form()
    names = ("name", "subject", "controller", "regime", "asked")
    said = {name: " ".join(str(sent.get(name, "")).split()) for name in names}
    form = Form(**said, happened=str(sent.get("happened", "")).strip())
    try:
        case = await run_in_threadpool(made, home_of(request), form, now())
    except UsageError as fault:
        return _drawn(request, replace(form, wrong=in_words(fault, words_of(request))), 422)
    return go(f"/case/{case.folder.name}/add")


def _drawn(request: Request, form: Form, status: int) -> Response:
    page = Page(words_of(request).gettext("New case"), None, "cases", said=form.wrong, step=1)
    return draw(request, "new.html", page, status, form=form, regimes=regimes().items())


ROUTES = [
    Route("/", listed),
    Route("/new", asked),
    Route("/new", begun, methods=["POST"]),
]
