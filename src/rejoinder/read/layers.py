"""The layers of an Office document: what it shows, what it hides, what was deleted, what was noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rejoinder.model import Problem


@dataclass(slots=True)
class Layers:
    """What is found while a document is walked through, each layer by itself."""

    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    inserted: bool = False

    def text(self, shown: str) -> str:
        """Give all the words: those shown first, then every other layer under its own heading."""
        under = (
            ("[Notes]", self.notes),
            ("[Comments]", self.comments),
            ("[Deleted text, as tracked changes keep it]", self.deleted),
            ("[Hidden text]", self.hidden),
        )
        parts = [shown.strip("\n")] if shown.strip() else []
        parts += ["\n".join((heading, *lines)) for heading, lines in under if lines]
        return "\n\n".join(parts)

    def remarks(self, where: str) -> Iterator[Problem]:
        """Give flags for tracked changes and hidden words."""
        if self.deleted or self.inserted:
            what = "It holds tracked changes: inserted words are in the text, deleted ones stand at its end."
            yield Problem(where, what, "Look at the changes in a word processor.", "tracked_changes", "flag")
        if self.hidden:
            yield Problem(where, "It holds hidden words; they stand at its end.", "", "hidden_text", "flag")


def signed(author: str, date: str) -> str:
    """Give who did something when, as the beginning of a line; empty when neither is stated."""
    told = ", ".join(part for part in (" ".join(author.split()), date) if part)
    return f"{told}: " if told else ""
