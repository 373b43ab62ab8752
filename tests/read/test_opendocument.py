from __future__ import annotations

import pytest

from read.making_office import OPEN, open_file
from read.reading import codes, only, readings
from rejoinder.model import Document


def text(kind: str, body: str, styles: str = "") -> str:
    return document(kind, body, styles).text


def document(kind: str, body: str, styles: str = "") -> Document:
    return only(open_file(kind, body, styles=styles), "minutes.odt")


def found(content: bytes) -> set[str]:
    return codes(readings(content, "minutes.odt")[-1])


def row(*cells: str, mark: str = "") -> str:
    inside = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in cells)
    return f"<table:table-row{mark}>{inside}</table:table-row>"


def test_a_text_is_its_headings_paragraphs_lists_and_tables_in_order() -> None:
    body = (
        "<text:h>Minutes</text:h>"
        "<text:p>The <text:span>hose</text:span><text:s text:c='2'/>is<text:tab/>lost.</text:p>"
        "<text:list><text:list-item><text:p>found</text:p></text:list-item></text:list>"
        f"<table:table>{row('Plot', 'Seventeen')}</table:table><text:p>a<text:line-break/>b</text:p>"
    )
    read = document("text", body)
    assert read.kind == "word"
    assert read.text == "Minutes\nThe hose  is\tlost.\nfound\nPlot\tSeventeen\na\nb"


def test_what_it_says_of_itself_is_kept() -> None:
    meta = (
        f'<office:document-meta xmlns:office="{OPEN}office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Minutes</dc:title>'
        "<dc:creator>Clerk Tansy</dc:creator><dc:date>2024-05-03T10:00:00</dc:date>"
        "</office:meta></office:document-meta>"
    )
    read = only(open_file("text", "<text:p>x</text:p>", {"meta.xml": meta}), "minutes.odt")
    assert (read.title, read.author, read.date) == ("Minutes", "Clerk Tansy", "2024-05-03T10:00:00")


def test_notes_comments_and_deleted_words_stand_apart() -> None:
    who = "<dc:creator>Tansy</dc:creator><dc:date>2024-05-03</dc:date>"
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"<office:change-info>{who}</office:change-info><text:p>stolen</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>lost<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>in May</text:p></text:note-body></text:note>"
        "<office:annotation><dc:creator>Clerk</dc:creator><dc:date>2024-05-04</dc:date><text:p>Sure?</text:p>"
        "</office:annotation></text:p>"
    )
    assert text("text", body) == (
        "lost\n\n[Notes]\nFootnote 1: in May\n\n[Comments]\nClerk, 2024-05-04: Sure?\n\n"
        "[Deleted text, as tracked changes keep it]\nTansy, 2024-05-03: stolen"
    )
    assert "tracked_changes" in found(open_file("text", body))


def test_hidden_words_stand_apart() -> None:
    style = "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>"
    body = "<text:p>shown<text:span text:style-name='T1'>unseen</text:span></text:p>"
    assert text("text", body, style) == "shown\n\n[Hidden text]\nunseen"
    assert "hidden_text" in found(open_file("text", body, styles=style))


def test_a_spreadsheet_is_its_sheets_with_their_names_and_repeated_cells_are_not_endless() -> None:
    wide = "<table:table-cell table:number-columns-repeated='16000'/>"
    body = (
        f"<table:table table:name='Rents'>{row('Plot', 'Rent')}"
        f"{row('17', '12').replace('</table:table-row>', wide)}</table:table-row>"
        "<table:table-row table:number-rows-repeated='1048574'><table:table-cell/></table:table-row>"
        f"</table:table><table:table table:name='Names'>{row('Marigold')}</table:table>"
    )
    read = document("spreadsheet", body)
    assert read.kind == "sheet"
    assert read.text.split("\n")[:3] == ["Rents", "Plot\tRent", "17\t12"]
    assert read.text.endswith("Names\nMarigold")
    assert len(read.text) < 80


def test_cells_repeated_past_the_limits_are_said_not_to_be_read() -> None:
    endless = (
        "<table:table-row table:number-rows-repeated='900000'><table:table-cell><text:p>x</text:p>"
        "</table:table-cell></table:table-row>"
    )
    body = f"<table:table table:name='A'>{endless}{row('after')}</table:table>"
    assert "row_limit" in found(open_file("spreadsheet", body))
    wide = row("x").replace("<table:table-cell>", "<table:table-cell table:number-columns-repeated='9000'>")
    body = f"<table:table table:name='A'>{wide}</table:table>"
    assert "column_limit" in found(open_file("spreadsheet", body))


def test_rows_that_are_hidden_are_read_and_flagged() -> None:
    folded = row("unseen", mark=" table:visibility='collapse'")
    body = f"<table:table table:name='A'>{folded}</table:table>"
    assert "unseen" in text("spreadsheet", body)
    assert "hidden_sheet" in found(open_file("spreadsheet", body))


def test_slides_are_read_in_order() -> None:
    box = "<draw:text-box><text:p>{}</text:p></draw:text-box>"
    page = f"<draw:page><draw:frame>{box}</draw:frame></draw:page>"
    read = document("presentation", page.format("one") + page.format("two"))
    assert (read.kind, read.text) == ("slides", "one\ntwo")


def test_a_locked_file_is_refused() -> None:
    manifest = "<manifest><encryption-data/></manifest>"
    assert found(open_file("text", "", {"META-INF/manifest.xml": manifest})) == {"encrypted"}


def test_macros_and_what_it_would_fetch_are_flagged() -> None:
    picture = "<draw:image xlink:href='http://sheds.example/x.png'/>"
    body = f"<text:p>x<draw:frame>{picture}</draw:frame></text:p>"
    holding = open_file("text", body, {"Basic/Standard/m.xml": "<m/>"})
    assert {"macros", "external_relationship"} <= found(holding)


@pytest.mark.parametrize(
    ("before", "body", "code"),
    [
        ('<!DOCTYPE d [<!ENTITY a "b">]>', "<text:p>x</text:p>", "xml_dtd"),
        ("", "<text:section>" * 400 + "</text:section>" * 400, "markup_depth"),
        ("", "<unclosed>", "office_structure"),
        ("", f"<text:p>{'A' * 3_000_000}</text:p>", "archive_ratio"),
    ],
)
def test_what_cannot_be_read_safely_is_refused(before: str, body: str, code: str) -> None:
    assert found(open_file("text", body, before=before)) == {code}


@pytest.mark.parametrize("opens", ["text:section", "text:span", "text:p", "draw:frame"])
def test_every_nesting_that_is_allowed_is_read(opens: str) -> None:
    body = f"<{opens}>" * 240 + "<text:p>deep</text:p>" + f"</{opens}>" * 240
    assert "deep" in text("text", body)
