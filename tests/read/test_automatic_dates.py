"""Dates that fill themselves in: said to be such, and never today's in a file that another program has made new."""

from __future__ import annotations

import sys

import pytest

from read.making_office import paragraph, sheet_file, slides_file, word_file
from read.making_old_office import doc
from read.reading import codes, readings
from rejoinder.model import Blob, Document, Problem
from rejoinder.read import doc as old
from rejoinder.read.converted import Converted
from rejoinder.read.marks import MADE_NEW
from rejoinder.read.renewed import Piece, renewed

FOUND = "It has dates that fill themselves in when it is opened, and so do not tell when it was written: "
SIMPLE = '<w:p><w:r><w:t>Wibbling, </w:t></w:r><w:fldSimple w:instr=" DATE "><w:r><w:t>3 May 2023</w:t></w:r>'
LETTER = word_file(f"{SIMPLE}</w:fldSimple></w:p>{paragraph('The hose is lost.')}")
IN_PARTS = word_file(
    '<w:p><w:r><w:t>At </w:t><w:fldChar w:fldCharType="begin"/><w:instrText>TI</w:instrText><w:instrText>ME'
    '</w:instrText><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>10:</w:t></w:r><w:r><w:t>02</w:t>'
    '<w:fldChar w:fldCharType="end"/><w:t> sharp</w:t></w:r></w:p>'
)
FIELD = '<a:fld type="{}"><a:t>3 May 2023</a:t></a:fld>'
SHAPE = "<p:sp><p:nvSpPr/><p:txBody><a:p><a:r><a:t>Butts, </a:t></a:r>{}</a:p></p:txBody></p:sp>"
ROWS = sheet_file('<row r="1"><c r="A1" t="str"><f>TEXT(TODAY(),"d")</f><v>3 May 2023</v></c></row>')


def read(content: bytes, name: str, media_type: str = "") -> tuple[str, list[str]]:
    (reading,) = readings(content, name, media_type)
    told = [problem.what for problem in reading.problems if problem.code == "automatic_date"]
    assert "words_unread" not in codes(reading)
    return reading.documents[0].text, told


@pytest.mark.parametrize(
    ("content", "name", "text", "cited"),
    [
        (LETTER, "a.docx", "Wibbling, 3 May 2023\nThe hose is lost.", '"3 May 2023"'),
        (IN_PARTS, "a.docx", "At 10:02 sharp", '"10:02"'),
        (
            slides_file(SHAPE.format(FIELD.format("datetime1"))),
            "a.pptx",
            "[Slide 1]\nButts, 3 May 2023",
            '"3 May 2023"',
        ),
    ],
)
def test_an_automatic_date_is_read_as_it_was_last_filled_in_and_said_to_be_one(
    content: bytes, name: str, text: str, cited: str
) -> None:
    assert read(content, name) == (text, [f"{FOUND}{cited}."])


def test_the_date_of_a_cell_that_counts_from_today_is_said_to_be_automatic() -> None:
    text, told = read(ROWS, "a.xlsx")
    assert "3 May 2023" in text
    assert told == [f'{FOUND}"3 May 2023".']


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (word_file(f"{SIMPLE.replace('DATE', 'CREATEDATE')}</w:fldSimple></w:p>"), "a.docx"),
        (slides_file(SHAPE.format(FIELD.format("slidenum"))), "a.pptx"),
    ],
)
def test_a_field_that_does_not_change_when_a_file_is_opened_is_words_like_any(content: bytes, name: str) -> None:
    text, told = read(content, name)
    assert text.endswith(", 3 May 2023")
    assert told == []


@pytest.mark.parametrize(("code", "told"), [("DATE", [f"{FOUND}1 place."]), ("SAVEDATE", [])])
def test_an_old_document_s_own_words_are_kept_and_its_automatic_date_is_said_to_be_one(
    code: str, told: list[str]
) -> None:
    document, *said = old.read(Blob("a.doc", doc([(f"Wibbling, \x13 {code} \x143 May 2023\x15\r", "")])))
    assert isinstance(document, Document)
    assert document.text == "Wibbling, 3 May 2023"
    assert [one.what for one in said if isinstance(one, Problem) and one.code == "automatic_date"] == told


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (LETTER, "a.docx"),
        (IN_PARTS, "a.docx"),
        (slides_file(SHAPE.format(FIELD.format("datetime"))), "a.pptx"),
        (ROWS, "a.xlsx"),
    ],
)
def test_in_a_file_that_was_made_new_it_stands_in_a_mark(content: bytes, name: str) -> None:
    text, told = read(content, name, MADE_NEW)
    assert "[Automatic date: 3 May 2023]" in text or "At [Automatic date: 10:02] sharp" in text
    assert told == [f"{FOUND}1 place."]


def test_today_is_not_put_into_an_old_file_whose_own_date_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Problem("a.doc", "It was read as LibreOffice sees it.", "", "converted", "flag")
    anew = Converted(Blob("a.doc", LETTER, MADE_NEW), "word", told)
    monkeypatch.setattr(sys.modules["rejoinder.read.renewed"], "made_new", lambda *_: anew)
    partly = Problem("a.doc", "Not all of it is read.", "", "old_format", "partial")
    pieces: list[Piece] = [Document("a.doc", "doc", "Wibbling, 4 June 2004\nThe hose is lost."), partly]
    better = [*readings(LETTER, "a.doc", MADE_NEW)[0].documents]
    first, *_ = renewed(Blob("a.doc", b"old"), "doc", pieces, lambda _: iter(better))
    assert isinstance(first, Document)
    assert first.text == (
        "Wibbling, [Automatic date]\nThe hose is lost.\n\n[Further words of the old file: Wibbling, 4 June 2004]"
    )
