"""The letters with which an organisation answered requests, and what its disclosure comes to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rejoinder.case.awaiting import Correspondence
from rejoinder.case.receiving import Case
from rejoinder.case.scopes import scopes
from rejoinder.find.covered import redacted, totals
from rejoinder.model import Holding, Span
from rejoinder.procedure.answering import Answered
from rejoinder.procedure.papers import paper_of
from rejoinder.procedure.parts import span_of
from rejoinder.shelf.correspondence import received

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

REQUESTS = ("access request", "information request")
WHOLE = 0.9
"""Part of what is written on a page from which on it is covered as a whole."""
LOOKED = 500
"""Redacted documents that are looked at for pages covered as a whole."""


def answer_of(case: Case, shelf: Shelf, asked: Correspondence) -> Answered:
    """Give the letters that answer what the subject asked for, and what was disclosed with them."""
    letters = {one.sha256: one for one in _letters(case, shelf, asked)}
    disclosed = "SELECT count(*) FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 0"
    documents = next(shelf.rows(disclosed))[0]
    counted = totals(shelf)
    pages = list(_whole_pages(shelf)) if counted.places else []
    return Answered(
        tuple(paper_of(shelf, one) for one in sorted(letters.values(), key=lambda one: one.date)),
        documents,
        len(received(shelf)),
        counted.places,
        counted.pages,
        tuple(span for span in pages if span),
        len(pages),
        lambda paper, start, end: paper.span(shelf, start, end),
    )


def _letters(case: Case, shelf: Shelf, asked: Correspondence) -> Iterator[Holding]:
    """Give what answers a request, the mail it hangs from with it, and covering letters that a person named."""
    for one in asked.sent:
        if one.kind in REQUESTS or "chased" in {answer.by for answer in one.answers}:
            for answer in one.answers:
                yield answer.holding
                parent = shelf.find_document(answer.holding.parent) if answer.holding.parent else None
                yield from (parent,) if parent else ()
    for scope in scopes(case).values():
        named = shelf.find_document(scope.letter) if scope.letter else None
        yield from (named,) if named else ()


def _whole_pages(shelf: Shelf) -> Iterator[Span | None]:
    """Give each page that is covered as a whole, by what little is left to read on it; None where nothing is."""
    for one in redacted(shelf, LOOKED):
        text = shelf.text(one.holding.number)
        for written in one.covered:
            page = shelf.page(one.holding.number, written.page) if written.share >= WHOLE else None
            if page:
                words = text[page.start : page.end].strip()
                first = text.find(words, page.start) if words else page.start
                yield span_of(shelf, one.holding, text, first, min(page.end, first + 120)) if words else None
