"""Looks through all that was received for what a sender may not mean to send, and keeps what is there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from functools import partial
from itertools import groupby
from sqlite3 import Connection
from typing import TYPE_CHECKING

from rejoinder import __version__
from rejoinder.case import Case, Told, audited
from rejoinder.case.receiving import silent
from rejoinder.model import MESSAGES, Holding, LeftIn, Problem
from rejoinder.personal import RECOGNISERS, Personal, personal_in
from rejoinder.personal.given_names import given_names, lists_of_names
from rejoinder.personal.names import Names
from rejoinder.personal.told_names import told_names
from rejoinder.sending.hidden import Hidden, hidden_in, told_of
from rejoinder.shelf.left import NAME, add_left, clear_left, sum_left

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

LOOKING = "Looking before it is sent"
STEP = 500
"""Documents after which what was found is kept."""
EACH = 25
"""Documents after which it is told how far it is."""
PLACES = 50
"""Places of one value in a document that are kept; all of them are counted."""


def stamp(shelf: Shelf) -> str:
    """Give what this depends on: the program, its recognisers, and everything that is in."""
    return f"{__version__} {len(RECOGNISERS)} {lists_of_names()} {shelf.state()}"


def is_looked(case: Case) -> bool:
    """Say whether all that was received has been looked through."""
    with case.shelf() as shelf:
        return shelf.is_made(NAME, stamp(shelf))


def look(case: Case, told: Told = silent) -> None:
    """Look through all that was received, if that was not done since the last of it came.

    What was found is kept step by step: where it was stopped, it goes on from the last.
    """
    with audited(case, told):
        pass
    if is_looked(case):
        return
    with case.shelf() as shelf, case.held():
        now = stamp(shelf)
        if not shelf.is_made(NAME, now):
            _look(shelf, now, told)


def _look(shelf: Shelf, now: str, told: Told) -> None:
    """Look through all that was received, own archives aside, file by file."""
    sent = {batch.number for batch in shelf.batches() if not batch.own}
    holdings = [one for one in shelf.documents() if one.batch in sent]
    names = Names(people_of(holdings))
    problems = _problems(shelf, sent)
    of_document = {one.number: problems.pop((one.batch, one.path), []) for one in holdings}
    done = _looked_at(shelf, now)
    if not done:
        shelf.keep_step(NAME, _so_far(now, 0), clear_left)
    while done < len(holdings):
        found: list[LeftIn] = []
        for holding in holdings[done : done + STEP]:
            if done % EACH == 0:
                told(LOOKING, done, len(holdings))
            found += in_document(shelf, holding, names, of_document[holding.number])
            done += 1
        shelf.keep_step(NAME, _so_far(now, done), partial(add_left, found=found))
    told(LOOKING, len(holdings), len(holdings))
    of_files = [
        LeftIn(one.kind, _of_file(one.said, path), batch, path)
        for (batch, path), several in problems.items()
        for one in told_of(several)
    ]

    def end(rows: Connection) -> None:
        add_left(rows, of_files)
        sum_left(rows)

    shelf.keep_step(NAME, now, end)


def _so_far(now: str, done: int) -> str:
    """Give the stamp of so many documents that are looked through."""
    return f"{now}, up to {done}"


def _looked_at(shelf: Shelf, now: str) -> int:
    """Give how many documents are looked through since the last of them came."""
    is_so_far, _, done = shelf.stamp_of(NAME).rpartition(", up to ")
    return int(done) if is_so_far == now else 0


def _problems(shelf: Shelf, batches: Container[int]) -> dict[tuple[int, str], list[Problem]]:
    """Give what reading told of the files of batches, by batch and path."""
    return {
        place: [problem for _, problem in several]
        for place, several in groupby(shelf.problems(), key=lambda one: (one[0], one[1].where))
        if place[0] in batches
    }


def people_of(holdings: Iterable[Holding]) -> set[str]:
    """Give all who sent or received a message, as headers show them."""
    found: set[str] = set()
    for holding in holdings:
        if holding.kind in MESSAGES:
            found.update((holding.author, *holding.recipients.split("\n")))
    return found


def in_document(shelf: Shelf, holding: Holding, names: Names, problems: list[Problem]) -> Iterator[LeftIn]:
    """Give what is left in one document, each value once with all its places."""
    text = shelf.text(holding.number)
    personal = personal_of(text, names)
    unseen: list[Hidden] = [*hidden_in(holding, text), *told_of(problems)]
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for mark in personal:
        found.setdefault((mark.kind, mark.value), []).append((mark.start, mark.end))
    for one in unseen:
        found.setdefault((one.kind, _of_file(one.said, holding.path)), []).append((one.start, one.end))
    for (kind, value), spans in found.items():
        kept = [(start, end) for start, end in spans if end][:PLACES]
        places = tuple((_page(shelf, holding, start), start, end) for start, end in kept)
        yield LeftIn(kind, value, holding.batch, holding.path, holding.number, places, len(spans))


def personal_of(text: str, names: Names) -> list[Personal]:
    """Give personal data of a text; what is only perhaps a name where nothing else is told."""
    sure = [*personal_in(text), *names.find(text)]
    spans = sorted((one.start, one.end) for one in sure)

    def is_free(one: Personal) -> bool:
        at = bisect_left(spans, one.end, key=lambda span: span[0])
        return not at or max(end for _, end in spans[max(0, at - 2) : at]) <= one.start

    return [*sure, *filter(is_free, told_names(text, given_names()))]


def _page(shelf: Shelf, holding: Holding, start: int) -> int:
    return (shelf.page_of(holding.number, start) or 0) if holding.pages else 0


def _of_file(said: str, path: str) -> str:
    """Give what is said of one file apart from the same said of another."""
    return f"{said}\n{path}"
