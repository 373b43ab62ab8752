"""A quotation held against a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.quote import Checked, check
from rejoinder.quote.likeness import as_read

MINUTES = """The committee did not agree to the water butts on plot seven, although Mrs Loam asked twice.
It may, if the treasurer consents, pay up to 40 pounds for new
ones. Nobody said that the frogs were stolen [by the heron]."""


def changes(quoted: str, checked: Checked) -> list[tuple[str, str, str]]:
    return [
        (quoted[slice(*one.quoted)], MINUTES[slice(*one.source)], one.kind)
        for one in checked.changed
        if not one.declared
    ]


def omissions(checked: Checked) -> list[tuple[str, str, bool]]:
    return [(MINUTES[slice(*one.source)], one.kind, one.marked) for one in checked.left_out]


def test_words_are_verbatim_however_they_are_wrapped_set_and_marked() -> None:
    for quoted in (
        "“The committee did not agree to the water butts”",
        "pay up to 40\npounds for new ones (emphasis added)",
        "the commit-\ntee did not agree to the water-\nbutts",
        "[T]he committee did *not* agree (sic) to the water butts",
        "the frogs were stolen [by the heron]",
    ):
        checked = check(quoted, MINUTES)
        assert (checked.verdict, checked.changed, checked.left_out) == ("verbatim", (), ()), quoted


def test_the_numbers_of_items_are_no_words_that_a_quotation_leaves_out() -> None:
    listed = "It was agreed that:\n1. the butts be sold;\n2. the frogs be kept.\n(c) the heron be asked."
    quoted = "that: the butts be sold; the frogs be kept. the heron be asked."
    assert check(quoted, listed).verdict == "verbatim"


def test_a_number_at_the_beginning_of_a_line_that_goes_on_a_sentence_is_a_word() -> None:
    wrapped = "The treasurer may pay the nursery up to\n40) pounds for all of the new butts."
    quoted = "The treasurer may pay the nursery up to pounds for all of the new butts."
    assert check(quoted, wrapped).verdict == "altered"


def test_words_left_out_with_a_mark_are_elided() -> None:
    for mark in ("...", "…", "[...]", "[…]", ". . .", "(...)"):
        checked = check(f"The committee did not agree {mark} although Mrs Loam asked twice", MINUTES)
        assert checked.verdict == "elided"
        assert omissions(checked) == [("to the water butts on plot seven", "quantity", True)]


def test_words_left_out_without_a_mark_are_elided_where_they_bear_no_condition() -> None:
    checked = check(
        "although Mrs Loam asked twice. It may, pay", MINUTES.replace("if the treasurer consents, ", "now ")
    )
    assert checked.verdict == "elided"
    assert not checked.left_out[0].marked


def test_a_negation_or_condition_left_out_without_a_mark_alters() -> None:
    checked = check("The committee did agree to the water butts on plot seven", MINUTES)
    assert (checked.verdict, omissions(checked)) == ("altered", [("not", "negation", False)])
    checked = check("It may pay up to 40 pounds for new ones", MINUTES)
    assert (checked.verdict, omissions(checked)) == (
        "altered",
        [("if the treasurer consents", "condition", False)],
    )


def test_another_word_is_located_on_both_sides_and_its_kind_is_told() -> None:
    for quoted, change in (
        ("It may, if the treasurer consents, pay up to 400 pounds", ("400", "40", "quantity")),
        ("although Mr Barrow asked twice. It may", ("Mr Barrow", "Mrs Loam", "name")),
        ("Everyone said that the frogs were stolen", ("Everyone", "Nobody", "negation")),
        ("The committee did not object to the water butts", ("object", "agree", "words")),
    ):
        checked = check(quoted, MINUTES)
        assert (checked.verdict, changes(quoted, checked)) == ("altered", [change])


def test_words_put_in_without_brackets_alter_and_within_brackets_do_not() -> None:
    quoted = "Nobody said ever that the frogs were stolen"
    checked = check(quoted, MINUTES)
    assert (checked.verdict, changes(quoted, checked)) == ("altered", [("ever", "", "words")])
    checked = check("Nobody [of them] said that the frogs were stolen", MINUTES)
    assert checked.verdict == "verbatim"


def test_words_in_brackets_for_others_are_told_and_do_not_alter() -> None:
    quoted = "The committee did not agree to [them] on plot seven"
    checked = check(quoted, MINUTES)
    assert checked.verdict == "verbatim"
    told = [(quoted[slice(*one.quoted)], MINUTES[slice(*one.source)], one.declared) for one in checked.changed]
    assert told == [("them", "the water butts", True)]


def test_words_of_others_are_not_found_nor_are_a_few_that_stand_anywhere() -> None:
    for quoted in (
        "The hosepipe shall be rolled up after use by every member",
        "the committee of the frogs",
        "said that",
        "the seven treasurer twice new frogs agree plot water for may",
        "",
    ):
        expected = "verbatim" if quoted == "said that" else "not found"
        assert check(quoted, MINUTES).verdict == expected, quoted


def test_letters_that_a_machine_misread_are_doubtful_and_no_alteration() -> None:
    quoted = "The comm1ttee did not agree tothe vvater bntts on plot seven"
    assert check(quoted, MINUTES).verdict == "altered"
    checked = check(quoted, MINUTES, as_read)
    assert checked.verdict == "verbatim"
    doubted = [(quoted[slice(*one.quoted)], MINUTES[slice(*one.source)]) for one in checked.doubtful]
    assert doubted == [("comm1ttee", "committee"), ("vvater bntts", "water butts")]


def test_a_machine_takes_no_number_for_another() -> None:
    quoted = "pay up to 48 pounds for new ones"
    assert changes(quoted, check(quoted, MINUTES, as_read)) == [("48", "40", "quantity")]


def test_of_two_places_the_one_with_more_of_the_words_is_the_source() -> None:
    text = "The frogs were sold in May. Later the frogs were sold in June by the heron for a song."
    checked = check("the frogs were sold in June by the heron", text)
    assert checked.verdict == "verbatim"
    assert checked.source == (34, 74)


WORDS = st.lists(
    st.sampled_from(["plot", "frog", "heron", "water", "butt", "not", "if", "seven", "the", "of", "a", "on"]),
    min_size=5,
    max_size=60,
)


@given(WORDS, st.data())
def test_any_run_of_a_texts_words_is_verbatim_in_it(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 5))
    last = data.draw(st.integers(first + 5, len(words)))
    checked = check(" ".join(words[first:last]), " ".join(words))
    assert checked.verdict == "verbatim"


@given(st.text(max_size=300), st.text(max_size=300))
def test_every_place_told_lies_within_its_text(quoted: str, text: str) -> None:
    checked = check(quoted, text, as_read)
    for one in (*checked.changed, *checked.doubtful):
        assert 0 <= one.quoted[0] <= one.quoted[1] <= len(quoted)
        assert 0 <= one.source[0] <= one.source[1] <= len(text)


def test_words_put_in_between_brackets_are_told_though_they_stand_in_the_place_of_none() -> None:
    checked = check(
        "nobody can find the minute that [the Committee says] spent it", "Nobody can find the minute that spent it."
    )
    assert checked.verdict == "verbatim"
    assert [(one.quoted, one.source[0] == one.source[1], one.declared) for one in checked.changed] == [
        ((33, 51), True, True)
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "(sic)",
        "[sic]",
        "(italics in original)",
        "[emphasis added; footnote omitted]",
        "(my emphasis)",
        "(citations omitted)",
        "<b></b>",
    ],
)
def test_what_is_said_of_the_quotation_is_no_part_of_it(remark: str) -> None:
    checked = check(f"nobody can find {remark} the minute that spent it", "Nobody can find the minute that spent it.")
    assert (checked.verdict, checked.changed) == ("verbatim", ())
