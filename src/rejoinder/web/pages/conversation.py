"""Conversations: a list of them, and one as it went, day by day, with what was edited, deleted or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.errors import UsageError
from rejoinder.model import INSIDE, Batch, Holding, Problem
from rejoinder.shelf import conversations, lists
from rejoinder.shelf.conversations import Talk
from rejoinder.web.frame import Page, case_of, draw, words_of
from rejoinder.web.pages.document import found
from rejoinder.write.words import ENGLISH, date_in_words

LENGTH = 200
"""Messages of one page."""
LISTED = 100
"""Conversations of one page of their list."""
_FACTS = frozenset(
    ("From", "Date", "Conversation", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Message-ID", "In-Reply-To",
     "References", "Thread-Index", "Thread-Topic")
)  # fmt: skip
"""Names of the lines before a message's words that the screen shows in its own way."""
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:\d\d)?")
NAMES = ("Answers", "Attached", "Deleted", "Edited", "Forwarded from", "Left out", "Quotes", "Reactions")
"""Names of facts that the screen says in the reader's language; others stand as the export has them."""
GONE = frozenset(("Deleted", "Left out"))
SAID = frozenset(("Answers", "Deleted", "Edited", "Left out"))
"""Names of facts whose value may be a phrase of ours; the others are the export's own words."""


class Fact(NamedTuple):
    """What an export says beside a message's words."""

    name: str
    value: str
    leads_to: str = ""
    """Reference of the message meant, where it is here."""

    @property
    def gone(self) -> bool:
        """Whether it says that something is not in the export."""
        return self.name in GONE

    @property
    def is_known(self) -> bool:
        """Whether its name is one of ours."""
        return self.name in NAMES

    @property
    def is_said(self) -> bool:
        """Whether its value may be a phrase of ours."""
        return self.name in SAID


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    holding: Holding
    words: str
    facts: tuple[Fact, ...]
    day: str = ""
    """Its day, where it is the first of that day on the page."""
    goes_on: bool = False
    """Whether its author is that of the message above it."""
    asked: bool = False

    @property
    def clock(self) -> str:
        """The time of day with the precision its export gives; empty when it gives none."""
        return self.holding.date[11:].partition(".")[0].removesuffix("+00:00")[:8]

    @property
    def in_utc(self) -> bool:
        """Whether the time is told by the clock of Greenwich."""
        return self.holding.date.endswith("+00:00")


@dataclass(frozen=True, slots=True)
class Conversation:
    """The screen's values."""

    talk: Talk
    batch: Batch
    turns: tuple[Turn, ...]
    problems: tuple[Problem, ...]
    page: int
    last: int
    asked: str
    """Reference of the message the person came from; empty for the beginning."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The values of the list."""

    talks: tuple[Talk, ...]
    total: int
    page: int
    last: int
    unread: int
    batches: dict[int, str]


def conversation(
    case: Case, reference: str, page: int | None = None, words: NullTranslations = ENGLISH
) -> Conversation:
    """Give the page of a conversation that holds a message, or the one asked for; UsageError for what is of none."""
    with case.shelf() as shelf:
        holding = found(shelf, reference)
        talk = conversations.talk_of(shelf, holding)
        if talk is None:
            raise UsageError(f"{holding.path} is no message of a chat.", "Open it from the list of documents.")
        last = max(1, -(-talk.messages // LENGTH))
        place = conversations.place_of(shelf, holding)
        here = min(max(1, page), last) if page else place.before // LENGTH + 1
        some = list(conversations.messages(shelf, holding, LENGTH, (here - 1) * LENGTH))
        answered = conversations.answered(shelf, (one.number for one, _ in some))
        beside = {path for one, text in some for path in _beside(one, text)}
        attached = conversations.at_paths(shelf, holding.batch, beside)
        problems = conversations.problems_of(shelf, (one for one, _ in some))
        batch = next(one for one in shelf.batches() if one.number == holding.batch)
    turns = tuple(_turns(some, answered, attached, "" if page else reference, words))
    return Conversation(talk, batch, turns, problems, here, last, "" if page else reference)


def _turns(
    some: Iterable[tuple[Holding, str]],
    answered: Mapping[int, str],
    attached: Mapping[str, str],
    asked: str,
    words: NullTranslations,
) -> Iterator[Turn]:
    day, author = "", ""
    for holding, text in some:
        fresh = holding.date[:10] != day
        day = holding.date[:10]
        yield Turn(
            holding,
            text[holding.body_start :].strip("\n"),
            tuple(_leading(holding, text, answered, attached, words)),
            day if fresh else "",
            not fresh and bool(author) and holding.author == author,
            holding.ref == asked,
        )
        author = holding.author


def facts_of(head: str) -> Iterator[Fact]:
    """Give what stands before a message's words, but for who, when and where."""
    for line in head.splitlines():
        name, colon, value = line.partition(": ")
        if colon and name not in _FACTS:
            yield Fact(name, value)


def _leading(
    holding: Holding, text: str, answered: Mapping[int, str], attached: Mapping[str, str], words: NullTranslations
) -> Iterator[Fact]:
    """Give a message's facts with where they lead, and their moments as people write them."""
    for fact in facts_of(text[: holding.body_start]):
        leads_to = answered.get(holding.number, "") if fact.name == "Answers" else ""
        if fact.name == "Attached":
            leads_to = attached.get(_file_beside(holding, fact.value), "")
        yield Fact(fact.name, _MOMENT.sub(lambda found: date_in_words(found[0], words), fact.value), leads_to)


def _beside(holding: Holding, text: str) -> Iterator[str]:
    """Give where the files that a message names would lie: beside its export."""
    for fact in facts_of(text[: holding.body_start]):
        if fact.name == "Attached":
            yield _file_beside(holding, fact.value)


def _file_beside(holding: Holding, name: str) -> str:
    folder, slash, _ = holding.path.rpartition(INSIDE)[0].rpartition("/")
    return f"{folder}{slash}{name.rpartition('/')[2]}"


def listing(case: Case, page: int = 1) -> Listing:
    """Give a page of the list of conversations."""
    with case.shelf() as shelf:
        total = conversations.count(shelf)
        last = max(1, -(-total // LISTED))
        here = min(max(1, page), last)
        some = tuple(conversations.talks(shelf, LISTED, (here - 1) * LISTED))
        batches = {batch.number: batch.name for batch in shelf.batches()}
        return Listing(some, total, here, last, lists.count_unread(shelf), batches)


def _page(request: Request) -> int | None:
    told = request.query_params.get("page", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else None


def show(request: Request) -> Response:
    """Show a conversation."""
    case = case_of(request)
    made = conversation(case, request.path_params["reference"], _page(request), words_of(request))
    return draw(request, "conversation.html", Page(made.talk.title, case, "documents"), made=made)


def show_all(request: Request) -> Response:
    """Show the list of conversations."""
    case = case_of(request)
    made = listing(case, _page(request) or 1)
    page = Page(words_of(request).gettext("Conversations"), case, "documents")
    return draw(request, "conversations.html", page, list=made)


ROUTES = [Route("/case/{case}/conversations", show_all), Route("/case/{case}/conversation/{reference}", show)]
