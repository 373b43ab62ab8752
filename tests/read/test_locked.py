from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from read.making_locked import aes_zip, locked_office, locked_pdf, old_zip
from read.making_pdf import one_page, words
from read.reading import codes
from rejoinder.box.reading import original
from rejoinder.model import Blob
from rejoinder.read import Reading, office_locked, read, zip_locked


def readings(name: str, content: bytes, *passwords: str) -> list[Reading]:
    return list(read(Blob(name, content, passwords=passwords), "batch"))


def texts(found: list[Reading]) -> dict[str, str]:
    return {document.path: document.text for one in found for document in one.documents}


def letter() -> bytes:
    written = io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph("The hose was found.")
    paper.save(written)
    return written.getvalue()


PDF = locked_pdf(one_page(words("The hose was found.")), "tansy")
ZIPS: list[Callable[[str, bytes, str], bytes]] = [aes_zip, old_zip]


def test_a_locked_pdf_is_opened_by_the_first_password_that_does_and_says_so() -> None:
    (reading,) = readings("minutes.pdf", PDF, "wrong", "tansy")
    assert (reading.outcome, reading.documents[0].text) == ("read", "The hose was found.")
    assert "unlocked" in codes(reading)


@pytest.mark.parametrize("passwords", [(), ("wrong",)])
def test_a_locked_pdf_that_no_password_opens_is_refused(passwords: tuple[str, ...]) -> None:
    (reading,) = readings("minutes.pdf", PDF, *passwords)
    assert (reading.outcome, codes(reading)) == ("refused", {"encrypted"})


@pytest.mark.parametrize("zipped", ZIPS)
def test_a_locked_member_of_a_zip_is_opened(zipped: Callable[[str, bytes, str], bytes]) -> None:
    archive = zipped("notes.txt", b"The hose was found. " * 9, "tansy")
    assert codes(readings("a.zip", archive)[-1]) == {"encrypted"}
    assert codes(readings("a.zip", archive, "wrong")[-1]) == {"encrypted"}
    opened = readings("a.zip", archive, "wrong", "tansy")
    assert texts(opened) == {"a.zip!/notes.txt": "The hose was found. " * 9}
    assert codes(opened[-1]) == {"unlocked"}


@pytest.mark.parametrize("zipped", ZIPS)
def test_a_locked_member_that_was_changed_is_not_taken_for_what_was_locked(
    zipped: Callable[[str, bytes, str], bytes],
) -> None:
    archive = bytearray(zipped("notes.txt", b"The hose was found.", "tansy"))
    archive[70] ^= 1
    assert not texts(readings("a.zip", bytes(archive), "tansy"))


def test_a_password_with_letters_beyond_ascii_opens_too() -> None:
    archive = aes_zip("notes.txt", b"words", "pelargonie-ü")
    assert texts(readings("a.zip", archive, "pelargonie-ü")) == {"a.zip!/notes.txt": "words"}


def test_a_locked_office_document_is_opened_as_what_lies_inside() -> None:
    locked = locked_office(letter(), "tansy")
    assert codes(readings("letter.docx", locked)[-1]) == {"encrypted"}
    opened = readings("letter.docx", locked, "tansy")
    (path, text), *others = texts(opened).items()
    assert (path, text.splitlines()[0], others) == ("letter.docx!/letter.docx", "The hose was found.", [])
    assert codes(opened[-1]) == {"unlocked"}


def test_passwords_are_tried_on_what_lies_inside_as_well() -> None:
    inner = aes_zip("minutes.pdf", PDF, "marigold")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as outer:
        outer.writestr("inner.zip", inner)
    opened = readings("outer.zip", written.getvalue(), "tansy", "marigold")
    assert texts(opened) == {"outer.zip!/inner.zip!/minutes.pdf": "The hose was found."}


def test_what_lies_in_a_locked_file_is_found_again_by_its_path() -> None:
    archive = aes_zip("minutes.pdf", PDF, "marigold")
    assert original(Blob("a.zip", archive, passwords=("marigold",)), "a.zip!/minutes.pdf") == PDF
    assert original(Blob("a.zip", archive), "a.zip!/minutes.pdf") is None


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_locked, "Cipher", None)
    monkeypatch.setattr(office_locked, "msoffcrypto", None)
    for name, content in (("a.zip", aes_zip("a.txt", b"words", "tansy")), ("a.docx", locked_office(letter(), "tansy"))):
        (reading,) = readings(name, content, "tansy")
        assert codes(reading) == {"needs_extra"}
        assert "rejoinder[locked]" in reading.problems[0].remedy
        assert codes(readings(name, content)[-1]) == {"encrypted"}


def test_a_zip_whose_members_have_passwords_of_their_own_is_opened_as_far_as_they_are_known() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as outer:
        outer.writestr("one.zip", aes_zip("one.txt", b"first words", "tansy"))
        outer.writestr("two.zip", old_zip("two.txt", b"second words", "marigold"))
    assert texts(readings("a.zip", written.getvalue(), "tansy")) == {"a.zip!/one.zip!/one.txt": "first words"}
    assert len(texts(readings("a.zip", written.getvalue(), "tansy", "marigold"))) == 2
