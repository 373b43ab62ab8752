"""The list of documents, the search, and what could not be read: all that is asked stands in the address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from conftest import Disclosed
from rejoinder.shelf import lists, search
from rejoinder.web.app import application
from rejoinder.web.pages import documents
from rejoinder.web.pages.documents import Asked, asked_in, listing


def mail(number: int, author: str, date: str, subject: str, words: str) -> str:
    return (
        f"From: {author} <{author.lower()}@plots.example>\nTo: Ezra <ezra@plots.example>\nDate: {date}\n"
        f"Subject: {subject}\nMessage-ID: <{number}@plots.example>\n\n{words}\n"
    )


FILES: dict[str, str | bytes] = {
    "a.eml": mail(1, "Vera", "Mon, 05 Feb 2024 10:00:00 +0000", "Frog", "The frog lives in the water butt."),
    "b.eml": mail(2, "Hesper", "Tue, 06 Feb 2024 10:00:00 +0000", "Notice", "The notice is laminated."),
    "notes.txt": "The water butt was measured.",
    "broken.pdf": b"%PDF-1.7 nothing that follows from it",
}


@pytest.fixture
def given(case: Disclosed) -> Disclosed:
    return case.give(FILES)


@pytest.fixture
def browser(given: Disclosed) -> Iterator[TestClient]:
    with TestClient(application(given.folder, pages=("documents", "document", "thread"))) as client:
        yield client


def paths(given: Disclosed, **asked: str) -> list[str]:
    return [row.holding.path for row in listing(given.case, asked_in(asked)).rows]


def test_documents_are_listed_oldest_first_and_undated_ones_last(given: Disclosed) -> None:
    assert paths(given) == ["a.eml", "b.eml", "notes.txt"]


def test_the_list_is_narrowed_by_person_date_kind_and_batch(given: Disclosed) -> None:
    assert paths(given, **{"from": "vera"}) == ["a.eml"]
    assert paths(given, date="2024-02-06") == ["b.eml"]
    assert paths(given, date="2024-02", kind="email") == ["a.eml", "b.eml"]
    assert paths(given, batch="the society") == ["a.eml", "b.eml", "notes.txt"]
    assert paths(given, batch="another") == []


def test_a_long_list_comes_in_pages(given: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LENGTH", 2)
    first, second = (listing(given.case, Asked(page=page)) for page in (1, 2))
    assert (first.total, first.last) == (3, 2)
    assert [len(first.rows), len(second.rows)] == [2, 1]


def test_hits_are_counted_and_marked_and_lead_to_the_words(given: Disclosed) -> None:
    made = listing(given.case, asked_in({"q": "water butt"}))
    assert made.total == 2
    assert [hit.holding.path for hit in made.hits] == ["notes.txt", "a.eml"]
    assert [run.words for run in made.hits[0].snippet if run.marked] == ["water", "butt"]
    assert made.hits[0].address == "?q=water+butt&start=4&end=9#hit"


def test_hits_are_narrowed_by_the_filters(given: Disclosed) -> None:
    made = listing(given.case, asked_in({"q": "water butt", "kind": "text"}))
    assert (made.total, [hit.holding.path for hit in made.hits]) == (1, ["notes.txt"])


def test_a_search_for_conditions_alone_finds_documents(given: Disclosed) -> None:
    made = listing(given.case, asked_in({"q": "from:hesper"}))
    assert (made.total, [hit.holding.path for hit in made.hits]) == (1, ["b.eml"])


def test_what_could_not_be_read_is_listed_with_reason_and_remedy(given: Disclosed) -> None:
    made = listing(given.case, asked_in({"show": "problems"}))
    assert [one.problem.where for one in made.problems] == ["broken.pdf"]
    assert made.problems[0].problem.what and made.problems[0].problem.remedy


def test_a_date_that_is_none_is_said(browser: TestClient) -> None:
    answer = browser.get("/case/case/documents", params={"date": "yesterday"})
    assert answer.status_code == 200
    assert "yesterday is not a date." in answer.text


def test_the_address_restores_words_and_filters(browser: TestClient) -> None:
    asked = {"q": "water", "from": "vera", "kind": "email", "date": "2024-02"}
    text = browser.get("/case/case/documents", params=asked).text
    assert 'id="words" name="q" type="search" value="water"' in text or 'name="q" type="text" value="water"' in text
    assert 'name="from" type="text" value="vera"' in text
    assert '<option value="email" selected>' in text
    assert "1 passage holds these words" in text and "<mark>water</mark>" in text


def test_no_hits_say_what_to_try(browser: TestClient) -> None:
    text = browser.get("/case/case/documents", params={"q": "marrow", "kind": "email"}).text
    assert "What to try" in text and "without the filters" in text and "could not be read" in text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²"])
def test_a_page_that_is_no_number_is_the_first(page: str) -> None:
    assert asked_in({"page": page}).page == 1


def test_a_page_beyond_the_last_leads_back(browser: TestClient) -> None:
    assert "All documents" in browser.get("/case/case/documents", params={"page": "9"}).text


def test_kinds_and_counts_come_from_the_shelf(given: Disclosed) -> None:
    with given.case.shelf() as shelf:
        assert lists.kinds(shelf) == ("email", "text")
        assert lists.count(shelf, 'kind:"text"') == 1
        assert [count for _, count in lists.listed(shelf, "", 10)] == [0, 0, 0]
        assert search.count(shelf, "frog -laminated") == 1
