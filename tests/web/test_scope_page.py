"""What a batch claims to cover, said with the files and corrected on its own page."""

from __future__ import annotations

import time

from starlette.testclient import TestClient

from conftest import ANSWER, Disclosed
from rejoinder.case import scopes
from rejoinder.model import Scope
from rejoinder.web.app import application

TOLD = {
    "first": "2024-03-01",
    "last": "2024-06-30",
    "mailboxes": "Hesper  Quillfeather\n\nBarnaby <i>",
    "searched": "plot 14",
    "letter": "cover.pdf",
}
SCOPE = Scope(("Hesper Quillfeather", "Barnaby <i>"), "2024-03-01", "2024-06-30", ("plot 14",), "cover.pdf")


def browser(case: Disclosed) -> TestClient:
    pages = ("add", "scope", "missing")
    return TestClient(application(case.folder, pages=pages), follow_redirects=False)


def test_it_is_corrected_on_a_page_that_shows_what_was_said(case: Disclosed) -> None:
    client = browser(case.give({"one.eml": ANSWER}))
    assert 'href="/case/case/scope/1"' in client.get("/case/case/add").text
    kept = client.post("/case/case/scope/1", data=TOLD)
    assert kept.headers["location"] == "/case/case/add?said=scope#received"
    assert scopes(case.case) == {"the society": SCOPE}
    page = client.get("/case/case/scope/1").text
    assert 'value="2024-03-01"' in page
    assert "Hesper Quillfeather\nBarnaby &lt;i&gt;</textarea>" in page
    listed = client.get(kept.headers["location"]).text
    assert "1 March 2024 to 30 June 2024" in listed
    assert "Kept. The findings are compared again." in listed


def test_days_in_the_wrong_order_are_said_and_nothing_that_was_written_is_lost(case: Disclosed) -> None:
    client = browser(case.give({"one.eml": ANSWER}))
    refused = client.post("/case/case/scope/1", data=TOLD | {"last": "2024-02-01"})
    assert refused.status_code == 422
    assert "2024-02-01 is before 2024-03-01." in refused.text
    assert "plot 14" in refused.text
    assert scopes(case.case) == {}


def test_there_is_no_such_page_for_ones_own_archive(case: Disclosed) -> None:
    client = browser(case.give({"one.eml": ANSWER}, own=True))
    assert "/scope/1" not in client.get("/case/case/add").text
    assert client.get("/case/case/scope/1").status_code == 404


def test_it_is_said_together_with_the_files(case: Disclosed) -> None:
    client = browser(case)
    client.post("/case/case/add", data={"name": "first", **TOLD}, files={"files": ("one.txt", b"The butts.")})
    for _ in range(200):
        if scopes(case.case):
            break
        time.sleep(0.05)
    assert scopes(case.case) == {"first": SCOPE}
