from __future__ import annotations

import io
import struct

import docx
import pytest

from read.making_office import paragraph, relations, word_file, word_part
from read.reading import codes, only, readings
from rejoinder.model import Document
from rejoinder.read.ole_packages import unwrapped

DELETED = (
    '<w:p><w:r><w:t>The hose is </w:t></w:r><w:ins w:author="Tansy"><w:r><w:t>lost</w:t></w:r></w:ins>'
    '<w:del w:author="Tansy" w:date="2024-05-03T10:00:00Z">'
    "<w:r><w:delText>stolen</w:delText></w:r></w:del></w:p>"
)


def document(body: str, more: dict[str, str | bytes] | None = None) -> Document:
    return only(word_file(body, more), "minutes.docx")


def text(body: str, more: dict[str, str | bytes] | None = None) -> str:
    return document(body, more).text


def found(body: str, more: dict[str, str | bytes] | None = None, before: str = "") -> set[str]:
    return codes(readings(word_file(body, more, before), "minutes.docx")[-1])


def test_a_document_a_word_processor_made_is_read_in_order_with_what_it_says_of_itself() -> None:
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "Minutes", "Clerk Tansy"
    made.sections[0].header.paragraphs[0].text = "Allotment Society"
    made.sections[0].footer.paragraphs[0].text = "Page foot"
    made.add_paragraph("First the hose.")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Plot", "Seventeen"
    made.add_paragraph("Then the butt.")
    out = io.BytesIO()
    made.save(out)
    read = only(out.getvalue(), "minutes.docx")
    assert read.kind == "word"
    assert (read.title, read.author) == ("Minutes", "Clerk Tansy")
    assert read.text == ("Allotment Society\n\nFirst the hose.\nPlot\tSeventeen\nThen the butt.\n\nPage foot")


@pytest.mark.parametrize(
    ("stated", "date"),
    [("2024-05-03T10:00:00Z", "2024-05-03T10:00:00+00:00"), ("2024-05", "2024-05"), ("2024-13-03", "")],
)
def test_the_date_is_that_of_the_last_saving_with_its_real_precision(stated: str, date: str) -> None:
    inside = f"<d:modified>{stated}</d:modified>"
    core = f'<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d">{inside}</c:coreProperties>'
    assert document(paragraph("x"), {"docProps/core.xml": core}).date == date


def test_deleted_words_stand_apart_with_who_deleted_them_and_inserted_ones_in_the_text() -> None:
    assert text(DELETED) == (
        "The hose is lost\n\n[Deleted text, as tracked changes keep it]\nTansy, 2024-05-03T10:00:00Z: stolen"
    )
    assert "tracked_changes" in found(DELETED)


def test_hidden_words_stand_apart() -> None:
    body = paragraph("shown") + paragraph("unseen", "<w:vanish/>")
    body += paragraph("seen", '<w:vanish w:val="0"/>')
    assert text(body) == "shown\n\nseen\n\n[Hidden text]\nunseen"
    assert "hidden_text" in found(body)


def test_words_hidden_by_a_style_that_another_is_based_on_stand_apart() -> None:
    styles = word_part(
        "styles",
        '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    body = paragraph("shown") + paragraph("unseen", '<w:rStyle w:val="B"/>')
    assert text(body, {"word/styles.xml": styles}) == "shown\n\n[Hidden text]\nunseen"


def test_footnotes_endnotes_and_comments_stand_under_their_headings() -> None:
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relations(
            ("a", "footnotes", "footnotes.xml"),
            ("b", "endnotes", "endnotes.xml"),
            ("c", "comments", "comments.xml"),
        ),
        "word/footnotes.xml": word_part(
            "footnotes",
            f'<w:footnote w:type="separator">{paragraph("")}</w:footnote>'
            f"<w:footnote>{paragraph('at foot')}</w:footnote>",
        ),
        "word/endnotes.xml": word_part("endnotes", f"<w:endnote>{paragraph('at end')}</w:endnote>"),
        "word/comments.xml": word_part(
            "comments",
            '<w:comment w:author="Tansy" w:date="2024-05-03">' + paragraph("Sure?") + "</w:comment>",
        ),
    }
    assert text(paragraph("body"), parts) == (
        "body\n\n[Notes]\nFootnote 1: at foot\nEndnote 1: at end\n\n[Comments]\nTansy, 2024-05-03: Sure?"
    )


def test_a_text_box_is_read_once_where_it_hangs() -> None:
    box = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
    ways = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    hanging = f"<w:t>before</w:t><mc:AlternateContent>{ways}</mc:AlternateContent>"
    assert text(f"<w:p><w:r>{hanging}</w:r></w:p>{paragraph('after')}") == "before\nboxed\nafter"


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    run = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
    assert text(f"<w:p><w:r>{run}</w:r></w:p>") == "a\tb\nc-d"


def test_content_controls_and_links_are_read_and_codes_of_fields_are_not() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGEREF 7</w:instrText></w:r></w:p>"
    )
    assert text(body) == "controlled\nlinked"


def test_what_it_would_fetch_is_flagged_and_a_plain_link_is_not() -> None:
    where = "word/_rels/document.xml.rels"
    template = relations(("a", "attachedTemplate", "http://sheds.example/t.dotm"), external=True)
    link = relations(("a", "hyperlink", "http://sheds.example/"), external=True)
    assert "external_relationship" in found(paragraph("x"), {where: template})
    assert "external_relationship" not in found(paragraph("x"), {where: link})


def test_macros_are_flagged() -> None:
    assert "macros" in found(paragraph("x"), {"word/vbaProject.bin": b"\0" * 100})


def test_an_embedded_file_is_a_blob_of_its_family() -> None:
    holding = word_file(paragraph("x"), {"word/embeddings/list.txt": "words within"})
    inner, outer = readings(holding, "minutes.docx")
    assert (inner.parent, inner.documents[0].text) == ("minutes.docx", "words within")
    assert "embedded_file" in codes(outer)


def test_bytes_that_wrap_nothing_stay_as_they_are() -> None:
    damaged = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<H", 62) * 400
    assert unwrapped("o.bin", damaged) == ("o.bin", damaged)
    assert unwrapped("o.bin", b"plain") == ("o.bin", b"plain")


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE w:document [<!ENTITY a "b">]>',
        '<?xml version="1.0"?><!-- x --> <!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_xml_that_defines_its_own_words_is_refused(before: str) -> None:
    reading = readings(word_file(paragraph("x"), before=before), "x.docx")[-1]
    assert (reading.outcome, codes(reading)) == ("refused", {"xml_dtd"})


def test_xml_in_utf16_is_read_and_defines_no_words_either() -> None:
    def main(before: str) -> dict[str, str | bytes]:
        inside = before + word_part("document", f"<w:body>{paragraph('sixteen')}</w:body>")
        return {"word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + inside).encode("utf-16")}

    base: dict[str, str | bytes] = {"_rels/.rels": relations(("r1", "officeDocument", "word/document.xml"))}
    assert text("", base | main("")) == "sixteen"
    assert found("", base | main("<!DOCTYPE d>")) == {"xml_dtd"}


def test_markup_nested_too_deep_is_refused_and_just_allowed_is_read() -> None:
    def nested(levels: int) -> str:
        return "<w:p>" + "<w:ins>" * levels + "<w:r><w:t>deep</w:t></w:r>" + "</w:ins>" * levels + "</w:p>"

    assert found(nested(5_000)) == {"markup_depth"}
    assert found(nested(300)) == {"markup_depth"}
    assert text(nested(240)) == "deep"


@pytest.mark.parametrize(
    ("opens", "closes", "levels"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80),
        ("<w:p><w:r>", "</w:r></w:p>", 120),
        ("<w:sdt>", "</w:sdt>", 244),
        (
            "<w:p><mc:AlternateContent><mc:Choice><w:txbxContent>",
            "</w:txbxContent></mc:Choice></mc:AlternateContent></w:p>",
            60,
        ),
    ],
)
def test_every_kind_of_nesting_that_is_allowed_is_read(opens: str, closes: str, levels: int) -> None:
    assert "deep" in text(opens * levels + paragraph("deep") + closes * levels)


def test_a_part_that_bursts_is_refused() -> None:
    assert found(paragraph("A" * 3_000_000)) == {"archive_ratio"}


def test_a_file_cut_off_is_refused() -> None:
    reading = readings(word_file(paragraph("words"))[:-60], "x.docx")[-1]
    assert reading.outcome == "refused"
    assert "reader_fault" not in codes(reading)


def test_pictures_without_words_are_said_not_to_be_read() -> None:
    assert "no_text" in found("", {"word/media/image1.png": b"\x89PNG"})


def test_a_broken_part_leaves_the_rest_read() -> None:
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relations(("a", "footnotes", "footnotes.xml")),
        "word/footnotes.xml": "<broken",
    }
    reading = readings(word_file(paragraph("body"), parts), "x.docx")[-1]
    assert (reading.outcome, reading.documents[0].text) == ("partial", "body")
