"""Whom a letter names as the author of words it quotes, and whether a source names another."""

from __future__ import annotations

import pytest

from rejoinder.allege.attributed import attributed, is_another

WORDS = "the committee is hiding the rhubarb"


@pytest.mark.parametrize(
    ("letter", "author"),
    [
        ("On 9 March 2024 you wrote: “{}”.", "you"),
        ("In your post of 9 March you say that “{}”.", "you"),
        ("Your email to the treasurer reads “{}”.", "you"),
        ("Mrs Vera Loam wrote on the forum: “{}”.", "Mrs Vera Loam"),
        ("Dilys Plumley-Ditch’s message said “{}”.", "Dilys Plumley-Ditch"),
        ("“{}”, you wrote.", "you"),
        ("“{},” said Mrs Loam.", "Mrs Loam"),
        ("You had asked for an answer. Mrs Loam then replied “{}”.", "Mrs Loam"),
        ("It was read out at the meeting: “{}”.", ""),
        ("On Monday posted outside the hall was “{}”.", ""),
        ("The minutes have “{}”.", ""),
    ],
)
def test_the_author_is_whom_the_sentence_names(letter: str, author: str) -> None:
    text = letter.format(WORDS)
    start = text.index(WORDS)
    assert attributed(text, start, start + len(WORDS)) == author


def test_an_author_is_another_only_where_a_whole_name_shares_no_word_with_the_one_named() -> None:
    assert is_another("Marigold Threnody", "Vera Loam <v.loam@wibble.example>")
    assert not is_another("Marigold Threnody", "M. Threnody")
    assert not is_another("Mrs Loam", "Vera Loam")
    assert not is_another("Marigold Threnody", "goldie")
    assert not is_another("Marigold Threnody", "hesper@wibble.example")
    assert not is_another("", "Vera Loam")
