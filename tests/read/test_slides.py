"""Presentations: what each slide shows, what is said beside it, and what it hides."""

from __future__ import annotations

import pytest

from read.making_office import relations, shape, slides_file, slides_part
from read.reading import codes, only, readings

NOTES = "ppt/slides/_rels/slide1.xml.rels"


def text(content: bytes) -> str:
    return only(content, "talk.pptx").text


def found(content: bytes) -> set[str]:
    return codes(readings(content, "talk.pptx")[-1])


def test_slides_stand_in_the_order_of_the_talk_each_with_its_title_first() -> None:
    content = slides_file(shape("The hose") + shape("Minutes", "title"), shape("It is lost"))
    read = only(content, "talk.pptx")
    assert (read.kind, read.text) == ("slides", "[Slide 1]\nMinutes\nThe hose\n\n[Slide 2]\nIt is lost")
    assert found(content) == set()


def test_a_hidden_slide_is_read_and_told() -> None:
    content = slides_file(shape("shown"), shape("unseen"), marks={2: ' show="0"'})
    assert text(content) == "[Slide 1]\nshown\n\n[Hidden slide 2]\nunseen"
    said = readings(content, "talk.pptx")[-1].problems
    assert [(one.code, one.what) for one in said] == [
        ("hidden_slide", "It has hidden slides, whose words are in the text: slide 2.")
    ]


def test_notes_for_the_speaker_stand_under_their_slide() -> None:
    held = shape("not for her", "body") + shape("Society", "hdr") + shape("7", "sldNum")
    notes = slides_part("notes", f"<p:cSld><p:spTree>{held}</p:spTree></p:cSld>")
    more: dict[str, str | bytes] = {
        NOTES: relations(("n", "notesSlide", "../notesSlides/notesSlide1.xml")),
        "ppt/notesSlides/notesSlide1.xml": notes,
    }
    content = slides_file(shape("shown"), more=more)
    assert text(content) == "[Slide 1]\nshown\n[Notes: not for her\nSociety]"
    assert "speaker_notes" in found(content)


def test_comments_and_answers_are_told_with_who_made_them() -> None:
    old = slides_part("cmLst", '<p:cm authorId="0" dt="2024-05-03T10:00:00"><p:text>Sure?</p:text></p:cm>')
    new = slides_part(
        "cmLst",
        '<p:cm authorId="1" created="2024-05-04" status="resolved"><p:replyLst><p:reply authorId="0"><p:txBody>'
        "<a:p><a:r><a:t>Quite.</a:t></a:r></a:p></p:txBody></p:reply></p:replyLst><p:txBody><a:p><a:r>"
        "<a:t>Drop this.</a:t></a:r></a:p></p:txBody></p:cm>",
    )
    people = '<p:cmAuthor id="0" name="Clerk Tansy"/><p:cmAuthor id="1" name="Odo"/>'
    more: dict[str, str | bytes] = {
        NOTES: relations(("a", "comments", "../comments/comment1.xml"), ("b", "comments", "../comments/modern.xml")),
        "ppt/comments/comment1.xml": old,
        "ppt/comments/modern.xml": new,
        "ppt/commentAuthors.xml": slides_part("cmAuthorLst", people),
    }
    content = slides_file(shape("shown"), more=more)
    assert text(content) == (
        "[Slide 1]\nshown\n[Comment by Clerk Tansy on 2024-05-03T10:00:00: Sure?]\n"
        "[Resolved comment by Odo on 2024-05-04: Drop this.]\n[Reply by Clerk Tansy: Quite.]"
    )
    assert found(content) == {"comment"}


@pytest.mark.parametrize(
    ("drawn", "told", "flags"),
    [
        (shape("x", place="100 0 10 10"), "[Off the slide: x]", {"off_slide"}),
        (shape("x", place="-10 0 10 10"), "[Off the slide: x]", {"off_slide"}),
        (shape("x", place="99 79 10 10"), "x", set()),
        (shape("x", mark=' hidden="1"'), "[Hidden: x]", {"hidden_text"}),
        (shape("x", mark=' descr="a shed"'), "x\n[Picture, described as: a shed]", set()),
    ],
)
def test_what_lies_outside_a_slide_or_is_hidden_on_it_is_told(drawn: str, told: str, flags: set[str]) -> None:
    content = slides_file(drawn)
    assert (text(content), found(content)) == (f"[Slide 1]\n{told}", flags)


def test_tables_are_rows_and_groups_are_their_shapes() -> None:
    def cell(words: str) -> str:
        return f"<a:tc><a:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></a:txBody></a:tc>"

    table = f"<p:graphicFrame><a:tbl><a:tr>{cell('Plot')}{cell('17')}</a:tr></a:tbl></p:graphicFrame>"
    group = f"<p:grpSp>{shape('one')}<p:grpSp>{shape('two')}</p:grpSp></p:grpSp>"
    assert text(slides_file(table + group)) == "[Slide 1]\nPlot\t17\none\ntwo"


def test_what_layouts_put_behind_slides_is_read_once_and_what_they_ask_to_fill_in_is_not() -> None:
    behind = slides_part(
        "sldMaster",
        f"<p:cSld><p:spTree>{shape('CONFIDENTIAL')}{shape('Click to edit', 'title')}</p:spTree></p:cSld>",
    )
    more = {"ppt/slideMasters/slideMaster1.xml": behind, "ppt/slideLayouts/slideLayout1.xml": behind}
    content = slides_file(shape("shown"), more=more)
    assert text(content) == "[Slide 1]\nshown\n\n[Behind the slides: CONFIDENTIAL]"
    assert found(content) == set()


def test_a_slide_that_was_taken_out_and_is_still_in_the_file_is_told() -> None:
    left = slides_part("sld", f"<p:cSld><p:spTree>{shape('taken out')}</p:spTree></p:cSld>")
    content = slides_file(shape("shown"), more={"ppt/slides/slide9.xml": left})
    assert text(content) == "[Slide 1]\nshown\n\n[Stored slide, not in the presentation: taken out]"
    assert found(content) == {"stored_text"}


def test_a_film_within_is_a_blob_of_its_family() -> None:
    inner, outer = readings(slides_file(shape("x"), more={"ppt/media/media1.mp4": b"\0\0\0\x18ftypmp42"}), "talk.pptx")
    assert (inner.parent, inner.format) == ("talk.pptx", "unread")
    assert codes(outer) == {"embedded_file"}


def test_a_broken_slide_leaves_the_others_read_and_a_deep_one_is_refused() -> None:
    broken: dict[str, str | bytes] = {"ppt/slides/slide2.xml": "<broken"}
    reading = readings(slides_file(shape("one"), shape("two"), more=broken), "talk.pptx")[-1]
    assert reading.outcome == "partial"
    assert "one" in reading.documents[0].text
    deep = "<p:grpSp>" * 5_000 + "</p:grpSp>" * 5_000
    assert found(slides_file(deep)) == {"markup_depth"}


def test_every_nesting_that_is_allowed_is_read() -> None:
    assert "deep" in text(slides_file("<p:grpSp>" * 240 + shape("deep") + "</p:grpSp>" * 240))
