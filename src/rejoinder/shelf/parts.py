"""Who has a part in a document, and which: who wrote, received or signed it, was present, is said to hold a role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.model import Document, Message, Person, Traces
from rejoinder.people.names import name_of


class Part(NamedTuple):
    """One part of one spelling in a document."""

    name: str
    address: str
    way: str
    start: int = 0
    end: int = 0
    role: str = ""
    body: str = ""
    telephone: str = ""


def parts_of(document: Document, traces: Traces) -> Iterator[Part]:
    """Give every part that a document shows; a signature below a message is of its author's address."""
    message = document.message
    author = message.author if message else Person("", "")
    if message is not None:
        yield from _in_headers(message)
    elif document.author:
        name, _, address = (
            document.author.rpartition(" <") if document.author.endswith(">") else (document.author, "", "")
        )
        yield _part(Person(name, address.rstrip(">")), "author")
    for one in traces.namings:
        address = one.address
        if one.way == "signed" and not address:
            address = author.address
        if address or (one.name and name_of(one.name).is_full):
            yield Part(
                _plain(one.name), address.lower(), one.way, one.start, one.end, one.role, one.body, one.telephone
            )


def _in_headers(message: Message) -> Iterator[Part]:
    named = (("wrote", (message.author,)), ("to", message.to), ("cc", message.cc), ("bcc", message.bcc))
    for way, several in named:
        for person in several:
            if person != Person("", ""):
                yield _part(person, way)


def _part(person: Person, way: str) -> Part:
    name, address = _plain(person.name), person.address.strip().lower()
    if not address and "@" in name and " " not in name:
        name, address = "", name.lower()
    return Part("" if name.lower() == address else name, address, way)


def _plain(name: str) -> str:
    return " ".join(name.split()).strip("'\"")
