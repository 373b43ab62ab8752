"""The tracked changes of OpenDocument texts and sheets: who deleted what, and what cells held before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rejoinder.read.marks import Marks, mark
from rejoinder.read.markup import attribute, local


@dataclass(slots=True)
class Change:
    """One tracked change of a text."""

    author: str
    date: str
    element: Any | None
    """What was deleted; None for an insertion, and for a deletion once it was told."""


def changes_in(body: Any) -> dict[str, Change]:
    """Give a text's tracked changes by their names."""
    found: dict[str, Change] = {}
    for region in body.iter("{*}changed-region"):
        for change in region:
            author, date = signature(change)
            deleted = change if local(change) == "deletion" else None
            found[attribute(region, "id")] = Change(author, date, deleted)
    return found


def signature(change: Any) -> tuple[str, str]:
    """Give who made a change, and when."""
    said = {local(one): one.text or "" for one in change.iter("{*}creator", "{*}date")}
    return said.get("creator", ""), said.get("date", "")


def untold(changes: dict[str, Change], marks: Marks, text_of: Callable[[Any], str]) -> Iterator[str]:
    """Give the marks of deletions that nothing in the text refers to."""
    for change in changes.values():
        text = text_of(change.element).strip("\n") if change.element is not None else ""
        if text.strip():
            marks.note("tracked_deletion", author=change.author, date=change.date)
            yield mark("Deleted", text, change.author, change.date)


def earlier_cells(body: Any, marks: Marks) -> Iterator[str]:
    """Give the marks of what a sheet's cells held before they were changed or taken out."""
    for changes in body.iter("{*}tracked-changes"):
        for change in changes:
            author, date = signature(change)
            words = "\n".join("".join(one.itertext()) for one in change.iter("{*}p") if not _noted(one))
            if local(change) in ("cell-content-change", "deletion") and words.strip():
                marks.note("earlier_value", author=author, date=date)
                yield mark("Cells before they were changed", words, author, date)


def _noted(paragraph: Any) -> bool:
    return next(paragraph.iterancestors("{*}change-info"), None) is not None
