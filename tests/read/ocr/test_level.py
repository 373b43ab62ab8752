"""What stands on a page that was scanned askew or lying on its side, as it stands when the page is held upright."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.model import Page, Recognised, Redaction, Word
from rejoinder.read.ocr.level import as_seen, level_box, level_size, levelled
from rejoinder.read.ocr.upright import upright

EMPTY = np.full((800, 600), 255, dtype=np.uint8)
TURNS = st.sampled_from((0, 90, 180, 270))
SKEWS = st.sampled_from((0.0, -3.0, 0.5, 2.5, 12.0))


def lying(turned: int, skew: float) -> Recognised:
    return Recognised("Parrot", 600.0, 800.0, "", (), (), 0.9, turned, skew)


@given(TURNS, SKEWS, st.integers(150, 400), st.integers(150, 400))
def test_a_box_led_back_to_the_page_is_led_to_where_it_was_when_that_is_held_upright(
    turned: int, skew: float, left: int, top: int
) -> None:
    held = upright(EMPTY, turned, skew)
    page = lying(turned, skew)
    wide, high = level_size(page)
    margin = (held.pixels.shape[1] - wide) / 2, (held.pixels.shape[0] - high) / 2
    back = level_box(page, *held.box(left, top, left + 60, top + 12))
    there = (left - margin[0], top - margin[1], left + 60 - margin[0], top + 12 - margin[1])
    assert back == pytest.approx(there, abs=1.0)


@given(TURNS, SKEWS)
def test_a_page_held_upright_and_laid_back_is_the_same_page(turned: int, skew: float) -> None:
    words = (Word(0, 4, 100, 100, 140, 112), Word(5, 9, 150, 101, 190, 113))
    cover = Redaction(200, 100, 260, 112, "black")
    page = Page(1, 0, 9, 600, 800, words, 0.9, (cover,))
    level = levelled(page, lying(turned, skew))
    assert as_seen(level, level, page) == page


def test_a_page_that_lies_level_stays_as_it_is() -> None:
    page = Page(1, 0, 4, 600, 800, (Word(0, 4, 100, 100, 140, 112),), 0.9)
    assert levelled(page, lying(0, 0.0)) is page


def test_a_page_on_its_side_is_as_wide_as_it_was_high() -> None:
    page = levelled(Page(1, 0, 0, 600, 800), lying(90, 0.0))
    assert (page.width, page.height) == (800, 600)
