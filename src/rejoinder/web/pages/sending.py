"""Before it is sent: what a reader will see is not here, and what is here that the sender may not mean to send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from gettext import NullTranslations
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.errors import CaseBusy
from rejoinder.model import Weighed
from rejoinder.personal.told_names import PERHAPS
from rejoinder.sending import SECTIONS, Report, as_finding, is_looked, look, may_stay, no_longer, report, stays_of
from rejoinder.sending.kinds import NAMES
from rejoinder.sending.report import MASKED, shown
from rejoinder.shelf import Shelf, lists
from rejoinder.shelf.left import Valued, places_left, value_of, values_of
from rejoinder.web.aside import Told
from rejoinder.web.frame import COMPARED, Page, case_of, draw, go, now, words_of
from rejoinder.web.jobs import Jobs
from rejoinder.write.sending import ABOUT, LEFT, TITLES, left_in_words, perhaps_in_words, sender_in_words
from rejoinder.write.words import ENGLISH, KINDS, absent_in_words, kind_in_words, sentence

AT_ONCE = 100
"""Rows on one page of a list."""
FILES = 20
"""Files of one value that are listed with it."""
SAID = {"stays": "It may stay.", "taken-back": "It is listed again."}


class Place(NamedTuple):
    """One file in which something stands, and where in it; start and end are 0 where it is of the file as a whole."""

    document: str
    """Its reference; empty where no document came of the file."""
    path: str
    page: int
    start: int
    end: int
    times: int


class Row(NamedTuple):
    """One value of a kind, or one finding, with the places where it stands."""

    key: str
    what: str
    """In words, or as it stands there: what a document wrote."""
    places: tuple[Place, ...]
    files: int
    times: int
    quoted: bool = True
    """Whether what it is are words of a document."""


class Kind(NamedTuple):
    """One kind in the list of all, with how much of it there is."""

    name: str
    one: str
    many: str
    values: int
    places: int = 0
    files: int = 0


class Section(NamedTuple):
    """One section of the report."""

    title: str
    about: str
    kinds: tuple[Kind, ...]


class Stay(NamedTuple):
    """What may stay: as it was said, and how it is shown."""

    words: str
    shown: str


@dataclass(frozen=True, slots=True)
class Sending:
    """The screen's values."""

    sections: tuple[Section, ...]
    stays: tuple[Stay, ...]
    kind: Kind | None = None
    """The kind whose rows are shown; None on the first page."""
    told: str = ""
    """What is said of a kind of finding to the one who sends."""
    rows: tuple[Row, ...] = ()
    of: Row | None = None
    """The value whose files are listed, a page of them at a time; None where rows are."""
    page: int = 1
    last: int = 1

    @property
    def is_left(self) -> bool:
        """Whether the kind is of what may stay."""
        return bool(self.kind and self.kind.name in LEFT)


def sections_of(made: Report) -> tuple[Section, ...]:
    """Give the sections of a report with their kinds; a section without any is left out."""
    traces = tuple(Kind(kind, *_finding_kind(kind), many) for kind, many in made.findings.items())
    found = [Section(TITLES["traces"], ABOUT["traces"], traces)]
    for name, kinds in SECTIONS.items():
        counts = [(kind, made.counts[kind]) for kind in kinds if kind in made.counts]
        told = tuple(Kind(kind, *LEFT[kind], one.values, one.places, one.files) for kind, one in counts)
        found.append(Section(TITLES[name], ABOUT[name], told))
    return tuple(section for section in found if section.kinds)


def _finding_kind(kind: str) -> tuple[str, str]:
    return KINDS.get(kind, (kind_in_words(kind), kind_in_words(kind, 2)))


def sending(case: Case, kind: str = "", number: int = 1, words: NullTranslations = ENGLISH) -> Sending:
    """Give the report, or one page of one of its kinds."""
    made = report(case)
    sections = sections_of(made)
    chosen = next((one for section in sections for one in section.kinds if one.name == kind), None)
    kept = _stays(case, made)
    if chosen is None:
        return Sending(sections, kept)
    last = max(1, -(-chosen.values // AT_ONCE))
    here = min(max(1, number), last)
    after = (here - 1) * AT_ONCE
    if kind in LEFT:
        with case.shelf() as shelf:
            rows = tuple(_row(shelf, valued, words) for valued in made.values(kind, AT_ONCE, after))
        warned = perhaps_in_words(words) if kind == PERHAPS else ""
        return Sending(sections, kept, chosen, warned, rows, page=here, last=last)
    found = tuple(_finding_rows(made, made.weighed([kind], AT_ONCE, after), words))
    return Sending(sections, kept, chosen, sender_in_words(kind, words), found, page=here, last=last)


class Part(NamedTuple):
    """So many of the files of a value, from the one after so many."""

    limit: int = FILES
    after: int = 0


FIRST = Part()


def _row(shelf: Shelf, valued: Valued, words: NullTranslations, part: Part = FIRST) -> Row:
    """Give one value with some of the files in which it stands."""
    files = tuple(places_left(shelf, valued.kind, valued.key, *part))
    traces = as_finding(shelf, valued, files[:1]).because
    refs = {one.number: one.ref for one in shelf.documents({file.document for file in files if file.document})}
    exact = traces[0].span.exact if traces else ""
    places = tuple(
        Place(refs.get(file.document, ""), file.path, *(file.places[0] if file.places else (0, 0, 0)), file.times)
        for file in files
    )
    what = left_in_words(valued, exact or valued.value, words)
    what = what if valued.kind in (*NAMES, *MASKED) else sentence(what)
    return Row(valued.key, what, places, valued.files, valued.times, quoted=valued.kind in (*NAMES, *MASKED))


def files_of(case: Case, kind: str, key: str, number: int = 1, words: NullTranslations = ENGLISH) -> Sending:
    """Give one page of the files in which a value is left in."""
    made = report(case)
    with case.shelf() as shelf:
        valued = value_of(shelf, kind, key)
    if valued is None:
        return sending(case, kind, 1, words)
    last = max(1, -(-valued.files // AT_ONCE))
    here = min(max(1, number), last)
    chosen = Kind(kind, *LEFT[kind], valued.files, valued.times, valued.files)
    with case.shelf() as shelf:
        row = _row(shelf, valued, words, Part(AT_ONCE, (here - 1) * AT_ONCE))
    return Sending((), _stays(case, made), chosen, of=row, page=here, last=last)


def _finding_rows(made: Report, weighed: Sequence[Weighed], words: NullTranslations) -> list[Row]:
    found = [one.finding for one in weighed if one.finding]
    with made.case.shelf() as shelf:
        paths = dict(shelf.paths({trace.span.document for finding in found for trace in finding.because}))
    rows = []
    for finding in found:
        spans = [trace.span for trace in finding.because[:FILES]]
        places = tuple(
            Place(span.document, paths.get(span.document, ""), span.page or 0, span.start, span.end, 1)
            for span in spans
        )
        what = absent_in_words(finding, words)
        rows.append(Row(finding.id, what, places, len(places), len(finding.because), quoted=False))
    return rows


def _stays(case: Case, made: Report) -> tuple[Stay, ...]:
    """Give what may stay; what was said by its key is shown as the list showed it."""
    said = stays_of(case)
    if not said:
        return ()
    wanted = set(said) & made.stays
    with case.shelf() as shelf:
        known = {key: shown(kind, value) for kind, value, key in values_of(shelf) if key in wanted}
    return tuple(Stay(one, known.get(one, one).partition("\n")[0]) for one in said)


def look_through(case: Case, told: Told) -> str:
    """Look through all that was received."""
    look(case, told)
    return "All of it was looked through."


def show(request: Request) -> Response:
    """Show the report, or one kind; where much is to be looked through, begin that and show how it goes."""
    case, asked = case_of(request), request.query_params
    words = words_of(request)
    if not is_looked(case) and _is_much(case):
        return _begun(request, case, words)
    told = asked.get("page", "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 1
    kind, key = asked.get("kind", ""), asked.get("value", "")
    view = files_of(case, kind, key, number, words) if key and kind in LEFT else sending(case, kind, number, words)
    did = SAID.get(asked.get("did", ""), "")
    page = Page(words.gettext("Before it is sent"), case, "settings", said=words.gettext(did) if did else "")
    return draw(request, "sending.html", page, view=view, sentence=sentence)


def _is_much(case: Case) -> bool:
    with case.shelf() as shelf:
        return lists.count(shelf, "") > COMPARED


def _begun(request: Request, case: Case, words: NullTranslations) -> Response:
    jobs: Jobs = request.app.state.jobs
    here = f"/case/{quote(case.folder.name)}/job"
    try:
        jobs.start(case.folder.name, words.gettext("Before it is sent"), partial(look_through, case))
    except CaseBusy:
        return go(f"{here}?busy=sending")
    return go(here)


async def stay(request: Request) -> Response:
    """Write down what may stay, or take it back, and show the list again."""
    case, form = case_of(request), await request.form()
    words, kind = str(form.get("words", "")), str(form.get("kind", ""))
    if "undo" in form:
        await run_in_threadpool(no_longer, case, words, at=now())
    else:
        await run_in_threadpool(may_stay, case, words, because=str(form.get("because", ""))[:200], at=now())
    did = "taken-back" if "undo" in form else "stays"
    chosen = f"kind={kind}&" if kind in LEFT else ""
    return go(f"/case/{quote(case.folder.name)}/sending?{chosen}did={did}")


ROUTES = [Route("/case/{case}/sending", show), Route("/case/{case}/sending/stays", stay, methods=["POST"])]
