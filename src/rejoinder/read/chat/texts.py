"""Text messages of a telephone as XML: what SMS Backup & Restore writes, and Signal's plain text backup as it did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from rejoinder.model import Blob, Document, Problem
from rejoinder.read import plain
from rejoinder.read.chat.fields import moment
from rejoinder.read.chat.said import ATTACHED, Conversation, Mark, Said, told

PIECE = 1 << 20
SENT = frozenset(("2", "4", "5", "6"))
"""Values of `type` and `msg_box` of what the telephone sent, or was to send."""


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give each text message as a document; XML of another kind, or with words of its own, is read as text."""
    untrusted_bytes = blob.untrusted_bytes
    target = _Target()
    if b"<!DOCTYPE" not in untrusted_bytes[:4096] and b"<!ENTITY" not in untrusted_bytes[:4096]:
        _parse(untrusted_bytes, target)
    if not target.talks:
        yield from plain.read(blob)
        return
    missed = tuple(f"record {number:,}" for number in target.missed)
    found = [
        Conversation("Text messages", name, sorted(said, key=lambda one: one.when), missed=() if at else missed)
        for at, (name, said) in enumerate(target.talks.items())
    ]
    yield from told(blob, found)
    if not target.whole:
        what = "It ends before its end or is damaged: what comes after was not read."
        yield Problem(blob.name, what, "Make the backup again.", "xml_corrupt", "partial")
    elif target.stated.isdigit() and int(target.stated) != target.number:
        what = f"It says that it holds {int(target.stated):,} messages and holds {target.number:,}."
        yield Problem(blob.name, what, "Make the backup again.", "chat_count", "partial")


def _parse(untrusted_bytes: Any, target: _Target) -> None:
    receiver: Any = target
    parser = etree.XMLParser(target=receiver, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        for start in range(0, len(untrusted_bytes), PIECE):
            parser.feed(bytes(untrusted_bytes[start : start + PIECE]))
        parser.close()
    except etree.LxmlError:
        target.whole = False


class _Target:
    """What the parser tells: every sms and mms, gathered by whom it was from or to."""

    def __init__(self) -> None:
        self.talks: dict[str, list[Said]] = {}
        self.missed: list[int] = []
        self.number = 0
        self.stated = ""
        self.whole = True
        self._about: dict[str, str] = {}
        self._words: list[str] = []
        self._marks: list[Mark] = []

    def start(self, tag: str, about: dict[str, str]) -> None:
        """Take in an element's beginning."""
        if tag == "smses":
            self.stated = about.get("count", "")
        elif tag in ("sms", "mms"):
            self._about, self._words, self._marks = dict(about), [], []
        elif tag == "part":
            self._part(about)

    def _part(self, about: dict[str, str]) -> None:
        kind = about.get("ct", "")
        if kind == "text/plain":
            self._words.append(about.get("text", ""))
        elif kind and kind != "application/smil":
            name = next((about[name] for name in ("cl", "fn", "name") if about.get(name, "null") != "null"), kind)
            self._marks.append((ATTACHED, name))

    def end(self, tag: str) -> None:
        """Take in an element's end."""
        if tag not in ("sms", "mms"):
            return
        self.number += 1
        about = self._about
        when = moment(about.get("date"), 1000)
        if not when:
            self.missed.append(self.number)
            return
        named = [about.get(name, "") for name in ("contact_name", "address")]
        other = next((name for name in named if name not in ("", "null", "(Unknown)")), "unknown")
        words = "\n".join(self._words) if tag == "mms" else about.get("body", "")
        author = "Me" if about.get("type" if tag == "sms" else "msg_box", "") in SENT else other
        written = about.get("readable_date", "")
        marks = (*self._marks, ("Telephone's own time", written))
        self.talks.setdefault(other, []).append(Said(author, when, words, marks=marks))

    def data(self, text: str) -> None:
        """Leave text between elements out: there is none."""

    def close(self) -> None:
        """Finish; what was found is kept."""
