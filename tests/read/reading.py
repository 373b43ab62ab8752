"""What tests of readers share: bytes in, readings out."""

from __future__ import annotations

from rejoinder.model import Blob, Document, Message
from rejoinder.read import Reading, read


def readings(content: bytes | str, name: str = "x.eml", media_type: str = "") -> list[Reading]:
    """Give everything that comes of one received file, the file itself last."""
    untrusted_bytes = content.encode() if isinstance(content, str) else content
    return list(read(Blob(name, untrusted_bytes, media_type), "batch"))


def only(content: bytes | str, name: str = "x.eml") -> Document:
    """Give the document of the received file itself."""
    return readings(content, name)[-1].documents[0]


def message(content: bytes | str) -> Message:
    """Give what the received message's headers say."""
    said = only(content).message
    assert said is not None
    return said


def body(document: Document) -> str:
    """Give a message's text without its headers."""
    return document.text[document.body_start :]


def codes(reading: Reading) -> set[str]:
    """Give the codes of a reading's problems."""
    return {problem.code for problem in reading.problems}
