"""Bad redactions: each kind of failing is located, its twin is not, and no word beneath is told."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from bench.redactions import (
    AFTER,
    BEFORE,
    BLACK,
    GONE,
    SECRET,
    Kind,
    holding,
    kinds,
    marked,
    page,
    said,
    saved,
    titled,
)

from conftest import NOW, Disclosed
from read.making_pdf import one_page, words
from rejoinder.covered import BLOCK
from rejoinder.model import Finding
from rejoinder.reveal import reveal
from rejoinder.web.pages.missing import missing
from rejoinder.write import contract
from rejoinder.write.schedule import schedule_of, written
from rejoinder.write.words import absent_in_words

KINDS = kinds()
BY_NAME = {one.name: one for one in KINDS}
Give = Callable[[dict[str, bytes]], Disclosed]


def found(case: Disclosed) -> list[Finding]:
    return case.found("bad-redaction")


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_words_that_were_covered_and_are_still_there_are_a_finding_and_none_where_they_are_gone(
    kind: Kind, disclosed: Give
) -> None:
    [finding] = found(disclosed({"bad.pdf": kind.bad, "good.pdf": kind.good}))
    [trace] = finding.because
    assert finding.grade == "direct"
    assert trace.span.exact == " ".join(BLOCK * len(word) for word in SECRET.split())
    assert (trace.span.page, finding.absent.described_as.startswith("2 words on page 1 of “")) == (1, True)
    assert f"Characters that can be read, spaces aside: {len(SECRET) - 1}." in finding.checked


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_word_beneath_is_told_by_finding_screen_or_list(kind: Kind, disclosed: Give) -> None:
    case = disclosed({"bad.pdf": kind.bad})
    told = [json.dumps(contract.finding_line(one), ensure_ascii=False) for one in case.weighed()]
    told.append(repr(missing(case.case, "to-check")))
    told += [
        written(schedule_of(case.case, everything=True, on="2024-07-02"), one).decode() for one in (".csv", ".html")
    ]
    assert [word for word in SECRET.split() for one in told if word in one] == []
    with case.case.shelf() as shelf:
        assert not list(shelf.search("frost", 10))


def test_showing_covered_words_changes_no_finding(disclosed: Give) -> None:
    case = disclosed({"bad.pdf": KINDS[0].bad})
    before = found(case)
    reveal(case.case, "The name is of my own witness.", at=NOW, told=silent)
    assert found(case) == before != []


def test_it_says_where_on_the_page_and_how_it_failed(disclosed: Give) -> None:
    [finding] = found(disclosed({"minutes.pdf": KINDS[0].bad}))
    assert absent_in_words(finding) == (
        "2 words on page 1 of “minutes.pdf”, beneath a filled shape, a picture or a note"
    )
    assert "On page 1, from 324 to 402 points from the left and 109 to 116 from the top." in finding.checked


def test_a_place_that_failed_in_two_ways_is_told_once(disclosed: Give) -> None:
    [finding] = found(disclosed({"minutes.pdf": BY_NAME["earlier version kept"].bad}))
    assert "in an earlier version" in finding.absent.described_as


def test_copies_of_one_file_are_one_finding_that_cites_them_all(disclosed: Give) -> None:
    [finding] = found(disclosed({"a/minutes.pdf": KINDS[0].bad, "b/copy.pdf": KINDS[0].bad}))
    assert len({trace.span.document for trace in finding.because}) == 2


def test_many_places_of_one_kind_are_one_finding(disclosed: Give) -> None:
    rows = [said(f"Name{number} Surname        and more", up=750 - 25 * number) for number in range(25)]
    boxes = [f"q 0 g 58 {746 - 25 * number} 110 15 re f Q" for number in range(25)]
    [finding] = found(disclosed({"list.pdf": saved(page(*rows, *boxes))}))
    assert finding.absent.described_as.startswith("50 words in 25 places of “list.pdf”, ")
    assert len(finding.because) == 25


def test_the_subjects_own_archive_is_no_disclosure(case: Disclosed) -> None:
    assert found(case.give({"bad.pdf": KINDS[0].bad}, own=True)) == []


TABLE = said("Date Name Sum", look="1 g 0 Tr")
ORDINARY = {
    "white words on a dark heading": saved(page(f"q 0 g {55} 672 200 18 re f Q", TABLE, said("Seen", up=600))),
    "a yellow highlighter": saved(page("q 1 1 0 rg 55 672 200 18 re f Q", said("Seen words"))),
    "a box on which its ground is written": saved(page(BLACK, *GONE[:-1], said("Redacted", 330))),
    "a paragraph in white": saved(page(said("Seen line"), said("A form that nobody sees", up=500, look="1 g 0 Tr"))),
    "white letters before a figure": saved(page(said("No."), said("00", 90, look="1 g 0 Tr"), said("12", 105))),
    "words beside the page, which is not cropped": one_page(
        words("Seen") + b" BT /F1 12 Tf 590 700 Td (Runs over the edge) Tj ET"
    ),
    "a bookmark that says more than a page": BY_NAME["bookmark with the words"].good,
    "a box that ends no line": saved(page(said("The plot"), "q 0 g 200 670 100 14 re f Q")),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_what_is_ordinary_is_no_finding(name: str, disclosed: Give) -> None:
    assert found(disclosed({"page.pdf": ORDINARY[name]})) == []


def test_a_word_of_which_a_part_is_covered_is_one(disclosed: Give) -> None:
    [finding] = found(disclosed({"page.pdf": saved(page(said("Quillfeather"), "q 0 g 80 672 40 16 re f Q"))}))
    assert finding.because[0].span.exact == BLOCK * len("Quillfeather")


def test_an_attachment_that_says_what_a_box_took_away_is_told_whatever_its_kind(disclosed: Give) -> None:
    note = f"Draft. {BEFORE} {SECRET} {AFTER}".encode()
    [finding] = found(disclosed({"minutes.pdf": holding(note, "draft.txt")}))
    assert finding.absent.described_as == ("2 words of “draft.txt”, told beside the page, where it has a black box")


def test_what_is_told_of_another_line_fills_no_gap(disclosed: Give) -> None:
    other = "The complaint about plot 15 was made by Amelia Frost in June"
    too_long = "The complaint about plot 14 was made by a very long list of many members of the society on 3 May."
    given = {"a.pdf": marked(other), "b.pdf": titled(other), "c.pdf": marked(too_long)}
    assert found(disclosed(given)) == []
