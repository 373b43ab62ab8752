from __future__ import annotations

import io
import struct

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    assert read.text.startswith(
        "Allotment Society\n\nFirst the hose.\nPlot\tSeventeen\nThen the butt.\n\nPage foot\n\n[Property, "
    )


@pytest.mark.parametrize(
    ("stated", "date"),
    [("2024-05-03T10:00:00Z", "2024-05-03T10:00:00+00:00"), ("2024-05", "2024-05"), ("2024-13-03", "")],
)
def test_the_date_is_that_of_the_last_saving_with_its_real_precision(stated: str, date: str) -> None:
    inside = f"<d:modified>{stated}</d:modified>"
    core = f'<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d">{inside}</c:coreProperties>'
    assert document(paragraph("x"), {"docProps/core.xml": core}).date == date


def test_deleted_words_stand_under_their_paragraph_with_who_deleted_them_when_and_where() -> None:
    assert text(DELETED) == (
        "The hose is lost\n[Inserted by Tansy: lost]\n"
        '[Deleted by Tansy on 2024-05-03T10:00:00Z, after "hose is lost": stolen]'
    )
    assert {"tracked_changes", "tracked_deletion"} <= found(DELETED)


def test_the_flag_counts_the_changes_and_names_who_made_them() -> None:
    flags = [one.what for one in readings(word_file(DELETED), "minutes.docx")[-1].problems]
    assert flags == [
        "It was written with changes tracked: 1 deletion, 1 insertion, by Tansy, 2024-05-03.",
        "Words that were deleted are still in it: 1 place, by Tansy, 2024-05-03.",
    ]


def test_one_deletion_in_several_runs_is_one() -> None:
    run = "<w:r><w:delText>{}</w:delText></w:r>"
    body = f'<w:p><w:del w:author="T">{run.format("sto")}</w:del><w:del w:author="T">{run.format("len")}</w:del></w:p>'
    assert text(body) == "[Deleted by T: stolen]"


def test_moved_words_are_told_where_they_were_and_where_they_are() -> None:
    run = "<w:r><w:t>the shed</w:t></w:r>"
    body = f'<w:p><w:moveFrom w:author="T">{run}</w:moveFrom></w:p><w:p><w:moveTo w:author="T">{run}</w:moveTo></w:p>'
    assert text(body) == "[Moved away by T: the shed]\nthe shed\n[Moved here by T: the shed]"
    assert found(body) == {"tracked_changes"}


def test_a_deleted_row_is_told_and_the_rows_around_it_stay_rows() -> None:
    def row(words: str, change: str = "") -> str:
        return f"<w:tr><w:trPr>{change}</w:trPr><w:tc>{paragraph(words)}</w:tc><w:tc>{paragraph('17')}</w:tc></w:tr>"

    body = f"<w:tbl>{row('Plot')}{row('Rent', '<w:del w:author=&quot;T&quot;/>'.replace('&quot;', chr(34)))}</w:tbl>"
    assert text(body) == "Plot\t17\n[Deleted row by T: Rent\t17]"


def test_what_hangs_from_a_cell_does_not_break_its_row() -> None:
    hidden = "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>"
    body = f"<w:tbl><w:tr><w:tc>{hidden}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    assert text(body) == 'a\tb\n[Hidden, after "a": unseen]'


def test_hidden_words_stand_in_a_mark_of_their_own() -> None:
    body = paragraph("shown") + paragraph("unseen", "<w:vanish/>")
    body += paragraph("seen", '<w:vanish w:val="0"/>')
    assert text(body) == "shown\n[Hidden: unseen]\nseen"
    assert "hidden_text" in found(body)


@pytest.mark.parametrize(
    ("mark", "flags"),
    [
        ('<w:color w:val="FFFFFF"/>', {"white_text"}),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', set()),
        ('<w:highlight w:val="black"/>', {"covered_text"}),
        ('<w:highlight w:val="yellow"/>', set()),
    ],
)
def test_words_in_white_or_marked_in_black_are_flagged(mark: str, flags: set[str]) -> None:
    assert found(paragraph("the words", mark)) == flags


def test_words_hidden_by_a_style_that_another_is_based_on_stand_apart() -> None:
    styles = word_part(
        "styles",
        '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    body = paragraph("shown") + paragraph("unseen", '<w:rStyle w:val="B"/>')
    assert text(body, {"word/styles.xml": styles}) == "shown\n[Hidden: unseen]"


COMMENTED: dict[str, str | bytes] = {
    "word/_rels/document.xml.rels": relations(
        ("a", "footnotes", "footnotes.xml"),
        ("b", "endnotes", "endnotes.xml"),
        ("c", "comments", "comments.xml"),
        ("d", "commentsExtended", "commentsExtended.xml"),
    ),
    "word/footnotes.xml": word_part(
        "footnotes",
        f'<w:footnote w:id="0" w:type="separator">{paragraph("")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("at foot")}</w:footnote>',
    ),
    "word/endnotes.xml": word_part("endnotes", f'<w:endnote w:id="1">{paragraph("at end")}</w:endnote>'),
    "word/comments.xml": word_part(
        "comments",
        '<w:comment w:id="1" w:author="Tansy" w:date="2024-05-03">'
        '<w:p w:paraId="A1"><w:r><w:t>Sure?</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="2" w:author="Clerk"><w:p w:paraId="A2"><w:r><w:t>Quite.</w:t></w:r></w:p></w:comment>',
    ),
    "word/commentsExtended.xml": word_part(
        "commentsEx",
        '<w:commentEx w:paraId="A1" w:done="1"/><w:commentEx w:paraId="A2" w:paraIdParent="A1"/>',
    ),
}


def test_notes_and_comments_stand_under_the_paragraph_that_refers_to_them() -> None:
    body = (
        '<w:p><w:r><w:t>The </w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>hose</w:t></w:r>'
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        '<w:r><w:commentReference w:id="2"/><w:t> is lost</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
        + paragraph("body")
    )
    assert text(body, COMMENTED) == (
        'The hose is lost\n[Resolved comment by Tansy on 2024-05-03, about "hose": Sure?]\n[Reply by Clerk: Quite.]\n'
        "[Footnote 1: at foot]\nbody\n\n[Endnote 1: at end]"
    )
    assert found(body, COMMENTED) == {"comment"}


def test_notes_and_comments_that_nothing_refers_to_stand_at_the_end() -> None:
    assert text(paragraph("body"), COMMENTED) == (
        "body\n\n[Footnote 1: at foot]\n[Endnote 1: at end]\n"
        "[Resolved comment by Tansy on 2024-05-03: Sure?]\n[Reply by Clerk: Quite.]"
    )


def test_comments_that_answer_one_another_in_a_circle_are_each_told_once() -> None:
    circle = '<w:commentEx w:paraId="A1" w:paraIdParent="A2"/><w:commentEx w:paraId="A2" w:paraIdParent="A1"/>'
    parts = COMMENTED | {"word/commentsExtended.xml": word_part("commentsEx", circle)}
    told = text(paragraph("body"), parts)
    assert (told.count("Sure?"), told.count("Quite.")) == (1, 1)


def test_a_picture_s_description_and_what_is_taken_from_elsewhere_are_told() -> None:
    body = (
        '<w:p><w:r><w:drawing><w:docPr descr="The shed at night"/></w:drawing></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDEPICTURE "http://sheds.example/x.png"</w:instrText>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert text(body) == (
        '[Picture, described as: The shed at night]\n[Field: INCLUDEPICTURE "http://sheds.example/x.png"]'
    )
    assert found(body) == {"linked_field"}


def test_where_a_link_leads_is_told_unless_its_words_say_so() -> None:
    def link(words: str) -> str:
        return f'<w:p><w:hyperlink w:id="r9"><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>'

    where: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relations(("r9", "hyperlink", "http://sheds.example/"), external=True)
    }
    named = link("here").replace("w:id", "r:id").replace("<w:p>", '<w:p xmlns:r="urn:r">')
    assert text(named, where) == "here\n[Link to: http://sheds.example/]"
    plain = link("http://sheds.example/").replace("w:id", "r:id").replace("<w:p>", '<w:p xmlns:r="urn:r">')
    assert text(plain, where) == "http://sheds.example/"


def test_what_it_says_of_its_making_stands_at_its_end() -> None:
    core = '<c:p xmlns:c="urn:c" xmlns:d="urn:d"><c:lastModifiedBy>Clerk Tansy</c:lastModifiedBy></c:p>'
    app = "<p><Company>Allotment Society</Company><TotalTime>6</TotalTime></p>"
    custom = '<p><property name="Case"><v>Plot 17</v></property></p>'
    parts: dict[str, str | bytes] = {
        "docProps/core.xml": core,
        "docProps/app.xml": app,
        "docProps/custom.xml": custom,
    }
    assert text(paragraph("x"), parts) == (
        "x\n\n[Property, last changed by: Clerk Tansy]\n[Property, company: Allotment Society]\n"
        "[Property, minutes of editing: 6]\n[Property, Case: Plot 17]"
    )


def test_words_kept_on_no_page_are_read_and_flagged() -> None:
    settings = word_part("settings", '<w:docVars><w:docVar w:name="Note" w:val="not for her"/></w:docVars>')
    parts: dict[str, str | bytes] = {"word/settings.xml": settings, "customXml/item1.xml": "<a><b>plot 17</b></a>"}
    assert text(paragraph("x"), parts) == "x\n\n[Stored variable Note: not for her]\n[Stored data: plot 17]"
    assert found(paragraph("x"), parts) == {"stored_text"}


def test_words_of_a_part_that_nothing_leads_to_are_said_not_to_be_read() -> None:
    reading = readings(word_file(paragraph("x"), {"word/odd.xml": word_part("odd", paragraph("unreached"))}), "a.docx")
    assert (reading[-1].outcome, codes(reading[-1])) == ("partial", {"words_unread"})
    assert "unreached" in reading[-1].problems[0].what


def test_a_word_cut_by_a_hidden_run_is_not_said_to_be_unread() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>XX</w:t></w:r>"
    assert found(f"<w:p><w:r><w:t>he</w:t></w:r>{hidden}<w:r><w:t>llo</w:t></w:r></w:p>") == {"hidden_text"}


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
    assert text(nested(240)) == "deep\n[Inserted: deep]"


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


def _drawing(*texts: tuple[int, str], after: bytes = b"") -> bytes:
    """Give a picture that draws these texts, each at its height."""
    picture = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    for height, words in texts:
        coded = words.encode("utf-16-le")
        picture += struct.pack("<II", 84, 76 + len(coded)) + bytes(28) + struct.pack("<iiII", 0, height, len(words), 76)
        picture += bytes(24) + coded
    return picture + struct.pack("<II", 70, 8 + len(after)) + after


def test_the_words_a_picture_draws_are_read_line_by_line() -> None:
    picture = _drawing((10, "Plot"), (10, "Rent"), (20, "1"), (20, "7"))
    content: dict[str, str | bytes] = {"word/media/image1.emf": picture}
    assert text(paragraph("x"), content) == "x\n\n[Picture, words in it: Plot Rent\n17]"
    assert found(paragraph("x"), content) == set()


def test_a_pdf_that_a_picture_carries_is_a_blob_of_its_family() -> None:
    carried = {"word/media/image1.emf": _drawing(after=b"%PDF-1.4 x %%EOF")}
    inner, outer = readings(word_file(paragraph("x"), carried), "minutes.docx")
    assert (inner.path, inner.format) == ("minutes.docx!/word/media/image1.emf.pdf", "pdf")
    assert codes(outer) == {"embedded_file", "unread_picture"}


def test_pictures_beside_words_are_flagged_as_not_read() -> None:
    assert found(paragraph("x"), {"word/media/image1.png": b"\x89PNG"}) == {"unread_picture"}


def test_a_broken_part_leaves_the_rest_read() -> None:
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relations(("a", "footnotes", "footnotes.xml")),
        "word/footnotes.xml": "<broken",
    }
    reading = readings(word_file(paragraph("body"), parts), "x.docx")[-1]
    assert (reading.outcome, reading.documents[0].text) == ("partial", "body")


_LOOKS = {
    "shown": "<w:r><w:t>{}</w:t></w:r>",
    "hidden": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>",
    "deleted": '<w:del w:author="T"><w:r><w:delText>{}</w:delText></w:r></w:del>',
    "inserted": '<w:ins w:author="T"><w:r><w:t>{}</w:t></w:r></w:ins>',
    "boxed": "<w:r><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:r>",
}


@given(st.lists(st.lists(st.sampled_from(sorted(_LOOKS)), max_size=6), max_size=5))
def test_every_word_comes_out_whatever_its_look_and_those_shown_stay_one_line(paragraphs: list[list[str]]) -> None:
    numbered = [[(look, f"w{row}x{at}y") for at, look in enumerate(looks)] for row, looks in enumerate(paragraphs)]
    body = "".join(f"<w:p>{''.join(_LOOKS[look].format(word) for look, word in runs)}</w:p>" for runs in numbered)
    reading = readings(word_file(body), "minutes.docx")[-1]
    whole = reading.documents[0].text
    assert "words_unread" not in codes(reading)
    assert all(word in whole for runs in numbered for _, word in runs)
    lines = whole.split("\n")
    for runs in numbered:
        shown = "".join(word for look, word in runs if look in ("shown", "inserted"))
        assert not shown or shown in lines
