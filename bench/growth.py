"""Many times the messages of a corpus: copies with other words, names and ids, so that no two are alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.corpus import Mail

WORD = re.compile(rb"[A-Za-z]{4,}")
IDS = (b"message-id", b"references", b"in-reply-to")
WORDS = (b"from", b"to", b"cc", b"subject")
KEPT = frozenset(
    b"wrote writes said schrieb original message from sent date subject reply forwarded begin attachment"
    b" attachments part next scrubbed name type size desc text html http https monday tuesday wednesday"
    b" thursday friday saturday sunday january february march april june july august september october"
    b" november december".split()
)
"""Words by which clients and archives mark what is quoted or attached; without them a copy is another thing."""
CONSONANTS = b"bcdfghjklmnpqrstvwxyz"
VOWELS = b"aeiou"


def alphabet(copy: int) -> bytes:
    """Give the table that turns each letter into another of its kind, another for each of twenty copies."""
    turned = bytes(range(256))
    for letters, step in ((CONSONANTS, copy), (VOWELS, copy % len(VOWELS))):
        moved = letters[step % len(letters) :] + letters[: step % len(letters)]
        turned = turned.translate(bytes.maketrans(letters + letters.upper(), moved + moved.upper()))
    return turned


def rewritten(raw: bytes, copy: int) -> bytes:
    """Give a message with every word of four letters or more, and every id, made another."""
    if not copy:
        return raw
    table = alphabet(copy)

    def other(found: re.Match[bytes]) -> bytes:
        word = found.group()
        return word if word.lower() in KEPT else word.translate(table)

    head, gap, body = raw.partition(b"\n\n")
    lines, name = [], b""
    for line in head.split(b"\n"):
        start = b""
        if line[:1] not in (b" ", b"\t"):
            start, colon, line = line.partition(b":")
            name, start = start.lower(), start + colon
        if name in IDS:
            line = line.replace(b"<", b"<copy%d." % copy)
        lines.append(start + (WORD.sub(other, line) if name in WORDS else line))
    return b"\n".join(lines) + gap + WORD.sub(other, body)


def grown(mails: Sequence[Mail], count: int) -> Iterator[bytes]:
    """Give this many messages: the corpus, then as many rewritten copies of it as are needed."""
    for number in range(count):
        copy, place = divmod(number, len(mails))
        yield rewritten(mails[place].raw, copy)


def write_maildir(messages: Iterator[bytes], folder: Path) -> None:
    """Write messages as a maildir, all of them in cur."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(messages):
        (folder / "cur" / f"{1_600_000_000 + number}.{number:06}.bench:2,S").write_bytes(raw)
