"""The screen of time limits: what it shows, what a person does on it, and the calendar it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from conftest import Disclosed
from rejoinder.web.app import application

ASKED = """
    From: Marigold Threnody <marigold@threnody.example>
    To: Hesper Quillfeather <secretary@lower-wibbling.example>
    Date: Fri, 3 May 2024 09:00:00 +0100
    Subject: What you hold about me
    Message-ID: <asked@threnody.example>

    Dear Hesper, this is a subject access request under Article 15. Please send <b>what</b> you hold.
    """
HERE = "/case/case/clocks"


@pytest.fixture
def client(case: Disclosed) -> Iterator[TestClient]:
    case.give({"asked.eml": ASKED})
    with TestClient(application(case.folder)) as made:
        yield made


def test_a_limit_is_shown_with_its_days_its_rule_its_sources_and_the_words_that_prove_it(client: TestClient) -> None:
    page = client.get(HERE).text
    for said in (
        "Late on every reading",
        "The last day is 3 June 2024. It was done on 30 June 2024: 27 days late.",
        "days 1 to 31 of 31",
        "subject access request",
        "UK GDPR, Article 12(3)",
        "Thirty-one days after receipt.",
        "What can be done, and when",
        "It can be done since 4 June 2024.",
        "This informs; it is no legal advice.",
        "uk_gdpr_sar_2020_2026",
    ):
        assert said in page, said
    assert page.count('class="passed-day ') >= 32
    assert "document/" in page and "#hit" in page


def test_a_day_is_confirmed_removed_and_taken_back_and_its_question_asked(client: TestClient) -> None:
    identity = re.findall(r'id="day-(\w+)"', client.get(HERE).text)[0]
    confirmed = client.post(f"{HERE}/do/confirm", data={"day": identity})
    assert "Confirmed." in confirmed.text and confirmed.url.path == HERE
    removed = client.post(f"{HERE}/do/remove", data={"day": identity}).text
    assert "On what day did they receive your request?" in removed
    assert "Late on every reading" not in removed
    assert "Late on every reading" in client.post(f"{HERE}/do/undo", data={"day": identity}).text


def test_a_day_is_noted_for_any_law_and_what_follows_is_counted(client: TestClient) -> None:
    noted = {"name": "own_limit_began@own-rules", "date": "2024-07-01", "days": "42", "because": "Rule <14>"}
    page = client.post(f"{HERE}/do/set", data=noted).text
    assert "Rule &lt;14&gt;" in page and "12 August 2024" in page
    assert client.post(f"{HERE}/do/set", data=noted | {"date": "soon"}).status_code == 404


def test_the_place_is_noted_and_another_is_refused(client: TestClient) -> None:
    assert 'value="SCT" selected' in client.post(f"{HERE}/do/place", data={"place": "SCT"}).text
    assert client.post(f"{HERE}/do/place", data={"place": "XX"}).status_code == 404
    assert client.post(f"{HERE}/do/sneeze").status_code == 404


def test_the_calendar_holds_the_last_days(client: TestClient) -> None:
    given = client.get(f"{HERE}.ics")
    assert given.headers["content-type"].startswith("text/calendar")
    assert b"DTSTART;VALUE=DATE:20240603" in given.content


def test_the_overview_leads_to_what_is_late(client: TestClient) -> None:
    page = client.get("/case/case/overview").text
    assert "/clocks#uk_gdpr_sar_2020_2026" in page and "Late on every reading" in page
