"""The commands for time limits, without a case and in one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.calling import call

MAIL = """From: Marigold Threnody <marigold@threnody.example>
To: Hesper Quillfeather <secretary@lower-wibbling.example>
Date: Fri, 3 May 2024 09:00:00 +0100
Subject: Subject access request
Message-ID: <asked@threnody.example>

This is a subject access request.
"""
LATE = ("clock", "--regime", "uk-foi", "--event", "request_received=2026-05-20", "--today", "2026-06-20")


def lines(*arguments: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in call(*arguments, "--json").out.splitlines()]


def test_a_clock_without_a_case_has_every_key_of_the_contract() -> None:
    (one,) = lines(*LATE)
    assert {"rule", "due_earliest", "due_latest", "status", "days_late", "trace", "sources"} <= one.keys()
    assert (one["rule"], one["due_earliest"], one["due_latest"]) == ("uk_foia_s10", "2026-06-19", "2026-06-19")
    assert (one["status"], one["days_late"]) == ("late on every reading", 1)
    assert all(day.keys() == {"day", "counted", "why"} for day in one["trace"])
    assert one["trace"][0] == {
        "day": "2026-05-20",
        "counted": False,
        "why": "the day it starts from, which does not count",
    }
    assert all(source.keys() == {"title", "url", "read", "status"} for source in one["sources"])
    assert {source["status"] for source in one["sources"]} <= {"primary", "secondary", "memory"}


def test_the_status_is_one_where_something_is_late_and_nought_where_nothing_is() -> None:
    assert call(*LATE).status == 1
    assert call(*LATE[:-1], "2026-06-19").status == 0


def test_a_person_reads_the_days_the_rule_its_sources_and_the_disclaimer() -> None:
    told = " ".join(call(*LATE).out.split())
    for said in (
        "Late on every reading",
        "The last day is 19 June 2026.",
        "working days 1 to 2 of 20",
        "holiday: Scotland's participation",
        "Others count so: 18 June 2026",
        "uk_foia_s10",
        "legislation.gov.uk",
        "no legal advice",
    ):
        assert said in told


def test_one_rule_is_counted_by_its_own_name_with_days_that_the_person_gives() -> None:
    (one,) = lines("clock", "--regime", "ew_cpr_2_8_before", "--event", "hearing=2025-10-20", "--days", "3")
    assert one["due_latest"] == "2025-10-14"
    assert one["check_with_adviser"] is True


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--regime", "moon"), "No law is known as moon"),
        (("--regime", "uk-gdpr"), "On what day did they receive your request?"),
        (("--regime", "uk-gdpr", "--event", "request_received"), "Write it as request_received=2024-06-30"),
        (("--regime", "uk-gdpr", "--event", "request_received=soon"), "soon is not a day"),
        (("--regime", "uk-gdpr", "--event", "sneezed=2024-01-01"), "No event is called sneezed"),
        (("--regime", "uk-foi", "--event", "request_received=2030-12-20"), "known here from 2005 to 2030"),
        (("--regime", "uk-gdpr", "--place", "FR", "--event", "request_received=2024-01-01"), "FR is no place"),
    ],
)
def test_what_cannot_be_counted_says_why_and_what_to_give(arguments: tuple[str, ...], why: str) -> None:
    called = call("clock", *arguments)
    assert called.status == 2
    assert why in called.err


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Give a case with one mail that asks for data."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "asked.eml").write_text(MAIL)
    call("new", tmp_path / "case", "--subject", "Marigold Threnody", "--regime", "uk-gdpr")
    call("receive", tmp_path / "case", tmp_path / "given", "--own", "--on", "2024-05-04")
    return tmp_path / "case"


def test_the_clocks_of_a_case_rest_on_days_with_their_words(made: Path) -> None:
    one, *steps = lines("clocks", made, "--today", "2024-06-10")
    assert [step["state"] for step in steps if step["step"] == "uk_chase"] == ["open"]
    assert (one["due_latest"], one["status"], one["days_late"]) == ("2024-06-03", "late on every reading", 7)
    (day,) = one["rests_on"]
    assert (day["event"], day["standing"]) == ("request_received", "proposed")
    assert day["because"][0]["exact"] == "Subject access request"
    assert "proposed, not confirmed" in call("clocks", made).out


def test_a_day_is_confirmed_set_removed_and_taken_back_by_its_first_letters(made: Path) -> None:
    identity = lines("clocks", made)[0]["rests_on"][0]["day"]
    call("clocks", made, "confirm", identity[:6])
    assert lines("clocks", made)[0]["rests_on"][0]["standing"] == "confirmed"
    call("clocks", made, "set", "answer_received=2024-05-20", "--because", "it came by post")
    assert call("clocks", made).status == 0
    assert "it came by post" in call("clocks", made).out
    call("clocks", made, "remove", identity)
    assert [one.get("missing") for one in lines("clocks", made)] == ["request_received"]
    call("clocks", made, "undo", identity)
    assert lines("clocks", made)[0]["rule"] == "uk_gdpr_sar_2020_2026"
    assert call("clocks", made, "confirm").status == 2


def test_the_last_days_are_written_into_a_calendar_with_rule_sources_and_disclaimer(made: Path) -> None:
    path = made.parent / "deadlines.ics"
    assert call("clocks", made, "--ics", path).status == 1
    told = path.read_bytes().replace(b"\r\n ", b"").decode()
    assert "SUMMARY:From this day: Write to the controller again" in told
    assert "DTSTART;VALUE=DATE:20240603" in told
    assert "uk_gdpr_sar_2020_2026" in told and "legislation.gov.uk" in told and "no legal advice" in told
