"""A stretch of a letter into sentences: what is quoted inside one does not end it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Range = tuple[int, int]
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Hon|No|no|p|pp|para|paras|cl|art|r|v|vs|cf|approx|ref|e\.g|i\.e|a\.m|p\.m|inc)"
    r"|(?<!appendix\s)(?<!Appendix\s)(?<!Annex\s)(?<!Exhibit\s)(?<!Schedule\s)(?<!Annexe\s)(?<!plan\s)\b[A-Z])\.\Z"
)
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-Z0-9“\"])|\n\s*\n")

_CLOSED = re.compile(r"[\"”’»]\s+(?=(?:You|Your|It|This|That|These|The|On|In|At|We|He|She|They|No|A|An|Three|Two)\b)")


def sentences(text: str, start: int, end: int, quoted: Iterable[Range] = ()) -> Iterator[Range]:
    """Give start..end of each sentence of a stretch, without the spaces around it."""
    inside = [(first, last) for first, last in quoted if first < end and start < last]
    at = start
    ends = [*_END.finditer(text, start, end), *_after_words(text, inside, end)]
    for cut in sorted(ends, key=lambda one: one.end()):
        if _SHORTENED.search(text, max(at, cut.start() - 12), cut.start() + 1):
            continue
        if any(first <= cut.start() < last - 1 and cut.end() <= last for first, last in inside):
            continue
        yield from _told(text, at, cut.end())
        at = cut.end()
    yield from _told(text, at, end)


def _after_words(text: str, inside: Iterable[Range], end: int) -> Iterator[re.Match[str]]:
    """Give the marks that close quoted words with which a sentence ends, though no full stop says so."""
    for _, last in inside:
        if (closed := _CLOSED.match(text, last, end)) is not None:
            yield closed


def _told(text: str, start: int, end: int) -> Iterator[Range]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
