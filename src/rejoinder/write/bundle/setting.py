"""Words set on pages by typst, tagged and searchable: the index, and documents that have no pages of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

LONG = 60
"""Letters of a word without a place to break it, after which it may be broken."""
_LONG = re.compile(rf"\S{{{LONG},}}")
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), 0x7F, *range(0x80, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF), None)
_BREAK = "\u200b"


@cache
def _compiler(root: Path) -> Any:
    return typst.Compiler(root=str(root))


def set_in_type(template: str, told: Mapping[str, Any], folder: Path, name: str) -> bytes:
    """Give a PDF made from a template and what it is told, which is put down in the folder for it."""
    place = folder / f"{name}.told.json"
    place.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    try:
        content = _compiler(folder).compile(
            (files("rejoinder.write.bundle") / template).read_bytes(),
            format="pdf",
            sys_inputs={"told": f"/{place.name}"},
            timestamp=0,
        )
    finally:
        place.unlink()
    if not isinstance(content, bytes):
        raise TypeError(f"{template} gave no single PDF.")
    return content


def breakable(words: str) -> str:
    """Give words with places where a long one may be broken, and without codes that are no letters."""
    plain = words.translate(_CONTROLS).encode("utf-8", "replace").decode()
    return _LONG.sub(lambda one: _BREAK.join(one[0][at : at + LONG] for at in range(0, len(one[0]), LONG)), plain)


def in_paragraphs(text: str) -> list[list[str]]:
    """Give a text as paragraphs of lines, set in as far as they were; empty lines part paragraphs."""
    paragraphs: list[list[str]] = [[]]
    for line in breakable(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"):
        shown = line.replace("\t", "    ").rstrip()
        if not shown:
            paragraphs.append([])
            continue
        room = len(shown) - len(shown.lstrip(" "))
        paragraphs[-1].append("\u00a0" * room + shown[room:])
    return [one for one in paragraphs if one]


def in_table(text: str) -> list[dict[str, Any]]:
    """Give the rows of a text whose cells are parted by tabs, as wide as the widest."""
    rows = [line.split("\t") for line in breakable(text).splitlines() if line.strip()]
    if not rows or max(map(len, rows)) < 2:
        return []
    columns = max(map(len, rows))
    return [{"name": "", "columns": columns, "rows": [row + [""] * (columns - len(row)) for row in rows]}]


def sheet(title: str, fields: Sequence[tuple[str, str]], text: str, foot: str, *, wide: bool = False) -> dict[str, Any]:
    """Give what set.typ is told of one document."""
    table = in_table(text) if wide else []
    return {
        "title": breakable(title) or "–",
        "fields": [[breakable(label), breakable(value)] for label, value in fields],
        "words": [] if table else in_paragraphs(text),
        "table": table,
        "foot": breakable(foot),
        "slip": False,
        "state": "",
        "landscape": bool(table) and table[0]["columns"] > 5,
    }


def slip(title: str, state: str, fields: Sequence[tuple[str, str]], text: str, foot: str) -> dict[str, Any]:
    """Give what set.typ is told of a slip sheet: what stands in place of a document, and why."""
    return sheet(title, fields, text, foot) | {"slip": True, "state": breakable(state)}
