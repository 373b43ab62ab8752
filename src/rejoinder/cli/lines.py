"""Words made safe on their way in and out: arguments that are no text, control codes, what is too long for a line."""

from __future__ import annotations

_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
_HIDDEN = (0x7F, *range(0x80, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = _CONTROLS | dict.fromkeys(_HIDDEN, "\N{REPLACEMENT CHARACTER}")
"""Codes that move the cursor, colour the screen or turn the direction of writing, and what stands for each."""


def plain(words: str) -> str:
    """Give words that a terminal can only print: every control code as a sign of its own."""
    return words.translate(_SHOWN).encode("utf-8", "replace").decode()


def on_one_line(words: str, width: int) -> str:
    """Give the beginning of the words on one line, with … where they are cut; long ones between words."""
    line = " ".join(plain(words).split())
    if len(line) <= width:
        return line
    cut = line.rfind(" ", width - 16, width) if width >= 60 else 0
    return f"{line[: cut if cut > 0 else width - 1].rstrip()}…"


def elided(words: str, width: int) -> str:
    """Give a path or an id on one line, what is too much left out in the middle, its end kept longest."""
    line = " ".join(plain(words).split())
    if len(line) <= width:
        return line
    first = max(0, (width - 1) * 2 // 5)
    return f"{line[:first]}…{line[len(line) - (width - 1 - first) :]}"


def text(written: str) -> str:
    """Give the words of an argument; bytes that are no text are shown as such instead of breaking what they touch."""
    return written.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
