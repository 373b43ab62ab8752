"""One safe copy as it will leave, beside the document: page by page, with what is hidden and what was left out."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial
from gettext import NullTranslations
from typing import NamedTuple

from PIL import Image
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rejoinder.case import Case
from rejoinder.errors import UsageError
from rejoinder.model import Holding, Word
from rejoinder.publish.composed import Side
from rejoinder.publish.copying import Source, runs_of_text, safe_name, side_of, source_of
from rejoinder.publish.decided import HIDE, Area
from rejoinder.publish.proposed import ENGLISH, LAYERED, Plan, plan_in_force
from rejoinder.web.aside import Told, Way, always, here, untold
from rejoinder.web.frame import Page, case_of, draw, later_of, way_of, words_of
from rejoinder.web.viewer import Box

SHOWN = 1.5
"""Pixels to a point of the picture that is shown."""
MOST = 60_000
"""Characters of a text that are shown."""


class Made(NamedTuple):
    """One page of a safe copy, made anew."""

    picture: bytes
    """A PNG."""
    left_out: tuple[Area, ...]


class Hidden(NamedTuple):
    """One place that is hidden on the page shown."""

    target: str
    words: str
    label: str
    start: int
    end: int
    document: str


@dataclass(frozen=True, slots=True)
class Copied:
    """The screen's values."""

    holding: Holding
    name: str
    page: int
    pages: tuple[int, ...]
    """The numbers of its pages; none where it is set as text."""
    width: float
    height: float
    boxes: tuple[Box, ...]
    """What is hidden, on the page as it came."""
    hidden: tuple[Hidden, ...]
    parts: tuple[tuple[str, Box], ...]
    """The parts of the page that a person hides, by target."""
    left_out: tuple[Area, ...] | None
    """What nobody read and is left out; None while the copy of the page is being made."""
    looked_at: bool
    """Whether a person lets the picture of this page in."""
    runs: tuple[tuple[str, str], ...]
    """The text in words and labels, where it has no pages."""

    @property
    def before(self) -> int:
        """Give the page before; 0 where it is the first."""
        return max((one for one in self.pages if one < self.page), default=0)

    @property
    def after(self) -> int:
        """Give the page after; 0 where it is the last."""
        return min((one for one in self.pages if one > self.page), default=0)


def copied(case: Case, reference: str, number: int = 0, words: NullTranslations = ENGLISH) -> Copied:
    """Give one page of a safe copy before it is made, or its text."""
    plan, holding = _chosen(case, reference, words)
    with case.shelf() as shelf:
        source = source_of(case, shelf, holding)
    name = safe_name(plan, holding)
    marks = source.marks(plan)
    if source.blob is None:
        runs = tuple(runs_of_text(plan, source))
        return Copied(holding, name, 0, (), 0, 0, (), _hidden(source, plan, 0, MOST), (), (), False, runs[:2_000])
    numbers = tuple(page.number for page in source.pages)
    page = next((one for one in source.pages if one.number == number), source.pages[0])
    boxes = tuple(
        _box(word)
        for word in page.words
        if any(place.start < word.end and place.end > word.start for place, _ in marks)
    )
    kept = page.number in plan.decided.pages(holding.ref)
    hidden = _hidden(source, plan, page.start, page.end)
    areas = plan.decided.areas(holding.ref, HIDE)
    parts = tuple((target, _box(area)) for target, area in areas.items() if area.page == page.number)
    size = (page.width, page.height)
    return Copied(holding, name, page.number, numbers, *size, boxes, hidden, parts, None, kept, ())


def _box(of: Word | Area) -> Box:
    return Box(round(of.left, 1), round(of.top, 1), round(of.right - of.left, 1), round(of.bottom - of.top, 1))


def _hidden(source: Source, plan: Plan, start: int, end: int) -> tuple[Hidden, ...]:
    """Give the places of a part of a text that are hidden, each as it is cited."""
    begins = dict(source.begins)
    found = []
    for place, group in source.marks(plan):
        if start <= place.start <= end:
            at = begins[place.document]
            target = f"place:{place.document}:{place.start - at}-{place.end - at}"
            words = " ".join(source.text[place.start : place.end].split())
            found.append(Hidden(target, words, group.label, place.start - at, place.end - at, place.document))
    return tuple(found)


def _chosen(case: Case, reference: str, words: NullTranslations) -> tuple[Plan, Holding]:
    plan = plan_in_force(case, words)
    holding = next((one for one in plan.documents if one.ref == reference), None)
    if holding is None:
        raise UsageError(f"{reference} is not chosen to be copied.", "Choose it on the page of safe copies.")
    return plan, holding


def made(case: Case, reference: str, number: int, words: NullTranslations = ENGLISH, way: Way = here) -> Made:
    """Make one page of a safe copy.

    Where text recognition looks at it, that is done the way asked: it takes a lot of memory.
    """
    plan, holding = _chosen(case, reference, words)
    with case.shelf() as shelf:
        by_machine = source_of(case, shelf, holding).says(LAYERED)
    drawn: Made = (way if by_machine else here)(partial(make, case, plan, holding, number), untold, always)
    return drawn


def make(case: Case, plan: Plan, holding: Holding, number: int, _told: Told) -> Made:
    """Make one page of a safe copy, and draw it."""
    with case.shelf() as shelf:
        source = source_of(case, shelf, holding)
    page = next((one for one in source.pages if one.number == number), None)
    if source.blob is None or page is None:
        raise UsageError(f"{holding.path} has no page {number} to draw.", "")
    side = side_of(case, plan, source, page)
    return Made(_png(side), side.left_out)


def _png(side: Side) -> bytes:
    out = io.BytesIO()
    size = (max(1, round(side.width * SHOWN)), max(1, round(side.height * SHOWN)))
    Image.fromarray(side.pixels).resize(size, Image.Resampling.BOX).save(out, "PNG")
    return out.getvalue()


def _making(request: Request, number: int) -> tuple[Hashable, Callable[[], Made]]:
    """Give what a page of a safe copy is kept under, as long as nothing else is decided, and how it is made."""
    case, reference, words = case_of(request), request.path_params["reference"], words_of(request)
    key = ("safe copy", case, case.as_of(), reference, number, words)
    return key, partial(made, case, reference, number, words, way_of(request))


def show(request: Request) -> Response:
    """Show one page of a safe copy beside the page as it came; what takes long is made meanwhile."""
    case, told = case_of(request), request.query_params.get("page", "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 0
    words = words_of(request)
    view = copied(case, request.path_params["reference"], number, words)
    if view.pages:
        drawn = later_of(request).soon(*_making(request, view.page))
        view = replace(view, left_out=drawn.left_out if drawn else None)
    page = Page(words.gettext("What leaves"), case, "letters")
    return draw(request, "safe_copy.html", page, view=view)


async def page(request: Request) -> Response:
    """Give the picture of one page of a safe copy; however many wait for theirs, other pages are answered."""
    number = request.path_params["number"]
    begun = await run_in_threadpool(lambda: later_of(request).begun(*_making(request, number)))
    drawn = await asyncio.wrap_future(begun)
    return Response(drawn.picture, media_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


ROUTES = [
    Route("/case/{case}/publish/{reference}", show),
    Route("/case/{case}/publish/{reference}/page/{number:int}.png", page),
]
