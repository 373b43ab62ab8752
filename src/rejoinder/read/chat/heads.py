"""The beginning of a message in a chat's text export: a date, a time, a name, in the forms phones write them."""

from __future__ import annotations

import re
from typing import NamedTuple

SIGNS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
"""Characters that only turn the direction of writing, or mark the bytes' order."""
_S = f"[{SIGNS}]*+"
_SPACE = "[ \u00a0\u202f]"
HEAD = re.compile(
    rf"{_S}(?P<open>\[)?{_S}(?P<one>\d{{1,4}}){_S}(?P<mark>[./-]|年|년{_SPACE}?|\.{_SPACE}){_S}(?P<two>\d{{1,2}}){_S}"
    rf"(?:(?P=mark)|月|월{_SPACE}?){_S}(?P<three>\d{{1,4}})[日일]?\.?{_S}[,،]?{_SPACE}{{0,2}}{_S}"
    rf"(?:(?:à|às|a las|kl\.?|klo|um|o|at|alle|ore|u){_SPACE})?"
    rf"(?:(?P<early>上午|下午|午前|午後|오전|오후|凌晨|早上|中午|晚上|AM|PM){_SPACE}?)?"
    rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))?"
    rf"(?:{_SPACE}?(?P<late>[AaPp]\.?{_SPACE}?[Mm]\b\.?|[صم](?!\w)))?{_S}(?:{_SPACE}Uhr)?"
    rf"(?(open)\]{_SPACE}?|{_SPACE}[-–—]{_SPACE}){_S}"
)
CANDIDATE = re.compile(
    rf"{_S}(?:\[{_S}\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\b[^\]\n]{{0,30}}\]|"
    rf"\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\b[^\n-]{{1,6}}\d{{1,2}}[:.]\d{{2}}\b[^\n-]{{0,12}}-{_SPACE})"
)
"""What looks like a beginning, whether or not it is one we understand."""
_AUTHOR = re.compile(rf"(?P<name>[^\n:]{{1,100}}?){_SPACE}?:(?:{_SPACE}|\Z)")
_EVENT = re.compile(
    r"[\"“„«]|\b(?:created|changed|added|removed|left|joined|pinned|turned (?:on|off)|deleted|started|you're now)\b"
)
"""Words of what an app itself says before a colon: no name of a person has them."""
_LATE = {"pm", "م", "下午", "午後", "오후", "晚上"}
_EARLY = {"am", "ص", "上午", "午前", "오전", "凌晨", "早上"}


class Head(NamedTuple):
    """A beginning as it stands: three numbers of a date in an order not yet known, the time, and where words begin."""

    line: int
    numbers: tuple[int, int, int]
    widths: tuple[int, int, int]
    mark: str
    clock: str
    """The time of day as ISO 8601 has it, to the minute or the second; empty when no clock shows it."""
    half: bool
    """Whether the time is told by halves of a day."""
    bracketed: bool
    written: str
    start: int
    """Where in the line the rest begins."""


def head_of(line: str, number: int = 0) -> Head | None:
    """Give the beginning of a message that a line is; None when it is none."""
    found = HEAD.match(line)
    if not found:
        return None
    told = found["one"], found["two"], found["three"]
    half = "".join(c for c in (found["early"] or found["late"] or "").lower() if c.isalpha())
    clock = _clock(int(found["hour"]), int(found["minute"]), found["second"], half)
    return Head(
        number,
        (int(told[0]), int(told[1]), int(told[2])),
        (len(told[0]), len(told[1]), len(told[2])),
        found["mark"].strip(),
        clock,
        bool(half),
        bool(found["open"]),
        line[: found.end()].strip(f"[]-–— \u00a0\u202f{_PLAIN}"),
        found.end(),
    )


_PLAIN = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def _clock(hour: int, minute: int, second: str | None, half: str) -> str:
    if half in _LATE and hour < 12:
        hour += 12
    elif half in _EARLY and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or int(second or 0) > 59:
        return ""
    return f"{hour:02}:{minute:02}" + (f":{int(second):02}" if second else "")


def author_of(rest: str) -> tuple[str, int]:
    """Give the author's name and where the words begin in what follows a beginning; no name for an app's own line."""
    found = _AUTHOR.match(rest)
    if not found or _EVENT.search(found["name"]):
        return "", 0
    return found["name"].strip(f" \u00a0\u202f~{_PLAIN}"), found.end()
