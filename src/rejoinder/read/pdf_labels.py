"""What is written on a redaction rather than beneath it: that it is one, the ground, the day it was made."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rejoinder.model import Word
from rejoinder.read.pdf_pages import Side

_SAY = frozenset((
    "redacted", "redaction", "redactions", "redact", "privilege", "privileged", "confidential", "exempt", "exempted",
    "exemption", "exemptions", "withheld", "removed", "sealed", "foia", "gdpr", "dpa", "pii",
))  # fmt: skip
"""Words that say that something was taken away."""
_BESIDE = frozenset((
    "section", "sections", "sec", "personal", "data", "information", "third", "party", "out", "of", "scope",
    "irrelevant", "legal", "professional", "name", "names", "address", "under", "subject", "to", "and", "act", "art",
    "article", "para",
))  # fmt: skip
"""Words that stand beside those."""
_GROUND = re.compile(r"s?\d{0,3}[a-z]?|[a-z]\d{0,2}")
_DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_WORD = re.compile(r"\w+")


def is_label(said: str) -> bool:
    """Say whether words say that, and on what ground, something was taken away, every one of them."""
    words = [word.casefold() for word in _WORD.findall(said)]
    return any(word in _SAY for word in words) and all(
        word in _SAY or word in _BESIDE or _GROUND.fullmatch(word) for word in words
    )


def labels_in(runs: Sequence[Sequence[Word]], side: Side) -> list[Word]:
    """Give the words of those runs of covered words that are labels; one day alone, again and again, is one as well."""
    said = [[side.text[word.start - side.start : word.end - side.start] for word in run] for run in runs]
    days = {word for words in said for word in words}
    if sum(map(len, said)) > 2 and len(days) == 1 and all(map(_DAY.fullmatch, days)):
        return [word for run in runs for word in run]
    return [word for run, words in zip(runs, said, strict=True) if is_label(" ".join(words)) for word in run]
