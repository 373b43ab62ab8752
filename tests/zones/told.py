"""Zones written so that a test can show them beside the text."""

from __future__ import annotations

from rejoinder.model import Quoted
from rejoinder.zones import quoted, unmarked, zones


def told(text: str) -> list[str]:
    """Give `kind depth` for each line that has words, in order."""
    return [
        f"{zone.kind} {zone.depth}"
        for zone in zones(text)
        for line in text[zone.start : zone.end].split("\n")
        if line.strip(" >|")
    ]


def messages(text: str) -> tuple[Quoted, ...]:
    """Give the messages a text quotes."""
    return quoted(text, zones(text))


def words(text: str, message: Quoted) -> list[str]:
    """Give the lines of a quoted message without marks, empty ones left out."""
    spans = (span for run in message.runs for span in unmarked(text, *run, message.depth))
    return [text[start:end] for start, end in spans if text[start:end].strip()]
