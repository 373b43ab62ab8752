"""The days a case knows for its clocks, and what people decided about them: acts of the journal folded.

A day is proposed by a document or said by a person. Only a person's word makes it stand; of one day the last act can be
taken back, then the one before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec

from rejoinder.journal import Act
from rejoinder.model import Span, fingerprint_of

Standing = Literal["proposed", "confirmed", "set", "removed"]


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of one event of a clock, with what proves it."""

    id: str
    regime: str
    name: str
    date: str
    cited: tuple[Span, ...] = ()
    why: str = ""
    """Where no document tells it: what does, in words, such as the batch it came with."""
    days: int = 0
    """The length it starts, where the law leaves that open."""
    standing: Standing = "proposed"
    another: bool = False
    """Of what begins a matter: it begins another one under the same law, beside those that have begun."""
    of: str = ""
    """The day of the request it belongs to, where several run and a person said which."""


def dated(
    regime: str,
    name: str,
    date: str,
    *,
    cited: tuple[Span, ...] = (),
    why: str = "",
    days: int = 0,
    another: bool = False,
    of: str = "",
) -> Dated:
    """Give the day of an event; the same day of the same event is one, whatever proves it."""
    known = fingerprint_of("clock", regime, name, date)
    return Dated(known, regime, name, date, cited, why, days, another=another, of=of)


def decided(acts: Iterable[Act]) -> dict[str, Dated]:
    """Give the days that were decided about, as they stand, by id; one whose acts were all taken back is none."""
    told: dict[str, list[Dated]] = {}
    for act in acts:
        if act.kind != "clock" or act.told["decision"] == "place":
            continue
        several = told.setdefault(str(act.told["of"]), [])
        if act.told["decision"] != "undo":
            several.append(_after(act.told))
        elif several:
            several.pop()
    return {one: several[-1] for one, several in told.items() if several}


def _after(told: Mapping[str, Any]) -> Dated:
    """Give a day as an act leaves it."""
    standing: dict[str, Standing] = {"confirm": "confirmed", "set": "set", "remove": "removed"}
    return replace(msgspec.convert(told["taken"], Dated), standing=standing[told["decision"]])


def place_of(acts: Iterable[Act]) -> str:
    """Give where the controller is, as was said last; empty where it was not."""
    told = ""
    for act in acts:
        if act.kind == "clock" and act.told["decision"] == "place":
            told = str(act.told["place"])
    return told


def taken(one: Dated) -> dict[str, Any]:
    """Give a day as an act holds it."""
    held: dict[str, Any] = msgspec.to_builtins(one)
    return held
