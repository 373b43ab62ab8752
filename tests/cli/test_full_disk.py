"""A full disk is one named error; with room again the same command finishes, and nothing is doubled."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.calling import call, one_sentence, run

ROOMS = [0, 4_096, 20_000, 100_000, 250_000, 400_000, 500_000, 600_000, 800_000, 1_000_000, 1_300_000, 1_600_000]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Give a folder of forty mails of some ten thousand characters, each answering one that is not there."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        words = "\r\n".join(f"On plot {number} row {row} stood a marrow named {number * row}." for row in range(200))
        (folder / f"{number}.eml").write_text(
            f"From: vera.loam@wobblemail.example\r\nMessage-ID: <{number}@wobblemail.example>\r\n"
            f"In-Reply-To: <absent-{number}@wobblemail.example>\r\n\r\n{words}\r\n"
        )
    return folder


def may_mount() -> bool:
    """Say whether this user may mount a small disk of their own."""
    if not shutil.which("unshare"):
        return False
    tried = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def test_a_disk_that_fills_at_any_moment_loses_nothing(tmp_path: Path, many: Path) -> None:
    if not may_mount():
        pytest.skip("only a user who may mount a disk can fill one")
    (tmp_path / "disk").mkdir()
    script = Path(__file__).with_name("on_a_full_disk.py")
    line: list[str | Path] = ["unshare", "-m", sys.executable, script, tmp_path / "disk", many, *map(str, ROOMS)]
    paths = {**os.environ, "PYTHONPATH": str(script.parents[1])}
    ended = subprocess.run(line, capture_output=True, check=False, timeout=60, env=paths, text=True)
    assert ended.returncode == 0, ended.stderr
    tried = [json.loads(row) for row in ended.stdout.splitlines()]
    assert len(tried) == len(ROOMS)
    stopped = [one for one in tried if one["status"] == 2]
    assert len(stopped) >= 6
    for one in stopped:
        assert one["said"].startswith(f"rejoinder: The disk holding {tmp_path / 'disk'}")
        assert one["said"].endswith("Free some space, then run the same command again: it goes on where it stopped.\n")
        assert one["said"].count("\n") == 1
    assert {one["status"] for one in tried} <= {0, 2}
    for one in tried:
        assert "Traceback" not in one["meanwhile"]
        assert (one["then"], one["differs"], one["faults"], one["acts"], one["left"]) == (0, False, [], 1, [])


def test_a_limit_on_the_size_of_a_file_is_a_full_disk_too(tmp_path: Path, many: Path) -> None:
    case = tmp_path / "case"
    call("new", case)
    size = 100_000
    limited = run("receive", case, many, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    assert one_sentence(limited).startswith("The disk holding ")
    assert call("receive", case, many).status == 0
    assert call("documents", case, "--json").out.count("\n") == 40
    assert call("verify", case).status == 0


def test_a_schedule_that_finds_no_room_leaves_the_one_that_was_there(tmp_path: Path, many: Path) -> None:
    case, paper = tmp_path / "case", tmp_path / "schedule.html"
    call("new", case)
    call("receive", case, many)
    paper.write_text("yesterday's schedule")
    size = 10_000
    limit = (size, size)
    limited = run(
        "schedule", case, "--all", "-o", paper, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    )
    assert one_sentence(limited).startswith("The disk holding ")
    assert paper.read_text() == "yesterday's schedule"
    assert sorted(path.name for path in tmp_path.glob("*schedule*") if path != paper) == []
