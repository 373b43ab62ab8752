"""A bundle put together of its parts behind the lock: index, numbers, links, bookmarks, tags, and made to be shown.

Run as a program of its own: python -m rejoinder.write.bundle.assemble FOLDER PLAN. It reads PLAN.json there, the
parts that it names and the indexes set before, tells how far it is in PLAN.done, and writes PLAN.pdf.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from rejoinder.write.bundle.cleaning import Layers
from rejoinder.write.bundle.indexing import LEADS, section_title, settled
from rejoinder.write.bundle.numbering import Placed
from rejoinder.write.bundle.sight import edges_of
from rejoinder.write.bundle.stamp import Stamp, show_from
from rejoinder.write.bundle.tags import Tags, tops_of

EVERY = 250
"""Pages between two times that it is told how far it is."""


class Bundle:
    """The PDF of a bundle while it is put together."""

    def __init__(self, folder: Path, name: str, plan: Mapping[str, Any]) -> None:
        """Read what is to be put together, and work out what stands where."""
        self.folder, self.name, self.plan = folder, name, plan
        self.entries: list[Mapping[str, Any]] = plan["entries"]
        self.pdf = pikepdf.new()
        self.tags, self.layers, self.stamp = Tags(self.pdf), Layers(self.pdf), Stamp(self.pdf)
        self.pieces, self.numbering = settled(folder, name, by_section=bool(plan["by_section"]))

    def put_together(self, hear: Any) -> None:
        """Put all pieces together, each page with its number."""
        read = _Parts(self.folder)
        at = 0
        parents: dict[int, Any] = {}
        for piece in self.pieces:
            is_index = piece.entry < 0
            at = self._take_index(piece, at) if is_index else self._take_entry(piece, read, parents, at)
            if at % EVERY < piece.pages:
                hear(at)
        self.tags.close()
        self.layers.close()

    def _take_index(self, piece: Placed, at: int) -> int:
        with pikepdf.open(self.folder / f"{self.name}-index-{piece.late}.pdf") as source:
            part = self.tags.part(self.plan["words"]["index"])
            pairs = self._pages(source, 0, len(source.pages), at)
            self.tags.take(source, tops_of(source), pairs, part)
        return at + len(pairs)

    def _take_entry(self, piece: Placed, read: _Parts, parents: dict[int, Any], at: int) -> int:
        one = self.entries[piece.entry]
        source, tops = read.of(str(one["part"]))
        if piece.section not in parents:
            parents[piece.section] = self.tags.part(section_title(self.plan, piece.section, self.numbering.letters(at)))
        pairs = self._pages(source, int(one["first"]), piece.pages, at)
        place = int(one["place"])
        part = self.tags.part(str(one["title"]), parents[piece.section])
        kids = tops[place].get("/K")
        self.tags.take(source, list(kids) if isinstance(kids, Array) else [kids], pairs, part)
        read.take_layers(str(one["part"]), self.layers)
        return at + len(pairs)

    def _pages(self, source: pikepdf.Pdf, first: int, many: int, at: int) -> list[tuple[Any, Any]]:
        pairs = []
        for number in range(many):
            page = source.pages[first + number].obj
            self.pdf.pages.append(pikepdf.Page(page))
            copied = self.pdf.pages[at + number].obj
            self.stamp.put(copied, self.numbering.printed(at + number))
            pairs.append((copied, page))
        return pairs

    def lead(self) -> None:
        """Make the links of every index lead to their pages, and the PDF open where it should."""
        for at, piece in enumerate(self.pieces):
            if piece.entry >= 0:
                continue
            for number in range(piece.pages):
                for note in self.pdf.pages[self.numbering.starts[at] + number].obj.get("/Annots", ()):
                    self._lead(note)
        self._bookmark()
        root = self.pdf.Root
        root.PageLabels = self.numbering.labels()
        root.OpenAction = self._place(0)
        root.PageMode = Name.UseOutlines
        root.PageLayout = Name.OneColumn
        root.Lang = pikepdf.String(self.plan["language"])
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)

    def _lead(self, note: Any) -> None:
        address = str(note.get("/A", Dictionary()).get("/URI", ""))
        if address.startswith(LEADS):
            del note["/A"]
            note.Dest = self._place(self.numbering.starts[int(address.removeprefix(LEADS))])

    def _place(self, page: int) -> Any:
        found = self.pdf.pages[page].obj
        return show_from(found, edges_of(found)[3])

    def _bookmark(self) -> None:
        words = self.plan["words"]
        with self.pdf.open_outline(max_depth=3) as outline:
            above: Any = None
            section = -1
            for at, piece in enumerate(self.pieces):
                start = self.numbering.starts[at]
                if piece.entry < 0:
                    title = words["late index"][str(piece.late)] if piece.late else words["index"]
                    outline.root.append(self._mark(title, start))
                    above, section = None, -1
                    continue
                if piece.section != section:
                    section = piece.section
                    name = section_title(self.plan, section, self.numbering.letters(start))
                    above = self._mark(name, start) if name else None
                    if above:
                        outline.root.append(above)
                made = self._mark(str(self.entries[piece.entry]["title"]), start)
                (above.children if above else outline.root).append(made)

    def _mark(self, title: str, page: int) -> pikepdf.OutlineItem:
        words = self.plan["words"]["bookmark"].format(title=_short(title), page=self.numbering.printed(page))
        return pikepdf.OutlineItem(words, self._place(page))

    def save(self, path: Path) -> None:
        """Write it, small and to be shown page by page, the same bytes each time."""
        self.pdf.docinfo["/Title"] = self.plan["title"]
        self.pdf.docinfo["/Subject"] = self.plan["words"]["foot"]["0"]
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            told["dc:title"] = self.plan["title"]
            told["dc:language"] = [self.plan["language"]]
        self.pdf.save(
            path,
            linearize=True,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=True,
        )


class _Parts:
    """The parts, each opened once and only while its exhibits are taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = ""
        self.held: tuple[pikepdf.Pdf, list[Any]] | None = None
        self.layered: set[str] = set()

    def of(self, name: str) -> tuple[pikepdf.Pdf, list[Any]]:
        """Give a part with the elements of its exhibits."""
        if self.held is None or name != self.name:
            source = pikepdf.open(self.folder / f"{name}.pdf")
            kids = tops_of(source)[0].get("/K")
            self.name, self.held = name, (source, list(kids))
        return self.held

    def take_layers(self, name: str, layers: Layers) -> None:
        """Take over the layers of a part, once."""
        if name not in self.layered and self.held:
            self.layered.add(name)
            layers.take(self.held[0])


def _short(title: str) -> str:
    return title if len(title) <= 80 else f"{title[:79].rstrip()}…"


def run(folder: Path, name: str) -> None:
    """Put one bundle together."""
    plan = json.loads((folder / f"{name}.json").read_text("utf-8"))
    with (folder / f"{name}.done").open("w", encoding="utf-8") as done:

        def hear(pages: int) -> None:
            done.write(f"{pages}\n")
            done.flush()

        made = Bundle(folder, name, plan)
        made.put_together(hear)
        made.lead()
        made.save(folder / f"{name}.pdf")


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
