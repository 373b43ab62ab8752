"""A reading with the words of its pictures in it, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rejoinder.model import Document, Page, Problem, Recognised, Redaction, Word
from rejoinder.read import Reading
from rejoinder.read.ocr.filled import filled, numbers_in_words, waits


def seen(text: str, confidence: float = 0.9, top: float = 10) -> Recognised:
    words, at = [], 0
    for row, line in enumerate(text.split("\n")):
        for number, word in enumerate(line.split(" ")):
            left = 10.0 + 50 * number
            words.append(Word(at, at + len(word), left, top + 20 * row, left + 40, top + 20 * row + 10))
            at += len(word) + 1
    told = tuple(words) if text else ()
    return Recognised("Parrot 1", 300, 400, text, told, (90,) * len(told), confidence if text else 0.0)


def scan(*pages: str, words: tuple[Word, ...] = ()) -> Reading:
    sides, at = [], 0
    for number, text in enumerate(pages, 1):
        sides.append(Page(number, at, at + len(text), 300, 400, words if number == 1 else ()))
        at += len(text) + 1
    document = Document("scan.pdf", "pdf", "\n".join(pages), pages=tuple(sides), batch="post", sha256="f00")
    told = Problem("scan.pdf", "It has pages that are pictures: 1.", "Read it.", "no_text", "partial")
    return Reading("scan.pdf", "", "f00", 9, "pdf", (document,), (told,))


def image() -> Reading:
    told = Problem(
        "hut.png", "It is an image, and its words have not been read.", "Look at it.", "unread_image", "refused"
    )
    return Reading("hut.png", "mail.eml", "f00", 9, "unread", (), (told,))


def test_recognised_words_stand_on_their_pages_and_what_follows_moves_along() -> None:
    reading = filled(scan("", "Second page.", ""), "post", (1, 3), {1: seen("The hose"), 3: seen("is lost")})
    [document] = reading.documents
    assert document.text == "The hose\nSecond page.\nis lost"
    assert [document.text[page.start : page.end] for page in document.pages] == ["The hose", "Second page.", "is lost"]
    assert [page.confidence for page in document.pages] == [0.9, None, 0.9]
    words = [document.text[word.start : word.end] for page in document.pages for word in page.words]
    assert words == ["The", "hose", "is", "lost"]


def test_what_is_covered_on_an_image_stands_on_its_page() -> None:
    black = Redaction(90, 30, 140, 40, "black")
    [document] = filled(image(), "post", (1,), {1: replace(seen("The hose"), redactions=(black,))}).documents
    assert document.pages[0].redactions == (black,)


def test_what_was_read_says_so_and_how_sure_it_is() -> None:
    reading = filled(scan(""), "post", (1,), {1: seen("The hose", 0.87)})
    [told] = reading.problems
    assert (told.code, told.weight) == ("ocr", "flag")
    assert told.what == "Read by text recognition (OCR), 87 % sure: page 1, by Parrot 1."
    assert reading.outcome == "read"


def test_a_page_that_could_hardly_be_read_is_read_in_part_with_a_remedy() -> None:
    reading = filled(scan(""), "post", (1,), {1: seen("Tne hcse", 0.41)})
    [told] = reading.problems
    assert (told.code, told.weight, reading.outcome) == ("ocr_unsure", "partial", "partial")
    assert "better copy" in told.remedy


def test_a_picture_without_words_is_to_be_looked_at() -> None:
    reading = filled(scan(""), "post", (1,), {1: seen("")})
    assert [told.code for told in reading.problems] == ["ocr_nothing"]
    assert reading.outcome == "partial"


def test_pages_that_nobody_has_recognised_still_wait() -> None:
    reading = filled(scan("", ""), "post", (1, 2), {2: seen("The hose")})
    assert waits(reading)
    assert reading.problems[0].what == "It has pages that are pictures and were not read: 1."
    assert "rejoinder ocr" in reading.problems[0].remedy


def test_a_stamp_that_the_page_has_as_text_is_not_said_twice() -> None:
    stamp = Word(0, 11, 9, 29, 51, 41)
    reading = filled(scan("LWAS-000017", words=(stamp,)), "post", (1,), {1: seen("The hose\nLWAS-000O17")})
    [document] = reading.documents
    assert document.text == "LWAS-000017\nThe hose"
    assert [document.text[word.start : word.end] for word in document.pages[0].words] == ["LWAS-000017", "The", "hose"]


def test_an_image_becomes_a_document_of_the_family_it_came_with() -> None:
    reading = filled(image(), "post", (1, 2), {1: seen("The hut"), 2: seen("The butt")})
    [document] = reading.documents
    assert (document.kind, document.batch, document.parent, document.sha256) == ("image", "post", "mail.eml", "f00")
    assert [document.text[page.start : page.end] for page in document.pages] == ["The hut", "The butt"]
    assert reading.outcome == "read"


def test_an_image_that_cannot_hold_words_stays_refused_and_waits_no_more() -> None:
    reading = filled(image(), "post", (), {})
    assert (reading.outcome, reading.documents) == ("refused", ())
    assert not waits(reading)


def test_a_file_nobody_has_looked_at_waits_and_says_how_to_have_it_read() -> None:
    reading = filled(image(), "post", None, {})
    assert waits(reading)
    assert (
        reading.problems[0].remedy == "Have its words read (OCR) under Could not be read, or with: rejoinder ocr CASE."
    )


PAGES = st.lists(
    st.tuples(st.sampled_from(["", "own words", "x"]), st.sampled_from([None, "", "seen here"])), min_size=1
)


@given(PAGES)
def test_every_word_of_every_page_stands_where_it_says(pages: list[tuple[str, str | None]]) -> None:
    kept = {number: seen(text) for number, (_, text) in enumerate(pages, 1) if text is not None}
    [document] = filled(scan(*(own for own, _ in pages)), "post", tuple(kept), kept).documents
    for page, (own, text) in zip(document.pages, pages, strict=True):
        assert document.text[page.start : page.end] == "\n".join(filter(None, (own, text)))
        assert [document.text[word.start : word.end] for word in page.words] == (text or "").split()


def test_runs_of_page_numbers_are_told_as_runs() -> None:
    assert numbers_in_words([7, 1, 2, 3]) == "1–3, 7"
    assert numbers_in_words(range(1, 100, 2)).endswith("39 and more")
