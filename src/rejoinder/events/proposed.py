"""What the documents of a case propose for its chronology: messages, papers, meetings, what they say, silences.

One happening is proposed once: copies of a message, of a paper and of a sentence are citations of one event, and so is
whatever speaks of one meeting. A letter or mail spoken of is no event of its own where one of that day is here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rejoinder.find.here import minute_of
from rejoinder.find.said_dates import day_of
from rejoinder.find.silences import KIND as SILENCE
from rejoinder.model import fingerprint_of
from rejoinder.shelf import Wanted
from rejoinder.shelf.events import Place, Row
from rejoinder.shelf.remembered import remembered
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

FIRST, LAST = "1970", "2100"
"""Years from and before which a date is taken for one: what stands outside is a clock that was not set."""
ALONE = 4
"""Words from which the words of a message tell it from others of the same minute, whoever wrote it."""
_MAIL = ("email", "page-message")
_OF = "d.number, d.batch, b.own, d.kind, d.date, d.author, d.address, d.recipients, d.subject"
_FROM = "FROM documents d JOIN batches b ON b.number = d.batch"
_ADDRESSES: msgspec.json.Decoder[list[str]] = msgspec.json.Decoder(list[str])


def proposed(shelf: Shelf, subject: str) -> Iterator[Row]:
    """Give the events that documents propose, in order of time; subject is the name of whose case it is."""
    sides = Sides(shelf, subject)
    found = [*_messages(shelf, sides), *_silences(shelf)]
    found += _told(shelf, sides, frozenset(row.date[:10] for row in found if row.kind == "message"))
    unique = {row.id: row for row in found if FIRST <= row.date < LAST}
    yield from sorted(unique.values(), key=lambda row: (row.date, row.kind, row.id))


class Sides:
    """Who is the subject of the case, by name and by the addresses under that name."""

    def __init__(self, shelf: Shelf, subject: str) -> None:
        self._names = frozenset(fold(subject).split())
        known: list[str] = remembered(shelf, "sides", subject, _ADDRESSES, lambda: self._found(shelf))
        self._addresses = frozenset(known)

    def _found(self, shelf: Shelf) -> list[str]:
        """Give the addresses under the subject's name; where it is not known the one that wrote most of their own."""
        rows = shelf.rows("SELECT DISTINCT author, address FROM documents INDEXED BY documents_authors")
        if self._names:
            return sorted({address for author, address in rows if address and self._is_named(author)})
        every = shelf.rows(f"SELECT d.author, d.address, b.own, count(*) {_FROM} GROUP BY 1, 2, 3")
        own = Counter({address: many for _, address, is_own, many in every if is_own and address})
        return [address for address, _ in own.most_common(1)]

    def _is_named(self, shown: str) -> bool:
        words = frozenset(fold(shown.partition("<")[0]).replace(",", " ").split())
        return bool(self._names) and self._names <= words

    def is_surname(self, name: str) -> bool:
        """Say whether a name, without title or first name, is the subject's."""
        words = fold(name).replace(",", " ").split()
        return bool(words) and bool(self._names) and words[-1] in self._names

    def party(self, shown: str, address: str = "") -> str:
        """Give whose act something written by this person is; empty where nobody is said to have written it."""
        if not shown and not address:
            return ""
        at = address or shown.rpartition("<")[2].rstrip(">").lower()
        return "ours" if at in self._addresses or self._is_named(shown) else "theirs"


def _messages(shelf: Shelf, sides: Sides) -> Iterator[Row]:
    """Give each message sent, with every copy of it cited."""
    query = (
        f"SELECT {_OF}, lower(d.message_id), d.own_words, d.words {_FROM}"
        " WHERE d.kind IN ('email', 'page-message', 'chat', 'post') AND length(d.date) >= 4"
        " ORDER BY b.own, d.batch, d.path"
    )
    first: dict[tuple[object, ...], int] = {}
    told: dict[int, tuple[tuple[object, ...], list[int]]] = {}
    for row in shelf.rows(query):
        keys = list(_keys(*row[3:7], *row[9:]))
        here = next((first[key] for key in keys if key in first), row[0])
        for key in keys:
            first.setdefault(key, here)
        told.setdefault(here, (row, []))[1].append(row[0])
    for row, copies in told.values():
        yield _message(row, copies, sides)


def _keys(
    kind: str, date: str, author: str, address: str, message_id: str, own_words: bytes, words: int
) -> Iterator[tuple[object, ...]]:
    """Give what copies of one message have in common: its id, or its words and its minute by either clock."""
    if message_id:
        yield ("id", message_id)
    moment = minute_of(date)
    who = "" if kind in _MAIL and words >= ALONE else address or fold(author)
    if moment is None:
        yield ("day", date, own_words, address or fold(author))
        return
    for minute in sorted({moment[0], sum(moment)}):
        yield ("said", minute, own_words, who)


def _message(row: tuple[object, ...], copies: Iterable[int], sides: Sides) -> Row:
    _, batch, _, kind, when, author, address, recipients, subject, message_id, own_words, _ = row
    assert isinstance(own_words, bytes)
    known = str(message_id) or f"{when} {address or author} {own_words.hex()}"
    people = "\n".join(filter(None, (str(author), str(recipients))))
    return Row(
        fingerprint_of("event", "message", known),
        str(when),
        "",
        "message" if kind in _MAIL else "post",
        sides.party(str(author), str(address)),
        int(str(batch)),
        people,
        str(subject),
        tuple(Place(number, 0, 0) for number in copies),
    )


class _Telling(NamedTuple):
    """A place that tells a happening, with what is known of the document it stands in."""

    way: str
    noun: str
    start: int
    end: int
    date: str
    who: str
    number: int
    batch: int
    author: str
    recipients: str
    own_words: bytes
    title: str
    exact: str

    @property
    def writer(self) -> str:
        """Give who is said to have written or acted, as shown; empty where nobody is."""
        if self.who in ("my", "your"):
            return self.author if self.who == "my" else _only(self.recipients)
        return "" if self.who == "body" else self.who


def _told(shelf: Shelf, sides: Sides, sent: frozenset[str]) -> list[Row]:
    """Give what own words tell: papers by the line of their date, meetings, papers spoken of, sentences with dates."""
    query = (
        "SELECT a.way, a.noun, a.start, a.end, a.date, a.author, d.number, d.batch, d.author, d.recipients,"
        " d.own_words, d.subject, substr(t.text, a.start + 1, a.end - a.start) FROM allusions a"
        " JOIN documents d ON d.number = a.document JOIN batches b ON b.number = d.batch"
        " JOIN texts t ON t.document = d.number WHERE a.date != '' AND a.way IN ('said', 'headed', 'dated', 'meeting')"
        " AND d.ref NOT IN (SELECT parent FROM documents WHERE kind = 'page-message')"
        " ORDER BY b.own, d.batch, d.path, a.way = 'said', a.start"
    )
    rows: dict[tuple[str, ...], Row] = {}
    dated = set(sent)
    spoken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in map(_Telling._make, shelf.rows(query)):
        if one.way == "headed":
            dated.add(one.date)
        elif one.way != "said":
            spoken[one.number].append((one.start, one.end))
        elif any(one.start < end and start < one.end for start, end in spoken[one.number]):
            continue
        if "W" not in one.date:
            key, row = _row(one, sides)
            known = rows.get(key)
            rows[key] = known._replace(places=(*known.places, *row.places)) if known else row
    return [row for row in rows.values() if row.kind != "document" or row.date not in dated]


def _row(one: _Telling, sides: Sides) -> tuple[tuple[str, ...], Row]:
    """Give by what a happening is known, and its event."""
    key, kind, party, about = _known(one, sides)
    people = "\n".join(filter(None, (one.author, one.recipients)))
    place = Place(one.number, one.start, one.end)
    return key, Row(
        fingerprint_of("event", *key), one.date, "", kind, party, one.batch, people, about or one.title, (place,)
    )


def _known(one: _Telling, sides: Sides) -> tuple[tuple[str, ...], str, str, str]:
    """Give by what a happening is known, its kind, whose act it is, and what it is about."""
    if one.way == "meeting" or one.noun == "minutes":
        return ("meeting", one.date), "meeting", "body", ""
    if one.way == "headed":
        return ("paper", one.date, one.own_words.hex()), one.noun, sides.party(one.author), ""
    if one.way == "dated":
        return ("document", one.date, one.noun, fold(one.writer)), "document", sides.party(one.writer), one.noun
    party = "body" if one.who == "body" else sides.party(one.writer)
    return ("said", one.date, fold(" ".join(one.exact.split()))), "said", party, ""


def _only(recipients: str) -> str:
    """Give who is written to; nobody where they are several."""
    return "" if "\n" in recipients else recipients


def _silences(shelf: Shelf) -> Iterator[Row]:
    """Give the silences that were found, each from the day after the last message to the one before the next."""
    for weighed in shelf.findings({}).weighed(Wanted(kinds=(SILENCE,))):
        finding = weighed.finding
        refs = [trace.span.document for trace in finding.because] if finding else []
        numbers: dict[str, tuple[int, int, str]] = defaultdict(lambda: (0, 0, ""))
        for ref in refs:
            for number, batch, when in shelf.rows("SELECT number, batch, date FROM documents WHERE ref = ?", ref):
                numbers[ref] = (number, batch, when)
        if finding is None or len(refs) < 2:
            continue
        last, following = day_of(numbers[refs[0]][2]), day_of(numbers[refs[1]][2])
        if last and following:
            first, until = _shifted(last, 1), _shifted(following, -1)
            places = tuple(
                Place(numbers[trace.span.document][0], trace.span.start, trace.span.end) for trace in finding.because
            )
            batch = numbers[refs[0]][1]
            yield Row(finding.id, first, until, SILENCE, "", batch, "", finding.absent.described_as, places)


def _shifted(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
