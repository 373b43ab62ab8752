"""What each field of the blocks of a file is: by its name, and where nobody knows that, by its values and its place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import mean

from rejoinder.read.printed.field import LISTS, Block, Field
from rejoinder.read.printed.kinds import DAY, MOMENT, NAMES, PEOPLE, WORDS, count_of
from rejoinder.read.printed.names import ANSWERS, FURTHER, RECEIVED, TIME, is_of_mail
from rejoinder.zones.people import ADDRESS

CALLED = {"from": "from", "date": "sent", "to": "to", "cc": "cc", "subject": "subject"}
STRAY = "stray"
"""The role of words before a dash of which nothing else of the block has the like."""
_DASHES = frozenset("-–—|»")
FEWEST = 3
"""Fields that a block has whose names alone show that they are headers."""
SUBJECTS = 3.0
"""Points from which on words below an unknown name are the subject."""
_ANSWERS = re.compile(rf"(?:{'|'.join(ANSWERS)})(?:\[\d+\])? ?: ", re.IGNORECASE)
_FILES = re.compile(
    r"[\w)]\.(?:docx?|pdf|xlsx?|pptx?|rtf|txt|csv|zip|jpe?g|png|gif|tiff?|msg|eml|ics|html?|od[tsp])\b", re.IGNORECASE
)
_TELLING = ("from", "to", "date", "subject", *LISTS)


@dataclass(slots=True)
class _Called:
    """What the fields of one unknown name have in common over a file."""

    values: list[Field] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """Where in their blocks they stand."""
    blocks: int = 0
    """How many blocks have a field of an unknown name at all."""

    @property
    def is_always_there(self) -> bool:
        """Say whether every such block has it."""
        return len(self.values) >= self.blocks

    @property
    def is_one(self) -> bool:
        """Say whether it never names more than one."""
        return all(count_of(one.text) == 1 for one in self.values)

    @property
    def place(self) -> float:
        """Where in its blocks it stands, on average."""
        return mean(self.places)

    def mostly(self, *kinds: str) -> bool:
        """Say whether most of its values read as one of these."""
        return 2 * sum(one.kind in kinds for one in self.values) > len(self.values)


def headers_of(blocks: Sequence[Block]) -> list[Block]:
    """Give those blocks of a file that are headers of messages, each of their fields with its role."""
    for block in blocks:
        _settle(block)
    unknown = [block for block in blocks if any(_is_unknown(one) for one in block.fields)]
    named = _by_name(unknown)
    for name, role in _roles(unknown, named).items():
        for one in named[name].values:
            one.role, one.called = role, CALLED[role]
    for block in blocks:
        _trim(block)
    answering = frozenset(_calling(block) for block in blocks if _answers(block))
    return [block for block in blocks if _are_headers(block, answering)]


def _is_unknown(one: Field) -> bool:
    return one.label is not None and not one.role


def _settle(block: Block) -> None:
    """Let the moment of receipt be the date where no other is given, and names of files be attachments."""
    sent = any(one.role == "date" for one in block.fields)
    signs = Counter(one.label.sign for one in block.fields if one.label)
    for one in block.fields:
        if one.role == RECEIVED:
            one.role, one.called = ("other", FURTHER) if sent else ("date", "sent")
            sent = True
        elif one.role == TIME and one.kind == MOMENT and not sent:
            one.role, one.called = "date", "sent"
        elif _is_unknown(one) and _FILES.search(one.text):
            one.role, one.called = "attachments", "attachments"
        elif _is_unknown(one) and one.label and one.label.sign in _DASHES and signs[one.label.sign] < 2:
            one.role, one.called = STRAY, FURTHER


def _by_name(blocks: Sequence[Block]) -> dict[str, _Called]:
    named: dict[str, _Called] = defaultdict(_Called)
    for block in blocks:
        for place, one in enumerate(block.fields):
            if _is_unknown(one) and one.label and one.values:
                named[one.label.text].values.append(one)
                named[one.label.text].places.append(place)
    for one_name in named.values():
        one_name.blocks = len(blocks)
    return named


def _roles(blocks: Sequence[Block], named: dict[str, _Called]) -> dict[str, str]:
    """Give the role of each unknown name of which it can be told."""
    if not blocks:
        return {}
    given = [{one.role for one in block.fields} for block in blocks]
    missing = {role for role in CALLED if not all(role in roles for roles in given)}
    known = set.union(*given)
    found: dict[str, str] = {}
    if "date" in missing:
        moments = [name for name, one in named.items() if one.mostly(MOMENT)]
        found |= {moments[0]: "date"} if len(moments) == 1 else {}
    people = [role for role in ("from", "to", "cc") if role in missing and role not in known]
    others = [one for block in blocks for one in block.with_role("from", *LISTS)]
    addressed = any("@" in one.text for one in others)
    if addressed or not others:
        again = set(_of_authors(blocks, named))
        found |= _of_people({name: one for name, one in named.items() if name not in again}, people, addressed)
    if "subject" in missing and "subject" not in known and "date" in known | set(found.values()):
        found |= _of_subject({name: one for name, one in named.items() if name not in found})
    return found


def _of_authors(blocks: Sequence[Block], named: dict[str, _Called]) -> Iterator[str]:
    """Give the unknown names below which the address of the author stands again, as that of the envelope does."""
    authors: dict[int, set[str]] = {}
    for block in blocks:
        known = {address.casefold() for one in block.with_role("from") for address in ADDRESS.findall(one.text)}
        authors |= {id(one): known for one in block.fields}
    for name, called in named.items():
        told = [({found.casefold() for found in ADDRESS.findall(one.text)}, authors[id(one)]) for one in called.values]
        if told and all(some and some <= known for some, known in told):
            yield name


def _of_people(named: dict[str, _Called], missing: Sequence[str], others: bool) -> dict[str, str]:
    """Give who wrote, who received and who got a copy: the author is one and is there always; his name comes first.

    Names without addresses are none of them where people have some: `others` says that known fields give some.
    """
    addressed = {name: one for name, one in named.items() if one.mostly(PEOPLE)}
    lists = (
        addressed
        if addressed or others
        else {name: one for name, one in named.items() if one.mostly(NAMES) and len(one.values) > 1}
    )
    order = sorted(lists, key=lambda name: lists[name].place)
    found: dict[str, str] = {}
    if "from" in missing:
        author = next((name for name in order if lists[name].is_one and lists[name].is_always_there), None)
        if author is None or (not addressed and len(order) < 2):
            return {}
        found[author] = "from"
    left = [name for name in order if name not in found]
    if "to" in missing and left:
        receiver = next((name for name in left if lists[name].is_always_there), left[0])
        found[receiver] = "to"
        left.remove(receiver)
    if "cc" in missing and left and ("to" not in missing or len(found) > 0):
        found[left[0]] = "cc"
    return found


def _of_subject(named: dict[str, _Called]) -> dict[str, str]:
    """Give the name below which the subjects stand: words that answer others, and differ from block to block."""
    points = sorted(
        ((_points(one), name) for name, one in named.items() if one.mostly(WORDS, NAMES, DAY)), reverse=True
    )
    if not points or points[0][0] < SUBJECTS or (len(points) > 1 and points[1][0] > points[0][0] - 1):
        return {}
    return {points[0][1]: "subject"}


def _points(called: _Called) -> float:
    texts = [one.text for one in called.values]
    answers = sum(bool(_ANSWERS.match(text)) for text in texts)
    bare = {_ANSWERS.sub("", text).casefold() for text in texts}
    length = mean(len(text.split()) for text in texts)
    return (
        (4.0 if answers else 0.0)
        + (2.0 if length >= 2 else 0.0)
        + (1.0 if called.is_always_there else 0.0)
        + (1.0 if len(bare) > 1 else -1.0 if len(texts) > 1 and not answers else 0.0)
        + min(length, 6) / 6
    )


def _trim(block: Block) -> None:
    """Let a block begin and end with a field whose role is known."""
    while block.fields and (_is_unknown(block.fields[0]) or block.fields[0].role == STRAY):
        block.fields.pop(0)
    while (
        block.fields
        and (_is_unknown(block.fields[-1]) or block.fields[-1].role == STRAY)
        and not _is_set_apart(block.fields[-1])
    ):
        block.fields.pop()


def _is_set_apart(one: Field) -> bool:
    """Say whether a value stands in a column of its own."""
    return one.above or bool(one.label and one.label.apart)


def _answers(block: Block) -> bool:
    return any(_ANSWERS.match(one.text) for one in block.with_role("subject"))


def _calling(block: Block) -> frozenset[str]:
    """Give what a block calls author, date and subject."""
    return frozenset(one.label.text for one in block.with_role("from", "date", "subject") if one.label)


def _are_headers(block: Block, answering: frozenset[frozenset[str]]) -> bool:
    """Say whether fields are those of a message: their roles, and values that are such as those have.

    `answering` is how those blocks of the file call author, date and subject in which something is answered.
    """
    roles = [one.role for one in block.fields if one.role in _TELLING]
    people = block.with_role("from", *LISTS)
    if any(one.kind in (MOMENT, DAY) for one in people) or roles.count("from") != 1:
        return False
    author, date = block.with_role("from")[0], next(iter(block.with_role("date")), None)
    answered = _answers(block) or _calling(block) in answering
    addressed = answered or any("@" in one.text or one.kind == PEOPLE for one in people)
    timed = date is not None and date.kind == MOMENT
    received = bool(set(roles) & {*LISTS})
    if author.label is None or (date and date.label is None):
        return timed and addressed and received and _is_known(author)
    doubtful = "subject" in roles and not answered and _strength(block) < FEWEST
    if doubtful or not (received or author.label.role):
        return False
    named = {one.role for one in block.fields if one.label and one.label.role} & set(_TELLING)
    if len(named) >= FEWEST and "subject" in named and sum(bool(one.values) for one in block.fields) > 1:
        return True
    known = {"from", "to", "date"} <= named and timed
    return len(set(roles)) >= FEWEST and (timed or len(named) >= FEWEST) and (addressed or known)


def _strength(block: Block) -> int:
    """Give how many fields show that mail software wrote them: by a name that is mail's own, or people by addresses.

    An author and somebody who received it, both with addresses, are as many as it takes.
    """
    by_address = [one.role for one in block.with_role("from", *LISTS) if one.kind == PEOPLE]
    if "from" in by_address and len(by_address) > 1:
        return FEWEST
    own = [one for one in block.fields if one.role in _TELLING and one.label and is_of_mail(one.label.text)]
    return len({one.role for one in own} | set(by_address))


def _is_known(author: Field) -> bool:
    """Say whether an author who is named nowhere is one: he has an address, or a name of some words."""
    return ADDRESS.search(author.text) is not None or len(author.text.split()) > 1
