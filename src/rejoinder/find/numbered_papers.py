"""Numbers that papers skip in their words: paragraphs, minutes, exhibits and tickets, each told with its neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rejoinder.find.checks import checked
from rejoinder.find.items import Counted, Skipped, counted_in, skipped_between, skipped_within
from rejoinder.find.number_gaps import cut_short, gap_told, span_of
from rejoinder.find.references import Borne, Left, exhibits_in, left_out, tickets_in
from rejoinder.model import MESSAGES, Finding, Span

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

_PAPERS = frozenset(("pdf", "word", "text", "html"))
HEADS = 60
"""Pages of one document whose beginnings are looked at."""


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each run of numbers that paragraphs, minutes, exhibits or tickets skip."""
    about = checked(shelf)
    minutes: dict[str, list[Counted]] = defaultdict(list)
    borne: dict[str, list[Borne]] = defaultdict(list)
    cut = cut_short(shelf)
    query = (
        "SELECT d.number, d.kind, d.path, d.body_start FROM documents d JOIN batches b ON b.number = d.batch"
        " WHERE b.own = 0 ORDER BY d.batch, d.path"
    )
    for number, kind, path, body in shelf.rows(query):
        if kind in _PAPERS and number not in cut:
            yield from _paragraphs(shelf, number, path, minutes, about)
        for mark in _marks(shelf, number, kind, body):
            borne[mark.series].append(mark)
    for body_name in sorted(minutes):
        for skipped in skipped_between(minutes[body_name], body_name):
            yield _minuted(shelf, skipped, about)
    spoken = {mark for (mark,) in shelf.rows("SELECT DISTINCT mark FROM allusions WHERE noun = 'exhibit'")}
    for left in left_out(borne):
        initials = left.before.series.partition(" ")[2]
        if not (left.before.series.startswith("exhibit") and f"{initials}{left.first}" in spoken):
            yield _marked(shelf, left, about)


def _paragraphs(
    shelf: Shelf, number: int, path: str, minutes: dict[str, list[Counted]], about: tuple[str, ...]
) -> Iterator[Finding]:
    """Give what the paragraphs of one document skip; what may be of a body's minutes is kept for these."""
    text = shelf.text(number)
    name = path.rpartition("/")[2]
    for counted, body in counted_in(number, text):
        if body and counted.items[0].number > 1:
            minutes[body].append(counted)
        for one in skipped_within(counted, text):
            looked = (
                f"Every number in this form at the beginning of a line: {one.members:,} numbers.",
                "Whether the number stands anywhere between these two, in letters that look like it too.",
            )
            yield gap_told("numbered", _beside(shelf, one), f"{_run('paragraph', one)} of “{name}”", (*about, *looked))


def _minuted(shelf: Shelf, one: Skipped, about: tuple[str, ...]) -> Finding:
    looked = f"The minutes of every meeting of this body: {one.members:,} numbers."
    return gap_told("numbered", _beside(shelf, one), _run("minute", one), (*about, looked))


def _run(noun: str, one: Skipped) -> str:
    return f"{noun} {one.first}" if one.first == one.last else f"{noun}s {one.first} to {one.last}"


def _beside(shelf: Shelf, one: Skipped) -> list[Span]:
    return [span_of(shelf, document, item.start, item.cited) for document, item in (one.before, one.after)]


def _marks(shelf: Shelf, number: int, kind: str, body: int) -> Iterator[Borne]:
    text = shelf.text(number)
    if kind in MESSAGES:
        if kind == "email":
            start = max(0, text.find("Subject:", 0, body))
            yield from tickets_in(number, text, min(body, max(start, text.find("\n", start))))
        return
    if kind in _PAPERS:
        starts = [start for (start,) in shelf.rows("SELECT start FROM pages WHERE document = ? LIMIT ?", number, HEADS)]
        yield from exhibits_in(number, text, sorted({0, *starts}))


def _marked(shelf: Shelf, one: Left, about: tuple[str, ...]) -> Finding:
    noun = "exhibit" if one.before.series.startswith("exhibit") else "ticket"
    first, last = (one.before.written.format(number) for number in (one.first, one.last))
    described = f"{noun} “{first}”" if first == last else f"{noun}s “{first}” to “{last}”"
    beside = [span_of(shelf, mark.document, mark.start, mark.end) for mark in (one.before, one.after)]
    looked = f"Every document that bears a mark of this series: {one.members:,} numbers."
    return gap_told("numbered", beside, described, (*about, looked))
