"""Documents that are one piece of XML, as Office 2003 wrote them."""

from __future__ import annotations

from read.reading import codes, only, readings

WORD = "http://schemas.microsoft.com/office/word/2003/wordml"
SHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def _word(inside: str) -> str:
    return (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="{WORD}" '
        f'xmlns:o="urn:o" xmlns:aml="urn:aml"><o:DocumentProperties><o:Author>Tansy</o:Author></o:DocumentProperties>'
        f"<w:body>{inside}</w:body></w:wordDocument>"
    )


def test_a_document_is_read_with_what_was_deleted_and_noted() -> None:
    body = (
        "<w:p><w:r><w:t>The hose is </w:t></w:r>"
        '<aml:annotation aml:author="Tansy" aml:createdate="2004-05-03T10:00:00Z" w:type="Word.Deletion"><aml:content>'
        "<w:r><w:delText>stolen</w:delText></w:r></aml:content></aml:annotation><w:r><w:t>lost</w:t></w:r></w:p>"
    )
    read = only(_word(body), "minutes.xml")
    assert (read.kind, read.author) == ("word", "Tansy")
    assert read.text == 'The hose is lost\n[Deleted by Tansy on 2004-05-03T10:00:00Z, after "The hose is": stolen]'
    assert codes(readings(_word(body), "minutes.doc")[-1]) == {"tracked_changes", "tracked_deletion"}


def test_a_workbook_is_its_sheets_and_their_rows() -> None:
    book = (
        f'<?xml version="1.0"?><Workbook xmlns="{SHEET}" xmlns:ss="{SHEET}"><Worksheet ss:Name="Rents"><Table><Row>'
        '<Cell><Data>Plot</Data><Comment ss:Author="Tansy"><Data>Whose?</Data></Comment></Cell>'
        '<Cell ss:Index="3"><Data>17</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    read = only(book, "rents.xls")
    assert (read.kind, read.text) == ("sheet", "Rents\nPlot\t\t17\n[Comment by Tansy: Whose?]")


def test_one_that_defines_its_own_words_is_refused() -> None:
    before = '<?xml version="1.0"?><?mso-application progid="Word.Document"?><!DOCTYPE w [<!ENTITY a "b">]>'
    assert codes(readings(f"{before}<w/>", "x.xml")[-1]) == {"xml_dtd"}
