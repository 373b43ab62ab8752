"""What a server needs for a moment lies beside the cases while it runs, and nowhere afterwards."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rejoinder.web.scratch import scratch


def test_it_is_there_while_it_is_needed_and_gone_afterwards(tmp_path: Path) -> None:
    before = tempfile.tempdir
    with scratch(tmp_path), tempfile.TemporaryDirectory() as folder:
        assert Path(folder).parent.parent == tmp_path
    assert list(tmp_path.iterdir()) == [] and tempfile.tempdir == before


def test_what_a_killed_server_left_is_removed_and_what_another_uses_is_not(tmp_path: Path) -> None:
    left = tmp_path / ".rejoinder-left"
    left.mkdir()
    (left / "held").touch()
    (left / "upload").write_text("half of it")
    (tmp_path / ".rejoinder-of-another-kind").mkdir()
    with scratch(tmp_path):
        assert not left.exists()
        (ours,) = tmp_path.glob(".rejoinder-*/held")
        with scratch(tmp_path):
            assert len(list(tmp_path.glob(".rejoinder-*/held"))) == 2
        assert ours.exists()
    assert [one.name for one in tmp_path.iterdir()] == [".rejoinder-of-another-kind"]


def test_where_none_can_be_made_the_folder_of_the_system_serves(tmp_path: Path) -> None:
    before = tempfile.tempdir
    with scratch(tmp_path / "gone"):
        assert tempfile.tempdir == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_server_that_is_asked_to_end_leaves_nothing(tmp_path: Path, name: str) -> None:
    command = [sys.executable, "-m", "rejoinder.cli", "open", str(tmp_path), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout and "127.0.0.1" in running.stdout.readline()
        (folder,) = tmp_path.iterdir()
        assert folder.name.startswith(".rejoinder-")
        os.kill(running.pid, getattr(signal, name))
        _, said = running.communicate(timeout=20)
    assert list(tmp_path.iterdir()) == []
    assert (running.returncode, said) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_server_that_is_to_outlive_its_terminal_does(tmp_path: Path) -> None:
    command = ["nohup", sys.executable, "-m", "rejoinder.cli", "open", str(tmp_path), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout and "127.0.0.1" in running.stdout.readline()
        os.kill(running.pid, signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(2)
        os.kill(running.pid, signal.SIGTERM)
        assert running.wait(20) == 0
