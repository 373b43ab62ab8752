"""Locked files of a case opened with passwords that a person gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rejoinder.box.reading import read
from rejoinder.case import Case, Told, rebuild
from rejoinder.errors import UsageError
from rejoinder.model import INSIDE, Blob, Problem
from rejoinder.passwords import keep, kept
from rejoinder.received import Bag, bags

LOCKED = "encrypted"
OPENED = "unlocked"
"""Codes of what is said of a file that no password opened, and of one that a given password did."""


class Locked(NamedTuple):
    """One file that needs a password."""

    batch: int
    path: str
    what: str


def locked(case: Case) -> tuple[Locked, ...]:
    """Give every file that no password of the case opens."""
    return _told(case, LOCKED)


def _told(case: Case, code: str, batch: int | None = None) -> tuple[Locked, ...]:
    """Give every file of which this is said."""
    with case.shelf() as shelf:
        return tuple(Locked(number, problem.where, problem.what) for number, problem in shelf.problems(batch, code))


def unlock(case: Case, given: Sequence[str], *, at: str, told: Told) -> tuple[Locked, ...]:
    """Try passwords on the files that need one; keep them and read the case again when any opens; give those opened.

    The journal tells which files were opened, and never a password.
    """
    before = locked(case)
    if not before:
        raise UsageError("No file of this case needs a password.", "There is nothing to unlock.")
    if not any(given):
        raise UsageError("No password was given.", "Give one a line with --password-file, or type one.")
    tried = (*kept(case.folder), *(password for password in given if password))
    open_now = {(one.path, one.what) for one in _told(case, OPENED)}
    opened = tuple(one for one in before if _opens(case, one, tried, open_now))
    if not opened:
        return ()
    keep(case.folder, [password for password in given if password])
    journal_opened(case, opened, at)
    rebuild(case, told)
    return opened


def journal_opened(case: Case, opened: Sequence[Locked], at: str) -> None:
    """Write down which files were opened with a password, where that is not written down already."""
    written = {
        (str(file["batch"]), str(file["path"]))
        for act in case.journal.acts()
        if act.kind == "unlock"
        for file in act.told["files"]
    }
    names = {bag.batch.number: bag.batch.name for bag in bags(case.received)}
    files = sorted({(names[one.batch], one.path) for one in opened} - written)
    if files:
        told = [{"batch": batch, "path": path} for batch, path in files]
        case.journal.write("unlock", at, {"files": told})


def opened_by_password(case: Case, batch: int) -> tuple[Locked, ...]:
    """Give the files of a batch that a password opened."""
    return _told(case, OPENED, batch)


def _opens(case: Case, one: Locked, passwords: tuple[str, ...], open_now: set[tuple[str, str]]) -> bool:
    """Say whether passwords open of a file what none opened before."""
    bag = next(bag for bag in bags(case.received) if bag.batch.number == one.batch)
    said = (problem for problem in _problems(bag, one.path, passwords) if problem.code == OPENED)
    return any(problem.where == one.path and (problem.where, problem.what) not in open_now for problem in said)


def _problems(bag: Bag, path: str, passwords: tuple[str, ...]) -> list[Problem]:
    received = path.partition(INSIDE)[0]
    with bag.opened(received) as untrusted_bytes:
        blob = Blob(received, untrusted_bytes, passwords=passwords)
        return [problem for reading in read([blob], bag.batch.name) for problem in reading.problems]
