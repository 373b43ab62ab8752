"""Quote marks that stand on a picture and that an engine did not read."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from rejoinder.read.ocr.engine import Line, Pixels, Seen
from rejoinder.read.ocr.lost_marks import with_marks

QUOTED = ("The hose was lost.", "Nobody has seen it.", "The butts leak.")


def words(left: int = 160) -> list[Line]:
    """Give lines of words as an engine sees them."""
    lines: list[Line] = []
    for number, line in enumerate(QUOTED):
        seen = [
            Seen(word, left + 90 * at, 100 + 48 * number, left + 90 * at + 80, 134 + 48 * number, 0.9)
            for at, word in enumerate(line.split())
        ]
        lines.append(tuple(seen))
    return lines


def page(*strokes: tuple[tuple[int, int], ...]) -> Pixels:
    """Give a sheet with strokes before each of the lines, their points counted from the line's top."""
    paper = Image.new("L", (900, 400), 248)
    for number in range(len(QUOTED)):
        for stroke in strokes:
            ImageDraw.Draw(paper).line([(x, y + 100 + 48 * number) for x, y in stroke], fill=40, width=4)
    return np.asarray(paper, dtype=np.uint8)


MARK = ((110, 6), (132, 17), (110, 28))
DEEPER = ((70, 6), (92, 17), (70, 28))


def told(lines: list[Line]) -> list[str]:
    return [" ".join(word.text for word in line) for line in lines]


def test_a_mark_before_a_line_that_was_not_read_is_seen() -> None:
    assert told(with_marks(page(MARK), words())) == [f"> {line}" for line in QUOTED]


def test_two_marks_are_two() -> None:
    assert told(with_marks(page(DEEPER, MARK), words())) == [f"> > {line}" for line in QUOTED]


def test_what_marks_were_taken_for_is_no_word() -> None:
    guessed = (Seen("VV", 108, 100, 134, 230, 0.3),)
    assert told(with_marks(page(MARK), [*words(), guessed])) == [f"> {line}" for line in QUOTED]


@pytest.mark.parametrize("stroke", [
    ((112, 4), (112, 30)),
    ((132, 6), (110, 17), (132, 28)),
    ((112, 4), (120, 10), (122, 17), (120, 24), (112, 30)),
    ((106, 17), (136, 17)),
    ((110, 8), (128, 8), (128, 26), (110, 26), (110, 8)),
], ids=["stroke", "less", "bracket", "dash", "box"])  # fmt: skip
def test_what_is_shaped_otherwise_is_no_mark(stroke: tuple[tuple[int, int], ...]) -> None:
    assert with_marks(page(stroke), words()) == words()


def test_a_mark_beside_something_else_is_none() -> None:
    assert with_marks(page(MARK, ((80, 4), (80, 30))), words()) == words()


def test_a_mark_far_from_the_words_is_none_of_theirs() -> None:
    assert with_marks(page(MARK), words(left=500)) == words(left=500)


def test_a_mark_that_was_read_is_told_once() -> None:
    lines: list[Line] = [(Seen(">", 108, 100, 134, 134, 0.9), *words()[0])]
    assert with_marks(page(MARK), lines) == lines


def test_a_page_without_lines_has_none() -> None:
    assert with_marks(page(MARK), []) == []
