"""What photographs say of themselves: where they were taken and by whom, read no further than it reaches."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from read.making_office import paragraph, word_file
from rejoinder.model import Blob
from rejoinder.read import read
from rejoinder.read.exif import photographs


def photograph(form: str = "JPEG", *, place: bool = True) -> bytes:
    """Give a grey picture that says who made it and, where asked, that it was taken at 51.5034 N, 0.1276 W."""
    exif = Image.Exif()
    exif[315], exif[272] = "A. Frog", "Pond 2"
    if place:
        exif[34853] = {1: "N", 2: (51.0, 30.0, 12.24), 3: "W", 4: (0.0, 7.0, 39.36)}
    out = io.BytesIO()
    Image.new("L", (40, 40), 128).save(out, form, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_place_and_maker_are_told(form: str) -> None:
    (one,) = photographs(photograph(form))
    assert one.place == "51.5034 N, 0.1276 W"
    assert one.maker == "artist A. Frog, camera Pond 2"


def test_a_picture_that_says_nothing_of_a_place_tells_of_none() -> None:
    (one,) = photographs(photograph(place=False))
    assert one.place == ""


def codes(name: str, content: bytes) -> set[str]:
    return {problem.code for one in read(Blob(name, content), "") for problem in one.problems}


def test_a_photograph_received_or_within_a_document_is_pointed_out() -> None:
    assert {"picture_place", "picture_maker"} <= codes("a.jpg", photograph())
    inside = word_file(paragraph("Look."), {"word/media/image1.jpg": photograph()})
    assert "picture_place" in codes("a.docx", inside)
    assert "picture_place" not in codes("b.docx", word_file(paragraph("Look.")))


@given(some.integers(0, 400), some.binary(min_size=1, max_size=8))
def test_a_damaged_photograph_is_no_fault(place: int, put: bytes) -> None:
    whole = photograph()
    list(photographs(whole[:place] + put + whole[place + len(put) :]))
    list(photographs(whole[:place]))
