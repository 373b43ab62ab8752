"""Documents in which something is covered, one finding for all copies of each: how many places, where, what label.

What is counted is what can be seen: a covered place is a fact, and why it was covered only its label says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rejoinder.find.covered import Placed, Redacted, redacted, redacted_in
from rejoinder.model import Absent, Finding, Span, Trace, fingerprint_of
from rejoinder.redactions import WORDS, unknown

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "redaction"
MOST = 12
"""Places of one document that are cited."""
WHOLE = 0.9
"""Part of what is written on a page from which on it is covered as a whole."""
_HEAD = re.compile(r"^[ \t]*(From|To|Date|Sent|Cc)[ \t]*:[ \t█]*$", re.MULTILINE | re.IGNORECASE)
_LONGEST = 200
"""Characters that are cited of the line in which a covered place stands."""


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give a finding for each disclosed document in which something is covered; copies of one are one finding."""
    copies: dict[str, list[int]] = {}
    for one in redacted(shelf):
        copies.setdefault(_same(one, shelf.text(one.holding.number)), []).append(one.holding.number)
    for several in copies.values():
        yield _told(shelf, [redacted_in(shelf, number) for number in several])


def _same(one: Redacted, text: str) -> str:
    """Give what two copies of one redacted document have in common: the words, and where among them it is covered."""
    if not any(map(str.isalnum, text)):
        return one.holding.ref
    places = (f"{placed.page} {placed.redaction.label} {placed.redaction.start}" for placed in one.placed)
    return fingerprint_of(text, *places)


def _told(shelf: Shelf, copies: Sequence[Redacted]) -> Finding:
    one = copies[0]
    text = shelf.text(one.holding.number)
    first = [Trace("redacted", _span(copy, copy.placed[0], text)) for copy in copies[:MOST]]
    traces = first + [Trace("redacted", _span(one, placed, text)) for placed in one.placed[1:MOST]]
    many = (f"{len(copies):,} copies of it",) if len(copies) > 1 else ()
    name = one.holding.path.rsplit("/", 1)[-1]
    return Finding(
        id=fingerprint_of(KIND, one.holding.ref),
        kind=KIND,
        grade="direct",
        absent=Absent(described_as="; ".join((_counted(one), *_noted(one, text), *many)), file_name=name),
        because=tuple(dict.fromkeys(traces)),
        checked=(
            "What is counted is what looks covered on the page, or whose words say that something was taken out.",
            "Pages that could not be read or drawn are not counted. Why a place is covered only its label says.",
        ),
        confidence=0.95,
    )


def _span(one: Redacted, placed: Placed, text: str) -> Span:
    """Give the words of a label, or the line that stands next to a covered place."""
    place = placed.redaction
    start, end = place.start, place.end
    if not place.label or place.look != WORDS:
        start = text.rfind("\n", 0, start) + 1
        after = text.find("\n", end)
        end = after if after >= 0 else len(text)
        start = start if end - start <= _LONGEST else max(start, place.start - _LONGEST // 2)
    end = min(end, start + _LONGEST)
    return Span(one.holding.ref, start, end, text[start:end], placed.page or None)


def _counted(one: Redacted) -> str:
    """Give how many places there are on how many pages, and how much of the page of which most is covered."""
    many = len(one.placed)
    places = "1 place covered" if many == 1 else f"{many:,} places covered"
    if not one.holding.pages:
        return places
    pages, most = len(one.covered), one.most
    part = f"{percent(most.share)} % of what is written on page {most.page}"
    return f"{places} on page {most.page}, {part}" if pages == 1 else f"{places} on {pages:,} pages, {part}"


def percent(share: float) -> int:
    """Give a part in per cent, never 0 for more than nothing nor 100 for less than all."""
    return min(99, max(1, round(100 * share))) if 0 < share < 1 else round(100 * share)


def _noted(one: Redacted, text: str) -> Iterator[str]:
    """Give what a person may want to ask about: a whole page, a head without names, labels that name nothing."""
    whole = [page.page for page in one.covered if page.page and page.share >= WHOLE]
    if whole:
        yield (
            f"page {whole[0]} is covered as a whole"
            if len(whole) == 1
            else f"{len(whole):,} pages are covered as a whole"
        )
    heads = _heads(one.placed, text)
    if heads:
        yield f"after {heads} in the head"
    labelled = sum(bool(placed.redaction.label) for placed in one.placed)
    if 0 < labelled < len(one.placed):
        yield f"{len(one.placed) - labelled:,} without a label"
    named = next(filter(None, (unknown(label) for label in one.labels)), "")
    if named:
        yield f"the label “{named}” names no provision of the laws listed in the help"


def _heads(placed: Sequence[Placed], text: str) -> str:
    """Give the fields of a message's head right after which a place is covered."""
    found: list[str] = []
    for one in placed:
        start = text.rfind("\n", 0, one.redaction.start) + 1
        end = text.find("\n", one.redaction.start)
        head = _HEAD.match(text, start, end if end >= 0 else len(text))
        if head:
            found.append(f"“{head[1].title()}:”")
    return ", ".join(dict.fromkeys(found))
