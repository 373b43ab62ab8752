"""An archive written: a zip without compression, made a piece at a time and encrypted as it is made (age, v1)."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, NamedTuple

from rejoinder.case import CASE, JOURNAL, Case, Told
from rejoinder.case.receiving import silent
from rejoinder.disk import BINARY, FILE, full_disk_named, sync_folder, write_whole
from rejoinder.errors import CaseDamaged, UsageError
from rejoinder.handover.choosing import REASON, Leaf, Leaving, goes
from rejoinder.journal import digest_of

HOW_TO_INSTALL = "Install it with: pip install 'rejoinder[secure]'"
PIECE = 1 << 20
IN_MEMORY = 256 << 20
"""Bytes up to which an archive may be locked with a passphrase: the library does that in memory only."""
MOMENT = (1980, 1, 1, 0, 0, 0)
MANIFEST = "manifest.json"
HOW = "how to open.txt"
_HOW = """This is {what}, made with Rejoinder on {day}.

1. Install Rejoinder (Python 3.11 or later): pip install 'rejoinder[secure]'
2. rejoinder import FILE.age A-NEW-FOLDER
   It checks every file against its hash, and the journal's chain.
3. rejoinder open A-NEW-FOLDER

Without Rejoinder: "age -d -o case.zip FILE.age" (age-encryption.org), then open case.zip like any zip. manifest.json
lists every file with its SHA-256.

The journal of the whole case stood at {head}.
{lacks}
"""


class Locks(NamedTuple):
    """Who can open an archive: public keys (age or SSH), or whoever knows the passphrase."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""


class Sealed(NamedTuple):
    """An archive as it was written."""

    files: int
    size: int
    sha256: str


def is_here() -> bool:
    """Say whether the library that encrypts is installed."""
    return find_spec("pyrage") is not None


def library() -> Any:
    """Give the library that encrypts; UsageError where it is not installed."""
    if not is_here():
        raise UsageError("The library that encrypts (pyrage) is not installed.", HOW_TO_INSTALL)
    import pyrage

    return pyrage


def new_key(path: Path, *, day: str) -> str:
    """Write a new secret key, readable by its owner alone, and give the public key that goes with it."""
    if path.exists():
        raise UsageError(f"{path} is there already.", "Name another file: a key that is lost opens nothing again.")
    secret = library().x25519.Identity.generate()
    public = str(secret.to_public())
    write_whole(path, f"# created: {day}\n# public key: {public}\n{secret}\n".encode())
    return public


def seal(case: Case, leaves: Leaving, path: Path, locks: Locks, *, at: str, told: Told = silent) -> Sealed:
    """Write an archive, whole or not at all, and note in the journal that it was made."""
    check(leaves, path, locks)
    beside = path.with_name(f".{path.name}.new")
    with full_disk_named(path.parent, leaves.size), case.held():
        try:
            descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC | BINARY, FILE)
            with os.fdopen(descriptor, "w+b") as out:
                _encrypt(_Pulled(_members(case, leaves, at, told)), out, locks)
                out.flush()
                os.fsync(out.fileno())
                out.seek(0)
                sha256 = hashlib.file_digest(out, "sha256").hexdigest()
                size = out.tell()
            beside.replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                beside.unlink()
            raise
        sync_folder(path.parent)
        made = {"file": path.name, "sha256": sha256, "files": leaves.many, "notes": leaves.part.notes}
        part = {"batches": list(leaves.part.batches), "documents": list(leaves.part.documents)}
        case.journal.write("handover", at, {**made, **part})
    return Sealed(leaves.many, size, sha256)


def check(leaves: Leaving, path: Path, locks: Locks) -> None:
    """Refuse what could not be opened, or would not fit."""
    library()
    if bool(locks.recipients) == bool(locks.passphrase):
        raise UsageError("Say who can open it: a public key or a passphrase.", "Give one of the two.")
    if locks.passphrase and len(locks.passphrase) < 12:
        raise UsageError("The passphrase is short.", "Use twelve characters or more, best several words.")
    if locks.passphrase and leaves.size > IN_MEMORY:
        what = f"A passphrase locks at most {IN_MEMORY >> 20} MB, and this is {leaves.size >> 20} MB."
        raise UsageError(what, "Ask for a public key, made with: rejoinder key FILE, or choose a part.")
    for one in locks.recipients:
        _recipient(library(), one)
    if not leaves.many:
        raise UsageError("There is nothing to hand over.", "Receive something first.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", "Make it first, or choose another.")


def _encrypt(given: _Pulled, out: IO[bytes], locks: Locks) -> None:
    pyrage = library()
    if locks.passphrase:
        out.write(pyrage.passphrase.encrypt(given.read(-1), locks.passphrase))
        return
    try:
        pyrage.encrypt_io(given, out, [_recipient(pyrage, one) for one in locks.recipients])
    except pyrage.EncryptError:
        if given.fault:  # the library hides what went wrong while it asked for more
            raise given.fault from None
        raise
    if given.fault:
        raise given.fault


def _recipient(pyrage: Any, written: str) -> Any:
    kind = pyrage.ssh if written.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(written.strip())
    except pyrage.RecipientError as fault:
        raise UsageError(f"{written} is no public key.", "It begins with age1 or ssh-ed25519.") from fault


class _Pulled:
    """Pieces of bytes as a file that is read from, which keeps what went wrong while they were made."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.held = pieces, bytearray()
        self.fault: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """Give so many bytes, or all."""
        try:
            while size < 0 or len(self.held) < size:
                piece = next(self.pieces, None)
                if piece is None:
                    break
                self.held += piece
        except BaseException as fault:
            self.fault = fault
            raise
        wanted = len(self.held) if size < 0 else size
        given, self.held = bytes(self.held[:wanted]), self.held[wanted:]
        return given


class _Sink:
    """What a zip is written into, which only remembers the bytes not taken yet and how many there were."""

    def __init__(self) -> None:
        self.fresh, self.at = bytearray(), 0

    def write(self, content: bytes) -> int:
        """Take bytes."""
        self.fresh += content
        self.at += len(content)
        return len(content)

    def tell(self) -> int:
        """Give how many bytes were written."""
        return self.at

    def flush(self) -> None:
        """Do nothing: there is nothing behind it."""

    def taken(self) -> bytes:
        """Give the bytes since the last time."""
        given, self.fresh = bytes(self.fresh), bytearray()
        return given


def _members(case: Case, leaves: Leaving, at: str, told: Told) -> Iterator[bytes]:
    """Give the zip a piece at a time, every file hashed as it goes by."""
    sink = _Sink()
    listed: list[dict[str, object]] = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as made:  # type: ignore[call-overload]
        yield from _put(made, sink, HOW, _how(leaves, at).encode(), [])
        for name, content in _written_afresh(case, leaves, at):
            yield from _put(made, sink, name, content, listed)
        for number, leaf in enumerate(leaves.files(), 1):
            told("Sealing", number, leaves.many)
            yield from _file(made, sink, leaf, listed)
        about = {"format": 1, "made": at, "head": leaves.head, "is_case": leaves.is_case, "files": listed}
        part = {"batches": leaves.part.batches, "documents": leaves.part.documents, "lacks": lacks(leaves)}
        yield from _put(made, sink, MANIFEST, json.dumps({**about, **part}, ensure_ascii=False, indent=1).encode(), [])
    yield sink.taken()


def _put(
    made: zipfile.ZipFile, sink: _Sink, name: str, content: bytes, listed: list[dict[str, object]]
) -> Iterator[bytes]:
    made.writestr(_info(name), content)
    listed.append({"path": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()})
    yield sink.taken()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, MOMENT)
    info.external_attr, info.create_system = 0o600 << 16, 3
    return info


def _file(made: zipfile.ZipFile, sink: _Sink, leaf: Leaf, listed: list[dict[str, object]]) -> Iterator[bytes]:
    info = _info(leaf.name)
    info.file_size = leaf.size
    digest, size = hashlib.sha256(), 0
    with leaf.place.open("rb") as given, made.open(info, "w", force_zip64=leaf.size >= 1 << 31) as member:
        while piece := given.read(PIECE):
            digest.update(piece)
            size += len(piece)
            member.write(piece)
            yield sink.taken()
    if leaf.sha256 and digest.hexdigest() != leaf.sha256:
        raise CaseDamaged(f"{leaf.name} is not as it was received.", "See what has changed with: rejoinder verify CASE")
    listed.append({"path": leaf.name, "size": size, "sha256": digest.hexdigest()})
    yield sink.taken()


def _written_afresh(case: Case, leaves: Leaving, at: str) -> Iterator[tuple[str, bytes]]:
    """Give case.toml and the journal: as they are where all leaves, else without what stays."""
    if not leaves.is_case:
        return
    written = (case.folder / CASE).read_text("utf-8")
    if not leaves.part.notes:
        told = {"subject": case.subject, "controller": case.controller, "regime": case.regime, "asked": case.asked}
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]
        written = "\n".join(("# Rejoinder: one case.", *lines, 'happened = ""', ""))
    yield CASE, written.encode()
    yield JOURNAL, case.journal.path.read_bytes() if leaves.is_whole else _journal(case, leaves, at)


def _journal(case: Case, leaves: Leaving, at: str) -> bytes:
    """Give a journal of the acts that leave, in a chain of its own that begins by saying what it was made from."""
    said = {"of": leaves.head, "batches": list(leaves.part.batches), "lacks": lacks(leaves)}
    acts: list[dict[str, object]] = [{"act": "handover", "at": at, **said}]
    for act in case.journal.acts():
        if goes(act, leaves.part):
            told = dict(act.told)
            if not leaves.part.notes and told.get(REASON):
                told[REASON] = ""
            acts.append({"act": act.kind, "at": act.at, **told})
    lines, before = [], ""
    for one in acts:
        before = digest_of(before, one)
        lines.append(json.dumps({**one, "digest": before}, ensure_ascii=False))
    return ("\n".join(lines) + "\n").encode()


class Stays(NamedTuple):
    """A sentence on what stays: for one, for several, and how many there are."""

    one: str
    several: str
    many: int = 1


def staying(leaves: Leaving) -> Iterator[Stays]:
    """Give what stays, in a sentence each."""
    if leaves.part.documents:
        said = "Only single documents are in it: no journal, no findings. What is not in it may be in the case."
        yield Stays(said, said)
        return
    if leaves.part.batches:
        said = "Only some batches are in it: what is not in it may be in the rest of the case."
        yield Stays(said, said)
    if leaves.acts_left:
        yield Stays("{count} act of the journal stays.", "{count} acts of the journal stay.", leaves.acts_left)
    if leaves.reasons:
        yield Stays("{count} reason in your words stays.", "{count} reasons in your words stay.", leaves.reasons)
    if not leaves.part.notes and leaves.told:
        said = "What happened, in your own words, stays."
        yield Stays(said, said)
    if not leaves.part.notes and leaves.own_files:
        one, several = (
            "{count} other file in the case’s folder stays.",
            "{count} other files in the case’s folder stay.",
        )
        yield Stays(one, several, len(leaves.own_files))


def lacks(leaves: Leaving) -> list[str]:
    """Give what stays as it is written into the archive."""
    return [(each.one if each.many == 1 else each.several).format(count=f"{each.many:,}") for each in staying(leaves)]


def _how(leaves: Leaving, at: str) -> str:
    what = "a case" if leaves.is_case and not leaves.part.batches else "a part of a case"
    return _HOW.format(what=what, day=at[:10], head=leaves.head, lacks="\n".join(lacks(leaves)))
