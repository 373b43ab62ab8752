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

from rejoinder.case import (
    TO_CHECK,
    Case,
    audited,
    decided_at_once,
    decided_together,
    judge_again,
    judge_all,
    take_back,
    undo_all,
)
from rejoinder.errors import UsageError
from rejoinder.model import Judgement, Status, Weighed, fingerprint_of
from rejoinder.shelf import Wanted
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.pages.missing import DECISIONS
from rejoinder.write.words import ENGLISH, KINDS, absent_in_words

CHANGED: dict[str, tuple[Status, ...]] = {"accepted": ("accepted",), "dismissed": ("dismissed",)}
"""The groups of the list in which what was decided at once can be changed."""
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
    group: str = "to-check"
    """The group of the list that they are of."""
    alone: int = 0
    """Findings of the group and kind that were decided about by themselves: they stay as they are."""

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


def to_change(case: Case, kind: str, group: str, words: NullTranslations = ENGLISH) -> Together:
    """Give the findings of a kind and group that were decided about at once."""
    several, alone = decided_at_once(case, kind, CHANGED[group])
    lines = tuple(Line(one.id, absent_in_words(one, words)) for one in several[:LISTED])
    seen = fingerprint_of("seen", *(one.id for one in several))
    return Together(kind, len(several), lines, seen, group=group, alone=alone)


def _asked_for(case: Case, kind: str, group: str, words: NullTranslations) -> Together:
    """Give what would be decided about or changed at once."""
    known = kind if kind in KINDS else ""
    return to_change(case, known, group, words) if group in CHANGED else to_decide(case, known, words)


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
    case, told = case_of(request), request.query_params
    view = _asked_for(case, told.get("kind", ""), told.get("show", ""), words_of(request))
    if not view.many:
        return go(f"{_here(case)}?show={view.group}")
    return _drawn(request, case, view, "")


async def told(request: Request) -> Response:
    """Decide about all of them, where they are still those that were shown."""
    form = await request.form()
    said = {name: " ".join(str(form.get(name, "")).split()) for name in ("kind", "decision", "because", "seen", "show")}
    return await run_in_threadpool(_decide, request, **said)


def _decide(request: Request, kind: str, decision: str, because: str, seen: str, show: str) -> Response:
    case, words = case_of(request), words_of(request)
    view = _asked_for(case, kind, show, words)
    if not view.many:
        return go(f"{_here(case)}?show={view.group}")
    if view.seen != seen:
        changed = words.gettext("The list has changed since you saw it. Nothing was decided: look again.")
        return _drawn(request, case, view, changed)
    if decision == "undo" and view.group in CHANGED:
        take_back(case, kind, CHANGED[view.group], at=now())
        return go(f"{_here(case)}?show=to-check&kind={kind}&did=undo-all")
    if decision not in DECISIONS or (decision == "dismiss" and not because):
        wrong = words.gettext("Nothing was changed: write why they are not missing, then dismiss them.")
        return _drawn(request, case, view, wrong)
    if view.group in CHANGED:
        together = judge_again(case, kind, DECISIONS[decision], CHANGED[view.group], because=because, at=now())
    else:
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
    if view.group in CHANGED:
        title = gettext("Change what was decided at once")
    page = Page(title, case, "missing", said=said)
    return draw(request, "together.html", page, 422 if said else 200, view=view)


ROUTES = [
    Route("/case/{case}/missing/all", asked),
    Route("/case/{case}/missing/all", told, methods=["POST"]),
    Route("/case/{case}/missing/all/{together}", shown),
    Route("/case/{case}/missing/all/{together}/undo", undone, methods=["POST"]),
]
