from __future__ import annotations

import pytest

from read.making_pdf import file_of, one_page, stream, words
from read.reading import codes, only, readings
from rejoinder.read.pdf_about import of_xmp

XMP = b"""<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'
xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:CreateDate='2024-05-03T14:07:09+01:00'>
<dc:title><rdf:Alt><rdf:li>Minutes of May</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Clerk Tansy</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""


def what(pdf: bytes, code: str) -> str:
    return next(one.what for one in readings(pdf, "x.pdf")[-1].problems if one.code == code)


def info(**told: str) -> bytes:
    return b"<<%s>>" % b"".join(f"/{name}({value})".encode() for name, value in told.items())


def test_where_its_statements_are_silent_the_metadata_stream_is_asked() -> None:
    pdf = one_page(words("x"), stream(XMP, b"/Type/Metadata/Subtype/XML"), catalogue=b"/Metadata 6 0 R")
    read = only(pdf, "x.pdf")
    assert (read.title, read.author, read.date) == ("Minutes of May", "Clerk Tansy", "2024-05-03T14:07:09+01:00")


def test_its_own_statements_come_before_the_metadata_stream() -> None:
    pdf = one_page(
        words("x"),
        stream(XMP, b"/Type/Metadata/Subtype/XML"),
        info(Title="Notes"),
        catalogue=b"/Metadata 6 0 R",
        trailer=b"/Info 7 0 R",
    )
    read = only(pdf, "x.pdf")
    assert (read.title, read.author) == ("Notes", "Clerk Tansy")


@pytest.mark.parametrize(
    "written", [b"", b"no xml", b"<a", b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", XMP[:200]]
)
def test_broken_metadata_says_nothing(written: bytes) -> None:
    assert of_xmp(written)[1:3] == ("", "")


def test_a_change_on_a_later_day_is_said_with_the_program() -> None:
    changed = info(CreationDate="D:20240503120000Z", ModDate="D:20240601090000Z", Producer="Scrivener of Wibbling")
    told = what(one_page(words("x"), changed, trailer=b"/Info 6 0 R"), "changed_after")
    assert told == "It says it was made on 2024-05-03 with Scrivener of Wibbling and changed on 2024-06-01."
    same_day = info(CreationDate="D:20240503120000Z", ModDate="D:20240503130000Z")
    assert "changed_after" not in codes(readings(one_page(words("x"), same_day, trailer=b"/Info 6 0 R"), "x.pdf")[-1])


def two_pages(catalogue: bytes, *more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F1 7 0 R>>>>>>"
    return file_of(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
            b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
            page % 5,
            page % 6,
            stream(words("First page")),
            stream(words("Second page")),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *more,
        ]
    )


def test_a_bookmark_stands_on_the_page_it_leads_to_unless_its_words_do() -> None:
    pdf = two_pages(
        b"/Outlines 8 0 R",
        b"<</First 9 0 R/Last 10 0 R/Count 2>>",
        b"<</Title(Letter to the clerk)/Parent 8 0 R/Next 10 0 R/Dest[4 0 R/Fit]>>",
        b"<</Title(First page)/Parent 8 0 R/Dest[3 0 R/Fit]>>",
    )
    read = only(pdf, "x.pdf")
    assert read.text == "First page\nSecond page\n[Bookmark: Letter to the clerk]"
    assert read.pages[1].end == len(read.text)


def test_bookmarks_that_follow_one_another_without_end_are_read_once() -> None:
    pdf = two_pages(
        b"/Outlines 8 0 R",
        b"<</First 9 0 R/Last 9 0 R/Count 1>>",
        b"<</Title(Again)/Parent 8 0 R/Next 9 0 R/Dest[4 0 R/Fit]>>",
    )
    assert only(pdf, "x.pdf").text.count("[Bookmark: Again]") == 1


def test_labels_of_pages_are_told_beside_their_numbers() -> None:
    labelled = two_pages(b"/PageLabels<</Nums[0<</S/r>>1<</S/D>>]>>")
    assert what(labelled, "page_labels") == ("Its pages have labels of their own: 1 = “i”; 2 = “1”.")
    assert "page_labels" not in codes(readings(two_pages(b"/PageLabels<</Nums[0<</S/D>>]>>"), "x.pdf")[-1])


def form(*parts: tuple[bytes, bytes]) -> bytes:
    names = b"".join(b"(%s)%d 0 R" % (name, number) for number, (name, _) in enumerate(parts, 6))
    return one_page(
        words("Please wait"),
        *(stream(content) for _, content in parts),
        catalogue=b"/AcroForm<</Fields[]/XFA[%s]>>/NeedsRendering true" % names,
    )


def test_what_is_asked_and_filled_in_a_form_of_its_own_program_is_read() -> None:
    template = b"<template><subform><draw><value><text>Plot you ask for</text></value></draw></subform></template>"
    data = b"<xfa:datasets xmlns:xfa='http://www.xfa.org/schema/xfa-data/1.0/'><xfa:data><Plot>Seventeen</Plot></xfa:data></xfa:datasets>"
    pdf = form((b"template", template), (b"datasets", data))
    assert only(pdf, "x.pdf").text.split("\n") == [
        "Please wait",
        "[Form as its own program keeps it (XFA)]",
        "Plot you ask for",
        "Plot: Seventeen",
    ]
    assert readings(pdf, "x.pdf")[-1].outcome == "read"


def test_a_form_of_its_own_program_that_cannot_be_read_is_read_in_part() -> None:
    reading = readings(form((b"template", b"\x00\x01"), (b"datasets", b"<")), "x.pdf")[-1]
    assert (reading.outcome, "xfa_form" in codes(reading)) == ("partial", True)


def test_a_file_that_pdfium_cannot_open_is_mended_and_says_so() -> None:
    whole = one_page(words("still here"))
    nested = whole.replace(b"<</Type/Catalog", b"<</ViewerPreferences<</FitWindow true>>/Type/Catalog")
    harmed = nested[: nested.index(b"trailer")] + b"trailer\n<</Root 1 0 R/ID [<904\xa4\xfe"
    reading = readings(harmed, "x.pdf")[-1]
    assert (reading.outcome, reading.documents[0].text) == ("partial", "still here")
    assert "pdf_structure" in codes(reading)
