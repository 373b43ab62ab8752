"""What a clock tells: both readings, how it stands, day by day why, and where the other side's count parts from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from rejoinder.clocks import Clock, Given, clock_of, clocks_of
from rejoinder.errors import UsageError
from rejoinder.law.loading import law

TODAY = date(2026, 11, 30)


def clock(rule: str, events: Mapping[str, str], place: str = "", today: date = TODAY) -> Clock:
    given = {name: tuple(map(date.fromisoformat, told.split())) for name, told in events.items()}
    found = law().rule(rule)
    assert found is not None
    return clock_of(law(), found, Given(given, place), today)


def test_the_pause_is_read_in_two_ways_and_only_after_the_later_day_it_is_late_on_every_reading() -> None:
    events = {
        "request_received": "2026-03-02",
        "clarification_requested": "2026-03-05",
        "clarification_received": "2026-03-12",
    }
    stands = [clock("uk_gdpr_sar_2026", events, place="ENG", today=date(2026, 4, day)).status for day in (8, 9, 10, 11)]
    assert stands == ["running", "due", "late on one reading", "late on every reading"]


def test_days_late_are_counted_from_the_reading_that_is_meant() -> None:
    one = clock("uk_dpa1998_sar", {"request_received": "2016-03-01"}, today=date(2016, 4, 10))
    every = clock("uk_dpa1998_sar", {"request_received": "2016-03-01"}, today=date(2016, 4, 12))
    assert (one.status, one.days_late) == ("late on one reading", 1)
    assert (every.status, every.days_late) == ("late on every reading", 2)


def test_an_answer_stops_the_clock_on_its_own_day() -> None:
    late = clock("uk_gdpr_sar_2020_2026", {"request_received": "2024-06-24", "answer_received": "2024-08-30"})
    assert (late.earliest.due, late.latest.due) == (date(2024, 7, 24), date(2024, 7, 24))
    assert (late.status, late.days_late, late.met_by) == ("late on every reading", 37, "answer_received")
    in_time = clock("uk_gdpr_sar_2020_2026", {"request_received": "2024-06-24", "answer_received": "2024-07-01"})
    assert (in_time.status, in_time.judged_on) == ("running", date(2024, 7, 1))


def test_the_trace_says_of_every_day_whether_it_counts_and_why() -> None:
    days = clock("uk_foia_s10", {"request_received": "2026-05-20"}).latest.counted.trace
    assert [day.day for day in days] == sorted({day.day for day in days})
    told = {day.day.isoformat(): (day.counted, day.kind, day.name, day.number) for day in days}
    assert told["2026-05-20"] == (False, "start", "", 0)
    assert told["2026-05-21"] == (True, "counted", "", 1)
    assert told["2026-05-23"] == (False, "weekend", "Saturday", 0)
    assert told["2026-06-15"][:2] == (False, "holiday")
    assert "World Cup" in told["2026-06-15"][2]
    assert told["2026-06-19"] == (True, "counted", "", 20)
    assert sum(day.counted for day in days) == 20


def test_a_last_day_on_which_nobody_works_moves_on_and_the_trace_says_to_which() -> None:
    days = clock("uk_gdpr_sar_2026", {"request_received": "2026-03-03"}, place="ENG").latest.counted.trace
    assert [(day.day.isoformat(), day.kind, day.name) for day in days[-5:]] == [
        ("2026-04-03", "counted", ""),
        ("2026-04-04", "moved", "Good Friday"),
        ("2026-04-05", "moved", "Saturday"),
        ("2026-04-06", "moved", "Sunday"),
        ("2026-04-07", "moved", "Easter Monday"),
    ]


def test_the_rival_shows_the_day_on_which_the_two_counts_part() -> None:
    one = clock("uk_foia_s10", {"request_received": "2026-05-20"})
    rival = {one.reckoning.reading: one for one in one.rivals}["england_only"]
    assert rival.reckoning.due == date(2026, 6, 18)
    assert rival.parts_on == date(2026, 6, 15)
    assert rival.ours and rival.ours.kind == "holiday"
    assert rival.theirs and rival.theirs.counted


def test_the_conflict_of_the_first_of_september_2019_is_shown() -> None:
    one = clock("uk_gdpr_sar_2018_2019", {"request_received": "2019-08-01"}, place="ENG")
    assert {one.due for one in one.reckonings} == {date(2019, 9, 2)}
    unrolled = {one.reckoning.reading: one for one in one.rivals}["unrolled"]
    assert unrolled.reckoning.due == date(2019, 9, 1)
    assert unrolled.parts_on == date(2019, 9, 2)


def test_a_notice_of_more_time_lengthens_it_only_within_the_first_month() -> None:
    in_time = clock(
        "uk_gdpr_sar_2020_2026", {"request_received": "2025-11-30", "extension_notice": "2025-12-20"}, place="ENG"
    )
    too_late = clock(
        "uk_gdpr_sar_2020_2026", {"request_received": "2025-11-30", "extension_notice": "2026-01-05"}, place="ENG"
    )
    assert (in_time.latest.due, in_time.latest.counted.extended) == (date(2026, 3, 2), True)
    assert (too_late.latest.due, too_late.latest.counted.extended) == (date(2025, 12, 30), False)
    assert too_late.latest.counted.notice_by == date(2025, 12, 30)


def test_a_clock_that_still_waits_is_taken_to_go_on_today_and_says_for_what() -> None:
    stopped = clock(
        "uk_gdpr_sar_2026",
        {"request_received": "2026-10-01", "clarification_requested": "2026-10-20"},
        today=date(2026, 11, 30),
    )
    assert stopped.waiting == ("clarification_received",)
    assert stopped.latest.due > date(2026, 11, 30)
    unproved = clock(
        "uk_gdpr_sar_2026", {"request_received": "2026-10-01", "id_requested": "2026-10-02"}, today=date(2026, 11, 30)
    )
    assert unproved.waiting == ("id_received",)
    assert unproved.earliest.due >= date(2026, 12, 30)


def test_the_information_asked_for_starts_the_count_afresh_and_the_fee_stops_it() -> None:
    anew = clock(
        "uk_foia_s10",
        {
            "request_received": "2026-02-02",
            "clarification_requested": "2026-02-03",
            "clarification_received": "2026-02-10",
        },
    )
    assert anew.latest.due == clock("uk_foia_s10", {"request_received": "2026-02-10"}).latest.due
    fee = clock(
        "uk_foia_s10",
        {"request_received": "2026-02-02", "fees_notice_given": "2026-02-05", "fee_received": "2026-02-06"},
    )
    assert fee.latest.due == date(2026, 3, 4)


def test_the_law_in_force_is_chosen_by_the_day_of_receipt() -> None:
    days = ("2018-05-24", "2018-05-25", "2019-08-15", "2020-10-21", "2026-02-04", "2026-02-05")
    rules = []
    for day in days:
        started, _ = clocks_of(law(), "uk-gdpr", Given({"request_received": (date.fromisoformat(day),)}), TODAY)
        rules += [one.rule.id.removeprefix("uk_") for one in started]
    assert rules == [
        "dpa1998_sar",
        "gdpr_sar_2018_2019",
        "gdpr_sar_2019_2020",
        "gdpr_sar_2020_2026",
        "gdpr_sar_2020_2026",
        "gdpr_sar_2026",
    ]


def test_what_is_not_known_is_asked_for() -> None:
    started, asked = clocks_of(law(), "uk-gdpr", Given({}), TODAY)
    assert started == []
    assert asked["uk_gdpr_sar_2026"] == ("request_received",)
    assert asked["uk_s164A_ack"] == ("complaint_received",)
    with pytest.raises(UsageError, match="own_limit_began, days"):
        clock("own_rules_days", {})


def test_a_complaint_received_before_the_duty_came_has_no_clock() -> None:
    started, _ = clocks_of(law(), "uk-gdpr", Given({"complaint_received": (date(2026, 6, 18),)}), TODAY)
    assert started == []


def test_no_law_of_that_name_and_no_year_that_is_known_are_said() -> None:
    with pytest.raises(UsageError, match="No law is known"):
        clocks_of(law(), "moon", Given({}), TODAY)
    with pytest.raises(UsageError, match="2005 to 2030"):
        clock("uk_foia_s10", {"request_received": "2030-12-20"})
