"""Names planted in invented letters: what the product tells of them, and that the bench counts as it says."""

from __future__ import annotations

import random

import pytest
from bench.name_words import FORMS, SET_NAMES
from bench.personal_names import Maker, counted, ours

from rejoinder.personal.told_names import told_names

SIGNS = ("titled", "titled in full", "initials", "greeted", "signed", "reached")


@pytest.mark.parametrize("name", SET_NAMES)
def test_what_is_told_as_perhaps_a_name_mostly_is_one(name: str) -> None:
    made = counted(lambda text: [(one.start, one.end) for one in told_names(text)], seed=2, letters=40)
    assert made.right[name] / made.told[name] >= 0.95
    found = sum(made.found[name, form] for form in SIGNS)
    assert found / sum(made.planted[name, form] for form in SIGNS) >= 0.9


def test_lists_of_given_names_add_names_in_sentences_and_keep_precision() -> None:
    pytest.importorskip("faker")
    made = counted(ours, seed=2, letters=40)
    for name in SET_NAMES:
        assert made.right[name] / made.told[name] >= 0.94
        assert made.found[name, "in full"] / made.planted[name, "in full"] >= 0.5


def test_a_letter_says_where_its_names_stand() -> None:
    letter = Maker(random.Random(1), "built").letter()
    assert len(letter.names) == 5
    for form, start, end, first, last in letter.names:
        assert form in FORMS and start <= first < last <= end
        assert letter.text[start:end].strip() == letter.text[start:end]
