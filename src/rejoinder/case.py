"""One case: receive, read, find, judge. Start here.

`received/` and `journal.jsonl` are what people gave and decided; all else is made from them again by `rebuild`.
"""

from __future__ import annotations

import hashlib
import mmap
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rejoinder import __version__
from rejoinder.box.reading import original as member
from rejoinder.box.reading import read
from rejoinder.covered import masked
from rejoinder.disk import FOLDER, full_disk_named, locked, write_whole
from rejoinder.errors import CaseBusy, CaseDamaged, UsageError
from rejoinder.find import findings
from rejoinder.find.traces import traces_of
from rejoinder.journal import Journal, ground, judgements, partings
from rejoinder.model import (
    INSIDE,
    MESSAGES,
    Blob,
    Decision,
    Holding,
    Ledger,
    Parting,
    Shelved,
    Shown,
    Weighed,
)
from rejoinder.passwords import kept
from rejoinder.read import Reading
from rejoinder.read.ocr.filled import filled, waits
from rejoinder.received import Bag, bags, damage, given_files, new_bag, take
from rejoinder.shelf import EVERY, Findings, Kept, Shelf, Wanted, is_current, opened
from rejoinder.zones import zones

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


def _silent(_what: str, _done: int, _of: int) -> None:
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
    def shelf(self, told: Told = _silent) -> Iterator[Shelf]:
        """Give the case's shelf; what was received and is not in is read first, but while another run reads it."""
        path = self.folder / DERIVED / SHELF
        if not is_read(self):
            try:
                read_rest(self, told)
            except CaseBusy:
                if not is_current(path):
                    raise
        with opened(path) as shelf:
            yield shelf

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other run from writing to the case, and name a full disk."""
        with full_disk_named(self.folder, LEAST), locked(self.folder / ".lock"):
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
    """Make the case folder and give the case."""
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


def receive(case: Case, paths: Sequence[Path], delivery: Delivery, *, at: str, told: Told = _silent) -> Bag:
    """Take in a batch and read it: the same files given again add nothing, a stopped run goes on where it was."""
    _refuse_itself(case, paths)
    with case.held():
        before = _received_acts(case)
        bag = _taken_in(case, paths, delivery, told)
        _read_rest(case, told)
        act = {"batch": bag.batch.name, "files": bag.count(), "own": bag.batch.own, "manifest": bag.digest()}
        if before.get(bag.batch.name) != act:
            case.journal.write("receive", at, act)
    return bag


def _taken_in(case: Case, paths: Sequence[Path], delivery: Delivery, told: Told) -> Bag:
    """Copy what was given into the batch's bag, and give the bag."""
    given, problems = given_files(paths)
    bag = _bag_for(case, delivery)
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


def _received_acts(case: Case) -> dict[str, dict[str, object]]:
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
    known, reveals = _known(case, bag), bool(ground_of(case))
    paths = sorted(path for path, _ in bag.listed())
    for done in range(0, len(paths), STEP):
        some = paths[done : done + STEP]
        here = shelf.shelved_paths(bag.batch.number, some)
        unread = [path for path in some if path not in here]
        readings = _step(case, bag, unread, known, told, done, len(paths))
        shelf.add(bag.batch, (_with_traces(reading, reveals) for reading in readings))
        told("Reading", min(done + STEP, len(paths)), len(paths))
    shelf.note_read(bag.batch.number, bag.stamp())


class _Known(NamedTuple):
    """What a person told of a batch that its files are read with."""

    passwords: tuple[str, ...]
    partings: Mapping[str, tuple[Parting, ...]]
    """By the path of the file received."""

    def blob(self, path: str, untrusted_bytes: bytes | mmap.mmap) -> Blob:
        """Give a received file as it is read."""
        return Blob(path, untrusted_bytes, passwords=self.passwords, partings=self.partings.get(path, ()))


def _known(case: Case, bag: Bag) -> _Known:
    decided = partings(case.journal.acts())
    files = {path: decided.get((bag.batch.name, sha256), ()) for path, sha256 in bag.listed()} if decided else {}
    return _Known(kept(case.folder), files)


def _step(
    case: Case, bag: Bag, paths: Sequence[str], known: _Known, told: Told, done: int, of: int
) -> Iterator[Reading]:
    """Read a step's files and tell of each; what hears of it may end the run there, and the step is undone."""
    for reading in read(_received(bag, paths, known), bag.batch.name):
        told("Reading", done, of)
        yield filled(reading, bag.batch.name, *case.recognised.of(reading.sha256)) if waits(reading) else reading
        done, paths = (done + 1, paths[1:]) if reading.path == paths[0] else (done, paths)


def _received(bag: Bag, paths: Iterable[str], known: _Known) -> Iterator[Blob]:
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


def shown_text(case: Case, shelf: Shelf, number: int) -> str:
    """Give a document's text as the person has chosen to see it: covered words as blocks unless they are shown."""
    beneath = shelf.beneath(number)
    return beneath if beneath is not None and ground_of(case) else shelf.text(number)


def is_read(case: Case) -> bool:
    """Say whether everything that was received is read."""
    held, path = bags(case.received), case.folder / DERIVED / SHELF
    if not held or not is_current(path):
        return not held
    with opened(path) as shelf:
        return all(shelf.is_read(bag.batch.number, bag.stamp()) for bag in held)


def read_rest(case: Case, told: Told = _silent) -> None:
    """Read what was received and is not read: a run that was stopped goes on where it was."""
    with case.held():
        _read_rest(case, told)


def _read_rest(case: Case, told: Told) -> None:
    path = case.folder / DERIVED / SHELF
    if path.exists() and not is_current(path):
        _make_again(case, told)
    with opened(path) as shelf:
        for bag in bags(case.received):
            if not shelf.is_read(bag.batch.number, bag.stamp()):
                _shelve(case, shelf, bag, told)


def read_again(case: Case, batch: int, path: str, decide: Callable[[], object], told: Told = _silent) -> None:
    """Take a received file off the shelf, do what changes how it is read, and read it again.

    Stopped anywhere on the way, it is a file that is not read yet, and the next run reads it.
    """
    with case.held():
        with opened(case.folder / DERIVED / SHELF) as shelf:
            shelf.forget(batch, path)
        decide()
        _read_rest(case, told)


def rebuild(case: Case, told: Told = _silent) -> None:
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


def ledger(case: Case) -> Ledger:
    """Give what became of everything given."""
    with case.shelf() as shelf:
        return shelf.ledger()


@contextmanager
def audited(case: Case, told: Told = _silent) -> Iterator[Findings]:
    """Give the findings of a case, found again when anything was received since, with what people decided.

    While another run reads what was received, they are those from before: what is not read yet is not absent.
    """
    decided = judgements(case.journal.acts())
    with case.shelf() as shelf:
        stamp = f"{__version__} {shelf.state()}"
        if is_read(case) and not shelf.has_findings(stamp):
            told("Comparing", 0, 1)
            shelf.keep_findings(stamp, lambda: findings(shelf))
            told("Comparing", 1, 1)
        yield shelf.findings(decided)


def is_audited(case: Case) -> bool:
    """Say whether the findings of a case are known, so that nothing need be compared."""
    with case.shelf() as shelf:
        return shelf.has_findings(f"{__version__} {shelf.state()}")


def audit(case: Case, told: Told = _silent, *, wanted: Wanted = EVERY) -> list[Weighed]:
    """Give the findings asked for and what people decided, even of findings that have gone."""
    with audited(case, told) as found:
        return list(found.weighed(wanted))


def batch_number(case: Case, name: str) -> int:
    """Give the number of the batch of this name."""
    with case.shelf() as shelf:
        batches = shelf.batches()
    number = next((batch.number for batch in batches if batch.name == name), None)
    if number is None:
        names = ", ".join(batch.name for batch in batches)
        raise UsageError(f"No batch of this case is named {name}.", f"The batches are: {names}.")
    return number


def shown(case: Case, holding: Holding, page: int | None = None) -> Shown:
    """Give one document opened, whole or one page of it, with its zones and the findings it proves."""
    found = [one.finding for one in audit(case, wanted=Wanted(documents=(holding.ref,))) if one.finding]
    with case.shelf() as shelf:
        text, seen = shelf.text(holding.number), shown_text(case, shelf, holding.number)
        start, end = 0, len(text)
        if page is not None:
            pages = {one.number: (one.start, one.end) for one in shelf.pages(holding.number)}
            if page not in pages:
                has = f"It has {len(pages)}." if pages else "It has no pages."
                raise UsageError(f"{holding.path} has no page {page}.", has)
            start, end = pages[page]
        told_in = {holding.path, *([holding.path.rpartition(INSIDE)[0]] if holding.conversation else [])}
        problems = tuple(problem for _, problem in shelf.problems(holding.batch) if problem.where in told_in)
        batch = next(batch.name for batch in shelf.batches() if batch.number == holding.batch)
        sure = shelf.page_confidences(holding.number, page)
    parts = zones(text, holding.body_start) if holding.kind in MESSAGES and not holding.conversation else ()
    traces = tuple(
        (finding.id, trace) for finding in found for trace in finding.because if trace.span.document == holding.ref
    )
    return Shown(holding, batch, seen[start:end], start, parts, traces, problems, sure)


def original_file(case: Case, holding: Holding) -> Path | None:
    """Give where a received file lies, checked against its hash a piece at a time; None for what lies in another."""
    if INSIDE in holding.path:
        return None
    for bag in bags(case.received):
        place = bag.payload / holding.path
        if bag.batch.number == holding.batch and place.is_file():
            with place.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == holding.sha256:
                    return place
    raise _not_as_received(case, holding)


def original(case: Case, holding: Holding) -> bytes:
    """Give a document's bytes exactly as they came, a member's out of its container, checked against their hash."""
    place = original_file(case, holding)
    if place:
        return place.read_bytes()
    received = holding.path.partition(INSIDE)[0]
    for bag in bags(case.received):
        if bag.batch.number == holding.batch:
            with bag.opened(received) as untrusted_bytes:
                found = member(_known(case, bag).blob(received, untrusted_bytes), holding.path)
            if found is not None and hashlib.sha256(found).hexdigest() == holding.sha256:
                return found
    raise _not_as_received(case, holding)


def _not_as_received(case: Case, holding: Holding) -> CaseDamaged:
    what = f"{holding.path} is not there as it was received."
    return CaseDamaged(what, f"See what has changed with: rejoinder verify {case.folder}")


def judge(case: Case, finding: str, decision: Decision, *, because: str = "", at: str) -> Weighed:
    """Write down what a person decided about a finding, and give the finding as it stands then."""
    weighed = _one(case, finding)
    evidence = [trace.id for trace in weighed.finding.because] if weighed.finding else []
    told = {"finding": weighed.id, "decision": decision, "because": because, "evidence": evidence}
    case.journal.write("judge", at, told)
    return _one(case, weighed.id)


def undo(case: Case, finding: str, *, at: str) -> Weighed:
    """Take back the last judgement of a finding; the journal keeps both."""
    weighed = _one(case, finding)
    if weighed.judgement is None:
        raise UsageError(f"Nothing was decided about {weighed.id}.", "There is nothing to take back.")
    case.journal.write("undo", at, {"finding": weighed.judgement.finding})
    found = [one for one in audit(case, wanted=Wanted(beginning=weighed.id)) if one.id == weighed.id]
    return found[0] if found else Weighed(None, weighed.judgement, "closed")


def _one(case: Case, finding: str) -> Weighed:
    """Give the finding whose id begins so."""
    found = audit(case, wanted=Wanted(beginning=finding)) if finding else []
    exact = [one for one in found if one.id == finding]
    if not found:
        what = f"No finding has the id {finding or '(empty)'}."
        raise UsageError(what, f"List them with: rejoinder audit {case.folder}")
    if len(exact or found) > 1:
        ids = ", ".join(one.id for one in found[:5]) + (" …" if len(found) > 5 else "")
        raise UsageError(f"{len(found)} findings have an id that begins with {finding}.", f"Say which: {ids}")
    return (exact or found)[0]


def faults(case: Case) -> Iterator[str]:
    """Give one sentence for everything about the case that does not check: hashes and the journal's chain."""
    try:
        told = _received_acts(case)
    except CaseDamaged as fault:
        yield str(fault)
        told = {}
    if not case.journal.path.exists():
        yield "journal.jsonl is gone. Put it back from a copy of the case."
    for bag in bags(case.received):
        yield from damage(bag)
        act = told.pop(bag.batch.name, {})
        if act.get("manifest", bag.digest()) != bag.digest():
            yield (
                f"{bag.batch.name}: its manifest is not the one the journal tells of."
                " If its receive was stopped, run it again; if not, put the batch back from a copy of the case."
            )
    for gone in sorted(told):
        yield f"{gone}: the batch is gone. Put it back from a copy of the case."


def write_out(path: Path, content: bytes) -> None:
    """Write a paper where the person wants it, whole or not at all."""
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", "Make it first, or choose another.")
    write_whole(path, content)
