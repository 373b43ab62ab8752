"""Files we do not read: never silent, always with what they are and what to do."""

from __future__ import annotations

import pytest

from read.reading import codes, readings


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plot.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "unread_image"),
        ("plot.jpg", b"\xff\xd8\xff\xe0" + bytes(50), "image_corrupt"),
        ("call.mp3", b"ID3\x03" + bytes(50), "unread_audio"),
        ("film.mkv", b"\x1aE\xdf\xa3" + bytes(50), "unread_video"),
        ("setup.exe", b"MZ\x90\x00" + bytes(50), "unread_program"),
        ("letter.pdf", b"MZ\x90\x00" + bytes(50), "type_mismatch"),
        ("all.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "unread_packed"),
        ("all.rar", b"Rar!\x1a\x07\x00" + bytes(50), "unread_packed"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unread_ole"),
        ("plots.wks", b"\xff\0\2\0\4\4" + bytes(50), "unread_works_other"),
        ("plots.wdb", b"\x20\x54\2\0\0\0\5\x54\2" + bytes(50), "unread_works_other"),
        ("minutes.wps", b"\1\xfe\x32\0" + bytes(50), "unread_works_other"),
        ("what.bin", b"\x01\x02\x03\x04" * 20, "unread"),
    ],
)
def test_each_kind_is_named_with_a_remedy(name: str, content: bytes, code: str) -> None:
    (reading,) = readings(content, name)
    assert reading.outcome == "refused"
    assert codes(reading) == {code}
    assert reading.problems[0].what and reading.problems[0].remedy


def test_an_image_too_large_to_open_is_said_to_be() -> None:
    head = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (30_000).to_bytes(4, "big") * 2
    assert codes(readings(head + bytes(50), "x.png")[-1]) == {"image_pixels"}


def test_what_holds_no_words_is_no_loss() -> None:
    (reading,) = readings(b"\x00\x05\x16\x07" + bytes(50), "._plot.txt")
    assert (reading.outcome, codes(reading)) == ("read", {"no_words"})


def test_an_image_too_small_for_words_is_no_file_that_could_not_be_read() -> None:
    counter = b"GIF89a\x01\x00\x01\x00" + bytes(25)
    reading = readings(counter, "x.gif")[-1]
    assert [(one.what, one.weight) for one in reading.problems] == [
        ("It is an image of 1 by 1 pixels, too small for words.", "flag")
    ]
    assert reading.outcome == "read"
    assert codes(readings(counter + bytes(9000), "x.gif")[-1]) == {"unread_image"}
