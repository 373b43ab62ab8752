"""Passwords on the command line: from a file, never in the arguments."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cli.calling import call, one_sentence
from read.making_locked import locked_pdf
from read.making_pdf import one_page, words


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "minutes.pdf").write_bytes(locked_pdf(one_page(words("The hose was found.")), "tansy"))
    (tmp_path / "right.txt").write_text("wrong\ntansy\n")
    (tmp_path / "wrong.txt").write_text("wrong\n")
    call("new", tmp_path / "case")
    return tmp_path


def documents(folder: Path) -> list[str]:
    return [line["path"] for line in call("documents", folder / "case", "--json").lines if line["document"]]


def test_receive_opens_what_a_password_of_the_file_fits(given: Path) -> None:
    called = call("receive", given / "case", given / "minutes.pdf", "--password-file", given / "right.txt")
    assert called.status == 0
    assert documents(given) == ["minutes.pdf"]


def test_receive_again_with_the_password_opens_what_was_locked(given: Path) -> None:
    called = call("receive", given / "case", given / "minutes.pdf")
    assert called.status == 1
    assert f"Some files need a password: rejoinder unlock {given / 'case'}" in called.out
    assert call("receive", given / "case", given / "minutes.pdf", "--password-file", given / "right.txt").status == 0
    assert documents(given) == ["minutes.pdf"]


def test_unlock_opens_what_is_locked_and_says_what_is_left(given: Path) -> None:
    call("receive", given / "case", given / "minutes.pdf")
    called = call("unlock", given / "case", "--password-file", given / "wrong.txt")
    assert (called.status, called.out) == (
        1,
        "Still locked: minutes.pdf\nNone of the passwords opens one of them; nothing was kept.\n",
    )
    called = call("unlock", given / "case", "--password-file", given / "right.txt")
    assert (called.status, called.out) == (0, "Opened: minutes.pdf\n")
    assert call("unlock", given / "case").out == "No file of this case needs a password.\n"


def test_unlock_as_json_gives_a_line_for_each_file(given: Path) -> None:
    call("receive", given / "case", given / "minutes.pdf")
    lines = call("unlock", given / "case", "--password-file", given / "right.txt", "--json").lines
    assert lines == [{"batch": "minutes.pdf", "path": "minutes.pdf", "opened": True}]


def test_unlock_where_nobody_can_be_asked_says_how_to_give_a_password(given: Path) -> None:
    call("receive", given / "case", given / "minutes.pdf")
    assert "--password-file" in one_sentence(call("unlock", given / "case"))


def test_on_a_terminal_unlock_asks_until_no_password_is_given(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("receive", given / "case", given / "minutes.pdf")
    answers = iter(("wrong", "tansy", ""))
    asked: list[dict[str, object]] = []

    def prompt(_words: str, **options: object) -> str:
        asked.append(options)
        return next(answers)

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    called = call("unlock", given / "case")
    assert called.out == "minutes.pdf: It is locked with a password.\nOpened: minutes.pdf\n"
    assert [options["hide_input"] for options in asked] == [True, True, True]


def test_show_says_what_the_eye_would_not_see(tmp_path: Path) -> None:
    content = words("Beneath") + b" 0 0 0 rg 60 690 300 30 re f"
    (tmp_path / "minutes.pdf").write_bytes(one_page(content))
    call("new", tmp_path / "case")
    call("receive", tmp_path / "case", tmp_path / "minutes.pdf")
    shown = " ".join(call("show", tmp_path / "case", "minutes.pdf").out.split())
    assert "███████" in shown
    assert "noted It has words beneath a picture, a filled shape or a note on page 1." in shown
    (line,) = call("show", tmp_path / "case", "minutes.pdf", "--json").lines
    (problem,) = line["problems"]
    assert (problem["code"], problem["spans"]) == ("covered_text", [[0, 7]])
