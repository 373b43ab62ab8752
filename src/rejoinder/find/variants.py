"""Copies of one document that differ in their words: what only one says, what each says otherwise, what one covers.

Whose copy is right, or why they differ, no document shows: a finding says only what differs, and where.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.covered import BLOCK
from rejoinder.find.alike import Counted
from rejoinder.find.copies import Copies
from rejoinder.find.differences import Copy, Difference, around, differences, spaced, tokens
from rejoinder.find.one_document import MAILS, Pair, greets_another, is_one_message, is_one_paper
from rejoinder.model import Absent, Finding, Grade, Holding, Span, Trace, fingerprint_of
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "variant"
MOST = 40
"""Differences of one pair of copies that are cited; the comparison shows all."""
SHORTEST = 8
"""Words of the longer copy below which nothing is said."""
LONGEST_EXACT = 300
CONFIDENCE: dict[Grade, float] = {"direct": 0.98, "inferred": 0.85, "statistical": 0.5}
_OWN = ("own words", "signature")
LEFT_ASIDE = (
    "Spacing, line ends, punctuation, capitals, running heads and feet, quotations and notices: no difference is told.",
    "Words that stand elsewhere in the other copy: none is told.",
)
READ = "A copy was read by text recognition (OCR): only what is too long to be a misreading is told."


class Told(NamedTuple):
    """Two copies of one document, and how they differ."""

    pair: Pair
    copies: tuple[Copy, Copy]
    found: tuple[Difference, ...]
    grade: Grade


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each two copies of one document whose words differ."""
    counted = Counted(shelf)
    for one, other in Copies(shelf).pairs():
        told = _told(shelf, counted, one, other)
        if told:
            yield _finding(shelf, told)


def _told(shelf: Shelf, counted: Counted, one: int, other: int) -> Told | None:
    """Give how two documents differ, where they are copies of one."""
    holdings = sorted(shelf.documents([one, other]), key=lambda each: (each.batch, each.path))
    first, second = holdings
    grade: Grade | None = None
    if first.kind in MAILS:
        grade = is_one_message(first, second, counted.held(one, other))
        if grade is None:
            return None
    pair = Pair(first, second, (shelf.text(first.number), shelf.text(second.number)))
    copies = copy_of(shelf, first, pair.texts[0]), copy_of(shelf, second, pair.texts[1])
    found = differences(*copies)
    if not found or max(len(each.tokens) for each in copies) < SHORTEST:
        return None
    if grade is None:
        grade = "inferred" if is_one_paper(pair, copies, found) else None
    elif greets_another(pair, found):
        grade = None
    return Told(pair, copies, tuple(found), grade) if grade else None


def copy_of(shelf: Shelf, holding: Holding, text: str) -> Copy:
    """Give a document as it is compared with its copies."""
    parts = [(0, len(text))]
    if holding.kind in MAILS and not holding.conversation:
        zoned = zones(text, holding.body_start)
        parts = [(zone.start, zone.end) for zone in zoned if zone.depth == 0 and zone.kind in _OWN]
    pages = shelf.rows("SELECT start, end FROM pages WHERE document = ?", holding.number)
    edges = [edge for page in pages for edge in page]
    recognised = bool(shelf.page_confidences(holding.number))
    whole = spaced(tuple(tokens(text, [(0, len(text))])))
    return Copy(tuple(tokens(text, parts)), text, whole, tuple(edges), recognised)


def _finding(shelf: Shelf, told: Told) -> Finding:
    one = told.pair.one
    message = one.kind in MAILS
    traces = tuple(trace for difference in told.found[:MOST] for trace in _traces(shelf, told, difference))
    read = (READ,) if any(copy.recognised for copy in told.copies) else ()
    return Finding(
        id=fingerprint_of(KIND, one.ref, told.pair.other.ref, *(trace.id for trace in traces)),
        kind=KIND,
        grade=told.grade,
        absent=Absent(
            message_id=one.message_id or told.pair.other.message_id,
            author=(one.author or told.pair.other.author) if message else "",
            date=(one.date or told.pair.other.date) if message else "",
            subject=(one.subject or told.pair.other.subject) if message else "",
            file_name="" if message else one.path.rpartition("/")[2],
            described_as="two copies of one message" if message else "two copies of one document",
        ),
        because=traces,
        checked=(*LEFT_ASIDE, *read),
        confidence=CONFIDENCE[told.grade],
    )


def _traces(shelf: Shelf, told: Told, difference: Difference) -> Iterator[Trace]:
    """Give one trace in each copy: the words where it has some, else those around the place."""
    sides = (0, told.pair.one, difference.one), (1, told.pair.other, difference.other)
    for side, holding, (start, end) in sides:
        kind = _kind(difference, side)
        if start == end:
            start, end = around(told.copies[side], difference.at[side])
        text = told.pair.texts[side]
        end = _shortened(text, start, end)
        exact = text[start:end]
        if kind == "uncovered":
            exact = "".join(letter if letter.isspace() else BLOCK for letter in exact)
        page = shelf.page_of(holding.number, start) if holding.pages else None
        yield Trace(kind, Span(holding.ref, start, end, exact, page))


def _kind(difference: Difference, side: int) -> str:
    """Give what one copy shows at a difference."""
    if difference.way == "changed":
        return "worded-so"
    mine = difference.way.endswith("one") == (side == 0)
    if difference.way.startswith("covered"):
        return "covered" if mine else "uncovered"
    return "only-here" if mine else "not-here"


def _shortened(text: str, start: int, end: int) -> int:
    """Give where a citation ends: no longer than is read at a glance, with a whole word."""
    if end <= start + LONGEST_EXACT:
        return end
    cut = max(text.rfind(mark, start, start + LONGEST_EXACT) for mark in (" ", "\n"))
    return cut if cut > start else start + LONGEST_EXACT
