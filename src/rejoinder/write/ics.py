"""A calendar file (RFC 5545) of whole days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

FOLDED = 73
"""Octets of a line of a calendar, without what goes on (RFC 5545, 3.1)."""


class Entry(NamedTuple):
    """What stands in a calendar on its days."""

    id: str
    first: date
    after: date
    """The day after the last."""
    title: str
    told: str


def calendar(entries: Iterable[Entry], name: str, on: str) -> bytes:
    """Give a calendar of this name as it was made on a day (ISO 8601)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Rejoinder//{name}//EN", "CALSCALE:GREGORIAN"]
    stamp = f"{on.replace('-', '')}T000000Z"
    for one in entries:
        lines += ["BEGIN:VEVENT", f"UID:{one.id}@rejoinder", f"DTSTAMP:{stamp}"]
        lines += [f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}", f"DTEND;VALUE=DATE:{one.after:%Y%m%d}"]
        lines += [f"SUMMARY:{_escaped(one.title)}", f"DESCRIPTION:{_escaped(one.told)}"]
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    return b"".join(_folded(line) for line in (*lines, "END:VCALENDAR"))


def _escaped(words: str) -> str:
    """Give text as a calendar holds it (RFC 5545, 3.3.11)."""
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = "\\n".join(plain.splitlines())
    return "".join(letter for letter in lines if letter == "\t" or letter.isprintable())


def _folded(line: str) -> bytes:
    """Give a line of a calendar folded into lines of at most 75 octets, no character parted (RFC 5545, 3.1)."""
    parts, now = [], b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(now) + len(octets) > FOLDED:
            parts.append(now)
            now = b""
        now += octets
    return b"\r\n ".join([*parts, now]) + b"\r\n"
