"""The schedule on screen: each absent document with its proofs, and what the person decides about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from gettext import NullTranslations
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, audited, judge, many_at_once, undo
from rejoinder.errors import UsageError
from rejoinder.find.covered import totals
from rejoinder.model import Decision, Status, Weighed
from rejoinder.shelf import Findings, Wanted
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.web.pages.cards import Card, cards_of
from rejoinder.web.papers import paper
from rejoinder.write.schedule import schedule_of
from rejoinder.write.schedule import written as in_file
from rejoinder.write.words import (
    ENGLISH,
    KINDS,
    kind_in_words,
    number_in_words,
    sentence,
)

AT_ONCE = 100
"""Findings on one page of the list."""
GROUPS: dict[str, tuple[str, tuple[Status, ...]]] = {
    "to-check": ("To check", ("to check", "unsure")),
    "cannot-tell": ("Cannot tell yet", ("cannot tell yet",)),
    "accepted": ("Accepted", ("accepted",)),
    "dismissed": ("Dismissed", ("dismissed",)),
    "closed": ("Closed", ("closed",)),
}
"""What ?show= may say: the group's label, and the states that belong to it, in their order."""
DECISIONS: dict[str, Decision] = {"accept": "accept", "dismiss": "dismiss", "unsure": "unsure"}
SAID = {
    "accept": "Accepted.",
    "dismiss": "Dismissed.",
    "unsure": "Marked as unsure.",
    "undo": "Taken back.",
    "no-reason": "Nothing was changed: write your reason, then dismiss it.",
    "undo-all": "All of them are taken back.",
}
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
"""By ending of a file, what it is."""


@dataclass(frozen=True, slots=True)
class Group:
    """One of the groups the findings are shown in."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Missing:
    """One page of one group of findings."""

    show: str
    groups: tuple[Group, ...]
    cards: tuple[Card, ...]
    here: int
    last: int
    kinds: tuple[Group, ...] = ()
    """The kinds of finding in the group shown."""
    kind: str = ""
    """The one kind that is shown; empty for every kind."""
    redacted: int = 0
    """Documents in which something is covered."""
    at_once: int = 0
    """Findings of the one kind shown that were decided about at once, and can be changed so."""

    @property
    def anything(self) -> bool:
        """Tell whether the case has any finding at all."""
        return any(group.count for group in self.groups)

    @property
    def decided(self) -> bool:
        """Tell whether anything was ever accepted or dismissed, or there is nothing to decide about."""
        return not self.left or any(group.count for group in self.groups if group.name in ("accepted", "dismissed"))

    @property
    def together(self) -> int:
        """Give how many findings of the one kind shown may be decided about at once; 0 where none may."""
        here = self.show == "to-check" and self.kind
        return next((one.count for one in self.kinds if one.name == self.kind), 0) if here else 0

    @property
    def accepted(self) -> int:
        """Give how many findings are accepted."""
        return next(group.count for group in self.groups if group.name == "accepted")

    @property
    def left(self) -> int:
        """Give how many findings are still to check."""
        return next(group.count for group in self.groups if group.name == "to-check")


def groups_of(counts: Mapping[Status, int]) -> tuple[Group, ...]:
    """Give every group with how many findings it holds."""
    return tuple(Group(name, label, sum(counts[one] for one in states)) for name, (label, states) in GROUPS.items())


def kinds_of(found: Findings, show: str, words: NullTranslations) -> tuple[Group, ...]:
    """Give every kind of finding in a group with how many there are, in the order of the schedule."""
    counts = found.kinds(GROUPS[show][1])
    labels = {kind: words.ngettext(kind_in_words(kind), kind_in_words(kind, 2), many) for kind, many in counts.items()}
    return tuple(Group(kind, sentence(labels[kind]), many) for kind, many in counts.items())


def wanted_of(status: Status, kind: str) -> Wanted:
    """Give what asks for the findings of a status, of one kind where one is chosen."""
    return Wanted((status,), (kind,) if kind else ())


def in_group(found: Findings, show: str, kind: str, limit: int, after: int) -> Iterator[Weighed]:
    """Give so many findings of a group from the one after so many, those of its first status before the others."""
    for status in GROUPS[show][1]:
        for weighed in found.weighed(wanted_of(status, kind), limit, after):
            limit -= 1
            yield weighed
        after = max(0, after - (found.kinds((status,)).get(kind, 0) if kind else found.count()[status]))


def missing(case: Case, show: str, number: int = 1, words: NullTranslations = ENGLISH, kind: str = "") -> Missing:
    """Give one page of a group of the case's findings, all of them or those of one kind."""
    show, kind = show if show in GROUPS else "to-check", kind if kind in KINDS else ""
    with audited(case) as found:
        groups, kinds = groups_of(found.count()), kinds_of(found, show, words)
        many = sum(one.count for one in (kinds if kind else groups) if one.name == (kind or show))
        last = max(1, -(-many // AT_ONCE))
        here = min(max(1, number), last)
        shown = list(in_group(found, show, kind, AT_ONCE, (here - 1) * AT_ONCE))
        several = found.ids(wanted_of(GROUPS[show][1][0], kind)) if kind else ()
    with case.shelf() as shelf:
        covered = totals(shelf).documents
    return Missing(
        show, groups, cards_of(case, shown, words), here, last, kinds, kind, covered, many_at_once(case, several)
    )


class Asked(NamedTuple):
    """What a person asked for about a finding, and from which list."""

    finding: str
    act: str
    because: str
    show: str
    number: int
    kind: str = ""


def ids_of(found: Findings, show: str, kind: str = "") -> list[str]:
    """Give the ids of the findings of a group, or of one kind of them, in the order of its list."""
    return [one for status in GROUPS[show][1] for one in found.ids(wanted_of(status, kind))]


def page_of(case: Case, finding: str) -> tuple[str, int]:
    """Give the group a finding is in, and the page of its list that shows it; UsageError where there is none."""
    with audited(case) as found:
        for show in GROUPS:
            ids = ids_of(found, show)
            if finding in ids:
                return show, ids.index(finding) // AT_ONCE + 1
    raise UsageError(f"No finding has the id {finding}.", "Choose one of the list.")


def following(case: Case, asked: Asked) -> str:
    """Give the id of the finding after this one in its list; the one before it where it is the last."""
    ids: list[str] = []
    if asked.show in GROUPS and asked.act not in ("undo", "no-reason"):
        with audited(case) as found:
            ids = ids_of(found, asked.show, asked.kind)
    if asked.finding not in ids:
        return asked.finding
    at = ids.index(asked.finding)
    return next(iter((*ids[at + 1 : at + 2], *ids[max(0, at - 1) : at])), "")


def decide(case: Case, asked: Asked, *, at: str) -> Weighed | None:
    """Write down what was asked, and give the finding as it stands then; None where nothing was written."""
    if asked.act == "undo":
        return undo(case, asked.finding, at=at)
    if asked.act == "dismiss" and not asked.because:
        return None
    if asked.act not in DECISIONS:
        raise UsageError(f"Nothing can be done by {asked.act}.", "Accept, dismiss, mark as unsure or undo.")
    return judge(case, asked.finding, DECISIONS[asked.act], because=asked.because, at=at)


def said(did: str, left: int, words: NullTranslations = ENGLISH) -> str:
    """Give the sentence for the live region: what was done, and how many findings are still to check."""
    if did not in SAID:
        return ""
    told = words.gettext(SAID[did])
    rest = words.ngettext("%(num)s still to check.", "%(num)s still to check.", left) % {
        "num": number_in_words(left, words)
    }
    return told if did == "no-reason" else f"{told} {rest}"


def show(request: Request) -> Response:
    """Show one page of a group of findings; lead to the page with a finding where one is asked for."""
    asked, case = request.query_params, case_of(request)
    if finding := asked.get("finding"):
        group, number = page_of(case, finding)
        return go(f"/case/{quote(case.folder.name)}/missing?show={group}&page={number}#finding-{quote(finding)}")
    number = _number(asked.get("page", ""))
    view = missing(case, asked.get("show", ""), number, words_of(request), asked.get("kind", ""))
    return _drawn(request, view, asked.get("did", ""))


def _drawn(request: Request, view: Missing, did: str, *, part: bool = False, focus: str = "") -> Response:
    words = words_of(request)
    page = Page(
        words.gettext("Missing"),
        case_of(request),
        "missing",
        said=said(did, view.left, words),
        step=0 if view.decided else 4,
    )
    return draw(request, "missing.html", page, view=view, part=part, focus=focus)


async def act(request: Request) -> Response:
    """Write down what the person decided, and show what that changed."""
    form = await request.form()
    told = {name: str(form.get(name, "")) for name in ("because", "show", "page", "kind")}
    finding, what = request.path_params["finding"], request.path_params["act"]
    because, kind = " ".join(told["because"].split()), told["kind"] if told["kind"] in KINDS else ""
    asked = Asked(finding, what, because, told["show"], _number(told["page"]), kind)
    return await run_in_threadpool(_decided, request, asked)


def _decided(request: Request, asked: Asked) -> Response:
    case = case_of(request)
    next_one, group = following(case, asked), asked.show if asked.show in GROUPS else "to-check"
    now_so = decide(case, asked, at=now())
    did = asked.act
    if now_so is None:
        did, next_one = "no-reason", asked.finding
    if now_so and "x-swap" in request.headers:
        with audited(case) as found:
            groups, kinds = groups_of(found.count()), kinds_of(found, group, words_of(request))
        cards = cards_of(case, [now_so], words_of(request))
        view = Missing(group, groups, cards, asked.number, asked.number, kinds, asked.kind)
        return _drawn(request, view, did, part=True, focus=f"finding-{next_one}" if next_one else "main")
    back = f"/case/{quote(case.folder.name)}/missing?show={group}&kind={asked.kind}&page={asked.number}&did={did}"
    return go(f"{back}#finding-{next_one}" if next_one else back)


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else 1


def download(request: Request) -> Response:
    """Give the schedule as a file in the language of the screen: what was accepted or, where asked, everything."""
    asked = request.query_params
    ending = request.path_params.get("ending") or asked.get("as", "html")
    if ending not in MEDIA:
        raise UsageError(f"The list cannot be written as {ending}.", "Choose one of the files on the page.")
    case, texts = case_of(request), "as" not in asked or "texts" in asked
    make = partial(_as_file, case, "all" in asked, now()[:10], f".{ending}", words_of(request), texts)
    return paper(request, case, make, f"schedule.{ending}", MEDIA[ending])


def _as_file(case: Case, everything: bool, on: str, ending: str, words: NullTranslations, texts: bool) -> bytes:
    return in_file(schedule_of(case, everything=everything, on=on), ending, words, texts=texts)


ROUTES = [
    Route("/case/{case}/missing", show),
    Route("/case/{case}/missing/schedule", download),
    Route("/case/{case}/missing/schedule.{ending}", download),
    Route("/case/{case}/missing/{finding}/{act}", act, methods=["POST"]),
]
