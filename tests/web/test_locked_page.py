"""The page of locked files: a field for each, and the job that reads what opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from read.making_locked import locked_pdf
from read.making_pdf import one_page, words
from rejoinder.case import Case, Delivery, is_audited, new, receive
from rejoinder.web.app import application

AT = "2026-01-02T03:04:05+00:00"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "minutes.pdf").write_bytes(locked_pdf(one_page(words("The hose was found.")), "tansy"))
    made = new(tmp_path / "cases" / "case", at=AT)
    receive(made, [tmp_path / "minutes.pdf"], Delivery("first", "", "2026-01-02"), at=AT)
    return made


@pytest.fixture
def made(case: Case) -> Starlette:
    return application(case.folder.parent)


def browser(made: Starlette) -> TestClient:
    return TestClient(made, follow_redirects=False, raise_server_exceptions=False)


def ended(made: Starlette) -> str:
    job = made.state.jobs.of("case")
    assert job.wait(20)
    return str(job.progress().said)


def test_every_locked_file_has_a_field_that_hides_what_is_typed(made: Starlette) -> None:
    assert "1 file needs a password." in browser(made).get("/case/case/overview").text
    shown = browser(made).get("/case/case/locked").text
    assert "Password for minutes.pdf" in shown
    assert '<input id="password-1" name="password" type="password" value="" autocomplete="new-password"' in shown


def test_a_password_that_fits_opens_the_file_in_a_job(made: Starlette, case: Case) -> None:
    answer = browser(made).post("/case/case/locked", data={"password": "tansy"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/case/case/job")
    assert ended(made) == "Opened and read: 1 file."
    assert is_audited(case)
    with case.shelf() as shelf:
        assert [shelf.text(one.number) for one in shelf.documents()] == ["The hose was found."]
    assert "No file needs a password" in browser(made).get("/case/case/locked").text


def test_a_password_that_fits_nothing_is_said_and_not_kept(made: Starlette, case: Case) -> None:
    browser(made).post("/case/case/locked", data={"password": "wrong"})
    assert ended(made) == "None of the passwords opens one of the files; none was kept."
    assert not (case.folder / "passwords.toml").exists()


def test_an_empty_form_is_said_and_starts_nothing(made: Starlette) -> None:
    answer = browser(made).post("/case/case/locked", data={"password": ""})
    assert answer.status_code == 422
    assert "Type at least one password." in answer.text
    assert made.state.jobs.of("case") is None


def test_a_password_never_comes_back_on_a_page(made: Starlette) -> None:
    browser(made).post("/case/case/locked", data={"password": "tansy"})
    ended(made)
    for address in ("job", "locked", "documents", "documents?show=problems"):
        assert "tansy" not in browser(made).get(f"/case/case/{address}").text


def test_the_list_of_unread_files_leads_to_the_field(made: Starlette) -> None:
    assert 'href="/case/case/locked"' in browser(made).get("/case/case/documents?show=problems").text


def test_a_page_of_an_opened_file_is_drawn(made: Starlette, case: Case) -> None:
    browser(made).post("/case/case/locked", data={"password": "tansy"})
    ended(made)
    with case.shelf() as shelf:
        (holding,) = shelf.documents()
    drawn = browser(made).get(f"/case/case/document/{holding.ref}/page/1.png")
    assert drawn.content.startswith(b"\x89PNG")
