"""Lines that an engine read column by column, in the rows of their page."""

from __future__ import annotations

from rejoinder.model import Recognised, Word
from rejoinder.read.ocr.rows import in_rows


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
