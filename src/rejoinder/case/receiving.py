"""The case itself: made, opened, and what it was given taken in and read, a step at a time."""

from __future__ import annotations

import mmap
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rejoinder.box.reading import read
from rejoinder.box.start import starter
from rejoinder.covered import masked
from rejoinder.disk import FOLDER, full_disk_named, locked, write_whole
from rejoinder.errors import CaseBusy, CaseDamaged, UsageError
from rejoinder.find.traces import traces_of
from rejoinder.journal import Journal, ground, partings
from rejoinder.law.loading import law
from rejoinder.model import (
    INSIDE,
    Batch,
    Blob,
    Parting,
    Scope,
    Shelved,
)
from rejoinder.passwords import kept
from rejoinder.read import Reading
from rejoinder.read.ocr.filled import filled, waits
from rejoinder.read.ocr.parted import parted
from rejoinder.received import Bag, bags, given_files, new_bag, take
from rejoinder.shelf import Kept, Shelf, batches_read, is_current, opened

CASE = "case.toml"
JOURNAL = "journal.jsonl"
RECEIVED = "received"
DERIVED = ".derived"
SHELF = "shelf.sqlite"
LEAST = 1 << 20
"""Bytes of free disk without which nothing is begun."""
STEP = 500
"""Received files read between two safe points."""

Told = Callable[[str, int, int], None]
"""Hears of progress: what is being done, how many are done, of how many."""


_TOLD = ("subject", "controller", "regime", "asked", "happened")
"""What case.toml tells, in the order of the fields of Case."""


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Case:
    """One person's dispute: its evidence, journal and outputs, in one folder."""

    folder: Path
    subject: str = ""
    controller: str = ""
    regime: str = ""
    asked: str = ""
    """The day on which the subject asked, as an ISO date; empty where it was not said."""
    happened: str = ""
    """What happened, in the person's own words."""

    @property
    def journal(self) -> Journal:
        """What people decided."""
        return Journal(self.folder / JOURNAL)

    @property
    def received(self) -> Path:
        """What came, exactly as it came."""
        return self.folder / RECEIVED

    @property
    def recognised(self) -> Kept:
        """What text recognition read of its pictures: hours of work, kept when the rest is made again."""
        return Kept(self.folder / DERIVED / "ocr")

    @contextmanager
    def shelf(self, told: Told = silent) -> Iterator[Shelf]:
        """Give the case's shelf; what was received and is not in is read first, but while another run reads it."""
        path = self.folder / DERIVED / SHELF
        if not is_read(self):
            here = is_current(path)
            try:
                read_rest(self, told, wait=0 if here else None)
            except CaseBusy:
                if not (here or is_current(path)):
                    raise
        with opened(path) as shelf:
            yield shelf

    def as_of(self) -> str:
        """Give a stamp of everything that is in and was decided: what is made of both stays the same while it does."""
        with self.shelf() as shelf:
            return f"{shelf.state()} {self.journal.head()}"

    @contextmanager
    def held(self, wait: float | None = None) -> Iterator[None]:
        """Keep every other run from writing to the case, and name a full disk."""
        with full_disk_named(self.folder, LEAST), locked(self.folder / ".lock", wait):
            yield


def new(
    folder: Path,
    *,
    at: str,
    subject: str = "",
    controller: str = "",
    regime: str = "",
    asked: str = "",
    happened: str = "",
) -> Case:
    """Make the case folder and give the case; UsageError where the law named is none that is known."""
    if regime and regime not in law().regimes:
        raise UsageError(f"No law is known as {regime}.", f"Say one of: {', '.join(law().regimes)}; or leave it out.")
    if (folder / CASE).exists():
        raise UsageError(f"There is a case in {folder} already.", "Choose another folder, or use the case as it is.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there and is not an empty folder.", "Choose a folder that is new or empty.")
    folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    happened = "\n".join("".join(c for c in line if c.isprintable()) for line in happened.strip().splitlines())
    told = {"subject": subject, "controller": controller, "regime": regime, "asked": asked}
    lines = ("# Rejoinder: one case.", *(f"{name} = {_quoted(words)}" for name, words in told.items()))
    write_whole(folder / CASE, "\n".join((*lines, f"happened = {_in_lines(happened)}", "")).encode())
    case = Case(folder, subject, controller, regime, asked, happened)
    case.journal.write("new", at, {"subject": subject, "controller": controller, "regime": regime})
    return case


def _quoted(words: str) -> str:
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(c for c in plain if c.isprintable())}"'


def _in_lines(words: str) -> str:
    """Give words of several lines as TOML keeps them, to be read and mended in a text editor."""
    plain = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{plain}"""' if plain else '""'


def open_case(folder: Path) -> Case:
    """Give the case in a folder."""
    try:
        told = tomllib.loads((folder / CASE).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as fault:
        what = f"There is no case in {folder}."
        raise UsageError(what, f"Make one with: rejoinder new {folder}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        what = f"{folder / CASE} cannot be read ({fault})."
        raise CaseDamaged(what, "Mend that file in a text editor; nothing else was touched.") from fault
    return Case(folder, *(str(told.get(label, "")) for label in _TOLD))


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a person says of a batch."""

    name: str
    sender: str = ""
    date: str = ""
    own: bool = False
    scope: Scope | None = None
    """What it claims to cover, where that is said at once."""


def receive(case: Case, paths: Sequence[Path], delivery: Delivery, *, at: str, told: Told = silent) -> Bag:
    """Take in a batch and read it: the same files given again add nothing, a stopped run goes on where it was."""
    _refuse_itself(case, paths)
    with case.held():
        before = received_acts(case)
        bag = _taken_in(case, paths, delivery, told)
        _read_rest(case, told)
        act = {"batch": bag.batch.name, "files": bag.count(), "own": bag.batch.own, "manifest": bag.digest()}
        if before.get(bag.batch.name) != act:
            case.journal.write("receive", at, act)
        if delivery.scope and any(delivery.scope) and not delivery.own:
            case.journal.write("scope", at, scope_act(bag.batch.name, delivery.scope))
    return bag


def scope_act(batch: str, scope: Scope) -> dict[str, object]:
    """Give what the journal tells of what a batch claims to cover."""
    days = {"from": scope.first, "to": scope.last}
    return {"batch": batch, "mailboxes": scope.mailboxes, **days, "words": scope.words, "letter": scope.letter}


def batch_of(case: Case, name: str) -> Batch:
    """Give the batch of this name."""
    held = {bag.batch.name: bag.batch for bag in bags(case.received)}
    if name not in held:
        raise UsageError(f"No batch of this case is named {name}.", f"The batches are: {', '.join(held)}.")
    return held[name]


def _taken_in(case: Case, paths: Sequence[Path], delivery: Delivery, told: Told) -> Bag:
    """Copy what was given into the batch's bag, and give the bag."""
    given, problems = given_files(paths)
    bag = _bag_for(case, delivery)
    starter()  # What reads loads its parsers while the files are copied.
    done = 0
    for step in take(bag, given, problems):
        done += len(step)
        told("Keeping a copy", done, len(given))
    return bag


def _refuse_itself(case: Case, paths: Sequence[Path]) -> None:
    folder = case.folder.resolve()
    for path in paths:
        given = path.resolve()
        if folder.is_relative_to(given) or given.is_relative_to(folder / RECEIVED):
            raise UsageError(f"The case itself lies in {path}.", "Give what was sent, without the case folder.")


def received_acts(case: Case) -> dict[str, dict[str, object]]:
    """Give what the journal last told of each batch; a journal that does not check ends the run here."""
    return {str(act.told["batch"]): dict(act.told) for act in case.journal.acts() if act.kind == "receive"}


def _bag_for(case: Case, delivery: Delivery) -> Bag:
    for bag in bags(case.received):
        if bag.batch.name == " ".join(delivery.name.split()):
            if bag.batch.own != delivery.own:
                what = f"A batch named {delivery.name} is here already, {'with' if bag.batch.own else 'without'} --own."
                raise UsageError(what, "Give this one another --name.")
            return bag
    return new_bag(case.received, name=delivery.name, sender=delivery.sender, date=delivery.date, own=delivery.own)


def _shelve(case: Case, shelf: Shelf, bag: Bag, told: Told) -> None:
    """Read what the bag holds and the shelf does not, a step at a time, each step whole or not at all."""
    shelf.add_batch(bag.batch)
    shelf.note_not_received(bag.batch, bag.not_received())
    known, reveals = known_of(case, bag), bool(ground_of(case))
    paths = sorted(path for path, _ in bag.listed())
    for done in range(0, len(paths), STEP):
        some = paths[done : done + STEP]
        here = shelf.shelved_paths(bag.batch.number, some)
        unread = [path for path in some if path not in here]
        readings = _step(case, bag, unread, known, told, done, len(paths))
        shelf.add(bag.batch, (_with_traces(reading, reveals) for reading in readings))
        told("Reading", min(done + STEP, len(paths)), len(paths))
    shelf.note_read(bag.batch.number, bag.stamp())


class Known(NamedTuple):
    """What a person told of a batch that its files are read with."""

    passwords: tuple[str, ...]
    partings: Mapping[str, tuple[Parting, ...]]
    """By the path of the file received."""

    def blob(self, path: str, untrusted_bytes: bytes | mmap.mmap) -> Blob:
        """Give a received file as it is read."""
        return Blob(path, untrusted_bytes, passwords=self.passwords, partings=self.partings.get(path, ()))


def known_of(case: Case, bag: Bag) -> Known:
    """Give what a person told of a batch: the passwords kept in the case, and where documents begin."""
    decided = partings(case.journal.acts())
    files = {path: decided.get((bag.batch.name, sha256), ()) for path, sha256 in bag.listed()} if decided else {}
    return Known(kept(case.folder), files)


def _step(
    case: Case, bag: Bag, paths: Sequence[str], known: Known, told: Told, done: int, of: int
) -> Iterator[Reading]:
    """Read a step's files and tell of each; what hears of it may end the run there, and the step is undone."""
    for reading in read(_received(bag, paths, known), bag.batch.name):
        told("Reading", done, of)
        yield _with_scans(case, bag, known, reading) if waits(reading) else reading
        done, paths = (done + 1, paths[1:]) if reading.path == paths[0] else (done, paths)


def _with_scans(case: Case, bag: Bag, known: Known, reading: Reading) -> Reading:
    """Give a reading with what text recognition read of its pictures, parted where that is of several documents."""
    needed, pages = case.recognised.of(reading.sha256)
    received = reading.path.partition(INSIDE)[0]
    return parted(filled(reading, bag.batch.name, needed, pages), pages, known.partings.get(received, ()))


def _received(bag: Bag, paths: Iterable[str], known: Known) -> Iterator[Blob]:
    """Give received files, each open until the next is asked for."""
    for path in paths:
        with bag.opened(path) as untrusted_bytes:
            yield known.blob(path, untrusted_bytes)


def _with_traces(reading: Reading, reveals: bool) -> Shelved:
    """Give what is shelved of a reading: nothing of it is made from words beneath a redaction."""
    held = masked(reading.documents, reading.problems)
    documents = tuple((one.document, traces_of(one.document)) for one in held)
    beneath = tuple((one.document.path, one.beneath) for one in held if reveals and one.beneath is not None)
    return Shelved(
        path=reading.path,
        parent=reading.parent,
        sha256=reading.sha256,
        size=reading.size,
        format=reading.format,
        outcome=reading.outcome,
        inside=reading.inside,
        problems=reading.problems,
        documents=documents,
        beneath=beneath,
    )


def ground_of(case: Case) -> str:
    """Give the ground on which covered words are shown; empty where they are not, or the journal does not check."""
    try:
        return ground(case.journal.acts())
    except CaseDamaged:
        return ""


def is_read(case: Case) -> bool:
    """Say whether everything that was received is read."""
    held = bags(case.received)
    known = batches_read(case.folder / DERIVED / SHELF) if held else {}
    return known is not None and all(known.get(str(bag.batch.number)) == bag.stamp() for bag in held)


def read_rest(case: Case, told: Told = silent, *, wait: float | None = None) -> None:
    """Read what was received and is not read: a run that was stopped goes on where it was."""
    with case.held(wait):
        _read_rest(case, told)


def _read_rest(case: Case, told: Told) -> None:
    path = case.folder / DERIVED / SHELF
    if path.exists() and not is_current(path):
        _make_again(case, told)
    with opened(path) as shelf:
        for bag in bags(case.received):
            if not shelf.is_read(bag.batch.number, bag.stamp()):
                _shelve(case, shelf, bag, told)


def read_again(case: Case, batch: int, path: str, decide: Callable[[], object], told: Told = silent) -> None:
    """Take a received file off the shelf, do what changes how it is read, and read it again.

    Stopped anywhere on the way, it is a file that is not read yet, and the next run reads it.
    """
    with case.held():
        with opened(case.folder / DERIVED / SHELF) as shelf:
            shelf.forget(batch, path)
        decide()
        _read_rest(case, told)


def rebuild(case: Case, told: Told = silent) -> None:
    """Make all derived data again from what was received."""
    with case.held():
        _make_again(case, told)


def _make_again(case: Case, told: Told) -> None:
    path = case.folder / DERIVED / SHELF
    beside = path.with_name("shelf.new.sqlite")
    _forget(beside)
    with opened(beside) as shelf:
        for bag in bags(case.received):
            _shelve(case, shelf, bag, told)
    _forget(path)
    beside.replace(path)


def _forget(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
