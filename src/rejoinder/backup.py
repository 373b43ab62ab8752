"""A case copied whole to another folder, and the copy checked; a plain copy of one in use may miss half its index."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rejoinder.case import DERIVED, RECEIVED, SHELF, Case, faults, open_case
from rejoinder.disk import BINARY, FILE, full_disk_named, make_folder, sync_folder
from rejoinder.errors import UsageError
from rejoinder.received import bags
from rejoinder.shelf import is_current, opened

PIECE = 1 << 20
_NOT_COPIED = (DERIVED, ".lock")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a case, and what does not check in it."""

    case: Case
    files: int
    """Received files."""
    size: int
    """Bytes of everything copied."""
    faults: tuple[str, ...]


def backup(case: Case, folder: Path) -> Backup:
    """Copy a case into a new folder while no other run writes to it, and check every file of the copy."""
    _refuse(case, folder)
    with case.held():
        size = sum(place.stat().st_size for place in _files(case.folder))
        with full_disk_named(folder.parent, size):
            make_folder(folder)
            for place in _files(case.folder):
                _copy(place, folder / place.relative_to(case.folder))
            _copy_shelf(case, folder)
            for below, _, _ in os.walk(folder, topdown=False):
                sync_folder(below)
            sync_folder(folder.parent)
        differing = tuple(_differing(case, folder))
    copy = open_case(folder)
    files = sum(len(bag.taken()) for bag in bags(copy.received))
    return Backup(copy, files, size, (*differing, *faults(copy)))


def _differing(case: Case, folder: Path) -> Iterator[str]:
    """Give one sentence for every copied file that has no hash of its own and is not as it is in the case."""
    for place in _files(case.folder):
        within = place.relative_to(case.folder)
        if within.parts[0] != RECEIVED and not filecmp.cmp(place, folder / within, shallow=False):
            yield f"{within.as_posix()} is not in the copy as it is in the case."


def _refuse(case: Case, folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there and is not an empty folder.", "Name a folder that is new or empty.")
    if not folder.resolve().parent.is_dir():
        raise UsageError(f"There is no folder {folder.parent}.", "Make it first, or choose another.")
    if folder.resolve().is_relative_to(case.folder.resolve()):
        raise UsageError(f"{folder} lies in the case itself.", "Name a folder elsewhere, best on another disk.")


def _files(folder: Path) -> Iterator[Path]:
    """Give every file of a case that people gave, decided or had written; what is derived is made again or copied."""
    for entry in sorted(folder.iterdir()):
        if entry.name in _NOT_COPIED or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from (Path(below, name) for below, _, names in os.walk(entry) for name in sorted(names))
        else:
            yield entry


def _copy(source: Path, target: Path) -> None:
    """Copy a file durably, readable by its owner alone."""
    make_folder(target.parent)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, FILE)
    with source.open("rb") as given, os.fdopen(descriptor, "wb") as made:
        shutil.copyfileobj(given, made, PIECE)
        made.flush()
        os.fsync(made.fileno())


def _copy_shelf(case: Case, folder: Path) -> None:
    """Copy the index as SQLite itself does while it is in use; one of another version is left, to be made again."""
    if is_current(case.folder / DERIVED / SHELF):
        make_folder(folder / DERIVED)
        with opened(case.folder / DERIVED / SHELF) as shelf:
            shelf.copy_to(folder / DERIVED / SHELF)
