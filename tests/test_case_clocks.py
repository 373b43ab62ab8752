"""The clocks of a case: days proposed with the words that tell them, confirmed by a person, asked for where unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import NOW, Disclosed
from rejoinder.case import Delivery, new, receive
from rejoinder.case.clock_days import REQUEST
from rejoinder.case.clocks import (
    UNKNOWN,
    WHICH,
    Clocks,
    clocks,
    confirm,
    find,
    remove,
    say_place,
    set_day,
    undo,
)
from rejoinder.clocks.rounds import ANSWER
from rejoinder.errors import UsageError

TODAY = date(2024, 8, 1)
ASKED = """
    From: Marigold Threnody <marigold@threnody.example>
    To: Hesper Quillfeather <secretary@lower-wibbling.example>
    Date: Fri, 3 May 2024 09:00:00 +0100
    Subject: What you hold about me
    Message-ID: <asked@threnody.example>

    Dear Hesper, this is a subject access request under Article 15. Please send what you hold.
    """
PLANNED = """
    From: Marigold Threnody <marigold@threnody.example>
    To: Ezra Mumby <ezra@mumby-leeks.example>
    Date: Wed, 1 May 2024 09:00:00 +0100
    Subject: Leeks
    Message-ID: <planned@threnody.example>

    I may make a subject access request. Or plant leeks.
    """
REMINDED = """
    From: Marigold Threnody <marigold@threnody.example>
    To: Hesper Quillfeather <secretary@lower-wibbling.example>
    Date: Wed, 1 May 2024 11:00:00 +0100
    Subject: A reminder
    Message-ID: <reminded@threnody.example>

    My subject access request of 1 April has not been answered.
    """
LETTER = """
    Lower Wibbling Allotment Society

    30 June 2024

    Dear Ms Threnody,

    Your request of 3 May 2024 for your personal data: here is all of it.
    """
OTHER = LETTER.replace("3 May", "7 May")


def held(case: Disclosed) -> Clocks:
    return clocks(case.case, today=TODAY)


def days(found: Clocks) -> list[tuple[str, str, str]]:
    return [(one.name, one.date, one.standing) for one in found.days]


def test_the_request_is_proposed_from_the_mail_and_the_letter_that_tell_the_same_day(case: Disclosed) -> None:
    case.give({"asked.eml": ASKED, "letter.txt": LETTER})
    found = held(case)
    assert days(found) == [(REQUEST, "2024-05-03", "proposed"), (ANSWER, "2024-06-30", "proposed")]
    assert {span.exact for one in found.days for span in one.cited} == {
        "subject access request",
        "Your request of 3 May 2024",
    }
    (running,) = found.running
    assert running.clock is not None
    assert (running.clock.latest.due, running.clock.status, running.clock.days_late) == (
        date(2024, 6, 3),
        "late on every reading",
        27,
    )
    assert [one.name for one in running.unconfirmed] == [REQUEST, ANSWER]


def test_a_plan_a_reminder_and_an_answer_are_no_request(case: Disclosed) -> None:
    case.give({"planned.eml": PLANNED, "reminded.eml": REMINDED})
    found = held(case)
    assert [one.name for one in found.days] == [ANSWER]
    assert [one.name for one in found.asked] == [REQUEST]
    assert found.running == ()


def test_where_documents_differ_none_is_taken_before_a_person_says_which(case: Disclosed) -> None:
    case.give({"asked.eml": ASKED, "letter.txt": OTHER})
    found = held(case)
    assert found.running == ()
    (asked,) = found.asked
    assert [one.date for one in asked.proposed] == ["2024-05-03", "2024-05-07"]
    confirm(case.case, asked.proposed[1].id, at=NOW)
    (running,) = held(case).running
    assert running.clock is not None and running.clock.latest.counted.start == date(2024, 5, 7)


def test_a_day_is_said_corrected_removed_and_taken_back(case: Disclosed) -> None:
    case.give({"asked.eml": ASKED})
    proposal = next(one for one in held(case).days if one.name == REQUEST)
    said = set_day(case.case, REQUEST, "2024-05-06", why="the day on the receipt", at=NOW)
    assert (REQUEST, "2024-05-06", "set") in days(held(case))
    (running,) = held(case).running
    assert [one.date for one in running.rests_on if one.name == REQUEST] == ["2024-05-06"]
    remove(case.case, said.id, at=NOW)
    assert (REQUEST, "2024-05-06", "set") not in days(held(case))
    undo(case.case, said.id, at=NOW)
    assert find(case.case, said.id).standing == "set"
    undo(case.case, said.id, at=NOW)
    assert find(case.case, proposal.id).standing == "proposed"
    with pytest.raises(UsageError, match="Nothing was decided"):
        undo(case.case, said.id, at=NOW)


def test_a_proposal_that_was_removed_does_not_come_back_and_its_day_is_asked_for(case: Disclosed) -> None:
    case.give({"asked.eml": ASKED})
    remove(case.case, next(one.id for one in held(case).days if one.name == REQUEST), at=NOW)
    assert [one.name for one in held(case).asked] == [REQUEST]


def test_what_is_no_day_no_event_and_no_law_is_refused(case: Disclosed) -> None:
    for name, day, regime, why in (
        (REQUEST, "soon", "", "soon is not a day"),
        ("sneezed", "2024-05-06", "", "speaks of sneezed"),
        (REQUEST, "2024-05-06", "moon", "No law is known as moon"),
    ):
        with pytest.raises(UsageError, match=why):
            set_day(case.case, name, day, regime=regime, at=NOW)
    with pytest.raises(UsageError, match="no place"):
        say_place(case.case, "XX", at=NOW)


def test_the_place_decides_by_whose_holidays_it_is_counted(case: Disclosed) -> None:
    set_day(case.case, REQUEST, "2026-05-15", at=NOW)
    (wide,) = held(case).running
    assert wide.clock is not None
    assert (wide.clock.earliest.due, wide.clock.latest.due) == (date(2026, 6, 15), date(2026, 6, 16))
    say_place(case.case, "ENG", at=NOW)
    (narrow,) = held(case).running
    assert narrow.clock is not None and narrow.clock.latest.due == date(2026, 6, 15)


def test_a_limit_of_the_organisations_own_rules_takes_its_length_from_the_person(case: Disclosed) -> None:
    set_day(case.case, "own_limit_began", "2024-06-01", regime="own-rules", days=42, at=NOW)
    (running,) = [one for one in held(case).running if one.rule.id == "own_rules_days"]
    assert running.clock is not None and running.clock.latest.due == date(2024, 7, 13)
    assert running.clock.status == "late on every reading"


def test_a_batch_without_a_day_of_its_own_makes_nothing_late_and_the_day_is_asked_for(case: Disclosed) -> None:
    source = case.folder / "given"
    source.mkdir()
    (source / "letter.txt").write_text(LETTER)
    receive(case.case, [source], Delivery("the society", date=NOW[:10]), at=NOW)
    found = held(case)
    assert days(found) == [(REQUEST, "2024-05-03", "proposed")]
    assert [(one.clock, one.fault) for one in found.running] == [(None, UNKNOWN)]
    assert [one.name for one in found.asked] == [ANSWER]
    set_day(case.case, ANSWER, "2024-06-30", at=NOW)
    (running,) = held(case).running
    assert running.clock is not None and running.clock.days_late == 27


def test_a_year_beyond_the_holidays_known_is_said_and_nothing_is_computed(case: Disclosed) -> None:
    set_day(case.case, REQUEST, "2030-12-20", at=NOW)
    (running,) = held(case).running
    assert running.clock is None
    assert "2005 to 2030" in running.fault


def test_two_requests_under_one_law_have_limits_of_their_own_and_an_answer_that_may_be_of_either_is_asked_about(
    case: Disclosed,
) -> None:
    set_day(case.case, REQUEST, "2024-05-03", at=NOW)
    set_day(case.case, ANSWER, "2024-05-20", at=NOW)
    set_day(case.case, REQUEST, "2024-06-10", another=True, at=NOW)
    first, second = held(case).running
    assert (first.request, second.request) == ("2024-05-03", "2024-06-10")
    assert first.clock and first.clock.met_by == ANSWER and not first.clock.is_late
    assert second.clock and second.clock.latest.due == date(2024, 7, 10) and second.clock.days_late == 22


def test_nothing_is_late_before_it_is_said_to_which_request_an_answer_belongs(case: Disclosed) -> None:
    set_day(case.case, REQUEST, "2024-05-03", at=NOW)
    set_day(case.case, REQUEST, "2024-05-20", another=True, at=NOW)
    answer = set_day(case.case, ANSWER, "2024-07-01", at=NOW)
    found = held(case)
    assert [(one.clock, one.fault) for one in found.running] == [(None, WHICH)] * 2
    (asked,) = found.asked
    assert (asked.name, asked.requests) == (ANSWER, ("2024-05-03", "2024-05-20"))
    with pytest.raises(UsageError, match="No request is of 2024-05-21"):
        confirm(case.case, answer.id, of="2024-05-21", at=NOW)
    confirm(case.case, answer.id, of="2024-05-20", at=NOW)
    first, second = held(case).running
    assert first.clock and not first.clock.met_by and first.clock.is_late
    assert second.clock and second.clock.met_by == ANSWER and second.clock.days_late == 11
    assert held(case).asked == ()


def test_a_request_made_again_weeks_later_is_asked_about_and_not_counted_before(case: Disclosed) -> None:
    again = ASKED.replace("3 May", "3 July").replace("asked@", "again@")
    case.give({"asked.eml": ASKED, "again.eml": again})
    set_day(case.case, ANSWER, "2024-05-20", at=NOW)
    found = held(case)
    assert [one.request for one in found.running] == [""]
    (asked,) = [one for one in found.asked if one.proposed]
    assert [(one.date, one.another) for one in asked.proposed] == [("2024-07-03", True)]
    confirm(case.case, asked.proposed[0].id, at=NOW)
    assert [one.request for one in held(case).running] == ["2024-05-03", "2024-07-03"]


def test_a_limit_of_school_days_waits_for_the_day_on_which_the_school_closes(case: Disclosed) -> None:
    set_day(case.case, REQUEST, "2024-06-03", regime="eng-pupil", at=NOW)
    found = held(case)
    assert not [one for one in found.running if one.rule.regime == "eng-pupil"]
    assert "school_closed" in {one.name for one in found.asked if one.regime == "eng-pupil"}
    set_day(case.case, "school_closed", "2024-07-24", regime="eng-pupil", at=NOW)
    (running,) = [one for one in held(case).running if one.rule.regime == "eng-pupil"]
    assert running.clock and running.clock.latest.due == date(2024, 6, 24)


def test_a_request_for_information_proposes_its_day_and_the_same_sent_again_is_none_of_its_own(tmp_path: Path) -> None:
    case = new(tmp_path / "case", at=NOW, subject="Marigold Threnody", regime="uk-foi")
    for number, day in enumerate(("Mon, 3 Jun 2024", "Mon, 10 Jun 2024", "Thu, 1 Aug 2024")):
        asked = f"""From: Marigold Threnody <marigold@threnody.example>
To: Freedom of Information <foi@lower-wibbling.example>
Date: {day} 09:00:00 +0100
Subject: Freedom of information request: the fence
Message-ID: <foi{number}@threnody.example>

Under the Freedom of Information Act 2000 please send me all minutes about the fence at Butts Lane.
"""
        (tmp_path / f"{number}.eml").write_text(asked)
    receive(case, [tmp_path / f"{number}.eml" for number in range(3)], Delivery("own", own=True), at=NOW)
    days = [(one.date, one.standing, one.another) for one in clocks(case, today=TODAY).days]
    assert days == [("2024-06-03", "proposed", False), ("2024-08-01", "proposed", True)]
    answer = next(one.clock for one in clocks(case, today=TODAY).running if one.rule.id == "uk_foia_s10")
    assert answer and answer.latest.due == date(2024, 7, 1)


def test_a_notice_that_the_public_interest_is_weighed_meets_the_limit_and_starts_the_time_they_named(
    case: Disclosed,
) -> None:
    set_day(case.case, REQUEST, "2024-06-03", regime="uk-foi", at=NOW)
    set_day(case.case, "public_interest_notice", "2024-06-28", regime="uk-foi", days=28, at=NOW)
    told = {one.rule.id: one.clock for one in held(case).running if one.rule.regime == "uk-foi"}
    answer, decision = told["uk_foia_s10"], told["uk_foia_s10_3"]
    assert answer and answer.met_by == "public_interest_notice" and not answer.is_late
    assert decision and decision.latest.due == date(2024, 7, 26) and decision.days_late == 6
