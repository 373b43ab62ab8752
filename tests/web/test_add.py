"""Files sent from a browser: where they are kept, how they are received, stopped, resumed and refused."""

from __future__ import annotations

import io
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from conftest import NOW, Disclosed
from rejoinder.case import Delivery, is_audited, ledger
from rejoinder.disk import locked
from rejoinder.errors import CaseBusy, UsageError
from rejoinder.received import bags
from rejoinder.web import frame
from rejoinder.web.app import application
from rejoinder.web.aside import Stopped, Told
from rejoinder.web.jobs import Job, Jobs, Progress, Step
from rejoinder.web.pages.add import FEW, Form, delivery_of, job_view, left_in_words, name_of, take_in
from rejoinder.web.uploads import UPLOADS, Upload, begin, discard, keep, new_id, safe_path, upload_of, waiting

MAIL = b"From: Hesper Quillfeather <secretary@lower-wibbling.example>\r\nSubject: Butts\r\n\r\nThree water butts.\r\n"
ABOUT = {"name": "the society", "sender": "Lower Wibbling Allotment Society", "date": "2024-06-30"}


def pages(case: Disclosed) -> Starlette:
    return application(case.folder, pages=("cases", "add", "settings"))


def browser(made: Starlette) -> TestClient:
    return TestClient(made, follow_redirects=False, raise_server_exceptions=False)


def files(*names: str, content: bytes = MAIL) -> list[tuple[str, Any]]:
    return [("files", (name, io.BytesIO(content), "application/octet-stream")) for name in names]


def ended(made: Starlette) -> Progress:
    job = made.state.jobs.of("case")
    assert job is not None
    assert job.wait(20)
    progress: Progress = job.progress()
    return progress


def received(case: Disclosed) -> list[str]:
    return sorted(path for bag in bags(case.case.received) for path in bag.taken())


def kept(case: Disclosed, *names: str, content: bytes = MAIL) -> Upload:
    upload = begin(case.case, new_id(), Delivery("the society", "", "2024-06-30", False))
    for name in names:
        keep(upload, name, io.BytesIO(content))
    return upload


def test_the_form_takes_files_and_folders_and_names_what_is_here_already(case: Disclosed) -> None:
    case.give({"a.eml": MAIL})
    drawn = browser(pages(case)).get("/case/case/add").text
    assert 'enctype="multipart/form-data"' in drawn
    assert "webkitdirectory" in drawn
    assert '<th scope="row">the society</th>' in drawn


def test_files_sent_by_a_plain_form_are_received_with_what_was_said_of_them(case: Disclosed) -> None:
    made = pages(case)
    answer = browser(made).post("/case/case/add", data=ABOUT, files=files("butts.eml", "minutes/march.eml"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/case/case/job")
    assert ended(made).state == "done"
    (bag,) = bags(case.case.received)
    assert (bag.batch.name, bag.batch.sender, bag.batch.date, bag.batch.own) == (*ABOUT.values(), False)
    assert received(case) == ["butts.eml", "minutes/march.eml"]
    assert waiting(case.case) == []
    assert list((case.case.folder / UPLOADS).iterdir()) == []


def test_batches_of_one_upload_are_one_delivery_and_keep_the_paths_of_the_folder(case: Disclosed) -> None:
    made = pages(case)
    screen, about = browser(made), {**ABOUT, "upload": new_id(), "own": "yes"}
    first = screen.post("/case/case/add", data={**about, "more": "yes", "paths": "post/a.eml"}, files=files("a.eml"))
    assert (first.status_code, made.state.jobs.of("case")) == (204, None)
    screen.post("/case/case/add", data={**about, "paths": ["post/b.eml", "c.eml"]}, files=files("b.eml", "c.eml"))
    assert ended(made).state == "done"
    assert received(case) == ["c.eml", "post/a.eml", "post/b.eml"]
    assert bags(case.case.received)[0].batch.own


def test_five_hundred_files_go_in_one_request_and_one_more_is_told_what_to_do(case: Disclosed) -> None:
    names = [f"{number}.txt" for number in range(501)]
    made = pages(case)
    answer = browser(made).post("/case/case/add", data=ABOUT, files=files(*names, content=b"x"))
    assert answer.status_code == 413
    assert "Send at most 500 files at a time" in answer.text
    upload = {**ABOUT, "upload": new_id(), "more": "yes"}
    assert browser(made).post("/case/case/add", data=upload, files=files(*names[:500], content=b"x")).status_code == 204
    assert waiting(case.case)[0].count() == 500


def test_a_form_without_files_says_what_to_do_and_keeps_what_was_written(case: Disclosed) -> None:
    answer = browser(pages(case)).post("/case/case/add", data=ABOUT, files=files(""))
    assert answer.status_code == 422
    assert "No files were chosen." in answer.text
    assert 'value="the society"' in answer.text


def test_a_day_that_is_none_is_refused(case: Disclosed) -> None:
    answer = browser(pages(case)).post("/case/case/add", data={**ABOUT, "date": "30 June"}, files=files("a.eml"))
    assert answer.status_code == 422
    assert "30 June is not a day." in answer.text
    assert waiting(case.case) == []


def test_a_batch_without_a_name_is_called_after_its_first_folder_or_file() -> None:
    assert delivery_of(Form("", date="2024-06-30"), "post/a.eml", "2024-07-01").name == "post"
    assert delivery_of(Form(""), "a.eml", "2024-07-01") == Delivery("a.eml", "", "2024-07-01", False)


def test_several_files_without_a_name_are_called_after_the_first_and_how_many_more(case: Disclosed) -> None:
    assert name_of(["a.eml"]) == "a.eml"
    made, upload = pages(case), new_id()
    sent = {"upload": upload, "sender": "the society", "date": "2024-06-30"}
    browser(made).post("/case/case/add", data={**sent, "more": "yes"}, files=files("a.eml", "b.eml"))
    browser(made).post("/case/case/add", data=sent, files=files("c.eml"))
    ended(made)
    assert [bag.batch.name for bag in bags(case.case.received)] == ["a.eml and 2 more"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("../../../etc/passwd", ("etc", "passwd")),
        ("/etc/passwd", ("etc", "passwd")),
        ("..\\..\\boot.ini", ("boot.ini",)),
        ("a/./b/../c.eml", ("a", "b", "c.eml")),
        ("", ("file",)),
        ("..", ("file",)),
        (".. /. /x", ("x",)),
        (".hidden", (".hidden",)),
    ],
)
def test_a_name_from_the_browser_is_never_a_way_out(name: str, parts: tuple[str, ...]) -> None:
    assert safe_path(name) == parts


@given(st.text(max_size=2000))
def test_every_name_gives_a_path_inside_that_a_disk_can_take(name: str) -> None:
    parts = safe_path(name)
    assert parts
    for part in parts:
        assert part not in ("", ".", "..")
        assert not set(part) & set('/\\\0:*?"<>|')
        assert len(part.encode()) <= 255
    assert sum(len(part.encode()) + 1 for part in parts) <= 1300


def test_a_hostile_name_is_kept_inside_the_upload(case: Disclosed) -> None:
    upload = kept(case, "../../../../escape.eml", "/tmp/escape.eml")
    assert {path.relative_to(upload.files).as_posix() for path in upload.files.rglob("*.eml")} == {
        "escape.eml",
        "tmp/escape.eml",
    }


def test_the_same_file_again_is_kept_once_and_another_of_its_name_beside_it(case: Disclosed) -> None:
    upload = kept(case, "a.eml", "a.eml")
    assert keep(upload, "a.eml", io.BytesIO(b"other")).name == "a (2).eml"
    assert upload.count() == 2


@pytest.mark.parametrize("upload", ["", "..", "../../received", "0123456789abcdeg", "0" * 17])
def test_an_upload_is_named_by_us_alone(case: Disclosed, upload: str) -> None:
    with pytest.raises(UsageError, match="no longer waiting"):
        begin(case.case, upload, Delivery("x"))
    with pytest.raises(UsageError, match="no longer waiting"):
        upload_of(case.case, upload)


def test_a_stopped_job_keeps_its_files_and_resumes(case: Disclosed) -> None:
    upload = kept(case, *(f"{number}.eml" for number in range(30)))
    reading, let_go = threading.Event(), threading.Event()

    def slow(told: Told) -> str:
        def heard(what: str, done: int, of: int) -> None:
            if what == "Reading" and done == 3:
                reading.set()
                assert let_go.wait(10)
            told(what, done, of)

        return take_in(case.case, upload, NOW, heard)

    made = pages(case)
    job = made.state.jobs.start("case", "the society", slow, upload.id)
    assert reading.wait(10)
    assert "Stop" in browser(made).get("/case/case/job").text
    job.stop()
    let_go.set()
    asked = time.monotonic()
    assert ended(made).state == "stopped"
    assert time.monotonic() - asked < 2
    drawn = browser(made).get("/case/case/job").text
    assert upload.id in drawn
    assert browser(made).post("/case/case/job/resume", data={"upload": upload.id}).status_code == 303
    assert ended(made).state == "done"
    assert ledger(case.case).documents == 30
    assert len(bags(case.case.received)) == 1


def test_after_a_first_receive_is_stopped_every_screen_leads_to_the_job_and_nothing_is_read_in_a_request(
    case: Disclosed,
) -> None:
    upload = kept(case, "1.eml")

    def stopping(_told: Told) -> str:
        def heard(_what: str, _done: int, _of: int) -> None:
            raise Stopped

        return take_in(case.case, upload, NOW, heard)

    made = application(case.folder)
    made.state.jobs.start("case", "the society", stopping, upload.id)
    assert ended(made).state == "stopped"
    assert received(case) == ["1.eml"]
    for screen in ("overview", "documents", "missing", "send"):
        answer = browser(made).get(f"/case/case/{screen}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/case/case/job")
    assert not (case.case.folder / ".derived/shelf.sqlite").exists()
    assert "Resume" in browser(made).get("/case/case/job").text
    browser(made).post("/case/case/job/resume", data={"upload": upload.id})
    assert ended(made).state == "done"
    assert browser(made).get("/case/case/overview").status_code == 200


def test_where_derived_data_is_gone_the_job_page_reads_it_again(case: Disclosed) -> None:
    made = application(case.folder)
    browser(made).post("/case/case/add", data=ABOUT, files=files("butts.eml"))
    assert ended(made).state == "done"
    shutil.rmtree(case.case.folder / ".derived")
    assert browser(made).get("/case/case/missing").headers["location"] == "/case/case/job"
    assert "What was received is not read yet" in browser(made).get("/case/case/job").text
    assert not (case.case.folder / ".derived").exists()
    assert browser(made).post("/case/case/job/read").headers["location"] == "/case/case/job"
    assert ended(made).said == "Everything is read. Findings to check: 0."
    assert browser(made).get("/case/case/missing").status_code == 200


def test_where_much_is_read_and_not_compared_the_job_page_compares_it_and_no_request_does(
    case: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "COMPARED", 0)
    case.give({"1.txt": "The barrel."})
    made = application(case.folder)
    for screen in ("overview", "missing", "send"):
        assert browser(made).get(f"/case/case/{screen}").headers["location"] == "/case/case/job"
    assert not is_audited(case.case)
    assert "What was received is not compared yet" in browser(made).get("/case/case/job").text
    browser(made).post("/case/case/job/read")
    assert ended(made).said == "Everything is read. Findings to check: 0."
    assert "not compared yet" not in browser(made).get("/case/case/job").text
    assert browser(made).get("/case/case/missing").status_code == 200


def test_a_small_case_is_compared_in_the_request(case: Disclosed) -> None:
    case.give({"1.txt": "The barrel."})
    assert not is_audited(case.case)
    assert browser(application(case.folder)).get("/case/case/missing").status_code == 200
    assert is_audited(case.case)


def test_stop_on_screen_ends_the_job(case: Disclosed) -> None:
    def endless(told: Told) -> str:
        while True:
            told("Reading", 1, 9)
            time.sleep(0.01)

    made = pages(case)
    made.state.jobs.start("case", "the society", endless)
    assert browser(made).post("/case/case/job/stop").headers["location"] == "/case/case/job"
    assert ended(made).state == "stopped"
    assert "Stopped" in browser(made).get("/case/case/job").text


def test_a_job_that_compares_stops_at_once_and_says_that_every_file_is_received() -> None:
    comparing, go_on = threading.Event(), threading.Event()

    def work(told: Told) -> str:
        told("Comparing", 0, 1)
        comparing.set()
        assert go_on.wait(10)
        told("Comparing", 1, 1)
        return "Received."

    job = Jobs().start("case", "the society", work)
    assert comparing.wait(10)
    job.stop()
    assert job.wait(0)
    before = job.progress()
    assert (before.state, before.said.split(";")[0]) == ("stopped", "Stopped. Every file is received")
    go_on.set()
    time.sleep(0.05)
    assert job.progress().log == before.log


def test_one_case_has_one_job_at_a_time_and_the_second_upload_waits(case: Disclosed) -> None:
    made, go_on = pages(case), threading.Event()
    made.state.jobs.start("case", "first", lambda told: "Done." if go_on.wait(10) else "")
    answer = browser(made).post("/case/case/add", data=ABOUT, files=files("a.eml"))
    assert answer.headers["location"] == "/case/case/job?busy=1"
    assert "Another batch is being taken in" in browser(made).get("/case/case/job?busy=1").text
    assert [one.delivery.name for one in waiting(case.case)] == ["the society"]
    go_on.set()
    ended(made)


def test_another_case_may_have_a_job_at_the_same_time() -> None:
    jobs, go_on = Jobs(), threading.Event()
    first = jobs.start("butts", "first", lambda told: str(go_on.wait(10)))
    assert jobs.start("sheds", "second", lambda told: "Done.").wait(10)
    with pytest.raises(CaseBusy):
        jobs.start("butts", "third", lambda told: "")
    go_on.set()
    assert first.wait(10)


def test_a_case_that_another_run_holds_is_said_and_the_files_are_kept(
    case: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rejoinder.disk.WAIT", 0.1)
    made = pages(case)
    with locked(case.case.folder / ".lock"):
        browser(made).post("/case/case/add", data=ABOUT, files=files("a.eml"))
        assert ended(made).state == "failed"
    drawn = browser(made).get("/case/case/job").text
    assert "Another run of Rejoinder" in drawn
    assert "Resume" in drawn
    assert len(waiting(case.case)) == 1


def test_the_job_page_asks_again_by_itself_while_it_runs_and_not_after(case: Disclosed) -> None:
    made, go_on = pages(case), threading.Event()
    made.state.jobs.start("case", "first", lambda told: str(go_on.wait(10)))
    assert 'http-equiv="refresh" content="1"' in browser(made).get("/case/case/job").text
    go_on.set()
    ended(made)
    assert "http-equiv" not in browser(made).get("/case/case/job").text


def test_a_file_that_cannot_be_read_is_on_the_job_page_with_its_reason(case: Disclosed) -> None:
    made = pages(case)
    sent = [*files("a.eml"), *files("torn.zip", content=b"PK\x03\x04 torn in the post")]
    browser(made).post("/case/case/add", data=ABOUT, files=sent)
    ended(made)
    view = job_view(case.case, made.state.jobs.of("case").progress())
    assert [problem.where for problem in view.problems] == ["torn.zip"]
    assert view.problems[0].what in browser(made).get("/case/case/job").text.replace("&#39;", "'")


def test_a_remark_on_many_files_that_were_read_is_one_row_below_those_that_were_not(case: Disclosed) -> None:
    made = pages(case)
    undated = b"From: ann@w.example\nDate: 31 Feb 2018 10:00:00\n\nNumber %d\n"
    sent = [one for n in range(FEW + 2) for one in files(f"{n}.eml", content=undated % n)]
    browser(made).post("/case/case/add", data=ABOUT, files=[*sent, *files("torn.zip", content=b"PK\x03\x04 torn")])
    ended(made)
    view = job_view(case.case, made.state.jobs.of("case").progress())
    assert [problem.where for problem in view.problems] == ["torn.zip"]
    [remark] = view.remarks
    assert (remark.files[0], len(remark.files), remark.more) == ("0.eml", FEW, 2)
    shown = browser(made).get("/case/case/job").text
    assert shown.index("torn.zip") < shown.index("7 files: 0.eml; 1.eml")


def test_files_that_wait_can_be_discarded(case: Disclosed) -> None:
    upload = kept(case, "a.eml")
    browser(pages(case)).post("/case/case/job/discard", data={"upload": upload.id})
    assert waiting(case.case) == []


def test_a_case_without_a_job_says_what_to_do_next(case: Disclosed) -> None:
    assert "Nothing is being taken in" in browser(pages(case)).get("/case/case/job").text


def test_a_job_tells_each_step_with_its_count_and_how_it_ended() -> None:
    def work(told: Told) -> str:
        told("Keeping a copy", 2, 2)
        told("Reading", 1, 2)
        told("Reading", 2, 2)
        return "Received."

    job = Job("the society", work)
    job.run()
    told = job.progress()
    assert [(step.what, step.done, step.of, step.ended) for step in told.steps] == [
        ("Keeping a copy", 2, 2, True),
        ("Reading", 2, 2, True),
    ]
    assert [said for _, said in told.log] == ["Keeping a copy began.", "Reading began.", "Received."]
    assert (told.state, told.said) == ("done", "Received.")


def test_the_time_left_counts_what_was_done_now_and_not_before_it_was_stopped() -> None:
    from_before = Step("Looking", done=600, of=1000, seconds=10, first=500)
    assert from_before.left == 40
    assert Step("Looking", done=500, of=1000, seconds=10, first=500).left is None
    assert Step("Looking", done=100, of=1000, seconds=10).left == 90

    def work(told: Told) -> str:
        told("Looking", 500, 1000)
        told("Looking", 600, 1000)
        return "Done."

    job = Job("the society", work)
    job.run()
    assert job.progress().steps[0].first == 500


def test_a_mailbox_is_one_file_and_its_messages_are_counted_while_it_is_read(case: Disclosed) -> None:
    seen: list[int] = []
    job = Job("the society", lambda told: "")

    def work(told: Told) -> str:
        for _ in range(4):
            told("Reading", 0, 1)
            seen.append(job.progress().steps[-1].inside)
        told("Reading scans", 0, 1)
        told("Reading scans", 0, 1)
        seen.append(job.progress().steps[-1].inside)
        return "Received."

    job.work = work
    job.run()
    assert seen == [1, 2, 3, 4, 0]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (5, "less than a minute left"), (70, "about a minute left"), (200, "about 3 minutes left")],
)
def test_the_time_left_is_said_roughly(seconds: float | None, words: str) -> None:
    assert left_in_words(seconds) == words


def test_discarding_leaves_what_was_received(case: Disclosed, tmp_path: Path) -> None:
    upload = kept(case, "a.eml")
    take_in(case.case, upload, NOW, lambda what, done, of: None)
    discard(upload)
    assert received(case) == ["a.eml"]
