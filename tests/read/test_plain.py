"""Plain text in any character set, and text that misleads."""

from __future__ import annotations

import pytest

from read.reading import codes, only, readings


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_in_the_character_set_it_is_in(codec: str) -> None:
    assert only("Zo\xeb's plot\r\nis hers.\n".encode(codec), "x.txt").text == "Zo\xeb's plot\nis hers.\n"


def test_a_guess_is_noted() -> None:
    assert codes(readings(b"caf\xe9 at noon", "x.txt")[-1]) == {"charset_guessed"}


def test_zeros_do_not_end_the_text() -> None:
    reading = readings("The shed is locked. " * 20 + "a\0b", "x.txt")[-1]
    assert reading.documents[0].text.endswith("ab")
    assert codes(reading) == {"nul_byte"}


def test_text_that_misleads_the_eye_is_noted_and_kept() -> None:
    text = "Allowed\u202edewolla\u202c by the D\u0456rector"
    reading = readings(text, "x.txt")[-1]
    assert reading.documents[0].text == text
    assert codes(reading) == {"bidi_control", "mixed_script"}


def test_a_document_that_defines_its_own_words_is_refused() -> None:
    page = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert codes(readings(page, "x.xml")[-1]) == {"xml_dtd"}
    assert codes(readings("<a>" * 400, "x.xml")[-1]) == {"markup_depth"}
    assert only('<?xml version="1.0"?><a>shed</a>', "x.xml").text.endswith("<a>shed</a>")


def test_an_empty_file_has_a_row() -> None:
    reading = readings(b"", "x.txt")[-1]
    assert (reading.outcome, codes(reading)) == ("refused", {"empty_file"})
