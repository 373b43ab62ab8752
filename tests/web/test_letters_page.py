"""The screen of letters: which fit, a draft whose citations open the page, own words that stay, and the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from conftest import ANSWER, NOW, Disclosed
from rejoinder.case import clocks, judge
from rejoinder.case.clock_days import proposed
from rejoinder.case.letters import letters_of
from rejoinder.web import frame, papers
from rejoinder.web.app import application
from rejoinder.web.pages import letters

HERE = "/case/case/letters"
COMPLAINT = f"{HERE}/controller-complaint"
ASKED = """
    From: Marigold Threnody <marigold@threnody.example>
    To: Hesper Quillfeather <secretary@lower-wibbling.example>
    Date: Fri, 3 May 2024 09:00:00 +0100
    Subject: What you hold about me
    Message-ID: <asked@threnody.example>

    Dear Hesper, this is a subject access request under Article 15. Please send what you hold.
    """


@pytest.fixture
def client(case: Disclosed, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    case.give({"asked.eml": ASKED, "answer.eml": ANSWER})
    judge(case.case, case.found()[0].id, "accept", at=NOW)
    for module in (frame, letters):
        monkeypatch.setattr(module, "today", lambda: date(2024, 9, 2))
    with case.case.shelf() as shelf:
        for one in proposed(case.case, shelf):
            clocks.confirm(case.case, one.id, at=NOW)
    with TestClient(application(case.folder)) as made:
        yield made


def test_every_letter_stands_there_with_whether_it_fits(client: TestClient) -> None:
    page = client.get(HERE).text
    assert page.count('<li class="card ') == 10
    assert "You accepted documents as not in this disclosure." in page
    assert "Nothing is accepted as missing yet." not in page


def test_a_citation_of_the_draft_opens_the_document_at_the_words(client: TestClient, case: Disclosed) -> None:
    page = client.get(COMPLAINT).text
    (address, *_) = re.findall(r'<sup class="marks"><a href="([^"]*document[^"]*)"', page)
    opened = client.get(address.replace("&amp;", "&"))
    assert opened.status_code == 200
    assert "<mark" in opened.text
    assert case.case.journal.head()[:16] in page


def test_own_words_stay_and_a_fact_that_changed_is_told(client: TestClient, case: Disclosed) -> None:
    words = "I asked on 3 May 2024.\n<b>And</b> nothing came."
    kept = client.post(f"{COMPLAINT}/do", data={"passage": "opening", "text": words})
    assert "Your words are noted." in kept.text
    assert "&lt;b&gt;And&lt;/b&gt; nothing came." in kept.text
    assert letters_of(case.case).of("controller-complaint")["opening"].text == words
    for one in clocks.clocks(case.case, today=date(2024, 9, 2)).days:
        if one.name == "request_received":
            clocks.remove(case.case, one.id, at=NOW)
    clocks.set_day(case.case, "request_received", "2024-05-04", why="the slip", at=NOW)
    page = client.get(COMPLAINT).text
    assert "<q>3 May 2024</q>, <q>4 May 2024</q>" in page
    assert letters_of(case.case).of("controller-complaint")["opening"].text == words
    back = client.post(f"{COMPLAINT}/do", data={"passage": "opening", "undo": "1"}).text
    assert "Taken back." in back
    assert "nothing came." not in back


def test_a_letter_of_a_large_case_is_the_same_file(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = client.get(f"{COMPLAINT}.docx").content
    monkeypatch.setattr(papers, "LARGE", 0)
    assert client.get(f"{COMPLAINT}.docx").content == usual


@pytest.mark.parametrize(("ending", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("txt", b"Marigold")])
def test_a_letter_is_taken_as_a_file(client: TestClient, ending: str, begins: bytes) -> None:
    client.post(f"{COMPLAINT}/do", data={"answers": "1", "controller": "The society"})
    answer = client.get(f"{COMPLAINT}.{ending}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"] == f'attachment; filename="controller-complaint.{ending}"'


def test_what_it_lacks_is_listed_and_leads_to_where_it_is_told(client: TestClient) -> None:
    page = client.get(f"{HERE}/publication-notice").text
    assert 'href="#field-publish_where"' in page and 'id="field-publish_where"' in page
    assert 'href="#passage-what"' in page
    assert f"{HERE}/publication-notice.docx" not in page
    told = client.post(f"{HERE}/publication-notice/do", data={"answers": "1", "publish_where": "The Wibbling Gazette"})
    assert "Noted for every letter." in told.text
    assert "It will be published here: The Wibbling Gazette." in told.text


def test_what_is_no_letter_no_passage_or_no_answer_is_refused(client: TestClient) -> None:
    assert client.get(f"{HERE}/sonnet").status_code == 404
    assert client.post(f"{COMPLAINT}/do", data={"passage": "poem", "text": "Roses"}).status_code == 404
    assert client.post(f"{COMPLAINT}/do", data={"answers": "1", "reply_by": "soon"}).status_code == 404
    assert client.get(f"{HERE}/appeal.pdf").status_code == 404


def test_a_copy_of_the_template_lies_in_the_case(client: TestClient, case: Disclosed) -> None:
    assert "from your own template" in client.post(f"{COMPLAINT}/do", data={"copy": "1"}).text
    assert (case.case.folder / "letters" / "controller-complaint.txt").is_file()
