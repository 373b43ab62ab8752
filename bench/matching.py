"""Which held-back message a finding speaks of, and whether its words are that message's words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from rapidfuzz.distance import LCSseq, Opcodes

from bench.corpus import Mail
from bench.quoted import QUOTED_WORDS, SHINGLE, Shingle, shingles, words_of

SHARE = 0.5
"""A finding's words are a message's when at least this share of their shingles is in it."""
GAP = re.compile(r"^\s*\[(?:…|\.\.\.)\]\s*$", re.MULTILINE)
MARKS = re.compile(r"^(?:[ \t]{0,3}(?:[A-Za-z]{1,4}(?=>))?[>|])+", re.MULTILINE)
ATTRIBUTION = re.compile(
    r"^[ \t]*(?:(?:On|At|Am|Le|El|Il|Op)\b.*\d.*\d:\d\d.*|.*\b(?:wrote|writes|said|schrieb|écrit)[ \t]?:[ \t]*)$",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that introduces a quotation says when and who, but nothing of what was quoted."""
REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|sv|tr)\s*:\s*)+", re.IGNORECASE)
BRACKETS = re.compile(r"\[[^\]]{1,40}\]\s*")
ZONES = timedelta(hours=26)
"""Two clocks on Earth never differ by more."""
HALF_HOUR = timedelta(minutes=30)
"""Nearly all zones differ by halves of an hour."""
DRIFT = timedelta(minutes=2)
"""An archive may date a message by when it came."""

Line = dict[str, Any]


class Match(NamedTuple):
    """What one finding was matched with."""

    place: int | None
    """The held-back message it speaks of; None when it speaks of none."""
    how: str
    """id, words, description, or why it speaks of none."""
    swallowed: frozenset[int] = frozenset()
    """Other held-back messages whose words it holds as its own."""


class Words(NamedTuple):
    """How reconstructions compare with the messages they are of."""

    reconstructed: int = 0
    right: int = 0
    """Words of the reconstruction that are in the message, in its order."""
    own: int = 0
    recovered: int = 0
    """Words the message says itself that are in the reconstruction."""
    wrong: tuple[str, ...] = ()
    """Each run of words that is not in the message, with what stands before and after it."""

    def plus(self, other: Words) -> Words:
        """Give the two counted together."""
        return Words(
            self.reconstructed + other.reconstructed,
            self.right + other.right,
            self.own + other.own,
            self.recovered + other.recovered,
            self.wrong + other.wrong,
        )


class Withheld:
    """The held-back messages, to be asked for by id, by words or by description."""

    def __init__(self, mails: Sequence[Mail], places: frozenset[int]) -> None:
        """Index the words of every message, so that words a kept message says can be told too."""
        self.mails = mails
        self.places = places
        self.place_of = {mail.message_id: place for place, mail in enumerate(mails)}
        self._own = _holders((place, mail.parted.own) for place, mail in enumerate(mails))

    def holders(self, text: str) -> list[tuple[float, int]]:
        """Give each message whose own words hold half the text's shingles, with the share, best first."""
        return _sharing(text, self._own)

    def match(self, finding: Line) -> Match:
        """Give the held-back message a finding speaks of: by id, else by words, else by description."""
        named = str(finding["absent"].get("message_id") or "").strip("<>")
        if named:
            place = self.place_of.get(named)
            if place is None:
                return Match(None, "it names an id no message of the set has")
            if place not in self.places:
                return Match(None, f"it names a message that is there: {self.mails[place].source}")
            return Match(place, "id", self._swallowed(finding, place))
        return self._by_words(finding)

    def _by_words(self, finding: Line) -> Match:
        """Match by words; a message that is there and holds more of them than one held back refutes it."""
        cited = [str(one["exact"]) for one in finding["because"] if one["trace"] == "quotation"]
        told = finding.get("text") or "\n".join(cited)
        text = ATTRIBUTION.sub("", MARKS.sub("", told))
        found = self.holders(text)
        held = [(share, place) for share, place in found if place in self.places]
        if held and held[0][0] >= found[0][0]:
            best = [place for share, place in held if share == held[0][0]]
            place = next((place for place in best if agrees(finding["absent"], self.mails[place])), best[0])
            return Match(place, "words", self._swallowed(finding, place))
        if found:
            share, place = found[0]
            source = self.mails[place].source
            return Match(None, f"{share:.0%} of its words are in a message that is there: {source}")
        described = self._by_description(finding)
        if described.place is None and len(words_of(text)) >= QUOTED_WORDS:
            return Match(None, f"its words are in no message of the set, and {described.how}")
        return described

    def _by_description(self, finding: Line) -> Match:
        """Match a finding without words by what it says of the message, where that is enough."""
        absent = finding["absent"]
        date, author, subject = (str(absent.get(name) or "") for name in ("date", "author", "subject"))
        if not ((date and (author or subject)) or (author and subject)):
            return Match(None, "it has neither id nor words, and says too little to know a message by")
        for place in sorted(self.places):
            if agrees(absent, self.mails[place]):
                return Match(place, "description")
        return Match(None, "neither its id nor its words nor its description are a held-back message's")

    def _swallowed(self, finding: Line, main: int) -> frozenset[int]:
        """Give the other held-back messages with eight words on end of the text which the main one lacks."""
        runs = GAP.split(MARKS.sub("", finding.get("text") or ""))
        told = {shingle for run in runs for shingle in shingles(words_of(run))}
        strange = told.difference(shingles(words_of(MARKS.sub("", self.mails[main].body))))
        counts = Counter(place for shingle in strange for place in self._own.get(shingle, ()))
        enough = QUOTED_WORDS - SHINGLE + 1
        others = self.places - {main}
        return frozenset(place for place, count in counts.items() if count >= enough and place in others)


def _holders(texts: Iterable[tuple[int, str]]) -> dict[Shingle, list[int]]:
    """Give, for each run of five words, the places of the texts that have it; quote marks are left out."""
    holders: dict[Shingle, list[int]] = defaultdict(list)
    for place, text in texts:
        for shingle in set(shingles(words_of(MARKS.sub("", text)))):
            holders[shingle].append(place)
    return holders


def _sharing(text: str, holders: Mapping[Shingle, Sequence[int]]) -> list[tuple[float, int]]:
    wanted = {shingle for run in GAP.split(text) for shingle in shingles(words_of(run))}
    counts = Counter(place for shingle in wanted for place in holders.get(shingle, ()))
    found = [(count / len(wanted), place) for place, count in counts.items() if count >= SHARE * len(wanted)]
    return sorted(found, key=lambda one: (-one[0], one[1]))


def agrees(absent: Line, mail: Mail) -> bool:
    """Say whether nothing that a finding says of date, author and subject contradicts the message."""
    author = set(words_of(str(absent.get("author") or "")))
    subject = _subject(str(absent.get("subject") or ""))
    return (
        (not author or len(author & set(words_of(mail.author))) >= (len(author) + 1) // 2)
        and (not subject or subject == _subject(mail.subject))
        and _same_time(str(absent.get("date") or ""), mail.date)
    )


def _subject(subject: str) -> list[str]:
    return words_of(REPLY.sub("", BRACKETS.sub("", REPLY.sub("", subject.strip()))))


def _same_time(stated: str, date: datetime | None) -> bool:
    """Compare to the precision stated; archives and clients leave zones out, so any zone may be meant."""
    if not stated or date is None:
        return True
    try:
        told = datetime.fromisoformat(stated)
    except ValueError:
        return date.isoformat().startswith(stated[:7])
    apart = abs((told if told.tzinfo else told.replace(tzinfo=UTC)) - date)
    if len(stated) < 16:
        return apart <= ZONES + timedelta(days=1)
    beyond = apart % HALF_HOUR
    return apart <= ZONES and min(beyond, HALF_HOUR - beyond) <= DRIFT


def compared(text: str, mail: Mail) -> Words:
    """Compare a reconstruction with the message it is of: the words of each piece between gap marks, in order.

    A gap mark says that what stands on its two sides may not follow on, so each piece is held against the whole.
    """
    pieces = [words_of(MARKS.sub("", piece)) for piece in GAP.split(text)]
    own = words_of(mail.parted.own)
    whole = words_of(MARKS.sub("", mail.body))
    told: list[str] = []
    there: set[int] = set()
    for piece in pieces:
        right = max((_aligned(piece, source) for source in (own, whole)), key=len)
        there |= {len(told) + at for at in right}
        told += piece
    recovered = int(LCSseq.similarity(told, own)) if told else 0
    return Words(len(told), len(there), len(own), recovered, tuple(_wrong_runs(told, there)))


def _aligned(told: Sequence[str], source: Sequence[str]) -> set[int]:
    """Give the places of the told words that stand in the source in the same order."""
    steps: Opcodes = LCSseq.opcodes(told, source)
    return {at for step in steps if step.tag == "equal" for at in range(step.src_start, step.src_end)}


def _wrong_runs(told: Sequence[str], there: set[int]) -> Iterable[str]:
    """Give each run of words that is not there, in brackets, with three words on either side."""
    at = 0
    while at < len(told):
        if at in there:
            at += 1
            continue
        start = at
        while at < len(told) and at not in there:
            at += 1
        before, wrong, after = told[max(0, start - 3) : start], told[start:at], told[at : at + 3]
        yield f"{' '.join(before)} [[{' '.join(wrong)}]] {' '.join(after)}"
