"""The shapes of a rule pack: what a time limit is, in the words of law, each value with the source it rests on.

A rule stands as the law or its guide states it; a reading is the same rule with some values read in another way, and
so is a rival, the computation that somebody else uses and that no source of ours supports.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Review = Literal["primary", "secondary", "memory"]
"""The text itself was read, somebody who quotes it was read, or it is only remembered."""
REVIEWS: tuple[Review, ...] = ("primary", "secondary", "memory")
"""From the firmest to the least firm."""
Beginning = Literal["with start", "after start", "from the day after"]
"""Whether the day it starts is the first day, is not counted, or is passed over so that the next is what starts it."""
Bounds = Literal["inclusive", "after the first day", "none"]
"""Whether the first day of a stretch that does not count is one of its days; none: nothing stops the clock."""
Roll = Literal["next working day", "none"]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a pack in which every key must be known."""


class Source(Strict, frozen=True, kw_only=True):
    """Where a value stands, when it was read there, and how firm that is."""

    title: str
    url: str
    read: str
    """ISO 8601 with its real precision."""
    status: Review
    pinned: str = ""
    """Where the text read is kept: repository, commit and path."""
    note: str = ""


class Applies(Strict, frozen=True, kw_only=True):
    """From which day on, and before which, an event must lie for the rule to be the law in force."""

    event: str
    source: str
    since: date | None = None
    before: date | None = None


class Start(Strict, frozen=True, kw_only=True):
    """What starts the clock: the latest of some events, or the day another limit ends where that is later."""

    source: str
    latest_of: tuple[str, ...] = ()
    after_rule: str = ""
    waits: dict[str, str] = {}
    """What was asked for, by what must come before the clock starts: {id_requested: id_received}."""
    needs: tuple[str, ...] = ()
    """Events without whose days nothing is counted, such as from when a school is closed: they are asked for."""


class Length(Strict, frozen=True, kw_only=True):
    """How long it runs: one of days, working days and months, or as many days as the reader says."""

    source: str
    days: int = 0
    working_days: int = 0
    months: int = 0
    given: bool = False
    beginning: Beginning = "after start"
    backwards: bool = False
    """Whether it is counted back from the event."""
    clear: bool = False
    """Whether neither the first day nor the last is one of those counted (CPR 2.8)."""
    working_up_to: int = 0
    """So many days or fewer are counted as working days."""
    cap_working_days: int = 0
    """It ends no later than this working day, whatever does not count."""


class Rolls(Strict, frozen=True, kw_only=True):
    """What happens where the last day is no working day."""

    to: Roll
    source: str


class Works(Strict, frozen=True, kw_only=True):
    """Which days are working days: the name of a calendar."""

    calendar: str
    source: str


class Pause(Strict, frozen=True, kw_only=True):
    """A stretch of days that does not count."""

    since: str
    until: str
    says: str
    source: str
    bounds: Bounds = "inclusive"


class Extension(Strict, frozen=True, kw_only=True):
    """How much longer it runs in all where a notice was given before the limit ended."""

    notice: str
    source: str
    days: int = 0
    working_days: int = 0
    months: int = 0
    must_state: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


class Reading(Strict, frozen=True, kw_only=True):
    """The rule with some of its values read in another way."""

    id: str
    says: str
    source: str
    latest_of: tuple[str, ...] | None = None
    resets: tuple[str, ...] | None = None
    beginning: Beginning | None = None
    days: int = 0
    working_days: int = 0
    months: int = 0
    roll: Roll | None = None
    calendar: str = ""
    place: str = ""
    pauses: Bounds | None = None
    unextended: bool = False
    unless: tuple[str, ...] = ()
    """It is no reading where one of these dates is known."""


class Example(Strict, frozen=True, kw_only=True):
    """A worked example, which runs as a test."""

    events: dict[str, date | tuple[date, ...]]
    source: str
    place: str = ""
    days: int = 0
    reading: str = ""
    """The reading or the rival whose date it is; empty: the rule as it stands."""
    due: date
    earliest: date | None = None
    latest: date | None = None


class Rule(Strict, frozen=True, kw_only=True):
    """One time limit, in force between two days."""

    id: str
    regime: str
    title: str
    text: str
    """What it says, in one or two plain sentences."""
    who: Literal["controller", "regulator", "you"]
    """Whose act must come in time."""
    sources: tuple[str, ...]
    start: Start
    length: Length
    calendar: Works | None = None
    applies: Applies | None = None
    roll: Rolls | None = None
    pauses: tuple[Pause, ...] = ()
    resets: tuple[str, ...] = ()
    """Events from which the limit is counted afresh."""
    extension: Extension | None = None
    readings: tuple[Reading, ...] = ()
    rivals: tuple[Reading, ...] = ()
    ends: tuple[str, ...] = ()
    """Events that meet it."""
    soft_duty: str = ""
    """What is owed besides the last day, such as without undue delay."""
    if_missed: tuple[str, ...] = ()
    """What can be done then."""
    adviser: bool = False
    """Whether a person must check it with an adviser whatever its sources."""
    examples: tuple[Example, ...]


class Event(Strict, frozen=True, kw_only=True):
    """What a clock must know the day of."""

    title: str
    ask: str


class Regime(Strict, frozen=True, kw_only=True):
    """One law, and the first act under it."""

    title: str
    begins: str
    """The event without which none of its clocks runs."""
    asks: str = "access request"
    """The kind of letter in which it is asked under it."""
    places: tuple[str, ...] = ()
