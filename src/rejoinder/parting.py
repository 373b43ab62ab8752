"""Where the documents in one file begin, as a person decides it: written in the journal, and that file read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from rejoinder.case import Case, Told, read_again
from rejoinder.errors import UsageError
from rejoinder.journal import partings
from rejoinder.model import INSIDE, Holding, Parting
from rejoinder.read.printed import BEGINS, LOST
from rejoinder.received import bags
from rejoinder.shelf import lists

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

__all__ = [
    "LOST",
    "Asked",
    "Beginning",
    "Decision",
    "Edges",
    "Plan",
    "carry_out",
    "edges",
    "file_of",
    "in_force",
    "parts_of",
    "planned",
]

PARTED = ("pdf", "word", "image")
"""Kinds of file that are parted where they hold several documents."""
LONGEST = 200
"""Characters of the text at a place by which it is known again."""
Decision = Literal["begins", "continues", "undo"]


class Asked(NamedTuple):
    """What a person says of a place in a document."""

    decision: Decision
    page: int | None = None
    """A page; None where it is the place at which the document begins."""
    line: str = ""
    """How the line begins; empty for the top of the page, or for what begins on it."""
    exactly: bool = False
    """Whether what is taken back is what was decided by just these words; else it is the last that begins with them."""


class Plan(NamedTuple):
    """A decision about one place of one file, ready to be written down."""

    file: Holding
    decision: Decision
    parting: Parting


class Beginning(NamedTuple):
    """A document that begins on a page."""

    holding: Holding
    why: str
    """What was said of it; empty for the first one, with which the file begins."""
    follows: bool
    """Whether one stands before it, with which it can be joined."""


class Edges(NamedTuple):
    """What a person can decide on one page of a file: what begins there, and what was decided."""

    file: Holding
    page: int
    beginnings: tuple[Beginning, ...]
    inside: bool
    """Whether the page goes on with what is before it, so that a document may be said to begin at its top."""
    decided: tuple[Parting, ...]


class _Place(NamedTuple):
    """A line of a page at which a document begins, or could."""

    holding: Holding
    start: int
    """Where in that document's text it stands."""
    words: str


def file_of(shelf: Shelf, holding: Holding) -> Holding:
    """Give the document of the file that a document is a part of; itself where it is no part."""
    whole = shelf.find_document(holding.parent) if holding.parent else None
    is_part = whole and whole.sha256 == holding.sha256 and holding.path.startswith(f"{whole.path}{INSIDE}")
    return whole if whole and is_part else holding


def parts_of(shelf: Shelf, file: Holding) -> list[Holding]:
    """Give the documents a file was parted into, in the order they stand in it."""
    inside = (one for one in lists.family(shelf, file) if one.sha256 == file.sha256)
    return sorted(inside, key=lambda one: one.number)


def in_force(case: Case, file: Holding) -> list[Parting]:
    """Give what a person decided about a file and did not take back, the last one last."""
    decided = partings(case.journal.acts())
    told = decided.get(_received(case, file), ()) if decided else ()
    return [one for one in told if one.path == file.path]


def edges(case: Case, holding: Holding, page: int) -> Edges | None:
    """Give what can be decided on a page of a document; None where it is of no kind that is parted."""
    with case.shelf() as shelf:
        file = file_of(shelf, holding)
        if file.kind not in PARTED:
            return None
        page = page if holding.pages else 1
        parts = parts_of(shelf, file)
        wanted = [holding] if holding != file else parts
        begun = [one for one in wanted if parts and shelf.first_page(one.number) == page]
        why = [_why(shelf, one) for one in begun]
        top = next(_lines(shelf, holding, page), None) if holding != file else next(_places(shelf, file, page), None)
    beginnings = [Beginning(one, said, one != parts[0]) for one, said in zip(begun, why, strict=True)]
    told = tuple(one for one in in_force(case, file) if one.page == page)
    return Edges(file, page, tuple(beginnings), bool(holding.pages and top and top.start), told)


def _why(shelf: Shelf, part: Holding) -> str:
    """Give what was said of why a document begins where it does; empty for the first."""
    return next((one.what for one in lists.problems_of(shelf, part) if one.code == BEGINS), "")


def planned(case: Case, holding: Holding, asked: Asked) -> Plan:
    """Give what a person asks for as a plan; UsageError where it cannot be done."""
    with case.shelf() as shelf:
        file = file_of(shelf, holding)
        if file.kind not in PARTED:
            what = f"{file.path} is not of a kind that holds several documents."
            raise UsageError(what, "Only PDF and Word files and images are parted.")
        asked = asked._replace(line=_plain(asked.line))
        if asked.decision == "begins":
            return Plan(file, "begins", _beginning(shelf, file, asked))
        if asked.decision == "continues":
            return Plan(file, "continues", _joined(shelf, file, holding, asked))
        page = asked.page or shelf.first_page(holding.number)
    told = [one for one in in_force(case, file) if one.page == page and one.words.startswith(asked.line)]
    told = [one for one in told if one.words == asked.line] if asked.exactly else told
    if not told:
        raise UsageError(f"Nothing was decided about page {page} of {file.path}.", "There is nothing to take back.")
    return Plan(file, "undo", told[-1])


def carry_out(case: Case, plan: Plan, *, at: str, told: Told) -> Holding:
    """Write a decision down, read the file again, and give the document that its place is in now."""
    file, parting = plan.file, plan.parting
    batch, sha256 = _received(case, file)
    act = {
        "batch": batch,
        "path": file.path,
        "sha256": sha256,
        "page": parting.page,
        "words": parting.words,
        "time": parting.time,
        "decision": plan.decision,
    }
    received = file.path.partition(INSIDE)[0]
    read_again(case, file.batch, received, lambda: case.journal.write("boundary", at, act), told)
    return now_within(case, plan)


def now_within(case: Case, plan: Plan) -> Holding:
    """Give the document that the place of a decision is in now."""
    file, parting = plan.file, plan.parting
    with case.shelf() as shelf:
        now = shelf.find_document(file.ref) or file
        found = list(_found(_places(shelf, now, parting.page), parting.words))[parting.time - 1 : parting.time]
    return found[0].holding if found else now


def _received(case: Case, file: Holding) -> tuple[str, str]:
    """Give the name of the batch a file came in, and the hash of what was received: the file, or what it lies in."""
    bag = next(bag for bag in bags(case.received) if bag.batch.number == file.batch)
    received = file.path.partition(INSIDE)[0]
    return bag.batch.name, file.sha256 if received == file.path else bag.taken()[received]


def _plain(words: str) -> str:
    return " ".join(words.split())[:LONGEST].rstrip()


def _places(shelf: Shelf, file: Holding, page: int) -> Iterator[_Place]:
    """Give every line with words on a page, each in the document it stands in."""
    return (place for one in parts_of(shelf, file) or [file] for place in _lines(shelf, one, page))


def _lines(shelf: Shelf, holding: Holding, page: int) -> Iterator[_Place]:
    here = shelf.page(holding.number, page) if holding.pages else None
    if (here is None and holding.pages) or (not holding.pages and page != 1):
        return
    text = shelf.text(holding.number)
    at, end = (here.start, here.end) if here else (0, len(text))
    at = 0 if here and here.number == shelf.first_page(holding.number) else at
    for line in text[at:end].split("\n"):
        if line.strip():
            yield _Place(holding, at, _plain(text[at : at + 4 * LONGEST]))
        at += len(line) + 1


def _found(places: Iterable[_Place], words: str) -> Iterator[_Place]:
    return (one for one in places if one.words.startswith(words))


def _beginning(shelf: Shelf, file: Holding, asked: Asked) -> Parting:
    """Give the place at which a document is to begin."""
    page = asked.page or 1
    if file.pages and asked.page is None:
        raise UsageError("It was not said on which page a document begins.", "Give its number.")
    if not file.pages and not asked.line:
        raise UsageError(f"{file.path} has no pages.", "Say how the line begins at which a document begins.")
    found = list(_found(_places(shelf, file, page), asked.line))
    if not found and asked.line:
        raise UsageError(f"Page {page} of {file.path} has no line that begins so.", "Look at the words of that page.")
    if not found:
        raise UsageError(f"Page {page} of {file.path} has no words.", "Only where words stand can a document begin.")
    if asked.line and len(found) > 1:
        what = f"{len(found)} lines of page {page} begin so."
        raise UsageError(what, "Give more of the words, and of the line below if need be.")
    if found[0].start == 0:
        raise UsageError(f"A document begins there already: {found[0].holding.path}.", "There is nothing to part.")
    return Parting(file.path, page, asked.line, begins=True)


def _joined(shelf: Shelf, file: Holding, holding: Holding, asked: Asked) -> Parting:
    """Give the place at which no document is to begin."""
    parts = parts_of(shelf, file)
    page = asked.page or shelf.first_page(holding.number)
    begun = [one for part in parts for one in list(_lines(shelf, part, page))[:1] if one.start == 0]
    begun = [one for one in _found(begun, asked.line) if asked.page or asked.line or one.holding == holding]
    if not begun:
        what = f"No document begins on page {page} of {file.path}."
        raise UsageError(what, "Look at where its documents begin.")
    if len(begun) > 1:
        what = f"{len(begun)} documents begin on page {page} of {file.path}."
        raise UsageError(what, "Say which, by how it begins.")
    if begun[0].holding == parts[0]:
        raise UsageError(f"Nothing stands before {begun[0].holding.path}.", "The first document has none to go on.")
    same = list(_found(_places(shelf, file, page), begun[0].words))
    time = next(number for number, one in enumerate(same, 1) if one.holding == begun[0].holding and not one.start)
    return Parting(file.path, page, begun[0].words, begins=False, time=time)
