"""What became of the words that are quoted: a post edited or deleted since, changes tracked in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from rejoinder.model import Holding

Change = Literal["edited", "deleted", "inserted", "moved"]
_HEAD = re.compile(r"^(?P<what>Edited|Deleted): [^\n]*", re.MULTILINE)
"""What a chat's or a forum's export says of a message, in the lines before its words."""
_TRACKED = re.compile(r"\[(?P<what>Inserted|Deleted|Moved (?:here|away)|Deleted row|Inserted row)\b[^\n]*")
"""What a reader of documents tells of a change that is tracked, under the paragraph in which it was made."""

_KINDS: dict[str, Change] = {"Inserted": "inserted", "Deleted": "deleted", "Moved": "moved"}


class Became(NamedTuple):
    """A change of what is quoted, as its document tells it, and where that stands."""

    kind: Change
    start: int
    end: int


def became(holding: Holding, text: str, start: int, end: int) -> Iterator[Became]:
    """Give what a document tells of changes of text[start:end]."""
    if holding.conversation:
        for one in _HEAD.finditer(text, 0, holding.body_start):
            yield Became("edited" if one["what"] == "Edited" else "deleted", *one.span())
    elif holding.kind == "word":
        yield from _tracked(text, start, end)


def _tracked(text: str, start: int, end: int) -> Iterator[Became]:
    """Give the changes told in the lines of text[start:end] and in those that hang right under them."""
    at, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    while 0 <= at < len(text):
        over = text.find("\n", at)
        over = len(text) if over < 0 else over
        found = _TRACKED.match(text, at, over)
        if found:
            yield Became(_KINDS[found["what"].split()[0]], *found.span())
        elif 0 <= last < at:
            return
        at = over + 1
