"""What a file holds besides its pages: the marks that readers put in its text, and what they said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rejoinder.model import MESSAGES, Holding, Problem
from rejoinder.sending.kinds import CHANGE, COMMENT, EARLIER, INSIDE, PICTURE, PROPERTY, SPEAKER, STORED, UNSEEN

_TYPED = frozenset((*MESSAGES, "text", "html", "csv"))
"""Kinds of document in which a line in square brackets is what somebody wrote."""
_LINES = (
    (
        CHANGE,
        r"Deleted|Deleted row|Inserted|Inserted row|Moved here|Moved away|Cells before they were changed"
        r"|Cell \w+ before it was changed",
    ),
    (COMMENT, r"(?:Resolved )?(?:Comment|comment|Reply|reply)|Highlight|Underlined|Struck out|Insertion|Stamp"),
    (
        UNSEEN,
        r"Hidden(?: (?:row|column|columns|cell|name|sheet|slide)(?: [\w:, -]{1,40})?)?|Very ?hidden sheet"
        r"|Row \d+, filtered out|Off the slide|Covered field",
    ),
    (SPEAKER, r"Notes"),
    (STORED, r"Stored [^:\]\n]{1,60}|(?:Pivot cache|Linked (?:workbook|program)|Data connection)[^:\]\n]{0,80}"),
    (
        PROPERTY,
        r"Property, (?!created|last changed(?! by)|last printed|times saved|minutes of editing|program|version"
        r"|template: [^/\\\n]*$)[^:\]\n]{1,60}",
    ),
)
_LINE = re.compile(
    "|".join(rf"(?P<k{at}>^\[(?:{heads})(?= by |: | on |, |\])[^\n]*)" for at, (_, heads) in enumerate(_LINES)),
    re.MULTILINE,
)
_WHO = re.compile(r" by (?P<who>[^\n:]{1,60}?)(?: on (?=[0-9]|D:)|, (?:after|about)|:|\]| over )")
HEADS = (
    "deleted row", "deleted", "inserted row", "inserted", "moved here", "moved away", "cells before they were changed",
    "cell", "resolved comment", "resolved reply", "comment", "reply", "highlight", "underlined", "struck out",
    "insertion", "stamp", "hidden row", "hidden column", "hidden cell", "hidden name", "hidden sheet", "hidden slide",
    "hidden", "veryhidden sheet", "very hidden sheet", "row", "off the slide", "covered field", "notes",
    "stored variable", "stored piece of text", "stored slide", "stored text", "stored data", "stored", "pivot cache",
    "linked workbook", "linked program", "data connection",
)  # fmt: skip
"""How marks begin: what is told of each."""
_CODES = {
    "hidden_text": (UNSEEN, "words that nobody sees"),
    "white_text": (UNSEEN, "words in white"),
    "incremental_update": (EARLIER, "an earlier version"),
    "embedded_file": (INSIDE, "files inside"),
    "picture_place": (PICTURE, "where a picture was taken"),
    "picture_maker": (PICTURE, "who or what made a picture"),
}
"""What readers say of a file by the code of the problem."""


class Hidden(NamedTuple):
    """One thing that a file holds besides its pages; without a place where it is of the file as a whole."""

    kind: str
    said: str
    start: int = 0
    end: int = 0


def hidden_in(holding: Holding, text: str) -> Iterator[Hidden]:
    """Give what stands in a document's text and a print of it would not show."""
    if holding.kind in _TYPED:
        return
    for found in _LINE.finditer(text):
        kind = _LINES[int(str(found.lastgroup)[1:])][0]
        end = found.end() - found[0].endswith("]")
        yield Hidden(kind, _said(kind, found[0]), found.start() + 1, end)
    if holding.author:
        yield Hidden(PROPERTY, f"author: {holding.author}")


def _said(kind: str, line: str) -> str:
    """Give what a mark is and who made it; of a property what it says."""
    if kind == PROPERTY:
        return line.removeprefix("[Property, ").rstrip("]")[:200]
    begun = line[1:].lower()
    head = next((one for one in HEADS if begun.startswith(one)), "")
    who = _WHO.search(line)
    return f"{head} by {who['who'].strip()}" if who else head


def told_of(problems: Iterable[Problem]) -> Iterator[Hidden]:
    """Give what readers said of a file that no line of its text tells."""
    for problem in problems:
        if problem.code in _CODES:
            kind, said = _CODES[problem.code]
            places = problem.spans or ((0, 0),)
            yield from (Hidden(kind, said, start, end) for start, end in places)
