"""What people decided about what they asked: that a document answers it, or that nothing need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rejoinder.journal import Act


class Decided(NamedTuple):
    """What a person says of something asked."""

    decision: str
    """answered or none needed."""
    document: str
    """The reference of what answers it; empty where it was answered otherwise, or need not be."""
    because: str
    at: str


def decided(acts: Iterable[Act]) -> dict[str, Decided]:
    """Give, by id of what was asked, what is in force."""
    told: dict[str, list[Decided]] = {}
    for act in acts:
        if act.kind != "correspondence":
            continue
        stack = told.setdefault(str(act.told["of"]), [])
        if act.told["decision"] != "undo":
            stack.append(
                Decided(str(act.told["decision"]), str(act.told["document"]), str(act.told["because"]), act.at)
            )
        elif stack:
            stack.pop()
    return {one: stack[-1] for one, stack in told.items() if stack}
