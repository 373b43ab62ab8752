from __future__ import annotations

import pytest

from read.making_print import Line, memo, pdf_of
from read.reading import body, readings
from rejoinder.model import Document, Word
from rejoinder.read.printed.lines import Line as Running
from rejoinder.read.printed.running import Told
from rejoinder.read.printed.titled import labels

HESPER = ("From:", "Hesper Quillfeather <hesper@hut.example>")
OSRIC = ("From:", "Osric Marrowby <osric@shed.example>")
TO_OSRIC = ("To:", "Osric Marrowby <osric@shed.example>")
HOSE = "The hose was found behind the shed, and it is whole.\nNobody has said who put it there."


def documents(pdf: bytes) -> list[Document]:
    return list(readings(pdf, "bundle.pdf")[-1].documents)


def messages(pdf: bytes) -> list[Document]:
    return [one for one in documents(pdf) if one.kind == "page-message"]


def pasted(*mails: tuple[str, str, str], between: str) -> bytes:
    """Give a PDF of one page with mails pasted below each other: author, date, words."""
    lines: list[Line] = []
    for number, (author, date, words) in enumerate(mails):
        lines += [(56, 50 + 90 * number, between)] if number else []
        fields = (f"From: {author}", f"Date: {date}", "To: Members <all@hut.example>", "Subject: The hose", words)
        lines += [(56, 62 + 90 * number + 12 * place, field) for place, field in enumerate(fields)]
    return pdf_of([lines])


NEWEST = (OSRIC[1], "Fri, 3 May 2024 11:40", "I had not known that it was lost.")
OLDEST = (HESPER[1], "Fri, 3 May 2024 09:15", "The hose was found behind the shed.")


@pytest.mark.parametrize("row", ["* * * * *", "**********", "===========", "~~~~~"])
def test_messages_pasted_newest_first_are_parted_where_a_row_of_signs_stands_between_them(row: str) -> None:
    whole, newer, older = documents(pasted(NEWEST, OLDEST, between=row))
    assert newer.message is not None and older.message is not None
    assert (newer.message.date, older.message.date) == ("2024-05-03T11:40", "2024-05-03T09:15")
    assert (body(newer).strip(), body(older).strip()) == (NEWEST[2], OLDEST[2])
    assert whole.text.strip() == row


@pytest.mark.parametrize("row", ["_" * 32, "-" * 30])
def test_rows_that_mail_programs_set_over_what_they_quote_part_nothing(row: str) -> None:
    assert len(messages(pasted(NEWEST, OLDEST, between=row))) == 1


def test_a_notice_that_rows_of_stars_enclose_parts_nothing_from_what_is_quoted_below_it() -> None:
    notice = (*NEWEST[:2], "*****")
    assert len(messages(pasted(notice, OLDEST, between="*****"))) == 1


def conversation(folder: str) -> list[Document]:
    """Give the messages of a PDF: subject, a line below it, author and date, recipients, words."""
    lines = ["The hose", folder, "", f"{HESPER[1]} Fri, 3 May 2024 09:15", f"To: {OSRIC[1]}", "", HOSE[:40]]
    return messages(pdf_of([[(56, 40 + 12 * place, words) for place, words in enumerate(lines) if words]]))


@pytest.mark.parametrize("folder", ["Inbox", "Sent Items", "[Gmail]/All Mail", "Gesendete Elemente", "Inbox (3)"])
def test_the_name_of_a_folder_below_the_subject_is_not_the_subject(folder: str) -> None:
    (one,) = conversation(folder)
    assert one.message is not None and one.message.subject == "The hose"


def line(side: int, top: float, height: float, words: str) -> Told:
    word = Word(0, len(words), 56, top, 200, top + height)
    return Told([Running(side, 0, len(words), words, (word,), 56, top, 200, top + height)], words)


def test_a_line_that_stands_alike_below_different_titles_is_a_label() -> None:
    told = [
        one
        for side, title in enumerate(("The hose", "The spade"))
        for one in (line(side, 40, 14, title), line(side, 60, 9, "Complaints"))
    ]
    assert labels(told) == {"Complaints"}


def test_a_line_below_one_title_again_and_again_or_below_others_of_its_size_is_none() -> None:
    assert not labels(
        [
            line(side, 40 + 20 * place, size, words)
            for side in (0, 1)
            for place, (size, words) in enumerate(((14, "The hose"), (9, "Found behind the shed")))
        ]
    )
    assert not labels(
        [
            line(side, 40 + 20 * place, 10, words)
            for side in (0, 1)
            for place, words in enumerate((f"Printed at 10:4{side}", "The hose"))
        ]
    )


def test_a_title_that_is_no_folder_is_the_subject() -> None:
    (one,) = messages(
        pdf_of([[(56, 40, "Drafts"), (56, 60, f"{HESPER[1]} Fri, 3 May 2024 09:15"), (56, 72, f"To: {OSRIC[1]}")]])
    )
    assert one.message is not None and one.message.subject == "Drafts"


def dates(*written: str) -> list[str]:
    pages = [memo([HESPER, ("Sent:", when), TO_OSRIC, ("Subject:", "The hose")], HOSE) for when in written]
    return [one.message.date for one in messages(pdf_of(pages)) if one.message]


def test_a_date_of_numbers_is_read_as_the_others_of_its_file_show() -> None:
    assert dates("1/10/2019 8:57 AM", "1/25/2019 9:00 AM") == ["2019-01-10T08:57", "2019-01-25T09:00"]
    assert dates("1/10/2019 8:57 AM", "25/1/2019 9:00 AM") == ["2019-10-01T08:57", "2019-01-25T09:00"]


def test_a_date_of_numbers_that_nothing_tells_of_stays_open() -> None:
    assert dates("1/10/2019 8:57 AM") == [""]
    assert dates("1/10/2019 8:57 AM", "25/1/2019 9:00 AM", "1/25/2019 9:00 AM")[0] == ""


def test_the_subject_may_stand_above_fields_that_do_not_give_it() -> None:
    lines = [(56, 40, "The hose"), *memo([HESPER, TO_OSRIC, ("Date:", "3 May 2024 09:15")], HOSE)]
    (one,) = messages(pdf_of([lines]))
    assert one.message is not None and (one.message.subject, one.message.date) == ("The hose", "2024-05-03T09:15")


def test_fields_without_colons_are_known_by_their_values() -> None:
    fields = ("Re: The hose", f"From {HESPER[1]}", f"To {OSRIC[1]}", "Date Friday, May 3, 2024 9:15 AM")
    (one,) = messages(pdf_of([[(56, 40 + 12 * place, words) for place, words in enumerate((*fields, "", HOSE[:40]))]]))
    assert one.message is not None
    assert one.message.author.address == "hesper@hut.example"
    assert (one.message.date, one.message.subject) == ("2024-05-03T09:15", "Re: The hose")


def test_the_day_of_the_week_tells_which_figure_of_a_date_is_the_day() -> None:
    assert dates("Mon 1/10/2018 8:57 AM", "Wed 1/10/2018 8:57 AM") == ["2018-10-01T08:57", "2018-01-10T08:57"]
    assert dates("Tue 1/10/19 8:57") == ["2019-10-01T08:57"]
    assert dates("Sun 1/10/19 8:57") == [""]


def test_a_date_that_can_be_read_in_two_ways_is_read_as_what_quotes_its_message_says() -> None:
    answer = "It is whole.\n\nOn 1 October 2019 at 08:57, Hesper Quillfeather <hesper@hut.example> wrote:\n> The hose."
    pages = [
        memo([HESPER, ("Sent:", "01/10/19 08:57"), TO_OSRIC, ("Subject:", "The hose")], HOSE),
        memo([OSRIC, ("Sent:", "02/10/19 09:00"), ("To:", HESPER[1]), ("Subject:", "Re: The hose")], answer),
    ]
    assert [one.message.date for one in messages(pdf_of(pages)) if one.message] == [
        "2019-10-01T08:57",
        "2019-10-02T09:00",
    ]
    assert dates("01/10/19 08:57", "02/10/19 09:00") == ["", ""]
