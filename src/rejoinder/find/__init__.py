"""Documents into findings: each detector is a module with `find(shelf)`, listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from rejoinder.find.claimed import Claimed
from rejoinder.find.doubts import Doubts
from rejoinder.model import Finding

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

Detector = Callable[["Shelf"], Iterator[Finding]]

DETECTORS = (
    "rejoinder.find.absent_messages",
    "rejoinder.find.absent_attachments",
    "rejoinder.find.absent_documents",
    "rejoinder.find.number_gaps",
    "rejoinder.find.numbered_papers",
    "rejoinder.find.absent_counterparts",
    "rejoinder.find.meetings",
    "rejoinder.find.variants",
    "rejoinder.find.silences",
    "rejoinder.find.redacted",
    "rejoinder.find.bad_redactions",
    "rejoinder.find.how_many",
)
"""Kinds of finding stand in the schedule in this order; others join by the entry point rejoinder.detectors."""


def findings(shelf: Shelf) -> Iterator[Finding]:
    """Give every finding of every detector, in whatever order they are found, with what of ours may explain it.

    One of a time that no batch claims to cover says so, and infers at most.
    """
    doubts, claimed = Doubts(shelf), Claimed(shelf)
    for name in DETECTORS:
        find: Detector = import_module(name).find
        yield from _weighed(doubts, claimed, find(shelf))
    for entry in _others():
        yield from _weighed(doubts, claimed, entry.load().find(shelf))


def detectors() -> str:
    """Give the names of all detectors in use: others find other things."""
    return " ".join((*DETECTORS, *(f"{entry.name}={entry.value}" for entry in _others())))


@lru_cache(maxsize=1)
def _others() -> list[EntryPoint]:
    """Give the detectors of others: what is installed does not change under a process."""
    return sorted(entry_points(group="rejoinder.detectors"), key=lambda entry: entry.name)


def _weighed(doubts: Doubts, claimed: Claimed, found: Iterator[Finding]) -> Iterator[Finding]:
    for finding in found:
        unless = doubts.about(finding)
        yield claimed.weighed(replace(finding, unless=unless) if unless else finding)
