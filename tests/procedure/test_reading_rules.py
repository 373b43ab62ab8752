"""Rule books read: clauses, times and bodies; days counted; names that may be one person's."""

from __future__ import annotations

from datetime import date

import pytest

from rejoinder.procedure.clauses import clauses, gives_power, lengths, number_of
from rejoinder.procedure.days import counted, deadline, is_enough
from rejoinder.procedure.names import groups, may_be_one, shown_best

RULES = """Rules of the Wibbling Bee Club

Rule 1. The club keeps bees, and is kept by them in turn.

2. A keeper may be suspended by the Executive Committee for leaving a hive open.
   The keeper has fourteen days to answer.

2.1 The panel shall be three members of the Committee.

3. Only the general meeting may expel a keeper, on a report of the panel.
"""


def test_clauses_are_told_with_their_numbers_and_places() -> None:
    found = clauses(RULES)
    assert [one.label for one in found] == ["1", "2", "2.1", "3"]
    assert all(RULES[one.start : one.end].strip() == one.words for one in found)
    assert found[1].words.endswith("fourteen days to answer.")


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("2. A keeper may be suspended by the Executive Committee.", "executive committee"),
        ("3. Only the general meeting may expel a keeper, on a report of the panel.", "general meeting"),
        ("4. A panel reports to the Committee, which alone may expel a member.", "committee"),
        ("5. The power to expel is vested in the Board.", "board"),
        ("6. The panel meets in the shed and may be heard from outside it.", ""),
        ("7. The Committee may decide the colour. The panel may decide the smell.", ""),
    ],
)
def test_the_body_that_a_clause_lets_decide(words: str, body: str) -> None:
    assert gives_power(clauses(words)[0]) == body


def test_times_are_read_in_words_and_figures() -> None:
    told = "within twenty-one days, or 5 working days, or six (6) months, not a dog’s day"
    assert [(one.number, one.unit, one.kind) for one in lengths(told)] == [
        (21, "day", ""),
        (5, "day", "working"),
        (6, "month", ""),
    ]
    assert [number_of(one) for one in ("ninety-nine", "forty two", "7", "several")] == [99, 42, 7, 0]


NOTICE = "Notice\n\nYou may answer in writing by 30 May 2024. The panel meets on 6 June 2024.\n"


def test_the_deadline_of_a_notice_is_the_day_by_which_it_asks_for_an_answer() -> None:
    told = deadline(NOTICE, "2024-05-10")
    assert told is not None and told.day == date(2024, 5, 30)
    assert NOTICE[told.start : told.end] == "You may answer in writing by 30 May 2024."
    assert deadline("Please respond within 14 days.", "2024-05-10").day == date(2024, 5, 24)  # type: ignore[union-attr]
    assert deadline("The panel meets on 6 June 2024.", "2024-05-10") is None
    assert deadline("Answer by 1 June 2024. Answer by 2 June 2024.", "2024-05-10") is None


def test_the_day_of_the_notice_is_not_counted_and_clear_days_leave_out_the_last() -> None:
    given = counted(date(2024, 5, 10), date(2024, 5, 31))
    [plain], [clear], [working] = (list(lengths(one)) for one in ("21 days", "21 clear days", "21 working days"))
    assert (given.between, given.clear) == (21, 20)
    assert is_enough(given, plain) is None, "enough if the last day counts, and not if it does not"
    assert is_enough(given, clear) is False
    assert is_enough(given, working) is None
    assert is_enough(counted(date(2024, 5, 10), date(2024, 5, 30)), plain) is False
    assert is_enough(counted(date(2024, 5, 10), date(2024, 6, 2)), plain) is True


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ursula Grindle-Marsh <u@x.example>", "U. Grindle-Marsh", True),
        ("Grindle-Marsh, Ursula", "Ms Ursula Grindle-Marsh", True),
        ("Ursula Grindle-Marsh", "Una Grindle-Marsh", False),
        ("Ursula Grindle-Marsh", "Ursula Marsh", False),
        ("Ursula", "Ursula Grindle-Marsh", False),
    ],
)
def test_names_that_may_be_one(one: str, other: str, *, same: bool) -> None:
    assert may_be_one(one, other) is same and may_be_one(other, one) is same


def test_initials_that_may_be_either_of_two_stay_by_themselves() -> None:
    assert groups(["Ada Loam", "Abel Loam", "A. Loam"]) == [["Ada Loam"], ["Abel Loam"], ["A. Loam"]]
    assert groups(["A. Loam", "Ada Loam", "Loam, Ada"]) == [["Ada Loam", "Loam, Ada", "A. Loam"]]
    assert shown_best(["A. Loam", "Ada Loam <a@x.example>"]) == "Ada Loam"
