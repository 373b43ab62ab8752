"""One person in two parts that do not go together: who judged, and had another part in the matter.

It rests on names as they are written; where two are not written alike, that is said, for a person to confirm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rejoinder.model import Span
from rejoinder.procedure.said_parts import Part

APART: tuple[tuple[Part, Part], ...] = (
    ("decider", "complainant"),
    ("decider", "witness"),
    ("decider", "wronged"),
    ("decider", "complained about"),
    ("decider", "investigator"),
    ("decider", "appeal decider"),
    ("appeal decider", "complainant"),
    ("appeal decider", "witness"),
    ("appeal decider", "wronged"),
    ("appeal decider", "complained about"),
    ("appeal decider", "investigator"),
    ("investigator", "complainant"),
    ("investigator", "wronged"),
    ("investigator", "complained about"),
)
"""Two parts that one person should not have: who judges or investigates, and another."""


class Has(NamedTuple):
    """A part that somebody had, where that is said, and how it is known whose it is."""

    person: str
    """The name that tells most of one person's names."""
    part: Part
    span: Span
    date: str
    """Of the document it stands in."""
    written: str
    """The name, or the office, as it stands there."""
    office: Span | None = None
    """Where an office in place of a name is said to be held by this person."""
    known: bool = False
    """The name as it stands there is known to be this person's."""
    own: bool = False
    """Whoever had it says so, in a document of their own."""


class Conflict(NamedTuple):
    """One person in two parts or more that do not go together."""

    person: str
    parts: tuple[Part, ...]
    because: tuple[Has, ...]
    written: tuple[str, ...]
    """The different ways in which the name is written, where it is not written alike everywhere."""


def conflicts(several: Iterable[Has]) -> Iterator[Conflict]:
    """Give everybody who has parts that do not go together, each once, with every place that says so."""
    by_person: dict[str, list[Has]] = {}
    for one in several:
        by_person.setdefault(one.person, []).append(one)
    for person, mine in by_person.items():
        parts = {one.part for one in mine}
        wrong = [pair for pair in APART if parts.issuperset(pair)]
        if wrong:
            told = tuple(dict.fromkeys(part for pair in wrong for part in pair))
            because = tuple(one for one in mine if one.part in told)
            yield Conflict(person, told, because, _ways(because))


def _ways(because: Sequence[Has]) -> tuple[str, ...]:
    ways = tuple(dict.fromkeys(one.written for one in because))
    doubtful = any(not one.known and not one.office for one in because)
    return ways if len(ways) > 1 and doubtful else ()


def with_part(found: Iterable[Conflict], one: Part, other: Part) -> list[Conflict]:
    """Give the conflicts of these two parts."""
    return [each for each in found if one in each.parts and other in each.parts]
