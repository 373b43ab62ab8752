"""How much of a conversation a picture, a print or a list of it shows: which messages stand there, which were left out.

A conversation is a thread of mail, a chat or the posts of one subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from rejoinder.case.threads import Stretch, Turn, stretch
from rejoinder.fingerprints import words as words_in
from rejoinder.model import Holding, Span
from rejoinder.quote import check
from rejoinder.quote.likeness import as_read, as_written

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

REACH = 60
"""Messages before and after the one quoted that are looked for in a picture."""
LEAST = 3
"""Words of a message below which it cannot be told whether a picture shows it."""
LONGEST = 600
"""Characters of a message that are looked for: a picture seldom shows the whole of a long one."""
READ = 60_000
"""Characters of a picture's text that are looked at."""
PART = 8
"""Words in a row by which a part of a message is known."""
_RUN = 3
"""Words in a row that a text and a message have in common where it shows the message."""
Stands = Literal["whole", "in part", "not", "too short"]
"""Whether a message stands in a picture."""


class LeftOut(NamedTuple):
    """A message that a picture does not show, and the beginning of its words."""

    holding: Holding
    span: Span


class Pictured(NamedTuple):
    """A picture, a print or a list, and what it shows of a conversation."""

    holding: Holding
    copies: tuple[Holding, ...]
    """Other copies of the same bytes."""
    read: bool
    """Text recognition (OCR) read it."""
    shown: int
    """Messages that it shows, those in part among them."""
    in_part: int
    of: int
    """Messages of the conversation."""
    before: int
    """Messages before the first that it shows."""
    after: int
    """Messages after the last that it shows."""
    between: tuple[LeftOut, ...]
    """Messages between those, which it does not show."""
    last_before: LeftOut | None
    """The last of those before."""
    next_after: LeftOut | None
    """The first of those after."""
    too_short: int
    """Messages between those that are too short to tell."""


def pictured(shelf: Shelf, source: Holding, pictures: Iterable[Sequence[Holding]]) -> Iterator[Pictured]:
    """Give what each picture shows of the conversation of a message; nothing for what only repeats a part of one.

    A picture comes with its copies, of which the one with the shortest path is named.
    """
    near = stretch(shelf, source, REACH)
    if near.of > 1:
        for copies in pictures:
            picture, *others = sorted(copies, key=lambda one: (len(one.path), one.path))
            text = shelf.text(picture.number)[:READ]
            read = bool(shelf.page_confidences(picture.number, None))
            shows = _Picture(text, read)
            stands = [shows.stands(turn) for turn in near.turns]
            if "whole" in stands or stands.count("in part") > 1:
                yield _told(shelf, (picture, *others), near, stands, read)


def _told(shelf: Shelf, copies: Sequence[Holding], near: Stretch, stands: Sequence[Stands], read: bool) -> Pictured:
    here = [at for at, one in enumerate(stands) if one in ("whole", "in part")]
    first, last = here[0], here[-1]
    inside = range(first, last + 1)
    after = near.of - near.before - last - 1
    return Pictured(
        copies[0],
        tuple(copies[1:]),
        read,
        shown=len(here),
        in_part=stands.count("in part"),
        of=near.of,
        before=near.before + first,
        after=after,
        between=tuple(_left_out(shelf, near.turns[at]) for at in inside if stands[at] == "not"),
        last_before=_left_out(shelf, near.turns[first - 1]) if first else None,
        next_after=_left_out(shelf, near.turns[last + 1]) if last + 1 < len(near.turns) else None,
        too_short=sum(stands[at] == "too short" for at in inside),
    )


def _left_out(shelf: Shelf, turn: Turn) -> LeftOut:
    """Give a message with the beginning of its words."""
    holding = turn.holding
    text = shelf.text(holding.number)
    start = holding.body_start + len(text[holding.body_start :]) - len(text[holding.body_start :].lstrip())
    end = min(len(text.rstrip()), start + LONGEST)
    return LeftOut(holding, Span(holding.ref, start, end, text[start:end], shelf.page_of(holding.number, start)))


class _Picture:
    """The words of a picture, and which words in a row stand there."""

    def __init__(self, text: str, read: bool) -> None:
        self.text, self.read = text, read
        told = words_in(text)
        self.runs, self.parts = (set(zip(*(told[at:] for at in range(n)), strict=False)) for n in (_RUN, PART))

    def stands(self, turn: Turn) -> Stands:
        """Say whether a message stands in it."""
        said = turn.words[:LONGEST]
        told = words_in(said)
        if len(told) < LEAST:
            return "too short"
        if not self.read and self.runs.isdisjoint(zip(*(told[at:] for at in range(_RUN)), strict=False)):
            return "not"
        if check(said, self.text, as_read if self.read else as_written).verdict != "not found":
            return "whole"
        every = words_in(turn.words)
        return "not" if self.parts.isdisjoint(zip(*(every[at:] for at in range(PART)), strict=False)) else "in part"
