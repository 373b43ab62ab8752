"""The case to an adviser on screen: what leaves and what stays, the archive made by a job, and the files to take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from gettext import NullTranslations
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from rejoinder import handover
from rejoinder.case import Case
from rejoinder.errors import CaseBusy, UsageError
from rejoinder.web.aside import Told
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.write.handover import leaving_in_words

OUT = "out"
SHOWN = 200
"""Files that are listed by name."""


@dataclass(frozen=True, slots=True)
class View:
    """The screen's values."""

    leaves: handover.Leaving
    names: tuple[str, ...]
    """The first of the files that leave, by name."""
    said: tuple[str, ...]
    """What leaves and what stays, a sentence each."""
    batches: tuple[tuple[str, bool], ...]
    """Every batch, and whether it is chosen."""
    made: tuple[tuple[str, int], ...]
    """Archives that were made, with their bytes."""
    is_here: bool


def view_of(case: Case, part: handover.Part, words: NullTranslations) -> View:
    """Give what leaves of a case."""
    leaves = handover.leaving(case, part)
    with case.shelf() as shelf:
        names = [one.name for one in shelf.batches()]
    chosen = part.batches or tuple(names)
    made = sorted((case.folder / OUT).glob("*.age"))
    return View(
        leaves,
        tuple(name for name, _ in islice(leaves.found(), SHOWN)),
        tuple(leaving_in_words(leaves, words)),
        tuple((name, name in chosen) for name in names),
        tuple((one.name, one.stat().st_size) for one in made),
        handover.is_here(),
    )


def _part(case: Case, batches: list[str], notes: bool) -> handover.Part:
    """Give the part that was chosen: all batches are the whole case."""
    with case.shelf() as shelf:
        names = {one.name for one in shelf.batches()}
    return handover.Part(() if set(batches) >= names else tuple(batches), (), notes)


def show(request: Request) -> Response:
    """Show what leaves."""
    case, words, asked = case_of(request), words_of(request), request.query_params
    part = _part(case, asked.getlist("batch"), "notes" in asked) if "chosen" in asked else handover.WHOLE
    if "chosen" in asked and not asked.getlist("batch"):
        raise UsageError("No batch was chosen.", "Go back, and choose what is to leave.")
    page = Page(words.gettext("To an adviser"), case, "letters")
    return draw(request, "handover.html", page, view=view_of(case, part, words))


def seal_here(case: Case, part: handover.Part, locks: handover.Locks, at: str, told: Told) -> str:
    """Seal an archive into the folder of papers."""
    folder = case.folder / OUT
    folder.mkdir(mode=0o700, exist_ok=True)
    handover.seal(case, handover.leaving(case, part), _free(folder, at[:10]), locks, at=at, told=told)
    return "The archive is made. Take it under To an adviser."


def _free(folder: Path, day: str) -> Path:
    """Give a name that no archive has yet."""
    names = (f"for an adviser {day}{f' ({number})' if number > 1 else ''}.age" for number in range(1, 1000))
    return next(folder / name for name in names if not (folder / name).exists())


async def seal(request: Request) -> Response:
    """Begin the archive."""
    form = await request.form(max_files=0, max_fields=1000)
    batches = [str(one) for one in form.getlist("batch")]
    told = {name: str(form.get(name, "")).strip() for name in ("recipient", "passphrase", "notes")}
    return await run_in_threadpool(_begun, request, batches, told)


def _begun(request: Request, batches: list[str], told: Mapping[str, str]) -> Response:
    case, words = case_of(request), words_of(request)
    recipients = (told["recipient"],) if told["recipient"] else ()
    locks = handover.Locks(recipients, told["passphrase"])
    part = _part(case, batches, bool(told["notes"]))
    handover.check(handover.leaving(case, part), case.folder / "x", locks)
    jobs: Jobs = request.app.state.jobs
    here = f"/case/{quote(case.folder.name)}/job"
    try:
        jobs.start(case.folder.name, words.gettext("To an adviser"), partial(seal_here, case, part, locks, now()))
    except CaseBusy:
        return go(f"{here}?busy=sending")
    return go(here)


def download(request: Request) -> Response:
    """Give an archive that was made."""
    case, name = case_of(request), request.path_params["name"]
    if name not in {one.name for one in (case.folder / OUT).glob("*.age")}:
        raise UsageError(f"No archive is called {name}.", "Choose one from the list.")
    return FileResponse(case.folder / OUT / name, media_type="application/octet-stream", filename=name)


ROUTES = [
    Route("/case/{case}/handover", show),
    Route("/case/{case}/handover/seal", seal, methods=["POST"]),
    Route("/case/{case}/handover/{name}", download),
]
