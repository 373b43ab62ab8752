from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.thread import ancestors, base_subject, sent_at

ROOT = (133591392000000000 >> 16).to_bytes(6, "big") + bytes(range(16))
"""A thread begun on 2 May 2024 at 16:00 UTC."""


def test_an_index_of_three_replies_has_three_ancestors_nearest_first() -> None:
    index = ROOT + bytes(15)
    assert list(ancestors(index)) == [index[:32], index[:27], ROOT]


def test_a_root_has_no_ancestors() -> None:
    assert list(ancestors(ROOT)) == []


def test_the_root_tells_when_the_thread_was_begun() -> None:
    assert sent_at(ROOT) == datetime(2024, 5, 2, 16, 0, tzinfo=UTC)


def test_a_reply_adds_its_delay() -> None:
    hour = (3_600 * 10_000_000 >> 18) << 8
    assert sent_at(ROOT + hour.to_bytes(5, "big")) == datetime(2024, 5, 2, 17, 0, tzinfo=UTC)


def test_a_delay_of_years_is_counted_in_coarser_steps() -> None:
    year = 1 << 39 | (365 * 86_400 * 10_000_000 >> 23) << 8
    moment = sent_at(ROOT + year.to_bytes(5, "big"))
    assert moment is not None
    assert abs((moment - datetime(2025, 5, 2, 16, 0, tzinfo=UTC)).total_seconds()) < 2


@pytest.mark.parametrize("index", [b"", b"short", bytes(22), b"\xff" * 22])
def test_an_index_that_tells_no_possible_time_tells_none(index: bytes) -> None:
    assert sent_at(index) is None


@pytest.mark.parametrize(
    ("subject", "base"),
    [
        ("Re: Water butts", "Water butts"),
        ("RE: FW: Re[2]: Water butts", "Water butts"),
        ("[committee] AW: Antw: Water butts", "Water butts"),
        ("Réf : Water butts", "Water butts"),
        ("Re:", "Re:"),
        ("Reply to all of you", "Reply to all of you"),
    ],
)
def test_marks_of_replies_and_lists_are_no_part_of_a_subject(subject: str, base: str) -> None:
    assert base_subject(subject) == base


@given(st.text(max_size=60))
def test_the_base_of_a_base_is_the_same(subject: str) -> None:
    assert base_subject(base_subject(subject)) == base_subject(subject)
