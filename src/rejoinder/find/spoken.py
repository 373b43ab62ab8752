"""Mentions as the shelf holds them, each with the document it stands in and who is meant; and a mention told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.find.papers import named
from rejoinder.keys import shown
from rejoinder.model import (
    MESSAGES,
    Absent,
    Allusion,
    Finding,
    Grade,
    Holding,
    Near,
    Person,
    Span,
    Trace,
    fingerprint_of,
)

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

DOCUMENT = "absent-document"
STOCK = "withheld-stock"
BESIDE = 120
"""Characters on either side of a mention that may be cited with it."""
_SAYING_LITTLE = frozenset(("marked", "written", "below", "meeting"))
"""Mentions of few words, which are cited with the sentence they stand in."""
_ENDS = re.compile(r"[.!?:;]\s+|\n\s*\n\s*|[.!?]$")


class Spoken(NamedTuple):
    """One mention, the document it stands in, and who is said to have written what is mentioned."""

    allusion: Allusion
    witness: Holding
    authors: tuple[Person, ...]


class Told(NamedTuple):
    """What is said of one absent document beside the words that show it."""

    absent: Absent
    checked: tuple[str, ...]
    grade: Grade = "direct"
    nearest: tuple[Near, ...] = ()


def spoken(shelf: Shelf) -> Iterator[Spoken]:
    """Give the mentions of the disclosure that may be looked up, those of printed mail by its messages alone."""
    rows = list(
        shelf.rows(
            "SELECT a.way, a.noun, a.start, a.end, a.date, a.relative, a.author, a.recipient, a.mark, a.document"
            " FROM allusions a JOIN documents d ON d.number = a.document JOIN batches b ON b.number = d.batch"
            " WHERE b.own = 0 AND a.way NOT IN ('said', 'headed', 'invited')"
            " AND d.ref NOT IN (SELECT parent FROM documents WHERE kind = 'page-message')"
            " ORDER BY d.batch, d.path, a.start"
        )
    )
    holdings = {one.number: one for one in shelf.documents(row[-1] for row in rows)}
    for way, noun, start, end, date, relative, author, recipient, mark, document in rows:
        allusion = Allusion(way, noun, start, end, date, bool(relative), author, recipient, mark)
        yield Spoken(allusion, holdings[document], tuple(_authors(allusion, holdings[document])))


def _authors(allusion: Allusion, witness: Holding) -> list[Person]:
    """Give who may have written what is mentioned; nobody where that is not known."""
    if allusion.author not in ("my", "your"):
        return named([allusion.author]) if allusion.author else []
    if witness.kind not in MESSAGES:
        return []
    return named([witness.author] if allusion.author == "my" else witness.recipients.split("\n"))


def author_of(one: Spoken) -> str:
    """Give the one author of what is mentioned as lists show people; nothing where there may be several."""
    return shown(*one.authors[0]) if len(one.authors) == 1 else ""


def words_of(shelf: Shelf, one: Spoken) -> str:
    """Give the words of a mention."""
    return shelf.text(one.witness.number)[one.allusion.start : one.allusion.end]


def finding(shelf: Shelf, kind: str, told: Told, several: Sequence[Spoken]) -> Finding:
    """Give what several mentions of one document say of it."""
    traces = tuple(Trace("withheld" if kind == STOCK else "mention", _span(shelf, one)) for one in several)
    return Finding(
        id=fingerprint_of(kind, *sorted(trace.id for trace in traces)),
        kind=kind,
        grade=told.grade,
        absent=told.absent,
        because=traces,
        checked=told.checked,
        confidence=0.95 if told.grade == "direct" else 0.9,
        nearest=told.nearest,
    )


def _span(shelf: Shelf, one: Spoken) -> Span:
    start, end = one.allusion.start, one.allusion.end
    text = shelf.text(one.witness.number)
    if one.allusion.way in _SAYING_LITTLE:
        start, end = _sentence(text, start, end)
    return Span(one.witness.ref, start, end, text[start:end], shelf.page_of(one.witness.number, start))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Give where the sentence around some words begins and ends, or as much of it as is read at a glance."""
    before, after = text[max(0, start - BESIDE) : start], text[end : end + BESIDE]
    begun = [one.end() for one in _ENDS.finditer(before)] or [before.find(" ") + 1 if start > BESIDE else 0]
    over = _ENDS.search(after)
    last = over.start() + 1 if over else after.rfind(" ") if len(after) == BESIDE else len(after.rstrip())
    begin = start - len(before) + begun[-1]
    return begin, end + len(after[: max(0, last)].rstrip())
