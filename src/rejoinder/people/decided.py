"""What people decided about who is who: acts of the journal folded into what is in force.

An act holds the spellings it is about, so that it stands whatever the documents are read as later. The last act about a
person can be taken back, then the one before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, NamedTuple

from rejoinder.people.joining import Link, Spelling

if TYPE_CHECKING:
    from rejoinder.journal import Act


class Given(NamedTuple):
    """A role that a person says somebody holds, with the days from and to which."""

    act: str
    of: tuple[str, ...]
    role: str
    body: str
    since: str
    until: str


@dataclass(slots=True)
class Decided:
    """What is in force."""

    links: list[Link] = field(default_factory=list)
    apart: set[tuple[str, str]] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    """The name that a person gave, by spelling."""
    bodies: dict[str, bool] = field(default_factory=dict)
    roles: list[Given] = field(default_factory=list)
    spelt: dict[str, Spelling] = field(default_factory=dict)
    """Every spelling that was decided about, as it stood then."""
    acts: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    """(act, decision, spellings) of all that is in force, in order."""

    def last_about(self, spellings: Iterable[str]) -> str:
        """Give the id of the last act about any of these; empty where there is none."""
        wanted = set(spellings)
        return next((act for act, _, of in reversed(self.acts) if wanted & set(of)), "")


def decided(acts: Iterable[Act]) -> Decided:
    """Give what was decided and not taken back."""
    told = [act.told for act in acts if act.kind == "person"]
    undone = {str(one["act_id"]) for one in told if one["decision"] == "undo"}
    found = Decided()
    for one in told:
        if one["decision"] != "undo" and one["act_id"] not in undone:
            _take(found, one)
    return found


def _take(found: Decided, told: Mapping[str, Any]) -> None:
    """Add one act to what is in force."""
    act, decision = str(told["act_id"]), str(told["decision"])
    spelt = [Spelling(one["id"], one["name"], one["address"]) for one in told["taken"]]
    found.spelt |= {one.id: one for one in spelt}
    of, others = tuple(map(str, told["of"])), tuple(map(str, told.get("from", ())))
    found.acts.append((act, decision, of + others))
    if decision == "join":
        found.apart = {pair for pair in found.apart if not set(pair) <= set(of)}
        found.links += [Link(one, other, "person", act=act) for one, other in pairwise(of)]
    elif decision == "part":
        found.apart |= set(product(of, others))
    elif decision == "name":
        found.names |= dict.fromkeys(of, str(told["name"]))
    elif decision == "body":
        found.bodies |= dict.fromkeys(of, bool(told["body"]))
    elif decision == "role":
        found.roles.append(Given(act, of, *(str(told[name]) for name in ("role", "body", "since", "until"))))
