"""Overview: its numbers are the rows behind them, and it says what to do next."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from conftest import ANSWER, NOW, Disclosed
from rejoinder.case import judge
from rejoinder.web.app import application
from rejoinder.web.pages.missing import missing
from rejoinder.web.pages.overview import next_task, overview


def test_each_number_is_the_rows_that_it_links_to(case: Disclosed) -> None:
    case.give({"butts.eml": ANSWER, "other.eml": ANSWER.replace("first@", "third@").replace("second@", "fourth@")})
    case.give({"broken.pdf": b"%PDF-1.7 and then nothing"}, name="papers")
    judge(case.case, case.found()[0].id, "accept", at=NOW)
    figures = {figure.address: figure.number for figure in overview(case.case).figures}
    assert figures["documents"] == 2
    assert figures["documents?show=problems"] == 1
    for show, number in (("to-check", 1), ("accepted", 1), ("dismissed", 0)):
        assert figures[f"missing?show={show}"] == len(missing(case.case, show).cards) == number


def test_an_empty_case_asks_for_files_and_draws_nothing(case: Disclosed) -> None:
    view = overview(case.case)
    assert (view.task.address, view.drawings) == ("add", ())
    assert "Add the files you were sent" in shown(case)


def test_what_to_do_next_follows_from_what_is_there() -> None:
    assert next_task(0, 0, 0, own=False).address == "add"
    assert next_task(9, 3, 1, own=False).address == "missing?show=to-check"
    assert next_task(9, 0, 1, own=False).address == "send"
    assert next_task(9, 0, 0, own=False).title == "Add your own archive"
    assert next_task(9, 0, 0, own=True).title == "Add what comes next"


def test_the_own_archive_is_not_drawn_as_disclosed(case: Disclosed) -> None:
    case.give({"butts.eml": ANSWER})
    case.give({"mine.eml": ANSWER.replace("second@", "mine@")}, name="mine", own=True)
    assert overview(case.case).coverage.names == ("the society",)


def test_the_chart_is_told_in_words_and_as_a_table(case: Disclosed) -> None:
    case.give({"butts.eml": ANSWER, "later.eml": ANSWER.replace("20 Feb 2024", "20 Jun 2024").replace("second@", "x@")})
    page = shown(case)
    assert "1 silence of two months or more." in page
    assert re.search(r"March 2024 to May 2024</th><td[^>]*>no document", page)
    named = re.findall(r'role="img" aria-labelledby="(\S+) (\S+)"', page)
    assert len(named) == 5
    assert all(f'<title id="{title}">' in page and f'<desc id="{words}">' in page for title, words in named)


def test_nothing_stands_in_a_page_that_the_policy_forbids(case: Disclosed) -> None:
    case.give({"butts.eml": ANSWER})
    assert not re.search(r"<style|<script(?! src=)|\son[a-z]+=|\sstyle=|javascript:", shown(case))


def test_the_overview_is_shown_in_french(case: Disclosed) -> None:
    case.give({"butts.eml": ANSWER})
    browser = TestClient(application(case.folder, language="fr", pages=("overview",)))
    page = browser.get("/case/case/overview").text
    assert '<html lang="fr"' in page
    assert "Vérifiez ce qui semble manquer" in page


def test_a_cases_own_address_leads_to_its_overview(case: Disclosed) -> None:
    answer = TestClient(application(case.folder, pages=("overview",)), follow_redirects=False).get("/case/case")
    assert (answer.status_code, answer.headers["location"]) == (303, "/case/case/overview")


def shown(case: Disclosed) -> str:
    return TestClient(application(case.folder, pages=("overview",))).get("/case/case/overview").text
