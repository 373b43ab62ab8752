"""All findings of a kind decided about at once: what that would be, what it was, and all of it taken back."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import TO_CHECK, Case, audited, decided_together, judge_all, undo_all
from rejoinder.errors import UsageError
from rejoinder.model import Judgement, Weighed, fingerprint_of
from rejoinder.shelf import Wanted
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.pages.missing import DECISIONS
from rejoinder.write.words import ENGLISH, KINDS, absent_in_words

LISTED = 500
"""Findings that are named on the page; the rest are counted."""


class Line(NamedTuple):
    """One finding as the page names it."""

    id: str
    what: str


@dataclass(frozen=True, slots=True)
class Together:
    """Findings that are decided about at once, or were."""

    kind: str
    many: int
    lines: tuple[Line, ...]
    seen: str
    """What is the same as long as they are the same findings."""
    judgement: Judgement | None = None
    """What was decided about all of them; None where nothing is yet."""
    id: str = ""
    """Id of the act by which it was decided."""

    @property
    def more(self) -> int:
        """Give how many are not named."""
        return self.many - len(self.lines)

    @property
    def nouns(self) -> tuple[str, str]:
        """Give what one of them and several are called."""
        return KINDS.get(self.kind, ("finding", "findings"))


def to_decide(case: Case, kind: str, words: NullTranslations = ENGLISH) -> Together:
    """Give the findings of a kind that are to check."""
    wanted = Wanted(TO_CHECK, (kind,))
    with audited(case) as found:
        ids = found.ids(wanted)
        named = list(found.weighed(wanted, LISTED))
    return Together(kind, len(ids), tuple(_line(one, words) for one in named), fingerprint_of("seen", *ids))


def decided(case: Case, together: str, words: NullTranslations = ENGLISH) -> Together:
    """Give the findings about which an act still holds; UsageError where there are none."""
    ids = set(decided_together(case, together))
    if not ids:
        raise UsageError("Nothing is decided by this act any more.", "Choose a finding of the list.")
    with audited(case) as found:
        those = [one for one in found.weighed(Wanted()) if one.judgement and one.judgement.together == together]
    kind = next((one.finding.kind for one in those if one.finding), "")
    lines = tuple(_line(one, words) for one in those[:LISTED])
    judgement = those[0].judgement if those else None
    return Together(kind, len(those), lines, "", judgement, together)


def _line(weighed: Weighed, words: NullTranslations) -> Line:
    gone = words.gettext("A finding that was judged and is no longer made")
    return Line(weighed.id, absent_in_words(weighed.finding, words) if weighed.finding else gone)


def asked(request: Request) -> Response:
    """Show what would be decided about at once."""
    case, kind = case_of(request), request.query_params.get("kind", "")
    view = to_decide(case, kind if kind in KINDS else "", words_of(request))
    if not view.many:
        return go(f"{_here(case)}?show=to-check")
    return _drawn(request, case, view, "")


async def told(request: Request) -> Response:
    """Decide about all of them, where they are still those that were shown."""
    form = await request.form()
    said = {name: " ".join(str(form.get(name, "")).split()) for name in ("kind", "decision", "because", "seen")}
    return await run_in_threadpool(_decide, request, **said)


def _decide(request: Request, kind: str, decision: str, because: str, seen: str) -> Response:
    case, words = case_of(request), words_of(request)
    view = to_decide(case, kind if kind in KINDS else "", words)
    if not view.many:
        return go(f"{_here(case)}?show=to-check")
    if view.seen != seen:
        changed = words.gettext("The list has changed since you saw it. Nothing was decided: look again.")
        return _drawn(request, case, view, changed)
    if decision not in DECISIONS or (decision == "dismiss" and not because):
        wrong = words.gettext("Nothing was changed: write why they are not missing, then dismiss them.")
        return _drawn(request, case, view, wrong)
    together = judge_all(case, kind, DECISIONS[decision], because=because, at=now())
    return go(f"{_here(case)}/all/{together}")


def shown(request: Request) -> Response:
    """Show what was decided at once."""
    case = case_of(request)
    return _drawn(request, case, decided(case, request.path_params["together"], words_of(request)), "")


def undone(request: Request) -> Response:
    """Take back what was decided at once."""
    case, together = case_of(request), request.path_params["together"]
    kind = decided(case, together).kind
    undo_all(case, together, at=now())
    return go(f"{_here(case)}?show=to-check&kind={kind}&did=undo-all")


def _here(case: Case) -> str:
    return f"/case/{quote(case.folder.name)}/missing"


def _drawn(request: Request, case: Case, view: Together, said: str) -> Response:
    gettext = words_of(request).gettext
    title = gettext("Decided about at once") if view.judgement else gettext("Decide about all of them at once")
    page = Page(title, case, "missing", said=said)
    return draw(request, "together.html", page, 422 if said else 200, view=view)


ROUTES = [
    Route("/case/{case}/missing/all", asked),
    Route("/case/{case}/missing/all", told, methods=["POST"]),
    Route("/case/{case}/missing/all/{together}", shown),
    Route("/case/{case}/missing/all/{together}/undo", undone, methods=["POST"]),
]
