"""What was received, exactly as it came: one BagIt bag (RFC 8493) a batch, hashed at first touch, never changed."""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rejoinder.disk import (
    BINARY,
    FILE,
    NOT_A_LINK,
    full_disk_named,
    make_folder,
    sync_folder,
    write_all,
    write_whole,
)
from rejoinder.errors import CaseDamaged, UsageError
from rejoinder.model import Batch, Problem

MANIFEST = "manifest-sha256.txt"
INFO = "bag-info.txt"
NOT_RECEIVED = "not-received.jsonl"
"""A tag file of ours: what lay in the folder given and could not be taken, each with its reason."""
INCOMING = ".incoming"
STEP = 256
"""Files made durable together."""
PIECE = 1 << 20
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f%\\:*?"<>|\u2028\u2029\ud800-\udfff]')


class Given(NamedTuple):
    """One file a person gave: where it is, and its path in the batch."""

    source: Path
    path: str


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

    def taken(self) -> dict[str, str]:
        """Give the SHA-256 of every file in the manifest, by path."""
        manifest = self.folder / MANIFEST
        if not manifest.exists():
            return {}
        lines = manifest.read_text("utf-8").splitlines()
        return {line[66:].removeprefix("data/"): line[:64] for line in lines if len(line) > 66}

    def not_received(self) -> tuple[Problem, ...]:
        """Give what lay in the folder given and could not be taken."""
        noted = self.folder / NOT_RECEIVED
        if not noted.exists():
            return ()
        rows = (json.loads(line) for line in noted.read_text("utf-8").splitlines())
        return tuple(Problem(row["path"], row["what"], row["remedy"], row["code"], "refused") for row in rows)

    @contextmanager
    def opened(self, path: str) -> Iterator[bytes | mmap.mmap]:
        """Give a file's bytes; a large one is mapped, so that it need not fit in memory."""
        with (self.payload / path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size <= PIECE:
                yield file.read()
                return
            with closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as mapped:
                yield mapped


def bags(received: Path) -> tuple[Bag, ...]:
    """Give every bag, in the order received."""
    if not received.is_dir():
        return ()
    found = [_bag(folder) for folder in received.iterdir() if (folder / INFO).is_file()]
    return tuple(sorted(found, key=lambda bag: bag.batch.number))


def _bag(folder: Path) -> Bag:
    labels: dict[str, str] = {}
    for line in (folder / INFO).read_text("utf-8").splitlines():
        label, _, value = line.partition(": ")
        labels[label] = value
    try:
        number = int(labels["Bag-Group-Identifier"].rpartition(" ")[2])
    except (KeyError, ValueError) as fault:
        what = f"{folder / INFO} is not as Rejoinder wrote it."
        raise CaseDamaged(what, "Put the file back from a copy of the case.") from fault
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


def new_bag(received: Path, *, name: str, sender: str, date: str, own: bool) -> Bag:
    """Make an empty bag for a batch of this name."""
    number = max((bag.batch.number for bag in bags(received)), default=0) + 1
    folder = received / f"{date}-{_folder_name(name)}"
    if folder.exists():
        folder = received / f"{folder.name}-{number}"
    bag = Bag(folder, Batch(number, name, folder.name, _line(sender), date, own))
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
        "Payload-Oxum": f"{size}.{files}",
    }
    if bag.batch.sender:
        labels["Source-Organization"] = bag.batch.sender
    write_whole(bag.folder / INFO, "".join(f"{label}: {value}\n" for label, value in labels.items()).encode())


def given_files(paths: Sequence[Path]) -> tuple[list[Given], list[Problem]]:
    """Give every file below the paths, in order of path, and a problem for everything that is not one."""
    found: list[Given] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is nothing at {path}.", "Check the spelling of the path and try again.")
        top = path.name if len(paths) > 1 or path.is_file() else ""
        for source, place in [(path, top)] if path.is_file() else _below(path, top, problems):
            if place in taken:
                what = f"Two of the paths given hold a file {place}."
                raise UsageError(what, "Receive them one at a time, each with its own --name.")
            taken.add(place)
            found.append(Given(source, place))
    return sorted(found, key=lambda given: given.path), problems


def _below(folder: Path, top: str, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Give each file below a folder with its path in the batch; links and devices are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as fault:
        problems.append(
            _not_taken(top or folder.name, f"The folder cannot be opened ({fault.strerror}).", "unreadable")
        )
        return
    for entry in entries:
        place = f"{top}/{safe_name(entry.name)}" if top else safe_name(entry.name)
        if entry.is_symlink():
            problems.append(_not_taken(place, "It is a link; links are not followed.", "link"))
        elif entry.is_dir():
            yield from _below(Path(entry.path), place, problems)
        elif entry.is_file():
            yield Path(entry.path), place
        else:
            problems.append(_not_taken(place, "It is neither a file nor a folder.", "special_file"))


def _not_taken(place: str, what: str, code: str) -> Problem:
    remedy = {
        "link": "Copy the file it points to into the folder and receive the folder again.",
        "special_file": "Nothing needs doing unless you expected a document here.",
    }.get(code, "Make sure that you may open it, then receive the folder again.")
    return Problem(place, what, remedy, code, "refused")


def safe_name(name: str) -> str:
    """Give a file's name as every system and `sha256sum -c` can take it; one that must change keeps its hash."""
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", name))
    if safe == name:
        return name
    mark = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    stem, dot, ending = safe.rpartition(".")
    return f"{stem}.{mark}.{ending}" if dot and stem else f"{safe}.{mark}"


def take(bag: Bag, given: Iterable[Given], problems: Iterable[Problem] = ()) -> Iterator[list[Taken]]:
    """Copy files into the bag a step at a time; what is yielded is on the disk and in the manifest.

    A file already in the bag is not copied again; one whose bytes have changed since is left as it was
    received and said in a problem. Each file is written under another name, made durable, then renamed.
    """
    known = bag.taken()
    _find_unlisted(bag, known)
    refused = {problem.where: problem for problem in problems}
    incoming = bag.folder / INCOMING
    make_folder(incoming)
    step: list[Taken] = []
    for one in given:
        outcome = _copied(one, incoming / str(len(step)), known.get(one.path))
        if isinstance(outcome, Problem):
            refused[one.path] = outcome
            continue
        if outcome is None:
            continue
        step.append(Taken(one.path, outcome))
        if len(step) >= STEP:
            _settle(bag, incoming, step)
            yield step
            step = []
    if step:
        _settle(bag, incoming, step)
        yield step
    _finish(bag, incoming, refused)


def _copied(one: Given, target: Path, known: str | None) -> str | Problem | None:
    """Copy one file to target and give its SHA-256; None when the bag has it; a problem when it cannot be."""
    for _ in range(2):
        try:
            before = one.source.stat()
            digest = _hashed(one.source) if known else _hashed(one.source, target, before.st_size)
            after = one.source.stat()
        except (PermissionError, FileNotFoundError, IsADirectoryError) as fault:
            return _not_taken(one.path, f"It cannot be opened ({fault.strerror}).", "unreadable")
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            if not known:
                return digest
            if known == digest:
                return None
            what = "A file of this name with other bytes was received before; the first is kept."
            remedy = "To keep both, receive this one again with another --name."
            return Problem(one.path, what, remedy, "changed_since", "flag")
    what = "It changed while it was being read."
    return Problem(one.path, what, "Close the program that writes to it, then receive it again.", "changing", "refused")


def _hashed(source: Path, target: Path | None = None, size: int = 0) -> str:
    """Give a file's SHA-256, reading it once and copying it durably on the way when there is a target."""
    digest = hashlib.sha256()
    with source.open("rb") as file:
        if target is None:
            while piece := file.read(PIECE):
                digest.update(piece)
            return digest.hexdigest()
        with full_disk_named(target.parent, size):
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY | NOT_A_LINK, FILE)
            try:
                while piece := file.read(PIECE):
                    digest.update(piece)
                    write_all(descriptor, piece)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    return digest.hexdigest()


def _settle(bag: Bag, incoming: Path, step: Sequence[Taken]) -> None:
    """Give copied files their names, then list them in the manifest, each durable before the next."""
    folders = set()
    for number, one in enumerate(step):
        place = bag.payload / one.path
        make_folder(place.parent)
        (incoming / str(number)).replace(place)
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


def _finish(bag: Bag, incoming: Path, refused: dict[str, Problem]) -> None:
    """Write the bag's description, and what could not be taken."""
    for left in incoming.iterdir():
        left.unlink()
    incoming.rmdir()
    taken = bag.taken()
    size = sum((bag.payload / path).stat().st_size for path in taken)
    _describe(bag, len(taken), size)
    before = {problem.where: problem for problem in bag.not_received() if problem.where not in taken}
    rows = [
        json.dumps({"path": p.where, "what": p.what, "remedy": p.remedy, "code": p.code}, ensure_ascii=False)
        for _, p in sorted((before | refused).items())
        if p.weight == "refused"
    ]
    content = "".join(row + "\n" for row in rows).encode("utf-8", "replace")
    if rows or (bag.folder / NOT_RECEIVED).exists():
        write_whole(bag.folder / NOT_RECEIVED, content)


def damage(bag: Bag) -> Iterator[str]:
    """Give one sentence for each file of the bag that is gone, changed or not listed."""
    taken = bag.taken()
    for path, sha256 in sorted(taken.items()):
        place = bag.payload / path
        if not place.is_file() or stat.S_ISLNK(place.lstat().st_mode):
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
