"""Covered words are shown on a stated ground alone, in the document itself alone, and the journal keeps the ground."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import call, one_sentence
from conftest import NOW, Disclosed
from read.making_pdf import one_page, words
from rejoinder.case import Case, audit, ground_of, rebuild, shown
from rejoinder.errors import UsageError
from rejoinder.reveal import Place, cover, places, reveal
from rejoinder.write import contract

GROUND = "The name is of my own witness."
PDF = one_page(words("Clerk Tansy") + b" 0 0 0 rg 60 690 300 30 re f 0 g BT /F1 12 Tf 72 600 Td (Seen words) Tj ET")
REPLY = """
    From: Hesper Quillfeather <hesper@hut.example>
    Message-ID: <b@hut.example>
    In-Reply-To: <a@hut.example>
    Subject: Re: Hose

    Seen words.
"""


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@pytest.fixture
def made(case: Disclosed) -> Case:
    return case.give({"minutes.pdf": PDF, "reply.eml": REPLY}).case


def texts(case: Case) -> tuple[str, str]:
    """Give the text that everything is made of, and the text that a person is shown."""
    with case.shelf() as shelf:
        holding = next(one for one in shelf.documents() if one.path == "minutes.pdf")
        text = shelf.text(holding.number)
    return text.split("\n")[0], shown(case, holding).text.split("\n")[0]


def hits(case: Case, asked: str) -> int:
    with case.shelf() as shelf:
        return len(list(shelf.search(asked, 10)))


def test_covered_words_are_counted_and_located_and_nowhere_to_be_found(made: Case) -> None:
    assert [place[1:] for place in places(made)] == [("minutes.pdf", 1, 2)]
    assert texts(made) == ("█████ █████", "█████ █████")
    assert (hits(made, "tansy"), hits(made, "seen")) == (0, 2)
    assert b"Tansy" not in (made.folder / ".derived" / "shelf.sqlite").read_bytes()


def test_a_stated_ground_shows_them_in_the_document_and_leaves_all_else_as_it_was(made: Case) -> None:
    before = [contract.finding_line(one) for one in audit(made)]
    reveal(made, f"  {GROUND} ", at=NOW, told=silent)
    assert texts(made) == ("█████ █████", "Clerk Tansy")
    assert hits(made, "tansy") == 0
    assert [contract.finding_line(one) for one in audit(made)] == before != []
    (act,) = [one for one in made.journal.acts() if one.kind == "reveal"]
    assert (act.at, act.told) == (NOW, {"ground": GROUND})


def test_rebuild_gives_the_same_for_the_same_journal(made: Case) -> None:
    reveal(made, GROUND, at=NOW, told=silent)
    rebuild(made)
    assert texts(made) == ("█████ █████", "Clerk Tansy")
    cover(made, at=NOW, told=silent)
    assert texts(made) == ("█████ █████", "█████ █████")
    assert b"Tansy" not in (made.folder / ".derived" / "shelf.sqlite").read_bytes()


def test_a_journal_that_does_not_check_shows_nothing(made: Case) -> None:
    reveal(made, GROUND, at=NOW, told=silent)
    made.journal.path.write_text(made.journal.path.read_text().replace(GROUND, "Changed."))
    with made.shelf() as shelf:
        holding = next(one for one in shelf.documents() if one.path == "minutes.pdf")
        assert shelf.beneath(holding.number) is not None
    assert ground_of(made) == ""


@pytest.mark.parametrize("ground", ["", "  \n"])
def test_no_ground_shows_nothing_and_leaves_no_act(made: Case, ground: str) -> None:
    with pytest.raises(UsageError, match="No ground"):
        reveal(made, ground, at=NOW, told=silent)
    with pytest.raises(UsageError, match="not shown"):
        cover(made, at=NOW, told=silent)
    assert "reveal" not in [one.kind for one in made.journal.acts()]


def test_places_of_a_document_without_pages_have_no_page(case: Disclosed) -> None:
    from read.making_office import paragraph, word_file

    case.give({"minutes.docx": word_file(paragraph("Clerk Tansy", '<w:highlight w:val="black"/>'))})
    assert [Place("", *place[1:]) for place in places(case.case)] == [Place("", "minutes.docx", 0, 2)]


def test_the_command_counts_shows_and_covers(made: Case) -> None:
    called = call("reveal", made.folder)
    assert (called.status, called.out) == (
        1,
        "minutes.pdf, page 1: 2 words\n2 words stand beneath a redaction that did not take them away.\n"
        "They are not shown.\n",
    )
    called = call("reveal", made.folder, "--ground", GROUND)
    assert f"They are shown, because: {GROUND}\n" in called.out
    assert "s. 170" in called.out and "not legal advice" in called.out
    assert "Clerk Tansy" in call("show", made.folder, "minutes.pdf").out
    (line,) = call("reveal", made.folder, "--off", "--json").lines
    assert (line["path"], line["page"], line["words"], line["shown"]) == ("minutes.pdf", 1, 2, False)
    assert "Tansy" not in call("show", made.folder, "minutes.pdf", "--json").out


def test_the_command_refuses_no_ground_and_both_at_once(made: Case) -> None:
    assert "No ground was stated" in one_sentence(call("reveal", made.folder, "--ground", " "))
    assert "Give one of them" in one_sentence(call("reveal", made.folder, "--ground", "x", "--off"))


def test_an_empty_case_has_no_covered_words(tmp_path: Path) -> None:
    call("new", tmp_path / "case")
    called = call("reveal", tmp_path / "case")
    assert (called.status, called.out.splitlines()[-1]) == (0, "They are not shown.")
