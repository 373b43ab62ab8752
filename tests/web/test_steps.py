"""The first steps through a case: five short pages, each marked, each leading to the next, one that may be left out."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from conftest import ANSWER, NOW, Disclosed
from rejoinder.case import judge
from rejoinder.web.app import application


def page(home: Path, address: str) -> str:
    with TestClient(application(home)) as client:
        return client.get(address).text


def step(home: Path, address: str) -> str:
    """Give the step that a page says it is; nothing where it is none."""
    found = re.search(r'aria-current="step">([^<]*)', page(home, address))
    return found[1] if found else ""


def test_each_page_of_the_first_steps_says_which_it_is(case: Disclosed) -> None:
    assert step(case.folder, "/new") == "What happened"
    assert step(case.folder, "/case/case/add") == "What you were sent"
    case.give({"butts.eml": ANSWER})
    assert step(case.folder, "/case/case/add") == ""
    assert step(case.folder, "/case/case/add?own=yes") == "Your own archive"
    assert step(case.folder, "/case/case/missing") == "What is missing"
    assert step(case.folder, "/case/case/send") == "Send the list"


def test_the_own_archive_may_be_left_out(case: Disclosed) -> None:
    case.give({"butts.eml": ANSWER})
    drawn = page(case.folder, "/case/case/add?own=yes")
    assert 'name="own" type="checkbox" value="yes" aria-describedby="own-hint" checked' in drawn
    assert 'href="/case/case/missing">Skip this' in drawn


def test_once_something_is_decided_missing_is_no_step_any_more(case: Disclosed) -> None:
    case.give({"butts.eml": ANSWER})
    (finding,) = case.found()
    judge(case.case, finding.id, "accept", at=NOW)
    assert step(case.folder, "/case/case/missing?show=accepted") == ""


def test_the_first_batch_leads_on_to_the_own_archive_and_that_to_what_is_missing(case: Disclosed) -> None:
    with TestClient(application(case.folder)) as client:
        for own, leads in (({}, "/case/case/add?own=yes"), ({"own": "yes"}, "/case/case/missing")):
            sent = {"files": (f"{len(own)}.txt", b"The butts.")} | {name: (None, said) for name, said in own.items()}
            drawn = client.post("/case/case/add", files=sent).text
            while 'data-state="running"' in drawn:
                drawn = client.get("/case/case/job").text
            assert re.search(r'class="button main" href="([^"]*)"', drawn)[1] == leads  # type: ignore[index]


def test_what_there_is_to_send_follows_from_what_was_decided(case: Disclosed) -> None:
    assert 'href="/case/case/add"' in page(case.folder, "/case/case/send")
    case.give({"butts.eml": ANSWER})
    assert "Nothing is accepted yet" in page(case.folder, "/case/case/send")
    (finding,) = case.found()
    judge(case.case, finding.id, "accept", at=NOW)
    drawn = page(case.folder, "/case/case/send")
    assert 'href="/case/case/letters/missing-documents"' in drawn
    assert "<h1>Missing documents</h1>" in page(case.folder, "/case/case/letters/missing-documents")
    assert "1 document is accepted as missing." in drawn and 'action="/case/case/missing/schedule"' in drawn
