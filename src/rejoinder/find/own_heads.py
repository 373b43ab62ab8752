"""Header blocks at the head of a message's own words: a memorandum's, or its own that broke away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rejoinder.find.here import MINUTE
from rejoinder.model import Holding, Quoted

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

_FIELD = re.compile(r"\s*[^\W\d_]{2,12}\s?:\s")


def own_heads(shelf: Shelf, quoted: Mapping[int, tuple[int, Quoted]], holdings: Mapping[int, Holding]) -> Iterator[int]:
    """Give the quotations that are the very message they stand in."""
    for number, (document, message) in quoted.items():
        holding = holdings[document]
        if message.depth != 1 or message.lead is None:
            continue
        broken = not holding.date and not holding.message_id and message.message_id
        if broken or (len(message.date) < len(MINUTE) and _heads(shelf.text(document), holding.body_start, message)):
            yield number


def _heads(text: str, start: int, message: Quoted) -> bool:
    """Say whether a message's words begin with this header block: mail software gives a time, and a rule above it."""
    lead = message.lead[0] if message.lead else start
    return not text[start:lead].strip() and bool(_FIELD.match(text, lead))
