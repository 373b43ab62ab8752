"""Events, and what people decided about them: acts of the journal folded into what is in force.

An act holds the event it is about, so that what was decided stands whatever the documents are read as later. Of one
event the last act can be taken back, then the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, cast

import msgspec

from rejoinder.errors import UsageError
from rejoinder.journal import Act
from rejoinder.model import Span, fingerprint_of

Standing = Literal["proposed", "confirmed", "reworded", "added", "withdrawn"]
Agreed = Literal["", "disputed by them", "disputed by us", "undisputed", "unsure"]
AGREED: tuple[Agreed, ...] = ("disputed by them", "disputed by us", "undisputed", "unsure")
"""What may be said of an event between the two sides."""
KINDS = ("message", "post", "letter", "paper", "meeting", "document", "said", "silence", "typed")
"""Messages, chats and posts, dated papers, meetings, papers spoken of, what prose tells, silences, what was typed."""
PARTIES = ("ours", "theirs", "body")
STANDINGS: tuple[Standing, ...] = ("proposed", "confirmed", "reworded", "added", "withdrawn")
_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Event:
    """A dated fact with its citations."""

    id: str
    kind: str
    """One of KINDS."""
    date: str
    """ISO 8601 as far as it is known: a moment, a day, a month or a year."""
    cited: tuple[Span, ...] = ()
    until: str = ""
    """Last day of a silence."""
    party: str = ""
    """ours, theirs, body, or empty where it is not known whose act it is."""
    people: tuple[str, ...] = ()
    """Who wrote, then to whom, as shown."""
    about: str = ""
    """Subject or title; of a document spoken of, what it is; of one typed, its words."""
    batch: str = ""
    standing: Standing = "proposed"
    agreed: Agreed = ""
    reworded: str = ""
    because: str = ""
    """Why it was withdrawn."""
    proposed_by: str = ""
    """Name of the model that pointed at it; empty where the program, or a person, did."""

    @property
    def precision(self) -> str:
        """Give how far the date is known: day, month or year."""
        return {4: "year", 7: "month"}.get(len(self.date), "day")

    @property
    def said(self) -> str:
        """Give the words of the document in which it is told, in one line; empty where it cites none."""
        return " ".join(self.cited[0].exact.split()) if self.cited else ""


def decided(acts: Iterable[Act]) -> dict[str, Event]:
    """Give the events that were decided about, as they stand; one whose acts were all taken back is none."""
    told: dict[str, list[tuple[Event, Act]]] = {}
    for act in acts:
        if act.kind != "event":
            continue
        taken = {str(one["id"]): one for one in act.told.get("taken", ())}
        for one in map(str, act.told["of"]):
            several = told.setdefault(one, [])
            if act.told["decision"] != "undo":
                several.append((read_entry(taken[one]), act))
            elif several:
                several.pop()
    return {one: _folded(several) for one, several in told.items() if several}


def _folded(several: list[tuple[Event, Act]]) -> Event:
    event = several[0][0]
    for _, act in several:
        event = _changed(event, act.told)
    return event


def _changed(event: Event, told: Mapping[str, Any]) -> Event:
    """Give an event as one act leaves it."""
    decision = told["decision"]
    if decision == "reword":
        standing: Standing = "added" if event.standing == "added" else "reworded"
        date, party = str(told["date"]) or event.date, str(told["party"]) or event.party
        return replace(event, standing=standing, reworded=str(told["words"]) or event.reworded, date=date, party=party)
    if decision == "status":
        kept: Standing = "confirmed" if event.standing == "proposed" else event.standing
        return replace(event, standing=kept, agreed=cast("Agreed", told["agreed"]))
    if decision == "withdraw":
        return replace(event, standing="withdrawn", because=str(told["because"]))
    if decision == "confirm":
        return replace(event, standing="confirmed")
    return event


def typed(words: str, day: str, *, party: str = "", agreed: str = "") -> Event:
    """Give an event as a person adds it; UsageError where its date or its words are none."""
    said = " ".join(words.split())
    if not any(letter.isalnum() for letter in said):
        raise UsageError("There are no words.", "Write what happened in one sentence.")
    when, whose, status = check_date(day), check_party(party), check_agreed(agreed)
    identity = fingerprint_of("event", "typed", when, said)
    return Event(identity, "typed", when, about=said, party=whose, standing="added", agreed=status)


def check_date(written: str) -> str:
    """Give a day, month or year as it was written; UsageError where it is none."""
    one = _WRITTEN.fullmatch(written.strip())
    if one:
        try:
            date(int(one[1]), int(one[2] or 1), int(one[3] or 1))
        except ValueError:
            one = None
    if one is None:
        raise UsageError(f"{written or 'Nothing'} is not a date.", "Write it as 2024-06-30, 2024-06 or 2024.")
    return one[0]


def check_party(written: str) -> str:
    """Give a party; UsageError where it is none."""
    if written and written not in PARTIES:
        raise UsageError(f"{written} is no party.", "Say ours, theirs or body.")
    return written


def check_agreed(written: str) -> Agreed:
    """Give a status; UsageError where it is none."""
    if written and written not in AGREED:
        raise UsageError(f"{written} is no status.", "Say disputed by them, disputed by us, undisputed or unsure.")
    return written


def entry(one: Event) -> dict[str, Any]:
    """Give an event as an act holds it."""
    told: dict[str, Any] = msgspec.to_builtins(one)
    return told


def read_entry(told: Mapping[str, Any]) -> Event:
    """Give the event that an act holds."""
    return msgspec.convert(told, Event)
