from __future__ import annotations

import pytest

from read.making_pdf import file_of, one_page, stream, words
from read.reading import codes, readings
from rejoinder.model import Problem

BOX = b" %s rg %d %d %d %d re f "
BLACK_BOX = BOX % (b"0 0 0", 60, 690, 300, 30)
WHITE_BOX = BOX % (b"1 1 1", 60, 690, 300, 30)
PICTURE = stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
WITH_PICTURE = b"/XObject<</I 6 0 R>>"
DRAW_PICTURE = b" q 300 0 0 30 60 690 cm /I Do Q "


def told(pdf: bytes) -> dict[str, list[str]]:
    """Give the words each flag of unseen words speaks of."""
    reading = readings(pdf, "x.pdf")[-1]
    text = reading.documents[0].text
    flags: list[Problem] = [one for one in reading.problems if one.spans]
    return {flag.code: [text[start:end] for start, end in flag.spans] for flag in flags}


def test_words_that_are_seen_are_not_flagged() -> None:
    assert told(one_page(words("Plain words") + BOX % (b"0 0 0", 60, 600, 300, 30))) == {}


@pytest.mark.parametrize("cover", [BLACK_BOX, WHITE_BOX])
def test_words_beneath_a_filled_shape_are_in_the_text_and_flagged(cover: bytes) -> None:
    pdf = one_page(words("Beneath it") + cover + b"0 0 0 rg BT /F1 12 Tf 72 600 Td (Below) Tj ET")
    assert told(pdf) == {"covered_text": ["Beneath it"]}
    assert readings(pdf, "x.pdf")[-1].documents[0].text == "Beneath it\n\nBelow"


def test_words_beneath_a_picture_are_flagged_and_words_on_it_are_not() -> None:
    assert told(one_page(words("Under") + DRAW_PICTURE, PICTURE, resources=WITH_PICTURE)) == {"covered_text": ["Under"]}
    assert told(one_page(DRAW_PICTURE + words("Over"), PICTURE, resources=WITH_PICTURE)) == {}


def test_words_beneath_a_box_that_a_note_draws_are_flagged() -> None:
    look = stream(b"0 0 0 rg 0 0 300 30 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 300 30]")
    note = b"/Annots[<</Type/Annot/Subtype/Square/Rect[60 690 360 720]/AP<</N 6 0 R>>>>]"
    assert told(one_page(words("Name"), look, page=note)) == {"covered_text": ["Name"]}


def test_a_box_in_a_drawing_of_its_own_covers_too() -> None:
    drawing = stream(b"0 0 0 rg 60 690 300 30 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]")
    grey = b"0.4 g " + words("Name") + b" /X Do"
    assert told(one_page(grey, drawing, resources=b"/XObject<</X 6 0 R>>")) == {"covered_text": ["Name"]}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"1 1 1 rg " + words("Unseen"), id="white on white"),
        pytest.param(b"BT /F1 12 Tf 700 700 Td (Unseen) Tj ET", id="beside the page"),
        pytest.param(b"BT /F1 0.6 Tf 72 700 Td (Unseen) Tj ET", id="too small"),
    ],
)
def test_words_nobody_can_see_are_flagged(content: bytes) -> None:
    assert told(one_page(content + b" 0 g BT /F1 12 Tf 72 600 Td (Seen) Tj ET")) == {"hidden_text": ["Unseen"]}


def test_words_nearly_as_black_as_the_box_below_them_are_blacked_out() -> None:
    assert told(one_page(BLACK_BOX + b"0.05 g " + words("Unseen"))) == {"blacked_out": ["Unseen"]}


def test_white_words_on_a_dark_row_are_seen() -> None:
    assert told(one_page(BLACK_BOX + b"1 1 1 rg " + words("Heading"))) == {}


def test_coloured_words_as_bright_as_their_ground_are_seen() -> None:
    ground = BOX % (b"0.3 0.3 0.3", 60, 690, 300, 30)
    assert told(one_page(ground + b"1 0 0 rg " + words("Red"))) == {}


def test_words_in_a_layer_that_is_switched_off_are_flagged() -> None:
    off = b"/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>"
    layered = b"/OC /Layer BDC " + words("Draft wording") + b" EMC BT /F1 12 Tf 72 600 Td (Seen) Tj ET"
    pdf = one_page(layered, b"<</Type/OCG/Name(Draft)>>", catalogue=off, resources=b"/Properties<</Layer 6 0 R>>")
    assert told(pdf) == {"hidden_text": ["Draft wording"]}


def test_words_cut_away_by_a_clip_are_said_not_to_be_shown() -> None:
    clipped = b"q 0 0 10 10 re W n " + words("Cut away") + b" Q BT /F1 12 Tf 72 600 Td (Seen) Tj ET"
    assert told(one_page(clipped)) == {"text_layer_differs": ["Cut away"]}


def test_words_that_are_not_drawn_are_flagged_where_they_stand() -> None:
    pdf = one_page(words("UNSEEN", mode=3) + b" BT 0 Tr /F1 12 Tf 72 600 Td (Two seen words here) Tj ET")
    assert told(pdf) == {"invisible_text": ["UNSEEN"]}


def scan(pixels: bytes, side: int, said: bytes) -> bytes:
    """Give a page that a picture fills, with words under it that are not drawn."""
    shape = b"/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (side, side)
    picture = stream(pixels, b"/Type/XObject/Subtype/Image" + shape)
    return one_page(b"q 600 0 0 800 0 0 cm /I Do Q " + said, picture, resources=WITH_PICTURE)


def test_words_under_a_scan_whose_place_is_blank_differ_from_it() -> None:
    blank = scan(b"\xff" * 64 * 64, 64, words("Nothing here", mode=3))
    assert told(blank) == {"text_layer_differs": ["Nothing here"]}


def test_ink_of_a_scan_without_words_is_said_and_no_more_than_that() -> None:
    lines = b"".join((b"\x00\xff" if row % 8 < 4 else b"\xff\xff") * 100 for row in range(200))
    reading = readings(scan(lines, 200, words("One word", mode=3)), "x.pdf")[-1]
    said = [one.what for one in reading.problems if one.code == "text_layer_differs"]
    assert said == [
        "Its picture shows marks where its text has no words (a drawing, handwriting, a stamp,"
        " or words that were not recognised) on page 1."
    ]


def test_unseen_words_on_a_turned_page_are_marked_where_they_stand() -> None:
    for turned in (90, 180, 270):
        pdf = one_page(words("Beneath") + BLACK_BOX, page=b"/Rotate %d" % turned)
        assert told(pdf) == {"covered_text": ["Beneath"]}


def test_something_marked_for_redaction_that_is_still_there_is_flagged_with_its_words() -> None:
    note = (
        b"/Annots[<</Type/Annot/Subtype/Redact/Rect[60 690 110 720]/T(Clerk Tansy)"
        b"/QuadPoints[60 720 120 720 60 690 120 690]>>]"
    )
    pdf = one_page(words("Marigold Threnody"), page=note)
    assert told(pdf) == {"redaction_not_applied": ["Marigold"]}
    assert "[Marked for redaction, not carried out by Clerk Tansy over “Marigold”]" in (
        readings(pdf, "x.pdf")[-1].documents[0].text
    )


def test_a_scan_without_words_has_no_text_layer() -> None:
    bare = scan(b"\x80" * 64 * 64, 64, b"")
    assert "no_text_layer" in codes(readings(bare, "x.pdf")[-1])


def test_words_of_which_a_cover_leaves_only_the_tips_are_flagged() -> None:
    low = BOX % (b"0 0 0", 60, 690, 300, 18)
    seen = b" 0 g BT /F1 12 Tf 72 600 Td (Words that are seen whole) Tj ET"
    assert told(one_page(words("Hidden clerk") + low + seen)) == {"covered_text": ["Hidden clerk"]}


def test_words_that_a_line_is_drawn_through_are_seen() -> None:
    struck = b" 0 0 0 rg 72 703 100 1 re f "
    seen = b" 0 g BT /F1 12 Tf 72 600 Td (Words that are seen whole) Tj ET"
    assert told(one_page(words("Struck through") + struck + seen)) == {}


def test_the_icon_of_a_comment_covers_nothing() -> None:
    look = stream(b"1 1 0 rg 0 0 300 30 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 300 30]")
    for kind in (b"Text", b"FileAttachment"):
        note = b"/Annots[<</Type/Annot/Subtype/%s/Rect[60 690 360 720]/AP<</N 6 0 R>>>>]" % kind
        assert told(one_page(words("Name"), look, page=note)) == {}


def test_a_page_that_paints_itself_over_and_over_is_not_drawn_and_says_so() -> None:
    many = one_page(words("Words") + b" 1 1 1 rg " + b"0 0 600 800 re f " * 500)
    reading = readings(many, "x.pdf")[-1]
    assert reading.documents[0].text == "Words"
    assert codes(reading) == {"not_compared"}
    note = b"<</Type/Annot/Subtype/Highlight/Rect[0 0 600 800]/QuadPoints[0 800 600 800 0 0 600 0]>>"
    assert "not_compared" in codes(readings(one_page(words("Words"), page=b"/Annots[%s]" % (note * 500)), "x.pdf")[-1])


def japanese(encoding: str) -> bytes:
    """Give a PDF with a line in Helvetica, and one in Japanese by this encoding: -V runs down the page, -H across."""
    line = b"BT /F1 12 Tf 20 20 Td (All is well) Tj 80 600 Td /F2 12 Tf <30423044304630483061> Tj ET"
    return file_of(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
            stream(line),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            f"<</Type/Font/Subtype/Type0/BaseFont/Plot/Encoding/{encoding}/DescendantFonts[7 0 R]>>".encode(),
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Plot/CIDSystemInfo"
            b"<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor 8 0 R>>",
            b"<</Type/FontDescriptor/FontName/Plot/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900"
            b"/Descent -200/CapHeight 700/StemV 80>>",
        )
    )


def test_words_that_run_down_the_page_and_are_not_given_are_said_to_be_unread() -> None:
    (reading,) = readings(japanese("UniJIS-UCS2-V"), "x.pdf")
    assert reading.documents[0].text == "All is well"
    assert (reading.outcome, codes(reading)) == ("partial", {"text_missed"})


def test_words_across_the_page_and_blanks_that_lie_on_their_side_are_no_such_words() -> None:
    (reading,) = readings(japanese("UniJIS-UCS2-H"), "x.pdf")
    assert (reading.outcome, codes(reading)) == ("read", set())
    assert "あいうえ" in reading.documents[0].text
    blanks = words("All is well") + b" BT /F1 12 Tf 0 1 -1 0 100 100 Tm (     ) Tj ET"
    assert codes(readings(one_page(blanks), "x.pdf")[0]) == set()
