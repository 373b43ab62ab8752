"""The lock for programs of others: what they may not do, tried by small programs of the system and of ours."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from read.making_old_office import doc
from rejoinder import read
from rejoinder.box import outside
from rejoinder.locks import enter, refused
from rejoinder.locks.programs import Allowed, run, starts_locked, system_locks
from rejoinder.model import Blob
from rejoinder.read.converted import made_new, office_here
from rejoinder.read.ocr.tesseract import runs_locked, tesseract_here

LOCKED = pytest.mark.skipif(
    system_locks() != ("Landlock", "seccomp"), reason="this system has not both locks for programs of others"
)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="tried by programs that Windows has not")
ORDINARY = (
    "read a file",
    "write a file",
    "list a folder",
    "rename, link or delete",
    "start a process",
    "reach another program's socket",
    "signal another process",
    "read what the system tells of processes",
    "take more memory than allowed",
)
"""Ways that are open to anybody without the lock; the rest depend on who one is, and on the system's settings."""


@LOCKED
def test_every_way_out_of_the_lock_is_closed() -> None:
    tried = outside.tried_out()
    assert len(tried) == 17
    assert [way for way, closed in tried.items() if not closed] == []


@LOCKED
def test_the_ways_out_are_open_without_the_lock() -> None:
    tried = outside.tried_out(locked=False)
    assert [way for way in ORDINARY if not tried[way]] == list(ORDINARY)


@LOCKED
def test_a_program_reads_its_folder_and_what_it_is_given_and_nothing_of_ours(tmp_path: Path) -> None:
    own, given, ours = (tmp_path / name for name in ("own", "given", "ours"))
    for folder in (own, given, ours):
        folder.mkdir()
        (folder / "words").write_text(f"{folder.name}.")
    allowed = Allowed(own, (given,))
    words = [str(folder / "words") for folder in (own, given, ours)]
    assert run(("/bin/cat", *words), allowed).said == b"own.given."
    assert run(("/bin/ls", str(Path.home())), allowed).said == b""
    assert run(("/bin/ls", str(Path.home())), Allowed(own, locked=False)).status == 0


@LOCKED
def test_a_program_writes_in_its_folder_alone_and_leaves_no_link_there(tmp_path: Path) -> None:
    own, ours = tmp_path / "own", tmp_path / "ours"
    own.mkdir()
    ours.write_text("as it was")
    allowed = Allowed(own)
    assert run(("/bin/cp", "/etc/ld.so.cache", "here"), allowed).status == 0
    for line in (
        ("/bin/cp", "/etc/ld.so.cache", str(ours)),
        ("/bin/chmod", "0777", str(ours)),
        ("/bin/touch", str(ours)),
        ("/bin/rm", str(ours)),
        ("/bin/ln", "-s", str(ours), "link"),
        ("/bin/ln", str(ours), "link"),
    ):
        before = ours.stat()
        assert run(line, allowed).status != 0
        assert ours.stat() == before
    assert [one.name for one in own.iterdir()] == ["here"]


@POSIX
@pytest.mark.parametrize("locked", [True, False])
def test_a_program_is_ended_when_its_time_is_over(locked: bool, tmp_path: Path) -> None:
    begun = time.monotonic()
    assert run(("/bin/sleep", "600"), Allowed(tmp_path, waiting=0.3, locked=locked)).status is None
    assert time.monotonic() - begun < 60


@POSIX
def test_what_a_program_says_is_no_more_than_it_may_write(tmp_path: Path) -> None:
    ended = run(("/bin/cat", "/dev/zero"), Allowed(tmp_path, (Path("/dev/zero"),), written=100_000))
    assert ended.status != 0
    assert len(ended.said) == 100_000


BEGINS = """
import sys
from pathlib import Path
from rejoinder.locks.programs import Allowed, run
run(("/bin/sh", "-c", "echo $$ > here; exec sleep 600"), Allowed(Path(sys.argv[1])))
"""


@LOCKED
def test_a_program_ends_when_we_are_killed(tmp_path: Path) -> None:
    with subprocess.Popen((sys.executable, "-c", BEGINS, str(tmp_path))) as ours:
        while not (tmp_path / "here").is_file() or not (tmp_path / "here").read_text().strip():
            assert ours.poll() is None
            time.sleep(0.02)
        begun = int((tmp_path / "here").read_text())
        os.kill(begun, 0)
        ours.send_signal(signal.SIGKILL)
    for _ in range(500):
        if not Path(f"/proc/{begun}").exists() or " Z " in Path(f"/proc/{begun}/stat").read_text():
            return
        time.sleep(0.02)
    pytest.fail("it goes on")


@LOCKED
def test_whether_a_program_starts_under_the_lock_is_tried(tmp_path: Path) -> None:
    own = tmp_path / "true"
    own.write_bytes(Path("/bin/true").read_bytes())
    own.chmod(0o700)
    assert not starts_locked(str(own))
    assert starts_locked(str(own), (tmp_path,))


@LOCKED
def test_a_lock_that_cannot_be_had_ends_the_program_before_it_begins() -> None:
    words = (sys.executable, "-I", "-S", str(enter.__file__), str(os.getpid()))
    for rules, steps in (("999", "-"), ("-", "0000")):
        ended = subprocess.run((*words, rules, steps, "4:0", "/bin/echo", "begun"), capture_output=True, check=False)
        assert (ended.returncode, ended.stdout) != (0, b"begun\n")
        assert ended.stdout == b""


def test_nothing_that_reads_starts_a_program_but_under_the_lock() -> None:
    starts = re.compile(r"\b(?:subprocess|os\.(?:exec|spawn|system|popen|fork|posix_spawn))")
    folder = Path(read.__file__).parent
    assert [path.name for path in folder.rglob("*.py") if starts.search(path.read_text("utf-8"))] == []


def test_calls_are_refused_on_each_machine_we_know() -> None:
    for machine in ("x86_64", "aarch64"):
        assert len(refused.program(machine)) > 1000
        assert len(refused.program(machine)) % 8 == 0
    assert refused.program("m68k") == b""


@LOCKED
@pytest.mark.skipif(office_here() is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_a_file_new_under_the_lock() -> None:
    office = office_here()
    assert office is not None
    assert office.locked
    made = made_new(Blob("minutes.doc", doc([("The hose is lost.\r", "")])), "doc")
    assert made is not None
    assert made.blob.untrusted_bytes[:2] == b"PK"


@LOCKED
@pytest.mark.skipif(tesseract_here() is None, reason="Tesseract is not installed")
def test_tesseract_reads_under_the_lock() -> None:
    found = tesseract_here()
    assert found is not None
    assert runs_locked(found.program)
