"""What looks covered on drawn pages is seen, with its label and its share of what is written."""

from __future__ import annotations

import pytest

from rejoinder.covered import masked
from rejoinder.model import Blob, Document, Page, Redaction, Word
from rejoinder.read import read
from rejoinder.redactions import _patterns, label_of, labels_in, redactions_of, unknown, written_of

SENTENCE = "the committee met on the third of May and agreed"


def pdf(*drawn: str) -> bytes:
    """Give a page in Courier, 10 points, with a drawing."""
    content = "\n".join(drawn).encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources"
        b" << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(bodies, 1))


def text(words: str, across: float, up: float, ink: str = "0 g") -> str:
    """Give words drawn at a place."""
    return f"q {ink} BT /F1 10 Tf {across} {up} Td ({words}) Tj ET Q"


LINES = [text(SENTENCE, 72, 700 - 14 * at) for at in range(6)] + [text("we told", 72, 602), text("about it", 240, 602)]
"""Six lines, and one with a gap from 120 to 235, about which the tests draw."""


def seen(*drawn: str) -> list[tuple[str, str]]:
    """Give the look and label of each redaction of a page."""
    found: list[Redaction] = []
    for reading in read(Blob("letter.pdf", pdf(*LINES, *drawn)), "batch"):
        for one in masked(reading.documents, reading.problems):
            found += redactions_of(one.document)[0]
    return [(one.look, one.label) for one in found]


@pytest.mark.parametrize(
    ("drawn", "look"),
    [
        ("q 0 g 120 599 115 11 re f Q", "black"),
        ("q 1 g 0 G 120 599 115 11 re B Q", "white"),
        ("q 0.6 g 120 599 115 11 re f Q", "grey"),
        ("q 0.9 0.2 0.2 rg 120 599 115 11 re f Q", "coloured"),
        ("q 0.05 G 11 w 120 604 m 235 604 l S Q", "marker"),
        ("q 0 G " + " ".join(f"{120 + 8 * at} 599 m {131 + 8 * at} 610 l S" for at in range(13)) + " Q", "hatched"),
    ],
)
def test_what_covers_a_part_of_a_line_is_seen_by_its_look(drawn: str, look: str) -> None:
    assert seen(drawn) == [(look, "")]


def test_a_label_on_a_box_is_told() -> None:
    assert seen("q 0 g 120 599 115 11 re f Q", text("s.40(2)", 150, 602, "1 g")) == [("black", "s.40(2)")]


@pytest.mark.parametrize(
    "drawn",
    [
        ("q 0 g 72 716 400 14 re f Q", text("Notice of a meeting", 80, 720, "1 g")),
        ("q 0.85 g 72 716 400 14 re f Q", text("Name     Plot     Paid", 80, 720)),
        ("q 0 g 72 730 400 2 re f Q",),
        ("q 0.5 w 120 560 200 14 re S Q", text("Name:", 72, 563)),
        ("q 0.2 0.3 0.5 rg 0 812 595 30 re f Q",),
    ],
    ids=["a dark head with words", "a table's head", "a rule", "an empty field", "a band above the letterhead"],
)
def test_what_covers_nothing_is_no_redaction(drawn: tuple[str, ...]) -> None:
    assert seen(*drawn) == []


def test_boxes_over_each_word_of_a_run_are_one_place() -> None:
    boxes = (f"q 0 g {120 + 40 * at} 599 37 11 re f Q" for at in range(3))
    assert seen(*boxes) == [("black", "")]


@pytest.mark.parametrize(
    "words",
    ["Redacted", "s.40(2)", "Redacted – Section 40(2)", "exempt under s.36", "Exemption 6", "(b)(6)", "Art. 15(4)"],
)
def test_these_words_on_a_box_are_its_label(words: str) -> None:
    assert label_of(words) == words


@pytest.mark.parametrize("words", ["Name", "Total 45", "Notice of a meeting", "Section", ""])
def test_other_words_on_a_box_are_no_label(words: str) -> None:
    assert label_of(words) == ""


def test_words_between_brackets_tell_of_a_redaction_and_a_citation_does_not() -> None:
    said = "Dear [name removed], see section 40(2), (section 12) and [redacted]; ring XXXXX."
    assert [said[start:end] for start, end in labels_in(said)] == ["[name removed]", "[redacted]", "XXXXX"]


def test_a_provision_that_no_law_has_as_a_reason_is_unknown() -> None:
    assert (unknown("s.99(1)"), unknown("s.40(2)"), unknown("Redacted")) == ("s.99(1)", "", "")


def test_the_share_of_a_page_is_of_what_is_written_on_it() -> None:
    word = Word(0, 4, 100, 100, 200, 110)
    page = Page(1, 0, 4, 595, 842, (word,), redactions=(Redaction(100, 200, 203, 213, "black"),))
    document = Document("a.pdf", "pdf", "word", pages=(page,))
    found, numbers = redactions_of(document)
    (written,) = written_of(document, found, numbers)
    assert (written.covered, round(written.share, 2)) == (1339.0, 0.48)


def test_a_box_whose_words_are_seen_on_it_is_no_redaction() -> None:
    word = Word(0, 4, 110, 201, 150, 210)
    page = Page(1, 0, 4, 595, 842, (word,), redactions=(Redaction(100, 200, 203, 213, "black"),))
    assert redactions_of(Document("a.pdf", "pdf", "word", pages=(page,))) == ((), ())


def test_a_message_whose_words_say_so_has_redactions_without_a_page() -> None:
    found, numbers = redactions_of(Document("a.eml", "email", "From: [redacted]\n\nAsk him."))
    assert ([one.label for one in found], numbers) == (["[redacted]"], (0,))


@pytest.mark.parametrize("sign", _patterns().signs)
def test_a_sign_alone_is_the_least_that_is_a_label_without_brackets(sign: str) -> None:
    assert list(labels_in(f"He met {sign} there.")) == [(7, 7 + len(sign))]
    assert list(labels_in(f"He met {sign[1:]} there.")) == []
