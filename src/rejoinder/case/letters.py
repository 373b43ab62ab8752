"""What a person writes into the letters of a case: what the documents do not tell, and their own words for a passage.

Their words are kept as they were written, with the facts that stood beside them, so that a fact that has changed since
can be told. Of one passage, or one answer, the last act can be taken back; then the one before it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.journal import Act

LONGEST = 20_000
"""Characters of one passage."""


class Words(NamedTuple):
    """A passage in the person's own words, and the facts it was written beside: their words by name."""

    text: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a person wrote into letters, as it stands."""

    answers: Mapping[str, str] = field(default_factory=dict)
    """By name, what the documents do not tell, such as an address; one answer serves every letter."""
    words: Mapping[tuple[str, str], Words] = field(default_factory=dict)
    """By kind of letter and passage."""

    def of(self, kind: str) -> dict[str, Words]:
        """Give the passages of one letter that are the person's."""
        return {passage: words for (letter, passage), words in self.words.items() if letter == kind}


def told(acts: Iterable[Act]) -> Told:
    """Give what stands of what was written."""
    answers: dict[str, list[str]] = {}
    words: dict[tuple[str, str], list[Words]] = {}
    for act in acts:
        if act.kind != "letter":
            continue
        said, decision = act.told, act.told["decision"]
        place = (str(said.get("letter", "")), str(said.get("passage", "")))
        if decision == "answer":
            answers.setdefault(str(said["name"]), []).append(str(said["value"]))
        elif decision == "words":
            facts = {str(name): str(value) for name, value in said["facts"].items()}
            words.setdefault(place, []).append(Words(str(said["text"]), facts))
        elif words.get(place):
            words[place].pop()
    return Told(
        {name: several[-1] for name, several in answers.items() if several[-1]},
        {place: several[-1] for place, several in words.items() if several},
    )


def letters_of(case: Case) -> Told:
    """Give what a person wrote into the letters of a case."""
    return told(case.journal.acts())


def answer(case: Case, name: str, value: str, *, at: str) -> None:
    """Note what the documents do not tell; empty takes it away."""
    clean = "\n".join(" ".join(line.split()) for line in value.strip().splitlines())
    if letters_of(case).answers.get(name, "") != clean:
        case.journal.write("letter", at, {"decision": "answer", "name": name, "value": clean})


def write_words(case: Case, letter: str, passage: str, text: str, facts: Mapping[str, str], *, at: str) -> None:
    """Put a passage in the person's own words, beside the facts as they are now."""
    own = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if len(own) > LONGEST:
        raise UsageError(f"A passage holds at most {LONGEST:,} characters.", "Put the rest into another letter.")
    held = letters_of(case).words.get((letter, passage))
    if held != Words(own, dict(facts)):
        act = {"decision": "words", "letter": letter, "passage": passage, "text": own, "facts": dict(facts)}
        case.journal.write("letter", at, act)


def take_back(case: Case, letter: str, passage: str, *, at: str) -> None:
    """Take back the last words written for a passage: those before stand again, or else the drafted ones."""
    if (letter, passage) not in letters_of(case).words:
        raise UsageError(f"Nothing of your own stands in {passage or '(empty)'}.", "There is nothing to take back.")
    case.journal.write("letter", at, {"decision": "undo", "letter": letter, "passage": passage})
