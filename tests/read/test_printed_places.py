"""Fields of printed headers by where they stand: whatever stands on a page is kept, and small pages are read as set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from read.making_placed import Put, page_of
from rejoinder.model import Document, Message
from rejoinder.read.printed import divided
from rejoinder.read.printed.lines import lines_of
from rejoinder.read.printed.placed import with_fields
from rejoinder.read.printed.rows import MOST, rows_of

HESPER, OSRIC = "Hesper Quillfeather <hesper@hut.example>", "Osric Marrowby <osric@shed.example>"
WHEN = "3 May 2024 09:15"
HOSE = "The hose was found behind the shed, and it is whole."


def read(*rows: Sequence[tuple[float, str]], apart: float = 14.0) -> list[Message]:
    """Give the messages of a page of these rows, below which something is said."""
    placed = [[Put(left, 60 + apart * at, words) for left, words in row] for at, row in enumerate(rows)]
    below = [[Put(56, 60 + apart * (len(rows) + 2) + 12 * at, HOSE)] for at in range(4)]
    return [one.message for one in divided(page_of([*placed, *below])) if isinstance(one, Document) and one.message]


def letters(texts: Sequence[str]) -> Counter[str]:
    return Counter(letter for text in texts for letter in text if not letter.isspace())


PIECES = (
    "From:", "From", "To", "Cc:", "Subject:", "Date:", "Sent", "Re:", "Time", "Received:", "Colour:", "Colour", "Von /",
    "hesper@hut.example", "<osric@shed.example>", HESPER, OSRIC, "HQ", "me, Osric", WHEN, "09:15", "2024-05-03T09:15",
    "The hose", "Re: The hose", "hose.pdf", "|", "•", "—", ":", "：", "...", "", "\u200fשלום", "مرحبا:", "e\u0301",
    "\u0301", "\u200b", "\u00a0", "\u3000", ",", "<", "-----Original Message-----", "\x0c", "İİ:", "x" * 150,
)  # fmt: skip
SIDEWAYS = st.sampled_from((56.0, 56.0, 110.0, 170.0, 300.0, 430.0)) | st.floats(-20, 620)
SIZES = st.sampled_from((10.0, 10.0, 8.0, 14.0, 0.0))


@st.composite
def pages(draw: st.DrawFn) -> Document:
    lines: list[list[Put]] = []
    top = 40.0
    for _ in range(draw(st.integers(0, 10))):
        top += draw(st.sampled_from((12.0, 12.0, 14.0, 0.0, 40.0, -30.0)))
        lefts = sorted(draw(st.lists(SIDEWAYS, max_size=5)))
        lines.append([Put(left, top, draw(st.sampled_from(PIECES)), draw(SIZES)) for left in lefts])
    return page_of(lines)


@settings(deadline=None, max_examples=200)
@given(pages())
@example(page_of([[Put(56, 40, "\u00a0")], [Put(56, 52, HESPER)]]))
def test_whatever_stands_on_a_page_and_where_every_letter_of_it_is_told_once(page: Document) -> None:
    given_ = lines_of(page, ())
    told = [line.text for side in with_fields(given_) for line in (*side.lines, *side.besides)]
    assert letters(told) == letters([page.text])
    parted = [one.text for one in divided(page) if isinstance(one, Document)]
    assert letters(parted) == letters([page.text])


def table(stroke: str) -> list[list[tuple[float, str]]]:
    rows = (("From:", HESPER), ("To:", OSRIC), ("Date:", WHEN), ("Subject:", "The hose"))
    return [[(56, name), (130, stroke), (170, words), (440, stroke)] for name, words in rows]


def test_the_strokes_of_a_table_are_of_no_field_and_stay_with_the_file() -> None:
    (message,) = read(*table("|"))
    assert (message.author.name, message.date, message.subject) == (
        "Hesper Quillfeather",
        "2024-05-03T09:15",
        "The hose",
    )
    placed = [[Put(left, 60 + 14 * at, words) for left, words in row] for at, row in enumerate(table("|"))]
    rest, part, *_ = divided(page_of([*placed, *([Put(56, 150 + 12 * at, HOSE)] for at in range(4))]))
    assert isinstance(rest, Document) and isinstance(part, Document)
    assert "|" in rest.text and letters([rest.text, part.text])["|"] == 8


def test_a_line_of_more_parts_than_headers_have_is_one() -> None:
    words = ("From:", "hesper@hut.example")
    line = [Put(56.0 + 120 * number, 40, words[number % 2]) for number in range(MOST + 1)]
    for most, cells in ((MOST, MOST), (MOST + 1, 1), (20_000, 1)):
        some = [Put(56.0 + 120 * number, 40, words[number % 2]) for number in range(most)] if most > MOST + 1 else line
        (row,) = rows_of(lines_of(page_of([some[:most]]), ())[0])
        assert len(row.cells) == cells


@pytest.mark.parametrize("left", [56.0, 300.0])
def test_names_above_values_are_read_one_below_the_other(left: float) -> None:
    rows = [("From:", HESPER), ("To:", OSRIC), ("Sent:", WHEN), ("Subject:", "The hose")]
    (message,) = read(*([(left, words)] for row in rows for words in row))
    assert (message.author.name, message.to[0].address) == ("Hesper Quillfeather", "osric@shed.example")
    assert (message.date, message.subject) == ("2024-05-03T09:15", "The hose")


def test_names_above_values_are_read_side_by_side() -> None:
    (message,) = read(
        [(56, "From"), (300, "To")], [(56, HESPER), (300, OSRIC)],
        [(56, "Sent"), (300, "Subject")], [(56, WHEN), (300, "The hose")],
    )  # fmt: skip
    assert (message.author.address, message.to[0].name) == ("hesper@hut.example", "Osric Marrowby")
    assert (message.date, message.subject) == ("2024-05-03T09:15", "The hose")


def test_two_fields_in_a_row_are_two() -> None:
    (message,) = read([(56, "From:"), (110, HESPER), (340, "To:"), (370, OSRIC)],
                      [(56, "Sent:"), (110, WHEN), (340, "Re:"), (370, "The hose")])  # fmt: skip
    assert (message.author.name, message.to[0].name) == ("Hesper Quillfeather", "Osric Marrowby")
    assert message.date == "2024-05-03T09:15"


UNKNOWN = (("Wibble:", HESPER), ("Wobble:", OSRIC), ("Quand-là:", WHEN), ("Zzub:", "Re: The hose"))


def test_names_that_nobody_knows_are_told_by_what_their_values_are() -> None:
    (message,) = read(*([(56, name), (130, words)] for name, words in UNKNOWN))
    assert (message.author.name, message.to[0].name) == ("Hesper Quillfeather", "Osric Marrowby")
    assert (message.date, message.subject) == ("2024-05-03T09:15", "Re: The hose")


def test_of_two_moments_that_nobody_knows_neither_is_the_date() -> None:
    rows = (*UNKNOWN, ("Glub:", "4 May 2024 10:00"))
    told = read(*([(56, name), (130, words)] for name, words in rows))
    assert all(one.date == "" for one in told)


def test_a_moment_without_a_name_is_the_date_where_recipients_are_named() -> None:
    (message,) = read([(56, HESPER), (430, WHEN)], [(56, f"To: {OSRIC}")], [(56, "Subject: The hose")])
    assert (message.author.name, message.date) == ("Hesper Quillfeather", "2024-05-03T09:15")


@pytest.mark.parametrize(
    "rows",
    [
        (("Wibble:", "blue"), ("Wobble:", "green"), ("Zzub:", "seven")),
        (("From:", "3 May 2024 09:15"), ("To:", "4 May 2024 10:00"), ("Colour:", "blue")),
        (("Name:", "Hesper Quillfeather"), ("Date:", "3 May 2024"), ("Colour:", "blue")),
    ],
)
def test_fields_whose_values_are_none_of_a_message_are_no_headers(rows: Sequence[tuple[str, str]]) -> None:
    assert read(*([(56, name), (130, words)] for name, words in rows)) == []
