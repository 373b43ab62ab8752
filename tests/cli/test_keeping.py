"""The commands that keep a case and look at the box, as their user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import call, one_sentence
from rejoinder.box import doctor, outside
from rejoinder.box.probes import OUTSIDE, PROBES


def test_backup_copies_the_case_and_says_so(case: Path, tmp_path: Path) -> None:
    made = call("backup", case, tmp_path / "copy")
    assert made.status == 0
    assert made.out.startswith(f"Copied the case with 2 received files to {tmp_path / 'copy'}, each checked")
    assert call("audit", tmp_path / "copy", "--json").out == call("audit", case, "--json").out
    (told,) = call("backup", case, tmp_path / "another", "--json").lines
    assert (told["files"], told["faults"]) == (2, [])
    assert told["journal_head"] == call("verify", case, "--json").lines[0]["journal_head"]


def test_backup_of_a_damaged_case_is_something_to_see(case: Path, tmp_path: Path) -> None:
    next(case.rglob("march.eml")).write_text("Not as it came.")
    made = call("backup", case, tmp_path / "copy")
    assert made.status == 1
    assert "minutes/march.eml has changed since it was received." in made.out


def test_backup_onto_something_is_refused(case: Path) -> None:
    assert "is not an empty folder" in one_sentence(call("backup", case, case.parent))


def test_doctor_lists_every_way_out_and_its_tier(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = dict.fromkeys(PROBES, True)
    monkeypatch.setattr(outside, "outside", lambda: outside.Outside((), {}))
    monkeypatch.setattr(doctor, "diagnosis", lambda: doctor.Diagnosis("Linux", ways))
    told = call("doctor")
    assert (told.status, told.out.count("  closed  ")) == (0, 18)
    assert told.out.startswith("Linux, tier A: 18 of 18 ways out are closed.\n")
    monkeypatch.setattr(doctor, "diagnosis", lambda: doctor.Diagnosis("Darwin", {**ways, "read a file": False}))
    told = call("doctor")
    assert told.status == 1
    assert "  OPEN    read a file\n" in told.out
    first, *rest = call("doctor", "--json").lines
    assert first == {"system": "Darwin", "tier": "B", "closed": 17, "of": 18}
    assert {"way": "read a file", "closed": False} in rest


def test_doctor_says_of_each_program_of_others_how_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "diagnosis", lambda: doctor.Diagnosis("Linux", dict.fromkeys(PROBES, True)))

    def held(office: outside.State, **open_: bool) -> None:
        programs = (outside.Program("LibreOffice", "old Office files", office),)
        found = outside.Outside(programs, {**dict.fromkeys(OUTSIDE, True), **open_} if office != "free" else {})
        monkeypatch.setattr(outside, "outside", lambda: found)

    held("locked")
    told = call("doctor")
    assert told.status == 0
    assert "  LibreOffice (old Office files): It runs under a lock: " in told.out
    assert "17 of 17 ways out of their lock are closed.\n  closed  read a file\n" in told.out
    held("partly", **{"send a packet": False})
    told = call("doctor")
    assert told.status == 1
    assert "  OPEN    send a packet\n" in told.out
    lines = call("doctor", "--json").lines
    assert {"program": "LibreOffice", "state": "partly"} in lines
    assert {"way_of_programs": "send a packet", "closed": False} in lines
    held("free")
    told = call("doctor")
    assert told.status == 1
    assert "without a lock" in told.out
    assert "of their lock" not in told.out
