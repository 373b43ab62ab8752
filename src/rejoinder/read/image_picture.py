"""One side of an image as the picture that is shown of it: greyscale, at one and a half times its size in points."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from rejoinder.errors import UsageError
from rejoinder.model import Blob
from rejoinder.read.ocr.pictures import pictures
from rejoinder.read.pdf_picture import SCALE


def image_picture_of(untrusted_bytes: bytes, number: int, _passwords: tuple[str, ...] = ()) -> bytes:
    """Give a side of an image as a PNG."""
    side = next(pictures(Blob("", untrusted_bytes), (number,)), None)
    if side is None:
        raise UsageError("The image cannot be drawn.", "Download the original and open it by hand.")
    size = (max(1, round(side.width * SCALE)), max(1, round(side.height * SCALE)))
    drawn = io.BytesIO()
    Image.fromarray(np.asarray(side.pixels)).resize(size, Image.Resampling.LANCZOS).save(drawn, "PNG")
    return drawn.getvalue()
