"""What people decided about allegations and their evidence: acts of the journal folded into what is in force.

An act holds the words it is about, so that what was decided stands whatever a letter is read as later. Of one
allegation the last act can be taken back, then the one before it, if nothing that came of it was decided about since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, cast

import msgspec

from rejoinder.errors import UsageError
from rejoinder.journal import Act
from rejoinder.model import Span, fingerprint_of

Standing = Literal["proposed", "confirmed", "withdrawn"]
Side = Literal["for", "against", "context", "aside"]
SIDES: tuple[Side, ...] = ("for", "against", "context", "aside")
TYPED = "typed"
"""Kind of the span of an allegation that a person typed: it stands in no document."""


class Particular(NamedTuple):
    """The act, date or words that an allegation rests on."""

    label: str
    span: Span


class Rests(NamedTuple):
    """What a letter says that an allegation rests on."""

    kind: str
    """papers considered, witness, marked, dated or address."""
    span: Span


@dataclass(frozen=True, slots=True)
class Allegation:
    """One thing said against the subject: its words as the letter has them, and as a person put them."""

    id: str
    label: str
    """What the letter numbers it by; empty where it does not."""
    spans: tuple[Span, ...]
    """Its words in the letter, never changed; two where two were merged; of a typed one, the words typed."""
    said: tuple[str, ...] = ()
    """The sentences of the letter that say it, one for each span."""
    particulars: tuple[Particular, ...] = ()
    quotations: tuple[Span, ...] = ()
    sources: tuple[Rests, ...] = ()
    standing: Standing = "confirmed"
    reworded: str = ""
    """As a person put it in other words; empty where it stands as the letter says it."""
    because: str = ""
    """Why it was withdrawn."""
    of: tuple[str, ...] = ()
    """Ids of those it was merged from."""
    proposed_by: str = ""
    """Name of the model that pointed at it; empty where the program, or a person, did."""

    @property
    def words(self) -> str:
        """Give it in one line: as a person put it, else as the letter says it."""
        return self.reworded or " ".join(" ".join(one.split()) for one in self.said)

    @property
    def letter(self) -> str:
        """Give the reference of the letter it stands in; empty where it was typed."""
        return self.spans[0].document

    @property
    def typed(self) -> bool:
        """Tell whether a person typed it, so that it stands in no letter."""
        return not self.letter


class Letter(NamedTuple):
    """A letter of reasons: a document of the case, or words that a person typed or pasted."""

    ref: str
    text: str = ""
    """Its words where it is no document."""


class Placed(NamedTuple):
    """A passage that a person placed beside an allegation."""

    allegation: str
    span: Span
    side: Side
    at: str

    @property
    def id(self) -> str:
        """Give its identity, computed from its evidence."""
        return fingerprint_of("evidence", self.allegation, self.span.document, self.span.exact)


@dataclass(slots=True)
class Decided:
    """What is in force."""

    letters: dict[str, Letter] = field(default_factory=dict)
    allegations: dict[str, Allegation] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    """Ids of allegations in whose place others stand, by a split or a merge."""
    placed: tuple[Placed, ...] = ()

    def standing(self) -> Iterator[Allegation]:
        """Give the allegations that nothing stands in the place of."""
        return (one for one in self.allegations.values() if one.id not in self.replaced)


def allegation_id(letter: str, words: str) -> str:
    """Give the id of an allegation: the same words of the same letter, the same id."""
    return fingerprint_of("allegation", letter, " ".join(words.split()))


def decided(acts: Iterable[Act]) -> Decided:
    """Give what is in force of all that was decided."""
    placed: dict[tuple[str, str, str], list[Placed]] = {}
    every = list(acts)
    for act in every:
        if act.kind == "evidence":
            _place(placed, act)
    found = Decided(placed=tuple(sorted((each[-1] for each in placed.values() if each), key=lambda one: one.at)))
    for act in _not_taken_back(every):
        _apply(found, act)
    return found


def check_undo(acts: Iterable[Act], one: str) -> None:
    """Make sure that the last act about an allegation or letter can be taken back; UsageError where it cannot."""
    told = _not_taken_back(acts)
    at = _last(told, one)
    if at is None:
        raise UsageError(f"Nothing was decided about {one}.", "There is nothing to take back.")
    others = _touched(told[at]) - {one}
    if any(_touched(later) & others for later in told[at + 1 :]):
        what = "Something was decided since about another allegation that came of the same act."
        raise UsageError(what, "Take that back first.")


def _not_taken_back(acts: Iterable[Act]) -> list[Act]:
    """Give the acts about allegations that no later one took back, in order."""
    told: list[Act] = []
    for act in acts:
        if act.kind != "allegation":
            continue
        if act.told["decision"] != "undo":
            told.append(act)
        elif (at := _last(told, str(act.told["of"][0]))) is not None:
            del told[at]
    return told


def _touched(act: Act) -> set[str]:
    made = [*act.told.get("made", ()), *act.told.get("taken", ())]
    return {*map(str, act.told.get("of", ())), *(str(one["id"]) for one in made)}


def _last(told: Sequence[Act], one: str) -> int | None:
    return next((at for at in range(len(told) - 1, -1, -1) if one in _touched(told[at])), None)


def _place(placed: dict[tuple[str, str, str], list[Placed]], act: Act) -> None:
    words = act.told
    span = Span(words["document"], words["start"], words["end"], words["exact"], words["page"])
    stack = placed.setdefault((str(words["allegation"]), span.document, span.exact), [])
    if words["side"] != "undo":
        stack.append(Placed(str(words["allegation"]), span, cast("Side", words["side"]), act.at))
    elif stack:
        stack.pop()


def _apply(found: Decided, act: Act) -> None:
    """Do what one act says."""
    told = act.told
    for one in map(read_entry, told.get("taken", ())):
        found.allegations.setdefault(one.id, one)
    for one in map(read_entry, told.get("made", ())):
        found.allegations[one.id] = one
        found.replaced.discard(one.id)
    of = [str(one) for one in told.get("of", ())]
    decision = told["decision"]
    if decision == "letter":
        found.letters[of[0]] = Letter(of[0], str(told["text"]))
    elif decision in ("split", "merge"):
        found.replaced.update(one for one in of if one not in {made["id"] for made in told["made"]})
    elif of and of[0] in found.allegations:
        _changed(found, of[0], told)


def _changed(found: Decided, one: str, told: Mapping[str, Any]) -> None:
    before = found.allegations[one]
    if told["decision"] == "reword":
        found.allegations[one] = replace(before, reworded=str(told["words"]))
    elif told["decision"] == "withdraw":
        found.allegations[one] = replace(before, standing="withdrawn", because=str(told["because"]))


def entry(one: Allegation) -> dict[str, Any]:
    """Give an allegation as an act holds it."""
    told: dict[str, Any] = msgspec.to_builtins(one)
    return told


def read_entry(told: Mapping[str, Any]) -> Allegation:
    """Give the allegation that an act holds."""
    return msgspec.convert(told, Allegation)
