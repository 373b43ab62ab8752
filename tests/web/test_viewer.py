"""What is drawn of a document: every word once, marks where they belong, boxes on their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rejoinder.model import Page, Word, Zone
from rejoinder.web.viewer import Run, blocks, boxes, headers, lines, manner, runs, sheet

TEXT = "The butt leaks.\nThe frog stays."
PAGE = Page(
    1,
    0,
    len(TEXT),
    100.0,
    200.0,
    (
        Word(0, 3, 10, 10, 20, 18),
        Word(4, 8, 22, 10, 40, 18),
        Word(9, 15, 42, 10, 60, 20),
        Word(16, 19, 10, 30, 20, 38),
        Word(20, 24, 22, 30, 40, 38),
        Word(25, 31, 42, 30, 60, 38),
    ),
)


def test_runs_mark_the_words_and_say_which_were_asked_for() -> None:
    assert runs(TEXT, 0, 15, [(4, 8), (9, 14)], (9, 14)) == (
        Run("The "),
        Run("butt", True),
        Run(" "),
        Run("leaks", True, True),
        Run("."),
    )


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6))
def test_runs_hold_every_character_once_whatever_the_marks(text: str, marks: list[tuple[int, int]]) -> None:
    for start, end in ((0, len(text)), (len(text) // 3, len(text) // 2)):
        assert "".join(run.words for run in runs(text, start, end, marks)) == text[start:end]


def test_a_mark_over_the_edge_of_two_zones_is_named_once() -> None:
    zones = (Zone("own words", 0, 16, 0), Zone("quotation", 16, len(TEXT), 1))
    made = blocks(TEXT, zones, 0, len(TEXT), [(9, 24)], (9, 24))
    assert [(block.manner, block.depth) for block in made] == [("own", 0), ("quoted", 1)]
    assert sum(run.here for block in made for run in block.runs) == 1
    assert [run.words for block in made for run in block.runs if run.marked] == ["leaks.", "The frog"]


def test_closings_are_small_and_quotations_are_quoted() -> None:
    kinds = ("own words", "quotation", "attribution", "signature", "list footer")
    assert [manner(Zone(kind, 0, 1, 0)) for kind in kinds] == ["own", "quoted", "quoted", "small", "small"]


def test_headers_are_names_and_values_with_their_marks() -> None:
    text = "From: Ezra Mumby\nSubject: Water butts\n\nHello"
    first, second = headers(text, 39, [(26, 31)])
    assert (first.name, first.runs) == ("From", (Run("Ezra Mumby"),))
    assert (second.name, second.runs) == ("Subject", (Run("Water", True), Run(" butts")))


def test_every_word_that_a_mark_touches_has_a_box_on_it() -> None:
    assert [tuple(box) for box in boxes(PAGE, [(4, 15)], (4, 15))] == [
        (22, 10, 18, 8, True),
        (42, 10, 18, 10, True),
    ]


def test_words_are_set_by_the_lines_of_the_text() -> None:
    first, second = lines(PAGE, TEXT)
    assert " ".join(word for word, _, _ in first.words) == "The butt leaks."
    assert " ".join(word for word, _, _ in second.words) == "The frog stays."
    assert first.size == 10 and 10 < first.baseline < 20


def test_a_sheet_has_as_many_boxes_as_words_match() -> None:
    made = sheet(PAGE, TEXT, [(0, 3), (16, 19)], (16, 19))
    assert [box.here for box in made.boxes] == [False, True]
    assert "".join(run.words for run in made.runs) == TEXT


def test_words_that_are_not_seen_are_runs_of_their_own_within_marks_too() -> None:
    assert runs(TEXT, 0, 15, [(4, 14)], (4, 14), [(9, 14)]) == (
        Run("The "),
        Run("butt ", True, True),
        Run("leaks", True, unseen=True),
        Run("."),
    )


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
def test_runs_with_unseen_words_join_to_the_text(
    text: str, marks: list[tuple[int, int]], unseen: list[tuple[int, int]]
) -> None:
    assert "".join(run.words for run in runs(text, 0, len(text), marks, None, sorted(unseen))) == text


def test_every_unseen_word_has_a_box() -> None:
    page = Page(1, 0, 11, 200, 300, (Word(0, 5, 10, 20, 40, 30), Word(6, 11, 45, 20, 80, 30)))
    made = sheet(page, "Seen unseen", [], None, [(6, 11)])
    assert [(box.left, box.top, box.width, box.height) for box in made.unseen] == [(45, 20, 35, 10)]


def test_a_line_that_is_read_upwards_or_downwards_is_turned_with_its_words() -> None:
    up = Page(1, 0, 10, 200, 300, (Word(0, 4, 20, 100, 30, 140), Word(5, 10, 20, 50, 30, 95)))
    (line,) = sheet(up, "Side stamp", []).lines
    assert (line.turned, line.baseline, line.size) == (-90, 28, 10)
    assert line.words == (("Side", -140, 40), ("stamp", -95, 45))
    down = Page(1, 0, 10, 200, 300, (Word(0, 4, 20, 50, 30, 90), Word(5, 10, 20, 95, 30, 140)))
    (line,) = sheet(down, "Side stamp", []).lines
    assert (line.turned, line.baseline) == (90, -22)
    assert line.words == (("Side", 50, 40), ("stamp", 95, 45))
