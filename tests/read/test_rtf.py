"""Rich text: the words it shows, and apart from them those it does not."""

from __future__ import annotations

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.reading import codes, only, readings
from rejoinder.read.mapi.rtf import unwrapped
from rejoinder.read.mapi.rtf_packed import unpacked


def text(inside: str) -> str:
    return only(f"{{\\rtf1\\ansi\\ansicpg1252 {inside}}}", "x.rtf").text


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (r"The \b shed\b0  is locked.\par It is.", "The shed is locked.\nIt is."),
        (r"caf\'e9 \{open\}", "café {open}"),
        (r"\u8364?50", "€50"),
        (r"\uc2\u8364\'80\'80!", "€!"),
        (r"\u-10180?\u-8392?", "🌸"),
        (r"{\fonttbl{\f0\fcharset204 Odd;}{\f1 Even;}}{\f0 \'f9}\f1 x", "щx"),
        (r"{\fonttbl{\f0\fcharset128 Odd;}}\f0 \'83\'5c", "ソ"),
        (r"{\stylesheet{\s0 Normal;}}{\*\generator Spade;}Peas", "Peas"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the rules}}", "the rules"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt In a box}}}", "\nIn a box"),
        (r"{\upr{Gr?n}{\*\ud{Gr\u252?n}}}", "Grün"),
        (r"\trowd Plot\cell Owner\cell\row", "Plot\tOwner\t\n"),
        (r"A{\bin4 }}}}B", "AB"),
        (r"A\bin99999 B", "AB"),
    ],
)
def test_the_words_it_shows_are_read(inside: str, shown: str) -> None:
    assert text(inside) == shown


def test_hidden_and_deleted_words_stand_in_marks_and_are_flagged() -> None:
    reading = readings(r"{\rtf1 The gate {\v not }is {\deleted always }open.}", "x.rtf")[-1]
    assert reading.documents[0].text == "The gate is open.\n[Hidden: not]\n[Deleted: always]"
    assert codes(reading) == {"hidden_text", "tracked_changes", "tracked_deletion"}


def test_changes_are_told_with_who_made_them_and_when_under_their_line() -> None:
    people = r"{\*\revtbl{Unknown;}{Clerk Tansy;}}"
    when = 124 << 20 | 5 << 16 | 3 << 11 | 10 << 6 | 7
    changed = rf"The gate {{\deleted\revauthdel1\revdttmdel{when} always }}is {{\revised\revauth1 open}}.\par Yes."
    assert text(people + changed) == (
        "The gate is open.\n[Deleted by Clerk Tansy on 2024-05-03T10:07: always]\n[Inserted by Clerk Tansy: open]\nYes."
    )


def test_a_star_within_a_group_skips_nothing() -> None:
    assert text(r"{\f2\*\cs7 The gate} is {\*\cs7 open}.{\*\unknown not words}") == "The gate is open."


def test_a_line_that_is_hidden_whole_leaves_no_empty_line() -> None:
    assert text(r"Shown.\par {\v unseen}\par Shown again.") == "Shown.\n[Hidden: unseen]\nShown again."


def test_what_a_field_takes_from_elsewhere_and_where_a_link_leads_are_told() -> None:
    field = r"{\field{\*\fldinst %s}{\fldrslt x}}"
    assert text(field % 'INCLUDEPICTURE "http://sheds.example/x.png"') == (
        'x\n[Field: INCLUDEPICTURE "http://sheds.example/x.png"]'
    )
    assert text(field % 'HYPERLINK "http://sheds.example/"') == "x\n[Link to: http://sheds.example/]"
    assert text(field % "PAGEREF 7") == "x"


def test_what_it_says_of_its_making_stands_at_its_end() -> None:
    said = r"{\info{\operator Tansy}{\*\company Society}{\revtim\yr2024\mo5\dy3\hr10\min7}}Lock it."
    document = only(f"{{\\rtf1{said}}}".replace("\\\\", "\\"), "x.rtf")
    assert document.date == "2024-05-03T10:07"
    assert document.text == (
        "Lock it.\n\n[Property, last changed by: Tansy]\n[Property, company: Society]\n"
        "[Property, last changed: 2024-05-03T10:07]"
    )


def test_a_comment_does_not_cut_a_word_in_two() -> None:
    comment = r"{\*\atnauthor Tansy}{\*\annotation{\*\atnref 1}Who says?}"
    assert text(f"Mar{comment}row") == "Marrow\n[Comment by Tansy: Who says?]"


def test_title_and_author_are_known_and_are_no_words_of_the_text() -> None:
    document = only(r"{\rtf1{\info{\title Shed rules}{\author Agnes Plum}}Lock it.}", "x.rtf")
    assert (document.title, document.author, document.text) == ("Shed rules", "Agnes Plum", "Lock it.")


def test_html_it_encapsulates_is_read_as_html() -> None:
    rtf = r"{\rtf1\ansi\fromhtml1{\*\htmltag <blockquote>}Is it 3 < 4?{\*\htmltag </blockquote>}}"
    document = only(rtf, "x.rtf")
    assert (document.kind, document.text) == ("html", "> Is it 3 < 4?")


def test_an_embedded_file_is_a_blob_of_its_own() -> None:
    native = struct.pack("<H", 2) + b"seeds.txt\0C:\\seeds.txt\0" + struct.pack("<II", 0x30000, 4) + b"tmp\0"
    native += struct.pack("<I", 5) + b"Peas."
    one = struct.pack("<III", 0x501, 2, 8) + b"Package\0" + bytes(8) + struct.pack("<I", len(native)) + native
    inside, whole = readings(f"{{\\rtf1 See{{\\object{{\\*\\objdata {one.hex()}}}{{\\result seeds}}}}}}", "x.rtf")
    assert (inside.path, inside.parent, inside.documents[0].text) == ("x.rtf!/1/seeds.txt", "x.rtf", "Peas.")
    assert whole.documents[0].text == "See" + "seeds"


def test_pictures_without_words_are_read_in_part_only() -> None:
    reading = readings(r"{\rtf1{\pict\pngblip 89504e47}}", "x.rtf")[-1]
    assert (reading.outcome, codes(reading)) == ("partial", {"unread_image"})


def test_groups_nested_without_end_are_read_in_linear_time() -> None:
    begun = time.process_time()
    assert text("{" * 200_000 + "deep" + "}" * 200_000) == "deep"
    assert time.process_time() - begun < 5


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_every_character_written_as_a_number_is_read_back(words: str) -> None:
    coded = words.encode("utf-16-le")
    numbers = struct.unpack(f"<{len(coded) // 2}h", coded)
    assert unwrapped(b"{\\rtf1 " + b"".join(b"\\u%d?" % number for number in numbers) + b"}").text == words


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd_to_unpack(packed: bytes) -> None:
    unwrapped(b"{\\rtf" + packed)
    assert isinstance(unpacked(struct.pack("<II4sI", len(packed) + 12, 10, b"LZFu", 0) + packed)[0], bytes)


def test_a_run_that_repeats_itself_is_unpacked() -> None:
    packed = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(packed) == (b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", True)
