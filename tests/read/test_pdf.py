from __future__ import annotations

import io
import zlib
from functools import cache

import numpy as np
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from read.making_pdf import file_of, locked, one_page, stream, updated, words
from read.reading import codes, only, readings
from rejoinder.box.reading import original
from rejoinder.model import Blob, Document, Page, Problem, Word
from rejoinder.read import pdf_pages
from rejoinder.read.pdf_picture import SCALE, picture_of
from rejoinder.read.pdf_text import date_of


@cache
def printed(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


def document(pdf: bytes) -> Document:
    return only(pdf, "minutes.pdf")


def problem(pdf: bytes, code: str) -> Problem:
    return next(one for one in readings(pdf, "minutes.pdf")[-1].problems if one.code == code)


GREY = stream(
    b"\x80",
    b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
)
LETTER = """
#set document(title: "Minutes of May", author: "Clerk Tansy", date: datetime(year: 2024, month: 5, day: 3))
#set page(width: 300pt, height: 400pt, margin: 40pt)
The society met in the hut.

#v(30pt)
The hose was not found.
#pagebreak()
Second page.
"""


def test_each_page_has_its_part_of_the_text_and_lines_are_kept() -> None:
    read = document(printed(LETTER))
    assert read.kind == "pdf"
    assert read.text == "The society met in the hut.\n\nThe hose was not found.\nSecond page."
    assert [read.text[page.start : page.end] for page in read.pages] == [
        "The society met in the hut.\n\nThe hose was not found.",
        "Second page.",
    ]
    assert [(page.number, page.width, page.height) for page in read.pages] == [(1, 300, 400), (2, 300, 400)]


def test_title_author_and_date_are_what_the_file_says() -> None:
    read = document(printed(LETTER))
    assert (read.title, read.author, read.date[:10]) == ("Minutes of May", "Clerk Tansy", "2024-05-03")


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("D:2024", "2024"),
        ("D:202405", "2024-05"),
        ("D:20240503", "2024-05-03"),
        ("D:202405031407", "2024-05-03T14:07"),
        ("D:20240503140709+01'00'", "2024-05-03T14:07:09+01:00"),
        ("D:20240503140709Z", "2024-05-03T14:07:09+00:00"),
        ("D:20240230", ""),
        ("D:20241301120000Z", ""),
        ("D:20240503256100", ""),
        ("D:00000000", ""),
        ("yesterday", ""),
    ],
)
def test_a_date_has_the_precision_that_was_stated_and_none_when_it_cannot_be(stated: str, date: str) -> None:
    assert date_of(stated) == date


def box_of(read: Document, wanted: str) -> Word:
    words_ = (word for page in read.pages for word in page.words)
    return next(word for word in words_ if read.text[word.start : word.end] == wanted)


def test_every_word_has_a_box_counted_from_the_top_left_corner() -> None:
    read = document(one_page(words("Marigold Threnody")))
    (page,) = read.pages
    assert [read.text[word.start : word.end] for word in page.words] == ["Marigold", "Threnody"]
    first, second = page.words
    assert 71 < first.left < first.right < second.left < second.right < 200
    assert 88 < first.top < first.bottom < 105


@pytest.mark.parametrize(("turned", "across", "down"), [(90, 700, 72), (180, 528, 700), (270, 100, 528)])
def test_boxes_are_where_the_eye_sees_them_on_turned_pages(turned: int, across: float, down: float) -> None:
    word = box_of(document(one_page(words("x"), page=b"/Rotate %d" % turned)), "x")
    assert abs(word.left - across) < 12
    assert abs(word.top - down) < 12


def test_boxes_count_from_the_corner_of_what_is_shown_of_the_page() -> None:
    whole = box_of(document(one_page(words("x"))), "x")
    cropped = box_of(document(one_page(words("x"), page=b"/CropBox[50 100 600 750]")), "x")
    assert cropped.left == pytest.approx(whole.left - 50, abs=0.02)
    assert cropped.top == pytest.approx(whole.top - 50, abs=0.02)


def test_a_hyphen_at_a_lines_end_stays_and_the_line_ends_there() -> None:
    source = '#set page(width: 200pt)\n#set par(justify: true)\n#set text(hyphenate: true, lang: "en")\n'
    told = (
        "The extraordinarily complicated circumstances notwithstanding, representatives "
        "unquestionably misunderstood everything communicated."
    )
    text = document(printed(source + told)).text
    assert "-\n" in text
    assert text.replace("-\n", "").split() == told.split()


def test_labels_in_one_column_are_joined_to_the_words_beside_them() -> None:
    text = document(
        printed(
            "#set page(width: 300pt)\n#grid(columns: (70pt, 1fr), [From: \\ To: \\ Subject:], "
            "[Marigold \\ Clerk \\ The hose])\nDear Clerk"
        )
    ).text
    assert text.splitlines()[:3] == ["From: Marigold", "To: Clerk", "Subject: The hose"]
    assert "Dear Clerk" in text


def test_letters_outside_the_basic_plane_do_not_shift_the_boxes() -> None:
    read = document(printed('#set page(width: 300pt)\n#math.bb("A")𝒜𝔅 then Marigold'))
    plain = box_of(read, "Marigold")
    assert plain.right - plain.left > 30


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    twice = b"".join(
        b"BT /F1 12 Tf %f 700 Td (%s) Tj ET\n" % (72 + 12 * at + shift, letter.encode())
        for at, letter in enumerate("HOSES")
        for shift in (0, 0.3)
    )
    assert document(one_page(twice)).text in ("HOSES", "H O S E S")


def test_pages_that_are_pictures_are_named_with_what_to_do() -> None:
    scan = one_page(b"600 0 0 800 0 0 cm /I Do", GREY, resources=b"/XObject<</I 6 0 R>>")
    told = problem(scan, "no_text_layer")
    assert told.what == "It has pages that are pictures: 1."
    assert "OCR" in told.remedy
    assert told.weight == "partial"


def test_a_scan_with_only_a_stamp_on_it_is_a_picture() -> None:
    content = b"q 600 0 0 800 0 0 cm /I Do Q " + words("LWAS-000017")
    stamped = one_page(content, GREY, resources=b"/XObject<</I 6 0 R>>")
    assert document(stamped).text == "LWAS-000017"
    assert "no_text_layer" in codes(readings(stamped, "x.pdf")[-1])


def test_a_letter_that_does_not_come_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "in_order", lambda lines: lines[:-1])
    two = words("First line") + b" BT /F1 12 Tf 72 600 Td (Second) Tj ET"
    told = problem(one_page(two), "text_missed")
    assert (told.weight, told.what) == ("partial", "Not every letter of it was read, on page 1.")


def test_an_empty_page_is_no_picture() -> None:
    assert readings(one_page(b""), "x.pdf")[-1].outcome == "read"


def test_a_page_that_cannot_be_loaded_is_named_and_the_others_are_read() -> None:
    broken = one_page(words("here")).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[3 0 R 4 0 R]/Count 2")
    reading = readings(broken, "x.pdf")[-1]
    assert reading.documents[0].text.strip() == "here"
    assert reading.outcome in ("read", "partial")
    assert len(reading.documents[0].pages) >= 1


def test_a_file_locked_with_a_password_is_refused_with_what_to_do() -> None:
    told = problem(one_page(words("secret"), trailer=locked(b"tansy")), "encrypted")
    assert told.weight == "refused"
    assert "password" in told.remedy


def test_restrictions_of_the_owner_are_noted() -> None:
    assert "owner_restrictions" in codes(readings(one_page(words("open"), trailer=locked(b"")), "x.pdf")[-1])


@pytest.mark.parametrize("content", [b"%PDF-1.4\n" + bytes(range(256)) * 20, one_page(words("cut"))[:60]])
def test_a_structure_that_cannot_be_followed_is_refused(content: bytes) -> None:
    assert problem(content, "pdf_structure").weight == "refused"


def test_a_file_cut_off_after_its_pages_is_read_in_part() -> None:
    whole = one_page(words("still here"))
    reading = readings(whole[: whole.index(b"xref")], "x.pdf")[-1]
    assert (reading.outcome, reading.documents[0].text) == ("partial", "still here")


def test_a_page_tree_without_end_is_refused() -> None:
    looped = file_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"])
    assert codes(readings(looped, "x.pdf")[-1]) == {"pdf_structure"}


def test_more_pages_than_the_limit_are_said_not_to_be_read() -> None:
    many = file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count 10001>>" % (b"3 0 R " * 10001),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
    )
    assert problem(many, "page_limit").weight == "partial"


def test_comments_stand_at_the_end_of_their_page_with_their_author() -> None:
    note = b"/Annots[<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/T(Clerk Tansy)/Contents(Not agreed.)>>]"
    read = document(one_page(words("The plan"), page=note))
    assert read.text == "The plan\n[Comment by Clerk Tansy: Not agreed.]"
    assert read.pages[0].end == len(read.text)


def test_values_typed_into_a_form_are_in_the_text() -> None:
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(Plot)/V(Seventeen)/Rect[9 9 90 20]/P 3 0 R>>"
    form = one_page(words("Form"), field, catalogue=b"/AcroForm<</Fields[6 0 R]>>", page=b"/Annots[6 0 R]")
    assert document(form).text == "Form\n[Field Plot: Seventeen]"


def test_files_inside_are_blobs_of_its_family() -> None:
    holding = one_page(
        words("see file"),
        b"<</Type/Filespec/F(../notes.txt)/EF<</F 7 0 R>>>>",
        stream(b"words within", b"/Type/EmbeddedFile"),
        catalogue=b"/Names<</EmbeddedFiles<</Names[(n)6 0 R]>>>>",
    )
    inner, outer = readings(holding, "minutes.pdf")
    assert (inner.path, inner.parent) == ("minutes.pdf!/notes.txt", "minutes.pdf")
    assert inner.documents[0].text == "words within"
    assert "embedded_file" in codes(outer)


def test_a_portfolio_is_said_to_be_one_and_its_files_are_its_family() -> None:
    holding = one_page(
        words("Open me in another program"),
        b"<</Type/Filespec/F(notes.txt)/EF<</F 7 0 R>>>>",
        stream(b"words within", b"/Type/EmbeddedFile"),
        catalogue=b"/Collection<</View/D>>/Names<</EmbeddedFiles<</Names[(n)6 0 R]>>>>",
    )
    inner, outer = readings(holding, "minutes.pdf")
    assert inner.documents[0].text == "words within"
    assert {"portfolio", "embedded_file"} <= codes(outer)


def test_a_file_pinned_to_a_page_is_a_blob_too() -> None:
    pinned = one_page(
        words("see pin"),
        b"<</Type/Annot/Subtype/FileAttachment/Rect[9 9 20 20]/FS 7 0 R>>",
        b"<</Type/Filespec/F(pin.txt)/EF<</F 8 0 R>>>>",
        stream(b"pinned words", b"/Type/EmbeddedFile"),
        page=b"/Annots[6 0 R]",
    )
    assert readings(pinned, "x.pdf")[0].documents[0].text == "pinned words"


@pytest.mark.parametrize(
    ("catalogue", "flagged"),
    [
        (b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", True),
        (b"/OpenAction<</S/J#61vaScript/J#53(app.alert\\(1\\))>>", True),
        (b"/AA<</WC<</S/Launch/F(/bin/sh)>>>>", True),
        (b"/OpenAction[3 0 R/Fit]", False),
    ],
)
def test_commands_are_flagged_and_going_to_a_page_is_not(catalogue: bytes, flagged: bool) -> None:
    reading = readings(one_page(words("x"), catalogue=catalogue), "x.pdf")[-1]
    assert ("active_content" in codes(reading)) is flagged


def test_commands_in_an_object_stream_are_found() -> None:
    packed = zlib.compress(b"6 0 <</S/JavaScript/JS(1)>>")
    hiding = one_page(words("x"), stream(packed, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"))
    assert "active_content" in codes(readings(hiding, "x.pdf")[-1])


def test_an_earlier_version_that_says_something_else_is_a_document_of_the_family() -> None:
    earlier = one_page(words("ORIGINAL WORDS"))
    before, now = readings(updated(earlier, 4, stream(words("REPLACED WORDS"))), "minutes.pdf")
    assert (before.path, before.parent) == ("minutes.pdf!/revision 1", "minutes.pdf")
    assert before.documents[0].text == "ORIGINAL WORDS"
    assert now.documents[0].text == "REPLACED WORDS"
    assert "incremental_update" in codes(now)
    assert "incremental_update" not in codes(before)


def test_of_three_versions_each_that_says_something_of_its_own_is_given_once() -> None:
    first = one_page(words("FIRST WORDS"))
    second = updated(first, 4, stream(words("SECOND WORDS")))
    third = updated(second, 4, stream(words("FIRST WORDS")))
    assert [one.path for one in readings(third, "x.pdf")] == ["x.pdf!/revision 2", "x.pdf"]


def test_an_earlier_version_is_found_again_by_its_path_as_it_was() -> None:
    earlier = one_page(words("ORIGINAL WORDS"))
    whole = updated(earlier, 4, stream(words("REPLACED WORDS")))
    assert original(Blob("x.pdf", whole), "x.pdf!/revision 1") == earlier


def test_an_attachment_named_like_an_earlier_version_does_not_take_its_place() -> None:
    earlier = one_page(
        words("ORIGINAL WORDS"),
        b"<</Type/Filespec/F(revision 1)/EF<</F 7 0 R>>>>",
        stream(b"words within", b"/Type/EmbeddedFile"),
        catalogue=b"/Names<</EmbeddedFiles<</Names[(n)6 0 R]>>>>",
    )
    paths = [one.path for one in readings(updated(earlier, 4, stream(words("REPLACED WORDS"))), "x.pdf")]
    assert len(paths) == len(set(paths))
    assert {"x.pdf!/revision 1", "x.pdf!/revision 1 (2)"} <= set(paths)


def test_an_update_that_changes_no_word_is_noted_and_nothing_is_added() -> None:
    changed = updated(one_page(words("SAME WORDS")), 4, stream(words("SAME WORDS")))
    assert document(changed).text == "SAME WORDS"
    assert "its words are the same" in problem(changed, "incremental_update").what


def test_text_that_is_not_drawn_is_read_and_flagged() -> None:
    reading = readings(one_page(words("UNSEEN", mode=3)), "x.pdf")[-1]
    assert reading.documents[0].text == "UNSEEN"
    assert "invisible_text" in codes(reading)
    assert "invisible_text" not in codes(readings(one_page(words("SEEN")), "x.pdf")[-1])


TABLE = b"1 begincodespacerange <00><FF> endcodespacerange 1 beginbfchar <%02X> <%04X> endbfchar"


@pytest.mark.parametrize(("drawn", "told", "flagged"), [("n", "y", True), ("n", "n", False)])
def test_a_font_that_says_other_letters_is_flagged(drawn: str, told: str, flagged: bool) -> None:
    lying = one_page(words("no"), stream(TABLE % (ord(drawn), ord(told))), font=b"/ToUnicode 6 0 R")
    assert ("text_image_mismatch" in codes(readings(lying, "x.pdf")[-1])) is flagged


@pytest.mark.parametrize(
    "both", [b"<html><script>1</script>\n" + one_page(words("x")), one_page(words("x")) + b"PK\x03\x04more"]
)
def test_a_file_of_two_kinds_is_read_as_a_pdf_and_flagged(both: bytes) -> None:
    reading = readings(both, "x.pdf")[-1]
    assert (reading.format, reading.documents[0].text) == ("pdf", "x")
    assert "polyglot" in codes(reading)


def test_a_drawing_that_draws_itself_ends() -> None:
    means = b"/Resources<</XObject<</X 6 0 R>>>>"
    ring = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + means)
    looped = one_page(words("outside") + b" /X Do", ring, resources=b"/XObject<</X 6 0 R>>")
    assert document(looped).text == "outside"


def test_two_drawings_that_draw_each_other_end_and_their_words_are_kept() -> None:
    def drawing(other: int, said: str) -> bytes:
        means = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>" % other
        return stream(words(said) + b" /X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]" + means)

    looped = one_page(b"/X Do", drawing(7, "one"), drawing(6, "two"), resources=b"/XObject<</X 6 0 R>>")
    assert "one" in document(looped).text


def test_what_is_packed_twice_to_burst_is_refused() -> None:
    packed = zlib.compress(zlib.compress(bytes(200 << 20), 9), 9)
    burst = one_page(b"").replace(stream(b""), stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))
    assert codes(readings(burst, "x.pdf")[-1]) == {"limit_memory"}


def test_drawings_that_draw_ten_others_each_many_times_over_are_refused() -> None:
    def drawing(other: int) -> bytes:
        means = b"/Resources<</XObject<</X %d 0 R>>>>" % other
        return stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]" + means)

    drawn = stream(words("lol"), b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]")
    many = one_page(b"/X Do", *map(drawing, range(7, 15)), drawn, resources=b"/XObject<</X 6 0 R>>")
    assert codes(readings(many, "x.pdf")[-1]) == {"limit_memory"}


def sound(pages: tuple[Page, ...], text: str) -> bool:
    """Say whether pages lie in order within the text and words within their pages, none of them blank."""
    ends = 0
    for page in pages:
        if not ends <= page.start <= page.end <= len(text):
            return False
        ends = page.end
        if any(not page.start <= word.start < word.end <= page.end for word in page.words):
            return False
        if any(text[word.start : word.end] != text[word.start : word.end].strip() for word in page.words):
            return False
    return True


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 580), st.integers(0, 790), st.text("abc -:", max_size=12)),
        max_size=8,
    )
)
def test_words_and_pages_always_lie_within_the_text(placed: list[tuple[int, int, str]]) -> None:
    content = b"".join(b"BT /F1 12 Tf %d %d Td (%s) Tj ET\n" % (x, y, said.encode()) for x, y, said in placed)
    read = document(one_page(content))
    assert sound(read.pages, read.text)


@settings(max_examples=60, deadline=None)
@given(st.integers(9, 800), st.binary(min_size=1, max_size=6))
def test_a_damaged_file_is_read_or_refused_but_never_fails_us(at: int, damage: bytes) -> None:
    whole = one_page(words("damaged"), page=b"/Annots[<</Type/Annot/Subtype/Text/Contents(a)>>]")
    harmed = whole[:at] + damage + whole[at + len(damage) :]
    (*_, reading) = readings(harmed, "x.pdf")
    assert "reader_fault" not in codes(reading)
    assert reading.documents or reading.problems


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [b"", b"/CropBox[50 100 550 750]"])
def test_boxes_lie_on_the_words_of_the_picture_to_two_pixels(turned: int, crop: bytes) -> None:
    pdf = one_page(words("Hamlet"), page=b"/Rotate %d" % turned + crop)
    word = box_of(document(pdf), "Hamlet")
    drawn = np.array(Image.open(io.BytesIO(picture_of(pdf, 1))))
    rows, columns = np.nonzero(drawn < 128)
    ink = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert np.abs(np.array(word[2:]) * SCALE - ink).max() <= 2
