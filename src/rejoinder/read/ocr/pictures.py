"""Pages that are pictures: which pages of a file they are, and each as grey pixels."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

from rejoinder.model import Blob
from rejoinder.read.limits import PAGES
from rejoinder.read.ocr.engine import Pixels
from rejoinder.read.pdf import ONE_AT_A_TIME
from rejoinder.read.pdf_open import opened_pdf
from rejoinder.read.pdf_pages import side_of
from rejoinder.read.unread import PIXELS, SMALLEST

DOTS = 300
"""Pixels to an inch at which a PDF's page is drawn; engines are trained on letters of that size."""
MOST = 12_000_000
"""Pixels of a picture given to an engine: a larger page is drawn smaller."""
SMALL = 1_800
"""Pixels of the longer side below which an image is doubled: engines miss letters that are only a few pixels high."""
FARTHEST = 1e6
"""Points that no page is wide or high."""
SCREEN = 0.75
A4 = 842.0
"""Points to a pixel of a small image, and points of the longer side of a large one: images do not say how large."""
FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP", "PPM")
_OF_PAGES = "TIFF"
"""The format whose pictures are pages; those of others are a film, or the same again smaller."""
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, UnidentifiedImageError)


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as it is seen."""

    number: int
    width: float
    height: float
    """Points."""
    pixels: Pixels


class _Packed(msgspec.Struct, array_like=True, frozen=True):
    """A picture as it is handed on: its pixels row by row."""

    number: int
    width: float
    height: float
    rows: int
    pixels: bytes


def packed(picture: Picture) -> bytes:
    """Give a picture as bytes."""
    whole = np.ascontiguousarray(picture.pixels)
    rows = _Packed(picture.number, picture.width, picture.height, whole.shape[0], whole.tobytes())
    return msgspec.msgpack.encode(rows)


def unpacked(told: bytes) -> Picture:
    """Give the picture of which these are the bytes; ValueError where they are of none."""
    try:
        found = msgspec.msgpack.decode(told, type=_Packed)
    except msgspec.DecodeError as fault:
        raise ValueError from fault
    if found.rows < 1 or not all(0 < side < FARTHEST for side in (found.width, found.height)):
        raise ValueError
    return Picture(
        found.number, found.width, found.height, np.frombuffer(found.pixels, np.uint8).reshape(found.rows, -1)
    )


def is_pdf(blob: Blob) -> bool:
    """Say whether a file is to be drawn as a PDF; all others are images."""
    return b"%PDF-" in bytes(blob.untrusted_bytes[:1024])


def pages_to_recognise(blob: Blob) -> tuple[int, ...]:
    """Give the numbers of a file's pages that are pictures of words, or may be; none where it cannot be opened."""
    if not is_pdf(blob):
        with _opened_image(blob) as image:
            if image is None or min(image.size) < SMALLEST or not _whole(image):
                return ()
            sides = getattr(image, "n_frames", 1) if image.format == _OF_PAGES else 1
            return tuple(range(1, min(sides, PAGES) + 1))
    with ONE_AT_A_TIME, _opened_pdf(blob) as opened:
        return tuple(_picture_pages(opened)) if opened else ()


def _whole(image: Any) -> bool:
    """Say whether an image's first side can be drawn."""
    try:
        image.load()
    except _BROKEN:
        return False
    return True


def _picture_pages(opened: Any) -> Iterator[int]:
    for number in range(1, min(len(opened), PAGES) + 1):
        page = pdfium.FPDF_LoadPage(opened, number - 1)
        if page:
            try:
                if side_of(page, 0).picture:
                    yield number
            finally:
                pdfium.FPDF_ClosePage(page)


def pictures(blob: Blob, numbers: Iterable[int]) -> Iterator[Picture]:
    """Give those pages of a file as pictures, one at a time; one that cannot be drawn is left out."""
    yield from _of_pdf(blob, numbers) if is_pdf(blob) else _of_image(blob, numbers)


def _of_pdf(blob: Blob, numbers: Iterable[int]) -> Iterator[Picture]:
    with ONE_AT_A_TIME:
        context = _opened_pdf(blob)
        opened = context.__enter__()
    try:
        for number in numbers if opened else ():
            with ONE_AT_A_TIME:
                picture = _drawn(opened, number)
            if picture:
                yield picture
    finally:
        with ONE_AT_A_TIME:
            context.__exit__(None, None, None)


@contextmanager
def _opened_pdf(blob: Blob) -> Iterator[Any]:
    """Give a PDF opened; None where that cannot be done."""
    try:
        opened = opened_pdf(bytes(blob.untrusted_bytes), blob.passwords).handle
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        if opened.get_formtype() != pdfium.FORMTYPE_NONE:
            opened.init_forms()
        yield opened
    finally:
        opened.close()


def _drawn(opened: Any, number: int) -> Picture | None:
    try:
        page = opened[number - 1]
    except (pypdfium2.PdfiumError, IndexError):
        return None
    width, height = page.get_size()
    scale = min(DOTS / 72, (MOST / max(width * height, 1.0)) ** 0.5)
    pixels: Pixels = page.render(scale=scale, grayscale=True).to_numpy()
    return Picture(number, width, height, pixels.reshape(pixels.shape[0], -1))


def _of_image(blob: Blob, numbers: Iterable[int]) -> Iterator[Picture]:
    with _opened_image(blob) as image:
        for number in numbers if image else ():
            try:
                image.seek(number - 1)
                yield _grey(image, number)
            except _BROKEN:
                continue


@contextmanager
def _opened_image(blob: Blob) -> Iterator[Any]:
    """Give an image opened; None where that cannot be done, or it is larger than allowed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(bytes(blob.untrusted_bytes)), formats=FORMATS)
        except _BROKEN:
            yield None
            return
        with image:
            yield image if image.size[0] * image.size[1] <= PIXELS else None


def _grey(image: Any, number: int) -> Picture:
    """Give one side of an image, turned as its camera says, on white where it lets light through."""
    seen = ImageOps.exif_transpose(image)
    if seen.mode in ("RGBA", "LA", "PA") or "transparency" in seen.info:
        over = seen.convert("RGBA")
        seen = Image.new("RGBA", over.size, "white")
        seen.alpha_composite(over)
    seen = seen.convert("L")
    points = min(SCREEN, A4 / max(seen.size))
    width, height = seen.width * points, seen.height * points
    if max(seen.size) < SMALL:
        seen = seen.resize((seen.width * 2, seen.height * 2), Image.Resampling.LANCZOS)
    elif seen.width * seen.height > MOST:
        factor = (MOST / (seen.width * seen.height)) ** 0.5
        seen = seen.resize((int(seen.width * factor), int(seen.height * factor)), Image.Resampling.LANCZOS)
    return Picture(number, round(width, 2), round(height, 2), np.asarray(seen, dtype=np.uint8))
