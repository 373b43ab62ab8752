"""Documents: the list, a search with its hits, and what could not be read; what is asked stands in the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.errors import UsageError
from rejoinder.model import Holding, Problem
from rejoinder.shelf import conversations, lists, search
from rejoinder.shelf.search import ANY_MESSAGE, matches
from rejoinder.web.frame import Page, case_of, draw, words_of
from rejoinder.web.pages.scans import scans_of
from rejoinder.web.viewer import Run, runs
from rejoinder.write.words import name_in_words

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

LENGTH = 100
"""Rows of one page of a list."""
OPENING = 120
"""Characters of a chat message's words shown in the list."""
FILTERS = ("from", "date", "kind", "batch", "sender", "recipient")


class Asked(NamedTuple):
    """What an address asks of the list."""

    query: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    page: int = 1
    problems: bool = False

    @property
    def conditions(self) -> str:
        """The filters in the words of a search."""
        return " ".join(f'{name}:"{value}"' for name, value in self.filters)

    @property
    def words(self) -> str:
        """All that is asked, in the words of a search."""
        return f"{self.query} {self.conditions}".strip()

    def chosen(self, name: str) -> str:
        """Give what a filter is set to; empty when it is not set."""
        return dict(self.filters).get(name, "")

    @property
    def address(self) -> str:
        """The address of this list, up to where the page's number goes."""
        told = [("q", self.query)] if self.query else []
        shown = [("show", "problems")] if self.problems else []
        return "?" + urlencode([*told, *self.filters, *shown, ("page", "")])


class Row(NamedTuple):
    """One document of the list."""

    holding: Holding
    batch: str
    problems: int
    opening: str = ""
    """The first words of a chat message or post, which share their title with the whole conversation."""

    @property
    def title(self) -> str:
        """Its subject, or its name where it has none."""
        return title_of(self.holding)


class Hit(NamedTuple):
    """One passage that a search found."""

    holding: Holding
    batch: str
    page: int | None
    snippet: tuple[Run, ...]
    address: str
    """What follows the document's own address, to come to the words."""


class Unread(NamedTuple):
    """One problem of a file, with the document that came of it all the same."""

    problem: Problem
    batch: str
    document: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The screen's values."""

    asked: Asked
    total: int
    last: int
    kinds: tuple[str, ...]
    batches: tuple[str, ...]
    unread: int
    """Problems for which something was not read."""
    talks: int = 0
    """Conversations of chats and posts."""
    rows: tuple[Row, ...] = ()
    hits: tuple[Hit, ...] = ()
    problems: tuple[Unread, ...] = ()
    wrong: str = ""
    remedy: str = ""

    @property
    def kind_choices(self) -> list[tuple[str, str]]:
        """The kinds as a choice offers them."""
        told = (ANY_MESSAGE,) if self.asked.chosen("kind") == ANY_MESSAGE else ()
        return [(kind, kind) for kind in (*told, *self.kinds)]

    @property
    def batch_choices(self) -> list[tuple[str, str]]:
        """The batches as a choice offers them."""
        return [(batch, batch) for batch in self.batches]


def title_of(holding: Holding) -> str:
    """Give what a document is called: its subject, or the last part of its path."""
    return holding.subject.strip() or holding.path.rsplit("/", 1)[-1]


def asked_in(values: Mapping[str, str]) -> Asked:
    """Give what the values of an address ask."""
    plain = {name: " ".join(values.get(name, "").replace('"', " ").split()) for name in FILTERS}
    page = values.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1
    filters = tuple((name, plain[name]) for name in FILTERS if plain[name])
    return Asked(" ".join(values.get("q", "").split()), filters, max(1, number), values.get("show") == "problems")


def listing(case: Case, asked: Asked) -> Listing:
    """Give the list that is asked for."""
    with case.shelf() as shelf:
        batches = {batch.number: batch.name for batch in shelf.batches()}
        empty = Listing(asked, 0, 1, lists.kinds(shelf), tuple(batches.values()), *_counts(shelf))
        try:
            return _filled(shelf, empty, batches)
        except UsageError as fault:
            return replace(empty, wrong=fault.what, remedy=fault.remedy)


def _counts(shelf: Shelf) -> tuple[int, int]:
    return lists.count_unread(shelf), conversations.count(shelf)


def _filled(shelf: Shelf, empty: Listing, batches: Mapping[int, str]) -> Listing:
    asked = empty.asked
    after = (asked.page - 1) * LENGTH
    if asked.problems:
        found = tuple(Unread(one, batches[number], ref) for number, one, ref in lists.unread(shelf, LENGTH, after))
        return replace(empty, total=empty.unread, last=_pages(empty.unread), problems=found)
    if asked.query:
        total = search.count(shelf, asked.words)
        return replace(empty, total=total, last=_pages(total), hits=tuple(_hits(shelf, asked, batches)))
    total = lists.count(shelf, asked.conditions)
    listed = lists.listed(shelf, asked.conditions, LENGTH, after)
    rows = tuple(
        Row(holding, batches[holding.batch], problems, _opening(shelf, holding)) for holding, problems in listed
    )
    return replace(empty, total=total, last=_pages(total), rows=rows)


def _opening(shelf: Shelf, holding: Holding) -> str:
    if not holding.conversation:
        return ""
    words = " ".join(shelf.text(holding.number)[holding.body_start :][: 2 * OPENING].split())
    return words if len(words) <= OPENING else f"{words[:OPENING].rpartition(' ')[0]} …"


def _pages(total: int) -> int:
    return max(1, -(-total // LENGTH))


def _hits(shelf: Shelf, asked: Asked, batches: Mapping[int, str]) -> Iterator[Hit]:
    for passage in shelf.search(asked.words, LENGTH, (asked.page - 1) * LENGTH):
        holding = shelf.find_document(passage.document)
        if holding is None:
            continue
        marks = matches(passage.snippet, asked.words)
        told = {"q": asked.query, "start": passage.start, "end": passage.end} if passage.hits else {"q": asked.query}
        yield Hit(
            holding,
            batches[holding.batch],
            passage.page,
            runs(passage.snippet, 0, len(passage.snippet), marks),
            f"?{urlencode(told)}#hit",
        )


def documents(request: Request) -> Response:
    """Show the list."""
    case = case_of(request)
    made = listing(case, asked_in(request.query_params))
    page = Page(words_of(request).gettext("Documents"), case, "documents", query=made.asked.query)
    scans = scans_of(case) if made.asked.problems else None
    return draw(
        request,
        "documents.html",
        page,
        list=made,
        asked=made.asked,
        scans=scans,
        title_of=title_of,
        name=name_in_words,
    )


ROUTES = [Route("/case/{case}/documents", documents)]
