"""The marks before quoted lines: how many there are, and the words without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

DEEPEST = 40
"""Marks a line has at most; a longer row of them is drawn, not quoted."""
_MARKS = re.compile(r"(?:[ \t]{0,3}>)+")
_MARK = re.compile(r"[ \t]{0,3}(?:[^\W\d_][\w.-]{0,15}(?=[>|]))?[>|]")
_NAMED = re.compile(r"[ \t]{0,3}([^\W\d_][\w.-]{0,15})>(?![>=])")
_PROMPT = re.compile(
    r">>>(?:$|[ \t]+(?:(?:import|from|print|def|class|for|if|while|with|try|del|raise|return|assert|async|help|dir)\b"
    r"|@|[\w.]+[ \t]*(?:[=(\[]|[-+*/%]=)|[\w.]+[ \t]*$|[\[({\"'~#*-]|[ur]?['\"]|\d))"
)
_SUPERCITE = re.compile(r">{2,8}\s+(?:On .{1,60},\s*)?\"[^\"=]{1,60}\"\s*==")
"""An attribution that begins with what looks like marks."""
_ARROW = re.compile(r"[^>]{3,110}(?:>[^>]{1,30})?\d >>>\s*$")
"""The end of an attribution between two arrows, `>>> name date >>>` (GroupWise)."""


def prompted(words: str) -> bool:
    """Say whether these words begin with the prompt of an interpreter."""
    return words.startswith(">>>") and bool(_PROMPT.match(words[:200]))


def counted(line: str) -> tuple[int, int]:
    """Give how many `>` marks a line begins with, and where its words begin."""
    found = _MARKS.match(line, 0, 5 * DEEPEST)
    if not found or (line.startswith(">>") and _SUPERCITE.match(line[:160])):
        return 0, 0
    end = found.end()
    count = found.group().count(">")
    if count > DEEPEST:
        return 0, 0
    if line[end - 3 : end] == ">>>" and line[-12:].rstrip().endswith(" >>>") and _ARROW.match(line, end):
        count, end = count - 3, end - 3
    return count, end + 1 if line[end : end + 1] == " " else end


def named(line: str) -> str:
    """Give the initials or the name that stand in a mark such as `JD> `; empty when none do."""
    found = _NAMED.match(line)
    return found.group(1) if found else ""


def without(line: str, depth: int | None) -> int:
    """Give where the words of a line begin when at most so many of its marks are taken away, or all of them."""
    count = DEEPEST if depth is None else min(depth, DEEPEST)
    at = taken = 0
    while taken < count and (found := _MARK.match(line, at)):
        if line[found.end() - 1] == "|" and "|" in line[found.end() :].rstrip()[-1:]:
            break
        rest = line[at:].lstrip(" \t") if line.startswith(">>>", found.end() - 1) else ""
        if rest and (depth is None or taken + 3 > count) and prompted(rest):
            return at + 1 if at and line[at : at + 1] == " " else at
        at = found.end()
        taken += 1
    return at + 1 if taken and line[at : at + 1] == " " else at


def unmarked(text: str, start: int, end: int, depth: int | None = None) -> Iterator[tuple[int, int]]:
    """Give start..end of each line of a run without its quote marks and its line break.

    At most `depth` marks are taken from a line, all of them where it is None.
    """
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        last = stop - 1 if stop > at and text[stop - 1] == "\r" else stop
        line = text[at:last]
        yield at + without(line, depth), last
        at = stop + 1
