"""Spans of days without a message where the correspondence before and after says otherwise: facts with their odds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.find.checks import MAY_HOLD_MAIL, checked
from rejoinder.find.claimed import EARLIEST, LATEST, Claimed, Days
from rejoinder.find.odds import Silence, edges, gaps_in, silences
from rejoinder.keys import day_in_words
from rejoinder.model import Absent, Finding, Holding, Span, Trace, fingerprint_of

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "silence"
MOST = 5
"""Silences that are told of one case."""
CHANCE = 0.001
"""Odds, times the number of all gaps looked at, above which a silence is taken for chance."""
PEOPLE = 50
"""Those who wrote most, between whom silences are looked for."""
ELSEWHERE = 3
"""Days within a silence of two people on which each must have written to somebody: neither was away."""
UNDATED = 0.01
"""Share of messages without a date from which on nothing is said: a silence may be theirs."""
UNREAD = 3
"""Messages that could not be read, from which on nothing is said."""
_ADDRESS = re.compile(r"[^\s<>,;@]++@[^\s<>,;@]++")
_FROM = (
    " FROM documents d JOIN batches b ON b.number = d.batch"
    " WHERE d.kind IN ('email', 'page-message', 'chat', 'post') AND b.own = 0"
)

Pair = tuple[str, str]


class Found(NamedTuple):
    """A silence, and the two between whom it is; nobody where it is everybody's."""

    silence: Silence
    pair: Pair | tuple[()]
    edge: str = ""
    """first or last where it is between that day of those claimed and the message nearest to it."""


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give the most unlikely silences of the whole disclosure and of pairs of people."""
    if _may_be_ours(shelf):
        return
    claimed = Claimed(shelf).span()
    within = (claimed.first, f"{claimed.last}~")
    everybody = _days(shelf, within)
    by_writer, by_pair = _days_of(shelf, _writers(shelf), within)
    at_edges = list(_at_edges(everybody, claimed))
    looked = gaps_in(everybody) + len(at_edges) + sum(map(gaps_in, by_pair.values()))
    likely = [*(Found(one, ()) for one in silences(everybody)), *at_edges]
    whole = [found for found in likely if found.silence.odds * looked < CHANCE]
    between = [
        Found(one, pair)
        for pair, days in sorted(by_pair.items())
        for one in silences(sorted(days))
        if one.odds * looked < CHANCE
        and not any(_overlap(one, other.silence) for other in whole)
        and all(_writes(by_writer[person], one) for person in pair)
    ]
    about = checked(shelf)
    for found in sorted(chain(whole, between), key=lambda one: (one.silence.odds, one.silence.first, one.pair))[:MOST]:
        yield _told(shelf, found, looked, about)


def _at_edges(days: list[int], claimed: Days) -> Iterator[Found]:
    """Give the silences at the edges of the days claimed, where those are known."""
    first, last = (date.fromisoformat(day).toordinal() for day in claimed)
    known = {"first": claimed.first != EARLIEST, "last": claimed.last != LATEST}
    if not days or not any(known.values()):
        return
    for one in edges(days, first if known["first"] else days[0], last if known["last"] else days[-1]):
        yield Found(one, (), "first" if one.last < days[0] else "last")


def _may_be_ours(shelf: Shelf) -> bool:
    """Say whether what we could not read or date may fill a silence."""
    unread = [format_ for _, _, format_ in shelf.refused() if format_ in MAY_HOLD_MAIL]
    if len(unread) >= UNREAD or any(format_ not in ("email", "msg") for format_ in unread):
        return True
    messages, undated = next(shelf.rows(f"SELECT count(*), count(*) FILTER (WHERE length(d.date) < 10){_FROM}"))
    return bool(undated >= UNREAD and undated > UNDATED * messages)


def _days(shelf: Shelf, within: Pair) -> list[int]:
    """Give the days on which any message was sent, in order."""
    query = f"SELECT DISTINCT substr(d.date, 1, 10){_FROM} AND length(d.date) >= 10 AND d.date >= ? AND d.date < ?"
    return sorted(filter(None, (_ordinal(day) for (day,) in shelf.rows(query, *within))))


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def _writers(shelf: Shelf) -> frozenset[str]:
    query = f"SELECT d.address{_FROM} AND d.address != '' GROUP BY d.address ORDER BY count(*) DESC, d.address LIMIT ?"
    return frozenset(address for (address,) in shelf.rows(query, PEOPLE))


def _days_of(shelf: Shelf, writers: frozenset[str], within: Pair) -> tuple[dict[str, set[int]], dict[Pair, set[int]]]:
    """Give the days on which each of these wrote, and those on which each two of them wrote to each other."""
    by_writer: dict[str, set[int]] = defaultdict(set)
    by_pair: dict[Pair, set[int]] = defaultdict(set)
    query = f"SELECT d.address, d.recipients, substr(d.date, 1, 10){_FROM} AND d.date >= ? AND d.date < ?"
    for author, recipients, day in shelf.rows(query, *within):
        ordinal = _ordinal(day)
        if author in writers and ordinal:
            by_writer[author].add(ordinal)
            for other in writers.intersection(_ADDRESS.findall(recipients.lower())) - {author}:
                by_pair[min(author, other), max(author, other)].add(ordinal)
    return by_writer, by_pair


def _overlap(one: Silence, other: Silence) -> bool:
    return one.first <= other.last and other.first <= one.last


def _writes(days: set[int], silence: Silence) -> bool:
    return sum(silence.first <= day <= silence.last for day in days) >= ELSEWHERE


def _told(shelf: Shelf, found: Found, looked: int, about: tuple[str, ...]) -> Finding:
    silence = found.silence
    first, last = (date.fromordinal(day).isoformat() for day in (silence.first, silence.last))
    beside = zip(("last-before", "first-after"), _beside(shelf, found, first, last), strict=True)
    traces = tuple(Trace(kind, _head(shelf, holding)) for kind, holding in beside if holding)
    who = f" between {found.pair[0]} and {found.pair[1]}" if found.pair else ""
    span = f"from {day_in_words(first)} to {day_in_words(last)}"
    return Finding(
        id=fingerprint_of(KIND, first, last, *found.pair),
        kind=KIND,
        grade="statistical",
        absent=Absent(described_as=f"no message{who} {span}, {silence.working_days} working days"),
        because=traces,
        checked=(*about, *_method(found, looked)),
        confidence=0.5,
        held=() if found.pair else _own(shelf, first, last),
    )


def _method(found: Found, looked: int) -> Iterator[str]:
    """Give the method, its assumptions and its figures, a sentence each."""
    silence = found.silence
    chance = 10 ** min(9, int(-log10(silence.odds * looked)))
    yield "Working days only: weekends, 24 December to 2 January and Good Friday to Easter Monday are left out."
    yield (
        f"On the working days beside it, there were messages on {100 * silence.rate:.0f} in 100;"
        f" the next longest gap there was {silence.next_longest:,} working days."
    )
    yield (
        f"If days, and weeks, with messages fell by chance at that rate, fewer than 1 in {chance:,} disclosures would"
        f" show such a silence, all {looked:,} gaps looked at taken together."
    )
    if found.edge == "first":
        yield "It begins with the first day that is claimed to be covered: the correspondence may have begun later."
    elif found.edge == "last":
        yield "It ends with the last day that is claimed to be covered: the correspondence may have ended before."
    else:
        yield "Nothing before the first message or after the last was counted. A silence alone proves nothing."
    if found.pair:
        yield "Both wrote to others in these days: neither was away."


def _beside(shelf: Shelf, found: Found, first: str, last: str) -> tuple[Holding | None, Holding | None]:
    """Give the last message before a silence and the first one after it; at an edge that one of them that counts."""
    where, values = "", tuple[str, ...]()
    if found.pair:
        one, other = found.pair
        to = "d.address = ? AND instr(lower(d.recipients), ?)"
        where = f" AND (({to}) OR ({to}))"
        values = (one, other, other, one)
    query = f"SELECT d.number{_FROM}{where} AND length(d.date) >= 10"
    before = f"{query} AND d.date < ? ORDER BY d.date DESC, d.ref LIMIT 1"
    after = f"{query} AND d.date > ? ORDER BY d.date, d.ref LIMIT 1"
    one_before, one_after = (
        next((number for (number,) in shelf.rows(query, *values, day)), 0)
        for query, day in ((before, first), (after, f"{last}~"))
    )
    return (
        shelf.document(one_before) if found.edge != "first" else None,
        shelf.document(one_after) if found.edge != "last" else None,
    )


def _head(shelf: Shelf, holding: Holding) -> Span:
    """Give the line that dates a message; its first line where none does."""
    text = shelf.text(holding.number)
    found = re.compile(r"^(?:Date|Sent):[^\n]{1,200}", re.MULTILINE).search(text, 0, holding.body_start or len(text))
    start, end = found.span() if found else (0, min(len(text.partition("\n")[0]), 200))
    return Span(holding.ref, start, end, text[start:end], shelf.page_of(holding.number, start))


def _own(shelf: Shelf, first: str, last: str) -> tuple[str, ...]:
    """Give messages of the subject's own archive that were sent within a silence."""
    query = (
        "SELECT d.ref FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 1 AND d.date >= ?"
        " AND d.date <= ? AND d.kind IN ('email', 'page-message', 'chat', 'post') ORDER BY d.date, d.ref LIMIT ?"
    )
    return tuple(ref for (ref,) in shelf.rows(query, first, f"{last}~", MOST))
