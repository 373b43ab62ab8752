"""The correspondence of a case: what its subject asked, when, what answered it, and who never did.

What answers something is proposed by what messages say of each other; a person says otherwise, and that is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from rejoinder.awaiting.decided import Decided, decided
from rejoinder.awaiting.sent import Answer, Sent, last_day
from rejoinder.case.judging import compared
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.keys import key_of
from rejoinder.model import Span
from rejoinder.shelf import asked

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

_SENT = msgspec.json.Decoder(Sent)


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who was asked and wrote none of the answers that are here."""

    shown: str
    asked: int
    """How many letters that ask were sent to them."""
    open: int
    """How many of these nobody answered."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What was asked in order of time, and until which day this disclosure can tell of an answer."""

    sent: tuple[Sent, ...]
    last: str
    """Day of the last document that was disclosed (ISO 8601); empty where none has a day."""
    folder: Path

    @property
    def unanswered(self) -> tuple[Sent, ...]:
        """Give what nothing in this disclosure answers."""
        return tuple(one for one in self.sent if not one.answered)

    @property
    def silent(self) -> tuple[Silent, ...]:
        """Give those who were asked and wrote no answer, most asked first."""
        asked: dict[str, list[Sent]] = {}
        names: dict[str, str] = {}
        for one in self.sent:
            for person in one.to:
                asked.setdefault(key_of(person), []).append(one)
                names.setdefault(key_of(person), person)
        wrote = {key_of(answer.holding.author) for one in self.sent for answer in one.answers}
        found = [
            Silent(names[key], len(several), sum(not one.answered for one in several))
            for key, several in asked.items()
            if key not in wrote
        ]
        return tuple(sorted(found, key=lambda one: (-one.asked, one.shown)))

    def find(self, beginning: str) -> Sent:
        """Give what was asked whose id begins so; UsageError where it is none or several."""
        found = [one for one in self.sent if beginning and one.id.startswith(beginning)]
        if len(found) != 1:
            what = (
                f"Nothing that was asked is {beginning or '(empty)'}."
                if not found
                else f"Several begin with {beginning}."
            )
            raise UsageError(what, f"List them with: rejoinder correspondence {self.folder}")
        return found[0]


def correspondence(case: Case) -> Correspondence:
    """Give what the subject asked, each with what answers it."""
    told = decided(case.journal.acts())
    with compared(case) as shelf:
        last = last_day(shelf)
        sent = map(_SENT.decode, asked.bodies(shelf))
        return Correspondence(tuple(_as_decided(shelf, sent, told)), last.isoformat() if last else "", case.folder)


def _as_decided(shelf: Shelf, sent: Iterable[Sent], told: dict[str, Decided]) -> Iterator[Sent]:
    """Give each as a person left it."""
    for one in sent:
        said = told.get(one.id)
        if said is None:
            yield one
            continue
        holding = shelf.find_document(said.document) if said.document else None
        answers = one.answers
        if holding:
            text = shelf.text(holding.number)[:200].strip()
            answers = (Answer(holding, "a person", Span(holding.ref, 0, len(text), text)), *answers)
        yield replace(one, answers=answers, standing=said.decision, because=said.because)


# What a person does


def answered(case: Case, which: str, document: str = "", *, because: str = "", at: str) -> Sent:
    """Say that something was answered, by a document of the case or otherwise."""
    one = correspondence(case).find(which)
    ref = ""
    if document:
        with case.shelf() as shelf:
            holding = shelf.find_document(document)
        if holding is None:
            raise UsageError(
                f"No document of this case is {document}.", "Leave it out if the answer is not in this case."
            )
        ref = holding.ref
    _write(case, "answered", one, ref, because, at)
    return correspondence(case).find(one.id)


def none_needed(case: Case, which: str, *, because: str = "", at: str) -> Sent:
    """Say that something asked for no answer."""
    one = correspondence(case).find(which)
    _write(case, "none needed", one, "", because, at)
    return correspondence(case).find(one.id)


def undo(case: Case, which: str, *, at: str) -> None:
    """Take back the last act about something asked; the journal keeps both."""
    known = [one for one in decided(case.journal.acts()) if which and one.startswith(which)]
    if len(known) != 1:
        raise UsageError(f"Nothing was decided about {which or '(empty)'}.", "There is nothing to take back.")
    case.journal.write("correspondence", at, {"decision": "undo", "of": known[0]})


def _write(case: Case, decision: str, one: Sent, document: str, because: str, at: str) -> None:
    told = {"document": document, "because": " ".join(because.split())}
    case.journal.write("correspondence", at, {"decision": decision, "of": one.id, **told})


__all__ = ["Correspondence", "Silent", "answered", "correspondence", "none_needed", "undo"]
