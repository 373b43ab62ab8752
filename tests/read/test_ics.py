"""Calendars (RFC 5545) as documents."""

from __future__ import annotations

import textwrap

import pytest

from read.reading import codes, readings
from rejoinder.model import Document

HEARING = textwrap.dedent(
    """\
    BEGIN:VCALENDAR
    METHOD:REQUEST
    BEGIN:VTIMEZONE
    TZID:Europe/London
    END:VTIMEZONE
    BEGIN:VEVENT
    UID:hearing-14@wibbling.example
    SEQUENCE:2
    SUMMARY:Panel hearing\\, plot 14
    DTSTAMP:20240506T081500Z
    DTSTART;TZID="Europe/London":20240513T190000
    DTEND;TZID=Europe/London:20240513T203000
    LOCATION:The pavilion
    ORGANIZER;CN="Quillfeather, Hesper":mailto:secretary@wibbling.example
    ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Barnaby Tuppence:MAILTO:b.tuppence@wib
     bling.example
    ATTENDEE:mailto:marigold@threnody.example
    DESCRIPTION:Bring the rules.\\nTea after.
    X-ROOM:3
    BEGIN:VALARM
    DESCRIPTION:Wake up
    END:VALARM
    END:VEVENT
    END:VCALENDAR
    """
)


def documents(content: str | bytes, name: str = "x.ics") -> list[Document]:
    return [document for reading in readings(content, name) for document in reading.documents]


def test_an_event_says_in_lines_what_people_ask_of_it() -> None:
    [document] = documents(HEARING.replace("\n", "\r\n"))
    assert (document.kind, document.title, document.date) == (
        "calendar",
        "Panel hearing, plot 14",
        "2024-05-06T08:15+00:00",
    )
    assert document.author == "Quillfeather, Hesper <secretary@wibbling.example>"
    assert document.text.splitlines() == [
        "Meeting: request",
        "Subject: Panel hearing, plot 14",
        "Where: The pavilion",
        "Begins: 2024-05-13T19:00",
        "Time zone: Europe/London",
        "Ends: 2024-05-13T20:30",
        "Organiser: Quillfeather, Hesper <secretary@wibbling.example>",
        "Attendees: Barnaby Tuppence <b.tuppence@wibbling.example>; marigold@threnody.example",
        "Identity: hearing-14@wibbling.example",
        "Version: 2",
        "Written: 2024-05-06T08:15+00:00",
        "X-room: 3",
        "",
        "Bring the rules.",
        "Tea after.",
    ]


@pytest.mark.parametrize(
    ("method", "status", "said"),
    [
        ("REQUEST", "CONFIRMED", "request"),
        ("CANCEL", "CONFIRMED", "cancelled"),
        ("REQUEST", "CANCELLED", "cancelled"),
        ("REPLY", "CONFIRMED", "answer"),
    ],
)
def test_whether_it_asks_answers_or_cancels_is_said(method: str, status: str, said: str) -> None:
    changed = HEARING.replace("METHOD:REQUEST", f"METHOD:{method}").replace("SEQUENCE:2", f"STATUS:{status}")
    assert documents(changed)[0].text.startswith(f"Meeting: {said}\n")


def test_each_event_of_a_calendar_is_a_document_of_its_own() -> None:
    whole_day = "BEGIN:VEVENT\nSUMMARY:Hedge day\nDTSTART;VALUE=DATE:20240601\nEND:VEVENT\n"
    task = "BEGIN:VTODO\nSUMMARY:Oil the gate\nEND:VTODO\n"
    found = documents(HEARING.replace("END:VCALENDAR", f"{whole_day}{task}END:VCALENDAR"))
    assert [(one.path, one.kind, one.title) for one in found] == [
        ("x.ics!/1", "calendar", "Panel hearing, plot 14"),
        ("x.ics!/2", "calendar", "Hedge day"),
        ("x.ics!/3", "task", "Oil the gate"),
    ]
    assert "Begins: 2024-06-01\n" in found[1].text


def test_a_file_that_lies_in_an_event_is_read() -> None:
    attached = 'ATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=text/plain;FILENAME="a/rota.txt":VGhlIGJ1dHRzLg=='
    found = documents(HEARING.replace("X-ROOM:3", attached))
    assert [one.text for one in found if one.kind == "text"] == ["The butts."]


def test_a_calendar_without_an_event_and_a_cut_one_keep_their_words() -> None:
    [empty] = documents("BEGIN:VCALENDAR\nX-WR-CALNAME:Rota\nEND:VCALENDAR\n")
    assert (empty.kind, "X-WR-CALNAME:Rota" in empty.text) == ("text", True)
    [cut] = documents(HEARING[: HEARING.index("DESCRIPTION")])
    assert "Where: The pavilion" in cut.text


def test_an_invitation_in_a_mail_hangs_from_it() -> None:
    mail = (
        "From: secretary@wibbling.example\nTo: b.tuppence@wibbling.example\nSubject: Panel hearing, plot 14\n"
        "Message-ID: <1@wibbling.example>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nPlease come to the hearing.\n"
        f"--b\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\n\n{HEARING}\n--b--\n"
    )
    found = readings(mail, "x.eml")
    kinds = {document.kind for reading in found for document in reading.documents}
    assert kinds == {"email", "calendar"}
    assert all(not codes(reading) for reading in found)
