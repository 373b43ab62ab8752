"""Straight rules are told from everything else on a page, pixel by pixel."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from rejoinder.publish.rules import LONG, THICK, Mask, rules_in

SCALE = 4 / LONG
"""Pixels to a point at which runs of four are long and those of two thick."""
pages = arrays(np.bool_, some.tuples(some.integers(1, 12), some.integers(1, 12)))


def runs(page: Mask, long: int) -> Mask:
    """Give the pixels that are of a level run at least so long, one row after the other."""
    rows = []
    for row in page.tolist():
        several = [list(run) for _, run in groupby(row)]
        rows.append([dark and len(run) >= long for run in several for dark in run])
    return np.array(rows, np.bool_).reshape(page.shape)


@given(pages)
def test_a_rule_is_of_long_runs_that_are_not_thick(page: Mask) -> None:
    assert (round(LONG * SCALE), max(2, round(THICK * SCALE))) == (4, 2)
    level, upright = runs(page, 4), runs(page.T, 4)
    thin = (level & ~runs(level.T, 2).T) | (upright & ~runs(upright.T, 2).T).T
    assert (rules_in(page, SCALE) == thin).all()
