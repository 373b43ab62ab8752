"""Dates in real mail: in the lines that machines write, and in sentences of people, annotated by hand.

The lines are the Date of a message, the line over a quotation of a message that is here too, and Outlook's Sent; what
they say is known from the machine's own form. The sentences are 169 of the archives, given in `dated_mail.tsv` as
places alone: the first figures of the SHA-256 of the mail, start and length in its plain text, and the dates there.
A date is what names a day, a week, a month or a year of the calendar, also by how far it is away; "years ago" is none.
"""

from __future__ import annotations

import csv
import email
import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench import corpus
from bench.dated_sentences import Said, Sentence

ANNOTATED = Path(__file__).with_name("dated_mail.tsv")
LINES = 100
"""Lines of each kind."""
WEST, EAST = -12, 14
"""Hours by which clocks differ from Greenwich: a list's archive often leaves out the zone."""
DIGITS = 16
"""Figures of a mail's SHA-256 by which it is named."""
_ATTRIBUTED = re.compile(
    r"^On (?=[^\n]*\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[^>\n]{8,90}(?:\n[^>\n]{1,60})? wrote:$",
    re.MULTILINE,
)
_SENT = re.compile(r"^Sent:\s+(?P<date>[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4} \d{1,2}:\d\d [AP]M)$", re.MULTILINE)


class Mail(NamedTuple):
    """A mail of the archives: what names it, its head, its plain text, and whether Americans wrote it."""

    name: str
    head: Message
    body: str
    american: bool

    @property
    def written(self) -> datetime | None:
        """When its header says it was sent."""
        try:
            return parsedate_to_datetime(str(self.head["Date"]))
        except ValueError:
            return None


@cache
def mails() -> tuple[Mail, ...]:
    """Give every mail of the archives."""
    return tuple(_mails())


def _mails() -> Iterator[Mail]:
    for one in corpus.twisted():
        yield Mail(_name(one.raw), email.message_from_bytes(one.raw, policy=policy.compat32), one.body, False)
    for path in sorted((corpus.CORPORA / "mail" / "edrm-enron-eml").glob("*.eml")):
        raw = path.read_bytes()
        message = email.message_from_bytes(raw, policy=policy.compat32)
        texts = [part for part in message.walk() if part.get_content_type() == "text/plain" and not part.get_filename()]
        payload = texts[0].get_payload(decode=True) if texts else b""
        yield Mail(_name(raw), message, corpus.decoded(payload) if isinstance(payload, bytes) else "", True)


def _name(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:DIGITS]


def prose() -> tuple[list[Sentence], list[bool]]:
    """Give the annotated sentences, and for each whether its dates are whole without the day it was written."""
    there = {one.name: one for one in mails()}
    found, fixed = [], []
    with ANNOTATED.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            mail = there[row["mail"]]
            written = mail.written
            assert written is not None
            start = int(row["start"])
            text = mail.body[start : start + int(row["length"])]
            found.append(Sentence(text, written.isoformat(), mail.american, tuple(_said(row["dates"]))))
            fixed.append(not row["day"])
    return found, fixed


def _said(dates: str) -> Iterator[Said]:
    for one in filter(None, dates.split(";")):
        place, _, value = one.partition("=")
        start, _, end = place.partition("-")
        yield Said(int(start), int(end), value)


def lines() -> Iterator[Sentence]:
    """Give the lines that machines wrote, each with its one date: of it only the value is known, so it is all the line.

    Over a quotation the day is that of the message quoted where it was sent, or where it was read.
    """
    yield from islice(_dates(), LINES)
    yield from islice(_attributed(), LINES)
    yield from islice(_sent(), LINES)


def _line(text: str, mail: Mail, days: set[str]) -> Sentence:
    written = mail.written
    return Sentence(
        text,
        written.isoformat() if written else "2005-01-05T10:00:00",
        mail.american,
        (Said(0, len(text), "|".join(sorted(days))),),
    )


def _dates() -> Iterator[Sentence]:
    for mail in mails()[::90]:
        if mail.written and re.search(r"\b(?:19|20)\d\d\b", str(mail.head["Date"])):
            yield _line(f"Date: {' '.join(str(mail.head['Date']).split())}", mail, {mail.written.date().isoformat()})


def _attributed() -> Iterator[Sentence]:
    by_id: Mapping[str, Mail] = {str(one.head["Message-ID"]).strip(): one for one in mails()}
    for mail in mails()[::17]:
        answered = by_id.get(str(mail.head["In-Reply-To"]).strip())
        one = _ATTRIBUTED.search(mail.body)
        sent, read = answered.written if answered else None, mail.written
        if one and sent and read:
            days = {sent.date().isoformat()}
            if sent.tzinfo and read.tzinfo:
                days |= {sent.astimezone(zone).date().isoformat() for zone in (UTC, read.tzinfo)}
            else:
                days |= {(sent + timedelta(hours=hours)).date().isoformat() for hours in (WEST, EAST)}
            yield _line(one.group(), mail, days)


def _sent() -> Iterator[Sentence]:
    for mail in mails():
        one = _SENT.search(mail.body.replace("\r", ""))
        if one:
            day = datetime.strptime(one["date"], "%A, %B %d, %Y %I:%M %p").replace(tzinfo=UTC)
            yield _line(one.group(), mail, {day.date().isoformat()})
