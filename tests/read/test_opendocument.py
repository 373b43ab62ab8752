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


def test_notes_comments_and_deleted_words_stand_in_marks_of_their_own() -> None:
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
        "lost\n[Footnote 1: in May]\n[Comment by Clerk on 2024-05-04: Sure?]\n\n"
        "[Deleted by Tansy on 2024-05-03: stolen]"
    )
    assert found(open_file("text", body)) == {"tracked_changes", "tracked_deletion", "comment"}


CHANGED = (
    "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><office:change-info>"
    "<dc:creator>Tansy</dc:creator><dc:date>2024-05-03</dc:date></office:change-info><text:p>stolen</text:p>"
    "</text:deletion></text:changed-region><text:changed-region text:id='c2'><text:insertion><office:change-info>"
    "<dc:creator>Clerk</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>"
)


def test_a_deletion_and_an_insertion_are_told_where_they_stand() -> None:
    body = (
        f"{CHANGED}<text:p>The hose is <text:change text:change-id='c1'/><text:change-start text:change-id='c2'/>"
        "lost<text:change-end text:change-id='c2'/></text:p><text:p>It is.</text:p>"
    )
    assert text("text", body) == (
        'The hose is lost\n[Deleted by Tansy on 2024-05-03, after "The hose is": stolen]\n'
        "[Inserted by Clerk: lost]\nIt is."
    )


def test_a_comment_tells_the_words_it_is_about_and_answers_are_told_as_such() -> None:
    note = (
        "<office:annotation office:name='{0}' {1}><dc:creator>{2}</dc:creator><text:p>{3}</text:p></office:annotation>"
    )
    body = (
        f"<text:p>The {note.format('a', '', 'Clerk', 'Sure?')}hose<office:annotation-end office:name='a'/> is lost"
        f"{note.format('b', 'office:parent-name=' + chr(34) + 'a' + chr(34), 'Tansy', 'Quite.')}</text:p>"
    )
    assert text("text", body) == ('The hose is lost\n[Comment by Clerk, about "hose": Sure?]\n[Reply by Tansy: Quite.]')


def test_a_section_that_is_not_shown_is_told_as_hidden() -> None:
    body = "<text:section text:display='none'><text:p>unseen</text:p></text:section><text:p>shown</text:p>"
    assert text("text", body) == "[Hidden: unseen]\nshown"


def test_a_table_kept_within_the_file_is_read() -> None:
    inner = (
        f'<office:document-content xmlns:office="{OPEN}office:1.0" xmlns:table="{OPEN}table:1.0" '
        f'xmlns:text="{OPEN}text:1.0"><office:body><office:spreadsheet><table:table table:name="A">'
        f"{row('17', '12')}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    assert only(open_file("text", "<text:p>x</text:p>", {"Object 1/content.xml": inner}), "m.odt").text == (
        "x\n\n[Embedded object 1: A\n17\t12]"
    )


def test_what_cells_held_before_is_told() -> None:
    body = (
        "<table:tracked-changes><table:cell-content-change><office:change-info><dc:creator>Tansy</dc:creator>"
        "</office:change-info><table:previous><table:change-track-table-cell><text:p>guilty</text:p>"
        "</table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>"
        f"<table:table table:name='A'>{row('cleared')}</table:table>"
    )
    assert text("spreadsheet", body) == "A\ncleared\n\n[Cells before they were changed by Tansy: guilty]"
    assert found(open_file("spreadsheet", body)) == {"earlier_value"}


def test_hidden_sheets_and_columns_are_told() -> None:
    style = "<style:style style:name='t'><style:table-properties table:display='false'/></style:style>"
    folded = "<table:table-column/><table:table-column table:visibility='collapse'/>"
    body = f"<table:table table:name='A' table:style-name='t'>{folded}{row('shown', 'unseen')}</table:table>"
    assert text("spreadsheet", body, style) == "A\n[Hidden sheet]\nshown\n[Hidden column B: unseen]"
    assert found(open_file("spreadsheet", body, styles=style)) == {"hidden_sheet", "hidden_column"}


def test_hidden_words_stand_in_a_mark() -> None:
    style = "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>"
    body = "<text:p>shown<text:span text:style-name='T1'>unseen</text:span></text:p>"
    assert text("text", body, style) == 'shown\n[Hidden, after "shown": unseen]'
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
    assert text("spreadsheet", body) == "A\n[Hidden row 1: unseen]"
    assert found(open_file("spreadsheet", body)) == {"hidden_row"}


def test_slides_are_read_in_order() -> None:
    box = "<draw:text-box><text:p>{}</text:p></draw:text-box>"
    page = f"<draw:page><draw:frame>{box}</draw:frame></draw:page>"
    read = document("presentation", page.format("one") + page.format("two"))
    assert (read.kind, read.text) == ("slides", "[Slide 1]\none\n\n[Slide 2]\ntwo")


def test_hidden_slides_and_notes_for_the_speaker_are_told() -> None:
    style = (
        "<style:style style:name='d'><style:drawing-page-properties presentation:visibility='hidden' "
        "xmlns:presentation='urn:p'/></style:style>"
    )
    notes = "<p:notes xmlns:p='urn:p'><draw:frame><text:p>not for her</text:p></draw:frame></p:notes>"
    body = f"<draw:page draw:style-name='d'><draw:frame><text:p>one</text:p></draw:frame>{notes}</draw:page>"
    assert text("presentation", body, style) == "[Hidden slide 1]\none\n[Notes: not for her]"
    assert found(open_file("presentation", body, styles=style)) == {"hidden_slide", "speaker_notes"}


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


NUMBERED = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="("'
    ' style:num-suffix=")"/><text:list-level-style-bullet text:level="3" text:bullet-char="–"/></text:list-style>'
)


def items(*inside: str, mark: str = 'text:style-name="L"') -> str:
    return f"<text:list {mark}>{''.join(f'<text:list-item>{one}</text:list-item>' for one in inside)}</text:list>"


def test_the_numbers_of_lists_stand_before_the_first_paragraph_of_each_item() -> None:
    inner = items(
        "<text:p>Sunday</text:p>", "<text:p>Monday</text:p>" + items("<text:p>late</text:p>", mark=""), mark=""
    )
    told = text(
        "text", items(f"<text:p>Gate</text:p><text:p>It was open.</text:p>{inner}", "<text:p>Hose</text:p>"), NUMBERED
    )
    assert told.splitlines() == ["1. Gate", "It was open.", "(a) Sunday", "(b) Monday", "– late", "2. Hose"]


def test_a_list_begins_anew_unless_it_goes_on_with_another_or_says_where_it_begins() -> None:
    gate = items("<text:p>Gate</text:p>", mark='xml:id="one" text:style-name="L"')
    anew = items("<text:p>Hose</text:p>")
    on = items("<text:p>Butt</text:p>", mark='text:continue-list="one" text:style-name="L"')
    fifth = items("<text:p>Shed</text:p>").replace("<text:list-item>", '<text:list-item text:start-value="5">')
    told = text("text", gate + anew + on + fifth, NUMBERED)
    assert told.splitlines() == ["1. Gate", "1. Hose", "2. Butt", "5. Shed"]


def test_an_item_without_words_of_its_own_is_not_counted_and_headings_count_where_the_outline_has_numbers() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    deep = items(items("<text:p>Sunday</text:p>", mark=""), "<text:p>Gate</text:p>")
    heads = "".join(
        f'<text:h text:outline-level="{depth}">{word}</text:h>'
        for depth, word in ((1, "A"), (2, "B"), (2, "C"), (1, "D"))
    )
    told = text("text", deep + heads, NUMBERED + outline)
    assert told.splitlines() == ["(a) Sunday", "2. Gate", "I A", "I.1 B", "I.2 C", "II D"]
