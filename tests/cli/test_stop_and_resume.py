"""A receive that is killed at any moment, and run again: every file once, nothing lost, nothing half."""

from __future__ import annotations

import os
import random
import subprocess
import time
from pathlib import Path

import bagit
import pytest

from cli.calling import Called, call, command

KILLS = int(os.environ.get("REJOINDER_KILLS", "15"))
"""More of them: REJOINDER_KILLS=150 pytest tests/cli/test_stop_and_resume.py"""
MAILS = 200


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Give a folder of tiny mails, each of which answers one that is not there; every tenth is in a folder."""
    folder = tmp_path / "many"
    (folder / "more").mkdir(parents=True)
    for number in range(MAILS):
        (folder / ("more" if number % 10 == 0 else "") / f"{number}.eml").write_text(
            f"From: vera.loam@wobblemail.example\nDate: Tue, 20 Feb 2024 16:{number % 60:02}:00 +0000\n"
            f"Message-ID: <{number}@wobblemail.example>\nIn-Reply-To: <absent-{number}@wobblemail.example>\n\n"
            f"On plot {number} stood a marrow, and it was green.\n"
        )
    return folder


def arguments(case: Path, many: Path) -> list[str | Path]:
    return ["receive", case, many, "--name", "the society", "--on", "2024-06-30"]


def said(case: Path) -> tuple[Called, Called]:
    return call("documents", case, "--json"), call("audit", case, "--json")


def killed_after(delay: float, case: Path, many: Path) -> bool:
    """Start a receive, kill it without warning after so many seconds, and say whether it was still at work."""
    process = subprocess.Popen(command(*arguments(case, many)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    with process:
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
            return True
        assert process.stderr.read() == b""
        assert process.returncode == 0
    return False


def test_a_receive_that_is_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path, many: Path) -> None:
    chance = random.Random(20240630)
    unbroken = tmp_path / "unbroken"
    call("new", unbroken)
    started = time.monotonic()
    assert not killed_after(60, unbroken, many)
    whole = time.monotonic() - started
    expected = said(unbroken)
    assert len(expected[0].lines) == MAILS
    killed, stages = 0, set()
    while killed < KILLS:
        case = tmp_path / f"case-{killed}"
        call("new", case)
        for _ in range(4):
            started = time.monotonic()
            if not killed_after(whole * chance.uniform(0.3, 1.0), case, many):
                whole = min(whole, time.monotonic() - started)
                break
            killed += 1
            stages.add(stage(case))
        assert call(*arguments(case, many)).status == 0
        assert said(case) == expected
        assert call("verify", case).status == 0
        (folder,) = (case / "received").iterdir()
        assert bagit.Bag(str(folder)).is_valid()
        assert sorted(path.name for path in folder.iterdir()) == [
            "bag-info.txt", "bagit.txt", "data", "manifest-sha256.txt",
        ]  # fmt: skip
        assert (case / "journal.jsonl").read_text().count('"act": "receive"') == 1
        here = {path.name for path in (case / ".derived").iterdir()}
        # SQLite leaves a journal that it needs no more where it was killed while it made the file.
        assert here - {"shelf.sqlite-journal"} == {"checked.json", "shelf.sqlite"}
    assert stages - {"not begun"}


def stage(case: Path) -> str:
    """Give how far a receive came that was killed."""
    copied = len(list(case.glob("received/*/data/**/*.eml")))
    return "not begun" if not copied else "copying" if copied < MAILS else "reading"


def test_the_same_path_received_again_adds_nothing(tmp_path: Path, many: Path) -> None:
    case = tmp_path / "case"
    call("new", case)
    call(*arguments(case, many))
    first, journal = said(case), (case / "journal.jsonl").read_bytes()
    again = call(*arguments(case, many))
    assert again.status == 0
    assert again.out.startswith(f"{MAILS} given = {MAILS} read")
    assert said(case) == first
    assert (case / "journal.jsonl").read_bytes() == journal


@pytest.mark.parametrize("when", [0.4, 0.8])
def test_a_rebuild_that_is_killed_leaves_a_case_that_answers(tmp_path: Path, many: Path, when: float) -> None:
    case = tmp_path / "case"
    call("new", case)
    started = time.monotonic()
    assert not killed_after(60, case, many)
    whole = time.monotonic() - started
    expected = said(case)
    process = subprocess.Popen(command("rebuild", case), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with process:
        time.sleep(whole * when)
        process.kill()
    assert said(case) == expected
    assert call("rebuild", case).status == 0
    assert said(case) == expected
