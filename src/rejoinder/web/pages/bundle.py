"""The bundle on screen: exhibits chosen and put in order, the PDF made by a job, what was made, any bundle checked."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from rejoinder.case import Case, audit
from rejoinder.case import bundle as chosen
from rejoinder.case.bundle import Exhibit
from rejoinder.case.exhibits import Chosen
from rejoinder.disk import make_folder
from rejoinder.errors import CaseBusy, UsageError
from rejoinder.law.bundles import Profile, profile_named, profiles, source_of
from rejoinder.law.rules import Source
from rejoinder.model import Weighed
from rejoinder.shelf import Wanted
from rejoinder.web.aside import Told
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.write.bundle.check import TITLES, Checked, Found, check
from rejoinder.write.bundle.lines import NOTES, absent_titles, found_in_words, shown_title
from rejoinder.write.bundle.making import SERIOUS, Asked, file_name, make
from rejoinder.write.bundle.materials import KINDS
from rejoinder.write.words import ENGLISH, NOT_ABSENT, absent_in_words, date_in_words

OUT = "out"
AT_ONCE = 200
"""Exhibits on one page of the list."""
LARGEST = 2 << 30
"""Bytes of a bundle that is sent here to be checked."""
SAID = {
    "add": "Added.",
    "from": "Added.",
    "absent": "Added.",
    "up": "Moved.",
    "down": "Moved.",
    "move": "Moved.",
    "sort": "Put in order of time.",
    "title": "Its title is changed.",
    "core": "Noted for the core bundle.",
    "remove": "Taken out of the bundle.",
    "section": "The section is called otherwise.",
    "filed": "Noted: its numbers stay from now on.",
    "afresh": "It is numbered anew.",
    "undo": "Taken back.",
}
FIELDS = ("exhibit", "documents", "section", "to", "title", "core", "source", "query", "family", "profile", "page")
_HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


class Row(NamedTuple):
    """One exhibit as the screen shows it."""

    exhibit: Exhibit
    title: str
    about: str
    """What kind of thing it is, and its date."""
    first: bool
    """Whether it is the first of its section."""
    last: bool
    fixed: bool
    """Whether it was there when the bundle was filed, so that it stays where it is."""


class MadeFile(NamedTuple):
    """A bundle that lies in the case's folder of papers."""

    name: str
    size: str
    day: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen's values."""

    chosen: Chosen
    rows: tuple[Row, ...]
    total: int
    page: int
    last: int
    core: int
    """Exhibits of the core bundle."""
    absent: tuple[tuple[str, str], ...]
    """Accepted findings that have no slip sheet yet: id and words."""
    made: tuple[MadeFile, ...]
    profile: Profile


class RuleRow(NamedTuple):
    """One rule of a check as the screen shows it."""

    found: Found
    title: str
    says: str
    source: Source


def shown(case: Case, profile: str = "", number: int = 1, words: NullTranslations = ENGLISH) -> Shown:
    """Give one page of the exhibits, and all that is told beside them."""
    made = chosen.chosen(case)
    every = chosen.exhibits(case, made)
    last = max(1, -(-len(every) // AT_ONCE))
    here = min(max(1, number), last)
    rows = _rows(every, made, absent_titles(case, every, words), words)[(here - 1) * AT_ONCE : here * AT_ONCE]
    has = {one.entry.finding for one in every}
    accepted = [
        one
        for one in audit(case, wanted=Wanted(statuses=("accepted",)))
        if one.finding and one.finding.kind not in NOT_ABSENT and one.id not in has
    ]
    return Shown(
        made,
        tuple(rows),
        len(every),
        here,
        last,
        sum(one.entry.core for one in every),
        tuple((one.id, _absent(one, words)) for one in accepted),
        tuple(made_files(case, words)),
        profiles().get(profile) or next(iter(profiles().values())),
    )


def _rows(every: Sequence[Exhibit], made: Chosen, absent: Mapping[str, str], words: NullTranslations) -> list[Row]:
    rows = []
    places = [(one.entry.late, one.entry.section) for one in every]
    for at, one in enumerate(every):
        kind = words.gettext(KINDS.get(one.holding.kind, "Document")) if one.holding else words.gettext("Slip sheet")
        day = date_in_words(one.holding.date[:10], words) if one.holding and one.holding.date else ""
        first = at == 0 or places[at - 1] != places[at]
        final = at + 1 == len(every) or places[at + 1] != places[at]
        about = " · ".join(filter(None, (kind, day)))
        rows.append(Row(one, shown_title(one, absent), about, first, final, one.entry.late < len(made.filed)))
    return rows


def _absent(one: Weighed, words: NullTranslations) -> str:
    return absent_in_words(one.finding, words) if one.finding else one.id


def made_files(case: Case, words: NullTranslations = ENGLISH) -> list[MadeFile]:
    """Give the PDFs in the case's folder of papers, the newest first."""
    folder = case.folder / OUT
    places = sorted(folder.glob("*.pdf"), key=lambda one: (-one.stat().st_mtime, one.name)) if folder.is_dir() else []
    found = []
    for one in places:
        told = one.stat()
        day = datetime.fromtimestamp(told.st_mtime, UTC).date().isoformat()
        size = f"{max(1, told.st_size // 1000):,} kB".replace(",", "\u202f")
        found.append(MadeFile(one.name, size, date_in_words(day, words)))
    return found


def show(request: Request) -> Response:
    """Draw the bundle."""
    case, words, asked = case_of(request), words_of(request), request.query_params
    said = SAID.get(asked.get("did", ""), "")
    page = Page(words.gettext("Bundle"), case, "letters", said=words.gettext(said) if said else "")
    told = asked.get("page", "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 1
    view = shown(case, asked.get("profile", ""), number, words)
    names = [file_name(case, view.profile, core=core, words=words) for core in (False, True)]
    titles = [(one.id, one.title) for one in profiles().values()]
    sections = [(one, one) for one in view.chosen.sections]
    return draw(request, "bundle.html", page, view=view, titles=titles, sections=sections, names=names)


async def act(request: Request) -> Response:
    """Write down what a person chose, and show the bundle again."""
    form = await request.form(max_files=0)
    told = {name: str(form.get(name, "")).strip() for name in FIELDS}
    several = [str(one) for one in form.getlist("finding")]
    return await run_in_threadpool(_done, request, told, several)


class Said(NamedTuple):
    """What a person says by a form."""

    case: Case
    told: Mapping[str, str]
    several: Sequence[str]
    at: str


ACTS: dict[str, Callable[[Said], object]] = {
    "add": lambda said: chosen.add(
        said.case,
        _named(said.told["documents"]),
        section=said.told["section"],
        family=bool(said.told["family"]),
        at=said.at,
    ),
    "search": lambda said: chosen.add_found(said.case, said.told["query"], section=said.told["section"], at=said.at),
    "from": lambda said: chosen.add_from(said.case, said.told["source"], section=said.told["section"], at=said.at),
    "absent": lambda said: chosen.add_absent(said.case, said.several, section=said.told["section"], at=said.at),
    "up": lambda said: chosen.step(said.case, said.told["exhibit"], -1, at=said.at),
    "down": lambda said: chosen.step(said.case, said.told["exhibit"], 1, at=said.at),
    "move": lambda said: chosen.move(said.case, [said.told["exhibit"]], section=said.told["section"], at=said.at),
    "sort": lambda said: chosen.sort(said.case, at=said.at),
    "title": lambda said: chosen.retitle(said.case, said.told["exhibit"], said.told["title"], at=said.at),
    "core": lambda said: chosen.mark_core(
        said.case, [said.told["exhibit"]], core=said.told["core"] == "yes", at=said.at
    ),
    "remove": lambda said: chosen.remove(said.case, [said.told["exhibit"]], at=said.at),
    "section": lambda said: chosen.rename_section(said.case, said.told["section"], said.told["to"], at=said.at),
    "filed": lambda said: chosen.was_filed(
        said.case, profile_named(said.told["profile"]).id, said.case.journal.head(), at=said.at
    ),
    "afresh": lambda said: chosen.afresh(said.case, at=said.at),
    "undo": lambda said: chosen.undo(said.case, at=said.at),
}


def _named(written: str) -> list[str]:
    """Give the documents that a person names, one a line."""
    found = [line.strip() for line in written.splitlines() if line.strip()]
    if not found:
        raise UsageError("No document was named.", "Write references or paths, one a line.")
    return found


def _done(request: Request, told: Mapping[str, str], several: Sequence[str]) -> Response:
    case, what = case_of(request), request.path_params["act"]
    if what not in ACTS:
        raise UsageError(f"Nothing can be done by {what}.", "Go back, and use the buttons of the page.")
    ACTS[what](Said(case, told, several, now()))
    asked = {"profile": told["profile"], "page": told["page"], "did": "add" if what == "search" else what}
    place = f"#exhibit-{quote(told['exhibit'])}" if told["exhibit"] and what != "remove" else ""
    return go(f"{_here(case)}?{urlencode({key: value for key, value in asked.items() if value})}{place}")


def _here(case: Case) -> str:
    return f"/case/{quote(case.folder.name)}/bundle"


def make_here(case: Case, asked: Asked, told: Told) -> str:
    """Make the bundle into the case's folder of papers."""
    make_folder(case.folder / OUT)
    made = make(case, asked, case.folder / OUT, told)
    notes = dict.fromkeys(NOTES[note] for row in made.rows for note in row.notes if note in SERIOUS)
    if notes:
        told_of = "; ".join(map(asked.words.gettext, notes))
        return f"The bundle has {made.pages} pages and is called {made.path.name}. To be looked at: {told_of}."
    return f"The bundle has {made.pages} pages and is called {made.path.name}."


async def making(request: Request) -> Response:
    """Begin to make the bundle, and show how it goes."""
    case, form = case_of(request), await request.form()
    words = words_of(request)
    asked = Asked(profile_named(str(form.get("profile", ""))), "core" in form, words)
    jobs: Jobs = request.app.state.jobs
    back = f"{_here(case)}?profile={quote(asked.profile.id)}#made"
    try:
        jobs.start(case.folder.name, words.gettext("Making the bundle"), partial(make_here, case, asked), back=back)
    except CaseBusy:
        return go(f"/case/{quote(case.folder.name)}/job?busy=bundle")
    return go(f"/case/{quote(case.folder.name)}/job")


def _place(case: Case, name: str) -> Path:
    """Give where a paper lies; UsageError where there is none of this name."""
    if name not in {one.name for one in made_files(case)}:
        raise UsageError(f"There is no file {name}.", "Go back, and choose one from the list.")
    return case.folder / OUT / name


def download(request: Request) -> Response:
    """Give a bundle that was made."""
    name = request.path_params["name"]
    return FileResponse(_place(case_of(request), name), filename=name, media_type="application/pdf", headers=_HEADERS)


def checked(request: Request) -> Response:
    """Hold a bundle that was made against the profile."""
    asked = request.query_params
    place = _place(case_of(request), request.path_params["name"])
    return _drawn(request, check(place, profile_named(asked.get("profile", ""))), place.name)


async def check_theirs(request: Request) -> Response:
    """Hold a bundle that a person sends here against a profile; it is kept only while it is looked at."""
    async with request.form(max_part_size=LARGEST) as form:
        sent = form.get("file")
        if not isinstance(sent, UploadFile) or not sent.filename:
            raise UsageError("No file was chosen.", "Choose the bundle’s PDF, then check it.")
        profile = profile_named(str(form.get("profile", "")))
        with tempfile.TemporaryDirectory(prefix="rejoinder-") as folder:
            place = Path(folder) / f"{Path(sent.filename).stem[:100] or 'bundle'}.pdf"
            with place.open("wb") as file:
                while piece := await sent.read(1 << 20):
                    await run_in_threadpool(file.write, piece)
            found = await run_in_threadpool(check, place, profile)
        return await run_in_threadpool(_drawn, request, found, sent.filename)


def _drawn(request: Request, found: Checked, name: str) -> Response:
    words = words_of(request)
    rules = tuple(
        RuleRow(one, TITLES[one.rule.check], found_in_words(one, words), source_of(found.profile, one.rule))
        for one in found.found
    )
    page = Page(words.gettext("Bundle checked"), case_of(request), "letters")
    return draw(request, "bundle_check.html", page, checked=found, rules=rules, name=name)


ROUTES = [
    Route("/case/{case}/bundle", show),
    Route("/case/{case}/bundle/do/{act}", act, methods=["POST"]),
    Route("/case/{case}/bundle/make", making, methods=["POST"]),
    Route("/case/{case}/bundle/file/{name}", download),
    Route("/case/{case}/bundle/check/{name}", checked),
    Route("/case/{case}/bundle/check", check_theirs, methods=["POST"]),
]
