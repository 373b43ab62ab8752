"""Mailboxes and the archives of mailing lists: where one message ends and the next begins."""

from __future__ import annotations

import mmap
import tempfile
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from read.reading import body, codes, readings
from rejoinder.model import Blob
from rejoinder.read import read

LIST = """\
From agnes at wibbling.example  Sat Mar  1 12:00:00 2003
From: agnes at wibbling.example (Agnes Plum)
Date: Sat Mar  1 12:00:10 2003
Subject: [Plots] Hedge
Message-ID: <h1@wibbling.example>

From here on the hedge is ours.

From bob at wibbling.example  Sat Mar  1 13:00:00 2003
From: bob at wibbling.example (Bob Green)
Date: Sat Mar  1 13:00:10 2003
Subject: [Plots] Hedge
In-Reply-To: <h1@wibbling.example>
References: <h1@wibbling.example>
Message-ID: <h2@wibbling.example>

> From here on the hedge is ours.

It is not.
"""


def test_a_month_of_a_list_is_a_mailbox() -> None:
    first, second, month = readings(LIST, "2003-March.txt")
    assert (first.path, second.path) == ("2003-March.txt!/1", "2003-March.txt!/2")
    assert (month.format, month.inside, month.outcome) == ("mbox", 2, "read")
    said = second.documents[0].message
    assert said is not None
    assert said.author == ("Bob Green", "bob@wibbling.example")
    assert said.date == "2003-03-01T13:00:10"
    assert said.references == ("h1@wibbling.example",)
    assert body(first.documents[0]) == "From here on the hedge is ours.\n"


def test_a_line_of_words_that_begins_with_from_divides_nothing() -> None:
    words = "From 10:30 on 3 May 2003 we met.\nFrom: that day on, peace.\n"
    mailbox = f"From a@w.example Tue Apr  3 10:00:00 2018\nFrom: a@w.example\nSubject: x\n\nFrom now on\n{words}"
    found = readings(mailbox, "x.mbox")
    assert [reading.path for reading in found] == ["x.mbox!/1", "x.mbox"] or found[-1].inside == 2
    assert "peace" in "".join(reading.documents[0].text for reading in found[:-1])


def test_a_lone_quoted_from_line_is_as_it_was_written() -> None:
    head = "From a@w.example Tue Apr  3 10:00:00 2018\nFrom: a@w.example\nSubject: x\n\n"
    mail = readings(head + "Hello\n>From here on we disagree\n\n> He said:\n>From there on.\n", "x.mbox")[0]
    assert body(mail.documents[0]) == "Hello\nFrom here on we disagree\n\n> He said:\n>From there on.\n"


def test_a_mailbox_whose_marks_state_no_time_is_divided_at_empty_lines() -> None:
    one = "From agnes\nFrom: agnes@w.example\nSubject: x\n\nFrom me to you\n\n"
    found = readings(one * 3, "x.mbox")
    assert found[-1].inside == 3


def test_marks_of_other_programs_are_known() -> None:
    for mark in (
        "From - Tue Apr 03 10:00:00 2018",
        "From ???@??? Tue Apr 03 10:00:00 2018",
        "From MAILER-DAEMON Tue Apr  3 10:00:00 2018 +0100",
        "From 1234567890123456@xxx Tue Apr 03 10:00:00 +0000 2018",
        'From "a b"@w.example Tue Apr  3 10:00 2018',
    ):
        mailbox = f"{mark}\nFrom: a@w.example\nSubject: x\n\nHi\n\n" * 2
        assert readings(mailbox, "box")[-1].inside == 2


def test_line_ends_of_windows_divide_too() -> None:
    assert readings(LIST.replace("\n", "\r\n"), "x.mbox")[-1].inside == 2


def test_a_file_named_as_mailbox_that_is_none_is_refused() -> None:
    reading = readings("Nothing is here.\n", "x.mbox")[-1]
    assert (reading.outcome, codes(reading)) == ("refused", {"mbox_corrupt"})


def test_a_single_message_with_a_mark_before_it_is_a_message() -> None:
    (reading,) = readings(LIST.partition("From bob")[0], "hedge.eml")
    assert reading.format == "email"


def test_a_mailbox_is_never_held_in_memory_as_a_whole() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(LIST.encode() + b"x" * 4000 + b"\n\n")
        for _ in range(11):
            file.seek(0)
            content = file.read()
            file.write(content)
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            size = len(mapped)
            tracemalloc.start()
            count = sum(len(reading.documents) for reading in read(Blob("x.mbox", mapped), "batch"))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
    assert count == 4096
    assert size > 9_000_000 > 3 * peak


@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters="\r\0"), max_size=60), min_size=1, max_size=6))
def test_as_many_messages_come_out_as_were_put_in(bodies: list[str]) -> None:
    quoted = [text.replace("From ", "from ") for text in bodies]
    mailbox = "".join(
        f"From a@w.example Tue Apr  3 10:00:00 2018\nFrom: a@w.example\nSubject: {number}\n\n{text}\n\n"
        for number, text in enumerate(quoted)
    )
    found = readings(mailbox, "x.mbox")
    assert found[-1].inside == len(bodies)
    assert all(text.strip("\n") in body(reading.documents[0]) for text, reading in zip(quoted, found, strict=False))
