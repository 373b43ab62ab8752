"""Lines of a page with labels joined to what stands beside them, and paragraphs parted."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from rejoinder.model import Word
from rejoinder.read.pdf_lines import Placed

_LABEL = re.compile(r"[^\W\d_][^:]{0,24}:")
_FAR = 4
"""Times a line's own height from which on a distance always parts paragraphs."""
_PARAGRAPH = 1.4
"""Times the usual distance of lines from which on a distance parts paragraphs."""


def with_labels(lines: list[Placed]) -> list[Placed]:
    """Give the lines with each label ("From:") joined to the words that stand beside it in another column."""
    labels = [number for number, line in enumerate(lines) if _LABEL.fullmatch(line.text)]
    if len(labels) < 2:
        return lines
    beside: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        beside.setdefault(round(line.baseline), []).append(number)
    joined: dict[int, int] = {}
    for label in labels:
        value = _beside(lines, label, beside)
        if value is not None and value not in labels and value not in joined.values():
            joined[label] = value
    moved = set(joined.values())
    return [
        _joined(line, lines[joined[number]]) if number in joined else line
        for number, line in enumerate(lines)
        if number not in moved
    ]


def _beside(lines: list[Placed], label: int, beside: dict[int, list[int]]) -> int | None:
    """Give the nearest line on the same baseline to the right of a label."""
    own = lines[label]
    near = {number for step in (-1, 0, 1) for number in beside.get(round(own.baseline) + step, ())}
    right = own.words[-1].right
    values = [number for number in near if number != label and lines[number].words[0].left >= right]
    return min(values, key=lambda number: lines[number].words[0].left, default=None)


def _joined(label: Placed, value: Placed) -> Placed:
    shift = len(label.text) + 1
    moved = tuple(Word(word.start + shift, word.end + shift, *word[2:]) for word in value.words)
    return Placed(f"{label.text} {value.text}", label.words + moved, label.baseline)


def with_paragraphs(lines: list[Placed]) -> list[Placed]:
    """Give the lines with an empty one where the distance to the next shows a new paragraph."""
    steps = [after.baseline - before.baseline for before, after in pairwise(lines)]
    usual = median([step for step in steps if step > 1] or [0.0])
    spaced: list[Placed] = lines[:1]
    for line, step in zip(lines[1:], steps, strict=True):
        if step > min(_PARAGRAPH * max(usual, line.height), _FAR * line.height):
            spaced.append(Placed("", (), line.baseline))
        spaced.append(line)
    return spaced
