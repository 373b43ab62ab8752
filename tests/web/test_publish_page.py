"""The screens of safe copies: what is hidden and stays, what leaves beside what came, and the copies made by a job."""

from __future__ import annotations

import threading
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from starlette.testclient import TestClient

from conftest import Disclosed
from read.making_pdf import one_page
from rejoinder.errors import RejoinderError
from rejoinder.publish import acts
from rejoinder.publish.copying import Source
from rejoinder.publish.proposed import LAYERED, plan_of
from rejoinder.read.ocr.found import Engines
from rejoinder.web.app import application
from rejoinder.web.aside import Told, Wanted, Work, aside, here

HERE = "/case/case/publish"
MAIL = """
    From: Hesper Quillfeather <secretary@lower-wibbling.example>
    To: Marigold Threnody <marigold@threnody.example>
    Date: Tue, 20 Feb 2024 16:44:00 +0000
    Subject: The hose
    Message-ID: <second@lower-wibbling.example>

    Dear Marigold, Quillfeather has the hose.
    """
PAGE = one_page(b"BT /F1 12 Tf 72 700 Td (Hesper Quillfeather spoke of the hose.) Tj ET 100 300 200 100 re f")


@pytest.fixture
def given(case: Disclosed, monkeypatch: pytest.MonkeyPatch) -> Disclosed:
    for module in ("checked", "copying"):
        monkeypatch.setattr(f"rejoinder.publish.{module}.engines_here", Engines)
    return case.give({"one.eml": MAIL, "page.pdf": PAGE})


@pytest.fixture
def client(given: Disclosed) -> Iterator[TestClient]:
    with TestClient(application(given.folder)) as client:
        yield client


def ref(given: Disclosed, path: str) -> str:
    with given.case.shelf() as shelf:
        holding = shelf.find_document(path)
        assert holding
        return holding.ref


def act(client: TestClient, **told: str) -> str:
    answer = client.post(f"{HERE}/act", data=told)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_document_is_found_chosen_and_its_people_are_listed_with_what_stays(
    given: Disclosed, client: TestClient
) -> None:
    assert "0 documents chosen" in client.get(HERE).text
    reference = ref(given, "one.eml")
    assert f'value="{reference}"' in client.get(f"{HERE}?find=hose").text
    shown = act(client, act="add", document=reference)
    hidden, _, stays = shown.partition(">Stays ")
    assert "Hesper Quillfeather" in hidden and '<span class="redacted id">Person A</span>' in hidden
    assert "Marigold Threnody" in stays and "whose case it is" in stays


def test_what_is_decided_on_screen_is_kept_in_the_journal_and_taken_back(given: Disclosed, client: TestClient) -> None:
    act(client, act="add", document=ref(given, "one.eml"))
    [group] = [one for one in plan_of(given.case, ["one.eml"]).hidden if one.kind == "person"]
    assert "acts as Secretary" in act(client, act="keep", target=group.key, because="acts as Secretary")
    assert group.key in {one.key for one in plan_of(given.case, ["one.eml"]).stays}
    act(client, act="undo", target=group.key)
    assert "the Secretary" in act(client, act="label", target=group.key, label="the Secretary")
    assert "water butt" in act(client, act="words", words="the hose", because="water butt")
    assert client.post(f"{HERE}/act", data={"act": "hide", "target": "all"}).status_code == 404


def test_what_leaves_is_shown_beside_the_page_as_it_came(given: Disclosed, client: TestClient) -> None:
    reference = ref(given, "page.pdf")
    act(client, act="add", document=reference)
    shown = client.get(f"{HERE}/{reference}").text
    assert f"{HERE}/{reference}/page/1.png" in shown and "Hesper Quillfeather" in shown
    assert "1 part of this page" in shown
    picture = client.get(f"{HERE}/{reference}/page/1.png")
    assert picture.headers["content-type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    act(client, act="keep", target=f"page:{reference}:1", because="a plan", back=reference)
    assert "You looked at this page" in client.get(f"{HERE}/{reference}").text
    assert client.get(f"{HERE}/{reference}/page/9.png").status_code == 404


def test_a_text_is_shown_with_its_labels(given: Disclosed, client: TestClient) -> None:
    reference = ref(given, "one.eml")
    act(client, act="add", document=reference)
    shown = client.get(f"{HERE}/{reference}").text
    paper = shown.partition('<div class="paper prose">')[2].partition("</div>")[0]
    assert "[Person A]" in paper and "uillfeather" not in paper
    assert client.get(f"{HERE}/{'a' * 12}").status_code == 404


def test_copies_are_made_by_a_job_and_handed_over_with_their_record(given: Disclosed, client: TestClient) -> None:
    assert client.get(f"{HERE}/out/safe copies.zip").status_code == 404
    assert client.post(f"{HERE}/make").status_code == 404
    for path in ("one.eml", "page.pdf"):
        act(client, act="add", document=ref(given, path))
    client.post(f"{HERE}/make")
    until = time.monotonic() + 60
    while "nothing hidden was found" not in client.get("/case/case/job").text and time.monotonic() < until:
        time.sleep(0.2)
    got = client.get(f"{HERE}/out/safe copies.zip")
    assert got.status_code == 200 and "attachment" in got.headers["content-disposition"]
    assert zipfile.ZipFile(BytesIO(got.content)).namelist() == ["001 one.pdf", "002 page.pdf"]
    assert "Person A" in client.get(f"{HERE}/out/safe copies.record.csv").text
    assert "Download the copies" in client.get(HERE).text
    assert list(acts.in_force(given.case).given.values()) == ["Person A"]


def test_a_page_that_a_machine_read_is_made_aside_once_and_is_the_same(
    given: Disclosed, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = ref(given, "page.pdf")
    act(client, act="add", document=reference)
    usual = client.get(f"{HERE}/{reference}/page/1.png").content
    made: list[str] = []

    def counted(work: Work, told: Told, wanted: Wanted) -> Any:
        made.append("aside")
        return aside(work, told, wanted)

    monkeypatch.setattr(Source, "says", lambda _self, codes: codes == LAYERED)
    with TestClient(application(given.folder, way=counted)) as other:
        assert "Hesper Quillfeather" in other.get(f"{HERE}/{reference}").text
        assert other.get(f"{HERE}/{reference}/page/1.png").content == usual
    assert made == ["aside"]


def test_a_page_of_a_copy_is_shown_while_it_is_being_made(
    given: Disclosed, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference, go_on = ref(given, "page.pdf"), threading.Event()
    act(client, act="add", document=reference)

    def slow(work: Work, told: Told, wanted: Wanted) -> Any:
        assert go_on.wait(20)
        return here(work, told, wanted)

    monkeypatch.setattr(Source, "says", lambda _self, codes: codes == LAYERED)
    at = f"{HERE}/{reference}"
    with TestClient(application(given.folder, way=slow, patience=0)) as other:
        first = other.get(at).text
        assert 'id="left-out" data-later' in first and "/static/later.js" in first
        assert f'<noscript><a href="{at}?page=1">' in first
        assert "Hesper Quillfeather" in first
        go_on.set()
        assert other.get(f"{at}/page/1.png").content.startswith(b"\x89PNG")
        made = other.get(at).text
        assert "data-later" not in made and "later.js" not in made
        assert made.count('id="left-out"') == 1
        act(other, act="keep", target=f"page:{reference}:1")
        assert other.get(f"{at}/page/1.png").status_code == 200
        assert "You looked at this page" in other.get(at).text


def test_a_page_of_a_copy_that_cannot_be_made_says_so(given: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = ref(given, "page.pdf")

    def gone(*_given: Any) -> Any:
        raise RejoinderError("The work ended before it was done: its process is gone.")

    monkeypatch.setattr(Source, "says", lambda _self, codes: codes == LAYERED)
    with TestClient(application(given.folder, way=gone)) as client:
        act(client, act="add", document=reference)
        assert "its process is gone" in client.get(f"{HERE}/{reference}").text
        assert client.get(f"{HERE}/{reference}/page/1.png").status_code == 500
