"""The indexes of a bundle set in type, until their own pages no longer move what they tell of.

Run behind the lock as a program of its own, since setting type takes memory that is then given back:
python -m rejoinder.write.bundle.indexing FOLDER PLAN. It reads PLAN.json there, and writes PLAN-index-0.pdf and those
of what was added later, and in PLAN.made where everything stands.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf

from rejoinder.write.bundle.numbering import Numbering, Placed, numbered
from rejoinder.write.bundle.setting import breakable, set_in_type

LEADS = "rejoinder:"
"""What the addresses of links of an index begin with, until they are led to pages."""
TRIES = 6


class Indexes:
    """The indexes of one bundle while they are set."""

    def __init__(self, folder: Path, name: str, plan: Mapping[str, Any]) -> None:
        """Read what is to be put together, and work out what stands where."""
        self.folder, self.name, self.plan = folder, name, plan
        self.entries: list[Mapping[str, Any]] = plan["entries"]
        self.indexes: dict[int, bytes] = {}
        self.pieces, self.numbering = self._settled()

    def _settled(self) -> tuple[list[Placed], Numbering]:
        """Give the pieces in order, each index set again until its own pages do not move what it tells of."""
        lates = sorted({int(one["late"]) for one in self.entries})
        sizes = dict.fromkeys(lates, 1)
        for _ in range(TRIES):
            pieces = list(self._pieces(lates, sizes))
            numbering = numbered(pieces, by_section=bool(self.plan["by_section"]))
            self.indexes = {late: self._index(late, pieces, numbering) for late in lates}
            found = {late: _pages_in(content) for late, content in self.indexes.items()}
            if found == sizes:
                return pieces, numbering
            sizes = found
        raise ValueError("The index does not come to rest.")

    def _pieces(self, lates: list[int], sizes: Mapping[int, int]) -> Iterator[Placed]:
        for late in lates:
            yield Placed(-1, -1, late, sizes[late])
            for number, one in enumerate(self.entries):
                if one["late"] == late:
                    yield Placed(number, int(one["section"]), late, int(one["pages"]))

    def _index(self, late: int, pieces: list[Placed], numbering: Numbering) -> bytes:
        rows: list[dict[str, Any]] = []
        section = -1
        for at, piece in enumerate(pieces):
            if piece.late != late or piece.entry < 0:
                continue
            page = numbering.printed(numbering.starts[at])
            name = section_title(self.plan, piece.section, numbering.letters(numbering.starts[at]))
            if piece.section != section and name:
                section = piece.section
                rows.append(_row("", name, "", "", page, f"{LEADS}{at}", section=True))
            one = self.entries[piece.entry]
            row = _row(str(piece.entry + 1), one["title"], one["detail"], one["date"], page, f"{LEADS}{at}")
            rows.append(row | {"main": one.get("main", "")})
        words = self.plan["words"]
        told = {
            "title": words["late index"][str(late)] if late else words["index"],
            "subject": breakable(self.plan["title"]),
            "language": self.plan["language"][:2],
            "heads": words["heads"],
            "main_heads": bool(self.plan["core"]),
            "rows": rows,
            "foot": words["foot"][str(late)],
        }
        return set_in_type("index.typ", told, self.folder, f"{self.name}-index")


def section_title(plan: Mapping[str, Any], number: int, letters: str) -> str:
    """Give what a section is called in the index: with its letter where pages are numbered by it."""
    return ". ".join(filter(None, (letters, breakable(str(plan["sections"][number]["name"])))))


def settled(folder: Path, name: str, *, by_section: bool) -> tuple[list[Placed], Numbering]:
    """Give where everything stands, as it was worked out."""
    told = json.loads((folder / f"{name}.made").read_text("utf-8"))
    pieces = [Placed(*one) for one in told["pieces"]]
    return pieces, numbered(pieces, by_section=by_section)


def _row(
    number: str, title: str, detail: str, date: str, page: str, to: str, *, section: bool = False
) -> dict[str, Any]:
    told = {"number": number, "title": breakable(title), "detail": breakable(detail), "date": date, "page": page}
    return told | {"to": to, "section": section, "main": ""}


def _pages_in(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as source:
        return len(source.pages)


def run(folder: Path, name: str) -> None:
    """Set the indexes of one bundle."""
    made = Indexes(folder, name, json.loads((folder / f"{name}.json").read_text("utf-8")))
    for late, content in made.indexes.items():
        (folder / f"{name}-index-{late}.pdf").write_bytes(content)
    starts = zip(made.pieces, made.numbering.starts, strict=True)
    printed = [made.numbering.printed(start) for piece, start in starts if piece.entry >= 0]
    told = {"pages": made.numbering.pages, "printed": printed, "pieces": made.pieces}
    (folder / f"{name}.made").write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
