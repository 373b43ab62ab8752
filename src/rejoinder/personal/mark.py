"""A place in a text that holds personal data, and what stands before it that says what a number is."""

from __future__ import annotations

import re
from typing import NamedTuple

GAP = r"[ \u00a0\u2009]"
"""A space between the groups of a number."""
_NEAR = 32
"""Characters before a number in which a word says what it is of."""
_REFERENCE = re.compile(
    r"\b(?:our|your|my)?[ ]?(?:ref|reference|order|invoice|inv|ticket|case|claim|policy|part|serial|model|item|stock"
    r"|sku|batch|booking|receipt|tracking|parcel|consignment|docket|job|po|isbn|issn|ean|barcode|version|build|id"
    r"|issue|bug|revision|rev|commit|licen[cs]e key|product|catalogue|cat|grant|charity|company|vat|meter|folio|plan"
    r"|reg|registration|lot|quote[ ](?:no|ref|number)|account|customer|member"
    r"|membership|file|form|unit|train|flight|uprn)"
    r"(?:[ ]?(?:no|nos|num|number|numbers|code|id|ref|reference|key|registration))?(?:[ ](?:is|was|of))?"
    r"[ ]?[.:#=/(\[-]*[ ]?$",
    re.IGNORECASE,
)


class Personal(NamedTuple):
    """A place that holds personal data."""

    kind: str
    """A key of KINDS."""
    start: int
    end: int
    value: str
    """What stands there in the one form in which it is compared: the same number is the same however it is spaced."""


def digits_of(words: str) -> str:
    """Give the digits of some words."""
    return "".join(letter for letter in words if letter.isdigit())


MASK = "•"
"""What stands for one letter or digit that is not shown."""
_SHORT = 8
"""Letters and digits below which only the first and the last are shown; above, two of each."""


def masked(words: str) -> str:
    """Give words of the same length with dots for all letters and digits but the first and last few.

    Of an e-mail address the domain stays: it tells whose office it is, and of itself no person.
    """
    local, at, domain = words.partition("@")
    seen = [place for place, letter in enumerate(local) if letter.isalnum()]
    ends = 1 if len(seen) < _SHORT else 2
    hidden = set(seen[ends : len(seen) - ends])
    return "".join(MASK if place in hidden else letter for place, letter in enumerate(local)) + at + domain


def before(text: str, start: int, many: int = _NEAR) -> str:
    """Give so many characters before a place, as far as they are of its own paragraph."""
    return text[max(0, start - many) : start].rpartition("\n\n")[2]


def is_reference(text: str, start: int) -> bool:
    """Say whether the words right before a number say that it is of an order, a ticket, a part or the like."""
    return bool(_REFERENCE.search(before(text, start)))
