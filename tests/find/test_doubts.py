"""What an unread file may explain is held back, and only that."""

from __future__ import annotations

from pathlib import Path

from rejoinder.case import Delivery, audit, new, receive
from rejoinder.model import Finding

ANSWER = b"""From: Osric Tansy <osric@allotment.example>
To: Hesper Marrowby <hesper@allotment.example>
Message-ID: <two@allotment.example>
In-Reply-To: <one@allotment.example>
Date: Mon, 7 Jan 2019 10:00:00 +0000
Subject: Re: Water butts

They were moved for the hedge cutting.
"""


def _found(folder: Path, name: str, size: int) -> Finding:
    given = folder / "given"
    given.mkdir()
    (given / "answer.eml").write_bytes(ANSWER)
    (given / name).write_bytes(b"\x00\x01\x02\x03" * (size // 4))
    case = new(folder / "case", at="2024-01-01T00:00:00Z")
    receive(case, [given], Delivery(name="batch", sender="", date="2024-01-01", own=False), at="2024-01-01T00:00:00Z")
    (found,) = [one.finding for one in audit(case) if one.finding]
    return found


def test_an_unread_mail_store_may_hold_the_absent_message(tmp_path: Path) -> None:
    assert [one.where for one in _found(tmp_path, "mail.pst", 40_000).unless] == ["mail.pst"]


def test_a_small_file_of_no_known_kind_explains_nothing(tmp_path: Path) -> None:
    assert _found(tmp_path, "trace.dat", 2_000).unless == ()
