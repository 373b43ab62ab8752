"""Bars that stand beside quotations on a picture, told from letters, edges and specks."""

from __future__ import annotations

import numpy as np
import pytest

from rejoinder.read.ocr.bars import bars_on, without_bars
from rejoinder.read.ocr.engine import Line, Pixels, Seen

POINT = 4.0
"""Pixels to a point."""
LEADING = 48
"""Pixels from one line to the next."""


def page(grain: float = 6.0) -> Pixels:
    """Give a sheet of paper with the grain of a scan."""
    paper = np.random.default_rng(5).normal(248, grain, (1200, 900))
    return paper.clip(0, 255).astype(np.uint8)


def words(*told: str, left: int = 120, top: int = 100) -> list[Line]:
    """Give lines of words as an engine sees them, one below the other."""
    lines: list[Line] = []
    for number, line in enumerate(told):
        at = left
        seen: list[Seen] = []
        for word in line.split():
            down = top + number * LEADING
            seen.append(Seen(word, at, down, at + 20 * len(word), down + 34, 0.9))
            at += 20 * len(word) + 12
        lines.append(tuple(seen))
    return lines


def drawn(pixels: Pixels, left: int, top: int, bottom: int, *, wide: int = 4, grey: int = 60) -> Pixels:
    """Give a picture with an upright stroke."""
    made = pixels.copy()
    made[top:bottom, left : left + wide] = grey
    return made


QUOTED = ("The hose was lost on Friday.", "Nobody has seen it since.", "The butts leak too.")


def test_a_bar_beside_quoted_lines_is_found_where_it_stands() -> None:
    [bar] = bars_on(drawn(page(), 90, 95, 240), words(*QUOTED), POINT)
    assert bar == pytest.approx((90, 95, 94, 240), abs=5)


def test_a_light_grey_bar_is_a_bar() -> None:
    assert len(bars_on(drawn(page(), 90, 95, 240, wide=3, grey=200), words(*QUOTED), POINT)) == 1


def test_a_bar_beside_a_single_line_is_a_bar() -> None:
    assert len(bars_on(drawn(page(), 90, 93, 93 + LEADING), words(*QUOTED), POINT)) == 1


def test_a_bar_that_leans_a_little_is_one_bar() -> None:
    leaning = page()
    for row in range(95, 420):
        leaning = drawn(leaning, 90 + (row - 95) // 40, row, row + 1)
    [bar] = bars_on(leaning, words(*QUOTED, *QUOTED), POINT)
    assert bar[1] < 105
    assert bar[3] > 410


def test_two_bars_side_by_side_are_two() -> None:
    both = drawn(drawn(page(), 60, 95, 240), 90, 95, 190)
    assert len(bars_on(both, words(*QUOTED), POINT)) == 2


def test_the_stroke_of_a_capital_is_no_bar() -> None:
    assert bars_on(drawn(page(), 90, 103, 132), words(*QUOTED), POINT) == []


def test_a_stroke_among_the_letters_of_a_word_is_no_bar() -> None:
    assert bars_on(drawn(page(), 150, 90, 142), words(*QUOTED), POINT) == []


def test_a_dark_edge_of_the_paper_is_no_bar() -> None:
    assert bars_on(drawn(page(), 30, 0, 1200), words(*QUOTED), POINT) == []


def test_a_broad_black_place_is_no_bar() -> None:
    assert bars_on(drawn(page(), 60, 95, 240, wide=40), words(*QUOTED), POINT) == []


def test_a_page_without_words_has_no_bars() -> None:
    assert bars_on(drawn(page(), 90, 95, 240), [], POINT) == []


def test_what_an_engine_took_for_a_letter_and_is_a_bar_is_no_word() -> None:
    bar = Seen("|", 90, 95, 94, 135, 0.6)
    lines = [(bar, *line) for line in words(*QUOTED)]
    assert without_bars(lines, [(90, 95, 94, 240)]) == words(*QUOTED)


def test_a_letter_that_stands_by_itself_stays_where_there_is_no_bar() -> None:
    lines = words("I lost the hose.", "It was red.")
    assert without_bars(lines, [(90, 95, 94, 240)]) == lines


def test_an_upright_stroke_between_words_stays() -> None:
    lines = words("Frog | Newt")
    stroke = lines[0][1]
    assert without_bars(lines, [(stroke.left, stroke.top - 10, stroke.right, stroke.bottom + 10)]) == lines
