"""What a person decides of where documents begin, as the reader follows it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from read.making_print import Line, foot, memo, pdf_of, prose
from rejoinder.model import Blob, Document, Parting, Problem
from rejoinder.read.pdf import read

HESPER = ("From:", "Hesper Quillfeather <hesper@hut.example>")
OSRIC = ("From:", "Osric Marrowby <osric@shed.example>")
QUOTED = "From: Osric Marrowby\nSent: 2 May 2024 18:00\nTo: Hesper Quillfeather\nSubject: The hose\nWhere is it?"

LONG = "\n".join(f"Line {number} of a long account of the hose." for number in range(50))


def mail(author: tuple[str, str], subject: str, body: str) -> list[Line]:
    return memo([author, ("Sent:", "3 May 2024 09:15"), ("To:", "All members"), ("Subject:", subject)], body)


PAGES: list[list[Line]] = [
    [*mail(HESPER, "RE: The hose", LONG), foot("1")],
    [*prose(QUOTED, 60), foot("2")],
    [*prose("Appendix", 300), foot("3")],
    [*mail(OSRIC, "The shed", "It hung by the door."), foot("4")],
    [*prose("Kept where it is.\nUntil I come.", 60), foot("5")],
]
PDF = pdf_of(PAGES)


def told(*partings: Parting, pdf: bytes = PDF) -> tuple[list[Document], list[Problem]]:
    """Give the documents of the bundle and what is said of them, with these decisions."""
    pieces = list(read(Blob("bundle.pdf", pdf, partings=partings)))
    return [one for one in pieces if isinstance(one, Document)], [one for one in pieces if isinstance(one, Problem)]


def begins(page: int, words: str = "", time: int = 1) -> Parting:
    return Parting("bundle.pdf", page, words, True, time)


def goes_on(page: int, words: str = "") -> Parting:
    return begins(page, words)._replace(begins=False)


def paths(*partings: Parting) -> list[str]:
    return [one.path.removeprefix("bundle.pdf!/page ") for one in told(*partings)[0]][1:]


def test_decisions_about_another_file_change_nothing() -> None:
    assert told(begins(2)._replace(path="other.pdf")) == told()
    assert paths() == ["1", "4"]


def test_headers_taken_for_a_quotation_are_a_message_where_a_person_says_so() -> None:
    two = told(begins(2))[0][2]
    assert two.message is not None
    assert (two.kind, two.message.author.name, two.message.date) == (
        "page-message",
        "Osric Marrowby",
        "2024-05-02T18:00",
    )


def test_a_sheet_that_only_parts_is_a_document_where_a_person_says_so() -> None:
    assert paths(begins(3)) == ["1", "3", "4"]
    assert told(begins(3))[0][2].text == "Appendix"


def test_of_lines_that_begin_alike_the_one_that_was_meant_is_taken() -> None:
    both = pdf_of([[*prose("Seeds were sown.\nSeeds were watered.\nSeeds were eaten.", 60)]])
    documents, _ = told(begins(1, "Seeds were", 2), pdf=both)
    assert [one.text for one in documents[1:]] == ["Seeds were sown.", "Seeds were watered.\nSeeds were eaten."]


def test_words_that_go_on_over_lines_are_one_place() -> None:
    assert paths(begins(5, "Until I come.")) == ["1", "4", "5"]
    assert paths(begins(5, "Kept where it is. Until I")) == ["1", "4", "5"]


def test_without_any_boundary_a_file_is_whole_again() -> None:
    (whole,), _ = told(goes_on(1), goes_on(4))
    assert "Until I come." in whole.text


def test_a_place_that_is_not_there_is_said_and_parts_nothing() -> None:
    documents, problems = told(begins(5, "Nowhere"), begins(9))
    assert [one.path for one in documents] == [one.path for one in told()[0]]
    assert [one.what for one in problems if one.code == "parting_lost"] == [
        f"What you decided of page {page} cannot be followed: no line on it begins as it did then." for page in (5, 9)
    ]


def starts(page: int) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *(words[:6] for _, _, words in PAGES[page - 1])])


DECISIONS = st.lists(
    st.integers(1, 5).flatmap(
        lambda page: st.builds(Parting, st.just("bundle.pdf"), st.just(page), starts(page), st.booleans())
    ),
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(DECISIONS)
def test_whatever_is_decided_no_word_is_lost_and_none_is_told_twice(partings: list[Parting]) -> None:
    documents, _ = told(*partings)
    words = sorted(word for one in documents for word in one.text.split())
    assert words == sorted(word for page in PAGES for _, _, line in page for word in line.split())
    assert len({one.path for one in documents}) == len(documents)
    assert all(one.text.strip() for one in documents[1:])
