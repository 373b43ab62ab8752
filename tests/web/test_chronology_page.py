"""The screen of the chronology: its list, its forms, which work without JavaScript, and its files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from conftest import NOW, Disclosed
from rejoinder.case import judge
from rejoinder.case.chronology import Wanted, chronology
from rejoinder.web.app import application

MAIL = """
    From: Ezra Mumby <ezra@plots.example>
    To: Hesper Quillfeather <secretary@plots.example>
    Date: Fri, 21 Jun 2024 09:00:00 +0100
    Subject: The <script>alert(1)</script> strimmer
    Message-ID: <shed@plots.example>

    On 9 March 2024 the committee locked the shed.
    """
HERE = "/case/case/chronology"


@pytest.fixture
def client(case: Disclosed) -> Iterator[TestClient]:
    case.give({"one.eml": MAIL})
    with TestClient(application(case.folder)) as client:
        yield client


def ids(page: str) -> list[str]:
    """Give the ids of the events of a page, in their order."""
    return re.findall(r'id="event-([a-z0-9]{12})"', page)


def test_events_are_listed_by_month_with_the_words_that_tell_them(client: TestClient) -> None:
    page = client.get(HERE).text
    assert "2 events" in page and "March 2024" in page and "the committee locked the shed" in page
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert re.search(r'href="/case/case/document/\w+\?start=\d+&amp;end=\d+#hit"|href="/case/case/document', page)


def test_an_event_is_confirmed_disputed_reworded_withdrawn_and_taken_back_by_forms(client: TestClient) -> None:
    first = ids(client.get(HERE).text)[0]
    assert "Confirmed." in client.post(f"{HERE}/do/confirm", data={"event": first}).text
    page = client.post(f"{HERE}/do/status", data={"event": first, "status": "disputed by them"}).text
    assert "<strong>Disputed by them</strong>" in page and 'aria-pressed="true"' in page
    page = client.post(f"{HERE}/do/reword", data={"event": first, "words": "They locked it.", "date": "2024-03"}).text
    assert "They locked it." in page and "Reworded by you" in page
    page = client.post(f"{HERE}/do/withdraw", data={"event": first, "because": "A rumour."}).text
    assert first not in ids(page)
    assert "A rumour." in client.get(f"{HERE}?standing=withdrawn").text
    page = client.post(f"{HERE}/do/undo", data={"event": first, "back": "?standing=kept&page=1"}).text
    assert ids(page) == [first]


def test_all_that_is_proposed_on_the_page_is_confirmed_at_once(client: TestClient, case: Disclosed) -> None:
    both = ids(client.get(HERE).text)
    client.post(f"{HERE}/do/confirm", data={"event": both})
    assert {one.standing for one in chronology(case.case).events} == {"confirmed"}
    assert [act.kind for act in case.case.journal.acts()].count("event") == 1


def test_an_event_is_added_and_the_list_says_so(client: TestClient) -> None:
    told = {"words": "The gate was painted.", "date": "2024-04", "party": "theirs", "status": "unsure"}
    page = client.post(f"{HERE}/do/add", data=told).text
    assert "The gate was painted." in page and "April 2024" in page and "Added." in page
    refused = client.post(f"{HERE}/do/add", data=told | {"date": "soon"})
    assert refused.status_code == 404 and "soon is not a date." in refused.text


def test_a_filter_narrows_the_list_and_one_that_is_wrong_says_so(client: TestClient) -> None:
    assert "1 event." in client.get(f"{HERE}?party=body").text
    assert "Nothing here" in client.get(f"{HERE}?person=nobody").text
    assert "spring is not a date." in client.get(f"{HERE}?since=spring").text
    assert "You have not confirmed anything yet" in client.get(f"{HERE}?standing=kept").text


def test_files_hold_what_was_confirmed_in_the_language_of_the_screen(client: TestClient) -> None:
    client.post(f"{HERE}/do/confirm", data={"event": ids(client.get(HERE).text)[0]})
    for ending in ("csv", "html", "docx", "ics", "json"):
        assert client.get(f"{HERE}.{ending}").status_code == 200
    client.cookies.set("language", "fr")
    table = client.get(f"{HERE}.csv").content.decode("utf-8-sig")
    assert "Confirmé" in table and "the committee locked the shed" in table
    assert client.get(f"{HERE}.exe").status_code == 404


def mailbox(days: Iterable[date]) -> str:
    """Give an mbox of a one-line letter for each day."""
    return "\n".join(
        f"From ezra@plots.example Mon Jan  1 00:00:00 2023\nFrom: ezra@plots.example\nTo: hesper@plots.example\n"
        f"Date: {day:%d %b %Y} 10:00:00 +0000\nMessage-ID: <{day}@sent.example>\nSubject: Butts\n\nLetter {day}.\n"
        for day in days
    )


def workdays(many: int) -> list[date]:
    days = (date(2023, 1, 9) + timedelta(number) for number in range(many))
    return [day for day in days if day.weekday() < 5]


def test_lists_are_in_pages_of_a_hundred(case: Disclosed) -> None:
    case.give({"all.mbox": mailbox(workdays(168))})
    with TestClient(application(case.folder)) as client:
        assert len(ids(client.get(HERE).text)) == 100
        page = client.get(f"{HERE}?page=2").text
        assert len(ids(page)) == 20 and "Page 2 of 2" in page


def test_a_gap_is_a_row_until_it_is_dismissed_and_is_written_once_it_is_accepted(case: Disclosed) -> None:
    silent = [day for day in workdays(300) if not date(2023, 6, 5) <= day <= date(2023, 7, 7)]
    case.give({"all.mbox": mailbox(silent)})
    [gap] = [one for one in chronology(case.case, Wanted(kind="silence")).events]
    assert (gap.date, gap.until) == ("2023-06-03", "2023-07-09")
    with TestClient(application(case.folder)) as client:
        page = client.get(f"{HERE}?since=2023-06-03&until=2023-06").text
        assert ids(page) == [gap.id] and "3 June 2023 – 9 July 2023" in page
        assert client.post(f"{HERE}/do/confirm", data={"event": gap.id}).status_code == 404
        assert "9 July 2023" not in client.get(f"{HERE}.html").text
        judge(case.case, gap.id, "accept", at=NOW)
        assert "9 July 2023" in client.get(f"{HERE}.html").text
        judge(case.case, gap.id, "dismiss", because="A holiday.", at=NOW)
        assert gap.id not in ids(client.get(f"{HERE}?kind=silence").text)
