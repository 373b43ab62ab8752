"""Numbers of cells that are dates: counted as spreadsheets count, held against another program's count."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from rejoinder.read.cell_dates import BUILT_IN, SINCE_1900, SINCE_1904, is_dated, moment


@pytest.mark.parametrize(
    ("days", "epoch", "found"),
    [
        (1, SINCE_1900, "1900-01-01T00:00:00"),
        (59, SINCE_1900, "1900-02-28T00:00:00"),
        (61, SINCE_1900, "1900-03-01T00:00:00"),
        (45342.5, SINCE_1900, "2024-02-20T12:00:00"),
        (43880, SINCE_1904, "2024-02-20T00:00:00"),
        (0.25, SINCE_1900, "06:00:00"),
    ],
)
def test_days_are_counted_from_the_workbook_s_own_beginning(days: float, epoch: datetime, found: str) -> None:
    assert moment(days, epoch).isoformat() == found


def test_every_format_known_by_number_is_the_one_another_program_knows() -> None:
    assert BUILT_IN == BUILTIN_FORMATS


@given(st.floats(-1e4, 1e6), st.booleans())
def test_any_count_comes_to_what_another_program_says(days: float, since_1904: bool) -> None:
    said: date | time = from_excel(days, MAC_EPOCH if since_1904 else WINDOWS_EPOCH)
    assert moment(days, SINCE_1904 if since_1904 else SINCE_1900) == said


@given(st.text('dmyhs"[]; \\_#0RE-$', max_size=12))
def test_any_code_is_of_a_date_where_another_program_says_so(code: str) -> None:
    assert is_dated(code) is is_date_format(code)
