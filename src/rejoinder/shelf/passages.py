"""A document's text into passages: a page, or some two thousand characters ending where a paragraph does."""

from __future__ import annotations

from collections.abc import Iterator

from rejoinder.model import Document

LENGTH = 2_000


def passages(document: Document) -> Iterator[tuple[int, int, int]]:
    """Give (page, start, end) of each passage, in order; page is 0 where the document has none."""
    if document.pages:
        for page in document.pages:
            for start, end in _pieces(document.text, page.start, page.end):
                yield page.number, start, end
        return
    for start, end in _pieces(document.text, document.body_start, len(document.text)):
        yield 0, start, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > 2 * LENGTH:
        cut = text.rfind("\n\n", start + LENGTH, start + 2 * LENGTH)
        if cut < 0:
            cut = text.rfind("\n", start + LENGTH, start + 2 * LENGTH)
        if cut < 0:
            cut = text.rfind(" ", start + LENGTH, start + 2 * LENGTH)
        cut = start + 2 * LENGTH if cut < 0 else cut + 1
        yield start, cut
        start = cut
    yield start, end
