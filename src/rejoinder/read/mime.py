"""A message's parts as ranges of its own bytes: nothing is copied, decoded or lost (RFC 2046)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from rejoinder.read.limits import MIME_DEPTH, MIME_PARTS
from rejoinder.read.mail_headers import Headers, headers_at
from rejoinder.read.words import parameters


class TooDeepError(Exception):
    """Parts lie within parts deeper than MIME_DEPTH."""


class TooManyError(Exception):
    """The message has more than MIME_PARTS parts."""


@dataclass(slots=True)
class Part:
    """One part: its headers, where its body stands, and the parts within it."""

    headers: Headers
    kind: str
    """Media type, small, without parameters."""
    start: int
    end: int
    place: int
    """Its number among all parts, in the order they stand."""
    children: list[Part] = field(default_factory=list)
    loose: list[tuple[int, int]] = field(default_factory=list)
    """Ranges outside its parts: what stands before the first and after the last."""
    _parameters: dict[str, str] | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of its Content-Type."""
        if self._parameters is None:
            self._parameters = parameters(self.headers.first("content-type"))
        return self._parameters


class Parsed(NamedTuple):
    """A message's first part with all others in it, and what is wrong with its form."""

    root: Part
    faults: tuple[str, ...]


class _Delimiter(NamedTuple):
    start: int
    end: int
    closing: bool


def parsed(raw: bytes, start: int, end: int) -> Parsed:
    """Give the parts of the message that stands at start..end."""
    reading = _Reading(raw)
    root = reading.part(start, end, 0, "text/plain")
    return Parsed(root, tuple(dict.fromkeys(reading.faults)))


class _Reading:
    """The parts found so far and the faults of their form."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.count = 0
        self.faults: list[str] = []

    def part(self, start: int, end: int, depth: int, usual: str) -> Part:
        """Give the part that stands at start..end."""
        if depth > MIME_DEPTH:
            raise TooDeepError
        if self.count > MIME_PARTS:
            raise TooManyError
        headers = headers_at(self.raw, start, end)
        if headers.faulty:
            self.faults.append("a line that is no header stands among the headers")
        kind = _kind(headers.first("content-type"), usual)
        part = Part(headers, kind, min(headers.body, end), end, self.count)
        self.count += 1
        if kind.startswith("multipart/"):
            self._divide(part, depth)
        return part

    def _divide(self, part: Part, depth: int) -> None:
        boundary = part.parameters.get("boundary", "").rstrip() or self._guessed(part)
        marks = list(delimiters(self.raw, boundary, part.start, part.end)) if boundary else []
        if not marks or (len(marks) == 1 and marks[0].closing):
            self.faults.append("the line between its parts is not there")
            part.kind = "text/plain"
            return
        usual = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        part.loose.append((part.start, marks[0].start))
        for number, mark in enumerate(marks):
            last = number + 1 == len(marks)
            stop = part.end if last else self._before_line(marks[number + 1].start, mark.end)
            if mark.closing:
                part.loose.append((mark.end, stop))
            else:
                part.children.append(self.part(min(mark.end, stop), stop, depth + 1, usual))
        if not marks[-1].closing:
            self.faults.append("it ends before its last part is closed")

    def _before_line(self, at: int, start: int) -> int:
        """Give where the text ends whose last line break belongs to the delimiter at this place."""
        if at > start and self.raw[at - 1] == 10:
            at -= 1
            if at > start and self.raw[at - 1] == 13:
                at -= 1
        return at

    def _guessed(self, part: Part) -> str:
        """Give the boundary a body shows by its first line that begins with two hyphens."""
        self.faults.append("its headers do not say what divides its parts")
        head = self.raw[part.start : min(part.end, part.start + 8192)]
        for line in head.split(b"\n"):
            if line.startswith(b"--") and len(line.strip()) > 2:
                return line.strip()[2:].decode("utf-8", "replace")
        return ""


def delimiters(raw: bytes, boundary: str, start: int, end: int) -> Iterator[_Delimiter]:
    """Give each line that divides parts: two hyphens, the boundary, perhaps two hyphens, and nothing else."""
    mark = b"--" + boundary.encode("utf-8", "replace")
    at = raw.find(mark, start, end)
    while at >= 0:
        if at == start or raw[at - 1] == 10:
            stop = raw.find(b"\n", at, end)
            stop = end if stop < 0 else stop
            rest = raw[at + len(mark) : stop].strip()
            if rest in (b"", b"--"):
                yield _Delimiter(at, min(stop + 1, end), rest == b"--")
        at = raw.find(mark, at + len(mark), end)


def _kind(written: str, usual: str) -> str:
    kind = written.partition(";")[0].strip().strip('"').lower()
    if not kind:
        return usual
    if "/" in kind:
        return kind.split()[0].rstrip(",")
    return {"text": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}.get(kind, "text/plain")
