"""Pictures with more dots per inch than a profile has them: made smaller, as sharp as it lets them be."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import Name
from PIL import Image

from rejoinder.write.bundle.sight import has_pictures, pictures_on

ROUNDING = 1.005
"""What a picture may be beyond the number and still be it."""
QUALITY = 85
LARGEST = 179_000_000
"""Pixels of a picture that is made smaller."""
PICTURE = {
    "1": (Name.DeviceGray, 1),
    "L": (Name.DeviceGray, 8),
    "RGB": (Name.DeviceRGB, 8),
    "CMYK": (Name.DeviceCMYK, 8),
}


def too_fine(page: Any, dots: int) -> dict[int, tuple[Any, float]]:
    """Give each picture of a page that has too many dots per inch where it is largest, and by how much it shrinks."""
    if not dots or not has_pictures(page.get("/Resources")):
        return {}
    least: dict[int, tuple[Any, float]] = {}
    for one in pictures_on(page):
        wide, high = _size(one.picture)
        if not wide or not high or one.width < 0.01 or one.height < 0.01:
            continue
        found = max(wide / (one.width / 72), high / (one.height / 72))
        key = hash(one.picture.objgen)
        if key not in least or found < least[key][1]:
            least[key] = (one.picture, found)
    return {key: (picture, dots / found) for key, (picture, found) in least.items() if found > dots * ROUNDING}


def _size(picture: Any) -> tuple[int, int]:
    try:
        return int(picture.Width), int(picture.Height)
    except (AttributeError, TypeError, ValueError):
        return 0, 0


def make_smaller(picture: Any, share: float) -> bool:
    """Make a picture this much smaller in its place, and say whether that could be done."""
    wide, high = _size(picture)
    size = max(1, int(wide * share)), max(1, int(high * share))
    if wide * high > LARGEST or picture.get("/ImageMask") or "/Mask" in picture:
        return False
    try:
        seen = pikepdf.PdfImage(picture).as_pil_image()
        _put(picture, seen, size)
        mask = picture.get("/SMask")
        if isinstance(mask, pikepdf.Stream):
            _put(mask, pikepdf.PdfImage(mask).as_pil_image(), size)
    except (pikepdf.PdfError, pikepdf.models.image.UnsupportedImageTypeError, OSError, ValueError, NotImplementedError):
        return False
    return True


def _put(picture: Any, seen: Image.Image, size: tuple[int, int]) -> None:
    black_and_white = seen.mode == "1"
    if seen.mode not in PICTURE or seen.mode == "CMYK":
        seen = seen.convert("RGB")
    small = (seen.convert("L") if black_and_white else seen).resize(size, Image.Resampling.LANCZOS)
    small = small.point(lambda level: 255 if level > 127 else 0, "1") if black_and_white else small
    content, filtered = packed(small)
    for key in ("/DecodeParms", "/Decode", "/ColorSpace", "/Intent"):
        if key in picture:
            del picture[key]
    picture.write(content, filter=filtered)
    picture.ColorSpace, picture.BitsPerComponent = PICTURE[small.mode]
    picture.Width, picture.Height = size


def packed(seen: Image.Image) -> tuple[bytes, Any]:
    """Give a picture's bytes and their filter: black and white exactly, all else as a JPEG."""
    if seen.mode == "1":
        return zlib.compress(seen.tobytes(), 9), Name.FlateDecode
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue(), Name.DCTDecode
