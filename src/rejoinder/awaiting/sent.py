"""What the subject asked of the organisation, and what answers it: by its id, by its subject, or by naming its day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.awaiting.asks import FORMAL, Kind, asks
from rejoinder.errors import UsageError
from rejoinder.events.proposed import Sides
from rejoinder.find.said_dates import day_of, said_dates
from rejoinder.keys import home_of, id_key, key_of
from rejoinder.law.calendars import workings
from rejoinder.model import INSIDE, MESSAGES, Holding, Span, fingerprint_of
from rejoinder.procedure.parts import own_words, span_of
from rejoinder.shelf.correspondence import people
from rejoinder.text import fold
from rejoinder.thread import base_subject

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

SOON = timedelta(days=400)
"""After which what has the same subject, or names the day, is no answer any more."""
ANYWHERE = "uk_any_part"
"""The calendar by which working days are counted."""
SHOWN = 200
"""Characters of an answer that are shown, cut between words."""
MOST = 5_000
"""Messages of the subject that are looked at."""
WEBMAIL = frozenset(
    (
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "live.co.uk",
        "msn.com",
        "yahoo.com", "yahoo.co.uk", "ymail.com", "aol.com", "icloud.com", "me.com", "mac.com", "protonmail.com",
        "proton.me", "btinternet.com", "gmx.de", "gmx.net", "web.de", "orange.fr", "free.fr", "laposte.net", "sky.com",
    )
)  # fmt: skip
"""Domains at which anybody has an address."""
_AUTOMATIC = re.compile(
    r"^\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesen"
    r"|réponse automatique|absence)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^[ \t]*(?:Dear|Chère|Cher|Madame|Monsieur)\s+(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Madame|Monsieur|Mme|M)?\.?\s*"
    r"(?P<name>[^\n,]{2,60})",
    re.MULTILINE,
)
_SAID = re.compile(
    r"\byour\s(?:\w+\s){0,3}?(?P<what>letter|e-?mail|request|appeal|complaint|grievance|report|question|message"
    r"|reminder|note)s?\b",
    re.IGNORECASE,
)
_OF_DATA = re.compile(
    r"\byour\s(?:subject\saccess\s)?request\b|\byour\spersonal\sdata\b|\bsubject\saccess\b|\bvotre\sdemande\sd['’]accès\b",
    re.IGNORECASE,
)


Titled = dict[str, list[tuple[str, int]]]
"""By subject, the date and the number of each message that has it."""


class Answer(NamedTuple):
    """What answers something, and how that is known."""

    holding: Holding
    by: str
    """id, subject, day, chased or a person."""
    span: Span


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that the subject asked, and what answered it."""

    id: str
    holding: Holding
    kinds: tuple[Kind, ...]
    spans: tuple[Span, ...]
    """The sentences that ask."""
    to: tuple[str, ...]
    """Whom it was sent to, as shown."""
    answers: tuple[Answer, ...] = ()
    absent: str = ""
    """The finding of a message that is not in this disclosure and that answers it; empty where there is none."""
    chases: tuple[str, ...] = ()
    """Ids of earlier ones that it asks after."""
    standing: str = "proposed"
    """proposed, answered or none needed: the last two where a person says so."""
    because: str = ""

    @property
    def kind(self) -> Kind:
        """Give what it is first of all."""
        return self.kinds[0]

    @property
    def answered(self) -> bool:
        """Tell whether anything answers it, or a person says that nothing need."""
        return bool(self.answers or self.absent) or self.standing != "proposed"

    def working_days(self, until: str) -> int | None:
        """Give how many of these days are working days anywhere in the United Kingdom (FOIA 2000, section 10(6)).

        None where a day is not known or lies beyond the table of holidays.
        """
        first, many = day_of(self.holding.date), self.days(until)
        if first is None or many is None:
            return None
        _, working = next(iter(workings(ANYWHERE, "", first)))
        try:
            return working.between(first, first + timedelta(days=many))
        except UsageError:
            return None

    def days(self, until: str) -> int | None:
        """Give for how many days it waited: to its first answer, or else until a day; None where a day is not known."""
        first, last = day_of(self.holding.date), day_of(self.answers[0].holding.date if self.answers else until)
        return max(0, (last - first).days) if first and last else None


def sent_of(shelf: Shelf, subject: str, controller: str = "") -> list[Sent]:
    """Give what the subject asked of the organisation in order of time, copies once, each with what answers it."""
    sides = Sides(shelf, subject)
    rows = list(shelf.rows("SELECT number, author, address FROM documents WHERE author != '' ORDER BY date, number"))
    numbers = [number for number, author, address in rows if sides.party(str(author), str(address)) == "ours"]
    theirs = _organisation(shelf, sides, controller)
    found: list[Sent] = []
    seen: set[tuple[object, ...]] = set()
    for holding in _in_order(shelf.documents(numbers[:MOST])):
        keys = _copy_keys(holding)
        if seen.intersection(keys) or f"{INSIDE}revision " in holding.path or not holding.date:
            continue
        one = _asked(shelf, holding, theirs)
        if one:
            seen.update(keys)
            found.append(one)
    found = _once_a_day(found)
    titled = _titled(shelf, {base_subject(one.holding.subject).lower() for one in found})
    found = [_with_answers(shelf, sides, one, titled) for one in found]
    return _chased(shelf, found)


def _in_order(some: Iterable[Holding]) -> list[Holding]:
    """Give documents in order of time, mail before what hangs from it, the shortest path first."""
    return sorted(some, key=lambda one: (one.date[:10], one.kind not in MESSAGES, len(one.path), one.path))


def _copy_keys(holding: Holding) -> tuple[tuple[object, ...], ...]:
    """Give what copies of one message or letter have in common: its id, or its day and its subject or its bytes."""
    if holding.kind not in MESSAGES:
        return (("file", holding.sha256),)
    said: tuple[object, ...] = ("said", holding.date[:10], base_subject(holding.subject).lower())
    return (("id", id_key(holding.message_id)), said) if holding.message_id else (said,)


@dataclass(frozen=True, slots=True)
class Theirs:
    """Who is of the organisation: by where mailboxes are, by name where a mailbox is not told, by its own name."""

    homes: frozenset[str]
    names: frozenset[str]
    controller: frozenset[str]

    def has(self, shown: str) -> bool:
        """Say whether somebody shown is of the organisation."""
        home = home_of(shown)
        if home:
            return home in self.homes
        words = frozenset(fold(shown).split())
        return key_of(shown) in self.names or (bool(self.controller) and self.controller <= words)


_WITHIN = (
    "SELECT sender, recipient FROM letters WHERE sender != '' AND recipient != '' AND instr(sender, '@') = 0"
    " AND instr(recipient, '@') = 0"
)


def _organisation(shelf: Shelf, sides: Sides, controller: str) -> Theirs:
    """Give who is of the organisation: where two people or more have mailboxes, and who both wrote and was written to.

    The last counts for people who are shown by name alone, in mail that was disclosed and is not the subject's.
    """
    known: Counter[str] = Counter()
    for shown in people(shelf).values():
        home = home_of(shown)
        if home and home not in WEBMAIL and sides.party(shown) != "ours":
            known[home] += 1
    pairs = [one for one in shelf.rows(_WITHIN) if not any(sides.party(str(name)) == "ours" for name in one)]
    names = {str(sender) for sender, _ in pairs} & {str(recipient) for _, recipient in pairs}
    homes = frozenset(home for home, many in known.items() if many > 1)
    return Theirs(homes, frozenset(names), frozenset(fold(controller).split()))


def _asked(shelf: Shelf, holding: Holding, theirs: Theirs) -> Sent | None:
    """Give what a document of the subject's asks of the organisation; None where it asks nothing of it."""
    to = [one for one in holding.recipients.split("\n") if one]
    at = [one for one in to if theirs.has(one)]
    is_letter = holding.kind not in MESSAGES
    if holding.conversation or (is_letter and holding.parent) or not (is_letter or to):
        return None
    text = shelf.text(holding.number)
    told = [ask for start, end in own_words(text, holding) for ask in asks(text, start, end, holding.subject)]
    kinds = tuple(dict.fromkeys(one.kind for one in told))
    is_theirs = bool(at) and at[0] == to[0]
    if not kinds or not (FORMAL.intersection(kinds) or (is_theirs and not is_letter)):
        return None
    spans = tuple(dict.fromkeys(span_of(shelf, holding, text, one.start, one.end) for one in told))
    return Sent(fingerprint_of("asked", *map(str, _copy_keys(holding)[-1])), holding, kinds, spans, tuple(at or to))


def _once_a_day(found: Sequence[Sent]) -> list[Sent]:
    """Give letters that went with a mail of the same day and kind once: with that mail."""
    mail = {(one.holding.date[:10], kind) for one in found if one.holding.kind in MESSAGES for kind in one.kinds}
    return [one for one in found if one.holding.kind in MESSAGES or (one.holding.date[:10], one.kind) not in mail]


def _titled(shelf: Shelf, subjects: set[str]) -> Titled:
    """Give, by these subjects without what replying put before them, the dates and numbers of messages."""
    found: Titled = {one: [] for one in subjects if one}
    query = "SELECT subject, date, number FROM documents WHERE kind IN ('email', 'page-message') AND subject != ''"
    for subject, date_, number in shelf.rows(query):
        if (same := base_subject(subject).lower()) in found:
            found[same].append((date_, number))
    return found


def _with_answers(shelf: Shelf, sides: Sides, one: Sent, titled: Titled) -> Sent:
    """Give it with everything that answers it, the first first, copies once."""
    found: dict[tuple[object, ...], Answer] = {}
    for answer in sorted(
        _answers(shelf, sides, one, titled), key=lambda each: (each.holding.date, len(each.holding.path))
    ):
        found.setdefault(_copy_keys(answer.holding)[-1], answer)
    return replace(one, answers=tuple(found.values()))


def _answers(shelf: Shelf, sides: Sides, one: Sent, titled: Titled) -> Iterator[Answer]:
    sent = one.holding
    day = day_of(sent.date)
    if day is None:
        return
    last = (day + SOON).isoformat()
    if sent.message_id:
        query = "SELECT DISTINCT a.document FROM answers a WHERE a.key = ? AND a.place = 0"
        numbers = [number for (number,) in shelf.rows(query, id_key(sent.message_id))]
        yield from (
            _answer(shelf, each, "id")
            for each in shelf.documents(numbers)
            if _is_to_subject(sides, each, sent.date, last)
        )
    same = titled.get(base_subject(sent.subject).lower(), ())
    for each in shelf.documents(number for date_, number in same if sent.date < date_ < last):
        if _is_to_subject(sides, each, sent.date, last) and _is_from(each, one.to):
            yield _answer(shelf, each, "subject")
    yield from _naming_the_day(shelf, sides, one, last)


def _is_to_subject(sides: Sides, each: Holding, after: str, until: str) -> bool:
    """Say whether a message is another's, to the subject, of between two days, and was not sent by a machine."""
    to = each.recipients.split("\n")
    return (
        after < each.date < until
        and sides.party(each.author, "") != "ours"
        and any(sides.party(one) == "ours" for one in to if one)
        and not _AUTOMATIC.match(each.subject)
    )


def _is_from(each: Holding, to: Sequence[str]) -> bool:
    """Say whether one of those asked wrote it, or somebody whose mailbox is at the same place."""
    homes = {home_of(one) for one in to} - {""}
    return home_of(each.author) in homes or key_of(each.author) in {key_of(one) for one in to}


def _answer(shelf: Shelf, holding: Holding, by: str) -> Answer:
    text = shelf.text(holding.number)
    own = own_words(text, holding)
    start = own[0][0] if own else holding.body_start
    words = _beginning(text[start:])
    first = text.find(words, start) if words else start
    return Answer(holding, by, span_of(shelf, holding, text, first, first + len(words)))


def _beginning(text: str) -> str:
    """Give so many of the first characters of a text as are shown, cut between words."""
    some = text.lstrip()[: SHOWN + 1]
    cut = max(some.rfind(" "), some.rfind("\n")) if len(some) > SHOWN else len(some)
    return some[: cut if cut > 0 else SHOWN].rstrip()


_NAMED = (
    "SELECT DISTINCT a.document, a.start, a.end FROM allusions a JOIN documents d ON d.number = a.document"
    " WHERE a.date = ? AND a.way IN ('dated', 'written') AND d.date > ? AND d.date < ?"
)
_WITH = (
    "SELECT DISTINCT p.document FROM passage_words w JOIN passages p ON p.number = w.rowid JOIN documents d"
    " ON d.number = p.document WHERE passage_words MATCH ? AND d.date > ? AND d.date < ? LIMIT 500"
)


def _naming_the_day(shelf: Shelf, sides: Sides, one: Sent, last: str) -> Iterator[Answer]:
    """Give letters to the subject that name the day of what was asked as theirs, or a request for data at all."""
    day = one.holding.date[:10]
    numbers = [number for number, _, _ in shelf.rows(_NAMED, day, one.holding.date, last)]
    if "access request" in one.kinds:
        numbers += [
            number
            for (number,) in shelf.rows(
                _WITH, '"your request" OR "personal data" OR "subject access"', one.holding.date, last
            )
        ]
    for holding in shelf.documents(dict.fromkeys(numbers)):
        text = shelf.text(holding.number)
        if sides.party(holding.author, "") == "ours" or not _is_written_to(shelf, sides, holding, text):
            continue
        for start, end in own_words(text, holding):
            place = _place_of(text, start, end, day, one)
            if place:
                yield Answer(holding, "day", span_of(shelf, holding, text, *place))
                break


def _place_of(text: str, start: int, end: int, day: str, one: Sent) -> tuple[int, int] | None:
    """Give where own words speak of what was asked on a day."""
    for said in _SAID.finditer(text, start, end):
        near = list(said_dates(text, one.holding.date, said.end(), min(end, said.end() + 60)))
        if any(told.date == day for told in near):
            return said.start(), near[0].end
    data = _OF_DATA.search(text, start, end) if "access request" in one.kinds else None
    return data.span() if data else None


def _is_written_to(shelf: Shelf, sides: Sides, holding: Holding, text: str) -> bool:
    """Say whether a document is written to the subject: by its recipients, its family's, or the name at its head."""
    to = holding.recipients
    if not to and holding.parent:
        parent = shelf.find_document(holding.parent)
        to = parent.recipients if parent else ""
    if to:
        return any(sides.party(each) == "ours" for each in to.split("\n") if each)
    greeting = _GREETING.search(text, 0, 3_000)
    return greeting is not None and sides.is_surname(greeting["name"])


def _chased(shelf: Shelf, found: Sequence[Sent]) -> list[Sent]:
    """Give each chaser with what it asks after; one whose every matter was answered since is answered by that."""
    told: list[Sent] = []
    for one in found:
        if "chaser" not in one.kinds:
            told.append(one)
            continue
        text = shelf.text(one.holding.number)
        days = {
            said.date
            for start, end in own_words(text, one.holding)
            for said in said_dates(text, one.holding.date, start, end)
        }
        days |= {said.date for said in said_dates(one.holding.subject, one.holding.date)}
        earlier = [each for each in told if each.holding.date < one.holding.date and "chaser" not in each.kinds]
        after = [each for each in earlier if each.holding.date[:10] in days]
        after = after or _meant(text, one, earlier)
        open_ = [each for each in after if not _was_answered(each, one.holding.date)]
        later = [answer for each in open_ for answer in each.answers]
        closed = bool(open_) and all(each.answers for each in open_)
        answers = one.answers or (tuple(answer._replace(by="chased") for answer in later) if closed else ())
        kinds: tuple[Kind, ...] = ("chaser", *(kind for kind in one.kinds if kind != "chaser"))
        chases = tuple(each.id for each in after)
        told.append(replace(one, kinds=kinds, answers=answers, chases=chases))
    return told


_ABOUT: dict[Kind, re.Pattern[str]] = {
    "access request": re.compile(r"\b(?:data|request|information|disclosure)\b", re.IGNORECASE),
    "information request": re.compile(r"\b(?:information|request)\b", re.IGNORECASE),
    "complaint": re.compile(r"\bcomplaint\b", re.IGNORECASE),
    "grievance": re.compile(r"\bgrievance\b", re.IGNORECASE),
    "appeal": re.compile(r"\bappeal\b", re.IGNORECASE),
}


def _meant(text: str, one: Sent, earlier: Sequence[Sent]) -> list[Sent]:
    """Give what a chaser that names no day asks after: the last open one of a kind that it speaks of, or the last."""
    open_ = [each for each in earlier if each.kind in FORMAL and not _was_answered(each, one.holding.date)]
    own = " ".join((one.holding.subject, *(text[start:end] for start, end in own_words(text, one.holding))))
    spoken = [each for each in open_ if each.kind in _ABOUT and _ABOUT[each.kind].search(own)]
    return (spoken or open_)[-1:]


def _was_answered(one: Sent, before: str) -> bool:
    return any(answer.holding.date < before for answer in one.answers)


def last_day(shelf: Shelf) -> date | None:
    """Give the day of the last document that was disclosed."""
    query = "SELECT max(substr(d.date, 1, 10)) FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 0"
    return next((day_of(str(day)) for (day,) in shelf.rows(query) if day), None)
