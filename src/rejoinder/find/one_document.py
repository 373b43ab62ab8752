"""Whether two documents are copies of one: by id, by who wrote when about what, or by a letter's own heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rejoinder.find.alike import ALIKE
from rejoinder.find.differences import COVER, Copy, Difference
from rejoinder.find.here import has_zone, minute_of, same_person
from rejoinder.find.said_dates import said_dates
from rejoinder.keys import id_key, name_key
from rejoinder.model import INSIDE, Grade, Holding, Person
from rejoinder.text import fold
from rejoinder.thread import base_subject

MAILS = ("email", "page-message")
"""Kinds of message that can be here twice; posts and chats are copied by nobody."""
HEAD = 1_200
"""Characters at the beginning of a letter in which its date stands."""
HEAD_LINES = 4
"""Lines at the beginning of a document without a salutation that tell which document it is."""
GREETING = 300
"""Characters at the beginning of a mail's body in which it greets somebody."""
FOREIGN = 0.3
"""Share of the shorter copy's fingerprints that the other must have, where one id alone says they are one."""
MOST = 0.5
"""… and where author, minute and subject say so."""
WHOLE_DAY = "YYYY-MM-DD"
_AUTOMATIC = re.compile(
    r"no-?_?\.?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|notifications?\b|automat|bounce|newsletter|mailing"
)
_SALUTATION = re.compile(r"^[ \t]*+(?:dear|to whom|hello|hi|madame|monsieur|ch[eè]re?)\b[^\n]{0,120}$", re.M | re.I)
_VERSION = re.compile(
    r"(?<![^\W_])(?:drafts?|v(?:er(?:sion)?)?[ ._-]?\d{1,3}(?:\.\d{1,3})?|rev(?:ision)?[ ._-]?\d{0,3}|final|superseded"
    r"|amended|updated|revised|tracked(?: changes)?|clean|brouillon|projet)(?![^\W_])"
)
_DRAFTS = re.compile(r"(?:^|[/\\])(?:\[gmail\][/\\])?(?:drafts?|brouillons)[/\\]", re.I)


class Pair(NamedTuple):
    """Two documents that may be copies of one."""

    one: Holding
    other: Holding
    texts: tuple[str, str]


def is_one_message(one: Holding, other: Holding, held: float) -> Grade | None:
    """Give how surely two mails are one message, of which they hold so much in common; None where they may be two."""
    if not {one.kind, other.kind} <= set(MAILS) or one.conversation or other.conversation:
        return None
    if _is_draft(one) != _is_draft(other) or not _may_be_by_one(one, other):
        return None
    if one.message_id and other.message_id:
        same = id_key(one.message_id) == id_key(other.message_id)
        return "direct" if same and held >= FOREIGN else None
    if not _same_subject(one, other) or not one.author or not other.author or _is_automatic(one, other):
        return None
    if _to_others(one, other) or held < MOST:
        return None
    grade = _by_its_time(one.date, other.date)
    return grade if grade != "inferred" or held >= ALIKE else None


def _by_its_time(one: str, other: str) -> Grade | None:
    """Give how surely two dates are of one message: its very minute, by some clock's zone; or no more than its day."""
    mine, theirs = minute_of(one), minute_of(other)
    if mine and theirs:
        apart = abs(mine[0] - theirs[0])
        if has_zone(one) and has_zone(other):
            return "direct" if apart <= 1 else None
        shown = abs(mine[0] + mine[1] - theirs[0] - theirs[1])
        if min(apart, shown) <= 1:
            return "direct"
        return "inferred" if apart <= 14 * 60 and apart % 60 in (0, 1, 59) else None
    days = one[: len(WHOLE_DAY)], other[: len(WHOLE_DAY)]
    return "inferred" if days[0] == days[1] and len(days[0]) == len(WHOLE_DAY) else None


def _is_draft(one: Holding) -> bool:
    return bool(_DRAFTS.search(one.path))


def _may_be_by_one(one: Holding, other: Holding) -> bool:
    return not one.author or not other.author or same_person(person_of(one.author), other.author)


def person_of(shown: str) -> Person:
    """Give a person shown as `Name <address>`."""
    name, _, address = shown.rpartition(" <")
    if name:
        return Person(name, address.rstrip(">"))
    bare = shown.strip("<>")
    return Person("", bare) if "@" in bare else Person(bare, "")


def _same_subject(one: Holding, other: Holding) -> bool:
    """Say whether two subjects are one; a redacted one may be any."""
    mine, theirs = (fold(base_subject(each.subject)) for each in (one, other))
    return COVER in one.subject + other.subject or ("".join(mine.split()) == "".join(theirs.split()) and mine != "")


def _is_automatic(one: Holding, other: Holding) -> bool:
    return any(_AUTOMATIC.search(fold(each.author)) for each in (one, other))


def _to_others(one: Holding, other: Holding) -> bool:
    """Say whether two messages went to different people altogether, as a form to many does."""
    mine, theirs = one.recipients.splitlines(), other.recipients.splitlines()
    if not mine or not theirs or COVER in one.recipients + other.recipients:
        return False
    return not any(_is_one_person(person_of(person), shown) for person in mine for shown in theirs)


def _is_one_person(one: Person, shown: str) -> bool:
    """Say whether two people written to may be one: of two addresses, only where these are the same."""
    other = person_of(shown)
    if one.address and other.address:
        return one.address.lower() == other.address.lower()
    return same_person(one, shown)


def greets_another(pair: Pair, found: Sequence[Difference]) -> bool:
    """Say whether two mails without an id in common greet different people, as a form to many does."""
    one, other = pair.one, pair.other
    if one.message_id and other.message_id:
        return False
    ends = []
    for holding, text in zip((one, other), pair.texts, strict=True):
        greeting = _SALUTATION.search(text, holding.body_start, holding.body_start + GREETING)
        ends.append(greeting.end() if greeting else 0)
    return any(_tells_another(difference, (ends[0], ends[1])) for difference in found)


def is_one_paper(pair: Pair, copies: tuple[Copy, Copy], found: Sequence[Difference]) -> bool:
    """Say whether two papers are one: the same day and heading, and no word in either that calls it a version."""
    one, other = pair.one, pair.other
    if one.kind in MAILS or other.kind in MAILS or one.conversation or other.conversation:
        return False
    if one.path.startswith(other.path + INSIDE) or other.path.startswith(one.path + INSIDE):
        return False
    if versions_of(one, pair.texts[0]) != versions_of(other, pair.texts[1]):
        return False
    ends = head_end(pair.texts[0]), head_end(pair.texts[1])
    if any(_tells_another(difference, ends) for difference in found):
        return False
    days = [_day(text) for text in pair.texts]
    if days[0] and days[1]:
        return days[0] == days[1] and (_is_addressed(pair) or _same_name(one, other) or _has_title(pair, copies))
    return _same_name(one, other) and not any(difference.way == "changed" for difference in found)


def _tells_another(difference: Difference, ends: tuple[int, int]) -> bool:
    """Say whether a difference stands in a heading, and is no redaction."""
    in_heading = difference.one[0] < ends[0] or difference.other[0] < ends[1]
    return in_heading and not difference.way.startswith("covered")


def versions_of(one: Holding, text: str) -> set[str]:
    """Give the words in a paper's name or heading that say it is one of several versions."""
    name = one.path.rpartition("/")[2].partition(INSIDE)[0]
    return set(_VERSION.findall(fold(f"{name}\n{one.subject}\n{text[: head_end(text)]}")))


def head_end(text: str) -> int:
    """Give where a paper's heading ends: with its salutation, or after its first few lines."""
    greeting = _SALUTATION.search(text, 0, HEAD)
    if greeting:
        return greeting.end()
    at = seen = 0
    for line in text[:HEAD].splitlines(keepends=True):
        at += len(line)
        seen += bool(line.strip())
        if seen == HEAD_LINES:
            break
    return at


def _day(text: str) -> str:
    """Give the first whole day that a paper's beginning says."""
    told = (said.date for said in said_dates(text, "", 0, min(len(text), HEAD)))
    return next((day for day in told if len(day) == len(WHOLE_DAY)), "")


def _is_addressed(pair: Pair) -> bool:
    return all(_SALUTATION.search(text, 0, HEAD) for text in pair.texts)


def _same_name(one: Holding, other: Holding) -> bool:
    mine, theirs = (name_key(each.path.rpartition("/")[2]) for each in (one, other))
    return mine == theirs != ""


def _has_title(pair: Pair, copies: tuple[Copy, Copy]) -> bool:
    """Say whether both begin with a heading of some words that is the same."""
    heads = []
    for text, copy in zip(pair.texts, copies, strict=True):
        end = head_end(text)
        heads.append([token.word for token in copy.tokens if token.start < end])
    return heads[0] == heads[1] and len(heads[0]) >= 4
