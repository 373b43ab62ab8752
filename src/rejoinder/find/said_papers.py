"""Places that speak of a document by its mark, its author or its place, with no day: "Appendix C", "your email below".

Only what is said to exist is a mention: not the schedule to an Act, nor a note that somebody ought to make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rejoinder.find.said_dates import SaidDate
from rejoinder.find.signs import near
from rejoinder.model import Allusion

_TITLE = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Cllr|Councillor)\.?"
_SURNAME = r"[A-Z][\w’'-]{1,25}"
TITLED = rf"{_TITLE}\s(?:[A-Z]\.?\s|{_SURNAME}\s){{0,2}}{_SURNAME}"
"""A person with a title, as letters name an expert or a witness."""
_POSSESSIVE = r"(?:(?<=s)['’]|['’]s)"
_OWNER = r"(?i:my|our|your|his|her|their)"
_PAPER = r"(?i:witness\sstatement|report|statement|assessment|opinion)"
_VERDICT = re.compile(
    rf"\b(?:(?i:the|a|an|that|this|{_OWNER}))\s(?:[a-z-]{{2,15}}\s){{0,2}}(?P<noun>{_PAPER})"
    rf"\s(?:(?i:made|written|prepared|given|signed)\s)?(?i:by|of)\s(?P<who>{TITLED})"
    rf"|(?P<who2>{TITLED}?){_POSSESSIVE}\s(?:[a-z-]{{2,15}}\s){{0,2}}(?P<noun2>{_PAPER})\b"
)
_STATEMENT = re.compile(r"\b(?P<whose>my|our|your|his|her)\s(?:[a-z]{3,10}\s)?witness\sstatement\b", re.IGNORECASE)
_NOTE = re.compile(
    r"\b(?:(?P<whose>my|our|your|his|her|the)\s(?:file|telephone|attendance)\snotes?\b(?=\s(?:says?|said|records?|recorded"
    r"|shows?|showed|reads?|states?|stated|confirms?|confirmed|makes?|of|does|did|is|was)\b)"
    r"|(?P<who>I|we|he|she|you)\s(?:have\s|also\s|duly\s)?(?:made|kept|took|taken|wrote|written)\sa\s(?:full\s|short\s|contemporaneous\s)?"
    r"(?:file\snote|attendance\snote|telephone\snote|note\sof\s(?:the|our|this|that|what)\s(?:[a-z]{2,15}\s)?(?:call|conversation|meeting|was\ssaid))\b"
    r"|a\s(?:file|telephone|attendance)\snote\s(?:was|has\sbeen)\s(?:made|kept|taken|placed)\b)",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"\b(?:item|point)\s(?P<mark>\d{1,2})\s(?:of|on)\s(?:the|your|our|that)\sagenda\b|\bagenda\sitem\s(?P<mark2>\d{1,2})\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    rf"\b(?:(?:your|my|his|her|their|the|this|see|{_SURNAME}['’]s)\s(?:[a-z]{{2,12}}\s)?(?:e-?mails?|messages?)"
    rf"(?:\sfrom\s[^\W\d_][\w’'-]{{1,20}}(?:\s[A-Z][\w’'-]{{1,20}})?)?\sbelow\b(?!\s(?:the|zero|par|average|cost|\d))"
    rf"|below\s(?:is\s|please\sfind\s|you\swill\sfind\s)?(?:a\scopy\sof\s)?(?:the|his|her|your|my|an)\s(?:e-?mails?|messages?)"
    rf"\sfrom\b)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?<![\w-])(?:(?P<kind>Appendix|Annexe?|Schedule|appendix|annexe?)\s(?P<mark>[A-Z]|\d{1,2}|[IVX]{1,4})"
    r"|(?P<exhibit>[Ee]xhibit)\s(?:marked\s)?[\"“'‘]?(?P<initials>[A-Z]{1,4})\s?[/-]?\s?(?P<number>\d{1,3})"
    r"|(?i:behind|at|under|see|to)\s(?P<tab>[Tt]ab)\s(?P<place>\d{1,3}))(?![\w/]|[.-]\d)"
)
_LAW = re.compile(
    r"\b(?:Act|Regulations?|Rules|Order|Directive|Code|Convention|Treaty|GDPR|CPR|Constitution|Statute|Protocol|Standard"
    r"|ISO|RFC|IAS|IFRS)\b|\b(?:website|web site|book|textbook|handbook|guidance|edition|published)\b|\bv\.?\s[A-Z]"
)
"""Of a sentence with one of these, an appendix is of something that all may read."""
_UNSAID = re.compile(
    r"\b(?:no|any|if|unless|will(?!\s(?:find|see|recall|remember|know|note)\b)|would|shall|going to|whether|could"
    r"|should|please (?:send|make|prepare|provide)|without"
    r"|template|draft|example|e\.g\.|may|might|must|ought|nobody|never|not|need(?:s|ed)?|ask(?:ed)? for|request(?:ed)?"
    r"|expect"
    r"|await(?:ing)?|until|once)\b|n['’]t\b",
    re.IGNORECASE,
)
FORMAL = (
    r"(?:committee|sub-committee|board|panel|council|trustees|governors|disciplinary|grievance|appeals?|hearing|cabinet"
    r"|executive|annual\sgeneral|AGM|EGM|case\sconference|strategy|investigat(?:ion|ory|ive)|directors|senate)"
)
_DECIDED = (
    r"(?:agreed|decided|resolved|voted|approved|concluded|minuted|noted|discussed|told|confirmed|rejected|refused)"
)
_MEETING = re.compile(
    rf"\b(?P<body>{FORMAL})['’]?s?\s(?:[a-z]{{2,12}}\s){{0,1}}(?:meeting|hearing)(?:\sheld)?\s(?:on|of)\s(?:the\s)?$"
    rf"|\b(?:meeting|hearing)\sof\s(?:the|its|our)\s(?:[a-z]{{2,12}}\s){{0,2}}?{FORMAL}(?:\sheld)?\s(?:on|of)\s(?:the\s)?$"
    rf"|\b{FORMAL}\s(?:met|(?:{_DECIDED}\s)?(?:at|in)\s(?:its|their)\smeeting)(?:\sheld)?\s(?:on|of)\s(?:the\s)?$",
    re.IGNORECASE,
)
_DECISION = re.compile(rf"\b{_DECIDED}\b", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\b(?:no|not|never|if|unless|will|would|shall|should|could|next|cancelled|postponed|whether|may|might)\b|n['’]t\b",
    re.IGNORECASE,
)
_MARKED_SIGNS = ("appendix", "annex", "schedule ", "exhibit", "tab ")
_PAPER_SIGNS = ("report", "statement", "assessment", "opinion")
_WRITTEN = (
    (_STATEMENT, ("statement",), "witness statement"),
    (_NOTE, ("e note", "note of "), "notes"),
    (_AGENDA, ("agenda",), "agenda"),
)
MEETING_SIGNS = ("meeting", "hearing", " met ")
_PARAGRAPH = re.compile(r"\n[ \t]*\n[ \t#*•\d.)–—-]*$")
_END = re.compile(r"[.!?;:]\s|\s\s\s*(?=\S)")
"""Where a sentence ends; a line break alone ends none."""


def said_papers(text: str, lines: str, low: str, edges: tuple[int, int]) -> Iterator[Allusion]:
    """Give what is spoken of without a day in a stretch of own words.

    `lines` is the same text with its line breaks, which are spaces in the other; `low` has its letters small.
    """
    for one in near(_MARKED, _MARKED_SIGNS, text, low, edges):
        sentence = _sentence(text, one, edges)
        if not _LAW.search(sentence) and _is_said(text, one, edges) and not _heads(lines, one.start(), edges[0]):
            yield _marked(one)
    for one in near(_VERDICT, _PAPER_SIGNS, text, low, edges):
        if _is_said(text, one, edges):
            noun = " ".join((one["noun"] or one["noun2"]).lower().split())
            yield Allusion("written", noun, *one.span(), author=one["who"] or one["who2"])
    for pattern, signs, noun in _WRITTEN:
        for one in near(pattern, signs, text, low, edges):
            if _is_said(text, one, edges):
                yield Allusion("written", noun, *one.span(), author=_writer(one))
    for one in near(_BELOW, ("below",), text, low, edges):
        if _is_said(text, one, edges):
            yield Allusion("below", "email", *one.span(), author=_owner(one[0]))


def _marked(one: re.Match[str]) -> Allusion:
    kind, mark = (one["kind"] or one["exhibit"] or one["tab"]).lower(), one["mark"] or one["place"]
    if one["exhibit"]:
        mark = f"{one['initials']}{one['number']}"
    begin = one.start("tab") if one["tab"] else one.start()
    return Allusion("marked", "annex" if kind == "annexe" else kind, begin, one.end(), mark=mark)


def _writer(one: re.Match[str]) -> str:
    said = one.groupdict()
    whose = (said.get("whose") or "").lower()
    if said.get("who"):
        whose = {"i": "my", "we": "my", "you": "your"}.get(said["who"].lower(), "")
    return {"my": "my", "our": "my", "your": "your"}.get(whose, "")


def _owner(said: str) -> str:
    first = said.split()[0].lower()
    return first if first in ("my", "your") else ""


def _sentence(text: str, one: re.Match[str], edges: tuple[int, int]) -> str:
    """Give the sentence in which words stand, no more than is read at a glance on either side."""
    since, until = max(edges[0], one.start() - 200), min(edges[1], one.end() + 200)
    return _END.split(text[since : one.start()])[-1] + one[0] + _END.split(text[one.end() : until])[0]


def _is_said(text: str, one: re.Match[str], edges: tuple[int, int]) -> bool:
    """Say whether the words before a mention let it stand as a thing that exists, and no question is asked of it."""
    before = _END.split(text[max(edges[0], one.start() - 160) : one.start()])[-1]
    after = text[one.end() : min(edges[1], one.end() + 120)]
    asked = re.match(r"[^.!;:]{0,120}\?|\s(?:would|could|should|might|may|must|will)\b", after)
    return not _UNSAID.search(before[-80:]) and not asked


def _heads(lines: str, at: int, start: int) -> bool:
    """Say whether words stand at the beginning of a paragraph: a heading is the thing itself."""
    return bool(_PARAGRAPH.search(lines, max(start, at - 40), at)) or not lines[start:at].strip()


def said_meeting(text: str, told: SaidDate, edges: tuple[int, int]) -> Allusion | None:
    """Give the minutes that a formal meeting must have left: one of that day at which something was decided."""
    since = max(edges[0], told.start - 160)
    one = _MEETING.search(text, since, told.start)
    if one is None:
        return None
    before = _END.split(text[since : told.start])[-1]
    after = _END.split(text[told.end : min(edges[1], told.end + 160)])[0]
    if not _DECISION.search(before + after) or _NOT_HELD.search(before) or after.rstrip().endswith("?"):
        return None
    begin = max(one.start(), since)
    return Allusion("meeting", "minutes", begin, told.end, told.date, told.relative)
