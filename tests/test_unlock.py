from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.making_locked import locked_pdf
from read.making_pdf import one_page, words
from rejoinder.case import Case, Delivery, new, original, rebuild, receive
from rejoinder.errors import CaseDamaged, UsageError
from rejoinder.passwords import PASSWORDS, in_file, keep, kept
from rejoinder.unlock import journal_opened, locked, opened_by_password, unlock

AT = "2026-01-02T03:04:05+00:00"


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "minutes.pdf").write_bytes(locked_pdf(one_page(words("The hose was found.")), "tansy"))
    (tmp_path / "sent" / "other.pdf").write_bytes(locked_pdf(one_page(words("Never seen.")), "unknown"))
    made = new(tmp_path / "case", at=AT)
    receive(made, [tmp_path / "sent"], Delivery("first"), at=AT)
    return made


def texts(case: Case) -> dict[str, str]:
    with case.shelf() as shelf:
        return {one.path: shelf.text(one.number) for one in shelf.documents()}


def test_files_that_need_a_password_are_listed(case: Case) -> None:
    assert [one.path for one in locked(case)] == ["minutes.pdf", "other.pdf"]
    assert texts(case) == {}


def test_a_password_opens_the_files_it_fits_and_rebuild_gives_the_same(case: Case) -> None:
    opened = unlock(case, ["wrong", "tansy"], at=AT, told=silent)
    assert [one.path for one in opened] == ["minutes.pdf"]
    assert texts(case) == {"minutes.pdf": "The hose was found."}
    rebuild(case)
    assert texts(case) == {"minutes.pdf": "The hose was found."}
    assert [one.path for one in locked(case)] == ["other.pdf"]


def test_the_journal_tells_what_was_opened_and_never_a_password(case: Case) -> None:
    unlock(case, ["tansy"], at=AT, told=silent)
    act = next(one for one in case.journal.acts() if one.kind == "unlock")
    assert act.told["files"] == [{"batch": "first", "path": "minutes.pdf"}]
    assert "tansy" not in case.journal.path.read_text()


def test_what_was_opened_is_journalled_once(case: Case) -> None:
    unlock(case, ["tansy"], at=AT, told=silent)
    journal_opened(case, opened_by_password(case, 1), AT)
    assert [one.kind for one in case.journal.acts()].count("unlock") == 1


def test_passwords_that_open_nothing_are_not_kept(case: Case) -> None:
    assert unlock(case, ["wrong"], at=AT, told=silent) == ()
    assert not (case.folder / PASSWORDS).exists()
    assert "unlock" not in [one.kind for one in case.journal.acts()]


def test_passwords_are_readable_by_their_owner_alone(case: Case) -> None:
    unlock(case, ["tansy"], at=AT, told=silent)
    assert stat.S_IMODE((case.folder / PASSWORDS).stat().st_mode) == 0o600


def test_an_opened_original_is_still_the_one_that_came(case: Case, tmp_path: Path) -> None:
    unlock(case, ["tansy"], at=AT, told=silent)
    with case.shelf() as shelf:
        (holding,) = shelf.documents()
    assert original(case, holding) == (tmp_path / "sent" / "minutes.pdf").read_bytes()


def test_nothing_to_unlock_and_no_password_are_said(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No password was given"):
        unlock(case, [], at=AT, told=silent)
    with pytest.raises(UsageError, match="needs a password"):
        unlock(new(tmp_path / "empty", at=AT), ["tansy"], at=AT, told=silent)


@given(st.lists(st.text(min_size=1, max_size=20).filter(lambda one: "\r" not in one), max_size=5))
def test_passwords_are_kept_as_they_were_given(tmp_path_factory: pytest.TempPathFactory, given_: list[str]) -> None:
    folder = tmp_path_factory.mktemp("kept")
    plain = [one.encode("utf-8", "replace").decode() for one in given_]
    keep(folder, given_)
    assert kept(folder) == tuple(dict.fromkeys(plain))


def test_passwords_of_a_text_file_are_its_lines(tmp_path: Path) -> None:
    written = tmp_path / "passwords.txt"
    written.write_bytes("\ufefftansy\r\n\r\n two words \nü\n".encode())
    assert in_file(written) == ("tansy", " two words ", "ü")
    with pytest.raises(UsageError, match="cannot be read"):
        in_file(tmp_path / "nowhere.txt")


def test_a_damaged_list_of_passwords_is_said_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / PASSWORDS).write_text("passwords = [")
    with pytest.raises(CaseDamaged, match="cannot be read"):
        kept(tmp_path)
