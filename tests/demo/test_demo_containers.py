"""The containers of the invented case are what other programs can read."""

from __future__ import annotations

import io
import mailbox
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.demo.archives import locked, mbox, zipped

MOMENT = datetime(2024, 5, 3, 9, 0, tzinfo=UTC)


@given(st.binary(max_size=300), st.binary(min_size=1, max_size=12))
def test_a_locked_file_opens_with_its_password(content: bytes, password: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(locked("gnome.txt", content, password))) as archive:
        assert archive.read("gnome.txt", pwd=password) == content


def test_a_locked_file_does_not_open_without_its_password() -> None:
    archive = zipfile.ZipFile(io.BytesIO(locked("gnome.txt", b"It wears the society's tie.", b"rhododendron")))
    with pytest.raises(RuntimeError, match="password required"):
        archive.read("gnome.txt")


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.txt", fullmatch=True), st.binary(max_size=200), max_size=5))
def test_every_member_of_a_zip_file_comes_out_as_it_went_in(members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(members))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == members


@given(st.lists(st.lists(st.sampled_from(["From the gate", ">From", "The butt", "", " From"]), min_size=1), max_size=4))
def test_an_mbox_holds_as_many_mails_as_went_in_whatever_their_lines_begin_with(bodies: list[list[str]]) -> None:
    mails = [f"Subject: {number}\r\n\r\n" + "\r\n".join(body) for number, body in enumerate(bodies)]
    content = mbox((MOMENT, "chair@lower-wibbling.example", mail.encode()) for mail in mails)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "committee.mbox"
        path.write_bytes(content)
        box = mailbox.mbox(path, create=False)
        subjects = [message["Subject"] for message in box]
        box.close()
    assert subjects == [str(number) for number in range(len(bodies))]
