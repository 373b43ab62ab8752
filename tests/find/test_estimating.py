"""How many are absent: a number where chance left them out, and a reason where it did not."""

from __future__ import annotations

import numpy as np

from rejoinder.find.estimating import ONE_SENDER, TOO_FEW, Gone, Present, estimate


def _here(many: int) -> Present:
    """Give messages of ten senders over three years, in threads of three, every second one answered."""
    at = np.arange(many)
    return Present(at // 3, at % 10 + 1, 730_000 + at, (at % 2 == 0).astype(np.int64))


def test_a_hundred_absent_that_are_answered_where_half_are_make_about_two_hundred() -> None:
    at = np.arange(100)
    made = estimate(_here(1000), Gone(at * 3, at % 10 + 1, 730_000 + at * 10), 100)
    assert made.about == 200
    assert 100 <= made.low < 200 < made.high


def test_there_is_no_number_where_few_are_proved() -> None:
    at = np.arange(5)
    assert estimate(_here(1000), Gone(at * 3, at + 1, 730_000 + at * 10), 5).because == TOO_FEW


def test_there_is_no_number_where_nearly_all_that_is_absent_is_of_one_sender() -> None:
    at = np.arange(100)
    made = estimate(_here(1000), Gone(at * 3, np.full(100, 3), 730_000 + at * 10), 100)
    assert made.because == ONE_SENDER
