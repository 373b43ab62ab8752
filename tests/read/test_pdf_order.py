from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from read.making_pdf import one_page
from read.reading import only
from rejoinder.model import Word
from rejoinder.read.pdf_lines import Placed
from rejoinder.read.pdf_order import in_order

LEFT = (
    "the society met in the old hut by",
    "the pond and spoke about the hose",
    "which was lost in the month of May",
    "and never found again by anyone in",
    "the village although they searched",
)
RIGHT = (
    "rules of the plots were read aloud",
    "by the clerk who had them in a box",
    "under her chair since the flood of",
    "last year when all was wet and the",
    "papers were dried upon the railing",
)


def line(text: str, across: float, down: float, matrix: str = "1 0 0 1") -> bytes:
    return f"BT /F1 10 Tf {matrix} {across} {down} Tm ({text}) Tj ET\n".encode()


def read(*lines: bytes, page: bytes = b"") -> list[str]:
    text = only(one_page(b"".join(lines), page=page), "x.pdf").text
    return [one for one in text.split("\n") if one]


def columns(left: tuple[str, ...], right: tuple[str, ...]) -> list[bytes]:
    """Give two columns drawn line by line across both."""
    rows = zip(left, right, strict=True)
    return list(chain(*((line(a, 50, 700 - 14 * n), line(b, 300, 700 - 14 * n)) for n, (a, b) in enumerate(rows))))


def test_two_columns_drawn_line_by_line_across_are_read_one_after_the_other() -> None:
    assert read(*columns(LEFT, RIGHT)) == [*LEFT, *RIGHT]


def test_a_title_across_both_columns_is_read_before_them() -> None:
    title = line("MINUTES OF THE LOWER WIBBLING ALLOTMENT SOCIETY, TAKEN BY ITS CLERK", 50, 740)
    assert read(title, *columns(LEFT, RIGHT)) == [
        "MINUTES OF THE LOWER WIBBLING ALLOTMENT SOCIETY, TAKEN BY ITS CLERK",
        *LEFT,
        *RIGHT,
    ]


def test_two_columns_drawn_one_after_the_other_stay_so() -> None:
    drawn = [line(text, 50, 700 - 14 * n) for n, text in enumerate(LEFT)]
    drawn += [line(text, 300, 700 - 14 * n) for n, text in enumerate(RIGHT)]
    assert read(*drawn) == [*LEFT, *RIGHT]


def test_the_rows_of_a_table_are_kept_together() -> None:
    names = ("Plot", "Four", "Five", "Six", "Seven", "Eight")
    sums = ("Rent", "17.50", "18.00", "16.25", "15.00", "19.75")
    assert read(*columns(names, sums)) == [f"{name} {rent}" for name, rent in zip(names, sums, strict=True)]


def test_a_table_whose_cells_hold_several_lines_is_read_cell_by_cell() -> None:
    drawn = []
    for row in range(3):
        for across, cell in ((50, f"What was asked in row {row}"), (300, f"What was said to row {row}")):
            drawn += [line(f"{cell} line {part}", across, 700 - 60 * row - 14 * part) for part in range(3)]
    told = read(*drawn)
    assert told[:6] == [f"What was {what} row 0 line {part}" for what in ("asked in", "said to") for part in range(3)]


def test_a_heading_drawn_last_is_read_first_and_a_footer_drawn_first_last() -> None:
    body = [line(f"Sentence {n} of the letter", 72, 600 - 14 * n) for n in range(4)]
    told = read(line("Footer of the page", 72, 40), *body, line("Heading of the page", 72, 760))
    assert told == ["Heading of the page", *(f"Sentence {n} of the letter" for n in range(4)), "Footer of the page"]


def test_running_heads_and_feet_drawn_at_once_after_all_else_do_not_break_into_the_text() -> None:
    body = [line("A short line", 72, 700), line("A line that goes on to the right edge of the page", 72, 686)]
    body += [line(f"Sentence {n} of the letter", 72, 672 - 14 * n) for n in range(4)]
    told = read(*body, line("Confidential", 200, 770), line("1 / 12", 500, 40))
    assert [told[0], told[1], told[-1]] == ["Confidential", "A short line", "1 / 12"]
    told = read(*body, line("Confidential", 200, 770), line("Export", 72, 770), line("1 / 12", 500, 40))
    assert told[1] == "A short line"


def test_a_note_beside_the_text_that_is_drawn_first_is_read_where_it_stands() -> None:
    body = [line(f"Sentence {n} of the letter", 72, 700 - 14 * n) for n in range(6)]
    told = read(line("12/15", 500, 658), *body, line("Heading of the page", 72, 760))
    assert told[0] == "Heading of the page"
    assert told.index("12/15") in (4, 5)


@pytest.mark.parametrize(("matrix", "step"), [("0 1 -1 0", (14, 0)), ("-1 0 0 -1", (0, 14)), ("0 -1 1 0", (-14, 0))])
def test_turned_text_is_read_in_its_own_order(matrix: str, step: tuple[int, int]) -> None:
    lines = ["First line turned", "Second line turned", "Third line turned"]
    drawn = [line(text, 300 + n * step[0], 400 + n * step[1], matrix) for n, text in enumerate(lines)]
    assert read(*drawn) == lines
    assert read(*drawn, page=b"/Rotate 90") == lines


def test_a_stamp_along_the_edge_does_not_break_into_the_text() -> None:
    drawn = [line("First sentence", 72, 700), line("LWAS-000017", 30, 300, "0 1 -1 0"), line("Second", 72, 686)]
    assert read(*drawn) == ["First sentence", "Second", "LWAS-000017"]


def test_a_hyphen_within_turned_text_does_not_end_its_line() -> None:
    assert read(line("A well-known hose", 300, 300, "0 1 -1 0")) == ["A well-known hose"]


placed = st.builds(
    lambda across, down, turned, text: Placed(
        text, (Word(0, len(text), across, down, across + 40, down + 10),), down, turned
    ),
    st.integers(0, 560),
    st.integers(0, 780),
    st.sampled_from((0, 0, 0, 1, 3)),
    st.text("abc", min_size=1, max_size=6),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(placed, max_size=40))
def test_ordering_loses_no_line_and_invents_none(lines: list[Placed]) -> None:
    assert sorted(in_order(lines)) == sorted(lines)


@settings(max_examples=80, deadline=None)
@given(st.lists(placed, max_size=20))
def test_lines_already_in_order_stay_as_they_are(lines: list[Placed]) -> None:
    once = in_order(lines)
    assert in_order(once) == once


def test_a_table_of_prose_drawn_line_by_line_across_is_read_row_by_row() -> None:
    drawn = []
    for row in range(3):
        for part in range(3):
            down = 700 - 70 * row - 14 * part
            drawn += [line(f"asked {row} {LEFT[part]}", 50, down), line(f"said {row} {RIGHT[part]}", 320, down)]
    told = [one.split()[:2] for one in read(*drawn)]
    assert told == [[what, str(row)] for row in range(3) for what in ("asked", "said") for _ in range(3)]
