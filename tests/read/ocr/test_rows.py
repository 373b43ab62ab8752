"""Lines that an engine read column by column, in the rows of their page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rejoinder.model import Recognised, Word
from rejoinder.read.ocr.rows import in_rows
from rejoinder.read.ocr.upright import Upright, upright


def page_of(*lines: tuple[str, float, float]) -> Recognised:
    """Give a page of lines of words, each with its left edge and its top; a word is as wide as its letters."""
    text, words = "", list[Word]()
    for said, left, top in lines:
        text += "\n" if words or text else ""
        at = left
        for number, letters in enumerate(said.split()):
            text += " " if number else ""
            words.append(Word(len(text), len(text) + len(letters), at, top, at + 5 * len(letters), top + 10))
            text += letters
            at += 5 * len(letters) + 4
    return Recognised("Parrot", 400, 600, text, tuple(words), tuple(90 for _ in words), 0.9)


NAMES = (("From:", 40, 50), ("Sent:", 40, 65), ("To:", 40, 80), ("Subject:", 40, 110))
VALUES = (
    ("Vera Loam <vera @plots.example>", 120, 50),
    ("11 December 2003 07:35", 120, 66),
    ("Hesper Quillfeather; Barnaby Tuppence;", 120, 79),
    ("Marigold Threnody", 120, 94),
    ("Water butts", 120, 111),
)


def test_values_read_as_a_column_of_their_own_stand_beside_their_names() -> None:
    page = in_rows(page_of(*NAMES, ("Hello all,", 40, 150), *VALUES))
    assert page.text.split("\n") == [
        "From: Vera Loam <vera@plots.example>",
        "Sent: 11 December 2003 07:35",
        "To: Hesper Quillfeather; Barnaby Tuppence;",
        "Marigold Threnody",
        "Subject: Water butts",
        "Hello all,",
    ]


def test_every_word_keeps_its_place_on_the_page_and_its_letters() -> None:
    before = page_of(*NAMES, *VALUES)
    after = in_rows(before)
    assert sorted(word[2:] for word in before.words) == sorted(word[2:] for word in after.words)
    told = {word[2:]: before.text[word.start : word.end] for word in before.words}
    assert all(after.text[word.start : word.end] == told[word[2:]] for word in after.words)
    assert len(after.sure) == len(after.words)


def test_words_in_two_true_columns_stay_as_they_were_read() -> None:
    page = page_of(("The frog is green.", 40, 50), ("It was sold:", 40, 65), ("Butts are blue.", 200, 50))
    assert in_rows(page).text == page.text


def test_a_name_whose_value_is_beside_it_already_takes_no_other() -> None:
    page = page_of(("From: Vera Loam", 40, 50), ("Page 1", 300, 50), ("Dear all,", 40, 80))
    assert in_rows(page).text == page.text


def test_a_date_read_as_a_column_of_its_own_stands_beside_who_wrote_then() -> None:
    told = page_of(
        ("Vera Loam <vera @plots.example>", 40, 50), ("To: Hesper", 40, 65), ("Hello all,", 40, 90),
        ("Fri, 2 Jan 2004 at 23:09", 260, 50),
    )  # fmt: skip
    assert in_rows(told).text.split("\n") == [
        "Vera Loam <vera@plots.example> Fri, 2 Jan 2004 at 23:09",
        "To: Hesper",
        "Hello all,",
    ]


def test_words_beside_an_author_that_are_no_date_stay_where_they_were_read() -> None:
    told = page_of(("Vera Loam <vera@plots.example>", 40, 50), ("Hello all,", 40, 90), ("paid on 2 Jan 2004", 260, 50))
    assert in_rows(told).text == told.text


def test_a_value_stands_beside_its_name_on_a_page_that_is_askew_or_turned() -> None:
    plain = page_of(("From:", 40, 50), ("Sent:", 40, 65), ("Hello all,", 40, 90), ("Vera Loam", 340, 50))
    held = np.full((600, 400), 255, dtype=np.uint8)
    for turned, skew in ((0, 3.0), (90, 0.0), (180, -2.0), (270, 2.0)):
        size = (400, 600) if turned in (0, 180) else (600, 400)
        as_it_lay = Upright(upright(np.full(size[::-1], 255, np.uint8), turned, skew).pixels, turned, skew, size)
        margin = ((as_it_lay.pixels.shape[1] - held.shape[1]) / 2, (as_it_lay.pixels.shape[0] - held.shape[0]) / 2)
        words = tuple(
            Word(word.start, word.end, *as_it_lay.box(word.left + margin[0], word.top + margin[1],
                                                      word.right + margin[0], word.bottom + margin[1]))
            for word in plain.words
        )  # fmt: skip
        lying = replace(plain, width=float(size[0]), height=float(size[1]), words=words, turned=turned, skew=skew)
        assert in_rows(lying).text.startswith("From: Vera Loam\nSent:")


def test_an_address_parted_on_either_side_of_its_at_is_one() -> None:
    told = page_of(("From: vera@ plots.example and ezra @plots.example", 40, 50))
    assert in_rows(told).text == "From: vera@plots.example and ezra@plots.example"
