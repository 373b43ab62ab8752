"""The screens of allegations: the matrix, and one with its candidates, which work without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from conftest import Disclosed
from rejoinder.web.app import application

LETTER = """
    Dear Ms Threnody,

    The panel finds each of the following proved.

    1. You wrote: “I do say that the committee is hiding the rhubarb.”

    2. You took the strimmer <script>alert(1)</script> by night.

    Yours sincerely,
    Cuthbert Plumley-Ditch
    """
POST = "Please note that I do not say that the committee is hiding the rhubarb."
HERE = "/case/case/allegations"


@pytest.fixture
def client(case: Disclosed) -> Iterator[TestClient]:
    case.give({"reasons.txt": LETTER, "shed.txt": "The strimmer was in the shed all night."})
    case.give({"post.txt": POST}, "mine", own=True)
    with TestClient(application(case.folder)) as client:
        yield client


def taken(client: TestClient) -> list[str]:
    """Take the letter, confirm what it proposes, and give the addresses of its allegations."""
    client.post(f"{HERE}/do/letter", data={"document": "reasons.txt"})
    page = client.post(f"{HERE}/do/confirm").text
    return re.findall(rf'href="({HERE}/[a-z0-9]{{12}})"', page)


def passage(page: str) -> dict[str, str]:
    """Give the fields of the first candidate's form."""
    part = page[page.index('id="candidates"') :]
    return {name: re.search(rf'name="{name}" value="(\w+)"', part)[1] for name in ("document", "start", "end")}  # type: ignore[index]


def test_the_empty_page_offers_the_document_that_looks_like_a_letter(client: TestClient) -> None:
    page = client.get(HERE).text
    assert "No letter was read yet" in page and "reasons.txt" in page and "2 allegations" in page


def test_the_matrix_says_of_each_where_it_stands_and_what_its_quotation_is(client: TestClient) -> None:
    assert len(taken(client)) == 2
    page = client.get(HERE).text
    assert "Altered" in page and "To look at" in page


def test_an_allegation_shows_the_letters_words_with_a_link_and_its_quotation_beside_the_source(
    client: TestClient,
) -> None:
    page = client.get(taken(client)[0]).text
    assert "I do say that the committee is hiding the rhubarb" in page
    assert re.search(r'<span class="left-out"><span class="hidden">\[left out:\] </span>not</span>', page)
    assert re.search(r'href="/case/case/document/\w+\?start=\d+&(?:amp;)?end=\d+#hit">reasons.txt', page)


def test_a_candidate_is_placed_and_taken_back_by_plain_forms(client: TestClient) -> None:
    one = taken(client)[1]
    fields = passage(client.get(one).text)
    page = client.post(f"{one}/place", data={**fields, "side": "for"}).text
    assert "Something stands for it" in page and 'id="for"' in page and "Placed for it." in page
    page = client.post(f"{one}/place", data={**fields, "side": "undo"}).text
    assert 'id="for"' not in page


def test_with_the_script_only_the_parts_that_changed_come_back(client: TestClient) -> None:
    one = taken(client)[1]
    fields = passage(client.get(one).text)
    part = client.post(f"{one}/place", data={**fields, "side": "context"}, headers={"X-Swap": "1"}).text
    assert "<header" not in part and part.count("data-part") == 4 and "Placed as context." in part


def test_all_that_is_left_is_put_aside_at_once_and_nothing_disclosed_is_said_with_its_log(client: TestClient) -> None:
    one = taken(client)[1]
    page = client.post(f"{one}/rest").text
    assert "Nothing disclosed supports this" in page
    assert "Looked up: " in page and "<details open><summary>What was searched" in page


def test_reword_split_merge_withdraw_and_undo_are_forms(client: TestClient) -> None:
    first, second = taken(client)
    page = client.post(f"{second}/reword", data={"words": "A strimmer went."}).text
    assert "A strimmer went." in page and "The letter says:" in page
    page = client.post(f"{first}/merge", data={"with": second.rpartition("/")[2]}).text
    assert "Allegation 1. 2." in page
    merged = re.search(rf'action="({HERE}/[a-z0-9]{{12}})/undo"', page)
    assert merged
    assert client.post(f"{merged[1]}/undo").text.count('<th scope="row">') == 2
    assert "dropped" in client.post(f"{second}/withdraw", data={"because": "dropped"}, follow_redirects=True).text or (
        "dropped" in client.get(HERE).text
    )


def test_an_allegation_and_a_letter_can_be_typed(client: TestClient) -> None:
    assert "Typed by you." in client.post(f"{HERE}/do/add", data={"words": "You left the gate open."}).text
    page = client.post(f"{HERE}/do/letter", data={"words": "Dear Ms T,\n\nYou took a rake.\n\nYou hid a rake."}).text
    assert "You took a rake." in page and "Words that you pasted" in page


def test_hostile_words_of_a_letter_are_text(client: TestClient) -> None:
    second = taken(client)[1]
    for address in (HERE, second):
        assert "<script>alert" not in client.get(address).text


@pytest.mark.parametrize("address", ["do/nothing", "nowhere/confirm", "nowhere/place"])
def test_what_is_not_there_is_said(client: TestClient, address: str) -> None:
    taken(client)
    assert client.post(f"{HERE}/{address}", data={"side": "for"}).status_code == 404
