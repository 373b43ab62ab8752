"""What a message says itself and what it quotes, by rules of this measure's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

SHINGLE = 5
QUOTED_WORDS = 8
CONTAINED = 0.6
COPIED = 0.8
COMMON = 200
"""A run of five words that this many messages share is furniture: list footers, licences."""

MARK = re.compile(r"[ \t]{0,3}(?:[A-Za-z]{1,4}(?=>))?[>|]")
PROMPT = re.compile(r"(?:>>>|\.\.\.)(?: |$)")
WORD = re.compile(r"\w+")
LEAD = re.compile(r"(?:wrote|writes|said|schrieb|écrit)\b.{0,40}$", re.IGNORECASE)
FOOTER = re.compile(
    r"^(?:[_=-]{10,}|.*mailing list|.*\blistinfo/.*|.*@lists?\..*)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
"""Lines that a mailing list puts below every message."""
OPENING = re.compile(r"[ \t]*(?:On|At|In|Am|Le|El|Il|Op|Den)\b.*\d", re.IGNORECASE)
"""How the first line of an attribution that was wrapped begins."""
RULE = re.compile(
    r"[ \t]*[-_*=]{2,} ?(?:original message|forwarded message|forwarded by .{1,80}|begin forwarded message)"
    r"[ :]{0,2}[-_*=]*[ \t]*$",
    re.IGNORECASE,
)
FIELD = re.compile(r"[ \t]*\*?(From|Sent|Date|To|Cc|Subject|Reply-To|Organization)\*?[ \t]*:", re.IGNORECASE)

Shingle = tuple[str, ...]


class Parted(NamedTuple):
    """A message's text in two: what stands unquoted, and each run of quoted words."""

    own: str
    quotations: tuple[str, ...]


class Line(NamedTuple):
    """One line without its quote marks, and how many it had."""

    depth: int
    words: str


def words_of(text: str) -> list[str]:
    """Give the words of a text, case folded, punctuation and line breaks gone."""
    return WORD.findall(text.casefold())


def shingles(words: Sequence[str]) -> list[Shingle]:
    """Give every run of five words, in order."""
    return [tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


def parted(text: str) -> Parted:
    """Give what a message says itself and its quotations of eight words or more, attributions not counted."""
    own: list[str] = []
    quotations: list[str] = []
    for depth, run in _runs(list(_below_blocks(list(_lines(text))))):
        if depth == 0:
            own.append(run)
        elif len(words_of(told := _without_attribution(FOOTER.sub("", run)))) >= QUOTED_WORDS:
            quotations.append(told)
    return Parted("\n".join(own), tuple(quotations))


def _without_attribution(run: str) -> str:
    """Give a run of lines without the attribution at its end, which may take two lines."""
    lines = run.rstrip().split("\n")
    if not (LEAD.search(lines[-1]) and lines[-1].rstrip().endswith(":")):
        return run
    wrapped = not OPENING.match(lines[-1]) and len(lines) > 1 and OPENING.match(lines[-2])
    return "\n".join(lines[: -2 if wrapped else -1])


def _lines(text: str) -> Iterator[Line]:
    """Give each line's depth; a Python prompt is what the line says, not three quote marks."""
    before = Line(0, "")
    for line in text.split("\n"):
        marks, at = [0], 0
        while found := MARK.match(line, at):
            at = found.end()
            marks.append(at)
        depth = len(marks) - 1
        if depth >= 3 and depth - 3 == before.depth and not LEAD.search(before.words):
            start = marks[-4]
            if PROMPT.match(line[start:].lstrip()):
                depth, at = depth - 3, start
        current = Line(depth, line[at:])
        yield current
        if current.words.strip():
            before = current


def _below_blocks(lines: Sequence[Line]) -> Iterator[Line | None]:
    """Give the lines with everything below a block of headers one deeper; None parts two quotations."""
    deeper, at = 0, 0
    while at < len(lines):
        length = _block_length(lines, at)
        if length:
            deeper = 1
            at += length
            yield None
            continue
        yield Line(lines[at].depth + deeper, lines[at].words)
        at += 1


def _block_length(lines: Sequence[Line], at: int) -> int:
    """Give how many lines from here are a forwarding rule or a block of at least three header fields."""
    ruled = bool(RULE.match(lines[at].words))
    end = at + ruled
    while end < len(lines) and ruled and not lines[end].words.strip() and end < at + 3:
        end += 1
    fields, depth = 0, lines[at].depth
    while end < len(lines) and lines[end].depth == depth and lines[end].words.strip():
        if FIELD.match(lines[end].words):
            fields += 1
        elif not fields or lines[end].words[:1] not in " \t":
            break
        end += 1
    if ruled:
        return max(1, end - at)
    return end - at if fields >= 3 else 0


def _runs(lines: Sequence[Line | None]) -> Iterator[tuple[int, str]]:
    """Give each run of lines of one depth; blank lines belong to the run they stand in."""
    depth, run = 0, list[str]()
    for line in lines:
        if line is not None and (not line.words.strip() or line.depth == depth):
            run.append(line.words)
            continue
        yield depth, "\n".join(run)
        depth, run = (0, []) if line is None else (line.depth, [line.words])
    yield depth, "\n".join(run)


class Sources(NamedTuple):
    """For each message, the ones each of its quotations may come from, by place in the corpus."""

    of: tuple[tuple[frozenset[int], ...], ...]
    quoted: tuple[tuple[str, ...], ...]
    """The words of each of those quotations."""
    copies: tuple[frozenset[int], ...]
    """For each message, the others that say nearly all it says: the same posted again under another id."""


def sources_of(messages: Sequence[Parted]) -> Sources:
    """Give, for every quotation, the other messages whose own words hold at least 60 % of its shingles."""
    holders = _holders(messages)
    of, quoted = [], []
    for place, message in enumerate(messages):
        each = [(quotation, _sources(place, quotation, holders)) for quotation in message.quotations]
        telling = [(quotation, sources) for quotation, sources in each if sources is not None]
        of.append(tuple(sources for _, sources in telling))
        quoted.append(tuple(quotation for quotation, _ in telling))
    copies = tuple(
        _sources(place, message.own, holders, COPIED) or frozenset() for place, message in enumerate(messages)
    )
    return Sources(tuple(of), tuple(quoted), copies)


def _holders(messages: Sequence[Parted]) -> Mapping[Shingle, list[int]]:
    holders: dict[Shingle, list[int]] = defaultdict(list)
    for place, message in enumerate(messages):
        for shingle in set(shingles(words_of(message.own))):
            holders[shingle].append(place)
    return holders


def _sources(
    place: int, quotation: str, holders: Mapping[Shingle, list[int]], contained: float = CONTAINED
) -> frozenset[int] | None:
    """Give the other messages holding this share of a quotation; None when it is furniture that needs none."""
    counts: dict[int, int] = defaultdict(int)
    telling = 0
    for shingle in set(shingles(words_of(quotation))):
        having = holders.get(shingle, [])
        if len(having) > COMMON:
            continue
        telling += 1
        for holder in having:
            counts[holder] += 1
    if telling < QUOTED_WORDS - SHINGLE:
        return None
    return frozenset(holder for holder, count in counts.items() if count >= contained * telling and holder != place)


def closed(named: Sequence[Sequence[str]], ids: Sequence[str], sources: Sources) -> set[int]:
    """Give the largest set in which every named id is present and every quotation has a source."""
    place_of = {message_id: place for place, message_id in enumerate(ids)}
    kept = set(range(len(ids)))
    while True:
        out = {
            place
            for place in kept
            if any(place_of.get(name, -1) not in kept for name in named[place])
            or any(not (sources_ & kept) for sources_ in sources.of[place])
        }
        if not out:
            return kept
        kept -= out
