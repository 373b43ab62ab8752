"""The measure of personal data counts a mark by whether it covers what was planted of its kind."""

from __future__ import annotations

import random

from bench.personal_data import Counted, rows_of
from bench.personal_letters import Letter, Maker
from bench.personal_words import WORDINGS

from rejoinder.personal import KINDS, Personal

LETTER = Letter("Ring 01632 960471.", (("telephone", 5, 17),))


def counted(*marks: Personal) -> Counted:
    made = Counted()
    made.add("built", LETTER, list(marks))
    return made


def test_a_mark_that_covers_what_was_planted_is_right() -> None:
    made = counted(Personal("telephone", 5, 17, ""))
    assert (made.found["built", "telephone"], made.right["built", "telephone"], made.failing) == (1, 1, [])


def test_a_mark_of_a_part_a_mark_elsewhere_and_one_of_another_kind_find_nothing() -> None:
    assert counted(Personal("telephone", 5, 10, "")).found["built", "telephone"] == 0
    wrong = counted(Personal("telephone", 0, 4, ""))
    assert (wrong.right["built", "telephone"], len(wrong.failing)) == (0, 2)
    assert counted(Personal("postcode", 5, 17, "")).right["built", "postcode"] == 0


def test_every_kind_is_planted_in_every_set_and_the_same_seed_gives_the_same_letters() -> None:
    for name, one in WORDINGS.items():
        assert set(one.planted) == set(KINDS)
        assert Maker(random.Random(1), name).letter() == Maker(random.Random(1), name).letter()


def test_what_was_planted_stands_where_it_is_said_to_stand() -> None:
    maker = Maker(random.Random(2), "fresh")
    for letter in (maker.letter() for _ in range(50)):
        for kind, start, end in letter.planted:
            words = letter.text[start:end]
            assert words.strip() == words, (kind, words)


def test_a_kind_of_which_nothing_was_planted_has_no_share() -> None:
    values = {row.measure: row.value for row in rows_of(counted())}
    assert values["personal data, built: telephone, recall"] == 0
    assert values["personal data, built: postcode, recall"] == "–"
