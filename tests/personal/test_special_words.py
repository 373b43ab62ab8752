"""Words of special categories, their other senses, and names that are known already."""

from __future__ import annotations

import pytest

from rejoinder.personal import categories, personal_in
from rejoinder.personal.mark import masked
from rejoinder.personal.names import Names, plain_name


def special(text: str) -> list[str]:
    return [one.value for one in personal_in(text) if one.kind == "special-category"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She was diagnosed in May.", "health: was diagnosed"),
        ("My son is autistic.", "health: autistic"),
        ("He is of Ruritanian origin.", "racial or ethnic origin: of * origin"),
        ("She brought her union rep.", "trade union membership: union rep"),
        ("He came out as gay.", "sexual orientation: came out as gay"),
        ("He is in prison.", "criminal offences: in prison"),
    ],
)
def test_a_word_that_tells_of_somebody_is_told(text: str, told: str) -> None:
    assert special(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The race was won by plot 14, and the labour of digging was hers.",
        "He read of the Great Depression and saw the Tropic of Cancer.",
        "Autism awareness day is in April.",
        "She paid the prescribed fee, as prescribed by the rules.",
        "The European Union members asked her.",
        "He likes gay bunting. The lawn has a depression.",
        "Her plans sang in unison.",
    ],
)
def test_a_word_in_another_sense_or_of_nobody_is_not_told(text: str) -> None:
    assert special(text) == []


def test_every_category_names_the_law_and_no_word_is_of_two() -> None:
    words = [word for one in categories() for word in (*one.words, *one.near)]
    assert all("Article" in one.source for one in categories())
    assert sorted(set(words)) == sorted(words)


def test_a_name_is_found_whole_however_its_header_writes_it() -> None:
    names = Names(["Quillfeather, Hesper <h@pond.example>", "Committee", "plots@pond.example", "A. B."])
    text = "Hesper Quillfeather wrote. HESPER\nQUILLFEATHER too; hesper quillfeather, Hesper, and the Committee not."
    assert [text[one.start : one.end] for one in names.find(text)] == ["Hesper Quillfeather", "HESPER\nQUILLFEATHER"]


@pytest.mark.parametrize("said", ["Committee", "plots@pond.example", "Team 14", "Plots & Sons", "A. B.", ""])
def test_what_is_no_name_of_a_person_is_not_looked_for(said: str) -> None:
    assert plain_name(said) == ""


def test_masked_words_keep_their_length_their_ends_and_a_domain() -> None:
    assert masked("AB 12 34 56 C") == "AB •• •• •6 C"
    assert masked("07700 900123") == "07••• ••••23"
    assert masked("jo.frog@pond.example") == "j•.•••g@pond.example"
