"""Lines without their quote marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.zones import unmarked


def bare(text: str, depth: int | None = None) -> list[str]:
    """Give the lines of a whole text without marks."""
    return [text[start:end] for start, end in unmarked(text, 0, len(text), depth)]


@pytest.mark.parametrize(("line", "depth", "words"), [
    ("> > hello", 2, "hello"), (">> hello", 2, "hello"), (">>hello", 2, "hello"), ("> > hello", 1, "> hello"),
    ("> > hello", None, "hello"), (">  hello", 1, " hello"), ("| hello", 1, "hello"), ("HQ> hello", 1, "hello"),
    ("> >>> plot.dig(7)", 1, ">>> plot.dig(7)"), (">>> plot.dig(7)", 1, ">>> plot.dig(7)"),
    ("> >>> import plot", None, ">>> import plot"), (">>> hello there", 3, "hello there"),
    (">|> hello", 3, "hello"), ("hello", 2, "hello"), (">", 1, ""), ("> hello\r", 1, "hello"),
])  # fmt: skip
def test_marks_are_taken_away_but_not_a_prompt(line: str, depth: int | None, words: str) -> None:
    assert bare(line, depth) == [words]


def test_each_line_is_given_without_its_break() -> None:
    assert bare("> one\r\n>\r\n> two\n", 1) == ["one", "", "two"]


@given(st.text(alphabet="> |aJ\n\r"), st.integers(0, 5) | st.none())
def test_what_is_left_is_the_end_of_each_line(text: str, depth: int | None) -> None:
    lines = text.split("\n")[: None if text[-1:] not in ("", "\n") else -1]
    assert all(line.removesuffix("\r").endswith(left) for line, left in zip(lines, bare(text, depth), strict=True))
