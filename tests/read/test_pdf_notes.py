from __future__ import annotations

import pytest

from read.making_pdf import one_page, stream, words
from read.reading import only, readings


def lines(pdf: bytes) -> list[str]:
    return only(pdf, "x.pdf").text.split("\n")


def note(kind: str, more: str = "", box: str = "60 690 110 720") -> bytes:
    """Give the page's entry for one note."""
    return f"/Annots[<</Type/Annot/Subtype/{kind}/Rect[{box}]{more}>>]".encode()


OVER = "/QuadPoints[60 720 120 720 60 690 120 690]"


def test_a_comment_is_told_with_author_and_date() -> None:
    said = note("Text", "/T(Clerk Tansy)/M(D:20240503140709+01'00')/Contents(Not agreed.)")
    assert lines(one_page(words("The plan"), page=said)) == [
        "The plan",
        "[Comment by Clerk Tansy on 2024-05-03T14:07:09+01:00: Not agreed.]",
    ]


@pytest.mark.parametrize(
    ("kind", "told"), [("Highlight", "Highlight"), ("Underline", "Underlined"), ("StrikeOut", "Struck out")]
)
def test_a_mark_over_words_is_told_with_the_words(kind: str, told: str) -> None:
    page = note(kind, f"{OVER}/T(Clerk Tansy)")
    assert lines(one_page(words("Marigold Threnody"), page=page))[1:] == [f"[{told} by Clerk Tansy over “Marigold”]"]
    page = note(kind, f"{OVER}/Contents(Who?)")
    assert lines(one_page(words("Marigold Threnody"), page=page))[1:] == [f"[{told} over “Marigold”: Who?]"]


def test_the_words_under_a_mark_are_found_on_a_turned_page() -> None:
    for turned in (90, 180, 270):
        page = note("Highlight", OVER) + b"/Rotate %d" % turned
        assert lines(one_page(words("Marigold Threnody"), page=page))[1:] == ["[Highlight over “Marigold”]"]


def test_a_note_that_is_not_shown_says_so() -> None:
    page = note("Text", "/F 2/Contents(For us only.)")
    assert lines(one_page(words("x"), page=page))[1:] == ["[Comment (not shown): For us only.]"]


def test_a_stamp_is_told_by_its_name_and_by_the_words_it_paints() -> None:
    look = stream(
        b"BT /F1 12 Tf 5 5 Td (RECEIVED 3 MAY) Tj ET",
        b"/Type/XObject/Subtype/Form/BBox[0 0 200 30]/Resources<</Font<</F1 5 0 R>>>>",
    )
    page = note("Stamp", "/Name(Draft)/AP<</N 6 0 R>>", "300 300 500 330")
    assert lines(one_page(words("The plan"), look, page=page))[1:] == [
        "[Stamp: Draft]",
        "[Painted on the page: RECEIVED 3 MAY]",
    ]


def test_a_text_box_whose_words_are_painted_is_told_once() -> None:
    look = stream(
        b"BT /F1 12 Tf 5 5 Td (Ask her) Tj ET",
        b"/Type/XObject/Subtype/Form/BBox[0 0 200 30]/Resources<</Font<</F1 5 0 R>>>>",
    )
    page = note("FreeText", "/Contents(Ask her)/AP<</N 6 0 R>>", "300 300 500 330")
    assert lines(one_page(words("The plan"), look, page=page))[1:] == ["[Text box: Ask her]"]


def test_the_value_of_a_field_is_told_once_even_where_it_is_painted() -> None:
    look = stream(
        b"/Tx BMC BT /F1 12 Tf 5 5 Td (Seventeen) Tj ET EMC",
        b"/Type/XObject/Subtype/Form/BBox[0 0 200 30]/Resources<</Font<</F1 5 0 R>>>>",
    )
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(Plot)/V(Seventeen)/Rect[9 9 209 39]/P 3 0 R/AP<</N 7 0 R>>>>"
    form = one_page(words("Form"), field, look, catalogue=b"/AcroForm<</Fields[6 0 R]>>", page=b"/Annots[6 0 R]")
    assert lines(form) == ["Form", "[Field Plot: Seventeen]"]


def test_a_note_added_by_an_update_is_no_earlier_version() -> None:
    plain = one_page(words("The plan"))
    at = plain.rindex(b"xref\n0")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"
    body = plain + b"3 0 obj\n" + page % note("Text", "/Contents(New.)") + b"\nendobj\n"
    table = b"xref\n3 1\n%010d 00000 n \ntrailer\n<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    updated = body + table % (len(plain), at, len(body))
    (reading,) = readings(updated, "x.pdf")
    assert reading.documents[0].text == "The plan\n[Comment: New.]"


def test_a_note_taken_out_by_an_update_is_in_the_earlier_version() -> None:
    noted = one_page(words("The plan"), page=note("Text", "/Contents(She must go.)"))
    at = noted.rindex(b"xref\n0")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    body = noted + b"3 0 obj\n" + page + b"\nendobj\n"
    table = b"xref\n3 1\n%010d 00000 n \ntrailer\n<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    before, now = readings(body + table % (len(noted), at, len(body)), "x.pdf")
    assert before.documents[0].text == "The plan\n[Comment: She must go.]"
    assert now.documents[0].text == "The plan"
