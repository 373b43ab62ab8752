"""How much of a conversation a picture of it shows: which of its messages stand there, and which were left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.model import Holding
from rejoinder.quote import check
from rejoinder.quote.likeness import as_read
from rejoinder.shelf import conversations

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


class Pictured(NamedTuple):
    """A picture of a conversation, read by text recognition (OCR), and what it shows of it."""

    holding: Holding
    shown: int
    """Messages that it shows."""
    of: int
    """Messages of the conversation."""
    before: int
    """Messages before the first that it shows."""
    after: int
    """Messages after the last that it shows."""
    between: tuple[Holding, ...]
    """Messages between those, which it does not show."""
    too_short: int
    """Messages between those that are too short to tell."""


def pictured(shelf: Shelf, source: Holding, pictures: Iterable[Holding]) -> Iterator[Pictured]:
    """Give what each picture shows of the conversation of a message; nothing for one that shows none of it."""
    place = conversations.place_of(shelf, source)
    near = conversations.around(shelf, source, REACH)
    first = max(0, place.before - REACH)
    for picture in pictures:
        text = shelf.text(picture.number)[:READ]
        stands = [_stands(one, words, text) for one, words in near]
        here = [at for at, found in enumerate(stands) if found]
        if not here:
            continue
        inside = range(here[0], here[-1] + 1)
        yield Pictured(
            picture,
            shown=len(here),
            of=place.of,
            before=first + here[0],
            after=place.of - first - here[-1] - 1,
            between=tuple(near[at][0] for at in inside if stands[at] is False),
            too_short=sum(stands[at] is None for at in inside),
        )


def _stands(message: Holding, text: str, picture: str) -> bool | None:
    """Say whether a message stands in a picture; None where it has too few words to tell."""
    words = text[message.body_start : message.body_start + LONGEST]
    if len(words.split()) < LEAST:
        return None
    return check(words, picture, as_read).verdict != "not found"
