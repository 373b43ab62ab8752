"""Old Office files: what is read of them as they are, and what LibreOffice makes of them where it is installed."""

from __future__ import annotations

import hashlib
import io
import struct
import sys
import zlib
from pathlib import Path

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.making_office import packed, paragraph, word_file
from read.making_old_office import box, chart, doc, footer, kept_by_pivot, part, ppt, xls
from read.making_outlook import compound
from read.reading import codes, only, readings
from rejoinder.model import Blob
from rejoinder.read import converted
from rejoinder.read.doc import read as read_doc
from rejoinder.read.old_properties import stated
from rejoinder.read.ole_written import ole_file
from rejoinder.read.ppt import read as read_ppt


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted, "office_here", lambda: None)


def test_an_old_word_document_is_read_in_part_with_what_more_can_be_done() -> None:
    reading = readings(doc([("The hose is lost.\rIt is.\r", "")]), "minutes.doc")[-1]
    assert (reading.outcome, reading.documents[0].kind) == ("partial", "word")
    assert reading.documents[0].text == "The hose is lost.\nIt is."
    assert [one.code for one in reading.problems] == ["old_format"]
    assert "libreoffice.org" in reading.problems[0].remedy


def test_deleted_and_hidden_words_of_an_old_word_document_stand_in_marks() -> None:
    content = doc([("The hose is ", ""), ("stolen", "deleted"), ("lost", ""), ("unseen", "hidden"), (".\r", "")])
    assert only(content, "minutes.doc").text == (
        'The hose is lost.\n[Deleted, after "The hose is": stolen]\n[Hidden, after "hose is lost": unseen]'
    )
    assert {"tracked_deletion", "hidden_text"} <= codes(readings(content, "minutes.doc")[-1])


def test_comments_stand_after_the_text_and_codes_of_fields_are_left_out() -> None:
    content = doc([("See \x13 HYPERLINK x \x14the rules\x15.\r", "")], comments="Sure?\r")
    assert only(content, "minutes.doc").text == "See the rules.\n\n[Comments: Sure?]"


def test_where_pictures_are_taken_from_is_told() -> None:
    content = doc([('\x13 INCLUDEPICTURE "http://sheds.example/x.png" \x14\x15\r', "")])
    assert only(content, "x.doc").text == '[Field: INCLUDEPICTURE "http://sheds.example/x.png"]'


def test_a_word_document_from_before_1997_is_read() -> None:
    assert only(doc([("The hose is lost.\r", "")], version=0x65), "x.doc").text == "The hose is lost."


def test_a_locked_word_document_is_refused_as_such() -> None:
    assert codes(readings(doc([("x", "")], flags=0x0300), "x.doc")[-1]) == {"encrypted"}


def test_what_an_old_file_says_of_its_making_is_read_in_its_code_page() -> None:
    name, moment = "Zoë Tansy".encode() + b"\0", 133_592_044_200_000_000
    values = [
        struct.pack("<IH2x", 2, 65001),
        struct.pack("<II", 0x1E, len(name)) + name.ljust(12, b"\0"),
        struct.pack("<IQ", 0x40, moment),
        struct.pack("<IQ", 0x40, 6 * 600_000_000),
    ]
    places, at = b"", 8 + 8 * len(values)
    for number, value in zip((1, 4, 13, 10), values, strict=True):
        places += struct.pack("<II", number, at)
        at += len(value)
    inside = struct.pack("<II", at, len(values)) + places + b"".join(values)
    said = stated(b"\xfe\xff" + bytes(42) + struct.pack("<I", 48) + inside, b"")
    assert (said.author, said.date) == ("Zoë Tansy", "2024-05-03T10:07:00")
    assert said.lines == ("[Property, last changed: 2024-05-03T10:07:00]", "[Property, minutes of editing: 6]")


@given(st.binary(max_size=300))
def test_no_properties_are_too_odd(noise: bytes) -> None:
    assert stated(b"\xfe\xff" + bytes(42) + struct.pack("<I", 48) + noise, noise).title is not None


@given(st.binary(min_size=40, max_size=300), st.integers(0, 0x5FF))
def test_no_damage_to_an_old_word_document_is_a_fault_of_ours(noise: bytes, at: int) -> None:
    whole = bytearray(doc([("The hose ", ""), ("is", "deleted"), ("lost.\r", "")]))
    whole[512 + at : 512 + at + len(noise)] = noise
    for _ in read_doc(Blob("x.doc", bytes(whole))):
        pass


def test_an_old_workbook_is_read_as_one_of_today_is() -> None:
    reading = readings(xls(), "rents.xls")[-1]
    assert (reading.outcome, codes(reading)) == ("read", {"hidden_sheet", "hidden_row", "hidden_column"})
    assert reading.documents[0].text == (
        "Plots\n[Hidden sheet]\nshown\t12.5\n[Hidden column C: folded]\n[Hidden row 2: unseen]"
    )


def test_boxes_and_footers_of_an_old_workbook_are_read() -> None:
    text = only(xls(beside=footer('&C&"Arial"Page &P') + box("In a box")), "rents.xls").text
    assert text.endswith("\n\n[Footer: Page]\nIn a box")


def test_words_behind_the_pivot_tables_of_an_old_workbook_are_read_and_said_to_be_some_only() -> None:
    content = xls(more={"_SX_DB_CUR": kept_by_pivot("Marigold")})
    assert "[Pivot cache, kept values: Marigold]" in only(content, "rents.xls").text
    assert {"pivot_cache", "old_format"} <= codes(readings(content, "rents.xls")[-1])


def test_an_old_presentation_is_read_in_part_with_its_notes_and_comments() -> None:
    shown = part(1006, part(4000, "The hose\ris lost".encode("utf-16-le")), holds=True)
    master = part(1016, part(4008, b"Click to edit"), holds=True)
    notes = part(1008, part(1009, b"\0\1\0\0") + part(4008, b"not for her"), holds=True)
    said = part(4026, "Tansy".encode("utf-16-le")) + part(4026, "Sure?".encode("utf-16-le"), instance=1)
    content = ppt(master, shown, notes, part(12000, said, holds=True))
    read = only(content, "talk.ppt")
    assert (read.kind, read.text) == ("slides", "The hose\nis lost\n[Notes: not for her]\n[Comment by Tansy: Sure?]")
    assert codes(readings(content, "talk.ppt")[-1]) == {"old_format", "speaker_notes", "comment"}


@given(st.binary(max_size=400))
def test_no_records_are_too_odd(records: bytes) -> None:
    for _ in read_ppt(Blob("x.ppt", ppt(records))):
        pass


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.xlsb", packed({"[Content_Types].xml": "<T/>", "xl/workbook.bin": b"\0"}), "unread_xlsb"),
        ("x.wpd", b"\xffWPC" + bytes(60), "unread_wordperfect"),
    ],
)
def test_what_only_libreoffice_reads_is_refused_with_how_to_get_it(name: str, content: bytes, code: str) -> None:
    reading = readings(content, name)[-1]
    assert (reading.outcome, codes(reading)) == ("refused", {code})
    assert reading.problems[0].remedy.startswith("Install LibreOffice (libreoffice.org), then run: rejoinder rebuild.")


def test_a_chart_that_a_document_holds_as_an_old_workbook_is_read_in_part() -> None:
    reading = readings(chart("Tech Partners"), "object.xls")[-1]
    assert (reading.outcome, reading.documents[0].text) == ("partial", "Tech Partners")


posix = pytest.mark.skipif(sys.platform == "win32", reason="stands in for LibreOffice by a shell script")


def _stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a shell script where LibreOffice would be."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    monkeypatch.setattr(converted, "office_here", lambda: converted.Office(str(program)))


@posix
def test_what_libreoffice_makes_of_a_file_is_read_under_the_file_s_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word_file(paragraph("made new")))
    _stand_in(tmp_path, f"mkdir out && cp '{made}' out/document.docx", monkeypatch)
    old = doc([("as it was\r", "")])
    reading = readings(old, "folder/minutes.doc")[-1]
    assert (reading.path, reading.format, reading.outcome) == ("folder/minutes.doc", "doc", "read")
    assert reading.sha256 == hashlib.sha256(old).hexdigest()
    assert reading.documents[0].path == "folder/minutes.doc"
    assert reading.documents[0].text == "made new\n\n[Further words of the old file: as it was]"
    assert codes(reading) == {"converted"}


@posix
def test_libreoffice_gets_the_bytes_in_a_folder_of_its_own_with_macros_off_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    script = f"pwd > '{seen}'; ls >> '{seen}'; cat profile/user/registrymodifications.xcu >> '{seen}'; exit 1"
    _stand_in(tmp_path, script, monkeypatch)
    assert converted.made_new(Blob("a/b; rm -rf.doc", b"x"), "doc") is None
    folder, *names = seen.read_text().split("\n")
    assert names[:2] == ["document.doc", "profile"]
    assert "DisableMacrosExecution" in seen.read_text()
    assert not Path(folder).exists()


@posix
def test_what_libreoffice_leaves_as_a_link_to_elsewhere_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word_file(paragraph("of another case")))
    _stand_in(tmp_path, f"mkdir out && ln -s '{made}' out/document.docx", monkeypatch)
    assert converted.made_new(Blob("x.doc", b"x"), "doc") is None


@posix
def test_libreoffice_is_ended_when_its_time_is_over_and_what_was_read_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converted, "WAITING", 0.2)
    _stand_in(tmp_path, "exec sleep 600", monkeypatch)
    reading = readings(doc([("as it was\r", "")]), "x.doc")[-1]
    assert (reading.outcome, reading.documents[0].text) == ("partial", "as it was")


def test_a_workbook_that_is_wholly_read_as_it_is_is_not_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted, "office_here", pytest.fail)
    assert readings(xls(), "rents.xls")[-1].outcome == "read"


def test_a_workbook_with_a_word_document_inside_is_a_workbook_and_its_letter_is_read() -> None:
    inside: dict[str, bytes] = {f"MBD0/{name}": content for name, content in _streams(doc([("bryony\r", "")])).items()}
    letter, book = readings(ole_file({**_streams(xls()), **inside}), "rents.xls")
    assert (book.format, book.outcome, letter.path) == ("xls", "read", "rents.xls!/mbd0.doc")
    assert letter.documents[0].text == "bryony"


def _streams(content: bytes) -> dict[str, bytes]:
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}


NAMES = st.text("abcXYZ09 _", min_size=1, max_size=31).filter(lambda name: name.strip() == name)


@given(st.dictionaries(NAMES, st.binary(max_size=200) | st.integers(0, 9000).map(bytes), max_size=9))
def test_an_object_written_as_a_file_is_read_as_it_was(streams: dict[str, bytes]) -> None:
    streams = {name: streams[name] for name in {name.upper(): name for name in streams}.values()}
    tree = {**streams, **{f"folder/{name}": content for name, content in streams.items()}}
    tree = tree if "FOLDER" not in {name.upper() for name in streams} else {}
    assert _streams(ole_file(tree)) == tree


def test_an_object_of_many_megabytes_is_written_as_a_file_too() -> None:
    tree = {"large": bytes(range(256)) * 20_000, "small": b"x"}
    assert _streams(ole_file(tree)) == tree


def test_what_lies_on_a_slide_is_taken_out_once_and_macros_are_said() -> None:
    letter = doc([("bryony\r", "")])
    objects = [
        part(4113, struct.pack("<I", len(letter)) + zlib.compress(letter), instance=1),
        part(4113, letter),
        part(4113, compound({"VBA": {"dir": b"x"}, "PROJECT": b"x"})),
        part(4113, compound({})),
        part(4113, compound({"Equation Native": b"x"})),
    ]
    found, talk = readings(ppt(part(1006, part(4008, b"hawthorn"), holds=True), *objects), "talk.ppt")
    assert (found.path, found.documents[0].text) == ("talk.ppt!/object 1.doc", "bryony")
    assert codes(talk) == {"old_format", "macros", "embedded_file", "embedded_unread"}


def test_what_cells_held_before_is_said_to_be_unread() -> None:
    reading = readings(xls(more={"Revision Log": b"x"}), "rents.xls")[-1]
    assert (reading.outcome, {"old_format", "earlier_value"} <= codes(reading)) == ("partial", True)


def test_properties_that_somebody_named_are_read_by_those_names() -> None:
    def run(text: str) -> bytes:
        return (text.encode() + b"\0").ljust(-(-(len(text) + 1) // 4) * 4, b"\0")

    names = struct.pack("<III", 1, 2, len("Reviewer") + 1) + b"Reviewer\0"
    values = [struct.pack("<IH2x", 2, 1252), names.ljust(24, b"\0"), struct.pack("<II", 0x1E, 12) + run("Vera Teasel")]
    places, at = b"", 8 + 8 * len(values)
    for number, value in zip((1, 0, 2), values, strict=True):
        places += struct.pack("<II", number, at)
        at += len(value)
    named = struct.pack("<II", at, len(values)) + places + b"".join(values)
    own = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
    empty = struct.pack("<II", 8, 0)
    head = b"\xfe\xff" + bytes(22) + struct.pack("<I", 2) + bytes(16) + struct.pack("<I", 68) + own
    more = head + struct.pack("<I", 76) + empty + named
    assert stated(b"", more).lines == ("[Property, Reviewer: Vera Teasel]",)
