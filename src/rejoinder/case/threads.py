"""The messages near one in what it is of: a thread of mail, a chat or posts, each message once and in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.find.here import minute_of
from rejoinder.keys import id_key
from rejoinder.model import Holding
from rejoinder.shelf import conversations
from rejoinder.shelf.threads import members
from rejoinder.zones import zones

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

_MINUTE = len("YYYY-MM-DDTHH:MM")


class Turn(NamedTuple):
    """One message, and its own words."""

    holding: Holding
    words: str


class Stretch(NamedTuple):
    """Messages in a row, and how many the whole has."""

    turns: tuple[Turn, ...]
    before: int
    """Messages before the first of these."""
    of: int


def stretch(shelf: Shelf, holding: Holding, reach: int) -> Stretch:
    """Give so many messages before and after one, with it."""
    if holding.conversation:
        place = conversations.place_of(shelf, holding)
        near = conversations.around(shelf, holding, reach)
        turns = tuple(Turn(one, text[one.body_start :]) for one, text in near)
        return Stretch(turns, max(0, place.before - reach), place.of)
    every = sorted(_once(members(shelf, holding), holding), key=lambda one: (minute_of(one.date) or (0, 0), one.number))
    at = next(place for place, one in enumerate(every) if one.number == holding.number)
    first = max(0, at - reach)
    return Stretch(tuple(Turn(one, _own_words(shelf, one)) for one in every[first : at + reach + 1]), first, len(every))


def _once(messages: Sequence[Holding], wanted: Holding) -> Iterator[Holding]:
    """Give each message of a thread once: not its copies, nor a print of one that is here as a file."""
    ordered = sorted(messages, key=lambda one: (one.number != wanted.number, not one.message_id, one.number))
    seen: set[str] = set()
    for one in ordered:
        keys = {key for key in (id_key(one.message_id), one.date[:_MINUTE] if len(one.date) >= _MINUTE else "") if key}
        told = id_key(one.message_id) if one.message_id else ""
        if (told in seen) if told else bool(keys & seen):
            continue
        seen |= keys
        yield one


def _own_words(shelf: Shelf, holding: Holding) -> str:
    """Give a mail's own words, without what it quotes."""
    text = shelf.text(holding.number)
    own = (zone for zone in zones(text, holding.body_start) if zone.depth == 0 and zone.kind == "own words")
    return "\n".join(text[zone.start : zone.end] for zone in own)
