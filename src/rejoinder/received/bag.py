"""One batch as it rests on disk: files copied, made durable, listed, and never touched again."""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from rejoinder.disk import (
    BINARY,
    FILE,
    NOT_A_LINK,
    disk_full,
    free_bytes,
    full_disk_named,
    make_folder,
    mapped,
    sync_folder,
    write_all,
    write_whole,
)
from rejoinder.errors import CaseDamaged
from rejoinder.model import CHANGED_SINCE, Batch, Problem
from rejoinder.received.given import Given, not_taken

MANIFEST = "manifest-sha256.txt"
INFO = "bag-info.txt"
NOT_RECEIVED = "not-received.jsonl"
"""A tag file of ours: what lay in the folder given and could not be taken, each with its reason (weight refused),
and files taken before that came again with other bytes (weight flag)."""
INCOMING = ".incoming"
VAST = 100 << 30
"""Bytes of a file that, when the disk cannot take it, is left out instead of stopping the run."""
STEP = 256
"""Files made durable together."""
AT_ONCE = 8
"""Files copied at once."""
PIECE = 1 << 20
_MEASURE = "Payload-Oxum: "
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class Taken(NamedTuple):
    """One file of a bag: its path in the batch and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Bag:
    """One batch as it rests on disk."""

    folder: Path
    batch: Batch

    @property
    def payload(self) -> Path:
        """Where its files are."""
        return self.folder / "data"

    def listed(self) -> Iterator[Taken]:
        """Give every file in the manifest, in the order received."""
        if (self.folder / MANIFEST).exists():
            for line in _lines(self.folder / MANIFEST):
                if len(line) > 66:
                    yield Taken(line[66:].removeprefix("data/"), line[:64])

    def taken(self) -> dict[str, str]:
        """Give the SHA-256 of every file in the manifest, by path."""
        return dict(self.listed())

    def count(self) -> int:
        """Give how many files are in the manifest."""
        return sum(1 for _ in self.listed())

    def measure(self) -> tuple[int, int]:
        """Give how many files it holds and their bytes together, as noted when the last of them came."""
        told = next((line for line in _lines(self.folder / INFO) if line.startswith(_MEASURE)), "")
        size, _, files = told.removeprefix(_MEASURE).partition(".")
        return (int(files), int(size)) if size.isdecimal() and files.isdecimal() else (0, 0)

    def stamp(self) -> str:
        """Give what changes when a file is added or could not be: the manifest, which only grows, by its length."""
        noted = self.folder / NOT_RECEIVED
        told = hashlib.sha256(noted.read_bytes()).hexdigest() if noted.exists() else ""
        return f"{(self.folder / MANIFEST).stat().st_size} {told}"

    def digest(self) -> str:
        """Give the SHA-256 of the manifest: it stands for every file of the bag."""
        return hashlib.sha256((self.folder / MANIFEST).read_bytes()).hexdigest()

    def not_received(self) -> tuple[Problem, ...]:
        """Give what lay in the folder given and could not be taken."""
        noted = self.folder / NOT_RECEIVED
        if not noted.exists():
            return ()
        try:
            rows = [json.loads(line) for line in _lines(noted) if line]
            return tuple(
                Problem(row["path"], row["what"], row["remedy"], row["code"], row.get("weight", "refused"))
                for row in rows
            )
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise _not_as_written(noted) from fault

    @contextmanager
    def opened(self, path: str) -> Iterator[bytes | mmap.mmap]:
        """Give a file's bytes; a large one is mapped, so that it need not fit in memory."""
        with (self.payload / path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size <= PIECE:
                yield file.read()
                return
            with closing(mapped(file.fileno(), file.name)) as whole:
                yield whole


def bags(received: Path) -> tuple[Bag, ...]:
    """Give every bag, in the order received."""
    if not received.is_dir():
        return ()
    found = [_bag(folder) for folder in received.iterdir() if (folder / INFO).is_file()]
    return tuple(sorted(found, key=lambda bag: bag.batch.number))


def _bag(folder: Path) -> Bag:
    labels: dict[str, str] = {}
    for line in _lines(folder / INFO):
        label, _, value = line.partition(": ")
        labels[label] = value
    try:
        number = int(labels["Bag-Group-Identifier"].rpartition(" ")[2])
    except (KeyError, ValueError) as fault:
        raise _not_as_written(folder / INFO) from fault
    return Bag(
        folder,
        Batch(
            number=number,
            name=labels.get("External-Identifier", folder.name),
            folder=folder.name,
            sender=labels.get("Source-Organization", ""),
            date=labels.get("Rejoinder-Date-Received", ""),
            own=labels.get("Rejoinder-Own-Archive", "no") == "yes",
        ),
    )


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.removesuffix("\n")
    except UnicodeDecodeError as fault:
        raise _not_as_written(path) from fault


def _not_as_written(path: Path) -> CaseDamaged:
    return CaseDamaged(f"{path} is not as Rejoinder wrote it.", "Put the file back from a copy of the case.")


def new_bag(received: Path, *, name: str, sender: str, date: str, own: bool) -> Bag:
    """Make an empty bag for a batch of this name."""
    number = max((bag.batch.number for bag in bags(received)), default=0) + 1
    folder = received / f"{date}-{_folder_name(name)}"
    if (folder / INFO).exists():
        folder = received / f"{folder.name}-{number}"
    bag = Bag(folder, Batch(number, _line(name), folder.name, _line(sender), date, own))
    make_folder(bag.payload)
    write_whole(folder / "bagit.txt", _DECLARATION)
    write_whole(folder / MANIFEST, b"")
    _describe(bag)
    return bag


def _describe(bag: Bag, files: int = 0, size: int = 0) -> None:
    labels = {
        "External-Identifier": bag.batch.name,
        "Bag-Group-Identifier": f"batch {bag.batch.number}",
        "Rejoinder-Date-Received": bag.batch.date,
        "Rejoinder-Own-Archive": "yes" if bag.batch.own else "no",
        _MEASURE.removesuffix(": "): f"{size}.{files}",
    }
    if bag.batch.sender:
        labels["Source-Organization"] = bag.batch.sender
    write_whole(bag.folder / INFO, "".join(f"{label}: {value}\n" for label, value in labels.items()).encode())


def take(bag: Bag, given: Iterable[Given], problems: Iterable[Problem] = ()) -> Iterator[list[Taken]]:
    """Copy files into the bag a step at a time; what is yielded is on the disk and in the manifest.

    A file already in the bag is not copied again; one whose bytes have changed since is left as it was
    received and said in a problem. Each file is written under another name, made durable, then renamed.
    Some are copied at once, since most of the time goes by waiting for the disk.
    """
    known = bag.taken()
    _find_unlisted(bag, known)
    refused = {problem.where: problem for problem in problems}
    incoming = bag.folder / INCOMING
    make_folder(incoming)
    seen: set[str] = set()
    rest = iter(given)
    with ThreadPoolExecutor(AT_ONCE) as copying:
        while several := list(islice(rest, STEP)):
            places = {one.path: incoming / str(number) for number, one in enumerate(several)}
            seen.update(places)
            outcomes = copying.map(_copied, several, places.values(), map(known.get, places))
            told = list(zip(places, outcomes, strict=True))
            refused |= {path: outcome for path, outcome in told if isinstance(outcome, Problem)}
            step = [Taken(path, outcome) for path, outcome in told if isinstance(outcome, str)]
            if step:
                _settle(bag, places, step)
                yield step
    _finish(bag, incoming, refused, seen)


def _copied(one: Given, target: Path, known: str | None) -> str | Problem | None:
    """Copy one file to target and give its SHA-256; None when the bag has it; a problem when it cannot be."""
    source = Path(one.source)
    for _ in range(2):
        try:
            before = _looked_at(source)
            if not known and before.st_size > free_bytes(target.parent):
                if before.st_size >= VAST:
                    what = "It is larger than the disk can take; files that claim such a size are hardly ever full."
                    return not_taken(one.path, what, "too_large")
                raise disk_full(target.parent, before.st_size)
            digest = _hashed(source) if known else _hashed(source, target, before.st_size)
            after = _looked_at(source)
        except _Unreadable as fault:
            return not_taken(one.path, f"It cannot be opened ({fault.strerror}).", "unreadable")
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            if not known:
                return digest
            if known == digest:
                return None
            what = "A file of this name with other bytes was received before; the first is kept."
            remedy = "To keep both, receive this one again with another --name."
            return Problem(one.path, what, remedy, CHANGED_SINCE, "flag")
    what = "It changed while it was being read."
    return Problem(one.path, what, "Close the program that writes to it, then receive it again.", "changing", "refused")


class _Unreadable(OSError):  # noqa: N818 said as people say it
    """A file that was given cannot be read: its row in the ledger, where a fault of our own disk ends the run."""


def _looked_at(source: Path) -> os.stat_result:
    try:
        return source.stat()
    except OSError as fault:
        raise _Unreadable(fault.errno, fault.strerror) from fault


def _pieces(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as fault:
        raise _Unreadable(fault.errno, fault.strerror) from fault


def _hashed(source: Path, target: Path | None = None, size: int = 0) -> str:
    """Give a file's SHA-256, reading it once and copying it durably on the way when there is a target."""
    digest = hashlib.sha256()
    if target is None:
        for piece in _pieces(source):
            digest.update(piece)
        return digest.hexdigest()
    with full_disk_named(target.parent, size):
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY | NOT_A_LINK, FILE)
        try:
            for piece in _pieces(source):
                digest.update(piece)
                write_all(descriptor, piece)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return digest.hexdigest()


def _settle(bag: Bag, copies: Mapping[str, Path], step: Sequence[Taken]) -> None:
    """Give copied files their names, then list them in the manifest, each durable before the next."""
    folders = set()
    for one in step:
        place = bag.payload / one.path
        make_folder(place.parent)
        copies[one.path].replace(place)
        folders.add(place.parent)
    for folder in folders:
        sync_folder(folder)
    _list(bag, step)


def _list(bag: Bag, step: Sequence[Taken]) -> None:
    lines = "".join(f"{one.sha256}  data/{one.path}\n" for one in step).encode()
    with full_disk_named(bag.folder, len(lines)):
        descriptor = os.open(bag.folder / MANIFEST, os.O_WRONLY | os.O_APPEND | BINARY | NOT_A_LINK)
        try:
            write_all(descriptor, lines)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _find_unlisted(bag: Bag, known: dict[str, str]) -> None:
    """List files that a stopped run named but did not list, and drop a half line at the manifest's end."""
    manifest = bag.folder / MANIFEST
    content = manifest.read_bytes()
    if not content.endswith(b"\n") and content:
        write_whole(manifest, content[: content.rfind(b"\n") + 1])
        known.clear()
        known.update(bag.taken())
    unlisted = []
    for folder, _, names in os.walk(bag.payload):
        for name in names:
            place = Path(folder, name)
            path = place.relative_to(bag.payload).as_posix()
            if path not in known:
                unlisted.append(Taken(path, _hashed(place)))
    if unlisted:
        _list(bag, sorted(unlisted))
        known.update(unlisted)


def _finish(bag: Bag, incoming: Path, refused: dict[str, Problem], seen: set[str]) -> None:
    """Write the bag's description, and what could not be taken; a remark stays until its file is seen again."""
    for left in incoming.iterdir():
        left.unlink()
    incoming.rmdir()
    noted = bag.not_received()
    files, size, come = 0, 0, set[str]()
    for path, _ in bag.listed():
        files, size = files + 1, size + (bag.payload / path).stat().st_size
        if noted:
            come.add(path)
    _describe(bag, files, size)
    before = {
        problem.where: problem for problem in noted if problem.where not in (seen if problem.weight == "flag" else come)
    }
    rows = [_row(problem) for _, problem in sorted((before | refused).items())]
    content = "".join(row + "\n" for row in rows).encode("utf-8", "replace")
    if rows or (bag.folder / NOT_RECEIVED).exists():
        write_whole(bag.folder / NOT_RECEIVED, content)


def _row(problem: Problem) -> str:
    told = {"path": problem.where, "what": problem.what, "remedy": problem.remedy, "code": problem.code}
    weight = {} if problem.weight == "refused" else {"weight": problem.weight}
    return json.dumps({**told, **weight}, ensure_ascii=False)


def damage(bag: Bag, told: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Give one sentence for each file of the bag that is gone, changed or not listed; told before each is looked at."""
    taken = bag.taken()
    for path, sha256 in sorted(taken.items()):
        told()
        place = bag.payload / path
        if not place.is_file() or place.is_symlink():
            yield f"{bag.batch.name}: {path} is gone."
        elif _hashed(place) != sha256:
            yield f"{bag.batch.name}: {path} has changed since it was received."
    for folder, _, names in os.walk(bag.payload):
        for name in names:
            path = Path(folder, name).relative_to(bag.payload).as_posix()
            if path not in taken:
                yield f"{bag.batch.name}: {path} is not in the manifest."


def _folder_name(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "batch"


def _line(words: str) -> str:
    return " ".join(words.split())
