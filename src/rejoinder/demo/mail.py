"""The people and mails of the invented case, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

How = Literal["reply", "bare", "forward"]

PARAGRAPH_OF = "§"
"""A line `§2` in a mail's words stands for the second paragraph of the mail it answers, quoted there."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the story, with the mail program they write in and how they sign."""

    key: str
    name: str
    address: str
    client: str
    signature: str = ""
    hours_ahead: int = 0
    """Of the time in London."""


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted in a mail: why it is absent (withheld), or why it only looks absent (trap)."""

    withheld: str = ""
    kept: bool = False
    """Withheld, but in the subject's own archive."""
    trap: str = ""
    trap_kind: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """What hangs from a mail, or did: names of files."""

    here: tuple[str, ...] = ()
    stubbed: tuple[str, ...] = ()
    """Its part is here, its content removed."""
    scrubbed: tuple[str, ...] = ()
    """A link of the list's archive is in its place."""
    gone: tuple[str, ...] = ()
    """No part at all."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every file that was sent with the mail."""
        return self.here + self.stubbed + self.scrubbed + self.gone


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of the story, disclosed or withheld."""

    key: str
    author: Person
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    at: datetime
    subject: str
    words: str
    """Its own words, in paragraphs, without signature or quotation."""
    client: str
    how: How
    answered: Mail | None
    boxes: tuple[str, ...]
    """Where copies of it lie in the disclosure."""
    files: Files
    planted: Planted
    other_id: bool = False
    """Disclosed only as a copy with another id."""
    encloses: str = ""
    """Key of the mail attached to it whole."""
    misquotes: tuple[tuple[str, str], ...] = ()
    """Words of the mail it quotes, and what it makes of them."""

    @property
    def by_list(self) -> bool:
        """Whether the committee's mailing list sent it out."""
        return any(person.key == "committee" for person in self.to)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its own paragraphs, each in one line, without places where others are quoted."""
        blocks = (" ".join(block.split()) for block in self.words.split("\n\n"))
        return tuple(block for block in blocks if block and not block.startswith(PARAGRAPH_OF))

    @property
    def interleaved(self) -> bool:
        """Whether it quotes single paragraphs between its own."""
        return any(line.startswith(PARAGRAPH_OF) for line in self.words.splitlines())

    @property
    def quoted(self) -> tuple[tuple[Mail, int], ...]:
        """Every mail whose words it repeats, with the depth at which it does."""
        if self.answered is None or (self.how == "bare" and not self.interleaved):
            return ()
        deeper = () if self.interleaved else self.answered.quoted
        return ((self.answered, 1), *((mail, depth + 1) for mail, depth in deeper))


@dataclass(frozen=True, slots=True)
class Story:
    """The whole invented case: mails in the order of their dates, and the rest as the files say it."""

    case: Mapping[str, Any]
    people: Mapping[str, Person]
    mails: tuple[Mail, ...]
    letters: tuple[Mapping[str, Any], ...]
    minutes: tuple[Mapping[str, Any], ...]
    tables: Mapping[str, Any]
    posts: tuple[Mapping[str, Any], ...]
    pictures: tuple[Mapping[str, Any], ...]
    chat: Mapping[str, Any]
    facts: Mapping[str, Any]

    def mail(self, key: str) -> Mail:
        """Give the mail with this key."""
        return next(mail for mail in self.mails if mail.key == key)
