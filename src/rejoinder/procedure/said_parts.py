"""Who is said to have had which part: complained, witnessed, investigated, decided, was wronged, was complained about.

Each is a place in a document's own words, with a name or an office as it stands there; none is more than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rejoinder.procedure.names import LINE_NAME, NAME

Part = Literal[
    "accused", "complainant", "witness", "investigator", "decider", "appeal decider", "wronged", "complained about",
    "notetaker",
]  # fmt: skip
PARTS: tuple[Part, ...] = (
    "accused", "complainant", "witness", "wronged", "complained about", "investigator", "decider", "appeal decider",
    "notetaker",
)  # fmt: skip
WRITER = "the writer"
"""In place of a name: whoever wrote the document."""
OFFICE = (
    r"(?:(?:(?:Honorary|Hon\.?|Acting|Deputy|Vice|Membership|Plots|Welfare|Complaints|Branch|Regional|National|General"
    r"|Investigating|Presenting|Personnel|Compliance|Safeguarding|Data\sProtection|Human\sResources|HR|Line"
    r"|Managing|Group|Team"
    r"|Company|Club|Social|Events|Press|Site|[A-Z][a-z]+s)[\s-])*"
    r"(?:Chair(?:man|woman|person)?|Secretary|Treasurer|President|Convenor|Convener|Steward|Clerk|Registrar|Principal"
    r"|Head(?:teacher)?|Director|Manager|Officer|Captain|Moderator|Warden|Trustee|Governor|Bursar|Dean|Provost))"
)
_WHO = rf"(?:(?:[Tt]he\s|[Oo]ur\s|[Yy]our\s)?(?P<office>{OFFICE})\b|(?P<name>{NAME}))"
_HAD = r"(?:has\s|had\s)?"
_BEEN = r"(?:was\s|has\sbeen\s|had\sbeen\s)?"
_SENT_IN = r"(?:made|brought|lodged|received|raised|submitted)"
_ASKED = r"(?:appointed|asked|instructed|nominated)\s(?:to\sinvestigate|as\s(?:the\s)?investigat)"
_SAID: tuple[tuple[Part, str], ...] = (
    ("complainant", rf"\bcomplaint\s(?:{_BEEN}{_SENT_IN}\s)?(?:by|from)\s{_WHO}"),
    ("complainant", rf"{_WHO}['’]s\s(?:formal\s|written\s|original\s)?complaint\b"),
    ("complainant", rf"{_WHO}\s{_HAD}(?:formally\s)?complained\b"),
    ("complainant", rf"{_WHO}\s{_HAD}{_SENT_IN}\s(?:a|the|this|his|her)\s(?:formal\s)?complaint\b"),
    ("complainant", rf"{_WHO}\s(?:is|was|being)\sthe\scomplainant\b"),
    ("complainant", rf"\bthe\scomplainant,?\s\(?{_WHO}"),
    ("witness", rf"\bwitness(?:ed)?\s(?:statement\s)?(?:by|of|from)\s{_WHO}"),
    ("witness", rf"{_WHO}\s{_HAD}(?:witnessed\sthe|gave\s(?:evidence|a\s(?:witness\s)?statement))\b"),
    ("witness", rf"{_WHO}\swas\s(?:a|called\sas\sa)\switness\b"),
    ("witness", rf"\bas\s(?:was\s|were\s)?(?:witnessed|reported|observed|overheard)\s(?:to\sus\s)?by\s{_WHO}"),
    ("investigator", rf"{_WHO}\s(?:was|is|has\sbeen|had\sbeen|be)\s{_ASKED}"),
    ("investigator", rf"\binvestigat(?:ing\sofficer|or)(?:,|:|\s(?:is|was|will\sbe))?\s\(?{_WHO}"),
    (
        "investigator",
        r"\binvestigation(?:\sreport)?\s(?:was\s)?(?:(?:carried\sout|conducted|made|undertaken|written)\s)?"
        rf"by\s{_WHO}",
    ),
    ("investigator", rf"{_WHO}\s{_HAD}investigated\s(?:the|this|your|her|his)\b"),
    (
        "decider",
        rf"{_WHO}\s(?:chaired|sat\son|sits\son|will\schair)\s(?:the|this|that|your)\s(?:disciplinary\s)?(?:panel"
        rf"|hearing)\b",
    ),
    (
        "decider",
        r"\b(?:[Tt]he|[Yy]our)\s(?:disciplinary\s)?hearing\s(?:was|will\sbe)\s(?:held|heard|chaired|conducted)\sby\s"
        rf"{_WHO}",
    ),
    (
        "appeal decider",
        r"\b[Aa]ppeal\s(?:was|will\sbe|is\sto\sbe|has\sbeen)\s(?:heard|considered|decided|determined|chaired)\sby\s"
        rf"{_WHO}",
    ),
    (
        "appeal decider",
        rf"{_WHO}\s(?:heard|will\shear|has\sheard|considered|dismissed|upheld)\s(?:the|your|her|his)\sappeal\b",
    ),
)
_PATTERNS = tuple((part, re.compile(pattern)) for part, pattern in _SAID)
_SIGN = re.compile(
    r"complain|witness|investigat|reported|observed|overheard|evidence|statement|hearing|panel|appeal", re.I
)
"""A word without which nothing is said of a part."""
REACH = 400
"""Characters before and after such a word in which all that is said with it stands."""
_WRITER = re.compile(
    r"\bI\s(?:(?:wish|want|would\slike|should\slike|have|am\swriting|write|must|feel\sI\smust)\s(?:to\s)?)"
    r"(?:(?:make|lodge|raise|bring|submit)\s(?:a|my|this)\s(?:formal\s)?complaint|(?:formally\s)?complain)\b"
    r"|\bthis\sis\sa\s(?:formal\s)?complaint\s(?:about|against|of)\b"
)
_INVESTIGATOR = re.compile(
    r"\bI\s(?:have\sbeen|was|am)\s(?:appointed|asked|instructed)\s(?:to\sinvestigate|as\s(?:the\s)?investigat)"
)
_AGAINST = re.compile(
    rf"\b(?:complain(?:t|ed|ing|s)?|grievance)\s(?:formally\s)?(?:to\s[^.]{{1,40}}\s)?(?:about|against|of)\s"
    rf"(?:the\sconduct\sof\s)?{_WHO}"
)
_WRONGED = re.compile(
    rf"\b(?:to\sthe\s(?:injury|detriment|distress|harm|embarrassment)\sof|in\sorder\sto\s(?:embarrass|harm"
    rf"|injure|distress|intimidate)"
    rf"|(?:insult(?:ed|ing)|embarrass(?:ed|ing)|harass(?:ed|ing)|bull(?:ied|ying)|defam(?:ed|ing)|threaten(?:ed"
    rf"|ing)|abus(?:ed|ing)"
    rf"|towards|directed\sat))\s{_WHO}"
)
_ROLL = re.compile(
    r"^[ \t]*(?P<what>present|in attendance|attending|members present|panel members?|panel|the panel)[ \t]*[:\t][ \t]*"
    r"(?P<who>[^\n]{4,600})$",
    re.IGNORECASE | re.MULTILINE,
)
_LIST = re.compile(
    rf"\b(?:for|of)\sthe\s(?P<body>(?:appeals?\s)?panel|committee|board)\s?\((?P<who>[^()\n]{{5,300}})\)"
    rf"|\b(?P<body2>(?:appeals?\s)?panel)\s(?:of|consisting\sof|comprising|comprised|was|were|is|are|:)"
    rf"\s(?P<who2>{NAME}(?:(?:,\s|\sand\s|,\sand\s){NAME})+)"
)
_EACH = re.compile(rf"(?P<name>{NAME})(?:\s\((?P<office>[^()]{{2,60}})\))?")
_NOT_SO = re.compile(r"\b(?:no|not|never|nor|if|whether|unless|could|would|should|might|may)\b|n['’]t\b", re.IGNORECASE)


class Said(NamedTuple):
    """A place that says who had a part."""

    part: Part
    who: str
    """A name, an office with `is_office`, or WRITER."""
    start: int
    end: int
    is_office: bool = False


class Held(NamedTuple):
    """A place that says who holds an office."""

    name: str
    office: str
    start: int
    end: int


def said_parts(text: str, start: int = 0, end: int | None = None) -> Iterator[Said]:
    """Give who is said, in a stretch of own words, to have complained, witnessed, investigated or decided."""
    near = _near(text, start, len(text) if end is None else end)
    for part, pattern in _PATTERNS:
        for one in _found(pattern, text, near):
            if not _is_denied(text, one.start()):
                yield _said(part, one)
    for part, pattern in (("complainant", _WRITER), ("investigator", _INVESTIGATOR)):
        for one in _found(pattern, text, near):
            yield Said(part, WRITER, *one.span())


def _near(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the stretches in which a part may be said, so that a long paper is not searched name by name."""
    made: list[tuple[int, int]] = []
    for one in _SIGN.finditer(text, start, end):
        first, last = max(start, one.start() - REACH), min(end, one.end() + REACH)
        if made and first <= made[-1][1]:
            made[-1] = (made[-1][0], last)
        else:
            made.append((first, last))
    return made


def _found(pattern: re.Pattern[str], text: str, near: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    return (one for first, last in near for one in pattern.finditer(text, first, last))


def _said(part: Part, one: re.Match[str]) -> Said:
    office = one["office"]
    return Said(part, " ".join((office or one["name"]).split()), *one.span(), bool(office))


def _is_denied(text: str, start: int) -> bool:
    """Say whether what stands before, in its sentence, denies it or only supposes it."""
    before = re.split(r"[.!?;:\n]", text[max(0, start - 60) : start])[-1]
    return _NOT_SO.search(before) is not None


def wronged(text: str, start: int, end: int) -> Iterator[Said]:
    """Give who, by the words of an allegation, was wronged by what is complained of."""
    yield from (_said("wronged", one) for one in _WRONGED.finditer(text, start, end))


def complained_about(text: str, start: int, end: int) -> Iterator[Said]:
    """Give whom the writer of these own words complains about."""
    for one in _AGAINST.finditer(text, start, end):
        if not _is_denied(text, one.start()):
            yield _said("complained about", one)


def roll(text: str) -> Iterator[tuple[str, Said]]:
    """Give, from the head of minutes, who was present, and who was in attendance: (present or in attendance, who)."""
    for one in _ROLL.finditer(text, 0, min(len(text), 6_000)):
        what = "in attendance" if one["what"].lower() in ("in attendance", "attending") else "present"
        for name in _EACH.finditer(one["who"]):
            first = one.start("who") + name.start()
            yield what, Said("decider", " ".join(name["name"].split()), first, first + len(name["name"]))


def panel(text: str) -> Iterator[Said]:
    """Give who sat on a panel, where its members stand in a list after its name."""
    for one in _LIST.finditer(text):
        kind = "who" if one["who"] else "who2"
        body = one["body"] or one["body2"]
        part: Part = "appeal decider" if body.lower().startswith("appeal") else "decider"
        for name in _EACH.finditer(one[kind]):
            first = one.start(kind) + name.start()
            yield Said(part, " ".join(name["name"].split()), first, first + len(name["name"]))


_SIGNED = re.compile(
    rf"^[ \t]*(?P<name>{LINE_NAME})[ \t]*(?:,[ \t]*|\n[ \t]*)(?P<office>{OFFICE})\b(?=[ \t]*(?:$|,|\(|\n))",
    re.MULTILINE,
)
_IN_BRACKETS = re.compile(rf"\b(?P<name>{NAME})\s\((?P<office>{OFFICE})\)")


def offices(text: str, start: int = 0, end: int | None = None) -> Iterator[Held]:
    """Give who is said to hold an office: below a signature, after a name, or in brackets behind it."""
    last = len(text) if end is None else end
    for pattern in (_SIGNED, _IN_BRACKETS):
        for one in pattern.finditer(text, start, last):
            yield Held(" ".join(one["name"].split()), " ".join(one["office"].split()), *one.span())


def office_key(office: str) -> str:
    """Give an office as it is compared: without what makes no other office of it."""
    told = re.sub(r"\b(?:honorary|hon\.?|the|our|your)\s", "", f"{office.lower()} ".replace("-", " ")).strip()
    return re.sub(r"chair(?:man|woman|person)\Z", "chair", " ".join(told.split()))
