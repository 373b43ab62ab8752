"""Files into a case: the form, the job that takes them in, and how far it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import NullTranslations
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, Delivery, audit, is_read, read_rest, receive, scope_of, scopes
from rejoinder.errors import CaseBusy, UsageError
from rejoinder.model import Batch, Ledger, Problem, Scope
from rejoinder.received import bags
from rejoinder.scans import read_or_say
from rejoinder.web.aside import Told
from rejoinder.web.frame import Page, awaits_comparing, case_at, draw, go, now, words_of
from rejoinder.web.jobs import Jobs, Progress
from rejoinder.web.pages.cases import day_of
from rejoinder.web.pages.scope import scope_in
from rejoinder.web.uploads import Upload, begin, discard, keep, new_id, safe_path, upload_of, waiting
from rejoinder.web.words import in_words
from rejoinder.write.words import ENGLISH, ledger_in_words

AT_ONCE = 500
"""Files one request may bring; the page's script sends more in batches of 50."""
SHOWN = 200
"""Problems shown below a finished job; all of them are among the documents."""
REMARKS = 20
"""Remarks shown there."""
FEW = 5
"""Files named of those on which the same remark is made."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the person says of the files, and what is wrong with it."""

    upload: str
    name: str = ""
    sender: str = ""
    date: str = ""
    own: bool = False
    scope: Scope = Scope()  # noqa: RUF009
    """What they claim to cover, as it was written."""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Files that were sent and are not yet received."""

    upload: str
    name: str
    files: int


class Remark(NamedTuple):
    """What is said of some files that were read, all of them, and their first few by name."""

    what: str
    remedy: str
    files: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class JobView:
    """The job page: what runs or ran, what it brought, and what still waits."""

    job: Progress | None
    left: str
    batch: Batch | None
    ledger: str
    problems: tuple[Problem, ...]
    more: int
    remarks: tuple[Remark, ...]
    """What is to be noted of files that were read, what is said of most of them first."""
    unsaid: int
    """Further remarks, each on fewer of them."""
    waiting: tuple[Waiting, ...]
    unread: bool = False
    """True where what was received is not read and nothing is reading it."""
    uncompared: bool = False
    """True where it is read, much, and not compared, and nothing is comparing it."""


def left_in_words(seconds: float | None, words: NullTranslations = ENGLISH) -> str:
    """Give the time left as people say it; nothing where it is not known."""
    if seconds is None:
        return ""
    if seconds < 60:
        return words.gettext("less than a minute left")
    minutes = round(seconds / 60)
    if minutes <= 1:
        return words.gettext("about a minute left")
    return words.gettext("about {minutes} minutes left").format(minutes=minutes)


def name_of(sent: Sequence[str], words: NullTranslations = ENGLISH) -> str:
    """Give the name of a batch to which none was given: its file's or folder's, or the first's and how many more."""
    if len(sent) == 1:
        return sent[0]
    return words.gettext("{first} and {more} more").format(first=sent[0], more=len(sent) - 1)


def delivery_of(form: Form, first: str, today: str) -> Delivery:
    """Give what is said of a batch; without a name it is for now called as the first file, or its folder."""
    claimed = scope_of(*form.scope) if any(form.scope) and not form.own else None
    return Delivery(form.name or safe_path(first)[0], form.sender, day_of(form.date or today), form.own, claimed)


def take_in(case: Case, upload: Upload, at: str, told: Told) -> str:
    """Receive an upload, forget it, and compare what is there then."""
    bag = receive(case, [upload.files], upload.delivery, at=at, told=told)
    discard(upload)
    unread = read_or_say(case, told)
    found = audit(case, told)
    to_check = sum(one.status in ("to check", "unsure") for one in found)
    done = f"Received: {bag.batch.name}. Files: {bag.count():,}. Findings to check: {to_check:,}."
    return f"{done} {unread}".strip()


def read_all(case: Case, told: Told) -> str:
    """Read all that was received, and compare it."""
    read_rest(case, told)
    to_check = sum(one.status in ("to check", "unsure") for one in audit(case, told))
    return f"Everything is read. Findings to check: {to_check:,}."


def job_view(case: Case, job: Progress | None, words: NullTranslations = ENGLISH) -> JobView:
    """Give the job page of a case."""
    left = ""
    if job and job.going and job.steps:
        left = left_in_words(job.steps[-1].left, words)
    batch: Batch | None = None
    ledger, problems = "", list[Problem]()
    if job and job.state == "done" and is_read(case):
        batch, brought, problems = _brought(case, job.title)
        ledger = ledger_in_words(brought, words) if brought else ""
    going = job.upload if job and job.going else ""
    rest = tuple(Waiting(one.id, one.delivery.name, one.count()) for one in waiting(case) if one.id != going)
    unread = not (job and job.going) and not is_read(case)
    uncompared = not (job and job.going) and not unread and awaits_comparing(case)
    faults = [one for one in problems if not one.is_remark]
    shown, more = tuple(faults[:SHOWN]), max(0, len(faults) - SHOWN)
    remarks = remarks_of(problems)
    said, unsaid = remarks[:REMARKS], max(0, len(remarks) - REMARKS)
    return JobView(job, left, batch, ledger, shown, more, said, unsaid, rest, unread, uncompared)


def remarks_of(problems: Iterable[Problem]) -> tuple[Remark, ...]:
    """Give the remarks among problems, each once with the files it is made on."""
    files: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for one in problems:
        if one.is_remark:
            files[one.what, one.remedy][one.where] = None
    often = sorted(files.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(Remark(*said, tuple(on)[:FEW], max(0, len(on) - FEW)) for said, on in often)


def _brought(case: Case, name: str) -> tuple[Batch | None, Ledger | None, list[Problem]]:
    with case.shelf() as shelf:
        for batch in shelf.batches():
            if batch.name == name:
                problems = [problem for _, problem in shelf.problems(batch.number)]
                return batch, shelf.ledger(batch.number), problems
    return None, None, []


def step_of(batches: Iterable[Batch], *, own: bool) -> int:
    """Give which of the first steps it is to add files that are the person's own, or not; 0 where it was taken."""
    if any(batch.own == own for batch in batches):
        return 0
    return 3 if own else 2


async def asked(request: Request) -> Response:
    """Show the form."""
    case = case_at(request)
    return _drawn(request, case, Form(new_id(), date=now()[:10], own="own" in request.query_params), 200)


async def sent(request: Request) -> Response:
    """Keep the files of one request, and begin to receive them when it was the last."""
    case = case_at(request)
    try:
        # Deliberately raised: a disclosure is hundreds of files, and each also has a field with its path.
        async with request.form(max_files=AT_ONCE, max_fields=2 * AT_ONCE + 10) as form:
            said = _said(form)
            more = form.get("more") == "yes"
            upload = await run_in_threadpool(_kept, case, said, form)
            if not (more or said.name):
                upload = await run_in_threadpool(_named, case, upload, words_of(request))
    except HTTPException as fault:
        what = f"These are too many files for one go, or what was sent is broken ({fault.detail})."
        remedy = f"Send at most {AT_ONCE} files at a time, or put them into one zip file."
        wrong = in_words(UsageError(what, remedy), words_of(request))
        return _drawn(request, case, Form(new_id(), date=now()[:10], wrong=wrong), 413)
    except UsageError as fault:
        return _drawn(request, case, replace(said, wrong=in_words(fault, words_of(request))), 422)
    if more:
        return Response(status_code=204)
    return _start(request, case, upload)


def _said(form: FormData) -> Form:
    written = {name: " ".join(str(form.get(name, "")).split()) for name in ("upload", "name", "sender", "date")}
    name, sender, date = (written[one] for one in ("name", "sender", "date"))
    return Form(written["upload"] or new_id(), name, sender, date, "own" in form, scope_in(form))


def _kept(case: Case, said: Form, form: FormData) -> Upload:
    """Keep each file of a form; `paths`, where the script sent them, are its places in the dropped folder."""
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    paths = [str(path) for path in form.getlist("paths")]
    names = paths if len(paths) == len(files) else [one.filename or "" for one in files]
    if not files:
        raise UsageError("No files were chosen.", "Choose at least one file or a folder.")
    upload = begin(case, said.upload, delivery_of(said, names[0], now()[:10]))
    for name, file in zip(names, files, strict=True):
        keep(upload, name, file.file)
    return upload


def _named(case: Case, upload: Upload, words: NullTranslations) -> Upload:
    """Call what was sent after all of it: several files after the first, and how many more there are."""
    called = name_of(sorted(one.name for one in upload.files.iterdir()), words)
    return begin(case, upload.id, replace(upload.delivery, name=called))


def _start(request: Request, case: Case, upload: Upload) -> Response:
    """Begin to receive an upload; while another runs it waits on the job page."""
    work = partial(take_in, case, upload, now())
    try:
        _jobs(request).start(case.folder.name, upload.delivery.name, work, upload.id)
    except CaseBusy:
        return go(f"{_here(case)}/job?busy=1")
    return go(f"{_here(case)}/job")


async def seen(request: Request) -> Response:
    """Show how far the job is."""
    case = case_at(request)
    job = _jobs(request).of(case.folder.name)
    view = await run_in_threadpool(job_view, case, job.progress() if job else None, words_of(request))
    gettext = words_of(request).gettext
    step = view.batch and step_of(_others(case, view.batch), own=view.batch.own)
    busy = gettext("Your files are kept. Another batch is being taken in; resume yours when it is done.")
    if request.query_params.get("busy") == "scans":
        busy = gettext("Other work on this case is going on. Have the pages read when it is done.")
    said = busy if "busy" in request.query_params else ""
    page = Page(gettext("Taking in files"), case, "add", said=said, step=step or 0)
    return draw(request, "job.html", page, view=view)


def _others(case: Case, batch: Batch) -> list[Batch]:
    return [bag.batch for bag in bags(case.received) if bag.batch.number != batch.number]


async def stopped(request: Request) -> Response:
    """Ask the job to stop, and wait a moment so that the next page can say that it has."""
    case = case_at(request)
    job = _jobs(request).of(case.folder.name)
    if job:
        job.stop()
        await run_in_threadpool(job.wait, 1.5)
    return go(f"{_here(case)}/job")


async def resumed(request: Request) -> Response:
    """Receive an upload that waits."""
    case = case_at(request)
    upload = upload_of(case, str((await request.form()).get("upload", "")))
    return _start(request, case, upload)


async def read(request: Request) -> Response:
    """Read and compare all that was received, where that is not done."""
    case = case_at(request)
    if not is_read(case) or awaits_comparing(case):
        title = words_of(request).gettext("Everything received")
        _jobs(request).start(case.folder.name, title, partial(read_all, case))
    return go(f"{_here(case)}/job")


async def discarded(request: Request) -> Response:
    """Forget an upload that waits."""
    case = case_at(request)
    upload = upload_of(case, str((await request.form()).get("upload", "")))
    job = _jobs(request).of(case.folder.name)
    if job and job.upload == upload.id and job.progress().going:
        raise CaseBusy("These files are being received.", "Stop that first.")
    await run_in_threadpool(discard, upload)
    return go(f"{_here(case)}/job")


def _drawn(request: Request, case: Case, form: Form, status: int) -> Response:
    batches: Sequence[Batch] = [bag.batch for bag in bags(case.received)]
    words, claims = words_of(request), scopes(case)
    kept = words.gettext("Kept. The findings are compared again.") if "said" in request.query_params else ""
    page = Page(words.gettext("Add files"), case, "add", said=form.wrong or kept, step=step_of(batches, own=form.own))
    claimed = {batch.name: claims.get(batch.name, Scope()) for batch in batches}
    told = {"form": form, "batches": batches, "claimed": claimed, "waiting": len(waiting(case))}
    return draw(request, "add.html", page, status, **told)


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


def _here(case: Case) -> str:
    return f"/case/{quote(case.folder.name)}"


ROUTES = [
    Route("/case/{case}/add", asked),
    Route("/case/{case}/add", sent, methods=["POST"]),
    Route("/case/{case}/job", seen),
    Route("/case/{case}/job/stop", stopped, methods=["POST"]),
    Route("/case/{case}/job/resume", resumed, methods=["POST"]),
    Route("/case/{case}/job/read", read, methods=["POST"]),
    Route("/case/{case}/job/discard", discarded, methods=["POST"]),
]
