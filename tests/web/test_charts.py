"""Coverage of the years: what is counted, what is silent, and that no words stand in each other's way."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rejoinder.web.charts.coverage import (
    LEAST_BAR,
    WIDTHS,
    Coverage,
    Drawing,
    at_most_four,
    coverage,
    drawings,
    drawn,
    period,
)

dates = some.builds(lambda year, month: f"{year:04}-{month:02}-03", some.integers(1990, 2030), some.integers(1, 12))
batches = some.sampled_from(["first", "second", "third", "fourth", "fifth"])
many_dated = some.lists(some.tuples(batches, dates), min_size=1, max_size=60)


def covered(dated: Iterable[tuple[str, str]]) -> Coverage:
    """Give the coverage of documents, each told by its batch and date."""
    return coverage((batch, date, 1) for batch, date in dated)


def test_documents_are_counted_by_month_and_batch() -> None:
    told = covered([("first", "2024-01-03"), ("second", "2024-01-09T10:00:00"), ("first", "2024-03")])
    assert told.names == ("first", "second")
    assert told.rows() == (("January 2024", (1, 1)), ("February 2024", ()), ("March 2024", (1, 0)))


def test_a_date_without_a_month_is_counted_and_not_drawn() -> None:
    told = covered([("first", ""), ("first", "2024"), ("first", "2024-05-01")])
    assert (told.total, told.undated) == (1, 2)


def test_two_months_without_a_document_are_a_silence_and_one_is_not() -> None:
    told = covered([("first", "2023-11-01"), ("first", "2024-01-01"), ("first", "2024-04-01")])
    assert [(period(month), many) for month, many in told.silences] == [("February 2024", 2)]


def test_a_silence_is_hatched_where_it_lies_and_says_how_long_it_is() -> None:
    chart = drawn(covered([("first", "2024-01-01"), ("first", "2024-12-01")]), "middle")
    first, last = sorted(chart.bars, key=lambda bar: bar.x)
    (silence,) = chart.silences
    assert first.x + first.width <= silence.x
    assert silence.x + silence.width <= last.x
    assert "10 months silent" in [label.words for label in chart.labels]


def test_what_has_no_dates_is_not_drawn() -> None:
    assert drawings(covered([("first", "")])) == ()


def test_more_than_four_batches_share_the_last_colour_and_none_is_lost() -> None:
    told = covered([(f"batch {number}", "2024-01-01") for number in range(9)])
    four = at_most_four(told)
    assert (len(four.names), four.names[-1]) == (4, "Other batches")
    assert four.total == told.total == 9


@given(many_dated)
def test_every_document_is_in_a_bar(dated: list[tuple[str, str]]) -> None:
    told = at_most_four(covered(dated))
    for chart in drawings(told):
        counts = [int(bar.told.rpartition(": ")[2].partition(",")[0]) for bar in chart.bars]
        assert sum(counts) == len(dated)


@given(many_dated)
def test_no_words_of_a_chart_collide_or_leave_it(dated: list[tuple[str, str]]) -> None:
    for chart in drawings(at_most_four(covered(dated))):
        _stand_apart(chart)


@given(many_dated)
def test_bars_stay_inside_and_are_wide_enough_to_see(dated: list[tuple[str, str]]) -> None:
    for chart in drawings(at_most_four(covered(dated))):
        assert all(bar.y >= chart.top - 8 and chart.left <= bar.x <= chart.width - bar.width for bar in chart.bars)
        assert all(bar.width >= LEAST_BAR / 2 for bar in chart.bars)


@pytest.mark.parametrize(("years", "step"), [(2, 1), (12, 3), (40, 12)])
def test_a_long_time_is_drawn_by_quarters_or_years_where_months_would_be_too_thin(years: int, step: int) -> None:
    told = Coverage(("first",), 2000 * 12, ((1,),) * 12 * years)
    assert drawn(told, "phone").step == step


def test_each_width_class_is_drawn_for_its_own_width() -> None:
    assert {one.name: one.width for one in drawings(covered([("first", "2024-01-01")]))} == WIDTHS


def _stand_apart(chart: Drawing) -> None:
    for one, other in combinations(chart.labels, 2):
        above = abs(one.y - other.y) >= 12
        beside = one.edges[1] <= other.edges[0] or other.edges[1] <= one.edges[0]
        assert above or beside, (one, other)
    assert all(label.edges[0] >= -1 and label.edges[1] <= chart.width + 1 for label in chart.labels)
