"""One part of a bundle made ready behind the lock: its exhibits' pages, upright, searchable, no finer than asked.

Run as a program of its own: python -m rejoinder.write.bundle.leaf FOLDER PART. It reads PART.json there and what that
names, and writes PART.pdf and, line by line, PART.done with how many pages each exhibit has.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import typst
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from rejoinder.read.pdf_cycles import without_cycles
from rejoinder.read.pdf_open import opened_pdf
from rejoinder.write.bundle import dots
from rejoinder.write.bundle.cleaning import Layers, clean, enclose, fill_in, with_resource
from rejoinder.write.bundle.layer import unseen_font, words_drawn
from rejoinder.write.bundle.setting import set_in_type
from rejoinder.write.bundle.sight import A4, lean_of, sight_of, turn_of
from rejoinder.write.bundle.tags import Tags, by_page, pages_bookmarked, tops_of

DRAWN = 200
"""Dots per inch of a page that is drawn."""
MARGIN = 28.0
"""Points round a picture on its page."""
FRAMES = 2_000
UNSEEN = "/RjU"
FAULTS = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pypdfium2.PdfiumError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    typst.TypstError,
    OSError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
    MemoryError,
)
"""What a damaged file may bring about in those that read it."""
WHY: dict[type[BaseException], str] = {pikepdf.PasswordError: "locked"}
Image.MAX_IMAGE_PIXELS = dots.LARGEST


class InType(NamedTuple):
    """Where one exhibit stands that was set in type: the PDF, its first page and the one after, its tags."""

    source: pikepdf.Pdf
    first: int
    after: int
    tops: list[Any]


class Part:
    """The PDF of one part while it is made."""

    def __init__(self, folder: Path, name: str, told: Mapping[str, Any]) -> None:
        """Begin with no page."""
        self.folder, self.name = folder, name
        self.told = told
        self.pdf = pikepdf.new()
        self.tags = Tags(self.pdf)
        self.layers = Layers(self.pdf)
        self.unseen: Any = None
        self.ready: dict[str, InType] = {}
        self.opening = self.pdf.make_stream(b"/P <</MCID 0>> BDC q\n")

    def add(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Add one exhibit, and give what became of it."""
        first = len(self.pdf.pages)
        part = self.tags.part(str(entry["title"]), self.tags.document)
        notes = {"pdf": self._pdf, "picture": self._picture, "set": self._set}[entry["how"]](entry, part)
        return {"id": entry["id"], "pages": len(self.pdf.pages) - first, "notes": notes}

    def _pdf(self, entry: Mapping[str, Any], part: Any) -> list[str]:
        with _opened(Path(entry["file"]), entry["passwords"]) as source:
            fill_in(source)
            first, last = entry["pages"] or (1, len(source.pages))
            chosen = [source.pages[number - 1].obj for number in range(first, min(last, len(source.pages)) + 1)]
            if not chosen:
                raise ValueError("It has no pages.")
            whole = len(chosen) == len(source.pages) and not entry["drawn"]
            notes = self._copied(source, chosen, tops_of(source) if whole else [], part)
            here = [self.pdf.pages[-place] for place in range(len(chosen), 0, -1)]
            for number, page in enumerate(here, first):
                if str(number) in entry["drawn"]:
                    self._drawn(page.obj, number, entry)
                    self._one_tag(page.obj, part)
                    notes.append("drawn")
                notes += self._made_ready(page.obj, entry, str(number), number in entry["look"])
            return list(dict.fromkeys(notes))

    def _copied(self, source: pikepdf.Pdf, chosen: list[Any], tops: list[Any], part: Any) -> list[str]:
        first = len(self.pdf.pages)
        for page in chosen:
            self.pdf.pages.append(pikepdf.Page(page))
        pairs = [(self.pdf.pages[first + place].obj, page) for place, page in enumerate(chosen)]
        self.layers.take(source)
        for page, _ in pairs:
            clean(page)
        notes: list[str] = []
        if tops:
            try:
                self.tags.take(source, tops, pairs, part)
            except (pikepdf.PdfError, TypeError, ValueError, KeyError):
                tops, notes = [], ["untagged"]
        for page, _ in pairs:
            if not tops:
                self._one_tag(page, part)
        return notes

    def _one_tag(self, page: Any, part: Any) -> None:
        self.tags.whole_page(page, part)
        enclose(self.pdf, page, self.opening, b"\nQ EMC")

    def _drawn(self, page: Any, number: int, entry: Mapping[str, Any]) -> None:
        """Put a picture of a page in place of what it holds, with nothing left beneath what is covered."""
        seen = picture_of(Path(entry["file"]), entry["passwords"], number)
        across = seen.width / max(sight_of(page).width, 1.0)
        for edges in entry["drawn"][str(number)]:
            ImageDraw.Draw(seen).rectangle([edge * across for edge in edges], fill="black")
        size = sight_of(page)[:2]
        fresh = self._picture_page(seen, size, size)
        for key in list(page.keys()):
            if key not in ("/Type", "/Parent"):
                del page[key]
        for key, value in fresh.items():
            page[key] = value

    def _made_ready(self, page: Any, entry: Mapping[str, Any], number: str, look: bool) -> list[str]:
        notes = []
        scan = entry["scans"].get(number)
        turn = -int(scan["turned"]) if scan else -(lean_of(page) or 0) if look else 0
        if turn % 360:
            page.Rotate = (turn_of(page) + turn) % 360
            notes.append("turned")
        if scan:
            self._lay_over(page, scan)
        for picture, share in dots.too_fine(page, int(self.told["dots"])).values():
            notes.append("smaller" if dots.make_smaller(picture, share) else "too fine")
        return notes

    def _lay_over(self, page: Any, scan: Mapping[str, Any]) -> None:
        self.unseen = self.unseen or unseen_font(self.pdf)
        with_resource(page, "/Font", UNSEEN, self.unseen)
        before = self.pdf.make_stream(b"q\n")
        drawn = words_drawn(scan, sight_of(page), UNSEEN)
        enclose(self.pdf, page, before, b"\nQ\n/P <</MCID 1>> BDC\n" + drawn + b"\nEMC")

    def _picture(self, entry: Mapping[str, Any], part: Any) -> list[str]:
        notes: list[str] = []
        with Image.open(entry["file"]) as opened:
            for frame in range(min(getattr(opened, "n_frames", 1), FRAMES)):
                opened.seek(frame)
                notes += self._frame(opened, entry, frame + 1, part)
        return list(dict.fromkeys(notes))

    def _frame(self, opened: Image.Image, entry: Mapping[str, Any], number: int, part: Any) -> list[str]:
        seen = ImageOps.exif_transpose(opened)
        scan = entry["scans"].get(str(number))
        notes: list[str] = []
        if scan and int(scan["turned"]):
            seen = seen.rotate(int(scan["turned"]), expand=True)
            notes.append("turned")
        if seen.mode not in ("1", "L", "RGB"):
            plain = Image.new("RGBA", seen.size, "white")
            plain.alpha_composite(seen.convert("RGBA"))
            seen = plain.convert("RGB")
        size = A4 if seen.height >= seen.width else (A4[1], A4[0])
        scale = min((size[0] - 2 * MARGIN) / seen.width, (size[1] - 2 * MARGIN) / seen.height, 72 / 96)
        wide, high = seen.width * scale, seen.height * scale
        share = int(self.told["dots"]) * scale / 72 if self.told["dots"] else 1
        if share < 1:
            seen = seen.resize(
                (max(1, int(seen.width * share)), max(1, int(seen.height * share))), Image.Resampling.LANCZOS
            )
            notes.append("smaller")
        made = self._picture_page(seen, size, (wide, high))
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(made)))
        page = self.pdf.pages[-1].obj
        self._one_tag(page, part)
        if scan:
            at = ((size[0] - wide) / 2, (size[1] - high) / 2)
            self._lay_over_picture(page, scan, at, (wide, high))
        return notes

    def _picture_page(self, seen: Image.Image, size: tuple[float, float], drawn: tuple[float, float]) -> Any:
        content, filtered = dots.packed(seen)
        picture = self.pdf.make_stream(content)
        picture.write(content, filter=filtered)
        picture.Type, picture.Subtype = Name.XObject, Name.Image
        picture.Width, picture.Height = seen.size
        picture.ColorSpace, picture.BitsPerComponent = dots.PICTURE[seen.mode]
        left, bottom = (size[0] - drawn[0]) / 2, (size[1] - drawn[1]) / 2
        words = f"q {drawn[0]:.3f} 0 0 {drawn[1]:.3f} {left:.3f} {bottom:.3f} cm /Im Do Q".encode()
        return Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *(round(one, 3) for one in size)]),
            Resources=Dictionary(XObject=Dictionary(Im=picture)),
            Contents=self.pdf.make_stream(words),
        )

    def _lay_over_picture(
        self, page: Any, scan: Mapping[str, Any], at: tuple[float, float], size: tuple[float, float]
    ) -> None:
        self.unseen = self.unseen or unseen_font(self.pdf)
        with_resource(page, "/Font", UNSEEN, self.unseen)
        sight = sight_of(page)._replace(width=size[0], height=size[1], matrix=(1, 0, 0, 1, *at))
        before = self.pdf.make_stream(b"q\n")
        enclose(self.pdf, page, before, b"\nQ\n/P <</MCID 1>> BDC\n" + words_drawn(scan, sight, UNSEEN) + b"\nEMC")

    def _set(self, entry: Mapping[str, Any], part: Any) -> list[str]:
        ready = self.ready.pop(str(entry["id"]), None) or self.set_together([entry])[0]
        source, first, after, tops = ready
        self._copied(source, [source.pages[number].obj for number in range(first, after)], tops, part)
        return []

    def set_together(self, entries: Sequence[Mapping[str, Any]]) -> list[InType]:
        """Give where each of some exhibits stands that are set in type together."""
        told = {"title": "", "language": self.told["language"], "documents": [one["sheet"] for one in entries]}
        source = pikepdf.open(io.BytesIO(set_in_type("set.typ", told, self.folder, f"{self.name}-set")))
        starts = pages_bookmarked(source)
        if len(starts) != len(entries):
            raise ValueError("What was set in type is not what was asked for.")
        ends = [*starts[1:], len(source.pages)]
        tops = by_page(source, starts)
        return [InType(source, first, after, several) for first, after, several in zip(starts, ends, tops, strict=True)]

    def set_ahead(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Set all exhibits of the part that have no pages of their own, in one run."""
        waiting = [one for one in entries if one["how"] == "set"]
        if waiting:
            with suppress(typst.TypstError, ValueError):
                self.ready = {
                    str(one["id"]): made for one, made in zip(waiting, self.set_together(waiting), strict=True)
                }

    def take_back(self, first: int) -> None:
        """Take back what was begun of an exhibit that could not be added."""
        while len(self.pdf.pages) > first:
            del self.pdf.pages[-1]
        self.tags.forget_last()

    def save(self, path: Path) -> None:
        """Write the part."""
        self.tags.close()
        self.layers.close()
        self.pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def picture_of(path: Path, passwords: Sequence[str], number: int) -> Image.Image:
    """Give a page drawn as it is seen."""
    opened = opened_pdf(path.read_bytes(), passwords).handle
    try:
        if opened.get_formtype():
            opened.init_forms()
        seen: Image.Image = opened[number - 1].render(scale=DRAWN / 72).to_pil()
        return seen.convert("RGB")
    finally:
        opened.close()


@contextmanager
def _opened(path: Path, passwords: Sequence[str]) -> Iterator[pikepdf.Pdf]:
    """Give a PDF opened by the first password that does."""
    content = path.read_bytes()
    guarded = without_cycles(content)
    for number, password in enumerate(("", *passwords), 1):
        try:
            source = pikepdf.open(path if guarded is content else io.BytesIO(guarded), password=password)
        except pikepdf.PasswordError:
            if number > len(passwords):
                raise
            continue
        yield source
        return


def run(folder: Path, name: str) -> None:
    """Make one part ready."""
    told = json.loads((folder / f"{name}.json").read_text("utf-8"))
    part = Part(folder, name, told)
    with (folder / f"{name}.done").open("w", encoding="utf-8") as done:

        def say(line: Mapping[str, Any]) -> None:
            done.write(json.dumps(line) + "\n")
            done.flush()

        part.set_ahead(told["entries"])
        for entry in told["entries"]:
            say({"begun": entry["id"]})
            first = len(part.pdf.pages)
            try:
                became = part.add(entry)
            except FAULTS as fault:
                part.take_back(first)
                say({"failed": entry["id"], "why": WHY.get(type(fault), "damaged")})
                became = part.add({**entry, "how": "set", "sheet": entry["slip"]})
            say(became)
    part.save(folder / f"{name}.pdf")


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
