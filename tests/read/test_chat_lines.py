"""Chats exported as text: told by their content, read whole, and their dates understood from the whole file."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from read.reading import body, codes, readings
from rejoinder.box.reading import original
from rejoinder.model import Blob, Document
from rejoinder.read import Reading
from rejoinder.read.chat.lines import LIMITS
from rejoinder.read.sniff import format_of

ANDROID = """\
08/03/2024, 07:41 - Messages and calls are end-to-end encrypted.
08/03/2024, 07:41 - Dilys created group "Notes: spring"
08/03/2024, 07:42 - Marigold Threnody: The butt by the gate is dry.
There is a notice on it.

And a frog: under it.
08/03/2024, 07:55 - Vera Loam: > I will bring the barrow
09/03/2024, 08:10 - Ezra: IMG-20240308-WA0002.jpg (file attached)
09/03/2024, 08:11 - Ezra: <Media omitted>
09/03/2024, 08:12 - Dilys: This message was deleted
15/03/2024, 08:13 - Dilys: Beans at ten. <This message was edited>
"""


def chat(text: str, name: str = "WhatsApp Chat with Bottom Gate.txt") -> Reading:
    return readings(text, name)[-1]


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Give who said what when."""
    return [
        (one.message.date, one.message.author.name, body(one).rstrip("\n")) for one in reading.documents if one.message
    ]


def head(document: Document) -> str:
    return document.text[: document.body_start]


def test_each_message_is_a_document_with_its_time_author_and_every_line_of_its_words() -> None:
    reading = chat(ANDROID)
    assert (reading.format, reading.outcome, reading.inside) == ("chat", "read", 8)
    assert told(reading)[2:4] == [
        (
            "2024-03-08T07:42",
            "Marigold Threnody",
            "The butt by the gate is dry.\nThere is a notice on it.\n\nAnd a frog: under it.",
        ),
        ("2024-03-08T07:55", "Vera Loam", "> I will bring the barrow"),
    ]
    assert {(one.kind, one.message.subject) for one in reading.documents if one.message} == {
        ("chat", "WhatsApp: Bottom Gate")
    }
    assert len({one.ref for one in reading.documents}) == 8


def test_what_the_app_itself_says_has_no_author() -> None:
    assert told(chat(ANDROID))[1] == ("2024-03-08T07:41", "", 'Dilys created group "Notes: spring"')


def test_what_was_attached_left_out_deleted_and_edited_is_said_before_the_words_and_counted() -> None:
    reading = chat(ANDROID)
    heads = [head(one) for one in reading.documents]
    assert "Attached: IMG-20240308-WA0002.jpg\n" in heads[4]
    assert "Left out: " in heads[5] and "Deleted: " in heads[6] and "Edited: " in heads[7]
    assert codes(reading) == {"chat_deleted", "chat_media_omitted"}
    assert {problem.weight for problem in reading.problems} == {"flag"} and all(one.remedy for one in reading.problems)


FORMS = {
    "[08/03/2024, 07:42:05] Ezra: ": "2024-03-08T07:42:05",
    "\u200e[08/03/2024, 07:42:05] Ezra: ": "2024-03-08T07:42:05",
    "[3/18/24, 7:42:05\u202fPM] Ezra: ": "2024-03-18T19:42:05",
    "3/18/24, 7:42\u202fPM - Ezra: ": "2024-03-18T19:42",
    "18/03/2024, 7:42 p. m. - Ezra: ": "2024-03-18T19:42",
    "18.03.24, 07:42 - Ezra: ": "2024-03-18T07:42",
    "[18.03.24, 07:42:05] Ezra: ": "2024-03-18T07:42:05",
    "18-03-2024 07:42 - Ezra: ": "2024-03-18T07:42",
    "18/03/2024 à 07:42 - Ezra: ": "2024-03-18T07:42",
    "18.3.2024 klo 7.42 - Ezra: ": "2024-03-18T07:42",
    "2024-03-18, 07:42 - Ezra: ": "2024-03-18T07:42",
    "2024/03/18, 07:42 - Ezra: ": "2024-03-18T07:42",
    "[2024-03-18, 7:42:05 p.m.] Ezra: ": "2024-03-18T19:42:05",
    "2024/3/18 下午7:42 - Ezra: ": "2024-03-18T19:42",
    "[2024. 3. 18. 오후 7:42:05] Ezra: ": "2024-03-18T19:42:05",
    "١٨\u200f/٠٣\u200f/٢٠٢٤، ٠٧:٤٢ - Ezra: ": "2024-03-18T07:42",
    "18/3/2567, 07:42 - Ezra: ": "2024-03-18T07:42",
    "12/18/24, 12:05 AM - Ezra: ": "2024-12-18T00:05",
}


@pytest.mark.parametrize(("beginning", "when"), FORMS.items())
def test_every_form_of_beginning_that_phones_write_is_understood(beginning: str, when: str) -> None:
    reading = chat(f"{beginning}Four dry butts.\n{beginning}And a frog.\n", "_chat.txt")
    assert told(reading) == [(when, "Ezra", "Four dry butts."), (when, "Ezra", "And a frog.")]


def test_signals_text_export_is_a_chat_with_its_attachments() -> None:
    reading = chat(
        "[2024-03-08, 07:42] Me: How are the beans?\n"
        "[2024-03-08, 07:43] Vera Loam: ![frog.png](./media/2024_frog.png)\n",
        "Bottom Gate/chat.md",
    )
    assert [one.message.subject for one in reading.documents if one.message] == ["Signal: Bottom Gate"] * 2
    assert "Attached: 2024_frog.png" in head(reading.documents[1])


NOT_CHATS = {
    "notes": "12/03/2024, 10:15 - Call with Dilys: she said no.\n"
    "13/03/2024, 11:00 - Letter from the chair: see folder.\n"
    "14/03/2024, 12:00 - Meeting about beans: put off.\n",
    "log": "[2024-03-01 10:00:05] local.INFO: user logged in\n[2024-03-01 10:00:06] local.ERROR: no such butt\n",
    "program": "2024-03-01, 10:00 - ERROR: a=1\n2024-03-01, 10:01 - ERROR: a=2\n2024-03-01, 10:02 - WARNING: b\n",
    "diary": "12/03/2024\nDilys: beans at ten.\n13/03/2024\nEzra: none left.\n",
    "letter": "Dear Vera,\n\n[08/03/2024, 07:42:05] Ezra: Four dry butts.\n[08/03/2024, 07:43:05] Vera: Five.\n",
    "one line": "[08/03/2024, 07:42:05] Ezra: Four dry butts.\n",
    "minutes": "08/03/2024, 07:42 - Present: Dilys, Ezra\n"
    "08/03/2024, 07:50 - Apologies: Vera\n08/03/2024, 08:00 - Matters arising: beans\n",
}


@pytest.mark.parametrize("text", NOT_CHATS.values(), ids=NOT_CHATS.keys())
def test_a_text_that_only_looks_like_a_chat_is_none(text: str) -> None:
    (reading,) = readings(text, "timeline.txt")
    assert (reading.format, [one.text for one in reading.documents]) == ("text", [text])


def test_a_chat_in_a_mails_attachment_with_another_name_is_a_chat_all_the_same() -> None:
    assert format_of(Blob("x.eml!/2/evidence.txt", ANDROID.encode("utf-16"))) == "chat"


def test_lines_that_look_like_beginnings_and_are_none_are_counted_with_their_numbers() -> None:
    reading = chat(ANDROID + "45/45/2024, 07:42 - Ezra: impossible\n")
    (problem,) = [one for one in reading.problems if one.code == "chat_not_understood"]
    assert reading.outcome == "partial" and "line 12 (kept with message 8)" in problem.what
    assert told(reading)[-1][2].endswith("45/45/2024, 07:42 - Ezra: impossible")


@pytest.mark.parametrize(("limit", "media"), LIMITS)
def test_a_chat_as_long_as_whatsapp_exports_is_said_to_lack_older_messages(limit: int, media: bool) -> None:
    words = "IMG-20240308-WA0002.jpg (file attached)" if media else "beans"
    long = chat(f"08/03/2024, 07:42 - Ezra: {words}\n" * limit)
    short = chat(f"08/03/2024, 07:42 - Ezra: {words}\n" * (limit // 2))
    assert "chat_export_limit" in codes(long) and long.outcome == "partial"
    assert "chat_export_limit" not in codes(short)


def test_a_date_that_may_be_read_two_ways_is_said_to_be_uncertain() -> None:
    reading = chat("03/04/2024, 07:42 - Ezra: Beans?\n03/04/2024, 07:43 - Vera: Ten.\n")
    (problem,) = [one for one in reading.problems if one.code == "date_order_uncertain"]
    assert "03/04/2024 was read as 2024-04-03" in problem.what


def test_one_date_that_leaves_no_choice_settles_all_others() -> None:
    reading = chat("03/04/24, 07:42 - Ezra: Beans?\n03/14/24, 07:43 - Ezra: Ten.\n")
    assert [when for when, _, _ in told(reading)] == ["2024-03-04T07:42", "2024-03-14T07:43"]
    assert "date_order_uncertain" not in codes(reading)


def test_dates_that_would_run_backwards_are_read_the_other_way() -> None:
    reading = chat("05/02/2024, 07:42 - Ezra: a\n12/02/2024, 07:42 - Ezra: b\n04/03/2024, 07:42 - Ezra: c\n")
    assert [when[:10] for when, _, _ in told(reading)] == ["2024-02-05", "2024-02-12", "2024-03-04"]
    assert "date_order_uncertain" not in codes(reading)


WRITTEN = {"day first": "%d/%m/%Y, %H:%M", "month first": "%m/%d/%Y, %H:%M", "year first": "%Y/%m/%d, %H:%M"}


@given(
    some.sampled_from(sorted(WRITTEN)),
    some.datetimes(datetime.fromisoformat("2012-01-01"), datetime.fromisoformat("2030-01-01")),
    some.lists(some.integers(0, 40 * 24 * 60), min_size=1, max_size=12),
)
def test_dates_in_any_order_are_read_rightly_or_said_to_be_uncertain(
    order: str, start: datetime, steps: list[int]
) -> None:
    moments = [start.replace(second=0, microsecond=0)]
    for step in steps:
        moments.append(moments[-1] + timedelta(minutes=step))
    reading = chat("".join(f"{moment.strftime(WRITTEN[order])} - Ezra: beans\n" for moment in moments))
    right = [when for when, _, _ in told(reading)] == [moment.isoformat(timespec="minutes") for moment in moments]
    assert right or "date_order_uncertain" in codes(reading)


@given(some.lists(some.text(some.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"])), max_size=8))
def test_no_line_of_a_chat_is_lost(lines: list[str]) -> None:
    reading = chat("08/03/2024, 07:42 - Ezra: beans\n08/03/2024, 07:43 - Vera: ten\n" + "\n".join(lines))
    kept = "\n".join(one.text for one in reading.documents)
    assert all(line.strip() in kept for line in lines if " - " not in line and "[" not in line)


def test_the_original_of_a_message_is_the_file_that_tells_it() -> None:
    blob = Blob("c.txt", ANDROID.encode())
    assert original(blob, "c.txt!/3") == ANDROID.encode()
    assert original(blob, "c.txt!/99") is None


@pytest.mark.parametrize(
    "name", ["J.R. Mumby", "Vera | plot 9", "+44 7700 900123", "Dilys From The Gate Next To Ezra's"]
)
def test_people_are_called_what_the_telephone_calls_them(name: str) -> None:
    said = told(chat(f"08/03/2024, 07:42 - {name}: Beans?\n15/03/2024, 07:43 - {name}: Ten.\n"))
    assert [author for _, author, _ in said] == [name, name]
