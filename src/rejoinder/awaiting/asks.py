"""Places where a letter asks for something: of which kind, and in which sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["access request", "information request", "complaint", "grievance", "appeal", "chaser", "question"]
KINDS: tuple[Kind, ...] = (
    "access request", "information request", "complaint", "grievance", "appeal", "chaser", "question",
)  # fmt: skip
FORMAL = frozenset(KINDS) - {"question"}
"""Kinds that ask for an answer whatever their sentences are."""
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "access request",
        r"\bsubject\saccess\srequest|\bdata\ssubject\saccess|\bD?SAR\b|\bright\sof\saccess\b"
        r"|\brequest\sfor\s(?:all\s|a\scopy\sof\s(?:all\s)?)?(?:of\s)?my\spersonal\s(?:data|information)"
        r"|\b(?:a\scopy\sof|send\sme)\s(?:all\s)?(?:of\s)?(?:the\s|my\s)?personal\s(?:data|information)"
        r"|\bArticle\s15\b|\bsection\s7\sof\sthe\sData\sProtection\sAct",
    ),
    (
        "information request",
        r"\bFreedom\sof\sInformation\b.{0,60}\brequest|\brequest\b.{0,60}\bFreedom\sof\sInformation\b|\bFOI\srequest\b"
        r"|\bEnvironmental\sInformation\sRegulations\b.{0,60}\brequest|\brequest\b.{0,60}\bEnvironmental"
        r"\sInformation\b",
    ),
    ("grievance", r"\b(?:my|a|this)\s(?:formal\s|written\s)?grievance\b|\braise\sa\s(?:formal\s)?grievance"),
    (
        "complaint",
        r"\b(?:I|we)\s(?:wish|want|would\slike|should\slike|am\swriting|write|must)\s(?:to\s)?(?:formally\s)?"
        r"(?:complain\b"
        r"|(?:make|lodge|raise|bring)\s(?:a|this)\s(?:formal\s)?complaint)|\bthis\sis\sa\s(?:formal\s)?complaint\b"
        r"|\bmy\s(?:formal\s)?complaint\sis\b",
    ),
    (
        "appeal",
        r"\bmy\sappeal\b|\bI\s(?:hereby\s|wish\sto\s|would\slike\sto\s|want\sto\s)?appeal\b|\bappeal\sagainst\b"
        r"|\bnotice\sof\sappeal\b",
    ),
    (
        "chaser",
        r"\b(?:second|final|further|gentle)\sreminder\b|\breminder\b|\byour\s(?:answer|reply|response)\s(?:was"
        r"|is)\s(?:now\s)?"
        r"(?:due|overdue|late)\b|\b(?:I|we)\s(?:have|had)\s(?:still\s)?(?:not\syet\s|not\s|never\s)(?:yet\s)?"
        r"(?:heard|received|had)\b.{0,60}\b(?:answer|reply|response|acknowledg\w+|back|from\syou|data)\b"
        r"|\b(?:has|have)\snot\s(?:yet\s)?been\sanswered\b|\b(?:neither|none)\s(?:of\s\w+\s)?(?:has|have)\sbeen"
        r"\sanswered\b"
        r"|\bI\shave\shad\sno\s(?:answer|reply|response|data|acknowledg\w+)\b|\bstill\swaiting\b|\bchas(?:e|ing)\b",
    ),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in _PATTERNS)
_REQUEST = re.compile(
    r"\b(?:please|kindly)\s(?:could\syou\s|can\syou\s|would\syou\s|also\s)?(?:send|tell|let\s(?:me|us)|confirm"
    r"|explain|reply|answer"
    r"|provide|give|say|state|advise|supply|forward|acknowledge|respond|write|inform|show|copy)\b"
    r"|\b(?:could|can|would|will|may)\s(?:you|I|we|it|this|that|there|somebody|someone)\b[^.!?\n]{2,160}\?"
    r"|\bI\s(?:ask|request|asked)\s(?:that|for|to\sbe|you)\b|\bI\s(?:should|would)\sbe\sgrateful\b|\bI\sask\s"
    r"(?:you|again|once\smore)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:who|what|when|where|which|why|how|whether|is|are|was|were|did|does|do|has|have|will|shall|may)"
    r"\b[^.!?]{6,220}\?",
    re.IGNORECASE | re.DOTALL,
)
_RHETORICAL = re.compile(
    r"\b(?:how are you|are you well|how (?:is|are) (?:the|your)|is it not|isn['’]t it|who knows|why not)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n\s*\n")


class Ask(NamedTuple):
    """A sentence that asks for something."""

    kind: Kind
    start: int
    end: int


def asks(text: str, start: int, end: int, title: str = "") -> Iterator[Ask]:
    """Give what a stretch of own words asks for, the formal kinds first, each kind once; a title counts for them."""
    found: set[str] = set()
    for kind, pattern in _KINDS:
        one = pattern.search(text, start, end)
        if one is None and pattern.search(title):
            at = text.find(title, 0, start)
            begins = start + len(text[start:end]) - len(text[start:end].lstrip())
            found.add(kind)
            yield (
                Ask(kind, at, at + len(title)) if at >= 0 else Ask(kind, *_sentence(text, start, begins, (start, end)))
            )
        elif one:
            found.add(kind)
            yield Ask(kind, *_sentence(text, one.start(), one.end(), (start, end)))
    for pattern in (_REQUEST, _QUESTION):
        for one in pattern.finditer(text, start, end):
            where = _sentence(text, one.start(), one.end(), (start, end))
            if not _RHETORICAL.search(text, *where):
                yield Ask("question", *where)
                return


def _sentence(text: str, first: int, last: int, edges: tuple[int, int]) -> tuple[int, int]:
    """Give the sentence around a place, within its stretch."""
    start, end = edges
    before = [one.end() for one in _SENTENCE.finditer(text, start, first)]
    after = _SENTENCE.search(text, last, end)
    begin, over = before[-1] if before else start, after.start() if after else end
    words = text[begin:over]
    return begin + len(words) - len(words.lstrip()), over - (len(words) - len(words.rstrip()))
