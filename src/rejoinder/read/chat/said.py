"""What exports of chats and posts say, and each message of them as a document with the facts before its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rejoinder.model import INSIDE, Blob, Document, Message, Person, Problem, fingerprint_of

Mark = tuple[str, str]
"""A fact beside a message's words, as a name and its value: ("Edited", "2024-05-03")."""
ATTACHED = "Attached"
DELETED = "Deleted"
EDITED = "Edited"
ANSWERS = "Answers"
OMITTED = "Left out"
SHOWN = 5
"""Places named of those that were not understood."""
LONGEST = 300
"""Characters of a name, a title or an id; hostile ones are cut there, and the text keeps them whole."""
_OPENING = 60
"""Characters of a message's words by which its answer names it."""


class Said(NamedTuple):
    """One message or post as its export tells it."""

    author: str
    when: str
    """ISO 8601 with its real precision and zone; empty when not told."""
    words: str
    key: str = ""
    """Its id within the export."""
    answers: str = ""
    """Id of the message it answers."""
    written: str = ""
    """The time as the export writes it, where it is to be seen."""
    marks: tuple[Mark, ...] = ()


class Conversation(NamedTuple):
    """Messages or posts that belong together, oldest first where their export has them so."""

    app: str
    name: str
    said: Sequence[Said]
    kind: Literal["chat", "post"] = "chat"
    missed: tuple[str, ...] = ()
    """Where in the export the records stand that were not understood."""
    key: str = ""
    """What tells the conversation from others where it goes over several files."""

    @property
    def title(self) -> str:
        """The conversation as lists name it."""
        return f"{self.app}: {self.name}" if self.name else self.app


def told(blob: Blob, conversations: Sequence[Conversation]) -> Iterator[Document | Problem]:
    """Give every message as a document, then what must be said of the export."""
    content = hashlib.sha256(blob.untrusted_bytes).hexdigest()
    for number, conversation in enumerate(conversations, 1):
        place = f"{blob.name}{INSIDE}{number}/" if len(conversations) > 1 else f"{blob.name}{INSIDE}"
        known = fingerprint_of("conversation", conversation.key or f"{blob.name} {number}")
        root = fingerprint_of("export", content, str(number))
        yield from _documents(conversation, place, known, root)
    yield from remarks(blob.name, conversations)


def _documents(conversation: Conversation, place: str, known: str, root: str) -> Iterator[Document]:
    by_key = {said.key: at for at, said in enumerate(conversation.said) if said.key}
    title = conversation.title[:LONGEST]
    for at, said in enumerate(conversation.said):
        answered = by_key.get(said.answers) if said.answers else None
        head = _head(conversation, said, answered)
        message = Message(
            message_id=_id_of(said.key or str(at + 1), root),
            answered=() if answered is None else (_id_of(said.answers, root),),
            author=Person(" ".join(said.author.split())[:LONGEST], ""),
            date=said.when,
            subject=title,
            conversation=known,
        )
        text = head + said.words.strip("\n") + "\n" if said.words.strip("\n") else head
        yield Document(f"{place}{at + 1}", conversation.kind, text, body_start=len(head), message=message)


def _id_of(key: str, root: str) -> str:
    """Give a message's id within its export: its own key, or what stands for one that is too long."""
    plain = "".join(key.split())
    return f"{plain if len(plain) <= LONGEST else fingerprint_of(plain)}@{root}"


def _head(conversation: Conversation, said: Said, answered: int | None) -> str:
    """Give the lines before a message's words: who, when, where, and what else its export says of it."""
    facts = [("From", said.author), ("Date", said.written or said.when), ("Conversation", conversation.title)]
    if said.answers and answered is None:
        facts.append((ANSWERS, f"message {said.answers}, which is not in this file"))
    elif answered is not None:
        other = conversation.said[answered]
        opening = " ".join(other.words.split())
        opening = opening if len(opening) <= _OPENING else f"{opening[:_OPENING].rstrip()} …"
        facts.append((ANSWERS, f"{other.author or 'message'}, {other.written or other.when}: “{opening}”"))
    facts += said.marks
    lines = ((" ".join(name.replace(":", " ").split()), " ".join(value.split())) for name, value in facts)
    return "".join(f"{name}: {value}\n" for name, value in lines if name and value) + "\n"


def remarks(where: str, conversations: Sequence[Conversation]) -> Iterator[Problem]:
    """Give what an export leaves out by its own words, and what of it was not understood."""
    missed = [f"{place}" for conversation in conversations for place in conversation.missed]
    if missed:
        what = f"{_count(len(missed), 'part')} of it could not be told as a message: {_listed(missed)}."
        remedy = "Look at these places in the original; type what matters into a text file and add that."
        yield Problem(where, what, remedy, "chat_not_understood", "partial")
    said = [one for conversation in conversations for one in conversation.said]
    yield from _left_out(where, said)
    elsewhere = 0
    for conversation in conversations:
        keys = {one.key for one in conversation.said}
        elsewhere += sum(bool(one.answers) and one.answers not in keys for one in conversation.said)
    if elsewhere:
        what = f"{_count(elsewhere, 'message', 'answers', 'answer')} another that is not in this file."
        remedy = "They may be older than the export, deleted, or other people's. Export the conversation whole."
        yield Problem(where, what, remedy, "chat_answers_elsewhere", "flag")
    undated = sum(not one.when and bool(one.author) for one in said)
    if undated:
        what = f"{_count(undated, 'message', 'has', 'have')} no time that could be understood."
        yield Problem(where, what, "Look at the times in the original.", "bad_date", "flag")


def _left_out(where: str, said: Iterable[Said]) -> Iterator[Problem]:
    names = [[name for name, _ in one.marks] for one in said]
    deleted = sum(DELETED in marks for marks in names)
    if deleted:
        what = f"{_count(deleted, 'message', 'was', 'were')} deleted, as the export itself says."
        remedy = "Somebody else's export of the conversation, or an earlier backup, may still hold them."
        yield Problem(where, what, remedy, "chat_deleted", "flag")
    omitted = sum(OMITTED in marks for marks in names)
    if omitted:
        what = f"{_count(omitted, 'message', 'has', 'have')} a picture, sound or file that the export leaves out."
        yield Problem(where, what, "Export the conversation again with its media.", "chat_media_omitted", "flag")


def _count(number: int, one: str, does: str = "", do: str = "") -> str:
    """Give a number with its noun, and its verb where there is one."""
    return f"{number:,} {one if number == 1 else one + 's'} {does if number == 1 else do}".strip()


def _listed(places: Sequence[str]) -> str:
    return f"{', '.join(places[:SHOWN])}{f' and {len(places) - SHOWN} more' if len(places) > SHOWN else ''}"
