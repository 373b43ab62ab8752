"""Whom a letter names as the author of words that it quotes: the person it is written to, or another by name."""

from __future__ import annotations

import re
from collections.abc import Iterable

YOU = "you"
"""The person to whom the letter is written."""
NEAR = 140
"""Characters before and after the words in which their author is named."""
_PART = r"[A-Z](?:[’'][A-Z])?[\w-]+"
_NAME = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr|Sir|Dame)\.?\s)?{_PART}(?:\s{_PART}){{0,3}}"
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "cllr", "sir", "dame", "the"))
_SAID = (
    r"(?:said|say|says|wrote|write|writes|written|posted|published|stated|replied|tweeted|commented|remarked|shouted"
    r"|texted|emailed|e-mailed|called|described|referred|told|added|answered|claimed|accused)"
)
_WORDS = r"(?:posts?|emails?|e-mails?|messages?|words?|comments?|letters?|tweets?|replies|reply|remarks?|statements?)"
_BEFORE = (
    re.compile(rf"\b(?P<you>[Yy]ou)\s(?:[a-z]+\s){{0,3}}?{_SAID}\b[^.!?“”\"]{{0,90}}\Z"),
    re.compile(rf"\b(?P<you>[Yy]our)\s(?:[\w-]+\s){{0,3}}?{_WORDS}\b[^.!?“”\"]{{0,90}}\Z"),
    re.compile(rf"(?P<name>{_NAME})\s(?:[a-z]+\s){{0,3}}?{_SAID}\b[^.!?“”\"]{{0,90}}\Z"),
    re.compile(rf"(?P<name>{_NAME})[’']s\s(?:[\w-]+\s){{0,3}}?{_WORDS}\b[^.!?“”\"]{{0,90}}\Z"),
)
_AFTER = (
    re.compile(rf"\A[”\"’'.,\s]{{0,4}}(?P<you>you)\s{_SAID}\b"),
    re.compile(rf"\A[”\"’'.,\s]{{0,4}}(?:{_SAID}\s)?(?P<name>{_NAME})(?:\s{_SAID}\b|(?<=[a-z])[.,;)])"),
)
_NO_NAME = frozenset(
    ("On", "In", "At", "The", "This", "That", "He", "She", "They", "It", "And", "But", "When", "As", "You")
)


def attributed(text: str, start: int, end: int) -> str:
    """Give who is named as the author of text[start:end]: "you", a name as the letter has it, or nothing."""
    before = re.split(r"(?<=[a-z][.!?])\s+(?=[A-Z])|\n\s*\n", text[max(0, start - NEAR) : start].rstrip(" “\"‘'«"))[-1]
    after = text[end : end + NEAR]
    return _named(_BEFORE, before) or _named(_AFTER, after)


def _named(patterns: Iterable[re.Pattern[str]], words: str) -> str:
    """Give the author that stands nearest to the words; of a day or a month that looks like a name, nobody."""
    found = [one for pattern in patterns for one in pattern.finditer(words)]
    for one in sorted(found, key=lambda one: -one.start()):
        told = one.groupdict()
        if told.get("you"):
            return YOU
        name = " ".join(told["name"].split())
        if name.split()[0] not in _NO_NAME:
            return name
    return ""


def is_another(named: str, author: str) -> bool:
    """Say whether an author's name is another than one named: of two words and more, and none of them the same."""
    mine, theirs = _words(named), _words(author.partition("<")[0])
    return len(theirs) > 1 and bool(mine) and not mine & theirs


def _words(name: str) -> set[str]:
    if "@" in name:
        return set()
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", name)} - _TITLES
