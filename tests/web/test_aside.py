"""Work in a process of its own: what it gives, tells and raises, how it is stopped, and that it never outlives us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest
from starlette.testclient import TestClient

from conftest import ANSWER, NOW, Disclosed
from rejoinder.case import judge, ledger
from rejoinder.errors import LawDamaged, RejoinderError, UsageError
from rejoinder.web import papers
from rejoinder.web.app import application
from rejoinder.web.aside import Stopped, Told, always, aside, untold
from rejoinder.web.jobs import COMPARING, Job, Jobs
from rejoinder.web.words import translator

LONG = 60.0
"""Seconds of work that no test waits for."""


def who_it_is(told: Told) -> str:
    told("Looking", 1, 2)
    told("Looking", 2, 2)
    return str(os.getpid())


def refuses(fault: Exception, _told: Told) -> str:
    raise fault


def waits(here: Path, what: str, told: Told) -> str:
    told(what, 0, 1)
    here.write_text(str(os.getpid()))
    time.sleep(LONG)
    return "never"


def goes_on(here: Path, told: Told) -> str:
    try:
        for number in range(int(LONG * 100)):
            told("Counting", number, 0)
            time.sleep(0.01)
    except Stopped:
        here.write_text("stopped at a step")
        raise
    return "never"


def ends(_told: Told) -> str:
    os._exit(9)


def written_in(path: Path) -> str:
    until = time.monotonic() + 20
    while not (path.is_file() and path.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    return path.read_text()


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    told = Path(f"/proc/{process}/stat")  # of Linux, where one that ended may be waited for
    return not told.is_file() or told.read_text().rpartition(")")[2].split()[0] != "Z"


def test_work_is_done_in_another_process_and_tells_of_itself_here() -> None:
    heard: list[tuple[str, int, int]] = []
    other = aside(who_it_is, lambda *step: heard.append(step), always)
    assert int(other) != os.getpid()
    assert heard == [("Looking", 1, 2), ("Looking", 2, 2)]


@pytest.mark.parametrize(
    "fault",
    [
        UsageError("There is no such file.", "Choose another."),
        LawDamaged("uk.toml", "month", "days", "it is no number"),
        OSError(28, "No space left on device"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_what_it_raises_is_raised_here_as_it_was(fault: Exception) -> None:
    with pytest.raises(type(fault)) as told:
        aside(partial(refuses, fault), untold, always)
    assert (str(told.value), vars(told.value)) == (str(fault), vars(fault))


def test_a_fault_of_ours_keeps_where_it_came_from() -> None:
    with pytest.raises(RuntimeError, match="in refuses") as told:
        aside(partial(refuses, ZeroDivisionError("by nought")), untold, always)
    assert "ZeroDivisionError: by nought" in str(told.value)


def test_a_process_that_is_gone_is_one_sentence_with_a_remedy() -> None:
    with pytest.raises(RejoinderError, match="its process is gone") as told:
        aside(ends, untold, always)
    assert told.value.remedy


def test_work_that_is_asked_to_stop_stops_at_a_step(tmp_path: Path) -> None:
    def stop(_what: str, done: int, _of: int) -> None:
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        aside(partial(goes_on, tmp_path / "said"), stop, always)
    assert (tmp_path / "said").read_text() == "stopped at a step"


def test_a_job_that_is_left_while_it_compares_does_not_run_on(tmp_path: Path) -> None:
    jobs = Jobs(aside)
    job = jobs.start("case", "the society", partial(waits, tmp_path / "process", COMPARING))
    process = int(written_in(tmp_path / "process"))
    job.stop()
    assert job.wait(1)
    assert job.progress().state == "stopped"
    until = time.monotonic() + 5
    while is_there(process) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_there(process)


def test_a_job_that_is_told_to_stop_as_it_begins_to_compare_stops_then() -> None:
    job = Job("the society", lambda told: "")

    def work(told: Told) -> str:
        told("Reading", 1, 1)
        job.stop()
        with suppress(Stopped):
            told(COMPARING, 0, 1)
        assert job.wait(0)
        return "never"

    job.work = work
    job.run()
    assert (job.progress().state, job.progress().said[:8]) == ("stopped", "Stopped.")


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed otherwise")
def test_work_ends_when_who_asked_for_it_is_killed(tmp_path: Path) -> None:
    code = "from web import test_aside as t; from functools import partial; from pathlib import Path; import sys\n"
    code += "t.aside(partial(t.waits, Path(sys.argv[1]), 'Waiting'), t.untold, t.always)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "process")], env=environment) as asking:
        process = int(written_in(tmp_path / "process"))
        assert is_there(process)
        asking.send_signal(signal.SIGKILL)
    until = time.monotonic() + 10
    while is_there(process) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_there(process)


def test_several_threads_may_tell() -> None:
    heard: list[int] = []
    said = aside(tells_by_threads, lambda _what, done, _of: heard.append(done), always)
    assert (said, sorted(heard)) == ("all told", sorted([*range(50)] * 4))


def tells_by_threads(told: Told) -> str:
    def tell() -> None:
        for one in range(50):
            told("Counting", one, 50)

    threads = [threading.Thread(target=tell) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return "all told"


def test_a_catalogue_is_found_again_by_its_language() -> None:
    assert aside(partial(in_french, translator("fr")), untold, always) == translator("fr").gettext("Chronology")


def in_french(words: object, _told: Told) -> str:
    assert words is translator("fr")
    return translator("fr").gettext("Chronology")


def test_files_are_received_and_compared_aside(case: Disclosed) -> None:
    made = application(case.folder, way=aside)
    about = {"name": "the society", "sender": "", "date": "2024-06-30"}
    with TestClient(made, follow_redirects=False) as screen:
        screen.post("/case/case/add", data=about, files=[("files", ("butts.eml", dedent(ANSWER).lstrip().encode()))])
        job = made.state.jobs.of("case")
        assert job.wait(60)
        assert job.progress().said == "Received: the society. Files: 1. Findings to check: 1."
        assert "See the documents" in screen.get("/case/case/job").text
    assert ledger(case.case).documents == 1


PAPERS = (
    "chronology.csv?standing=proposed",
    "chronology.docx?standing=proposed",
    "missing/schedule.csv?all=1",
    "missing/schedule.xlsx?all=1",
)


@pytest.mark.parametrize("address", PAPERS)
def test_a_paper_of_a_large_case_is_the_same_and_leaves_nothing_behind(
    case: Disclosed, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    case.give({"butts.eml": ANSWER})
    judge(case.case, case.found()[0].id, "accept", at=NOW)
    screen = TestClient(application(case.folder, way=aside), cookies={"language": "fr"})
    usual = screen.get(f"/case/case/{address}")
    assert usual.status_code == 200
    monkeypatch.setattr(papers, "LARGE", 0)
    large = screen.get(f"/case/case/{address}")
    assert (large.status_code, large.content) == (200, usual.content)
    assert int(large.headers["content-length"]) == len(usual.content)
    for name in ("content-type", "content-disposition"):
        assert large.headers[name] == usual.headers[name]
    assert not list((case.case.folder / ".derived").glob("paper-*"))


def test_a_paper_of_a_large_case_that_cannot_be_made_says_so(case: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    case.give({"butts.eml": ANSWER})
    case.weighed()
    monkeypatch.setattr(papers, "LARGE", 0)
    screen = TestClient(application(case.folder, way=aside))
    assert screen.get("/case/case/letters/missing-documents.rtf").status_code == 404
    assert not list((case.case.folder / ".derived").glob("paper-*"))


def test_papers_that_a_killed_server_left_are_removed_and_those_being_made_are_not(
    case: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.give({"butts.eml": ANSWER})
    case.weighed()
    monkeypatch.setattr(papers, "LARGE", 0)
    derived = case.case.folder / ".derived"
    for name in ("paper-left", "paper-going"):
        (derived / name).mkdir()
        (derived / name / "paper").write_bytes(b"x")
    os.utime(derived / "paper-left", (0, 0))
    assert TestClient(application(case.folder)).get("/case/case/missing/schedule.csv?all=1").status_code == 200
    assert [one.name for one in derived.glob("paper-*")] == ["paper-going"]
