"""One document: its page or its text with the words asked for, what is known of it, and how to cite it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import NullTranslations
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from rejoinder import model, passwords
from rejoinder.box.reading import picture as picture_of
from rejoinder.case import Case, audit, original, original_file, shown_text
from rejoinder.disk import write_whole
from rejoinder.errors import RejoinderError, UsageError
from rejoinder.find.covered import placed_on, written
from rejoinder.model import INSIDE, MESSAGES, Batch, Holding, Problem, Redaction, Weighed
from rejoinder.parting import Edges, edges
from rejoinder.read.ocr.filled import UNREAD
from rejoinder.shelf import Wanted, conversations, lists
from rejoinder.shelf.search import matches
from rejoinder.web.frame import Page, case_of, draw, words_of
from rejoinder.web.pages.documents import title_of
from rejoinder.web.viewer import Block, Box, Header, Mark, Sheet, blocks, boxes, headers, sheet
from rejoinder.write.words import ENGLISH, date_in_words
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

DRAWN = ("pdf", "page-message", "image")
"""Kinds of document whose pages are drawn."""
PART = 60_000
"""Characters of a long text that are shown together."""
PLAIN = ("covered_later", "redaction_not_applied")
"""Codes of what is said of words that were meant to be taken away and that the page's picture shows all the same."""
UNSEEN = ("invisible_text", "hidden_text", "covered_text", "blacked_out", "text_layer_differs")
"""Codes of what is said of words that the text has and the page does not show."""
PICTURES = "pages"
"""Folder of pictures of pages, below the derived data."""
_HEADERS = {
    "Content-Type": "application/octet-stream",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class Asked(NamedTuple):
    """What an address asks of a document."""

    query: str = ""
    span: Mark | None = None
    hit: int | None = None
    page: int | None = None
    """A page, or a part of a long text without pages."""


class Place(NamedTuple):
    """Where in a document the screen is: its marks, the one asked for, and the page or part."""

    marks: tuple[Mark, ...]
    here: Mark | None
    hit: int
    """Which of the hits it is, from 1; 0 where it is none of them."""
    hits: int
    page: int
    pages: int
    first: int = 1
    """The number of its first page: a message printed among others begins where it does."""

    @property
    def last(self) -> int:
        """The number of its last page or part."""
        return self.first + max(self.pages, 1) - 1


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document."""

    batch: Batch
    parent: Holding | None
    attached: tuple[Holding, ...]
    problems: tuple[Problem, ...]
    proven: tuple[Weighed, ...]
    """Findings whose evidence stands in it."""
    has_thread: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """The screen's values."""

    holding: Holding
    title: str
    asked: Asked
    place: Place
    sheet: Sheet | None
    headers: tuple[Header, ...]
    blocks: tuple[Block, ...]
    about: About
    sure: float | None
    """How sure text recognition (OCR) is of the page shown; None where it did not read it."""
    cited: str
    edges: Edges | None
    """What can be decided of where documents begin; None where it is of no kind that is parted."""
    reveals: bool = False
    """Whether it shows words beneath a redaction."""
    masks: tuple[Box, ...] = ()
    """What is painted over the page's picture, because it shows words that were meant to be taken away."""
    covered: tuple[Redaction, ...] = ()
    """What looks covered on the page."""
    share: float = 0.0
    """The part of what is written on the page that is covered."""

    @property
    def drawn(self) -> bool:
        """Whether its pages are drawn."""
        return self.holding.kind in DRAWN

    @property
    def percent(self) -> int:
        """How sure text recognition is of the page shown, in per cent."""
        return min(99, round(100 * (self.sure or 0)))

    @property
    def waits(self) -> bool:
        """Say whether it has pages for text recognition to read."""
        return any(problem.code in UNREAD for problem in self.about.problems)

    def at(self, **places: int) -> str:
        """Give what follows the document's address to show another place in it."""
        told: dict[str, str | int] = {"q": self.asked.query} if self.asked.query else {}
        return "?" + urlencode(told | places)


def asked_in(values: Mapping[str, str]) -> Asked:
    """Give what the values of an address ask."""
    start, end = _number(values, "start"), _number(values, "end")
    span = (start, end) if start is not None and end is not None and start < end else None
    return Asked(" ".join(values.get("q", "").split()), span, _number(values, "hit"), _number(values, "page"))


def _number(values: Mapping[str, str], name: str) -> int | None:
    told = values.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None


def opened(case: Case, reference: str, asked: Asked, words: NullTranslations = ENGLISH) -> Opened:
    """Give a document as it is shown; UsageError when it is not in the case."""
    with case.shelf() as shelf:
        holding = found(shelf, reference)
        text, seen = shelf.text(holding.number), shown_text(case, shelf, holding.number)
        place = _place(shelf, holding, text, asked)
        page = shelf.page(holding.number, place.page) if holding.pages else None
        start, end = (page.start, page.end) if page else part(text, place.page)
        about = _about(shelf, holding)
        covered = tuple(one.redaction for one in placed_on(shelf, holding.number, place.page if page else 0))
        share = next((one.share for one in written(shelf, holding.number) if page and one.page == place.page), 0.0)
    about = replace(about, proven=tuple(proven_by(case, holding.ref)))
    parts = zones(text, holding.body_start) if holding.kind in MESSAGES and not holding.conversation else ()
    first = max(start, holding.body_start)
    unseen = [span for problem in about.problems if problem.code in UNSEEN for span in problem.spans]
    return Opened(
        holding=holding,
        title=title_of(holding),
        asked=asked,
        place=place,
        sheet=sheet(page, seen, place.marks, place.here, unseen) if page else None,
        headers=headers(seen, holding.body_start, place.marks, place.here) if start == 0 else (),
        blocks=() if page else blocks(seen, parts, first, end, place.marks, place.here),
        about=about,
        sure=page.confidence if page else None,
        cited=_cited(holding, about.batch, text, place, words),
        edges=edges(case, holding, place.page),
        reveals=seen != text,
        masks=_masks(page, about.problems) if page and seen == text else (),
        covered=covered,
        share=share,
    )


def _masks(page: model.Page, problems: Sequence[Problem]) -> tuple[Box, ...]:
    """Give a box for every word of a page whose picture shows what was meant to be taken away."""
    spans = [span for problem in problems if problem.code in PLAIN for span in problem.spans]
    return tuple(boxes(page, [mark for mark in spans if mark[0] < page.end and mark[1] > page.start]))


def found(shelf: Shelf, reference: str) -> Holding:
    """Give the document of a reference; UsageError when there is none."""
    holding = shelf.find_document(reference)
    if holding is None:
        raise UsageError(f"No document of this case is {reference}.", "Look for it in the list of documents.")
    return holding


def _place(shelf: Shelf, holding: Holding, text: str, asked: Asked) -> Place:
    """Give where to open a document: at the words asked for, else the page, else the first hit, else the beginning."""
    hits = _hits(text, asked.query)
    here = _here(hits, asked, len(text))
    pages, first = holding.pages or parts(text), shelf.first_page(holding.number)
    if here is None and hits:
        on_page = [hit for hit in hits if asked.page is None or _page_of(shelf, holding, text, hit[0]) == asked.page]
        here = on_page[0] if on_page else None
    page = _page_of(shelf, holding, text, here[0]) if here else asked.page or first
    marks = tuple(sorted({*hits, here} if here else hits))
    number = next((at for at, hit in enumerate(hits, 1) if here and hit[0] == here[0]), 0)
    page = min(max(page, first), first + max(pages, 1) - 1)
    return Place(marks, here, number, len(hits), page, pages, first)


def _hits(text: str, query: str) -> tuple[Mark, ...]:
    try:
        return tuple(matches(text, query)) if query else ()
    except UsageError:
        return ()


def _here(hits: Sequence[Mark], asked: Asked, length: int) -> Mark | None:
    if asked.span:
        start, end = asked.span
        return (start, min(end, length)) if start < length else None
    if asked.hit and hits:
        return hits[min(asked.hit, len(hits)) - 1]
    return None


def _page_of(shelf: Shelf, holding: Holding, text: str, start: int) -> int:
    if holding.pages:
        return shelf.page_of(holding.number, start) or 1
    return next(
        number for number in range(1, parts(text) + 1) if start < part(text, number)[1] or number == parts(text)
    )


def parts(text: str) -> int:
    """Give in how many parts a text without pages is shown."""
    return max(1, -(-len(text) // PART))


def part(text: str, number: int) -> Mark:
    """Give start..end of one part of a text: whole lines, where lines are short enough."""
    return _edge(text, (number - 1) * PART), _edge(text, number * PART)


def _edge(text: str, near: int) -> int:
    if near <= 0 or near >= len(text):
        return max(0, min(near, len(text)))
    line = text.rfind("\n", near - PART // 2, near)
    return line + 1 if line >= 0 else near


def _about(shelf: Shelf, holding: Holding) -> About:
    batch = next(one for one in shelf.batches() if one.number == holding.batch)
    parent = shelf.find_document(holding.parent) if holding.parent else None
    return About(
        batch,
        parent,
        lists.family(shelf, holding),
        conversations.problems_of(shelf, [holding]) if holding.conversation else lists.problems_of(shelf, holding),
        (),
        holding.kind in MESSAGES,
    )


def proven_by(case: Case, reference: str) -> list[Weighed]:
    """Give the findings whose evidence stands in a document."""
    return audit(case, wanted=Wanted(documents=(reference,)))


def _cited(holding: Holding, batch: Batch, text: str, place: Place, words: NullTranslations) -> str:
    """Give the citation as plain text: what, where, page, words, reference."""
    date = f", {date_in_words(holding.date, words)}" if holding.date else ""
    page = words.gettext(", page {page}").format(page=place.page) if holding.pages else ""
    exact = " ".join(text[place.here[0] : place.here[1]].split()) if place.here else ""
    said = words.gettext(": “{words}”").format(words=exact) if exact else ""
    reference = words.gettext("reference")
    return f"{title_of(holding)}{date}{page}{said} ({batch.name}, {holding.path}, {reference} {holding.ref})"


def picture(case: Case, reference: str, number: int) -> bytes:
    """Give the picture of a page, drawn once and kept with the derived data."""
    with case.shelf() as shelf:
        holding = found(shelf, reference)
        first = shelf.first_page(holding.number)
    kept = case.folder / ".derived" / PICTURES / f"{holding.sha256}-{number}.png"
    if kept.exists():
        return kept.read_bytes()
    if holding.kind not in DRAWN or not first <= number < first + holding.pages:
        raise UsageError(f"{holding.path} has no page {number} to draw.", "")
    drawn = picture_of(original(case, holding), number, passwords.kept(case.folder))
    try:
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(kept, drawn)
    except (OSError, RejoinderError):
        return drawn
    return drawn


def document(request: Request) -> Response:
    """Show one document."""
    case = case_of(request)
    made = opened(case, request.path_params["reference"], asked_in(request.query_params), words_of(request))
    frame = Page(made.title, case, "documents", made.asked.query)
    return draw(request, "document.html", frame, opened=made, title_of=title_of)


def page(request: Request) -> Response:
    """Give the picture of one page."""
    told = request.path_params
    drawn = picture(case_of(request), told["reference"], told["number"])
    return Response(drawn, media_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


def download(request: Request) -> Response:
    """Give the original, to be kept and never shown."""
    case = case_of(request)
    with case.shelf() as shelf:
        holding = found(shelf, request.path_params["reference"])
        whole = shelf.find_document(holding.parent) if holding.parent else None
    path = whole.path if whole and whole.sha256 == holding.sha256 else holding.path
    path = holding.path.rpartition(INSIDE)[0] if holding.conversation else path
    name = quote(path.rsplit("/", 1)[-1], safe="")
    told = _HEADERS | {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    place = original_file(case, holding)
    return FileResponse(place, headers=told) if place else Response(original(case, holding), headers=told)


ROUTES = [
    Route("/case/{case}/document/{reference}", document),
    Route("/case/{case}/document/{reference}/page/{number:int}.png", page),
    Route("/case/{case}/document/{reference}/original", download),
]
