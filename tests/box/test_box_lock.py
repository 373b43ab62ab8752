"""The lock: every way out is closed from within, and would be open without it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rejoinder.box import calls, doctor, probes
from rejoinder.box.probes import PROBES
from rejoinder.box.wire import Place

LINUX = pytest.mark.skipif(
    sys.platform != "linux" or not calls.numbers_here(os.uname().machine), reason="the lock is Linux's"
)
ORDINARY = list(PROBES)[:12]
"""Ways that are open to anybody without the lock; the rest depend on who one is, and on the system's settings."""


@LINUX
def test_every_way_out_is_closed() -> None:
    found = doctor.diagnosis()
    assert len(found.tried) == 18
    assert (found.open, found.tier) == ((), "A")


TRIED = """
import json, os, sys
from rejoinder.box import lock, probes
from rejoinder.box.wire import Place
place, user, locked = Place(*json.loads(sys.argv[1])), int(sys.argv[2]), sys.argv[3] == "locked"
if user:
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
open_ = []
for way in sys.argv[4:]:
    process = os.fork()
    if not process:
        if locked:
            lock.lock(probes.SECONDS, probes.MEMORY)
        os._exit(0 if probes.tried(way, place) else 9)
    if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0:
        open_.append(way)
print(json.dumps(open_))
"""


def open_ways(*ways: str, user: int = 0, locked: bool = False) -> list[str]:
    """Give the ways that are open to a process of a user, locked or not."""
    with doctor.place() as place:
        Path(place.folder).chmod(0o777)
        told = json.dumps([place.folder, place.tcp, place.udp, place.doctor])
        line = [sys.executable, "-c", TRIED, told, str(user), "locked" if locked else "free", *ways]
        ended = subprocess.run(line, check=True, capture_output=True, timeout=60)
    return [str(way) for way in json.loads(ended.stdout)]


@LINUX
def test_every_way_out_is_open_without_the_lock() -> None:
    assert open_ways(*ORDINARY) == ORDINARY


@LINUX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")
def test_every_way_out_is_closed_for_a_user_without_rights() -> None:
    assert "read a file" in open_ways("read a file", user=65534)
    assert open_ways(*PROBES, user=65534, locked=True) == []


def test_the_tier_is_what_was_found() -> None:
    ways = dict.fromkeys(PROBES, True)
    assert doctor.Diagnosis("Linux", ways).tier == "A"
    assert doctor.Diagnosis("Windows", {**ways, "read a file": False}).tier == "B"
    found = doctor.Diagnosis("Darwin", {**ways, "read a file": False, "take more memory than allowed": False})
    assert (found.tier, found.open) == ("C", ("read a file", "take more memory than allowed"))


def test_few_calls_are_allowed_on_each_machine() -> None:
    for machine in ("x86_64", "aarch64"):
        assert len(calls.numbers_here(machine)) < 60
        assert len(calls.program(machine, 1)) % 8 == 0
    assert calls.program("m68k", 1) == b""


def test_a_probe_that_is_not_of_this_system_is_closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert not probes.tried("start a process", Place(str(tmp_path)))


def test_what_a_way_out_is_tried_on_has_a_short_name_wherever_a_server_writes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    long = tmp_path / "a folder of a person who likes long names" / "and of another one"
    long.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with doctor.place() as place:
        assert len(place.folder) < 104 - len("/socket")
