"""Outlook's stores: every item of every folder, one after another."""

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
    NAMES,
    SENDER,
    SENT,
    SUBJECT,
    Made,
    attached,
    file,
    pst,
)
from read.reading import body, codes, readings
from rejoinder.read.mapi.cipher import unhidden
from rejoinder.read.mapi.properties import parts_of_many

BASIL = {KIND: 1, NAME: "Basil Fern", ADDRESS: "basil@wibbling.example"}
CORA = {KIND: 2, NAME: "Cora Teasel", ADDRESS: "cora@wibbling.example"}
SHED = Made(
    {
        CLASS: "IPM.Note",
        SUBJECT: "\x01\x01Shed keys",
        SENT: datetime(2018, 4, 3, 9, 0, tzinfo=UTC),
        BODY: "The shed is locked.\n" * 900,
        SENDER: "Agnes Plum",
    },
    [BASIL, CORA],
    [file("keys.txt", b"Two keys.\n")],
)


@pytest.mark.parametrize("age", ["old", "new", "large"])
@pytest.mark.parametrize("cipher", [0, 1, 2])
def test_a_message_is_read_from_a_store_of_any_age_however_its_blocks_are_hidden(age: str, cipher: int) -> None:
    inside, message, store = readings(pst({"Inbox": [SHED]}, age, cipher), "x.pst")
    assert (inside.path, inside.parent) == ("x.pst!/Inbox/1!/1/keys.txt", "x.pst!/Inbox/1")
    assert inside.documents[0].text == "Two keys.\n"
    document = message.documents[0]
    assert body(document) == "The shed is locked.\n" * 900
    assert document.message is not None
    assert document.message.subject == "Shed keys"
    assert document.message.to[0].address == "basil@wibbling.example"
    assert document.message.cc[0].name == "Cora Teasel"
    assert document.message.date == "2018-04-03T09:00:00+00:00"
    assert (store.outcome, store.inside, store.problems) == ("read", 1, ())


def test_many_messages_are_each_read_once_and_counted_in_their_folders() -> None:
    folders = {name: [Made({SUBJECT: f"{name} {number}"}) for number in range(40)] for name in ("Inbox", "Sent Items")}
    *items, store = readings(pst(folders), "x.pst")
    assert [one.path for one in items] == [f"x.pst!/{name}/{number + 1}" for name in folders for number in range(40)]
    subjects = [one.documents[0].message.subject for one in items if one.documents[0].message]
    assert subjects == [f"{name} {number}" for name in folders for number in range(40)]
    assert store.inside == 80


def test_a_message_attached_to_a_message_is_read_with_its_own_attachments() -> None:
    inner = Made({SUBJECT: "Plot 9", BODY: "It floods."}, [BASIL], [file("plot.txt", b"Wet.")])
    deep, middle, _, _ = readings(pst({"Inbox": [Made({SUBJECT: "Fwd"}, [], [attached("Plot 9", inner)])]}), "x.pst")
    assert (deep.path, deep.parent) == (
        "x.pst!/Inbox/1!/1/Plot 9.msg!/1/plot.txt",
        "x.pst!/Inbox/1!/1/Plot 9.msg",
    )
    assert body(middle.documents[0]) == "It floods."


def test_properties_with_names_are_found_by_the_stores_own_map() -> None:
    item, _ = readings(pst({"Calendar": [Made({CLASS: "IPM.Appointment", NAMES[0]: "Lower gate"})]}), "x.pst")
    assert (item.documents[0].kind, item.documents[0].text) == ("calendar", "Where: Lower gate\n")


def test_what_lies_in_no_folder_is_kept_and_said_to_be() -> None:
    item, store = readings(pst({"": [SHED._replace(hanging=())]}), "x.pst")
    assert item.path == "x.pst!/Lost and found/1"
    assert codes(store) == {"pst_orphans"}


def test_a_folders_name_leads_out_of_nothing() -> None:
    item, _ = readings(pst({"../..": [Made({SUBJECT: "Gate"})]}), "x.pst")
    assert item.path == "x.pst!/.._../1"


def test_a_store_locked_with_a_key_is_refused_as_encrypted() -> None:
    locked = bytearray(pst({"Inbox": [SHED]}))
    locked[513] = 0x10
    (reading,) = readings(bytes(locked), "x.pst")
    assert (reading.outcome, codes(reading)) == ("refused", {"encrypted"})


@pytest.mark.parametrize("junk", [b"!BDN", b"!BDN" + bytes(600), b"!BDN" + bytes(4) + b"SM\x17\0" + bytes(4096)])
def test_a_store_that_is_only_a_beginning_is_refused(junk: bytes) -> None:
    (reading,) = readings(junk, "x.pst")
    assert (reading.outcome, codes(reading)) == ("refused", {"pst_corrupt"})


def test_a_damaged_message_is_a_row_and_the_others_are_read() -> None:
    whole = pst({"Inbox": [Made({SUBJECT: f"Plot {number}", BODY: f"Dig {number}."}) for number in range(3)]})
    at = whole.index("Plot 1".encode("utf-16-le"))
    heap = whole.rindex(b"\xec\xbc", 0, at) - 2
    *items, store = readings(whole[:heap] + bytes(8) + whole[heap + 8 :], "x.pst")
    assert [body(one.documents[0]) for one in items] == ["Dig 0.", "Dig 2."]
    assert [(one.where, one.code) for one in store.problems] == [("x.pst!/Inbox/2", "pst_corrupt")]


def test_values_said_to_lie_over_one_another_are_each_read_once() -> None:
    count = 2000
    offsets = struct.pack(f"<I{count}I", count, *([8004, 16004] * (count // 2)))
    content = offsets.ljust(16004, b"x")
    assert sum(len(one) for one in parts_of_many(0x101F, content)) <= len(content)
    assert parts_of_many(0x101E, struct.pack("<III", 2, 12, 14) + b"abcde") == (b"ab", b"cde")


@given(st.binary(max_size=300), st.integers(0, 2**32 - 1))
def test_the_cyclic_hiding_done_twice_is_undone(block: bytes, identity: int) -> None:
    assert unhidden(unhidden(block, 2, identity), 2, identity) == block


def test_the_permuted_hiding_keeps_every_byte() -> None:
    assert sorted(unhidden(bytes(range(256)), 1, 0)) == list(range(256))
    assert unhidden(b"\x41\x36\x13\x62\xa8\x21\x6e\xbb", 1, 0) == bytes(range(8))


WHOLE = pst({"Inbox": [SHED._replace(said={SUBJECT: "Shed", BODY: "x" * 4000})] * 2}, cipher=1)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(12, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_no_damage_is_a_fault_of_the_reader(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(WHOLE)
    for at, byte in changes:
        damaged[at] = byte
    assert not any("reader_fault" in codes(reading) for reading in readings(bytes(damaged), "x.pst"))
