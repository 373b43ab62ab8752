"""Headers in layouts of every kind: what fields are is told by what they hold and by where they stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from read.making_placed import LETTER, Put, pages_of
from rejoinder.model import Document, Message
from rejoinder.read.printed import divided

HESPER, OSRIC = "Hesper Quillfeather <hesper@hut.example>", "Osric Marrowby <osric@shed.example>"
TANSY = "Mabel Tansy <mabel@barn.example>"
WHEN = "3 May 2024 09:15"
HOSE = "The hose was found behind the shed, and it is whole."


def page(*rows: Sequence[tuple[float, str] | tuple[float, str, float]], said: int = 4) -> list[list[Put]]:
    """Give the lines of a page: rows of words, each with its left edge and perhaps its size, and what is said below."""
    lines, top = [], 40.0
    for row in rows:
        size = max((put[2] if len(put) > 2 else 10.0 for put in row), default=10.0)
        lines.append([Put(put[0], top + size - (put[2] if len(put) > 2 else 10.0), *put[1:]) for put in row])
        top += 1.4 * size
    return [*lines, [], *([Put(56, top + 20 + 12 * at, HOSE)] for at in range(said))]


def messages(*pages: list[list[Put]]) -> list[Message]:
    return [one.message for one in divided(pages_of(*pages)) if isinstance(one, Document) and one.message]


def against(edge: float, name: str) -> float:
    """Give where a name begins that ends at an edge."""
    return edge - LETTER * len(name)


@pytest.mark.parametrize(
    "subject", ["The hose", "Re: The hose", "Fwd: The hose", "Plan B: the hose", "To whom it belongs"]
)
@pytest.mark.parametrize("order", ["From Subject To Date", "Subject From To Date", "From To Date Subject"])
@pytest.mark.parametrize("edge", [0.0, 110.0])
def test_names_without_signs_are_known_by_the_edge_they_share(subject: str, order: str, edge: float) -> None:
    values = {"From": HESPER, "To": OSRIC, "Date": WHEN, "Subject": subject}
    rows = [[(against(edge, name) if edge else 60, name), (116, values[name])] for name in order.split()]
    (message,) = messages(page(*rows))
    assert (message.author.name, message.to[0].name, message.date) == (
        "Hesper Quillfeather",
        "Osric Marrowby",
        "2024-05-03T09:15",
    )
    assert message.subject == subject


@pytest.mark.parametrize("heading", ["The hose", "Re: The hose", "Fwd: The hose", "Plan B: the hose"])
def test_a_heading_among_fields_is_the_subject_whatever_sign_is_in_it(heading: str) -> None:
    rows = [(56, HESPER), (430, WHEN)], [(56, heading, 15)], [(56, f"To: {OSRIC} • {TANSY} •")], [(56, OSRIC)]
    (message,) = messages(page(*rows))
    assert (message.subject, message.date) == (heading, "2024-05-03T09:15")
    assert [one.name for one in message.to] == ["Osric Marrowby", "Mabel Tansy", "Osric Marrowby"]


def test_attachments_at_the_end_of_a_message_do_not_begin_the_next() -> None:
    fields = [[(56, f"{name}: {value}")] for name, value in (("From", HESPER), ("To", OSRIC))]
    first = page(*fields, [(56, "Subject: The hose")], [(56, f"Date: {WHEN}")])
    first += [[], [Put(56, 300, "Attachments: hose.pdf")]]
    second = page(*fields, [(56, "Subject: The spade")], [(56, "Date: 4 May 2024 10:00")])
    parts = [one for one in divided(pages_of(first, second)) if isinstance(one, Document) and one.message]
    assert [one.message.subject for one in parts if one.message] == ["The hose", "The spade"]
    assert parts[0].text.endswith("hose.pdf") and parts[1].text.startswith("From:")


def test_a_title_of_two_lines_that_stands_over_each_message_is_no_running_head() -> None:
    title = [(56.0, "The hose, the spade and whatever else", 12.0)], [(56.0, "was put, perhaps, behind the shed", 12.0)]
    pages = [
        page(*title, *([(56, name), (110, value)] for name, value in (("From:", one), ("To:", two), ("Date:", when))))
        for one, two, when in ((HESPER, OSRIC, "01/03/2019 09:15"), (OSRIC, HESPER, "02/03/2019 10:00"))
    ]
    assert [one.subject for one in messages(*pages)] == [f"{title[0][0][1]} {title[1][0][1]}"] * 2


def test_an_answer_below_a_heading_is_set_as_the_message_that_it_answers_was() -> None:
    pages = [
        page(
            [(56, heading, 16)],
            *(
                [(56, name), (110, words)]
                for name, words in (("From:", one), ("To:", two), ("Date:", "01/03/2019 09:15"))
            ),
        )
        for heading, one, two in (("The hose", HESPER, OSRIC), ("Re: The hose", OSRIC, HESPER))
    ]
    assert [one.subject for one in messages(*pages)] == ["The hose", "Re: The hose"]


def test_headers_with_which_a_page_begins_for_certain_are_of_a_message() -> None:
    first = page(*([(56, name), (110, words)] for name, words in (("From:", HESPER), ("To:", OSRIC), ("Date:", WHEN))))
    fields = ("Von: " + OSRIC, "Gesendet: 3. Mai 2024 08:00", "An: " + HESPER, "Betreff: The hose")
    second = page(*([(90, words)] for words in fields))
    pages = [[*lines, [Put(280, 800, "Page 1 of 1")]] for lines in (first, second)]
    assert [one.author.name for one in messages(*pages)] == ["Hesper Quillfeather", "Osric Marrowby"]


def test_names_of_people_below_each_other_are_as_many_people() -> None:
    rows = [(56, "From:"), (110, "Hesper Quillfeather")], [(56, "To:"), (110, "Osric Marrowby")], [(110, "Mabel Tansy")]
    lines = page(*rows, [(56, "Date:"), (110, WHEN)], [(56, "Subject:"), (110, "The hose")])
    (message,) = messages(lines)
    assert [one.name for one in message.to] == ["Osric Marrowby", "Mabel Tansy"]
    assert not any(";" in one.text for one in divided(pages_of(lines)) if isinstance(one, Document))


def test_a_list_of_names_that_is_wrapped_is_parted_by_its_signs() -> None:
    names = [(110, "Osric Marrowby, Mabel")], [(110, "Tansy, Hesper Quillfeather")]
    rows = [(56, "From:"), (110, "Hesper Quillfeather")], [(56, "To:"), *names[0]], [*names[1]]
    (message,) = messages(page(*rows, [(56, "Date:"), (110, WHEN)], [(56, "Subject:"), (110, "The hose")]))
    assert [one.name for one in message.to] == ["Osric Marrowby", "Mabel Tansy", "Hesper Quillfeather"]


def test_a_list_with_points_is_broken_within_a_name() -> None:
    rows = [(56, "From:"), (110, HESPER)], [(56, "To:"), (110, f"{OSRIC} • Mabel Tansy")]
    (message,) = messages(
        page(
            *rows,
            [(110, f"<mabel@barn.example> • {HESPER}")],
            [(56, "Date:"), (110, WHEN)],
            [(56, "Subject:"), (110, "X")],
        )
    )
    assert [one.name for one in message.to] == ["Osric Marrowby", "Mabel Tansy", "Hesper Quillfeather"]


def test_a_field_without_a_value_has_none_from_the_field_below_it() -> None:
    rows = (f"From: {HESPER}", f"Date: {WHEN}", f"To: {OSRIC}", "Cc:", "Subject: The hose")
    (message,) = messages(page(*([(56, words)] for words in rows)))
    assert (message.cc, message.subject) == ((), "The hose")


def test_names_without_signs_are_known_by_their_edge_where_nobody_has_an_address() -> None:
    rows = (("From", "Hesper Quillfeather"), ("Date", WHEN), ("To", "Osric Marrowby"), ("Subject", "The hose"))
    (message,) = messages(page(*([(against(110, name), name), (116, words)] for name, words in rows)))
    assert (message.author.name, message.to[0].name, message.subject) == (
        "Hesper Quillfeather",
        "Osric Marrowby",
        "The hose",
    )


def test_who_prints_is_one_of_those_who_received_it() -> None:
    rows = [(56, "The hose", 15)], [(56, HESPER), (430, WHEN)]
    for words, names in (("to me", ["me"]), ("to me, Osric Marrowby", ["me", "Osric Marrowby"])):
        (message,) = messages(page(*rows, [(56, words)]))
        assert [one.name for one in message.to] == names


def test_what_the_envelope_says_is_neither_author_nor_copied() -> None:
    rows = (("From (Header)", HESPER), ("From (Envelope)", "hesper@hut.example"), ("To", OSRIC),
            ("Subject", "The hose"), ("Sent", WHEN))  # fmt: skip
    for sign in ("", ":"):
        (message,) = messages(page(*([(56, name + sign), (160, words)] for name, words in rows)))
        assert (str(message.author.name), message.cc) == ("Hesper Quillfeather", ())
    renamed = [(name.replace("From (Envelope)", "Bounces go to"), words) for name, words in rows]
    (message,) = messages(page(*([(56, f"{name}:"), (160, words)] for name, words in renamed)))
    assert message.cc == ()


def test_people_by_their_places_in_a_directory_have_headers_without_addresses() -> None:
    rows = [(56, "Winifred Quillfeather/HUT/RUFFORD")], [(56, WHEN)], [(56, "To"), (130, "Osric Marrowby/HUT/RUFFORD")]
    (message,) = messages(page(*rows, [(56, "Subject"), (130, "The hose")]))
    assert (message.author.name, message.to[0].name) == ("Winifred Quillfeather", "Osric Marrowby")


def test_a_heading_below_the_fields_of_several_messages_is_their_subject() -> None:
    fields = (("From:", HESPER), ("To:", OSRIC))
    pages = [
        page(*([(56, name), (110, words)] for name, words in (*fields, ("Date:", when))), [(56, heading, 16)])
        for heading, when in (("The hose", WHEN), ("Re: The spade", "4 May 2024 10:00"))
    ]
    assert [one.subject for one in messages(*pages)] == ["The hose", "Re: The spade"]


def test_a_heading_in_what_one_message_says_is_not_its_subject() -> None:
    fields = [[(56, name), (110, words)] for name, words in (("From:", HESPER), ("To:", OSRIC), ("Date:", WHEN))]
    lines = page(*fields, [(56, "News of the hut", 16)])
    lines.append([Put(56, 300, "More news of it", 16)])
    assert [one.subject for one in messages(lines)] == [""]


def test_a_title_that_others_answer_is_the_subject_though_it_stands_below_a_full_page() -> None:
    fields = [[(56, name), (110, words)] for name, words in (("From:", HESPER), ("To:", OSRIC), ("Date:", WHEN))]
    answer = [
        [(56, name), (110, words)] for name, words in (("From:", OSRIC), ("To:", HESPER), ("Date:", "4 May 2024 10:00"))
    ]
    first = page([(56, "The spade")], *fields, said=58)
    pages = [first, page([(56, "The hose")], *fields), page([(56, "Re: The hose")], *answer)]
    assert [one.subject for one in messages(*pages)][1:] == ["The hose", "Re: The hose"]


JOURNEY = (("From", "Rufford Parva"), ("To", "Hut Magna"), ("Date", WHEN), ("Class", "Standard"))
NO_MAIL = (
    (("Sender", "Hesper Quillfeather"), ("Recipient", "Osric Marrowby"), ("Date sent", WHEN), ("Title", "Hose")),
    (("Author", "Hesper Quillfeather"), ("Date", WHEN), ("Title", "The hose"), ("Pages", "3")),
    (("Name", "Hesper Quillfeather"), ("Email", "hesper@hut.example"), ("Created", WHEN), ("Title", "Clerk")),
    (("By", "Hesper Quillfeather/HUT/RUFFORD"), ("For", "Purchase"), ("When", WHEN), ("About", "The hose")),
    JOURNEY,
)


@pytest.mark.parametrize("sign", [":", ""])
@pytest.mark.parametrize("edge", [0.0, 110.0])
@pytest.mark.parametrize("fields", NO_MAIL)
def test_fields_that_other_papers_have_too_are_no_headers(
    fields: Sequence[tuple[str, str]], edge: float, sign: str
) -> None:
    rows = [[(against(edge, name + sign) if edge else 40, name + sign), (116, words)] for name, words in fields]
    assert messages(page(*rows)) == []


@pytest.mark.parametrize("sign", [":", ""])
def test_a_heading_among_the_places_of_a_journey_is_no_subject(sign: str) -> None:
    rows = [[(56.0, name + sign), (116.0, words)] for name, words in JOURNEY]
    assert messages(page(*rows[:2], [(56.0, "Off-peak return", 15.0)], *rows[2:])) == []


def test_an_article_is_for_somebody_and_no_mail() -> None:
    assert (
        messages(page([(56, "The hose", 16)], [(56, f"{HESPER} • {WHEN}")], [(56, "To the members of the hut")])) == []
    )
    assert (
        messages(page([(56, f"By {HESPER}")], [(56, WHEN)], [(56, "The hose", 16)], [(56, "for Osric Marrowby")])) == []
    )


@pytest.mark.parametrize("mails", [2, 3, 5])
def test_a_list_of_mails_with_nothing_below_them_is_no_mail(mails: int) -> None:
    rows = [row for _ in range(mails) for row in ([(56, HESPER), (430, WHEN)], [(56, "The hose", 12)], [(56, "to me")])]
    assert messages(page(*rows, said=0)) == []


def test_headers_below_a_row_of_underscores_at_the_top_of_a_page_are_of_a_quotation() -> None:
    fields = [
        [(56, f"From: {HESPER}")],
        [(56, "Date: 4 May 2024 10:00")],
        [(56, f"To: {OSRIC}")],
        [(56, "Subject: Re: The hose")],
    ]
    quoted = [[(56, f"From: {OSRIC}")], [(56, f"Date: {WHEN}")], [(56, f"To: {HESPER}")], [(56, "Subject: The hose")]]
    assert len(messages(page(*fields), page([(56, "_" * 32)], *quoted))) == 1
    assert len(messages(page(*fields), page(*quoted))) == 2
