"""The list of cases, the making of a new one, the settings, and what a fault looks like on screen."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from conftest import ANSWER, NOW, Disclosed
from rejoinder.box import outside
from rejoinder.case import open_case
from rejoinder.errors import UsageError
from rejoinder.law.loading import law
from rejoinder.web.app import application
from rejoinder.web.frame import Home
from rejoinder.web.pages import settings
from rejoinder.web.pages.cases import Form, Row, folder_name, made, rows, size_in_words
from rejoinder.web.pages.settings import view_of


def browser(home: Path) -> TestClient:
    made = application(home, pages=("cases", "add", "settings"))
    return TestClient(made, follow_redirects=False, raise_server_exceptions=False)


def test_a_case_is_listed_with_its_documents_size_and_findings_to_check(case: Disclosed) -> None:
    case.give({"butts.eml": ANSWER})
    size = (case.folder / "given/the society/butts.eml").stat().st_size
    before = rows(Home(case.folder))
    assert before == [Row("case", "Marigold Threnody", "", documents=1, to_check=None, size=size)]
    assert len(case.weighed()) == 1
    assert rows(Home(case.folder))[0].to_check == 1


def test_a_case_that_has_received_nothing_says_what_to_do_next(case: Disclosed) -> None:
    assert rows(Home(case.folder)) == [Row("case", "Marigold Threnody")]
    assert 'href="/case/case/add"' in browser(case.folder).get("/").text


def test_a_case_that_cannot_be_opened_does_not_hide_the_others(case: Disclosed) -> None:
    broken = case.folder / "broken"
    broken.mkdir()
    (broken / "case.toml").write_text("subject = no quotes")
    first, second = rows(Home(case.folder))
    assert first.name == "broken"
    assert "cannot be read" in first.fault
    assert second.fault == ""
    assert "Cannot be opened" in browser(case.folder).get("/").text


def test_an_empty_folder_leads_to_the_first_case(tmp_path: Path) -> None:
    drawn = browser(tmp_path).get("/").text
    assert "There is no case here yet" in drawn
    assert 'href="/new"' in drawn


def test_a_new_case_is_made_and_leads_to_its_files(tmp_path: Path) -> None:
    sent = {"name": "The Water Butts, 2024!", "subject": "Marigold  Threnody", "controller": "", "regime": "uk-gdpr"}
    answer = browser(tmp_path).post("/new", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/case/the-water-butts-2024/add")
    case = open_case(tmp_path / "the-water-butts-2024")
    assert (case.subject, case.controller, case.regime) == ("Marigold Threnody", "", "uk-gdpr")


def test_what_happened_and_the_day_asked_are_kept_in_the_file_of_the_case(tmp_path: Path) -> None:
    told = 'They drained it.\r\nI said "no" \\ twice.'
    sent = {"name": "Butts", "regime": "eu-gdpr", "asked": "2024-05-03", "happened": told}
    browser(tmp_path).post("/new", data=sent)
    case = open_case(tmp_path / "butts")
    assert (case.asked, case.happened) == ("2024-05-03", 'They drained it.\nI said "no" \\ twice.')
    assert "They drained it.\n" in (tmp_path / "butts/case.toml").read_text()
    drawn = browser(tmp_path).get("/case/butts/settings").text
    assert (
        "European Union: access to personal data (GDPR)" in drawn
        and "3 May 2024" in drawn
        and "They drained it." in drawn
    )


def test_every_law_under_which_something_is_asked_can_be_chosen_and_no_other(tmp_path: Path) -> None:
    drawn = browser(tmp_path).get("/new").text
    offered = re.findall(r'<option value="([^"]*)"', drawn[drawn.index('name="regime"') :])
    assert offered[:2] == ["uk-gdpr", "eu-gdpr"] and offered[-1] == "" and {"uk-foi", "sct-foi"} < set(offered)
    assert set(offered) - {""} == {name for name, one in law().regimes.items() if one.begins == "request_received"}
    sent = {"name": "Fence", "regime": "ew-limitation"}
    assert "That law is not one of the list." in browser(tmp_path).post("/new", data=sent).text


def test_a_day_that_is_none_is_refused_and_what_was_written_stays(tmp_path: Path) -> None:
    answer = browser(tmp_path).post(
        "/new", data={"name": "Butts", "regime": "", "asked": "May", "happened": "They came."}
    )
    assert answer.status_code == 422
    assert "May is not a day. Write it as 2024-06-30." in answer.text and ">They came.</textarea>" in answer.text


@pytest.mark.parametrize("name", ["", "  ", "…", "../.."])
def test_a_case_without_a_name_is_not_made_and_what_was_written_stays(tmp_path: Path, name: str) -> None:
    answer = browser(tmp_path).post("/new", data={"name": name, "subject": "Marigold Threnody", "regime": ""})
    assert answer.status_code == 422
    assert "The case needs a name." in answer.text
    assert 'value="Marigold Threnody"' in answer.text
    assert list(tmp_path.iterdir()) == []


def test_a_second_case_of_the_same_name_is_refused(tmp_path: Path) -> None:
    made(Home(tmp_path), Form(name="Butts"), NOW)
    with pytest.raises(UsageError, match="There is a folder butts already"):
        made(Home(tmp_path), Form(name="butts"), NOW)


@pytest.mark.parametrize(
    ("words", "name"), [("Été à Wibbling", "ete-a-wibbling"), ("../../etc", "etc"), ("x" * 99, "x" * 60), ("…", "")]
)
def test_the_name_of_a_folder_is_letters_digits_and_dashes(words: str, name: str) -> None:
    assert folder_name(words) == name


@pytest.mark.parametrize(("size", "words"), [(0, "0 bytes"), (1500, "2 kB"), (20_000_000, "20 MB"), (3e9, "3.0 GB")])
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert size_in_words(size) == words


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "..\\case", "a\0b"])
def test_no_address_leads_out_of_the_folder_of_cases(case: Disclosed, name: str) -> None:
    with pytest.raises(UsageError, match="is not the name of a case"):
        Home(case.case.folder / "received").case(name)


def test_a_case_that_is_not_there_is_a_drawn_page_with_its_remedy(tmp_path: Path) -> None:
    answer = browser(tmp_path).get("/case/nowhere/add")
    assert answer.status_code == 404
    assert "There is no case in" in answer.text
    assert "Make one with" in answer.text
    assert '<main id="main"' in answer.text


def test_an_address_of_no_page_is_a_drawn_page(tmp_path: Path) -> None:
    answer = browser(tmp_path).get("/nothing/here")
    assert answer.status_code == 404
    assert "There is no such page." in answer.text


def test_a_fault_of_our_own_shows_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leaking(_home: Home) -> list[Row]:
        raise ValueError("third butt")

    monkeypatch.setattr("rejoinder.web.pages.cases.rows", leaking)
    answer = browser(tmp_path).get("/")
    assert answer.status_code == 500
    assert "Something in Rejoinder itself went wrong" in answer.text
    assert "third butt" not in answer.text
    assert "Traceback" not in answer.text


def test_names_are_shown_as_words_and_never_as_markup(tmp_path: Path) -> None:
    made(Home(tmp_path), Form(name="butts", subject="<script>alert(1)</script>"), NOW)
    drawn = browser(tmp_path).get("/").text
    assert "&lt;script&gt;alert(1)" in drawn
    assert "<script>alert" not in drawn


def test_the_size_of_the_text_is_kept_in_a_cookie_and_drawn_as_a_class(case: Disclosed) -> None:
    screen = browser(case.folder)
    assert "<html lang" in screen.get("/case/case/settings").text
    answer = screen.post("/case/case/settings", data={"size": "large", "language": "en"})
    assert answer.status_code == 303
    assert 'class="text-large"' in screen.get("/case/case/settings").text


def test_a_size_or_language_that_does_not_exist_is_ignored(case: Disclosed) -> None:
    screen = browser(case.folder)
    answer = screen.post("/case/case/settings", data={"size": '"><script>', "language": "../x"})
    assert "set-cookie" not in answer.headers
    screen.cookies.set("size", "x onload=y")
    screen.cookies.set("language", "../x")
    assert "onload" not in screen.get("/case/case/settings").text


def test_verify_on_screen_names_a_file_that_changed(case: Disclosed) -> None:
    case.give({"butts.eml": ANSWER})
    screen = browser(case.folder)
    assert view_of(case.case).checked is None
    assert screen.post("/case/case/settings/verify").headers["location"] == "/case/case/settings#checked"
    assert "all files were as they were received" in screen.get("/case/case/settings").text
    kept = next(case.case.received.rglob("butts.eml"))
    kept.chmod(0o600)
    kept.write_bytes(b"nothing to see")
    assert view_of(case.case).shown == ()
    screen.post("/case/case/settings/verify")
    assert "butts.eml has changed since it was received." in screen.get("/case/case/settings").text


def test_many_files_are_checked_by_a_job(case: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "AT_ONCE", 1)
    case.give({"butts.eml": ANSWER, "more.txt": "The barrel."})
    made = application(case.folder)
    screen = TestClient(made, follow_redirects=False)
    assert screen.post("/case/case/settings/verify").headers["location"] == "/case/case/job"
    job = made.state.jobs.of("case")
    assert job.wait(20)
    assert [(step.what, step.of) for step in job.progress().steps] == [("Checking", 2)]
    assert "the journal&#39;s chain holds" in screen.get("/case/case/job").text
    next(case.case.received.rglob("more.txt")).unlink()
    screen.post("/case/case/settings/verify")
    assert made.state.jobs.of("case").wait(20)
    assert "Not everything is as it was: 1 fault." in screen.get("/case/case/job").text
    assert "more.txt is gone." in screen.get("/case/case/settings").text


def test_the_settings_show_the_head_of_the_journal(case: Disclosed) -> None:
    assert case.case.journal.head() in browser(case.folder).get("/case/case/settings").text


def test_the_settings_say_how_programs_of_others_are_held(case: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = (
        outside.Program("LibreOffice", "old Office files", "partly"),
        outside.Program("Tesseract", "scans and photographs", "absent"),
    )
    tried = {"read a file": True, "send a packet": False}
    monkeypatch.setattr(settings, "outside", lambda: outside.Outside(programs, tried))
    drawn = browser(case.folder).get("/case/case/settings").text
    assert "It runs under a lock that leaves some ways out open on this system." in drawn
    assert "Not installed" in drawn
    assert "1 of 2 ways out of their lock are closed on this computer." in drawn


def test_the_settings_do_not_wait_for_the_trial_of_the_locks(case: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, trial = threading.Event(), settings.tried

    def slow() -> settings.Locks:
        assert go_on.wait(20)
        return trial()

    monkeypatch.setattr(settings, "tried", slow)
    made = application(case.folder, patience=0)
    client = TestClient(made)
    first = client.get("/case/case/settings").text
    assert 'id="locks" data-later' in first and "are being tried" in first and "/static/later.js" in first
    assert '<noscript><a href="/case/case/settings">' in first
    go_on.set()
    made.state.later.begun("locks", slow).result()
    told = client.get("/case/case/settings").text
    assert "data-later" not in told and "later.js" not in told and "ways out are closed on this computer" in told


def test_locks_that_cannot_be_tried_are_told_in_their_place(case: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> settings.Locks:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings, "tried", fails)
    answer = browser(case.folder).get("/case/case/settings")
    assert answer.status_code == 200 and "data-later" not in answer.text
    assert "could not be tried. The disk refused it: No space left on device." in answer.text.replace("</span>", "")
