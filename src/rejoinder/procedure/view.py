"""What a procedure is held against: the facts of a case that steps are worked out from, and what is shown of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from rejoinder.model import Span
from rejoinder.procedure.clauses import Clause
from rejoinder.procedure.conflicts import Conflict, Has
from rejoinder.procedure.days import Deadline
from rejoinder.procedure.decided import Status
from rejoinder.procedure.parts import Matter, Paper
from rejoinder.procedure.putting import Put


class Fact(NamedTuple):
    """One thing that the documents show, by kind, with its values and the places that show it."""

    kind: str
    values: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class Shows(NamedTuple):
    """What is proposed of one step."""

    status: Status
    facts: tuple[Fact, ...] = ()
    clauses: tuple[Clause, ...] = ()
    """Clauses of the rules that speak of it."""


class Weighed(NamedTuple):
    """An allegation as the matrix has it."""

    label: str
    state: str
    span: Span
    quotations: tuple[tuple[str, Span], ...]
    """Verdict and place of each quotation."""


@dataclass(frozen=True, slots=True)
class View:
    """All that steps are worked out from."""

    matter: Matter
    rules: Paper | None
    clauses: tuple[Clause, ...]
    has: tuple[Has, ...]
    conflicts: tuple[Conflict, ...]
    put: tuple[Put, ...]
    deadline: tuple[Paper, Deadline] | None
    weighed: tuple[Weighed, ...]
    span_in: Callable[[Paper, int, int], Span]
    asked_to_be_heard: tuple[Span, ...] = ()
    refused_to_hear: tuple[Span, ...] = ()
    appeals: tuple[tuple[Paper, Span], ...] = ()
    """Appeals of the subject, each with its heading."""
    outcomes: tuple[Span, ...] = ()
    """Places that say how an appeal ended."""
    acts: tuple[Fact, ...] = ()
    """What the subject did in the ninety days before the notice."""
    unanswered: tuple[Fact, ...] = ()
    """Letters of the subject that nothing answers."""
    last: str = ""
    """Day of the last document of the disclosure."""
    rolls: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By reference of minutes, who was present."""

    def cite(self, paper: Paper, pattern: str) -> tuple[Span, ...]:
        """Give the first place of a paper where a pattern stands, its sentence with it."""
        one = re.search(pattern, paper.text, re.IGNORECASE)
        return (self.span_in(paper, *sentence_at(paper.text, one.start(), one.end())),) if one else ()

    def line(self, paper: Paper, pattern: str) -> tuple[Span, ...]:
        """Give the first line of a paper in which a pattern stands."""
        one = re.search(rf"^[^\n]*{pattern}[^\n]*", paper.text, re.IGNORECASE | re.MULTILINE)
        return (self.span_in(paper, *one.span()),) if one else ()

    def clause_spans(self, some: Iterable[Clause]) -> tuple[Span, ...]:
        """Give clauses as places of the rules."""
        return tuple(self.span_in(self.rules, one.start, one.end) for one in some) if self.rules else ()


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the sentence around a place, no further than its paragraph."""
    before = max((one.end() for one in re.finditer(r"[.!?]\s+|\n\s*\n|\n(?=\d+[.)]\s)", text[:start])), default=0)
    after = re.search(r"[.!?](?=\s|$)|\n\s*\n", text[end:])
    last = end + after.end() if after else len(text)
    words = text[before:last]
    return before + len(words) - len(words.lstrip()), last - (len(words) - len(words.rstrip()))
