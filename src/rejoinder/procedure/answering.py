"""What an answer to a request says and shows, of what it must contain; and what it claims for withholding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rejoinder.model import Span
from rejoinder.procedure.packs import Step
from rejoinder.procedure.parts import Paper
from rejoinder.procedure.view import Fact, Shows, sentence_at

MOST = 4
"""Places of one letter that are shown for one step."""
_NOTHING = re.compile(
    r"\bnothing\s(?:has\sbeen|was|is)\s(?:withheld|redacted|removed|held\sback|left\sout)\b|\bno\s(?:data"
    r"|information|documents?)\s"
    r"(?:has|have|was|were)\s(?:been\s)?(?:withheld|redacted|removed)\b",
    re.IGNORECASE,
)


class Answered(NamedTuple):
    """The letters that answer, and what the disclosure itself comes to."""

    letters: tuple[Paper, ...]
    documents: int
    """Disclosed documents."""
    recipients: int
    """Different people to whom messages of the disclosure were sent."""
    places: int
    """Places that are covered."""
    pages: int
    """Pages on which something is covered."""
    whole: tuple[Span, ...]
    """The beginning of what is left to read on each page that is covered as a whole, or nearly so."""
    whole_pages: int
    span_in: Callable[[Paper, int, int], Span]


def answer_shows(step: Step, answered: Answered) -> Shows:
    """Give what letters say of a step, or else what the disclosure shows of it."""
    said = tuple(_said(step, answered))
    facts = tuple(_shown(step, answered))
    if said:
        return Shows("confirmed", (Fact("letter says", (), said), *facts))
    shown = step.finds == "copy" and answered.documents > 0
    return Shows("shown" if shown else "not shown", facts)


def _said(step: Step, answered: Answered) -> Iterator[Span]:
    for paper in answered.letters:
        places: list[tuple[int, int]] = []
        for pattern in step.says:
            for one in re.finditer(pattern, paper.text, re.IGNORECASE | re.DOTALL):
                where = sentence_at(paper.text, *one.span())
                if where not in places and not _NOTHING.search(paper.text, *where):
                    places.append(where)
        yield from (answered.span_in(paper, *where) for where in sorted(places)[:MOST])


def _shown(step: Step, answered: Answered) -> Iterator[Fact]:
    if step.finds == "copy" and answered.documents:
        yield Fact("copy", (str(answered.documents),))
    elif step.finds == "recipients" and answered.recipients:
        yield Fact("recipients", (str(answered.recipients),))
    elif step.finds == "redactions":
        denied = tuple(
            answered.span_in(paper, *sentence_at(paper.text, *one.span()))
            for paper in answered.letters
            for one in _NOTHING.finditer(paper.text)
        )
        yield from (Fact("nothing withheld", (), denied),) if denied else ()
        if answered.places:
            yield Fact("covered", (str(answered.places), str(answered.pages)))
    elif step.finds == "whole pages covered" and answered.whole_pages:
        yield Fact("whole pages", (str(answered.whole_pages),), answered.whole)
