"""Words beneath redactions: counted, located, and shown only where a person switched that on and said why."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from rejoinder.case import Case, Told, ground_of, rebuild
from rejoinder.covered import REDACTIONS, joined
from rejoinder.errors import UsageError
from rejoinder.model import document_ref

LAW = (
    "Knowingly or recklessly taking, keeping or passing on other people's data without the consent of whoever holds it"
    " (Data Protection Act 2018, s. 170), or making people known again whose names were taken out (s. 171), can be a"
    " crime; for both there are defences. This is not legal advice."
)
"""What is told to whoever may switch it on."""
LONGEST = 2_000
"""Characters of a ground."""


class Place(NamedTuple):
    """The covered words of one page; the page is 0 in a document without pages."""

    document: str
    path: str
    page: int
    words: int


def places(case: Case) -> tuple[Place, ...]:
    """Give how many covered words stand on each page, by document; the words themselves are not told."""
    found: list[Place] = []
    with case.shelf() as shelf:
        names = {batch.number: batch.name for batch in shelf.batches()}
        spans: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for batch, problem in shelf.problems():
            if problem.code in REDACTIONS and problem.spans:
                spans.setdefault((batch, problem.where), []).extend(problem.spans)
        for (batch, path), some in spans.items():
            holding = shelf.find_document(document_ref(names[batch], path))
            if holding is None:
                continue
            text, pages = shelf.text(holding.number), Counter[int]()
            for start, end in joined(some):
                at = start
                for word in text[start:end].split():
                    at = text.index(word, at)
                    pages[(shelf.page_of(holding.number, at) or 0) if holding.pages else 0] += 1
                    at += len(word)
            found += [Place(holding.ref, path, page, words) for page, words in sorted(pages.items())]
    return tuple(found)


def reveal(case: Case, ground: str, *, at: str, told: Told) -> None:
    """Show covered words in this case from now on, for a stated ground, which is journalled; the case is read again."""
    stated = " ".join(ground.split())[:LONGEST]
    if not stated:
        raise UsageError("No ground was stated.", "Say in your own words why you need to see them.")
    case.journal.write("reveal", at, {"ground": stated})
    rebuild(case, told)


def cover(case: Case, *, at: str, told: Told) -> None:
    """Show covered words in this case no longer; the case is read again without them."""
    if not ground_of(case):
        raise UsageError("Covered words are not shown in this case.", "There is nothing to switch off.")
    case.journal.write("reveal", at, {"ground": ""})
    rebuild(case, told)
