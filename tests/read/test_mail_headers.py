"""What headers say, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.reading import codes, message, only, readings
from rejoinder.model import Person
from rejoinder.read.addresses import people
from rejoinder.read.dates import iso_date
from rejoinder.read.mail_headers import answered
from rejoinder.read.words import decoded_words


@pytest.mark.parametrize(
    ("written", "persons"),
    [
        ("agnes@wibbling.example", [("", "agnes@wibbling.example")]),
        ("Agnes Plum <agnes@wibbling.example>", [("Agnes Plum", "agnes@wibbling.example")]),
        ('"Plum, Agnes" <a@w.example>, b@w.example', [("Plum, Agnes", "a@w.example"), ("", "b@w.example")]),
        ("Plum, Agnes <a@w.example>, Bob <b@w.example>", [("Plum, Agnes", "a@w.example"), ("Bob", "b@w.example")]),
        ("agnes@w.example (Agnes Plum)", [("Agnes Plum", "agnes@w.example")]),
        ("agnes at w.example (Agnes Plum)", [("Agnes Plum", "agnes@w.example")]),
        ("agnes at w.example", [("", "agnes@w.example")]),
        ("a@w.example; Bob <b@w.example>", [("", "a@w.example"), ("Bob", "b@w.example")]),
        ("Committee: a@w.example, b@w.example;", [("", "a@w.example"), ("", "b@w.example")]),
        ("undisclosed-recipients:;", []),
        ("'Bob' <b@w.example>", [("Bob", "b@w.example")]),
        ("Bob", [("Bob", "")]),
        ("Big Bob b@w.example", [("Big Bob", "b@w.example")]),
        ("=?utf-8?q?Zo=C3=AB_Plum?= <z@w.example>", [("Zo\xeb Plum", "z@w.example")]),
        ('"Bob \\"Spade\\" Green" <b@w.example>', [('Bob "Spade" Green', "b@w.example")]),
        ("b@w.example (Bob (of plot 3))", [("Bob of plot 3", "b@w.example")]),
        ("Bob </O=WIBBLING/CN=RECIPIENTS/CN=BOB>", [("Bob", "/O=WIBBLING/CN=RECIPIENTS/CN=BOB")]),
        ("=?utf-8?q?Bob_<b=40w.example>?=", [("Bob", "b@w.example")]),
        ("", []),
    ],
)
def test_persons_are_found_however_they_are_written(written: str, persons: list[tuple[str, str]]) -> None:
    assert list(people(written).persons) == [Person(*person) for person in persons]


@given(st.text(alphabet='ab@.,;:<>()"\\ =?', max_size=200))
def test_no_address_list_is_too_strange(written: str) -> None:
    assert all("\n" not in person.name + person.address for person in people(written).persons)


def test_comments_nested_without_end_are_noted() -> None:
    reading = readings("From: a@w.example\nTo: " + "(" * 5000 + "b@w.example" + ")" * 5000 + "\nSubject: x\n\nHi\n")[-1]
    assert codes(reading) == {"bad_address"}


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Tue, 3 Apr 2018 10:00:00 +0100", "2018-04-03T10:00:00+01:00"),
        ("Tue,  3 Apr 2018 10:00 -0500 (EST)", "2018-04-03T10:00-05:00"),
        ("3 Apr 18 10:00:00 GMT", "2018-04-03T10:00:00+00:00"),
        ("Tue, 03 Apr 2018 10:00:00 -0000", "2018-04-03T10:00:00+00:00"),
        ("Tue Apr  3 10:00:00 2018", "2018-04-03T10:00:00"),
        ("Tue Apr  3 10:00:00 BST 2018", "2018-04-03T10:00:00+01:00"),
        ("Tue, 3 Apr 2018 10:00:00 XYZ", "2018-04-03T10:00:00"),
        ("2018-04-03T10:00:00Z", "2018-04-03T10:00:00+00:00"),
        ("2018-04-03", "2018-04-03"),
        ("Sun, 31 Dec 2017 23:59:60 +0000", "2017-12-31T23:59+00:00"),
        ("Tuesday, April 3, 2018 1:05 PM", "2018-04-03T13:05"),
        ("3 Apr 2018 1:05:02 PM", "2018-04-03T13:05:02"),
        ("Fri, 31 Feb 2018 10:00:00 +0100", ""),
        ("Fri, 31 Feb 99999 25:61:61 +9999", ""),
        ("Tue, 3 Apr 2018 10:00:00 +9900", ""),
        ("Sun, 30 Nov 0002 00:00:00 -0800", ""),
        ("Wed, 15 Dec 2010    59:10 -0500", ""),
        ("Mon, 31 Dec 1979 16:00:00 -0800 (PST)", ""),
        ("Thu, 01 Jan 1970 00:00:00 +0000", ""),
        ("Thu, 01 Jan 1970 00:00:00", ""),
        ("Thu, 01 Jan 1970 00:00:01 +0000", "1970-01-01T00:00:01+00:00"),
        ("1980-01-01", "1980-01-01"),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_date_is_what_is_stated_or_nothing(written: str, date: str) -> None:
    assert iso_date(written) == date


@given(st.text(max_size=60))
def test_no_date_is_too_strange(written: str) -> None:
    iso_date(written)


def test_a_number_no_clock_can_hold_is_no_date() -> None:
    assert iso_date("Fri Mar 08 07:42:9999999999999999999999 +0000 2024") == ""


def test_an_impossible_date_is_noted_and_a_missing_one_is_not() -> None:
    head = "From: a@w.example\nMessage-ID: <1@w.example>\n"
    assert codes(readings(f"{head}Date: 31 Feb 2018 10:00:00\n\nHi\n")[-1]) == {"bad_date"}
    assert codes(readings(f"{head}Date: 1 Jan 1980 00:00:00 +0000\n\nHi\n")[-1]) == {"bad_date"}
    assert codes(readings(f"{head}\nHi\n")[-1]) == set()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("=?utf-8?b?UGzDpG5l?=", "Pl\xe4ne"),
        ("=?utf-8?q?one?= =?utf-8?q?_two?=", "one two"),
        ("=?utf-8?b?w6Q=?= =?iso-8859-1?q?=E4?= end", "\xe4\xe4 end"),
        ("=?utf-8?q?half_=C3?= =?utf-8?q?=A4?=", "half \xe4"),
        ("=?utf-8?b?UGzDpG5lX?=", "Pl\xe4ne"),
        ("=?x-nothing?q?plain?=", "plain"),
        ("=?utf-8?q?with spaces?=", "with spaces"),
        ("=?utf-8*en?q?tagged?=", "tagged"),
        ("=?utf-8?z?kept?=", "=?utf-8?z?kept?="),
        ("a =? b", "a =? b"),
    ],
)
def test_encoded_words_are_decoded_also_when_broken(written: str, plain: str) -> None:
    assert decoded_words(written) == plain


def test_a_line_break_in_an_encoded_header_makes_no_new_header() -> None:
    document = only("From: a@w.example\nSubject: =?utf-8?q?Hi=0D=0ABcc:_x=40y.example=0A=0AText?=\n\nbody\n")
    assert document.message is not None
    assert document.message.subject == "Hi Bcc: x@y.example Text"
    assert document.message.bcc == ()
    assert "\nBcc" not in document.text


def test_a_header_given_twice_is_kept_twice_and_noted() -> None:
    reading = readings("Message-ID: <1@w.example>\nMessage-ID: <2@w.example>\nSubject: one\nSubject: two\n\nHi\n")[-1]
    said = reading.documents[0].message
    assert said is not None
    assert (said.message_id, said.other_ids, said.subject) == ("1@w.example", ("2@w.example",), "one")
    assert "Subject: two" in reading.documents[0].text
    assert codes(reading) == {"duplicate_headers"}


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("<1@w.example>", ("1@w.example",)),
        ("<1@w.example> <2@w.example>", ("1@w.example", "2@w.example")),
        ('Message from Bob <bob@w.example> of "Tue, 3 Apr 2018" <1@w.example>', ("1@w.example",)),
        ('<1@w.example> (Bob\'s message of "Tue")', ("1@w.example",)),
        ("1@w.example", ("1@w.example",)),
        ("your letter to bob@w.example of Tuesday", ()),
        ("", ()),
    ],
)
def test_the_answered_id_is_told_from_an_address_beside_it(written: str, ids: tuple[str, ...]) -> None:
    assert answered(written) == ids


def test_an_id_that_an_archive_has_hidden_is_shown_as_it_was() -> None:
    document = only("From: a at w.example (A)\nSubject: x\nReferences: <1 at w.example> <2 at w.example>\n\nHi\n")
    assert document.message is not None
    assert document.message.references == ("1@w.example", "2@w.example")
    assert "References: <1@w.example> <2@w.example>\n" in document.text


def test_a_thread_index_is_bytes() -> None:
    head = "From: a@w.example\nSubject: x\nThread-Index: "
    assert len(message(f"{head}AdPLC2r2SGVsbG8gV29ybGQhISEhISEhIQ==\n\nHi\n").thread_index) >= 22
    assert message(f"{head}nonsense\n\nHi\n").thread_index == b""


def test_a_header_too_long_to_show_is_noted() -> None:
    reading = readings("From: a@w.example\nDate: 3 Apr 2018 10:00:00\nSubject: " + "S" * 200_000 + "\n\nHi\n")[-1]
    assert codes(reading) == {"header_too_long"}
    assert len(reading.documents[0].text) < 110_000


def test_of_too_many_references_the_nearest_are_kept() -> None:
    ids = " ".join(f"<{number}@w.example>" for number in range(6000))
    reading = readings(f"From: a@w.example\nDate: 3 Apr 2018 10:00:00\nReferences: {ids}\n\nHi\n")[-1]
    said = reading.documents[0].message
    assert said is not None
    assert (said.references[0], said.references[-1]) == ("1000@w.example", "5999@w.example")
    assert codes(reading) == {"references_truncated"}


def test_a_surname_that_exchange_put_into_brackets_is_put_back() -> None:
    written = '<Quillfeather>,"Hesper" </O=SOCIETY/OU=GATE/CN=HQUILL>,<Mumby>,"Ezra" </O=SOCIETY/CN=EMUMBY>'
    assert [(one.name, one.address) for one in people(written).persons] == [
        ("Quillfeather, Hesper", "/O=SOCIETY/OU=GATE/CN=HQUILL"),
        ("Mumby, Ezra", "/O=SOCIETY/CN=EMUMBY"),
    ]
    kept = people('<Quillfeather>,"Hesper" <hesper@society.example>').persons
    assert [(one.name, one.address) for one in kept] == [("", "Quillfeather"), ("Hesper", "hesper@society.example")]
