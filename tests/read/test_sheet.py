from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from read.making_office import SHEET, cell, relations, sheet_file
from read.reading import codes, only, readings
from rejoinder.model import Document
from rejoinder.read import cells, sheet_rows
from rejoinder.read.number_format import shown_number, worded_date


def book(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def document(content: bytes) -> Document:
    return only(content, "rents.xlsx")


def found(content: bytes) -> set[str]:
    return codes(readings(content, "rents.xlsx")[-1])


def test_each_sheet_is_its_name_and_its_rows_with_cells_parted_by_tabs() -> None:
    made = openpyxl.Workbook()
    made.active.title = "Rents"
    made.active.append(["Plot", "Rent"])
    made.active.append([17, 12.5])
    made.create_sheet("Names").append(["Marigold Threnody", None, "paid"])
    made.properties.title, made.properties.creator = "Rent list", "Clerk Tansy"
    read = document(book(made))
    assert read.kind == "sheet"
    assert read.text.startswith("Rents\nPlot\tRent\n17\t12.5\n\nNames\nMarigold Threnody\t\tpaid\n\n[Property, ")
    assert (read.title, read.author) == ("Rent list", "Clerk Tansy")


def test_values_are_as_they_are_shown() -> None:
    made = openpyxl.Workbook()
    afternoon = datetime.fromisoformat("2024-05-03T14:07")
    made.active.append([afternoon.date(), afternoon, afternoon.time(), 0.25, 0.1 + 0.2, True, "=1+1"])
    made.active["D1"].number_format = "0.0%"
    assert document(book(made)).text.split("\n")[1].split("\t") == [
        "2024-05-03",
        "2024-05-03T14:07",
        "14:07",
        "25.0%",
        "0.3",
        "TRUE",
        "=1+1",
    ]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("12", "12"),
        ("0.30000000000000004", "0.3"),
        ("1.2345678901234E+15", "1234567890123400"),
        ("nan", "nan"),
        ("x", "x"),
    ],
)
def test_numbers_have_the_digits_a_spreadsheet_counts(stored: str, shown: str) -> None:
    assert cells.Formats(("General",), False).shown(stored, 0) == shown


@pytest.mark.parametrize(
    ("reference", "column"), [("A1", 1), ("Z9", 26), ("AA1", 27), ("XFD1048576", 16384), ("", 0), ("??", 0)]
)
def test_a_reference_names_a_column(reference: str, column: int) -> None:
    assert cells.column_of(reference) == column


def test_hidden_sheets_rows_and_columns_are_read_and_flagged() -> None:
    made = openpyxl.Workbook()
    made.active.append(["shown", "in a hidden column"])
    made.active.append(["in a hidden row"])
    made.active.row_dimensions[2].hidden = True
    made.active.column_dimensions["B"].hidden = True
    secret = made.create_sheet("Secret")
    secret.append(["unseen"])
    secret.sheet_state = "veryHidden"
    content = book(made)
    assert {"hidden_sheet", "hidden_row", "hidden_column"} <= found(content)
    assert document(content).text.partition("\n\n[Property")[0] == (
        "Sheet\nshown\n[Hidden column B: in a hidden column]\n[Hidden row 2: in a hidden row]\n\n"
        "Secret\n[Very hidden sheet]\nunseen"
    )
    said = {problem.code: problem.what for problem in readings(content, "rents.xlsx")[-1].problems}
    assert said["hidden_sheet"] == "It has hidden sheets, whose words are in the text: Secret (very hidden)."
    assert said["hidden_row"] == "It hides rows, whose words are in the text: Sheet."


def test_rows_a_filter_hides_are_told_apart_from_rows_a_person_hid() -> None:
    rows = f'<row r="1">{cell("shown")}</row><row r="2" hidden="1">{cell("unseen")}</row>'
    content = sheet_file(rows, before='<sheetPr filterMode="1"/>')
    assert document(content).text == "Plots\nshown\n[Row 2, filtered out: unseen]"
    assert found(content) == {"filtered_row"}


def test_a_value_whose_format_shows_nothing_is_told() -> None:
    styles = (
        f'<styleSheet xmlns="{SHEET}"><numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    rows = '<row r="3"><c r="A3"><v>17</v></c><c r="B3" s="1"><v>250</v></c></row>'
    content = sheet_file(rows, {"xl/styles.xml": styles})
    assert document(content).text == "Plots\n17\n[Hidden cell B3: 250]"
    assert found(content) == {"hidden_cell"}


def test_a_formula_s_own_words_are_told_under_its_row() -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>IF(B1="dismissed","no","yes")</f><v>yes</v></c></row>'
    rows += '<row r="2"><c r="A2"><f>SUM(B1:B9)</f><v>12</v></c></row>'
    assert document(sheet_file(rows)).text == 'Plots\nyes\n[Formula in A1: IF(B1="dismissed","no","yes")]\n12'


def test_the_rows_a_pivot_table_was_made_of_are_read_though_their_sheet_is_gone() -> None:
    definition = (
        f'<pivotCacheDefinition xmlns="{SHEET}"><cacheSource><worksheetSource ref="A1:B3" sheet="Rents"/></cacheSource>'
        '<cacheFields><cacheField name="Owner"><sharedItems><s v="Marigold"/><s v="Tansy"/><s v="Odo"/></sharedItems>'
        '</cacheField><cacheField name="Rent"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>'
    )
    records = f'<p xmlns="{SHEET}"><r><x v="0"/><n v="12"/></r><r><x v="1"/><n v="15"/></r><r><x v="99"/><m/></r></p>'
    parts: dict[str, str | bytes] = {
        "xl/pivotCache/pivotCacheDefinition1.xml": definition,
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relations(
            ("r1", "pivotCacheRecords", "pivotCacheRecords1.xml")
        ),
        "xl/pivotCache/pivotCacheRecords1.xml": records,
    }
    content = sheet_file(f"<row>{cell('x')}</row>", parts)
    assert document(content).text == (
        "Plots\nx\n\n[Pivot cache 1 of Rents!A1:B3, a sheet that is not in this workbook]\nOwner\tRent\n"
        "Marigold\t12\nTansy\t15\n\t\n[Pivot cache 1, further values of Owner: Odo]\n[End of pivot cache 1]"
    )
    assert found(content) == {"pivot_cache"}


def test_cells_of_another_workbook_connections_and_hidden_names_are_read() -> None:
    link = (
        f'<externalLink xmlns="{SHEET}"><externalBook><sheetNames><sheetName val="Staff"/></sheetNames><sheetDataSet>'
        '<sheetData sheetId="0"><row r="1"><cell r="A1"><v>Marigold</v></cell><cell r="B1"><v>1,200</v></cell></row>'
        "</sheetData></sheetDataSet></externalBook></externalLink>"
    )
    book = (
        f'<workbook xmlns="{SHEET}" xmlns:r="urn:r"><sheets><sheet name="Plots" r:id="s1"/></sheets>'
        '<definedNames><definedName name="Target" hidden="1">"plot 17"</definedName></definedNames></workbook>'
    )
    connection = '<connection name="Staff"><dbPr connection="DSN=staff" command="SELECT * FROM staff"/></connection>'
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": book,
        "xl/externalLinks/externalLink1.xml": link,
        "xl/connections.xml": f'<connections xmlns="{SHEET}">{connection}</connections>',
    }
    content = sheet_file(f"<row>{cell('x')}</row>", parts)
    assert document(content).text == (
        "Plots\nx\n\n[Linked workbook]\n[Linked workbook, sheet Staff: Marigold\t1,200]\n"
        '[Data connection Staff: DSN=staff\nSELECT * FROM staff]\n[Hidden name Target: "plot 17"]'
    )
    assert found(content) == {"external_link", "data_connection", "hidden_name"}


def test_a_data_model_is_said_not_to_be_read() -> None:
    reading = readings(sheet_file(f"<row>{cell('x')}</row>", {"xl/model/item.data": b"\0"}), "x.xlsx")[-1]
    assert (reading.outcome, codes(reading)) == ("partial", {"data_model"})


def test_a_shared_text_that_no_cell_shows_is_told() -> None:
    shared = f'<sst xmlns="{SHEET}"><si><t>shown</t></si><si><t>taken out</t></si></sst>'
    content = sheet_file('<row><c t="s"><v>0</v></c></row>', {"xl/sharedStrings.xml": shared})
    assert document(content).text == "Plots\nshown\n\n[Stored text, in no cell: taken out]"
    assert found(content) == {"stored_text"}


def test_values_where_no_cell_is_are_said_not_to_be_read() -> None:
    assert found(sheet_file("<row><odd><v>17</v></odd></row>")) == {"words_unread"}


def test_what_cells_held_before_they_were_changed_is_told() -> None:
    log = f'<revisions xmlns="{SHEET}"><rcc><oc r="A1" t="inlineStr"><is><t>guilty</t></is></oc></rcc></revisions>'
    content = sheet_file(f"<row>{cell('x')}</row>", {"xl/revisions/revisionLog1.xml": log})
    assert document(content).text == "Plots\nx\n\n[Cell A1 before it was changed: guilty]"
    assert found(content) == {"earlier_value"}


def test_a_thread_is_told_once_with_its_answers() -> None:
    thread = (
        '<c><threadedComment ref="A1" id="1" dT="2024-05-03T10:00:00" personId="p" done="1"><text>Whose?</text>'
        '</threadedComment><threadedComment ref="A1" id="2" parentId="1" personId="p"><text>Hers.</text>'
        "</threadedComment></c>"
    )
    old = (
        f'<comments xmlns="{SHEET}"><authors><author>tc=1</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><t>[Threaded comment] Whose?</t></text></comment>'
        "</commentList></comments>"
    )
    parts: dict[str, str | bytes] = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("a", "threadedComment", "../threadedComments/threadedComment1.xml"), ("b", "comments", "../comments1.xml")
        ),
        "xl/threadedComments/threadedComment1.xml": thread,
        "xl/persons/person.xml": '<l><person displayName="Clerk Tansy" id="p"/></l>',
        "xl/comments1.xml": old,
    }
    row = f'<row r="1">{cell("x", "A1")}</row><row r="2">{cell("y", "A2")}</row>'
    assert found(sheet_file(row, parts)) == {"comment"}
    assert document(sheet_file(row, parts)).text == (
        "Plots\nx\n[Resolved comment by Clerk Tansy on 2024-05-03T10:00:00, A1: Whose?]\n"
        "[Reply by Clerk Tansy, A1: Hers.]\ny"
    )


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0.00", 1.005, "1.01"),
        ("#,##0.00", 1234567.891, "1,234,567.89"),
        ('"£"#,##0.00;[Red]-"£"#,##0.00', -1234.5, "-£1,234.50"),
        ("[$£-809]#,##0", 1234, "£1,234"),
        ("0%", 0.256, "26%"),
        ("00000", 17, "00017"),
        ("#,##0;(#,##0)", -1234, "(1,234)"),
        ("(000) 000-0000", 5551234567, "(555) 123-4567"),
        ("0.0,,", 12345678, "12.3"),
        ('0 "plots"', 3, "3 plots"),
        ("General", 5, None),
        ("# ?/?", 0.5, None),
        ("[>=100]0;0.0", 5, None),
    ],
)
def test_numbers_are_shown_as_their_format_says(code: str, number: float, shown: str | None) -> None:
    assert shown_number(code, number) == shown


@given(st.text('0#?.,%;[]()"$- EeGdm/@*_\\', max_size=20), st.floats(allow_nan=False, allow_infinity=False))
def test_no_format_is_too_odd(code: str, number: float) -> None:
    shown_number(code, number)


@pytest.mark.parametrize(
    ("code", "shown"),
    [("d mmmm yyyy", "3 May 2024"), ("dddd, d mmm yyyy", "Friday, 3 May 2024"), ("dd/mm/yyyy", ""), ("mmm-yy", "")],
)
def test_a_date_is_shown_as_its_format_says_where_that_is_one_day_only(code: str, shown: str) -> None:
    assert worded_date(code, datetime.fromisoformat("2024-05-03")) == shown


def test_comments_stand_after_the_rows_with_their_cell_and_author() -> None:
    made = openpyxl.Workbook()
    made.active.append(["Plot"])
    made.active["A1"].comment = Comment("Whose?", "Clerk Tansy")
    assert "Plot\n[Comment by Clerk Tansy, A1: Whose?]\n" in document(book(made)).text


def test_a_line_end_within_a_cell_does_not_break_its_row() -> None:
    row = f"<row>{cell('one&#10;two')}{cell('three')}</row>"
    assert document(sheet_file(row)).text == "Plots\none two\tthree"


def test_a_sheet_that_claims_the_whole_grid_is_as_small_as_its_cells() -> None:
    rows = f'<row r="1">{cell("only cell", "A1")}</row><row r="1048576">{cell("last", "XFD1048576")}</row>'
    text = document(sheet_file(rows, before='<dimension ref="A1:XFD1048576"/>')).text
    assert text.split() == ["Plots", "only", "cell", "last"]
    assert len(text) < 100


def test_more_rows_or_cells_than_the_limits_are_said_not_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_rows, "ROWS", 2)
    monkeypatch.setattr(sheet_rows, "COLUMNS", 2)
    reading = readings(sheet_file(f"<row>{cell('a') * 3}</row>" * 3), "x.xlsx")[-1]
    assert codes(reading) == {"row_limit", "column_limit"}
    assert reading.documents[0].text == "Plots\na\ta\na\ta"
    assert codes(readings(sheet_file(f"<row>{cell('a') * 2}</row>" * 2), "x.xlsx")[-1]) == set()


def test_shared_words_are_read_without_the_readings_above_their_characters() -> None:
    shared = f'<sst xmlns="{SHEET}"><si><r><t>wa</t></r><r><t>ter</t></r><rPh><t>reading</t></rPh></si></sst>'
    row = '<row><c t="s"><v>0</v></c><c t="s"><v>9</v></c></row>'
    assert document(sheet_file(row, {"xl/sharedStrings.xml": shared})).text == "Plots\nwater"


def test_a_sheet_that_is_missing_is_said_to_be_and_the_other_is_read() -> None:
    both = (
        f'<workbook xmlns="{SHEET}" xmlns:r="urn:r"><sheets>'
        '<sheet name="A" r:id="s1"/><sheet name="B" r:id="s2"/>'
        "</sheets></workbook>"
    )
    reading = readings(sheet_file(f"<row>{cell('a')}</row>", {"xl/workbook.xml": both}), "x.xlsx")[-1]
    assert (reading.outcome, codes(reading)) == ("partial", {"office_structure"})
    assert "A\na" in reading.documents[0].text


def test_xml_that_defines_its_own_words_is_refused_in_any_part() -> None:
    shared = f'<!DOCTYPE s [<!ENTITY a "b">]><sst xmlns="{SHEET}"/>'
    assert found(sheet_file("", {"xl/sharedStrings.xml": shared})) == {"xml_dtd"}
    rows = f'<!DOCTYPE s [<!ENTITY a "b">]><worksheet xmlns="{SHEET}"/>'
    assert found(sheet_file("", {"xl/worksheets/sheet1.xml": rows})) == {"xml_dtd"}


def test_macros_and_what_it_would_fetch_are_flagged() -> None:
    parts: dict[str, str | bytes] = {
        "xl/vbaProject.bin": b"\0" * 100,
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
            ("a", "externalLinkPath", "http://sheds.example/x.xlsx"), external=True
        ),
    }
    assert {"macros", "external_relationship"} <= found(sheet_file(f"<row>{cell('x')}</row>", parts))
