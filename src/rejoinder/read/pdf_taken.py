"""What was meant to be taken away from a PDF's page, sorted from what only its style hides, and what tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rejoinder.model import Gap, Word
from rejoinder.read.gaps import MOST, gaps_of, joined_boxes
from rejoinder.read.pdf_alternates import alternates_of, alternates_of_box
from rejoinder.read.pdf_covers import Part
from rejoinder.read.pdf_holes import beyond_crop, holes
from rejoinder.read.pdf_labels import is_label, labels_in
from rejoinder.read.pdf_later import black_parts
from rejoinder.read.pdf_lines import Edges
from rejoinder.read.pdf_pages import Side
from rejoinder.read.pdf_remarks import Sides, runs_of
from rejoinder.read.pdf_told import BOX, READ_OUT, told_lines
from rejoinder.read.pdf_unseen import BEYOND, BLACK, COVERED, DIFFERS, HIDDEN, IN_LINE, LABEL, UNDRAWN, Unseen


def note_taken(page: Any, side: Side, unseen: Unseen, sides: Sides, number: int) -> list[str]:
    """Sort the words of a loaded page that are not seen, note its boxes, and give the lines that tell of them."""
    _sort(page, side, unseen)
    parts = black_parts(page)
    if sides.boxes is not None:
        sides.boxes[number] = [box for _, box in parts]
    if not parts:
        return []
    covered = {word for words in unseen.words.values() for word in words}
    bare = _bare(parts, [word for word in side.words if word not in covered])
    seen = [word for word in side.words if word not in covered]
    gaps = list(gaps_of(joined_boxes([box for _, box in bare]), side.text, side.start, seen))
    sides.gaps += gaps[: max(0, MOST - len(sides.gaps))]
    return _lines(page, [part for part, _ in bare], gaps)


def _lines(page: Any, bare: Sequence[Part], gaps: Sequence[Gap]) -> list[str]:
    """Give the lines that tell what is to be read out in place of boxes."""
    of_boxes = alternates_of_box(bare)
    lines = [f"[{BOX}: {said}]" for said in of_boxes if len(said) > 2 and not is_label(said)]
    return [*lines, *told_lines(READ_OUT, alternates_of(page), gaps)] if gaps else lines


def _sort(page: Any, side: Side, unseen: Unseen) -> None:
    hidden = {word for code in (HIDDEN, UNDRAWN, DIFFERS) for word in unseen.words.get(code, ())}
    if hidden and 2 * len(hidden) <= len(side.words):
        for word in holes(side, hidden):
            unseen.add(IN_LINE, word)
    beside = set(unseen.words.get(HIDDEN, ()))
    for word in beyond_crop(page, side, beside) if beside else ():
        unseen.add(BEYOND, word)
    for code in (BLACK, COVERED):
        words = sorted(unseen.words.get(code, ()))
        runs = _by_run(words)
        labels = set(labels_in(runs, side)) if runs else set()
        if labels:
            unseen.words[LABEL] = sorted(labels.union(unseen.words.get(LABEL, ())))
            unseen.words[code] = [word for word in words if word not in labels]
            if not unseen.words[code]:
                del unseen.words[code]


def _by_run(words: Sequence[Word]) -> list[list[Word]]:
    """Give words in order by the runs they stand in."""
    runs: list[list[Word]] = []
    ends = [end for _, end in runs_of(words)]
    for word in words:
        if not runs or runs[-1][-1].end >= ends[len(runs) - 1]:
            runs.append([])
        runs[-1].append(word)
    return runs


def _bare(parts: Sequence[tuple[Part, Edges]], seen: Sequence[Word]) -> list[tuple[Part, Edges]]:
    """Give the black boxes on which no word is seen."""
    edges = np.array([word[2:] for word in seen], dtype=np.float64).reshape(-1, 4)
    across, down = (edges[:, 0] + edges[:, 2]) / 2, (edges[:, 1] + edges[:, 3]) / 2

    def is_bare(box: Edges) -> bool:
        return not ((box[0] <= across) & (across <= box[2]) & (box[1] <= down) & (down <= box[3])).any()

    return [(part, box) for part, box in parts if is_bare(box)]
