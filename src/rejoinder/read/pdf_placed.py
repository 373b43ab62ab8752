"""Where covered words stand in the documents that a PDF was parted into: their boxes on the pages stay the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rejoinder.covered import REDACTIONS, joined
from rejoinder.model import Blob, Document, Problem, Word
from rejoinder.read.pdf_remarks import runs_of


def placed(remark: Problem, whole: Document, pieces: Sequence[Document | Blob | Problem]) -> Iterator[Problem]:
    """Give a remark of a PDF without places, and one of redactions again for each piece that has covered words."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    if remark.code in REDACTIONS and remark.spans:
        boxes = _boxes(remark, whole)
        for piece in pieces:
            if isinstance(piece, Document):
                words = [word for page in piece.pages for word in page.words if (page.number, *word[2:]) in boxes]
                found[piece.path] = tuple(runs_of(words))
    yield replace(remark, spans=found.pop(remark.where, ()))
    for path, spans in found.items():
        if spans:
            yield replace(remark, where=path, spans=spans)


def _boxes(remark: Problem, whole: Document) -> set[tuple[float, ...]]:
    """Give page and edges of every word that the spans of a remark touch."""
    spans = joined(remark.spans)
    starts = [start for start, _ in spans]

    def touched(word: Word) -> bool:
        at = bisect_right(starts, word.end - 1) - 1
        return at >= 0 and spans[at][1] > word.start

    return {(page.number, *word[2:]) for page in whole.pages for word in page.words if touched(word)}
