"""Where one printed message ends and the next begins: each place with its reasons and how sure they make it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from rejoinder.model import Message
from rejoinder.read.printed.clocks import CLOCKS, at_once, minutes_between
from rejoinder.read.printed.furniture import shape_of
from rejoinder.read.printed.heads import ABOVE, Head
from rejoinder.read.printed.introduced import Introduction, attributed, is_one_person, of_head
from rejoinder.read.printed.running import Told
from rejoinder.read.printed.sights import Boundary, Printout, Reason, confidence_of, is_parting, of_page
from rejoinder.text import fold
from rejoinder.thread import base_subject
from rejoinder.zones.blocks import is_line, parts

SURE = 0.7
"""How sure a boundary must be before a message is parted there."""
DOUBTFUL = 0.1
"""How sure a boundary must be to be doubtful: nothing is parted there, and nothing is said to be quoted there."""
AGAINST = -1
"""Weight from which on what speaks against a paper's beginning does so against a message's: one print may hold many."""
QUOTING = frozenset(
    tuple(order.split())
    for order in (
        "from date to subject", "from date subject to", "from subject date to", "from to date subject",
        "from to subject date", "subject date from to",
    )
)  # fmt: skip
"""The orders in which mail programs put the headers of what they quote or forward without marks."""
SAME = 2.5
"""Points by which what stands at one place of two pages may differ."""
LOOKS = 12
"""Layouts of headers of one file that a further one is held beside."""
ASTRAY = 15
"""Minutes by which a clock may be wrong."""
UNSAID = 5
"""Words that may stand between the headers of mails in a list: a number, a reason."""
LISTED = 2
"""Headers with nothing between them and the next that make a list."""
SHORT = 40
"""Characters of a title such as `Email 3`, at most."""
FURTHER = 3
"""How far such a title may count on, where one between was not seen."""
_FIGURES = re.compile(r"\d{1,4}")


class _Above(NamedTuple):
    """What stands above a head in its file."""

    current: Head | None = None
    """The headers of the message before it."""
    inner: Head | None = None
    """The last headers after those: of what that message quotes, as far as is known."""
    models: tuple[Head, ...] = ()
    """The layouts of the headers of messages so far."""
    quoted: tuple[Introduction, ...] = ()
    """The messages that the message before it quotes for certain, in order."""
    crowns: frozenset[str] = frozenset()
    """What the running heads of pages say at whose top the headers of messages stand."""
    rows: frozenset[str] = frozenset()
    """Lines of dashes that stand above messages of the file."""


def message_boundaries(printout: Printout, found: Sequence[Head]) -> list[Boundary]:
    """Give the boundaries at which a message of its own begins, or may begin; other headers are of what it quotes."""
    if _are_listed(printout, found):
        return []
    made = _weighed(printout, found, frozenset())
    sure = (boundary.head for boundary in made if boundary.confidence >= SURE)
    rows = frozenset(head.above for head in sure if head and is_line(head.above))
    return _weighed(printout, found, rows) if rows else made


def as_messages(
    printout: Printout, papers: Sequence[Boundary], unsure: Sequence[Boundary]
) -> tuple[list[Boundary], list[Boundary]]:
    """Give papers, those at whose top headers stand that were unsure as messages; and what is left unsure.

    What stands at the top of a page on which a document begins for certain is none of what is before it.
    """
    tops = {_top(printout, one.head): one for one in unsure if one.head}
    made: list[Boundary] = []
    for paper in papers:
        one = tops.get(paper.line)
        head = one.head if one else None
        if head and head.title:
            head = replace(head, message=replace(head.message, subject=head.title))
        made.append(paper._replace(head=head))
    taken = {paper.line for paper in papers}
    return made, [one for one in unsure if not one.head or _top(printout, one.head) not in taken]


def _weighed(printout: Printout, found: Sequence[Head], rows: frozenset[str]) -> list[Boundary]:
    """Give the boundaries; `rows` are lines of dashes that stand above messages that are sure without them."""
    made: list[Boundary] = []
    doubtful: list[Boundary] = []
    models: dict[object, Head] = {}
    crowns: frozenset[str] = frozenset()
    inner: Head | None = None
    loose = 0
    quoted = list(attributed(printout.told)) if len(found) > 1 else []
    subjects = frozenset(base_subject(fold(head.message.subject)) for head in found if head.message.subject)
    for head in found:
        top = _top(printout, head)
        current = made[-1].head if made else None
        within = (one for one in quoted if current and max(current.end, loose) < one.end < head.start)
        above = _Above(current, inner, tuple(models.values()), tuple(within), crowns, rows)
        reasons = list(_reasons(printout, head, above, top))
        confidence = round(confidence_of(reasons) * printout.sure_of(printout.side(head.start)), 4)
        said = tuple(reason.words for reason in reasons if reason.weight > 0)
        page = printout.page(head.start)
        inner = None if confidence >= SURE else head
        # What follows headers that look like a message's and were not parted may be quoted there once more.
        loose = head.start if inner and not head.ruled and _is_like(head, models.values()) else loose
        if confidence >= SURE:
            begun = _begun(printout, head, current, top, subjects)
            made.append(begun._replace(page=page, reasons=said, confidence=confidence))
            crowns |= _crown(printout, head) if top is not None else frozenset()
            if len(models) < LOOKS:
                model = head if top is not None else replace(head, above="")
                models.setdefault((head.manner, head.columns, head.roles, head.names), model)
        elif head.ruled or (confidence < DOUBTFUL and not _is_like(head, models.values())):
            quoted.append(of_head(head))
        elif confidence >= DOUBTFUL and made:
            doubtful.append(Boundary(head.start, page, said, confidence, head))
    return sorted([*made, *doubtful], key=lambda boundary: boundary.line)


def _are_listed(printout: Printout, found: Sequence[Head]) -> bool:
    """Say whether headers stand in a list of mails, as of those withheld: below most of them nothing is said."""
    empty = [
        printout.page(one.start) == printout.page(other.start) and _words(printout, one.end, other.start) <= UNSAID
        for one, other in pairwise(found)
    ]
    if empty and empty[-1]:
        empty.append(_words(printout, found[-1].end, len(printout.told)) <= UNSAID)
    return sum(empty) >= LISTED and 2 * sum(empty) >= len(found)


def _words(printout: Printout, start: int, end: int) -> int:
    return sum(len(line.text.split()) for line in printout.told[start:end])


def _crown(printout: Printout, head: Head) -> frozenset[str]:
    """Give what the furniture of the page says that a head stands at the top of."""
    return printout.furnished.shapes[printout.side(head.start)] if printout.seen else frozenset()


def _begun(printout: Printout, head: Head, current: Head | None, top: int | None, subjects: frozenset[str]) -> Boundary:
    """Give the boundary of a message: its first line, and its subject where that stands above or before it.

    `subjects` are those of all headers of the file: what others answer is a subject.
    """
    left = top is not None and _is_left(printout, head)
    start = head.start
    answered = bool(head.title) and base_subject(fold(head.title)) in subjects
    if head.title and (left or head.title_larger or answered):
        start = head.title_line
        head = replace(head, message=replace(head.message, subject=head.title))
    elif current and _counts_on(current.above, head.above):
        start = head.above_line
    elif current and not head.message.subject and head.manner != "fields":
        head = replace(head, message=replace(head.message, subject=current.message.subject))
    return Boundary(top if top is not None and left else start, 0, (), 0.0, head)


def _is_left(printout: Printout, head: Head) -> bool:
    """Say whether nothing of the message before it can stand above a head at the top of its page."""
    side = printout.side(head.start)
    if not side:
        return True
    number, before = printout.furnished.numbers[side], printout.seen[side - 1]
    return is_parting(before) or before.left_early or (number is not None and number.number == 1)


def _top(printout: Printout, head: Head) -> int | None:
    """Give the first line of the page whose running text begins with a head; None where text stands above it."""
    first = printout.seen[printout.side(head.start)].first if printout.seen else 0
    if head.start - first > 8 * ABOVE:
        return None
    above = [number for number in range(first, head.start) if printout.told[number].text.strip()]
    if len(above) > ABOVE or _prose(printout.told, above):
        return None
    return above[0] if above else head.start


def _prose(told: Sequence[Told], above: Sequence[int]) -> bool:
    """Say whether any of these lines is of running prose."""
    return any(len(told[number].text) > 90 or told[number].text.rstrip()[-1:] in ",;" for number in above)


def _reasons(printout: Printout, head: Head, above: _Above, top: int | None) -> Iterator[Reason]:
    """Give what speaks for and against a head's being that of a message of its own."""
    if head.ruled:
        yield Reason("a rule announces an earlier message", -9)
    yield from _of_place(printout, head, top)
    if top is None and len(head.above) > 3 and shape_of(head.above) in above.crowns:
        yield Reason("the line above it stands at the top of pages on which messages begin", 4)
    if top is None and head.above in above.rows and _is_like(head, above.models):
        yield Reason("the same row of dashes stands above other messages", 4)
    if top is not None and _is_below_underscores(head, above):
        yield Reason("a row of underscores stands above it as above a quotation", -4)
    if top is None and head.title_larger:
        yield Reason("a title in larger letters stands over it", 4)
    if _is_below_a_row(printout, head, above):
        yield Reason("a row of signs parts it from what is above it", 4.5)
    looks = [[*_of_look(head, model), *_of_fields(head, model)] for model in above.models]
    yield from max(looks, key=lambda look: sum(reason.weight for reason in look), default=[])
    if above.current:
        yield from _of_dates(head, above.current, above.inner)
        if _is_like(head, above.models):
            yield from _of_what_is_quoted(printout, head, above.quoted)
        if _counts_on(above.current.above, head.above):
            yield Reason("the title above it counts on", 5)
        yield from _of_words(head.message, above.current.message)


def _of_place(printout: Printout, head: Head, top: int | None) -> Iterator[Reason]:
    """Give what its place says: at the top of the file, of a page, or in the midst of one."""
    side = printout.side(head.start)
    if top is not None and side == 0:
        yield Reason("the file begins with its headers", 6)
    elif top is not None:
        yield Reason("its headers stand at the top of a page", 1.5)
        if not head.columns and _core(head) in QUOTING and not _is_left(printout, head):
            yield Reason("a quotation may stand there as well", -0.8)
        yield from (reason for reason in of_page(printout, side) if reason.weight > AGAINST)
        number = printout.furnished.numbers[side]
        if printout.furnished.anew and number and number.of and number.number > 1:
            yield Reason(f"it is page {number.number} of {number.of}", -5)
    else:
        yield Reason("text stands above it on its page", -3.5)


def _is_below_underscores(head: Head, above: _Above) -> bool:
    """Say whether a row of underscores stands above headers, as above what Outlook quotes, and above no model.

    People who paste mail put rows of dashes between.
    """
    row = is_line(head.above) and head.above[0] == "_"
    return row and bool(above.models) and not any(is_line(model.above) for model in above.models)


def _is_below_a_row(printout: Printout, head: Head, above: _Above) -> bool:
    """Say whether a row of signs parts whole headers from those above, set as the file's messages are.

    Where it is not the only such row since the headers before it, it may be the end of a notice that rows enclose.
    """
    last = above.inner or above.current
    if not last or len(_core(head)) < 3 or not _is_like(head, above.models):
        return False
    between = [words for one in printout.told[last.end : head.start] if (words := one.text.strip())]
    return bool(between) and parts(between[-1]) and not any(map(parts, between[:-1]))


def _of_look(head: Head, model: Head) -> Iterator[Reason]:
    """Give what its layout says, beside that of the first message."""
    if head.manner == "bare" and "subject" not in head.roles[2:]:
        yield Reason("author and date stand above it as over a message", 4)
    if head.columns:
        yield Reason("its headers are set in columns", 3)
        if model.columns and abs(head.column - model.column) < SAME and abs(head.left - model.left) < SAME:
            yield Reason("its columns are those of the first message", 1.5)
    elif model.columns and head.columns is False:
        yield Reason("its headers are not set in columns", -3)
    if (
        head.manner == model.manner
        and not _order(head, model)
        and _unlike(head, model) <= {"subject", "cc", "attachments"}
    ):
        yield Reason("its headers are those of the first message", 1)
    elif head.manner != model.manner or _order(head, model):
        yield Reason("its headers are not those of the first message", -1.5)
    if head.left > model.left + 8:
        yield Reason("it stands in from the margin", -3)
    if abs(head.height - model.height) > 0.4 * model.height:
        yield Reason("its letters are of another size", -1)


def _of_fields(head: Head, model: Head) -> Iterator[Reason]:
    """Give what the order and the language of its fields say, and the line above it, beside the first message's."""
    if _core(head) == _core(model) and _core(head) not in QUOTING and head.manner == "fields" and len(_core(head)) == 4:
        yield Reason("no program quotes with headers in its order", 2.5)
    if head.above and head.above == model.above:
        yield Reason("the line above it is that above the first message", 3)
    if head.names and model.names and not head.names & model.names:
        yield Reason("its headers are named in another language", -2.5)


def _core(head: Head) -> tuple[str, ...]:
    return tuple(role for role in head.roles if role in ("from", "date", "to", "subject"))


def _unlike(head: Head, model: Head) -> set[str]:
    """Give the roles of fields that only one of them has."""
    return set(head.roles) ^ set(model.roles)


def _order(head: Head, model: Head) -> bool:
    """Say whether the fields both have stand in another order."""
    both = [role for role in head.roles if role in model.roles]
    return both != [role for role in model.roles if role in both]


def _of_dates(head: Head, current: Head, inner: Head | None) -> Iterator[Reason]:
    """Give what its date says: nothing quotes what was written later."""
    later = _later(head, current)
    if later:
        yield Reason("it is later than the message before it", later)
    later = _later(head, inner) if inner else 0
    if later:
        yield Reason("it is later than what is quoted above it", min(later, 3) - 1)


def _later(head: Head, other: Head) -> int:
    """Give how surely a head is later than another, as weight: 0 where it is not, or nobody can tell."""
    minutes = minutes_between(other.message.date, head.message.date)
    if minutes is None or not (head.sure_date and other.sure_date):
        return 0
    zoned = all(_zone(one.message.date) is not None for one in (head, other))
    if zoned and minutes > ASTRAY:
        return 4
    return 3 if minutes > CLOCKS else int(minutes > 1)


def _zone(date: str) -> timedelta | None:
    """Give the zone that a date as it was read gives; None where it gives none."""
    return datetime.fromisoformat(date).utcoffset()


def _is_like(head: Head, models: Iterable[Head]) -> bool:
    """Say whether a head is set as those of the file's messages are."""
    return any(head.manner == model.manner and not _order(head, model) for model in models)


def _of_what_is_quoted(printout: Printout, head: Head, quoted: Sequence[Introduction]) -> Iterator[Reason]:
    """Give whether it is quoted above already: nobody quotes one message twice."""
    for one in quoted:
        between = sum(bool(told.text.strip()) for told in printout.told[one.end : head.start])
        if between > 1 and is_one_person(one.author, head.message.author) and at_once(one.date, head.message.date):
            yield Reason("it is quoted above already, by its author and time", 4)
            return


def _counts_on(before: str, here: str) -> bool:
    """Say whether of two titles that differ in one number alone the second counts on from the first."""
    if len(here) > SHORT or _FIGURES.sub("0", before) != _FIGURES.sub("0", here) or not any(map(str.isalpha, here)):
        return False
    steps = [
        int(two) - int(one)
        for one, two in zip(_FIGURES.findall(before), _FIGURES.findall(here), strict=True)
        if one != two
    ]
    return len(steps) == 1 and 0 < steps[0] <= FURTHER


def _of_words(message: Message, current: Message) -> Iterator[Reason]:
    """Give what its subject and its people say, beside those of the message in which it would be quoted."""
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
