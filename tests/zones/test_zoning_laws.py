"""What holds for the zones of any text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.zones import quoted, unmarked, zones

MARKS = st.sampled_from(("", "> ", ">> ", "> > ", "| ", "JD> ", "\t", "    "))
WORDS = st.sampled_from((
    "", "The marrows are ready.", "On 3 May 2016, at 10:02, Hesper Quill <hesper@lwas.example> wrote:",
    "From: Osric Thorn", "Sent: 3 May 2016 10:02", "To: Hesper Quill", "Subject: Marrows", "-- ", "Hesper",
    "-----Original Message-----", "________________________________", "wrote:", "Begin forwarded message:",
    ">>> plot.dig()", "This email is confidential and intended only for the addressee.", "\r",
))  # fmt: skip
TEXTS = st.lists(st.builds(lambda mark, line: mark + line, MARKS, WORDS)).map("\n".join)


@given(TEXTS | st.text(alphabet=">| :-\nabOn3@.\r\t_"), st.integers(0, 40))
def test_zones_cover_the_text_in_order_in_whole_lines(text: str, start: int) -> None:
    parts = zones(text, start)
    assert "".join(text[zone.start : zone.end] for zone in parts) == text[start:]
    assert all(zone.depth >= 0 and zone.end > zone.start for zone in parts)
    assert all(text[zone.end - 1] == "\n" for zone in parts[:-1])


@given(TEXTS)
def test_runs_are_whole_lines_in_order_and_none_is_told_twice(text: str) -> None:
    runs = sorted(run for message in quoted(text, zones(text)) for run in message.runs)
    assert all(start < end and (start == 0 or text[start - 1] == "\n") for start, end in runs)
    assert all(before[1] <= after[0] for before, after in pairwise(runs))
    for message in quoted(text, zones(text)):
        for run in message.runs:
            assert all(run[0] <= start <= end <= run[1] for start, end in unmarked(text, *run, message.depth))


@pytest.mark.parametrize("text", [
    ">" * 2_000_000, ">\n" * 60_000, "x" * 2_000_000, "On Mon 3 May\n" * 20_000, "To: a\nxx\n" * 15_000,
    "From: a@b.example\n" * 15_000, "(" * 200_000 + ":", "a:\n" + "\n" * 60_000 + "> b", "Thanks,\n" * 30_000,
])  # fmt: skip
def test_any_input_takes_linear_time(text: str) -> None:
    start = time.process_time()
    zones(text)
    assert time.process_time() - start < 3
