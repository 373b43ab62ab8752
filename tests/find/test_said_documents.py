"""Places where own words speak of another document."""

import pytest

from rejoinder.find.said_documents import said_documents
from rejoinder.model import Allusion

WRITTEN = "2016-05-20T10:00:00+01:00"


def said(words: str) -> list[Allusion]:
    return list(said_documents(words, [(0, len(words))], WRITTEN))


@pytest.mark.parametrize(
    ("words", "noun", "day", "author"),
    [
        ("Thank you for your letter of 3rd May 2016.", "letter", "2016-05-03", "your"),
        ("As I said in my email yesterday, no.", "email", "2016-05-19", "my"),
        ("The minutes of the meeting held on 2 April 2016 are silent.", "minutes", "2016-04-02", ""),
        ("Dr Mumby's report dated 1 March 2016 says so.", "report", "2016-03-01", "Dr Mumby"),
        ("the statement of Ezra Mumby dated 4 April 2016", "statement", "2016-04-04", "Ezra Mumby"),
        ("I wrote to you on 14/03/16 about the frog.", "letter", "2016-03-14", "my"),
        ("Your letter\nof 3 May refers.", "letter", "2016-05-03", "your"),
        ("the notes which you sent me on 3 May 2016", "notes", "2016-05-03", ""),
        ("It was not included with the Society's letter of 1 March 2016.", "letter", "2016-03-01", "Society"),
    ],
)
def test_a_document_is_told_by_its_kind_date_and_author(words: str, noun: str, day: str, author: str) -> None:
    [one] = said(words)
    assert (one.way, one.noun, one.date, one.author) == ("dated", noun, day, author)


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("See attached minutes.", "minutes"),
        ("I enclose the signed form.", "form"),
        ("Screenshots attached.", "screenshots"),
        ("Please find attached a copy of the statement.", "document"),
        ("It is in the attached spreadsheet.", "spreadsheet"),
    ],
)
def test_what_comes_with_a_message_is_told(words: str, noun: str) -> None:
    [one] = said(words)
    assert (one.way, one.noun) == ("with this", noun)


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("We have more information if required.", "information"),
        ("The records are held on file.", "records"),
        ("I am happy to provide you with further evidence.", "evidence"),
        ("We can send you more photographs.", "photographs"),
        ("Other complaints have been received.", "complaints"),
    ],
)
def test_what_is_said_to_be_held_is_told(words: str, noun: str) -> None:
    [one] = said(words)
    assert (one.way, one.noun) == ("stock", noun)


@pytest.mark.parametrize(
    "words", ["We can send more reminder letters.", "I am happy to send you more emails about the gate."]
)
def test_letters_that_are_still_to_be_written_are_not_held(words: str) -> None:
    assert said(words) == []


def test_a_date_at_the_edge_of_what_is_looked_at_is_whole_or_none() -> None:
    for gap in range(120, 260):
        told = said(f"Your letter came.{' x' * (gap // 2)} My report of 14 September 2015 says so.")
        assert [(one.noun, one.date) for one in told if one.way == "dated"] == [("report", "2015-09-14")]


@pytest.mark.parametrize(
    "words",
    [
        "Please reply within 28 days from the date of this letter.",
        "I will send you my report of 30 May 2016.",
        "I have not received any letter of 3 May 2016.",
        "Please return the form by 27 May 2016.",
        "The Data Protection Act 2018 and your policy say so.",
        "The hose was attached to the shed with a nail.",
        "I will attach the minutes.",
        "I have attached the report to issue 15.",
        "No screenshots attached.",
        "Please fill out the attached form below.",
        "We hold no further records on file.",
        "Do you have any more information held on file?",
        "Please let me know if you need more information.",
        "The letter was posted on 3 May 2016.",
        "Tuesday's agenda is long.",
        "Nevertheless the Demand Letter Log of the works is attached to a tree.",
    ],
)
def test_what_may_not_exist_or_is_no_document_is_no_mention(words: str) -> None:
    assert said(words) == []


def test_only_the_stretches_given_are_read() -> None:
    words = "your letter of 3 May 2016. my letter of 4 May 2016."
    assert [one.author for one in said_documents(words, [(27, len(words))], WRITTEN)] == ["my"]


def test_a_very_long_line_of_beginnings_is_read_once() -> None:
    assert said("my letter of the " * 20_000) == []
    assert said("attached is the the " * 20_000) == []
    assert said("we have more other " * 20_000) == []
