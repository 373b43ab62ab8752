"""The lines near the edges of pages that form feeds divide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from rejoinder.find.sides import EDGE_LINES, LONGEST, _divided


def test_a_page_of_many_lines_gives_its_first_and_its_last() -> None:
    lines = [f"Line {number}" for number in range(20)]
    [side] = _divided("\n\n".join(lines))
    assert [edge.text for edge in side.edges] == [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]
    assert [edge.upper for edge in side.edges] == [True] * EDGE_LINES + [False] * EDGE_LINES


def test_a_page_of_few_lines_gives_all_of_them_the_middle_one_as_lower() -> None:
    [side] = _divided("GSP 1\n\nThe butts were looked at.\nPage 1 of 1")
    assert [(edge.text, edge.upper) for edge in side.edges] == [
        ("GSP 1", True),
        ("The butts were looked at.", False),
        ("Page 1 of 1", False),
    ]


@given(some.lists(some.sampled_from(["", " ", "\t", "a", "two words", "\f", "x" * (LONGEST + 1)]), max_size=60))
def test_each_edge_stands_where_it_says(lines: list[str]) -> None:
    text = "\n".join(lines)
    for side in _divided(text):
        starts = [edge.start for edge in side.edges]
        assert starts == sorted(set(starts))
        assert all(text.startswith(edge.text, edge.start) and len(edge.text) <= LONGEST for edge in side.edges)
