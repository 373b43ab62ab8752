"""Outlook's .msg files: what a saved message says, and all that hangs from it."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from read.making_outlook import (
    ADDRESS,
    BODY,
    CLASS,
    HEADERS,
    HTML,
    INDEX,
    KIND,
    METHOD,
    NAME,
    PATH,
    RTF,
    SENDER,
    SENDER_ADDRESS,
    SENT,
    SUBJECT,
    Hanging,
    Made,
    attached,
    file,
    msg,
)
from read.reading import body, codes, readings
from rejoinder.find.traces import traces_of
from rejoinder.model import Document, Message, Person

APPOINTMENT, TASK, CONTACT = (f"0006200{one}-0000-0000-c000-000000000046" for one in "234")
AGNES = {SENDER: "Agnes Plum", SENDER_ADDRESS: "agnes@wibbling.example"}
BASIL = {KIND: 1, NAME: "Fern, Basil", ADDRESS: "basil@wibbling.example"}
CORA = {KIND: 3, NAME: "Cora Teasel", ADDRESS: "cora@wibbling.example"}
SHED = {
    CLASS: "IPM.Note",
    SUBJECT: "Shed keys",
    SENT: datetime(2018, 4, 3, 9, 0, tzinfo=UTC),
    BODY: "The shed is locked.\r\n",
    **AGNES,
}


def document_of(made: Made) -> Document:
    return readings(msg(made), "x.msg")[-1].documents[0]


def said_by(made: Made) -> Message:
    found = document_of(made).message
    assert found is not None
    return found


def test_a_message_without_headers_is_told_by_its_properties() -> None:
    document = document_of(Made({**SHED, INDEX: bytes(range(27))}, [BASIL, CORA]))
    assert document.text == (
        'From: "Agnes Plum" <agnes@wibbling.example>\n'
        'To: "Fern, Basil" <basil@wibbling.example>\n'
        'Bcc: "Cora Teasel" <cora@wibbling.example>\n'
        "Date: Tue, 03 Apr 2018 09:00:00 +0000\n"
        "Subject: Shed keys\n"
        "Thread-Index: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBka\n"
        "\n"
        "The shed is locked.\n"
    )
    assert body(document) == "The shed is locked.\n"


def test_its_persons_date_and_index_are_understood() -> None:
    said = said_by(Made({**SHED, INDEX: bytes(range(27))}, [BASIL, CORA]))
    assert said.author == Person("Agnes Plum", "agnes@wibbling.example")
    assert said.to == (Person("Fern, Basil", "basil@wibbling.example"),)
    assert said.bcc == (Person("Cora Teasel", "cora@wibbling.example"),)
    assert said.date == "2018-04-03T09:00:00+00:00"
    assert said.thread_index == bytes(range(27))


def test_the_headers_it_came_with_speak_first_and_the_properties_add_what_they_leave_out() -> None:
    headers = (
        "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from post.example\r\n"
        "From: Agnes <agnes@wibbling.example>\r\nDate: Tue, 3 Apr 2018 10:00:00 +0100\r\n"
        "Message-ID: <shed2@wibbling.example>\r\nIn-Reply-To: <shed1@wibbling.example>\r\n"
        "References: <shed0@wibbling.example>\r\n\t<shed1@wibbling.example>\r\n\r\n"
    )
    said = said_by(Made({**SHED, HEADERS: headers}, [CORA]))
    assert said.message_id == "shed2@wibbling.example"
    assert said.answered == ("shed1@wibbling.example",)
    assert said.references == ("shed0@wibbling.example", "shed1@wibbling.example")
    assert said.date == "2018-04-03T10:00:00+01:00"
    assert said.author.name == "Agnes"
    assert said.bcc[0].address == "cora@wibbling.example"


def test_ids_stand_in_properties_where_no_headers_came() -> None:
    said = said_by(
        Made({**SHED, 0x1035: "<b@x.example>", 0x1042: "<a@x.example>", 0x1039: "<r@x.example> <a@x.example>"})
    )
    assert (said.message_id, said.answered, said.references) == (
        "b@x.example",
        ("a@x.example",),
        ("r@x.example", "a@x.example"),
    )


def test_an_exchange_servers_own_name_for_a_person_is_no_address() -> None:
    person = {KIND: 1, NAME: "Basil Fern", 0x3002: "EX", 0x3003: "/O=WIBBLING/CN=RECIPIENTS/CN=BASIL"}
    assert said_by(Made(SHED, [person])).to == (Person("Basil Fern", ""),)


def test_an_address_that_stands_in_the_entry_id_alone_is_found() -> None:
    one_off = bytes(4) + bytes.fromhex("812b1fa4bea310199d6e00dd010f5402") + b"\0\0\1\x80"
    entry = one_off + "Basil\0SMTP\0basil@wibbling.example\0".encode("utf-16-le")
    assert said_by(Made(SHED, [{KIND: 1, NAME: "Basil", 0x0FFF: entry}])).to[0].address == "basil@wibbling.example"


def test_shown_names_stand_in_for_a_missing_table_of_recipients() -> None:
    said = said_by(Made({**SHED, 0x0E04: "Fern, Basil; Cora Teasel"}))
    assert said.to == (Person("Fern, Basil", ""), Person("Cora Teasel", ""))


def test_attachments_hang_from_the_message() -> None:
    *inside, whole = readings(
        msg(Made(SHED, [], [file("keys.txt", b"Two keys.\n"), file("map.txt", b"x" * 9000)])), "x.msg"
    )
    assert [(one.path, one.parent) for one in inside] == [
        ("x.msg!/1/keys.txt", "x.msg"),
        ("x.msg!/2/map.txt", "x.msg"),
    ]
    assert [one.documents[0].text for one in inside] == ["Two keys.\n", "x" * 9000]
    assert whole.documents[0].message is not None
    assert whole.documents[0].message.attachments == ("keys.txt", "map.txt")
    assert whole.inside == 2


def test_an_attached_message_is_a_document_of_its_own_with_its_own_attachments() -> None:
    inner = Made({SUBJECT: "Plot 9", BODY: "It floods."}, [BASIL], [file("plot.txt", b"Wet.")])
    deep, middle, outer = readings(msg(Made(SHED, [], [attached("Plot 9", inner)])), "x.msg")
    assert (deep.path, deep.parent) == ("x.msg!/1/Plot 9.msg!/1/plot.txt", "x.msg!/1/Plot 9.msg")
    assert (middle.path, middle.parent) == ("x.msg!/1/Plot 9.msg", "x.msg")
    assert body(middle.documents[0]) == "It floods."
    assert middle.documents[0].message is not None
    assert middle.documents[0].message.to[0].address == "basil@wibbling.example"
    assert body(outer.documents[0]) == "The shed is locked.\n"


def test_an_attachment_kept_elsewhere_is_named_as_taken_out() -> None:
    linked = Hanging({0x3707: "minutes.docx", METHOD: 2, PATH: r"\\shed\papers\minutes.docx"}, None)
    (reading,) = readings(msg(Made(SHED, [], [linked])), "x.msg")
    assert reading.documents[0].message is not None
    assert reading.documents[0].message.stripped == ("minutes.docx",)
    assert reading.documents[0].message.attachments == ()
    assert codes(reading) == {"attachment_by_reference"}
    assert r"\\shed\papers\minutes.docx" in reading.problems[0].what


def test_an_object_gives_its_file_under_the_name_it_knows() -> None:
    native = struct.pack("<H", 2) + b"seeds.txt\0C:\\seeds.txt\0" + struct.pack("<II", 0x30000, 4) + b"tmp\0"
    native += struct.pack("<I", 5) + b"Peas."
    streams = {"\x01Ole10Native": struct.pack("<I", len(native)) + native}
    inside, _ = readings(msg(Made(SHED, [], [Hanging({METHOD: 6}, streams)])), "x.msg")
    assert (inside.path, inside.documents[0].text) == ("x.msg!/1/seeds.txt", "Peas.")


def test_an_object_that_only_its_program_can_read_is_a_problem() -> None:
    (reading,) = readings(msg(Made(SHED, [], [Hanging({METHOD: 6}, {"\x01Drawing": b"odd"})])), "x.msg")
    assert [(one.code, one.weight) for one in reading.problems] == [("attachment_unread", "partial")]


def test_html_is_read_where_there_is_no_plain_text() -> None:
    page = "<p>Locked.</p><blockquote>Is the shed open? – B.</blockquote>"
    document = document_of(Made({SUBJECT: "Re: Shed", HTML: page.encode("cp1252"), 0x3FDE: 1252}))
    assert body(document).split("\n") == ["Locked.", "", "> Is the shed open? – B."]


def test_html_inside_rich_text_is_given_back() -> None:
    rtf = (
        rb"{\rtf1\ansi\fromhtml1{\*\htmltag <p>}Mind the {\*\htmltag <b>}\htmlrtf {\b\htmlrtf0 wasps"
        rb"\htmlrtf }\htmlrtf0 {\*\htmltag </b></p>}}"
    )
    packed = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
    assert body(document_of(Made({SUBJECT: "Wasps", BODY: " \r\n", RTF: packed}))) == "Mind the wasps"


def test_a_short_notice_beside_the_real_text_does_not_stand_for_it() -> None:
    page = b"<p>" + b"The committee met on Tuesday in the shed. " * 5 + b"</p>"
    document = document_of(Made({SUBJECT: "Minutes", BODY: "View this message in HTML.", HTML: page}))
    assert body(document).startswith("The committee met")


def test_eight_bit_words_are_read_in_the_code_page_stated() -> None:
    stored = msg(Made({SUBJECT: "Bank", BODY: "x", 0x3FFD: 1251}))
    old = stored.replace("1000001F".encode("utf-16-le"), "1000001E".encode("utf-16-le"))
    words = "щ\0".encode("cp1251")
    assert body(readings(old.replace(b"x\0" + bytes(62), words + bytes(62)), "x.msg")[-1].documents[0]) == "щ"


def test_an_appointment_is_no_message_and_has_all_its_words() -> None:
    said = {
        CLASS: "IPM.Appointment",
        SUBJECT: "Hedge day",
        BODY: "Bring shears.",
        (APPOINTMENT, 0x8208): "Lower gate",
        (APPOINTMENT, 0x820D): datetime(2018, 5, 1, 8, 0, tzinfo=UTC),
    }
    document = document_of(Made(said))
    assert (document.kind, document.title, document.message) == ("calendar", "Hedge day", None)
    assert document.text == (
        "Subject: Hedge day\nWhere: Lower gate\nBegins: 2018-05-01T08:00:00+00:00\n\nBring shears.\n"
    )


@pytest.mark.parametrize(
    ("ending", "said"), [("Request", "request"), ("Canceled", "cancelled"), ("Resp.Pos", "answer")]
)
def test_a_message_about_a_meeting_says_what_it_does_and_when_the_meeting_is(ending: str, said: str) -> None:
    begins = datetime(2024, 5, 13, 18, 0, tzinfo=UTC)
    made = {CLASS: f"IPM.Schedule.Meeting.{ending}", SUBJECT: "Panel hearing", (APPOINTMENT, 0x820D): begins}
    document = document_of(Made(made))
    assert document.kind == "email"
    assert body(document) == f"Meeting: {said}\nBegins: 2024-05-13T18:00:00+00:00\n"
    [invited] = traces_of(document).allusions
    assert (invited.way, invited.noun, invited.date) == ("invited", said, "2024-05-13T18:00:00+00:00")


def test_a_cancelled_appointment_says_so() -> None:
    said = {CLASS: "IPM.Appointment", SUBJECT: "Hedge day", (APPOINTMENT, 0x8217): 5}
    assert document_of(Made(said)).text == "Subject: Hedge day\nMeeting: cancelled\n"


def test_a_contact_has_its_names_numbers_and_addresses() -> None:
    said = {
        CLASS: "IPM.Contact",
        NAME: "Basil Fern",
        0x3A1C: "07700 900123",
        (CONTACT, 0x8083): "basil@wibbling.example",
    }
    document = document_of(Made(said))
    assert document.kind == "contact"
    assert document.text == "Name: Basil Fern\nEmail: basil@wibbling.example\nMobile telephone: 07700 900123\n"


@pytest.mark.parametrize(
    ("class_", "kind"),
    [
        ("IPM.Task", "task"),
        ("IPM.StickyNote", "note"),
        ("IPM.Activity", "journal"),
        ("IPM.Post", "post"),
        ("IPM.Schedule.Meeting.Request", "email"),
        ("REPORT.IPM.Note.NDR", "email"),
    ],
)
def test_a_record_is_what_its_class_says(class_: str, kind: str) -> None:
    assert document_of(Made({CLASS: class_, SUBJECT: "Plot 12", BODY: "Dig."})).kind == kind


def test_a_signed_message_is_read_from_what_was_signed() -> None:
    whole = (
        b"Content-Type: multipart/signed; boundary=cut\r\n\r\n--cut\r\n"
        b"Content-Type: text/plain\r\n\r\nSigned.\r\n--cut--\r\n"
    )
    said = {**SHED, CLASS: "IPM.Note.SMIME.MultipartSigned", BODY: ""}
    inside = readings(msg(Made(said, [], [file("smime.p7m", whole)])), "x.msg")[0]
    assert body(inside.documents[0]).strip() == "Signed."


def test_a_mail_of_another_program_that_is_named_msg_is_read_as_the_mail_it_is() -> None:
    (reading,) = readings("Subject: Wasps\n\nIn the shed.\n", "x.msg")
    assert body(reading.documents[0]) == "In the shed.\n"


@pytest.mark.parametrize("cut", [0.1, 0.5])
def test_a_message_cut_off_is_refused_or_says_it_is_damaged(cut: float) -> None:
    whole = msg(Made({**SHED, BODY: "Locked. " * 2000}))
    reading = readings(whole[: int(len(whole) * cut)], "x.msg")[-1]
    assert "ole_corrupt" in codes(reading)


def test_a_path_in_place_of_a_message_is_never_opened() -> None:
    (reading,) = readings(b"/etc/hostname", "x.msg")
    assert (reading.outcome, codes(reading), reading.documents) == ("refused", {"ole_corrupt"}, ())


WHOLE = msg(Made(SHED, [BASIL], [attached("Plot 9", Made({SUBJECT: "Plot 9"})), file("keys.txt", b"Two keys.")]))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_no_damage_is_a_fault_of_the_reader(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(WHOLE)
    for at, byte in changes:
        damaged[at] = byte
    assert not any("reader_fault" in codes(reading) for reading in readings(bytes(damaged), "x.msg"))


def test_a_teams_message_kept_in_a_mailbox_is_a_turn_of_the_conversation_of_its_people() -> None:
    spoken = {**SHED, CLASS: "IPM.SkypeTeams.Message", BODY: "> Locked?\r\nLocked.\r\n", SUBJECT: "IM"}
    asked = {**spoken, SENDER: "Fern, Basil", SENDER_ADDRESS: "basil@wibbling.example"}
    first, second = (
        document_of(Made(spoken, recipients=(BASIL,))),
        document_of(Made(asked, recipients=({KIND: 1, NAME: "Agnes Plum", ADDRESS: "agnes@wibbling.example"},))),
    )
    assert (
        first.message
        and second.message
        and (first.kind, first.message.subject) == ("chat", "Teams: Agnes Plum, Fern, Basil")
    )
    assert first.message.conversation == second.message.conversation != ""
    assert body(first) == "> Locked?\nLocked.\n" and traces_of(first).quoted == ()
    assert document_of(Made({**spoken, CLASS: "IPM.Note"}, recipients=(BASIL,))).message != first.message
