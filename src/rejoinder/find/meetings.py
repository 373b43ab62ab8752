"""Meetings to which people were asked, of a body or about the subject, of which no note or minutes are here.

Only an inference: that a meeting was called shows neither that it was held nor that anybody wrote anything down.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.find.absent_papers import without_words
from rejoinder.find.checks import checked
from rejoinder.find.claimed import Claimed
from rejoinder.find.here import same_person
from rejoinder.find.invitations import ANSWER, CANCELLED, WAY, Meeting, meeting_of
from rejoinder.find.papers import Papers, days_around
from rejoinder.find.said_dates import day_of
from rejoinder.find.said_papers import FORMAL
from rejoinder.keys import day_in_words
from rejoinder.model import MESSAGES, Absent, Finding, Holding, Person, Span, Trace, fingerprint_of
from rejoinder.text import fold
from rejoinder.thread import base_subject

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "absent-note"
PEOPLE = 3
"""Organiser and attendees together, at least: of what two say to each other nobody takes minutes."""
SOON = timedelta(days=14)
"""Within which what was sent under a meeting's title may be its note, and before which none can be expected."""
AFTER, CLOCKS = timedelta(days=21), timedelta(days=1)
"""By which what is headed as minutes or notes of a day may be dated after the meeting; before it."""
LATER = timedelta(days=30)
"""Within which what is called minutes or notes, and names no day, may have been written."""
WRITTEN = 20
"""Words of a message from which on it may be a note."""
CITED = 5
_FORMAL = re.compile(rf"\b{FORMAL}\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|secretary|treasurer|director|principal|dean|registrar|clerk|trustees?|governors?"
    r"|committee|board|panel|council|human resources|hr|legal|investigat(?:or|ion)s?|(?:plots|welfare|safeguarding|data"
    r" protection|case|investigating) officer)\b"
)
_NO_MEETING = re.compile(
    r"\b(?:lunch|dinner|drinks|party|social|birthday|holiday|leave|away|training|webinar|reminder|deadline|due|hold"
    r"|cancelled|canceled|postponed|tentative|provisional|tbc)\b"
)
_PREFIX = re.compile(
    r"^(?:(?:cancell?ed|updated?|new|accepted|declined|tentative|invitation|annul[ée]+)(?: event| invitation)?:\s*)+"
)
_NOTE = re.compile(
    r"minute|(?<![a-z])notes?(?![a-z])|(?<![a-z])(?:record|recording|summary|actions?|outcome|transcript|decision)(?![a-z])"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")


class Asked(NamedTuple):
    """One document that asks to a meeting."""

    holding: Holding
    state: str
    start: int
    end: int
    day: date
    said: str
    """When it begins, as it was written."""
    meeting: Meeting

    @property
    def title(self) -> str:
        """Give its title as titles are compared."""
        return _PREFIX.sub("", fold(base_subject(self.meeting.title))).strip()


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give one finding for each meeting of a body, or about the subject, of which no note is here."""
    asked = list(_asked(shelf))
    standing = [several for several in _together(asked) if _is_told_of(shelf, several)]
    if not standing:
        return
    last = next(shelf.rows(f"SELECT max(substr(d.date, 1, 10)){_FROM} AND d.date < '2100'"))[0]
    until, claimed = day_of(last or ""), Claimed(shelf)
    spoken = {day for (day,) in shelf.rows("SELECT date FROM allusions WHERE noun IN ('minutes', 'notes')")}
    standing = [
        several
        for several in standing
        if until and several[0].day + SOON < until and not claimed.is_outside(several[0].day.isoformat())
        if several[0].day.isoformat() not in spoken
    ]
    if not standing:
        return
    papers, about, unread = Papers(shelf), checked(shelf), without_words(shelf)
    about = (*about, *((unread,) if unread else ()))
    notes = _Notes(shelf, papers, {one.holding.number for one in asked})
    for several in standing:
        if not notes.is_here(several[0]):
            yield _told(shelf, papers, several, about)


_FROM = " FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 0"


def _asked(shelf: Shelf) -> Iterator[Asked]:
    """Give every document that asks to a meeting, answers that or cancels it, the subject's own as well."""
    rows = list(shelf.rows(f"SELECT document, noun, start, end, date FROM allusions WHERE way = '{WAY}'"))  # noqa: S608
    holdings = {one.number: one for one in shelf.documents(row[0] for row in rows)}
    for number, state, start, end, said in rows:
        day, holding = day_of(said[:10]), holdings[number]
        if day:
            author, recipients = (holding.author, holding.recipients) if holding.kind in MESSAGES else ("", "")
            meeting = meeting_of(shelf.text(number), author, recipients, holding.subject)
            yield Asked(holding, state, start, end, day, said, meeting)


def _together(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    """Give what asks to one meeting together, where nothing cancels it and no later version puts it on another day."""
    newest: dict[str, tuple[int, bool, date]] = {}
    same: dict[tuple[str, date], list[Asked]] = defaultdict(list)
    for one in asked:
        identity = one.meeting.identity
        version = (one.meeting.version, one.state == CANCELLED, one.day)
        if identity and one.state != ANSWER:
            newest[identity] = max(version, newest.get(identity, version))
        same[one.title, one.day].append(one)
    for several in same.values():
        latest = [newest[one.meeting.identity] for one in several if one.meeting.identity in newest]
        moved = any(is_off or day != several[0].day for _, is_off, day in latest)
        if not moved and not any(one.state == CANCELLED for one in several):
            yield sorted((one for one in several if one.state != ANSWER), key=lambda one: one.holding.ref)


def _is_told_of(shelf: Shelf, several: Sequence[Asked]) -> bool:
    """Say whether a meeting is one of which notes are taken: at an hour, once, of several, formal or of the subject."""
    if not several or not several[0].title or _NO_MEETING.search(several[0].title):
        return False
    if any(len(one.said) == len("2024-05-03") or one.meeting.recurs for one in several):
        return False
    people = {person for one in several for person in one.meeting.people}
    folded = [fold(person.replace(".", " ").replace("_", " ")) for person in people]
    if len({one.rpartition("<")[2] for one in map(fold, people)}) < PEOPLE:
        return False
    words = fold(" ".join((several[0].title, *(one.meeting.words for one in several), *people)))
    named = _names(shelf.subject)
    return bool(
        _FORMAL.search(several[0].title)
        or (len(named) > 1 and named <= set(_WORDS.findall(words)))
        or any(_OFFICE.search(person) for person in folded)
    )


def _names(subject: str) -> set[str]:
    return set(_WORDS.findall(fold(subject)))


class _Notes:
    """What is here that may be a note of a meeting."""

    def __init__(self, shelf: Shelf, papers: Papers, invitations: set[int]) -> None:
        self._papers = papers
        self._called: list[tuple[date | None, date | None]] = []
        """Between which days the meetings are of which what is called minutes or notes may be; None: any."""
        headed = papers.headed()
        self._messages: list[tuple[str, date]] = []
        query = f"SELECT d.number, d.kind, d.path, d.subject, substr(d.date, 1, 10), d.words{_FROM}"
        for number, kind, path, subject, said, words in shelf.rows(query):
            if number in invitations or kind == "calendar":
                continue
            day, name = day_of(said), fold(f"{path.rpartition('/')[2]} {subject}")
            if _NOTE.search(name):
                heads = [that for one in headed.get(number, ()) if (that := day_of(one))]
                self._called += [(that - AFTER, that + CLOCKS) for that in heads] or [
                    (day and day - LATER, day) if day else (None, None)
                ]
            if kind in MESSAGES and day and words >= WRITTEN:
                self._messages.append((fold(base_subject(subject)), day))

    def is_here(self, one: Asked) -> bool:
        """Say whether anything here may be a note of the meeting, or nobody can say that it is none."""
        days = list(days_around(one.day, 1))
        if self._papers.is_headed(days, one.holding.number):
            return True
        if any(not first or not last or first <= one.day <= last for first, last in self._called):
            return True
        return any(one.title in subject and one.day <= day <= one.day + SOON for subject, day in self._messages)


def _told(shelf: Shelf, papers: Papers, several: Sequence[Asked], about: tuple[str, ...]) -> Finding:
    first = several[0]
    people = _people(several)
    traces = tuple(Trace("invitation", _span(shelf, one)) for one in several[:CITED])
    title = " ".join(first.meeting.title.split())
    day = day_in_words(first.day.isoformat())
    looked = (
        f"No paper here is dated {day}, the day before or the day after.",
        "Nothing called minutes, notes, a record or an outcome is of the weeks after, or without a date.",
        "No message of the two weeks after bears its title, and none here cancels it or puts it on another day.",
        "That it was held and noted is inferred: a note may never have been made. Ask whether one was.",
    )
    return Finding(
        id=fingerprint_of(KIND, *sorted(trace.id for trace in traces)),
        kind=KIND,
        grade="inferred",
        absent=Absent(
            author=people[0],
            recipients=tuple(people[1:]),
            date=first.said,
            subject=title,
            described_as=f"no note of the meeting “{title}” on {day}, to which {len(people):,} people were asked",
        ),
        because=traces,
        checked=(*about, *looked),
        confidence=0.6,
        nearest=papers.nearest(first.day, (), "minutes", first.holding.number),
    )


def _people(several: Sequence[Asked]) -> list[str]:
    """Give who was asked, whoever calls the meeting first, each once."""
    found: list[str] = []
    for shown in (person for one in several for person in one.meeting.people):
        name, _, address = shown.partition(" <")
        known = Person("", (address.rstrip(">") or name) if "@" in shown else "")
        if shown not in found and not any(known.address and same_person(known, other) for other in found):
            found.append(shown)
    return found


def _span(shelf: Shelf, one: Asked) -> Span:
    exact = shelf.text(one.holding.number)[one.start : one.end]
    return Span(one.holding.ref, one.start, one.end, exact, shelf.page_of(one.holding.number, one.start))
