"""Boxes from beneath which the words are gone, and other texts that say what stands in their place.

A gap is known by the words before and after it on its line, and by its width. A text that has those words, and in
between others that fit the width, says what was taken away.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rejoinder.model import Document, Gap, Problem, Word
from rejoinder.read.pdf_lines import Edges

ANCHORS = 3
"""Words before a gap, and after it, that are looked for."""
LONGEST = 12
"""Words that fill a gap at most."""
MOST = 500
"""Gaps of one file that are looked for."""
_FIT = (0.5, 2.0)
"""Times the letters that the gap has room for which the words in it may have."""
_SLACK = 3
_BESIDE = 8.0
"""Points between boxes that cover words of one line."""
_LETTERS = 3
_WORD = re.compile(r"\w+")

TOLD = "told_elsewhere"
"""Code of what is said of words that say what a box took away."""
LOOK = "The words are marked where they stand. Look at the page itself before you rely on them."

Token = tuple[int, int, str]
"""start, end and the word without its letters' case."""


def joined_boxes(boxes: Sequence[Edges]) -> list[Edges]:
    """Give boxes in order, those that lie beside each other on one line as one."""
    found: list[Edges] = []
    for box in sorted(boxes, key=lambda one: (round(one[1] + one[3]), one[0])):
        last = found[-1] if found else None
        if last and abs(last[1] + last[3] - box[1] - box[3]) < box[3] - box[1] and -1 <= box[0] - last[2] < _BESIDE:
            found[-1] = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            found.append(box)
    return found


def gaps_of(boxes: Sequence[Edges], text: str, start: int, seen: Sequence[Word]) -> Iterator[Gap]:
    """Give the gap that each box leaves in its line; the text begins at start, and these words of it are seen."""
    for box in boxes:
        level = [word for word in seen if box[1] <= (word.top + word.bottom) / 2 <= box[3]]
        wide = sum(word.right - word.left for word in level)
        letters = sum(word.end - word.start for word in level)
        if not wide or not letters:
            continue
        before = [word for word in level if word.right <= box[0] + 1][-ANCHORS:]
        after = [word for word in level if word.left >= box[2] - 1][:ANCHORS]
        sides = [
            tuple(token for word in some for _, _, token in tokens_of(text[word.start - start : word.end - start]))
            for some in (before, after)
        ]
        if sum(map(len, sides)) >= ANCHORS:
            yield Gap(sides[0][-ANCHORS:], sides[1][:ANCHORS], round((box[2] - box[0]) * letters / wide))


def told_by(document: Document, gaps: Sequence[Gap]) -> Iterator[Problem]:
    """Give what must be said of a document inside another that says what the other's boxes took away."""
    spans = fillings(document.text, gaps)
    if spans:
        what = "It has words that the file it lies in blacks out."
        yield Problem(document.path, what, LOOK, TOLD, "flag", tuple(spans))


def tokens_of(text: str) -> list[Token]:
    """Give the words of a text with their places."""
    return [(found.start(), found.end(), found[0].casefold()) for found in _WORD.finditer(text)]


def fillings(text: str, gaps: Sequence[Gap]) -> list[tuple[int, int]]:
    """Give start..end of each run of words of a text that fills a gap."""
    tokens = tokens_of(text) if gaps else []
    first: dict[str, list[Gap]] = defaultdict(list)
    last: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps[:MOST]:
        (first[gap.before[-1]] if gap.before else last[gap.after[0]]).append(gap)
    found: set[tuple[int, int]] = set()
    for at, (_, _, word) in enumerate(tokens):
        for gap in first.get(word, ()):
            found.update(_fills(text, tokens, at + 1, gap))
        for gap in last.get(word, ()):
            found.update(_leads(text, tokens, at, gap))
    return sorted(found)


def _fills(text: str, tokens: Sequence[Token], at: int, gap: Gap) -> Iterator[tuple[int, int]]:
    """Give the words from a place that fill a gap whose words before stand there."""
    if _words(tokens, at - len(gap.before), len(gap.before)) != gap.before:
        return
    for end in range(at + 1, min(at + LONGEST, len(tokens)) + 1):
        if gap.after:
            ends = _words(tokens, end, len(gap.after)) == gap.after
        else:
            ends = end == len(tokens) or "\n" in text[tokens[end - 1][1] : tokens[end][0]]
        if ends:
            yield from _fitting(text, tokens, at, end, gap)
            return


def _leads(text: str, tokens: Sequence[Token], at: int, gap: Gap) -> Iterator[tuple[int, int]]:
    """Give the words from the beginning of a line to a place where the words after a gap stand."""
    if _words(tokens, at, len(gap.after)) != gap.after:
        return
    for begin in range(at - 1, max(at - LONGEST, 0) - 1, -1):
        if not begin or "\n" in text[tokens[begin - 1][1] : tokens[begin][0]]:
            yield from _fitting(text, tokens, begin, at, gap)
            return


def _fitting(text: str, tokens: Sequence[Token], at: int, end: int, gap: Gap) -> Iterator[tuple[int, int]]:
    said = text[tokens[at][0] : tokens[end - 1][1]]
    fits = _FIT[0] * gap.letters - _SLACK <= len(said) <= _FIT[1] * gap.letters + _SLACK
    if fits and sum(letter.isalnum() for letter in said) >= _LETTERS:
        yield tokens[at][0], tokens[end - 1][1]


def _words(tokens: Sequence[Token], at: int, many: int) -> tuple[str, ...]:
    return tuple(word for _, _, word in tokens[at : at + many]) if at >= 0 else ()
