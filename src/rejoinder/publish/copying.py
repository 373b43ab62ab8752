"""One document copied safely: its pages put together anew, or its text set as a paper, with a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from rejoinder import passwords
from rejoinder.box.reading import picture_to_read
from rejoinder.case import Case, original
from rejoinder.errors import UsageError
from rejoinder.model import MESSAGES, Blob, Holding, Page, Problem, Recognised, Word
from rejoinder.publish.as_read import LEFT_OUT, hidden_as_read
from rejoinder.publish.composed import Side, composed
from rejoinder.publish.decided import HIDE, KEEP, Area
from rejoinder.publish.layered import layered
from rejoinder.publish.proposed import LAYERED, Group, Place, Plan, printed_in
from rejoinder.publish.typed import Hidden, safe_text, typed
from rejoinder.publish.upright import turned_areas, turned_page, turned_pixels, turns_of
from rejoinder.read.ocr.found import Engines, engines_here
from rejoinder.read.ocr.pictures import Picture
from rejoinder.redactions import WORDS
from rejoinder.sending.hidden import hidden_in
from rejoinder.shelf import lists

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

BEFORE, UNSURE_WORD = "hidden before", "not read surely"
"""What stands where the document had covered words, and where a machine was not sure."""
ROUNDS = 3
"""Times a page that a machine read is made, at most: each time without what was still read on it."""
LEAST_SURE = 45
"""Per cent of sureness below which a recognised word is not let through."""
DOUBTFUL = ("unmapped_letters", "text_image_mismatch", "not_compared", "text_missed")
"""Codes of what is said of a file whose letters may look otherwise than its text says."""
UNSEEN = ("invisible_text", "hidden_text", "white_text", "covered_text", "blacked_out", "beyond_crop", "hidden_in_line")
"""Codes of what is said of words that the text has and the page does not show."""
DRAWN = ("pdf", "page-message", "image")
_BLOCK = "█"
_PROPERTY = re.compile(r"^\[Property, [^\n]*\]$", re.MULTILINE)


class Row(NamedTuple):
    """One line of the record: what is hidden on a page, by label, and why; the words themselves are not told."""

    document: str
    path: str
    page: int
    """0 in a document without pages."""
    label: str
    kind: str
    because: str
    times: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A safe copy of one document."""

    holding: Holding
    name: str
    """The name of its file, without what is hidden."""
    content: bytes
    rows: tuple[Row, ...]
    pages: int
    left_out: tuple[Area, ...] = ()
    """Parts of pages that nobody read and that are not in the copy."""
    unread: tuple[int, ...] = ()
    """Pages of which no word could be taken over."""
    sides: tuple[Side, ...] = ()
    layered: bool = False
    """Whether a machine read its words from pictures, so that those may show what its text never had."""


class Source(NamedTuple):
    """A document as it is copied from, with the messages that are printed in it."""

    holding: Holding
    text: str
    """Of all of them, one after the other."""
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    blob: Blob | None
    begins: tuple[tuple[str, int], ...] = ()
    """The reference of each, and where its text begins."""

    def marks(self, plan: Plan) -> list[tuple[Place, Group]]:
        """Give what is hidden in it, in order."""
        return [
            (place._replace(start=place.start + at, end=place.end + at), group)
            for reference, at in self.begins
            for place, group in plan.marks(reference)
        ]

    def says(self, codes: Sequence[str]) -> bool:
        """Say whether one of these is said of it."""
        return any(problem.code in codes for problem in self.problems)


def source_of(case: Case, shelf: Shelf, holding: Holding) -> Source:
    """Give a document with its text, pages and bytes."""
    drawn = holding.kind in DRAWN and bool(holding.pages)
    blob = Blob(holding.path, original(case, holding), passwords=passwords.kept(case.folder)) if drawn else None
    text, begins, sides = "", [], []
    problems: list[Problem] = []
    for part in (holding, *printed_in(shelf, holding)):
        begins.append((part.ref, len(text)))
        sides += [_moved(page, len(text)) for page in shelf.pages(part.number)]
        problems += [_moved_problem(one, len(text)) for one in lists.problems_of(shelf, part)]
        text += f"{shelf.text(part.number)}\n"
    return Source(holding, text, tuple(_joined(sides)), tuple(problems), blob, tuple(begins))


def _moved(page: Page, by: int) -> Page:
    words = tuple(word._replace(start=word.start + by, end=word.end + by) for word in page.words)
    return replace(page, start=page.start + by, end=page.end + by, words=words)


def _moved_problem(problem: Problem, by: int) -> Problem:
    return replace(problem, spans=tuple((start + by, end + by) for start, end in problem.spans))


def _joined(sides: Sequence[Page]) -> Iterator[Page]:
    """Give each page once, with the words of all that is printed on it."""
    by_number: dict[int, list[Page]] = {}
    for side in sides:
        by_number.setdefault(side.number, []).append(side)
    for number, several in sorted(by_number.items()):
        words = tuple(word for side in several for word in side.words)
        sure = [side.confidence for side in several if side.confidence is not None]
        first = next((side for side in several if side.width), several[0])
        yield replace(
            first,
            number=number,
            words=words,
            start=min(side.start for side in several),
            end=max(side.end for side in several),
            confidence=min(sure, default=None),
        )


def safe_copy(case: Case, plan: Plan, holding: Holding, engines: Engines | None = None) -> Copy:
    """Give the safe copy of one document, as it was decided; it is not yet checked."""
    with case.shelf() as shelf:
        source = source_of(case, shelf, holding)
    name = safe_name(plan, holding)
    if source.blob is None:
        return _set_as_text(plan, source, name)
    sides = [side_of(case, plan, source, page, engines) for page in source.pages]
    rows = tuple(_rows(plan, source))
    listed = [side for side in sides if holding.kind != "page-message" or not side.lines]
    left_out = tuple(area for side in listed for area in side.left_out)
    unread = tuple(side.number for side in sides if not side.lines and side.left_out)
    content, is_layered = layered(sides, name), source.says(LAYERED)
    return Copy(holding, name, content, rows, len(sides), left_out, unread, tuple(sides), is_layered)


def _set_as_text(plan: Plan, source: Source, name: str) -> Copy:
    holding = source.holding
    headers = source.text[: holding.body_start].count("\n")
    content = typed(runs_of_text(plan, source), name, headers)
    return Copy(holding, name, content, tuple(_rows(plan, source)), 0)


def runs_of_text(plan: Plan, source: Source) -> list[tuple[str, str]]:
    """Give a document without pages as it leaves: in runs of words and labels, without what no print would show."""
    holding, text = source.holding, source.text
    hidden = [Hidden(place.start, place.end, group.label) for place, group in source.marks(plan)]
    unseen = [(one.start, one.end) for one in hidden_in(holding, text) if one.end]
    if holding.kind not in MESSAGES:
        unseen += [found.span() for found in _PROPERTY.finditer(text)]
    return safe_text(text, hidden, unseen)


def side_of(case: Case, plan: Plan, source: Source, page: Page, engines: Engines | None = None) -> Side:
    """Give one page made anew."""
    assert source.blob is not None
    picture = picture_to_read(source.blob, page.number)
    if picture is None or not page.width:
        what = f"Page {page.number} of {source.holding.path} cannot be drawn."
        raise UsageError(what, "Leave the document out.")
    here = engines_here() if engines is None else engines
    kept = page.number in plan.decided.pages(source.holding.ref)
    areas = plan.decided.areas(source.holding.ref, HIDE).values()
    looked_at = [area for area in plan.decided.areas(source.holding.ref, KEEP).values() if area.page == page.number]
    text, page, labels = _read_again(plan, source, page, picture, here)
    if source.says(LAYERED):
        labels |= _seen_by_machine(plan, source, page, picture, here, labels)
        labels |= dict.fromkeys(_unsure(case, source, page, labels), plan.words.gettext(UNSURE_WORD))
    turns = turns_of(page)
    size = (page.width, page.height)
    covered = [Area(page.number, *one[:4]) for one in page.redactions if one.look != WORDS]
    hidden = turned_areas([area for area in areas if area.page == page.number], size, turns)
    for _ in range(ROUNDS):
        made = composed(
            turned_page(page, turns),
            text,
            turned_pixels(picture.pixels, turns),
            labels,
            unseen=_unseen(source, page),
            hidden=hidden,
            covered=turned_areas(covered, size, turns),
            under=_beneath(source, page) if text is source.text else frozenset(),
            label=plan.words.gettext(LEFT_OUT),
            looked_at=None if kept else turned_areas(looked_at, size, turns),
        )
        if not (source.says(LAYERED) and here):
            break
        read = here.recognised(Picture(made.number, made.width, made.height, made.pixels))
        made = replace(made, read=read.text)
        seen = _still_seen(plan, source.holding.ref, made, read)
        hidden = [*hidden, *seen]
        if not seen:
            break
    back = turned_areas(made.left_out, (made.width, made.height), -turns % 4)
    return replace(made, left_out=tuple(back))


def _still_seen(plan: Plan, reference: str, made: Side, read: Recognised) -> list[Area]:
    """Give the parts of a made page on which text recognition reads something hidden: its first reading missed it."""
    found = [place for place, _ in hidden_as_read(plan, reference, read.text)]
    return [
        Area(made.number, max(0.0, word.left - 1), max(0.0, word.top - 1), word.right + 1, word.bottom + 1)
        for word in read.words
        if any(place.start < word.end and place.end > word.start for place in found)
    ]


def _read_again(
    plan: Plan, source: Source, page: Page, picture: Picture, engines: Engines
) -> tuple[str, Page, dict[int, str]]:
    """Give a page's words with their labels; where its letters may deceive, as a machine reads them, or none."""
    if not source.says(DOUBTFUL):
        labels = _labels(page, source.marks(plan))
        labels |= dict.fromkeys(_beneath(source, page), plan.words.gettext(BEFORE))
        return source.text, page, labels
    if not engines:
        return "", replace(page, words=()), {}
    read = engines.recognised(picture)
    words = _scaled(read.words, page, read.width, read.height)
    page = replace(page, words=words, start=0, end=len(read.text))
    return read.text, page, _labels(page, hidden_as_read(plan, source.holding.ref, read.text))


def _scaled(words: Sequence[Word], page: Page, wide: float, high: float) -> tuple[Word, ...]:
    across, down = page.width / wide, page.height / high
    return tuple(
        Word(one.start, one.end, one.left * across, one.top * down, one.right * across, one.bottom * down)
        for one in words
    )


def _labels(page: Page, marks: Sequence[tuple[Place, Group]]) -> dict[int, str]:
    """Give the label of each word of a page that a mark touches."""
    near = [(place, group) for place, group in marks if place.start < page.end and place.end > page.start]
    return {
        at: group.label
        for at, word in enumerate(page.words)
        for place, group in reversed(near)
        if place.start < word.end and place.end > word.start
    }


def _seen_by_machine(
    plan: Plan, source: Source, page: Page, picture: Picture, engines: Engines, labels: Mapping[int, str]
) -> dict[int, str]:
    """Give labels for words whose picture our own text recognition reads as something hidden, where it is here."""
    if not engines:
        return {}
    read = engines.recognised(picture)
    words = _scaled(read.words, page, read.width, read.height)
    own = replace(page, words=words, start=0, end=len(read.text))
    found = _labels(own, hidden_as_read(plan, source.holding.ref, read.text))
    return {
        at: label
        for number, label in found.items()
        for at, word in enumerate(page.words)
        if at not in labels and _share(word, words[number]) > 0.2
    }


def _share(one: Word, other: Word) -> float:
    """Give the part of the smaller of two words' places that lies on the other's."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    if across <= 0 or down <= 0:
        return 0.0
    areas = [(word.right - word.left) * (word.bottom - word.top) for word in (one, other)]
    return across * down / max(min(areas), 0.01)


def _beneath(source: Source, page: Page) -> frozenset[int]:
    """Give the numbers of the words that were covered when the document came: blocks stand for them."""
    return frozenset(at for at, word in enumerate(page.words) if _BLOCK in source.text[word.start : word.end])


def _unsure(case: Case, source: Source, page: Page, labels: Mapping[int, str]) -> tuple[int, ...]:
    """Give the numbers of words of which text recognition is not sure: each may be anything."""
    _, kept = case.recognised.of(source.holding.sha256)
    read = kept.get(page.number)
    if read is None:
        return ()
    sure = {word[2:]: percent for word, percent in zip(read.words, read.sure, strict=True)}
    return tuple(at for at, word in enumerate(page.words) if at not in labels and sure.get(word[2:], 100) < LEAST_SURE)


def _unseen(source: Source, page: Page) -> frozenset[int]:
    """Give the numbers of the words that the page does not show."""
    spans = [span for problem in source.problems if problem.code in UNSEEN for span in problem.spans]
    near = [span for span in spans if span[0] < page.end and span[1] > page.start]
    return frozenset(
        at
        for at, word in enumerate(page.words)
        if _BLOCK not in source.text[word.start : word.end]
        and any(start < word.end and end > word.start for start, end in near)
    )


def _rows(plan: Plan, source: Source) -> Iterator[Row]:
    """Give the record of a document: per page and label how often, of what kind, and why."""
    holding = source.holding
    counts: dict[tuple[int, str, str, str], int] = {}
    single = plan.decided.places()
    begins = dict(source.begins)
    for place, group in (mark for reference in begins for mark in plan.marks(reference)):
        at = place.start + begins[place.document]
        page = next((one.number for one in source.pages if _holds(one, at)), 0)
        choice = single.get(place) or group.choice
        row = (page, group.label, group.kind, choice.because if choice else "")
        counts[row] = counts.get(row, 0) + 1
    for row, times in sorted(counts.items()):
        yield Row(holding.ref, safe_name(plan, holding), *row, times)


def _holds(page: Page, at: int) -> bool:
    """Say whether a page shows the word at a place."""
    return any(word.start <= at < word.end for word in page.words)


def safe_name(plan: Plan, holding: Holding) -> str:
    """Give a document's file name with labels in place of what is hidden, wherever names join to other words."""
    name = holding.path.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    plain = stem if dot and len(ending) <= 5 else name
    made, at = "", 0
    for hit in plan.finder.find(f"_{plain}_"):
        group = plan.group_of(hit.keys, f"_{plain}_"[hit.start : hit.end])
        hides = group.hides if group else not any(plan.people[key].is_subject for key in hit.keys if key in plan.people)
        if hides:
            made += f"{plain[at : hit.start - 1]}{group.label if group else 'Person'}"
            at = hit.end - 1
    return f"{made}{plain[at:]}"
