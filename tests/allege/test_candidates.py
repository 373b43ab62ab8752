"""Passages that may bear on an allegation, and what is said of them: the likeliest first, each once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from conftest import Disclosed
from rejoinder.allege.asking import days, people, stems, telling
from rejoinder.allege.candidates import Asked, Candidate, Terms, candidates, telling_part
from rejoinder.allege.hearsay import reported

MAIL = """
    From: Ezra Mumby <ezra@plots.example>
    To: Vera Loam <vera@plots.example>
    Date: {day} Mar 2024 09:00:00 +0000
    Subject: Plot 9
    Message-ID: <{name}@plots.example>

    {words}
    """


def mail(name: str, day: int, words: str) -> str:
    return MAIL.format(name=name, day=day, words=words)


def found(some: Disclosed, words: str, **asked: object) -> list[Candidate]:
    with some.case.shelf() as shelf:
        return candidates(shelf, Asked(words, **asked))[0]  # type: ignore[arg-type]


def test_the_passage_with_the_rarer_words_comes_first(case: Disclosed) -> None:
    case.give(
        {
            "a.eml": mail("a", 3, "The strimmer was put back. It works."),
            "b.eml": mail("b", 4, "The shed was locked on Sunday."),
            "c.eml": mail("c", 5, "The shed is green."),
        }
    )
    assert next(one.holding.path for one in found(case, "You took the strimmer from the shed.")) == "a.eml"


def test_other_forms_of_a_word_are_found_by_their_stem(case: Disclosed) -> None:
    case.give({"a.eml": mail("a", 3, "Somebody was publishing it."), "b.eml": mail("b", 4, "The frog is well.")})
    [one] = found(case, "You published a list.")
    assert one.holding.path == "a.eml" and "stems" in one.by and "words" not in one.by


def test_a_document_of_the_day_and_of_a_person_named_is_found_so(case: Disclosed) -> None:
    case.give({"a.eml": mail("a", 3, "A quiet day by the gate."), "b.eml": mail("b", 28, "A quiet day by the pond.")})
    ways = {one.holding.path: one.by for one in found(case, "On 3 March 2024 you spent a day with Ezra Mumby.")}
    assert "days" in ways["a.eml"] and "days" not in ways["b.eml"]


def test_where_quoted_words_stand_comes_first_and_names_the_quotation(case: Disclosed) -> None:
    said = "I do not say that the committee is hiding the rhubarb"
    case.give({"a.eml": mail("a", 3, f"{said}, only that it is lost."), "b.eml": mail("b", 4, "The committee met.")})
    one = found(case, "You accused the committee.", quotations=(said.replace("not ", ""),))[0]
    assert one.by[0] == "quoted words" and one.holding.path == "a.eml"


def test_the_letter_is_left_out_and_the_same_words_are_shown_once(case: Disclosed) -> None:
    case.give({"a.eml": mail("a", 3, "You broke the rake."), "b.eml": mail("b", 4, "You broke the rake.")})
    assert len(found(case, "You broke the rake.")) == 1
    with case.case.shelf() as shelf:
        number = next(shelf.documents()).number
    assert [one.holding.path for one in found(case, "You broke the rake.", besides=frozenset({number}))] == ["b.eml"]


def test_what_stands_below_every_message_is_no_candidate(case: Disclosed) -> None:
    footer = "\n    _______________________________________________\n    plots mailing list\n    plots@lists.example\n"
    case.give({"a.eml": mail("a", 3, f"All is well.\n{footer}")})
    assert found(case, "You wrote to the mailing list.") == []


def test_the_search_log_says_which_words_stand_nowhere(case: Disclosed) -> None:
    case.give({"a.eml": mail("a", 3, "You broke the rake.")})
    with case.case.shelf() as shelf:
        _, search = candidates(shelf, Asked("You broke a unicorn."))
    assert (search.words, search.absent, search.found) == (("broke",), ("unicorn",), 1)


def test_a_part_is_whole_sentences_with_most_of_the_weight() -> None:
    text = "It rained. You took the strimmer. You broke it. " + "The pond is deep. " * 40
    told = Terms.of({"strimmer": 9.0, "broke": 5.0}, [])
    assert text[slice(*(telling_part(text, 0, len(text), told) or (0, 0)))] == "You took the strimmer. You broke it."
    assert telling_part(text, 0, 10, told) is None


def test_words_that_tell_nothing_are_not_looked_for() -> None:
    assert telling("You have taken it from the pavilion") == ["taken", "pavilion"]
    assert stems(["published", "publishing", "gate", "2024"]) == ["publish", "gate"]
    assert people("Between January and March Mr Mumby and Vera Loam met the Committee.") == ["Mr Mumby", "Vera Loam"]


def test_a_month_is_looked_at_whole_and_a_longer_time_not_at_all() -> None:
    assert list(days("in March 2024")) == [("2024-03-01", "2024-03-31")]
    assert list(days("on 9 March 2024")) == [("2024-03-06", "2024-03-12")]
    assert list(days("last Thursday, and in 2024")) == []


@pytest.mark.parametrize(
    "words",
    ["Vera told me that it broke.", "I am told that she was there.", "Apparently it was her.", "Ezra says she did it."],
)
def test_a_passage_that_reports_what_another_said_says_so(words: str) -> None:
    assert reported(words)


@pytest.mark.parametrize("words", ["I saw her break it.", "The rake is broken.", "According to the rules she may."])
def test_a_passage_of_what_its_writer_saw_does_not(words: str) -> None:
    assert reported(words) is None


def test_the_same_case_gives_the_same_candidates_whatever_the_order_of_sets(case: Disclosed) -> None:
    said = ("The strimmer and the rake and the hoe were lent.", "A kettle, a lamp and a hose were lost.")
    case.give({f"{at}.eml": mail(f"m{at}", 1 + at, f"{said[at % 2]} Number {at} of the tools.") for at in range(24)})
    program = (
        "import sys; from pathlib import Path; from rejoinder.case import open_case\n"
        "from rejoinder.allege.candidates import Asked, candidates\n"
        "with open_case(Path(sys.argv[1])).shelf() as shelf:\n"
        "    found, _ = candidates(shelf, Asked('You lost the kettle and lent the strimmer.'))\n"
        "    print([(one.holding.path, one.start) for one in found])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program, str(case.case.folder)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_common_words_part_passages_that_hold_the_same_telling_one(case: Disclosed) -> None:
    case.give({"a.eml": mail("a", 3, "A gate."), "b.eml": mail("b", 9, "The gate is up there by the old tank.")})
    case.give({f"{n}.eml": mail(n, 4, f"A pond {n}.") for n in "pqrs"}, name="later")
    assert found(case, "The gate is up there.")[0].holding.path == "b.eml"
