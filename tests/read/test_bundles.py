from __future__ import annotations

from read.making_print import Line, foot, memo, pdf_of, prose
from read.reading import readings
from rejoinder.model import Document

LETTER = """\
The Lower Wibbling Allotment Society

Ms M. Threnody
3 Larkspur Steps

12 May 2024

Dear Ms Threnody,

The committee has met and has decided nothing.
You will hear from us when it has.

Yours sincerely,
Hesper Quillfeather"""
MINUTES = """\
Minutes of the meeting of the committee
14 May 2024

1. The hose
It has not been found, and nobody has looked for it.
2. The gate
It was locked."""
FORM = """\
Application form

Name: Marigold Threnody
Plot: fourteen
Reason: I should like a hose."""


def parts(pages: list[list[Line]]) -> list[Document]:
    return list(readings(pdf_of(pages), "bundle.pdf")[-1].documents)[1:]


def test_a_letter_minutes_and_a_form_in_one_file_are_three_documents() -> None:
    made = parts([prose(LETTER, 60), prose(MINUTES, 60), [*prose(FORM, 60), foot("Page 1 of 1")]])
    assert [(one.path, one.kind, one.title) for one in made] == [
        ("bundle.pdf!/page 1", "pdf", "The Lower Wibbling Allotment Society"),
        ("bundle.pdf!/page 2", "pdf", "Minutes of the meeting of the committee"),
        ("bundle.pdf!/page 3", "pdf", "Application form"),
    ]
    assert [one.date for one in made] == ["2024-05-12", "2024-05-14", ""]


def test_a_message_printed_between_papers_is_a_message_and_they_are_papers() -> None:
    fields = [
        ("From:", "Osric Marrowby <osric@shed.example>"),
        ("Sent:", "3 May 2024 11:40"),
        ("To:", "Hesper Quillfeather <hesper@hut.example>"),
        ("Subject:", "The hose"),
    ]
    made = parts([prose(LETTER, 60), memo(fields, "It is behind the shed."), prose(MINUTES, 60)])
    assert [one.kind for one in made] == ["pdf", "page-message", "pdf"]
    assert "Minutes" not in made[1].text


def test_pages_that_count_on_stay_together() -> None:
    pages = [[*prose(LETTER, 60), foot("Page 1 of 2")], [*prose(MINUTES, 60), foot("Page 2 of 2")]]
    assert parts(pages) == []


def test_pages_that_begin_to_count_again_begin_a_document() -> None:
    told = ["The hose hung there.", "Nobody took it.", "It was not there.", "Nobody knows.", "The gate was locked."]
    counts = ["Page 1 of 2", "Page 2 of 2", "Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]
    made = parts([[*prose(line, 60), foot(count)] for line, count in zip(told, counts, strict=True)])
    assert [[page.number for page in one.pages] for one in made] == [[1, 2], [3, 4, 5]]


def test_a_sentence_that_goes_on_over_a_page_keeps_a_paper_together() -> None:
    lines = "\n".join(f"Line {number} of what was said, and at some length." for number in range(57))
    assert (
        parts([prose(f"{lines}\nThe hose was then", 60), prose("found by nobody.\n12 May 2024\nDear all,", 60)]) == []
    )


def test_chapters_of_a_report_are_no_documents_of_their_own() -> None:
    chapters = [prose(f"Chapter {number}\n\nThe hose in the year {2000 + number}.", 60) for number in range(1, 8)]
    assert parts(chapters) == []


def test_sheets_that_only_part_papers_are_left_with_the_file() -> None:
    made = list(
        readings(pdf_of([prose(LETTER, 60), [], prose("TAB 2", 300), prose(MINUTES, 60)]), "b.pdf")[-1].documents
    )
    assert [[page.number for page in one.pages] for one in made[1:]] == [[1], [4]]
    assert made[0].text == "TAB 2"
    assert [page.number for page in made[0].pages] == [1, 2, 3, 4]


def test_why_a_paper_begins_where_it_does_is_said() -> None:
    made = readings(pdf_of([prose(LETTER, 60), prose(MINUTES, 60)]), "bundle.pdf")[-1]
    (said,) = [one for one in made.problems if one.code == "begins"]
    assert said.where == "bundle.pdf!/page 2"
    assert "the page before it closes as a letter does" in said.what
    assert [one.what for one in made.problems if one.code == "parted"] == [
        "It holds 2 documents, each shown by itself; what stands on the pages beside is left here."
    ]


def test_pages_counted_from_one_after_roman_ones_are_of_the_same_paper() -> None:
    pages = [
        [*prose("Report on the hose\n\nIn two parts.", 60), foot("i")],
        [*prose("What it was for\n\nIt was for the gate.", 60), foot("ii")],
        [*prose("Where it hung\n\nIt hung by the door.", 60), foot("1")],
    ]
    assert parts(pages) == []
