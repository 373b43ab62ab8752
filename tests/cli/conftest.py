"""A small disclosure: two mails, one of which answers a mail that is not there and names a file that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import call
from rejoinder.cli import terminal

MAILS = {
    "butts.eml": (
        b"From: Hesper Quillfeather <secretary@lower-wibbling.example>\r\n"
        b"To: Barnaby Tuppence <b.tuppence@grommet-works.example>\r\n"
        b"Date: Tue, 20 Feb 2024 16:44:00 +0000\r\nSubject: Re: Water butts\r\n"
        b"Message-ID: <second@lower-wibbling.example>\r\nIn-Reply-To: <first@grommet-works.example>\r\n\r\n"
        b"Agreed, let us say nothing of the water butts.\r\n\r\n"
        b"On 19 Feb 2024, at 09:00, Barnaby Tuppence <b.tuppence@grommet-works.example> wrote:\r\n"
        b"> The third water butt has been leaking since Michaelmas and nobody shall know.\r\n"
    ),
    "minutes/march.eml": (
        b"From: Barnaby Tuppence <b.tuppence@grommet-works.example>\r\nTo: committee@lower-wibbling.example\r\n"
        b"Date: Fri, 1 Mar 2024 10:00:00 +0000\r\nSubject: Minutes\r\nMessage-ID: <third@grommet-works.example>\r\n\r\n"
        b"(See attached file: minutes of march.pdf)\r\n\r\nThe minutes are as we said.\r\n"
    ),
}


@pytest.fixture(autouse=True)
def as_wide_as_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal.console, "width", 80)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Give a folder as the society handed it over."""
    folder = tmp_path / "given"
    for path, content in MAILS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Give a case that has received nothing."""
    assert call("new", tmp_path / "case", "--subject", "Marigold Threnody").status == 0
    return tmp_path / "case"


@pytest.fixture
def case(empty: Path, given: Path) -> Path:
    """Give a case that has received the folder."""
    assert call("receive", empty, given, "--name", "the society", "--on", "2024-06-30").status == 0
    return empty
