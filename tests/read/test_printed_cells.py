from __future__ import annotations

import pytest

from read.making_print import Line, foot, memo, pdf_of, prose
from read.reading import readings
from rejoinder.model import Document, Message, Word
from rejoinder.read.printed.lines import Line as Running
from rejoinder.read.printed.names import role_of
from rejoinder.read.printed.running import Told
from rejoinder.read.printed.titled import title_above
from rejoinder.zones.sheet import sheet

HESPER, OSRIC = "Hesper Quillfeather <hesper@hut.example>", "Osric Marrowby <osric@shed.example>"
HOSE = (
    "The hose was found behind the shed, and it is whole. Nobody has said who put it there.\n"
    "It will be kept in the shed until the meeting in June, and then we shall see.\n"
    "Please bring the key."
)


def messages(*pages: list[Line]) -> list[Document]:
    every = list(readings(pdf_of(pages), "bundle.pdf")[-1].documents)
    assert every
    return [one for one in every if one.kind == "page-message"]


def told(*pages: list[Line]) -> Message:
    (one,) = messages(*pages)
    assert one.message is not None
    return one.message


def column(rows: list[tuple[str, str]], top: float = 60, value: float = 170) -> list[Line]:
    return [
        cell
        for number, (name, words) in enumerate(rows)
        for cell in ((56, top + 14 * number, name), (value, top + 14 * number, words))
    ]


def test_two_fields_in_one_line_are_two_and_each_goes_on_in_its_own_column() -> None:
    page: list[Line] = [
        (56, 60, "TO:"), (96, 60, "Osric Marrowby"), (330, 60, "FROM:"), (380, 60, "Hesper Quillfeather"),
        (96, 72, "<osric@shed.example>"), (380, 72, "<hesper@hut.example>"),
        (56, 90, "DATE:"), (96, 90, "3-May-2024 09:15"), (330, 90, "PAGES:"), (380, 90, "2"),
        (56, 106, "RE:"), (96, 106, "The hose"), *prose(HOSE, 140),
    ]  # fmt: skip
    message = told(page)
    assert (message.author.address, [one.address for one in message.to]) == (
        "hesper@hut.example",
        ["osric@shed.example"],
    )
    assert (message.date, message.subject) == ("2024-05-03T09:15", "The hose")


def test_names_of_fields_beside_each_other_need_no_colon() -> None:
    page: list[Line] = [
        (56, 60, "FROM"), (110, 60, HESPER), (400, 60, "DATE"), (440, 60, "2024-05-03 09:15"),
        (56, 74, "TO"), (110, 74, OSRIC), (56, 88, "SUBJECT"), (110, 88, "The hose"), *prose(HOSE, 120),
    ]  # fmt: skip
    message = told(page)
    assert (message.author.name, message.date, message.subject) == (
        "Hesper Quillfeather",
        "2024-05-03T09:15",
        "The hose",
    )


def test_in_a_table_fields_nobody_knows_stand_between_others_and_the_time_belongs_to_the_date() -> None:
    rows = [("Email From", HESPER), ("Email To", OSRIC), ("Matter Number", "2231"), ("Email Subject", "The hose"),
            ("Date Sent", "03/05/2024"), ("Time Sent", "09:15"), ("File Extension", "msg")]  # fmt: skip
    (one,) = messages([*column(rows), *prose(HOSE, 200)])
    assert one.message is not None
    assert (one.message.author.name, one.message.subject) == ("Hesper Quillfeather", "The hose")
    assert one.message.date == "2024-05-03T09:15"
    assert one.text[one.body_start :].strip().startswith("The hose was found")


def test_fields_are_known_by_a_programs_own_names() -> None:
    message = told([*column([("Subject", "The hose"), ("Received", "03 May 2024 09:15"), ("Sender", HESPER),
                             ("Recipients", OSRIC), ("Copied to", OSRIC)]), *prose(HOSE, 160)])  # fmt: skip
    assert message.date == "2024-05-03T09:15"
    assert message.to == message.cc != ()


def test_the_day_it_was_received_is_not_its_date_where_it_says_when_it_was_sent() -> None:
    rows = [("Received", "04 May 2024 10:00"), ("Sender", HESPER), ("Recipients", OSRIC), ("Sent", "03 May 2024 09:15"),
            ("Subject", "The hose")]  # fmt: skip
    assert told([*column(rows), *prose(HOSE, 160)]).date == "2024-05-03T09:15"


@pytest.mark.parametrize(
    ("label", "role"),
    [("Oddi wrth / From:", "from"), ("E-Mail To", "to"), ("Recipient(s)", "to"), ("Attachments (2)", "attachments"),
     ("Lähettäjä", "from"), ("Matter", "other"), ("Colour", None), ("From / To", None)],
)  # fmt: skip
def test_what_a_field_is_called_tells_its_role(label: str, role: str | None) -> None:
    found = role_of(label)
    assert (found and found[0]) == role


def named_alone(top: float, author: str, when: str, below: list[str]) -> list[Line]:
    name, address = author.rstrip(">").split(" <")
    lines: list[Line] = [(56, top, name), (430, top, when), (56, top + 12, address)]
    return [*lines, *((56, top + 24 + 12 * at, words) for at, words in enumerate(below))]


def test_recipients_in_small_letters_below_an_author_and_his_address_are_headers() -> None:
    first = named_alone(70, HESPER, "3 May 2024, 09:15", ["to me, Osric"])
    second = named_alone(200, OSRIC, "3 May 2024, 11:40", [f"to {HESPER}"])
    one, two = messages([(56, 40, "The hose"), *first, *prose(HOSE, 120), *second, *prose(HOSE, 250)])
    assert one.message is not None and two.message is not None
    assert (one.message.author.name, one.message.subject) == ("Hesper Quillfeather", "The hose")
    assert (two.message.date, two.message.to[0].address) == ("2024-05-03T11:40", "hesper@hut.example")


def test_a_date_at_the_right_of_recipients_is_the_messages() -> None:
    page: list[Line] = [
        (56, 40, "The hose"), (56, 70, "Hesper Quillfeather"), (200, 69, "to:"), (220, 69, OSRIC),
        (470, 70, "03/05/2024 09:15"), (56, 81, "hesper@hut.example"),
        (220, 81, "Mabel Tansy <mabel@barn.example>"), *prose(HOSE, 120),
    ]  # fmt: skip
    page[3] = (220, 69, f"{OSRIC},")
    message = told(page)
    assert (message.author.name, message.date) == ("Hesper Quillfeather", "2024-05-03T09:15")
    assert [one.name for one in message.to] == ["Osric Marrowby", "Mabel Tansy"]


def bare(top: float, author: str, when: str) -> list[Line]:
    return [(56, top, author), (430, top, when)]


def test_authors_with_a_date_at_the_right_need_no_names_of_fields_where_a_file_has_several() -> None:
    first, second = bare(70, HESPER, "3 May 2024, 09:15"), bare(200, OSRIC, "3 May 2024, 11:40")
    one, two = messages([(56, 40, "The hose"), *first, *prose(HOSE, 100), *second, *prose(HOSE, 230)])
    assert one.message is not None and two.message is not None
    assert (one.message.author.name, two.message.author.name) == ("Hesper Quillfeather", "Osric Marrowby")
    assert not messages([(56, 40, "The hose"), *first, *prose(HOSE, 100)])


def test_a_list_of_authors_and_dates_is_no_mail() -> None:
    rows = [bare(40 + 40 * number, HESPER, f"{number + 1} May 2024, 09:15") for number in range(8)]
    told_below: list[Line] = [(56, 53 + 40 * number, "The hose was found behind the shed") for number in range(8)]
    assert not messages([*(cell for row in rows for cell in row), *told_below])


WHAT = ("The hose", "The spade", "The key")


def listed(below: str) -> list[Line]:
    """Give three mails of one page, each with its fields and what stands below them."""
    lines: list[Line] = []
    for number in range(3):
        fields = (f"From: {HESPER}", f"To: {OSRIC}", f"Date: {3 + number} May 2024 09:15", f"Subject: {WHAT[number]}")
        lines += [(56, 60 + 150 * number + 12 * place, words) for place, words in enumerate(fields)]
        lines += prose(below, 60 + 150 * number + 60)
    return lines


def test_a_list_of_mails_of_which_nothing_is_said_is_no_mail() -> None:
    assert not messages(listed("Reason: privilege"))
    assert len(messages(listed(HOSE))) == 3


def test_a_ticket_from_one_place_to_another_and_a_note_of_a_call_are_no_mail() -> None:
    assert not messages([*memo([("From:", "Upper Wibbling"), ("To:", "Lower Wibbling"),
                                ("Date:", "Fri 3 May 2024 09:15")], HOSE)])  # fmt: skip
    note = [
        ("To", "Osric Marrowby"),
        ("From", "Hesper"),
        ("Date", "03/05/2024"),
        ("Time", "09:15"),
        ("Subject", "Hose"),
    ]
    assert not messages([*column(note), *prose(HOSE, 160)])


NEWER = [("From:", OSRIC), ("Sent:", "3 May 2024 11:40"), ("To:", HESPER), ("Subject:", "The hose")]
OLDER = [("From:", HESPER), ("Sent:", "3 May 2024 09:15"), ("To:", OSRIC), ("Subject:", "The hose")]


def test_an_older_message_in_the_columns_of_the_first_is_one_of_its_own() -> None:
    assert len(messages([*memo(NEWER, HOSE), *memo(OLDER, HOSE, top=260)])) == 2
    inline = [(56.0, 260 + 12 * place, f"{name} {value}") for place, (name, value) in enumerate(OLDER)]
    assert len(messages([*memo(NEWER, HOSE), *inline, *prose(HOSE, 330)])) == 1


def row_of(top: float, rows: list[tuple[str, str]], row: str) -> list[Line]:
    fields = [(56.0, top + 12 + 12 * place, f"{name} {value}") for place, (name, value) in enumerate(rows)]
    return [(56, top, row), *fields, *prose(HOSE, top + 80)]


def test_a_row_of_dashes_that_stands_above_a_later_message_parts_an_older_one_too() -> None:
    latest = [("From:", OSRIC), ("Sent:", "9 May 2024 08:00"), ("To:", HESPER), ("Subject:", "The shed")]
    row = "-" * 40
    pages = [[*row_of(40, NEWER, "")[1:], *row_of(260, OLDER, row), *row_of(480, latest, row)]]
    assert len(messages(*pages)) == 3
    pages = [[*row_of(40, NEWER, "")[1:], *row_of(260, OLDER, row), *row_of(480, latest, "Email 3")]]
    assert len(messages(*pages)) == 2


def test_what_stands_over_messages_at_the_top_of_pages_parts_one_in_the_midst_of_a_page() -> None:
    named: Line = (56, 40, "Osric Marrowby, Parish Clerk")
    inline = [(56.0, 60 + 12 * place, f"{name} {value}") for place, (name, value) in enumerate(NEWER)]
    first = [named, *inline, *prose(HOSE, 130), foot("1")]
    older = [(56.0, 332 + 12 * place, f"{name} {value}") for place, (name, value) in enumerate(OLDER)]
    second = [*first[:-1], (56.0, 312.0, named[2]), *older, *prose(HOSE, 400), foot("2")]
    assert len(messages(first, second)) == 3


def large(top: float, height: float, words: str) -> Told:
    word = Word(0, len(words), 56, top, 200, top + height)
    return Told([Running(0, 0, len(words), words, (word,), 56, top, 200, top + height)], words)


def test_the_line_in_the_largest_letters_is_the_subject_whatever_stands_between() -> None:
    lines = [large(40, 8.4, "Matter 2231 - Pennyroyal"), large(60, 11, "The lost hose"),
             large(80, 6.6, "Email thread - 2 emails")]  # fmt: skip
    page = sheet("\n".join(one.text for one in lines), 0)
    assert title_above(page, lines, [0, 1, 2], 9, frozenset()) == range(1, 2)


def test_a_line_of_nothing_but_a_stroke_or_a_point_is_read_as_text() -> None:
    page: list[Line] = [(56, 60, "What was found:"), (56, 80, "•"), (56, 100, "|"), *prose(HOSE, 140)]
    (document,) = [one for one in list(readings(pdf_of([page]), "list.pdf"))[-1].documents]
    assert [line for line in document.text.splitlines() if line.strip()][:3] == ["What was found:", "•", "|"]
