"""The screen that checks a quotation."""

from __future__ import annotations

from starlette.testclient import TestClient

from conftest import NOW, Disclosed
from rejoinder.case.allegations import take_letter
from rejoinder.web.app import application
from rejoinder.web.pages.quoting import Piece, pieces, quoting

CHAT = """\
08/03/2024, 07:44 - Marigold Threnody: Then somebody has let the water out of it.
08/03/2024, 07:47 - Vera Loam: Nobody has said so far that he did. <This message was edited>
"""
MINUTES = "The committee did not agree to the water butts on plot seven, although Mrs Loam asked twice."


def test_both_sides_are_set_with_the_words_that_differ_apart(case: Disclosed) -> None:
    case.give({"minutes.txt": MINUTES})
    made = quoting(case.case, "The committee did agree to the water butts on plot nine", "")
    assert made.best is not None
    assert Piece("nine", "changed") in made.best.quoted
    assert [piece for piece in made.best.source if piece.manner] == [
        Piece("not", "left-out"),
        Piece("seven", "changed"),
    ]
    assert "".join(piece.words for piece in made.best.source) == MINUTES[: MINUTES.index(",")]


def test_pieces_cover_the_words_whatever_the_places() -> None:
    told = list(pieces("abc def", [(4, 7, "changed"), (5, 6, "left-out"), (90, 99, "changed")]))
    assert "".join(piece.words for piece in told) == "abc def"


def test_an_empty_form_an_unknown_document_and_words_not_found_say_what_to_do(case: Disclosed) -> None:
    case.give({"minutes.txt": MINUTES})
    with TestClient(application(case.folder)) as client:
        here = "/case/case/quote"
        assert "verdict" not in client.get(here).text
        assert "No document has the reference nowhere." in client.get(here, params={"words": "x", "in": "nowhere"}).text
        drawn = client.get(here, params={"words": "the heron flew by at noon over the sea"}).text
        assert "Not found" in drawn
        assert "Looked up " in drawn


def test_hostile_words_are_text(case: Disclosed) -> None:
    case.give({"minutes.txt": MINUTES + "<script>alert(1)</script> said the heron twice"})
    with TestClient(application(case.folder)) as client:
        drawn = client.get("/case/case/quote", params={"words": "<script>alert(1)</script> said the heron once"}).text
    assert "<script>alert" not in drawn


def test_that_a_post_was_edited_since_is_said(case: Disclosed) -> None:
    case.give({"WhatsApp Chat with Gate.txt": CHAT})
    with TestClient(application(case.folder)) as client:
        drawn = client.get("/case/case/quote", params={"words": "Nobody has said so far that he did"}).text
        assert "It was edited since." in drawn and "Edited: after it was sent" in drawn
        plain = client.get("/case/case/quote", params={"words": "somebody has let the water out of it"}).text
        assert "It was edited since." not in plain


def test_a_letter_of_reasons_is_no_source_of_what_it_quotes(case: Disclosed) -> None:
    letter = "1. You wrote: “The committee did agree to the water butts on plot nine.”\n2. You left the gate open.\n"
    case.give({"minutes.txt": MINUTES, "letter.txt": letter})
    quoted = "The committee did agree to the water butts on plot nine"
    before = quoting(case.case, quoted, "").checked
    take_letter(case.case, "letter.txt", at=NOW)
    after = quoting(case.case, quoted, "").checked
    assert before and after
    assert [one.holding.path for one in before.candidates] == ["minutes.txt", "letter.txt"]
    assert [one.in_marks for one in before.candidates] == [False, True]
    assert [(one.holding.path, one.verdict) for one in after.candidates] == [("minutes.txt", "altered")]


def test_every_other_document_is_named_with_what_it_reads(case: Disclosed) -> None:
    other = MINUTES.replace("did not agree", "could not agree")
    case.give({"minutes.txt": MINUTES, "copy.txt": MINUTES, "sent round.txt": other})
    with TestClient(application(case.folder)) as client:
        drawn = client.get("/case/case/quote", params={"words": "The committee did not agree to the water butts"}).text
    same, otherwise = drawn.index("The words of the source stand in these too"), drawn.index("These read otherwise")
    assert same < drawn.index("minutes.txt", same) < otherwise < drawn.index("sent round.txt", otherwise)
    assert "“could” stands for “did”" in drawn
