"""On the picture of a page what covers a part of a line is seen, and what a page has otherwise is not."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from rejoinder.box.reading import read
from rejoinder.model import Blob
from rejoinder.read.pictured_covers import SCALE, covers_in

WIDTH, HEIGHT = 595.0, 842.0


def looks(*boxes: tuple[float, float, float, float, int]) -> list[tuple[str, int, int]]:
    """Give the look, the left and the right of what looks covered on a page of writing with boxes of a shade."""
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
        pen.rectangle([left * SCALE, top * SCALE, right * SCALE, bottom * SCALE], fill=shade)
    found = covers_in(np.asarray(page, dtype=np.uint8), WIDTH, HEIGHT)
    return [(one.look, round(one.left), round(one.right)) for one in found]


@pytest.mark.parametrize(("shade", "look"), [(10, "black"), (150, "grey")])
def test_a_box_in_a_line_is_seen_to_the_point(shade: int, look: str) -> None:
    ((found, left, right),) = looks((200, 197, 300, 210, shade))
    assert found == look
    assert abs(left - 200) <= 2
    assert abs(right - 300) <= 2


def test_a_page_of_writing_has_none() -> None:
    assert looks() == []


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
