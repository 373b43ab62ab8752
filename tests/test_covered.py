"""Words beneath redactions: blocks in everything that is made of a document, their places as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.making_office import paragraph, relations, word_file, word_part
from read.making_pdf import one_page, stream, updated, words
from read.making_print import memo, pdf_of
from read.reading import readings
from rejoinder.covered import BLOCK, masked
from rejoinder.model import Document, Message, Person, Problem

BOX = b" 0 0 0 rg 60 690 300 30 re f "
SEEN = b" 0 g BT /F1 12 Tf 72 600 Td (Seen words) Tj ET"


def covered(*spans: tuple[int, int], where: str = "x", code: str = "covered_text") -> Problem:
    return Problem(where, "", code=code, weight="flag", spans=spans)


def texts(content: bytes, name: str) -> list[str]:
    """Give the texts of what is shelved of a file."""
    return [
        one.document.text for reading in readings(content, name) for one in masked(reading.documents, reading.problems)
    ]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
def test_blocks_take_the_place_of_covered_characters_one_by_one_and_nothing_else_changes(
    text: str, spans: list[tuple[int, int]]
) -> None:
    plain = text.replace("[", "(")
    (one,) = masked([Document("x", "pdf", plain)], [covered(*spans)])
    inside = {at for start, end in spans for at in range(max(0, start), end)}
    assert one.document.text == "".join(
        BLOCK if at in inside and not sign.isspace() else sign for at, sign in enumerate(plain)
    )
    assert one.beneath in (None, plain)


@pytest.mark.parametrize("code", ["hidden_text", "invisible_text", "white_text", "text_layer_differs", "hidden_sheet"])
def test_words_that_only_hide_by_their_style_are_no_redaction(code: str) -> None:
    (one,) = masked([Document("x", "pdf", "Clerk Tansy")], [covered((0, 5), code=code)])
    assert (one.document.text, one.beneath) == ("Clerk Tansy", None)


def test_what_repeats_a_covered_word_is_covered_too_unless_the_page_shows_the_word_elsewhere() -> None:
    message = Message(author=Person("Clerk Tansy", "tansy@hut.example"), subject="The hose of Tansy", date="2024-05-03")
    document = Document("x", "page-message", "The hose: Tansy", title="Tansy and the hose", message=message)
    (one,) = masked([document], [covered((10, 15))])
    assert one.document.title == "█████ and the hose"
    assert one.document.message is not None
    assert one.document.message.subject == "The hose of █████"
    assert one.document.message.author == Person("Clerk █████", "█████@hut.example")
    (one,) = masked([document], [covered((0, 3), (4, 8))])
    assert one.document.title == "Tansy and ███ ████"


def test_a_date_read_from_covered_words_is_not_told() -> None:
    document = Document("x", "page-message", "Sent: 3 May 2024", message=Message(date="2024-05-03"))
    (one,) = masked([document], [covered((6, 16))])
    assert one.document.message is not None
    assert one.document.message.date == ""


def test_words_beneath_a_box_are_blocks_and_those_beside_it_are_not() -> None:
    assert texts(one_page(words("Clerk Tansy") + BOX + SEEN), "x.pdf") == ["█████ █████\n\nSeen words"]


def test_black_words_on_a_black_box_are_blocks_and_white_ones_on_white_are_not() -> None:
    assert texts(one_page(BOX + words("Clerk Tansy") + SEEN), "x.pdf") == ["█████ █████\n\nSeen words"]
    white = b"1 g " + words("Clerk Tansy") + SEEN
    assert texts(one_page(white), "x.pdf") == ["Clerk Tansy\n\nSeen words"]


def test_a_mark_for_redaction_covers_its_words_and_the_note_that_repeats_them() -> None:
    note = (
        b"/Annots[<</Type/Annot/Subtype/Redact/Rect[60 690 110 720]/T(Clerk Tansy)"
        b"/QuadPoints[60 720 120 720 60 690 120 690]>>]"
    )
    (text,) = texts(one_page(words("Marigold Threnody"), page=note), "x.pdf")
    assert text.startswith("████████ Threnody\n")
    assert "by Clerk Tansy over “████████”]" in text


def test_all_covered_words_are_blocks_however_many_there_are() -> None:
    lines = b"".join(
        b"BT /F1 4 Tf %d %d Td (w%d) Tj ET " % (20 + 16 * (n % 30), 780 - 8 * (n // 30), n) for n in range(2400)
    )
    boxes = b"".join(b"%d %d 14 7 re f " % (20 + 16 * (n % 30), 779 - 8 * (n // 30)) for n in range(2400) if n % 2)
    (text,) = texts(one_page(lines + b"0 0 0 rg " + boxes), "x.pdf")
    seen = [word for word in text.split() if BLOCK not in word]
    assert sorted(seen) == sorted(f"w{n}" for n in range(0, 2400, 2))


def test_a_covered_word_of_a_message_printed_among_others_is_a_block_in_it() -> None:
    fields = [("From:", "Hesper Quillfeather <hesper@hut.example>"), ("Sent:", "3 May 2024 09:15")]
    fields += [("To:", "Osric Marrowby <osric@shed.example>"), ("Subject:", "The hose")]
    one = memo(fields, "The hose was found behind the shed.\nTansy took it.")
    two = memo(fields, "Nobody has said who put it there.")
    pages = pdf_of([one, two], covers=[[(50, 127, 30, 14)]])
    rest, first, second = texts(pages, "bundle.pdf")
    assert first.endswith("The hose was found behind the shed.\n█████ took it.")
    assert second.endswith("Nobody has said who put it there.")
    assert "Tansy" not in rest


def test_words_drawn_under_a_scan_that_shows_them_are_no_redaction_and_those_it_blots_out_are() -> None:
    rows = [b"\xff\x00" * 150 if 200 <= row < 240 else b"\x00" * 300 for row in range(400)]
    picture = stream(
        b"".join(rows),
        b"/Type/XObject/Subtype/Image/Width 300/Height 400/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    said = b"BT /F1 12 Tf 72 365 Td (Recognised) Tj ET " + words("Blotted")
    page = one_page(said + b" q 600 0 0 800 0 0 cm /I Do Q", picture, resources=b"/XObject<</I 6 0 R>>")
    assert texts(page, "x.pdf") == ["███████\n\nRecognised"]


def test_an_earlier_version_does_not_show_what_a_later_one_blacked_out() -> None:
    earlier = one_page(words("Clerk Tansy") + SEEN)
    whole = updated(earlier, 4, stream(BOX + SEEN))
    assert texts(whole, "x.pdf") == ["█████ █████\n\nSeen words", "Seen words"]
    (problem,) = [one for one in readings(whole, "x.pdf")[0].problems if one.spans]
    assert (problem.code, problem.what) == (
        "covered_later",
        "It has words that a later version of it blacked out, on page 1.",
    )


def test_an_earlier_version_shows_what_a_later_one_changed_or_set_on_a_dark_ground() -> None:
    earlier = one_page(words("Clerk Tansy") + SEEN)
    assert texts(updated(earlier, 4, stream(SEEN)), "x.pdf")[0] == "Clerk Tansy\n\nSeen words"
    head = BOX + b" 1 g " + words("New heading") + SEEN
    assert texts(updated(earlier, 4, stream(head)), "x.pdf")[0] == "Clerk Tansy\n\nSeen words"


def test_words_marked_black_in_a_word_document_are_blocks_where_they_stand() -> None:
    mark = '<w:highlight w:val="black"/>'
    body = paragraph("Tansy spoke.") + (
        f'<w:p><w:r><w:t xml:space="preserve">Then </w:t></w:r><w:r><w:rPr>{mark}</w:rPr><w:t>Tansy</w:t></w:r>'
        "<w:r><w:t> left.</w:t></w:r></w:p>"
    )
    assert texts(word_file(body), "x.docx") == ["Tansy spoke.\nThen █████ left."]
    (problem,) = [one for one in readings(word_file(body), "x.docx")[-1].problems if one.code == "covered_text"]
    assert problem.spans == ((18, 23),)


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ('<w:shd w:fill="000000"/>', "Clerk Tansy"),
        ('<w:shd w:fill="000000"/><w:color w:val="000000"/>', "█████ █████"),
        ('<w:highlight w:val="black"/><w:color w:val="FFFFFF"/>', "Clerk Tansy"),
        ('<w:highlight w:val="yellow"/>', "Clerk Tansy"),
    ],
)
def test_only_words_of_the_colour_that_lies_behind_them_are_covered(mark: str, text: str) -> None:
    assert texts(word_file(paragraph("Clerk Tansy", mark)), "x.docx") == [text]


def test_a_covered_word_in_a_table_and_in_a_comment_s_quotation_is_a_block() -> None:
    mark = '<w:rPr><w:highlight w:val="black"/></w:rPr>'
    row = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('Yarrow', mark[7:-8])}</w:tc></w:tr></w:tbl>"
    said = (
        f'<w:p><w:commentRangeStart w:id="1"/><w:r>{mark}<w:t>Tansy</w:t></w:r>'
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    comments = word_part("comments", f'<w:comment w:id="1" w:author="Ada">{paragraph("Who?")}</w:comment>')
    more = {
        "word/comments.xml": comments,
        "word/_rels/document.xml.rels": relations(("c", "comments", "comments.xml")),
    }
    (text,) = texts(word_file(row + said, more), "x.docx")
    assert "a\t██████\n█████\n" in text
    assert "Tansy" not in text and "Who?" in text


def test_signs_of_ours_in_a_document_cover_nothing() -> None:
    assert texts(word_file(paragraph("a\ufdd0b\ufdd1c")), "x.docx") == ["abc"]
