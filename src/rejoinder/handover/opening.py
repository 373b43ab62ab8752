"""An archive opened: decrypted, every name looked at before anything is written, every file held against its hash."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from rejoinder.case import CASE, Case, Told, faults, open_case
from rejoinder.case.receiving import silent
from rejoinder.disk import BINARY, FILE, full_disk_named, make_folder, sync_folder
from rejoinder.errors import CaseDamaged, UsageError
from rejoinder.handover.sealing import HOW, MANIFEST, PIECE, library

LONGEST = 255
"""Characters of one name in a path."""
DEEPEST = 60
"""Folders in one another."""
MOST = 2_000_000
"""Files of one archive."""
LISTED = 512 << 20
"""Bytes of its manifest."""
_RESERVED = {"con", "prn", "aux", "nul", *(f"{one}{number}" for one in ("com", "lpt") for number in range(1, 10))}
"""Names that one system takes for devices."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an archive held, as it lies in its new folder."""

    folder: Path
    case: Case | None
    """None where only single documents were handed over."""
    files: int
    lacks: tuple[str, ...]
    faults: tuple[str, ...]


def open_archive(
    path: Path, folder: Path, *, identity: Path | None = None, passphrase: str = "", told: Told = silent
) -> Opened:
    """Open an archive into a new folder and check all of it; nothing of a refused one is left there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there and is not an empty folder.", "Name a folder that is new or empty.")
    if not path.is_file():
        raise UsageError(f"There is no file {path}.", "Name the archive that you were sent.")
    parent = folder.resolve().parent
    with full_disk_named(parent, 2 * path.stat().st_size), tempfile.TemporaryDirectory(dir=parent) as scratch:
        with (Path(scratch) / "archive").open("w+b") as plain:
            _decrypt(path, plain, identity, passphrase)
            manifest = _unpack(plain, Path(scratch) / "case", told)
        if folder.exists():
            folder.rmdir()
        (Path(scratch) / "case").rename(folder)
        sync_folder(parent)
    case = open_case(folder) if (folder / CASE).is_file() else None
    found = tuple(faults(case)) if case else ()
    lacking = tuple(str(one) for one in manifest.get("lacks", ()))
    return Opened(folder, case, len(manifest["files"]), lacking, found)


def _decrypt(path: Path, out: IO[bytes], identity: Path | None, passphrase: str) -> None:
    pyrage = library()
    try:
        if passphrase:
            out.write(pyrage.passphrase.decrypt(path.read_bytes(), passphrase))
        else:
            with path.open("rb") as given:
                pyrage.decrypt_io(given, out, [_identity(pyrage, identity)])
    except (pyrage.DecryptError, OSError) as fault:
        remedy = "Check the key or the passphrase, and that the file came whole."
        if "Excessive work" in str(
            fault
        ):  # the passphrase was stretched by a much faster computer, or this one is busy
            remedy = "This computer is too slow or too busy for that passphrase. Close other programs, and try again."
        raise UsageError(f"{path} does not open.", remedy) from fault
    out.flush()
    out.seek(0)


def _identity(pyrage: Any, path: Path | None) -> Any:
    if path is None:
        raise UsageError("It was not said with what to open it.", "Give --identity FILE, or the passphrase.")
    written = path.read_bytes()
    try:
        if b"AGE-SECRET-KEY-" in written:
            line = next(one for one in written.decode().splitlines() if one.startswith("AGE-SECRET-KEY-"))
            return pyrage.x25519.Identity.from_str(line.strip())
        return pyrage.ssh.Identity.from_buffer(written)
    except (pyrage.IdentityError, UnicodeDecodeError, StopIteration) as fault:
        raise UsageError(
            f"{path} is no secret key.", "Give the file that rejoinder key wrote, or an SSH key."
        ) from fault


def _unpack(plain: IO[bytes], folder: Path, told: Told) -> Mapping[str, Any]:
    """Write the files of an archive, each where its manifest says and with the hash it says."""
    try:
        with zipfile.ZipFile(plain) as given:
            members = {one.filename: one for one in _checked(given, plain)}
            manifest = _manifest(given, members)
            make_folder(folder)
            for number, (name, listed) in enumerate(manifest["listed"].items(), 1):
                told("Opening", number, len(manifest["listed"]))
                _write(given, members[name], folder / name, listed)
            return manifest
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError, EOFError) as fault:
        raise _refused("it is no zip that is whole") from fault


def _checked(given: zipfile.ZipFile, plain: IO[bytes]) -> list[zipfile.ZipInfo]:
    """Give the members of a zip; CaseDamaged where one is not what this program writes."""
    members = given.infolist()
    if len(members) > MOST:
        raise _refused("it holds too many files")
    size = plain.seek(0, os.SEEK_END)
    if sum(one.file_size for one in members) > size:
        raise _refused("its files say that they are larger than it is")
    seen: set[str] = set()
    for one in members:
        why = _wrong(one)
        if not why and one.filename in seen:
            why = "two of its files have one name"
        if why:
            raise _refused(why)
        seen.add(one.filename)
    return members


def _wrong(one: zipfile.ZipInfo) -> str:
    """Say what is wrong with a member; empty where nothing is."""
    mode = one.external_attr >> 16
    parts = one.filename.split("/")
    checks = (
        (one.compress_type != zipfile.ZIP_STORED or one.compress_size != one.file_size, "a file of it is compressed"),
        (bool(one.flag_bits & 1), "a file of it is locked"),
        (one.is_dir() or (bool(mode) and not stat.S_ISREG(mode) and stat.S_IFMT(mode) != 0), "it holds no plain file"),
        (one.filename.startswith("/"), "a path in it leads elsewhere"),
        (len(parts) > DEEPEST, "a path in it is too deep"),
        (any(_is_bad(part) for part in parts), "a path in it leads elsewhere"),
    )
    return next((why for is_wrong, why in checks if is_wrong), "")


def _is_bad(part: str) -> bool:
    """Say whether a name in a path is none that can be written on every system."""
    bare = part.partition(".")[0].strip().casefold()
    return (
        part in ("", ".", "..")
        or len(part) > LONGEST
        or (os.name == "nt" and (bare in _RESERVED or part != part.rstrip(". ") or any(one in part for one in ":\\")))
    )


def _manifest(given: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> dict[str, Any]:
    """Give what the archive says of itself, with its files by name."""
    if MANIFEST not in members or members[MANIFEST].file_size > LISTED:
        raise _refused("it has no manifest")
    try:
        told = json.loads(given.read(MANIFEST))
        listed = {str(one["path"]): (int(one["size"]), str(one["sha256"])) for one in told["files"]}
        lacks = list(told.get("lacks", ()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise _refused("its manifest cannot be read") from fault
    if set(listed) != set(members) - {MANIFEST, HOW}:
        raise _refused("its manifest does not list the files that are in it")
    return {"files": told["files"], "lacks": lacks, "listed": listed}


def _write(given: zipfile.ZipFile, one: zipfile.ZipInfo, place: Path, listed: tuple[int, str]) -> None:
    make_folder(place.parent)
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, FILE)
    with given.open(one) as member, os.fdopen(descriptor, "wb") as made:
        while piece := member.read(PIECE):
            digest.update(piece)
            size += len(piece)
            made.write(piece)
        made.flush()
        os.fsync(made.fileno())
    if (size, digest.hexdigest()) != listed:
        raise _refused(f"{one.filename} is not as it was sent")


def _refused(why: str) -> CaseDamaged:
    return CaseDamaged(
        f"The archive is refused: {why}.", "Nothing of it was kept. Ask for it to be made and sent again."
    )
