"""Scans on screen: what was read says how sure it is, what waits can be read, and nothing hides what is missing."""

from __future__ import annotations

import struct

import pytest
from starlette.testclient import TestClient

from conftest import Disclosed
from making_scans import Parrot, as_file, line, printed, scanned
from rejoinder import scans
from rejoinder.read.ocr.found import Engines
from rejoinder.web.app import application
from rejoinder.web.pages import scans as scans_page

HOSE = Parrot([line("The hose was lost", sure=0.87)])


def with_engine(monkeypatch: pytest.MonkeyPatch, *engines: Parrot) -> None:
    for module in (scans, scans_page):
        monkeypatch.setattr(module, "engines_here", lambda: Engines(*engines))


def client(case: Disclosed) -> TestClient:
    return TestClient(application(case.folder))


def read_all(case: Disclosed, browser: TestClient) -> None:
    browser.post(f"/case/{case.case.folder.name}/ocr")
    job = browser.app.state.jobs.of(case.case.folder.name)  # type: ignore[attr-defined]
    assert job.wait(10)
    assert job.progress().state == "done"


@pytest.fixture
def posted(case: Disclosed) -> Disclosed:
    """Give a case with a scan and a photograph that wait."""
    return case.give({"scan.pdf": scanned(printed()), "hut.png": as_file(printed())})


def test_pages_that_wait_are_counted_and_a_button_reads_them(
    posted: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_engine(monkeypatch, HOSE)
    browser = client(posted)
    shown = browser.get("/case/case/documents?show=problems").text
    assert "2 pages are pictures without text." in shown
    assert "Read them (OCR)" in shown
    assert "2 pages are pictures without text." in browser.get("/case/case/overview").text
    read_all(posted, browser)
    assert "pictures without text" not in browser.get("/case/case/overview").text
    assert "2 pages read by text recognition (OCR)." in browser.get("/case/case/job").text
    assert "pictures without text" not in browser.get("/case/case/documents?show=problems").text


def test_a_page_that_was_read_says_how_sure_it_is_and_lies_over_its_picture(
    posted: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_engine(monkeypatch, HOSE)
    browser = client(posted)
    read_all(posted, browser)
    with posted.case.shelf() as shelf:
        found = {path: shelf.find_document(path) for path in ("scan.pdf", "hut.png")}
    for holding in found.values():
        assert holding is not None
        shown = browser.get(f"/case/case/document/{holding.ref}?q=hose").text
        assert "Read by OCR, 87 % sure." in shown
        assert shown.count("<rect ") == 1
        drawn = browser.get(f"/case/case/document/{holding.ref}/page/1.png").content
        size = struct.unpack(">II", drawn[16:24])
        with posted.case.shelf() as shelf:
            page = shelf.page(holding.number, 1)
        assert page is not None
        assert abs(size[0] - page.width * 1.5) <= 1
        assert abs(size[1] - page.height * 1.5) <= 1


def test_where_no_engine_is_here_the_screen_says_what_to_install(
    posted: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_engine(monkeypatch)
    browser = client(posted)
    shown = browser.get("/case/case/documents?show=problems").text
    assert "apt install tesseract-ocr" in shown
    assert "Read them (OCR)" not in shown
    assert browser.post("/case/case/ocr").status_code == 404


def test_one_document_can_be_read_by_itself(posted: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    with_engine(monkeypatch, HOSE)
    browser = client(posted)
    with posted.case.shelf() as shelf:
        holding = shelf.find_document("scan.pdf")
    assert holding is not None
    assert "Read its pictures (OCR)" in browser.get(f"/case/case/document/{holding.ref}").text
    browser.post("/case/case/ocr", data={"document": holding.ref})
    browser.app.state.jobs.of("case").wait(10)  # type: ignore[attr-defined]
    assert scans.waiting_pages(posted.case) == 1
