"""What stands before an item of a list: 1. 1.1 (a) (i) "Allegation 3:" a bullet, or a row's number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii")
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
ACCUSING = (
    r"(?:allegation|charge|count|complaint|concern|breach|accusation|grievance|finding|incident|head\sof\scharge)"
)
"""What one thing that is said against somebody is called where it has a number."""
_VALUE = rf"(?P<value>\d{{1,3}}|{'|'.join(WORDS)}|[ivx]{{1,5}}|[a-z])"
_OUTCOME = (
    r"[(\[](?:(?:not|partly|partially|in\spart)\s)?(?:upheld|proved|proven|found|established|admitted|dismissed)[)\]]"
)
"""What was decided of an allegation, in brackets after its label."""
_LABELLED = re.compile(
    rf"(?:(?:the\s)?(?P<noun>{ACCUSING}|ground|issue|point)\s(?:no\.?\s?|number\s)?{_VALUE}(?![\w])"
    rf"|(?:the\s)?(?P<ordinal>{'|'.join(ORDINALS)})\s(?P<noun2>{ACCUSING}|ground))"
    rf"(?P<after>(?:\s{_OUTCOME})?(?:\s?[:.)–—-]\s*|\s*$)|\s(?=\())",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?P<value>\d{1,2}(?:\.\d{1,2}){1,3})[.):]?\s+(?=\S)")
_NUMBER = re.compile(r"(?:(?P<value>\d{1,2})(?P<sign>[.)])|\((?P<value2>\d{1,2})\))\s+(?=\S)")
_LETTER = re.compile(
    r"(?:(?P<value>[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})(?P<sign>[.)])|\((?P<value2>[A-Za-z]|[ivx]{2,5})\))\s+(?=\S)"
)
_BULLET = re.compile(r"(?P<sign>[-•*–—·▪◦‣●○■])\s+(?=\S)")
_ROW = re.compile(r"\|?\s*(?P<value>\d{1,2})[.)]?\s*(?:\t|\s\|\s|\s{3,})\s*(?=\S)")


class Marker(NamedTuple):
    """One way to read what stands before an item."""

    style: str
    """How it is written: two items of one list have one style."""
    value: int
    """Which item it is, from 1; 0 for a bullet."""
    label: str
    length: int
    """Characters of the line that are no words of the item."""
    above: str = ""
    """Of 2.1 the 2: the number of the item it stands below."""


def markers(line: str) -> tuple[Marker, ...]:
    """Give the ways in which a line begins as an item of a list; none where it does not."""
    return tuple(_read(line))


def _read(line: str) -> Iterator[Marker]:
    for read in (_labelled, _row, _dotted, _numbered, _lettered, _bulleted):
        found = list(read(line))
        if found:
            yield from found
            return


def _labelled(line: str) -> Iterator[Marker]:
    one = _LABELLED.match(line)
    if one:
        noun = (one["noun"] or one["noun2"]).lower()
        value = _value(one["value"]) if one["value"] else ORDINALS.index(one["ordinal"].lower()) + 1
        if value:
            yield Marker(f"label {noun}", value, line[: one.start("after")].strip(), one.end())


def _value(written: str) -> int:
    low = written.lower()
    if low.isdigit():
        return int(low)
    if low in WORDS:
        return WORDS.index(low) + 1
    if low in ROMAN:
        return ROMAN.index(low) + 1
    return ord(low) - ord("a") + 1 if len(low) == 1 else 0


def _row(line: str) -> Iterator[Marker]:
    one = _ROW.match(line)
    if one:
        yield Marker("row", int(one["value"]), one["value"], one.end())


def _dotted(line: str) -> Iterator[Marker]:
    one = _DOTTED.match(line)
    if one:
        above, _, last = one["value"].rpartition(".")
        if int(last):
            yield Marker(f"dotted {one['value'].count('.')}", int(last), one["value"], one.end(), above)


def _numbered(line: str) -> Iterator[Marker]:
    one = _NUMBER.match(line)
    if one:
        yield Marker(f"number {one['sign'] or '()'}", int(one["value"] or one["value2"]), _label(one), one.end())


def _lettered(line: str) -> Iterator[Marker]:
    one = _LETTER.match(line)
    if one is None:
        return
    written = one["value"] or one["value2"]
    case, sign = "upper" if written.isupper() else "lower", one["sign"] or "()"
    if len(written) == 1:
        yield Marker(f"letter {case} {sign}", ord(written.lower()) - ord("a") + 1, _label(one), one.end())
    if written.lower() in ROMAN:
        yield Marker(f"roman {case} {sign}", ROMAN.index(written.lower()) + 1, _label(one), one.end())


def _bulleted(line: str) -> Iterator[Marker]:
    one = _BULLET.match(line)
    if one:
        yield Marker(f"bullet {one['sign']}", 0, one["sign"], one.end())


def _label(one: re.Match[str]) -> str:
    return one.group().strip()
