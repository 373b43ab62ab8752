"""A copy of a case: whole, checked, a case like any other, even of one that is being written to."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from conftest import NOW, Disclosed
from rejoinder.backup import backup
from rejoinder.case import audit, judge, open_case
from rejoinder.errors import UsageError

MAILS = {
    "answer.eml": "From: a@w.example\nMessage-ID: <2@w.example>\nIn-Reply-To: <1@w.example>\n\nAgreed.\n",
    "more/minutes.txt": "The minutes.\n",
}


def test_a_copy_says_what_the_case_says(case: Disclosed, tmp_path: Path) -> None:
    case.give(MAILS)
    judge(case.case, case.weighed()[0].id, "accept", at=NOW)
    made = backup(case.case, tmp_path / "copy")
    assert (made.files, made.faults) == (2, ())
    assert audit(made.case) == case.weighed()
    assert made.case.journal.head() == case.case.journal.head()
    assert open_case(tmp_path / "copy") == made.case


def test_only_its_owner_may_read_a_copy(case: Disclosed, tmp_path: Path) -> None:
    case.give(MAILS)
    backup(case.case, tmp_path / "copy")
    for place in (tmp_path / "copy", *(tmp_path / "copy").rglob("*")):
        assert stat.S_IMODE(place.stat().st_mode) == (0o700 if place.is_dir() else 0o600), place


def test_what_was_read_last_is_in_the_copy_while_the_index_is_open(case: Disclosed, tmp_path: Path) -> None:
    case.give(MAILS)
    index = case.case.folder / ".derived" / "shelf.sqlite"
    with closing(sqlite3.connect(index)) as open_:
        open_.execute("PRAGMA wal_autocheckpoint = 0")
        open_.execute("INSERT INTO stamps VALUES ('last', 'here')")
        open_.commit()
        made = backup(case.case, tmp_path / "copy")
    with closing(sqlite3.connect(made.case.folder / ".derived" / "shelf.sqlite")) as copy:
        assert copy.execute("SELECT value FROM stamps WHERE name = 'last'").fetchone() == ("here",)


def test_a_copy_of_a_damaged_case_says_what_is_damaged(case: Disclosed, tmp_path: Path) -> None:
    case.give(MAILS)
    (changed,) = case.case.received.rglob("answer.eml")
    changed.write_text("Not as it came.")
    made = backup(case.case, tmp_path / "copy")
    assert made.faults == ("the society: answer.eml has changed since it was received.",)


def test_nothing_is_written_over(case: Disclosed, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("mine")
    for folder in (tmp_path / "full", tmp_path / "none" / "copy", case.case.folder / "copy"):
        with pytest.raises(UsageError):
            backup(case.case, folder)
    assert (tmp_path / "full" / "x").read_text() == "mine"
    assert not (case.case.folder / "copy").exists()
