"""Chats and posts: messages read against what each corpus file holds, and 100,000 messages by the clock.

python -m bench.chats prints a line a file: how many messages there are, how many were read with the right author,
time and words where the corpus says them, and how many records were said not to be understood.
"""

from __future__ import annotations

import json
import re
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bench.corpus import CORPORA, absent_corpora
from rejoinder.model import Blob
from rejoinder.read import Reading, read
from rejoinder.read.sniff import format_of

CHATS = CORPORA / "chat"
MANY = 100_000
SPACES = re.compile(r"\s+")


class Told(NamedTuple):
    """One message as a corpus says it, or as it was read."""

    minute: str
    author: str
    words: str


class Row(NamedTuple):
    """One file's counts."""

    name: str
    expected: int
    read: int
    right: int | None
    """Messages whose author, minute and words are as the corpus says; None where it does not say."""
    missed: int


def told(reading: Reading) -> list[Told]:
    """Give every message of a person that a reading holds."""
    found = []
    for document in reading.documents:
        said = document.message
        if said and said.author.name:
            found.append(Told(said.date[:16], said.author.name, _plain(document.text[document.body_start :])))
    return found


def _plain(words: str) -> str:
    return SPACES.sub("", words)


def readings(path: str, content: bytes) -> list[Reading]:
    """Give everything that comes of one file."""
    return list(read(Blob(path, content), "bench"))


def row(name: str, found: Sequence[Reading], expected: int, targets: Sequence[Told] | None = None) -> Row:
    """Give the counts of one file."""
    messages = [one for reading in found for one in told(reading)]
    right = None if targets is None else len(set(messages) & set(targets))
    missed = sum(problem.code == "chat_not_understood" for reading in found for problem in reading.problems)
    return Row(name, expected, len(messages), right, missed)


def chat_miner() -> Iterator[Row]:
    """Give the files for which chat-miner says what is in them."""
    for target in sorted((CHATS / "chat-miner").glob("*/target.json")):
        said = json.loads(target.read_text("utf-8"))
        targets = [Told(one["timestamp"][:16], one["author"], _plain(one["message"])) for one in said]
        for path in sorted(target.parent.glob("test*")):
            name = f"{path.parent.name}/{path.name}"
            yield row(name, readings(path.name, path.read_bytes()), len(targets), targets)


def others() -> Iterator[Row]:
    """Give the files whose records can be counted without reading them as chats."""
    for path in sorted(CHATS.glob("tw*/tweet*.js*")):
        text = path.read_text("utf-8")
        records = json.loads(text[text.index("[") :])
        yield row(f"{path.parent.name}/{path.name}", readings(path.name, path.read_bytes()), len(records))
    for path in sorted(CHATS.glob("google-takeout/**/MyActivity.html")):
        cells = path.read_text("utf-8").count('class="outer-cell')
        yield row("google-takeout/MyActivity.html", readings(path.name, path.read_bytes()), cells)
    with zipfile.ZipFile(CHATS / "anonymize-ddp" / "test_validation_data.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.rpartition("/")[2] in ("messages.json", "comments.json", "media.json"):
                content = archive.read(name)
                count = _records(json.loads(content))
                yield row(f"anonymize-ddp/{name.rpartition('/')[2]}", readings(name, content), count)


def _records(value: Any) -> int:
    if isinstance(value, dict):
        return sum(len(rows) for rows in value.values())
    return sum(len(one["conversation"]) for one in value)


def not_chats() -> tuple[int, list[str]]:
    """Give how many files of the other corpora were looked at, and those taken for a chat."""
    looked, taken = 0, []
    for path in sorted(CORPORA.rglob("*")):
        if path.is_file() and CHATS not in path.parents and path.stat().st_size < 50 << 20:
            looked += 1
            format_ = format_of(Blob(path.name, path.read_bytes()))
            if format_ in ("chat", "chat-page", "archived-posts", "text-messages", "export"):
                taken.append(str(path.relative_to(CORPORA)))
    return looked, taken


def invented(count: int) -> dict[str, bytes]:
    """Give a long chat as WhatsApp and as Telegram would export it."""
    start = datetime.fromisoformat("2015-01-01T08:00")
    lines, messages = [], []
    for at in range(count):
        when, author, words = (
            start + timedelta(minutes=at),
            ("Ezra", "Vera")[at % 2],
            f"Bean number {at} of plot {at % 17}",
        )
        lines.append(f"{when:%d/%m/%Y, %H:%M} - {author}: {words}")
        messages.append({"id": at, "type": "message", "date": when.isoformat(), "from": author, "text": words})
    telegram = {"name": "Gate", "type": "private_group", "id": 1, "messages": messages}
    return {"WhatsApp Chat with Gate.txt": "\n".join(lines).encode(), "result.json": json.dumps(telegram).encode()}


def speed(count: int) -> Iterator[str]:
    """Give how long reading takes for one size and for twice that."""
    for name in invented(1):
        seconds = []
        for times in (1, 2):
            content = invented(times * count)[name]
            began = time.process_time()
            (reading,) = readings(name, content)
            seconds.append(time.process_time() - began)
            assert len(reading.documents) == times * count
        yield f"{name:40} {count:,} messages {seconds[0]:.2f} s, twice as many {seconds[1]:.2f} s (CPU)"


def main() -> None:
    """Print the table."""
    if absent_corpora():
        sys.exit(absent_corpora())
    print(f"{'file':52} {'there':>6} {'read':>6} {'right':>6} {'missed':>6}")
    for one in (*chat_miner(), *others()):
        right = "–" if one.right is None else str(one.right)
        print(f"{one.name:52} {one.expected:>6} {one.read:>6} {right:>6} {one.missed:>6}")
    looked, taken = not_chats()
    print(f"taken for a chat among {looked:,} other files: {len(taken)} {' '.join(taken[:5])}")
    for line in speed(MANY):
        print(line)


if __name__ == "__main__":
    main()
