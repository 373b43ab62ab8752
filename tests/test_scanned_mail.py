"""Scanned pages of printed mail become messages as printed ones do."""

from __future__ import annotations

import io
from itertools import count

import pypdfium2
import pytest
import typst
from PIL import Image

from conftest import Disclosed
from making_scans import Parrot, dark_box, line, printed, scanned
from rejoinder.model import Holding
from rejoinder.parting import Asked as Decided
from rejoinder.parting import carry_out, planned
from rejoinder.read.ocr.engine import Line, Pixels
from rejoinder.read.ocr.found import Engines
from rejoinder.scans import Asked, read_scans

NOW = "2026-11-30T10:00:00+00:00"
FIRST = (
    "From: Hesper Quill <hesper@rufford.example>",
    "Sent: 3 May 2024 10:15",
    "To: Ezra Mumby <ezra@mumby.example>",
    "Subject: The hose",
    "",
    "The hose was lost on Friday.",
)
SECOND = (
    "From: Ezra Mumby <ezra@mumby.example>",
    "Sent: 4 May 2024 11:20",
    "To: Hesper Quill <hesper@rufford.example>",
    "Subject: The water butts",
    "",
    "The butts are to be mended.",
)
PROSE = (
    "Dear Hesper,",
    "I took the line From: Ezra Mumby out of the minutes, since nobody knew what",
    "it meant, and the meeting agreed that it should stay out.",
    "Yours sincerely",
)


def quiet(_what: str, _done: int, _of: int) -> None:
    """Hear nothing."""


def lines_of(texts: tuple[str, ...], sure: float = 0.95) -> list[Line]:
    return [line(text, 20 + 30 * at, sure, wide=60, high=14) for at, text in enumerate(texts) if text]


def read_as(case: Disclosed, *pages: tuple[str, ...], sure: float = 0.95) -> Disclosed:
    """Give a case with one scan whose pages an engine reads as these lines, each told by how wide it is."""
    case.give({"scan.pdf": scanned(*(printed(dots=100 + at) for at in range(len(pages))))})
    widths = dict(zip(sorted(printed(dots=100 + at).width for at in range(len(pages))), count(), strict=False))

    def said(pixels: Pixels) -> list[Line]:
        nearest = min(widths, key=lambda width: abs(width - pixels.shape[1]))
        return lines_of(pages[widths[nearest]], sure)

    read_scans(case.case, Asked(), told=quiet, engines=Engines(Parrot(said)))
    return case


def messages(case: Disclosed) -> list[Holding]:
    with case.case.shelf() as shelf:
        return [holding for holding in shelf.documents() if holding.kind == "page-message"]


def test_a_scan_of_a_printed_message_holds_that_message(case: Disclosed) -> None:
    read_as(case, FIRST)
    (message,) = messages(case)
    assert (message.path, message.subject) == ("scan.pdf!/page 1", "The hose")
    assert message.date.startswith("2024-05-03T10:15")


def test_how_sure_recognition_is_of_a_page_is_kept_with_its_message(case: Disclosed) -> None:
    read_as(case, FIRST)
    with case.case.shelf() as shelf:
        assert shelf.page_confidences(messages(case)[0].number) == ((1, 0.95),)


def test_a_page_that_could_hardly_be_read_is_parted_nowhere(case: Disclosed) -> None:
    assert messages(read_as(case, FIRST, sure=0.6)) == []


def test_a_scanned_letter_that_says_from_in_its_prose_stays_whole(case: Disclosed) -> None:
    assert messages(read_as(case, PROSE)) == []


def test_a_message_whose_field_names_were_taken_for_others_is_one(case: Disclosed) -> None:
    garbled = (
        "Frorn: " + FIRST[0][6:],
        "5ent : 3 May 2024 10:15",
        "T0: " + FIRST[2][4:],
        "5ubject: The hose",
        *FIRST[4:],
    )
    (message,) = messages(read_as(case, garbled))
    assert message.subject == "The hose"


def test_a_person_may_say_that_a_scanned_message_goes_on_with_what_is_before(case: Disclosed) -> None:
    read_as(case, FIRST, SECOND)
    assert [one.path for one in messages(case)] == ["scan.pdf!/page 1", "scan.pdf!/page 2"]
    carry_out(case.case, planned(case.case, messages(case)[1], Decided("continues")), at=NOW, told=quiet)
    assert [one.path for one in messages(case)] == ["scan.pdf!/page 1"]


ANSWER = (
    "From: Ezra Mumby <ezra@mumby.example>",
    "Sent: 4 May 2024 11:20",
    "To: Hesper Quill <hesper@rufford.example>",
    "Subject: The hose",
    "On 3 May 2024 at 10:15, Hesper Quill wrote:",
    "The hose was lost on Friday behind the second shed.",
    "Nobody has seen it since then and the butts are dry.",
    "I will look for it tomorrow.",
)


def sheet(*bars: int) -> Image.Image:
    """Give a sheet of paper with bars to the left of the lines that `lines_of` tells, each beside that line."""
    paper = Image.new("L", (1250, 1667), 255)
    for number in bars:
        paper.paste(0, (26, 12 + 30 * number, 30, 42 + 30 * number))
    return paper


def upright_only(pixels: Pixels) -> list[Line]:
    """Read a page whose bars, if it has any, are where they were drawn, and hardly one that lies another way."""
    if pixels.shape[0] < pixels.shape[1] or (pixels.min() < 128 and dark_box(pixels)[0] > 600):
        return lines_of(("asoh sorub ezra",), sure=0.2)
    return [
        tuple(word._replace(left=word.left + 40, right=word.right + 40) for word in one) for one in lines_of(ANSWER)
    ]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_what_stands_beside_bars_on_a_scan_is_quoted_however_the_page_lies(case: Disclosed, turned: int) -> None:
    paper = sheet(5, 6).rotate(turned, expand=True)
    case.give({"scan.pdf": scanned(paper, dots=300)})
    read_scans(case.case, Asked(), told=quiet, engines=Engines(Parrot(upright_only)))
    (message,) = messages(case)
    with case.case.shelf() as shelf:
        assert "\n> Nobody has seen it since" in shelf.text(message.number)


def test_what_stands_beside_no_bars_on_a_scan_is_not_quoted(case: Disclosed) -> None:
    case.give({"scan.pdf": scanned(sheet(), dots=300)})
    read_scans(case.case, Asked(), told=quiet, engines=Engines(Parrot(upright_only)))
    (message,) = messages(case)
    with case.case.shelf() as shelf:
        assert ">" not in shelf.text(message.number)[message.body_start :]


def test_a_scanned_message_beside_a_page_with_words_of_its_own_is_a_message(case: Disclosed) -> None:
    case.give({"mixed.pdf": mixed()})
    read_scans(case.case, Asked(), told=quiet, engines=Engines(Parrot(lines_of(SECOND))))
    assert [one.path for one in messages(case)] == ["mixed.pdf!/page 1", "mixed.pdf!/page 2"]
    with case.case.shelf() as shelf:
        texts = [shelf.text(one.number) for one in messages(case)]
    assert "The hose was lost" in texts[0]
    assert "The butts are to be mended" in texts[1]


def mixed() -> bytes:
    """Give a PDF of a printed message with words and a page that is a picture."""
    lines = "\\ ".join(text.replace("@", "\\@").replace("<", "\\<") for text in FIRST if text)
    page = f"#set page(width: 600pt, height: 800pt)\n{lines}"
    made = io.BytesIO()
    printout = bytes(typst.compile(page.encode()))
    with pypdfium2.PdfDocument(printout) as words, pypdfium2.PdfDocument(scanned(printed())) as picture:
        words.import_pages(picture)
        words.save(made)
    return made.getvalue()
