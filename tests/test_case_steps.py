"""What can be done about a request, and when: opened by limits that passed, never before, done when that is known."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import NOW, Disclosed
from rejoinder.case.clocks import clocks, set_day
from rejoinder.case.steps import Next, next_steps
from rejoinder.errors import LawDamaged
from rejoinder.law.loading import law
from rejoinder.law.steps import steps, steps_of


def held(case: Disclosed, today: date, **days: str) -> dict[str, Next]:
    for name, day in days.items():
        set_day(case.case, name, day, at=NOW)
    found = next_steps(clocks(case.case, today=today), today)
    return {one.step.id: one for one in found}


def test_nothing_can_be_done_before_the_last_day_has_passed_on_every_reading(case: Disclosed) -> None:
    found = held(case, date(2026, 6, 16), request_received="2026-05-15")
    assert (found["uk_chase"].state, found["uk_chase"].opens) == ("later", date(2026, 6, 17))
    assert held(case, date(2026, 6, 17))["uk_chase"].state == "open"


def test_an_answer_in_time_needs_nothing(case: Disclosed) -> None:
    found = held(case, date(2026, 8, 1), request_received="2026-05-15", answer_received="2026-06-01")
    assert {found[one].state for one in ("uk_chase", "uk_complain_to_controller", "uk_court_s167")} == {"not needed"}


def test_the_regulator_comes_after_the_complaint_that_was_not_acknowledged_and_within_three_months(
    case: Disclosed,
) -> None:
    days = {"request_received": "2026-06-01", "complaint_received": "2026-08-01", "last_contact": "2026-07-20"}
    found = held(case, date(2026, 9, 20), **days)
    assert found["uk_complain_to_controller"].state == "done"
    regulator = found["uk_complain_to_ico"]
    assert (regulator.state, regulator.opens, regulator.by) == ("open", date(2026, 9, 2), date(2026, 10, 20))
    assert found["uk_tribunal_s166"].waits == ("regulator_received_complaint",)


def test_a_complaint_of_before_the_duty_came_opens_the_next_step_at_once(case: Disclosed) -> None:
    found = held(case, date(2026, 9, 20), request_received="2026-03-02", complaint_received="2026-05-01")
    assert (found["uk_complain_to_ico"].state, found["uk_complain_to_ico"].opens) == ("open", date(2026, 5, 1))
    assert found["uk_complain_to_ico"].waits == ("last_contact",)


def test_the_tribunal_comes_when_three_months_have_passed_and_the_review_after_the_outcome(case: Disclosed) -> None:
    days = {"request_received": "2026-03-02", "regulator_received_complaint": "2026-06-10"}
    found = held(case, date(2026, 9, 20), **days)
    assert (found["uk_tribunal_s166"].state, found["uk_tribunal_s166"].opens) == ("open", date(2026, 9, 11))
    after = held(case, date(2026, 9, 20), regulator_answered="2026-09-01")
    assert (after["uk_tribunal_s166"].state, after["uk_ico_case_review"].by) == ("not needed", date(2026, 12, 1))


def test_a_case_of_which_nothing_is_known_has_no_steps(case: Disclosed) -> None:
    assert held(case, date(2026, 9, 20)) == {}


STEP = """
[pack]
id = "p"
title = "P"
version = "1"

[sources.act]
title = "An Act"
url = "https://law.example/act"
read = "2026-01-02"
status = "primary"

[[steps]]
id = "one"
regime = "uk-gdpr"
title = "Write"
text = "Write again."
source = "act"
after_late = "answer_received"
"""


@pytest.mark.parametrize(
    ("words", "instead", "field"),
    [
        ('source = "act"', 'source = "b"', "source"),
        ('source = "act"', "", "source"),
        ('regime = "uk-gdpr"', 'regime = "moon"', "regime"),
        ('after_late = "answer_received"', "", "after_late"),
        ('after_late = "answer_received"', 'after_late = "sneezed"', "after_late"),
        ('text = "Write again."', 'text = "Write again."\nby = "no_rule"', "by"),
        ('text = "Write again."', 'text = "Write again."\nnow = 1', "now"),
    ],
)
def test_a_step_that_cannot_be_relied_on_is_refused(words: str, instead: str, field: str) -> None:
    assert len(steps_of(STEP, "p.toml", law()).entries) == 1
    with pytest.raises(LawDamaged) as refused:
        steps_of(STEP.replace(words, instead, 1), "p.toml", law())
    assert (refused.value.file, refused.value.rule, refused.value.field) == ("p.toml", "one", field)


def test_every_step_that_comes_with_the_program_has_its_source() -> None:
    assert all(step.source in pack.sources for pack in steps() for step in pack.entries)


def test_nothing_opens_after_a_limit_of_which_it_is_not_known_whether_it_was_met(case: Disclosed) -> None:
    set_day(case.case, "request_received", "2024-03-04", at=NOW)
    set_day(case.case, "request_received", "2024-03-20", another=True, at=NOW)
    set_day(case.case, "answer_received", "2024-05-01", at=NOW)
    told = {one.step.id: one for one in next_steps(clocks(case.case, today=date(2024, 8, 1)), date(2024, 8, 1))}
    assert (told["uk_chase"].state, told["uk_chase"].waits) == ("waits", ("answer_received",))
    assert told["uk_court_s167"].state == "waits"
