"""The screens of people, of lanes, and of who had what in front of them; every act works by plain forms."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from conftest import NOW, Disclosed
from rejoinder.case.chronology import chronology, confirm, withdraw
from rejoinder.case.people import person
from rejoinder.case.who import seen_first
from rejoinder.web.app import application
from rejoinder.web.pages import lanes

ONE = """
    From: Ezra <script>Mumby <ezra@plots.example>
    To: Hesper Quill <hesper@plots.example>
    Date: Fri, 21 Jun 2024 09:00:00 +0100
    Subject: The strimmer
    Message-ID: <shed@plots.example>

    On 9 March 2024 the committee locked the shed.

    --
    Ezra Mumby
    Treasurer
    """
TWO = """
    From: Hesper Quill <quill@home.example>
    To: Committee <committee@plots.example>
    Date: Sat, 22 Jun 2024 09:00:00 +0100
    Subject: Keys
    Message-ID: <keys@plots.example>
    In-Reply-To: <gone@plots.example>

    The keys are lost.
    """
HERE = "/case/case/people"


@pytest.fixture
def client(case: Disclosed) -> Iterator[TestClient]:
    case.give({"one.eml": ONE, "two.eml": TWO})
    with TestClient(application(case.folder)) as client:
        yield client


def at(case: Disclosed, which: str) -> str:
    return f"{HERE}/{person(case.case, which).id}"


def test_people_are_listed_and_found_by_name_address_and_role(client: TestClient) -> None:
    page = client.get(HERE).text
    assert "4 people and bodies" in page and "1 perhaps the same" in page and "body or list" in page
    assert "<script>Mumby" not in page
    page = client.get(f"{HERE}?q=treasurer").text
    assert "1 person or body" in page and "ezra@plots.example" in page
    assert "Nobody here" in client.get(f"{HERE}?q=zebra").text
    assert "Committee" in client.get(f"{HERE}?kind=body").text


def test_one_person_is_shown_with_what_proves_each_spelling_and_role(client: TestClient, case: Disclosed) -> None:
    page = client.get(at(case, "ezra@plots.example")).text
    assert "Treasurer" in page and "1 place says so" in page and "The strimmer" in page
    assert re.search(r'href="/case/case/document/\w+\?start=\d+&end=\d+#hit"', page)


def test_those_perhaps_the_same_are_joined_parted_and_taken_back_by_forms(client: TestClient, case: Disclosed) -> None:
    one, other = person(case.case, "hesper@plots.example"), person(case.case, "quill@home.example")
    assert "Perhaps the same" in client.get(f"{HERE}/{one.id}").text
    page = client.post(f"{HERE}/{one.id}/join", data={"other": other.id}).text
    assert "They are one now." in page and "quill@home.example" in page and "you said so" in page
    page = client.post(f"{HERE}/{one.id}/undo").text
    assert "Taken back." in page and "Not the same" in page
    assert "Not the same" not in client.post(f"{HERE}/{one.id}/part", data={"other": other.id}).text


def test_roles_and_names_are_given_by_forms(client: TestClient, case: Disclosed) -> None:
    here = at(case, "hesper@plots.example")
    page = client.post(f"{here}/role", data={"role": "Clerk", "body": "the Board", "since": "2023-01"}).text
    assert "Clerk, the Board (January 2023)" in page and "said by you" in page
    assert "<h1>Dame Hesper</h1>" in client.post(f"{here}/name", data={"words": "Dame Hesper"}).text
    page = client.post(f"{here}/kind", data={"kind": "body"}).text
    assert "This is a person" in page
    assert client.post(f"{here}/role", data={}).status_code == 404
    assert client.post(f"{here}/nothing").status_code == 404
    assert client.get(f"{HERE}/nowhere").status_code == 404


def test_lanes_have_a_chart_for_every_width_and_a_table_that_leads_to_the_events(client: TestClient) -> None:
    page = client.get("/case/case/chronology/lanes").text
    assert page.count('<svg class="at-') == 5 and "Show as table" in page
    found = re.search(r'href="(/case/case/chronology\?person=\w+&amp;since=2024-06&amp;until=2024-06)"', page)
    assert found and "The strimmer" in client.get(found[1].replace("&amp;", "&")).text
    assert "Whose act" in client.get("/case/case/chronology/lanes?by=party").text
    assert "is not a date" in client.get("/case/case/chronology/lanes?since=soon").text


def test_who_had_what_in_front_of_them_is_told_for_events_one_stands_by(client: TestClient, case: Disclosed) -> None:
    here = "/case/case/chronology/who"
    assert "Nothing here" in client.get(here).text
    confirm(case.case, [one.id for one in chronology(case.case).events if one.kind == "said"], at=NOW)
    page = client.get(here).text
    assert "the committee locked the shed" in page and "was sent it" in page and "wrote it" in page
    labels = re.findall(r'role="region" aria-label="([^"]+)"', page)
    assert labels == [f"{at}. {label.partition('. ')[2]}" for at, label in enumerate(labels, 1)] and labels
    one = person(case.case, "hesper@plots.example")
    page = client.get(f"{here}?standing=kept&person={one.id}").text
    assert "Hesper Quill" in page and "wrote it" not in page


def test_who_had_what_is_put_in_once_it_is_known(
    client: TestClient, case: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(case.case, [one.id for one in chronology(case.case).events if one.kind == "said"], at=NOW)
    go_on, whole = threading.Event(), seen_first

    def slow(*given: Any) -> Any:
        assert go_on.wait(20)
        return whole(*given)

    monkeypatch.setattr(lanes, "LONGER", 0)
    monkeypatch.setattr(lanes, "seen_first", slow)
    here = "/case/case/chronology/who"
    with TestClient(application(case.folder, patience=0)) as other:
        first = other.get(here).text
        assert 'id="firsts" data-later' in first and "/static/later.js" in first and "Nothing here" not in first
        assert f'<noscript><a href="{here}?standing=kept&amp;page=1">' in first
        go_on.set()
        until = time.monotonic() + 20
        while "data-later" in (page := other.get(here).text) and time.monotonic() < until:
            time.sleep(0.05)
        assert page == client.get(here).text and "the committee locked the shed" in page
        events = [one.id for one in chronology(case.case).events if one.kind == "said"]
        for one in events:
            withdraw(case.case, one, because="not so", at=NOW)
        while "data-later" in (page := other.get(here).text) and time.monotonic() < until:
            time.sleep(0.05)
        assert "Nothing here" in page
