"""Where documents begin as a person decided it, above what was worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rejoinder.model import Parting, Problem
from rejoinder.read.printed.heads import ABOVE, Head
from rejoinder.read.printed.sights import Boundary, Printout

BY_HAND = ("you said so",)
"""The reasons of a boundary that a person made."""
LOST = "parting_lost"
"""Code of what is said of a decision whose place is not found any more."""


def decided(
    printout: Printout,
    found: Sequence[Head],
    sure: Sequence[Boundary],
    unsure: Sequence[Boundary],
    partings: Sequence[Parting],
) -> tuple[list[Boundary], list[Boundary], list[Problem]]:
    """Give the boundaries that are sure and those that are not, once a person's decisions are taken in; what was lost.

    `found` are all headers of the text: where a person says that a document begins above some, it is a message.
    """
    begun = {boundary.line: boundary for boundary in sure}
    doubted = {boundary.line: boundary for boundary in unsure}
    untold: list[Problem] = []
    for parting in partings:
        line = line_of(printout, parting)
        if line is None:
            untold.append(lost(parting))
            continue
        head = _head_at(printout, found, line)
        if not parting.begins:
            begun.pop(line, None)
        elif line not in begun:
            for between in range(line + 1, head.start + 1 if head else 0):
                begun.pop(between, None)
            begun[line] = Boundary(line, printout.page(line), BY_HAND, 1.0, head)
        for place in (line, head.start if head else line):
            doubted.pop(place, None)
    return _in_order(begun), _in_order(doubted), untold


def _in_order(boundaries: dict[int, Boundary]) -> list[Boundary]:
    return [boundaries[line] for line in sorted(boundaries)]


def line_of(printout: Printout, parting: Parting) -> int | None:
    """Give the line of the running text that a decision is about; None where there is no such line."""
    time = 0
    for line in _lines_on(printout, parting.page):
        time += _begins_with(printout, line, parting.words)
        if time == parting.time:
            return line
    return None


def _lines_on(printout: Printout, page: int) -> Iterator[int]:
    """Give the lines with words that begin on a page."""
    for line, one in enumerate(printout.told):
        if one.text.strip() and printout.page(line) == page:
            yield line


def _begins_with(printout: Printout, line: int, words: str) -> bool:
    """Say whether the text from a line on begins with these words."""
    here = ""
    while len(here) < len(words) and line < len(printout.told):
        one = printout.told[line]
        here = " ".join(f"{here} {one.mark}{one.text}".split())
        if not words.startswith(here[: len(words)]):
            return False
        line += 1
    return here.startswith(words)


def _head_at(printout: Printout, found: Sequence[Head], line: int) -> Head | None:
    """Give the headers with which the text from a line on begins; None where it begins with none."""
    for head in found:
        if line <= head.start:
            above = sum(bool(one.text.strip()) for one in printout.told[line : head.start])
            return head if above <= ABOVE and printout.page(head.start) == printout.page(line) else None
    return None


def lost(parting: Parting) -> Problem:
    """Give the note that a decision could not be followed."""
    what = f"What you decided of page {parting.page} cannot be followed: no line on it begins as it did then."
    return Problem(parting.path, what, "Look at that page, and decide again.", LOST, "flag")
