"""What people are said to hold: a role such as Treasurer or Chair of the Standards Panel, and the body it is of."""

from __future__ import annotations

import re
from typing import NamedTuple

from rejoinder.people.names import is_body

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'&-]*"
_BEFORE = (
    rf"(?:(?:Hon(?:orary)?\.?|Vice|Deputy|Assistant|Associate|Acting|Interim|Senior|Chief|Joint|Co|Lead|Independent"
    rf"|{_CAPITAL})[ -]){{0,3}}"
)
_TITLE = (
    r"(?:Chair(?:man|woman|person)?|Secretary|Treasurer|Clerk|President|Convenor|Convener|Moderator|Trustee|Governor"
    r"|Officer|Manager|Director|Registrar|Dean|Provost|Head|Headteacher|Principal|Solicitor|Barrister|Counsel|Adviser"
    r"|Advisor|Investigator|Auditor|Coordinator|Co-ordinator|Administrator|Councillor|Editor|Ombudsman|Commissioner"
    r"|Warden|Steward|Bursar|Receptionist|Caseworker|Professor|Lecturer|Engineer|Surveyor|Accountant|Captain)"
)
_SMALL = r"(?:of|and|for|to|the|in|&)"
_OF = rf"(?:,? (?:of|for|to) (?:the )?{_CAPITAL}(?: (?:{_SMALL} ){{0,2}}{_CAPITAL}){{0,5}})?"
ROLE = rf"{_BEFORE}{_TITLE}(?![\w’'-]){_OF}"
_ROLE = re.compile(rf"(?<![\w-])(?P<role>{ROLE})(?P<rest>(?:,| [–—-]| at) (?P<body>[^,;()|\n]{{3,80}}))?")
_BODY = re.compile(rf"(?:The )?{_CAPITAL}(?: (?:{_SMALL} ){{0,2}}{_CAPITAL}){{0,6}}")
SIGNS = re.compile(_TITLE)


class Held(NamedTuple):
    """A role and the body it is of, as one line says them; either may be empty."""

    role: str
    body: str
    start: int
    end: int


def held(line: str) -> Held | None:
    """Give the role a short line tells, with its body where that stands beside it; None where it tells none."""
    one = _ROLE.search(line)
    if one is None:
        return None
    body = (one["body"] or "").strip(" .")
    named = bool(body) and _BODY.fullmatch(body) is not None
    role, of = _parted(" ".join(one["role"].split()))
    return Held(role, body if named and is_body(body) else of, *(one.span() if named else one.span("role")))


def _parted(role: str) -> tuple[str, str]:
    """Give a role, and the body it names: the Standards Panel of “Chair of the Standards Panel”."""
    before, of, body = role.partition(" of ")
    body = body.removeprefix("the ")
    return (role, body) if of and is_body(body) and before else (role, "")


def body_of(line: str) -> str:
    """Give the body that a line names and nothing else; empty where it is none."""
    plain = line.strip(" .,")
    return plain if _BODY.fullmatch(plain) and is_body(plain) and not SIGNS.search(plain) else ""
