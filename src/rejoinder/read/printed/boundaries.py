"""Where one printed message ends and the next begins: each place with its reasons and how sure they make it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from math import exp
from typing import NamedTuple

from rejoinder.model import Message, Page
from rejoinder.read.printed.furniture import Furniture
from rejoinder.read.printed.heads import ABOVE, Head
from rejoinder.read.printed.running import Told
from rejoinder.text import fold
from rejoinder.thread import base_subject

SURE = 0.7
"""How sure a boundary must be before a document is parted there."""
ROOM = 4
"""Lines for which there was room on a page that was left early."""
DOUBTFUL = 0.1
"""How sure a boundary must be to be doubtful: nothing is parted there, and nothing is said to be quoted there."""
CLOCKS = 15 * 60
"""Minutes by which the clocks of two printed dates may differ."""


class Boundary(NamedTuple):
    """A place where a document begins within what was received as one."""

    line: int
    """The line of the running text that is its first."""
    page: int
    """The number of the page it begins on."""
    reasons: tuple[str, ...]
    confidence: float
    head: Head | None = None
    """The headers it begins with, where it is a message."""


class Sight(NamedTuple):
    """What is seen of one page as a whole."""

    first: int
    """Its first line of running text with words, -1 where it has none."""
    last: int
    left_early: bool
    """Whether there was room for more on it."""


class Reason(NamedTuple):
    """Something that speaks for a boundary, or against it, as natural logarithm of the odds."""

    words: str
    weight: float


def sights(told: Sequence[Told], pages: Sequence[Page]) -> list[Sight]:
    """Give what is seen of each page."""
    first, last = [-1] * len(pages), [-1] * len(pages)
    for number, one in enumerate(told):
        for line in one.parts:
            if line.placed:
                first[line.side] = number if first[line.side] < 0 else first[line.side]
                last[line.side] = number
    bottoms = [_bottom(told, side, first[side], last[side]) for side in range(len(pages))]
    lowest: dict[tuple[float, float], float] = {}
    for page, (bottom, _) in zip(pages, bottoms, strict=True):
        size = (page.width, page.height)
        lowest[size] = max(lowest.get(size, page.height * 0.85), bottom)
    return [
        Sight(first[side], last[side], lowest[page.width, page.height] - bottoms[side][0] > ROOM * bottoms[side][1])
        for side, page in enumerate(pages)
    ]


def _bottom(told: Sequence[Told], side: int, first: int, last: int) -> tuple[float, float]:
    """Give how far down the running text of a page goes, and the height of a line of it with its leading."""
    lines = [line for one in told[max(first, 0) : last + 1] for line in one.parts if line.side == side and line.placed]
    if not lines:
        return 0.0, 1.0
    return max(line.bottom for line in lines), 1.3 * sorted(line.height for line in lines)[len(lines) // 2]


def message_boundaries(
    told: Sequence[Told], found: Sequence[Head], seen: Sequence[Sight], furnished: Furniture, pages: Sequence[Page]
) -> list[Boundary]:
    """Give the boundaries at which a message of its own begins, or may begin; other headers are of what it quotes."""
    made: list[Boundary] = []
    doubtful: list[Boundary] = []
    for head in found:
        top = _top(told, head, seen)
        current = made[-1].head if made else None
        reasons = list(_reasons(told, head, current, made[0].head if made else None, top, seen, furnished))
        confidence = round(1 / (1 + exp(-sum(reason.weight for reason in reasons))), 4)
        if DOUBTFUL <= confidence < SURE and made:
            said = tuple(reason.words for reason in reasons if reason.weight > 0)
            doubtful.append(Boundary(head.start, _page(told, head.start, pages), said, confidence, head))
        elif confidence >= SURE:
            left = top is not None and _is_left(told, head, seen, furnished)
            said = tuple(reason.words for reason in reasons if reason.weight > 0)
            start = head.start
            if head.title and (left or head.title_larger):
                start = head.title_line
                head = replace(head, message=replace(head.message, subject=head.title))
            elif made and made[-1].head and not head.message.subject and head.manner == "bare":
                head = replace(head, message=replace(head.message, subject=made[-1].head.message.subject))
            start = top if top is not None and left else start
            made.append(Boundary(start, _page(told, head.start, pages), said, confidence, head))
    return sorted([*made, *doubtful], key=lambda boundary: boundary.line)


def _is_left(told: Sequence[Told], head: Head, seen: Sequence[Sight], furnished: Furniture) -> bool:
    """Say whether nothing of the message before it can stand above a head at the top of its page."""
    side = told[head.start].first.side
    if not seen or not side:
        return True
    number = furnished.numbers[side]
    return seen[side - 1].first < 0 or seen[side - 1].left_early or (number is not None and number.number == 1)


def _page(told: Sequence[Told], line: int, pages: Sequence[Page]) -> int:
    return pages[told[line].first.side].number if pages else 1


def _top(told: Sequence[Told], head: Head, seen: Sequence[Sight]) -> int | None:
    """Give the first line of the page whose running text begins with a head; None where text stands above it."""
    if not seen:
        above = [number for number in range(head.start) if told[number].text.strip()]
        return (above[0] if above else head.start) if len(above) <= ABOVE and not _prose(told, above) else None
    first = seen[told[head.start].first.side].first
    above = [number for number in range(first, head.start) if told[number].text.strip()]
    return first if len(above) <= ABOVE and not _prose(told, above) else None


def _prose(told: Sequence[Told], above: Sequence[int]) -> bool:
    """Say whether any of these lines is of running prose."""
    return any(len(told[number].text) > 90 or told[number].text.rstrip()[-1:] in ",;" for number in above)


def _reasons(
    told: Sequence[Told],
    head: Head,
    current: Head | None,
    model: Head | None,
    top: int | None,
    seen: Sequence[Sight],
    furnished: Furniture,
) -> Iterator[Reason]:
    """Give what speaks for and against a head's being that of a message of its own."""
    if head.ruled:
        yield Reason("a rule announces an earlier message", -9)
    side = told[head.start].first.side if seen else 0
    if top is not None and side == 0:
        yield Reason("the file begins with its headers", 6)
    elif top is not None:
        yield Reason("its headers stand at the top of a page", 1.5)
        yield from _of_page(side, seen, furnished)
    else:
        yield Reason("text stands above it on its page", -2.5)
    if model is not None:
        yield from _of_look(head, model)
    if current is not None:
        yield from _of_words(head.message, current.message)


def _of_page(side: int, seen: Sequence[Sight], furnished: Furniture) -> Iterator[Reason]:
    """Give what the page before and the pages' numbers say."""
    before = max(0, side - 1)
    if seen[before].first < 0:
        yield Reason("an empty page stands before it", 2.5)
    elif seen[before].left_early:
        yield Reason("the page before it was left early", 2.5)
    else:
        yield Reason("the page before it is full", -0.7)
    number, last = furnished.numbers[side], furnished.numbers[before]
    if number and number.number == 1 and last:
        yield Reason("page numbers begin again", 4)


def _of_look(head: Head, model: Head) -> Iterator[Reason]:
    """Give what its layout says, beside that of the first message."""
    if head.manner == "bare" and "subject" not in head.roles[2:]:
        yield Reason("author and date stand above it as over a message", 3)
    if head.columns:
        yield Reason("its headers are set in columns", 3)
    elif model.columns:
        yield Reason("its headers are not set in columns", -3)
    if (
        head.manner == model.manner
        and not _order(head, model)
        and _unlike(head, model) <= {"subject", "cc", "attachments"}
    ):
        yield Reason("its headers are those of the first message", 1)
    elif head.manner != model.manner or _order(head, model):
        yield Reason("its headers are not those of the first message", -1.5)
    if head.names and model.names and not head.names & model.names:
        yield Reason("its headers are named in another language", -2.5)
    if head.left > model.left + 8:
        yield Reason("it stands in from the margin", -3)
    if abs(head.height - model.height) > 0.4 * model.height:
        yield Reason("its letters are of another size", -1)


def _unlike(head: Head, model: Head) -> set[str]:
    """Give the roles of fields that only one of them has."""
    return set(head.roles) ^ set(model.roles)


def _order(head: Head, model: Head) -> bool:
    """Say whether the fields both have stand in another order."""
    both = [role for role in head.roles if role in model.roles]
    return both != [role for role in model.roles if role in both]


def _of_words(message: Message, current: Message) -> Iterator[Reason]:
    """Give what its headers say, beside those of the message in which it would be quoted."""
    later = minutes_between(current.date, message.date)
    if later is not None and later > CLOCKS:
        yield Reason("it is later than the message before it", 3)
    elif later is not None and later > 1:
        yield Reason("it is later than the message before it", 1)
    if message.subject and current.subject:
        if base_subject(fold(message.subject)) != base_subject(fold(current.subject)):
            yield Reason("it has another subject", 2)
        else:
            yield Reason("it has the same subject", -0.4)
    if not _people(message) & _people(current):
        yield Reason("nobody of the message before it is named", 0.7)


def _people(message: Message) -> set[str]:
    everyone = (message.author, *message.recipients)
    return {told for one in everyone for told in (one.address.lower(), fold(one.name)) if told}


def minutes_between(one: str, two: str) -> float | None:
    """Give the minutes from one printed date to another; None where either has no time of day."""
    if min(len(one), len(two)) < 16:
        return None
    try:
        first, second = (datetime.fromisoformat(date).replace(tzinfo=None) for date in (one, two))
    except ValueError:
        return None
    return (second - first).total_seconds() / 60
