"""A model on screen: off until it is named in the settings, asked by a button, and what it finds is marked by words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from conftest import NOW, Disclosed
from proposer.lying import Lying, lying
from rejoinder.case.allegations import against, confirm, take_letter
from rejoinder.case.proposing import leave_model, model_of, name_model
from rejoinder.web.app import application

LETTER = """Dear Ms Threnody,

The panel finds each of the following proved.

1. You took the strimmer from the shed.

It is regrettable how the gate was found standing wide open that week.

Yours sincerely,
Cuthbert Plumley-Ditch
"""
FILLER = " ".join(f"Hut {n} was painted green, and then it was left to dry." for n in range(12))
NOTE = f"The strimmer was in the barn.\n\n{FILLER}\n\nOn the visit of 2 March 2024 nobody looked in the barn at all.\n"


@pytest.fixture
def model() -> Iterator[Lying]:
    with lying() as one:
        yield one


@pytest.fixture
def browser(case: Disclosed) -> TestClient:
    """Give the pages over a case with a letter and a note."""
    case.give({"reasons.txt": LETTER, "note.txt": NOTE})
    take_letter(case.case, "reasons.txt", at=NOW)
    confirm(case.case, (), at=NOW)
    return TestClient(application(case.folder))


def asked(case: Disclosed, browser: TestClient, about: str, of: str = "") -> str:
    """Ask by the button, wait for the job, and give what its page says."""
    browser.post("/case/case/ask-model", data={"about": about, "of": of})
    job = browser.app.state.jobs.of("case")  # type: ignore[attr-defined]
    assert job.wait(20)
    return browser.get("/case/case/job").text


def test_it_is_off_and_no_screen_offers_to_ask(browser: TestClient) -> None:
    settings = browser.get("/case/case/settings").text
    assert "No language model is asked anything in this case." in settings and "Switch it off" not in settings
    for page in ("allegations", "chronology"):
        assert "ask-model" not in browser.get(f"/case/case/{page}").text


def test_it_is_named_in_the_settings_and_switched_off_there(case: Disclosed, browser: TestClient, model: Lying) -> None:
    named = {"endpoint": model.address, "name": "<b>small</b>"}
    shown = browser.post("/case/case/settings/model", data=named).text
    assert "The model below may be asked" in shown and "&lt;b&gt;small&lt;/b&gt;" in shown and "<b>small" not in shown
    assert model.asked == []
    assert "No language model" in browser.post("/case/case/settings/model", data={"off": "1"}).text
    assert model_of(case.case) is None


def test_an_address_elsewhere_is_refused_beside_its_field_and_what_was_written_stays(
    case: Disclosed, browser: TestClient
) -> None:
    answer = browser.post("/case/case/settings/model", data={"endpoint": "http://192.0.2.9/v1", "name": "small"})
    assert answer.status_code == 422 and model_of(case.case) is None
    assert "That address is not on this machine" in answer.text and 'value="http://192.0.2.9/v1"' in answer.text


def test_what_it_finds_for_an_allegation_stands_apart_and_can_be_placed(
    case: Disclosed, browser: TestClient, model: Lying
) -> None:
    name_model(case.case, model.address, "small", at=NOW)
    one = against(case.case).allegations[0].id
    model.cites(
        {"in": "P1", "words": "nobody looked in the barn at all"}, {"in": "P1", "words": "nobody looked at all"}
    )
    done = asked(case, browser, "candidates", one)
    assert "1 question was answered: 1 kept, 1 dropped." in done and f"/case/case/allegations/{one}" in done
    shown = browser.get(f"/case/case/allegations/{one}").text
    part = shown[shown.index('id="suggested"') :]
    assert "nobody looked in the barn at all" in part and "Proposed by a model (small)" in part
    assert "Proposed by a model (small)" not in shown[: shown.index('id="suggested"')]
    assert "nobody looked at all" not in shown


def test_an_allegation_it_finds_is_marked_and_not_among_those_confirmed_together(
    case: Disclosed, browser: TestClient, model: Lying
) -> None:
    name_model(case.case, model.address, "small", at=NOW)
    model.cites({"in": "P1", "words": "the gate was found standing wide open that week"})
    asked(case, browser, "allegations")
    shown = browser.get("/case/case/allegations").text
    assert "Proposed by a model (small)" in shown and "Confirm all that are proposed" not in shown
    leave_model(case.case, at=NOW)
    later = browser.get("/case/case/allegations").text
    assert "Proposed by a model (small)" in later and "ask-model" not in later


def test_an_event_it_finds_is_marked_in_the_chronology(case: Disclosed, browser: TestClient, model: Lying) -> None:
    name_model(case.case, model.address, "small", at=NOW)
    model.cites({"in": "P1", "words": "On the visit of 2 March 2024 nobody looked in the barn", "date": "2024-03-02"})
    asked(case, browser, "events", "note.txt")
    assert "Proposed by a model (small)" in browser.get("/case/case/chronology").text


def test_a_model_that_is_not_there_ends_the_job_with_a_sentence(case: Disclosed, browser: TestClient) -> None:
    name_model(case.case, "http://127.0.0.1:9/v1", "small", at=NOW)
    done = asked(case, browser, "allegations")
    assert "No model answers at http://127.0.0.1:9/v1. Start it, then ask again." in done
    assert "No model answers at" in browser.get("/case/case/settings").text


def test_nothing_else_is_asked(browser: TestClient) -> None:
    assert browser.post("/case/case/ask-model", data={"about": "everything"}).status_code == 404
