"""A book of the story as it was copied: one entry a page, each page with its running stamp."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any


def stamped(record: Mapping[str, Any]) -> bytes:
    """Give the PDF of a book's pages, those that were taken out left out."""
    import typst

    entries = [
        {"stamp": f"{record['stamp']} {entry['page']:06}", "date": entry["date"], "words": entry["words"]}
        for entry in record["entries"]
    ]
    compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
    content = compiler.compile(
        (files("rejoinder.demo") / "stamped.typ").read_bytes(),
        format="pdf",
        sys_inputs={"book": json.dumps({"title": record["title"], "entries": entries})},
        timestamp=datetime.fromisoformat(record["date"] + "T12:00:00+00:00"),
    )
    if not isinstance(content, bytes):
        raise TypeError(f"{record['file']} has no single PDF.")
    return content
