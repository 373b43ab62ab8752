"""What people decided about safe copies: acts of the journal folded into what is in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from rejoinder.model import fingerprint_of
from rejoinder.publish.forms import squashed

if TYPE_CHECKING:
    from rejoinder.journal import Act

HIDE, KEEP, LABEL, WORDS, CHOOSE, GIVE, MADE, UNDO = (
    "hide",
    "keep",
    "label",
    "words",
    "choose",
    "give",
    "made",
    "undo",
)


class Choice(NamedTuple):
    """What a person decided about one target, and why."""

    act: str
    decision: str
    because: str


class Area(NamedTuple):
    """A part of a page, in points from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Decided:
    """What is in force."""

    documents: tuple[str, ...] = ()
    """References of the documents that are to be copied."""
    targets: dict[str, Choice] = field(default_factory=dict)
    """By key of a group, `kind:…`, `place:REF:START-END`, `area:REF:PAGE:L,T,R,B` or `page:REF:PAGE`."""
    labels: dict[str, str] = field(default_factory=dict)
    """The label a person chose, by key."""
    given: dict[str, str] = field(default_factory=dict)
    """The label that stood for a key in a copy that was made: it stays that key's."""
    words: dict[str, str] = field(default_factory=dict)
    """Words that a person wants hidden, by key."""
    acts: list[tuple[str, str, str]] = field(default_factory=list)
    """(act, decision, target) of all that is in force and can be taken back, in order."""

    def areas(self, reference: str, decision: str) -> dict[str, Area]:
        """Give the parts of pages of a document about which this was decided, by target."""
        found = {}
        for target, choice in self.targets.items():
            kind, _, rest = target.partition(":")
            if kind == "area" and choice.decision == decision and rest.startswith(f"{reference}:"):
                _, page, edges = rest.split(":")
                found[target] = Area(int(page), *map(float, edges.split(",")))
        return found

    def pages(self, reference: str) -> frozenset[int]:
        """Give the numbers of the pages of a document whose pictures a person looked at and keeps."""
        return frozenset(
            int(target.rpartition(":")[2])
            for target, choice in self.targets.items()
            if choice.decision == KEEP and target.startswith(f"page:{reference}:")
        )

    def choice_of(self, key: str, kind: str) -> Choice | None:
        """Give what was decided about a group, or about its kind."""
        return self.targets.get(key) or self.targets.get(f"kind:{kind}")

    def places(self) -> dict[tuple[str, int, int], Choice]:
        """Give what was decided about single places, by document, start and end."""
        found = {}
        for target, choice in self.targets.items():
            if target.startswith("place:"):
                _, reference, span = target.split(":")
                start, _, end = span.partition("-")
                found[reference, int(start), int(end)] = choice
        return found


def words_key(words: str) -> str:
    """Give the key of words that a person wants hidden."""
    return fingerprint_of("published words", squashed(words))


def decided(acts: Iterable[Act]) -> Decided:
    """Give what was decided and not taken back."""
    told = [act.told for act in acts if act.kind == "publish"]
    undone = {str(one["undoes"]) for one in told if one["decision"] == UNDO}
    found = Decided()
    for one in told:
        if one["decision"] != UNDO and one["act_id"] not in undone:
            _take(found, one)
    return found


def _take(found: Decided, told: Mapping[str, Any]) -> None:
    """Add one act to what is in force."""
    act, decision, target = (str(told[name]) for name in ("act_id", "decision", "target"))
    if decision == GIVE:
        found.given |= told["labels"]
        return
    if decision == MADE:
        return
    found.acts.append((act, decision, target))
    if decision == CHOOSE:
        found.documents = tuple(map(str, told["documents"]))
    elif decision == LABEL:
        found.labels[target] = str(told["words"])
    elif decision == WORDS:
        found.words[target] = str(told["words"])
        found.targets[target] = Choice(act, HIDE, str(told["because"]))
    else:
        found.targets[target] = Choice(act, decision, str(told["because"]))
