"""The screen of the bundle: exhibits by forms that work without JavaScript, the job that makes it, the check."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from conftest import ANSWER, NOW, Disclosed
from rejoinder.case import bundle, judge
from rejoinder.web.app import application

HERE = "/case/case/bundle"


@pytest.fixture
def client(case: Disclosed) -> Iterator[TestClient]:
    case.give({"one.eml": ANSWER, "note.txt": "A note of the <script>gate</script>."})
    with TestClient(application(case.folder)) as client:
        yield client


def test_exhibits_are_added_moved_titled_marked_and_taken_out(client: TestClient, case: Disclosed) -> None:
    assert "Nothing is chosen yet" in client.get(HERE).text
    page = client.post(f"{HERE}/do/add", data={"documents": "one.eml\nnote.txt", "section": "Papers"}).text
    assert "2 exhibits" in page and "Added." in page and "note.txt" in page
    first, second = re.findall(r'id="exhibit-(\w+)"', page)
    page = client.post(f"{HERE}/do/down", data={"exhibit": first}).text
    assert re.findall(r'id="exhibit-(\w+)"', page) == [second, first]
    page = client.post(f"{HERE}/do/title", data={"exhibit": first, "title": "A <b>reply"}).text
    assert "A &lt;b&gt;reply" in page and "<b>reply" not in page
    assert "1 in the core bundle" in client.post(f"{HERE}/do/core", data={"exhibit": first, "core": "yes"}).text
    assert "Letters" in client.post(f"{HERE}/do/section", data={"section": "Papers", "to": "Letters"}).text
    page = client.post(f"{HERE}/do/remove", data={"exhibit": second}).text
    assert re.findall(r'id="exhibit-(\w+)"', page) == [first]
    page = client.post(f"{HERE}/do/undo").text
    assert re.findall(r'id="exhibit-(\w+)"', page) == [second, first]
    page = client.post(f"{HERE}/do/filed", data={"profile": "plain"}).text
    assert "its numbers stay" in page and ">Up<" not in page
    assert client.post(f"{HERE}/do/dance").status_code == 404


def test_what_was_accepted_as_missing_gets_slip_sheets(client: TestClient, case: Disclosed) -> None:
    finding = case.found()[0].id
    assert finding not in client.get(HERE).text
    judge(case.case, finding, "accept", at=NOW)
    assert f'value="{finding}"' in client.get(HERE).text
    page = client.post(f"{HERE}/do/absent", data={"finding": finding, "section": "Missing"}).text
    assert "Slip sheet" in page and 'name="finding"' not in page
    assert '<p class="title">' in page and f'<p class="title">{finding}' not in page


def test_the_bundle_is_made_by_a_job_given_as_a_download_and_checked(client: TestClient, case: Disclosed) -> None:
    bundle.add(case.case, ["one.eml"], at=NOW)
    assert "/job" in str(client.post(f"{HERE}/make", data={"profile": "ew_courts_2021"}).url)
    until = time.monotonic() + 60
    while "Making the bundle" in (page := client.get("/case/case/job").text) and "Running" in page:
        assert time.monotonic() < until, page
        time.sleep(0.1)
    assert "The bundle has 2 pages" in page and f"{HERE}?profile=ew_courts_2021#made" in page
    name = "Marigold%20Threnody%20-%20Bundle.pdf"
    assert f"{HERE}/file/{name}" in client.get(HERE).text
    given = client.get(f"{HERE}/file/{name}")
    assert given.content.startswith(b"%PDF") and "attachment" in given.headers["content-disposition"]
    assert "sandbox" in given.headers["content-security-policy"]
    page = client.get(f"{HERE}/check/{name}?profile=ew_courts_2021").text
    assert "Nothing is at fault" in page and "familylaw.co.uk" in page
    sent = {"file": ("theirs.pdf", given.content, "application/pdf")}
    page = client.post(f"{HERE}/check", files=sent, data={"profile": "plain"}).text
    assert "theirs.pdf" in page and "Something is at fault" in page and "it does not say which case" in page
    assert client.get(f"{HERE}/file/..%2Fcase.toml").status_code == 404


def test_the_screen_is_in_french_too(client: TestClient, case: Disclosed) -> None:
    bundle.add(case.case, ["one.eml"], section="Mail", at=NOW)
    client.cookies.set("language", "fr")
    page = client.get(f"{HERE}?profile=family_pd27a_2026").text
    assert "1 pièce" in page and "Faire la liasse" in page and "Chaque partie a une lettre" in page
