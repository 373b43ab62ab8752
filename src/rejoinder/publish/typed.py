"""A document without pages (mail, chats, office files) set as a paper, with labels in place of what is hidden."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""What the typesetter takes for now: no date of making is in the file."""
_UNSEEN = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), 127, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)
)


class Hidden(NamedTuple):
    """Characters of a text that are hidden, and what stands there."""

    start: int
    end: int
    label: str


def safe_text(text: str, hidden: Iterable[Hidden], left_out: Iterable[tuple[int, int]] = ()) -> list[tuple[str, str]]:
    """Give a text in runs, each words or a label; whole lines with what no print would show are left out."""
    cut = sorted([*hidden, *(Hidden(*_lines_of(text, *span), "") for span in left_out)])
    runs: list[tuple[str, str]] = []
    at = 0
    for start, end, label in cut:
        if start > at:
            runs.append((text[at:start], ""))
        if label and end > at and (start >= at or not runs or runs[-1][1] != label):
            runs.append(("", label))
        at = max(at, end)
    runs.append((text[at:], ""))
    return [(words.translate(_UNSEEN), label) for words, label in runs if words or label]


def _lines_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the whole lines in which a place lies."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last + 1


def lines_of(runs: Sequence[tuple[str, str]]) -> Iterator[list[dict[str, str]]]:
    """Give runs line by line, as the template takes them."""
    line: list[dict[str, str]] = []
    for words, label in runs:
        if label:
            line.append({"label": label})
            continue
        first, *rest = words.replace("\t", "    ").split("\n")
        line.append({"words": first})
        for more in rest:
            yield line
            line = [{"words": more}]
    yield line


def typed(runs: Sequence[tuple[str, str]], title: str, headers: int) -> bytes:
    """Give a PDF of a text in runs; so many of its first lines are headers."""
    told = {"title": title, "lines": list(lines_of(runs)), "headers": headers}
    made = _compiler().compile(
        _template(), format="pdf", sys_inputs={"told": json.dumps(told, ensure_ascii=True)}, timestamp=MOMENT
    )
    if not isinstance(made, bytes):
        raise TypeError
    return made


@cache
def _compiler() -> Any:
    import typst

    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))


@cache
def _template() -> bytes:
    return (files("rejoinder.publish") / "typed.typ").read_bytes()
