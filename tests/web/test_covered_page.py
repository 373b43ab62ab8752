"""Covered words on screen: counted in the settings, shown on their page on a stated ground, copied from nowhere."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from conftest import Disclosed
from read.making_pdf import one_page, words
from rejoinder.case import ground_of
from rejoinder.web.app import application

PDF = one_page(words("Clerk Tansy") + b" 0 0 0 rg 60 690 300 30 re f")
SETTINGS = "/case/case/settings"


@pytest.fixture
def made(case: Disclosed) -> Starlette:
    return application(case.give({"minutes.pdf": PDF}).folder)


def page(made: Starlette) -> str:
    browser = TestClient(made, follow_redirects=False)
    at = browser.get(SETTINGS).text.split('href="/case/case/document/')[1].split('"')[0]
    return browser.get(f"/case/case/document/{at}").text


def switch(made: Starlette, **form: str) -> None:
    assert TestClient(made, follow_redirects=False).post(f"{SETTINGS}/covered", data=form).status_code == 303
    job = made.state.jobs.of("case")
    if job:
        assert job.wait(20)


def test_the_settings_count_and_locate_them_and_say_what_the_law_says(made: Starlette) -> None:
    drawn = TestClient(made).get(SETTINGS).text
    assert "2 words on 1 page stand" in drawn and "minutes.pdf" in drawn and "This is not legal advice." in drawn


def test_the_page_s_words_are_blocks_until_a_ground_is_stated(made: Starlette, case: Disclosed) -> None:
    assert "Tansy" not in page(made) and "█████" in page(made)
    switch(made, ground="My own witness.")
    assert ground_of(case.case) == "My own witness."
    drawn = page(made)
    assert "Tansy" in drawn and "on the ground you stated" in drawn
    cited = drawn.split("<textarea", 1)[1].split("</textarea>")[0]
    assert "Tansy" not in cited
    assert "My own witness." in TestClient(made).get(SETTINGS).text
    switch(made, off="1")
    assert "Tansy" not in page(made)


def test_a_picture_that_shows_words_marked_for_redaction_is_painted_over(case: Disclosed) -> None:
    note = b"/Annots[<</Type/Annot/Subtype/Redact/Rect[60 690 110 720]/QuadPoints[60 720 120 720 60 690 120 690]>>]"
    made = application(case.give({"minutes.pdf": one_page(words("Marigold Threnody"), page=note)}).folder)
    assert page(made).split('class="over masks"')[1].split("</svg>")[0].count("<rect") == 1
    switch(made, ground="My own name.")
    assert "over masks" not in page(made)


def test_no_ground_is_asked_for_again(made: Starlette, case: Disclosed) -> None:
    answer = TestClient(made, follow_redirects=False).post(f"{SETTINGS}/covered", data={"ground": " "})
    assert answer.status_code == 422
    assert "Say in your own words" in answer.text
    assert ground_of(case.case) == ""


def test_covering_what_is_covered_does_nothing(made: Starlette, case: Disclosed) -> None:
    switch(made, off="1")
    assert "reveal" not in [one.kind for one in case.case.journal.acts()]
