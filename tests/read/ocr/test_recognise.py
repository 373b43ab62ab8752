"""Pictures of pages set upright, read by an engine, and their words led back to the page."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from making_scans import Parrot, as_file, dark_box, line, printed, scanned
from rejoinder.model import Blob
from rejoinder.read.ocr.cleaning import cleaned
from rejoinder.read.ocr.engine import Line, Pixels, Seen
from rejoinder.read.ocr.found import Engines
from rejoinder.read.ocr.pictures import Picture, pages_to_recognise, pictures
from rejoinder.read.ocr.rapid import in_rows
from rejoinder.read.ocr.recognise import recognised
from rejoinder.read.ocr.upright import tilt, upright


def picture_of(image: Image.Image) -> Picture:
    return Picture(1, float(image.width), float(image.height), np.asarray(image, dtype=np.uint8))


def sees_ink(pixels: Pixels) -> list[Line]:
    return [(Seen("ink", *dark_box(pixels), 0.9),)]


def test_only_the_pages_of_a_pdf_that_are_pictures_are_to_be_recognised() -> None:
    scan = scanned(printed(), Image.new("L", (500, 700), 255))
    assert pages_to_recognise(Blob("scan.pdf", scan)) == (1, 2)
    [first, _] = pictures(Blob("scan.pdf", scan), (1, 2))
    assert (round(first.width), round(first.height)) == (300, 400)
    assert abs(first.pixels.shape[0] - 400 / 72 * 300) < 3


def test_every_side_of_an_image_is_a_page() -> None:
    fax = as_file(printed(), "TIFF", printed(), printed())
    assert pages_to_recognise(Blob("fax.tif", fax)) == (1, 2, 3)
    assert [one.number for one in pictures(Blob("fax.tif", fax), (1, 3))] == [1, 3]


def test_an_image_too_small_for_words_or_damaged_has_no_page_to_be_recognised() -> None:
    assert pages_to_recognise(Blob("dot.png", as_file(Image.new("L", (1, 1))))) == ()
    assert pages_to_recognise(Blob("cut.png", as_file(printed())[:50])) == ()
    assert list(pictures(Blob("cut.png", as_file(printed())[:50]), (1,))) == []


def test_what_shows_through_an_image_is_white_and_not_black() -> None:
    glass = as_file(Image.new("RGBA", (60, 60), (0, 0, 0, 0)))
    [seen] = pictures(Blob("glass.png", glass), (1,))
    assert seen.pixels.min() == 255


@pytest.mark.parametrize("askew", [-9.0, -2.5, 1.0, 12.0])
def test_lines_that_are_askew_are_seen_to_be(askew: float) -> None:
    turned = printed().rotate(-askew, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    standing, found = tilt(np.asarray(turned))
    assert not standing
    assert abs(found - askew) <= 0.3


def test_lines_that_are_level_or_not_there_are_left_as_they_are() -> None:
    assert tilt(np.asarray(printed())) == (False, 0.0)
    assert tilt(np.full((300, 300), 255, dtype=np.uint8)) == (False, 0.0)


def test_lines_that_run_up_the_page_are_seen_to() -> None:
    assert tilt(np.asarray(printed().rotate(90, expand=True)))[0]


@given(
    st.integers(40, 160),
    st.integers(40, 160),
    st.sampled_from([0, 90, 180, 270]),
    st.floats(-12, 12).map(lambda angle: round(angle, 1)),
)
@settings(max_examples=40, deadline=None)
def test_a_box_is_led_back_to_where_its_ink_was(left: int, top: int, turned: int, skew: float) -> None:
    pixels = np.full((240, 300), 255, dtype=np.uint8)
    pixels[top : top + 20, left : left + 30] = 0
    level = upright(pixels, turned, skew)
    back = level.box(*dark_box(level.pixels))
    middle = ((back[0] + back[2]) / 2, (back[1] + back[3]) / 2)
    assert abs(middle[0] - (left + 15)) <= 2
    assert abs(middle[1] - (top + 10)) <= 2
    assert back[0] <= left + 2
    assert back[2] >= left + 28


def test_words_are_where_they_are_seen_on_the_page_in_points() -> None:
    paper = Image.new("L", (600, 800), 255)
    paper.paste(0, (100, 200, 500, 230))
    page = Picture(1, 300.0, 400.0, np.asarray(paper))
    [word] = recognised(page, Parrot(sees_ink)).words
    assert word[:2] == (0, 3)
    assert word[2:] == pytest.approx((50, 100, 250, 115), abs=1.5)


def test_the_lines_of_a_page_are_its_text_and_a_wider_gap_parts_paragraphs() -> None:
    said = [line("The hose", 10), line("was not", 24), line("found", 38), line("Present were", 80)]
    page = recognised(picture_of(printed()), Parrot(said))
    assert page.text == "The hose\nwas not\nfound\n\nPresent were"
    assert [page.text[word.start : word.end] for word in page.words] == page.text.split()
    assert (page.engine, page.confidence, set(page.sure)) == ("Parrot 1", 0.9, {90})


def test_marks_that_the_engine_is_not_sure_of_are_no_words() -> None:
    said = [(Seen("|", 0, 0, 2, 9, 0.3), Seen("Hose", 5, 0, 25, 9, 0.8), Seen("–", 30, 4, 36, 5, 0.9))]
    page = recognised(picture_of(printed()), Parrot(said))
    assert page.text == "Hose –"
    assert page.sure == (80, 90)


def test_how_sure_a_page_is_counts_each_letter_once() -> None:
    said = [(Seen("a", 0, 0, 5, 9, 0.0), Seen("potatoes!!", 9, 0, 60, 9, 0.9))]
    assert recognised(picture_of(printed()), Parrot(said)).confidence == pytest.approx(0.8)


def test_a_page_that_reads_badly_is_tried_turned_and_the_surest_way_kept() -> None:
    def upside(pixels: Pixels) -> list[Line]:
        _, top, _, _ = dark_box(pixels)
        head = top < 60
        return [line("society members", sure=0.95 if head else 0.2)]

    paper = Image.new("L", (300, 400), 255)
    paper.paste(0, (40, 350, 200, 360))
    paper.paste(0, (40, 330, 260, 340))
    page = recognised(picture_of(paper), Parrot(upside))
    assert (page.turned, page.confidence) == (180, 0.95)


def test_a_page_on_which_words_lie_on_their_side_does_not_stand() -> None:
    def sideways(pixels: Pixels) -> list[Line]:
        wide, high = (40, 10) if pixels.shape[1] > pixels.shape[0] else (10, 40)
        return [line("society members", wide=wide, high=high)]

    assert recognised(picture_of(Image.new("L", (300, 400), 255)), Parrot(sideways)).turned in (90, 270)


def test_a_blank_page_is_asked_about_once_and_has_no_words() -> None:
    parrot = Parrot()
    page = recognised(picture_of(Image.new("L", (300, 400), 255)), parrot)
    assert (page.text, page.words, page.confidence) == ("", (), 0.0)
    assert len(parrot.asked) == 1


def test_specks_of_a_fax_are_taken_off_and_a_clean_page_is_left_as_it_is() -> None:
    clean = np.asarray(printed())
    assert cleaned(clean) is clean
    chance = np.random.default_rng(7)
    specked = clean.copy()
    specked[chance.random(clean.shape) < 0.01] = 0
    gone = cleaned(specked)
    assert (gone < 128).sum() < (specked < 128).sum() * 0.9


def test_the_grain_of_a_bad_copy_is_smoothed() -> None:
    chance = np.random.default_rng(7)
    grainy = (np.asarray(printed()) * 0.6 + 70 + chance.normal(0, 16, np.asarray(printed()).shape)).clip(0, 255)
    assert cleaned(grainy.astype(np.uint8)).std() < grainy.std() * 0.95


def test_black_and_white_without_grey_is_softened() -> None:
    fax = np.where(np.asarray(printed()) < 128, 0, 255).astype(np.uint8)
    assert 0 < np.isin(cleaned(fax), (0, 255)).mean() < 1
    assert set(np.unique(fax)) == {0, 255}


def test_the_better_engine_is_asked_only_where_the_fast_one_doubts() -> None:
    better = Parrot([line("The hose")], "Better 1")
    sure = Engines(Parrot([line("The hose", sure=0.95)]), better)
    assert sure.recognised(picture_of(printed())).engine == "Parrot 1"
    assert not better.asked
    doubtful = Engines(Parrot([line("Tne hcse", sure=0.75)]), better)
    assert doubtful.recognised(picture_of(printed())).text == "The hose"


def test_pieces_of_one_row_are_read_from_the_left_and_rows_from_the_top() -> None:
    pieces = [line("found", 52), (Seen("Date", 300, 11, 340, 22, 0.9),), line("Name of hose", 10)]
    assert [" ".join(word.text for word in row) for row in in_rows(pieces)] == ["Name of hose Date", "found"]


def test_a_film_is_one_page_and_not_one_for_each_of_its_pictures() -> None:
    film = as_file(printed(), "GIF", printed(dots=120))
    assert pages_to_recognise(Blob("film.gif", film)) == (1,)


WORDS = line("The society met in the hut on the third of May and the hose was not found by anybody who was there")


def covered() -> tuple[Image.Image, tuple[int, int, int, int]]:
    """Give a printed page with a black box in the midst of its second line, and where that is in pixels."""
    page = printed().copy()
    ink = (np.asarray(page) < 128).any(axis=1)
    edges = np.flatnonzero(np.diff(ink.astype(int)))
    box = (300, int(edges[2]) - 2, 480, int(edges[3]) + 4)
    page.paste(10, box)
    return page, box


@pytest.mark.parametrize("turned", [0, 90])
def test_what_is_covered_on_an_image_is_seen_where_it_stands(turned: int) -> None:
    page, (left, top, right, bottom) = covered()
    [picture] = pictures(Blob("letter.png", as_file(page.rotate(turned, expand=True))), (1,))
    (one,) = recognised(picture, Parrot([WORDS]), ((360 - turned) % 360,)).redactions
    points = picture.width / (page.width if not turned else page.height)
    if turned:
        left, top, right, bottom = top, page.width - right, bottom, page.width - left
    assert one.look == "black"
    found = one.left / points, one.top / points, one.right / points, one.bottom / points
    assert all(abs(here - there) <= 7 for here, there in zip(found, (left, top, right, bottom), strict=True))


def test_on_an_image_with_hardly_a_word_nothing_is_covered() -> None:
    [picture] = pictures(Blob("letter.png", as_file(covered()[0])), (1,))
    assert recognised(picture, Parrot([line("Hut")])).redactions == ()
