"""On the picture of a page what covers a part of a line is seen, and what a page has otherwise is not."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from rejoinder.box.reading import read
from rejoinder.model import Blob
from rejoinder.read.pictured_covers import SCALE, covers_in
from rejoinder.redactions import UNSURE

WIDTH, HEIGHT = 595.0, 842.0


Box = tuple[float, float, float, float, int]


def looks(*boxes: Box) -> list[tuple[str, int, int]]:
    """Give the look, the left and the right of what looks covered on a page of writing with boxes of a shade."""
    found = covers_in(np.asarray(written(*boxes), dtype=np.uint8), WIDTH, HEIGHT)
    return [(one.look, round(one.left), round(one.right)) for one in found]


def written(*boxes: Box) -> Image.Image:
    """Give a page of writing that leaves room for boxes, and has them where they have a shade."""
    page = Image.new("L", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), 250)
    pen = ImageDraw.Draw(page)
    for line in range(20):
        for letter in range(60):
            across, down = (70 + 7 * letter) * SCALE, (150 + 16 * line) * SCALE
            if letter % 6 and not any(
                box[0] - 6 < 70 + 7 * letter < box[2] and box[1] - 9 < 150 + 16 * line < box[3] for box in boxes
            ):
                pen.text((across, down), "ae"[letter % 2], fill=20)
    for left, top, right, bottom, shade in boxes:
        if shade >= 0:
            pen.rectangle([left * SCALE, top * SCALE, right * SCALE, bottom * SCALE], fill=shade)
    return page


def pixels(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """Give a box of points in pixels."""
    left, top, right, bottom = (round(edge * SCALE) for edge in box)
    return left, top, right, bottom


def seen_askew(page: Image.Image, by: float) -> list[tuple[str, int, int]]:
    """Give the look, the left and the top of what looks covered on a page that was scanned askew by degrees."""
    turned = page.rotate(by, Image.Resampling.BICUBIC, fillcolor=250)
    found = covers_in(np.asarray(turned, dtype=np.uint8), WIDTH, HEIGHT)
    return [(one.look, round(one.left), round(one.top)) for one in found]


@pytest.mark.parametrize(("shade", "look"), [(10, "black"), (150, "grey")])
def test_a_box_in_a_line_is_seen_to_the_point(shade: int, look: str) -> None:
    ((found, left, right),) = looks((200, 197, 300, 210, shade))
    assert found == look
    assert abs(left - 200) <= 2
    assert abs(right - 300) <= 2


def test_a_page_of_writing_has_none() -> None:
    assert looks() == []


@pytest.mark.parametrize("by", [-1.2, -0.4, 0.7, 1.5])
def test_boxes_and_thin_frames_are_seen_on_a_page_that_lies_askew(by: float) -> None:
    page = written((200, 197, 330, 209, 170), (200, 325, 330, 337, -1))
    ImageDraw.Draw(page).rectangle(pixels((200, 325, 330, 337)), fill=250, outline=30)
    (grey, left, top), (white, _, below) = seen_askew(page, by)
    assert (grey, white) == ("grey", "white")
    down = (300 - 265) * np.sin(np.radians(by)) - (421 - 203) * np.cos(np.radians(by)) + 421 - 6
    assert abs(top - down) <= 2
    assert abs(below - top - 128) <= 3
    assert abs(left - 200) <= 6


@pytest.mark.parametrize("gap", [4, 6])
def test_hatching_is_seen_however_dense(gap: int) -> None:
    page = written((200, 197, 330, 209, -1))
    left, top, right, bottom = pixels((200, 197, 330, 209))
    cross = Image.new("L", (right - left, bottom - top), 250)
    pen = ImageDraw.Draw(cross)
    for at in range(-40, right - left, gap):
        pen.line((at, 0, at + 40, 40), fill=20)
        pen.line((at, 40, at + 40, 0), fill=20)
    page.paste(cross, (left, top))
    assert [one[:1] for one in seen_askew(page, 0)] == [("hatched",)]


def test_white_writing_on_a_black_bar_is_no_cover_unless_it_is_a_label() -> None:
    page = written((70, 325, 480, 338, 0))
    pen = ImageDraw.Draw(page)
    pen.text(pixels((76, 325, 0, 0))[:2], "Notice of a meeting of all members", fill=250, font_size=13)
    found = covers_in(np.asarray(page, dtype=np.uint8), WIDTH, HEIGHT)
    assert [(one.look, one.label) for one in found] == [("black", UNSURE)]


def test_a_label_on_a_grey_box_does_not_part_it() -> None:
    page = written((200, 197, 330, 210, 200))
    ImageDraw.Draw(page).text(pixels((240, 196, 0, 0))[:2], "s.40(2)", fill=20, font_size=15)
    ((look, left, _),) = seen_askew(page, 0)
    assert (look, abs(left - 200) <= 2) == ("grey", True)


def test_a_black_page_is_covered_and_a_dark_photograph_is_not() -> None:
    black = np.full((round(HEIGHT * SCALE), round(WIDTH * SCALE)), 12, dtype=np.uint8)
    night = black + np.linspace(0, 60, black.shape[1]).astype(np.uint8)
    assert [one.look for one in covers_in(black, WIDTH, HEIGHT)] == ["black"]
    assert covers_in(night, WIDTH, HEIGHT) == ()


def test_the_dark_edge_of_a_scan_is_none() -> None:
    assert looks((0, 0, 9, 842, 20)) == []


def test_a_square_beside_the_letterhead_is_none() -> None:
    assert looks((480, 40, 520, 70, 60)) == []


def test_a_picture_too_small_for_a_page_has_none() -> None:
    assert covers_in(np.zeros((10, 10), dtype=np.uint8), 8, 8) == ()


def test_a_scan_with_a_black_box_is_read_behind_the_lock() -> None:
    page = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(page)
    for line in range(40):
        pen.text((150, 200 + 30 * line), "the committee met and agreed on the hose " * 3, fill=0, font_size=22)
    pen.rectangle((400, 498, 600, 526), fill=0)
    written = io.BytesIO()
    page.save(written, "PDF", resolution=150)
    (reading,) = read([Blob("scan.pdf", written.getvalue())], "batch")
    (covered,) = reading.documents[0].pages[0].redactions
    assert (covered.look, round(covered.left), round(covered.right)) == ("black", 192, 289)
