"""Documents into findings: each detector is a module with `find(shelf)`, listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

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
    "rejoinder.find.variants",
    "rejoinder.find.silences",
    "rejoinder.find.redacted",
    "rejoinder.find.bad_redactions",
)
"""Kinds of finding stand in the schedule in this order; others join by the entry point rejoinder.detectors."""


def findings(shelf: Shelf) -> Iterator[Finding]:
    """Give every finding of every detector, in whatever order they are found."""
    for name in DETECTORS:
        find: Detector = import_module(name).find
        yield from find(shelf)
    for entry in sorted(entry_points(group="rejoinder.detectors"), key=lambda entry: entry.name):
        yield from entry.load().find(shelf)
