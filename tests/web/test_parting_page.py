"""Where documents begin, decided on the screen of a document with forms alone."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from conftest import Disclosed
from read.making_print import memo, pdf_of, prose
from rejoinder.case import is_audited
from rejoinder.web import frame
from rejoinder.web.app import application

SENT = [("From:", "Osric Marrowby <osric@shed.example>"), ("Sent:", "3 May 2024 09:15"), ("To:", "All members")]


@pytest.fixture
def disclosed_bundle(case: Disclosed) -> Disclosed:
    first = memo([*SENT, ("Subject:", "The hose")], "It hung by the door.")
    second = memo([*SENT, ("Subject:", "The shed")], "I had not known that it was lost.")
    return case.give({"bundle.pdf": pdf_of([first, prose("Kept where it is.", 60), second]), "note.txt": "The key."})


class Browser:
    """A browser without scripts: it opens pages, and sends a form by the words on its button."""

    def __init__(self, disclosed: Disclosed) -> None:
        self.client = TestClient(application(disclosed.folder), raise_server_exceptions=False)
        with disclosed.case.shelf() as shelf:
            self.refs = {one.path: one.ref for one in shelf.documents()}

    def open(self, path: str, page: int | None = None) -> str:
        asked = f"?page={page}" if page else ""
        return self.client.get(f"/case/case/document/{self.refs[path]}{asked}").text

    def press(self, shown: str, button: str, **typed: str) -> tuple[str, str]:
        """Send the first form that has this button; give the address that it leads to and what is shown there."""
        forms = re.findall(r'<form action="([^"]+)" method="post">(.*?)</form>', shown, re.DOTALL)
        action, form = next((action, form) for action, form in forms if f"<button>{button}</button>" in form)
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
        answer = self.client.post(action, data={**{name: html.unescape(value) for name, value in hidden}, **typed})
        return str(answer.url), answer.text


JOIN, BEGIN, BACK = "It goes on: join it with the one before", "A document begins here", "Take it back"
AT_LINE = "A document begins at this line"


def where(shown: str) -> str:
    """Give the path of the document shown."""
    found = re.search(r"<dt>Path</dt><dd>([^<]+)</dd>", shown)
    return html.unescape(found[1]) if found else ""


def test_a_part_says_why_it_begins_and_is_joined_and_parted_again(disclosed_bundle: Disclosed) -> None:
    browser = Browser(disclosed_bundle)
    shown = browser.open("bundle.pdf!/page 3")
    assert "A document begins on this page." in shown
    assert re.search(r"It was taken for a message of its own: .* \(\d\d % sure\)", shown)
    address, joined = browser.press(shown, JOIN)
    assert where(joined) == "bundle.pdf!/page 1"
    assert "?page=3" in address
    assert "You decided: what stands before goes on here." in joined
    _, again = browser.press(joined, BACK)
    assert where(again) == "bundle.pdf!/page 3"
    assert BACK not in again


def test_a_document_begins_on_a_page_where_a_person_says_so(disclosed_bundle: Disclosed) -> None:
    browser = Browser(disclosed_bundle)
    _, made = browser.press(browser.open("bundle.pdf!/page 1", 2), BEGIN)
    assert where(made) == "bundle.pdf!/page 2"
    assert "You decided: a document begins here." in made
    assert "You said that a document begins here." in made
    assert JOIN in made
    _, again = browser.press(made, BACK)
    assert where(again) == "bundle.pdf!/page 1"


def test_in_a_large_case_what_is_there_then_is_compared_by_the_job_and_no_screen_waits_for_it(
    disclosed_bundle: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "COMPARED", 0)
    disclosed_bundle.found()
    browser = Browser(disclosed_bundle)
    address, _ = browser.press(browser.open("bundle.pdf!/page 1", 2), BEGIN)
    assert "/document/" in address
    assert is_audited(disclosed_bundle.case)


def test_the_file_itself_leads_to_what_begins_on_each_of_its_pages(disclosed_bundle: Disclosed) -> None:
    browser = Browser(disclosed_bundle)
    third = browser.open("bundle.pdf", 3)
    assert f'href="/case/case/document/{browser.refs["bundle.pdf!/page 3"]}">The shed</a>' in third
    assert where(browser.press(third, JOIN)[1]) == "bundle.pdf!/page 1"


def test_a_document_begins_at_a_line_that_a_person_copies(disclosed_bundle: Disclosed) -> None:
    browser = Browser(disclosed_bundle)
    _, made = browser.press(browser.open("bundle.pdf!/page 1"), AT_LINE, line="It hung by")
    assert where(made) == "bundle.pdf!/page 1 (2)"
    _, fault = browser.press(browser.open("bundle.pdf"), AT_LINE, line="It flew by")
    assert "Page 1 of bundle.pdf has no line that begins so." in html.unescape(fault)


def test_the_first_document_has_nothing_to_be_joined_with(disclosed_bundle: Disclosed) -> None:
    assert JOIN not in Browser(disclosed_bundle).open("bundle.pdf!/page 1")


def test_what_is_not_parted_offers_nothing(disclosed_bundle: Disclosed) -> None:
    assert "Where documents begin" not in Browser(disclosed_bundle).open("note.txt")


def test_an_unknown_decision_is_refused(disclosed_bundle: Disclosed) -> None:
    browser = Browser(disclosed_bundle)
    answer = browser.client.post(f"/case/case/document/{browser.refs['bundle.pdf']}/part", data={"decision": "burn"})
    assert answer.status_code == 404
    assert "Nothing can be done by burn." in answer.text
