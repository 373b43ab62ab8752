"""Messages that are known, or quoted, on paper only."""

from conftest import Disclosed
from read.making_print import foot, memo, pdf_of, prose

BARNABY = "Barnaby Quill <barnaby@wibbling.example>"
MARIGOLD = "Marigold Threnody <marigold@threnody.example>"
WORDS = (
    "Did you move the three green water butts from plot fourteen\nto the gate on Sunday morning, before the rain came?"
)
OWN = "I did not move any of them. The gate was locked\nall of that weekend and I have no key to it."
QUOTED = "\n".join(f"> {line}" for line in WORDS.split("\n"))
REPLY = f"{OWN}\n\nOn 3 May 2024, at 10:02, Barnaby Quill wrote:\n{QUOTED}"
QUESTION_FIELDS = [("From:", BARNABY), ("Sent:", "3 May 2024 10:02"), ("To:", MARIGOLD), ("Subject:", "Water butts")]
REPLY_FIELDS = [("From:", MARIGOLD), ("Sent:", "3 May 2024 12:30"), ("To:", BARNABY), ("Subject:", "RE: Water butts")]
QUESTION_ON_PAPER = pdf_of([[*memo(QUESTION_FIELDS, WORDS), foot("1")]])
REPLY_ON_PAPER = pdf_of([[*memo(REPLY_FIELDS, REPLY), foot("1")]])
QUESTION_AS_FILE = f"""\
From: {BARNABY}
To: {MARIGOLD}
Date: Fri, 3 May 2024 10:02:00 +0100
Message-ID: <question@wibbling.example>
Subject: Water butts

{WORDS}
"""
BARE_REPLY = f"""\
From: {MARIGOLD}
To: {BARNABY}
Date: Fri, 3 May 2024 12:30:00 +0100
Message-ID: <answer@threnody.example>
In-Reply-To: <question@wibbling.example>
Subject: Re: Water butts

{OWN}
"""


def test_a_message_that_a_printed_one_quotes_and_that_is_nowhere_is_absent(case: Disclosed) -> None:
    [finding] = case.give({"printed.pdf": REPLY_ON_PAPER}).found()
    assert finding.absent.author == "Barnaby Quill"
    assert finding.absent.date == "2024-05-03T10:02"
    assert finding.text.split() == WORDS.split()
    assert {trace.span.page for trace in finding.because} == {1}


def test_the_words_of_an_absent_message_are_cited_on_the_page_they_stand_on(case: Disclosed) -> None:
    long = "\n".join(f"Line {number} of what I have to say about the gate." for number in range(50))
    first = [*memo(REPLY_FIELDS, long), foot("1")]
    second = [*prose(f"On 3 May 2024, at 10:02, Barnaby Quill wrote:\n{QUOTED}", 60), foot("2")]
    [finding] = case.give({"printed.pdf": pdf_of([first, second])}).found()
    assert {trace.span.page for trace in finding.because} == {2}


def test_a_message_known_only_on_paper_is_here(case: Disclosed) -> None:
    assert case.give({"q.pdf": QUESTION_ON_PAPER, "a.pdf": REPLY_ON_PAPER}).found() == []


def test_a_file_and_its_print_are_one_message_and_neither_is_absent(case: Disclosed) -> None:
    given: dict[str, str | bytes] = {"q.eml": QUESTION_AS_FILE, "q.pdf": QUESTION_ON_PAPER}
    given |= {"a.pdf": REPLY_ON_PAPER, "a.eml": BARE_REPLY}
    assert case.give(given).found() == []


def test_the_id_that_a_file_answers_is_not_absent_when_its_message_is_here_on_paper(case: Disclosed) -> None:
    assert case.give({"q.pdf": QUESTION_ON_PAPER, "a.eml": BARE_REPLY}).found() == []


def test_a_printed_message_of_another_subject_does_not_stand_for_the_one_answered(case: Disclosed) -> None:
    fields = [("From:", "Osric Marrowby <osric@shed.example>"), *QUESTION_FIELDS[1:3], ("Subject:", "Accounts")]
    other = pdf_of([memo(fields, "The accounts for April are ready, and they are in order.")])
    [finding] = case.give({"q.pdf": other, "a.eml": BARE_REPLY}).found()
    assert finding.absent.message_id == "question@wibbling.example"


def test_a_printed_file_that_is_here_as_well_does_not_stand_for_another_message(case: Disclosed) -> None:
    other = QUESTION_AS_FILE.replace("question@", "other@")
    [finding] = case.give({"q.eml": other, "q.pdf": QUESTION_ON_PAPER, "a.eml": BARE_REPLY}).found()
    assert finding.absent.message_id == "question@wibbling.example"


def test_what_may_be_a_message_printed_below_another_is_not_called_a_quotation(case: Disclosed) -> None:
    above = "\n".join(f"{name} {value}" for name, value in QUESTION_FIELDS)
    later = "\n".join(f"{name} {value}" for name, value in REPLY_FIELDS).replace("3 May", "5 May")
    assert case.give({"both.pdf": pdf_of([prose(f"{above}\n\n{WORDS}\n\n{later}\n\n{OWN}", 60)])}).found() == []


def test_an_attachment_that_a_printed_header_names_and_that_is_nowhere_is_absent(case: Disclosed) -> None:
    fields = [*QUESTION_FIELDS, ("Attachments:", "rota of keys.docx")]
    [finding] = case.give({"q.pdf": pdf_of([memo(fields, WORDS)])}).found("absent-attachment")
    assert finding.absent.file_name == "rota of keys.docx"
