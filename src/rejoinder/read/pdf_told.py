"""What a PDF says beside its pages of words that its boxes took away: bookmarks, its title, words to be read out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rejoinder.model import Document, Gap, Problem
from rejoinder.read.gaps import LOOK, TOLD, fillings
from rejoinder.read.pdf_unseen import COVERED

BOX, TITLE, READ_OUT = "In place of a box", "Title", "To be read out"
"""What the lines are called that are told only where they say what a box took away."""
COVERED_FIELD = "Covered field"
_LINE = re.compile(r"^\[(Bookmark|In place of a box|Title|To be read out|Covered field)\b[^:\n]*: ([^\n]*)\]$", re.M)


def told_lines(called: str, statements: Sequence[str], gaps: Sequence[Gap]) -> list[str]:
    """Give a line in square brackets for each statement that fills a gap."""
    return [f"[{called}: {said}]" for said in statements if said and fillings(said, gaps)]


def told_beside(document: Document, gaps: Sequence[Gap]) -> Iterator[Problem]:
    """Give what must be said of a PDF's lines in square brackets that say what lies, or lay, beneath a box."""
    told: list[tuple[int, int]] = []
    covered: list[tuple[int, int]] = []
    for line in _LINE.finditer(document.text):
        if line[1] == COVERED_FIELD:
            covered.append(line.span(2))
        elif line[1] == BOX:
            told.append(line.span(2))
        else:
            told += [(line.start(2) + start, line.start(2) + end) for start, end in fillings(line[2], gaps)]
    if told:
        what = "Its title, a bookmark or words to be read out say what it blacks out."
        yield Problem(document.path, what, LOOK, TOLD, "flag", tuple(told))
    if covered:
        what = "It has fields with something in them beneath a note."
        yield Problem(document.path, what, LOOK, COVERED, "flag", tuple(covered))
