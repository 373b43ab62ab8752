"""How many messages are absent in all: those proved at least, and an estimate where its assumptions hold.

Source: see `estimating`. What is proved is read from the findings kept before, so it stands last of the detectors.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from rejoinder.find.estimating import UNREAD, Gone, Present, estimate
from rejoinder.fingerprints import Numbers
from rejoinder.model import Absent, Estimate, Finding, fingerprint_of
from rejoinder.text import fold

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

KIND = "estimate"
LEAST_SAID = 10
"""Absent messages that are proved, below which the list of them says enough."""
METHOD = (
    "Method: the absent messages that messages here answer, divided by the share of the messages here that others here"
    " answer (Horvitz and Thompson, 1952); interval of 95 in 100 over threads and senders (Cochran, 1977)."
)
ASSUMPTIONS = (
    "It assumes that whether a message is here does not depend on whether it was answered.",
    "It assumes that no sender and no span of days is left out as a whole: what is wholly gone is not counted.",
    "It counts mail with its headers only: printed mail, chats and letters are not in it.",
    "Your own archive is no part of it, and copies of one message count once.",
)
_ROOT = "(SELECT a.key FROM answers a WHERE a.document = {} ORDER BY a.place DESC, a.key LIMIT 1)"
_PRESENT = f"""
    SELECT i.key, coalesce({_ROOT.format("d.number")}, i.key), d.author, d.address, d.date, EXISTS (
      SELECT 1 FROM answers a JOIN documents e ON e.number = a.document JOIN batches c ON c.number = e.batch
      WHERE a.key = i.key AND a.document != d.number AND c.own = 0)
    FROM ids i JOIN documents d ON d.number = i.document JOIN batches b ON b.number = d.batch
    WHERE b.own = 0 AND d.kind = 'email' ORDER BY i.key, d.number"""
_GONE = f"""
    SELECT coalesce({_ROOT.format("p.number")}, ''), p.author, p.date FROM (
      SELECT min(d.number) AS number, min(d.date) AS date, json_extract(f.body, '$.absent.author') AS author
      FROM findings f JOIN proofs p ON p.finding = f.number JOIN documents d ON d.ref = p.document
      WHERE f.kind = 'absent-message' AND f.closed = 0 AND f.doubted = 0 AND p.kind = 'answered-id'
      GROUP BY f.number) p"""
_PROVED = "SELECT count(*), count(*) FILTER (WHERE doubted) FROM findings WHERE kind = 'absent-message' AND closed = 0"


def find(shelf: Shelf) -> Iterator[Finding]:
    """Give how many messages are absent, or why that cannot be said; nothing where few are proved to be."""
    proved, doubted = next(shelf.rows(_PROVED))
    if proved < LEAST_SAID:
        return
    yield told(Estimate(proved - doubted, because=UNREAD) if doubted else reckoned(shelf, proved))


def told(made: Estimate) -> Finding:
    """Give an estimate as a finding, with its method and what it assumes."""
    identity = fingerprint_of(KIND, *map(str, made))
    said = Absent(described_as=in_words(made))
    checked = () if made.because else (METHOD, *ASSUMPTIONS)
    return Finding(identity, KIND, "statistical", said, (), checked, confidence=0.95, estimate=made)


def in_words(made: Estimate) -> str:
    """Give an estimate in one phrase."""
    if made.because:
        return f"at least {made.at_least:,} messages; no estimate, because {made.because}"
    return f"at least {made.at_least:,} messages; about {made.about:,}, between {made.low:,} and {made.high:,}"


def reckoned(shelf: Shelf, at_least: int) -> Estimate:
    """Give the estimate from the messages on the shelf and the findings kept on it."""
    names: dict[str, str] = {}
    present = _present(shelf, names)
    threads, senders, days = array("q"), array("q"), array("q")
    for root, author, day in shelf.rows(_GONE):
        threads.append(_number(root))
        senders.append(_sender(author, "", names))
        days.append(_day(day))
    return estimate(present, Gone(*map(_numbers, (threads, senders, days))), at_least)


def _present(shelf: Shelf, names: dict[str, str]) -> Present:
    """Give the messages here, copies once; names takes for each address the name that goes with it."""
    columns = threads, senders, days, answered = array("q"), array("q"), array("q"), array("q")
    last = None
    for key, root, author, address, day, is_answered in shelf.rows(_PRESENT):
        if key == last:
            continue
        last = key
        names.setdefault(address, _name(author))
        threads.append(_number(root))
        senders.append(_sender(author, address, names))
        days.append(_day(day))
        answered.append(is_answered)
    return Present(*map(_numbers, columns))


def _sender(author: str, address: str, names: dict[str, str]) -> int:
    """Give a number for whoever wrote: by name, or by the name that goes with the address; 0 for nobody."""
    name = _name(author) or address
    return _number(names.get(name, "") or name) if name else 0


def _name(author: str) -> str:
    return fold(author.partition(" <")[0].strip("\"'<> "))


def _number(words: str) -> int:
    return crc32(words.encode("utf-8", "surrogatepass")) + 1


def _day(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0


def _numbers(values: Iterable[int]) -> Numbers:
    return np.asarray(values, dtype=np.int64)
