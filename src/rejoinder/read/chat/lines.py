"""Chats exported as text, one beginning of a message after another: WhatsApp, signal-export and their like."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rejoinder.model import INSIDE, Blob, Document, Problem
from rejoinder.read.charset import decode
from rejoinder.read.chat.heads import CANDIDATE, Head, author_of, head_of
from rejoinder.read.chat.order import Ordered, day_of, order_of
from rejoinder.read.chat.said import ATTACHED, DELETED, EDITED, OMITTED, Conversation, Mark, Said, told
from rejoinder.read.plain import lines, remarks
from rejoinder.read.sniff import declared_charset

LIMITS = ((40_000, False), (10_000, True))
"""Messages that WhatsApp exports at most, and whether with their media."""
NEAR = 0.005
"""How near a number of messages must come to a limit, as a share of it, for it to look cut off there."""
_PLAIN_NAMES = frozenset(("_chat", "chat", "messages", "whatsapp", "whatsapp chat"))
_BEFORE_NAME = re.compile(
    r".*whatsapp.*?(?:\s(?:with|mit|avec|con|com|met|med|z|с)\s|\s-\s)(?P<name>.+)", re.IGNORECASE
)
_FILE = r"[^<>|/\\\n]{1,150}\.[A-Za-z0-9]{1,5}"
_ATTACHED = re.compile(
    rf"<[^<>:\n]{{3,20}}:\s(?P<one>{_FILE})>|^[\u200e\u200f]?(?P<two>{_FILE}) \([^()\d]{{5,30}}\)$"
    r"|\]\((?:\./)?media/(?P<three>[^)\n]{1,200})\)",
    re.MULTILINE,
)
_OMITTED = re.compile(
    r"[\u200e\u200f]*(?:<(?:Media omitted|Medien ausgeschlossen|Médias omis|Multimedia omitido|Arquivo de mídia oculto|"
    r"Mídia oculta|Media weggelaten|Media omessi)>|(?:image|video(?: note)?|audio|sticker|GIF|document|Contact card) "
    r"omitted|(?:Bild|Video|Audio|Sticker|GIF|Dokument) weggelassen|(?:image|vidéo|audio|sticker|GIF|document) "
    r"(?:absente?|omise?)|(?:imagen|video|audio|sticker|GIF|documento) omitid[oa]|(?:imagem|vídeo|áudio|figurinha) "
    r"ocultad[oa]|(?:afbeelding|video|audio|sticker|GIF) weggelaten)[\u200e\u200f]*",
    re.IGNORECASE,
)
_DELETED = re.compile(
    r"[\u200e\u200f]*(?:This message was deleted(?: by .{1,60})?|You deleted this message"
    r"|Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht"
    r"|Ce message a été supprimé|Vous avez supprimé ce message"
    r"|Se eliminó este mensaje|Eliminaste este mensaje|Mensagem apagada|(?:Você )?[Aa]pag(?:ou|ada) esta mensagem"
    r"|Esta mensagem foi apagada|Dit bericht is verwijderd|(?:U hebt|U heeft|Je hebt) dit bericht verwijderd"
    r"|Questo messaggio è stato eliminato|Hai eliminato questo messaggio)\.?[\u200e\u200f]*"
)
_EDITED = re.compile(
    r"<[^<>\n]{0,40}(?:edited|bearbeitet|modifié|editó|editado|editada|bewerkt|modificato)[^<>\n]{0,5}>$"
)


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give each message as a document, then how sure the order of day and month is and what was left out."""
    raw, guessed = decode(bytes(blob.untrusted_bytes), declared_charset(blob))
    text = lines(raw).split("\n")
    found = [one for number, line in enumerate(text) if line and (one := head_of(line, number)) and one.clock]
    ordered = order_of(found)
    heads = [one for one in found if day_of(one, ordered.order)]
    app = _app(blob.name, heads, raw)
    said = list(_said(text, heads, ordered))
    conversation = Conversation(app, _name(blob.name), said, missed=tuple(_missed(text, heads)))
    yield from told(blob, [conversation])
    yield from _about_order(blob.name, heads, ordered)
    if app == "WhatsApp":
        yield from _about_limit(blob.name, said)
    yield from remarks(blob.name, raw, guessed)


def _app(name: str, heads: Sequence[Head], raw: str) -> str:
    """Give the app a chat is from: Signal's exports write the year first and no seconds, within brackets."""
    if "whatsapp" in name.lower() or name.endswith("_chat.txt") or "WhatsApp" in raw[:4096]:
        return "WhatsApp"
    first = heads[0] if heads else None
    if "signal" in name.lower() or (first and first.bracketed and first.widths[0] == 4 and len(first.clock) == 5):
        return "Signal"
    return "WhatsApp" if first and (not first.bracketed or len(first.clock) > 5) else "Chat"


def _name(path: str) -> str:
    """Give whom a chat is with, by the name of its file or of the archive or folder it lies in."""
    for step in reversed(path.replace(INSIDE, "/").split("/")):
        stem = step.rpartition(".")[0] or step
        if stem.lower() not in _PLAIN_NAMES:
            named = _BEFORE_NAME.fullmatch(stem)
            return named["name"] if named else stem
    return ""


def _said(text: Sequence[str], heads: Sequence[Head], ordered: Ordered) -> Iterator[Said]:
    ends = [head.line for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        rest = text[head.line][head.start :]
        author, start = author_of(rest)
        words = "\n".join((rest[start:], *text[head.line + 1 : end])).rstrip("\n")
        day = day_of(head, ordered.order)
        when = f"{day.isoformat()}T{head.clock}" if day else ""
        yield Said(author, when, words, str(head.line + 1), written=head.written, marks=_marks(words))


def _marks(words: str) -> tuple[Mark, ...]:
    """Give what the app itself wrote into a message: that a file hangs from it, that it was edited or deleted."""
    if "<" not in words and "(" not in words and len(words) > 120:
        return ()
    marks = [(ATTACHED, next(name for name in found.groups() if name)) for found in _ATTACHED.finditer(words)]
    if _OMITTED.fullmatch(words.partition("\n")[0]):
        marks.append((OMITTED, "its picture, sound or file"))
    if _DELETED.fullmatch(words):
        marks.append((DELETED, "its words are not in the export"))
    if _EDITED.search(words):
        marks.append((EDITED, "after it was sent"))
    return tuple(marks)


def _missed(text: Sequence[str], heads: Sequence[Head]) -> Iterator[str]:
    """Give the lines that no message holds, and those that look like a beginning and could not be told as one."""
    begun = [head.line for head in heads]
    known = set(begun)
    first = begun[0] if begun else len(text)
    for number, line in enumerate(text):
        if number < first and line.strip():
            yield f"line {number + 1:,}"
        elif number not in known and line and CANDIDATE.match(line):
            yield f"line {number + 1:,} (kept with message {bisect_right(begun, number):,})"


def _about_order(where: str, heads: Sequence[Head], ordered: Ordered) -> Iterator[Problem]:
    if ordered.sure or not heads:
        return
    example = next((head for head in heads if head.numbers[0] != head.numbers[1]), heads[0])
    day = day_of(example, ordered.order)
    shown = example.written.split(",")[0].split(" ")[0]
    what = f"Whether its dates have the day or the month first cannot be told for certain; {shown} was read as {day}."
    remedy = "Compare one date with something you know, such as a birthday, before you cite any."
    yield Problem(where, what, remedy, "date_order_uncertain", "flag")


def _about_limit(where: str, said: Sequence[Said]) -> Iterator[Problem]:
    with_media = any(name == ATTACHED for one in said for name, _ in one.marks)
    for limit, media in LIMITS:
        if media == with_media and abs(len(said) - limit) <= limit * NEAR:
            what = (
                f"It holds {len(said):,} messages, as many as WhatsApp exports at most"
                f" {'with' if media else 'without'} media: older ones may be missing."
            )
            remedy = "Export it again without media, or take the older messages from the phone or a backup."
            yield Problem(where, what, remedy, "chat_export_limit", "partial")
