"""Redactions as they are seen: what a covered place says of itself, and how much of what is written it covers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rejoinder.model import Document, Page, Redaction, Word

WORDS = "words"
"""The look of a place where only words say that something was taken out."""
LONGEST = 80
"""Characters of a label."""
UNSURE = "?"
"""The label of a place on whose picture something is written: it is a redaction only where that is a label."""
_TOLD = r"[\[(<{{][^\S\n]?(?:{0})(?:[^\]\)>}}\n]{{0,60}})[\]\)>}}]"
"""Words between brackets that begin with a word for a redaction."""
_CITED = r"\[[^\S\n]?(?:{0})[^\S\n]?\]"
"""A law alone between square brackets: between round ones a sentence may only cite it."""
_ONLY = (
    r"[^\w(]{{0,3}}(?>(?:(?>\(?(?:{0}|exempt(?:ion|ed)?|redact(?:ed|ion)|withheld|removed|foia?|dpa|gdpr|eir|under|and)"
    r"\)?)[^\w(]{{0,8}})+)"
)


_LABELS: dict[str, Any] = tomllib.loads(
    resources.files("rejoinder").joinpath("redaction_labels.toml").read_text("utf-8")
)
"""Read when this is imported: where documents are read no file can be opened."""


class Law(NamedTuple):
    """A law that labels name, and the provisions of it that can be a reason to withhold."""

    name: str
    pattern: re.Pattern[str]
    numbers: frozenset[str]
    source: str


class Written(NamedTuple):
    """How much of one page is written, in square points, and how much of that is covered."""

    page: int
    covered: float
    written: float

    @property
    def share(self) -> float:
        """Give the part of what is written that is covered, 0 to 1."""
        return self.covered / self.written if self.written else 0.0


@cache
def laws() -> tuple[Law, ...]:
    """Give the laws that labels name."""
    return tuple(
        Law(one["name"], re.compile(one["pattern"], re.IGNORECASE), frozenset(one["numbers"]), one["source"])
        for one in _LABELS["law"]
    )


class _Patterns(NamedTuple):
    alone: re.Pattern[str]
    """What is a label wherever it stands."""
    told: re.Pattern[str]
    """What of that stands between brackets."""
    only: re.Pattern[str]
    """What is a label on a covered place."""
    signs: tuple[str, ...]
    """Letters without which there is no label but between brackets."""


@cache
def _patterns() -> _Patterns:
    words = [one for one in _LABELS["words"] if one["brackets"]]
    bare = [f"(?-i:{one['pattern']})" if one.get("cased") else one["pattern"] for one in _LABELS["words"]]
    named = [re.sub(r"\?P<\w+>", "?:", one["pattern"]) for one in _LABELS["law"]]
    said, cited = "|".join(one["pattern"] for one in words), "|".join(dict.fromkeys(named))
    typed = "|".join(one for one, own in zip(bare, _LABELS["words"], strict=True) if not own["brackets"])
    told = f"{_TOLD.format(said)}|{_CITED.format(cited)}"
    alone = f"{told}|(?<![\\w█])(?:{typed})(?![\\w█])"
    only = _ONLY.format("|".join(dict.fromkeys([*bare, *named])))
    signs = tuple(one["sign"] for one in _LABELS["words"] if not one["brackets"])
    return _Patterns(
        re.compile(alone, re.IGNORECASE), re.compile(told, re.IGNORECASE), re.compile(only, re.IGNORECASE), signs
    )


def label_of(words: str) -> str:
    """Give the words that stand on a covered place where they are a label; empty where they are anything else."""
    said = " ".join(words.split())
    if not said or len(said) > LONGEST:
        return ""
    return said if _patterns().only.fullmatch(said) or _patterns().alone.fullmatch(said) else ""


def labels_in(text: str) -> Iterator[tuple[int, int]]:
    """Give start..end of the words of a text that say that something was taken out there."""
    patterns = _patterns()
    pattern = patterns.alone if any(sign in text for sign in patterns.signs) else patterns.told
    for found in pattern.finditer(text):
        yield found.span()


def unknown(label: str) -> str:
    """Give the provision that a label names where no law listed has it as a reason to withhold; empty otherwise."""
    named = ""
    for law in laws():
        for found in law.pattern.finditer(label):
            number = next(filter(None, found.groups()), "")
            if number.upper() in law.numbers:
                return ""
            named = named or found[0].strip()
    return named


def redactions_of(document: Document) -> tuple[tuple[Redaction, ...], tuple[int, ...]]:
    """Give a document's redactions with their labels, and for each the number of its page; 0 without pages."""
    if not document.pages:
        return _in_words(document.text)
    found: list[Redaction] = []
    numbers: list[int] = []
    for page in document.pages:
        here = list(_on_page(document.text, page))
        found += here
        numbers += [page.number] * len(here)
    return tuple(found), tuple(numbers)


def _in_words(text: str) -> tuple[tuple[Redaction, ...], tuple[int, ...]]:
    found = tuple(Redaction(0, 0, 0, 0, WORDS, _shown(text[one:end]), one, end) for one, end in labels_in(text))
    return found, (0,) * len(found)


def _shown(label: str) -> str:
    said = " ".join(label.split())[:LONGEST]
    return re.sub("█{4,}", "███", said)


def _on_page(text: str, page: Page) -> Iterator[Redaction]:
    """Give what is covered on a page with what it says of itself, then what only words tell."""
    taken: set[int] = set()
    edges = np.array([word[2:] for word in page.words], dtype=np.float64).reshape(-1, 4)
    for one in page.redactions:
        on = [page.words[at] for at in _within(edges, one)]
        said = " ".join(text[word.start : word.end] for word in on)
        label = label_of(said)
        if not label and (one.label == UNSURE or _says_else(said)):
            continue
        taken.update(at for word in on for at in range(word.start, word.end))
        beside = on or _beside(page.words, edges, one)
        span = (beside[0].start, beside[-1].end) if beside else (page.start, page.start)
        yield one._replace(label=_shown(label) if label.strip("█ ") else "", start=span[0], end=max(*span))
    for start, end in labels_in(text[page.start : page.end]):
        first, last = start + page.start, end + page.start
        if first in taken:
            continue
        words = [word[2:] for word in page.words if word.start < last and word.end > first]
        left, top, right, bottom = zip(*words, strict=True) if words else ((0.0,),) * 4
        box = (min(left), min(top), max(right), max(bottom))
        yield Redaction(*box, WORDS, _shown(text[first:last]), first, last)


def _says_else(said: str) -> bool:
    """Say whether words on a place are seen on it, most of them: those beneath it are blocks."""
    return 2 * sum(map(str.isalnum, said)) > said.count("█") + sum(map(str.isalnum, said))


def _within(edges: npt.NDArray[np.float64], one: Redaction) -> list[int]:
    """Give which words have their middle on a place."""
    across, down = (edges[:, 0] + edges[:, 2]) / 2, (edges[:, 1] + edges[:, 3]) / 2
    inside = (one.left <= across) & (across <= one.right) & (one.top <= down) & (down <= one.bottom)
    return [int(at) for at in np.flatnonzero(inside)]


def _beside(words: Sequence[Word], edges: npt.NDArray[np.float64], one: Redaction) -> list[Word]:
    """Give the word that stands nearest to a place, those of its own line first."""
    if not words:
        return []
    down = np.maximum(0.0, np.maximum(one.top - edges[:, 3], edges[:, 1] - one.bottom))
    across = np.maximum(0.0, np.maximum(one.left - edges[:, 2], edges[:, 0] - one.right))
    nearest = int(np.argmin(across + 3 * down))
    return [words[nearest]]


def written_of(document: Document, redactions: Iterable[Redaction], numbers: Iterable[int]) -> Iterator[Written]:
    """Give how much of each page of a document is written and covered; of one without pages, in characters."""
    by_page: dict[int, list[Redaction]] = {}
    for one, number in zip(redactions, numbers, strict=True):
        by_page.setdefault(number, []).append(one)
    if not by_page:
        return
    if not document.pages:
        covered = sum(one.end - one.start for one in by_page[0])
        yield Written(0, covered, sum(not letter.isspace() for letter in document.text))
    for page in document.pages:
        yield Written(page.number, *_areas(page, by_page.get(page.number, ())))


def _areas(page: Page, covered: Iterable[Redaction]) -> tuple[float, float]:
    """Give the square points of a page that are covered, and those that are covered or hold words and their leading."""
    wide, high = (max(1, min(4_000, round(side))) for side in (page.width, page.height))
    written = np.zeros((high, wide), dtype=np.bool_)
    for word in page.words:
        lead = 0.15 * (word.bottom - word.top)
        _fill(written, word.left - lead, word.top - lead, word.right + lead, word.bottom + lead)
    hidden = np.zeros_like(written)
    for one in covered:
        _fill(hidden, *one[:4])
    return float(np.count_nonzero(hidden)), float(np.count_nonzero(hidden | written))


def _fill(cells: npt.NDArray[np.bool_], left: float, top: float, right: float, bottom: float) -> None:
    rows, columns = slice(max(0, round(top)), max(0, round(bottom))), slice(max(0, round(left)), max(0, round(right)))
    cells[rows, columns] = True
