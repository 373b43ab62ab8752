"""Whether a message is here after all, or its evidence too thin to say that it is not."""

from __future__ import annotations

from rejoinder.find.groups import LEAST, Group, Quotations
from rejoinder.find.here import MINUTE, Here
from rejoinder.find.on_paper import Printed
from rejoinder.keys import id_key
from rejoinder.model import Person
from rejoinder.thread import base_subject

STRANGE = 0.35
"""Of the words that tell a quotation from others, the share that must stand in no document of the case."""
UNDATED = 8
"""Telling fingerprints of a quotation whose introduction gives no date: eleven words."""
BARE = 12
"""Telling fingerprints of a quotation that nothing introduces: fifteen words."""
FOREIGN = 0.8
"""The share from which a quotation is of no message that is here, whatever its introduction says."""


def is_here(here: Here, printed: Printed, group: Group, found: Quotations) -> bool:
    """Say whether a group's message is in the disclosure under another id, or nothing firm says that it is not."""
    if group.key:
        return _has_another_id(here, group, found) or _is_on_paper(printed, group, found)
    if any(_introduced(here, found, group, number) or _is_named(found, number) for number in group.quotes):
        return True
    if group.indexes:
        return False
    firm = [number for number in group.quotes if found.telling.get(number, 0) >= _least(found, group)]
    if firm:
        return all(_strange(found, number) < STRANGE for number in firm)
    return all(_is_thin(here, found, group, number) for number in group.quotes)


def _is_on_paper(printed: Printed, group: Group, found: Quotations) -> bool:
    """Say whether a group's message may be here on paper: nobody quotes of it what no document says."""
    foreign = any(_strange(found, number) >= FOREIGN for number in group.quotes)
    return not foreign and printed.may_be(group.key, group.answers)


def _is_named(found: Quotations, number: int) -> bool:
    """Say whether a quotation's introduction gives the id of a message that is here, or is that of its own message."""
    return number in found.own_heads or id_key(found.quoted[number][1].message_id) in found.here


def _least(found: Quotations, group: Group) -> int:
    """Give the telling words a group's quotations need: more where no introduction says whose words, or when."""
    told = [found.quoted[number][1] for number in group.quotes]
    if any(message.date or message.subject or message.message_id for message in told):
        return LEAST
    return UNDATED if any(message.author != Person("", "") for message in told) else BARE


def _strange(found: Quotations, number: int) -> float:
    """Give the share of a quotation's telling words that stand in no document of the case; 0 for too few words."""
    telling = found.telling.get(number, 0)
    return found.strange.get(number, 0) / telling if telling >= LEAST else 0.0


def _introduced(here: Here, found: Quotations, group: Group, number: int, *, any_zone: bool = False) -> int:
    """Give the document that a quotation's introduction speaks of; 0 when none does, or when it is of other words.

    None that quotes the message is it. Of other words is one that shows them, unless its clock's zone is known;
    one of the same subject that shows none may have been sent by the clock of whatever zone.
    """
    message, quoting = found.quoted[number][1], found.quoting(number)
    subject = base_subject(message.subject or quoting.subject).casefold()
    strange = _strange(found, number)
    witnesses = {found.quoted[other][0] for other in group.quotes}
    for document in here.introduced(message, quoting.date):
        sure = here.zoned[document] and here.subjects[document] == subject
        if (strange < FOREIGN or sure or document not in here.seen) and document not in witnesses:
            return document
    for document in here.introduced(message, quoting.date, any_zone=True):
        like = here.subjects[document] == subject and document not in here.seen
        if (like or (any_zone and strange < FOREIGN)) and document not in witnesses:
            return document
    return 0


def _has_another_id(here: Here, group: Group, found: Quotations) -> bool:
    """Say whether the message is here under an id that nobody names, by who wrote when or by its words.

    Every introduction that has a time must speak of it; or an answer must quote, at depth 1, hardly anything
    but its words, which nobody answers under the id they have here.
    """
    named = set(found.here.values())
    dated = [number for number in group.quotes if len(found.quoted[number][1].date) >= len(MINUTE)]
    spoken_of = {_introduced(here, found, group, number) for number in dated}
    if len(spoken_of) == 1 and 0 not in spoken_of and not spoken_of & named:
        return True
    if any(_strange(found, number) >= FOREIGN for number in group.quotes):
        return False
    answering = [document for document, place in group.answers if place == 0]
    return any(document in found.sole_source for document in answering)


def _is_thin(here: Here, found: Quotations, group: Group, number: int) -> bool:
    """Say whether a quotation of few words leaves it open which message it is of: one that is here may be it."""
    message = found.quoted[number][1]
    if any(key in found.here for key in found.in_its_place(number)):
        return True
    if message.author == Person("", "") or len(message.date) < len(MINUTE) or not message.subject:
        return True
    return _introduced(here, found, group, number, any_zone=True) != 0
