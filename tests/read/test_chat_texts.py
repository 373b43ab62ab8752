"""Text messages that a telephone keeps as XML."""

from __future__ import annotations

from read.reading import body, codes, readings
from rejoinder.read import Reading

TEXTS = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<!-- made by a telephone -->
<smses count="3">
<sms address="+447700900123" date="1709883660000" type="1" body="Four dry&#10;butts" contact_name="Ezra" />
<sms address="+447700900123" date="1709883720000" type="2" body="Five."
contact_name="Ezra" readable_date="8 Mar 07:42" />
<mms address="+447700900456" date="1709883780000" msg_box="1" contact_name="(Unknown)"><parts>
<part ct="application/smil" text="x" /><part ct="text/plain" text="Look" />
<part ct="image/jpeg" cl="frog.jpg" data="AAAA" />
</parts></mms>
</smses>
"""


def read(text: str) -> Reading:
    return readings(text, "sms-20240901.xml")[-1]


def told(reading: Reading) -> list[tuple[str, str, str, str]]:
    found = [(one.message, body(one).rstrip("\n")) for one in reading.documents]
    return [(said.date, said.author.name, words, said.subject) for said, words in found if said]


def test_texts_are_told_by_whom_they_were_with() -> None:
    reading = read(TEXTS)
    assert told(reading) == [
        ("2024-03-08T07:41:00+00:00", "Ezra", "Four dry\nbutts", "Text messages: Ezra"),
        ("2024-03-08T07:42:00+00:00", "Me", "Five.", "Text messages: Ezra"),
        ("2024-03-08T07:43:00+00:00", "+447700900456", "Look", "Text messages: +447700900456"),
    ]
    assert "Attached: frog.jpg" in reading.documents[2].text and reading.outcome == "read"


def test_a_backup_that_holds_fewer_than_it_says_is_read_in_part() -> None:
    assert codes(read(TEXTS.replace('count="3"', 'count="4"'))) == {"chat_count"}


def test_a_backup_that_is_cut_off_is_read_up_to_there_and_said_to_be() -> None:
    reading = read(TEXTS[: TEXTS.index("<mms")])
    assert len(reading.documents) == 2 and codes(reading) == {"xml_corrupt"}


def test_a_record_without_a_time_is_counted() -> None:
    reading = read(TEXTS.replace("1709883660000", "soon"))
    assert len(reading.documents) == 2 and codes(reading) == {"chat_not_understood"}


def test_xml_that_defines_its_own_words_is_refused_as_before() -> None:
    reading = read('<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY a "b">]><smses count="0"></smses>')
    assert reading.outcome == "refused" and codes(reading) == {"xml_dtd"}
