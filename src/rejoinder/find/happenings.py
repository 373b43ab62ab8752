"""Places where a document's own words say that something happened on a day or in a month, and the line that dates it.

Only what is told as past is a happening: not a day on which something is to be done, before or after which something
was, or on which it would be. What is said of another document or a meeting's minutes is a mention, told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rejoinder.find.said_dates import Low, SaidDate, day_of, low_of, said_dates
from rejoinder.model import Allusion

SAID, HEADED = "said", "headed"
"""Ways of an allusion: a sentence that tells what happened, and the line with which a paper dates itself."""
OURS = (SAID, HEADED)
HEAD = 1_200
"""Characters at the beginning of a paper in which its date stands."""
LONGEST = 400
"""Characters of a sentence; what is longer is a list or a table."""
MOST = 2
"""Dates of one sentence; what has more is a list of dates."""
LEAST = 4
"""Words of a sentence."""
_READ = 400_000
"""Characters of a document that are read for happenings."""
_SIGN = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
    r"|\d[/.-][01]?\d[/.-]\d\d|\byesterday\b|\blast "
)
"""Without one of these no date that is told here can stand: most sentences have none."""
_NEAR = 30
"""Characters around a sign within which its date stands."""
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bNo)[.!?][\"”’)]*(?=\s+[\"“‘(]?[A-Z0-9“])|\n\s*\n"
)
_NEW_LINE = re.compile(r"\n(?=[ \t]*[\"“(]?[A-Z0-9])")
SHORT = 52
"""Characters of a line that ends before its paragraph's width: a heading, a salutation, an entry of a list."""
_PAST = re.compile(
    r"\b(?:was|were|had|did|met|wrote|said|told|sent|came|went|gave|took|made|held|left|began|got|saw|heard|spoke|found"
    r"|rang|read|thought|brought|bought|paid|put|cut|set|led|lost|kept|chose|broke|drove|fell|felt|forgot|hid|knew|ran"
    r"|sat|stood|threw|understood|withdrew|became|won|sold|taught|caught|let|has been|have been"
    r"|[a-z]{2,}(?<!ne)(?<!e)ed)\b"
)
_NOT_SO = re.compile(
    r"\b(?:will|shall|would|should|could|may|might|must|if|unless|whether|until|till|is to|are to|to be|due|deadline"
    r"|expected|intend\w*|hop(?:e|ing)|plan(?:s|ning)?|propos(?:e|es|ing)|going to|no later than)\b|['’]ll\b",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(
    r"\b(?:by|before|after|since|until|till|from|to|than|for|between|ending|due|dated|of)(?:\sthe)?\s$", re.IGNORECASE
)
"""What stands before a date that is not the day on which it happened."""
_SPAN = re.compile(r"\b(?:between|from)\b[^.;]{2,30}\s(?:and|to)\s(?:the\s)?$", re.IGNORECASE)
_LAW = re.compile(r"\b(?:Act|Regulations?|Order|Directive|Rules)\b")
_BARE = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\Z")
_BODY = re.compile(
    r"\b(?:committee|board|panel|council|trustees|governors|directors|executive|commission|tribunal|court|society"
    r"|association|union|company|trust|school|college|university|charity|club|meeting)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?P<my>I|[Ww]e|[Mm]y|[Oo]ur)\b|\b(?P<your>[Yy]ou|[Yy]our)\b")
_LINE = re.compile(r"^[ \t]*(?P<line>[^\n]{4,160}?)[ \t]*$", re.MULTILINE)
_ABOUT_IT = re.compile(r"[^\W\d_]+")
_BESIDE = frozenset(("date", "dated", "the", "of", "on", "held", "meeting", "minutes", "am", "pm", "at"))


def happenings(
    text: str, stretches: Sequence[tuple[int, int]], own_date: str = "", signs: Sequence[int] | None = None
) -> Iterator[Allusion]:
    """Give every sentence in these stretches of own words that tells of something past, once for each of its dates.

    `signs` are those of the text's dates, where they are at hand.
    """
    low = low_of(text[:_READ], signs)
    for start, end in stretches:
        found: dict[tuple[int, int], list[SaidDate]] = {}
        for told in _dates(text, low, own_date, (start, min(end, _READ))):
            where = _sentence(text, told, (start, min(end, _READ)))
            found.setdefault(where, []).append(told)
        for (first, last), dates in found.items():
            if len(dates) <= MOST and _is_told(text[first:last]):
                who = _who(text[first:last])
                yield from (
                    Allusion(SAID, "", first, last, one.date, one.relative, who)
                    for one in dates
                    if _is_then(text, first, one, own_date)
                )


def _dates(text: str, low: Low, own_date: str, edges: tuple[int, int]) -> Iterator[SaidDate]:
    """Give the dates around their signs, each once."""
    start, end = edges
    at = start
    for sign in _signs(low, start, end):
        if sign.start() < at:
            continue
        first, last = max(at, sign.start() - _NEAR), min(end, sign.end() + _NEAR)
        while first > at and not text[first - 1].isspace():
            first -= 1
        for told in said_dates(text, own_date, first, last, low=low, within=edges):
            if told.end > sign.start() and told.start <= sign.end():
                at = told.end
                yield told


def _signs(low: Low, start: int, end: int) -> Iterator[re.Match[str]]:
    """Give the signs of dates that are told here, one after the other."""
    over = start
    for place in low.signs_in(start, end):
        if place >= over and (sign := _SIGN.match(low.text, place, end)):
            over = sign.end()
            yield sign


def _sentence(text: str, told: SaidDate, edges: tuple[int, int]) -> tuple[int, int]:
    """Give start..end of the sentence in which a date stands, without the spaces around it."""
    start, end = max(edges[0], told.start - LONGEST), min(edges[1], told.end + LONGEST)
    before = [one.end() for one in _END.finditer(text, start, told.start)]
    after = _END.search(text, told.end, end)
    first, last = before[-1] if before else start, after.end() if after else end
    for one in _NEW_LINE.finditer(text, first, last):
        is_short = one.start() - max(first, text.rfind("\n", first, one.start()) + 1) <= SHORT
        if is_short and one.end() <= told.start:
            first = one.end()
        elif is_short and one.start() >= told.end:
            last = min(last, one.start())
    words = text[first:last]
    return first + len(words) - len(words.lstrip()), last - (len(words) - len(words.rstrip()))


def _is_told(sentence: str) -> bool:
    """Say whether a sentence tells something as past, and as no more than that."""
    return (
        len(sentence) <= LONGEST
        and len(sentence.split()) >= LEAST
        and not sentence.endswith("?")
        and _PAST.search(sentence) is not None
        and _NOT_SO.search(sentence) is None
    )


def _is_then(text: str, first: int, told: SaidDate, own_date: str) -> bool:
    """Say whether a date is certain, past when it was written, and that of what is told."""
    own = day_of(own_date)
    vague = told.relative and len(told.date) != len("2024-06-30")
    if not told.date or vague or _BARE.match(text[told.start : told.end].lower()):
        return False
    if own and told.date > own.isoformat()[: len(told.date)]:
        return False
    before = text[max(first, told.start - 40) : told.start]
    return _NOT_THEN.search(before) is None and _SPAN.search(before) is None and _LAW.search(before) is None


def _who(sentence: str) -> str:
    """Give who is said to have acted: my (who writes), your (who is written to), body, or nothing."""
    said, body = _WHO.search(sentence), _BODY.search(sentence)
    if body and (said is None or body.start() < said.start()):
        return "body"
    return "" if said is None else "my" if said["my"] else "your"


def heading(text: str) -> Allusion | None:
    """Give the line with which a paper dates itself; None where none holds a date and little else, or two differ."""
    low = low_of(text[:HEAD])
    for one in _LINE.finditer(text, 0, min(len(text), HEAD)):
        dates = list(said_dates(text, "", one.start("line"), one.end("line"), low=low))
        if len(dates) != 1 or len(dates[0].date) != 10:
            continue
        line = one["line"]
        told = dates[0]
        beside = text[one.start("line") : told.start] + text[told.end : one.end("line")]
        others = {word.lower() for word in _ABOUT_IT.findall(beside)} - _BESIDE
        minutes = re.search(r"\bminutes\b", line, re.IGNORECASE) is not None
        if others and not minutes:
            continue
        noun = "minutes" if minutes or re.search(r"\bminutes\b", text[: one.end()], re.IGNORECASE) else ""
        noun = noun or ("letter" if re.search(r"^[ \t]*Dear\b", text[:HEAD], re.MULTILINE) else "paper")
        return Allusion(HEADED, noun, one.start("line"), one.end("line"), told.date)
    return None
