"""The screen that checks a quotation."""

from __future__ import annotations

from starlette.testclient import TestClient

from conftest import Disclosed
from rejoinder.web.app import application
from rejoinder.web.pages.quoting import Piece, pieces, quoting

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
        assert "Looked up: " in drawn


def test_hostile_words_are_text(case: Disclosed) -> None:
    case.give({"minutes.txt": MINUTES + "<script>alert(1)</script> said the heron twice"})
    with TestClient(application(case.folder)) as client:
        drawn = client.get("/case/case/quote", params={"words": "<script>alert(1)</script> said the heron once"}).text
    assert "<script>alert" not in drawn
