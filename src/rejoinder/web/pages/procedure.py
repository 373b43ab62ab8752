"""Procedure on screen: the papers it turns on, who had which part, and each step with what this disclosure shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.case.allegations import passage
from rejoinder.case.procedure import Procedure, Stepped, audit, packs_of
from rejoinder.case.procedure_acts import LONGEST, add_pack, decide, give_part, name_papers, part_id, undo
from rejoinder.errors import UsageError
from rejoinder.model import Span
from rejoinder.procedure.conflicts import Has
from rejoinder.procedure.decided import KINDS, STATUSES
from rejoinder.procedure.packs import Pack, packs
from rejoinder.procedure.said_parts import PARTS
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.write.procedure import PAPERS, REVIEWED, conflict_in_words, fact_in_words, statuses_of
from rejoinder.write.procedure import PARTS as SAID_PARTS

TITLES = {"procedure": "Procedure", "answer": "What an answer must contain", "exemptions": "Exemptions claimed"}
FIRST = "assoc_ew"
"""The pack that is shown where none is asked for."""
FACTS = 20
"""Facts of one step that are shown; the rest are counted."""
TABLE = "before the notice"
"""Facts of this kind are rows of a table."""
FIELDS = ("text", "kind", "documents", "person", "part", "step", "status", "because", "cite", "of", "pack")
SAID = {
    "pack": "Added.",
    "papers": "Named.",
    "part": "Noted.",
    "no-part": "Taken off.",
    "step": "Noted.",
    "undo": "Taken back.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in words, with the places that show it."""

    words: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen's values."""

    found: Procedure
    packs: Mapping[str, Pack]
    people: Mapping[str, Mapping[str, tuple[Has, ...]]]
    """By person and part, every place that says so."""
    facts: Mapping[str, tuple[Told, ...]]
    """By step, the first of them."""
    more: Mapping[str, int]
    """By step, how many further facts it has."""
    tables: Mapping[str, tuple[tuple[str, str, str, tuple[Span, ...]], ...]]
    """By step, rows of days: the day, days before, what, and where it stands."""
    conflicts: tuple[tuple[str, ...], ...]
    own: bool
    """Whether the pack is one that a person added."""
    paths: Mapping[str, str]

    def clauses(self, one: Stepped) -> tuple[Span, ...]:
        """Give the clauses that speak of a step and that no fact of it cites."""
        cited = {span for fact in one.shows.facts for span in fact.spans}
        return tuple(span for span in one.clauses if span not in cited)

    def status(self, one: Stepped) -> str:
        """Give the class of a step's state."""
        return {"shown": "done", "confirmed": "done", "contradicted": "to-check"}.get(one.status, "plain")


def made(case: Case, pack: str, request: Request) -> Shown:
    """Give a procedure as the screen shows it."""
    words = words_of(request)
    found = audit(case, pack)
    people: dict[str, dict[str, tuple[Has, ...]]] = {}
    for one in found.has:
        mine = people.setdefault(one.person, {})
        mine[one.part] = (*mine.get(one.part, ()), one)
    plain = {one.step.id: [fact for fact in one.shows.facts if fact.kind != TABLE] for one in found.steps}
    facts = {
        step: tuple(Told(fact_in_words(fact, words), fact.spans) for fact in several[:FACTS])
        for step, several in plain.items()
    }
    more = {step: len(several[FACTS:]) for step, several in plain.items()}
    tables = {
        one.step.id: tuple((*fact.values, fact.spans) for fact in one.shows.facts if fact.kind == TABLE)
        for one in found.steps
    }
    refs = [span.document for one in found.steps for span in _spans(one)]
    refs += [span.document for one in found.has for span in (one.span, one.office) if span]
    with case.shelf() as shelf:
        paths = dict(shelf.paths(dict.fromkeys(refs)))
    conflicts = tuple(tuple(conflict_in_words(one, words)) for one in found.conflicts)
    return Shown(found, packs_of(case), people, facts, more, tables, conflicts, pack not in packs(), paths)  # type: ignore[arg-type]


def _spans(one: Stepped) -> tuple[Span, ...]:
    decided = one.confirmed.spans if one.confirmed else ()
    return (*decided, *one.clauses, *one.passages, *(span for fact in one.shows.facts for span in fact.spans))


def show(request: Request) -> Response:
    """Draw a procedure."""
    case, words = case_of(request), words_of(request)
    did = request.query_params.get("did", "")
    said = words.gettext(SAID[did]) if did in SAID else ""
    view = made(case, request.query_params.get("pack", "") or FIRST, request)
    page = Page(words.gettext(TITLES[view.found.pack.kind]), case, "procedure", said=said)
    told = {"statuses": statuses_of(view.found.pack.kind), "parts": SAID_PARTS, "papers": PAPERS, "reviewed": REVIEWED}
    return draw(
        request,
        "procedure.html",
        page,
        view=view,
        told=told,
        kinds=KINDS,
        parts=PARTS,
        statuses=STATUSES[view.found.pack.kind],
        part_id=part_id,
    )


async def act(request: Request) -> Response:
    """Write down what a person says of a paper, a part or a step."""
    form = await request.form(max_files=0, max_fields=20)
    told = {name: str(form.get(name, "")).strip()[: LONGEST + 1] for name in FIELDS}
    return await run_in_threadpool(_done, request, told)


def _done(request: Request, told: Mapping[str, str]) -> Response:
    case, what, at = case_of(request), request.path_params["act"], now()
    because = " ".join(told["because"].split())
    anchor = ""
    if what == "papers":
        documents = [one.strip() for one in told["documents"].splitlines() if one.strip()]
        name_papers(case, told["kind"], documents, at=at)
        anchor = "papers"
    elif what in ("part", "no-part"):
        give_part(case, told["person"], told["part"], stands=what == "part", because=because, at=at)
        anchor = "people"
    elif what == "step":
        cite = _cited(case, told["cite"])
        decide(case, told["pack"] or FIRST, told["step"], told["status"], because=because, spans=cite, at=at)
        anchor = f"step-{told['step']}"
    elif what == "pack":
        added = add_pack(case, told["text"], at=at)
        return go(f"/case/{quote(case.folder.name)}/procedure?did=pack&pack={quote(added.id)}")
    elif what == "undo":
        undo(case, told["of"], at=at)
        if told["of"].startswith("pack "):
            return go(f"/case/{quote(case.folder.name)}/procedure?did=undo")
        anchor = f"step-{told['of'].rpartition(' ')[2]}" if told["of"].startswith("step ") else "people"
    else:
        raise UsageError(f"Nothing can be done by {what}.", "Go back, and use the buttons of the page.")
    pack = f"&pack={quote(told['pack'])}" if told["pack"] else ""
    return go(f"/case/{quote(case.folder.name)}/procedure?did={what}{pack}#{quote(anchor)}")


def _cited(case: Case, told: str) -> tuple[Span, ...]:
    """Give the passage that a person chose among those shown; none where they chose none."""
    document, _, place = told.rpartition(":")
    start, _, end = place.partition("-")
    if not (document and start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return ()
    return (passage(case, document, int(start), int(end)),)


ROUTES = [
    Route("/case/{case}/procedure", show),
    Route("/case/{case}/procedure/do/{act}", act, methods=["POST"]),
]
