from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from openpyxl.comments import Comment

from read.making_office import SHEET, cell, relations, sheet_file
from read.reading import codes, only, readings
from rejoinder.model import Document
from rejoinder.read import cells, sheet


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
    assert read.text == "Rents\nPlot\tRent\n17\t12.5\n\nNames\nMarigold Threnody\t\tpaid"
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
    text = document(content).text
    assert all(words in text for words in ("in a hidden row", "in a hidden column", "Secret\nunseen"))


def test_comments_stand_after_the_rows_with_their_cell_and_author() -> None:
    made = openpyxl.Workbook()
    made.active.append(["Plot"])
    made.active["A1"].comment = Comment("Whose?", "Clerk Tansy")
    assert document(book(made)).text.endswith("Plot\n[Comment on A1] Clerk Tansy: Whose?")


def test_a_line_end_within_a_cell_does_not_break_its_row() -> None:
    row = f"<row>{cell('one&#10;two')}{cell('three')}</row>"
    assert document(sheet_file(row)).text == "Plots\none two\tthree"


def test_a_sheet_that_claims_the_whole_grid_is_as_small_as_its_cells() -> None:
    rows = f'<row r="1">{cell("only cell", "A1")}</row><row r="1048576">{cell("last", "XFD1048576")}</row>'
    text = document(sheet_file(rows, before='<dimension ref="A1:XFD1048576"/>')).text
    assert text.split() == ["Plots", "only", "cell", "last"]
    assert len(text) < 100


def test_more_rows_or_cells_than_the_limits_are_said_not_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "ROWS", 2)
    monkeypatch.setattr(sheet, "COLUMNS", 2)
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
