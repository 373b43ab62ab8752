"""Places where a letter asks for something: of which kind, and in which sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.awaiting.signs import KINDS, Kind, signs

__all__ = ["FORMAL", "KINDS", "Ask", "Kind", "asks"]

FORMAL = frozenset(KINDS) - {"question"}
"""Kinds that ask for an answer whatever their sentences are."""
_REPLIES = re.compile(r"^\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|fwd?|aw|wg|tr|rép|sv)\s?:", re.IGNORECASE)
"""Titles of what answers or passes on: they are the first message's, and tell nothing of this one."""
_REQUEST = re.compile(
    r"\b(?:please|kindly)\s(?:could\syou\s|can\syou\s|would\syou\s|also\s)?(?:send|tell|let\s(?:me|us)|confirm"
    r"|explain|reply|answer"
    r"|provide|give|say|state|advise|supply|forward|acknowledge|respond|write|inform|show|copy)\b"
    r"|\b(?:could|can|would|will|may)\s(?:you|I|we|it|this|that|there|somebody|someone)\b[^.!?\n]{2,160}\?"
    r"|\bI\s(?:ask|request|asked)\s(?:that|for|to\sbe|you)\b|\bI\s(?:should|would)\sbe\sgrateful\b|\bI\sask\s"
    r"(?:you|again|once\smore)\b"
    r"|\b(?:pourriez|pouvez|voudriez)-vous\b|\bveuillez\s(?!agréer|recevoir|croire|accepter)\w"
    r"|\bmerci\sde\s(?:bien\svouloir\s|me\s|nous\s|m['’])\w",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:who|what|when|where|which|why|how|whether|is|are|was|were|did|does|do|has|have|will|shall|may)"
    r"\b[^.!?]{6,220}\?"
    r"|\b(?:qui|quand|où|pourquoi|comment|combien|quel(?:le)?s?|est-ce\sque|avez-vous|y\sa-t-il)\b[^.!?]{6,220}\?",
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
    own_title = "" if _REPLIES.match(title) else title
    for kind, pattern in signs().items():
        one = pattern.search(text, start, end)
        if one is None and pattern.search(own_title):
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
