"""One person or body: every address and name with its proof, what joins them, roles, documents, and what is absent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case, naming
from rejoinder.case.people import (
    Here,
    Person,
    Role,
    absent,
    documents,
    everybody,
    link_spans,
    person,
    proofs,
    roles_of,
)
from rejoinder.errors import UsageError
from rejoinder.model import Span
from rejoinder.people.joining import Link, Spelling
from rejoinder.shelf.findings import Known
from rejoinder.web.frame import Page, case_of, draw, go, now, words_of
from rejoinder.write.people import LINKS, PERHAPS, WAYS, role_in_words

AT_ONCE = 50
"""Documents on one page."""
ABSENT = 50
"""Absent messages that are listed; the rest are counted."""
ROLES = 40
"""Roles that are listed, those said first."""
TABS = (("", "All"), ("wrote", "Written"), ("received", "Received"), ("named", "Named in"))
SAID = {
    "join": "They are one now.",
    "part": "They are apart now.",
    "name": "Named.",
    "role": "The role is noted.",
    "kind": "Noted.",
    "undo": "Taken back.",
}
FIELDS = ("other", "words", "role", "body", "since", "until", "kind", "back")


class Tied(NamedTuple):
    """What joins two spellings, with the words that show it."""

    link: Link
    one: Spelling
    other: Spelling
    span: Span | None


class Maybe(NamedTuple):
    """Somebody who is perhaps the same."""

    person: Person
    why: str


@dataclass(frozen=True, slots=True)
class One:
    """The screen's values."""

    person: Person
    proofs: Mapping[str, Sequence[Here]]
    ties: tuple[Tied, ...]
    maybe: tuple[Maybe, ...]
    roles: tuple[tuple[Role, str], ...]
    documents: tuple[Here, ...]
    total: int
    way: str
    page: int
    absent: tuple[Known, ...]
    paths: Mapping[str, str]
    is_decided: bool

    @property
    def last(self) -> int:
        """The number of the last page of documents."""
        return max(1, -(-self.total // AT_ONCE))


def made(case: Case, which: str, request: Request) -> One:
    """Give one person as the screen shows them."""
    query = request.query_params
    way, number = query.get("way", ""), query.get("page", "")
    way = way if way in dict(TABS) else ""
    page = max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    one, every = person(case, which), everybody(case)
    here, total = documents(case, one, way, AT_ONCE, (page - 1) * AT_ONCE)
    spans, shown = link_spans(case, one.links), proofs(case, one)
    spelt = {each.spelling.id: each.spelling for each in one.spellings}
    ties = tuple(Tied(link, spelt[link.one], spelt[link.other], spans.get(link)) for link in one.links)
    roles = roles_of(case, one)[:ROLES]
    refs = {span.document for span in spans.values()} | {span.document for role in roles for span in role.said}
    refs |= {each.span.document for several in shown.values() for each in several}
    with case.shelf() as shelf:
        paths = dict(shelf.paths(refs))
    return One(
        one,
        shown,
        ties,
        tuple(Maybe(every.by_spelling[each.person], each.why) for each in one.perhaps),
        tuple((role, role_in_words(role, words_of(request))) for role in roles),
        tuple(here),
        total,
        way,
        page,
        tuple(absent(case, one)),
        paths,
        bool(every.told.last_about(one.ids)),
    )


def show(request: Request) -> Response:
    """Draw one person."""
    case, words = case_of(request), words_of(request)
    view = made(case, request.path_params["person"], request)
    did = request.query_params.get("did", "")
    page = Page(view.person.name, case, "chronology", said=words.gettext(SAID[did]) if did in SAID else "")
    told = {"links": LINKS, "perhaps": PERHAPS, "ways": WAYS}
    return draw(request, "person.html", page, view=view, tabs=TABS, told=told, absent_at_most=ABSENT)


async def act(request: Request) -> Response:
    """Write down what a person decided about who is who."""
    form = await request.form(max_files=0, max_fields=20)
    told = {name: str(form.get(name, "")).strip() for name in FIELDS}
    return await run_in_threadpool(_done, request, told)


def _done(request: Request, told: Mapping[str, str]) -> Response:
    case, which, what, at = case_of(request), request.path_params["person"], request.path_params["act"], now()
    if what == "join":
        naming.join(case, (which, told["other"]), at=at)
    elif what == "part":
        naming.part(case, which, (told["other"],) if told["other"] else (), at=at)
    elif what == "name":
        naming.call(case, which, told["words"], at=at)
    elif what == "role":
        naming.hold(case, which, told["role"], told["body"], told["since"], told["until"], at=at)
    elif what == "kind":
        naming.set_kind(case, which, told["kind"], at=at)
    elif what == "undo":
        naming.undo(case, which, at=at)
    else:
        raise UsageError(f"Nothing can be done by {what}.", "Go back, and use the buttons of the page.")
    back = told["back"] or which
    return go(f"/case/{quote(case.folder.name)}/people/{quote(back)}?did={what}")


ROUTES = [
    Route("/case/{case}/people/{person}", show),
    Route("/case/{case}/people/{person}/{act}", act, methods=["POST"]),
]
