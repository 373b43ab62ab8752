"""winmail.dat: the message Outlook wrapped, and the stream in which records are handed on."""

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
    KIND,
    NAME,
    RTF,
    SENDER,
    SENT,
    SUBJECT,
    Made,
    attached,
    file,
    tnef,
)
from read.reading import body, codes, readings
from rejoinder.read.mapi.properties import BINARY, MULTIPLE, STRING, Properties, Raw
from rejoinder.read.mapi.record import Attached, Record
from rejoinder.read.mapi.stream import DamagedError, record_of, stream_of

NOTE = {CLASS: "IPM.Note", SUBJECT: "Marrow show", BODY: "Weigh-in at noon.", SENDER: "Agnes Plum"}


def test_the_message_and_its_files_are_read() -> None:
    made = Made(
        NOTE,
        [{KIND: 2, NAME: "Basil", ADDRESS: "basil@wibbling.example"}],
        [file("rules.txt", b"No pumpkins.")],
    )
    inside, whole = readings(tnef(made), "winmail.dat")
    assert (inside.path, inside.documents[0].text) == ("winmail.dat!/1/rules.txt", "No pumpkins.")
    document = whole.documents[0]
    assert body(document) == "Weigh-in at noon."
    assert document.message is not None
    assert (document.message.subject, document.message.cc[0].address) == (
        "Marrow show",
        "basil@wibbling.example",
    )


def test_a_message_attached_to_it_is_read_with_what_hangs_from_that() -> None:
    made = Made(NOTE, [], [attached("Plot 9", Made({SUBJECT: "Plot 9"}, [], [file("plot.txt", b"Wet.")]))])
    assert [one.path for one in readings(tnef(made), "winmail.dat")] == [
        "winmail.dat!/1/Plot 9.msg!/1/plot.txt",
        "winmail.dat!/1/Plot 9.msg",
        "winmail.dat",
    ]


def test_inside_an_email_its_files_belong_to_the_family() -> None:
    coded = tnef(Made(NOTE, [], [file("rules.txt", b"No pumpkins.")])).hex()
    mail = (
        "From: agnes@wibbling.example\nTo: basil@wibbling.example\nSubject: Marrow show\n"
        "Content-Type: multipart/mixed; boundary=cut\n\n--cut\nContent-Type: application/ms-tnef; name=winmail.dat\n"
        "Content-Disposition: attachment; filename=winmail.dat\nContent-Transfer-Encoding: quoted-printable\n\n"
        + "=\n".join(
            "".join(f"={coded[at : at + 2].upper()}" for at in range(start, start + 40, 2) if coded[at : at + 2])
            for start in range(0, len(coded), 40)
        )
        + "\n--cut--\n"
    )
    paths = [(one.path.rpartition("!/")[2], one.parent) for one in readings(mail)]
    assert paths[0][0] == "1/rules.txt"
    assert paths[1] == ("1/winmail.dat", "x.eml")
    assert paths[0][1] == "x.eml!/1/winmail.dat"


def test_older_streams_say_subject_and_date_in_attributes_alone() -> None:
    def attribute(number: int, content: bytes) -> bytes:
        return struct.pack("<BII", 1, number, len(content)) + content + struct.pack("<H", sum(content) % 65536)

    stream = b"\x78\x9f\x3e\x22\1\0" + attribute(0x00069007, struct.pack("<II", 1251, 0))
    stream += attribute(0x00018004, "Щавель\0".encode("cp1251"))
    stream += attribute(0x00038005, struct.pack("<7H", 2004, 5, 19, 14, 27, 0, 3))
    (reading,) = readings(stream, "winmail.dat")
    assert reading.documents[0].message is not None
    assert reading.documents[0].message.subject == "Щавель"
    assert reading.documents[0].message.date == "2004-05-19T14:27:00+00:00"


def test_packed_rich_text_is_unpacked() -> None:
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0"
    )
    (reading,) = readings(tnef(Made({SUBJECT: "Greeting", RTF: packed})), "winmail.dat")
    assert body(reading.documents[0]).strip() == "hello world"
    assert codes(reading) == set()


def test_what_follows_damage_is_lost_and_said_to_be() -> None:
    stream = tnef(Made(NOTE, [], [file("rules.txt", b"No pumpkins." * 50)]))
    *_, reading = readings(stream[:-200], "winmail.dat")
    assert (reading.outcome, codes(reading)) == ("partial", {"tnef_corrupt"})
    assert body(reading.documents[0]) == "Weigh-in at noon."


@pytest.mark.parametrize("junk", [b"\x78\x9f\x3e\x22\1\0", b"\x78\x9f\x3e\x22" + b"\xff" * 400, b"Not one.\n"])
def test_a_stream_that_says_nothing_is_refused(junk: bytes) -> None:
    (reading,) = readings(junk, "winmail.dat")
    assert (reading.outcome, codes(reading)) == ("refused", {"tnef_corrupt"})


values = st.one_of(
    st.binary(max_size=40).map(lambda content: Raw(BINARY, (content,))),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).map(
        lambda text: Raw(STRING, (f"{text}\0".encode("utf-16-le"),))
    ),
    st.binary(min_size=4, max_size=4).map(lambda content: Raw(0x0003, (content,))),
    st.binary(min_size=8, max_size=8).map(lambda content: Raw(0x0040, (content,))),
    st.binary(min_size=2, max_size=2).map(lambda content: Raw(0x000B, (content,))),
    st.lists(st.binary(max_size=9), max_size=4).map(lambda parts: Raw(BINARY | MULTIPLE, tuple(parts))),
    st.lists(st.binary(min_size=2, max_size=2), max_size=4).map(lambda parts: Raw(0x1002, tuple(parts))),
)
keys = st.one_of(
    st.integers(1, 0x36FF),
    st.tuples(
        st.uuids().map(str),
        st.one_of(st.integers(0, 2**32 - 1), st.text("abcxyz-", min_size=1, max_size=12)),
    ),
)
properties = st.dictionaries(keys, values, min_size=1, max_size=8).map(Properties)
records = st.builds(
    Record,
    properties,
    st.lists(properties, max_size=3).map(tuple),
    st.lists(st.builds(Attached, properties, st.one_of(st.none(), st.binary(max_size=50))), max_size=3).map(tuple),
)


@settings(deadline=None, max_examples=80)
@given(records)
def test_a_record_written_as_a_stream_is_read_as_it_was(record: Record) -> None:
    assert record_of(stream_of(record)) == record


WHOLE = tnef(Made({**NOTE, SENT: datetime(2018, 4, 3, tzinfo=UTC)}, [{KIND: 1, NAME: "B"}], [file("a", b"b")]))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(4, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_no_damage_is_a_fault_of_the_reader(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(WHOLE)
    for at, byte in changes:
        damaged[at] = byte
    try:
        record_of(bytes(damaged))
    except DamagedError:
        return
    assert not any("reader_fault" in codes(one) for one in readings(bytes(damaged), "winmail.dat"))
