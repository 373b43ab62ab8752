"""What an accusation rests on, in the letter's own words: papers considered, witnesses, marks, dated documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rejoinder.find.said_documents import said_documents

Range = tuple[int, int]
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Councillor|Cllr|Sir|Dame|Rev)\.?\s)?"
_NAME = rf"{_TITLE}[A-Z](?:\.|[\w’'-]*)(?:[\s-](?:[A-Z](?:\.(?=\s[A-Z])|[\w’'-]*)|de|van|von|of)){{0,3}}"
_ROLE = r"(?:the|a|an|our|two|three|several|another|other)\s(?:[a-z-]+\s){0,3}[a-z-]+"
_WHO = rf"(?:{_NAME}|{_ROLE})(?:(?:,\s|\sand\s|,\sand\s)(?:{_NAME}|by\s{_ROLE}))*"
_US = r"(?:we|I|it|the\s(?:panel|committee|board|trustees|investigator|chair))"
_PAPERS = (
    r"(?:posts?|postings|messages?|e-?mails?|tweets?|comments?|letters?|passages?|documents?|screenshots?"
    r"|statements?|pages?|texts?"
    r"|recordings?|photographs?|books?|registers?|logs?|diary|diaries|files?|reports?|surveys?|accounts|minutes"
    r"|notes|records?|evidence|threads?|lists?)"
)
_CONSIDERED = (
    r"(?:consider(?:ed)?|rel(?:y|ied|ies)\s(?:up)?on|looked\sat|had\sregard\sto|seen|saw|read|reviewed"
    r"|taken\sinto\saccount"
    r"|referred\sto|examined|was\sshown|were\sshown|had\sbefore\s(?:it|us|them|me))"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_WAYS = (
    (
        "papers considered",
        rf"(?i:(?:the\s|these\s|your\s|those\s)?{_PAPERS}\s(?:(?:that|which)\s)?{_US}\s(?:have\s|has\s|had\s)?"
        rf"(?:also\s)?{_CONSIDERED})",
    ),
    (
        "papers considered",
        rf"(?i:\b{_US}\s(?:have\s|has\s|had\s)?(?:also\s)?{_CONSIDERED})\s"
        rf"(?P<what>(?:[\w’'“”\"-]+\s){{0,8}}?(?i:{_PAPERS})\b[^.;:]{{0,60}})",
    ),
    (
        "papers considered",
        rf"(?i:\b(?:as\s)?(?:is\s)?(?:evidenced|shown|demonstrated|set\sout|recorded)\s(?:by|in)\s)"
        rf"(?P<what>(?:[\w’'-]+\s){{0,5}}?(?i:{_PAPERS})\b)",
    ),
    (
        "witness",
        r"(?i:\b(?:as\s)?(?:was\s|were\s)?(?:witnessed|reported|confirmed|overheard|observed|corroborated|attested|seen|heard)"
        rf"\s(?:to\sus\s)?by)\s(?P<what>{_WHO})",
    ),
    (
        "witness",
        r"(?i:\b(?:saw|heard|witnessed)\s(?:this|it|that|you)\b[^.;]{0,40},\s"
        rf"(?:one\sof\sthem|one\sbeing|among\sthem|including))\s(?P<what>{_WHO})",
    ),
    ("witness", rf"(?P<what>\b{_NAME})\s(?:saw|heard|overheard|witnessed)\s(?:this|it|you)\b"),
    ("witness", rf"(?i:\baccording\sto)\s(?P<what>{_WHO})"),
    (
        "witness",
        r"(?i:\b(?:the\s)?(?:witness\s)?(?:statements?|evidence|accounts?|testimony)\s(?:of|by|from|given\sby))\s"
        rf"(?P<what>{_WHO})",
    ),
    (
        "witness",
        rf"(?P<what>\b{_NAME})\s(?:told\sus|has\stold\sus|states\sthat|says\sthat|confirms\sthat|reported\sthat|recalls)",
    ),
    (
        "marked",
        r"(?i:\b(?:see\s|at\s)?(?P<what>(?:appendix|annexe?|schedule|tab|enclosure|exhibit|attachment|item)\s"
        r"(?-i:[A-Z]{1,3}-?\d{0,3}|\d{1,3}))\b)",
    ),
    (
        "marked",
        r"(?i:\b(?P<what>(?:document|screenshot|photograph|statement|email|letter|post|page|pages|pp?\.)\s(?:no\.?\s)?"
        r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\sof\sthe\s(?:bundle|pack|papers|file))?)\b)"
        rf"(?!\s(?i:{_MONTHS}))",
    ),
    ("address", r"(?P<what>https?://[^\s<>\"”’]+[^\s<>\"”’.,;:)])"),
)
_SEARCHED = tuple((kind, re.compile(pattern)) for kind, pattern in _WAYS)
_DATED = ("dated", "written", "meeting", "marked", "with this")


class Source(NamedTuple):
    """What an accusation is said to rest on."""

    kind: str
    """papers considered, witness, marked, dated or address."""
    start: int
    end: int


def cited(text: str, start: int, end: int, own_date: str = "", quoted: Iterable[Range] = ()) -> list[Source]:
    """Give the sources that a stretch of a letter cites, in order; what is quoted cites nothing."""
    inside = list(quoted)
    found = sorted(_said(text, start, end, own_date), key=lambda one: (one.start - one.end, one.start))
    kept: list[Source] = []
    for one in found:
        if any(first <= one.start < last for first, last in inside):
            continue
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _said(text: str, start: int, end: int, own_date: str) -> Iterator[Source]:
    for kind, pattern in _SEARCHED:
        for one in pattern.finditer(text, start, end):
            named = "what" in one.re.groupindex
            first, last = one.span("what") if named else one.span()
            yield Source(kind, first, last)
    for told in said_documents(text[start:end], [(0, end - start)], own_date):
        if told.way in _DATED:
            yield Source("marked" if told.way == "marked" else "dated", start + told.start, start + told.end)
