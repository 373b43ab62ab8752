"""What people decided about a procedure: acts of the journal folded into what is in force.

Papers that it turns on, who had which part, and of each step what the documents show. Of one thing the last act can be
taken back, then the one before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, cast

import msgspec

from rejoinder.journal import Act
from rejoinder.model import Span
from rejoinder.procedure.said_parts import Part

Status = Literal["shown", "contradicted", "not shown", "rule silent", "confirmed"]
STATUSES: dict[str, tuple[Status, ...]] = {
    "procedure": ("shown", "contradicted", "not shown", "rule silent"),
    "answer": ("confirmed", "shown", "not shown"),
    "exemptions": ("confirmed", "not shown"),
}
"""By kind of pack, what the documents show of a step: that it was taken, that it was not, nothing, or that the rules
ask for none; of an answer, that a letter says it, that the disclosure shows it, or neither; of an exemption, that a
letter claims it or not."""
Kind = Literal["rules", "notice", "decision", "minutes"]
KINDS: tuple[Kind, ...] = ("rules", "notice", "decision", "minutes")
"""Papers that a procedure turns on."""


class Confirmed(NamedTuple):
    """A step as a person decided about it."""

    status: Status
    because: str
    spans: tuple[Span, ...]
    at: str


class Given(NamedTuple):
    """A part that a person says somebody had, or had not."""

    person: str
    part: Part
    stands: bool
    spans: tuple[Span, ...]
    because: str


@dataclass(slots=True)
class Decided:
    """What is in force."""

    papers: dict[Kind, list[str]] = field(default_factory=dict)
    """By kind, references of the documents that a person named; an empty list where all were taken off."""
    parts: dict[str, Given] = field(default_factory=dict)
    steps: dict[str, Confirmed] = field(default_factory=dict)
    """By pack and step."""
    packs: dict[str, str] = field(default_factory=dict)
    """By id, the text of each pack that a person added."""


def decided(acts: Iterable[Act]) -> Decided:
    """Give what is in force of all that was decided about a procedure."""
    told: dict[str, list[Act]] = {}
    for act in acts:
        if act.kind != "procedure":
            continue
        stack = told.setdefault(str(act.told["of"]), [])
        if act.told["decision"] != "undo":
            stack.append(act)
        elif stack:
            stack.pop()
    found = Decided()
    for of, stack in told.items():
        if stack:
            _apply(found, of, stack)
    return found


def _apply(found: Decided, of: str, stack: list[Act]) -> None:
    last = stack[-1]
    if last.told["decision"] == "papers":
        found.papers[cast("Kind", of.partition(" ")[2])] = [str(one) for one in last.told["documents"]]
    elif last.told["decision"] == "part":
        found.parts[of] = Given(
            str(last.told["person"]),
            cast("Part", last.told["part"]),
            bool(last.told["stands"]),
            spans_of(last.told["spans"]),
            str(last.told["because"]),
        )
    elif last.told["decision"] == "pack":
        found.packs[of.partition(" ")[2]] = str(last.told["text"])
    elif last.told["decision"] == "step":
        found.steps[of.partition(" ")[2]] = Confirmed(
            cast("Status", last.told["status"]), str(last.told["because"]), spans_of(last.told["spans"]), last.at
        )


def spans_of(told: Any) -> tuple[Span, ...]:
    """Give the spans that an act holds."""
    return tuple(msgspec.convert(one, Span) for one in told)
